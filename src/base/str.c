#include "config.h"
#include "base/str.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"

void str_init(struct str *str)
{
    str->text = NULL;
    str->length = 0;
    str->capacity = 0;
}

void str_clear(struct str *str)
{
    free(str->text);
    str_init(str);
}

void str_reset(struct str *str)
{
    str->length = 0;
    if (str->text)
        str->text[0] = '\0';
}

/* Makes room for more bytes and the NUL. */
static void str_reserve(struct str *str, size_t more)
{
    size_t needed = str->length + more + 1;
    size_t capacity = str->capacity ? str->capacity : 32;

    if (needed <= more)
        needed = SIZE_MAX;
    if (needed <= str->capacity)
        return;
    while (capacity < needed)
        capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
    str->text = mem_resize(str->text, capacity, 1);
    str->capacity = capacity;
}

void str_add_n(struct str *str, const char *bytes, size_t length)
{
    str_reserve(str, length);
    if (length)
        memcpy(str->text + str->length, bytes, length);
    str->length += length;
    str->text[str->length] = '\0';
}

void str_add(struct str *str, const char *text)
{
    str_add_n(str, text, strlen(text));
}

void str_add_char(struct str *str, char character)
{
    str_add_n(str, &character, 1);
}

void str_add_number(struct str *str, int64_t number)
{
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    char digits[24], *first = digits + sizeof digits;

    do
        *--first = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        *--first = '-';
    str_add_n(str, first, (size_t)(digits + sizeof digits - first));
}

void str_add_format_list(struct str *str, const char *format, va_list list)
{
    va_list again;
    int length;

    va_copy(again, list);
    length = vsnprintf(NULL, 0, format, list);
    if (length > 0) {
        str_reserve(str, (size_t)length);
        vsnprintf(str->text + str->length, (size_t)length + 1, format, again);
        str->length += (size_t)length;
    } else {
        str_add_n(str, "", 0);
    }
    va_end(again);
}

void str_add_format(struct str *str, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    str_add_format_list(str, format, list);
    va_end(list);
}

const char *str_text(const struct str *str)
{
    return str->text ? str->text : "";
}

char *str_take(struct str *str)
{
    char *text = str->text ? str->text : mem_text("");

    str_init(str);
    return text;
}

bool str_equal(const char *a, const char *b)
{
    if (!a || !b)
        return a == b;
    return strcmp(a, b) == 0;
}

bool str_equal_ascii(const char *a, const char *b)
{
    if (!a || !b)
        return a == b;
    while (*a && ascii_lower(*a) == ascii_lower(*b)) {
        a++;
        b++;
    }
    return ascii_lower(*a) == ascii_lower(*b);
}

bool str_starts(const char *text, const char *prefix)
{
    return text && strncmp(text, prefix, strlen(prefix)) == 0;
}

bool str_ends(const char *text, const char *suffix)
{
    size_t length = text ? strlen(text) : 0;
    size_t suffix_length = strlen(suffix);

    return text && length >= suffix_length && strcmp(text + length - suffix_length, suffix) == 0;
}

/* Returns the bytes of the white space text begins with: 0 if it begins with something else. */
static size_t space_length(const char *text)
{
    if (ascii_space(*text))
        return 1;
    return text[0] == '\xc2' && text[1] == '\xa0' ? 2 : 0;
}

static char *skip_space(char *text)
{
    size_t length;

    while ((length = space_length(text)) > 0)
        text += length;
    return text;
}

bool str_blank(const char *text)
{
    size_t length;

    if (!text)
        return true;
    while ((length = space_length(text)) > 0)
        text += length;
    return *text == '\0';
}

char *str_trim(char *text)
{
    char *start = skip_space(text);
    char *end = start + strlen(start);

    for (;;) {
        if (end > start && space_length(end - 1) == 1)
            end -= 1;
        else if (end > start + 1 && space_length(end - 2) == 2)
            end -= 2;
        else
            break;
    }
    *end = '\0';
    return start;
}

bool str_to_number(const char *text, int64_t *number)
{
    const char *digits = text;
    char *end;
    long long value;

    if (!text)
        return false;
    if (*digits == '-' || *digits == '+')
        digits++;
    if (!ascii_digit(*digits))
        return false;
    errno = 0;
    value = strtoll(text, &end, 10);
    if (errno || *end)
        return false;
    *number = value;
    return true;
}

static size_t digits_length(const char *text)
{
    size_t length = 0;

    while (ascii_digit(text[length]))
        length++;
    return length;
}

/* Compares the numbers *a and *b begin with, of any length, and moves both behind them. */
static int compare_digits(const char **a, const char **b)
{
    size_t a_length, b_length;
    int order;

    while (**a == '0' && ascii_digit((*a)[1]))
        ++*a;
    while (**b == '0' && ascii_digit((*b)[1]))
        ++*b;
    a_length = digits_length(*a);
    b_length = digits_length(*b);
    order = a_length == b_length ? memcmp(*a, *b, a_length) : a_length < b_length ? -1 : 1;
    *a += a_length;
    *b += b_length;
    return order;
}

int str_compare_natural(const char *a, const char *b)
{
    const char *left = a ? a : "", *right = b ? b : "";
    int order;

    while (*left && *right) {
        if (ascii_digit(*left) && ascii_digit(*right)) {
            order = compare_digits(&left, &right);
            if (order)
                return order;
        } else if (*left != *right) {
            return (unsigned char)*left < (unsigned char)*right ? -1 : 1;
        } else {
            left++;
            right++;
        }
    }
    if (*left || *right)
        return *left ? 1 : -1;
    /* Equal by value: "007" and "7" still need an order of their own. */
    return strcmp(a ? a : "", b ? b : "");
}

#define DISTANCE_MOST 32

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t str_distance(const char *a, const char *b)
{
    size_t rows[3][DISTANCE_MOST + 1], *above = rows[0], *row = rows[1], *next = rows[2];
    size_t length = strlen(a), width = strlen(b);

    if (length > DISTANCE_MOST || width > DISTANCE_MOST)
        return SIZE_MAX;
    for (size_t at = 0; at <= width; at++)
        row[at] = at;
    for (size_t i = 1; i <= length; i++) {
        size_t *oldest = above;

        next[0] = i;
        for (size_t j = 1; j <= width; j++) {
            char here = ascii_lower(a[i - 1]), there = ascii_lower(b[j - 1]);

            next[j] = least(least(row[j], next[j - 1]) + 1, row[j - 1] + (here != there));
            if (i > 1 && j > 1 && here == ascii_lower(b[j - 2]) && there == ascii_lower(a[i - 2]))
                next[j] = least(next[j], above[j - 2] + 1);
        }
        above = row;
        row = next;
        next = oldest;
    }
    return row[width];
}
