/* What the measuring programs share: where the data is, children whose cost is taken, medians, rows.
 *
 * A measuring program is called once for each size and prints a row for each piece of work, its cells divided
 * by tabs:
 *
 *   work  ours  peer  ratio  target  unit  note
 *
 * ours and peer are numbers in the unit, "-" where there is none; ratio is ours / peer. The target "1.5x" is
 * for the ratio, "24" for ours, "-" is none: the row informs. A program whose peer is not installed says so
 * in the note and goes on; one that could not measure ends with a sentence and a status that is not 0. */
#ifndef DEMUR_BENCH_BENCH_H
#define DEMUR_BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The instant at which everything is measured, and the agent who works: `run` sets them too. */
#define BENCH_NOW   "2014-04-30T17:00:00Z"
#define BENCH_AGENT "kim"

struct bench {
    const char *data;    /* $BENCH_DIR: a directory for each size */
    const char *scratch; /* to write in; emptied by `run` before each program */
    const char *demur;   /* the program */
    long accounts;       /* the size measured now */
    int runs;            /* of which the median is taken */
};

/* Reads the environment that `run` made. */
void bench_begin(struct bench *bench);
/* Returns the path of a file of the generated data of a size ("desk.db", "accounts.csv"); the caller frees.
 */
char *bench_path(const struct bench *bench, long accounts, const char *name);
bool bench_exists(const char *path);
/* True when a command is on the PATH. */
bool bench_has(const char *command);
/* Returns a path in the scratch directory; the caller frees. */
char *bench_scratch(const struct bench *bench, const char *name);
/* Copies a file, at the disk's speed. */
void bench_copy(const char *from, const char *to);
/* Removes a database with what SQLite keeps beside it. */
void bench_remove(const char *path);
/* Returns the bytes of a file, with its write-ahead log if there is one. */
double bench_bytes(const char *path);

/* What a child cost: seconds, and its largest resident memory. */
struct bench_cost {
    double wall, user, system;
    double peak; /* MB */
};

/* Runs argv (NULL at its end) to its end; input and output are files (NULL: /dev/null). Ends the program with
 * what the child said, unless it exits with 0 or a status in also (0: none). */
struct bench_cost bench_run(const char *const *argv, const char *input, const char *output, int also);
/* Adds what another child cost; the peak is that of the larger one. */
void bench_cost_add(struct bench_cost *sum, struct bench_cost cost);
/* Returns the instructions that argv takes, counted by valgrind; 0 when there is no valgrind. */
double bench_instructions(const struct bench *bench, const char *const *argv, int also);

/* Seconds of a clock that runs forward. */
double bench_clock(void);

/* Measurements of one thing. */
struct bench_series {
    double values[4096];
    size_t count;
};
void bench_add(struct bench_series *series, double value);
double bench_median(struct bench_series *series);
/* Returns the value that a share (0.99) of the measurements do not exceed. */
double bench_quantile(struct bench_series *series, double share);

/* What both sides cost, run by run. */
struct bench_costs {
    struct bench_series wall, cpu, peak;
};
void bench_costs_add(struct bench_costs *costs, struct bench_cost cost);

/* Prints a row; ours or peer below 0: there is none. The note says more (NULL or "": nothing). */
void bench_row(const char *work, double ours, double peer, const char *target, const char *unit,
               const char *note);
/* Prints the row of two sides in seconds, with processor seconds and peak memory as its note. peer NULL:
 * there is none, and why says why not. */
void bench_row_costs(const char *work, struct bench_costs *ours, struct bench_costs *peer, const char *target,
                     const char *why);

/* Ends the program: what could not be measured, and why. */
_Noreturn void bench_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
