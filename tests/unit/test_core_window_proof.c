/* How a window was counted, told line by line. */
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
                                    .zone = "America/Chicago",
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
    (void)state;
    book = (struct calendar_book){0};
    calendar_book_cover(&book, "US", 2014);
    calendar_book_cover(&book, "GB", 2014);
    calendar_book_add(&book, "US", day_parse("2014-05-26"), "Memorial Day");
    calendar_book_add(&book, "GB", day_parse("2014-05-26"), "Spring bank\nholiday");
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
                                  .days = 30,
                                  .delivered = INSTANT_NONE,
                                  .place = place,
                                  .zone = zone};
}

static void assert_proof(const struct window_notice *notice, const struct rule *rule, const char *wanted)
{
    struct str out = {0};
    struct window window;
    window_count(notice, rule, &house, &window);
    assert_ptr_equal(window.rule, rule);
    window_prove(&window, notice, rule, &house, &out);
    assert_string_equal(str_text(&out), wanted);
    str_clear(&out);
}

static void every_step_of_the_well_known_window_is_told(void **state)
{
    (void)state;
    struct window_notice notice = sent_on("2014-03-27", "US", "America/Los_Angeles");
    assert_proof(
        &notice, &thirty,
        "  sent Thu 27 Mar 2014 at the company and at the customer\n"
        "  received Thu 27 Mar 2014: no proof, no day allowed for a message\n"
        "  anchor Thu 27 Mar 2014: the sending\n"
        "  30 calendar days: the law gives 30, the notice promises 30\n"
        "  Thu 27 Mar 2014 + 30 is Sat 26 Apr 2014\n"
        "  Sat 26 Apr 2014: weekend at both (US), so the next day\n"
        "  Sun 27 Apr 2014: weekend at both (US), so the next day\n"
        "  last day Mon 28 Apr 2014\n"
        "  24:00 at the customer, in America/Los_Angeles, is Tue 29 Apr 2014 07:00 UTC\n"
        "  24:00 at the company, in America/Chicago, is Tue 29 Apr 2014 05:00 UTC\n"
        "  closes at the later, at the customer: Tue 29 Apr 2014 00:00 in America/Los_Angeles, Tue 29 Apr "
        "2014 02:00 in America/Chicago, 2014-04-29T07:00:00Z\n");
}

static void a_day_off_names_its_reason_and_whose_it_is(void **state)
{
    (void)state;
    struct window_notice notice = sent_on("2014-04-24", "GB", "Europe/London");
    assert_proof(
        &notice, &thirty,
        "  sent Thu 24 Apr 2014 at the company and at the customer\n"
        "  received Thu 24 Apr 2014: no proof, no day allowed for a message\n"
        "  anchor Thu 24 Apr 2014: the sending\n"
        "  30 calendar days: the law gives 30, the notice promises 30\n"
        "  Thu 24 Apr 2014 + 30 is Sat 24 May 2014\n"
        "  Sat 24 May 2014: weekend at the customer (GB), weekend at the company (US), so the next day\n"
        "  Sun 25 May 2014: weekend at the customer (GB), weekend at the company (US), so the next day\n"
        "  Mon 26 May 2014: Spring bank holiday at the customer (GB), Memorial Day at the company (US), so "
        "the next day\n"
        "  last day Tue 27 May 2014\n"
        "  24:00 at the customer, in Europe/London, is Tue 27 May 2014 23:00 UTC\n"
        "  24:00 at the company, in America/Chicago, is Wed 28 May 2014 05:00 UTC\n"
        "  closes at the later, at the company: Wed 28 May 2014 06:00 in Europe/London, Wed 28 May 2014 "
        "00:00 in America/Chicago, 2014-05-28T05:00:00Z\n");
}

static void business_days_and_the_margin_are_told(void **state)
{
    (void)state;
    struct window_notice notice = sent_on("2014-05-22", "GB", "Europe/London");
    notice.days = -1;
    assert_proof(&notice, &five,
                 "  sent Thu 22 May 2014 at the company and at the customer\n"
                 "  received Thu 22 May 2014: no proof, no day allowed for a message\n"
                 "  anchor Thu 22 May 2014: the receipt\n"
                 "  5 business days: the law gives 5, the notice promises none\n"
                 "  Thu 22 May 2014 + 5 is Fri 30 May 2014, past 1 holiday\n"
                 "  last day Fri 30 May 2014\n"
                 "  24:00 at the customer, in Europe/London, is Fri 30 May 2014 23:00 UTC\n"
                 "  24:00 at the company, in America/Chicago, is Sat 31 May 2014 05:00 UTC\n"
                 "  closes at the later, at the company: Sat 31 May 2014 06:00 in Europe/London, Sat 31 May "
                 "2014 00:00 in America/Chicago, 2014-05-31T05:00:00Z\n");
    notice.place = "NZ";
    notice.zone = "";
    assert_proof(
        &notice, &five,
        "  sent Thu 22 May 2014 at the company and at the customer\n"
        "  received Thu 22 May 2014: no proof, no day allowed for a message\n"
        "  anchor Thu 22 May 2014: the receipt\n"
        "  5 business days: the law gives 5, the notice promises none\n"
        "  Thu 22 May 2014 + 5 is Thu 29 May 2014\n"
        "  holidays not counted: no list for NZ covers these days, so 3 business days more, to Tue 3 Jun "
        "2014\n"
        "  last day Tue 3 Jun 2014\n"
        "  24:00 at the customer, in the last zone on earth as it is not known, is Wed 4 Jun 2014 12:00 UTC\n"
        "  24:00 at the company, in America/Chicago, is Wed 4 Jun 2014 05:00 UTC\n"
        "  closes at the later, at the customer: Wed 4 Jun 2014 00:00 in Etc/GMT+12, Wed 4 Jun 2014 07:00 in "
        "America/Chicago, 2014-06-04T12:00:00Z\n");
}

static void receipt_says_how_it_is_known(void **state)
{
    (void)state;
    struct window_notice notice = sent_on("2014-05-22", "US", "Pacific/Kiritimati");
    notice.channel = CHANNEL_POST;
    notice.days = 40;
    assert_proof(
        &notice, &thirty,
        "  sent Thu 22 May 2014 at the company, Fri 23 May 2014 at the customer: the later day counts\n"
        "  received Fri 30 May 2014: no proof, 4 business days allowed for post at home\n"
        "  anchor Fri 30 May 2014: the later of sending and receipt, the receipt\n"
        "  40 calendar days: the law gives 30, the notice promises 40, the "
        "larger counts\n"
        "  Fri 30 May 2014 + 40 is Wed 9 Jul 2014\n"
        "  last day Wed 9 Jul 2014\n"
        "  24:00 at the customer, in Pacific/Kiritimati, is Wed 9 Jul 2014 10:00 UTC\n"
        "  24:00 at the company, in America/Chicago, is Thu 10 Jul 2014 05:00 UTC\n"
        "  closes at the later, at the company: Thu 10 Jul 2014 19:00 in Pacific/Kiritimati, Thu 10 Jul 2014 "
        "00:00 in America/Chicago, 2014-07-10T05:00:00Z\n");
    notice.delivered = zone_instant(day_parse("2014-05-23"), 12, 0, house.zone);
    assert_proof(
        &notice, &thirty,
        "  sent Thu 22 May 2014 at the company, Fri 23 May 2014 at the customer: the later day counts\n"
        "  received Fri 30 May 2014: proved on Sat 24 May 2014, which does not shorten the 4 business days "
        "allowed for post at home\n"
        "  anchor Fri 30 May 2014: the later of sending and receipt, the receipt\n"
        "  40 calendar days: the law gives 30, the notice promises 40, the "
        "larger counts\n"
        "  Fri 30 May 2014 + 40 is Wed 9 Jul 2014\n"
        "  last day Wed 9 Jul 2014\n"
        "  24:00 at the customer, in Pacific/Kiritimati, is Wed 9 Jul 2014 10:00 UTC\n"
        "  24:00 at the company, in America/Chicago, is Thu 10 Jul 2014 05:00 UTC\n"
        "  closes at the later, at the company: Thu 10 Jul 2014 19:00 in Pacific/Kiritimati, Thu 10 Jul 2014 "
        "00:00 in America/Chicago, 2014-07-10T05:00:00Z\n");
    notice.delayed = true;
    assert_proof(
        &notice, &thirty,
        "  sent Thu 22 May 2014 at the company, Fri 23 May 2014 at the customer: the later day counts\n"
        "  received Sat 24 May 2014: delivered after a delay, so its proof alone counts\n"
        "  anchor Sat 24 May 2014: the later of sending and receipt, the receipt\n"
        "  40 calendar days: the law gives 30, the notice promises 40, the "
        "larger counts\n"
        "  Sat 24 May 2014 + 40 is Thu 3 Jul 2014\n"
        "  last day Thu 3 Jul 2014\n"
        "  24:00 at the customer, in Pacific/Kiritimati, is Thu 3 Jul 2014 10:00 UTC\n"
        "  24:00 at the company, in America/Chicago, is Fri 4 Jul 2014 05:00 UTC\n"
        "  closes at the later, at the company: Fri 4 Jul 2014 19:00 in Pacific/Kiritimati, Fri 4 Jul 2014 "
        "00:00 in America/Chicago, 2014-07-04T05:00:00Z\n");
}

static void a_window_that_does_not_run_says_why(void **state)
{
    (void)state;
    static const struct rule unsaid = {.regime = REGIME_OPT_OUT, .window_days = -1};
    struct window_notice notice = sent_on("2014-05-22", "US", "America/Chicago");
    notice.days = -1;
    assert_proof(&notice, &unsaid,
                 "  sent Thu 22 May 2014 at the company and at the customer\n"
                 "  received Thu 22 May 2014: no proof, no day allowed for a message\n"
                 "  neither the law nor the notice gives a number of days: the window cannot end\n");
    notice.delayed = true;
    assert_proof(&notice, &unsaid,
                 "  sent Thu 22 May 2014 at the company and at the customer\n"
                 "  delayed and not yet delivered: its window has not opened\n");
    notice.bounced = true;
    assert_proof(&notice, &unsaid,
                 "  sent Thu 22 May 2014 at the company and at the customer\n"
                 "  it reached nobody: its window never opened\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_step_of_the_well_known_window_is_told),
        cmocka_unit_test(a_day_off_names_its_reason_and_whose_it_is),
        cmocka_unit_test(business_days_and_the_margin_are_told),
        cmocka_unit_test(receipt_says_how_it_is_known),
        cmocka_unit_test(a_window_that_does_not_run_says_why),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, lists_make, lists_clear);
}
