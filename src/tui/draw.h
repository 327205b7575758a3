/* Drawing text in rectangles of the screen. All text is made printable here; nothing else writes to curses.
 */
#ifndef DEMUR_TUI_DRAW_H
#define DEMUR_TUI_DRAW_H

#include <stdbool.h>

#include "base/str.h"
#include "tui/theme.h"

struct draw_area {
    int row, column, rows, columns;
};

/* Draws text (any bytes) on one line, cut with '~' to columns; pads with blanks when pad. Returns the columns
 * drawn. */
int draw_text(int row, int column, int columns, const char *text, enum style style, bool pad);
/* Returns the columns a text takes when drawn. */
int draw_width(const char *text);
/* Draws a horizontal line across columns (UTF-8 or ASCII as the terminal can). */
void draw_line(int row, int column, int columns);
/* Draws a bar with part of whole filled: [#####......]; part is clamped. */
/* Appends such a bar as text. */
void draw_bar_text(struct str *out, int columns, int part, int whole);
void draw_bar(int row, int column, int columns, int part, int whole, enum style style);
void draw_clear(struct draw_area area);
void draw_box(struct draw_area area, const char *title);
/* Puts the real cursor at a place when the screen is shown; without a call it rests at the last place. */
void draw_cursor(int row, int column);
/* Shows or hides the cursor's block (shown in forms). */
void draw_cursor_visible(bool visible);
/* Empties the whole screen before it is composed again. */
void draw_erase(void);
/* Has the next flush write every cell, for a terminal that something else wrote to. */
void draw_all_anew(void);
/* Sends what changed to the terminal, the cursor last. term_key does it; nobody else needs to. */
void draw_flush(void);

#endif
