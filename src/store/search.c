/* Full text: a row of an FTS5 table for each noun. Of accounts and contacts the rowid is the id; messages,
 * objections and notes share a table, where it is 4 * id + noun. */
#include "config.h"
#include "store/inside.h"

#include <string.h>

#include <unistr.h>

bool search_keep(struct store *store, enum search_noun noun, int64_t id, const char *const *texts,
                 struct err *err)
{
    static const char *const inserts[] = {
        [SEARCH_MESSAGE] = "INSERT OR REPLACE INTO search_said(rowid, words) VALUES(:id * 4 + 0, :words)",
        [SEARCH_OBJECTION] = "INSERT OR REPLACE INTO search_said(rowid, words) VALUES(:id * 4 + 1, :words)",
        [SEARCH_NOTE] = "INSERT OR REPLACE INTO search_said(rowid, words) VALUES(:id * 4 + 2, :words)",
        [SEARCH_ACCOUNT] = "INSERT OR REPLACE INTO search_account(rowid, words) VALUES(:id, :words)",
        [SEARCH_CONTACT] = "INSERT OR REPLACE INTO search_contact(rowid, words) VALUES(:id, :words)",
    };
    struct statement statement;
    struct str words = {0};
    bool ok;

    for (; *texts; texts++) {
        if (words.length)
            str_add_char(&words, '\n');
        str_add(&words, *texts);
    }
    statement_begin(&statement, store, inserts[noun], err);
    statement_bind_number(&statement, ":id", id);
    statement_bind_lent(&statement, ":words", str_text(&words));
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
