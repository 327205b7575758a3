#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "base/zone.h"
#include "desk/representative.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "desk_fixture.h"
#include "store/journal.h"
#include "store/nouns.h"

/* Logs an objection by call of today for one account. */
static int64_t object(struct fixture *fixture, const char *number, enum voice voice, enum ruling ruling)
{
    int64_t account = fixture_account(fixture, number), id = 0;
    struct desk_objection objection = {
        .accounts = &account,
        .account_count = 1,
        .source = SOURCE_CALL,
        .voice = voice,
        .day = desk_today(fixture->desk),
        .hour = -1,
        .minute = -1,
        .words = "Do not share our data.",
        .ruling = ruling,
    };
    struct err err = {0};

    if (!desk_object(fixture->desk, &objection, &id, &err))
        fail_msg("%s", err.text);
    return id;
}

static bool correct(struct fixture *fixture, int64_t objection, enum ruling ruling, const char *reason,
                    struct err *err)
{
    struct desk_correction correction = {
        .objection = objection, .version = -1, .ruling = ruling, .reason = reason};

    return desk_correct(fixture->desk, &correction, err);
}

static int64_t dispute_of(struct fixture *fixture, int64_t objection)
{
    struct record_objection record = {0};
    struct err err = {0};
    int64_t dispute;

    assert_true(store_objection_get(desk_store(fixture->desk), objection, &record, &err));
    dispute = record.dispute;
    record_objection_clear(&record);
    return dispute;
}

/* Whatever was done, what is kept must be what the facts say, and the journal whole. */
static void assert_sound(struct fixture *fixture)
{
    struct str findings = {0};
    struct journal_proof proof = {0};
    int64_t checked = 0, differing = 0;
    struct err err = {0};

    assert_true(desk_check(fixture->desk, false, &findings, &checked, &differing, &err));
    if (differing)
        fail_msg("%s", str_text(&findings));
    assert_int_equal(checked, 3);
    assert_true(store_journal_verify(desk_store(fixture->desk), &proof, &err));
    assert_int_equal(proof.broken, 0);
    str_clear(&findings);
}

static void the_fixture_stands_as_the_rules_say(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    assert_int_equal(fixture_standing(fixture, "A-2"), STANDING_NEEDS_YES);
    assert_sound(fixture);
}

static void silence_stands_only_after_the_last_day_has_ended(void **state)
{
    struct fixture *fixture = *state;
    /* 27 March + 30 = Saturday 26 April, rolled to Monday 28 April, closed at its end in Chicago. */
    int64_t closes = zone_day_end(day_from_civil(2014, 4, 28), "America/Chicago");

    desk_set_now(fixture->desk, closes - 1);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    desk_set_now(fixture->desk, closes);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_SILENT);
    assert_int_equal(fixture_standing(fixture, "A-2"), STANDING_NEEDS_YES);
}

static void an_opt_out_objects_and_must_be_honoured(void **state)
{
    struct fixture *fixture = *state;

    object(fixture, "A-1", VOICE_COMPANY, RULING_OPT_OUT);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OBJECTED);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-1"), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_READ, NULL), 0);
    desk_set_now(fixture->desk, FIXTURE_NOW + INT64_C(100000000));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OBJECTED);
    assert_sound(fixture);
}

static void an_unread_objection_holds_until_ruled(void **state)
{
    struct fixture *fixture = *state;
    int64_t id = object(fixture, "A-1", VOICE_UNKNOWN, RULING_UNREAD);
    struct err err = {0};

    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_READ, "A-1"), 1);
    assert_true(correct(fixture, id, RULING_NOT_OBJECTION, "asked for an invoice", &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    assert_int_equal(fixture_duties(fixture, DUTY_READ, NULL), 0);
    assert_sound(fixture);
}

static void a_representative_holds_until_authority_is_proved(void **state)
{
    struct fixture *fixture = *state;

    struct record_duty_list duties = {0};
    struct err err = {0};
    int64_t id = object(fixture, "A-1", VOICE_REPRESENTATIVE, RULING_OPT_OUT);

    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, NULL), 0);
    assert_true(
        store_duty_list(desk_store(fixture->desk), desk_program(fixture->desk)->id, 0, 0, 0, &duties, &err));
    assert_false(desk_done(fixture->desk, duties.items[0].id, "signed authority on file", &err));
    assert_int_equal(err.kind, ERR_RULE);
    record_duty_list_clear(&duties);
    assert_true(
        desk_authority_set(fixture->desk, id, NULL, 0, AUTHORITY_PROVEN, "signed on 2 April", NULL, &err));
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 0);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OBJECTED);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-1"), 1);
    assert_sound(fixture);
}

static void a_threat_holds_and_goes_to_the_lead(void **state)
{
    struct fixture *fixture = *state;

    object(fixture, "A-1", VOICE_COMPANY, RULING_THREAT);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_READ, NULL), 1);
}

static void an_opt_out_is_not_ruled_away_without_a_reason(void **state)
{
    struct fixture *fixture = *state;
    int64_t id = object(fixture, "A-1", VOICE_COMPANY, RULING_OPT_OUT);
    struct err err = {0};

    assert_false(correct(fixture, id, RULING_NOT_OBJECTION, "", &err));
    assert_int_equal(err.kind, ERR_RULE);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OBJECTED);
    assert_true(correct(fixture, id, RULING_NOT_OBJECTION, "logged on the wrong account", &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, NULL), 0);
}

static void a_dispute_climbs_the_ladder_with_its_duty(void **state)
{
    struct fixture *fixture = *state;
    int64_t dispute = dispute_of(fixture, object(fixture, "A-1", VOICE_COMPANY, RULING_DISPUTE));
    struct record_duty_list duties = {0};
    struct err err = {0};

    assert_true(dispute > 0);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_DISPUTED);
    assert_false(desk_escalate(fixture->desk, dispute, -1, LEVEL_LEGAL, " ", DAY_NONE, &err));
    assert_true(desk_escalate(fixture->desk, dispute, -1, LEVEL_LEGAL, "asks for the basis", DAY_NONE, &err));
    assert_true(store_duty_list(desk_store(fixture->desk), desk_program(fixture->desk)->id, 0, 0, dispute,
                                &duties, &err));
    assert_int_equal(duties.count, 1);
    assert_int_equal(duties.items[0].kind, DUTY_REVIEW);
    assert_int_equal(duties.items[0].level, LEVEL_LEGAL);
    assert_int_equal(duties.items[0].due, desk_escalate_due(fixture->desk, LEVEL_LEGAL));
    record_duty_list_clear(&duties);
    assert_int_equal(fixture_duties(fixture, DUTY_REVIEW, "A-1"), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_REVIEW, "A-2"), 0);
    assert_false(desk_escalate(fixture->desk, dispute, -1, LEVEL_LEGAL, "again", DAY_NONE, &err));
    assert_sound(fixture);
}

static void each_outcome_leaves_its_standing(void **state)
{
    static const struct {
        enum outcome outcome;
        enum standing standing;
    } ends[] = {
        {OUTCOME_ACCEPTED, STANDING_OPEN},
        {OUTCOME_WITHDRAWN, STANDING_OPEN},
        {OUTCOME_UPHELD, STANDING_HELD},
        {OUTCOME_OPT_OUT, STANDING_OBJECTED},
    };
    struct fixture *fixture = *state;
    struct err err = {0};

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        int64_t dispute = dispute_of(fixture, object(fixture, "A-1", VOICE_COMPANY, RULING_DISPUTE));

        assert_true(
            desk_resolve(fixture->desk, dispute, -1, ends[i].outcome, "by telephone with Ada Brook", &err));
        assert_int_equal(fixture_standing(fixture, "A-1"), ends[i].standing);
        assert_int_equal(fixture_duties(fixture, DUTY_REVIEW, NULL), 0);
        assert_false(desk_resolve(fixture->desk, dispute, -1, ends[i].outcome, "again", &err));
    }
    assert_int_equal(fixture_duties(fixture, DUTY_REVIEW_HOLD, "A-1"), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-1"), 1);
    assert_sound(fixture);
}

static void two_agents_clash_on_one_dispute(void **state)
{
    struct fixture *fixture = *state;
    int64_t dispute = dispute_of(fixture, object(fixture, "A-1", VOICE_COMPANY, RULING_DISPUTE));
    struct desk *other = fixture_desk(fixture, "lee", FIXTURE_NOW);
    struct record_dispute seen = {0};
    struct err err = {0};

    assert_true(store_dispute_get(desk_store(fixture->desk), dispute, &seen, &err));
    assert_true(desk_escalate(other, dispute, seen.version, LEVEL_LEAD, "needs a lead", DAY_NONE, &err));
    assert_false(
        desk_escalate(fixture->desk, dispute, seen.version, LEVEL_LEGAL, "needs legal", DAY_NONE, &err));
    assert_int_equal(err.kind, ERR_CLASH);
    assert_non_null(strstr(err.text, "lee"));
    assert_false(
        desk_escalate(fixture->desk, dispute, seen.version, LEVEL_LEAD, "needs a lead", DAY_NONE, &err));
    assert_int_equal(err.kind, ERR_CLASH);
    record_dispute_clear(&seen);
    desk_close(other);
}

static void a_hold_is_lifted_by_a_lead_alone(void **state)
{
    struct fixture *fixture = *state;
    struct desk *agent = fixture_desk(fixture, "lee", FIXTURE_NOW);
    struct err err = {0};
    int64_t hold = 0;

    assert_true(desk_hold(agent, fixture_account(fixture, "A-1"), "the customer's lawyer wrote", DAY_NONE,
                          &hold, &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_REVIEW_HOLD, "A-1"), 1);
    assert_false(desk_lift(agent, hold, "settled", &err));
    assert_int_equal(err.kind, ERR_RULE);
    assert_true(desk_lift(fixture->desk, hold, "settled", &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    assert_int_equal(fixture_duties(fixture, DUTY_REVIEW_HOLD, "A-1"), 0);
    desk_close(agent);
    assert_sound(fixture);
}

static void duties_are_assigned_and_done_by_hand_only_where_allowed(void **state)
{
    struct fixture *fixture = *state;
    struct record_duty_list duties = {0};
    struct err err = {0};
    int64_t program = desk_program(fixture->desk)->id;

    object(fixture, "A-1", VOICE_COMPANY, RULING_OPT_OUT);
    object(fixture, "A-2", VOICE_COMPANY, RULING_UNREAD);
    assert_true(store_duty_list(desk_store(fixture->desk), program, fixture_account(fixture, "A-1"), 0, 0,
                                &duties, &err));
    assert_int_equal(duties.count, 1);
    assert_false(desk_assign(fixture->desk, duties.items[0].id, "", "nobody-known", &err));
    assert_true(desk_assign(fixture->desk, duties.items[0].id, "", "dana", &err));
    assert_false(desk_assign(fixture->desk, duties.items[0].id, "", "dana", &err));
    assert_int_equal(err.kind, ERR_CLASH);
    assert_false(desk_done(fixture->desk, duties.items[0].id, "", &err));
    assert_true(desk_done(fixture->desk, duties.items[0].id, "taken off the list for partners", &err));
    assert_false(desk_done(fixture->desk, duties.items[0].id, "again", &err));
    record_duty_list_clear(&duties);
    assert_true(store_duty_list(desk_store(fixture->desk), program, fixture_account(fixture, "A-2"), 0, 0,
                                &duties, &err));
    assert_false(desk_done(fixture->desk, duties.items[0].id, "seen", &err));
    assert_int_equal(err.kind, ERR_RULE);
    record_duty_list_clear(&duties);
}

static void an_objection_is_checked_before_it_is_kept(void **state)
{
    struct fixture *fixture = *state;
    int64_t account = fixture_account(fixture, "A-1"), unknown = 999999;
    struct desk_objection good = {.accounts = &account,
                                  .account_count = 1,
                                  .day = desk_today(fixture->desk),
                                  .hour = -1,
                                  .minute = -1,
                                  .words = "no"};
    struct desk_objection bad;
    struct err err = {0};

    bad = good;
    bad.account_count = 0;
    assert_false(desk_object(fixture->desk, &bad, NULL, &err));
    bad = good;
    bad.words = " \n";
    assert_false(desk_object(fixture->desk, &bad, NULL, &err));
    bad = good;
    bad.day = desk_today(fixture->desk) + 1;
    assert_false(desk_object(fixture->desk, &bad, NULL, &err));
    bad = good;
    bad.accounts = &unknown;
    assert_false(desk_object(fixture->desk, &bad, NULL, &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
}

static const char *listed_standing(struct desk *desk, const char *number, struct row *row)
{
    struct desk_list list = {0};
    struct row *rows = NULL;
    struct err err = {0};
    size_t count = 0;

    assert_true(desk_list_set(desk, LIST_ACCOUNTS, number, false, NULL, &list, &err));
    assert_true(store_list_page(desk_store(desk), &list.query, NULL, false, 1, &rows, &count, &err));
    desk_list_clear(&list);
    if (!count)
        return NULL;
    *row = rows[0];
    free(rows);
    return row->values[FIELD_STANDING].text;
}

static void a_past_day_is_told_by_what_had_come_by_then(void **state)
{
    struct fixture *fixture = *state;
    struct desk_options options = {
        .path = fixture->path, .agent = "dana", .read_only = true, .as_of = "yesterday"};
    struct standing_result result = {0};
    struct desk *desk = NULL;
    struct err err = {0};
    struct row row;
    int64_t account = fixture_account(fixture, "A-1");

    options.now = FIXTURE_NOW + 86400;
    desk_set_now(fixture->desk, options.now);
    object(fixture, "A-1", VOICE_COMPANY, RULING_OPT_OUT);
    assert_true(desk_open(&options, &desk, &err));
    assert_true(desk_standing(desk, account, &result, &err));
    assert_int_equal(result.value, STANDING_OPEN);
    standing_clear(&result);
    assert_string_equal(listed_standing(desk, "A-1", &row), "open");
    row_clear(&row);
    desk_close(desk);
    assert_string_equal(listed_standing(fixture->desk, "A-1", &row), "objected");
    row_clear(&row);
    options.as_of = "2014-03-04";
    assert_true(desk_open(&options, &desk, &err));
    assert_null(listed_standing(desk, "", &row));
    desk_close(desk);
}

/* What lists show is what the facts say, whatever the clock does. */
static void assert_listed(struct fixture *fixture, int64_t now, const char *wanted)
{
    struct row row;

    desk_set_now(fixture->desk, now);
    assert_string_equal(standing_name(fixture_standing(fixture, "A-1")), wanted);
    assert_string_equal(listed_standing(fixture->desk, "A-1", &row), wanted);
    row_clear(&row);
    assert_sound(fixture);
}

static void the_clock_may_go_forward_and_back(void **state)
{
    struct fixture *fixture = *state;
    int64_t account = fixture_account(fixture, "A-1"), day = 86400;
    struct err err = {0};

    /* A hold that ends before the window closes: two changes that nobody writes. */
    assert_true(desk_hold(fixture->desk, account, "merger", desk_today(fixture->desk) + 5, NULL, &err));
    assert_listed(fixture, FIXTURE_NOW, "held");
    assert_listed(fixture, FIXTURE_NOW + 7 * day, "open");
    assert_listed(fixture, FIXTURE_NOW + 40 * day, "silent");
    /* A clock that was wrong and is put right again after something was derived by it. */
    fixture_import(fixture, LIST_ACCOUNTS, "account number,company\r\nA-1,Harbor & Pine\r\n");
    assert_listed(fixture, FIXTURE_NOW + 40 * day, "silent");
    assert_listed(fixture, FIXTURE_NOW + 7 * day, "open");
    assert_listed(fixture, FIXTURE_NOW, "held");
}

static void a_desk_for_reading_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct desk_options options = {
        .path = fixture->path, .agent = "dana", .read_only = true, .now = FIXTURE_NOW};
    struct desk *desk = NULL;
    struct err err = {0};

    assert_true(desk_open(&options, &desk, &err));
    assert_false(desk_note(desk, fixture_account(fixture, "A-1"), 0, 0, "a note", &err));
    assert_int_equal(err.kind, ERR_RULE);
    desk_close(desk);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_fixture_stands_as_the_rules_say),
        TEST(silence_stands_only_after_the_last_day_has_ended),
        TEST(an_opt_out_objects_and_must_be_honoured),
        TEST(an_unread_objection_holds_until_ruled),
        TEST(a_representative_holds_until_authority_is_proved),
        TEST(a_threat_holds_and_goes_to_the_lead),
        TEST(an_opt_out_is_not_ruled_away_without_a_reason),
        TEST(a_dispute_climbs_the_ladder_with_its_duty),
        TEST(each_outcome_leaves_its_standing),
        TEST(two_agents_clash_on_one_dispute),
        TEST(a_hold_is_lifted_by_a_lead_alone),
        TEST(duties_are_assigned_and_done_by_hand_only_where_allowed),
        TEST(an_objection_is_checked_before_it_is_kept),
        TEST(a_past_day_is_told_by_what_had_come_by_then),
        TEST(the_clock_may_go_forward_and_back),
        TEST(a_desk_for_reading_changes_nothing),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
