/* What --map says about the columns of a CSV. For csv_map alone. */
#ifndef DEMUR_INTAKE_CSV_OVERRIDE_H
#define DEMUR_INTAKE_CSV_OVERRIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "intake/csv_map.h"

/* One "their header=our name". */
struct csv_override {
    char *header;  /* as written */
    char *key;     /* folded */
    size_t cell;   /* for "#3": 2; else CSV_NO_CELL */
    size_t column; /* of the caller's; CSV_NO_CELL: not to be read */
};

struct csv_override_list {
    struct csv_override *items;
    size_t count;
    size_t capacity;
};

/* Reads the text of --map (NULL: nothing) as csv_map.h describes it. False with a sentence (ERR_USAGE) for a
 * part without
 * '=', a name that is none of the columns, or one named twice. Clear with csv_override_list_clear either way.
 */
bool csv_override_list_parse(struct csv_override_list *list, const char *text,
                             const struct csv_column *columns, size_t count, struct err *err);
void csv_override_list_clear(struct csv_override_list *list);

/* True when the override speaks of this header cell; key is the folded cell, or NULL. */
bool csv_override_is(const struct csv_override *override, const char *key, size_t cell);

/* True when a column is named by the number of its cell ("#3=name"). */
bool csv_override_list_by_number(const struct csv_override_list *list, size_t column);

/* Returns a header folded for comparing: case, accents, blanks, '_', '-', '.', ':' and '*' are gone; the
 * caller frees. */
char *csv_header_key(const char *text);

/* True when the folded header is the column's name or title. */
bool csv_column_is(const struct csv_column *column, const char *key);

#endif
