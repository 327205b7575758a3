/* Charsets of East Asia as far as iconv leaves them out; for charset.c alone. */
#ifndef DEMUR_BASE_CHARSET_EAST_H
#define DEMUR_BASE_CHARSET_EAST_H

#include <stdbool.h>
#include <stddef.h>

struct str;

/* True for the names of HZ, GB 2312 in seven bits (RFC 1843). */
bool charset_is_hz(const char *charset);

/* Appends HZ bytes as UTF-8; false if something does not fit, with *fitted the bytes that did. */
bool charset_decode_hz(const char *bytes, size_t length, struct str *out, size_t *fitted);

/* Composes, from byte start on, the syllables EUC-KR spells out: a filler and three letters (KS X 1001, annex
 * 3). */
void charset_compose_hangul(struct str *text, size_t start);

#endif
