/* Measures the import of the four lists, the second import of the same files, and the size of the file. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "tests/bench/bench.h"
#include "tests/bench/peer.h"

/* What is measured of one kind, and of all together in the last place. */
struct measured {
    struct bench_costs ours[peer_kind_count + 1], peer[peer_kind_count + 1], again;
    double bytes, peer_bytes;
};

static void desk_make(const struct bench *bench, const char *desk)
{
    char *text = bench_path(bench, bench->accounts, "text.txt");
    const char *const init[] = {bench->demur, "-f",        desk, "init",   "--program",
                                "Velocity",   "--country", "US", "--zone", "America/Chicago",
                                NULL};
    const char *const add[] = {bench->demur, "-f", desk, "text", "add", text, "v1", NULL};

    bench_remove(desk);
    bench_run(init, NULL, NULL, 0);
    bench_run(add, NULL, NULL, 0);
    free(text);
}

static struct bench_cost ours_import(const struct bench *bench, const char *desk, enum peer_kind kind)
{
    char *name = mem_format("%s.csv", peer_name(kind)), *csv = bench_path(bench, bench->accounts, name);
    const char *const argv[] = {bench->demur, "-f", desk, "import", peer_name(kind), csv, NULL};
    struct bench_cost cost = bench_run(argv, NULL, NULL, 0);

    free(name);
    free(csv);
    return cost;
}

static char *script_make(const struct bench *bench, const char *model, enum peer_kind kind)
{
    char *name = mem_format("%s.csv", peer_name(kind)), *csv = bench_path(bench, bench->accounts, name);
    char *path = mem_format("%s/%s.sql", bench->scratch, peer_name(kind));
    struct str script = {0};
    FILE *file = fopen(path, "w");

    peer_script_add(&script, kind, model, csv);
    if (!file || fputs(str_text(&script), file) < 0 || fclose(file) != 0)
        bench_fail("%s cannot be written", path);
    str_clear(&script);
    free(name);
    free(csv);
    return path;
}

static struct bench_cost peer_import(const struct bench *bench, const char *model, const char *path,
                                     enum peer_kind kind)
{
    const char *const argv[] = {"sqlite3", "-bail", path, NULL};
    char *script = script_make(bench, model, kind);
    struct bench_cost cost = bench_run(argv, script, NULL, 0);

    free(script);
    return cost;
}

/* Both sides take turns, so that what else the machine does hits both. */
static void run_once(const struct bench *bench, bool has_peer, struct measured *measured)
{
    char *desk = bench_scratch(bench, "desk.db"), *model = bench_scratch(bench, "model.db");
    char *path = bench_scratch(bench, "peer.db");
    struct bench_cost all = {0}, peer_all = {0}, again = {0};

    desk_make(bench, desk);
    desk_make(bench, model);
    bench_remove(path);
    for (int i = 0; i < peer_kind_count; i++) {
        struct bench_cost cost = ours_import(bench, desk, (enum peer_kind)i);

        bench_costs_add(&measured->ours[i], cost);
        bench_cost_add(&all, cost);
        if (!has_peer)
            continue;
        cost = peer_import(bench, model, path, (enum peer_kind)i);
        bench_costs_add(&measured->peer[i], cost);
        bench_cost_add(&peer_all, cost);
    }
    bench_costs_add(&measured->ours[peer_kind_count], all);
    if (has_peer)
        bench_costs_add(&measured->peer[peer_kind_count], peer_all);
    measured->bytes = bench_bytes(desk);
    measured->peer_bytes = has_peer ? peer_bytes(path) : -1;
    for (int i = 0; i < peer_kind_count; i++)
        bench_cost_add(&again, ours_import(bench, desk, (enum peer_kind)i));
    bench_costs_add(&measured->again, again);
    bench_remove(desk);
    bench_remove(path);
    free(desk);
    free(model);
    free(path);
}

static void rows_print(struct measured *measured, bool has_peer)
{
    const char *missing = has_peer ? NULL : "sqlite3 is not installed";
    struct bench_costs *all = &measured->ours[peer_kind_count];

    bench_row_costs("import of all four lists", all, has_peer ? &measured->peer[peer_kind_count] : NULL,
                    "1.0x", missing);
    for (int i = 0; i < peer_kind_count; i++) {
        char *work = mem_format("import of %s", peer_name((enum peer_kind)i));

        bench_row_costs(work, &measured->ours[i], has_peer ? &measured->peer[i] : NULL, "-", missing);
        free(work);
    }
    bench_row("import, peak memory", bench_median(&all->peak),
              has_peer ? bench_median(&measured->peer[peer_kind_count].peak) : -1, "64", "MB", missing);
    bench_row_costs("second import of the same files (peer: the first)", &measured->again, all, "0.35x",
                    NULL);
    bench_row("size of the file after the import", measured->bytes / 1e6,
              has_peer ? measured->peer_bytes / 1e6 : -1, "1.5x", "MB", missing);
}

int main(void)
{
    struct measured *measured = mem_new(sizeof *measured);
    bool has_peer = bench_has("sqlite3");
    struct bench bench;

    bench_begin(&bench);
    for (int i = 0; i < bench.runs; i++)
        run_once(&bench, has_peer, measured);
    rows_print(measured, has_peer);
    free(measured);
    return 0;
}
