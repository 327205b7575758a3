#include "config.h"

#include "report/formula.h"

#include <stddef.h>
#include <string.h>

#include "base/str.h"

/* Characters that spreadsheets, or what cleans up before them, pass over or turn into the plain one. */
static const char *const blanks[] = {" ",
                                     "\xC2\xA0",      /* U+00A0 no-break space */
                                     "\xE2\x80\x8B",  /* U+200B zero-width space */
                                     "\xE2\x80\x8E",  /* U+200E left-to-right mark */
                                     "\xE2\x80\x8F",  /* U+200F right-to-left mark */
                                     "\xE2\x80\xAF",  /* U+202F narrow no-break space */
                                     "\xE3\x80\x80",  /* U+3000 ideographic space */
                                     "\xEF\xBB\xBF"}; /* U+FEFF zero-width no-break space */

static const struct sign {
    const char *bytes;
    char plain;
} signs[] = {{"=", '='},
             {"+", '+'},
             {"-", '-'},
             {"@", '@'},
             {"\xEF\xBC\x9D", '='},  /* U+FF1D full-width */
             {"\xEF\xBC\x8B", '+'},  /* U+FF0B */
             {"\xEF\xBC\x8D", '-'},  /* U+FF0D */
             {"\xEF\xBC\xA0", '@'},  /* U+FF20 */
             {"\xEF\xB9\xA6", '='},  /* U+FE66 small */
             {"\xEF\xB9\xA2", '+'},  /* U+FE62 */
             {"\xEF\xB9\xA3", '-'},  /* U+FE63 */
             {"\xEF\xB9\xAB", '@'},  /* U+FE6B */
             {"\xE2\x88\x92", '-'}}; /* U+2212 minus sign */

static bool has_prefix(const char *text, size_t length, const char *prefix)
{
    size_t size = strlen(prefix);

    return length >= size && memcmp(text, prefix, size) == 0;
}

/* True for what no blank begins with: most cells are told by their first byte. */
static bool is_ink(char character)
{
    return character > ' ' && character <= '~';
}

/* Returns the bytes of blanks and control characters that text starts with. */
static size_t blank_length(const char *text, size_t length)
{
    size_t at = 0;
    bool found = true;

    while (found && at < length) {
        if (is_ink(text[at]))
            return at;
        found = (unsigned char)text[at] < 0x20;
        at += found;
        for (size_t i = 0; !found && i < sizeof blanks / sizeof blanks[0]; i++) {
            if (has_prefix(text + at, length - at, blanks[i])) {
                at += strlen(blanks[i]);
                found = true;
            }
        }
    }
    return at;
}

/* Returns the sign text starts with as its plain form; 0 for none. */
static char sign_of(const char *text, size_t length)
{
    if (length && is_ink(*text))
        return *text == '=' || *text == '+' || *text == '-' || *text == '@' ? *text : '\0';
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (has_prefix(text, length, signs[i].bytes)) {
            return signs[i].plain;
        }
    }
    return '\0';
}

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

static bool is_word(char character)
{
    return is_digit(character) || (character >= 'A' && character <= 'Z') ||
           (character >= 'a' && character <= 'z') || character == '_' || character == '.' || character == '$';
}

/* True for a plain sign, digits, and at most one point or comma between digits. */
static bool is_signed_number(const char *text, size_t length)
{
    bool point = false;

    if (length < 2 || (text[0] != '+' && text[0] != '-')) {
        return false;
    }
    for (size_t i = 1; i < length; i++) {
        if ((text[i] == '.' || text[i] == ',') && !point && i > 1 && i + 1 < length) {
            point = true;
        } else if (!is_digit(text[i])) {
            return false;
        }
    }
    return true;
}

/* True for "program|arguments!cell" anywhere in text. */
static bool has_dde(const char *text, size_t length)
{
    const char *end = text + length;
    const char *pipe = memchr(text, '|', length);

    for (; pipe; pipe = memchr(pipe + 1, '|', (size_t)(end - pipe - 1))) {
        if (pipe == text || !is_word(pipe[-1])) {
            continue;
        }
        const char *mark = memchr(pipe, '!', (size_t)(end - pipe));
        for (; mark; mark = memchr(mark + 1, '!', (size_t)(end - mark - 1))) {
            if (mark + 1 < end && (is_word(mark[1]) || mark[1] == '\'')) {
                return true;
            }
        }
        return false; /* what follows no '|' so far cannot follow a later one */
    }
    return false;
}

/* Judges the beginning of a cell, by all of its text. What has an apostrophe before it is text already. */
static bool cell_runs(const char *text, size_t length)
{
    size_t blank = blank_length(text, length);

    if (length == 0 || text[0] == '\'') {
        return false;
    }
    if (strchr("\t\r\n", text[0]) || has_dde(text, length)) {
        return true;
    }
    return sign_of(text + blank, length - blank) != '\0' && !is_signed_number(text, length);
}

/* Judges a later part of a cell: a sign there is a formula's only where something is called or referred to.
 */
static bool part_runs(const char *text, size_t length)
{
    size_t blank = blank_length(text, length);
    char sign = sign_of(text + blank, length - blank);

    if (length == 0 || text[0] == '\'') {
        return false;
    }
    if (sign == '=' || sign == '@' || has_dde(text, length)) {
        return true;
    }
    return sign != '\0' && memchr(text, '(', length);
}

/* Appends the neutral text to out (unless NULL); true when an apostrophe was needed. */
static bool neutralise(const char *text, struct str *out)
{
    size_t length = strlen(text);
    size_t at = strcspn(text, ";\t\r\n");
    bool runs = cell_runs(text, length);
    bool any = runs;

    if (out) {
        str_add(out, runs ? "'" : "");
        str_add_n(out, text, at);
    }
    while (at < length) {
        size_t part = at + 1;
        size_t end = part + strcspn(text + part, ";\t\r\n");
        runs = part_runs(text + part, end - part);
        any = any || runs;
        if (out) {
            str_add_char(out, text[at]);
            str_add(out, runs ? "'" : "");
            str_add_n(out, text + part, end - part);
        }
        at = end;
    }
    return any;
}

bool formula_runs(const char *text)
{
    return neutralise(text, NULL);
}

void formula_add_neutral(struct str *out, const char *text)
{
    neutralise(text, out);
}
