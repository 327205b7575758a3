/* Bytes of any charset to UTF-8, through iconv; byte order marks; a guess for error messages. */
#ifndef DEMUR_BASE_CHARSET_H
#define DEMUR_BASE_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* Appends the bytes as UTF-8 to out. charset NULL: a byte order mark decides (UTF-8, UTF-16LE/BE,
 * UTF-32LE/BE), UTF-16 without a mark is recognised by its zero bytes, else they must be UTF-8. The mark is
 * removed. A byte that does not fit fails with its line and, where uchardet has one, the charset it takes the
 * bytes for; nothing is replaced. *used (may be NULL) is set to a static name of the charset read. An unknown
 * charset is ERR_USAGE. */
bool charset_decode(const char *bytes, size_t length, const char *charset, struct str *out, const char **used,
                    struct err *err);

/* The same for bytes that come in pieces. */
struct charset_reader {
    const char *name; /* of the charset read; static */
    const char *said; /* as the caller calls it; the caller's */
    void *converter;  /* NULL: none is needed */
    bool by_lines;    /* what is composed of several characters never crosses a line's end */
    bool whole;       /* it has states that do: nothing is read before all bytes are there */
    struct str head;  /* how the bytes begin, for a guess */
    struct str tail;  /* bytes of a character or line that is not whole yet */
    uint64_t offset;  /* bytes converted */
    size_t lines;     /* ended so far */
    char before;      /* the last byte of text */
};
/* Decides on the charset by the first bytes, as charset_decode does; there are total of them in all. */
bool charset_reader_begin(struct charset_reader *reader, const char *bytes, size_t length, uint64_t total,
                          const char *charset, struct err *err);
/* Appends the next bytes as UTF-8, but for a character cut off at their end; last: there are no more. */
bool charset_reader_add(struct charset_reader *reader, const char *bytes, size_t length, bool last,
                        struct str *out, struct err *err);
void charset_reader_clear(struct charset_reader *reader);

/* Converts valid UTF-8 to charset and appends; fails with the character and line that has no place in it. */
bool charset_encode(const char *text, size_t length, const char *charset, struct str *out, struct err *err);

/* The same for text that comes in pieces, however they are cut. */
struct charset_writer {
    const char *name; /* borrowed */
    void *converter;  /* NULL: UTF-8 */
    struct str tail;  /* of a character that is not whole yet */
    size_t lines;
    char before;
};
/* charset NULL: UTF-8. */
bool charset_writer_begin(struct charset_writer *writer, const char *charset, struct err *err);
bool charset_writer_add(struct charset_writer *writer, const char *text, size_t length, bool last,
                        struct str *out, struct err *err);
void charset_writer_clear(struct charset_writer *writer);

/* Copies the likely charset's name to name (may be ""); a guess for a person, never acted on alone. */
void charset_guess(const char *bytes, size_t length, char *name, size_t size);

#endif
