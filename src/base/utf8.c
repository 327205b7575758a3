#include "config.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"

#define CLUSTER_PARTS_MOST 8

/* Returns the number of leading bytes that are ASCII; eight are looked at in one step. */
static size_t ascii_length(const char *bytes, size_t length)
{
    uint64_t eight;
    size_t at;

    for (at = 0; at + sizeof eight <= length; at += sizeof eight) {
        memcpy(&eight, bytes + at, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080))
            break;
    }
    while (at < length && (unsigned char)bytes[at] < 0x80)
        at++;
    return at;
}

size_t utf8_valid_length(const char *bytes, size_t length)
{
    const uint8_t *start = (const uint8_t *)bytes;
    size_t ascii = ascii_length(bytes, length);
    const uint8_t *wrong = ascii < length ? u8_check(start + ascii, length - ascii) : NULL;

    return wrong ? (size_t)(wrong - start) : length;
}

/* What the C library's wcwidth, and with it curses, says otherwise than libunistring: signs that are drawn
 * around or before digits, and two blocks of symbols drawn wide. The soft hyphen is drawn by terminals. */
static const struct {
    uint32_t first, last;
    int width;
} width_exceptions[] = {{0xad, 0xad, 1},       {0x600, 0x605, 1},    {0x6dd, 0x6dd, 1},   {0x70f, 0x70f, 1},
                        {0x890, 0x891, 1},     {0x8e2, 0x8e2, 1},    {0x3248, 0x324f, 2}, {0x4dc0, 0x4dff, 2},
                        {0x110bd, 0x110bd, 1}, {0x110cd, 0x110cd, 1}};

int utf8_character_width(uint32_t character)
{
    int width;

    if (character < 0x7f)
        return character >= 0x20;
    for (size_t i = 0; i < sizeof width_exceptions / sizeof width_exceptions[0]; i++)
        if (character >= width_exceptions[i].first && character <= width_exceptions[i].last)
            return width_exceptions[i].width;
    if (uc_is_general_category(character, UC_NON_SPACING_MARK))
        return 0;
    width = uc_width(character, "UTF-8");
    return width > 0 ? width : 0;
}

/* Returns the bytes of the cluster text begins with, more of them while a joiner ends it: an emoji of several
 * parts is one to the reader. Their number is bounded, so that hostile text cannot become one cluster of any
 * width. */
static size_t joined_length(const char *text, size_t length)
{
    const uint8_t *start = (const uint8_t *)text;
    size_t cluster = 0;

    for (int parts = 0; parts < CLUSTER_PARTS_MOST && cluster < length; parts++) {
        const uint8_t *end = u8_grapheme_next(start + cluster, start + length);

        cluster = end ? (size_t)(end - start) : length;
        if (cluster < 3 || memcmp(text + cluster - 3, "\xe2\x80\x8d", 3) != 0)
            break;
    }
    return cluster;
}

/* Returns the bytes of the cluster (a character with its marks, a joined emoji) text begins with;
 * *width is set to its columns. text is not empty. */
static size_t cluster_length(const char *text, size_t length, int *width)
{
    const uint8_t *start = (const uint8_t *)text;
    ucs4_t character;
    size_t cluster;

    *width = utf8_character_width((unsigned char)text[0]);
    if (start[0] < 0x80 && (length == 1 || start[1] < 0x80))
        return 1;
    cluster = joined_length(text, length);
    *width = 0;
    for (size_t at = 0; at < cluster;) {
        at += (size_t)u8_mbtouc(&character, start + at, cluster - at);
        *width += utf8_character_width(character);
    }
    return cluster;
}

int utf8_width(const char *text)
{
    size_t length = strlen(text);
    int total = 0;
    int width;

    while (length) {
        size_t cluster = cluster_length(text, length, &width);

        total += width;
        text += cluster;
        length -= cluster;
    }
    return total;
}

/* utf8_fit() for text of a known length. */
static size_t fit_length(const char *text, size_t length, int columns, int *used)
{
    size_t at = 0;
    int width;

    *used = 0;
    while (at < length) {
        size_t cluster = cluster_length(text + at, length - at, &width);

        if (*used + width > columns)
            break;
        *used += width;
        at += cluster;
    }
    return at;
}

size_t utf8_fit(const char *text, int columns, int *used)
{
    int taken;
    size_t length = fit_length(text, strlen(text), columns, &taken);

    if (used)
        *used = taken;
    return length;
}

static void add_blanks(struct str *out, int count)
{
    for (; count > 0; count--)
        str_add_char(out, ' ');
}

void utf8_add_cell(struct str *out, const char *text, int columns, bool pad)
{
    int used;
    size_t length;

    if (columns <= 0) {
        str_add_n(out, "", 0);
        return;
    }
    length = utf8_fit(text, columns, &used);
    if (!text[length]) {
        str_add_n(out, text, length);
        add_blanks(out, pad ? columns - used : 0);
        return;
    }
    length = utf8_fit(text, columns - 1, &used);
    str_add_n(out, text, length);
    add_blanks(out, columns - 1 - used);
    str_add_char(out, '~');
}

/* Returns the bytes of the first piece of a line too long for columns: up to a blank where there is one. */
static size_t wrapped_length(const char *line, size_t length, int columns)
{
    int width;
    size_t fit = fit_length(line, length, columns, &width);
    size_t cut = fit;

    if (fit == length)
        return length;
    if (fit == 0)
        return cluster_length(line, length, &width);
    while (cut > 0 && line[cut] != ' ')
        cut--;
    /* Blanks alone before the cut are an indentation: cutting there would give an empty line. */
    if (cut == 0 || strspn(line, " ") >= cut)
        return fit;
    return cut;
}

static void add_wrapped_line(struct str *out, const char *line, size_t length, int columns)
{
    for (;;) {
        size_t piece = wrapped_length(line, length, columns);
        size_t shown = piece;

        if (piece < length)
            while (shown > 0 && line[shown - 1] == ' ')
                shown--;
        str_add_n(out, line, shown);
        while (piece < length && line[piece] == ' ')
            piece++;
        line += piece;
        length -= piece;
        if (!length)
            return;
        str_add_char(out, '\n');
    }
}

void utf8_add_wrapped(struct str *out, const char *text, int columns)
{
    if (columns < 1)
        columns = 1;
    for (;;) {
        size_t length = strcspn(text, "\n");

        add_wrapped_line(out, text, length, columns);
        if (!text[length])
            return;
        str_add_char(out, '\n');
        text += length + 1;
    }
}

/* Returns text in lower case if it is ASCII alone, NULL if not; the caller frees. */
static char *fold_ascii(const char *text)
{
    size_t length = strlen(text);
    char *folded;

    if (ascii_length(text, length) != length)
        return NULL;
    folded = mem_text_n(text, length);
    for (size_t i = 0; i < length; i++)
        folded[i] = ascii_lower(folded[i]);
    return folded;
}

/* True for marks that decorate a letter, and for characters nobody sees. The vowel signs and nuktas of the
 * scripts of India and South-East Asia and the voicing marks of kana (combining classes 0 and 7 to 9, 84 to
 * 199) are letters to their readers and stay. */
static bool fold_drops(ucs4_t character)
{
    int class = uc_combining_class(character);

    return (class >= 200) || class == UC_CCC_OV || (class >= 10 && class <= 36) ||
           uc_is_general_category(character, UC_ENCLOSING_MARK) ||
           uc_is_property_default_ignorable_code_point(character);
}

/* Folds valid text as it stands in the Unicode tables. */
static char *fold_by_tables(const char *text)
{
    uint8_t *decomposed;
    size_t length = strlen(text);
    size_t kept = 0;
    ucs4_t character;
    char *folded;

    decomposed = u8_casefold((const uint8_t *)text, length, NULL, UNINORM_NFKD, NULL, &length);
    if (!decomposed)
        mem_end();
    folded = mem_new(length + 1);
    for (size_t at = 0; at < length;) {
        size_t size = (size_t)u8_mbtouc(&character, decomposed + at, length - at);

        if (!fold_drops(character)) {
            memcpy(folded + kept, decomposed + at, size);
            kept += size;
        }
        at += size;
    }
    free(decomposed);
    return folded;
}

/* Characters below U+0300 have no part in what their neighbours fold to: each is asked of the tables once. */
#define ALONE_END 0x300

static const char *fold_alone(ucs4_t character)
{
    static char *folds[ALONE_END];

    if (!folds[character]) {
        char text[] = {(char)(0xc0 | character >> 6), (char)(0x80 | (character & 0x3f)), '\0'};

        folds[character] = fold_by_tables(text);
    }
    return folds[character];
}

/* Returns valid text folded if all its characters are below U+0300, NULL if not; the caller frees. */
static char *fold_latin(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    struct str folded = {0};
    size_t ascii;

    for (; *at; at += 2) {
        ascii = ascii_length((const char *)at, strlen((const char *)at));
        str_add_n(&folded, (const char *)at, ascii);
        at += ascii;
        if (!*at)
            break;
        if (*at >= 0xcc) {
            str_clear(&folded);
            return NULL;
        }
        str_add(&folded, fold_alone((ucs4_t)(at[0] & 0x1f) << 6 | (at[1] & 0x3f)));
    }
    for (size_t i = 0; i < folded.length; i++)
        folded.text[i] = ascii_lower(folded.text[i]);
    return str_take(&folded);
}

char *utf8_fold(const char *text)
{
    char *folded = fold_ascii(text);
    char *printable = NULL;
    size_t length = strlen(text);

    if (folded)
        return folded;
    if (utf8_valid_length(text, length) != length) {
        printable = utf8_printable(text);
        text = printable;
    }
    folded = fold_latin(text);
    if (!folded)
        folded = fold_by_tables(text);
    free(printable);
    return folded;
}

bool utf8_contains_folded(const char *haystack, const char *needle)
{
    char *folded_haystack, *folded_needle;
    bool found;

    if (!*needle)
        return true;
    folded_haystack = utf8_fold(haystack);
    folded_needle = utf8_fold(needle);
    found = strstr(folded_haystack, folded_needle) != NULL;
    free(folded_haystack);
    free(folded_needle);
    return found;
}
