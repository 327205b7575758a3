/* Small steps through a text, and ASCII without a locale. */
#include "config.h"
#include "base/scan.h"

#include "base/ascii.h"

#include "unit.h"

static void digits(void **state)
{
    const char *text = "2014-03";
    int number;

    (void)state;
    assert_true(scan_digits(&text, 4, 4, &number));
    assert_int_equal(number, 2014);
    assert_string_equal(text, "-03");
}

static void digits_of_another_count_stay(void **state)
{
    const char *few = "7.", *many = "12345", *none = "x";
    int number;

    (void)state;
    assert_false(scan_digits(&few, 2, 2, &number));
    assert_string_equal(few, "7.");
    assert_false(scan_digits(&many, 1, 4, &number));
    assert_string_equal(many, "12345");
    assert_false(scan_digits(&none, 1, 9, &number));
    assert_string_equal(none, "x");
}

static void nine_digits_fit(void **state)
{
    const char *text = "999999999";
    int number;

    (void)state;
    assert_true(scan_digits(&text, 1, 9, &number));
    assert_int_equal(number, 999999999);
}

static void characters_and_blanks(void **state)
{
    const char *text = " \t, x";

    (void)state;
    assert_false(scan_char(&text, ','));
    scan_blanks(&text);
    assert_true(scan_char(&text, ','));
    assert_string_equal(text, " x");
    scan_blanks(&text);
    assert_string_equal(text, "x");
    scan_blanks(&text);
    assert_string_equal(text, "x");
}

static void endings(void **state)
{
    (void)state;
    assert_true(scan_ends(""));
    assert_true(scan_ends(" \t "));
    assert_false(scan_ends(" \n"));
    assert_false(scan_ends(" x"));
}

static void ascii_alone(void **state)
{
    (void)state;
    for (int i = 0; i < 256; i++) {
        char character = (char)i;

        assert_int_equal(ascii_digit(character), i >= '0' && i <= '9');
        assert_int_equal(ascii_letter(character), (i >= 'a' && i <= 'z') || (i >= 'A' && i <= 'Z'));
        assert_int_equal(ascii_space(character), i == ' ' || (i >= 9 && i <= 13));
        assert_int_equal(ascii_lower(character), i >= 'A' && i <= 'Z' ? i + 32 : character);
        assert_int_equal(ascii_upper(character), i >= 'a' && i <= 'z' ? i - 32 : character);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits),          cmocka_unit_test(digits_of_another_count_stay),
        cmocka_unit_test(nine_digits_fit), cmocka_unit_test(characters_and_blanks),
        cmocka_unit_test(endings),         cmocka_unit_test(ascii_alone),
    };

    return UNIT_RUN(tests);
}
