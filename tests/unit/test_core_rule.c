#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"
#include "core/rule.h"

static void add(struct rule_book *book, const char *code, enum regime regime, int days, int from, int to)
{
    struct rule rule = {.code = mem_text(code),
                        .name = mem_text(code),
                        .regime = regime,
                        .window_days = days,
                        .honour_within = -1,
                        .from = from,
                        .to = to};
    rule_book_add(book, rule);
}

static int make_book(void **state)
{
    struct rule_book *book = mem_new(sizeof *book);
    add(book, "ZZ", REGIME_HOLD, -1, DAY_NONE, DAY_NONE);
    add(book, "US-CA", REGIME_OPT_OUT, 45, day_from_civil(2020, 1, 1), DAY_NONE);
    add(book, "US", REGIME_OPT_OUT, 30, DAY_NONE, DAY_NONE);
    add(book, "ES", REGIME_OPT_IN, -1, day_from_civil(2018, 5, 25), DAY_NONE);
    add(book, "ES", REGIME_OPT_OUT_CONDITIONAL, 30, day_from_civil(2008, 4, 19), day_from_civil(2018, 5, 24));
    struct rule overlay = {.code = mem_text("US"),
                           .name = mem_text("finance"),
                           .regime = REGIME_HOLD,
                           .window_days = -1,
                           .from = day_from_civil(2000, 11, 13),
                           .to = DAY_NONE,
                           .overlay = true};
    rule_book_add(book, overlay);
    rule_book_sort(book);
    *state = book;
    return 0;
}

static int drop_book(void **state)
{
    struct rule_book *book = *state;
    rule_book_clear(book);
    free(book);
    return 0;
}

static void a_rule_is_found_by_place_then_country_then_nobody(void **state)
{
    const struct rule_book *book = *state;
    int day = day_from_civil(2014, 3, 27);
    assert_string_equal(rule_find(book, "US", day)->code, "US");
    assert_string_equal(rule_find(book, "US-CA", day)->code, "US");
    assert_string_equal(rule_find(book, "US-CA", day_from_civil(2020, 1, 1))->code, "US-CA");
    assert_string_equal(rule_find(book, "US-CA-X", day_from_civil(2020, 1, 1))->code, "US");
    assert_string_equal(rule_find(book, "U", day)->code, "ZZ");
    assert_string_equal(rule_find(book, "USA", day)->code, "ZZ");
    assert_string_equal(rule_find(book, "", day)->code, "ZZ");
    assert_string_equal(rule_find(book, NULL, day)->code, "ZZ");
    assert_false(rule_find(book, "US", day)->overlay);
}

static void periods_are_inclusive_at_both_ends(void **state)
{
    const struct rule_book *book = *state;
    assert_int_equal(rule_find(book, "ES", day_from_civil(2008, 4, 18))->regime, REGIME_HOLD);
    assert_int_equal(rule_find(book, "ES", day_from_civil(2008, 4, 19))->regime, REGIME_OPT_OUT_CONDITIONAL);
    assert_int_equal(rule_find(book, "ES", day_from_civil(2018, 5, 24))->regime, REGIME_OPT_OUT_CONDITIONAL);
    assert_int_equal(rule_find(book, "ES", day_from_civil(2018, 5, 25))->regime, REGIME_OPT_IN);
    assert_int_equal(rule_find(book, "US", DAY_NONE)->regime, REGIME_HOLD);
}

static void without_any_row_the_rule_is_hold(void **state)
{
    (void)state;
    struct rule_book empty = {0};
    const struct rule *rule = rule_find(&empty, "US", 16000);
    assert_int_equal(rule->regime, REGIME_HOLD);
    assert_string_equal(rule->code, "ZZ");
    assert_int_equal(rule->window_days, -1);
    rule_book_sort(&empty);
    /* A file whose last row would let silence stand anywhere is not believed. */
    add(&empty, "ZZ", REGIME_OPT_OUT, 30, DAY_NONE, DAY_NONE);
    assert_int_equal(rule_find(&empty, "XX", 16000)->regime, REGIME_HOLD);
    rule_book_clear(&empty);
}

static void overlapping_periods_take_the_stricter(void **state)
{
    (void)state;
    struct rule_book book = {0};
    add(&book, "US", REGIME_OPT_OUT, 30, DAY_NONE, DAY_NONE);
    add(&book, "US", REGIME_OPT_IN, -1, 16000, DAY_NONE);
    rule_book_sort(&book);
    assert_int_equal(rule_find(&book, "US", 15999)->regime, REGIME_OPT_OUT);
    assert_int_equal(rule_find(&book, "US", 16000)->regime, REGIME_OPT_IN);
    add(&book, "US", REGIME_HOLD, 30, DAY_NONE, 16000);
    rule_book_sort(&book);
    assert_int_equal(rule_find(&book, "US", 16000)->regime, REGIME_HOLD);
    assert_int_equal(rule_find(&book, "US", 16001)->regime, REGIME_OPT_IN);
    rule_book_clear(&book);
}

static void overlays_are_visited_apart(void **state)
{
    const struct rule_book *book = *state;
    size_t next = 0;
    int day = day_from_civil(2014, 3, 27);
    const struct rule *overlay = rule_overlay_next(book, "US-CA", day, &next);
    assert_non_null(overlay);
    assert_string_equal(overlay->name, "finance");
    assert_null(rule_overlay_next(book, "US-CA", day, &next));
    next = 0;
    assert_null(rule_overlay_next(book, "ES", day, &next));
    next = 0;
    assert_null(rule_overlay_next(book, "US", day_from_civil(1999, 1, 1), &next));
    next = 0;
    assert_null(rule_overlay_next(book, "", day, &next));
}

static void the_stricter_rule_wins(void **state)
{
    (void)state;
    struct rule out = {.regime = REGIME_OPT_OUT, .window_days = 30};
    struct rule out_long = {.regime = REGIME_OPT_OUT, .window_days = 45};
    struct rule out_open = {.regime = REGIME_OPT_OUT, .window_days = -1};
    struct rule conditional = {.regime = REGIME_OPT_OUT_CONDITIONAL, .window_days = 10};
    struct rule in = {.regime = REGIME_OPT_IN, .window_days = -1};
    struct rule hold = {.regime = REGIME_HOLD, .window_days = -1};
    assert_ptr_equal(rule_stricter(&out, &out_long), &out_long);
    assert_ptr_equal(rule_stricter(&out_long, &out), &out_long);
    assert_ptr_equal(rule_stricter(&out_open, &out_long), &out_open);
    assert_ptr_equal(rule_stricter(&out_long, &out_open), &out_open);
    assert_ptr_equal(rule_stricter(&out_open, &conditional), &conditional);
    assert_ptr_equal(rule_stricter(&conditional, &in), &in);
    assert_ptr_equal(rule_stricter(&in, &hold), &in);
    assert_ptr_equal(rule_stricter(&hold, &in), &hold);
    assert_ptr_equal(rule_stricter(NULL, &out), &out);
    assert_ptr_equal(rule_stricter(&out, NULL), &out);
    assert_null(rule_stricter(NULL, NULL));
}

static int honour_by(enum rule_unit unit, int within, int received)
{
    struct rule rule = {.honour_within = within, .honour_unit = unit};
    struct calendar calendar = calendar_of(NULL, "US");
    return rule_honour_by(&rule, zone_instant(received, 12, 0, "America/Chicago"), "America/Chicago",
                          &calendar, 2);
}

static void objections_are_honoured_in_time(void **state)
{
    (void)state;
    int friday = day_from_civil(2014, 3, 28);
    assert_int_equal(honour_by(RULE_UNIT_ASAP, -1, friday), friday + 4);
    assert_int_equal(honour_by(RULE_UNIT_HOURS, 48, friday), friday + 2);
    assert_int_equal(honour_by(RULE_UNIT_HOURS, 12, friday), friday);
    assert_int_equal(honour_by(RULE_UNIT_CALENDAR_DAYS, 28, friday), friday + 28);
    assert_int_equal(honour_by(RULE_UNIT_CALENDAR_DAYS, 0, friday), friday);
    assert_int_equal(honour_by(RULE_UNIT_BUSINESS_DAYS, 10, friday), friday + 14);
    assert_int_equal(honour_by(RULE_UNIT_MONTHS, 1, day_from_civil(2014, 1, 31)),
                     day_from_civil(2014, 2, 28));
    /* A unit without a number is the house's, as "at once" is. */
    assert_int_equal(honour_by(RULE_UNIT_MONTHS, -1, friday), friday + 4);
}

static int honour_hours(int within, int day, int hour)
{
    struct rule rule = {.honour_within = within, .honour_unit = RULE_UNIT_HOURS};
    struct calendar calendar = calendar_of(NULL, "US");
    return rule_honour_by(&rule, zone_instant(day, hour, 0, "America/Chicago"), "America/Chicago", &calendar,
                          2);
}

static void hours_run_from_the_instant(void **state)
{
    (void)state;
    int friday = day_from_civil(2014, 4, 25);
    assert_int_equal(honour_hours(72, friday, 16), friday + 3);
    assert_int_equal(honour_hours(36, friday, 8), friday + 1);
    assert_int_equal(honour_hours(36, friday, 16), friday + 2);
    assert_int_equal(honour_hours(8, friday, 16), friday); /* until 24:00 */
    assert_int_equal(honour_hours(9, friday, 16), friday + 1);
    assert_int_equal(honour_hours(0, friday, 0), friday);
    /* The clock goes back on Sunday: 48 hours end at 22:30 of what would have been 23:30. */
    assert_int_equal(honour_hours(48, day_from_civil(2014, 10, 31), 24), day_from_civil(2014, 11, 2));
}

static void honouring_skips_holidays_and_gets_no_margin(void **state)
{
    (void)state;
    struct rule rule = {.honour_within = 3, .honour_unit = RULE_UNIT_BUSINESS_DAYS},
                soon = {.honour_within = -1, .honour_unit = RULE_UNIT_ASAP};
    struct calendar_book book = {0};
    int wednesday = day_from_civil(2014, 7, 2);
    int64_t received = zone_instant(wednesday, 23, 30, "America/Chicago");
    calendar_book_cover(&book, "US", 2014);
    calendar_book_add(&book, "US", day_from_civil(2014, 7, 4), "Independence Day");
    struct calendar known = calendar_of(&book, "US"), unknown = calendar_of(NULL, "US");
    assert_int_equal(rule_honour_by(&rule, received, "America/Chicago", &known, 1), wednesday + 6);
    assert_int_equal(rule_honour_by(&rule, received, "America/Chicago", &unknown, 1), wednesday + 5);
    assert_int_equal(rule_honour_by(&soon, received, "America/Chicago", &known, 2), wednesday + 5);
    assert_int_equal(rule_honour_by(&soon, received, "America/Chicago", &unknown, 2), wednesday + 2);
    calendar_book_clear(&book);
}

static void codes_and_country_names_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text, *code;
    } rows[] = {
        {"DE", "DE"},
        {" de ", "DE"},
        {"us-ca", "US-CA"},
        {"GB-ENG", "GB-ENG"},
        {"FR-75", "FR-75"},
        {"UK", "GB"},
        {"USA", "US"},
        {"U.S.A.", "US"},
        {"U.S.", "US"},
        {"united states of america", "US"},
        {"The United States", "US"},
        {"Germany", "DE"},
        {"Ivory Coast", "CI"},
        {"C\xc3\xb4te d\xe2\x80\x99Ivoire", "CI"},
        {"Cote d'Ivoire", "CI"},
        {"Trinidad & Tobago", "TT"},
        {"Trinidad and Tobago", "TT"},
        {"Korea, Republic of", "KR"},
        {"Republic of Korea", "KR"},
        {"South Korea", "KR"},
        {"Guinea-Bissau", "GW"},
        {"T\xc3\xbcrkiye", "TR"},
        {"Turkey", "TR"},
        {"St. Lucia", "LC"},
        {"Hong Kong", "HK"},
        {"Isle of Man", "IM"},
        {"Afghanistan", "AF"},
        {"Zimbabwe", "ZW"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char code[8] = "";
        if (!rule_code_parse(rows[i].text, code, sizeof code))
            fail_msg("\"%s\" is not read", rows[i].text);
        assert_string_equal(code, rows[i].code);
    }
}

static void other_texts_are_no_code(void **state)
{
    (void)state;
    char small[5] = "same";
    assert_false(rule_code_parse("US-CA", small, sizeof small));
    assert_false(rule_code_parse("Germany", small, 2));
    assert_string_equal(small, "same");
    assert_true(rule_code_parse("US-C", small, sizeof small));
    static const char *const texts[] = {NULL,    "",         " ",        "XX",      "ZZ",
                                        "A",     "QQ-CA",    "US-",      "US-CALI", "US-C A",
                                        "US_CA", "Atlantis", "\xff\xfe", "US--",    "US-\xc3\xa9",
                                        "D E",   "of",       "the and",  "germanyx"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char code[8] = "same";
        if (rule_code_parse(texts[i], code, sizeof code))
            fail_msg("\"%s\" is read as %s", texts[i], code);
        assert_string_equal(code, "same");
    }
}

/* The first column of the rules that come with the program; ZZ stands for every other place. */
static void the_program_s_own_rules_have_codes_that_are_read(void **state)
{
    (void)state;
    static const char *const files[] = {"jurisdictions.csv", "overlays.csv"};
    const char *data = getenv("DEMUR_DATA");
    if (!data)
        fail_msg("DEMUR_DATA must say where the program's data is");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct str bytes = {0};
        struct err err = {0};
        char *path = file_join(data, files[i]);
        if (!file_read(path, 0, &bytes, &err))
            fail_msg("%s", err.text);
        size_t count = 0;
        const char *line = strchr(str_text(&bytes), '\n');
        for (; line && line[1]; line = strchr(line + 1, '\n'), count++) {
            char *place = mem_text_n(line + 1, strcspn(line + 1, ","));
            char code[8] = "ZZ";
            if (strcmp(place, code) != 0 && !rule_code_parse(place, code, sizeof code))
                fail_msg("%s: \"%s\" is no place", files[i], place);
            assert_string_equal(place, code);
            free(place);
        }
        assert_true(count > 5);
        str_clear(&bytes);
        free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_rule_is_found_by_place_then_country_then_nobody, make_book,
                                        drop_book),
        cmocka_unit_test_setup_teardown(periods_are_inclusive_at_both_ends, make_book, drop_book),
        cmocka_unit_test(without_any_row_the_rule_is_hold),
        cmocka_unit_test(overlapping_periods_take_the_stricter),
        cmocka_unit_test_setup_teardown(overlays_are_visited_apart, make_book, drop_book),
        cmocka_unit_test(the_stricter_rule_wins),
        cmocka_unit_test(objections_are_honoured_in_time),
        cmocka_unit_test(hours_run_from_the_instant),
        cmocka_unit_test(honouring_skips_holidays_and_gets_no_margin),
        cmocka_unit_test(codes_and_country_names_are_read),
        cmocka_unit_test(other_texts_are_no_code),
        cmocka_unit_test(the_program_s_own_rules_have_codes_that_are_read),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
