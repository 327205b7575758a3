#include "config.h"
#include "desk_fixture.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/progress.h"
#include "base/stop.h"
#include "base/str.h"
#include "desk/gate.h"
#include "desk/release.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "store/journal.h"
#include "store/statement.h"

/* A person stops it the first time it tells how far it is. */
static void watch(void *context, const char *what, int64_t count, double share)
{
    int *told = context;

    (void)what;
    (void)count;
    (void)share;
    (*told)++;
    stop_ask();
}

static int told;

static void begin(void)
{
    told = 0;
    progress_watch(watch, &told);
}

/* It stopped where it was asked to, and left nothing in the directory that was not there before. */
static void expect_stopped(const struct fixture *fixture, bool good, const struct err *err)
{
    DIR *directory = opendir(fixture->directory);
    const struct dirent *entry;

    progress_watch(NULL, NULL);
    stop_forget();
    assert_false(good);
    assert_int_equal(told, 1);
    assert_int_equal(err->kind, ERR_STOPPED);
    assert_int_equal(err_exit_status(err), 130);
    assert_non_null(directory);
    while ((entry = readdir(directory))) {
        if (*entry->d_name != '.' || strlen(entry->d_name) > 2)
            assert_true(str_starts(entry->d_name, "desk.db") || str_equal(entry->d_name, "import.csv"));
    }
    closedir(directory);
}

static void an_export_that_is_stopped_leaves_no_file(void **state)
{
    struct fixture *fixture = *state;
    struct desk_export_options options = {0};
    struct desk_list list = {0};
    struct err err = {0};
    int64_t matched, written;
    char path[128];
    bool good;

    snprintf(path, sizeof path, "%s/export.csv", fixture->directory);
    assert_true(desk_list_set(fixture->desk, LIST_ACCOUNTS, "", false, NULL, &list, &err));
    begin();
    good = desk_export(fixture->desk, &list, path, &options, &matched, &written, &err);
    expect_stopped(fixture, good, &err);
    desk_list_clear(&list);
}

static void a_backup_that_is_stopped_leaves_no_file(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};
    char path[128];
    bool good;

    snprintf(path, sizeof path, "%s/backup.db", fixture->directory);
    begin();
    good = store_backup(desk_store(fixture->desk), path, &err);
    expect_stopped(fixture, good, &err);
}

static void a_check_that_is_stopped_mends_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct str findings = {0};
    struct err err = {0};
    int64_t checked, differing;
    bool good;

    begin();
    good = desk_check(fixture->desk, true, &findings, &checked, &differing, &err);
    expect_stopped(fixture, good, &err);
    assert_false(store_in_write(desk_store(fixture->desk)));
    str_clear(&findings);
}

static void a_verification_can_be_stopped(void **state)
{
    struct fixture *fixture = *state;
    struct journal_proof proof;
    struct err err = {0};
    bool good;

    begin();
    good = store_journal_verify(desk_store(fixture->desk), &proof, &err);
    expect_stopped(fixture, good, &err);
}

static void a_long_statement_ends_when_it_is_asked_to(void **state)
{
    static const char sql[] =
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 100000)"
        " SELECT count(*) FROM c";
    struct fixture *fixture = *state;
    struct err err = {0};

    stop_ask();
    assert_false(statement_script(desk_store(fixture->desk), sql, &err));
    stop_forget();
    assert_int_equal(err.kind, ERR_STOPPED);
    assert_true(statement_script(desk_store(fixture->desk), sql, &err));
}

int main(void)
{
#define EACH(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        EACH(an_export_that_is_stopped_leaves_no_file),  EACH(a_backup_that_is_stopped_leaves_no_file),
        EACH(a_check_that_is_stopped_mends_nothing),     EACH(a_verification_can_be_stopped),
        EACH(a_long_statement_ends_when_it_is_asked_to),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
