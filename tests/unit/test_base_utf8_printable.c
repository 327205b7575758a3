/* Hostile text made harmless for a terminal. */
#include "config.h"
#include "base/utf8.h"

#include <unictype.h>

#include "base/str.h"

#include "unit.h"

#define BAD "\xef\xbf\xbd"

static void printed_n(const char *bytes, size_t length, enum utf8_lines lines, const char *wanted)
{
    struct str out = {0};

    utf8_add_printable(&out, bytes, length, lines);
    assert_string_equal(str_text(&out), wanted);
    str_clear(&out);
}

static void printed(const char *text, const char *wanted)
{
    printed_n(text, strlen(text), UTF8_ONE_LINE, wanted);
    printed_n(text, strlen(text), UTF8_KEEP_LINES, wanted);
}

static void plain_text_stays(void **state)
{
    (void)state;
    printed("", "");
    printed("Harbor & Pine, 25 ~ left", "Harbor & Pine, 25 ~ left");
    printed("M\xc3\xbcller \xe2\x82\xac \xe6\x97\xa5 \xf0\x9f\x98\x80",
            "M\xc3\xbcller \xe2\x82\xac \xe6\x97\xa5 \xf0\x9f\x98\x80");
    printed("\xd7\xa9\xd7\x9c \xd8\xb3\xd9\x84", "\xd7\xa9\xd7\x9c \xd8\xb3\xd9\x84");
    printed("\xc2\xa0", "\xc2\xa0");
}

static void control_characters(void **state)
{
    (void)state;
    for (int i = 1; i < 0x20; i++) {
        char text[4] = {'a', (char)i, 'b', '\0'};

        if (i != '\t' && i != '\n' && i != '\r')
            printed(text, "a" BAD "b");
    }
    printed_n("a\0b", 3, UTF8_ONE_LINE, "a" BAD "b");
    printed("a\x7f"
            "b",
            "a" BAD "b");
    for (int i = 0x80; i < 0xa0; i++) {
        char text[5] = {'a', '\xc2', (char)i, '!', '\0'};

        printed(text, "a" BAD "!");
    }
}

static void tabs(void **state)
{
    (void)state;
    printed("a\tb", "a b");
    printed("\t\t", "  ");
}

static void control_sequences_are_swallowed(void **state)
{
    (void)state;
    printed("a\x1b[31mred\x1b[0m", "a" BAD "red" BAD);
    printed("\x1b[2J\x1b[H", BAD BAD);
    printed("\x1b[?25l", BAD);
    printed("\x1b[1 q", BAD);
    printed("\xc2\x9b"
            "31mred",
            BAD "red");
}

static void broken_sequences_hide_nothing(void **state)
{
    (void)state;
    printed("\x1b", BAD);
    printed("\x1b[", BAD "[");
    printed("\x1b[31", BAD "[31");
    printed("\x1b[31\x1b[31m", BAD "[31" BAD);
    printed("\x1b[31\xc3\xbc", BAD "[31\xc3\xbc");
    printed("\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16m", BAD "[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16m");
    printed("\xc2\x9b", BAD);
}

static void other_sequences_leave_their_text(void **state)
{
    (void)state;
    printed("\x1b]0;title\x07rest", BAD "]0;title" BAD "rest");
    printed("\x1b]8;;http://a.example\x1b\\", BAD "]8;;http://a.example" BAD "\\");
    printed("\x1bP1$r\x1b\\", BAD "P1$r" BAD "\\");
    printed("\x1b"
            "c",
            BAD "c");
}

static void direction_overrides(void **state)
{
    static const char *const overrides[] = {"\xe2\x80\xaa", "\xe2\x80\xab", "\xe2\x80\xac",
                                            "\xe2\x80\xad", "\xe2\x80\xae", "\xe2\x81\xa6",
                                            "\xe2\x81\xa7", "\xe2\x81\xa8", "\xe2\x81\xa9"};

    (void)state;
    for (size_t i = 0; i < sizeof overrides / sizeof overrides[0]; i++) {
        char text[8];

        snprintf(text, sizeof text, "a%sb", overrides[i]);
        printed(text, "a" BAD "b");
    }
    printed("a\xe2\x80\xa8"
            "b\xe2\x80\xa9"
            "c",
            "a" BAD "b" BAD "c"); /* line and paragraph separator */
}

static void code_points_without_a_character(void **state)
{
    (void)state;
    printed("\xef\xbf\xbe", BAD);            /* U+FFFE */
    printed("\xef\xbf\xbf", BAD);            /* U+FFFF */
    printed("\xef\xb7\x90", BAD);            /* U+FDD0 */
    printed("\xf4\x8f\xbf\xbf", BAD);        /* U+10FFFF */
    printed("\xcd\xb8", BAD);                /* U+0378, not assigned */
    printed("\xee\x80\x80", "\xee\x80\x80"); /* private use has a width */
}

static void invalid_bytes(void **state)
{
    (void)state;
    printed("a\xff"
            "b",
            "a" BAD "b");
    printed("\x80\x80", BAD BAD);
    printed("\xe2\x82", BAD);
    printed("\xe2\x82(", BAD "(");
    printed("\xed\xa0\x80", BAD BAD BAD);
    printed("\xc0\xaf", BAD BAD);
    printed("\xf0\x9f\x98", BAD);
    /* A line end inside a character that was cut off still ends the line. */
    printed_n("\xe2\x82\nx", 4, UTF8_KEEP_LINES, BAD "\nx");
}

static void one_line(void **state)
{
    (void)state;
    printed_n("a\nb", 3, UTF8_ONE_LINE, "a b");
    printed_n("a\r\nb", 4, UTF8_ONE_LINE, "a b");
    printed_n("a\n\r\n\rb", 6, UTF8_ONE_LINE, "a b");
    printed_n("\na\n", 3, UTF8_ONE_LINE, " a ");
    printed_n("a\n \nb", 5, UTF8_ONE_LINE, "a   b");
    printed_n("a\n\tb", 4, UTF8_ONE_LINE, "a  b");
    printed_n("a\n\xe2\x80\x8b\nb", 7, UTF8_ONE_LINE, "a  b");
}

static void kept_lines(void **state)
{
    (void)state;
    printed_n("a\nb", 3, UTF8_KEEP_LINES, "a\nb");
    printed_n("a\r\nb", 4, UTF8_KEEP_LINES, "a\nb");
    printed_n("a\rb", 3, UTF8_KEEP_LINES, "a\nb");
    printed_n("a\n\nb", 4, UTF8_KEEP_LINES, "a\n\nb");
    printed_n("a\r\r\nb", 5, UTF8_KEEP_LINES, "a\n\nb");
    printed_n("a\r", 2, UTF8_KEEP_LINES, "a\n");
}

static void invisible_characters_are_dropped(void **state)
{
    (void)state;
    printed("pay\xe2\x80\x8bpal", "paypal");             /* zero width space */
    printed("\xef\xbb\xbfpay\xef\xbb\xbfpal", "paypal"); /* byte order mark */
    printed("a\xe2\x81\xa0"
            "b",
            "ab"); /* word joiner */
    printed("a\xc2\xad"
            "b",
            "ab"); /* soft hyphen */
    printed("a\xe2\x80\x8e"
            "b\xe2\x80\x8f",
            "ab"); /* direction marks */
    printed("a\xf3\xa0\x81\x81"
            "b",
            "ab"); /* a tag letter */
}

static void joiners_stay_inside_words(void **state)
{
    const char *persian = "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae\xd9\x88\xd8\xa7\xd9\x87\xd9\x85";
    const char *emoji = "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb";

    (void)state;
    printed(persian, persian);
    printed(emoji, emoji);
    printed("\xe2\x80\x8d"
            "a",
            "a");
    printed("a\xe2\x80\x8d", "a");
    printed("a\xe2\x80\x8d b", "a b");
    printed("a \xe2\x80\x8c"
            "b",
            "a b");
    printed("a\xe2\x80\x8d\xe2\x80\x8d"
            "b",
            "a\xe2\x80\x8d"
            "b");
    printed("a\xe2\x80\x8d\xff", "a" BAD);
}

/* What of ASCII is a word's character is asked of the Unicode tables here, and not there. */
static void joiners_stay_behind_words_alone(void **state)
{
    (void)state;
    for (int c = 0x20; c < 0x7f; c++) {
        bool word = uc_is_general_category_withtable((ucs4_t)c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
                                                                    UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_So |
                                                                    UC_CATEGORY_MASK_Sk);
        char text[] = {(char)c, '\xe2', '\x80', '\x8d', 'b', '\0'}, without[] = {(char)c, 'b', '\0'};

        printed(text, word ? text : without);
    }
}

static void marks_stay(void **state)
{
    (void)state;
    printed("u\xcc\x88", "u\xcc\x88");
    printed("\xe2\x9d\xa4\xef\xb8\x8f", "\xe2\x9d\xa4\xef\xb8\x8f"); /* variation selector */
    printed("\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8", "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8");
    printed("\xe0\xa4\x95\xe0\xa4\xbf", "\xe0\xa4\x95\xe0\xa4\xbf"); /* Devanagari vowel */
}

/* Builds count marks behind an x. */
static void stack(char *text, int count)
{
    strcpy(text, "x");
    for (int i = 0; i < count; i++)
        strcat(text, "\xcc\x88");
}

static void stacks_of_marks_are_cut(void **state)
{
    char most[64], more[256];

    (void)state;
    stack(most, 8);
    printed(most, most);
    stack(more, 9);
    printed(more, most);
    stack(more, 100);
    printed(more, most);
    /* The next letter has marks of its own again. */
    stack(most, 1);
    printed(most, most);
}

static void marks_without_a_base_get_one(void **state)
{
    (void)state;
    printed("\xcc\x88x", "\xe2\x97\x8c\xcc\x88x");
    printed("a \xcc\x88", "a \xe2\x97\x8c\xcc\x88");
    printed_n("a\n\xcc\x88", 4, UTF8_KEEP_LINES, "a\n\xe2\x97\x8c\xcc\x88");
}

static void the_result_is_its_own_result(void **state)
{
    static const char *const texts[] = {"a\x1b[31mred",
                                        "\xcc\x88\xcc\x88",
                                        "a\xe2\x80\x8d\xe2\x80\x8d"
                                        "b",
                                        "x\r\ny\tz",
                                        "\xff\xfe\xe2\x80\xae",
                                        "a\xe2\x80\x8b\xe2\x80\x8d"
                                        "b"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char *once = utf8_printable(texts[i]);
        char *twice = utf8_printable(once);

        assert_string_equal(once, twice);
        free(once);
        free(twice);
    }
}

static void nothing_gives_an_empty_text(void **state)
{
    char *text = utf8_printable(NULL);
    struct str out = {0};

    (void)state;
    assert_string_equal(text, "");
    free(text);
    utf8_add_printable(&out, NULL, 0, UTF8_ONE_LINE);
    assert_string_equal(out.text, "");
    str_clear(&out);
}

/* All pairs of bytes, and many longer runs from a fixed sequence: whatever goes in, only printable text comes
 * out. */
static void whatever_goes_in(void **state)
{
    uint32_t seed = 20140327;

    (void)state;
    for (int round = 0; round < 200000; round++) {
        char bytes[8];
        size_t length = round < 65536 ? 2 : 8;
        struct str out = {0};

        for (size_t i = 0; i < length; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = (char)(round < 65536 ? (i ? round : round >> 8) : (int)(seed >> 24));
        }
        utf8_add_printable(&out, bytes, length, UTF8_KEEP_LINES);
        assert_int_equal(utf8_valid_length(out.text, out.length), out.length);
        for (size_t i = 0; i < out.length; i++) {
            unsigned char byte = (unsigned char)out.text[i];

            assert_true(byte >= 0x20 || byte == '\n');
            assert_int_not_equal(byte, 0x7f);
            if (byte == 0xc2)
                assert_true((unsigned char)out.text[i + 1] >= 0xa0);
        }
        str_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_stays),
        cmocka_unit_test(control_characters),
        cmocka_unit_test(tabs),
        cmocka_unit_test(control_sequences_are_swallowed),
        cmocka_unit_test(broken_sequences_hide_nothing),
        cmocka_unit_test(other_sequences_leave_their_text),
        cmocka_unit_test(direction_overrides),
        cmocka_unit_test(code_points_without_a_character),
        cmocka_unit_test(invalid_bytes),
        cmocka_unit_test(one_line),
        cmocka_unit_test(kept_lines),
        cmocka_unit_test(invisible_characters_are_dropped),
        cmocka_unit_test(joiners_stay_inside_words),
        cmocka_unit_test(joiners_stay_behind_words_alone),
        cmocka_unit_test(marks_stay),
        cmocka_unit_test(stacks_of_marks_are_cut),
        cmocka_unit_test(marks_without_a_base_get_one),
        cmocka_unit_test(the_result_is_its_own_result),
        cmocka_unit_test(nothing_gives_an_empty_text),
        cmocka_unit_test(whatever_goes_in),
    };

    return UNIT_RUN(tests);
}
