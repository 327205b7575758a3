/* Growing texts, and questions about texts. */
#include "config.h"
#include "base/str.h"

#include "unit.h"

static void untouched_is_empty(void **state)
{
    struct str str;
    char *taken;

    (void)state;
    str_init(&str);
    assert_null(str.text);
    assert_string_equal(str_text(&str), "");
    str_reset(&str);
    taken = str_take(&str);
    assert_string_equal(taken, "");
    free(taken);
    str_clear(&str);
}

static void adding_nothing_terminates(void **state)
{
    struct str str;

    (void)state;
    str_init(&str);
    str_add(&str, "");
    assert_non_null(str.text);
    assert_string_equal(str.text, "");
    str_clear(&str);
    str_add_format(&str, "%s", "");
    assert_non_null(str.text);
    str_clear(&str);
}

static void additions_follow_each_other(void **state)
{
    struct str str;

    (void)state;
    str_init(&str);
    str_add(&str, "left ");
    str_add_n(&str, "25 days", 2);
    str_add_char(&str, '/');
    str_add_format(&str, "%03d %s", 7, "to");
    assert_string_equal(str.text, "left 25/007 to");
    assert_int_equal(str.length, strlen(str.text));
    str_clear(&str);
    assert_null(str.text);
    assert_int_equal(str.length, 0);
}

static void nul_bytes_count(void **state)
{
    struct str str;

    (void)state;
    str_init(&str);
    str_add_n(&str, "a\0b", 3);
    str_add_char(&str, '\0');
    assert_int_equal(str.length, 4);
    assert_memory_equal(str.text, "a\0b\0", 5);
    str_clear(&str);
}

static void long_texts_grow(void **state)
{
    struct str str;

    (void)state;
    str_init(&str);
    for (int i = 0; i < 20000; i++)
        str_add_format(&str, "%d,", i % 10);
    assert_int_equal(str.length, 40000);
    assert_true(str.capacity > str.length);
    assert_memory_equal(str.text + 39980, "0,1,2,3,4,5,6,7,8,9,", 21);
    str_clear(&str);
}

static void reset_keeps_memory(void **state)
{
    struct str str;
    char *before;

    (void)state;
    str_init(&str);
    str_add(&str, "something");
    before = str.text;
    str_reset(&str);
    assert_ptr_equal(str.text, before);
    assert_string_equal(str.text, "");
    str_add(&str, "else");
    assert_string_equal(str.text, "else");
    str_clear(&str);
}

static void taking_empties(void **state)
{
    struct str str;
    char *taken;

    (void)state;
    str_init(&str);
    str_add(&str, "mine");
    taken = str_take(&str);
    assert_string_equal(taken, "mine");
    assert_null(str.text);
    assert_int_equal(str.capacity, 0);
    free(taken);
}

static void equality(void **state)
{
    (void)state;
    assert_true(str_equal("a", "a"));
    assert_false(str_equal("a", "A"));
    assert_false(str_equal("a", "ab"));
    assert_true(str_equal(NULL, NULL));
    assert_false(str_equal(NULL, ""));
    assert_false(str_equal("", NULL));
}

static void equality_without_case(void **state)
{
    (void)state;
    assert_true(str_equal_ascii("Opt_Out", "oPT_oUT"));
    assert_false(str_equal_ascii("[", "{"));
    assert_false(str_equal_ascii("@", "`"));
    assert_false(str_equal_ascii("ab", "abc"));
    assert_false(str_equal_ascii("abc", "ab"));
    assert_false(str_equal_ascii("Ä", "ä"));
    assert_true(str_equal_ascii(NULL, NULL));
    assert_false(str_equal_ascii("", NULL));
}

static void starts_and_ends(void **state)
{
    (void)state;
    assert_true(str_starts("standing", "stand"));
    assert_true(str_starts("standing", ""));
    assert_false(str_starts("stand", "standing"));
    assert_false(str_starts(NULL, ""));
    assert_true(str_ends("list.csv", ".csv"));
    assert_true(str_ends("list.csv", ""));
    assert_false(str_ends("csv", ".csv"));
    assert_false(str_ends("list.csv.gz", ".csv"));
    assert_false(str_ends(NULL, ""));
}

static void blank(void **state)
{
    (void)state;
    assert_true(str_blank(NULL));
    assert_true(str_blank(""));
    assert_true(str_blank(" \t\r\n\v\f\xc2\xa0 "));
    assert_false(str_blank(" . "));
    assert_false(str_blank("\xc2"));
    assert_false(str_blank("\xc2\xa1"));
}

static void trimmed(const char *text, const char *wanted)
{
    char copy[64];

    snprintf(copy, sizeof copy, "%s", text);
    assert_string_equal(str_trim(copy), wanted);
}

static void trimming(void **state)
{
    (void)state;
    trimmed("", "");
    trimmed("  ", "");
    trimmed("\xc2\xa0", "");
    trimmed("a", "a");
    trimmed(" a b \n", "a b");
    trimmed("\xc2\xa0 \xc2\xa0 x \xc2\xa0\t", "x");
    /* The second byte of this letter is that of a no-break space. */
    trimmed(" \xc3\xa0 ", "\xc3\xa0");
    trimmed("\xa0", "\xa0");
}

static void added_as(int64_t number, const char *wanted)
{
    struct str str = {0};

    str_add(&str, "n");
    str_add_number(&str, number);
    assert_int_equal(str.length, strlen(wanted));
    assert_string_equal(str_text(&str), wanted);
    str_clear(&str);
}

static void numbers_are_added(void **state)
{
    (void)state;
    added_as(0, "n0");
    added_as(9, "n9");
    added_as(10, "n10");
    added_as(-1, "n-1");
    added_as(-1009, "n-1009");
    added_as(INT64_MAX, "n9223372036854775807");
    added_as(INT64_MIN, "n-9223372036854775808");
}

static void numbers(void **state)
{
    int64_t number = -77;

    (void)state;
    assert_true(str_to_number("0", &number));
    assert_int_equal(number, 0);
    assert_true(str_to_number("-12", &number));
    assert_int_equal(number, -12);
    assert_true(str_to_number("+5", &number));
    assert_int_equal(number, 5);
    assert_true(str_to_number("010", &number));
    assert_int_equal(number, 10);
    assert_true(str_to_number("9223372036854775807", &number));
    assert_true(number == INT64_MAX);
    assert_true(str_to_number("-9223372036854775808", &number));
    assert_true(number == INT64_MIN);
}

static void not_numbers(void **state)
{
    static const char *const texts[] = {"",
                                        " ",
                                        " 1",
                                        "1 ",
                                        "1x",
                                        "x",
                                        "0x10",
                                        "--",
                                        "- 1",
                                        "+-1",
                                        "1e3",
                                        "1.5",
                                        "\n",
                                        "9223372036854775808",
                                        "-",
                                        "+",
                                        "-9223372036854775809"};
    int64_t number = -77;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (str_to_number(texts[i], &number))
            fail_msg("\"%s\" was taken for a number", texts[i]);
    assert_false(str_to_number(NULL, &number));
    assert_int_equal(number, -77);
}

static void natural(const char *first, const char *second)
{
    if (str_compare_natural(first, second) >= 0 || str_compare_natural(second, first) <= 0)
        fail_msg("%s does not come before %s", first, second);
}

static void natural_order(void **state)
{
    (void)state;
    natural("A-9", "A-10");
    natural("A-10", "A-10a");
    natural("A-10", "B-9");
    natural("", "0");
    natural("A2B9", "A2B10");
    natural("A9", "AB");
    natural("99999999999999999998", "99999999999999999999");
    natural("99999999999999999999", "100000000000000000000");
    natural("A", "a");
    natural("a", "\xc3\xa4");
    natural("x-0", "x-1");
    natural(NULL, "a");
    assert_int_equal(str_compare_natural("A-7", "A-7"), 0);
    assert_int_equal(str_compare_natural(NULL, ""), 0);
}

static void leading_zeros_decide_last(void **state)
{
    (void)state;
    natural("A-007", "A-8");
    natural("A-8", "A-0010");
    natural("A-007", "A-7");
    natural("A-007b", "A-7c");
    natural("A-7b", "A-007c");
}

static void distances(void **state)
{
    (void)state;
    assert_int_equal(str_distance("standing", "standing"), 0);
    assert_int_equal(str_distance("Standing", "standing"), 0);
    assert_int_equal(str_distance("standng", "standing"), 1);
    assert_int_equal(str_distance("standign", "standing"), 1);
    assert_int_equal(str_distance("stamding", "standing"), 1);
    assert_int_equal(str_distance("", "due"), 3);
    assert_int_equal(str_distance("due", "ow"), 3);
    assert_true(str_distance("a text of more than thirty-two bytes", "due") == SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(untouched_is_empty),
        cmocka_unit_test(adding_nothing_terminates),
        cmocka_unit_test(additions_follow_each_other),
        cmocka_unit_test(nul_bytes_count),
        cmocka_unit_test(long_texts_grow),
        cmocka_unit_test(reset_keeps_memory),
        cmocka_unit_test(taking_empties),
        cmocka_unit_test(equality),
        cmocka_unit_test(equality_without_case),
        cmocka_unit_test(starts_and_ends),
        cmocka_unit_test(blank),
        cmocka_unit_test(trimming),
        cmocka_unit_test(numbers_are_added),
        cmocka_unit_test(numbers),
        cmocka_unit_test(not_numbers),
        cmocka_unit_test(natural_order),
        cmocka_unit_test(leading_zeros_decide_last),
        cmocka_unit_test(distances),
    };

    return UNIT_RUN(tests);
}
