/* Full text: one row of the FTS5 table for each noun, found by 8 * id + noun. */
#include "config.h"
#include "store/inside.h"

#include <string.h>

#include <unistr.h>

bool search_keep(struct store *store, enum search_noun noun, int64_t id, const char *const *texts,
                 struct err *err)
{
    struct statement statement;
    struct str words = {0};
    bool ok;

    for (; *texts; texts++) {
        if (words.length)
            str_add_char(&words, '\n');
        str_add(&words, *texts);
    }
    statement_begin(&statement, store, "INSERT OR REPLACE INTO search(rowid, words) VALUES(:id, :words)",
                    err);
    statement_bind_number(&statement, ":id", id * 8 + (int64_t)noun);
    statement_bind_text(&statement, ":words", str_text(&words));
    ok = statement_run(&statement);
    str_clear(&words);
    return ok;
}

void search_query(const char *words, bool phrase, struct str *out)
{
    str_add_char(out, '"');
    for (; *words; words++) {
        if (*words == '"')
            str_add_char(out, '"');
        str_add_char(out, *words);
    }
    str_add(out, phrase ? "\"" : "\" *");
}

bool search_is_unspaced(const char *text)
{
    const uint8_t *rest = (const uint8_t *)text;
    ucs4_t c;

    while ((rest = u8_next(&c, rest)))
        if ((c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
            (c >= 0x2E80 && c <= 0xABFF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000)
            return true;
    return false;
}
