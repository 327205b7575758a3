/* Whatever happens through the desk's verbs, an account that stands otherwise afterwards is one that the
 * journal's new entries lead to. */
#include "config.h"

#include "unit.h"

#include "base/str.h"
#include "desk/setting.h"
#include "desk/transfer.h"
#include "desk/view.h"
#include "random_world.h"
#include "store/journal.h"
#include "store/nouns.h"

enum { LIVES = 120, EVENTS = 8, OTHERS = 5 };

/* An account and how it stands, in words. */
struct seen {
    int64_t account;
    struct str course;
};

static void look(struct world *world, struct seen *seen)
{
    struct standing_result standing = {0};
    struct err err = {0};

    str_reset(&seen->course);
    assert_true(desk_standing(world->desk, seen->account, &standing, &err));
    for (size_t i = 0; i < standing.phases; i++)
        str_add_format(&seen->course, "%lld %s %s\n", (long long)standing.course[i].from,
                       standing_name(standing.course[i].value), str_text(&standing.course[i].reason));
    str_add_format(&seen->course, "%s %d %zu", standing.place,
                   standing.has_window ? standing.window.last_day : 0, standing.limited);
    standing_clear(&standing);
}

static bool is_touched(const struct touched *touched, int64_t account)
{
    for (size_t i = 0; i < touched->count; i++) {
        if (touched->accounts[i] == account)
            return true;
    }
    return touched->all;
}

/* Returns how many of those looked at stand otherwise. */
static int what_changed_is_touched(struct world *world, void (*act)(struct world *world))
{
    struct seen before[OTHERS + 1] = {{0}}, after = {0};
    struct touched touched;
    struct err err = {0};
    int64_t since;
    int changed = 0;

    for (int i = 0; i <= OTHERS; i++) {
        before[i].account = account_of(world, i ? pick(world, LIVES) : world->history);
        look(world, &before[i]);
    }
    assert_true(store_journal_newest(world->store, &since, &err));
    act(world);
    assert_true(store_journal_touched(world->store, since, &touched, &err));
    for (int i = 0; i <= OTHERS; i++) {
        after.account = before[i].account;
        look(world, &after);
        if (!str_equal(str_text(&before[i].course), str_text(&after.course))) {
            changed++;
            if (!is_touched(&touched, after.account))
                fail_msg("not touched:\n%s\n\n%s", str_text(&before[i].course), str_text(&after.course));
        }
        str_clear(&before[i].course);
    }
    str_clear(&after.course);
    touched_clear(&touched);
    return changed;
}

static void who_stands_otherwise_is_touched(void **state)
{
    struct fixture *fixture = *state;
    struct world world = {.fixture = fixture,
                          .desk = fixture->desk,
                          .store = desk_store(fixture->desk),
                          .program = desk_program(fixture->desk)->id,
                          .state = 7};
    int changed = 0;

    world.other = fixture_desk(fixture, "lee", FIXTURE_NOW);
    make_accounts(&world);
    for (world.history = 0; world.history < LIVES; world.history++) {
        changed += what_changed_is_touched(&world, notify);
        for (int i = 0; i < EVENTS; i++)
            changed += what_changed_is_touched(&world, happen);
        desk_set_now(world.desk, FIXTURE_NOW + (int64_t)pick(&world, 400 * DAY));
    }
    desk_close(world.other);
    /* Else the test would prove nothing. */
    assert_in_range(changed, LIVES * 3, LIVES * EVENTS * OTHERS);
}

static void touch(struct fixture *fixture, enum list kind, const char *text, struct touched *touched)
{
    struct err err = {0};
    int64_t since;

    assert_true(store_journal_newest(desk_store(fixture->desk), &since, &err));
    fixture_import(fixture, kind, text);
    assert_true(store_journal_touched(desk_store(fixture->desk), since, touched, &err));
}

/* All above it stand by the strictest place below them. */
static void who_is_above_is_touched(void **state)
{
    struct fixture *fixture = *state;
    struct touched touched;

    fixture_import(fixture, LIST_ACCOUNTS,
                   "account number,company,country,parent\r\nA-4,Below,US,A-1\r\nA-5,Deep below,US,a-4\r\n");
    touch(fixture, LIST_ACCOUNTS, "account number,country\r\nA-5,DE\r\n", &touched);
    assert_false(touched.all);
    assert_int_equal(touched.count, 3);
    assert_true(is_touched(&touched, fixture_account(fixture, "A-1")));
    assert_true(is_touched(&touched, fixture_account(fixture, "A-4")));
    assert_true(is_touched(&touched, fixture_account(fixture, "A-5")));
    touched_clear(&touched);
}

static void what_concerns_all_is_told(void **state)
{
    struct fixture *fixture = *state;
    struct touched touched;
    struct err err = {0};
    int64_t since;

    touch(fixture, LIST_PARTNERS, "partner\r\nAcme\r\n", &touched);
    assert_false(touched.all);
    assert_int_equal(touched.count, 0);
    touched_clear(&touched);
    assert_true(store_journal_newest(desk_store(fixture->desk), &since, &err));
    assert_true(desk_setting(fixture->desk, SETTING_COOLING_DAYS, 5, &err));
    assert_true(store_journal_touched(desk_store(fixture->desk), since, &touched, &err));
    assert_true(touched.all);
    touched_clear(&touched);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_stands_otherwise_is_touched, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(who_is_above_is_touched, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_concerns_all_is_told, fixture_setup, fixture_teardown),
    };

    return UNIT_RUN(tests);
}
