/* What a verb costs does not grow with the file: counted in steps of the database's machine, which are the
 * same on every computer. */
#include "config.h"

#include "unit.h"

#include <sqlite3.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "desk_fixture.h"
#include "store/inside.h"
#include "store/nouns.h"

enum { OTHERS = 300 };

static int steps_add(unsigned event, void *context, void *statement, void *nanoseconds)
{
    (void)event, (void)nanoseconds;
    *(int64_t *)context += sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1);
    return 0;
}

/* Returns how many steps an act took. */
static int64_t steps_of(struct fixture *fixture, void (*act)(struct fixture *fixture, const char *number),
                        const char *number)
{
    sqlite3 *db = desk_store(fixture->desk)->db;
    int64_t steps = 0;

    sqlite3_trace_v2(db, SQLITE_TRACE_PROFILE, steps_add, &steps);
    act(fixture, number);
    sqlite3_trace_v2(db, 0, NULL, NULL);
    return steps;
}

static void object(struct fixture *fixture, const char *number)
{
    int64_t account = fixture_account(fixture, number);
    struct desk_objection objection = {.accounts = &account,
                                       .account_count = 1,
                                       .voice = VOICE_COMPANY,
                                       .day = desk_today(fixture->desk),
                                       .hour = -1,
                                       .minute = -1,
                                       .words = "No.",
                                       .ruling = RULING_OPT_OUT};
    struct err err = {0};

    assert_true(desk_object(fixture->desk, &objection, NULL, &err));
}

static void look(struct fixture *fixture, const char *number)
{
    struct desk_account_view view = {0};
    struct err err = {0};

    assert_true(desk_account_view(fixture->desk, fixture_account(fixture, number), &view, &err));
    desk_account_view_clear(&view);
}

static void hold(struct fixture *fixture, const char *number)
{
    struct err err = {0};
    int64_t id;

    assert_true(desk_hold(fixture->desk, fixture_account(fixture, number), "merger", DAY_NONE, &id, &err));
}

/* Others with everything that one can have: contacts with handles, notices, posts, objections, duties. */
static void others_come(struct fixture *fixture)
{
    struct str accounts = {0}, contacts = {0}, notices = {0}, thread = {0};
    struct desk_intake_report report = {0};
    struct err err = {0};

    str_add(&accounts, "account number,company,country\r\n");
    str_add(&contacts, "account number,name,email,handle\r\n");
    str_add(&notices, "account number,contact email,channel,sent,days\r\n");
    for (int i = 0; i < OTHERS; i++) {
        str_add_format(&accounts, "B-%d,Other %d,US\r\n", i, i);
        str_add_format(&contacts, "B-%d,Someone,s%d@other.example,handle%d\r\n", i, i, i);
        str_add_format(&notices, "B-%d,s%d@other.example,email,2014-03-27,30\r\n", i, i);
        str_add_format(&thread, "March %dth, 2014 09:%02d\n\nNo to %d.\n\n", 28 + i / 150, i / 10, i);
    }
    fixture_import(fixture, LIST_ACCOUNTS, str_text(&accounts));
    fixture_import(fixture, LIST_CONTACTS, str_text(&contacts));
    fixture_import(fixture, LIST_NOTICES, str_text(&notices));
    assert_true(desk_intake(fixture->desk, fixture_file(fixture, "thread.txt", str_text(&thread)), NULL, NULL,
                            false, &report, &err));
    for (int i = 1; i < OTHERS; i++) {
        char *number = mem_format("B-%d", i);

        object(fixture, number);
        free(number);
    }
    desk_intake_report_clear(&report);
    str_clear(&accounts);
    str_clear(&contacts);
    str_clear(&notices);
    str_clear(&thread);
}

static void a_verb_costs_the_same_among_many(void **state)
{
    static void (*const acts[])(struct fixture * fixture, const char *number) = {object, hold, look};
    enum { ACTS = sizeof acts / sizeof *acts };
    int64_t alone[ACTS];
    struct fixture *fixture = *state;

    /* The first time statements are prepared, and the steps counted that nobody asked for. */
    for (size_t i = 0; i < ACTS; i++) {
        steps_of(fixture, acts[i], "A-2");
        alone[i] = steps_of(fixture, acts[i], "A-1");
    }
    others_come(fixture);
    for (size_t i = 0; i < ACTS; i++) {
        int64_t among;

        steps_of(fixture, acts[i], "B-0");
        among = steps_of(fixture, acts[i], "A-3");
        if (among > alone[i] + alone[i] / 4)
            fail_msg("act %zu: %lld steps alone, %lld among many", i, (long long)alone[i], (long long)among);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_verb_costs_the_same_among_many, fixture_setup, fixture_teardown),
    };

    return UNIT_RUN(tests);
}
