/* A page of lines with a cursor: previews, whole accounts, messages and disputes, texts and help. A line may
 * lead somewhere. Lines are made for a width; when that changes the owner makes them anew. */
#ifndef DEMUR_TUI_SHEET_H
#define DEMUR_TUI_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/action.h"
#include "tui/draw.h"

/* What a line leads to; 0 none. */
struct sheet_target {
    int64_t account, message, objection, dispute, duty, hold, entry, contact, notice, consent, condition;
};

struct sheet_line {
    char *text;
    char *whole; /* what the line says in full, with line ends; NULL: what it shows. The sheet frees it */
    char *right; /* at the right end, drawn over the text; NULL none */
    int label;   /* so many columns from the left are a label */
    bool begins; /* a section */
    enum style style, right_style;
    struct sheet_target target;
};

struct sheet {
    struct sheet_line *lines;
    size_t count, capacity;
    size_t fixed;       /* so many lines from the first stay in sight */
    size_t top, cursor; /* first scrolled line shown; line with the cursor */
    int columns;        /* the width the lines are made for */
};

void sheet_init(struct sheet *sheet);
/* Frees the lines; keeps the cursor for lines made anew. */
void sheet_empty(struct sheet *sheet);
void sheet_clear(struct sheet *sheet);

/* Adds a line and returns it, valid until the next is added. A blank column for the cursor's mark is put
 * before it. */
struct sheet_line *sheet_add(struct sheet *sheet, enum style style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Adds a lead, drawn as a label, and the text behind it, wrapped to at most limit lines (0: all); returns the
 * first. */
size_t sheet_add_lead(struct sheet *sheet, const char *lead, const char *text, size_t limit,
                      enum style style);
/* Adds a label of ten columns and its text, wrapped to at most limit lines (0: all); returns the first. */
size_t sheet_add_labelled(struct sheet *sheet, const char *label, const char *text, size_t limit,
                          enum style style);
/* Adds a text with its own lines, wrapped, indent blanks before each; at most limit lines (0: all). */
void sheet_add_text(struct sheet *sheet, int indent, const char *text, size_t limit, enum style style);
/* Adds a line; where it is too long, its further rows stand four columns deeper. */
void sheet_add_hanging(struct sheet *sheet, int indent, const char *text, enum style style);
/* Adds a blank line and the title of a section. */
void sheet_add_section(struct sheet *sheet, const char *title);

/* The line under the cursor; NULL when there is none. */
const struct sheet_line *sheet_here(const struct sheet *sheet);
/* Puts the cursor on the first line with the same target as before the lines were made anew, else leaves it.
 */
void sheet_find(struct sheet *sheet, const struct sheet_target *target);
/* True when a target leads nowhere. */
bool sheet_target_empty(const struct sheet_target *target);

/* Draws the lines that fit; with_cursor: marks the cursor's line and puts the real cursor there. */
void sheet_draw(struct sheet *sheet, struct draw_area area, bool with_cursor);
/* Appends which line of how many the cursor is on. */
void sheet_status(const struct sheet *sheet, struct str *out);
/* Puts the cursor on the first line that leads somewhere, if it is among the first rows. */
void sheet_start(struct sheet *sheet, int rows);
/* Moves the cursor count lines that lead somewhere down (up where negative) in a window of page rows; where
 * the next one is out of sight, by a line alone. */
void sheet_step(struct sheet *sheet, int count, int page);
/* Shows the count-th next section (one before where negative) from its title, the cursor in it. */
void sheet_section(struct sheet *sheet, int count);
/* Does the actions that move; page is the rows of a page. Returns false for others. */
bool sheet_act(struct sheet *sheet, enum action action, int count, int page);

#endif
