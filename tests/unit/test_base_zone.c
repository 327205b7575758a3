/* Clocks of zones: changes in spring and autumn, days that were skipped, and the end of a day. */
#include "config.h"
#include "base/zone.h"

#include "base/day.h"

#include "unit.h"

static int64_t at(const char *text)
{
    int64_t instant = instant_parse(text, "UTC");

    assert_true(instant != INSTANT_NONE);
    return instant;
}

/* Compares the local time told in zone at a UTC instant. */
static void tells(const char *zone, const char *utc, const char *wanted)
{
    struct zone_time time = zone_at(at(utc), zone);
    char day[11], found[32];

    snprintf(found, sizeof found, "%s %02d:%02d:%02d", day_format_iso(time.day, day, sizeof day), time.hour,
             time.minute, time.second);
    if (strcmp(found, wanted) != 0)
        fail_msg("%s in %s: %s instead of %s", utc, zone ? zone : "NULL", found, wanted);
    assert_int_equal(zone_day(at(utc), zone), time.day);
}

/* Compares the instant of a local time in zone. */
static void is_instant(const char *zone, const char *day, int hour, int minute, const char *wanted)
{
    char found[21];

    instant_format(zone_instant(day_parse(day), hour, minute, zone), found, sizeof found);
    if (strcmp(found, wanted) != 0)
        fail_msg("%s %02d:%02d in %s: %s instead of %s", day, hour, minute, zone, found, wanted);
}

static void ends_at(const char *zone, const char *day, const char *wanted)
{
    char found[21];

    instant_format(zone_day_end(day_parse(day), zone), found, sizeof found);
    if (strcmp(found, wanted) != 0)
        fail_msg("%s in %s ends %s instead of %s", day, zone, found, wanted);
}

static void existing_zones(void **state)
{
    static const char *const names[] = {
        "UTC",        "Europe/Berlin",          "America/Argentina/Buenos_Aires",
        "Etc/GMT-14", "America/Port-au-Prince", ZONE_LATEST};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (!zone_exists(names[i]))
            fail_msg("%s is missing", names[i]);
}

static void names_that_are_no_zones(void **state)
{
    static const char *const names[] = {"",
                                        ".",
                                        "..",
                                        "../zoneinfo/Europe/Berlin",
                                        "Europe/../Europe/Berlin",
                                        "/usr/share/zoneinfo/Europe/Berlin",
                                        "./UTC",
                                        "Europe/./Berlin",
                                        "Europe",
                                        "Europe/",
                                        "Europe//Berlin",
                                        "Europe/Berlin/",
                                        "Europe/Nowhere",
                                        ":Europe/Berlin",
                                        "CET-1CEST",
                                        "zone.tab",
                                        "tzdata.zi",
                                        "right/Europe/Berlin",
                                        "posix/Europe/Berlin",
                                        "posixrules",
                                        "localtime",
                                        "Europe/Berlin\n",
                                        "Europe/Berlin x",
                                        "iso3166.tab"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (zone_exists(names[i]))
            fail_msg("\"%s\" was taken for a zone", names[i]);
    assert_false(zone_exists(NULL));
}

static void universal_time(void **state)
{
    (void)state;
    tells("UTC", "1970-01-01T00:00:00Z", "1970-01-01 00:00:00");
    tells("UTC", "1969-12-31T23:59:59Z", "1969-12-31 23:59:59");
    tells("UTC", "2016-02-29T12:34:56Z", "2016-02-29 12:34:56");
    tells("UTC", "1900-02-28T23:59:59Z", "1900-02-28 23:59:59");
    tells("UTC", "2038-01-19T03:14:08Z", "2038-01-19 03:14:08");
}

static void the_first_hours(void **state)
{
    (void)state;
    tells("Africa/Abidjan", "1970-01-01T00:00:00Z", "1970-01-01 00:00:00");
    tells("Asia/Tokyo", "1970-01-01T00:00:00Z", "1970-01-01 09:00:00");
    tells("Europe/Rome", "1970-01-01T05:59:59Z", "1970-01-01 06:59:59");
}

static void unknown_zones_are_the_latest(void **state)
{
    (void)state;
    tells(NULL, "2014-04-03T11:59:59Z", "2014-04-02 23:59:59");
    tells("", "2014-04-03T12:00:00Z", "2014-04-03 00:00:00");
    tells("Europe/Nowhere", "2014-04-03T11:59:59Z", "2014-04-02 23:59:59");
    tells(ZONE_LATEST, "2014-04-03T11:59:59Z", "2014-04-02 23:59:59");
    is_instant(NULL, "2014-04-03", 0, 0, "2014-04-03T12:00:00Z");
    ends_at("Mars/Olympus", "2014-04-03", "2014-04-04T12:00:00Z");
}

static void offsets_of_quarter_hours(void **state)
{
    (void)state;
    tells("Asia/Kathmandu", "2014-04-03T18:14:59Z", "2014-04-03 23:59:59");
    tells("Asia/Kathmandu", "2014-04-03T18:15:00Z", "2014-04-04 00:00:00");
    tells("Asia/Kolkata", "2014-04-03T18:30:00Z", "2014-04-04 00:00:00");
    tells("Pacific/Chatham", "2014-04-03T10:15:00Z", "2014-04-04 00:00:00");
    ends_at("Asia/Kathmandu", "2014-04-03", "2014-04-03T18:15:00Z");
    ends_at("Pacific/Kiritimati", "2014-04-03", "2014-04-03T10:00:00Z");
    ends_at("Pacific/Pago_Pago", "2014-04-03", "2014-04-04T11:00:00Z");
}

static void spring_changes(void **state)
{
    (void)state;
    tells("Europe/Berlin", "2014-03-30T00:59:59Z", "2014-03-30 01:59:59");
    tells("Europe/Berlin", "2014-03-30T01:00:00Z", "2014-03-30 03:00:00");
    tells("America/New_York", "2014-03-09T06:59:59Z", "2014-03-09 01:59:59");
    tells("America/New_York", "2014-03-09T07:00:00Z", "2014-03-09 03:00:00");
    /* The skipped hour is read as before the change. */
    is_instant("Europe/Berlin", "2014-03-30", 1, 59, "2014-03-30T00:59:00Z");
    is_instant("Europe/Berlin", "2014-03-30", 2, 30, "2014-03-30T01:30:00Z");
    is_instant("Europe/Berlin", "2014-03-30", 3, 0, "2014-03-30T01:00:00Z");
    is_instant("America/New_York", "2014-03-09", 2, 0, "2014-03-09T07:00:00Z");
    ends_at("Europe/Berlin", "2014-03-29", "2014-03-29T23:00:00Z");
    ends_at("Europe/Berlin", "2014-03-30", "2014-03-30T22:00:00Z");
}

static void autumn_changes(void **state)
{
    (void)state;
    tells("Europe/Berlin", "2014-10-26T00:59:59Z", "2014-10-26 02:59:59");
    tells("Europe/Berlin", "2014-10-26T01:00:00Z", "2014-10-26 02:00:00");
    /* The repeated hour is the later one. */
    is_instant("Europe/Berlin", "2014-10-26", 1, 59, "2014-10-25T23:59:00Z");
    is_instant("Europe/Berlin", "2014-10-26", 2, 30, "2014-10-26T01:30:00Z");
    is_instant("Europe/Berlin", "2014-10-26", 3, 0, "2014-10-26T02:00:00Z");
    is_instant("America/New_York", "2014-11-02", 1, 30, "2014-11-02T06:30:00Z");
    ends_at("Europe/Berlin", "2014-10-25", "2014-10-25T22:00:00Z");
    ends_at("Europe/Berlin", "2014-10-26", "2014-10-26T23:00:00Z");
}

static void half_an_hour(void **state)
{
    (void)state;
    tells("Australia/Lord_Howe", "2014-04-05T14:59:59Z", "2014-04-06 01:59:59");
    tells("Australia/Lord_Howe", "2014-04-05T15:00:00Z", "2014-04-06 01:30:00");
    is_instant("Australia/Lord_Howe", "2014-04-06", 1, 45, "2014-04-05T15:15:00Z");
    is_instant("Australia/Lord_Howe", "2014-10-05", 2, 15, "2014-10-04T15:45:00Z");
    ends_at("Australia/Lord_Howe", "2014-04-06", "2014-04-06T13:30:00Z");
}

static void a_day_that_never_was(void **state)
{
    (void)state;
    tells("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29 23:59:59");
    tells("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31 00:00:00");
    ends_at("Pacific/Apia", "2011-12-29", "2011-12-30T10:00:00Z");
    ends_at("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z");
    ends_at("Pacific/Apia", "2011-12-31", "2011-12-31T10:00:00Z");
    is_instant("Pacific/Apia", "2011-12-30", 12, 0, "2011-12-30T22:00:00Z");
    is_instant("Pacific/Apia", "2011-12-31", 0, 0, "2011-12-30T10:00:00Z");
    assert_false(zone_has_day(day_parse("2011-12-30"), "Pacific/Apia"));
    assert_true(zone_has_day(day_parse("2011-12-29"), "Pacific/Apia"));
    assert_true(zone_has_day(day_parse("2011-12-31"), "Pacific/Apia"));
    assert_true(zone_has_day(day_parse("2011-12-30"), "Pacific/Pago_Pago"));
    assert_false(zone_has_day(day_parse("1994-12-31"), "Pacific/Kiritimati"));
    assert_true(zone_has_day(day_parse("2011-12-30"), ZONE_LATEST));
    assert_true(zone_has_day(DAY_LAST, "Pacific/Apia"));
    assert_true(zone_has_day(DAY_NONE, "Pacific/Apia"));
}

static void a_day_told_twice(void **state)
{
    (void)state;
    /* Kwajalein's other way round: 1969-09-30 came twice, a day of 24 hours more. */
    tells("Pacific/Kwajalein", "1969-09-30T12:59:59Z", "1969-09-30 23:59:59");
    tells("Pacific/Kwajalein", "1969-09-30T13:00:00Z", "1969-09-30 01:00:00");
    ends_at("Pacific/Kwajalein", "1969-09-30", "1969-10-01T12:00:00Z");
}

static void changes_at_midnight(void **state)
{
    (void)state;
    /* Sao Paulo skipped the first hour of 2014-10-19, and told 23:00 of 2014-02-15 twice. */
    ends_at("America/Sao_Paulo", "2014-10-18", "2014-10-19T03:00:00Z");
    is_instant("America/Sao_Paulo", "2014-10-19", 0, 30, "2014-10-19T03:30:00Z");
    ends_at("America/Sao_Paulo", "2014-02-15", "2014-02-16T03:00:00Z");
    is_instant("America/Sao_Paulo", "2014-02-15", 23, 30, "2014-02-16T02:30:00Z");
    /* Havana told the first hour of 2014-11-02 twice: the day before ended at its first midnight. */
    ends_at("America/Havana", "2014-11-01", "2014-11-02T04:00:00Z");
    is_instant("America/Havana", "2014-11-02", 0, 0, "2014-11-02T05:00:00Z");
    /* Saint John's went back from 00:01 to 23:01: the day before ended a second time. */
    ends_at("America/St_Johns", "2010-11-06", "2010-11-07T03:30:00Z");
}

static void after_the_tables(void **state)
{
    (void)state;
    tells("Europe/Berlin", "2060-07-01T12:00:00Z", "2060-07-01 14:00:00");
    tells("Europe/Berlin", "2060-01-01T12:00:00Z", "2060-01-01 13:00:00");
}

static void every_hour_round_trips(void **state)
{
    static const char *const zones[] = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
                                        "Asia/Kathmandu", "America/Sao_Paulo"};

    (void)state;
    for (int64_t instant = at("2014-01-01T00:00:00Z"); instant < at("2015-01-01T00:00:00Z");
         instant += 1800) {
        for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
            struct zone_time time = zone_at(instant, zones[i]);
            int64_t back = zone_instant(time.day, time.hour, time.minute, zones[i]);
            struct zone_time again = zone_at(back, zones[i]);

            /* The earlier of two equal times comes back as the later. */
            assert_true(back == instant || back == instant + 3600 || back == instant + 1800);
            assert_memory_equal(&time, &again, sizeof time);
            assert_true(zone_day_end(time.day, zones[i]) > instant);
            assert_true(zone_day_end(time.day - 1, zones[i]) <= instant);
        }
    }
}

static void outside_the_calendar(void **state)
{
    (void)state;
    assert_int_equal(zone_day(INSTANT_NONE, "UTC"), DAY_NONE);
    assert_int_equal(zone_day(INT64_MAX, "Europe/Berlin"), DAY_NONE);
    assert_int_equal(zone_day(INT64_MIN + 1, "Europe/Berlin"), DAY_NONE);
    assert_true(zone_instant(DAY_NONE, 0, 0, "UTC") == INSTANT_NONE);
    assert_true(zone_instant(INT_MAX, 0, 0, "UTC") == INSTANT_NONE);
    assert_true(zone_day_end(DAY_NONE, "Europe/Berlin") == INSTANT_NONE);
    assert_true(zone_day_end(INT_MAX, "Europe/Berlin") == INSTANT_NONE);
}

static void the_environment_is_left_alone(void **state)
{
    (void)state;
    setenv("TZ", "Asia/Tokyo", 1);
    tells("Europe/Berlin", "2015-04-03T12:00:00Z", "2015-04-03 14:00:00");
    assert_string_equal(getenv("TZ"), "Asia/Tokyo");
    unsetenv("TZ");
    tells("Europe/Berlin", "2016-04-03T12:00:00Z", "2016-04-03 14:00:00");
    assert_null(getenv("TZ"));
    setenv("TZ", "UTC", 1);
}

static void the_machine_s_zone(void **state)
{
    (void)state;
    setenv("TZ", "Asia/Tokyo", 1);
    assert_string_equal(zone_local(), "Asia/Tokyo");
    setenv("TZ", ":Europe/Berlin", 1);
    assert_string_equal(zone_local(), "Europe/Berlin");
    setenv("TZ", "/usr/share/zoneinfo/Asia/Kathmandu", 1);
    assert_string_equal(zone_local(), "Asia/Kathmandu");
    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    assert_string_equal(zone_local(), "UTC");
    setenv("TZ", "", 1);
    assert_string_equal(zone_local(), "UTC");
    unsetenv("TZ");
    assert_true(zone_exists(zone_local()));
    setenv("TZ", "UTC", 1);
}

static void a_machine_without_zones(void **state)
{
    (void)state;
    assert_true(zone_database_exists());
    assert_non_null(strstr(zone_trouble(), "Europe/Berlin"));
    setenv("TZDIR", "/nowhere", 1);
    assert_false(zone_database_exists());
    assert_non_null(strstr(zone_trouble(), "tzdata"));
    assert_false(zone_exists("Asia/Dili"));
    assert_true(zone_exists("UTC"));
    assert_true(zone_exists(ZONE_LATEST));
    ends_at("Asia/Dili", "2014-04-28", "2014-04-29T12:00:00Z");
    ends_at(ZONE_LATEST, "2014-04-28", "2014-04-29T12:00:00Z");
    tells("UTC", "2014-04-28T12:00:00Z", "2014-04-28 12:00:00");
    unsetenv("TZDIR");
    assert_true(zone_exists("Asia/Dili"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(existing_zones),
        cmocka_unit_test(names_that_are_no_zones),
        cmocka_unit_test(universal_time),
        cmocka_unit_test(the_first_hours),
        cmocka_unit_test(unknown_zones_are_the_latest),
        cmocka_unit_test(offsets_of_quarter_hours),
        cmocka_unit_test(spring_changes),
        cmocka_unit_test(autumn_changes),
        cmocka_unit_test(half_an_hour),
        cmocka_unit_test(a_day_that_never_was),
        cmocka_unit_test(a_day_told_twice),
        cmocka_unit_test(changes_at_midnight),
        cmocka_unit_test(after_the_tables),
        cmocka_unit_test(every_hour_round_trips),
        cmocka_unit_test(outside_the_calendar),
        cmocka_unit_test(the_environment_is_left_alone),
        cmocka_unit_test(the_machine_s_zone),
        cmocka_unit_test(a_machine_without_zones),
    };

    return UNIT_RUN(tests);
}
