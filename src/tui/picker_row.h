/* The accounts of a picker: rows read from the list of accounts. */
#ifndef DEMUR_TUI_PICKER_ROW_H
#define DEMUR_TUI_PICKER_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "desk/desk.h"

struct picker_row {
    int64_t account;
    char *number, *company, *place, *standing; /* place and standing as a person reads them */
    bool likely;
};

struct picker_rows {
    struct picker_row *items;
    size_t count, capacity;
};

void picker_row_clear(struct picker_row *row);
/* Adds a copy. */
void picker_rows_add(struct picker_rows *rows, const struct picker_row *row);
void picker_rows_remove(struct picker_rows *rows, size_t at);
/* Returns the place of an account, count if it is not there. */
size_t picker_rows_find(const struct picker_rows *rows, int64_t account);
void picker_rows_clear(struct picker_rows *rows);

/* Reads one account. */
bool picker_row_read(struct desk *desk, int64_t account, struct picker_row *row, bool *found,
                     struct err *err);
/* Reads up to limit accounts that the words find into rows, in place of what it held: those of likely first.
 * *more: there are others. */
bool picker_rows_read(struct desk *desk, const char *words, const struct picker_rows *likely, size_t limit,
                      struct picker_rows *rows, bool *more, struct err *err);
/* Appends how a row stands in the list: mark, number, company, place, standing. */
void picker_row_text(const struct picker_row *row, bool chosen, bool marked, int columns, struct str *out);

#endif
