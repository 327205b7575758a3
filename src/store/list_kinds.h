/* Accounts by what their standings are; shared by the list's own files alone. */
#ifndef DEMUR_STORE_LIST_KINDS_H
#define DEMUR_STORE_LIST_KINDS_H

#include "store/list_inside.h"

/* True for a field of accounts that all accounts of one kind of standing have in common. */
bool list_kinds_have(enum list list, enum field field);
/* True for accounts by number of which a filter wants some. */
bool list_kinds_by_number(const struct list_query *query);
/* Finds the ids of a page where the filter or the order looks at standings; *found is false where it does
 * not, or where this is not the way to it. The caller frees *ids. */
bool list_kinds_page(struct store *store, const struct list_query *query, const struct list_place *place,
                     bool backward, size_t limit, int64_t **ids, size_t *count, bool *found, struct err *err);
/* Counts the rows of a query without looking at any where the filter asks for nothing but standings. */
bool list_kinds_count(struct store *store, const struct list_query *query, int64_t *count, bool *found,
                      struct err *err);

#endif
