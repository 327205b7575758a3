/* Bytes in any charset: the first names it, the others are read. */
#include "config.h"

#include <string.h>

#include "base/charset.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tests/fuzz/fuzz.h"

const char *const fuzz_name = "charset";

const char *const fuzz_tokens[] = {"\xef\xbb\xbf",
                                   "\xff\xfe",
                                   "\xfe\xff",
                                   "\xc3\xa4",
                                   "\xe4",
                                   "\x1b$B",
                                   "\x1b(B",
                                   "+AOQ-",
                                   "\x80",
                                   "\x81",
                                   "\x8e",
                                   "\xa4\xa2",
                                   "\xed\xa0\x80",
                                   "\xf4\x8f\xbf\xbf",
                                   "\xf8",
                                   "\n",
                                   "\xff\xfe\x01",
                                   "\xd8",
                                   "\xdc",
                                   "~{",
                                   "~}",
                                   "a",
                                   NULL};

static const char *const charsets[] = {NULL,           "UTF-8",       "UTF-16",      "UTF-16LE", "UTF-32",
                                       "WINDOWS-1252", "ISO-8859-15", "SHIFT_JIS",   "EUC-JP",   "GB18030",
                                       "BIG5",         "KOI8-R",      "ISO-2022-JP", "UTF-7",    "no-charset",
                                       "EUC-KR",       "CP437",       "HZ"};

const char *fuzz_one(const char *bytes, size_t length)
{
    size_t count = sizeof charsets / sizeof charsets[0];
    const char *charset = length ? charsets[(unsigned char)bytes[0] % count] : NULL, *used = NULL,
               *breach = NULL;
    struct str out = {0}, back = {0};
    struct err err = {0};
    char name[40];

    if (length) {
        bytes++;
        length--;
    }
    charset_guess(bytes, length, name, sizeof name);
    if (!charset_decode(bytes, length, charset, &out, &used, &err)) {
        breach = err.kind != ERR_NONE && err.text[0] ? NULL : "bytes were refused without a sentence";
    } else if (utf8_valid_length(str_text(&out), out.length) != out.length) {
        breach = "what was read is not UTF-8";
    } else if (charset && strcmp(charset, "UTF-8") == 0 && out.length > length) {
        breach = "UTF-8 became longer";
    } else if (charset) {
        struct err none = {0};

        /* What came in may have no way out, but says so. */
        if (!charset_encode(str_text(&out), out.length, charset, &back, &none) && !none.text[0])
            breach = "a text was refused without a sentence";
    }
    str_clear(&out);
    str_clear(&back);
    return breach;
}
