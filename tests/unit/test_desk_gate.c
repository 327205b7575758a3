/* The gate and limited objections, and the gate while other processes write. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/zone.h"
#include "desk/gate.h"
#include "desk/verb.h"
#include "desk_fixture.h"
#include "store/journal.h"
#include "store/nouns.h"

/* A day on which the windows of the fixture's notices are over. */
#define LATER (FIXTURE_NOW + 60 * INT64_C(86400))

static char *in(const struct fixture *fixture, const char *name)
{
    return file_join(fixture->directory, name);
}

static void remove_file(const struct fixture *fixture, const char *name)
{
    char *path = in(fixture, name);

    assert_int_equal(unlink(path), 0);
    free(path);
}

static int64_t contact_of(struct fixture *fixture, const char *number)
{
    struct record_contact_list contacts = {0};
    struct err err = {0};
    int64_t id;

    assert_true(
        store_contact_list(desk_store(fixture->desk), fixture_account(fixture, number), &contacts, &err));
    id = contacts.items[0].id;
    record_contact_list_clear(&contacts);
    return id;
}

static int64_t partner_of(struct fixture *fixture, const char *name)
{
    struct record_partner partner = {0};
    struct err err = {0};
    int64_t id;

    assert_true(store_partner_find(desk_store(fixture->desk), name, &partner, &err));
    id = partner.id;
    record_partner_clear(&partner);
    return id;
}

static void object_to_nothing(struct fixture *fixture, const char *number)
{
    int64_t account = fixture_account(fixture, number);
    struct desk_objection objection = {.accounts = &account,
                                       .account_count = 1,
                                       .voice = VOICE_COMPANY,
                                       .day = desk_today(fixture->desk),
                                       .hour = -1,
                                       .minute = -1,
                                       .words = "Only a word of praise.",
                                       .ruling = RULING_NOT_OBJECTION};
    struct err err = {0};

    if (!desk_object(fixture->desk, &objection, NULL, &err))
        fail_msg("%s", err.text);
}

/* An opt-out limited to categories, of one contact (0: the account), to one partner (0: all). */
static void object_limited(struct fixture *fixture, const char *number, unsigned categories, int64_t contact,
                           int64_t partner)
{
    struct store *store = desk_store(fixture->desk);
    struct record_objection objection = {.program = desk_program(fixture->desk)->id,
                                         .voice = VOICE_COMPANY,
                                         .received = desk_now(fixture->desk),
                                         .precision = PRECISION_MINUTE,
                                         .words = mem_text("Not my telephone number.")};
    struct record_ruling ruling = {RULING_OPT_OUT, VOICE_COMPANY, 0, ""};
    struct record_limit limit = {.categories = categories, .contact = contact, .reason = mem_text("")};
    struct err err = {0};
    bool added, good;

    if (partner) {
        limit.partners = mem_new(sizeof *limit.partners);
        limit.partners[limit.partner_count++] = partner;
    }
    good = store_begin(store, "dana", desk_now(fixture->desk), &err) &&
           store_objection_add(store, &objection, &err);
    limit.objection = objection.id;
    good = good && store_tie_add(store, objection.id, fixture_account(fixture, number), &added, &err) &&
           store_ruling_add(store, objection.id, 0, &ruling, &err) && store_limit_add(store, &limit, &err) &&
           store_commit(store, &err);
    if (!good)
        fail_msg("%s", err.text);
    record_limit_clear(&limit);
    record_objection_clear(&objection);
    object_to_nothing(fixture, number);
}

static void release(struct fixture *fixture, const char *partner, const char *name,
                    struct desk_release *result)
{
    char *path = in(fixture, name);
    struct desk_release_options options = {.partner = partner, .path = path};
    struct err err = {0};

    if (!desk_release(fixture->desk, &options, result, &err))
        fail_msg("%s", err.text);
    free(path);
}

static void file_is(const struct fixture *fixture, const char *name, const char *wanted)
{
    char *path = in(fixture, name);
    struct str text = {0};
    struct err err = {0};

    assert_true(file_read(path, 0, &text, &err));
    assert_string_equal(str_text(&text), wanted);
    str_clear(&text);
    free(path);
    remove_file(fixture, name);
}

/* may go, A-2 (DE) may not; a telephone each. */
static void make_ready(struct fixture *fixture)
{
    fixture_import(fixture, LIST_PARTNERS, "partner\r\nAcme\r\nBeta\r\n");
    fixture_import(
        fixture, LIST_CONTACTS,
        "account number,name,email,phone\r\nA-1,Ada Brook,ada@harbor.example,111 1111\r\n"
        "A-2,Uwe Stein,uwe@kobalt.example,222 2222\r\nA-3,Bo Reyes,bo@borealis.example,333 3333\r\n");
    fixture_import(fixture, LIST_ACCOUNTS, "account number,country\r\nA-3,US\r\n");
    fixture_import(fixture, LIST_CONTACTS,
                   "account number,name,email,country\r\nA-3,Bo Reyes,bo@borealis.example,US\r\n");
    desk_set_now(fixture->desk, LATER);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_SILENT);
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_SILENT);
}

static void a_limited_objection_leaves_its_columns_empty(void **state)
{
    struct fixture *fixture = *state;
    struct desk_release result;

    make_ready(fixture);
    object_limited(fixture, "A-1", 1u << CATEGORY_CONTACT_PHONE, 0, 0);
    object_limited(fixture, "A-3", 1u << CATEGORY_RELATION, 0, partner_of(fixture, "Beta"));
    release(fixture, "Acme", "acme.csv", &result);
    assert_int_equal(result.accounts, 2);
    assert_int_equal(result.partial, 1);
    assert_int_equal(result.partly, 1u << RELEASE_PHONE);
    assert_int_equal(result.left_out, 0);
    assert_int_equal(result.refused[STANDING_NEEDS_YES], 1);
    desk_release_clear(&result);
    file_is(fixture, "acme.csv",
            "account number,company,country,zone,parent,segment,manager,contact name,contact email,phone\r\n"
            "A-1,Harbor & Pine Consulting,US,America/Chicago,,large,kim,Ada Brook,ada@harbor.example,\r\n"
            "A-3,Borealis Foods,US,America/Los_Angeles,,small,lee,Bo Reyes,bo@borealis.example,333 3333\r\n");
    release(fixture, "Beta", "beta.csv", &result);
    assert_int_equal(result.partial, 2);
    desk_release_clear(&result);
    file_is(fixture, "beta.csv",
            "account number,company,country,zone,parent,segment,manager,contact name,contact email,phone\r\n"
            "A-1,Harbor & Pine Consulting,US,America/Chicago,,large,kim,Ada Brook,ada@harbor.example,\r\n"
            "A-3,Borealis Foods,US,America/Los_Angeles,,,,Bo Reyes,bo@borealis.example,333 3333\r\n");
}

static void what_is_withheld_of_all_is_no_column(void **state)
{
    struct fixture *fixture = *state;
    struct desk_release result;

    make_ready(fixture);
    object_limited(fixture, "A-1", CATEGORY_PERSON | 1u << CATEGORY_RELATION, 0, 0);
    object_limited(fixture, "A-3", CATEGORY_ALL, contact_of(fixture, "A-3"), 0);
    release(fixture, "Acme", "acme.csv", &result);
    assert_int_equal(result.accounts, 1);
    assert_int_equal(result.withheld, 1);
    assert_int_equal(result.left_out, release_fields_of(CATEGORY_PERSON | 1u << CATEGORY_RELATION));
    assert_int_equal(result.partly, 0);
    desk_release_clear(&result);
    file_is(fixture, "acme.csv",
            "account number,company,country,zone\r\n"
            "A-1,Harbor & Pine Consulting,US,America/Chicago\r\n");
}

struct findings {
    struct str text;
};

static bool finding_keep(const struct desk_gate_finding *finding, void *context, struct err *err)
{
    struct findings *findings = context;

    (void)err;
    str_add_format(&findings->text, "%zu %s: %s\n", finding->line, finding->number, finding->reason);
    return true;
}

static void a_list_with_a_withheld_column_is_not_clean(void **state)
{
    struct fixture *fixture = *state;
    const char *path;
    struct desk_gate_options options = {.partner = "Acme"};
    struct desk_gate_report report;
    struct findings findings = {0};
    struct err err = {0};

    make_ready(fixture);
    object_limited(fixture, "A-1", 1u << CATEGORY_CONTACT_PHONE, contact_of(fixture, "A-1"),
                   partner_of(fixture, "Acme"));
    path = fixture_file(fixture, "import.csv",
                        "number,company,email,phone\r\nA-1,,ada@harbor.example,111 1111\r\n"
                        "A-1,,,111 1111\r\nA-1,,,\r\nA-1,,other@harbor.example,9\r\nA-3,,,333 3333\r\n");
    assert_true(desk_gate_check(fixture->desk, path, &options, finding_keep, &findings, &report, &err));
    assert_string_equal(str_text(&findings.text), "2 A-1: withheld from this partner: phone\n"
                                                  "3 A-1: withheld from this partner: phone\n"
                                                  "5 A-1: withheld from this partner: phone\n");
    assert_int_equal(report.rows, 5);
    assert_int_equal(report.bad, 3);
    desk_gate_report_clear(&report);
    options.partner = "Beta";
    assert_true(desk_gate_check(fixture->desk, path, &options, finding_keep, &findings, &report, &err));
    assert_int_equal(report.bad, 0);
    desk_gate_report_clear(&report);
    str_clear(&findings.text);
}

static void recalls_are(struct fixture *fixture, const char *number, const char *wanted)
{
    struct record_recall_list recalls = {0};
    struct str text = {0};
    struct err err = {0};

    assert_true(store_recall_list(desk_store(fixture->desk), desk_program(fixture->desk)->id,
                                  fixture_account(fixture, number), &recalls, &err));
    for (size_t i = 0; i < recalls.count; i++) {
        str_add_format(&text, "%s %lld%s: ", recalls.items[i].partner_name,
                       (long long)recalls.items[i].release, recalls.items[i].contact ? " contact" : "");
        release_fields_add(&text, recalls.items[i].fields, ",", false);
        str_add_char(&text, '\n');
    }
    assert_string_equal(str_text(&text), wanted);
    record_recall_list_clear(&recalls);
    str_clear(&text);
}

static void a_limited_objection_recalls_what_it_covers_once(void **state)
{
    struct fixture *fixture = *state;
    struct desk_release result;

    make_ready(fixture);
    release(fixture, "Acme", "acme.csv", &result);
    desk_release_clear(&result);
    release(fixture, "Beta", "beta.csv", &result);
    desk_release_clear(&result);
    object_limited(fixture, "A-1", 1u << CATEGORY_CONTACT_PHONE, contact_of(fixture, "A-1"),
                   partner_of(fixture, "Acme"));
    recalls_are(fixture, "A-1", "Acme 1 contact: phone\n");
    object_to_nothing(fixture, "A-1");
    recalls_are(fixture, "A-1", "Acme 1 contact: phone\n");
    object_limited(fixture, "A-1", 1u << CATEGORY_RELATION | 1u << CATEGORY_CONTACT_PHONE, 0, 0);
    recalls_are(
        fixture, "A-1",
        "Acme 1 contact: phone\nAcme 1: parent,segment,manager\nBeta 2: parent,segment,manager,phone\n");
    recalls_are(fixture, "A-3", "");
    assert_int_equal(fixture_duties(fixture, DUTY_RECALL, "A-1"), 3);
    remove_file(fixture, "acme.csv");
    remove_file(fixture, "beta.csv");
}

/* What goes out after a recall is asked back again, and no more than that. */
static void a_later_release_is_recalled_anew(void **state)
{
    struct fixture *fixture = *state;
    struct desk_release result;
    struct err err = {0};

    make_ready(fixture);
    object_limited(fixture, "A-1", 1u << CATEGORY_CONTACT_PHONE, 0, partner_of(fixture, "Beta"));
    release(fixture, "Acme", "acme.csv", &result);
    desk_release_clear(&result);
    object_limited(fixture, "A-1", 1u << CATEGORY_CONTACT_PHONE, 0, 0);
    recalls_are(fixture, "A-1", "Acme 1: phone\n");
    assert_true(desk_recall_answer(fixture->desk, 1, ANSWER_DELETED, "Done.", DAY_NONE, &err));
    release(fixture, "Acme", "again.csv", &result);
    desk_release_clear(&result);
    object_limited(fixture, "A-1", 1u << CATEGORY_CONTACT_PHONE | 1u << CATEGORY_PLACE, 0, 0);
    recalls_are(fixture, "A-1", "Acme 1: phone\nAcme 2: country,zone\n");
    remove_file(fixture, "acme.csv");
    remove_file(fixture, "again.csv");
}

enum { WRITERS = 3, ACCOUNTS = 45, RELEASES_MOST = 25 };

/* A CSV with a line for each account: "M-7" between what comes before and behind it. */
static char *many(const char *head, const char *behind)
{
    struct str text = {0};

    str_add(&text, head);
    for (int i = 0; i < ACCOUNTS; i++)
        str_add_format(&text, "M-%d%s\r\n", i, behind);
    return str_take(&text);
}

/* Objects once on a desk of its own, which like every start looks after releases that were begun; one that is
 * busy is asked again. */
static bool object_once(const struct fixture *fixture, const char *agent, const char *number)
{
    struct desk_options options = {.path = fixture->path, .agent = agent, .now = LATER};
    struct record_account account = {0};
    struct desk_objection objection = {.accounts = &account.id,
                                       .account_count = 1,
                                       .voice = VOICE_COMPANY,
                                       .hour = -1,
                                       .minute = -1,
                                       .words = "No.",
                                       .ruling = RULING_OPT_OUT};
    struct desk *desk = NULL;
    struct err err = {0};
    bool good =
        desk_open(&options, &desk, &err) && store_account_find(desk_store(desk), number, &account, &err);

    for (int tries = 0; good && tries < 100; tries++) {
        err_clear(&err);
        objection.day = desk_today(desk);
        if (desk_object(desk, &objection, NULL, &err) || err.kind != ERR_BUSY)
            break;
    }
    if (err.kind != ERR_NONE)
        print_error("%s\n", err.text);
    record_account_clear(&account);
    desk_close(desk);
    return err.kind == ERR_NONE;
}

/* One of the writers: objects for every account of its share. */
static int objections_write(const struct fixture *fixture, int share)
{
    char agent[16], number[16];
    bool good = true;

    snprintf(agent, sizeof agent, "agent-%d", share);
    for (int i = share; good && i < ACCOUNTS; i += WRITERS) {
        snprintf(number, sizeof number, "M-%d", i);
        good = object_once(fixture, agent, number);
    }
    return good ? 0 : 1;
}

/* Lets out to one partner; false where another start undid it before its file was locked, which leaves
 * nothing.
 */
static bool release_among_others(struct fixture *fixture, int i)
{
    char *name = mem_format("release-%d.csv", i), *path = in(fixture, name);
    struct desk_release_options options = {.partner = "Acme", .path = path};
    struct desk_release result;
    struct err err = {0};
    bool released = desk_release(fixture->desk, &options, &result, &err);

    if (!released && err.kind != ERR_BUSY && !strstr(err.text, "is void: M-") &&
        !strstr(err.text, "is void: another desk settled it"))
        fail_msg("%s", err.text);
    assert_int_equal(file_exists(path), released);
    if (released)
        remove_file(fixture, name);
    desk_release_clear(&result);
    free(name);
    free(path);
    return released;
}

/* Returns the sequence of the first objection of an account in the journal; INT64_MAX: none. */
static int64_t objected_at(struct fixture *fixture, int64_t account)
{
    struct record_entry_list entries = {0};
    struct err err = {0};
    int64_t first = INT64_MAX;

    assert_true(store_journal_account(desk_store(fixture->desk), account, 0, &entries, &err));
    for (size_t i = 0; i < entries.count; i++) {
        if (entries.items[i].fact == FACT_RULING && entries.items[i].sequence < first)
            first = entries.items[i].sequence;
    }
    record_entry_list_clear(&entries);
    return first;
}

/* An account went with a release exactly if nobody had objected for it when the release was recorded; and
 * what went and was objected to later is asked back. */
static void account_is_consistent(struct fixture *fixture, const struct record_release_list *releases, int i)
{
    struct record_release_row_list rows = {0};
    struct err err = {0};
    char number[16];
    int64_t account, objected, program = desk_program(fixture->desk)->id;

    snprintf(number, sizeof number, "M-%d", i);
    account = fixture_account(fixture, number);
    objected = objected_at(fixture, account);
    assert_true(store_release_row_list(desk_store(fixture->desk), program, account, &rows, &err));
    for (size_t j = 0; j < releases->count; j++) {
        const struct record_release *release = &releases->items[j];
        size_t went = 0;

        if (release->ending == ENDING_VOID)
            continue;
        for (size_t k = 0; k < rows.count; k++)
            went += rows.items[k].release == release->id;
        assert_int_equal(went, objected > release->entry ? 1 : 0);
    }
    assert_int_equal(fixture_duties(fixture, DUTY_RECALL, number),
                     rows.count && objected != INT64_MAX ? 1 : 0);
    record_release_row_list_clear(&rows);
}

static void every_release_is_consistent_with_the_facts_at_its_commit(void **state)
{
    struct fixture *fixture = *state;
    char *accounts = many("account number,company,country\r\n", ",One of many,US");
    char *notices = many("account number,contact email,channel,sent,days\r\n", ",,email,2014-03-03,30");
    struct record_release_list releases = {0};
    struct err err = {0};
    pid_t writers[WRITERS];
    int running = WRITERS, count = 0;

    make_ready(fixture);
    fixture_import(fixture, LIST_ACCOUNTS, accounts);
    fixture_import(fixture, LIST_NOTICES, notices);
    free(accounts);
    free(notices);
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = fork();
        assert_true(writers[i] >= 0);
        if (!writers[i])
            _exit(objections_write(fixture, i));
    }
    for (int i = 0; running && i < RELEASES_MOST; i++) {
        int status;

        count += release_among_others(fixture, i);
        while (running && waitpid(-1, &status, WNOHANG) > 0) {
            assert_int_equal(status, 0);
            running--;
        }
    }
    for (int status; running; running--) {
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    assert_true(
        store_release_list(desk_store(fixture->desk), desk_program(fixture->desk)->id, &releases, &err));
    for (size_t i = 0; i < releases.count; i++) {
        assert_true(releases.items[i].ended);
        count -= releases.items[i].ending == ENDING_COMPLETE;
    }
    assert_int_equal(count, 0);
    for (int i = 0; i < ACCOUNTS; i++)
        account_is_consistent(fixture, &releases, i);
    record_release_list_clear(&releases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_limited_objection_leaves_its_columns_empty, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(what_is_withheld_of_all_is_no_column, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(a_list_with_a_withheld_column_is_not_clean, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(a_limited_objection_recalls_what_it_covers_once, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(a_later_release_is_recalled_anew, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(every_release_is_consistent_with_the_facts_at_its_commit,
                                        fixture_setup, fixture_teardown),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
