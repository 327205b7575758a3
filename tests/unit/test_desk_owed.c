/* Nothing is forgotten: what keeps an account from disclosure has a duty or an end, also after a detour. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "desk/representative.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "desk_fixture.h"
#include "store/nouns.h"

#define POST(words) "March 28th, 2014 09:00\n\nPlans to share our records\n\n" words "\n\n"
#define ANOTHER     "March 29th, 2014 08:00\n\nThanks for the update.\n\n"
#define LATER       (FIXTURE_NOW + INT64_C(86400) * 60)

static void take_in(struct fixture *fixture, const char *text)
{
    struct desk_intake_report report = {0};
    struct err err = {0};

    if (!desk_intake(fixture->desk, fixture_file(fixture, "thread.txt", text), NULL, NULL, false, &report,
                     &err))
        fail_msg("%s", err.text);
    desk_intake_report_clear(&report);
}

/* Reads the first post as an objection; number NULL ties nobody. */
static void classify(struct fixture *fixture, int version, enum ruling ruling, enum voice voice,
                     const char *number)
{
    int64_t account = number ? fixture_account(fixture, number) : 0;
    struct desk_classification given = {.message = 1,
                                        .version = version,
                                        .reading = READING_OBJECTION,
                                        .ruling = ruling,
                                        .voice = voice,
                                        .accounts = &account,
                                        .account_count = number != NULL};
    struct err err = {0};

    if (!desk_classify(fixture->desk, &given, &err))
        fail_msg("%s", err.text);
}

static void correct(struct fixture *fixture, enum ruling ruling, const char *number, const char *reason)
{
    int64_t account = number ? fixture_account(fixture, number) : 0;
    struct desk_correction correction = {.objection = 1,
                                         .version = -1,
                                         .ruling = ruling,
                                         .accounts = &account,
                                         .account_count = number != NULL,
                                         .reason = reason};
    struct err err = {0};

    if (!desk_correct(fixture->desk, &correction, &err))
        fail_msg("%s", err.text);
}

static void an_upheld_dispute_holds_who_is_found_later(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};

    take_in(fixture, POST("You have no basis for this.") ANOTHER);
    classify(fixture, 0, RULING_DISPUTE, VOICE_COMPANY, NULL);
    assert_true(desk_resolve(fixture->desk, 1, -1, OUTCOME_UPHELD, "the contract forbids it", &err));
    desk_set_now(fixture->desk, LATER);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_SILENT);
    classify(fixture, 1, RULING_DISPUTE, VOICE_COMPANY, "A-1");
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_DISPUTED);
    assert_true(desk_resolve(fixture->desk, 2, -1, OUTCOME_ACCEPTED, "content with the answer", &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_REVIEW_HOLD, "A-1"), 1);
}

static void words_changed_since_they_were_read_hold_again(void **state)
{
    struct fixture *fixture = *state;
    struct desk_options past = {
        .path = fixture->path, .agent = "dana", .read_only = true, .as_of = "2014-04-03", .now = LATER};
    struct standing_result result = {0};
    struct desk *desk = NULL;
    struct err err = {0};

    take_in(fixture, POST("When does this begin?") ANOTHER);
    classify(fixture, 0, RULING_QUESTION, VOICE_COMPANY, "A-1");
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    desk_set_now(fixture->desk, LATER);
    take_in(fixture, POST("When does this begin? Whenever it does: without us.") ANOTHER);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_READ, NULL), 2);
    /* On the day of the first reading nobody knew. */
    assert_true(desk_open(&past, &desk, &err));
    assert_true(desk_standing(desk, fixture_account(fixture, "A-1"), &result, &err));
    assert_int_equal(result.value, STANDING_OPEN);
    standing_clear(&result);
    desk_close(desk);
    classify(fixture, 1, RULING_QUESTION, VOICE_COMPANY, NULL);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_SILENT);
}

static void a_ruling_of_what_is_tied_to_nobody_is_owed_to_somebody(void **state)
{
    struct fixture *fixture = *state;

    take_in(fixture, POST("Remove our company from this.") ANOTHER);
    classify(fixture, 0, RULING_NOT_OBJECTION, VOICE_COMPANY, NULL);
    assert_int_equal(fixture_duties(fixture, DUTY_MATCH, NULL), 0);
    correct(fixture, RULING_OPT_OUT, NULL, "");
    assert_int_equal(fixture_duties(fixture, DUTY_MATCH, NULL), 1);
    correct(fixture, RULING_NOT_OBJECTION, NULL, "he is no customer of ours");
    assert_int_equal(fixture_duties(fixture, DUTY_MATCH, NULL), 0);
    correct(fixture, RULING_OPT_OUT, "A-1", "he is one after all");
    assert_int_equal(fixture_duties(fixture, DUTY_MATCH, NULL), 0);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-1"), 1);
}

static void a_threat_read_twice_stays_owed(void **state)
{
    struct fixture *fixture = *state;

    take_in(fixture, POST("Try it and see what happens.") ANOTHER);
    classify(fixture, 0, RULING_THREAT, VOICE_COMPANY, "A-1");
    assert_int_equal(fixture_duties(fixture, DUTY_READ, NULL), 2);
    classify(fixture, 1, RULING_THREAT, VOICE_COMPANY, NULL);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_READ, NULL), 2);
}

static void authority_is_owed_for_who_is_tied_later(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};

    take_in(fixture, POST("On behalf of my clients: no.") ANOTHER);
    classify(fixture, 0, RULING_OPT_OUT, VOICE_REPRESENTATIVE, "A-1");
    assert_true(desk_authority_set(fixture->desk, 1, NULL, 0, AUTHORITY_PROVEN, "signed letter", NULL, &err));
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-1"), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 0);
    classify(fixture, 1, RULING_OPT_OUT, VOICE_REPRESENTATIVE, "A-3");
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 1);
    assert_true(desk_authority_set(fixture->desk, 1, NULL, 0, AUTHORITY_PROVEN, "signed letter", NULL, &err));
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_OBJECTED);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-3"), 1);
    correct(fixture, RULING_OPT_OUT, NULL, "read once more");
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 0);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, NULL), 2);
}

static void the_review_of_holds_ends_with_those_that_need_one(void **state)
{
    struct fixture *fixture = *state;
    int64_t account = fixture_account(fixture, "A-1"), id = 0;
    struct err err = {0};

    assert_true(desk_hold(fixture->desk, account, "audit", desk_today(fixture->desk) + 3, NULL, &err));
    assert_true(desk_hold(fixture->desk, account, "merger", DAY_NONE, &id, &err));
    assert_int_equal(fixture_duties(fixture, DUTY_REVIEW_HOLD, "A-1"), 1);
    assert_true(desk_lift(fixture->desk, id, "merger is off", &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_REVIEW_HOLD, "A-1"), 0);
}

#define DELIVERY(outcome, at)                                                                                \
    "account number,message id,outcome,at\r\nA-1,<1@vendor.example>," outcome "," at "\r\n"
#define NOTICE(email, sent)                                                                                  \
    "account number,contact email,channel,sent,days,message id\r\nA-1," email ",email," sent                 \
    ",30,<again@vendor.example>\r\n"

static void a_notice_of_before_ends_no_duty_to_send_again(void **state)
{
    struct fixture *fixture = *state;

    fixture_import(fixture, LIST_DELIVERIES, DELIVERY("bounced", "2014-03-28 09:00"));
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 1);
    fixture_import(fixture, LIST_NOTICES, NOTICE("sue@harbor.example", "2014-03-27 13:00"));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_VOID);
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 1);
    fixture_import(fixture, LIST_NOTICES, NOTICE("sue@harbor.example", "2014-03-28 10:00"));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 0);
}

static void a_delayed_notice_is_looked_after(void **state)
{
    struct fixture *fixture = *state;

    fixture_import(fixture, LIST_DELIVERIES, DELIVERY("delayed", "2014-03-28 09:00"));
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 1);
    fixture_import(fixture, LIST_DELIVERIES, DELIVERY("delayed", "2014-03-29 09:00"));
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 1);
    fixture_import(fixture, LIST_DELIVERIES, DELIVERY("delivered", "2014-03-31 09:00"));
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 0);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_upheld_dispute_holds_who_is_found_later),
        TEST(words_changed_since_they_were_read_hold_again),
        TEST(a_ruling_of_what_is_tied_to_nobody_is_owed_to_somebody),
        TEST(a_threat_read_twice_stays_owed),
        TEST(authority_is_owed_for_who_is_tied_later),
        TEST(the_review_of_holds_ends_with_those_that_need_one),
        TEST(a_notice_of_before_ends_no_duty_to_send_again),
        TEST(a_delayed_notice_is_looked_after),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("what is owed", tests, NULL, NULL);
}
