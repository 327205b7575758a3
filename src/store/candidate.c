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

    search_query(word, true, &match);
    statement_begin(&statement, store,
                    "SELECT rowid FROM search_account WHERE search_account MATCH :match LIMIT :limit", err);
    statement_bind_text(&statement, ":match", str_text(&match));
    statement_bind_number(&statement, ":limit", (int64_t)limit);
    str_clear(&match);
    return take_ids(&statement, ids, count);
}

bool store_account_by_contact_name(struct store *store, const char *name, size_t limit, int64_t **ids,
                                   size_t *count, struct err *err)
{
    struct statement statement;
    struct str match = {0};
    char *key = key_fold(name);

    /* The full text finds candidates fast, of any case and accents; the key tells. */
    search_query(name, true, &match);
    statement_begin(&statement, store,
                    "SELECT DISTINCT account FROM contact WHERE name_key = :key AND id IN"
                    " (SELECT rowid FROM search_contact WHERE search_contact MATCH :match)"
                    " ORDER BY account LIMIT :limit",
                    err);
    statement_bind_text(&statement, ":key", key);
    statement_bind_text(&statement, ":match", str_text(&match));
    statement_bind_number(&statement, ":limit", (int64_t)limit);
    str_clear(&match);
    free(key);
    return take_ids(&statement, ids, count);
}
