/* Lists: one engine for every list people see, filter, sort and export; rows come by page. */
#ifndef DEMUR_STORE_LIST_H
#define DEMUR_STORE_LIST_H

#include "core/field.h"
#include "core/filter.h"
#include "store/store.h"

struct list_query {
    enum list list;
    int64_t program;
    const struct filter *filter; /* NULL: all */
    enum field sort[4];
    bool descending[4];
    size_t sort_count; /* 0: the list's own order (queue: due, weight, id; accounts: number, naturally;
                          inbox: unread first, newest thread, position; disputes: level down, age down;
                          journal: newest first) */
    int64_t now;       /* standings and days left are those of this instant */
    int today;         /* the desk's civil day */
    const char *zone;  /* the desk's */
};

/* Fails with ERR_USAGE and a sentence where a query sorts by what the list has no order for and more rows
 * match than may be sorted for every page. */
bool store_list_sorts(struct store *store, const struct list_query *query, struct err *err);

/* A place between rows: the sort keys and id of the row beside it. Zeroed: the beginning (or the end,
 * backward). */
struct list_place {
    bool set;
    struct value keys[6];
    int64_t id;
};
void list_place_clear(struct list_place *place);

/* Reads up to limit rows after (backward: before) a place, always in the list's forward order, by keyset: the
 * cost does not grow with the distance from the beginning. The caller clears each row (row_clear) and frees
 * *rows. */
bool store_list_page(struct store *store, const struct list_query *query, const struct list_place *place,
                     bool backward, size_t limit, struct row **rows, size_t *count, struct err *err);
/* Looks at a row of many; *more false ends the walk. */
typedef bool list_visit(const struct row *row, bool *more, void *context, struct err *err);
/* Visits all rows in their order, by one statement: each has its id and the cells of the given fields, whose
 * texts last until visit returns. While it runs the file's log is not taken in. */
bool store_list_each(struct store *store, const struct list_query *query, const enum field *fields,
                     size_t count, list_visit *visit, void *context, struct err *err);
/* Makes the place of a row as read by the same query. */
void store_list_place_of(const struct list_query *query, const struct row *row, struct list_place *place);
bool store_list_count(struct store *store, const struct list_query *query, int64_t *count, struct err *err);
/* Returns in *rank how many rows stand before a place. */
bool store_list_rank(struct store *store, const struct list_query *query, const struct list_place *place,
                     int64_t *rank, struct err *err);
/* Reads the row with an id if the query still has it. */
bool store_list_row(struct store *store, const struct list_query *query, int64_t id, struct row *row,
                    bool *found, struct err *err);

#endif
