/* The desk in a pseudo-terminal, as the screens' figures need it: what keys cost. */
#ifndef DEMUR_BENCH_SCREEN_H
#define DEMUR_BENCH_SCREEN_H

#include "base/str.h"
#include "tests/bench/bench.h"
#include "tests/screen/terminal.h"
#include "tests/screen/workplace.h"

#define SCREEN_COLUMNS 120
#define SCREEN_ROWS    40

struct screen_run {
    struct workplace workplace;
    struct terminal terminal;
    struct str written; /* all that the program wrote */
};

/* Starts a command line and waits for its first frame. quiet: it is another program, whose frame is out once
 * nothing came for so many milliseconds while it sleeps; 0: it is the desk. */
void screen_start(struct screen_run *run, const char *command, int quiet);
/* Presses keys as a screen test writes them ("jj<PgDn>"), one after another; returns how many. */
size_t screen_press(struct screen_run *run, const char *keys);
/* The same at once, as somebody types a number. */
void screen_type(struct screen_run *run, const char *keys);
/* Returns the milliseconds from the last key, or the start, to its frame. */
double screen_milliseconds(const struct screen_run *run);
/* Returns a number of /proc/PID/status in MB ("VmRSS", "VmHWM"); -1 where the system does not tell. */
double screen_memory(const struct screen_run *run, const char *name);
/* Ends the program by a key, or by a signal (NULL), and frees everything. */
void screen_stop(struct screen_run *run, const char *key);

/* Returns the instructions of a desk on a file in which keys are pressed, then unit as often as times; 0
 * where there is no valgrind. typed: unit comes at once. */
double screen_instructions(const struct bench *bench, const char *desk, const char *keys, const char *unit,
                           bool typed, int times);

#endif
