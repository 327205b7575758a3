#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/file.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "desk_fixture.h"
#include "store/nouns.h"

/* A forum page of our own making, as a browser's selection gives it. */
#define POST_ONE                                                                                             \
    "March 28th, 2014 09:00\n\nPlans to share our records\n\n"                                               \
    "This is not consent. We object to the sharing of our data and our lawyer will look at it.\n\n"
#define POST_TWO                                                                                             \
    "OldIron\n\n12 Posts\n\nMarch 28th, 2014 10:00\n\nThanks for the update, I have no objection.\n\n"
#define POST_STAFF                                                                                           \
    "Community Manager\n\n54 Posts\n\nMarch 28th, 2014 12:00\n\n"                                            \
    "This is being looked into. When we know more, we will post.\n\n"
#define POST_LATER "March 29th, 2014 08:00\n\nStill waiting. Please remove our company from this.\n\n"

static struct desk_intake_report take_in(struct fixture *fixture, const char *text)
{
    struct desk_intake_report report = {0};
    struct err err = {0};

    if (!desk_intake(fixture->desk, fixture_file(fixture, "thread.txt", text), NULL, NULL, false, &report,
                     &err))
        fail_msg("%s", err.text);
    free(report.title);
    report.title = NULL;
    return report;
}

static struct desk_import_report import(struct fixture *fixture, enum list kind, const char *text,
                                        const char *charset, bool dry_run)
{
    struct desk_import_options options = {.charset = charset, .dry_run = dry_run};
    struct desk_import_report report = {0};
    struct err err = {0};

    if (!desk_import(fixture->desk, kind, fixture_file(fixture, "import.csv", text), &options, &report, &err))
        fail_msg("%s", err.text);
    return report;
}

static void a_second_import_changes_nothing(void **state)
{
    static const char text[] = "Kundennummer;Firma;Land\r\nA-9;M\xfcller & S\xf6hne;DE\r\nA-1;;\r\n";
    struct fixture *fixture = *state;
    struct desk_import_report report = import(fixture, LIST_ACCOUNTS, text, "WINDOWS-1252", false);
    struct record_account account = {0};
    struct err err = {0};

    assert_int_equal(report.added, 1);
    assert_int_equal(report.same, 1);
    desk_import_report_clear(&report);
    assert_true(store_account_find(desk_store(fixture->desk), "A-9", &account, &err));
    assert_string_equal(account.company, "Müller & Söhne");
    record_account_clear(&account);
    report = import(fixture, LIST_ACCOUNTS, text, "WINDOWS-1252", false);
    assert_int_equal(report.added + report.changed + report.refused, 0);
    assert_int_equal(report.same, 2);
    desk_import_report_clear(&report);
}

static void refused_rows_name_line_and_column_and_are_written_out(void **state)
{
    static const char text[] = "account number,company,country\r\n"
                               "A-10,Good Ltd,GB\r\n"
                               ",No Number,GB\r\n"
                               "A-11,\"Bad, country\",QQ\r\n";
    struct fixture *fixture = *state;
    char path[128];
    struct desk_import_options options = {.rejects = path};
    struct desk_import_report report = {0};
    struct str rejects = {0};
    struct err err = {0};

    snprintf(path, sizeof path, "%s/rejects.csv", fixture->directory);
    assert_true(desk_import(fixture->desk, LIST_ACCOUNTS, fixture_file(fixture, "import.csv", text), &options,
                            &report, &err));
    assert_int_equal(report.added, 1);
    assert_int_equal(report.refused, 2);
    assert_int_equal(report.rejects[0].line, 3);
    assert_int_equal(report.rejects[0].column, 1);
    assert_int_equal(report.rejects[1].line, 4);
    assert_int_equal(report.rejects[1].column, 3);
    assert_true(file_read(path, 0, &rejects, &err));
    assert_string_equal(str_text(&rejects),
                        "account number,company,country\r\n,No Number,GB\r\nA-11,\"Bad, country\",QQ\r\n");
    str_clear(&rejects);
    desk_import_report_clear(&report);
}

static void a_dry_run_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct desk_import_report report =
        import(fixture, LIST_ACCOUNTS, "account number,company\r\nA-12,New Ltd\r\n", NULL, true);
    struct record_account account = {0};
    struct err err = {0};

    assert_int_equal(report.added, 1);
    desk_import_report_clear(&report);
    assert_true(store_account_find(desk_store(fixture->desk), "A-12", &account, &err));
    assert_int_equal(account.id, 0);
    record_account_clear(&account);
}

static void a_bounce_voids_until_another_notice_stands(void **state)
{
    struct fixture *fixture = *state;

    fixture_import(
        fixture, LIST_DELIVERIES,
        "account number,message id,outcome,at\r\nA-1,<1@vendor.example>,bounced,2014-03-27 12:05\r\n");
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_VOID);
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 1);
    fixture_import(fixture, LIST_NOTICES,
                   "account number,contact email,channel,sent,days\r\nA-1,,post,2014-04-01,30\r\n");
    assert_int_equal(fixture_duties(fixture, DUTY_RESEND, "A-1"), 0);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
}

static void a_delivery_without_a_day_is_taken_once(void **state)
{
    static const char text[] = "account number,message id,outcome\r\nA-1,<1@vendor.example>,soft bounce\r\n";
    struct fixture *fixture = *state;
    struct desk_import_report report = import(fixture, LIST_DELIVERIES, text, NULL, false);

    assert_int_equal(report.added, 1);
    desk_import_report_clear(&report);
    desk_set_now(fixture->desk, FIXTURE_NOW + 3600);
    report = import(fixture, LIST_DELIVERIES, text, NULL, false);
    assert_int_equal(report.same, 1);
    desk_import_report_clear(&report);
}

static void a_page_is_taken_in_once(void **state)
{
    struct fixture *fixture = *state;
    struct desk_intake_report report = take_in(fixture, POST_ONE POST_TWO POST_STAFF);

    assert_int_equal(report.added, 3);
    assert_int_equal(fixture_duties(fixture, DUTY_READ, NULL), 3);
    assert_int_equal(fixture_duties(fixture, DUTY_ANSWER, NULL), 1);
    report = take_in(fixture, POST_ONE POST_TWO POST_STAFF);
    assert_int_equal(report.added, 0);
    assert_int_equal(report.same, 3);
    assert_int_equal(fixture_duties(fixture, DUTY_READ, NULL), 3);
}

static void a_longer_copy_adds_what_is_new_and_marks_what_changed(void **state)
{
    struct fixture *fixture = *state;
    struct record_message_list messages = {0};
    struct desk_intake_report report;
    struct err err = {0};
    bool added;
    int64_t thread;

    take_in(fixture, POST_ONE POST_TWO POST_STAFF);
    report = take_in(fixture, "March 28th, 2014 09:00\n\nPlans to share our records\n\nThis is not consent. "
                              "(edited) We object.\n\n" POST_STAFF POST_LATER);
    assert_int_equal(report.added, 1);
    assert_int_equal(report.changed, 1);
    assert_int_equal(report.vanished, 1);
    assert_true(store_thread_ensure(desk_store(fixture->desk), desk_program(fixture->desk)->id, SOURCE_FORUM,
                                    "Plans to share our records", &thread, &added, &err));
    assert_true(store_message_thread(desk_store(fixture->desk), thread, &messages, &err));
    assert_int_equal(messages.count, 4);
    assert_true(messages.items[0].changed);
    assert_true(messages.items[1].vanished);
    assert_false(messages.items[2].changed || messages.items[2].vanished);
    record_message_list_clear(&messages);
}

static struct desk_classification first_post(struct fixture *fixture, int64_t *account)
{
    *account = fixture_account(fixture, "A-1");
    return (struct desk_classification){
        .message = 1,
        .version = 0,
        .reading = READING_OBJECTION,
        .ruling = RULING_DISPUTE,
        .voice = VOICE_COMPANY,
        .flags = flag_bit(FLAG_LEGAL),
        .accounts = account,
        .account_count = 1,
    };
}

static void classifying_ties_rules_and_discharges(void **state)
{
    struct fixture *fixture = *state;
    struct desk_classification given;
    struct err err = {0};
    int64_t account;

    take_in(fixture, POST_ONE POST_TWO POST_STAFF);
    given = first_post(fixture, &account);
    if (!desk_classify(fixture->desk, &given, &err))
        fail_msg("%s", err.text);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_DISPUTED);
    assert_int_equal(fixture_duties(fixture, DUTY_READ, NULL), 2);
    assert_int_equal(fixture_duties(fixture, DUTY_REVIEW, NULL), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_MATCH, NULL), 0);
    assert_false(desk_classify(fixture->desk, &given, &err));
    assert_int_equal(err.kind, ERR_CLASH);
}

static void a_later_reading_corrects_voice_and_flags(void **state)
{
    struct fixture *fixture = *state;
    struct record_objection objection = {0};
    struct desk_account_view view = {0};
    struct desk_classification given;
    struct err err = {0};
    int64_t account;

    take_in(fixture, POST_ONE POST_TWO POST_STAFF);
    given = first_post(fixture, &account);
    given.ruling = RULING_QUESTION;
    given.voice = VOICE_UNKNOWN;
    assert_true(desk_classify(fixture->desk, &given, &err));
    given.version = 1;
    given.ruling = RULING_OPT_OUT;
    given.voice = VOICE_REPRESENTATIVE;
    given.flags = flag_bit(FLAG_PRESS);
    assert_true(desk_classify(fixture->desk, &given, &err));
    assert_true(store_objection_of_message(desk_store(fixture->desk), 1, &objection, &err));
    assert_int_equal(objection.voice, VOICE_REPRESENTATIVE);
    assert_int_equal(objection.flags, flag_bit(FLAG_PRESS));
    assert_int_equal(objection.version, 2);
    record_objection_clear(&objection);
    assert_true(desk_account_view(fixture->desk, account, &view, &err));
    assert_int_equal(view.flags, flag_bit(FLAG_PRESS));
    desk_account_view_clear(&view);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
}

static void an_objection_without_account_must_be_matched(void **state)
{
    struct fixture *fixture = *state;
    struct desk_classification given;
    struct err err = {0};
    int64_t account;

    take_in(fixture, POST_ONE POST_TWO POST_STAFF);
    given = first_post(fixture, &account);
    given.account_count = 0;
    given.not_identified = true;
    assert_true(desk_classify(fixture->desk, &given, &err));
    assert_int_equal(fixture_duties(fixture, DUTY_MATCH, NULL), 1);
    given.version = 1;
    given.not_identified = false;
    given.account_count = 1;
    assert_true(desk_classify(fixture->desk, &given, &err));
    assert_int_equal(fixture_duties(fixture, DUTY_MATCH, NULL), 0);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_DISPUTED);
}

static void an_objection_can_be_declared_not_identified_later(void **state)
{
    struct fixture *fixture = *state;
    struct record_objection objection = {0};
    struct record_duty_list duties = {0};
    struct desk_classification given;
    struct err err = {0};
    int64_t account;
    int first;

    take_in(fixture, POST_ONE POST_TWO POST_STAFF);
    given = first_post(fixture, &account);
    given.account_count = 0;
    assert_true(desk_classify(fixture->desk, &given, &err));
    assert_true(
        store_duty_list(desk_store(fixture->desk), desk_program(fixture->desk)->id, 0, 1, 0, &duties, &err));
    first = duties.items[0].kind == DUTY_MATCH ? duties.items[0].due : duties.items[1].due;
    record_duty_list_clear(&duties);
    given.version = 1;
    given.not_identified = true;
    assert_true(desk_classify(fixture->desk, &given, &err));
    assert_true(store_objection_of_message(desk_store(fixture->desk), 1, &objection, &err));
    assert_true(objection.not_identified);
    record_objection_clear(&objection);
    assert_int_equal(fixture_duties(fixture, DUTY_MATCH, NULL), 1);
    assert_true(
        store_duty_list(desk_store(fixture->desk), desk_program(fixture->desk)->id, 0, 1, 0, &duties, &err));
    for (size_t i = 0; i < duties.count; i++)
        assert_true(duties.items[i].kind != DUTY_MATCH || duties.items[i].due > first);
    record_duty_list_clear(&duties);
}

static void a_changed_post_carries_the_suggestion_of_its_new_text(void **state)
{
    struct fixture *fixture = *state;
    struct record_message message = {0};
    struct err err = {0};

    take_in(fixture, POST_ONE POST_TWO POST_STAFF);
    take_in(fixture, POST_ONE "OldIron\n\n12 Posts\n\nMarch 28th, 2014 10:00\n\nWe object. Please remove our "
                              "company from this list.\n\n" POST_STAFF);
    assert_true(store_message_get(desk_store(fixture->desk), 2, &message, &err));
    assert_true(message.changed && message.changed_since);
    assert_int_equal(message.suggestion.reading, READING_OBJECTION);
    assert_int_equal(message.suggestion.ruling, RULING_OPT_OUT);
    record_message_clear(&message);
}

static void a_post_by_a_known_handle_holds_until_it_is_read(void **state)
{
    struct fixture *fixture = *state;
    struct desk_classification given = {
        .message = 1, .reading = READING_OBJECTION, .ruling = RULING_OPT_OUT, .voice = VOICE_COMPANY};
    struct str findings = {0};
    int64_t checked = 0, differing = 0;
    struct err err = {0};

    take_in(fixture, "Plans to share our records\n\nOldIron\n\n12 Posts\n\nMarch 28th, 2014 10:00\n\nWhat is "
                     "this about?\n\n"
                     "Ada\n\n3 Posts\n\nMarch 28th, 2014 11:00\n\nI wonder too.\n\n");
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_OPEN);
    assert_true(desk_classify(fixture->desk, &given, &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    given.version = 1;
    given.reading = READING_NO_OBJECTION;
    given.ruling = RULING_NOT_OBJECTION;
    given.reason = "says so in as many words";
    if (!desk_classify(fixture->desk, &given, &err))
        fail_msg("%s", err.text);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    assert_true(desk_check(fixture->desk, false, &findings, &checked, &differing, &err));
    assert_int_equal(differing, 0);
    str_clear(&findings);
}

static void a_promise_read_otherwise_is_no_duty(void **state)
{
    struct fixture *fixture = *state;
    struct desk_classification given = {
        .message = 3, .version = 0, .reading = READING_STAFF_PROMISE, .ruling = RULING_NOT_OBJECTION};
    struct err err = {0};

    take_in(fixture, POST_ONE POST_TWO POST_STAFF);
    assert_true(desk_classify(fixture->desk, &given, &err));
    assert_int_equal(fixture_duties(fixture, DUTY_ANSWER, NULL), 1);
    given.version = 1;
    given.reading = READING_STAFF_STATEMENT;
    assert_true(desk_classify(fixture->desk, &given, &err));
    assert_int_equal(fixture_duties(fixture, DUTY_ANSWER, NULL), 0);
}

static void an_export_holds_every_row_and_no_formula(void **state)
{
    struct fixture *fixture = *state;
    struct desk_export_options options = {.columns = "number,company"};
    struct desk_list list = {0};
    struct str text = {0};
    struct err err = {0};
    int64_t matched = 0, written = 0;
    char path[128];

    fixture_import(fixture, LIST_ACCOUNTS, "account number,company\r\nA-20,=cmd|' /C calc'!A0\r\n");
    snprintf(path, sizeof path, "%s/export.csv", fixture->directory);
    assert_true(desk_list_set(fixture->desk, LIST_ACCOUNTS, NULL, false, NULL, &list, &err));
    if (!desk_export(fixture->desk, &list, path, &options, &matched, &written, &err))
        fail_msg("%s", err.text);
    assert_int_equal(matched, 4);
    assert_int_equal(written, 4);
    assert_true(file_read(path, 0, &text, &err));
    assert_string_equal(str_text(&text),
                        "account number,company\r\nA-1,Harbor & Pine Consulting\r\n"
                        "A-2,Kobalt Werke GmbH\r\nA-3,Borealis Foods\r\nA-20,\"'=cmd|' /C calc'!A0\"\r\n");
    str_clear(&text);
    desk_list_clear(&list);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_second_import_changes_nothing),
        TEST(refused_rows_name_line_and_column_and_are_written_out),
        TEST(a_dry_run_changes_nothing),
        TEST(a_bounce_voids_until_another_notice_stands),
        TEST(a_delivery_without_a_day_is_taken_once),
        TEST(a_page_is_taken_in_once),
        TEST(a_longer_copy_adds_what_is_new_and_marks_what_changed),
        TEST(classifying_ties_rules_and_discharges),
        TEST(a_later_reading_corrects_voice_and_flags),
        TEST(an_objection_without_account_must_be_matched),
        TEST(an_objection_can_be_declared_not_identified_later),
        TEST(a_changed_post_carries_the_suggestion_of_its_new_text),
        TEST(a_post_by_a_known_handle_holds_until_it_is_read),
        TEST(a_promise_read_otherwise_is_no_duty),
        TEST(an_export_holds_every_row_and_no_formula),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
