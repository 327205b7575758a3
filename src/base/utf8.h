/* UTF-8: validity, width in terminal columns, cutting, and making hostile text printable. */
#ifndef DEMUR_BASE_UTF8_H
#define DEMUR_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str;

/* Returns the number of leading bytes that are valid UTF-8 (RFC 3629: no surrogates, no overlong forms);
 * equals length when all is well. */
size_t utf8_valid_length(const char *bytes, size_t length);

/* Returns the terminal columns of valid, printable text: wide characters 2, combining marks 0. */
int utf8_width(const char *text);

/* Returns the terminal columns of one character as wcwidth counts them; 0 for one that is not printable. */
int utf8_character_width(uint32_t character);

/* Returns how many bytes of text fit in columns without splitting a character or leaving a combining
 * mark behind; *used (may be NULL) is set to the columns they take. */
size_t utf8_fit(const char *text, int columns, int *used);

/* Appends text cut to columns, its last column '~' when something was cut. Pads with blanks to exactly
 * columns when pad is true. */
void utf8_add_cell(struct str *out, const char *text, int columns, bool pad);

enum utf8_lines { UTF8_ONE_LINE, UTF8_KEEP_LINES };

/* Appends length bytes made harmless for a terminal: control characters (C0, C1, DEL), escape sequences,
 * bidirectional overrides and isolates, line and paragraph separators, noncharacters and invalid bytes
 * become U+FFFD; tabs become one blank. UTF8_KEEP_LINES keeps '\n' (CRLF and CR become '\n');
 * UTF8_ONE_LINE turns each run of line ends into one blank. Zero-width characters other than combining
 * marks and joiners inside words are dropped. A run of more than eight combining marks is cut, and a mark
 * without a base gets a dotted circle. Of escape sequences only ESC [ and its parameters are swallowed; of
 * others ESC is replaced and the rest stays in sight, so that none hides words. Code points that are not
 * assigned count as noncharacters. */
void utf8_add_printable(struct str *out, const char *bytes, size_t length, enum utf8_lines lines);

/* Returns text made printable on one line; the caller frees. NULL gives "". */
char *utf8_printable(const char *text);

/* Returns a folded form for comparing: case folded, compatibility decomposed, invisible characters and marks
 * removed, so that "MÜLLER" and "muller" are equal; the vowel signs of Indic and Thai writing stay. The
 * caller frees. */
char *utf8_fold(const char *text);

/* True when haystack contains needle, both folded. An empty needle is always contained. */
bool utf8_contains_folded(const char *haystack, const char *needle);

/* Appends text wrapped to columns, at blanks where there are some, lines joined by '\n'; keeps its own
 * line ends. */
void utf8_add_wrapped(struct str *out, const char *text, int columns);

#endif
