/* Charsets as they are found: East Asian pairs byte for byte, UTF-8 good and bad, and guesses. */
#include "config.h"
#include "base/charset.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include "corpus.h"

static void decodes(const char *name, const char *charset)
{
    char *file = mem_format("encoding/cjk/%s.txt", name);
    char *wanted_file = mem_format("encoding/cjk/%s-utf8.txt", name);
    struct str bytes, wanted, found = {0}, encoded = {0}, again = {0};
    struct err err = {0};

    corpus_read(file, &bytes);
    corpus_read(wanted_file, &wanted);
    if (!charset_decode(bytes.text, bytes.length, charset, &found, NULL, &err))
        fail_msg("%s: %s", name, err.text);
    assert_int_equal(found.length, wanted.length);
    assert_memory_equal(found.text, wanted.text, wanted.length);
    /* What iconv cannot write (HZ, spelt syllables) is refused, never written otherwise. */
    if (charset_encode(found.text, found.length, charset, &encoded, &err)) {
        assert_true(charset_decode(encoded.text, encoded.length, charset, &again, NULL, &err));
        assert_string_equal(again.text, found.text);
    } else {
        assert_true(str_equal(charset, "HZ") || str_equal(charset, "EUC-KR"));
    }
    str_clear(&bytes);
    str_clear(&wanted);
    str_clear(&found);
    str_clear(&encoded);
    str_clear(&again);
    free(file);
    free(wanted_file);
}

static void chinese(void **state)
{
    (void)state;
    decodes("big5", "BIG5");
    decodes("big5hkscs", "BIG5-HKSCS");
    decodes("gb2312", "GB2312");
    decodes("gbk", "GBK");
    decodes("gb18030", "GB18030");
    decodes("hz", "HZ");
}

static void japanese(void **state)
{
    (void)state;
    decodes("euc_jp", "EUC-JP");
    decodes("euc_jisx0213", "EUC-JISX0213");
    decodes("iso2022_jp", "ISO-2022-JP");
    decodes("shift_jis", "SHIFT_JIS");
    decodes("shift_jisx0213", "SHIFT_JISX0213");
}

static void korean(void **state)
{
    (void)state;
    decodes("cp949", "CP949");
    decodes("euc_kr", "EUC-KR");
    decodes("iso2022_kr", "ISO-2022-KR");
    decodes("johab", "JOHAB");
}

/* Turns hex digits with blanks between them, up to a colon or the line's end, into bytes; returns what
 * follows. */
static const char *hex_read(const char *text, struct str *out)
{
    int half = -1;

    if (str_starts(text, "nothing"))
        text += strlen("nothing");
    for (; *text && *text != ':'; text++) {
        char digit = ascii_lower(*text);
        int value = ascii_digit(digit) ? digit - '0' : digit - 'a' + 10;

        if (ascii_space(digit))
            continue;
        assert_true(value >= 0 && value < 16);
        if (half >= 0)
            str_add_char(out, (char)(half * 16 + value));
        half = half >= 0 ? -1 : value;
    }
    str_add_n(out, "", 0);
    return *text == ':' ? text + 1 : text;
}

/* Returns text with its ASCII control characters replaced too, as only utf8_add_printable does; the caller
 * frees. */
static char *without_controls(const struct str *text)
{
    struct str out = {0};

    str_add(&out, "");
    for (size_t i = 0; i < text->length; i++) {
        if ((unsigned char)text->text[i] < 0x20 || text->text[i] == 0x7f)
            str_add(&out, "\xef\xbf\xbd");
        else
            str_add_char(&out, text->text[i]);
    }
    return str_take(&out);
}

/* A line is num:valid:text, num:valid hex:bytes or num:invalid hex:bytes:skipped:replaced. */
static bool utf8_line(const char *line)
{
    const char *kind = strchr(line, ':');
    struct str bytes = {0}, skipped = {0}, replaced = {0}, found = {0};

    if (*line == '#' || !kind)
        return false;
    kind += 1 + strspn(kind + 1, " ");
    if (str_starts(kind, "valid:"))
        str_add(&bytes, kind + strlen("valid:"));
    else if (str_starts(kind, "valid hex:"))
        hex_read(kind + strlen("valid hex:"), &bytes);
    if (bytes.text) {
        if (utf8_valid_length(bytes.text, bytes.length) != bytes.length)
            fail_msg("%s: taken for invalid", line);
    } else {
        char *wanted;

        assert_true(str_starts(kind, "invalid hex:"));
        hex_read(hex_read(hex_read(kind + strlen("invalid hex:"), &bytes), &skipped), &replaced);
        assert_true(utf8_valid_length(bytes.text, bytes.length) < bytes.length);
        utf8_add_printable(&found, bytes.text, bytes.length, UTF8_KEEP_LINES);
        wanted = without_controls(&replaced);
        if (!str_equal(found.text, wanted))
            fail_msg("%s: replaced as %s", line, found.text);
        free(wanted);
    }
    str_clear(&bytes);
    str_clear(&skipped);
    str_clear(&replaced);
    str_clear(&found);
    return true;
}

static void utf8_good_and_bad(void **state)
{
    struct str text;
    int lines = 0;

    (void)state;
    corpus_read("encoding/utf8tests/utf8tests.txt", &text);
    for (char *line = strtok(text.text, "\r\n"); line; line = strtok(NULL, "\r\n"))
        lines += utf8_line(line);
    assert_true(lines > 150);
    str_clear(&text);
}

/* The charset's name is the file's; a guess may be "not sure", but must not be another. */
static void guesses(void **state)
{
    static const char *const files[] = {
        "ar/iso-8859-6",   "ar/windows-1256", "bg/windows-1251", "da/windows-1252", "de/windows-1252",
        "el/iso-8859-7",   "el/windows-1253", "es/windows-1252", "fr/windows-1252", "he/windows-1255",
        "hu/windows-1250", "ja/euc-jp",       "ja/iso-2022-jp",  "ja/shift_jis",    "ko/iso-2022-kr",
        "ru/koi8-r",       "ru/windows-1251", "ru/ibm866",       "th/tis-620",      "vi/windows-1258",
        "zh/big5",         "zh/gb18030",      "ja/utf-8",        "th/utf-8"};

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char *file = mem_format("encoding/uchardet/test/%s.txt", files[i]);
        struct str bytes, out = {0};
        struct err err = {0};
        char guess[64];

        corpus_read(file, &bytes);
        charset_guess(bytes.text, bytes.length, guess, sizeof guess);
        if (*guess && !str_equal_ascii(guess, files[i] + 3))
            fail_msg("%s: taken for %s", files[i], guess);
        if (!charset_decode(bytes.text, bytes.length, files[i] + 3, &out, NULL, &err))
            fail_msg("%s: %s", files[i], err.text);
        assert_int_equal(utf8_valid_length(out.text, out.length), out.length);
        str_clear(&bytes);
        str_clear(&out);
        free(file);
    }
}

/* Without a charset's name the marks alone tell, and what has none fails with a sentence. */
static void unnamed(void **state)
{
    static const struct {
        const char *file, *charset;
    } rows[] = {{"fr/utf-16.be", "UTF-16BE"}, {"fr/utf-32.le", "UTF-32LE"}, {"ko/utf-16.le", "UTF-16LE"},
                {"ko/utf-32.be", "UTF-32BE"}, {"fr/utf-8.txt", "UTF-8"},    {"de/iso-8859-1.txt", NULL},
                {"ja/shift_jis.txt", NULL}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *file = mem_format("encoding/uchardet/test/%s", rows[i].file);
        struct str bytes, out = {0};
        struct err err = {0};
        const char *used = NULL;
        bool ok;

        corpus_read(file, &bytes);
        ok = charset_decode(bytes.text, bytes.length, NULL, &out, &used, &err);
        if (!str_equal(used, rows[i].charset))
            fail_msg("%s: read as %s: %s", rows[i].file, used ? used : "nothing", err.text);
        assert_int_equal(ok, rows[i].charset != NULL);
        str_clear(&bytes);
        str_clear(&out);
        free(file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese),           cmocka_unit_test(japanese), cmocka_unit_test(korean),
        cmocka_unit_test(utf8_good_and_bad), cmocka_unit_test(guesses),  cmocka_unit_test(unnamed),
    };

    if (!corpus_has("encoding"))
        return 0;
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
