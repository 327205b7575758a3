/* screen-run [--accept] [--limit SECONDS] FILE: runs one screen test and prints TAP. doc/HACKING.md tells the
 * format.
 *
 * --accept rewrites the file's screens, cursors and attributes with what was found; review the difference.
 * Exit: 0 all as wanted, 1 not, 2 wrong usage, 3 the file cannot be used. */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "keys.h"
#include "picture.h"
#include "script.h"
#include "terminal.h"
#include "workplace.h"

struct test {
    struct script script;
    struct workplace workplace;
    struct terminal terminal;
    struct str written; /* by the program since the last key */
    size_t most;        /* bytes written for one of the last keys */
    int columns;
    int rows;
    int limit;
    bool accepting;
    bool changed; /* something was accepted */
    int number;   /* of results printed */
    int failed;
};

static void result(struct test *test, const struct statement *statement, bool passed)
{
    test->number++;
    if (!passed)
        test->failed++;
    printf("%sok %d - %s (line %zu)\n", passed ? "" : "not ", test->number,
           *statement->title ? statement->title : "as written", statement->line);
}

static void comment(const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");

        printf("#   %.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

/* How a process ended, in words. */
static char *ending(int status)
{
    if (WIFSIGNALED(status))
        return mem_format("was killed by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    return mem_format("exited with %d", WEXITSTATUS(status));
}

/* Prints a failure outside the expectations; nothing after it can be relied on. */
static bool broken(struct test *test, const struct statement *statement, const struct err *err)
{
    struct str screen;

    result(test, statement, false);
    printf("# %s:%zu: %s\n", test->script.path, statement->line, err->text);
    if (test->terminal.vterm) {
        str_init(&screen);
        picture_add_text(&screen, &test->terminal);
        printf("# the screen then:\n");
        comment(str_text(&screen));
        str_clear(&screen);
    }
    return false;
}

static bool do_run(struct test *test, const struct statement *statement)
{
    char *command = workplace_expand(statement->argument);
    struct str output;
    struct err err = {0};
    int status = 0;
    bool done;

    str_init(&output);
    done = workplace_run(&test->workplace, command, test->limit, &output, &status, &err);
    if (done && statement->kind == STATEMENT_RUN && (!WIFEXITED(status) || WEXITSTATUS(status) != 0)) {
        char *how = ending(status);

        done = err_set(&err, ERR_RULE, "`%s` %s", statement->argument, how);
        free(how);
    }
    if (!done) {
        broken(test, statement, &err);
        comment(str_text(&output));
    }
    str_clear(&output);
    free(command);
    return done;
}

static bool do_file(struct test *test, const struct statement *statement)
{
    char *path = file_join(test->workplace.directory, statement->argument);
    struct file_writer writer;
    struct err err = {0};
    bool done = file_write_begin(&writer, path, 0644, &err);

    if (done && !file_write(&writer, statement->block, strlen(statement->block), &err)) {
        file_write_abandon(&writer);
        done = false;
    }
    done = done && file_write_commit(&writer, &err);
    free(path);
    return done || broken(test, statement, &err);
}

static bool do_start(struct test *test, const struct statement *statement)
{
    char *command = workplace_expand(statement->argument);
    struct err err = {0};
    bool done;

    if (terminal_running(&test->terminal)) {
        done = err_set(&err, ERR_USAGE, "the program started before still runs");
    } else {
        terminal_stop(&test->terminal);
        test->terminal.columns = test->columns;
        test->terminal.rows = test->rows;
        test->terminal.limit = test->limit;
        test->terminal.written = &test->written;
        done = terminal_start(&test->terminal, command, test->workplace.environment,
                              test->workplace.directory, &err);
    }
    free(command);
    return done || broken(test, statement, &err);
}

static bool do_keys(struct test *test, const struct statement *statement)
{
    struct keys keys = {0};
    struct err err = {0};
    bool done = keys_parse(statement->argument, &keys, &err);

    test->most = 0;
    for (size_t i = 0; done && i < keys.count; i++) {
        str_reset(&test->written);
        done = terminal_press(&test->terminal, &keys.list[i], &err);
        if (test->written.length > test->most)
            test->most = test->written.length;
        if (!done)
            err_prefix(&err, "key %zu of %zu", i + 1, keys.count);
    }
    keys_clear(&keys);
    return done || broken(test, statement, &err);
}

static bool do_type(struct test *test, const struct statement *statement)
{
    struct keys keys = {0};
    struct err err = {0};
    bool done = keys_parse(statement->argument, &keys, &err) &&
                terminal_type(&test->terminal, keys.list, keys.count, &err);

    keys_clear(&keys);
    return done || broken(test, statement, &err);
}

static bool do_paste(struct test *test, const struct statement *statement)
{
    struct err err = {0};

    return terminal_paste(&test->terminal, statement->block, &err) || broken(test, statement, &err);
}

static bool do_resize(struct test *test, const struct statement *statement)
{
    struct err err = {0};
    int columns, rows;

    if (!script_size(statement->argument, &columns, &rows))
        err_set(&err, ERR_USAGE, "a size is written 80x24");
    else if (statement->kind == STATEMENT_SIZE && terminal_running(&test->terminal))
        err_set(&err, ERR_USAGE, "the size is set before the program starts; use resize");
    else if (statement->kind == STATEMENT_RESIZE)
        terminal_resize(&test->terminal, columns, rows, &err);
    if (err.kind != ERR_NONE)
        return broken(test, statement, &err);
    if (statement->kind == STATEMENT_SIZE) {
        test->columns = columns;
        test->rows = rows;
    }
    return true;
}

static bool do_signal(struct test *test, const struct statement *statement)
{
    static const struct {
        const char *name;
        int number;
    } signals[] = {{"TERM", SIGTERM}, {"HUP", SIGHUP},   {"INT", SIGINT},   {"QUIT", SIGQUIT},
                   {"ABRT", SIGABRT}, {"USR1", SIGUSR1}, {"USR2", SIGUSR2}, {"KILL", SIGKILL}};
    struct err err = {0};

    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        if (strcmp(signals[i].name, statement->argument) == 0)
            return terminal_signal(&test->terminal, signals[i].number, &err) || broken(test, statement, &err);
    err_set(&err, ERR_USAGE, "there is no signal %s here", statement->argument);
    return broken(test, statement, &err);
}

static bool do_hangup(struct test *test, const struct statement *statement)
{
    struct err err = {0};

    return terminal_hang_up(&test->terminal, &err) || broken(test, statement, &err);
}

/* Only what was started can be looked at. */
static bool started(struct test *test, const struct statement *statement)
{
    struct err err = {0};

    if (test->terminal.vterm)
        return true;
    err_set(&err, ERR_USAGE, "nothing was started yet");
    return broken(test, statement, &err);
}

/* Keeps what is to be written for an expectation that was not met; takes the text over. */
static void accept_found(struct test *test, struct statement *statement, char *found)
{
    statement->accepted = found;
    test->changed = true;
}

/* Compares a screen or its attributes. */
static bool do_picture(struct test *test, struct statement *statement)
{
    bool attributes = statement->kind == STATEMENT_ATTRIBUTES;
    char filler = attributes ? '.' : ' ';
    struct str found;
    bool same;

    if (!started(test, statement))
        return false;
    str_init(&found);
    if (attributes)
        picture_add_attributes(&found, &test->terminal);
    else
        picture_add_text(&found, &test->terminal);
    same = picture_equal(statement->block, str_text(&found), filler);
    result(test, statement, same || test->accepting);
    if (!same && test->accepting) {
        accept_found(test, statement, mem_text(str_text(&found)));
    } else if (!same) {
        picture_print_difference(statement->block, str_text(&found), filler);
    }
    str_clear(&found);
    return true;
}

static bool do_cursor(struct test *test, struct statement *statement)
{
    VTermPos position;
    char *found;
    bool same;

    if (!started(test, statement))
        return false;
    vterm_state_get_cursorpos(vterm_obtain_state(test->terminal.vterm), &position);
    found =
        test->terminal.cursor_visible ? mem_format("%d %d", position.row, position.col) : mem_text("hidden");
    same = strcmp(found, statement->argument) == 0;
    result(test, statement, same || test->accepting);
    if (!same && test->accepting) {
        accept_found(test, statement, mem_format("cursor %s\n", found));
    } else if (!same) {
        printf("# cursor wanted %s\n# cursor found  %s\n", statement->argument, found);
    }
    free(found);
    return true;
}

/* Compares what each of the last keys made the program write with what it may. */
static bool do_bytes(struct test *test, const struct statement *statement)
{
    struct err err = {0};
    int64_t limit;

    if (!str_to_number(statement->argument, &limit) || limit < 1) {
        err_set(&err, ERR_USAGE, "bytes is followed by how many a key may write");
        return broken(test, statement, &err);
    }
    result(test, statement, (int64_t)test->most <= limit);
    if ((int64_t)test->most > limit)
        printf("# a key made the program write %zu bytes\n", test->most);
    return true;
}

static bool do_exit(struct test *test, const struct statement *statement)
{
    struct err err = {0};
    char *how;
    int64_t wanted;

    if (!test->terminal.vterm || terminal_running(&test->terminal)) {
        err_set(&err, ERR_RULE, "the program %s", test->terminal.vterm ? "still runs" : "was not started");
        return broken(test, statement, &err);
    }
    how = ending(test->terminal.status);
    if (strcmp(statement->argument, "killed") == 0) {
        if (!WIFSIGNALED(test->terminal.status))
            err_set(&err, ERR_RULE, "the program %s", how);
    } else if (!str_to_number(statement->argument, &wanted)) {
        err_set(&err, ERR_USAGE, "exit is followed by a status or `killed`");
    } else if (!WIFEXITED(test->terminal.status) || WEXITSTATUS(test->terminal.status) != wanted) {
        err_set(&err, ERR_RULE, "the program %s", how);
    } else {
        terminal_sane(&test->terminal, &err);
    }
    free(how);
    if (err.kind != ERR_NONE)
        return broken(test, statement, &err);
    result(test, statement, true);
    return true;
}

/* Does one statement; false when the test cannot go on. */
static bool do_statement(struct test *test, struct statement *statement)
{
    char *assignment;

    switch (statement->kind) {
    case STATEMENT_ENV:
        assignment = workplace_expand(statement->argument);
        workplace_set(&test->workplace, assignment);
        free(assignment);
        return true;
    case STATEMENT_RUN:
    case STATEMENT_RUN_ANY:
        return do_run(test, statement);
    case STATEMENT_FILE:
        return do_file(test, statement);
    case STATEMENT_START:
        return do_start(test, statement);
    case STATEMENT_KEYS:
        return do_keys(test, statement);
    case STATEMENT_TYPE:
        return do_type(test, statement);
    case STATEMENT_PASTE:
        return do_paste(test, statement);
    case STATEMENT_SCREEN:
    case STATEMENT_ATTRIBUTES:
        return do_picture(test, statement);
    case STATEMENT_CURSOR:
        return do_cursor(test, statement);
    case STATEMENT_SIZE:
    case STATEMENT_RESIZE:
        return do_resize(test, statement);
    case STATEMENT_SIGNAL:
        return do_signal(test, statement);
    case STATEMENT_HANGUP:
        return do_hangup(test, statement);
    case STATEMENT_BYTES:
        return do_bytes(test, statement);
    case STATEMENT_EXIT:
        return do_exit(test, statement);
    }
    return false;
}

static int run_test(struct test *test, const char *path)
{
    struct err err = {0};
    bool going;

    if (!script_read(&test->script, path, &err) || !workplace_make(&test->workplace, &err)) {
        printf("Bail out! %s\n", err.text);
        return 3;
    }
    workplace_set(&test->workplace, "DEMUR_TEST_SYNC=9");
    going = true;
    for (size_t i = 0; going && i < test->script.count; i++) {
        going = do_statement(test, &test->script.statements[i]);
        fflush(stdout);
    }
    printf("1..%d\n", test->number);
    if (test->accepting && test->changed && test->failed == 0 && !script_rewrite(&test->script, &err)) {
        fprintf(stderr, "screen-run: %s\n", err.text);
        return 3;
    }
    return test->failed ? 1 : 0;
}

static int usage(const char *why)
{
    fprintf(stderr, "screen-run: %s; written screen-run [--accept] [--limit SECONDS] FILE\n", why);
    return 2;
}

int main(int argument_count, char *arguments[])
{
    struct test test = {.columns = 80, .rows = 24, .limit = 30};
    int at = 1;
    int64_t limit;
    int status;

    for (; at < argument_count && str_starts(arguments[at], "--"); at++) {
        if (strcmp(arguments[at], "--accept") == 0) {
            test.accepting = true;
        } else if (strcmp(arguments[at], "--limit") == 0 && at + 1 < argument_count &&
                   str_to_number(arguments[at + 1], &limit) && limit >= 1 && limit <= 3600) {
            test.limit = (int)limit;
            at++;
        } else {
            return usage("there is no such option");
        }
    }
    if (at + 1 != argument_count)
        return usage("one file is wanted");
    if (test.accepting && getenv("CI")) {
        fprintf(stderr, "screen-run: expectations are accepted by a person, not where CI is set\n");
        return 2;
    }
    status = run_test(&test, arguments[at]);
    terminal_stop(&test.terminal);
    str_clear(&test.written);
    workplace_clear(&test.workplace);
    script_clear(&test.script);
    return status;
}
