/* Measures a page of ours beside programs that people use for the same: a spreadsheet of the terminal on the
 * list of accounts, a manager of tasks on as many as our queue has. For information: they do other work. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/day.h"
#include "base/mem.h"
#include "tests/bench/bench.h"
#include "tests/bench/world.h"

enum { TASKS_MOST = 10000 };

/* Something that takes a minute is not asked five times what informs alone. */
static int runs_of(const struct bench *bench)
{
    return bench->accounts > 100000 ? 1 : bench->runs;
}

static void pair_measure(const struct bench *bench, const char *work, const char *const *ours,
                         const char *const *peer)
{
    struct bench_costs *costs = mem_new(2 * sizeof *costs);
    bool has_peer = bench_has(peer[0]);
    char *missing = mem_format("%s is not installed", peer[0]);

    for (int i = 0; i < runs_of(bench); i++) {
        bench_costs_add(&costs[0], bench_run(ours, NULL, NULL, 0));
        if (has_peer)
            bench_costs_add(&costs[1], bench_run(peer, NULL, NULL, 0));
    }
    bench_row_costs(work, &costs[0], has_peer ? &costs[1] : NULL, "-", has_peer ? NULL : missing);
    free(missing);
    free(costs);
}

static void sheet_measure(const struct bench *bench, const char *desk)
{
    char *csv = bench_path(bench, bench->accounts, "accounts.csv"), *out = bench_scratch(bench, "sheet.tsv");
    const char *const ours[] = {bench->demur, "-f", desk, "--read-only", "accounts", "--limit", "50", NULL};
    const char *const peer[] = {"vd", "--batch", csv, "--output", out, NULL};

    pair_measure(bench, "a page of accounts (peer: vd loads the CSV)", ours, peer);
    free(csv);
    free(out);
}

/* The file as taskwarrior itself keeps it. */
static void tasks_write(const char *path, long count)
{
    struct random random = {5};
    FILE *file = fopen(path, "w");

    if (!file)
        bench_fail("%s cannot be written", path);
    for (long i = 0; i < count; i++)
        fprintf(
            file,
            "[description:\"honour an opt-out of A-%ld\" due:\"%ld\" entry:\"1398000000\" status:\"pending\""
            " uuid:\"%08lx-0000-4000-8000-%012lx\"]\n",
            100000 + i, 1398000000 + (long)random_below(&random, 2000000), i, i);
    fclose(file);
}

static void tasks_measure(const struct bench *bench, const char *desk)
{
    long count = bench->accounts * 6 / 100 < TASKS_MOST ? bench->accounts * 6 / 100 : TASKS_MOST;
    char *directory = bench_scratch(bench, "task"), *pending = bench_scratch(bench, "task/pending.data");
    char *location = mem_format("rc.data.location=%s", directory);
    const char *const ours[] = {bench->demur, "-f", desk, "--read-only", "queue", "--limit", "50", NULL};
    const char *const peer[] = {"task", "rc:/dev/null", location, "rc.gc=off", "limit:50", "next", NULL};
    char *work = mem_format("a page of the queue (peer: task, %ld tasks)", count);

    if (mkdir(directory, 0700) != 0)
        bench_fail("%s cannot be made", directory);
    tasks_write(pending, count);
    pair_measure(bench, work, ours, peer);
    free(work);
    free(location);
    free(pending);
    free(directory);
}

int main(void)
{
    struct bench bench;
    char *desk;

    bench_begin(&bench);
    desk = bench_path(&bench, bench.accounts, "desk.db");
    sheet_measure(&bench, desk);
    tasks_measure(&bench, desk);
    free(desk);
    return 0;
}
