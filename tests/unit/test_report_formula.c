/* What a spreadsheet would run, and what is left alone. */
#include "config.h"

#include "report/formula.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

static void expect(const char *text, const char *neutral)
{
    struct str out = {0};

    formula_add_neutral(&out, text);
    assert_string_equal(str_text(&out), neutral);
    assert_int_equal(formula_runs(text), !str_equal(text, neutral));
    str_clear(&out);
}

static void harmless_cells_stay(void **state)
{
    static const char *const texts[] = {
        "",
        "Harbor & Pine",
        "1",
        "0.5",
        "-5",
        "+7",
        "-1,5",
        "+12.25",
        "a=b",
        "a@b.example",
        "A-9",
        "3-4",
        "'=1",
        "'cmd|x!y",
        "yes | no",
        "a|b",
        "a|b! no",
        "| x!y",
        "call back; ask for Lee",
        "Regards\n-- \nDana",
        "plan:\n- one\n+ two",
        "\xE2\x80\x9Cno\xE2\x80\x9D",
        "!x",
        "  text",
        "\xC2\xA0text",
        "\xEF\xBC\x81",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        expect(texts[i], texts[i]);
    }
}

static void formulas_get_an_apostrophe(void **state)
{
    (void)state;
    expect("=1+1", "'=1+1");
    expect("@SUM(1+9)", "'@SUM(1+9)");
    expect("+1+1", "'+1+1");
    expect("-1+1", "'-1+1");
    expect("=", "'=");
    expect("  =1", "'  =1");
    expect("\xC2\xA0\xE3\x80\x80=1", "'\xC2\xA0\xE3\x80\x80=1");
    expect("\xEF\xBB\xBF=1", "'\xEF\xBB\xBF=1");
    expect("\x01\x1f=1", "'\x01\x1f=1");
}

static void leading_tabs_and_line_ends_are_formulas(void **state)
{
    (void)state;
    expect("\tx", "'\tx");
    expect("\rx", "'\rx");
    expect("\nx", "'\nx");
    expect(" \n=x", "' \n'=x");
    expect("\t=1", "'\t'=1");
}

static void full_width_signs_count(void **state)
{
    (void)state;
    expect("\xEF\xBC\x9D\x31", "'\xEF\xBC\x9D\x31");
    expect("\xEF\xBC\x8B\x31", "'\xEF\xBC\x8B\x31");
    expect("\xEF\xBC\x8D\x31", "'\xEF\xBC\x8D\x31");
    expect("\xEF\xBC\xA0x", "'\xEF\xBC\xA0x");
    expect("\xEF\xB9\xA6x", "'\xEF\xB9\xA6x");
    expect("\xE2\x88\x92\x31", "'\xE2\x88\x92\x31");
}

static void signed_texts_that_are_no_numbers_are_formulas(void **state)
{
    static const char *const texts[] = {"+49 30 123", "-",      "+",      "--5",  "+-5",
                                        "-5 ",        "-1.2.3", "-1.",    "-.5",  "-5-3",
                                        "-5a",        "-1e5",   "-1,2.5", "-5;x", " -5"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_true(formula_runs(texts[i]));
    }
}

static void dde_is_found_anywhere(void **state)
{
    (void)state;
    expect("cmd|' /C calc'!A0", "'cmd|' /C calc'!A0");
    expect("see msexcel|'\\..\\x'!'A1'", "'see msexcel|'\\..\\x'!'A1'");
    expect("a | b|c!d", "'a | b|c!d");
    expect("cmd|'/C a;b'!A0", "'cmd|'/C a;b'!A0");
}

static void later_parts_are_judged_mildly(void **state)
{
    (void)state;
    expect("x;=1+1", "x;'=1+1");
    expect("x\n @SUM(A1);y", "x\n' @SUM(A1);y");
    expect("x\t-HYPERLINK(A1)", "x\t'-HYPERLINK(A1)");
    expect("=1;=2", "'=1;'=2");
    expect("x;;=2", "x;;'=2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(harmless_cells_stay),
        cmocka_unit_test(formulas_get_an_apostrophe),
        cmocka_unit_test(leading_tabs_and_line_ends_are_formulas),
        cmocka_unit_test(full_width_signs_count),
        cmocka_unit_test(signed_texts_that_are_no_numbers_are_formulas),
        cmocka_unit_test(dde_is_found_anywhere),
        cmocka_unit_test(later_parts_are_judged_mildly),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
