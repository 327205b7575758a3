/* Representatives: how far they reach, what their objections hold, and their proof account by account. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "desk/representative.h"
#include "desk/transfer.h"
#include "desk/view.h"
#include "desk_fixture.h"
#include "store/nouns.h"

#define HEADER  "account number,company,country,parent,tags\r\n"
#define NOTICES "account number,contact email,channel,sent,days,text version,message id\r\n"

#define ACCOUNT(text) ((struct record_scope){.scope = SCOPE_ACCOUNT, .number = (char[]){text}})
#define UNDER(text)   ((struct record_scope){.scope = SCOPE_UNDER, .number = (char[]){text}})
#define TAG(text)     ((struct record_scope){.scope = SCOPE_TAG, .tag = (char[]){text}})

static int64_t put(struct fixture *fixture, struct record_scope scope, bool future)
{
    struct desk_representative given = {.name = "Brown & Co", .scopes = &scope, .scope_count = 1};
    struct err err = {0};
    int64_t id = 0;

    scope.future = future;
    if (!desk_representative_add(fixture->desk, &given, &id, &err))
        fail_msg("%s", err.text);
    return id;
}

static int64_t object(struct fixture *fixture, int64_t representative, enum ruling ruling)
{
    struct desk_objection objection = {
        .source = SOURCE_MAIL,
        .day = desk_today(fixture->desk),
        .hour = -1,
        .minute = -1,
        .words = "We object for our clients.",
        .ruling = ruling,
    };
    struct err err = {0};
    int64_t id = 0;

    if (!desk_representative_object(fixture->desk, representative, &objection, &id, &err))
        fail_msg("%s", err.text);
    return id;
}

/* number NULL: all. */
static bool set(struct fixture *fixture, int64_t objection, const char *number, enum authority state,
                const char *evidence, struct err *err)
{
    int64_t account = number ? fixture_account(fixture, number) : 0;

    return desk_authority_set(fixture->desk, objection, &account, number != NULL, state, evidence, NULL, err);
}

static size_t reach(struct fixture *fixture, int64_t representative)
{
    struct desk_reach reach;
    struct err err = {0};
    size_t count;

    if (!desk_representative_reach(fixture->desk, representative, &reach, &err))
        fail_msg("%s", err.text);
    count = reach.accounts.count;
    desk_reach_clear(&reach);
    return count;
}

static void assert_sound(struct fixture *fixture)
{
    struct str findings = {0};
    struct err err = {0};
    int64_t checked = 0, differing = 0;

    if (!desk_check(fixture->desk, false, &findings, &checked, &differing, &err))
        fail_msg("%s", err.text);
    assert_string_equal(str_text(&findings), "");
    str_clear(&findings);
}

static void a_scope_names_accounts_groups_and_tags(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(reach(fixture, put(fixture, ACCOUNT("a-1"), false)), 1);
    /* A chain of parents, a loop in it, and a parent that is no account of ours. */
    fixture_import(fixture, LIST_ACCOUNTS,
                   HEADER "B-1,One,US,B-0,\r\nB-2,Two,US,b-1,\r\nB-3,Three,US,B-2,\r\nB-4,Loop,US,B-5,\r\n"
                          "B-5,Loop,US,B-4,\r\nB-6,Gold,US,,\"silver, Gold  plus\"\r\n");
    assert_int_equal(reach(fixture, put(fixture, UNDER("B-0"), false)), 1 + 3);
    assert_int_equal(reach(fixture, put(fixture, UNDER("B-4"), false)), 1 + 3 + 2);
    assert_int_equal(reach(fixture, put(fixture, TAG("gold plus"), false)), 1 + 3 + 2 + 1);
    assert_int_equal(reach(fixture, put(fixture, TAG("gold"), false)), 1 + 3 + 2 + 1);
}

static void what_names_nobody_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct record_scope scope = UNDER("Z-1");
    struct desk_representative given = {.name = "Brown & Co", .scopes = &scope, .scope_count = 1};
    enum office office = OFFICE_LAWYER;
    struct err err = {0};

    assert_false(desk_representative_add(fixture->desk, &given, NULL, &err));
    assert_int_equal(err.kind, ERR_USAGE);
    given.scope_count = 0;
    assert_false(desk_representative_add(fixture->desk, &given, NULL, &err));
    given.scope_count = 1;
    given.name = " ";
    assert_false(desk_representative_add(fixture->desk, &given, NULL, &err));
    put(fixture, ACCOUNT("A-1"), false);
    given.name = "brown & co";
    scope = ACCOUNT("A-2");
    given.office = &office;
    assert_false(desk_representative_add(fixture->desk, &given, NULL, &err));
    assert_int_equal(err.kind, ERR_RULE);
    assert_non_null(strstr(err.text, "Brown & Co is on file as other"));
}

static void its_objection_holds_all_in_scope_at_once(void **state)
{
    struct fixture *fixture = *state;
    int64_t id = put(fixture, ACCOUNT("A-1"), false);

    put(fixture, ACCOUNT("A-3"), false);
    object(fixture, id, RULING_OPT_OUT);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_HELD);
    assert_int_equal(fixture_standing(fixture, "A-2"), STANDING_NEEDS_YES);
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, NULL), 0);
    assert_sound(fixture);
}

static void an_unread_one_is_asked_for_authority_too(void **state)
{
    struct fixture *fixture = *state;

    object(fixture, put(fixture, ACCOUNT("A-1"), false), RULING_UNREAD);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_READ, NULL), 1);
}

static void each_client_is_settled_for_itself(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};
    int64_t id = put(fixture, ACCOUNT("A-1"), false), objection;

    put(fixture, ACCOUNT("A-3"), false);
    objection = object(fixture, id, RULING_OPT_OUT);
    assert_true(set(fixture, objection, NULL, AUTHORITY_ASKED, NULL, &err));
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 1);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_true(set(fixture, objection, "A-1", AUTHORITY_PROVEN, "signed on 2 April", &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OBJECTED);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-1"), 1);
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 1);
    assert_true(set(fixture, objection, "A-3", AUTHORITY_REFUSED, "no paper came", &err));
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_OPEN);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-3"), 0);
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 0);
    assert_sound(fixture);
}

static void the_clients_own_word_goes_before_proof(void **state)
{
    struct fixture *fixture = *state;
    int64_t account = fixture_account(fixture, "A-1"),
            objection = object(fixture, put(fixture, ACCOUNT("A-1"), false), RULING_OPT_OUT);
    struct desk_objection own = {.accounts = &account,
                                 .account_count = 1,
                                 .day = desk_today(fixture->desk),
                                 .hour = -1,
                                 .words = "And we ourselves say no.",
                                 .ruling = RULING_OPT_OUT};
    struct err err = {0};

    assert_true(set(fixture, objection, NULL, AUTHORITY_PROVEN, "signed", &err));
    assert_true(set(fixture, objection, "A-1", AUTHORITY_DISOWNED, "Ada Brook: never heard of them", &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-1"), 0);
    /* What is said of all passes over who spoke for itself. */
    assert_false(set(fixture, objection, NULL, AUTHORITY_PROVEN, "signed", &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    assert_true(desk_object(fixture->desk, &own, NULL, &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OBJECTED);
    assert_sound(fixture);
}

static void authority_needs_evidence_and_a_representative(void **state)
{
    struct fixture *fixture = *state;
    int64_t account = fixture_account(fixture, "A-2"), own = 0,
            objection = object(fixture, put(fixture, ACCOUNT("A-1"), false), RULING_OPT_OUT);
    struct desk_objection given = {.accounts = &account,
                                   .account_count = 1,
                                   .day = desk_today(fixture->desk),
                                   .hour = -1,
                                   .words = "No.",
                                   .ruling = RULING_OPT_OUT};
    struct err err = {0};

    assert_false(set(fixture, objection, NULL, AUTHORITY_PROVEN, " ", &err));
    assert_false(set(fixture, objection, NULL, AUTHORITY_REFUSED, NULL, &err));
    assert_false(set(fixture, objection, NULL, AUTHORITY_DISOWNED, "", &err));
    assert_false(set(fixture, objection, NULL, AUTHORITY_ASSERTED, "so they say", &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_false(set(fixture, objection, "A-2", AUTHORITY_PROVEN, "signed", &err));
    assert_int_equal(err.kind, ERR_RULE);
    assert_false(set(fixture, 99, NULL, AUTHORITY_PROVEN, "signed", &err));
    assert_true(desk_object(fixture->desk, &given, &own, &err));
    assert_false(set(fixture, own, NULL, AUTHORITY_REFUSED, "no paper", &err));
    assert_int_equal(err.kind, ERR_RULE);
    assert_int_equal(fixture_standing(fixture, "A-2"), STANDING_OBJECTED);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
}

static void proof_taken_back_is_owed_again(void **state)
{
    struct fixture *fixture = *state;
    int64_t objection = object(fixture, put(fixture, ACCOUNT("A-1"), false), RULING_OPT_OUT);
    struct err err = {0};

    assert_true(set(fixture, objection, NULL, AUTHORITY_PROVEN, "signed", &err));
    assert_true(set(fixture, objection, "A-1", AUTHORITY_ASKED, "the paper was another's", &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, NULL), 0);
}

#define LATE_ACCOUNT HEADER "B-1,Late Ltd,US,A-1,\r\n"
#define LATE_NOTICE  NOTICES "B-1,,email,2014-03-27,30,v1,<9@vendor.example>\r\n"

static void future_accounts_come_under_it(void **state)
{
    struct fixture *fixture = *state;
    int64_t objection = object(fixture, put(fixture, UNDER("A-1"), true), RULING_OPT_OUT);
    struct err err = {0};

    assert_true(set(fixture, objection, NULL, AUTHORITY_PROVEN, "signed", &err));
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 0);
    fixture_import(fixture, LIST_ACCOUNTS, LATE_ACCOUNT);
    fixture_import(fixture, LIST_NOTICES, LATE_NOTICE);
    assert_int_equal(fixture_standing(fixture, "B-1"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 1);
    /* By a changed parent, two steps up, and by a tag. */
    fixture_import(fixture, LIST_ACCOUNTS, HEADER "A-3,,,B-1,\r\n");
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_HELD);
    put(fixture, TAG("gold"), true);
    fixture_import(fixture, LIST_ACCOUNTS, HEADER "A-2,,,,gold\r\n");
    assert_int_equal(fixture_standing(fixture, "A-2"), STANDING_HELD);
    assert_sound(fixture);
}

static void before_anybody_has_read_it_too(void **state)
{
    struct fixture *fixture = *state;
    int64_t objection = object(fixture, put(fixture, UNDER("A-1"), true), RULING_UNREAD);
    struct err err = {0};

    assert_true(set(fixture, objection, NULL, AUTHORITY_REFUSED, "no paper came", &err));
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 0);
    fixture_import(fixture, LIST_ACCOUNTS, LATE_ACCOUNT);
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 1);
    assert_sound(fixture);
}

static void others_do_not(void **state)
{
    struct fixture *fixture = *state;
    int64_t id = put(fixture, UNDER("A-1"), false);

    object(fixture, id, RULING_OPT_OUT);
    fixture_import(fixture, LIST_ACCOUNTS, LATE_ACCOUNT);
    fixture_import(fixture, LIST_NOTICES, LATE_NOTICE);
    assert_int_equal(fixture_standing(fixture, "B-1"), STANDING_OPEN);
    assert_int_equal(reach(fixture, id), 2);
}

static void what_is_not_in_force_any_more_ties_nobody(void **state)
{
    struct fixture *fixture = *state;
    int64_t objection = object(fixture, put(fixture, UNDER("A-1"), true), RULING_OPT_OUT);
    struct desk_correction correction = {.objection = objection,
                                         .version = -1,
                                         .ruling = RULING_NOT_OBJECTION,
                                         .reason = "asked for an invoice"};
    struct err err = {0};

    assert_true(desk_correct(fixture->desk, &correction, &err));
    fixture_import(fixture, LIST_ACCOUNTS, LATE_ACCOUNT);
    fixture_import(fixture, LIST_NOTICES, LATE_NOTICE);
    assert_int_equal(fixture_standing(fixture, "B-1"), STANDING_OPEN);
    /* Ruled an opt-out after all, it holds who came in between. */
    correction.ruling = RULING_OPT_OUT;
    assert_true(desk_correct(fixture->desk, &correction, &err));
    assert_int_equal(fixture_standing(fixture, "B-1"), STANDING_HELD);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 1);
}

static void one_that_reaches_nobody_yet_is_not_lost(void **state)
{
    struct fixture *fixture = *state;

    object(fixture, put(fixture, ACCOUNT("B-1"), true), RULING_OPT_OUT);
    assert_int_equal(fixture_duties(fixture, DUTY_MATCH, NULL), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 1);
    fixture_import(fixture, LIST_ACCOUNTS, LATE_ACCOUNT);
    assert_int_equal(fixture_standing(fixture, "B-1"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_MATCH, NULL), 0);
    assert_int_equal(fixture_duties(fixture, DUTY_AUTHORITY, NULL), 1);
}

static void a_dry_import_ties_nobody(void **state)
{
    struct fixture *fixture = *state;
    struct desk_import_options options = {.dry_run = true};
    struct desk_import_report report = {0};
    struct record_account account = {0};
    struct err err = {0};

    object(fixture, put(fixture, UNDER("A-1"), true), RULING_OPT_OUT);
    assert_true(desk_import(fixture->desk, LIST_ACCOUNTS, fixture_file(fixture, "import.csv", LATE_ACCOUNT),
                            &options, &report, &err));
    desk_import_report_clear(&report);
    assert_true(store_account_find(desk_store(fixture->desk), "B-1", &account, &err));
    assert_int_equal(account.id, 0);
    record_account_clear(&account);
}

/* Before authority was said account by account, the duty to get it was done by hand: that was proof. */
static void what_an_older_desk_took_for_proof_stays(void **state)
{
    struct fixture *fixture = *state;
    int64_t objection = object(fixture, put(fixture, ACCOUNT("A-1"), false), RULING_OPT_OUT);
    struct record_duty_list duties = {0};
    struct store *store = desk_store(fixture->desk);
    struct err err = {0};
    enum authority authority;

    assert_true(store_duty_list(store, 1, 0, 0, 0, &duties, &err));
    assert_int_equal(duties.items[0].kind, DUTY_AUTHORITY);
    assert_true(store_begin(store, "dana", FIXTURE_NOW, &err));
    assert_true(store_duty_done(store, duties.items[0].id, "signed letter", &err));
    assert_true(store_commit(store, &err));
    record_duty_list_clear(&duties);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OBJECTED);
    assert_true(store_authority_get(store, objection, fixture_account(fixture, "A-1"), &authority, &err));
    assert_int_equal(authority, AUTHORITY_PROVEN);
    assert_true(set(fixture, objection, "A-1", AUTHORITY_DISOWNED, "Ada Brook: not ours", &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
}

static void a_past_day_knows_no_later_proof(void **state)
{
    struct fixture *fixture = *state;
    int64_t objection = object(fixture, put(fixture, ACCOUNT("A-1"), false), RULING_OPT_OUT);
    struct desk_options past = {.path = fixture->path,
                                .agent = "dana",
                                .read_only = true,
                                .as_of = "2014-04-03",
                                .now = FIXTURE_NOW + INT64_C(86400) * 3};
    struct standing_result result = {0};
    struct desk *desk = NULL;
    struct err err = {0};

    desk_set_now(fixture->desk, FIXTURE_NOW + INT64_C(86400) * 2);
    assert_true(set(fixture, objection, NULL, AUTHORITY_REFUSED, "no paper came", &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    assert_true(desk_open(&past, &desk, &err));
    assert_true(desk_standing(desk, fixture_account(fixture, "A-1"), &result, &err));
    assert_int_equal(result.value, STANDING_HELD);
    standing_clear(&result);
    desk_close(desk);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_scope_names_accounts_groups_and_tags),
        TEST(what_names_nobody_is_refused),
        TEST(its_objection_holds_all_in_scope_at_once),
        TEST(an_unread_one_is_asked_for_authority_too),
        TEST(each_client_is_settled_for_itself),
        TEST(the_clients_own_word_goes_before_proof),
        TEST(authority_needs_evidence_and_a_representative),
        TEST(proof_taken_back_is_owed_again),
        TEST(future_accounts_come_under_it),
        TEST(before_anybody_has_read_it_too),
        TEST(others_do_not),
        TEST(what_is_not_in_force_any_more_ties_nobody),
        TEST(one_that_reaches_nobody_yet_is_not_lost),
        TEST(a_dry_import_ties_nobody),
        TEST(what_an_older_desk_took_for_proof_stays),
        TEST(a_past_day_knows_no_later_proof),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
