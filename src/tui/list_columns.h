/* Which columns of a list fit a terminal, and where they stand. */
#ifndef DEMUR_TUI_LIST_COLUMNS_H
#define DEMUR_TUI_LIST_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/field.h"

struct list_column {
    enum field field;
    int column, width; /* where it begins, from 0, and how wide it is */
    bool right;        /* numbers end at its right */
};

/* Lays out the default columns of a list in a width; the least important are left out where it is too narrow,
 * the flexible ones take the rest. out holds field_count; returns how many. */
size_t list_columns_lay(enum list list, int columns, struct list_column *out);

#endif
