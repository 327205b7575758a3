/* A text cut into lines, each with a plain copy to look at. */
#ifndef DEMUR_INTAKE_LINE_H
#define DEMUR_INTAKE_LINE_H

#include <stdbool.h>
#include <stddef.h>

struct line {
    size_t start, end; /* bytes in the text, without the line end */
    size_t next;       /* where the next line starts */
    char *plain;       /* trimmed; odd blanks, quotes, dashes and zero-width characters made plain */
};

struct line_list {
    const char *text; /* borrowed */
    struct line *lines;
    size_t count, capacity;
};

/* Cuts length bytes at LF, CRLF and CR. text must outlive the list; the caller clears. */
void line_list_init(struct line_list *list, const char *text, size_t length);
void line_list_clear(struct line_list *list);

bool line_blank(const struct line_list *list, size_t index);

/* True when both texts are equal without regard to the case of ASCII letters and to runs of blanks. */
bool line_same_words(const char *a, const char *b);

/* True when text starts with prefix, without regard to the case of ASCII letters; prefix is in small letters.
 */
bool line_starts(const char *text, const char *prefix);

/* Counts the words (runs without a blank) of a plain line. */
size_t line_words(const char *plain);

/* True when plain is one of the texts, which are in small letters and end with NULL; case does not matter. */
bool line_is_one_of(const char *plain, const char *const *texts);

#endif
