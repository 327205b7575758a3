/* Measures what reads the whole file: the export of accounts, `check`; and `why`, which must not. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "tests/bench/bench.h"
#include "tests/bench/lists.h"

/* The standing as a course with its instant, as any file would keep it that needs no writer at midnight. */
static void peer_export_make(const struct bench *bench, const char *path)
{
    char *lists = lists_make(bench);
    char *sql = mem_format(
        "PRAGMA journal_mode = WAL;\n"
        "ATTACH '%s' AS lists;\n"
        "CREATE TABLE account(id INTEGER PRIMARY KEY, number TEXT, company TEXT, country TEXT, manager "
        "TEXT);\n"
        "CREATE TABLE standing(account INTEGER PRIMARY KEY, before TEXT, after TEXT, closes INTEGER,"
        " last_day INTEGER, reason_before TEXT, reason_after TEXT);\n"
        "INSERT INTO account SELECT rowid, number, company, country, manager FROM accounts;\n"
        "INSERT INTO standing SELECT rowid, standing, standing, 1400000000 + rowid %% 1000000,"
        " 16190 + \"left\", reason, reason FROM accounts;\n",
        lists);
    const char *const argv[] = {"sqlite3", "-bail", path, sql, NULL};

    bench_remove(path);
    bench_run(argv, NULL, NULL, 0);
    free(sql);
    free(lists);
}

static void export_measure(const struct bench *bench, const char *desk)
{
    static const char sql[] =
        "SELECT a.number, a.company, CASE WHEN s.closes <= 1398877200 THEN s.after ELSE s.before END AS "
        "standing,"
        " s.last_day - 16190 AS \"left\", CASE WHEN s.closes <= 1398877200 THEN s.reason_after"
        " ELSE s.reason_before END AS reason FROM account a JOIN standing s ON s.account = a.id ORDER BY "
        "a.id";
    char *out = bench_scratch(bench, "out.csv"), *path = bench_scratch(bench, "export.db");
    const char *const ours[] = {bench->demur, "-f",       desk,        "--read-only",
                                "export",     "accounts", "--columns", "number,company,standing,left,reason",
                                "-o",         out,        NULL};
    const char *const peer[] = {"sqlite3", "-csv", "-header", path, sql, NULL};
    struct bench_costs *costs = mem_new(2 * sizeof *costs);
    bool has_peer = bench_has("sqlite3");

    if (has_peer)
        peer_export_make(bench, path);
    for (int i = 0; i < bench->runs; i++) {
        unlink(out);
        bench_costs_add(&costs[0], bench_run(ours, NULL, NULL, 0));
        unlink(out);
        if (has_peer)
            bench_costs_add(&costs[1], bench_run(peer, NULL, out, 0));
    }
    bench_row_costs("export of all accounts", &costs[0], has_peer ? &costs[1] : NULL, "0.5x",
                    has_peer ? NULL : "sqlite3 is not installed");
    bench_row("export, peak memory", bench_median(&costs[0].peak), -1, "24", "MB", NULL);
    unlink(out);
    bench_remove(path);
    free(costs);
    free(out);
    free(path);
}

/* Every row of every table of facts and of what is derived; the journal and the search tables are not read by
 * check either. */
static char *read_all_sql(const char *desk)
{
    sqlite3 *database = lists_open(desk);
    sqlite3_stmt *statement = NULL;
    struct str sql = {0};

    if (sqlite3_prepare_v2(database,
                           "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'"
                           " AND name NOT LIKE 'sqlite%' AND name <> 'journal' ORDER BY name",
                           -1, &statement, NULL) != SQLITE_OK)
        bench_fail("%s: %s", desk, sqlite3_errmsg(database));
    while (sqlite3_step(statement) == SQLITE_ROW)
        str_add_format(&sql, "SELECT * FROM \"%s\";", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return str_take(&sql);
}

static void check_measure(const struct bench *bench, const char *desk)
{
    char *sql = read_all_sql(desk);
    const char *const ours[] = {bench->demur, "-f", desk, "--read-only", "check", NULL};
    const char *const peer[] = {"sqlite3", "-readonly", desk, sql, NULL};
    struct bench_costs *costs = mem_new(2 * sizeof *costs);
    bool has_peer = bench_has("sqlite3");

    for (int i = 0; i < bench->runs; i++) {
        bench_costs_add(&costs[0], bench_run(ours, NULL, NULL, 0));
        if (has_peer)
            bench_costs_add(&costs[1], bench_run(peer, NULL, NULL, 0));
    }
    bench_row_costs("check", &costs[0], has_peer ? &costs[1] : NULL, "4x",
                    has_peer ? NULL : "sqlite3 is not installed");
    free(costs);
    free(sql);
}

/* The same accounts of both sizes; one may have another objection, so it is the median of five. */
static double why_instructions(const struct bench *bench, long accounts)
{
    char *desk = bench_path(bench, accounts, "desk.db");
    struct bench_series series = {.count = 0};

    for (int i = 0; i < 5 && bench_exists(desk); i++) {
        char *number = mem_format("A-%d", 100321 + i);
        const char *const argv[] = {bench->demur, "-f", desk, "--read-only", "why", number, NULL};

        bench_add(&series, bench_instructions(bench, argv, 1));
        free(number);
    }
    free(desk);
    return series.count ? bench_median(&series) : -1;
}

static void why_measure(const struct bench *bench)
{
    double ours, peer;

    if (!bench_has("valgrind")) {
        bench_row("why of an account (peer: at 10 k)", -1, -1, "1.2x", "M inst", "valgrind is not installed");
        return;
    }
    ours = why_instructions(bench, bench->accounts);
    peer = bench->accounts > 10000 ? why_instructions(bench, 10000) : -1;
    bench_row("why of an account (peer: at 10 k)", ours / 1e6, peer > 0 ? peer / 1e6 : -1,
              peer > 0 ? "1.2x" : "-", "M inst", peer > 0 ? NULL : "no smaller file to compare with");
}

int main(void)
{
    struct bench bench;
    char *desk;

    bench_begin(&bench);
    desk = bench_path(&bench, bench.accounts, "desk.db");
    export_measure(&bench, desk);
    check_measure(&bench, desk);
    why_measure(&bench);
    free(desk);
    return 0;
}
