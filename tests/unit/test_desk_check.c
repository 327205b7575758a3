/* What somebody changed in the file with another program is found, and mended. */
#include "config.h"

#include <sqlite3.h>

#include "unit.h"

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "desk/consent.h"
#include "desk/gate.h"
#include "desk/representative.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "desk_fixture.h"
#include "store/journal.h"
#include "store/nouns.h"

#define DROP_DUTY_TRIGGERS                                                                                   \
    "DROP TRIGGER duty_remains; DROP TRIGGER duty_stays; DROP TRIGGER duty_is_done; PRAGMA foreign_keys = "  \
    "0;"

static void by_hand(struct fixture *fixture, const char *sql)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(fixture->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static bool refused(struct fixture *fixture, const char *sql)
{
    sqlite3 *db;
    bool refused;

    assert_int_equal(sqlite3_open(fixture->path, &db), SQLITE_OK);
    refused = sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK;
    sqlite3_close(db);
    return refused;
}

static void check(struct fixture *fixture, bool mend, const char *wanted)
{
    struct str findings = {0};
    struct err err = {0};
    int64_t checked = 0, differing = 0;

    if (!desk_check(fixture->desk, mend, &findings, &checked, &differing, &err))
        fail_msg("%s", err.text);
    assert_int_equal(checked, 3);
    assert_string_equal(str_text(&findings), wanted);
    assert_int_equal(differing > 0, *wanted != '\0');
    str_clear(&findings);
}

/* Finds what a hand did, says it in these words, mends it and finds nothing more. */
static void finds_and_mends(struct fixture *fixture, const char *sql, const char *wanted)
{
    struct journal_proof proof = {0};
    struct err err = {0};

    check(fixture, false, "");
    by_hand(fixture, sql);
    check(fixture, false, wanted);
    check(fixture, true, wanted);
    check(fixture, false, "");
    assert_true(store_journal_verify(desk_store(fixture->desk), &proof, &err));
    assert_int_equal(proof.broken, 0);
}

static int64_t object(struct fixture *fixture, const char *number, enum ruling ruling, enum voice voice)
{
    int64_t account = fixture_account(fixture, number), id = 0;
    struct desk_objection given = {.accounts = &account,
                                   .account_count = 1,
                                   .source = SOURCE_CALL,
                                   .voice = voice,
                                   .day = desk_today(fixture->desk),
                                   .hour = -1,
                                   .minute = -1,
                                   .words = "No.",
                                   .ruling = ruling};
    struct err err = {0};

    if (!desk_object(fixture->desk, &given, &id, &err))
        fail_msg("%s", err.text);
    return id;
}

#define KIND(set, account)                                                                                   \
    "UPDATE standing_kind SET " set " WHERE id = (SELECT kind FROM standing WHERE account = " account ")"

static void a_standing_is_compared_in_every_column(void **state)
{
    struct fixture *fixture = *state;
    const char *open = "A-1: kept open, derived open: the window runs until Mon 28 Apr 2014\n";

    finds_and_mends(fixture, KIND("before = 'silent', after = 'silent'", "1"),
                    "A-1: kept silent, derived open: the window runs until Mon 28 Apr 2014\n");
    finds_and_mends(fixture, "DELETE FROM standing WHERE account = 1",
                    "A-1: kept nothing, derived open: the window runs until Mon 28 Apr 2014\n");
    finds_and_mends(fixture, KIND("closes = closes - 1", "1"), open);
    finds_and_mends(fixture, KIND("last_day = last_day - 1", "1"), open);
    finds_and_mends(fixture, KIND("sent_day = sent_day - 1", "1"), open);
    finds_and_mends(fixture, KIND("zone = 'Europe/Berlin'", "1"), open);
    finds_and_mends(fixture, KIND("reason_before = 'all is well'", "1"), open);
    finds_and_mends(fixture, KIND("flags = 8", "1"),
                    "A-1: kept open, derived open: the window runs until Mon 28 Apr 2014, other risks\n");
    finds_and_mends(fixture, KIND("place = 'US'", "2"),
                    "A-2: kept needs_yes, derived needs_yes: DE: silence means nothing here; only a recorded "
                    "yes counts, kept US hold, not DE hold\n");
    finds_and_mends(fixture, KIND("regime = 'opt_out'", "2"),
                    "A-2: kept needs_yes, derived needs_yes: DE: silence means nothing here; only a recorded "
                    "yes counts, kept DE opt_out, not DE hold\n");
}

static void the_file_refuses_most_of_it(void **state)
{
    struct fixture *fixture = *state;

    object(fixture, "A-1", RULING_OPT_OUT, VOICE_COMPANY);
    assert_true(refused(fixture, "DELETE FROM duty"));
    assert_true(refused(fixture, "UPDATE duty SET due = due + 400"));
    assert_true(refused(fixture, "UPDATE duty SET account = 2"));
    check(fixture, false, "");
}

static void a_duty_that_was_removed_is_missed(void **state)
{
    struct fixture *fixture = *state;

    object(fixture, "A-1", RULING_OPT_OUT, VOICE_COMPANY);
    finds_and_mends(fixture, DROP_DUTY_TRIGGERS "DELETE FROM duty WHERE kind = 'honour'",
                    "missing duty: honour an opt-out (A-1, objection 1)\n");
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-1"), 1);
    /* No entry says that it was done. */
    finds_and_mends(fixture, "UPDATE duty SET discharge = 1 WHERE kind = 'honour'",
                    "missing duty: honour an opt-out (A-1, objection 1)\n");
    object(fixture, "A-1", RULING_UNREAD, VOICE_COMPANY);
    finds_and_mends(fixture, "DELETE FROM duty WHERE kind = 'read'",
                    "missing duty: read a call (objection 2)\n");
    object(fixture, "A-2", RULING_QUESTION, VOICE_COMPANY);
    finds_and_mends(fixture, "DELETE FROM duty WHERE kind = 'answer'",
                    "missing duty: answer as promised (objection 3)\n");
    object(fixture, "A-2", RULING_DISPUTE, VOICE_COMPANY);
    finds_and_mends(fixture, "DELETE FROM duty WHERE kind = 'review'",
                    "missing duty: review a dispute (dispute 1)\n");
    object(fixture, "A-3", RULING_THREAT, VOICE_COMPANY);
    finds_and_mends(fixture, "DELETE FROM duty WHERE kind = 'read' AND objection = 5",
                    "missing duty: read a call (objection 5)\n");
    object(fixture, "A-3", RULING_OPT_OUT, VOICE_REPRESENTATIVE);
    finds_and_mends(fixture, "DELETE FROM duty WHERE kind = 'authority'",
                    "missing duty: get proof of authority (objection 6)\n");
}

static void what_notices_and_holds_call_for_is_missed(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};

    fixture_import(fixture, LIST_DELIVERIES,
                   "account number,message id,outcome,at\r\nA-1,<1@vendor.example>,bounced,2014-03-28\r\n");
    finds_and_mends(fixture, DROP_DUTY_TRIGGERS "DELETE FROM duty WHERE kind = 'resend'",
                    "missing duty: re-send a notice (A-1)\n");
    assert_true(desk_hold(fixture->desk, fixture_account(fixture, "A-2"), "merger", DAY_NONE, NULL, &err));
    finds_and_mends(fixture, "DELETE FROM duty WHERE kind = 'review_hold'",
                    "missing duty: review a hold (A-2)\n");
}

static void a_message_must_be_read_and_its_account_found(void **state)
{
    struct fixture *fixture = *state;
    struct desk_intake_report report = {0};
    struct desk_classification given = {.message = 1,
                                        .version = -1,
                                        .reading = READING_OBJECTION,
                                        .ruling = RULING_DISPUTE,
                                        .voice = VOICE_UNKNOWN};
    struct err err = {0};

    assert_true(desk_intake(fixture->desk,
                            fixture_file(fixture, "thread.txt",
                                         "March 28th, 2014 09:00\n\nPlans\n\nStop.\n\n"
                                         "March 29th, 2014 08:00\n\nThanks.\n\n"),
                            NULL, NULL, false, &report, &err));
    desk_intake_report_clear(&report);
    finds_and_mends(fixture, DROP_DUTY_TRIGGERS "DELETE FROM duty WHERE message = 1",
                    "missing duty: read a forum post (message 1)\n");
    if (!desk_classify(fixture->desk, &given, &err))
        fail_msg("%s", err.text);
    finds_and_mends(fixture, "DELETE FROM duty WHERE kind = 'match'",
                    "missing duty: find the account of a forum post (objection 1)\n");
}

static void what_was_done_by_hand_is_not_missed(void **state)
{
    struct fixture *fixture = *state;
    struct record_duty_list duties = {0};
    struct err err = {0};

    object(fixture, "A-1", RULING_OPT_OUT, VOICE_COMPANY);
    assert_true(store_duty_list(desk_store(fixture->desk), 1, 1, 0, 0, &duties, &err));
    assert_int_equal(duties.count, 1);
    assert_true(desk_done(fixture->desk, duties.items[0].id, "taken off the list", &err));
    record_duty_list_clear(&duties);
    check(fixture, false, "");
    /* A later ruling calls for it again. */
    finds_and_mends(fixture,
                    DROP_DUTY_TRIGGERS
                    "INSERT INTO ruling(objection, version, ruling, voice, flags, reason, at)"
                    " SELECT objection, 2, ruling, voice, flags, reason, at FROM ruling;"
                    "INSERT INTO duty(program, kind, weight, due, objection, level, source, reason, owner)"
                    " VALUES (1, 'answer', 70, 16170, 1, 'agent', 'call', '', '')",
                    "duty 2: answer as promised (objection 1): nothing calls for it\n");
}

static void a_duty_that_nothing_calls_for_is_found(void **state)
{
    struct fixture *fixture = *state;

    finds_and_mends(fixture,
                    "INSERT INTO duty(program, kind, weight, due, account, level, source, reason, owner)"
                    " VALUES (1, 'resend', 40, 16170, 1, 'agent', 'mail', '', '')",
                    "duty 1: re-send a notice (A-1): nothing calls for it\n");
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, NULL), 0);
}

static void a_duty_is_compared_in_what_can_be_told(void **state)
{
    struct fixture *fixture = *state;

    object(fixture, "A-1", RULING_OPT_OUT, VOICE_COMPANY);
    finds_and_mends(fixture, DROP_DUTY_TRIGGERS "UPDATE duty SET due = due + 30 WHERE id = 1",
                    "duty 1: honour an opt-out (A-1, objection 1): it is due on Thu 8 May 2014, not on Tue "
                    "8 Apr 2014\n");
    finds_and_mends(fixture, "UPDATE duty SET weight = 0 WHERE id = 2",
                    "duty 2: honour an opt-out (A-1, objection 1): its weight is 0, not 90\n");
    finds_and_mends(fixture, "UPDATE duty SET account = 3 WHERE id = 3",
                    "missing duty: honour an opt-out (A-1, objection 1)\n"
                    "duty 3: honour an opt-out (A-3, objection 1): nothing calls for it\n");
    object(fixture, "A-2", RULING_DISPUTE, VOICE_COMPANY);
    finds_and_mends(fixture, "UPDATE duty SET level = 'legal', due = due + 900 WHERE kind = 'review'",
                    "duty 5: review a dispute (dispute 1): it is with legal, not with agent, it is due on "
                    "Sat 24 Sep 2016, "
                    "not on Tue 8 Apr 2014\n");
}

static void say_yes(struct fixture *fixture, const char *number)
{
    struct desk_consent given = {.account = fixture_account(fixture, number),
                                 .voice = VOICE_COMPANY,
                                 .source = SOURCE_CALL,
                                 .day = desk_today(fixture->desk),
                                 .hour = -1,
                                 .minute = -1,
                                 .identity = IDENTITY_CALLBACK,
                                 .words = "Yes."};
    struct err err = {0};
    int64_t id;

    if (!desk_consent(fixture->desk, &given, &id, &err))
        fail_msg("%s", err.text);
}

/* The dispute is older than the yes, and honoured only when another objection takes the yes away. */
static void what_a_yes_ended_is_owed_again_without_it(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};

    object(fixture, "A-1", RULING_DISPUTE, VOICE_COMPANY);
    desk_set_now(fixture->desk, FIXTURE_NOW + 86400);
    say_yes(fixture, "A-1");
    assert_true(desk_resolve(fixture->desk, 1, -1, OUTCOME_OPT_OUT, "let them be", &err));
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-1"), 0);
    check(fixture, false, "");
    desk_set_now(fixture->desk, FIXTURE_NOW + INT64_C(2) * 86400);
    object(fixture, "A-1", RULING_OPT_OUT, VOICE_COMPANY);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-1"), 2);
    check(fixture, false, "");
}

static void nobody_honours_what_was_refused(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};

    object(fixture, "A-1", RULING_OPT_OUT, VOICE_REPRESENTATIVE);
    assert_true(desk_authority_set(fixture->desk, 1, NULL, 0, AUTHORITY_PROVEN, "a letter", NULL, &err));
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-1"), 1);
    assert_true(desk_authority_set(fixture->desk, 1, NULL, 0, AUTHORITY_REFUSED, "forged", NULL, &err));
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-1"), 0);
    say_yes(fixture, "A-1");
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-1"), 0);
    check(fixture, false, "");
}

/* Lets the accounts that may go out to a partner, on a day when the windows are over. */
static void release(struct fixture *fixture, const char *name)
{
    char *path = mem_format("%s/%s", fixture->directory, name);
    struct desk_release_options options = {.partner = "Beta", .path = path};
    struct desk_release result = {0};
    struct err err = {0};

    fixture_import(fixture, LIST_PARTNERS, "partner\r\nBeta\r\n");
    desk_set_now(fixture->desk, FIXTURE_NOW + 60 * 86400);
    if (!desk_release(fixture->desk, &options, &result, &err))
        fail_msg("%s", err.text);
    desk_release_clear(&result);
    free(path);
}

static void what_should_have_been_asked_back_is_missed(void **state)
{
    struct fixture *fixture = *state;

    release(fixture, "beta.csv");
    object(fixture, "A-1", RULING_OPT_OUT, VOICE_COMPANY);
    finds_and_mends(fixture, DROP_DUTY_TRIGGERS "DELETE FROM duty WHERE recall = 1",
                    "missing duty: recall 1 from Beta\n");
    finds_and_mends(fixture,
                    "DROP TRIGGER recall_remains; PRAGMA foreign_keys = 0; DELETE FROM duty WHERE recall = 1;"
                    "DELETE FROM recall",
                    "missing recall: from Beta, an opt-out of Mon 2 Jun 2014 (call)\n");
    finds_and_mends(fixture,
                    "INSERT INTO recall_answer(recall, answer, words, day, at) VALUES(1, 'deleted', 'Done.', "
                    "16224, 1401800000)",
                    "duty 2: recall 1 is answered, and nothing calls for it\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_standing_is_compared_in_every_column, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(the_file_refuses_most_of_it, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_duty_that_was_removed_is_missed, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_notices_and_holds_call_for_is_missed, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(a_message_must_be_read_and_its_account_found, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(what_was_done_by_hand_is_not_missed, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_duty_that_nothing_calls_for_is_found, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(what_a_yes_ended_is_owed_again_without_it, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(nobody_honours_what_was_refused, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_duty_is_compared_in_what_can_be_told, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(what_should_have_been_asked_back_is_missed, fixture_setup,
                                        fixture_teardown),
    };

    return UNIT_RUN(tests);
}
