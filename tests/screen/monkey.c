/* monkey [--keys N] [--seed S] [--desk SCRIPT | --file DESK]: works at the desk without knowing what it does.
 *
 * After each key the desk must wait for the next, and must have written nothing that only curses may write.
 * At the end the terminal hangs up; then `check` must find no difference and `verify` the journal whole. A
 * sanitizer's report fails the run. Without options: a few seconds on the desks of the suite. Exit: 0 good, 1
 * not, 2 usage. */
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
#include "monkey_keys.h"
#include "picture.h"
#include "raw.h"
#include "terminal.h"
#include "workplace.h"

enum { REMEMBERED = 80, LIMIT = 60, HUNG_UP = 128 + SIGHUP, PASTED = 50000 };

struct run {
    struct workplace workplace;
    struct terminal terminal;
    struct monkey monkey;
    struct raw raw;
    struct str written;
    struct str deeds[REMEMBERED]; /* the last ones, for whoever mends what broke */
    long number;                  /* of the deed at hand */
    int starts;
};

static void comment(const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");

        printf("#   %.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

/* Runs a command in the workplace; fails, with what it printed, when it fails. */
static bool command(struct run *run, const char *text, struct err *err)
{
    struct str output;
    int status = 0;
    bool done;

    str_init(&output);
    done = workplace_run(&run->workplace, text, LIMIT, &output, &status, err);
    if (done && (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
        done = err_set(err, ERR_RULE, "`%.60s` failed: %.600s", text, str_text(&output));
    str_clear(&output);
    return done;
}

/* Reports go to files: on the terminal the desk would draw over them. */
static void catch_reports(struct run *run)
{
    static const char *const names[] = {"ASAN_OPTIONS", "UBSAN_OPTIONS"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        char *assignment = mem_format("%s=%s%slog_path=%s/report", names[i], value ? value : "exitcode=99",
                                      ":", run->workplace.root);

        workplace_set(&run->workplace, assignment);
        free(assignment);
    }
}

/* Days go by between two starts. */
static bool start(struct run *run, struct err *err)
{
    char *now = mem_format("DEMUR_NOW=2014-04-%02dT19:%02d:00Z", 3 + run->starts / 60 % 27, run->starts % 60);

    workplace_set(&run->workplace, now);
    free(now);
    run->starts++;
    terminal_stop(&run->terminal);
    run->terminal.columns = 80;
    run->terminal.rows = 24;
    run->terminal.limit = LIMIT;
    run->terminal.written = &run->written;
    run->raw = (struct raw){0};
    return terminal_start(&run->terminal, "demur -f desk.db", run->workplace.environment,
                          run->workplace.directory, err);
}

/* Prepares the desk and its editor, which adds a line and leaves. */
static bool prepare(struct run *run, const char *desk, struct err *err)
{
    char *editor, *assignment;
    bool done;

    if (!workplace_make(&run->workplace, err))
        return false;
    workplace_set(&run->workplace, "DEMUR_TEST_SYNC=9");
    catch_reports(run);
    editor = file_join(run->workplace.root, "editor");
    assignment = mem_format("EDITOR=sh %s", editor);
    workplace_set(&run->workplace, assignment);
    free(assignment);
    assignment = mem_format("mkdir x; printf 'echo edited >>\"$1\"\\n' >'%s'; %s", editor, desk);
    done = command(run, assignment, err);
    free(assignment);
    free(editor);
    return done;
}

static bool press(struct run *run, const char *text, struct err *err)
{
    struct keys keys = {0};
    bool done = keys_parse(text, &keys, err);

    for (size_t i = 0; done && i < keys.count && terminal_running(&run->terminal); i++)
        done = terminal_press(&run->terminal, &keys.list[i], err);
    keys_clear(&keys);
    return done;
}

/* What another agent asks for may be refused by a rule; it may not break. */
static bool another(struct run *run, const char *text, struct err *err)
{
    char *line = mem_format("DEMUR_AGENT=lee demur -f desk.db %s; s=$?; test $s -le 3", text);
    bool done = command(run, line, err);

    free(line);
    return done;
}

static bool resize(struct run *run, int columns, int rows, struct err *err)
{
    if (columns == run->terminal.columns && rows == run->terminal.rows)
        columns++;
    return terminal_resize(&run->terminal, columns, rows, err);
}

static bool end_by(struct run *run, int number, struct err *err)
{
    int status;

    if (!terminal_signal(&run->terminal, number, err))
        return false;
    status = run->terminal.status;
    if (terminal_running(&run->terminal))
        return err_set(err, ERR_RULE, "the program stays after signal %d", number);
    if (number == SIGKILL ? WIFSIGNALED(status) : WIFEXITED(status) && WEXITSTATUS(status) == 128 + number)
        return number == SIGKILL || terminal_sane(&run->terminal, err);
    return err_set(err, ERR_RULE, "signal %d ended the program with wait status %#x", number,
                   (unsigned)status);
}

/* A program that left must have been asked to, and must have left well. */
static bool left_well(struct run *run, struct err *err)
{
    int status = run->terminal.status;

    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return err_set(err, ERR_RULE, "the program ended with wait status %#x", (unsigned)status);
    return terminal_sane(&run->terminal, err);
}

static bool do_deed(struct run *run, struct err *err)
{
    struct str *text = &run->deeds[run->number % REMEMBERED];
    int columns = 0, rows = 0;
    enum deed deed = monkey_next(&run->monkey, text, &columns, &rows);
    bool done = false;

    str_reset(&run->written);
    switch (deed) {
    case DEED_PRESS:
        done = press(run, str_text(text), err);
        break;
    case DEED_SEND:
        done = terminal_send(&run->terminal, str_text(text), text->length, err);
        break;
    case DEED_PASTE:
        done = terminal_paste(&run->terminal, str_text(text), err);
        break;
    case DEED_RESIZE:
        str_add_format(text, " (to %dx%d)", columns, rows);
        done = resize(run, columns, rows, err);
        break;
    case DEED_ANOTHER:
        done = another(run, str_text(text), err);
        break;
    case DEED_SIGNAL:
        return end_by(run, columns, err) && start(run, err);
    }
    if (!done || !raw_read(&run->raw, str_text(&run->written), run->written.length, err))
        return false;
    return terminal_running(&run->terminal) || (left_well(run, err) && start(run, err));
}

/* A paste of a whole mailbox is taken where one line is asked for, and thrown away where nothing is, while an
 * agent waits for it. */
static bool paste_much(struct run *run, struct err *err)
{
    static const char *const places[] = {"1", "<Esc>?", "<Esc>/", "<Esc>:"};
    struct str text;
    bool good = terminal_resize(&run->terminal, 99, 33, err) && press(run, "<Esc><Esc><Esc>t<Esc>", err);

    str_init(&text);
    while (text.length < PASTED)
        str_add(&text, "from: someone, W\xc3\xa4scherei 1-2\n");
    for (size_t i = 0; good && i < sizeof places / sizeof places[0]; i++) {
        good = terminal_running(&run->terminal) || start(run, err);
        good = good && press(run, places[i], err) && terminal_paste(&run->terminal, str_text(&text), err);
    }
    str_clear(&text);
    return good && press(run, "<Esc>", err);
}

/* Hangs up and looks at what is left. */
static bool finish(struct run *run, struct err *err)
{
    int status;

    if (!terminal_hang_up(&run->terminal, err))
        return false;
    status = run->terminal.status;
    if (terminal_running(&run->terminal) || !WIFEXITED(status) || WEXITSTATUS(status) != HUNG_UP)
        return err_set(err, ERR_RULE, "the hang-up left wait status %#x", (unsigned)status);
    return command(run, "demur -f desk.db check && demur -f desk.db verify", err) &&
           command(run, "for f in ../report.*; do test -e \"$f\" || exit 0; cat \"$f\"; done; exit 1", err);
}

/* Prints what was done last, and the screen. */
static void print_past(struct run *run)
{
    long first = run->number < REMEMBERED ? 0 : run->number - REMEMBERED + 1;
    struct err err = {0};
    struct str screen;

    for (long i = first; i <= run->number; i++) {
        const struct str *deed = &run->deeds[i % REMEMBERED];

        printf("# %ld: ", i);
        for (size_t at = 0; at < deed->length && at < 200; at++) {
            unsigned char byte = (unsigned char)deed->text[at];

            printf(byte > 0x20 && byte < 0x7f ? "%c" : "\\x%02x", byte);
        }
        putchar('\n');
    }
    if (run->terminal.vterm) {
        str_init(&screen);
        picture_add_text(&screen, &run->terminal);
        comment(str_text(&screen));
        str_clear(&screen);
    }
    if (run->workplace.root && !command(run, "cat ../report.* 2>/dev/null; exit 1", &err))
        comment(err.text);
}

/* One run; prints its result. */
static bool let_loose(int number, const char *desk, uint64_t seed, long keys)
{
    struct run run = {0};
    struct err err = {0};
    bool good;

    monkey_begin(&run.monkey, seed);
    good = prepare(&run, desk, &err) && start(&run, &err);
    while (good && run.number < keys) {
        good = do_deed(&run, &err);
        if (good)
            run.number++;
    }
    good = good && paste_much(&run, &err) && finish(&run, &err);
    printf("%sok %d - seed %llu, %ld keys, %d starts\n", good ? "" : "not ", number, (unsigned long long)seed,
           run.number, run.starts);
    if (!good) {
        comment(err.text);
        print_past(&run);
    }
    fflush(stdout);
    terminal_stop(&run.terminal);
    workplace_clear(&run.workplace);
    str_clear(&run.monkey.queue);
    str_clear(&run.written);
    for (size_t i = 0; i < REMEMBERED; i++)
        str_clear(&run.deeds[i]);
    return good;
}

/* The suite's: short, and the same every time. */
static int run_suite(void)
{
    static const char *const scripts[] = {"tests/screen/desk.sh", "tests/screen/ugly.sh"};
    bool good = true;

    printf("1..2\n");
    for (int i = 0; i < 2; i++) {
        char *desk = mem_format("sh @srcdir@/%s", scripts[i]);
        char *expanded = workplace_expand(desk);

        good = let_loose(i + 1, expanded, (uint64_t)i + 1, 400) && good;
        free(expanded);
        free(desk);
    }
    return good ? 0 : 1;
}

int main(int argument_count, char *arguments[])
{
    const char *script = NULL, *file = NULL;
    int64_t keys = 1000, seed = 1;
    char *desk;
    bool good = argument_count % 2 == 1;

    if (argument_count == 1)
        return run_suite();
    for (int at = 1; good && at + 1 < argument_count; at += 2) {
        if (strcmp(arguments[at], "--keys") == 0)
            good = str_to_number(arguments[at + 1], &keys) && keys > 0 && keys <= 1000000000;
        else if (strcmp(arguments[at], "--seed") == 0)
            good = str_to_number(arguments[at + 1], &seed) && seed >= 0;
        else if (strcmp(arguments[at], "--desk") == 0)
            script = arguments[at + 1];
        else if (strcmp(arguments[at], "--file") == 0)
            file = arguments[at + 1];
        else
            good = false;
    }
    if (!good || !script == !file) {
        fprintf(stderr, "written monkey --keys N --seed S --desk SCRIPT or --file DESK, full paths\n");
        return 2;
    }
    desk = script ? mem_format("sh '%s'", script) : mem_format("demur -f '%s' backup desk.db", file);
    printf("1..1\n");
    good = let_loose(1, desk, (uint64_t)seed, (long)keys);
    free(desk);
    return good ? 0 : 1;
}
