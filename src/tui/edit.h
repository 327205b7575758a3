/* A text being edited: characters with a cursor between them. Knows no terminal. */
#ifndef DEMUR_TUI_EDIT_H
#define DEMUR_TUI_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct edit {
    struct str text; /* valid UTF-8 that can be shown as it is */
    size_t cursor;   /* bytes before it; never inside a character or between one and its marks */
    char *cut;       /* what was cut last, for ^Y; NULL none */
    bool lines;      /* keeps line ends; otherwise each becomes a blank */
};

/* Puts text (any bytes, NULL: none) in place of what was there, made printable; the cursor goes to its end.
 */
void edit_set(struct edit *edit, const char *text);
void edit_clear(struct edit *edit);
/* Inserts a character before the cursor; returns false for one that cannot be shown. A tab becomes a blank.
 */
bool edit_insert(struct edit *edit, uint32_t character);
/* Does an editing key (a character, arrows sideways, Home, End, Backspace, Delete, ^A ^D ^K ^U ^W ^Y): Home,
 * End, ^K and ^U work on the cursor's line. Returns false for a key that is none; *changed (may be NULL) says
 * if the text is another. */
bool edit_key(struct edit *edit, int key, bool *changed);

/* One row of a text on the screen: its bytes from start to end, without the line end. */
struct edit_row {
    size_t start, end;
};
struct edit_rows {
    struct edit_row *items;
    size_t count, capacity;
};

/* Divides text into rows of at most columns (at least 2), at blanks and beside wide characters where it can;
 * blanks that do not fit stay at the end of their row. At least one row; a text that ends with a line end has
 * an empty last row. */
void edit_wrap(const char *text, int columns, struct edit_rows *rows);
void edit_rows_clear(struct edit_rows *rows);
/* Returns what is shown of a row: without blanks at its end. The caller frees. */
char *edit_row_text(const char *text, const struct edit_row *row);
/* Returns the row in which the cursor stands; *column gets the columns before it. */
size_t edit_rows_cursor(const struct edit_rows *rows, const struct edit *edit, int *column);
/* Puts the cursor into a row at a column, or at its end where the row is shorter. */
void edit_rows_place(const struct edit_rows *rows, struct edit *edit, size_t row, int column);

#endif
