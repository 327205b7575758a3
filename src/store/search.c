/* Full text: one row of the FTS5 table for each noun, found by 8 * id + noun. */
#include "config.h"
#include "store/inside.h"

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
