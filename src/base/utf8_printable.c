#include "config.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "base/ascii.h"
#include "base/str.h"

#define REPLACEMENT     "\xef\xbf\xbd" /* U+FFFD */
#define DOTTED_CIRCLE   "\xe2\x97\x8c" /* U+25CC */
#define NON_JOINER      0x200c
#define JOINER          0x200d
#define MARKS_MOST      8
#define CSI_LENGTH_MOST 32

/* What was last written, as far as the next character depends on it. */
struct printer {
    struct str *out;
    enum utf8_lines lines;
    bool base;  /* something a mark can stand on was written last */
    bool word;  /* a word's character was written last */
    int marks;  /* written since */
    bool ended; /* a line end was written last */
};

static void put_replacement(struct printer *printer)
{
    str_add(printer->out, REPLACEMENT);
    printer->base = true;
    printer->word = false;
    printer->marks = 0;
}

static void put_blank(struct printer *printer)
{
    str_add_char(printer->out, ' ');
    printer->base = false;
    printer->word = false;
    printer->marks = 0;
}

static void put_line_end(struct printer *printer)
{
    if (printer->lines == UTF8_KEEP_LINES) {
        str_add_char(printer->out, '\n');
        printer->base = false;
        printer->word = false;
        printer->marks = 0;
    } else if (!printer->ended) {
        put_blank(printer);
    }
}

/* Returns the bytes of the control sequence (ECMA-48 5.4) behind its introducer, or 0 if it has no end. Only
 * this kind is swallowed, as it has no room for words: other sequences could hide a text from the reader. */
static size_t control_sequence_length(const char *bytes, size_t length)
{
    size_t at = 0;

    while (at < length && at < CSI_LENGTH_MOST && bytes[at] >= 0x30 && bytes[at] <= 0x3f)
        at++;
    while (at < length && at < CSI_LENGTH_MOST && bytes[at] >= 0x20 && bytes[at] <= 0x2f)
        at++;
    return at < length && bytes[at] >= 0x40 && bytes[at] <= 0x7e ? at + 1 : 0;
}

/* Puts an ASCII control character; returns the bytes it took. */
static size_t put_control(struct printer *printer, const char *bytes, size_t length)
{
    size_t used = 1;

    switch (bytes[0]) {
    case '\t':
        put_blank(printer);
        break;
    case '\r':
        used = length > 1 && bytes[1] == '\n' ? 2 : 1;
        put_line_end(printer);
        printer->ended = true;
        return used;
    case '\n':
        put_line_end(printer);
        printer->ended = true;
        return used;
    case '\x1b':
        if (length > 2 && bytes[1] == '[') {
            size_t sequence = control_sequence_length(bytes + 2, length - 2);

            used = sequence ? sequence + 2 : 1;
        }
        put_replacement(printer);
        break;
    default:
        put_replacement(printer);
    }
    printer->ended = false;
    return used;
}

static bool is_word(ucs4_t character)
{
    return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
                                                           UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_So |
                                                           UC_CATEGORY_MASK_Sk);
}

/* The same of a printable ASCII character. */
static bool is_word_ascii(char character)
{
    return ascii_letter(character) || ascii_digit(character) || character == '^' || character == '`';
}

/* True when a word goes on with the character bytes begin with. */
static bool word_follows(const char *bytes, size_t length)
{
    ucs4_t character;

    return length && u8_mbtoucr(&character, (const uint8_t *)bytes, length) > 0 && is_word(character);
}

/* Returns how many bytes one replacement stands for where bytes begin with none of UTF-8: as many as could
 * still have become a character (Unicode, "substitution of maximal subparts", by its table 3-7). */
static size_t invalid_length(const char *bytes, size_t length)
{
    unsigned char lead = (unsigned char)bytes[0];
    unsigned char least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    unsigned char most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    size_t needed = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    size_t count = 1;

    while (count <= needed && count < length) {
        unsigned char byte = (unsigned char)bytes[count];

        if (byte < least || byte > most)
            break;
        least = 0x80;
        most = 0xbf;
        count++;
    }
    return count;
}

/* True for what a terminal must never get, or may not know the width of. */
static bool is_harmful(ucs4_t character)
{
    return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cn |
                                                           UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Zl |
                                                           UC_CATEGORY_MASK_Zp) ||
           (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

/* True for characters that take no column of their own: marks, and the jamo that complete a Hangul block. */
static bool is_mark(ucs4_t character)
{
    return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_M) ||
           (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_L) &&
            utf8_character_width(character) == 0);
}

static bool is_invisible(ucs4_t character)
{
    return utf8_character_width(character) == 0 || character == 0xad;
}

static void put_mark(struct printer *printer, const char *bytes, size_t size)
{
    if (printer->marks >= MARKS_MOST)
        return;
    /* A mark without a base would be drawn on what stands left of the text, be it a frame. */
    if (!printer->base)
        str_add(printer->out, DOTTED_CIRCLE);
    str_add_n(printer->out, bytes, size);
    printer->base = true;
    printer->word = true;
    printer->marks++;
}

/* Puts a character of two bytes or more, whose size bytes are followed by left more. */
static void put_character(struct printer *printer, ucs4_t character, const char *bytes, size_t size,
                          size_t left)
{
    if (is_harmful(character)) {
        put_replacement(printer);
    } else if (is_mark(character)) {
        put_mark(printer, bytes, size);
    } else if (character == JOINER || character == NON_JOINER) {
        if (printer->word && word_follows(bytes + size, left)) {
            str_add_n(printer->out, bytes, size);
            printer->word = false;
        }
    } else if (!is_invisible(character)) {
        str_add_n(printer->out, bytes, size);
        printer->base = true;
        printer->word = is_word(character);
        printer->marks = 0;
    }
}

/* Puts the run of printable ASCII that bytes begin with; returns how many it took. */
static size_t put_ascii(struct printer *printer, const char *bytes, size_t length)
{
    size_t used = 1;
    char last;

    while (used < length && bytes[used] >= 0x20 && bytes[used] < 0x7f)
        used++;
    last = bytes[used - 1];
    str_add_n(printer->out, bytes, used);
    printer->base = last != ' ';
    printer->word = is_word_ascii(last);
    printer->marks = 0;
    return used;
}

/* Puts what bytes begin with; returns how many it took. */
static size_t put_next(struct printer *printer, const char *bytes, size_t length)
{
    unsigned char byte = (unsigned char)bytes[0];
    ucs4_t character;
    size_t used;
    int size;

    if (byte < 0x20 || byte == 0x7f)
        return put_control(printer, bytes, length);
    printer->ended = false;
    if (byte < 0x80)
        return put_ascii(printer, bytes, length);
    size = u8_mbtoucr(&character, (const uint8_t *)bytes, length);
    if (size <= 0) {
        put_replacement(printer);
        return invalid_length(bytes, length);
    }
    used = (size_t)size;
    put_character(printer, character, bytes, used, length - used);
    if (character == 0x9b)
        used += control_sequence_length(bytes + used, length - used);
    return used;
}

void utf8_add_printable(struct str *out, const char *bytes, size_t length, enum utf8_lines lines)
{
    struct printer printer = {.out = out, .lines = lines};

    str_add_n(out, "", 0);
    while (length) {
        size_t used = put_next(&printer, bytes, length);

        bytes += used;
        length -= used;
    }
}

char *utf8_printable(const char *text)
{
    struct str out;

    str_init(&out);
    if (text)
        utf8_add_printable(&out, text, strlen(text), UTF8_ONE_LINE);
    return str_take(&out);
}
