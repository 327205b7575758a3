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

static const struct window_house house = {.country = "US",
                                          .zone = "America/New_York",
                                          .email_allowance = 0,
                                          .home_post_days = 4,
                                          .foreign_post_days = 14};
static const struct rule by_sending = {
    .regime = REGIME_OPT_OUT, .window_days = 30, .anchor = RULE_ANCHOR_SENT};
static const struct rule by_receipt = {
    .regime = REGIME_OPT_OUT, .window_days = 30, .anchor = RULE_ANCHOR_RECEIVED};
static const struct rule unsaid = {.regime = REGIME_OPT_OUT, .window_days = -1};

static struct window_notice mail_of(int year, int month, int day, int days)
{
    return (struct window_notice){
        .sent = zone_instant(day_from_civil(year, month, day), 12, 0, "America/New_York"),
        .channel = CHANNEL_EMAIL,
        .days = days,
        .delivered = INSTANT_NONE,
        .place = "US",
        .zone = "America/New_York"};
}

static struct window count(struct window_notice notice, const struct rule *rule)
{
    struct window window;
    window_count(&notice, rule, &house, &window);
    return window;
}

static void assert_day(int day, int year, int month, int date)
{
    char found[16], wanted[16];
    day_format_iso(day, found, sizeof found);
    day_format_iso(day_from_civil(year, month, date), wanted, sizeof wanted);
    assert_string_equal(found, wanted);
}

static void thirty_days_from_27_march_end_on_monday_28_april(void **state)
{
    (void)state;
    struct window window = count(mail_of(2014, 3, 27, 30), &by_sending);
    assert_int_equal(window.state, WINDOW_COUNTED);
    assert_day(window.anchor, 2014, 3, 27);
    assert_int_equal(window.anchor_kind, RULE_ANCHOR_SENT);
    assert_false(window.anchor_deemed);
    assert_int_equal(window.days, 30);
    assert_day(window.last_day, 2014, 4, 28);
    assert_true(window.rolled);
    assert_int_equal(window.closes, zone_day_end(day_from_civil(2014, 4, 28), "America/New_York"));
    assert_int_equal(window.closes, zone_instant(day_from_civil(2014, 4, 29), 4, 0, "UTC"));
    assert_string_equal(window.zone, "America/New_York");
}

static void a_working_last_day_stays(void **state)
{
    (void)state;
    struct window window = count(mail_of(2014, 3, 31, 30), &by_sending);
    assert_day(window.last_day, 2014, 4, 30);
    assert_false(window.rolled);
    /* 29 February is a day like any other. */
    assert_day(count(mail_of(2016, 1, 30, 30), &by_sending).last_day, 2016, 2, 29);
    assert_day(count(mail_of(2015, 1, 28, 30), &by_sending).last_day, 2015, 2, 27);
}

static void a_weekend_on_either_side_moves_the_last_day(void **state)
{
    (void)state;
    struct window_notice notice = mail_of(2014, 3, 26, 30); /* + 30 = Friday 25 April, free in Cairo */
    notice.place = "EG";
    notice.zone = "Africa/Cairo";
    struct window window = count(notice, &by_sending);
    assert_day(window.last_day, 2014, 4, 28); /* Sunday is free here */
    assert_true(window.rolled);
}

static void the_larger_number_of_days_wins(void **state)
{
    (void)state;
    assert_int_equal(count(mail_of(2014, 3, 27, 45), &by_sending).days, 45);
    assert_int_equal(count(mail_of(2014, 3, 27, 10), &by_sending).days, 30);
    assert_int_equal(count(mail_of(2014, 3, 27, -1), &by_sending).days, 30);
    assert_int_equal(count(mail_of(2014, 3, 27, 20), &unsaid).days, 20);
    assert_int_equal(count(mail_of(2014, 3, 27, -1), &unsaid).state, WINDOW_UNKNOWN);
    assert_int_equal(count(mail_of(2014, 3, 27, 0), &unsaid).state, WINDOW_UNKNOWN);
    struct rule nothing = {.regime = REGIME_OPT_OUT, .window_days = 0};
    assert_int_equal(count(mail_of(2014, 3, 27, -1), &nothing).state, WINDOW_UNKNOWN);
    assert_int_equal(count(mail_of(2014, 3, 27, INT32_MAX), &unsaid).days, 36525);
}

static void a_bounce_voids_whatever_else_is_known(void **state)
{
    (void)state;
    struct window_notice notice = mail_of(2014, 3, 27, 30);
    notice.bounced = true;
    notice.delivered = notice.sent + 60;
    struct window window = count(notice, &by_sending);
    assert_int_equal(window.state, WINDOW_VOID);
    assert_int_equal(window.last_day, DAY_NONE);
    assert_int_equal(window.closes, INSTANT_NONE);
}

static void a_delayed_notice_counts_from_its_delivery(void **state)
{
    (void)state;
    struct window_notice notice = mail_of(2014, 3, 27, 30);
    notice.delayed = true;
    assert_int_equal(count(notice, &by_sending).state, WINDOW_WAITING);
    notice.delivered = notice.sent + 4 * 86400;
    struct window window = count(notice, &by_sending);
    assert_int_equal(window.state, WINDOW_COUNTED);
    assert_int_equal(window.anchor_kind, RULE_ANCHOR_RECEIVED);
    assert_day(window.anchor, 2014, 3, 31);
    assert_false(window.anchor_deemed);
    assert_day(window.last_day, 2014, 4, 30);
}

static void proof_moves_the_anchor_later_and_never_earlier(void **state)
{
    (void)state;
    struct window_notice notice = mail_of(2014, 3, 27, 30);
    notice.channel = CHANNEL_POST;
    struct window window = count(notice, &by_receipt);
    assert_day(window.anchor, 2014, 4, 2); /* four business days from Thursday */
    assert_true(window.anchor_deemed);
    notice.delivered = zone_instant(day_from_civil(2014, 3, 28), 9, 0, "America/New_York");
    window = count(notice, &by_receipt);
    assert_day(window.anchor, 2014, 4, 2);
    assert_true(window.anchor_deemed);
    notice.delivered = zone_instant(day_from_civil(2014, 4, 7), 9, 0, "America/New_York");
    window = count(notice, &by_receipt);
    assert_day(window.anchor, 2014, 4, 7);
    assert_false(window.anchor_deemed);
    assert_day(window.last_day, 2014, 5, 7);
}

static void the_law_s_word_on_the_anchor_holds_for_its_own_number(void **state)
{
    (void)state;
    struct window_notice notice = mail_of(2014, 3, 27, 30);
    notice.channel = CHANNEL_POST;
    /* "Within thirty days of this notification": of the letter's arrival too. */
    assert_day(count(notice, &by_sending).anchor, 2014, 4, 2);
    notice.days = 31;
    assert_day(count(notice, &by_sending).anchor, 2014, 4, 2);
    notice.days = 20;
    assert_day(count(notice, &by_sending).anchor, 2014, 3, 27);
    notice.days = -1;
    assert_day(count(notice, &by_sending).anchor, 2014, 3, 27);
    notice.days = 30;
    assert_day(count(notice, &unsaid).anchor, 2014, 4, 2);
    assert_int_equal(count(notice, &unsaid).anchor_kind, RULE_ANCHOR_RECEIVED);
    /* An e-mail is received on the day it is sent: which of the two the law means makes no difference. */
    struct window mail = count(mail_of(2014, 3, 27, 30), &unsaid);
    assert_int_equal(mail.anchor_kind, RULE_ANCHOR_SENT);
    assert_false(mail.anchor_deemed);
}

static void post_takes_the_time_of_its_way(void **state)
{
    (void)state;
    struct window_notice notice = mail_of(2014, 3, 27, 30);
    notice.channel = CHANNEL_POST;
    notice.place = "US-CA";
    assert_day(count(notice, &by_receipt).anchor, 2014, 4, 2);
    notice.place = "DE";
    assert_day(count(notice, &by_receipt).anchor, 2014, 4, 10);
    notice.place = "";
    assert_day(count(notice, &by_receipt).anchor, 2014, 4, 10);
    notice.place = "US";
    struct window_house unknown = house;
    unknown.country = "";
    struct window abroad;
    window_count(&notice, &by_receipt, &unknown, &abroad);
    assert_day(abroad.anchor, 2014, 4, 10);
    notice.channel = CHANNEL_IN_PERSON;
    assert_day(count(notice, &by_receipt).anchor, 2014, 3, 27);
    notice.channel = CHANNEL_PORTAL;
    struct window_house slow = house;
    slow.email_allowance = 2;
    struct window window;
    window_count(&notice, &by_receipt, &slow, &window);
    assert_day(window.anchor, 2014, 3, 29);
}

static void business_days_get_a_margin_for_holidays(void **state)
{
    (void)state;
    struct rule rule = {.window_days = 5, .anchor = RULE_ANCHOR_RECEIVED, .day_kind = RULE_DAYS_BUSINESS};
    struct window window = count(mail_of(2014, 3, 27, -1), &rule); /* Thursday: 5 + 3 business days */
    assert_day(window.last_day, 2014, 4, 8);
    assert_int_equal(window.days, 5);
    assert_int_equal(window.day_kind, RULE_DAYS_BUSINESS);
    assert_false(window.holidays_counted);
}

static void the_window_closes_in_the_later_zone(void **state)
{
    (void)state;
    int last = day_from_civil(2014, 4, 28);
    struct window_notice notice = mail_of(2014, 3, 27, 30);
    notice.zone = "America/Los_Angeles";
    struct window window = count(notice, &by_sending);
    assert_int_equal(window.closes, zone_day_end(last, "America/Los_Angeles"));
    assert_string_equal(window.zone, "America/Los_Angeles");
    notice.zone = "Asia/Tokyo";
    window = count(notice, &by_sending); /* 01:00 of the 28th there; 27 April is a Sunday */
    assert_day(window.anchor, 2014, 3, 28);
    assert_int_equal(window.closes, zone_day_end(last, "America/New_York"));
    notice.zone = "";
    window = count(notice, &by_sending);
    assert_day(window.anchor, 2014, 3, 27);
    assert_string_equal(window.zone, ZONE_LATEST);
    assert_int_equal(window.closes, zone_instant(last + 1, 12, 0, "UTC"));
    notice.zone = "Mars/Olympus";
    assert_string_equal(count(notice, &by_sending).zone, ZONE_LATEST);
    struct window_house unknown = house;
    unknown.zone = "Mars/Olympus";
    notice.zone = "America/New_York";
    window_count(&notice, &by_sending, &unknown, &window);
    assert_string_equal(window.zone, ZONE_LATEST);
}

static void a_notice_is_sent_where_its_sender_is(void **state)
{
    (void)state;
    struct window_notice notice = mail_of(2014, 3, 26, 30);
    struct window_house berlin = house;
    struct window window;
    berlin.zone = "Europe/Berlin";
    notice.zone = "Pacific/Honolulu";
    /* The 26th in Berlin, still the 25th in Honolulu: thirty days of the notice's own date. */
    notice.sent = zone_instant(day_from_civil(2014, 3, 26), 8, 0, "Europe/Berlin");
    window_count(&notice, &by_sending, &berlin, &window);
    assert_day(window.anchor, 2014, 3, 26);
    assert_day(window.last_day, 2014, 4, 25);
    assert_int_equal(window.closes, zone_day_end(window.last_day, "Pacific/Honolulu"));
}

static void a_change_of_clocks_costs_no_hour(void **state)
{
    (void)state;
    /* Sent before the autumn change; 24:00 of the last day is standard time. */
    struct window window = count(mail_of(2014, 10, 15, 30), &by_sending);
    assert_day(window.last_day, 2014, 11, 14);
    assert_int_equal(window.closes, zone_instant(day_from_civil(2014, 11, 15), 5, 0, "UTC"));
}

static void days_left_are_signed(void **state)
{
    (void)state;
    int last = day_from_civil(2014, 4, 28);
    const char *zone = "America/New_York";
    int64_t end = zone_day_end(last, zone);
    assert_int_equal(window_left(last, zone, end - 1), 0);
    assert_int_equal(window_left(last, zone, end), -1);
    assert_int_equal(window_left(last, zone, zone_instant(day_from_civil(2014, 4, 3), 14, 2, zone)), 25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thirty_days_from_27_march_end_on_monday_28_april),
        cmocka_unit_test(a_working_last_day_stays),
        cmocka_unit_test(a_weekend_on_either_side_moves_the_last_day),
        cmocka_unit_test(the_larger_number_of_days_wins),
        cmocka_unit_test(a_bounce_voids_whatever_else_is_known),
        cmocka_unit_test(a_delayed_notice_counts_from_its_delivery),
        cmocka_unit_test(proof_moves_the_anchor_later_and_never_earlier),
        cmocka_unit_test(the_law_s_word_on_the_anchor_holds_for_its_own_number),
        cmocka_unit_test(post_takes_the_time_of_its_way),
        cmocka_unit_test(business_days_get_a_margin_for_holidays),
        cmocka_unit_test(the_window_closes_in_the_later_zone),
        cmocka_unit_test(a_notice_is_sent_where_its_sender_is),
        cmocka_unit_test(a_change_of_clocks_costs_no_hour),
        cmocka_unit_test(days_left_are_signed),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
