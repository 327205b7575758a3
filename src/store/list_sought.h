/* Accounts and notices by the words a filter seeks; shared by the list's own files alone. */
#ifndef DEMUR_STORE_LIST_SOUGHT_H
#define DEMUR_STORE_LIST_SOUGHT_H

#include "store/list_inside.h"

/* Finds the ids of a page by the search index where that is quicker than walking the list; *found is false
 * where it is not. The caller frees *ids. */
bool list_sought_page(struct store *store, const struct list_query *query, const struct list_place *place,
                      bool backward, size_t limit, int64_t **ids, size_t *count, bool *found,
                      struct err *err);

#endif
