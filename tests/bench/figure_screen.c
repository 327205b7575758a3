/* Measures the desk's screen: the first frame, what keys cost in time, instructions and bytes, and memory. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "tests/bench/screen.h"

enum { SMALL = 1000, TIMES = 20, HOUR = 20000, QUIET = 30 };

/* Work at the list of accounts. */
struct work {
    const char *name;
    const char *before; /* keys pressed before each, whose cost does not count */
    const char *keys;   /* NULL: to the row in the middle */
    const char *bytes;  /* at most so many */
};

static const struct work works[] = {
    {"cursor down, preview closed", "", "j", "300"},
    {"cursor down, preview open", "", "j", "1500"},
    {"page down", "", "<C-f>", "-"},
    {"end and home", "", "Gg", "-"},
    {"row in the middle, and home", "g", NULL, "-"},
};
/* The one for which the preview is closed. */
enum { CLOSED = 0 };

static char *desk_command(const struct bench *bench, long accounts)
{
    char *desk = bench_path(bench, accounts, "desk.db"),
         *command = mem_format("'%s' -f '%s'", bench->demur, desk);

    free(desk);
    return command;
}

/* The desk of 1 k is made by the whole bench. */
#define NO_SMALL "there is no desk of 1 k here"

static bool small_exists(const struct bench *bench)
{
    char *desk = bench_path(bench, SMALL, "desk.db");
    bool exists = bench_exists(desk);

    free(desk);
    return exists;
}

static double first_frame(const char *command, int quiet)
{
    struct screen_run run;
    double milliseconds;

    screen_start(&run, command, quiet);
    milliseconds = screen_milliseconds(&run);
    screen_stop(&run, NULL);
    return milliseconds;
}

static void first_frame_rows(const struct bench *bench)
{
    char *ours = desk_command(bench, bench->accounts), *small = desk_command(bench, SMALL);
    char *csv = bench_path(bench, bench->accounts, "accounts.csv"), *less = mem_format("less '%s'", csv);
    struct bench_series of_ours = {0}, of_small = {0}, of_less = {0};
    bool has_less = bench_has("less"), has_small = small_exists(bench);

    for (int i = 0; i < bench->runs * 3; i++) {
        bench_add(&of_ours, first_frame(ours, 0));
        if (has_small)
            bench_add(&of_small, first_frame(small, 0));
        if (has_less)
            bench_add(&of_less, first_frame(less, QUIET));
    }
    bench_row("first frame of the desk, against less", bench_median(&of_ours),
              has_less ? bench_median(&of_less) : -1, "3x", "ms", has_less ? "" : "less is not installed");
    bench_row("first frame of the desk, against 1 k", bench_median(&of_ours),
              has_small ? bench_median(&of_small) : -1, "1.3x", "ms", has_small ? "" : NO_SMALL);
    free(ours);
    free(small);
    free(csv);
    free(less);
}

static char *keys_of(const struct work *work, long accounts)
{
    /* As many digits at each size: each is a key. */
    return work->keys ? mem_text(work->keys) : mem_format("%07ldG", accounts / 2);
}

/* What a work's keys cost in time and bytes; the worst of the bytes, the median of the time. */
static void keys_run(const struct bench *bench, long accounts, const struct work *work, double *milliseconds,
                     double *bytes)
{
    char *command = desk_command(bench, accounts), *keys = keys_of(work, accounts);
    struct bench_series times = {0};
    struct screen_run run;

    *bytes = 0;
    screen_start(&run, command, 0);
    screen_press(&run, work == &works[CLOSED] ? "2Z" : "2");
    for (int i = 0; i < TIMES; i++) {
        size_t before;

        screen_press(&run, work->before);
        before = run.written.length;
        screen_type(&run, keys);
        bench_add(&times, screen_milliseconds(&run));
        if ((double)(run.written.length - before) > *bytes)
            *bytes = (double)(run.written.length - before);
    }
    *milliseconds = bench_median(&times);
    screen_stop(&run, NULL);
    free(command);
    free(keys);
}

static double instructions(const struct bench *bench, long accounts, const struct work *work)
{
    char *desk = bench_path(bench, accounts, "desk.db"), *keys = keys_of(work, accounts);
    char *unit = mem_format("%s%s", work->before, keys);
    const char *first = work == &works[CLOSED] ? "2Z" : "2";
    double few = screen_instructions(bench, desk, first, unit, true, TIMES);
    double many = screen_instructions(bench, desk, first, unit, true, 2 * TIMES);

    free(desk);
    free(keys);
    free(unit);
    return (many - few) / TIMES;
}

static void instructions_row(const struct bench *bench, const struct work *work, const char *times)
{
    double ours = instructions(bench, bench->accounts, work), small = -1;
    char *name = mem_format("%s, instructions", work->name), *note;

    if (small_exists(bench))
        small = instructions(bench, SMALL, work);
    note = mem_format("%s%s%s", times, small < 0 ? "; " NO_SMALL : "",
                      ours > 0 ? "" : "; valgrind is not installed");
    bench_row(name, ours > 0 ? ours : -1, ours > 0 ? small : -1, "1.3x", "", note);
    free(name);
    free(note);
}

static void keys_row(const struct bench *bench, const struct work *work)
{
    double milliseconds, bytes;
    char *name = mem_format("%s, bytes at most", work->name), *times;

    keys_run(bench, bench->accounts, work, &milliseconds, &bytes);
    times = mem_format("%.2f ms to the frame", milliseconds);
    instructions_row(bench, work, times);
    bench_row(name, bytes, -1, work->bytes, "bytes", "");
    free(name);
    free(times);
}

/* What somebody does in an hour who types a key every fifth of a second. */
static void memory_row(const struct bench *bench)
{
    static const char *const deeds[] = {"2", "jjjjjjjjjj", "<C-f><C-f>",       "k",      "G",
                                        "g", "<Tab>",      "jj<Enter>jj<Esc>", "w<Esc>", "/harbor<Esc>"};
    char *command = desk_command(bench, bench->accounts), *note;
    struct screen_run run;
    double start, end;
    size_t keys = 0;

    screen_start(&run, command, 0);
    start = screen_memory(&run, "VmRSS");
    for (size_t i = 0; keys < HOUR; i++) {
        keys += screen_press(&run, deeds[i % (sizeof deeds / sizeof *deeds)]);
        str_reset(&run.written);
    }
    end = screen_memory(&run, "VmRSS");
    note = mem_format("at most %.1f MB", screen_memory(&run, "VmHWM"));
    bench_row("memory of the desk after 20,000 keys", end, start, "24", "MB", note);
    screen_stop(&run, NULL);
    free(command);
    free(note);
}

int main(void)
{
    struct bench bench;

    bench_begin(&bench);
    first_frame_rows(&bench);
    for (size_t i = 0; i < sizeof works / sizeof *works; i++)
        keys_row(&bench, &works[i]);
    memory_row(&bench);
    return 0;
}
