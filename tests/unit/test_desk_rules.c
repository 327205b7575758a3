/* A new file of rules: what it would change is told first, then it is adopted by everybody. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "desk/rules.h"
#include "desk/transfer.h"
#include "desk/view.h"
#include "desk_fixture.h"
#include "store/nouns.h"

#include "unit.h"

#define HEAD                                                                                                 \
    "code,name,regime,window_days,count_from,day_kind,honour_within,honour_unit,effective_from,"             \
    "effective_to,citation,note,confidence,source\n"                                                         \
    "ZZ,Elsewhere,hold,,,,,asap,,,,,high,x\n"
#define US_OPEN "US,States,opt_out,30,sent,calendar,,asap,,,c,n,high,s\n"
#define US_SHUT "US,States,opt_in,,,,,asap,,,c,n,high,s\n"
#define DE_OPEN "DE,Germany,opt_out,30,sent,calendar,,asap,,,c,n,high,s\n"
#define DE_SHUT "DE,Germany,opt_in,,,,,asap,,,c,n,high,s\n"

static void compare(struct fixture *fixture, struct desk *desk, const char *rows, bool overlays,
                    struct desk_rules_change *change)
{
    struct err err = {0};

    if (!desk_rules_diff(desk, fixture_file(fixture, "new.csv", rows), NULL, overlays, change, &err))
        fail_msg("%s", err.text);
}

/* What is kept is what the facts say. */
static void kept_is_right(struct desk *desk)
{
    struct str findings = {0};
    struct err err = {0};
    int64_t checked = 0, differing = 0;

    assert_true(desk_check(desk, false, &findings, &checked, &differing, &err));
    if (differing)
        fail_msg("%s", str_text(&findings));
    str_clear(&findings);
}

static void adopt(struct fixture *fixture, struct desk *desk, const char *rows)
{
    struct desk_rules_change change;
    struct err err = {0};

    compare(fixture, desk, rows, false, &change);
    if (!desk_rules_adopt(desk, &change, &err))
        fail_msg("%s", err.text);
    kept_is_right(desk);
    desk_rules_change_clear(&change);
}

static void has(const struct str *text, const char *wanted)
{
    if (!strstr(str_text(text), wanted))
        fail_msg("\"%s\" does not have \"%s\"", str_text(text), wanted);
}

static void the_program_s_own_rules_are_all_taken(void **state)
{
    struct rule_book book = {0};
    struct err err = {0};
    size_t places = 0;

    (void)state;
    if (!desk_rules_read(&book, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < book.count; i++) {
        assert_int_equal(book.rules[i].number, i + 1);
        places += !book.rules[i].overlay;
    }
    assert_int_equal(places, 151);
    assert_int_equal(book.count, 160);
    rule_book_clear(&book);
}

static void a_change_is_told_with_the_looser_first(void **state)
{
    struct fixture *fixture = *state;
    struct desk_rules_change change;

    adopt(fixture, fixture->desk, HEAD US_OPEN DE_SHUT);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    compare(fixture, fixture->desk, HEAD US_SHUT DE_OPEN, false, &change);
    assert_int_equal(change.changed, 2);
    assert_int_equal(change.added + change.removed, 0);
    has(&change.rows, "~ US  States  opt_in\n    regime: opt_out -> opt_in\n    window_days: 30 -> -\n");
    assert_int_equal(change.accounts, 3);
    assert_int_equal(change.loosened, 1);
    assert_int_equal(change.tightened, 2);
    assert_int_equal(change.otherwise, 0);
    has(&change.looser, "A-2  ");
    has(&change.looser, "  needs_yes -> open, silent from 2014-04-29  (");
    has(&change.stricter, "A-1  ");
    has(&change.stricter, "  open, silent from 2014-04-29 -> needs_yes  (US: silence means nothing here");
    has(&change.stricter, "A-3  ");
    desk_rules_change_clear(&change);
    /* Nothing was changed by the telling. */
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    assert_int_equal(fixture_standing(fixture, "A-2"), STANDING_NEEDS_YES);
}

static void a_longer_window_changes_a_standing_too(void **state)
{
    struct fixture *fixture = *state;
    struct desk_rules_change change;

    adopt(fixture, fixture->desk, HEAD US_OPEN DE_SHUT);
    compare(fixture, fixture->desk, HEAD "US,States,opt_out,60,sent,calendar,,asap,,,c,n,high,s\n" DE_SHUT,
            false, &change);
    assert_int_equal(change.tightened, 2);
    has(&change.stricter, "open, silent from 2014-04-29 -> open, silent from 2014-05-2");
    desk_rules_change_clear(&change);
    compare(fixture, fixture->desk, HEAD US_OPEN DE_SHUT, false, &change);
    assert_true(desk_rules_same(&change));
    assert_int_equal(change.accounts, 0);
    desk_rules_change_clear(&change);
}

static void every_program_is_weighed_and_derived(void **state)
{
    struct fixture *fixture = *state;
    struct record_program other = {
        .name = (char[]){"Second"}, .days = 20, .country = (char[]){"US"}, .zone = (char[]){"UTC"}};
    struct store *store = desk_store(fixture->desk);
    int64_t account = fixture_account(fixture, "A-1");
    struct record_notice notice = {0};
    struct store_standing kept = {0};
    struct desk_rules_change change;
    struct err err = {0};

    adopt(fixture, fixture->desk, HEAD US_OPEN DE_SHUT);
    assert_true(store_begin(store, "dana", FIXTURE_NOW, &err));
    assert_true(store_program_add(store, &other, &err));
    notice = (struct record_notice){
        .program = other.id, .account = account, .sent = FIXTURE_NOW - 40 * 86400, .days = 20};
    assert_true(store_notice_add(store, &notice, &err));
    assert_true(store_commit(store, &err));
    compare(fixture, fixture->desk, HEAD US_SHUT DE_SHUT, false, &change);
    assert_int_equal(change.accounts, 6);
    has(&change.stricter, "Second  A-1  ");
    has(&change.stricter, "Velocity  A-1  ");
    assert_true(desk_rules_adopt(fixture->desk, &change, &err));
    desk_rules_change_clear(&change);
    assert_true(store_standing_get(store, other.id, account, &kept, &err));
    assert_true(kept.found);
    assert_int_equal(kept.course[0].value, STANDING_NEEDS_YES);
    store_standing_clear(&kept);
    assert_string_equal(desk_program(fixture->desk)->name, "Velocity");
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_NEEDS_YES);
}

/* Each program has its own numbers: here e-mail is sixty days under way, so that the window is still open. */
static void each_program_counts_by_its_own_numbers(void **state)
{
    struct fixture *fixture = *state;
    struct record_program other = {.name = (char[]){"Second"},
                                   .days = 20,
                                   .country = (char[]){"US"},
                                   .zone = (char[]){"UTC"},
                                   .email_allowance = 60};
    struct store *store = desk_store(fixture->desk);
    int64_t account = fixture_account(fixture, "A-1");
    struct record_notice notice = {0};
    struct store_standing kept = {0};
    struct err err = {0};

    assert_true(store_begin(store, "dana", FIXTURE_NOW, &err));
    assert_true(store_program_add(store, &other, &err));
    notice = (struct record_notice){
        .program = other.id, .account = account, .sent = FIXTURE_NOW - 40 * 86400, .days = 20};
    assert_true(store_notice_add(store, &notice, &err));
    assert_true(store_commit(store, &err));
    adopt(fixture, fixture->desk, HEAD "US,States,opt_out,30,received,calendar,,asap,,,c,n,high,s\n" DE_SHUT);
    assert_true(store_standing_get(store, other.id, account, &kept, &err));
    assert_int_equal(kept.course[0].value, STANDING_OPEN);
    assert_true(kept.phases > 1 && kept.course[1].from > FIXTURE_NOW);
    store_standing_clear(&kept);
}

/* A desk that was open before works by what was adopted since, whether it reads or writes. */
static void other_desks_follow(void **state)
{
    struct fixture *fixture = *state;
    struct desk *lee = fixture_desk(fixture, "lee", FIXTURE_NOW);
    struct str why = {0};
    struct err err = {0};

    adopt(fixture, fixture->desk, HEAD US_SHUT DE_SHUT);
    assert_int_equal(desk_rules(lee)->adoption, 1);
    assert_true(desk_why(lee, fixture_account(fixture, "A-1"), &why, &err));
    has(&why, "needs a yes");
    assert_int_equal(desk_rules(lee)->adoption, 2);
    str_clear(&why);
    desk_close(lee);
}

/* What was compared is of another day: who has changed since is derived by the facts of now. */
static void what_was_recorded_since_the_comparison_counts(void **state)
{
    struct fixture *fixture = *state;
    struct desk_rules_change change;
    struct err err = {0};

    adopt(fixture, fixture->desk, HEAD US_OPEN DE_OPEN);
    compare(fixture, fixture->desk, HEAD US_OPEN DE_SHUT, false, &change);
    assert_int_equal(change.program_count, 1);
    assert_int_equal(change.programs[0].count, 1);
    fixture_import(fixture, LIST_ACCOUNTS, "account number,country\r\nA-1,DE\r\n");
    assert_true(desk_rules_adopt(fixture->desk, &change, &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_NEEDS_YES);
    kept_is_right(fixture->desk);
    desk_rules_change_clear(&change);
}

static void a_comparison_with_other_rules_is_not_adopted(void **state)
{
    struct fixture *fixture = *state;
    struct desk_rules_change change;
    struct err err = {0};

    compare(fixture, fixture->desk, HEAD US_OPEN DE_OPEN, false, &change);
    adopt(fixture, fixture->desk, HEAD US_SHUT DE_SHUT);
    assert_false(desk_rules_adopt(fixture->desk, &change, &err));
    assert_int_equal(err.kind, ERR_CLASH);
    assert_int_equal(desk_rules(fixture->desk)->adoption, 2);
    assert_int_equal(fixture_standing(fixture, "A-2"), STANDING_NEEDS_YES);
    desk_rules_change_clear(&change);
}

static void only_a_lead_adopts(void **state)
{
    struct fixture *fixture = *state;
    struct desk *lee = fixture_desk(fixture, "lee", FIXTURE_NOW);
    struct desk_rules_change change;
    struct err err = {0};

    compare(fixture, lee, HEAD US_OPEN DE_OPEN, false, &change);
    assert_false(desk_rules_adopt(lee, &change, &err));
    assert_int_equal(err.kind, ERR_RULE);
    assert_int_equal(desk_rules(lee)->adoption, 1);
    assert_int_equal(fixture_standing(fixture, "A-2"), STANDING_NEEDS_YES);
    desk_rules_change_clear(&change);
    desk_close(lee);
}

static size_t overlay_count(const struct desk *desk)
{
    size_t count = 0;

    for (size_t i = 0; i < desk_rules(desk)->count; i++)
        count += desk_rules(desk)->rules[i].overlay;
    return count;
}

static void each_part_leaves_the_other(void **state)
{
    struct fixture *fixture = *state;
    struct desk_rules_change change;
    struct err err = {0};

    adopt(fixture, fixture->desk, HEAD US_OPEN DE_SHUT);
    assert_int_equal(overlay_count(fixture->desk), 9);
    assert_int_equal(desk_rules(fixture->desk)->count, 12);
    compare(fixture, fixture->desk, HEAD "US,Banks,opt_in,,,,,asap,,,c,n,high,s\n", true, &change);
    assert_int_equal(change.removed, 9);
    assert_int_equal(change.added, 2);
    has(&change.rows, "+ US  Banks  opt_in (sector rule)\n");
    assert_int_equal(change.loosened + change.tightened + change.otherwise, 0);
    assert_true(desk_rules_adopt(fixture->desk, &change, &err));
    desk_rules_change_clear(&change);
    assert_int_equal(overlay_count(fixture->desk), 2);
    assert_int_equal(desk_rules(fixture->desk)->count, 5);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_program_s_own_rules_are_all_taken),
        TEST(a_change_is_told_with_the_looser_first),
        TEST(a_longer_window_changes_a_standing_too),
        TEST(every_program_is_weighed_and_derived),
        TEST(each_program_counts_by_its_own_numbers),
        TEST(other_desks_follow),
        TEST(what_was_recorded_since_the_comparison_counts),
        TEST(a_comparison_with_other_rules_is_not_adopted),
        TEST(only_a_lead_adopts),
        TEST(each_part_leaves_the_other),
    };

    return UNIT_RUN(tests);
}
