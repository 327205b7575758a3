/* Valid bytes, columns, cells, folding and wrapping. */
#include "config.h"
#include "base/utf8.h"

#include <locale.h>
#include <unictype.h>
#include <unistr.h>
#include <wchar.h>

#include "base/str.h"

#include "unit.h"

static size_t valid(const char *bytes)
{
    return utf8_valid_length(bytes, strlen(bytes));
}

static void valid_texts(void **state)
{
    (void)state;
    assert_int_equal(valid(""), 0);
    assert_int_equal(utf8_valid_length(NULL, 0), 0);
    assert_int_equal(valid("plain"), 5);
    assert_int_equal(valid("\xc3\xbc\xe2\x82\xac\xf0\x9f\x98\x80"), 9);
    assert_int_equal(utf8_valid_length("a\0b", 3), 3);
    assert_int_equal(valid("\xf4\x8f\xbf\xbf"), 4);
}

static void invalid_bytes(void **state)
{
    (void)state;
    assert_int_equal(valid("ab\xff"), 2);
    assert_int_equal(valid("ab\x80"), 2);
    assert_int_equal(valid("a\xc3"), 1);
    assert_int_equal(valid("a\xc0\xaf"), 1);            /* overlong */
    assert_int_equal(valid("a\xe0\x80\xaf"), 1);        /* overlong */
    assert_int_equal(valid("a\xed\xa0\x80"), 1);        /* surrogate */
    assert_int_equal(valid("a\xf4\x90\x80\x80"), 1);    /* beyond U+10FFFF */
    assert_int_equal(valid("\xe2\x82\xac\xe2\x82"), 3); /* cut off */
    assert_int_equal(utf8_valid_length("\xe2\x82\xac", 2), 0);
}

/* Wherever the first byte beyond ASCII stands in steps of eight. */
static void wrong_bytes_after_any_length(void **state)
{
    char bytes[40];

    (void)state;
    memset(bytes, 'a', sizeof bytes);
    for (size_t length = 0; length <= sizeof bytes; length++)
        for (size_t at = 0; at < length; at++) {
            bytes[at] = '\xff';
            assert_int_equal(utf8_valid_length(bytes, length), at);
            if (at + 1 < length) {
                memcpy(bytes + at, "\xc3\xbc", 2);
                assert_int_equal(utf8_valid_length(bytes, length), length);
                assert_int_equal(utf8_valid_length(bytes, at + 1), at);
                bytes[at + 1] = 'a';
            }
            bytes[at] = 'a';
        }
}

static void widths(void **state)
{
    (void)state;
    assert_int_equal(utf8_width(""), 0);
    assert_int_equal(utf8_width("Harbor"), 6);
    assert_int_equal(utf8_width("M\xc3\xbcller"), 6);
    assert_int_equal(utf8_width("Mu\xcc\x88ller"), 6);                       /* combining */
    assert_int_equal(utf8_width("\xe6\x97\xa5\xe6\x9c\xac"), 4);             /* wide */
    assert_int_equal(utf8_width("\xef\xbc\xa1"), 2);                         /* fullwidth A */
    assert_int_equal(utf8_width("\xef\xbd\xb1"), 1);                         /* halfwidth katakana */
    assert_int_equal(utf8_width("\xf0\x9f\x98\x80"), 2);                     /* emoji */
    assert_int_equal(utf8_width("\xc2\xb1"), 1);                             /* ambiguous */
    assert_int_equal(utf8_width("\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8"), 2); /* Hangul of jamo */
    assert_int_equal(utf8_width("\xef\xbf\xbd"), 1);
}

/* Curses asks wcwidth, and a row that takes other columns than were counted shifts the screen. */
static void widths_are_those_of_curses(void **state)
{
    (void)state;
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
    for (uint32_t character = 0x20; character <= 0x10ffff; character++) {
        char text[8] = "";
        char *printable;
        int length = u8_uctomb((uint8_t *)text, character, 6);

        if (length <= 0 || !uc_is_print(character))
            continue;
        printable = utf8_printable(text);
        if (strcmp(printable, text) == 0 && wcwidth((wchar_t)character) != utf8_character_width(character))
            fail_msg("U+%04X is %d columns for curses and %d here", (unsigned)character,
                     wcwidth((wchar_t)character), utf8_character_width(character));
        free(printable);
    }
}

static void fits(const char *text, int columns, size_t length, int columns_used)
{
    int used = -1;

    assert_int_equal(utf8_fit(text, columns, &used), length);
    assert_int_equal(used, columns_used);
    assert_int_equal(utf8_fit(text, columns, NULL), length);
}

static void fitting(void **state)
{
    (void)state;
    fits("", 5, 0, 0);
    fits("abc", 0, 0, 0);
    fits("abc", -1, 0, 0);
    fits("abc", 2, 2, 2);
    fits("abc", 3, 3, 3);
    fits("abc", 4, 3, 3);
    fits("\xe6\x97\xa5\xe6\x9c\xac", 3, 3, 2);
    fits("\xe6\x97\xa5\xe6\x9c\xac", 1, 0, 0);
    fits("a\xc3\xbc", 1, 1, 1);
}

static void marks_stay_with_their_letter(void **state)
{
    (void)state;
    fits("u\xcc\x88x", 1, 3, 1);
    fits("xu\xcc\x88", 1, 1, 1);
    fits("u\xcc\x88\xcc\xb1x", 1, 5, 1);
    fits("u\xcc\x88", 0, 0, 0);
}

static void joined_emoji_are_not_split(void **state)
{
    /* A woman, a joiner, a laptop: two wide characters to curses, one to the reader. */
    const char *text = "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb!";

    (void)state;
    fits(text, 3, 0, 0);
    fits(text, 4, 11, 4);
    fits(text, 5, 12, 5);
}

static void cell(const char *text, int columns, bool pad, const char *wanted)
{
    struct str out = {0};

    utf8_add_cell(&out, text, columns, pad);
    assert_string_equal(str_text(&out), wanted);
    str_clear(&out);
}

static void cells(void **state)
{
    (void)state;
    cell("held", 6, true, "held  ");
    cell("held", 6, false, "held");
    cell("held", 4, true, "held");
    cell("held", 3, true, "he~");
    cell("held", 1, true, "~");
    cell("held", 0, true, "");
    cell("held", -2, true, "");
    cell("", 3, true, "   ");
    cell("", 3, false, "");
    cell("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 6, true, "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e");
    cell("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 5, true, "\xe6\x97\xa5\xe6\x9c\xac~");
    /* The mark is in the last column though half a character's room is left before it. */
    cell("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 4, true, "\xe6\x97\xa5 ~");
    cell("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 4, false, "\xe6\x97\xa5 ~");
    cell("u\xcc\x88u\xcc\x88", 2, true, "u\xcc\x88u\xcc\x88");
    cell("u\xcc\x88u\xcc\x88x", 2, true, "u\xcc\x88~");
}

static void cells_are_exact(void **state)
{
    static const char *const texts[] = {"",
                                        "a",
                                        "abcdefghij",
                                        "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e",
                                        "a\xe6\x97\xa5z\xe6\x9c\xac",
                                        "u\xcc\x88\xe6\x97\xa5u\xcc\x88"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        for (int columns = 1; columns < 14; columns++) {
            struct str out = {0};

            utf8_add_cell(&out, texts[i], columns, true);
            assert_int_equal(utf8_width(str_text(&out)), columns);
            str_clear(&out);
        }
    }
}

static void folded(const char *text, const char *wanted)
{
    char *found = utf8_fold(text);

    assert_string_equal(found, wanted);
    free(found);
}

static void folding(void **state)
{
    (void)state;
    folded("", "");
    folded("Harbor & Pine 7", "harbor & pine 7");
    folded("M\xc3\x9cLLER", "muller");
    folded("Mu\xcc\x88ller", "muller");
    folded("\xc3\x85ngstr\xc3\xb6m", "angstrom");
    folded("Stra\xc3\x9f"
           "e",
           "strasse");
    folded("\xe1\xbb\x86", "e");                    /* two marks */
    folded("\xef\xac\x81n", "fin");                 /* ligature fi */
    folded("\xef\xbc\xa1\xef\xbc\xa2", "ab");       /* fullwidth */
    folded("\xce\xa3\xcf\x82", "\xcf\x83\xcf\x83"); /* both sigmas */
    folded("\xd0\x81\xd0\xb6", "\xd0\xb5\xd0\xb6"); /* Cyrillic Yo */
    folded("A\xc2\xa0"
           "B",
           "a b"); /* no-break space */
    folded("\xc4\xb0stanbul", "istanbul");
}

/* Text with a character that is only folded by the tables, and the same without it, which is not. */
static void folding_is_the_same_by_the_tables(void **state)
{
    uint32_t seed = 7;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[64], longer[80], *one, *other;
        size_t length = 0;
        int count = (int)(seed >> 20) % 16;

        for (int i = 0; i < count; i++) {
            uint32_t character;

            seed = seed * 1664525 + 1013904223;
            character = 1 + (seed >> 8) % 0x2ff;
            if (seed >> 30 == 0)
                character = 1 + character % 0x7f;
            length += (size_t)u8_uctomb((uint8_t *)text + length, character, 3);
        }
        text[length] = '\0';
        seed = seed * 1664525 + 1013904223;
        snprintf(longer, sizeof longer, "%s\xe0\xa4\x95", text);
        one = utf8_fold(text);
        other = utf8_fold(longer);
        assert_memory_equal(other, one, strlen(one));
        assert_string_equal(other + strlen(one), "\xe0\xa4\x95");
        free(one);
        free(other);
    }
}

/* What is kept folded beside texts may be put together of folded parts. */
static void folding_stops_at_line_ends(void **state)
{
    static const char *const texts[] = {"A-1",           "",
                                        "M\xc3\x9cLLER", "\xce\xa3\xcf\x82",
                                        "\xcc\x88x",     "\xe0\xa4\x95",
                                        "\xef\xbd\xb6",  "\xef\xbe\x9e",
                                        "\xe1\x84\x80",  "\xe1\x85\xa1",
                                        "I\xcc\x87"};
    char both[64], *one, *two, *folded_both;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++) {
            snprintf(both, sizeof both, "%s\n%s", texts[i], texts[j]);
            folded_both = utf8_fold(both);
            one = utf8_fold(texts[i]);
            two = utf8_fold(texts[j]);
            snprintf(both, sizeof both, "%s\n%s", one, two);
            assert_string_equal(folded_both, both);
            free(folded_both);
            free(one);
            free(two);
        }
}

static void folding_drops_what_nobody_sees(void **state)
{
    (void)state;
    folded("pay\xe2\x80\x8bpal", "paypal"); /* zero width space */
    folded("pay\xc2\xadpal", "paypal");     /* soft hyphen */
    folded("pay\xef\xbb\xbfpal", "paypal"); /* byte order mark */
}

static void folding_keeps_vowel_signs(void **state)
{
    char *ka = utf8_fold("\xe0\xa4\x95\xe0\xa4\xbe"); /* Devanagari ka + aa */
    char *ki = utf8_fold("\xe0\xa4\x95\xe0\xa4\xbf"); /* ka + i */
    char *ku = utf8_fold("\xe0\xa4\x95\xe0\xa5\x81"); /* ka + u, a mark without width */

    (void)state;
    assert_string_not_equal(ka, ki);
    assert_string_not_equal(ki, ku);
    free(ka);
    free(ki);
    free(ku);
}

static void folding_survives_invalid_bytes(void **state)
{
    (void)state;
    folded("\xc3\x9c\xff", "u\xef\xbf\xbd");
}

static void contained(void **state)
{
    (void)state;
    assert_true(utf8_contains_folded("Die M\xc3\x9cLLER AG", "m\xc3\xbcller"));
    assert_true(utf8_contains_folded("Die M\xc3\x9cLLER AG", "muller a"));
    assert_true(utf8_contains_folded("anything", ""));
    assert_true(utf8_contains_folded("", ""));
    assert_false(utf8_contains_folded("", "a"));
    assert_false(utf8_contains_folded("muller", "mueller"));
    assert_true(utf8_contains_folded("STRASSE", "stra\xc3\x9f"
                                                "e"));
}

static void wrapped(const char *text, int columns, const char *wanted)
{
    struct str out = {0};

    utf8_add_wrapped(&out, text, columns);
    assert_string_equal(str_text(&out), wanted);
    str_clear(&out);
}

static void wrapping(void **state)
{
    (void)state;
    wrapped("", 10, "");
    wrapped("short", 10, "short");
    wrapped("the quick brown fox", 10, "the quick\nbrown fox");
    wrapped("the quick brown fox", 9, "the quick\nbrown fox");
    wrapped("the quick brown fox", 8, "the\nquick\nbrown\nfox");
    wrapped("one   two", 4, "one\ntwo");
    wrapped("one   two", 9, "one   two");
}

static void wrapping_keeps_line_ends(void **state)
{
    (void)state;
    wrapped("a\nb", 10, "a\nb");
    wrapped("a\n\nb\n", 10, "a\n\nb\n");
    wrapped("aa bb\ncc dd", 2, "aa\nbb\ncc\ndd");
    wrapped("\n", 3, "\n");
}

static void wrapping_splits_long_words(void **state)
{
    (void)state;
    wrapped("abcdefgh", 3, "abc\ndef\ngh");
    wrapped("a bcdefgh", 3, "a\nbcd\nefg\nh");
    wrapped("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 4, "\xe6\x97\xa5\xe6\x9c\xac\n\xe8\xaa\x9e");
    /* Too narrow for any: one character a line. */
    wrapped("\xe6\x97\xa5\xe6\x9c\xac", 1, "\xe6\x97\xa5\n\xe6\x9c\xac");
    wrapped("abc", 0, "a\nb\nc");
}

static void wrapping_keeps_indentation(void **state)
{
    (void)state;
    wrapped("  ab cd", 4, "  ab\ncd");
    wrapped("   abcdef", 5, "   ab\ncdef");
    wrapped("    ", 2, "");
    wrapped("trailing   ", 8, "trailing");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid_texts),
        cmocka_unit_test(invalid_bytes),
        cmocka_unit_test(wrong_bytes_after_any_length),
        cmocka_unit_test(widths),
        cmocka_unit_test(widths_are_those_of_curses),
        cmocka_unit_test(fitting),
        cmocka_unit_test(marks_stay_with_their_letter),
        cmocka_unit_test(joined_emoji_are_not_split),
        cmocka_unit_test(cells),
        cmocka_unit_test(cells_are_exact),
        cmocka_unit_test(folding),
        cmocka_unit_test(folding_is_the_same_by_the_tables),
        cmocka_unit_test(folding_stops_at_line_ends),
        cmocka_unit_test(folding_drops_what_nobody_sees),
        cmocka_unit_test(folding_keeps_vowel_signs),
        cmocka_unit_test(folding_survives_invalid_bytes),
        cmocka_unit_test(contained),
        cmocka_unit_test(wrapping),
        cmocka_unit_test(wrapping_keeps_line_ends),
        cmocka_unit_test(wrapping_splits_long_words),
        cmocka_unit_test(wrapping_keeps_indentation),
    };

    return UNIT_RUN(tests);
}
