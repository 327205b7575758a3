/* Windows across holidays, changes of clocks, leap days, and days that a zone skipped. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "base/zone.h"
#include "core/window.h"

static struct calendar_book book;
static struct window_house house = {.country = "US",
                                    .zone = "America/New_York",
                                    .home_post_days = 4,
                                    .foreign_post_days = 14,
                                    .calendars = &book};
static const struct rule thirty = {.regime = REGIME_OPT_OUT, .window_days = 30, .anchor = RULE_ANCHOR_SENT};
static const struct rule five = {.regime = REGIME_OPT_OUT,
                                 .window_days = 5,
                                 .anchor = RULE_ANCHOR_RECEIVED,
                                 .day_kind = RULE_DAYS_BUSINESS};

static int lists_make(void **state)
{
    static const struct {
        const char *code, *day, *name;
    } days[] = {
        {"US", "2014-05-26", "Memorial Day"},  {"US", "2014-07-04", "Independence Day"},
        {"US", "2014-12-25", "Christmas Day"}, {"US", "2014-01-01", "New Year's Day"},
        {"GB", "2014-04-18", "Good Friday"},   {"GB", "2014-04-21", "Easter Monday"},
        {"GB", "2014-12-25", "Christmas Day"}, {"GB", "2014-12-26", "Boxing Day"},
    };
    (void)state;
    book = (struct calendar_book){0};
    calendar_book_cover(&book, "US", 2014);
    calendar_book_cover(&book, "GB", 2014);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        calendar_book_add(&book, days[i].code, day_parse(days[i].day), days[i].name);
    return 0;
}

static int lists_clear(void **state)
{
    (void)state;
    calendar_book_clear(&book);
    return 0;
}

static struct window_notice sent_on(const char *day, const char *place, const char *zone)
{
    return (struct window_notice){.sent = zone_instant(day_parse(day), 12, 0, house.zone),
                                  .channel = CHANNEL_EMAIL,
                                  .days = -1,
                                  .delivered = INSTANT_NONE,
                                  .place = place,
                                  .zone = zone};
}

static struct window count(struct window_notice notice, const struct rule *rule)
{
    struct window window;
    window_count(&notice, rule, &house, &window);
    assert_int_equal(window.state, WINDOW_COUNTED);
    return window;
}

static void assert_day(int day, const char *wanted)
{
    char found[16];
    assert_string_equal(day_format_iso(day, found, sizeof found), wanted);
}

static void assert_closes(const struct window *window, const char *wanted)
{
    char found[32];
    assert_string_equal(instant_format(window->closes, found, sizeof found), wanted);
}

static void the_last_day_moves_off_holidays(void **state)
{
    (void)state;
    /* Well known: Saturday 26 April, no holiday after it. */
    struct window window = count(sent_on("2014-03-27", "US", "America/New_York"), &thirty);
    assert_day(window.counted, "2014-04-26");
    assert_day(window.unrolled, "2014-04-26");
    assert_day(window.last_day, "2014-04-28");
    assert_true(window.holidays_counted);
    assert_int_equal(window.margin, 0);
    /* Friday 4 July, then a weekend. */
    window = count(sent_on("2014-06-04", "US", "America/New_York"), &thirty);
    assert_day(window.unrolled, "2014-07-04");
    assert_day(window.last_day, "2014-07-07");
    assert_true(window.rolled);
    /* The day before it stays. */
    assert_day(count(sent_on("2014-06-03", "US", "America/New_York"), &thirty).last_day, "2014-07-03");
}

static void a_holiday_on_either_side_moves_the_last_day(void **state)
{
    (void)state;
    /* Good Friday at the customer, the weekend, Easter Monday at the customer. */
    struct window window = count(sent_on("2014-03-19", "GB", "Europe/London"), &thirty);
    assert_day(window.unrolled, "2014-04-18");
    assert_day(window.last_day, "2014-04-22");
    /* Only the company's holiday. */
    window = count(sent_on("2014-06-04", "GB", "Europe/London"), &thirty);
    assert_day(window.last_day, "2014-07-07");
    /* Christmas at both, then Boxing Day at the customer, then a weekend. */
    window = count(sent_on("2014-11-25", "GB", "Europe/London"), &thirty);
    assert_day(window.unrolled, "2014-12-25");
    assert_day(window.last_day, "2014-12-29");
}

static void business_days_skip_holidays(void **state)
{
    (void)state;
    struct window window = count(sent_on("2014-04-16", "GB", "Europe/London"), &five);
    /* Thursday 17, then Tuesday to Friday 22 to 25. */
    assert_day(window.last_day, "2014-04-25");
    assert_int_equal(window.holidays_skipped, 2);
    assert_true(window.holidays_counted);
    assert_int_equal(window.margin, 0);
    /* The company's holidays do not lengthen the customer's business days. */
    assert_day(count(sent_on("2014-05-22", "GB", "Europe/London"), &five).last_day, "2014-05-29");
    assert_day(count(sent_on("2014-05-22", "US", "America/New_York"), &five).last_day, "2014-05-30");
}

static void post_at_home_takes_business_days(void **state)
{
    (void)state;
    struct window_notice notice = sent_on("2014-05-22", "US", "America/New_York");
    notice.channel = CHANNEL_POST;
    struct window window = count(notice, &five);
    assert_day(window.received, "2014-05-29");
    assert_int_equal(window.allowance, WINDOW_ALLOWANCE_HOME_POST);
    assert_true(window.anchor_deemed);
    house.home_post_days = 2;
    assert_day(count(notice, &five).received, "2014-05-27");
    house.home_post_days = 4;
}

static void holidays_not_known_give_three_business_days(void **state)
{
    (void)state;
    /* No list of the country: Sunday 27 April and three business days. */
    struct window window = count(sent_on("2014-03-27", "NZ", "Pacific/Auckland"), &thirty);
    assert_false(window.holidays_counted);
    assert_int_equal(window.margin, 3);
    assert_day(window.last_day, "2014-04-30");
    /* A list of the wrong year. */
    window = count(sent_on("2015-03-27", "US", "America/New_York"), &thirty);
    assert_false(window.holidays_counted);
    assert_day(window.counted, "2015-04-26");
    assert_day(window.last_day, "2015-04-29");
    window = count(sent_on("2015-03-27", "US", "America/New_York"), &five);
    assert_false(window.holidays_counted);
    assert_day(window.last_day, "2015-04-08");
    /* One that begins in the last year of the list and ends behind it. */
    window = count(sent_on("2014-12-29", "US", "America/New_York"), &five);
    assert_false(window.holidays_counted);
    assert_day(window.counted, "2015-01-05");
    assert_day(window.last_day, "2015-01-08");
    /* The roll alone may leave it. */
    window = count(sent_on("2014-12-28", "US", "America/New_York"), &thirty);
    assert_false(window.holidays_counted);
}

static void the_way_of_the_post_needs_its_list_too(void **state)
{
    (void)state;
    struct window_notice notice = sent_on("2013-12-30", "US", "America/New_York");
    notice.channel = CHANNEL_POST;
    struct rule received = thirty;
    received.anchor = RULE_ANCHOR_RECEIVED;
    assert_false(count(notice, &received).holidays_counted);
    notice.delivered = zone_instant(day_parse("2014-02-03"), 9, 0, house.zone);
    assert_true(count(notice, &received).holidays_counted);
}

static void without_lists_asked_for_only_business_days_get_the_margin(void **state)
{
    (void)state;
    house.calendars = NULL;
    struct window window = count(sent_on("2014-03-27", "US", "America/New_York"), &thirty);
    assert_day(window.last_day, "2014-04-28");
    assert_false(window.holidays_counted);
    assert_int_equal(window.margin, 0);
    assert_int_equal(count(sent_on("2014-03-27", "US", "America/New_York"), &five).margin, 3);
    house.calendars = &book;
}

static void leap_days_are_days(void **state)
{
    (void)state;
    house.calendars = NULL;
    assert_day(count(sent_on("2024-01-30", "US", house.zone), &thirty).last_day, "2024-02-29");
    assert_day(count(sent_on("2023-01-30", "US", house.zone), &thirty).last_day, "2023-03-01");
    assert_day(count(sent_on("2024-02-29", "US", house.zone), &thirty).counted, "2024-03-30");
    house.calendars = &book;
}

static void no_hour_is_lost_when_clocks_change(void **state)
{
    (void)state;
    house.calendars = NULL;
    /* Berlin and New York, spring and autumn of 2024: the change lies within the window. */
    struct window window = count(sent_on("2024-03-12", "DE", "Europe/Berlin"), &thirty);
    assert_day(window.last_day, "2024-04-11");
    assert_int_equal(window.closes_theirs, zone_instant(day_parse("2024-04-11"), 22, 0, "UTC"));
    assert_closes(&window, "2024-04-12T04:00:00Z");
    window = count(sent_on("2024-02-20", "US", "America/New_York"), &thirty);
    assert_day(window.last_day, "2024-03-21");
    assert_closes(&window, "2024-03-22T04:00:00Z");
    window = count(sent_on("2024-10-15", "DE", "Europe/Berlin"), &thirty);
    assert_day(window.last_day, "2024-11-14");
    assert_int_equal(window.closes_theirs, zone_instant(day_parse("2024-11-14"), 23, 0, "UTC"));
    assert_closes(&window, "2024-11-15T05:00:00Z");
    window = count(sent_on("2024-10-08", "US", "America/New_York"), &thirty);
    assert_day(window.last_day, "2024-11-07");
    assert_closes(&window, "2024-11-08T05:00:00Z");
    /* A last day on which they change has 23 hours. */
    house.zone = "Europe/Berlin";
    window = count(sent_on("2024-02-28", "EG", "Europe/Berlin"), &(struct rule){.window_days = 32});
    assert_day(window.counted, "2024-03-31");
    house.zone = "America/New_York";
    house.calendars = &book;
}

static void a_day_that_a_zone_skipped_is_no_last_day(void **state)
{
    (void)state;
    house.calendars = NULL;
    /* Samoa had no Friday 30 December 2011; the Saturday after it is a weekend. */
    struct window window = count(sent_on("2011-11-30", "WS", "Pacific/Apia"), &thirty);
    assert_day(window.counted, "2011-12-30");
    assert_day(window.last_day, "2012-01-02");
    assert_true(window.rolled);
    /* Nor is it a business day: Thursday 29, Monday 2, Tuesday 3 and three more. */
    struct rule three = five;
    three.window_days = 3;
    window = count(sent_on("2011-12-28", "WS", "Pacific/Apia"), &three);
    assert_day(window.last_day, "2012-01-06");
    /* The company's zone counts too. */
    house.zone = "Pacific/Apia";
    window = count(sent_on("2011-11-30", "US", "America/New_York"), &thirty);
    assert_day(window.last_day, "2012-01-02");
    house.zone = "America/New_York";
    /* Kiritimati had no Saturday 31 December 1994. */
    window = count(sent_on("1994-12-01", "KI", "Pacific/Kiritimati"), &thirty);
    assert_day(window.counted, "1994-12-31");
    assert_day(window.last_day, "1995-01-02");
    house.calendars = &book;
}

static void the_ends_of_the_earth_close_at_their_own_midnight(void **state)
{
    (void)state;
    house.calendars = NULL;
    /* UTC+14 is a day ahead: the company's midnight is later. */
    struct window window = count(sent_on("2024-04-01", "KI", "Pacific/Kiritimati"), &thirty);
    assert_day(window.sent_theirs, "2024-04-02");
    assert_day(window.sent_ours, "2024-04-01");
    assert_day(window.last_day, "2024-05-02");
    assert_string_equal(window.zone, "America/New_York");
    assert_closes(&window, "2024-05-03T04:00:00Z");
    /* A customer at UTC-12, told and untold. */
    window = count(sent_on("2024-04-01", "US", "Etc/GMT+12"), &thirty);
    assert_day(window.last_day, "2024-05-01");
    assert_closes(&window, "2024-05-02T12:00:00Z");
    window = count(sent_on("2024-04-01", "US", ""), &thirty);
    assert_closes(&window, "2024-05-02T12:00:00Z");
    window = count(sent_on("2024-04-01", "US", "Mars/Olympus_Mons"), &thirty);
    assert_string_equal(window.zone, ZONE_LATEST);
    assert_closes(&window, "2024-05-02T12:00:00Z");
    house.calendars = &book;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_day_moves_off_holidays),
        cmocka_unit_test(a_holiday_on_either_side_moves_the_last_day),
        cmocka_unit_test(business_days_skip_holidays),
        cmocka_unit_test(post_at_home_takes_business_days),
        cmocka_unit_test(holidays_not_known_give_three_business_days),
        cmocka_unit_test(the_way_of_the_post_needs_its_list_too),
        cmocka_unit_test(without_lists_asked_for_only_business_days_get_the_margin),
        cmocka_unit_test(leap_days_are_days),
        cmocka_unit_test(no_hour_is_lost_when_clocks_change),
        cmocka_unit_test(a_day_that_a_zone_skipped_is_no_last_day),
        cmocka_unit_test(the_ends_of_the_earth_close_at_their_own_midnight),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, lists_make, lists_clear);
}
