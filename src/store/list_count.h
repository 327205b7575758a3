/* Counting a list without keeping anybody waiting: slice by slice, with places remembered on the way. */
#ifndef DEMUR_STORE_LIST_COUNT_H
#define DEMUR_STORE_LIST_COUNT_H

#include "store/list.h"

/* A count under way. Zeroed, it counts all rows from the next slice on. */
struct list_count {
    struct list_place before; /* set: only the rows before it count */
    size_t stride;            /* rows a slice; 0: as many as are counted within a millisecond */
    /* Asked every now and then in the midst of a slice; true gives it up. NULL: never. */
    bool (*stop)(void *context);
    void *context;

    int64_t rows; /* counted so far; all once done */
    bool done;
    int64_t newest;           /* row when the count began, where that tells whether it still holds; else 0 */
    bool stopped;             /* the last slice was given up; the next one does it again */
    bool planned, by_id;      /* the list's order is walked only where an index has it */
    struct list_place *marks; /* the last row of each slice; by id, of the newest alone */
    size_t mark_count, mark_capacity;
};
void list_count_clear(struct list_count *count);

/* Counts the next slice. What changes in the file between two slices may be counted or not. */
bool store_list_count_on(struct store *store, const struct list_query *query, struct list_count *count,
                         struct err *err);
/* True when a count begun for an earlier state of the file is known to hold still: somebody writes all the
 * time, but seldom an account. */
bool store_list_stands(struct store *store, const struct list_query *query, const struct list_count *count);
/* Finds the id of the row with so many rows before it (0: there are not as many), at a cost that does not
 * grow with their number as far as a count of all rows of the same query has come. */
bool store_list_at(struct store *store, const struct list_query *query, const struct list_count *count,
                   int64_t position, int64_t *id, struct err *err);
/* Reads the ids of all rows, in no order. The caller frees *ids. */
bool store_list_ids(struct store *store, const struct list_query *query, int64_t **ids, size_t *count,
                    struct err *err);

#endif
