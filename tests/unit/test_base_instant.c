/* Instants read and written. */
#include "config.h"
#include "base/zone.h"

#include "unit.h"

static void parsed(const char *text, const char *zone, const char *wanted)
{
    char found[21];

    instant_format(instant_parse(text, zone), found, sizeof found);
    if (strcmp(found, wanted) != 0)
        fail_msg("\"%s\" in %s: \"%s\" instead of \"%s\"", text, zone ? zone : "NULL", found, wanted);
}

static void universal(void **state)
{
    (void)state;
    parsed("2014-04-03T14:02:00Z", "Europe/Berlin", "2014-04-03T14:02:00Z");
    parsed("2014-04-03T14:02Z", NULL, "2014-04-03T14:02:00Z");
    parsed("2014-04-03 14:02:59Z", NULL, "2014-04-03T14:02:59Z");
    parsed("2014-04-03t14:02:00z", NULL, "2014-04-03T14:02:00Z");
    parsed("2014-04-03T14:02:00.999Z", NULL, "2014-04-03T14:02:00Z");
    parsed("2014-04-03T14:02:00,5Z", NULL, "2014-04-03T14:02:00Z");
    parsed(" 2014-04-03 14:02 Z ", NULL, "2014-04-03T14:02:00Z");
    parsed("20140403T14:02Z", NULL, "2014-04-03T14:02:00Z");
    parsed("1969-12-31T23:59:59Z", NULL, "1969-12-31T23:59:59Z");
}

static void offsets(void **state)
{
    (void)state;
    parsed("2014-04-03T14:02:00+02:00", NULL, "2014-04-03T12:02:00Z");
    parsed("2014-04-03T14:02:00+0200", NULL, "2014-04-03T12:02:00Z");
    parsed("2014-04-03T14:02:00+02", NULL, "2014-04-03T12:02:00Z");
    parsed("2014-04-03 14:02 -05:30", NULL, "2014-04-03T19:32:00Z");
    parsed("2014-04-03T23:30:00-01:00", NULL, "2014-04-04T00:30:00Z");
    parsed("2014-04-03T00:00:00-00:00", NULL, "2014-04-03T00:00:00Z");
}

static void local_times(void **state)
{
    (void)state;
    parsed("2014-04-03T14:02:07", "Europe/Berlin", "2014-04-03T12:02:07Z");
    parsed("2014-04-03 14:02", "America/New_York", "2014-04-03T18:02:00Z");
    parsed("2014-04-03 14:02", "UTC", "2014-04-03T14:02:00Z");
    parsed("2014-04-03 14:02", NULL, "2014-04-04T02:02:00Z");
    parsed("2014-10-26 02:30:15", "Europe/Berlin", "2014-10-26T01:30:15Z");
}

static void bare_days_are_their_first_instant(void **state)
{
    (void)state;
    parsed("2014-04-03", "Europe/Berlin", "2014-04-02T22:00:00Z");
    parsed("2014-04-03 ", "UTC", "2014-04-03T00:00:00Z");
    parsed("20140403", NULL, "2014-04-03T12:00:00Z");
    parsed("2014-10-19", "America/Sao_Paulo", "2014-10-19T03:00:00Z");
    parsed("2014-11-02", "America/Havana", "2014-11-02T04:00:00Z");
}

static void ends_of_minutes_and_days(void **state)
{
    (void)state;
    parsed("2014-04-03T24:00Z", NULL, "2014-04-04T00:00:00Z");
    parsed("2016-12-31T23:59:60Z", NULL, "2017-01-01T00:00:00Z");
    parsed("2014-04-03 24:00", "Europe/Berlin", "2014-04-03T22:00:00Z");
}

static void not_instants(void **state)
{
    static const char *const texts[] = {"",
                                        "x",
                                        "14:02",
                                        "2014-04-03T",
                                        "2014-04-03T14",
                                        "2014-04-03T14:2",
                                        "2014-04-03T1:02",
                                        "2014-04-03T25:00Z",
                                        "2014-04-03T24:01Z",
                                        "2014-04-03T14:60Z",
                                        "2014-04-03T14:02:61Z",
                                        "2014-02-30T14:02Z",
                                        "2014-04-03T14:02:00ZZ",
                                        "2014-04-03T14:02:00+2",
                                        "2014-04-03T14:02:00+24:00",
                                        "2014-04-03T14:02:00+02:60",
                                        "2014-04-03T14:02:00+02:0",
                                        "2014-04-03T14:02:00.Z",
                                        "2014-04-03T14:02:00 CEST",
                                        "2014-04-03x14:02",
                                        "2014-04-03T14:02:00Z x",
                                        "27 Mar 2014",
                                        "2014-04-03T14:02:00Z\n",
                                        "2014-04-03T-1:00Z",
                                        "0001-01-01",
                                        "9999-12-31T23:59:59-23:59",
                                        "2014-04-03TT14:02"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (instant_parse(texts[i], "UTC") != INSTANT_NONE)
            fail_msg("\"%s\" was taken for an instant", texts[i]);
    assert_true(instant_parse(NULL, "UTC") == INSTANT_NONE);
}

static void formats(void **state)
{
    char text[21];

    (void)state;
    assert_string_equal(instant_format(0, text, sizeof text), "1970-01-01T00:00:00Z");
    assert_string_equal(instant_format(-1, text, sizeof text), "1969-12-31T23:59:59Z");
    assert_string_equal(instant_format(1396533720, text, sizeof text), "2014-04-03T14:02:00Z");
    assert_string_equal(instant_format(INSTANT_NONE, text, sizeof text), "");
    assert_string_equal(instant_format(INT64_MAX, text, sizeof text), "");
    assert_string_equal(instant_format_local(1396533720, "Europe/Berlin", text, 17), "2014-04-03 16:02");
    assert_string_equal(instant_format_local(1396533720, "America/New_York", text, 17), "2014-04-03 10:02");
    assert_string_equal(instant_format_local(1396533720, NULL, text, 17), "2014-04-03 02:02");
    assert_string_equal(instant_format_local(INSTANT_NONE, "UTC", text, 17), "");
}

static void now_is_after_this_was_written(void **state)
{
    (void)state;
    assert_true(instant_now() > 1700000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(universal),
        cmocka_unit_test(offsets),
        cmocka_unit_test(local_times),
        cmocka_unit_test(bare_days_are_their_first_instant),
        cmocka_unit_test(ends_of_minutes_and_days),
        cmocka_unit_test(not_instants),
        cmocka_unit_test(formats),
        cmocka_unit_test(now_is_after_this_was_written),
    };

    return UNIT_RUN(tests);
}
