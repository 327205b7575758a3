/* A growing text, and small questions about texts. */
#ifndef DEMUR_BASE_STR_H
#define DEMUR_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Always NUL-terminated once anything was added; text is NULL while empty and untouched. */
struct str {
    char *text;
    size_t length;   /* bytes, without the NUL */
    size_t capacity; /* bytes held */
};

void str_init(struct str *str);
/* Frees the text and makes str empty. */
void str_clear(struct str *str);
/* Makes str empty but keeps its memory. */
void str_reset(struct str *str);
void str_add(struct str *str, const char *text);
void str_add_n(struct str *str, const char *bytes, size_t length);
void str_add_char(struct str *str, char character);
void str_add_number(struct str *str, int64_t number);
void str_add_format(struct str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_add_format_list(struct str *str, const char *format, va_list list)
    __attribute__((format(printf, 2, 0)));
/* Returns the text ("" if nothing was added), owned by str. */
const char *str_text(const struct str *str);
/* Returns the text for the caller to free ("" if nothing was added) and makes str empty. */
char *str_take(struct str *str);

/* True when both are equal; NULL equals only NULL. */
bool str_equal(const char *a, const char *b);
/* The same without regard to the case of ASCII letters. */
bool str_equal_ascii(const char *a, const char *b);
bool str_starts(const char *text, const char *prefix);
bool str_ends(const char *text, const char *suffix);
/* True for NULL, "" and texts of white space alone (ASCII blanks and U+00A0). */
bool str_blank(const char *text);
/* Cuts white space (ASCII blanks and U+00A0) from both ends in place; returns text's new start. */
char *str_trim(char *text);
/* Parses a decimal integer that fills the whole text; returns false if it is none or out of range. */
bool str_to_number(const char *text, int64_t *number);
/* Compares numbers inside texts by value ("A-9" before "A-10"); for sorting account numbers. */
int str_compare_natural(const char *a, const char *b);
/* Returns how many letters must be put in, taken out, changed or swapped with the next to make one of the
 * other, without regard to the case of ASCII letters; SIZE_MAX where one is longer than 32 bytes. */
size_t str_distance(const char *a, const char *b);

#endif
