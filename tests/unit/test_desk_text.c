/* Texts of notices: kept, checked, what a defect voids and owes; who is not asked again. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "base/zone.h"
#include "core/ask.h"
#include "desk/representative.h"
#include "desk/setting.h"
#include "desk/text.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "desk_fixture.h"
#include "store/nouns.h"

#define DAY    86400
#define BIT(i) (1u << TEXT_ITEM_##i)

#define WHOLE                                                                                                \
    "Quillmark Instruments Ltd\nAustin, 27 March 2014\n\nWe will share your account data with our "          \
    "resellers, including the following: company name, names of contacts, and past orders.\n\nIf you do "    \
    "not want this, reply to this e-mail within "
#define WAY " days: opt-out@quillmark.example.\n"

static bool add(struct fixture *fixture, const char *version, const char *text, struct record_text *kept,
                struct err *err)
{
    struct desk_text given = {.path = fixture_file(fixture, "import.csv", text), .version = version};
    struct text_suggestion suggestion = {0};
    bool added = false, good = desk_text_add(fixture->desk, &given, kept, &suggestion, &added, err);

    text_suggestion_clear(&suggestion);
    return good;
}

static void must_add(struct fixture *fixture, const char *version, const char *text)
{
    struct record_text kept = {0};
    struct err err = {0};

    if (!add(fixture, version, text, &kept, &err))
        fail_msg("%s", err.text);
    record_text_clear(&kept);
}

static void check(struct fixture *fixture, unsigned has, unsigned lacks, int days)
{
    struct desk_text_check given = {
        .version = "v1", .has = has, .lacks = lacks, .days = days, .words = "read it twice"};
    struct record_text text = {0};
    struct err err = {0};

    if (!desk_text_check(fixture->desk, &given, &text, &err))
        fail_msg("%s", err.text);
    record_text_clear(&text);
}

static void reason_is(struct fixture *fixture, const char *number, const char *wanted)
{
    struct standing_result result = {0};
    struct err err = {0};

    assert_true(desk_standing(fixture->desk, fixture_account(fixture, number), &result, &err));
    assert_string_equal(standing_reason(&result), wanted);
    standing_clear(&result);
}

static void kept_is_derived(struct fixture *fixture)
{
    struct str findings = {0};
    struct err err = {0};
    int64_t checked = 0, differing = 0;

    assert_true(desk_check(fixture->desk, false, &findings, &checked, &differing, &err));
    if (differing)
        fail_msg("%s", str_text(&findings));
    str_clear(&findings);
}

static void a_whole_text_lets_its_notices_stand(void **state)
{
    struct fixture *fixture = *state;
    struct record_text text = {0};
    struct err err = {0};

    must_add(fixture, "v1", WHOLE "30" WAY);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    assert_true(desk_text_find(fixture->desk, "V1", &text, &err));
    assert_true(text.checked);
    assert_int_equal(text.items, TEXT_ITEM_ALL);
    assert_int_equal(text.days, 30);
    assert_int_equal(text.notices, 3);
    assert_string_equal(text.agent, "dana");
    assert_int_equal(strlen(text.hash), 64);
    record_text_clear(&text);
    kept_is_derived(fixture);
}

static void the_first_text_voids_notices_of_other_versions(void **state)
{
    struct fixture *fixture = *state;
    struct record_text_list list = {0};
    struct err err = {0};

    must_add(fixture, "v2", WHOLE "30" WAY);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_VOID);
    reason_is(fixture, "A-1",
              "the notice to a contact of 27 Mar 2014 is defective: its text is not in the file");
    /* To be mended by taking its text in: nothing is sent again for it. */
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, NULL), 0);
    kept_is_derived(fixture);
    assert_true(desk_text_list(fixture->desk, &list, &err));
    assert_int_equal(list.count, 2);
    assert_int_equal(list.items[1].id, 0);
    assert_string_equal(list.items[1].version, "v1");
    assert_int_equal(list.items[1].notices, 3);
    record_text_list_clear(&list);
    must_add(fixture, "v1", WHOLE "30" WAY "P.S.");
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    kept_is_derived(fixture);
}

static void an_unclear_text_is_void_until_somebody_checked_it(void **state)
{
    struct fixture *fixture = *state;

    must_add(fixture, "v1", "We will share your data. If you do not want this, tell us within 30 days.\n");
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_VOID);
    reason_is(fixture, "A-1",
              "the notice to a contact of 27 Mar 2014 is defective: its text has not been checked");
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, NULL), 0);
    check(fixture, TEXT_ITEM_ALL, 0, -1);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    kept_is_derived(fixture);
}

static void a_failed_item_owes_another_notice_until_it_heals(void **state)
{
    struct fixture *fixture = *state;

    must_add(fixture, "v1", WHOLE "30" WAY);
    check(fixture, 0, BIT(DATED) | BIT(RECIPIENTS), -1);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_VOID);
    reason_is(fixture, "A-1",
              "the notice to a contact of 27 Mar 2014 is defective: its text is not dated, its text names no "
              "recipients");
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, NULL), 3);
    kept_is_derived(fixture);
    /* Found out again, it is owed once. */
    check(fixture, 0, BIT(DAYS), -1);
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, NULL), 3);
    /* Another version to the same contact takes its place. */
    must_add(fixture, "v2", WHOLE "30" WAY "P.S.");
    fixture_import(fixture, LIST_NOTICES,
                   "account number,contact email,channel,sent,days,text version\r\n"
                   "A-1,ada@harbor.example,email,2014-04-02,30,v2\r\n"
                   "A-3,bo@borealis.example,email,2014-04-02,30,v1\r\n");
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_VOID);
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 0);
    assert_in_range(fixture_duties(fixture, DUTY_RESEND, "A-3"), 1, 2);
    check(fixture, TEXT_ITEM_ALL, 0, -1);
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, NULL), 0);
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_OPEN);
    kept_is_derived(fixture);
}

static void the_larger_promise_binds(void **state)
{
    struct fixture *fixture = *state;
    struct standing_result result = {0};
    struct err err = {0};

    must_add(fixture, "v1", WHOLE "45" WAY);
    assert_true(desk_standing(fixture->desk, fixture_account(fixture, "A-1"), &result, &err));
    assert_int_equal(result.window.days, 45);
    standing_clear(&result);
    check(fixture, 0, 0, 20);
    assert_true(desk_standing(fixture->desk, fixture_account(fixture, "A-1"), &result, &err));
    assert_int_equal(result.window.days, 30);
    standing_clear(&result);
    kept_is_derived(fixture);
}

static void a_version_keeps_its_text(void **state)
{
    struct fixture *fixture = *state;
    struct record_text kept = {0};
    struct err err = {0};

    must_add(fixture, "v1", WHOLE "30" WAY);
    must_add(fixture, "v1", WHOLE "30" WAY);
    assert_false(add(fixture, "V1", WHOLE "31" WAY, &kept, &err));
    assert_int_equal(err.kind, ERR_RULE);
    record_text_clear(&kept);
    assert_false(add(fixture, "v9", " \n", &kept, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    record_text_clear(&kept);
    assert_false(add(fixture, "v9", "caf\xe9", &kept, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    record_text_clear(&kept);
}

static void a_past_day_knows_its_checks_alone(void **state)
{
    struct fixture *fixture = *state;
    struct desk_options options = {
        .path = fixture->path, .agent = "dana", .read_only = true, .as_of = "2014-04-03"};
    struct standing_result result = {0};
    struct desk *past = NULL;
    struct err err = {0};

    must_add(fixture, "v1", WHOLE "30" WAY);
    desk_set_now(fixture->desk, FIXTURE_NOW + 2 * DAY);
    check(fixture, 0, BIT(WAY), -1);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_VOID);
    options.now = FIXTURE_NOW + 3 * DAY;
    assert_true(desk_open(&options, &past, &err));
    assert_true(desk_standing(past, fixture_account(fixture, "A-1"), &result, &err));
    assert_int_equal(result.value, STANDING_OPEN);
    standing_clear(&result);
    desk_close(past);
}

static int64_t object(struct fixture *fixture, const char *number, enum ruling ruling, enum voice voice)
{
    int64_t account = fixture_account(fixture, number), id = 0;
    struct desk_objection objection = {.accounts = &account,
                                       .account_count = 1,
                                       .source = SOURCE_CALL,
                                       .voice = voice,
                                       .day = day_parse("2014-03-31"),
                                       .hour = -1,
                                       .minute = -1,
                                       .words = "no",
                                       .ruling = ruling};
    struct err err = {0};

    if (!desk_object(fixture->desk, &objection, &id, &err))
        fail_msg("%s", err.text);
    return id;
}

/* Imports a notice of a day to A-1; returns its refusal ("" taken; static). */
static const char *send_again(struct fixture *fixture, const char *day)
{
    static char reason[300];
    struct desk_import_options options = {0};
    struct desk_import_report report = {0};
    struct str text = {0};
    struct err err = {0};

    str_add_format(&text,
                   "account number,contact email,channel,sent,days,text version\r\n"
                   "A-1,new@harbor.example,email,%s,30,v1\r\n",
                   day);
    assert_true(desk_import(fixture->desk, LIST_NOTICES, fixture_file(fixture, "import.csv", str_text(&text)),
                            &options, &report, &err));
    strcpy(reason, report.reject_count ? report.rejects[0].reason : "");
    desk_import_report_clear(&report);
    str_clear(&text);
    return reason;
}

static int contacts(struct fixture *fixture, const char *number)
{
    struct record_contact_list list = {0};
    struct err err = {0};
    int count;

    assert_true(store_contact_list(desk_store(fixture->desk), fixture_account(fixture, number), &list, &err));
    count = (int)list.count;
    record_contact_list_clear(&list);
    return count;
}

static void who_objected_is_not_asked_again_too_soon(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};
    int from = 0;

    object(fixture, "A-1", RULING_OPT_OUT, VOICE_COMPANY);
    assert_string_equal(send_again(fixture, "2014-04-02"),
                        "objected on 31 Mar 2014: not to be asked again before 2015-03-31");
    assert_int_equal(contacts(fixture, "A-1"), 1);
    /* What went out before is told all the same. */
    assert_string_equal(send_again(fixture, "2014-03-28"), "");
    assert_true(desk_ask_from(fixture->desk, fixture_account(fixture, "A-1"), desk_now(fixture->desk), &from,
                              NULL, &err));
    assert_int_equal(from, day_parse("2015-03-31"));
    assert_true(desk_setting(fixture->desk, SETTING_COOLING_DAYS, 1, &err));
    assert_string_equal(send_again(fixture, "2014-04-02"), "");
    /* A new window never undoes an objection. */
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OBJECTED);
    desk_set_now(fixture->desk, FIXTURE_NOW + (int64_t)400 * DAY);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OBJECTED);
}

static void who_waits_for_an_answer_is_not_asked(void **state)
{
    struct fixture *fixture = *state;
    int64_t id = object(fixture, "A-1", RULING_UNREAD, VOICE_UNKNOWN);
    struct desk_correction correction = {
        .objection = id, .version = -1, .ruling = RULING_QUESTION, .reason = "asks who the partners are"};
    struct err err = {0};

    assert_string_equal(send_again(fixture, "2014-04-02"),
                        "an objection has not been read: not to be asked again before that is settled");
    assert_true(desk_correct(fixture->desk, &correction, &err));
    assert_string_equal(send_again(fixture, "2014-04-02"), "");
}

static void a_new_notice_opens_a_full_window(void **state)
{
    struct fixture *fixture = *state;
    struct standing_result result = {0};
    struct err err = {0};

    assert_string_equal(send_again(fixture, "2014-04-03"), "");
    assert_true(desk_standing(fixture->desk, fixture_account(fixture, "A-1"), &result, &err));
    assert_int_equal(result.window.last_day, day_parse("2014-05-05"));
    assert_int_equal(result.sent_day, day_parse("2014-04-03"));
    standing_clear(&result);
}

static void deliver(struct fixture *fixture, const char *outcome)
{
    struct str text = {0};

    str_add_format(&text, "account number,message id,outcome,at\r\nA-1,<1@vendor.example>,%s,2014-03-28\r\n",
                   outcome);
    fixture_import(fixture, LIST_DELIVERIES, str_text(&text));
    str_clear(&text);
}

static void nothing_is_sent_again_to_who_objected(void **state)
{
    struct fixture *fixture = *state;
    struct desk_correction correction = {.version = -1, .ruling = RULING_NOT_OBJECTION, .reason = "misheard"};
    struct err err = {0};

    deliver(fixture, "left");
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_VOID);
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 1);
    correction.objection = object(fixture, "A-1", RULING_OPT_OUT, VOICE_COMPANY);
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 0);
    deliver(fixture, "bounced");
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 0);
    /* No objection after all: it is owed again. */
    assert_true(desk_correct(fixture->desk, &correction, &err));
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 1);
}

static void a_claim_that_was_refused_bars_no_more(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};
    int64_t id;

    id = object(fixture, "A-1", RULING_OPT_OUT, VOICE_REPRESENTATIVE);
    deliver(fixture, "returned to sender");
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 0);
    assert_true(
        desk_authority_set(fixture->desk, id, NULL, 0, AUTHORITY_REFUSED, "no paper came", NULL, &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_VOID);
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 1);
}

static void a_post_that_was_read_bars_no_more(void **state)
{
    struct fixture *fixture = *state;
    struct desk_intake_report report = {0};
    struct desk_classification given = {
        .message = 1, .reading = READING_BYSTANDER, .ruling = RULING_NOT_OBJECTION, .reason = "only asks"};
    struct err err = {0};

    assert_true(
        desk_intake(fixture->desk,
                    fixture_file(fixture, "thread.txt",
                                 "Plans to share our records\n\nOldIron\n\n12 Posts\n\nMarch 28th, 2014 "
                                 "10:00\n\nWhat is this?\n\n"),
                    "thread", NULL, false, &report, &err));
    desk_intake_report_clear(&report);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    deliver(fixture, "user-unknown");
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 0);
    assert_true(desk_classify(fixture->desk, &given, &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_VOID);
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 1);
}

static void an_absence_is_a_delivery(void **state)
{
    struct fixture *fixture = *state;

    deliver(fixture, "ooo");
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 0);
    assert_int_equal(fixture_duties(fixture, DUTY_ANSWER, NULL), 0);
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        CASE(a_whole_text_lets_its_notices_stand),
        CASE(the_first_text_voids_notices_of_other_versions),
        CASE(an_unclear_text_is_void_until_somebody_checked_it),
        CASE(a_failed_item_owes_another_notice_until_it_heals),
        CASE(the_larger_promise_binds),
        CASE(a_version_keeps_its_text),
        CASE(a_past_day_knows_its_checks_alone),
        CASE(who_objected_is_not_asked_again_too_soon),
        CASE(who_waits_for_an_answer_is_not_asked),
        CASE(a_new_notice_opens_a_full_window),
        CASE(nothing_is_sent_again_to_who_objected),
        CASE(a_claim_that_was_refused_bars_no_more),
        CASE(a_post_that_was_read_bars_no_more),
        CASE(an_absence_is_a_delivery),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
