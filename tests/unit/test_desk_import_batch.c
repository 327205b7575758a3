#include "config.h"
#include "desk_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/progress.h"
#include "base/stop.h"
#include "base/str.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "store/journal.h"
#include "store/nouns.h"

/* Rows of the list, and of a batch. */
enum { ROWS = 25, BATCH = 10 };

/* Every row has a parent, some a country that makes them refused. */
static char *list_text(const char *company)
{
    struct str text = {0};

    str_add(&text, "account number,company,country,parent\n");
    for (int i = 1; i <= ROWS; i++)
        str_add_format(&text, "L-%d,%s %d,%s,A-1\n", i, company, i, i % 7 == 3 || i == 11 ? "QQ" : "DE");
    return str_take(&text);
}

struct run {
    struct fixture *fixture;
    struct desk_import_options options;
    struct desk_import_report report;
    struct err err;
    char rejects[128];
    int stop_at; /* row at which a person stops it; 0 never */
    bool dies;   /* at that row the process ends */
};

static void watch(void *context, const char *what, int64_t count, double share)
{
    const struct run *run = context;

    (void)what;
    assert_true(share >= 0 && share <= 1);
    if (!run->stop_at || count != run->stop_at)
        return;
    if (run->dies)
        _exit(7);
    stop_ask();
}

static bool import(struct run *run, const char *text)
{
    bool good;

    snprintf(run->rejects, sizeof run->rejects, "%s/rejects.csv", run->fixture->directory);
    run->options.rejects = run->rejects;
    if (!run->options.batch_rows)
        run->options.batch_rows = BATCH;
    desk_import_report_clear(&run->report);
    err_clear(&run->err);
    progress_watch(watch, run);
    good = desk_import(run->fixture->desk, LIST_ACCOUNTS, fixture_file(run->fixture, "import.csv", text),
                       &run->options, &run->report, &run->err);
    progress_watch(NULL, NULL);
    stop_forget();
    return good;
}

static char *rejects_read(const struct run *run)
{
    struct str text = {0};
    struct err err = {0};

    if (!file_read(run->rejects, 0, &text, &err))
        fail_msg("%s", err.text);
    return str_take(&text);
}

/* Everything that an import must leave whatever became of it on the way. */
static void expect_whole(struct run *run, const char *company)
{
    char *rejects = rejects_read(run);
    struct str wanted = {0};

    str_add(&wanted, "account number,company,country,parent\r\n");
    for (int i = 1; i <= ROWS; i++) {
        bool refused = i % 7 == 3 || i == 11;
        char number[16], name[64];
        struct record_account account = {0};
        struct store_standing standing = {0};

        snprintf(number, sizeof number, "L-%d", i);
        snprintf(name, sizeof name, "%s %d", company, i);
        assert_true(store_account_find(desk_store(run->fixture->desk), number, &account, &run->err));
        assert_int_equal(account.id != 0, !refused);
        if (refused) {
            str_add_format(&wanted, "%s,%s,QQ,A-1\r\n", number, name);
        } else {
            assert_string_equal(account.company, name);
            assert_true(
                store_standing_get(desk_store(run->fixture->desk), 1, account.id, &standing, &run->err));
            assert_true(standing.found);
            store_standing_clear(&standing);
        }
        record_account_clear(&account);
    }
    assert_string_equal(rejects, str_text(&wanted));
    str_clear(&wanted);
    free(rejects);
}

static void expect_numbers(const struct run *run, int64_t added, int64_t same)
{
    assert_int_equal(run->report.rows, ROWS);
    assert_int_equal(run->report.added, added);
    assert_int_equal(run->report.same, same);
    assert_int_equal(run->report.refused, 5);
}

static void an_import_of_several_batches_is_as_one(void **state)
{
    struct run run = {.fixture = *state};
    char *text = list_text("Old");

    assert_true(import(&run, text));
    expect_numbers(&run, ROWS - 5, 0);
    expect_whole(&run, "Old");
    assert_null(strstr(str_text(&run.report.notes), "going on"));
    assert_true(import(&run, text));
    expect_numbers(&run, 0, ROWS - 5);
    desk_import_report_clear(&run.report);
    free(text);
}

static void one_that_was_stopped_goes_on(void **state)
{
    struct run run = {.fixture = *state, .stop_at = 15};
    char *text = list_text("Old");

    assert_false(import(&run, text));
    assert_int_equal(run.err.kind, ERR_STOPPED);
    assert_int_equal(err_exit_status(&run.err), 130);
    assert_non_null(strstr(run.err.text, "10 rows are in; the same command goes on from there"));
    assert_false(file_exists(run.rejects));
    run.stop_at = 23;
    assert_false(import(&run, text));
    assert_non_null(strstr(str_text(&run.report.notes), "going on after row 10, where it was stopped\n"));
    assert_non_null(strstr(run.err.text, "20 rows are in"));
    run.stop_at = 0;
    assert_true(import(&run, text));
    expect_numbers(&run, ROWS - 5, 0);
    expect_whole(&run, "Old");
    desk_import_report_clear(&run.report);
    free(text);
}

static void one_that_was_stopped_in_its_first_batch_left_nothing(void **state)
{
    struct run run = {.fixture = *state, .stop_at = 3};
    char *text = list_text("Old");

    assert_false(import(&run, text));
    assert_non_null(strstr(run.err.text, "nothing was changed"));
    run.stop_at = 0;
    assert_true(import(&run, text));
    expect_numbers(&run, ROWS - 5, 0);
    desk_import_report_clear(&run.report);
    free(text);
}

static void another_list_in_between_begins_it_anew(void **state)
{
    struct run run = {.fixture = *state, .stop_at = 15};
    char *old = list_text("Old"), *new = list_text("New");

    assert_false(import(&run, old));
    run.stop_at = 0;
    assert_true(import(&run, new));
    assert_null(strstr(str_text(&run.report.notes), "going on"));
    assert_int_equal(run.report.changed, 8);
    assert_true(import(&run, old));
    assert_null(strstr(str_text(&run.report.notes), "going on"));
    assert_int_equal(run.report.changed, ROWS - 5);
    expect_whole(&run, "Old");
    desk_import_report_clear(&run.report);
    free(old);
    free(new);
}

static void one_read_otherwise_begins_anew(void **state)
{
    struct run run = {.fixture = *state, .stop_at = 15};
    char *text = list_text("Old");

    assert_false(import(&run, text));
    run.stop_at = 0;
    run.options.charset = "UTF-8";
    assert_true(import(&run, text));
    expect_numbers(&run, ROWS - 5 - 8, 8);
    desk_import_report_clear(&run.report);
    free(text);
}

/* Runs an import in a process of its own that ends without a word at a row. */
static void import_and_die(struct fixture *fixture, const char *text, int row)
{
    int status = 0;
    pid_t child;

    desk_close(fixture->desk);
    fixture->desk = NULL;
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct run run = {.fixture = fixture, .stop_at = row, .dies = true};

        fixture->desk = fixture_desk(fixture, "dana", FIXTURE_NOW);
        import(&run, text);
        _exit(1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 7);
    fixture->desk = fixture_desk(fixture, "dana", FIXTURE_NOW);
}

static void a_death_at_any_row_leaves_what_the_next_completes(void **state)
{
    struct fixture *fixture = *state;
    char company[16];

    for (int row = 1; row <= ROWS; row++) {
        struct run run = {.fixture = fixture};
        int begun = (row - 1) / BATCH * BATCH;
        char *text, note[64];

        snprintf(company, sizeof company, "Name %d,", row);
        company[strlen(company) - 1] = '\0';
        text = list_text(company);
        import_and_die(fixture, text, row);
        assert_true(import(&run, text));
        snprintf(note, sizeof note, "going on after row %d,", begun);
        assert_int_equal(strstr(str_text(&run.report.notes), note) != NULL, begun > 0);
        expect_numbers(&run, row == 1 ? ROWS - 5 : 0, 0);
        expect_whole(&run, company);
        desk_import_report_clear(&run.report);
        free(text);
    }
}

static void told(void *context, struct desk_import_report *report)
{
    struct str *said = context;

    for (size_t i = 0; i < report->reject_count; i++)
        str_add_format(said, "%d ", report->rejects[i].line);
    str_add(said, "| ");
    desk_import_report_told(report);
}

static void a_batch_tells_what_it_refused_once_it_is_in(void **state)
{
    struct str said = {0};
    struct run run = {.fixture = *state, .stop_at = 15, .options = {.told = told, .context = &said}};
    char *text = list_text("Old");

    assert_false(import(&run, text));
    assert_string_equal(str_text(&said), "4 11 | ");
    run.stop_at = 0;
    assert_true(import(&run, text));
    assert_string_equal(str_text(&said), "4 11 | 12 18 | 25 | ");
    assert_int_equal(run.report.refused, 5);
    desk_import_report_clear(&run.report);
    str_clear(&said);
    free(text);
}

static int64_t entries_of(struct fixture *fixture)
{
    struct journal_proof proof;
    struct err err = {0};

    assert_true(store_journal_verify(desk_store(fixture->desk), &proof, &err));
    assert_int_equal(proof.broken, 0);
    return proof.entries;
}

/* While it goes on another agent writes. */
static void write_meanwhile(void *context, struct desk_import_report *report)
{
    struct fixture *fixture = context;
    struct desk *other = fixture_desk(fixture, "lee", FIXTURE_NOW);
    struct err err = {0};

    store_patience(desk_store(other), 0);
    assert_true(desk_note(other, fixture_account(fixture, "A-1"), 0, 0, "meanwhile", &err));
    desk_close(other);
    desk_import_report_told(report);
}

static void a_long_dry_run_keeps_nobody_from_writing(void **state)
{
    struct fixture *fixture = *state;
    struct run run = {.fixture = fixture,
                      .options = {.dry_run = true, .told = write_meanwhile, .context = fixture}};
    int64_t entries = entries_of(fixture), again;
    struct record_account account = {0};
    struct str text = {0};

    str_add(&text, "account number,company,segment\n");
    for (int i = 0; i < 3000; i++)
        str_add_format(&text, "L-%d,%-80d,%d\n", i % 2900, i % 2900, i);
    run.options.batch_rows = 1000;
    assert_true(import(&run, str_text(&text)));
    assert_int_equal(run.report.rows, 3000);
    assert_int_equal(run.report.added, 2900);
    assert_int_equal(run.report.changed, 100);
    assert_false(file_exists(run.rejects));
    assert_true(store_account_find(desk_store(fixture->desk), "L-1", &account, &run.err));
    assert_int_equal(account.id, 0);
    again = entries_of(fixture);
    assert_true(again > entries && again < entries + 200);
    desk_import_report_clear(&run.report);
    str_clear(&text);
}

/* Every look at it takes a second. */
static int64_t slow_clock(void)
{
    static int64_t now;

    return now += 1000000;
}

static void a_batch_ends_when_it_takes_long(void **state)
{
    struct str said = {0};
    struct run run = {.fixture = *state, .options = {.told = told, .context = &said, .clock = slow_clock}};
    char *text = list_text("Old");

    run.options.batch_rows = 1000;
    assert_true(import(&run, text));
    assert_string_equal(str_text(&said), "4 11 12 | 18 25 | ");
    desk_import_report_clear(&run.report);
    str_clear(&said);
    free(text);
}

int main(void)
{
#define EACH(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        EACH(an_import_of_several_batches_is_as_one),
        EACH(one_that_was_stopped_goes_on),
        EACH(one_that_was_stopped_in_its_first_batch_left_nothing),
        EACH(another_list_in_between_begins_it_anew),
        EACH(one_read_otherwise_begins_anew),
        EACH(a_death_at_any_row_leaves_what_the_next_completes),
        EACH(a_batch_tells_what_it_refused_once_it_is_in),
        EACH(a_batch_ends_when_it_takes_long),
        EACH(a_long_dry_run_keeps_nobody_from_writing),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
