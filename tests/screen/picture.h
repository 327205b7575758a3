/* What a terminal shows, as the text a screen test holds: rows between bars. */
#ifndef DEMUR_TESTS_PICTURE_H
#define DEMUR_TESTS_PICTURE_H

#include <stdbool.h>

struct terminal;
struct str;

/* Appends the screen, `|row|` by row at full width, each with '\n'. */
void picture_add_text(struct str *out, const struct terminal *terminal);

/* Appends how each cell is drawn: '.' plain, 'b' bold, 'u' underline, 'r' reverse, 'x' reverse and bold, 'y'
 * bold and underline, 'z' reverse and underline, 'i' italic, 'k' blink, '?' any other mixture; a capital when
 * it has a colour besides, 'c' when it has a colour alone. */
void picture_add_attributes(struct str *out, const struct terminal *terminal);

/* True when both hold the same rows, without regard to blanks (or '.' as filler) at a row's end. */
bool picture_equal(const char *wanted, const char *found, char filler);

/* Prints the rows that differ and then all that was found, as TAP comments. */
void picture_print_difference(const char *wanted, const char *found, char filler);

#endif
