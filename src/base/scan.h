/* Small steps through a text: each reads something at *text and moves *text behind it, or leaves it there. */
#ifndef DEMUR_BASE_SCAN_H
#define DEMUR_BASE_SCAN_H

#include <stdbool.h>

/* Reads least to most (at most 9) digits as a number; false if there are fewer or more. */
bool scan_digits(const char **text, int least, int most, int *number);

/* Reads this character; false if there is another. */
bool scan_char(const char **text, char character);

/* Reads blanks and tabs, if there are any. */
void scan_blanks(const char **text);

/* True when only blanks and tabs are left. */
bool scan_ends(const char *text);

#endif
