/* Accounts by what is known of somebody who is not identified; see match.c for numbers and mails. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/inside.h"
#include "store/nouns.h"

static bool take_ids(struct statement *statement, int64_t **ids, size_t *count)
{
    size_t capacity = 0;

    *ids = NULL;
    *count = 0;
    while (statement_row(statement)) {
        mem_grow(*ids, *count, capacity);
        (*ids)[(*count)++] = statement_take_number(statement);
    }
    return statement_end(statement);
}

bool store_account_by_word(struct store *store, const char *word, size_t limit, int64_t **ids, size_t *count,
                           struct err *err)
{
    struct statement statement;
    struct str match = {0};
    char *key = key_fold(word);

    search_runs_query(key, true, &match);
    statement_begin(&statement, store,
                    match.length
                        ? "SELECT a.id FROM account a WHERE a.id IN (SELECT rowid FROM search_account"
                          " WHERE search_account MATCH :match)"
                          " AND words_in(a.number || char(10) || a.company, :key, :part) LIMIT :limit"
                        : "SELECT a.id FROM account a WHERE a.company_key = :key LIMIT :limit",
                    err);
    statement_bind_text(&statement, ":key", key);
    if (match.length) {
        statement_bind_text(&statement, ":match", str_text(&match));
        statement_bind_number(&statement, ":part", SEARCH_WHOLE);
    }
    statement_bind_number(&statement, ":limit", (int64_t)limit);
    str_clear(&match);
    free(key);
    return take_ids(&statement, ids, count);
}

bool store_account_by_contact_name(struct store *store, const char *name, size_t limit, int64_t **ids,
                                   size_t *count, struct err *err)
{
    struct statement statement;
    struct str match = {0};
    char *key = key_fold(name);

    /* The search finds candidates fast; the key tells. */
    search_runs_query(key, true, &match);
    statement_begin(&statement, store,
                    match.length ? "SELECT DISTINCT c.account FROM search_account f CROSS JOIN contact c"
                                   " ON c.account = f.rowid WHERE f.search_account MATCH :match"
                                   " AND c.name_key = :key ORDER BY c.account LIMIT :limit"
                                 : "SELECT DISTINCT account FROM contact WHERE name_key = :key"
                                   " ORDER BY account LIMIT :limit",
                    err);
    statement_bind_text(&statement, ":key", key);
    if (match.length)
        statement_bind_text(&statement, ":match", str_text(&match));
    statement_bind_number(&statement, ":limit", (int64_t)limit);
    str_clear(&match);
    free(key);
    return take_ids(&statement, ids, count);
}
