/* Measures an objection logged, durable on both sides: as a process, and in a process that stays. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/mem.h"
#include "base/zone.h"
#include "desk/verb.h"
#include "store/nouns.h"
#include "tests/bench/bench.h"
#include "tests/bench/world.h"

/* Objections for each run asked for. */
enum { TIMES = 10 };

struct log {
    const struct bench *bench;
    char *desk, *peer; /* files */
    struct world world;
    long next; /* account */
};

static void texts_make(const struct log *log, struct world_account *account, struct str *words)
{
    struct random random = world_random(&log->world, STREAM_TEXT, (uint64_t)log->next);

    world_account(&log->world, log->next, account);
    text_add(&random, words, false);
}

/* Accounts far from one another, so that no page is warm for the next. */
static void account_advance(struct log *log)
{
    log->next = (log->next + 7919) % log->world.accounts;
}

static struct bench_cost ours_process(struct log *log)
{
    struct world_account account;
    struct str words = {0};
    struct bench_cost cost;
    const char *argv[] = {log->bench->demur, "-f",     log->desk, "log",      account.number, "--voice",
                          "company",         "--text", NULL,      "--ruling", "opt_out",      NULL};

    texts_make(log, &account, &words);
    argv[8] = str_text(&words);
    cost = bench_run(argv, NULL, NULL, 0);
    str_clear(&words);
    return cost;
}

static struct bench_cost peer_process(struct log *log)
{
    struct world_account account;
    struct str words = {0};
    struct bench_cost cost;
    char *sql;
    const char *argv[] = {"sqlite3", "-bail", log->peer, NULL, NULL};

    texts_make(log, &account, &words);
    sql = sqlite3_mprintf("PRAGMA synchronous = FULL; INSERT INTO said(number, received, words)"
                          " VALUES(%Q, 1398877200, %Q)",
                          account.number, str_text(&words));
    argv[3] = sql;
    cost = bench_run(argv, NULL, NULL, 0);
    sqlite3_free(sql);
    str_clear(&words);
    return cost;
}

static void processes_measure(struct log *log, bool has_peer)
{
    struct bench_costs *costs = mem_new(2 * sizeof *costs);

    for (int i = 0; i < TIMES * log->bench->runs; i++) {
        account_advance(log);
        bench_costs_add(&costs[0], ours_process(log));
        if (has_peer)
            bench_costs_add(&costs[1], peer_process(log));
    }
    bench_row_costs("log an objection, a process each", &costs[0], has_peer ? &costs[1] : NULL, "2.5x",
                    has_peer ? NULL : "sqlite3 is not installed");
    free(costs);
}

static double ours_call(struct log *log, struct desk *desk)
{
    struct record_account record = {0};
    struct world_account account;
    struct str words = {0};
    struct err err = {0};
    struct desk_objection objection = {.account_count = 1,
                                       .source = SOURCE_CALL,
                                       .voice = VOICE_COMPANY,
                                       .day = desk_today(desk),
                                       .hour = -1,
                                       .minute = -1,
                                       .ruling = RULING_OPT_OUT,
                                       .reason = ""};
    double begun, ended;

    texts_make(log, &account, &words);
    begun = bench_clock();
    if (!store_account_find(desk_store(desk), account.number, &record, &err))
        bench_fail("%s: %s", account.number, err.text);
    objection.accounts = &record.id;
    objection.words = str_text(&words);
    if (!desk_object(desk, &objection, NULL, &err))
        bench_fail("%s: %s", account.number, err.text);
    ended = bench_clock();
    record_account_clear(&record);
    str_clear(&words);
    return ended - begun;
}

static double peer_call(struct log *log, sqlite3 *peer, sqlite3_stmt *statement)
{
    struct world_account account;
    struct str words = {0};
    double begun;

    texts_make(log, &account, &words);
    begun = bench_clock();
    sqlite3_reset(statement);
    sqlite3_bind_text(statement, 1, account.number, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(statement, 2, str_text(&words), -1, SQLITE_TRANSIENT);
    if (sqlite3_step(statement) != SQLITE_DONE)
        bench_fail("%s: %s", log->peer, sqlite3_errmsg(peer));
    begun = bench_clock() - begun;
    str_clear(&words);
    return begun;
}

static void calls_measure(struct log *log)
{
    struct desk_options options = {
        .path = log->desk, .agent = BENCH_AGENT, .now = instant_parse(BENCH_NOW, "UTC")};
    struct bench_series *ours = mem_new(2 * sizeof *ours), *others = ours + 1;
    struct desk *desk = NULL;
    sqlite3 *peer = NULL;
    sqlite3_stmt *statement = NULL;
    struct err err = {0};

    if (!desk_open(&options, &desk, &err))
        bench_fail("%s: %s", log->desk, err.text);
    if (sqlite3_open(log->peer, &peer) != SQLITE_OK ||
        sqlite3_exec(peer, "PRAGMA synchronous = FULL", NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(peer, "INSERT INTO said(number, received, words) VALUES(?, 1398877200, ?)", -1,
                           &statement, NULL) != SQLITE_OK)
        bench_fail("%s: %s", log->peer, sqlite3_errmsg(peer));
    for (int i = 0; i < TIMES * log->bench->runs; i++) {
        account_advance(log);
        bench_add(ours, ours_call(log, desk));
        bench_add(others, peer_call(log, peer, statement));
    }
    bench_row("log an objection, in process", bench_median(ours) * 1e3, bench_median(others) * 1e3, "2.5x",
              "ms", NULL);
    sqlite3_finalize(statement);
    sqlite3_close(peer);
    desk_close(desk);
    free(ours);
}

static void peer_make(const struct log *log)
{
    sqlite3 *peer = NULL;

    bench_remove(log->peer);
    if (sqlite3_open(log->peer, &peer) != SQLITE_OK ||
        sqlite3_exec(
            peer,
            "PRAGMA journal_mode = WAL; CREATE TABLE said(id INTEGER PRIMARY KEY, number TEXT NOT NULL,"
            " received INTEGER NOT NULL, words TEXT NOT NULL);"
            " CREATE INDEX said_by_number ON said(number, received)",
            NULL, NULL, NULL) != SQLITE_OK)
        bench_fail("%s: %s", log->peer, sqlite3_errmsg(peer));
    sqlite3_close(peer);
}

int main(void)
{
    struct bench bench;
    struct log log = {.bench = &bench, .world = {.seed = 11}};
    char *from;

    bench_begin(&bench);
    log.world.accounts = bench.accounts;
    log.desk = bench_scratch(&bench, "desk.db");
    log.peer = bench_scratch(&bench, "peer.db");
    from = bench_path(&bench, bench.accounts, "desk.db");
    bench_copy(from, log.desk);
    peer_make(&log);
    processes_measure(&log, bench_has("sqlite3"));
    calls_measure(&log);
    free(from);
    free(log.desk);
    free(log.peer);
    return 0;
}
