/* Lists of holidays: how a file is read, what is refused, and what stands in the lists of the program. */
#include "config.h"
#include "intake/holiday_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#include "unit.h"

static bool read_text(const char *text, struct calendar_book *book, struct err *err)
{
    memset(book, 0, sizeof *book);
    return holiday_list_read(text, strlen(text), book, err);
}

static void assert_refused(const char *text, const char *wanted)
{
    struct calendar_book book;
    struct err err = {0};

    assert_false(read_text(text, &book, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    if (!strstr(err.text, wanted))
        fail_msg("\"%s\" does not say \"%s\"", err.text, wanted);
    calendar_book_clear(&book);
}

#define HEAD "# the source\n# years: 2014\ncountry,day,name\n"

static void a_list_is_read(void **state)
{
    struct calendar_book book;
    struct calendar calendar;
    struct err err = {0};

    (void)state;
    assert_true(read_text("# Source: none, it is \"invented\n#years: 2014 , 2016-2017\r\n\r\n"
                          "name;day;country\nThe Fourth;4 July 2014;us\n\"Day; of Trees\";2014-03-31;US-CA\n"
                          "Sixteen;2016-01-01;US\nSeventeen;2017-01-01;US\n",
                          &book, &err));
    calendar = calendar_of(&book, "US-CA");
    assert_string_equal(calendar_holiday(&calendar, day_parse("2014-07-04")), "The Fourth");
    assert_string_equal(calendar_holiday(&calendar, day_parse("2014-03-31")), "Day; of Trees");
    assert_true(calendar_covers(&calendar, day_parse("2014-01-01"), day_parse("2014-12-31")));
    assert_true(calendar_covers(&calendar, day_parse("2016-01-01"), day_parse("2017-12-31")));
    assert_false(calendar_covers(&calendar, day_parse("2014-01-01"), day_parse("2016-12-31")));
    assert_int_equal(book.count, 2);
    calendar_book_clear(&book);
}

static void what_is_wrong_is_refused_with_its_place(void **state)
{
    (void)state;
    assert_refused("", "line 1: no line says which years");
    assert_refused("country,day,name\nUS,2014-07-04,The Fourth\n", "no line says which years");
    assert_refused("# years: soon\ncountry,day,name\n", "line 1: the years of the list cannot be read");
    assert_refused("#\n# years: 2016-2014\ncountry,day,name\n", "line 2: the years");
    assert_refused("# years: 1899\ncountry,day,name\n", "line 1: the years");
    assert_refused("# years: 2201\ncountry,day,name\n", "line 1: the years");
    assert_refused("# years: 2014\ncountry,name\nUS,The Fourth\n", "day");
    assert_refused(HEAD "US,soon,The Fourth\n", "line 4, column 2: this day cannot be read");
    assert_refused(HEAD "US,2014-02-30,None\n", "line 4, column 2: this day cannot be read");
    assert_refused(HEAD "US,03/04/2014,Which\n", "line 4, column 2: this day cannot be read");
    assert_refused(HEAD "US,2015-07-04,Late\n", "line 4, column 2: this day lies in none of the years");
    assert_refused(HEAD "US,1899-12-31,Old\n",
                   "line 4, column 2: this day lies outside the years 1900 to 2200");
    assert_refused(HEAD "US,2201-01-01,New\n",
                   "line 4, column 2: this day lies outside the years 1900 to 2200");
    assert_refused(HEAD "US,2014-07-04,One\n\nUS,4 Jul 2014,Two\n",
                   "line 6, column 2: this day is listed already");
    assert_refused(HEAD "US,2014-07-04,One\nDE,2014-10-03,Two\n",
                   "line 5, column 1: a list is of one country");
    assert_refused(HEAD "Narnia,2014-07-04,One\n", "line 4, column 1: no such country");
    assert_refused(HEAD "US,2014-07-04,\n", "line 4, column 3: a holiday without a name");
    assert_refused(HEAD "US,2014-07-04,\"open\n", "line 4: ");
    assert_refused(HEAD, "line 2: the list says it covers 2014, but has no day of it");
    assert_refused("# years: 2014-2015\ncountry,day,name\nUS,2014-07-04,One\n",
                   "line 1: the list says it covers 2015");
}

static void a_list_is_told_from_rules(void **state)
{
    static const char wrong[] = "# years: soon\ncountry,day,name\n";
    static const char list[] = HEAD "US,2014-07-04,One\n", rules[] = "code,name,regime\nUS,x,opt_out\n";

    (void)state;
    assert_true(holiday_list_is(list, strlen(list)));
    assert_false(holiday_list_is(rules, strlen(rules)));
    assert_true(holiday_list_is(wrong, strlen(wrong)));
    assert_false(holiday_list_is("", 0));
    assert_false(holiday_list_is("# years: 9", 10));
}

static struct calendar_book lists;

static int lists_read(void **state)
{
    static const char *const countries[] = {"AU", "CA", "DE", "ES", "FR", "GB", "JP", "MX", "SG", "US"};
    struct str bytes = {0};
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++) {
        char *name = mem_format("holidays/%s.csv", countries[i]),
             *path = file_join(file_program_data(), name);
        bool good = file_read(path, 0, &bytes, &err) &&
                    holiday_list_read(str_text(&bytes), bytes.length, &lists, &err);

        free(name);
        free(path);
        if (!good) {
            print_error("%s: %s\n", countries[i], err.text);
            return -1;
        }
    }
    str_clear(&bytes);
    return 0;
}

static int lists_clear(void **state)
{
    (void)state;
    calendar_book_clear(&lists);
    return 0;
}

static const int years[] = {2014, 2024, 2025, 2026, 2027};

static void the_program_s_lists_cover_their_years(void **state)
{
    (void)state;
    assert_int_equal(lists.count, 12);
    for (size_t i = 0; i < lists.count; i++) {
        struct calendar calendar = calendar_of(&lists, lists.lists[i].code);

        for (size_t j = 0; j < sizeof years / sizeof *years; j++)
            assert_true(
                calendar_covers(&calendar, day_from_civil(years[j], 1, 1), day_from_civil(years[j], 12, 31)));
        assert_false(calendar_covers(&calendar, day_from_civil(2015, 1, 1), day_from_civil(2015, 1, 1)));
        assert_false(calendar_covers(&calendar, day_from_civil(2028, 1, 1), day_from_civil(2028, 1, 1)));
    }
}

/* Dates known apart from the lists. */
static void known_days_are_holidays(void **state)
{
    static const struct {
        const char *code, *day, *name;
    } known[] = {
        {"US", "2014-11-27", "Thanksgiving"},   {"US", "2014-05-26", "Memorial Day"},
        {"US", "2024-06-19", "Juneteenth"},     {"US", "2026-07-03", "Independence Day (observed)"},
        {"US", "2027-07-05", "observed"},       {"US", "2027-12-31", "New Year's Day (observed)"},
        {"US-CA", "2025-09-01", "Labor Day"},   {"US", "2024-11-28", "Thanksgiving"},
        {"CA", "2014-05-19", "Victoria Day"},   {"CA", "2025-05-19", "Victoria Day"},
        {"CA", "2024-09-30", "Truth"},          {"CA", "2025-10-13", "Thanksgiving"},
        {"CA-QC", "2025-07-01", "Canada Day"},  {"CA", "2026-12-28", "Boxing Day"},
        {"GB", "2014-04-21", "Easter Monday"},  {"GB", "2026-12-28", "substitute"},
        {"GB", "2027-12-27", "Christmas"},      {"GB", "2027-12-28", "Boxing Day"},
        {"GB-SCT", "2014-12-01", "Andrew"},     {"GB-SCT", "2026-08-31", "Summer"},
        {"GB-SCT", "2026-06-15", "World Cup"},  {"GB-NIR", "2024-03-18", "Patrick"},
        {"GB-NIR", "2026-07-13", "Boyne"},      {"DE", "2014-05-29", "Ascension"},
        {"DE", "2024-05-20", "Whit Monday"},    {"DE", "2025-10-03", "Unity"},
        {"FR", "2024-05-09", "Ascension"},      {"FR", "2024-05-08", "Victory"},
        {"FR", "2026-07-14", "National"},       {"ES", "2014-01-06", "Epiphany"},
        {"ES", "2024-03-29", "Good Friday"},    {"ES", "2025-12-08", "Immaculate"},
        {"MX", "2014-02-03", "Constitution"},   {"MX", "2024-10-01", "executive"},
        {"MX", "2025-11-17", "Revolution"},     {"JP", "2014-05-06", "Substitute"},
        {"JP", "2024-05-06", "Substitute"},     {"JP", "2024-08-12", "Substitute"},
        {"JP", "2014-12-23", "Emperor"},        {"JP", "2025-02-24", "Substitute"},
        {"JP", "2026-05-06", "Substitute"},     {"JP", "2026-09-22", "Citizens"},
        {"JP", "2027-03-22", "Substitute"},     {"SG", "2014-01-31", "Chinese New Year"},
        {"SG", "2014-10-06", "Hari Raya Haji"}, {"SG", "2024-02-12", "Chinese New Year"},
        {"SG", "2025-05-03", "Polling"},        {"SG", "2026-08-10", "National Day"},
        {"SG", "2026-11-09", "Deepavali"},      {"AU", "2014-01-27", "Australia Day"},
        {"AU", "2025-01-27", "Australia Day"},  {"AU", "2027-12-28", "Boxing Day"},
        {"AU", "2025-04-25", "Anzac"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct calendar calendar = calendar_of(&lists, known[i].code);
        const char *name = calendar_holiday(&calendar, day_parse(known[i].day));

        if (!name || !strstr(name, known[i].name))
            fail_msg("%s %s is %s, not %s", known[i].code, known[i].day, name ? name : "no holiday",
                     known[i].name);
    }
}

static void other_days_are_none(void **state)
{
    static const struct {
        const char *code, *day;
    } none[] = {
        {"US", "2014-06-19"},     {"US", "2014-04-28"}, {"US", "2014-04-18"}, {"CA", "2014-09-30"},
        {"GB", "2014-12-01"},     {"GB", "2026-12-29"}, {"DE", "2014-10-31"}, {"FR", "2014-04-18"},
        {"ES", "2014-04-21"},     {"MX", "2014-10-01"}, {"MX", "2014-12-12"}, {"JP", "2014-08-11"},
        {"JP", "2024-12-23"},     {"JP", "2025-09-22"}, {"SG", "2014-04-21"}, {"SG", "2025-06-09"},
        {"AU", "2014-06-09"},     {"AU", "2026-04-27"}, {"NZ", "2014-12-25"}, {"", "2014-12-25"},
        {"GB-WLS", "2014-12-01"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct calendar calendar = calendar_of(&lists, none[i].code);

        if (calendar_holiday(&calendar, day_parse(none[i].day)))
            fail_msg("%s %s is no holiday", none[i].code, none[i].day);
    }
}

/* Easter Sunday as the tables of the church have it. */
static void moving_feasts_follow_easter(void **state)
{
    static const char *const easter[] = {"2014-04-20", "2024-03-31", "2025-04-20", "2026-04-05",
                                         "2027-03-28"};
    static const struct {
        const char *code;
        int after;
        const char *name;
    } feasts[] = {
        {"AU", -2, "Good Friday"},   {"AU", 1, "Easter Monday"},  {"CA", -2, "Good Friday"},
        {"CA", 1, "Easter Monday"},  {"DE", -2, "Good Friday"},   {"DE", 1, "Easter Monday"},
        {"DE", 39, "Ascension Day"}, {"DE", 50, "Whit Monday"},   {"ES", -2, "Good Friday"},
        {"FR", 1, "Easter Monday"},  {"FR", 39, "Ascension Day"}, {"FR", 50, "Whit Monday"},
        {"GB", -2, "Good Friday"},   {"GB", 1, "Easter Monday"},  {"SG", -2, "Good Friday"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof feasts / sizeof *feasts; i++) {
        struct calendar calendar = calendar_of(&lists, feasts[i].code);

        for (size_t j = 0; j < sizeof easter / sizeof *easter; j++) {
            const char *name = calendar_holiday(&calendar, day_parse(easter[j]) + feasts[i].after);

            assert_non_null(name);
            assert_string_equal(name, feasts[i].name);
        }
    }
}

/* Every holiday that the law ties to a day of the week: which one of the month, or the last one (0). */
static void days_tied_to_the_week_are_on_it(void **state)
{
    static const struct {
        const char *code, *name;
        int month, nth;
        enum day_week week;
    } tied[] = {
        {"US", "Birthday of Martin Luther King Jr.", 1, 3, DAY_MONDAY},
        {"US", "Washington's Birthday", 2, 3, DAY_MONDAY},
        {"US", "Memorial Day", 5, 0, DAY_MONDAY},
        {"US", "Labor Day", 9, 1, DAY_MONDAY},
        {"US", "Columbus Day", 10, 2, DAY_MONDAY},
        {"US", "Thanksgiving Day", 11, 4, DAY_THURSDAY},
        {"CA", "Labour Day", 9, 1, DAY_MONDAY},
        {"CA", "Thanksgiving Day", 10, 2, DAY_MONDAY},
        {"GB", "Early May bank holiday", 5, 1, DAY_MONDAY},
        {"GB", "Spring bank holiday", 5, 0, DAY_MONDAY},
        {"GB", "Summer bank holiday", 8, 0, DAY_MONDAY},
        {"GB-SCT", "Summer bank holiday (Scotland)", 8, 1, DAY_MONDAY},
        {"MX", "Constitution Day", 2, 1, DAY_MONDAY},
        {"MX", "Benito Juarez's Birthday", 3, 3, DAY_MONDAY},
        {"MX", "Revolution Day", 11, 3, DAY_MONDAY},
        {"JP", "Coming of Age Day", 1, 2, DAY_MONDAY},
        {"JP", "Marine Day", 7, 3, DAY_MONDAY},
        {"JP", "Respect for the Aged Day", 9, 3, DAY_MONDAY},
    };

    (void)state;
    for (size_t i = 0; i < sizeof tied / sizeof *tied; i++) {
        struct calendar calendar = calendar_of(&lists, tied[i].code);

        for (size_t j = 0; j < sizeof years / sizeof *years; j++) {
            int day = day_from_civil(years[j], tied[i].month, 1);
            const char *name;

            day +=
                ((int)tied[i].week - (int)day_weekday(day) + 7) % 7 + 7 * (tied[i].nth ? tied[i].nth - 1 : 3);
            if (!tied[i].nth && day + 7 < day_from_civil(years[j], tied[i].month + 1, 1))
                day += 7;
            name = calendar_holiday(&calendar, day);
            if (!name || strcmp(name, tied[i].name) != 0)
                fail_msg("%s %s of %d is %s", tied[i].code, tied[i].name, years[j], name ? name : "missing");
        }
    }
}

static bool has_word(const char *name, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(name, words[i]))
            return true;
    return false;
}

/* A day given for another one is a working day otherwise, and the other one is a weekend or a holiday. */
static void substitutes_are_weekdays(void **state)
{
    static const char *const words[] = {"(observed)",     "(substitute)",     "Substitute",
                                        "(Monday after)", "(additional day)", "Citizens"};

    (void)state;
    for (size_t i = 0; i < lists.count; i++) {
        const struct calendar_list *list = &lists.lists[i];
        struct calendar calendar = calendar_of(&lists, list->code);

        for (size_t j = 0; j < list->holiday_count; j++) {
            int day = list->holidays[j].day;

            if (!has_word(list->holidays[j].name, words, sizeof words / sizeof *words))
                continue;
            assert_false(calendar_is_weekend(&calendar, day));
            assert_true(!calendar_works(&calendar, day - 1) || !calendar_works(&calendar, day + 1));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_read),
        cmocka_unit_test(what_is_wrong_is_refused_with_its_place),
        cmocka_unit_test(a_list_is_told_from_rules),
        cmocka_unit_test(the_program_s_lists_cover_their_years),
        cmocka_unit_test(known_days_are_holidays),
        cmocka_unit_test(other_days_are_none),
        cmocka_unit_test(moving_feasts_follow_easter),
        cmocka_unit_test(days_tied_to_the_week_are_on_it),
        cmocka_unit_test(substitutes_are_weekdays),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, lists_read, lists_clear);
}
