#include "config.h"
#include "base/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uchardet.h>
#include <unistr.h>

#include "base/ascii.h"
#include "base/charset_east.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#define PIECE_SIZE 8192
#define GUESS_MOST ((size_t)1 << 20)
#define NAME_MOST  64

static const char utf8_name[] = "UTF-8";

/* Longer marks first: the mark of UTF-32LE begins with that of UTF-16LE. */
static const struct mark {
    const char *charset;
    const char *bytes;
    size_t length;
} marks[] = {{"UTF-32LE", "\xff\xfe\0\0", 4},
             {"UTF-32BE", "\0\0\xfe\xff", 4},
             {utf8_name, "\xef\xbb\xbf", 3},
             {"UTF-16LE", "\xff\xfe", 2},
             {"UTF-16BE", "\xfe\xff", 2}};

static const struct mark *mark_find(const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        const struct mark *mark = &marks[i];

        if (length < mark->length || memcmp(bytes, mark->bytes, mark->length) != 0)
            continue;
        /* UTF-16LE may begin with a NUL, but UTF-32LE always comes in fours. */
        if (mark->length == 4 && length % 4 != 0)
            continue;
        return mark;
    }
    return NULL;
}

/* Returns "UTF-16LE" or "UTF-16BE" for bytes of which a quarter of the pairs and more have a zero on the same
 * side and none on the other, as mostly Latin text has; else NULL. */
static const char *utf16_recognised(const char *bytes, size_t length)
{
    size_t zeros[2] = {0, 0};
    size_t pairs = length / 2;

    if (pairs > PIECE_SIZE)
        pairs = PIECE_SIZE;
    for (size_t i = 0; i < pairs * 2; i++)
        zeros[i % 2] += bytes[i] == '\0';
    if (length % 2 || !pairs || (zeros[0] && zeros[1]) || (zeros[0] + zeros[1]) * 4 < pairs)
        return NULL;
    return zeros[1] ? "UTF-16LE" : "UTF-16BE";
}

/* Returns a copy of the charset's name in capitals that stays; there are only as many as iconv knows. */
static const char *name_kept(const char *charset)
{
    static char **names;
    static size_t count, capacity;
    char *name;

    for (size_t i = 0; i < count; i++)
        if (str_equal_ascii(names[i], charset))
            return names[i];
    name = mem_text(charset);
    for (char *at = name; *at; at++)
        *at = ascii_upper(*at);
    mem_grow(names, count, capacity);
    names[count++] = name;
    return name;
}

static bool is_utf8(const char *charset)
{
    return str_equal_ascii(charset, utf8_name) || str_equal_ascii(charset, "UTF8");
}

/* Opens a converter. Names with other characters are refused: to some iconvs "//TRANSLIT" and "//IGNORE"
 * behind a name mean to replace and to drop, and "" means the locale's charset. */
static bool converter_open(iconv_t *converter, const char *charset, bool from, struct err *err)
{
    size_t length = strlen(charset);
    bool sound = length > 0 && length <= NAME_MOST;

    for (size_t i = 0; sound && i < length; i++)
        sound = ascii_letter(charset[i]) || ascii_digit(charset[i]) || strchr("-_.:+()", charset[i]);
    *converter = (iconv_t)-1;
    if (sound)
        *converter = from ? iconv_open(utf8_name, charset) : iconv_open(charset, utf8_name);
    if (*converter != (iconv_t)-1)
        return true;
    return err_set(err, ERR_USAGE, "charset %.80s: is not known; iconv -l lists the names that are", charset);
}

/* Converts all, or until something does not fit: then returns false, with *fitted the bytes that did. */
static bool convert(iconv_t converter, const char *bytes, size_t length, struct str *out, size_t *fitted)
{
    char *input = (char *)(uintptr_t)bytes;
    size_t left = length;
    bool ends = false, ok = false;
    char *piece = mem_new(PIECE_SIZE);

    for (;;) {
        char *output = piece;
        size_t room = PIECE_SIZE;
        size_t result;

        /* The last call, without input, puts a stateful charset back to its first state. */
        if (ends)
            result = iconv(converter, NULL, NULL, &output, &room);
        else
            result = iconv(converter, &input, &left, &output, &room);
        str_add_n(out, piece, PIECE_SIZE - room);
        if (result == (size_t)-1 && errno == E2BIG)
            continue;
        /* A number above 0 counts characters that some iconvs replaced. */
        ok = ends && result == 0;
        if (result != 0 || ends)
            break;
        ends = true;
    }
    *fitted = length - left;
    free(piece);
    return ok;
}

/* Returns the number, from 1, of the line that text's end is in; CR, LF and CRLF end lines. */
static size_t line_number(const char *text, size_t length)
{
    size_t line = 1;

    for (size_t i = 0; i < length; i++)
        line += text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
    return line;
}

void charset_guess(const char *bytes, size_t length, char *name, size_t size)
{
    uchardet_t detector = uchardet_new();
    const char *guess = "";

    if (!size) {
        uchardet_delete(detector);
        return;
    }
    if (length && uchardet_handle_data(detector, bytes, length < GUESS_MOST ? length : GUESS_MOST) == 0) {
        uchardet_data_end(detector);
        guess = uchardet_get_charset(detector);
    }
    if (strlen(guess) < size)
        memcpy(name, guess, strlen(guess) + 1);
    else
        name[0] = '\0';
    uchardet_delete(detector);
}

#define WINDOWS "WINDOWS-1252"

/* Writes the sentence for the byte at offset, which is in the line number line. */
static bool misfit(const char *bytes, size_t length, size_t offset, size_t line, const char *charset,
                   struct err *err)
{
    unsigned byte = offset < length ? (unsigned char)bytes[offset] : 0;
    char guess[NAME_MOST];

    charset_guess(bytes, length, guess, sizeof guess);
    /* Among the Latin charsets a guess is little more than one; lists from Windows are the daily case. */
    if (str_starts(guess, "ISO-8859-") && !str_equal_ascii(charset, WINDOWS))
        return err_set(err, ERR_INPUT,
                       "line %zu: byte 0x%02X (number %zu) is not %s; it may be " WINDOWS
                       " or %s: name its charset (--charset)",
                       line, byte, offset + 1, charset, guess);
    if (*guess && !str_equal_ascii(guess, charset))
        return err_set(
            err, ERR_INPUT,
            "line %zu: byte 0x%02X (number %zu) is not %s; it may be %s: name its charset (--charset)", line,
            byte, offset + 1, charset, guess);
    return err_set(err, ERR_INPUT,
                   "line %zu: byte 0x%02X (number %zu) is not %s: name its charset (--charset)", line, byte,
                   offset + 1, charset);
}

static bool decode_utf8(const char *bytes, size_t length, struct str *out, struct err *err)
{
    const struct mark *mark = mark_find(bytes, length);
    size_t skip = mark && mark->charset == utf8_name ? mark->length : 0;
    size_t valid = utf8_valid_length(bytes, length);

    if (valid != length)
        return misfit(bytes, length, valid, line_number(bytes, valid), utf8_name, err);
    str_add_n(out, bytes + skip, length - skip);
    return true;
}

/* Takes a byte order mark off the front of what was appended from byte start on. */
static void unmark(struct str *out, size_t start)
{
    size_t added = out->length - start;

    if (added < 3 || memcmp(out->text + start, "\xef\xbb\xbf", 3) != 0)
        return;
    memmove(out->text + start, out->text + start + 3, added - 3 + 1);
    out->length -= 3;
}

static bool decode_other(const char *bytes, size_t length, const char *charset, struct str *out,
                         struct err *err)
{
    size_t before = out->length;
    size_t fitted, line;
    iconv_t converter;
    bool ok;

    str_add_n(out, "", 0);
    if (charset_is_hz(charset)) {
        ok = charset_decode_hz(bytes, length, out, &fitted);
    } else if (converter_open(&converter, charset, true, err)) {
        ok = convert(converter, bytes, length, out, &fitted);
        iconv_close(converter);
        if (ok && str_equal_ascii(charset, "EUC-KR"))
            charset_compose_hangul(out, before);
    } else {
        return false;
    }
    if (ok) {
        unmark(out, before);
        return true;
    }
    line = line_number(out->text + before, out->length - before);
    out->length = before;
    out->text[before] = '\0';
    return misfit(bytes, length, fitted, line, charset, err);
}

bool charset_decode(const char *bytes, size_t length, const char *charset, struct str *out, const char **used,
                    struct err *err)
{
    const struct mark *mark = mark_find(bytes, length);
    const char *name = charset;
    bool ok;

    if (!charset)
        name = mark ? mark->charset : utf16_recognised(bytes, length);
    else if (str_equal_ascii(charset, "UTF-16") && !mark)
        name = utf16_recognised(bytes, length);
    if (!name)
        name = charset ? "UTF-16BE" : utf8_name;
    ok = is_utf8(name) ? decode_utf8(bytes, length, out, err) : decode_other(bytes, length, name, out, err);
    if (ok && used)
        *used = is_utf8(name) ? utf8_name : name_kept(name);
    return ok;
}

bool charset_encode(const char *text, size_t length, const char *charset, struct str *out, struct err *err)
{
    size_t before = out->length;
    ucs4_t character = 0;
    iconv_t converter;
    size_t fitted;
    char shown[8] = "";
    int size;
    bool ok;

    if (is_utf8(charset)) {
        str_add_n(out, text, length);
        return true;
    }
    if (!converter_open(&converter, charset, false, err))
        return false;
    str_add_n(out, "", 0);
    ok = convert(converter, text, length, out, &fitted);
    iconv_close(converter);
    if (ok)
        return true;
    out->length = before;
    out->text[before] = '\0';
    if (fitted < length) {
        size = u8_mbtouc(&character, (const uint8_t *)text + fitted, length - fitted);
        memcpy(shown, text + fitted, (size_t)size);
    }
    return err_set(err, ERR_INPUT, "line %zu: U+%04X (%s) has no place in %s: choose UTF-8",
                   line_number(text, fitted), (unsigned)character, shown, charset);
}
