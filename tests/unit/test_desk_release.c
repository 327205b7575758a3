/* A release is worked out while others write: only what still stands when it is recorded goes. */
#include "config.h"

#include "unit.h"

#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/zone.h"
#include "desk/release.h"
#include "desk/setting.h"
#include "desk/verb.h"
#include "desk_fixture.h"
#include "store/journal.h"

/* A day on which the windows of the fixture's notices are over. */
#define LATER (FIXTURE_NOW + 60 * INT64_C(86400))

/* A release of the fixture's accounts, worked out and not made. */
struct work {
    struct fixture *fixture;
    struct record_intent intent;
    struct desk_release result;
    struct release_plan plan;
    struct file_new file; /* says that its maker is at work */
};

static void begin(struct work *work, struct fixture *fixture)
{
    struct desk *desk = fixture->desk;
    struct record_partner partner = {0};
    struct err err = {0};

    fixture_import(fixture, LIST_PARTNERS, "partner\r\nAcme\r\n");
    fixture_import(fixture, LIST_ACCOUNTS, "account number,country\r\nA-3,US\r\n");
    fixture_import(fixture, LIST_CONTACTS,
                   "account number,name,email,country\r\nA-3,Bo Reyes,bo@borealis.example,US\r\n");
    desk_set_now(desk, LATER);
    assert_true(store_partner_find(desk_store(desk), "Acme", &partner, &err));
    *work = (struct work){.fixture = fixture,
                          .intent = {.program = desk_program(desk)->id,
                                     .partner = partner.id,
                                     .path = file_join(fixture->directory, "work.csv"),
                                     .temporary = file_join(fixture->directory, ".work"),
                                     .partner_name = mem_text("Acme")}};
    assert_true(file_new_begin(&work->file, work->intent.temporary, &err));
    assert_true(desk_begin(desk, &err));
    assert_true(desk_end(desk, store_intent_add(desk_store(desk), &work->intent, &err), &err));
    work->plan = (struct release_plan){
        .desk = desk, .result = &work->result, .partner = partner.id, .intent = work->intent.id};
    assert_true(release_fields_parse(NULL, &work->plan.fields, &err));
    assert_true(store_journal_newest(desk_store(desk), &work->plan.since, &err));
    assert_true(release_walk(&work->plan, &err));
    assert_int_equal(work->result.accounts, 2);
    assert_int_equal(work->result.refused[STANDING_NEEDS_YES], 1);
    record_partner_clear(&partner);
}

static void end(struct work *work)
{
    record_release_row_list_clear(&work->plan.rows);
    free(work->plan.rule_count);
    file_new_end(&work->file, true);
    record_intent_clear(&work->intent);
}

/* Returns how many accounts are dropped. */
static size_t confirm(struct work *work)
{
    struct err err = {0};
    size_t dropped = 0;

    assert_true(desk_begin(work->fixture->desk, &err));
    assert_true(release_confirm(&work->plan, &dropped, &err));
    assert_true(desk_end(work->fixture->desk, true, &err));
    return dropped;
}

static bool row_count(const struct record_release_row *row, void *context, struct err *err)
{
    (void)row, (void)err;
    ++*(int64_t *)context;
    return true;
}

static int64_t rows_kept(struct work *work)
{
    struct err err = {0};
    int64_t count = 0;

    assert_true(
        store_release_row_each(desk_store(work->fixture->desk), work->intent.id, row_count, &count, &err));
    return count;
}

/* Another agent's desk objects. */
static int64_t object(struct fixture *fixture, const char *number)
{
    struct desk *desk = fixture_desk(fixture, "lee", LATER);
    int64_t account = fixture_account(fixture, number), id = 0;
    struct desk_objection objection = {.accounts = &account,
                                       .account_count = 1,
                                       .voice = VOICE_COMPANY,
                                       .day = desk_today(desk),
                                       .hour = -1,
                                       .minute = -1,
                                       .words = "No.",
                                       .ruling = RULING_OPT_OUT};
    struct err err = {0};

    assert_true(desk_object(desk, &objection, &id, &err));
    desk_close(desk);
    return id;
}

static void who_objects_meanwhile_does_not_go(void **state)
{
    struct work work;
    int64_t rules = 0;

    begin(&work, *state);
    assert_int_equal(rows_kept(&work), 2);
    assert_int_equal(confirm(&work), 0);
    object(*state, "A-1");
    object(*state, "A-2");
    assert_int_equal(confirm(&work), 1);
    assert_int_equal(rows_kept(&work), 1);
    assert_int_equal(work.result.rows, 1);
    assert_int_equal(work.result.accounts, 1);
    assert_int_equal(work.result.refused[STANDING_OBJECTED], 1);
    assert_int_equal(work.result.refused[STANDING_NEEDS_YES], 1);
    for (size_t i = 0; i < work.plan.desk->rules.count; i++)
        rules += work.plan.rule_count[i];
    assert_int_equal(rules, 1);
    assert_int_equal(confirm(&work), 0);
    end(&work);
}

static void who_would_go_otherwise_now_waits(void **state)
{
    struct fixture *fixture = *state;
    struct work work;

    begin(&work, fixture);
    fixture_import(fixture, LIST_CONTACTS,
                   "account number,name,email\r\nA-1,Someone Else,new@harbor.example\r\n");
    assert_int_equal(confirm(&work), 0);
    fixture_import(
        fixture, LIST_NOTICES,
        "account number,contact email,channel,sent,days\r\nA-1,new@harbor.example,email,2014-04-01,10\r\n");
    assert_int_equal(confirm(&work), 1);
    assert_int_equal(work.result.changed, 1);
    assert_int_equal(work.result.accounts, 1);
    end(&work);
}

static void a_change_for_all_ends_it(void **state)
{
    struct fixture *fixture = *state;
    struct work work;
    struct err err = {0};
    size_t dropped;

    begin(&work, fixture);
    assert_true(desk_setting(fixture->desk, SETTING_HOME_POST_DAYS, 9, &err));
    assert_true(desk_begin(fixture->desk, &err));
    assert_false(release_confirm(&work.plan, &dropped, &err));
    assert_int_equal(err.kind, ERR_CLASH);
    assert_false(desk_end(fixture->desk, false, &err));
    end(&work);
}

static void undone_it_leaves_no_rows(void **state)
{
    struct fixture *fixture = *state;
    struct work work;
    struct str sentence = {0};
    struct err err = {0};
    enum ending ending;

    begin(&work, fixture);
    assert_int_equal(rows_kept(&work), 2);
    assert_true(desk_release_settle(fixture->desk, work.intent.id, &ending, &sentence, &err));
    assert_int_equal(rows_kept(&work), 2);
    file_new_end(&work.file, true);
    assert_true(desk_release_settle(fixture->desk, work.intent.id, &ending, &sentence, &err));
    assert_int_equal(ending, ENDING_UNDONE);
    assert_int_equal(rows_kept(&work), 0);
    end(&work);
    str_clear(&sentence);
}

static void a_release_gets_no_other_rows(void **state)
{
    struct fixture *fixture = *state;
    char *path = file_join(fixture->directory, "out.csv");
    const struct desk_release_options options = {.partner = "Acme", .path = path};
    struct record_release release = {0};
    struct record_release_row row = {.standing = STANDING_SILENT, .reason = (char[]){""}, .fields = 1};
    struct desk_release result;
    struct work work;
    struct err err = {0};
    struct store *store = desk_store(fixture->desk);

    begin(&work, fixture);
    assert_true(desk_release(fixture->desk, &options, &result, &err));
    assert_int_equal(result.rows, 2);
    assert_true(store_release_get(store, result.number, &release, &err));
    assert_true(desk_begin(fixture->desk, &err));
    row.intent = release.intent;
    row.account = fixture_account(fixture, "A-2");
    assert_false(store_release_row_add(store, &row, &err));
    assert_int_equal(err.kind, ERR_RULE);
    err_clear(&err);
    assert_false(store_release_row_drop(store, release.intent, fixture_account(fixture, "A-1"), &err));
    assert_int_equal(err.kind, ERR_RULE);
    assert_false(desk_end(fixture->desk, false, &err));
    record_release_clear(&release);
    desk_release_clear(&result);
    end(&work);
    assert_int_equal(unlink(path), 0);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_objects_meanwhile_does_not_go, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(who_would_go_otherwise_now_waits, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_change_for_all_ends_it, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(undone_it_leaves_no_rows, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_release_gets_no_other_rows, fixture_setup, fixture_teardown),
    };

    return UNIT_RUN(tests);
}
