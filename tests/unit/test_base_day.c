/* Civil days: the calendar against a count of its own, and every way a day is written. */
#include "config.h"
#include "base/day.h"

#include "unit.h"

static int day_of(const char *iso)
{
    int number = day_parse(iso);

    assert_int_not_equal(number, DAY_NONE);
    return number;
}

static void known_days(void **state)
{
    (void)state;
    assert_int_equal(day_from_civil(1970, 1, 1), 0);
    assert_int_equal(day_from_civil(1969, 12, 31), -1);
    assert_int_equal(day_from_civil(2000, 2, 29), 11016);
    assert_int_equal(day_from_civil(2014, 3, 27), 16156);
    assert_int_equal(day_from_civil(1, 1, 1), DAY_FIRST);
    assert_int_equal(day_from_civil(9999, 12, 31), DAY_LAST);
}

/* Counts all days of the calendar by hand and compares each. */
static void every_day(void **state)
{
    static const int lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int number = DAY_FIRST;

    (void)state;
    for (int year = 1; year <= 9999; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (leap && month == 2);

            for (int day = 1; day <= length; day++, number++) {
                int y, m, d;

                day_to_civil(number, &y, &m, &d);
                if (day_from_civil(year, month, day) != number || y != year || m != month || d != day)
                    fail_msg("%04d-%02d-%02d is wrong", year, month, day);
            }
            if (day_from_civil(year, month, length + 1) != DAY_NONE)
                fail_msg("%04d-%02d has too many days", year, month);
        }
    }
    assert_int_equal(number, DAY_LAST + 1);
}

static void no_such_day(void **state)
{
    static const int rows[][3] = {{2014, 2, 29}, {1900, 2, 29},     {2014, 4, 31}, {2014, 0, 1},
                                  {2014, 13, 1}, {2014, 1, 0},      {2014, 1, 32}, {0, 1, 1},
                                  {10000, 1, 1}, {-4, 2, 29},       {2014, -1, 1}, {2014, 1, -1},
                                  {2014, 2, 30}, {2147483647, 1, 1}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(day_from_civil(rows[i][0], rows[i][1], rows[i][2]), DAY_NONE);
}

static void days_in_use_are_of_three_centuries(void **state)
{
    (void)state;
    assert_true(day_in_use(day_from_civil(1900, 1, 1)));
    assert_false(day_in_use(day_from_civil(1899, 12, 31)));
    assert_true(day_in_use(day_from_civil(2200, 12, 31)));
    assert_false(day_in_use(day_from_civil(2201, 1, 1)));
    assert_false(day_in_use(DAY_NONE));
}

static void no_day_is_no_date(void **state)
{
    static const int numbers[] = {DAY_NONE, DAY_FIRST - 1, DAY_LAST + 1, INT_MAX};

    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        int year = 7, month = 7, day = 7;

        day_to_civil(numbers[i], &year, &month, &day);
        assert_int_equal(year, 0);
        assert_int_equal(month, 0);
        assert_int_equal(day, 0);
    }
}

static void weekdays(void **state)
{
    (void)state;
    assert_int_equal(day_weekday(0), DAY_THURSDAY);
    assert_int_equal(day_weekday(day_of("2014-03-27")), DAY_THURSDAY);
    assert_int_equal(day_weekday(day_of("2000-01-01")), DAY_SATURDAY);
    assert_int_equal(day_weekday(day_of("1600-02-29")), DAY_TUESDAY);
    for (int number = DAY_FIRST; number < DAY_FIRST + 1000; number++)
        assert_int_equal(day_weekday(number + 1), (day_weekday(number) + 1) % 7);
    assert_int_equal(day_weekday(DAY_FIRST), DAY_MONDAY);
    assert_int_equal(day_weekday(DAY_LAST), DAY_FRIDAY);
}

static void ways_to_write_a_day(void **state)
{
    static const char *const texts[] = {"2014-03-27",
                                        "20140327",
                                        "27.03.2014",
                                        "27.3.2014",
                                        "27 Mar 2014",
                                        "27 March 2014",
                                        "March 27 2014",
                                        "March 27th, 2014",
                                        "Mar 27, 2014",
                                        "Thu 27 Mar 2014",
                                        "03/27/2014",
                                        "27/03/2014",
                                        "3/27/2014",
                                        "27/3/2014",
                                        " 2014-03-27 ",
                                        "thu 27 mar 2014",
                                        "THURSDAY, 27 MARCH 2014",
                                        "Thu, 27 Mar 2014",
                                        "27th March 2014",
                                        "27th March, 2014",
                                        "Thu. 27 Mar. 2014",
                                        "Thursday March 27th 2014",
                                        "27  Mar\t2014"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (day_parse(texts[i]) != 16156)
            fail_msg("\"%s\" was not read", texts[i]);
}

static void ordinals(void **state)
{
    (void)state;
    assert_int_equal(day_parse("1st May 2014"), day_of("2014-05-01"));
    assert_int_equal(day_parse("2nd May 2014"), day_of("2014-05-02"));
    assert_int_equal(day_parse("3rd May 2014"), day_of("2014-05-03"));
    assert_int_equal(day_parse("May 22ND 2014"), day_of("2014-05-22"));
    assert_int_equal(day_parse("Sept 4th, 2014"), day_of("2014-09-04"));
}

static void not_a_day(void **state)
{
    static const char *const texts[] = {"",
                                        " ",
                                        "2014",
                                        "2014-03",
                                        "2014-3-27",
                                        "2014-02-30",
                                        "2014-03-27x",
                                        "2014-03-27 x",
                                        "2014-03-27T10:00",
                                        "201403271",
                                        "2014032",
                                        "27.03.14",
                                        "27-03-2014",
                                        "27.03/2014",
                                        "27 Mar",
                                        "27 Mar 14",
                                        "27 Foo 2014",
                                        "27 M 2014",
                                        "27 Ma 2014",
                                        "Mar 2014",
                                        "March March 2014",
                                        "27 27 2014",
                                        "27th 2014",
                                        "31 Jun 2014",
                                        "0 Mar 2014",
                                        "today",
                                        "-3",
                                        "32/01/2014",
                                        "00/10/2014",
                                        "March 27xx 2014",
                                        "2014/03/27",
                                        "0000-01-01",
                                        "27 Mar 2014 5",
                                        "٢٧ Mar 2014",
                                        "Thu",
                                        "27Mar2014x",
                                        "marchx 27 2014",
                                        "\n2014-03-27",
                                        "99999999999999999999"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (day_parse(texts[i]) != DAY_NONE)
            fail_msg("\"%s\" was taken for a day", texts[i]);
    assert_int_equal(day_parse(NULL), DAY_NONE);
}

static void ambiguous_days_are_refused(void **state)
{
    (void)state;
    assert_int_equal(day_parse("03/04/2014"), DAY_NONE);
    assert_int_equal(day_parse("12/1/2014"), DAY_NONE);
    assert_int_equal(day_parse("13/1/2014"), day_of("2014-01-13"));
    assert_int_equal(day_parse("1/13/2014"), day_of("2014-01-13"));
    /* Both readings are the same day. */
    assert_int_equal(day_parse("04/04/2014"), day_of("2014-04-04"));
    /* With full stops the day comes first everywhere. */
    assert_int_equal(day_parse("03.04.2014"), day_of("2014-04-03"));
    /* Only one of the two exists, whatever the numbers look like. */
    assert_int_equal(day_parse("02/30/2014"), DAY_NONE);
}

static void contradicted_weekdays_are_refused(void **state)
{
    (void)state;
    assert_int_equal(day_parse("Fri 27 Mar 2014"), DAY_NONE);
    assert_int_equal(day_parse("Friday, March 27 2014"), DAY_NONE);
    assert_int_equal(day_parse("Thu 27 Mar 2014"), 16156);
}

static void relative(const char *text, const char *wanted)
{
    char found[16];
    int number = day_parse_relative(text, day_of("2014-04-03")); /* a Thursday */

    day_format_iso(number, found, sizeof found);
    if (strcmp(found, wanted) != 0)
        fail_msg("\"%s\" is \"%s\" instead of \"%s\"", text, found, wanted);
}

static void relative_words(void **state)
{
    (void)state;
    relative("today", "2014-04-03");
    relative("Today", "2014-04-03");
    relative(" yesterday ", "2014-04-02");
    relative("TOMORROW", "2014-04-04");
    relative("todays", "");
    relative("yesterday evening", "");
    relative("", "");
}

static void relative_weekdays(void **state)
{
    (void)state;
    relative("thu", "2014-04-03");
    relative("wed", "2014-04-02");
    relative("tue", "2014-04-01");
    relative("mon", "2014-03-31");
    relative("sun", "2014-03-30");
    relative("sat", "2014-03-29");
    relative("fri", "2014-03-28");
    relative("Friday", "2014-03-28");
    relative("fr", "");
    relative("friend", "");
}

static void relative_numbers(void **state)
{
    (void)state;
    relative("-3", "2014-03-31");
    relative("+5", "2014-04-08");
    relative("-0", "2014-04-03");
    relative("+30 ", "2014-05-03");
    relative("3", "");
    relative("+-3", "");
    relative("- 3", "");
    relative("-3 days", "");
    relative("+9999999", "");
    relative("-9999999", "");
    relative("+9223372036854775807", "");
    relative("-9223372036854775808", "");
    relative("-99999999999999999999", "");
}

static void relative_dates(void **state)
{
    (void)state;
    relative("27 Mar", "2014-03-27");
    relative("Mar 27", "2014-03-27");
    relative("27th march", "2014-03-27");
    relative("Thu 27 Mar", "2014-03-27");
    relative("Fri 27 Mar", "");
    relative("31 Dec", "2014-12-31");
    relative("29 Feb", "");
    relative("27 Mar 2013", "2013-03-27");
    relative("2013-03-27", "2013-03-27");
    relative("27 Mar 2013 x", "");
    relative("2014-04-03-and-more-than-fits", "");
    assert_int_equal(day_parse_relative("29 Feb", day_of("2016-01-01")), day_of("2016-02-29"));
    assert_int_equal(day_parse_relative(NULL, 0), DAY_NONE);
}

static void relative_to_no_day(void **state)
{
    (void)state;
    assert_int_equal(day_parse_relative("today", DAY_NONE), DAY_NONE);
    assert_int_equal(day_parse_relative("+1", DAY_NONE), DAY_NONE);
    assert_int_equal(day_parse_relative("mon", DAY_NONE), DAY_NONE);
    assert_int_equal(day_parse_relative("27 Mar", DAY_NONE), DAY_NONE);
    assert_int_equal(day_parse_relative("tomorrow", DAY_LAST), DAY_NONE);
    assert_int_equal(day_parse_relative("yesterday", DAY_FIRST), DAY_NONE);
    assert_int_equal(day_parse_relative("2014-03-27", DAY_NONE), 16156);
}

static void months_are_clamped(void **state)
{
    (void)state;
    assert_int_equal(day_add_months(day_of("2014-01-31"), 1), day_of("2014-02-28"));
    assert_int_equal(day_add_months(day_of("2016-01-31"), 1), day_of("2016-02-29"));
    assert_int_equal(day_add_months(day_of("2016-02-29"), 12), day_of("2017-02-28"));
    assert_int_equal(day_add_months(day_of("2016-02-29"), 48), day_of("2020-02-29"));
    assert_int_equal(day_add_months(day_of("2014-03-31"), -1), day_of("2014-02-28"));
    assert_int_equal(day_add_months(day_of("2014-01-15"), -1), day_of("2013-12-15"));
    assert_int_equal(day_add_months(day_of("2014-12-15"), 1), day_of("2015-01-15"));
    assert_int_equal(day_add_months(day_of("2014-05-15"), 0), day_of("2014-05-15"));
    assert_int_equal(day_add_months(day_of("2014-05-15"), -29), day_of("2011-12-15"));
}

static void months_end_with_the_calendar(void **state)
{
    (void)state;
    assert_int_equal(day_add_months(DAY_NONE, 1), DAY_NONE);
    assert_int_equal(day_add_months(DAY_LAST, 1), DAY_NONE);
    assert_int_equal(day_add_months(DAY_FIRST, -1), DAY_NONE);
    assert_int_equal(day_add_months(0, INT_MAX), DAY_NONE);
    assert_int_equal(day_add_months(0, INT_MIN), DAY_NONE);
    assert_int_equal(day_add_months(day_of("9999-11-30"), 1), day_of("9999-12-30"));
    assert_int_equal(day_add_months(day_of("0001-02-28"), -1), day_of("0001-01-28"));
}

static void formats(void **state)
{
    char iso[11], text[16];

    (void)state;
    assert_string_equal(day_format_iso(16156, iso, sizeof iso), "2014-03-27");
    assert_string_equal(day_format_iso(DAY_FIRST, iso, sizeof iso), "0001-01-01");
    assert_string_equal(day_format_iso(DAY_NONE, iso, sizeof iso), "");
    assert_string_equal(day_format_iso(DAY_LAST + 1, iso, sizeof iso), "");
    assert_string_equal(day_format_long(16156, text, sizeof text), "Thu 27 Mar 2014");
    assert_string_equal(day_format_long(day_of("2014-05-03"), text, sizeof text), "Sat 3 May 2014");
    assert_string_equal(day_format_long(DAY_NONE, text, sizeof text), "");
}

static void near(const char *iso, const char *wanted)
{
    char text[16];

    assert_string_equal(day_format_near(day_of(iso), day_of("2014-04-03"), text, sizeof text), wanted);
}

static void formats_near_today(void **state)
{
    char text[16];

    (void)state;
    near("2014-04-03", "today");
    near("2014-04-04", "tomorrow");
    near("2014-04-02", "yesterday");
    near("2014-04-07", "Mon 7 Apr");
    near("2014-12-31", "Wed 31 Dec");
    near("2014-01-01", "Wed 1 Jan");
    near("2013-04-07", "7 Apr 2013");
    near("2015-01-01", "1 Jan 2015");
    assert_string_equal(day_format_near(DAY_NONE, 16156, text, sizeof text), "");
    assert_string_equal(day_format_near(16156, DAY_NONE, text, sizeof text), "27 Mar 2014");
    assert_string_equal(day_format_near(day_of("2015-01-01"), day_of("2014-12-31"), text, sizeof text),
                        "tomorrow");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days),
        cmocka_unit_test(every_day),
        cmocka_unit_test(no_such_day),
        cmocka_unit_test(days_in_use_are_of_three_centuries),
        cmocka_unit_test(no_day_is_no_date),
        cmocka_unit_test(weekdays),
        cmocka_unit_test(ways_to_write_a_day),
        cmocka_unit_test(ordinals),
        cmocka_unit_test(not_a_day),
        cmocka_unit_test(ambiguous_days_are_refused),
        cmocka_unit_test(contradicted_weekdays_are_refused),
        cmocka_unit_test(relative_words),
        cmocka_unit_test(relative_weekdays),
        cmocka_unit_test(relative_numbers),
        cmocka_unit_test(relative_dates),
        cmocka_unit_test(relative_to_no_day),
        cmocka_unit_test(months_are_clamped),
        cmocka_unit_test(months_end_with_the_calendar),
        cmocka_unit_test(formats),
        cmocka_unit_test(formats_near_today),
    };

    return UNIT_RUN(tests);
}
