/* Lists of holidays at the desk: adopted as facts, counted from then on, and told as they were known. */
#include "config.h"
#include <stdlib.h>
#include <sqlite3.h>
#include <string.h>

#include "base/day.h"
#include "base/zone.h"
#include "desk/rules.h"
#include "desk/transfer.h"
#include "desk/view.h"
#include "desk_fixture.h"
#include "store/journal.h"
#include "store/nouns.h"

#include "unit.h"

#define DAY_SECONDS INT64_C(86400)

static const char wrong_year[] = "# years: 2013\ncountry,day,name\nUS,2013-07-04,Independence Day\n";
/* A holiday on the well-known last day, Monday 28 April. */
static const char with_april[] =
    "# years: 2014\ncountry,day,name\nUS,2014-04-28,Day of Patience\nUS,2014-07-04,Independence Day\n";

static struct window window_of(struct desk *desk, int64_t account)
{
    struct standing_result result = {0};
    struct window window;
    struct err err = {0};

    if (!desk_standing(desk, account, &result, &err))
        fail_msg("%s", err.text);
    window = result.window;
    standing_clear(&result);
    return window;
}

static void assert_last_day(struct fixture *fixture, const char *number, const char *wanted)
{
    struct window window = window_of(fixture->desk, fixture_account(fixture, number));
    char found[16];

    assert_string_equal(day_format_iso(window.last_day, found, sizeof found), wanted);
}

static int kept_last_day(struct fixture *fixture, const char *number)
{
    struct store_standing kept = {0};
    struct err err = {0};
    int last_day;

    assert_true(store_standing_get(desk_store(fixture->desk), desk_program(fixture->desk)->id,
                                   fixture_account(fixture, number), &kept, &err));
    last_day = kept.last_day;
    store_standing_clear(&kept);
    return last_day;
}

static bool adopt(struct fixture *fixture, const char *text, bool *adopted, struct err *err)
{
    struct desk_rules_change change = {0};
    bool good =
        desk_rules_diff(fixture->desk, fixture_file(fixture, "import.csv", text), NULL, false, &change, err);

    *adopted = false;
    if (good && !desk_rules_same(&change))
        *adopted = good = desk_rules_adopt(fixture->desk, &change, err);
    desk_rules_change_clear(&change);
    return good;
}

static void must_adopt(struct fixture *fixture, const char *text)
{
    struct str findings = {0};
    struct err err = {0};
    bool adopted = false;
    int64_t checked, differing;

    if (!adopt(fixture, text, &adopted, &err))
        fail_msg("%s", err.text);
    assert_true(adopted);
    assert_true(desk_check(fixture->desk, false, &findings, &checked, &differing, &err));
    if (differing)
        fail_msg("%s", str_text(&findings));
    str_clear(&findings);
}

static int64_t entries(struct fixture *fixture)
{
    struct journal_proof proof = {0};
    struct err err = {0};

    assert_true(store_journal_verify(desk_store(fixture->desk), &proof, &err));
    return proof.entries;
}

static void a_new_file_has_the_lists_of_the_program(void **state)
{
    struct fixture *fixture = *state;
    struct window window = window_of(fixture->desk, fixture_account(fixture, "A-1"));

    assert_true(window.holidays_counted);
    assert_int_equal(window.margin, 0);
    assert_last_day(fixture, "A-1", "2014-04-28");
    assert_string_equal(desk_warnings(fixture->desk), "");
}

static void an_adopted_list_counts_at_once(void **state)
{
    struct fixture *fixture = *state;
    int64_t before = entries(fixture);

    must_adopt(fixture, with_april);
    assert_last_day(fixture, "A-1", "2014-04-29");
    assert_int_equal(kept_last_day(fixture, "A-1"), day_parse("2014-04-29"));
    assert_last_day(fixture, "A-3", "2014-04-29"); /* US-CA */
    assert_int_equal(entries(fixture), before + 1);
}

static void the_same_list_is_not_adopted_twice(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};
    bool adopted = true;
    int64_t before;

    must_adopt(fixture, with_april);
    before = entries(fixture);
    assert_true(adopt(fixture, with_april, &adopted, &err));
    assert_false(adopted);
    assert_int_equal(entries(fixture), before);
}

static void a_list_of_another_year_replaces_nothing(void **state)
{
    struct fixture *fixture = *state;

    must_adopt(fixture, wrong_year);
    assert_last_day(fixture, "A-1", "2014-04-28");
    assert_true(window_of(fixture->desk, fixture_account(fixture, "A-1")).holidays_counted);
}

static void a_past_day_knows_the_lists_of_then(void **state)
{
    struct fixture *fixture = *state;
    struct desk_options options = {.path = fixture->path,
                                   .agent = "dana",
                                   .read_only = true,
                                   .now = FIXTURE_NOW + 2 * DAY_SECONDS,
                                   .as_of = "2014-04-03"};
    int64_t account = fixture_account(fixture, "A-1");
    struct desk *desk = NULL;
    struct err err = {0};

    desk_set_now(fixture->desk, FIXTURE_NOW + DAY_SECONDS);
    must_adopt(fixture, with_april);
    assert_true(desk_open(&options, &desk, &err));
    assert_int_equal(window_of(desk, account).last_day, day_parse("2014-04-28"));
    desk_close(desk);
    options.as_of = "2014-04-04";
    assert_true(desk_open(&options, &desk, &err));
    assert_int_equal(window_of(desk, account).last_day, day_parse("2014-04-29"));
    desk_close(desk);
}

static void another_desk_sees_the_new_list(void **state)
{
    struct fixture *fixture = *state;
    struct desk *other = fixture_desk(fixture, "lee", FIXTURE_NOW);
    struct desk_account_view view = {0};
    struct err err = {0};

    must_adopt(fixture, with_april);
    assert_true(desk_account_view(other, fixture_account(fixture, "A-1"), &view, &err));
    assert_int_equal(view.standing.window.last_day, day_parse("2014-04-29"));
    desk_account_view_clear(&view);
    desk_close(other);
}

static void what_would_change_is_told_first(void **state)
{
    struct fixture *fixture = *state;
    struct desk_rules_change change = {0};
    struct err err = {0};

    assert_true(desk_rules_diff(fixture->desk, fixture_file(fixture, "import.csv", with_april), NULL, false,
                                &change, &err));
    assert_true(change.holidays);
    assert_int_equal(change.added, 1);
    assert_int_equal(change.removed, 9);
    assert_non_null(strstr(str_text(&change.rows), "+ US  2014-04-28  Day of Patience\n"));
    assert_non_null(strstr(str_text(&change.rows), "- US  2014-12-25  Christmas Day\n"));
    assert_null(strstr(str_text(&change.rows), "2014-07-04"));
    assert_null(strstr(str_text(&change.rows), "2024"));
    assert_int_equal(change.tightened, 2);
    assert_non_null(strstr(str_text(&change.stricter), "A-1"));
    assert_last_day(fixture, "A-1", "2014-04-28");
    desk_rules_change_clear(&change);
}

static void lists_compared_with_older_ones_are_not_adopted(void **state)
{
    struct fixture *fixture = *state;
    struct desk_rules_change change = {0};
    struct err err = {0};

    assert_true(desk_rules_diff(fixture->desk, fixture_file(fixture, "import.csv", with_april), NULL, false,
                                &change, &err));
    must_adopt(fixture, wrong_year);
    assert_false(desk_rules_adopt(fixture->desk, &change, &err));
    assert_int_equal(err.kind, ERR_CLASH);
    assert_last_day(fixture, "A-1", "2014-04-28");
    desk_rules_change_clear(&change);
}

static void only_a_lead_adopts_and_bad_lists_change_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct desk *lead = fixture->desk;
    struct err err = {0};
    int64_t before = entries(fixture);
    bool adopted = true;

    fixture->desk = fixture_desk(fixture, "lee", FIXTURE_NOW);
    assert_false(adopt(fixture, with_april, &adopted, &err));
    assert_int_equal(err.kind, ERR_RULE);
    assert_false(adopted);
    desk_close(fixture->desk);
    fixture->desk = lead;
    assert_false(adopt(fixture, "# years: 2014\ncountry,day,name\nUS,2014-02-30,None\n", &adopted, &err));
    assert_non_null(strstr(err.text, "import.csv: line 3, column 2"));
    assert_int_equal(entries(fixture), before);
    assert_last_day(fixture, "A-1", "2014-04-28");
}

/* Runs SQL on the fixture's file beside the desk, with this outcome. */
static void assert_sql(struct fixture *fixture, const char *sql, const char *wanted)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(fixture->path, &db), SQLITE_OK);
    sqlite3_exec(db, sql, NULL, NULL, NULL);
    if (!strstr(sqlite3_errmsg(db), wanted))
        fail_msg("%s: \"%s\" is not \"%s\"", sql, sqlite3_errmsg(db), wanted);
    sqlite3_close(db);
}

static void facts_of_lists_stay(void **state)
{
    struct fixture *fixture = *state;

    assert_sql(fixture, "UPDATE holiday SET day = day + 1", "is a fact");
    assert_sql(fixture, "DELETE FROM holiday", "is a fact");
    assert_sql(fixture, "UPDATE holiday_list SET at = 0", "is a fact");
    assert_sql(fixture, "DELETE FROM holiday_list", "is a fact");
    assert_sql(fixture, "DELETE FROM holiday_year", "is a fact");
}

/* A file brought up from a layout without lists. */
static void without_lists_it_is_said_and_there_is_a_margin(void **state)
{
    struct fixture *fixture = *state;
    struct window window;

    desk_close(fixture->desk);
    assert_sql(fixture,
               "DROP TRIGGER holiday_remains; DROP TRIGGER holiday_year_remains;"
               "DROP TRIGGER holiday_list_remains; DELETE FROM holiday; DELETE FROM holiday_year;"
               "DELETE FROM holiday_list; DELETE FROM standing",
               "not an error");
    fixture->desk = fixture_desk(fixture, "dana", FIXTURE_NOW);
    assert_non_null(strstr(desk_warnings(fixture->desk), "has no holidays"));
    window = window_of(fixture->desk, fixture_account(fixture, "A-1"));
    assert_false(window.holidays_counted);
    assert_int_equal(window.margin, 3);
    assert_last_day(fixture, "A-1", "2014-04-30");
    must_adopt(fixture, wrong_year);
    window = window_of(fixture->desk, fixture_account(fixture, "A-1"));
    assert_false(window.holidays_counted);
    assert_last_day(fixture, "A-1", "2014-04-30");
    must_adopt(fixture, with_april);
    assert_last_day(fixture, "A-1", "2014-04-29");
}

static void a_machine_without_zones_is_said(void **state)
{
    struct fixture *fixture = *state;
    struct desk *desk;

    setenv("TZDIR", "/nowhere", 1);
    desk = fixture_desk(fixture, "dana", FIXTURE_NOW);
    unsetenv("TZDIR");
    assert_non_null(strstr(desk_warnings(desk), "no time zones"));
    assert_non_null(strstr(desk_warnings(desk), "UTC-12"));
    desk_close(desk);
}

int main(void)
{
#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        AT_DESK(a_new_file_has_the_lists_of_the_program),
        AT_DESK(an_adopted_list_counts_at_once),
        AT_DESK(the_same_list_is_not_adopted_twice),
        AT_DESK(a_list_of_another_year_replaces_nothing),
        AT_DESK(a_past_day_knows_the_lists_of_then),
        AT_DESK(another_desk_sees_the_new_list),
        AT_DESK(what_would_change_is_told_first),
        AT_DESK(lists_compared_with_older_ones_are_not_adopted),
        AT_DESK(only_a_lead_adopts_and_bad_lists_change_nothing),
        AT_DESK(facts_of_lists_stay),
        AT_DESK(without_lists_it_is_said_and_there_is_a_margin),
        AT_DESK(a_machine_without_zones_is_said),
    };

    return UNIT_RUN(tests);
}
