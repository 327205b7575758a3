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
#define UTF8_MOST  4

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

/* total: of all bytes, of which these are the first. */
static const struct mark *mark_find(const char *bytes, size_t length, uint64_t total)
{
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        const struct mark *mark = &marks[i];

        if (length < mark->length || memcmp(bytes, mark->bytes, mark->length) != 0)
            continue;
        /* UTF-16LE may begin with a NUL, but UTF-32LE always comes in fours. */
        if (mark->length == 4 && total % 4 != 0)
            continue;
        return mark;
    }
    return NULL;
}

/* Returns "UTF-16LE" or "UTF-16BE" for bytes of which a quarter of the pairs and more have a zero on the same
 * side and none on the other, as mostly Latin text has; else NULL. */
static const char *utf16_recognised(const char *bytes, size_t length, uint64_t total)
{
    size_t zeros[2] = {0, 0};
    size_t pairs = length / 2;

    if (pairs > PIECE_SIZE)
        pairs = PIECE_SIZE;
    for (size_t i = 0; i < pairs * 2; i++)
        zeros[i % 2] += bytes[i] == '\0';
    if (total % 2 || !pairs || (zeros[0] && zeros[1]) || (zeros[0] + zeros[1]) * 4 < pairs)
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

/* Converts all, or until something does not fit: then returns false, with *fitted the bytes that did. Unless
 * these are the last bytes, a character cut off at their end fits: it is left to the next. */
static bool convert(iconv_t converter, const char *bytes, size_t length, bool last, struct str *out,
                    size_t *fitted)
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
        ok = result == 0 ? ends || !last : !last && result == (size_t)-1 && errno == EINVAL;
        if (result != 0 || ends || !last)
            break;
        ends = true;
    }
    *fitted = length - left;
    free(piece);
    return ok;
}

/* Counts the lines that end in a text, by CR, LF or CRLF; before is the character that goes before it. */
static size_t lines_count(const char *text, size_t length, char before)
{
    size_t lines = 0;

    for (size_t i = 0; i < length; i++) {
        lines += text[i] == '\r' || (text[i] == '\n' && before != '\r');
        before = text[i];
    }
    return lines;
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

/* Writes the sentence for a byte at an offset of the whole, which is in the line number line; head is how the
 * whole begins. */
static bool misfit(const struct str *head, unsigned byte, uint64_t offset, size_t line, const char *charset,
                   struct err *err)
{
    unsigned long long number = (unsigned long long)offset + 1;
    char guess[NAME_MOST];

    charset_guess(str_text(head), head->length, guess, sizeof guess);
    /* Among the Latin charsets a guess is little more than one; lists from Windows are the daily case. */
    if (str_starts(guess, "ISO-8859-") && !str_equal_ascii(charset, WINDOWS))
        return err_set(err, ERR_INPUT,
                       "line %zu: byte 0x%02X (number %llu) is not %s; it may be " WINDOWS
                       " or %s: name its charset (--charset)",
                       line, byte, number, charset, guess);
    if (*guess && !str_equal_ascii(guess, charset))
        return err_set(
            err, ERR_INPUT,
            "line %zu: byte 0x%02X (number %llu) is not %s; it may be %s: name its charset (--charset)", line,
            byte, number, charset, guess);
    return err_set(err, ERR_INPUT,
                   "line %zu: byte 0x%02X (number %llu) is not %s: name its charset (--charset)", line, byte,
                   number, charset);
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

bool charset_reader_begin(struct charset_reader *reader, const char *bytes, size_t length, uint64_t total,
                          const char *charset, struct err *err)
{
    const struct mark *mark = mark_find(bytes, length, total);
    const char *name = charset;
    iconv_t converter;

    memset(reader, 0, sizeof *reader);
    if (!charset)
        name = mark ? mark->charset : utf16_recognised(bytes, length, total);
    else if (str_equal_ascii(charset, "UTF-16") && !mark)
        name = utf16_recognised(bytes, length, total);
    if (!name)
        name = charset ? "UTF-16BE" : utf8_name;
    reader->name = reader->said = utf8_name;
    if (is_utf8(name))
        return true;
    reader->said = name;
    reader->by_lines = str_equal_ascii(name, "EUC-KR");
    reader->whole = charset_is_hz(name);
    if (!reader->whole) {
        if (!converter_open(&converter, name, true, err))
            return false;
        reader->converter = converter;
    }
    reader->name = name_kept(name);
    return true;
}

/* Returns how many of the bytes make whole lines. */
static size_t whole_lines(const char *bytes, size_t length)
{
    while (length && bytes[length - 1] != '\n')
        length--;
    return length;
}

/* Appends what fits of the bytes; *fitted tells how many did. */
static bool reader_convert(struct charset_reader *reader, const char *bytes, size_t length, bool last,
                           struct str *out, size_t *fitted)
{
    size_t before = out->length;
    bool ok = true;

    if (!last && (reader->by_lines || reader->whole))
        length = reader->whole ? 0 : whole_lines(bytes, length);
    if (!length && !last) {
        *fitted = 0;
        return true;
    }
    if (reader->name == utf8_name) {
        *fitted = utf8_valid_length(bytes, length);
        str_add_n(out, bytes, *fitted);
        return *fitted == length || (!last && length - *fitted < UTF8_MOST);
    }
    if (!reader->converter)
        return charset_decode_hz(bytes, length, out, fitted);
    ok = convert(reader->converter, bytes, length, last || reader->by_lines, out, fitted);
    if (ok && reader->by_lines)
        charset_compose_hangul(out, before);
    return ok;
}

/* Adds to the tail what a character or line needs to be whole. */
bool charset_reader_add(struct charset_reader *reader, const char *bytes, size_t length, bool last,
                        struct str *out, struct err *err)
{
    size_t start, fitted = 0;
    bool tailed = reader->tail.length > 0, ok;

    str_add_n(out, "", 0);
    start = out->length;
    if (reader->head.length < GUESS_MOST)
        str_add_n(&reader->head, bytes,
                  length < GUESS_MOST - reader->head.length ? length : GUESS_MOST - reader->head.length);
    if (tailed) {
        str_add_n(&reader->tail, bytes, length);
        bytes = reader->tail.text;
        length = reader->tail.length;
    }
    ok = reader_convert(reader, bytes, length, last, out, &fitted);
    reader->lines += lines_count(out->text + start, out->length - start, reader->before);
    if (!ok)
        return misfit(&reader->head, fitted < length ? (unsigned char)bytes[fitted] : 0,
                      reader->offset + fitted, reader->lines + 1, reader->said, err);
    if (out->length > start)
        reader->before = out->text[out->length - 1];
    if (!reader->offset)
        unmark(out, start);
    reader->offset += fitted;
    if (tailed) {
        memmove(reader->tail.text, bytes + fitted, length - fitted + 1);
        reader->tail.length = length - fitted;
    } else if (fitted < length) {
        str_add_n(&reader->tail, bytes + fitted, length - fitted);
    }
    return true;
}

void charset_reader_clear(struct charset_reader *reader)
{
    if (reader->converter)
        iconv_close(reader->converter);
    str_clear(&reader->head);
    str_clear(&reader->tail);
    memset(reader, 0, sizeof *reader);
}

bool charset_decode(const char *bytes, size_t length, const char *charset, struct str *out, const char **used,
                    struct err *err)
{
    struct charset_reader reader;
    size_t before;
    bool ok = charset_reader_begin(&reader, bytes, length, length, charset, err);

    str_add_n(out, "", 0);
    before = out->length;
    ok = ok && charset_reader_add(&reader, bytes, length, true, out, err);
    if (ok && used)
        *used = reader.name;
    if (!ok) {
        out->length = before;
        out->text[before] = '\0';
    }
    charset_reader_clear(&reader);
    return ok;
}

bool charset_writer_begin(struct charset_writer *writer, const char *charset, struct err *err)
{
    iconv_t converter;

    memset(writer, 0, sizeof *writer);
    if (!charset || is_utf8(charset))
        return true;
    if (!converter_open(&converter, charset, false, err))
        return false;
    writer->name = charset;
    writer->converter = converter;
    return true;
}

static bool no_place(const struct charset_writer *writer, const char *text, size_t length, size_t fitted,
                     struct err *err)
{
    ucs4_t character = 0;
    char shown[8] = "";

    if (fitted < length) {
        int size = u8_mbtouc(&character, (const uint8_t *)text + fitted, length - fitted);

        memcpy(shown, text + fitted, (size_t)size);
    }
    return err_set(err, ERR_INPUT, "line %zu: U+%04X (%s) has no place in %s: choose UTF-8",
                   writer->lines + lines_count(text, fitted, writer->before) + 1, (unsigned)character, shown,
                   writer->name);
}

bool charset_writer_add(struct charset_writer *writer, const char *text, size_t length, bool last,
                        struct str *out, struct err *err)
{
    struct str *tail = &writer->tail;
    size_t fitted;

    if (!writer->converter) {
        str_add_n(out, text, length);
        return true;
    }
    str_add_n(tail, text, length);
    str_add_n(out, "", 0);
    if (!convert(writer->converter, tail->text, tail->length, last, out, &fitted))
        return no_place(writer, tail->text, tail->length, fitted, err);
    if (!fitted)
        return true;
    writer->lines += lines_count(tail->text, fitted, writer->before);
    writer->before = tail->text[fitted - 1];
    tail->length -= fitted;
    memmove(tail->text, tail->text + fitted, tail->length + 1);
    return true;
}

void charset_writer_clear(struct charset_writer *writer)
{
    if (writer->converter)
        iconv_close(writer->converter);
    str_clear(&writer->tail);
    memset(writer, 0, sizeof *writer);
}

bool charset_encode(const char *text, size_t length, const char *charset, struct str *out, struct err *err)
{
    struct charset_writer writer;
    size_t before;
    bool ok = charset_writer_begin(&writer, charset, err);

    str_add_n(out, "", 0);
    before = out->length;
    ok = ok && charset_writer_add(&writer, text, length, true, out, err);
    if (!ok) {
        out->length = before;
        out->text[before] = '\0';
    }
    charset_writer_clear(&writer);
    return ok;
}
