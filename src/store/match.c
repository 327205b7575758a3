#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/inside.h"
#include "store/release.h"

/* The third column is empty, or must agree with the text more closely than its key. */
static const char *const queries[match_count] = {
    [MATCH_NUMBER] = "SELECT id, NULL, '' FROM account WHERE number_key = :key",
    [MATCH_COMPANY] = "SELECT id, NULL, '' FROM account WHERE company_key = :key",
    [MATCH_EMAIL] = "SELECT account, id, '' FROM contact WHERE email_key = :key AND email_key <> ''",
    [MATCH_DOMAIN] =
        "SELECT DISTINCT account, NULL, '' FROM contact WHERE domain_key = :key AND domain_key <> ''",
    [MATCH_PHONE] = "SELECT account, id, phone FROM contact WHERE phone_key = :key AND phone_key <> ''",
};

static char *key_of(enum match by, const char *text)
{
    switch (by) {
    case MATCH_NUMBER:
        return key_natural(text);
    case MATCH_DOMAIN:
        return key_domain(text);
    case MATCH_PHONE:
        return key_phone(text);
    case MATCH_COMPANY:
    case MATCH_EMAIL:
    case match_count:
        break;
    }
    return key_fold(text);
}

/* With or without the code of a country: one number ends in the other. */
static bool phone_agrees(const char *text, const char *phone)
{
    char *a = key_phone_whole(text), *b = key_phone_whole(phone);
    bool agrees = str_ends(a, b) || str_ends(b, a);

    free(a);
    free(b);
    return agrees;
}

bool store_match_add(struct store *store, enum match by, const char *text, struct store_match_list *list,
                     struct err *err)
{
    char *copy = mem_text(text), *trimmed = str_trim(copy), *key = key_of(by, trimmed);
    struct statement statement;
    bool good = true;

    if (*key) {
        statement_begin(&statement, store, queries[by], err);
        statement_bind_text(&statement, ":key", key);
        while (statement_row(&statement)) {
            struct store_match match = {.by = by};
            const char *phone;

            match.account = statement_take_number(&statement);
            match.contact = statement_take_number(&statement);
            phone = statement_take_borrowed(&statement);
            if (*phone && !phone_agrees(trimmed, phone))
                continue;
            mem_grow(list->items, list->count, list->capacity);
            list->items[list->count++] = match;
        }
        good = statement_end(&statement);
    }
    free(copy);
    free(key);
    return good;
}
