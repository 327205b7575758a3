/* Bytes of any charset to UTF-8, through iconv; byte order marks; a guess for error messages. */
#ifndef DEMUR_BASE_CHARSET_H
#define DEMUR_BASE_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct str;

/* Appends the bytes as UTF-8 to out. charset NULL: a byte order mark decides (UTF-8, UTF-16LE/BE,
 * UTF-32LE/BE), UTF-16 without a mark is recognised by its zero bytes, else they must be UTF-8. The mark is
 * removed. A byte that does not fit fails with its line and, where uchardet has one, the charset it takes the
 * bytes for; nothing is replaced. *used (may be NULL) is set to a static name of the charset read. An unknown
 * charset is ERR_USAGE. */
bool charset_decode(const char *bytes, size_t length, const char *charset, struct str *out, const char **used,
                    struct err *err);

/* Converts valid UTF-8 to charset and appends; fails with the character and line that has no place in it. */
bool charset_encode(const char *text, size_t length, const char *charset, struct str *out, struct err *err);

/* Copies the likely charset's name to name (may be ""); a guess for a person, never acted on alone. */
void charset_guess(const char *bytes, size_t length, char *name, size_t size);

#endif
