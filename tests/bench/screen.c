#include "config.h"
#include "tests/bench/screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tests/screen/keys.h"

/* Under valgrind the desk is some fifty times slower. */
enum { LIMIT = 600 };

static void need(bool good, const struct err *err)
{
    if (!good)
        bench_fail("the screen: %s", err->text);
}

void screen_start(struct screen_run *run, const char *command, int quiet)
{
    struct err err = {0};

    memset(run, 0, sizeof *run);
    need(workplace_make(&run->workplace, &err), &err);
    if (!quiet)
        workplace_set(&run->workplace, "DEMUR_TEST_SYNC=9");
    workplace_set(&run->workplace, "DEMUR_NOW=" BENCH_NOW);
    workplace_set(&run->workplace, "DEMUR_AGENT=" BENCH_AGENT);
    run->terminal.columns = SCREEN_COLUMNS;
    run->terminal.rows = SCREEN_ROWS;
    run->terminal.limit = LIMIT;
    run->terminal.quiet = quiet;
    run->terminal.written = &run->written;
    need(terminal_start(&run->terminal, command, run->workplace.environment, run->workplace.directory, &err),
         &err);
    if (!terminal_running(&run->terminal))
        bench_fail("`%s` ended at once", command);
}

static size_t send(struct screen_run *run, const char *text, bool at_once)
{
    struct keys keys = {0};
    struct err err = {0};
    size_t count;

    need(keys_parse(text, &keys, &err), &err);
    if (at_once)
        need(terminal_type(&run->terminal, keys.list, keys.count, &err), &err);
    for (size_t i = 0; !at_once && i < keys.count; i++)
        need(terminal_press(&run->terminal, &keys.list[i], &err), &err);
    count = keys.count;
    keys_clear(&keys);
    return count;
}

size_t screen_press(struct screen_run *run, const char *keys)
{
    return send(run, keys, false);
}

void screen_type(struct screen_run *run, const char *keys)
{
    send(run, keys, true);
}

double screen_milliseconds(const struct screen_run *run)
{
    return (double)(run->terminal.framed - run->terminal.sent) / 1e6;
}

double screen_memory(const struct screen_run *run, const char *name)
{
    char *path = mem_format("/proc/%d/status", (int)run->terminal.pid), line[256];
    FILE *file = fopen(path, "r");
    double kilobytes = -1024;

    while (file && fgets(line, sizeof line, file))
        if (str_starts(line, name))
            kilobytes = strtod(line + strlen(name) + 1, NULL);
    if (file)
        fclose(file);
    free(path);
    return kilobytes / 1024;
}

void screen_stop(struct screen_run *run, const char *key)
{
    if (key) {
        screen_press(run, key);
        if (terminal_running(&run->terminal))
            bench_fail("the desk stays after %s", key);
    }
    terminal_stop(&run->terminal);
    workplace_clear(&run->workplace);
    str_clear(&run->written);
}

/* Reads the sum that valgrind wrote at the end. */
static double sum_read(const char *path)
{
    FILE *file = fopen(path, "r");
    char line[512];
    double sum = 0;

    while (file && fgets(line, sizeof line, file))
        if (str_starts(line, "summary: ") || str_starts(line, "totals: "))
            sum = strtod(strchr(line, ' '), NULL);
    if (file)
        fclose(file);
    return sum;
}

double screen_instructions(const struct bench *bench, const char *desk, const char *keys, const char *unit,
                           bool typed, int times)
{
    char *sums = bench_scratch(bench, "callgrind");
    char *command = mem_format("valgrind --quiet --tool=callgrind --log-file=/dev/null"
                               " --callgrind-out-file='%s' '%s' -f '%s'",
                               sums, bench->demur, desk);
    struct screen_run run;
    double sum = 0;

    if (bench_has("valgrind")) {
        screen_start(&run, command, 0);
        screen_press(&run, keys);
        for (int i = 0; i < times; i++)
            send(&run, unit, typed);
        screen_stop(&run, "q");
        sum = sum_read(sums);
        remove(sums);
    }
    free(command);
    free(sums);
    return sum;
}
