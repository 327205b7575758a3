/* Bytes of any charset to UTF-8 and back; nothing is ever replaced. */
#include "config.h"
#include "base/charset.h"

#include "base/str.h"

#include "unit.h"

static void decoded_n(const char *bytes, size_t length, const char *charset, const char *wanted,
                      const char *wanted_charset)
{
    struct str out = {0};
    struct err err = {0};
    const char *used = NULL;

    str_add(&out, "<");
    if (!charset_decode(bytes, length, charset, &out, &used, &err))
        fail_msg("%s", err.text);
    assert_string_equal(out.text + 1, wanted);
    assert_int_equal(out.text[0], '<');
    assert_string_equal(used, wanted_charset);
    str_clear(&out);
}

static void decoded(const char *bytes, const char *charset, const char *wanted)
{
    decoded_n(bytes, strlen(bytes), charset, wanted, charset);
}

/* Decoding must fail, leave out as it was, and say every one of the words. */
static void refused_n(const char *bytes, size_t length, const char *charset, enum err_kind kind,
                      const char *word, const char *other_word)
{
    struct str out = {0};
    struct err err = {0};
    const char *used = "untouched";

    str_add(&out, "before");
    assert_false(charset_decode(bytes, length, charset, &out, &used, &err));
    assert_string_equal(out.text, "before");
    assert_string_equal(used, "untouched");
    assert_int_equal(err.kind, kind);
    if (!strstr(err.text, word) || !strstr(err.text, other_word))
        fail_msg("\"%s\" does not say %s, %s", err.text, word, other_word);
    str_clear(&out);
}

static void refused(const char *bytes, const char *charset, enum err_kind kind, const char *word,
                    const char *other_word)
{
    refused_n(bytes, strlen(bytes), charset, kind, word, other_word);
}

static void marks_decide(void **state)
{
    (void)state;
    decoded_n("\xef\xbb\xbfnum\xc3\xa9ro", 10, NULL, "num\xc3\xa9ro", "UTF-8");
    decoded_n("\xff\xfe"
              "a\0\xe9\0",
              6, NULL, "a\xc3\xa9", "UTF-16LE");
    decoded_n("\xfe\xff"
              "\0a\0\xe9",
              6, NULL, "a\xc3\xa9", "UTF-16BE");
    decoded_n("\xff\xfe\0\0a\0\0\0", 8, NULL, "a", "UTF-32LE");
    decoded_n("\0\0\xfe\xff\0\0\0a", 8, NULL, "a", "UTF-32BE");
    decoded_n("\xff\xfe\x3d\xd8\x00\xde", 6, NULL, "\xf0\x9f\x98\x80", "UTF-16LE");
}

static void marks_alone(void **state)
{
    (void)state;
    decoded_n("\xef\xbb\xbf", 3, NULL, "", "UTF-8");
    decoded_n("\xff\xfe", 2, NULL, "", "UTF-16LE");
    decoded_n("\xff\xfe\0\0", 4, NULL, "", "UTF-32LE");
    /* Only the first is a mark. */
    decoded_n("\xef\xbb\xbf\xef\xbb\xbf"
              "a",
              7, NULL,
              "\xef\xbb\xbf"
              "a",
              "UTF-8");
}

static void utf16_without_a_mark(void **state)
{
    (void)state;
    decoded_n("i\0d\0,\0n\0", 8, NULL, "id,n", "UTF-16LE");
    decoded_n("\0i\0d\0,\0n", 8, NULL, "id,n", "UTF-16BE");
    decoded_n("i\0d\0", 4, "utf-16", "id", "UTF-16LE");
    decoded_n("\0i\0d", 4, "UTF-16", "id", "UTF-16BE");
    decoded_n("\x65\xe5\x67\x2c", 4, "UTF-16", "\xe6\x97\xa5\xe6\x9c\xac", "UTF-16BE");
    decoded_n("\xff\xfei\0", 4, "UTF-16", "i", "UTF-16");
}

static void utf8_without_a_mark(void **state)
{
    (void)state;
    decoded_n("", 0, NULL, "", "UTF-8");
    decoded_n(NULL, 0, NULL, "", "UTF-8");
    decoded_n("abc", 3, NULL, "abc", "UTF-8");
    decoded_n("\xe2\x82\xac", 3, NULL, "\xe2\x82\xac", "UTF-8");
    decoded_n("abc", 3, "utf8", "abc", "UTF-8");
    decoded_n("\xef\xbb\xbf"
              "abc",
              6, "utf-8", "abc", "UTF-8");
}

static void named_charsets(void **state)
{
    (void)state;
    decoded("num\xe9ro", "ISO-8859-1", "num\xc3\xa9ro");
    decoded("\x80 \x93q\x94", "WINDOWS-1252", "\xe2\x82\xac \xe2\x80\x9cq\xe2\x80\x9d");
    decoded("\xa4", "ISO-8859-15", "\xe2\x82\xac");
    decoded("\x93\xfa\x96\x7b", "SHIFT_JIS", "\xe6\x97\xa5\xe6\x9c\xac");
    decoded("\x1b$BF|K\\\x1b(B", "ISO-2022-JP", "\xe6\x97\xa5\xe6\x9c\xac");
    decoded("\xc4\xe3", "GB18030", "\xe4\xbd\xa0");
    decoded("\xcf\xf0", "KOI8-R", "\xd0\xbe\xd0\x9f");
    decoded("Hi +AKM-1", "UTF-7",
            "Hi \xc2\xa3"
            "1");
    decoded_n("a", 1, "us-ascii", "a", "US-ASCII");
}

static void names_stay(void **state)
{
    struct str out = {0};
    const char *first, *second, *again;

    (void)state;
    assert_true(charset_decode("a", 1, "latin1", &out, &first, NULL));
    assert_true(charset_decode("a", 1, "koi8-r", &out, &second, NULL));
    assert_true(charset_decode("a", 1, "LATIN1", &out, &again, NULL));
    assert_string_equal(first, "LATIN1");
    assert_string_equal(second, "KOI8-R");
    assert_ptr_equal(first, again);
    assert_true(charset_decode("a", 1, "latin1", &out, NULL, NULL));
    str_clear(&out);
}

static void a_hidden_shift_is_kept_across_pieces(void **state)
{
    struct str bytes = {0}, wanted = {0};

    (void)state;
    str_add(&bytes, "\x1b$B");
    for (int i = 0; i < 20000; i++) {
        str_add(&bytes, "F|");
        str_add(&wanted, "\xe6\x97\xa5");
    }
    str_add(&bytes, "\x1b(B");
    decoded_n(bytes.text, bytes.length, "ISO-2022-JP", wanted.text, "ISO-2022-JP");
    str_clear(&bytes);
    str_clear(&wanted);
}

static void seven_bit_chinese(void **state)
{
    (void)state;
    decoded_n("a~~b ~{VPND~}.", 14, "hz", "a~b \xe4\xb8\xad\xe6\x96\x87.", "HZ");
    decoded_n("a~\nb", 4, "HZ-GB-2312", "ab", "HZ-GB-2312");
    refused("x\n~{VP~", "HZ", ERR_INPUT, "line 2", "0x7E");
    refused("~{V", "HZ", ERR_INPUT, "line 1", "number 3");
    refused("~x", "HZ", ERR_INPUT, "line 1", "number 1");
    refused("ab\xff", "HZ", ERR_INPUT, "0xFF", "number 3");
}

static void spelt_hangul(void **state)
{
    (void)state;
    /* A filler and three letters of KS X 1001 stand for a syllable it has no code for. */
    decoded("\xa4\xd4\xa4\xa4\xa4\xd2\xa4\xb7", "EUC-KR", "\xeb\x8b\x81");
    decoded("\xa4\xd4\xa4\xb6\xa4\xd0\xa4\xd4!", "EUC-KR", "\xec\x93\x94!");
    decoded("\xa4\xd4\xa4\xa4", "EUC-KR", "\xe3\x85\xa4\xe3\x84\xb4");
    decoded("\xb0\xa1", "EUC-KR", "\xea\xb0\x80");
}

static void bytes_that_do_not_fit(void **state)
{
    (void)state;
    refused("a\nb\r\nc\xff", NULL, ERR_INPUT, "line 3", "0xFF");
    refused("a\rb\r\xff", NULL, ERR_INPUT, "line 3", "number 5");
    refused("caf\xe9", "US-ASCII", ERR_INPUT, "line 1", "0xE9");
    refused("\x81", "WINDOWS-1252", ERR_INPUT, "0x81", "WINDOWS-1252");
    refused("ok\n\x93", "SHIFT_JIS", ERR_INPUT, "line 2", "0x93");
    refused("\xef\xbb\xbf"
            "a\n\xff",
            NULL, ERR_INPUT, "line 2", "0xFF");
    refused_n("\xff\xfe\x00\xd8"
              "a\0",
              6, NULL, ERR_INPUT, "UTF-16LE", "number 3");
    refused_n("\xff\xfe"
              "a",
              3, NULL, ERR_INPUT, "UTF-16LE", "0x61");
}

static void a_guess_is_named(void **state)
{
    (void)state;
    refused("\xcf\xf0\xe8\xe2\xe5\xf2, \xfd\xf2\xee \xf0\xf3\xf1\xf1\xea\xe8\xe9 \xf2\xe5\xea\xf1\xf2 "
            "\xe4\xeb\xff "
            "\xef\xf0\xee\xe2\xe5\xf0\xea\xe8.",
            NULL, ERR_INPUT, "may be WINDOWS-1251", "line 1");
}

static void unknown_charsets(void **state)
{
    static const char *const names[] = {"",
                                        "no-such",
                                        "utf-8//IGNORE",
                                        "latin1//TRANSLIT",
                                        "latin1,utf8",
                                        "latin1 ",
                                        "/etc/passwd",
                                        "latin1\n",
                                        "\xc3\xbc",
                                        "iso-8859-1iso-8859-1iso-8859-1iso-8859-1iso-8859-1iso-8859"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct err err = {0};
        struct str out = {0};

        refused("a", names[i], ERR_USAGE, "charset", "is not known");
        assert_false(charset_encode("a", 1, names[i], &out, &err));
        assert_int_equal(err.kind, ERR_USAGE);
        str_clear(&out);
    }
}

static void encoded(const char *text, const char *charset, const char *wanted, size_t length)
{
    struct str out = {0};
    struct err err = {0};

    str_add(&out, "<");
    if (!charset_encode(text, strlen(text), charset, &out, &err))
        fail_msg("%s", err.text);
    assert_int_equal(out.length, length + 1);
    assert_memory_equal(out.text + 1, wanted, length);
    str_clear(&out);
}

static void encoding(void **state)
{
    (void)state;
    encoded("num\xc3\xa9ro", "ISO-8859-1", "num\xe9ro", 6);
    encoded("\xe2\x82\xac", "windows-1252", "\x80", 1);
    encoded("\xe2\x82\xac", "UTF-8", "\xe2\x82\xac", 3);
    encoded("a\xc3\xa9", "UTF-16LE", "a\0\xe9\0", 4);
    encoded("\xe6\x97\xa5", "ISO-2022-JP", "\x1b$BF|\x1b(B", 8);
    encoded("", "ISO-8859-1", "", 0);
}

static void characters_without_a_place(void **state)
{
    struct str out = {0};
    struct err err = {0};
    const char *text = "a\nb \xe2\x82\xac";

    (void)state;
    str_add(&out, "before");
    assert_false(charset_encode(text, strlen(text), "ISO-8859-1", &out, &err));
    assert_string_equal(out.text, "before");
    assert_int_equal(err.kind, ERR_INPUT);
    assert_non_null(strstr(err.text, "line 2"));
    assert_non_null(strstr(err.text, "U+20AC"));
    assert_non_null(strstr(err.text, "\xe2\x82\xac"));
    assert_non_null(strstr(err.text, "ISO-8859-1"));
    str_clear(&out);
}

static void guesses(void **state)
{
    char name[32];

    (void)state;
    memset(name, 'x', sizeof name);
    charset_guess("", 0, name, sizeof name);
    assert_string_equal(name, "");
    charset_guess("plain", 5, name, sizeof name);
    assert_string_equal(name, "ASCII");
    charset_guess("\xc3\xbc\xe2\x82\xac", 5, name, sizeof name);
    assert_string_equal(name, "UTF-8");
    /* A name that has no room is none. */
    charset_guess("plain", 5, name, 3);
    assert_string_equal(name, "");
    name[0] = 'x';
    charset_guess("plain", 5, name, 0);
    assert_int_equal(name[0], 'x');
}

/* What pieces of a size are read as; the sentence where they cannot be, without the guess: that depends on how
 * much is known by then. */
static char *pieces_read(const char *bytes, size_t length, const char *charset, size_t size)
{
    struct charset_reader reader;
    struct str out = {0};
    struct err err = {0};
    size_t first = length < 16 ? length : 16;
    bool good = charset_reader_begin(&reader, bytes, first, length, charset, &err);

    for (size_t at = 0; good && at < length; at += size)
        good = charset_reader_add(&reader, bytes + at, length - at < size ? length - at : size, false, &out,
                                  &err);
    good = good && charset_reader_add(&reader, NULL, 0, true, &out, &err);
    if (!good) {
        str_reset(&out);
        str_add_n(&out, err.text, strcspn(err.text, ";"));
    }
    charset_reader_clear(&reader);
    return str_take(&out);
}

/* A piece that holds a mark is never smaller than it. */
static void same_in_pieces(const char *bytes, size_t length, const char *charset)
{
    char *whole = pieces_read(bytes, length, charset, length);

    for (size_t size = 4; size < length; size++) {
        char *parts = pieces_read(bytes, length, charset, size);

        assert_string_equal(parts, whole);
        free(parts);
    }
    free(whole);
}

#define SAME_IN_PIECES(bytes, charset) same_in_pieces(bytes, sizeof(bytes) - 1, charset)

static void pieces_read_as_the_whole(void **state)
{
    char *text;

    (void)state;
    SAME_IN_PIECES("\xef\xbb\xbfnum\xc3\xa9ro \xe2\x82\xac\r\n\xf0\x9f\x98\x80 end\n", NULL);
    SAME_IN_PIECES("\xff\xfe"
                   "a\0\xe9\0\x3d\xd8\x00\xde\n\0",
                   NULL);
    SAME_IN_PIECES("a\0b\0c\0d\0\n\0e\0f\0g\0", NULL);
    SAME_IN_PIECES("\x1b$B4A;z\x1b(B and \x1b$B4A\x1b(B", "ISO-2022-JP");
    SAME_IN_PIECES("\x82\xa0\x82\xa2 plain \x82\xa4", "SHIFT_JIS");
    SAME_IN_PIECES("~{<:Ky~} plain\n~{2;R*J)H}~}", "HZ");
    SAME_IN_PIECES("plain \xa4\xd4\xa4\xa1\xa4\xbf\xa4\xa4 \xb0\xa1\n\xa4\xd4\xa4\xa1\xa4\xbf\xa4\xd4\n",
                   "EUC-KR");
    SAME_IN_PIECES("one\r\ntwo\rthree\nM\xfcller, \xe9t\xe9", NULL);
    SAME_IN_PIECES("one\r\ntwo \xe2\x82\xac, cut off \xe2\x82", NULL);
    SAME_IN_PIECES("cut off \x82\xa0\x82", "SHIFT_JIS");
    text = pieces_read("one\r\ntwo\rthree\nM\xfcller", 23, NULL, 5);
    assert_non_null(strstr(text, "line 4: byte 0xFC (number 17)"));
    free(text);
}

static void pieces_are_written_as_the_whole(void **state)
{
    static const char text[] = "Gr\xc3\xbc\xc3\x9f"
                               "e \xe6\xbc\xa2\xe5\xad\x97\r\n\xe6\xbc\xa2";
    static const char *const charsets[] = {"UTF-16", "ISO-2022-JP-2", "UTF-8", "GB18030"};

    (void)state;
    for (size_t i = 0; i < sizeof charsets / sizeof charsets[0]; i++) {
        struct str whole = {0};
        struct err err = {0};

        assert_true(charset_encode(text, sizeof text - 1, charsets[i], &whole, &err));
        for (size_t size = 1; size < sizeof text; size++) {
            struct charset_writer writer;
            struct str out = {0};

            assert_true(charset_writer_begin(&writer, charsets[i], &err));
            for (size_t at = 0; at < sizeof text - 1; at += size)
                assert_true(charset_writer_add(&writer, text + at,
                                               sizeof text - 1 - at < size ? sizeof text - 1 - at : size,
                                               false, &out, &err));
            assert_true(charset_writer_add(&writer, "", 0, true, &out, &err));
            assert_int_equal(out.length, whole.length);
            assert_memory_equal(out.text, whole.text, whole.length);
            charset_writer_clear(&writer);
            str_clear(&out);
        }
        str_clear(&whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_decide),
        cmocka_unit_test(marks_alone),
        cmocka_unit_test(utf16_without_a_mark),
        cmocka_unit_test(utf8_without_a_mark),
        cmocka_unit_test(named_charsets),
        cmocka_unit_test(names_stay),
        cmocka_unit_test(a_hidden_shift_is_kept_across_pieces),
        cmocka_unit_test(seven_bit_chinese),
        cmocka_unit_test(spelt_hangul),
        cmocka_unit_test(bytes_that_do_not_fit),
        cmocka_unit_test(a_guess_is_named),
        cmocka_unit_test(unknown_charsets),
        cmocka_unit_test(encoding),
        cmocka_unit_test(characters_without_a_place),
        cmocka_unit_test(guesses),
        cmocka_unit_test(pieces_read_as_the_whole),
        cmocka_unit_test(pieces_are_written_as_the_whole),
    };

    return UNIT_RUN(tests);
}
