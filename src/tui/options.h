/* The options of a choice: their letters, and how they stand in rows. */
#ifndef DEMUR_TUI_OPTIONS_H
#define DEMUR_TUI_OPTIONS_H

#include "tui/draw.h"
#include "tui/form_field.h"

struct options {
    struct option_shown {
        int64_t value;
        char letter; /* lower case */
        char *title; /* its letter in upper case where it begins a word */
        int columns;
    } * items;
    size_t count;
    bool (*is_on)(const struct form_field *field, size_t i);
    const char *on, *off; /* what stands before: "[", " " or "[x] ", "[ ] " */
    const char *end_on, *end_off;
};

/* So many rows of them are shown where there is room for no more; those around the marked one. */
enum { OPTIONS_ROWS = 6 };

/* Copies the options and finds their letters. */
void options_set(struct options *options, const struct field_option *list, size_t count);
void options_clear(struct options *options);
/* Returns the rows they need. */
int options_rows(const struct options *options, int columns);
/* Draws those that fit, from the row that keeps the marked one in sight, with "~" where more rows of a long
 * list are; the real cursor goes to the one marked. Returns the columns used in the first row. */
int options_draw(const struct options *options, const struct form_field *field, struct draw_area area,
                 bool here, size_t marked);
/* True when a word of a title begins so, both folded. */
bool options_has_word(const char *title, const char *begin);
/* Returns the option after from that has the letter (any case), count for none. */
size_t options_by_letter(const struct options *options, int key, size_t from);

#endif
