/* What the tests of the store share: a directory of their own, and a file filled with invented people. */
#ifndef DEMUR_TESTS_STORE_CASE_H
#define DEMUR_TESTS_STORE_CASE_H

#include "config.h"

#include "base/day.h"
#include "base/zone.h"
#include "store/journal.h"
#include "store/list.h"
#include "store/nouns.h"
#include "store/store.h"

#include "unit.h"

/* 2014-04-03 14:02 UTC, and its day. */
#define CASE_NOW   INT64_C(1396533720)
#define CASE_TODAY 16163

/* Fails the test with the sentence of a call that should have gone well. `err` must be in scope. */
#define GOOD(call)                                                                                           \
    do {                                                                                                     \
        err_clear(&err);                                                                                     \
        if (!(call))                                                                                         \
            fail_msg("%s: %s", #call, err.text);                                                             \
    } while (0)
/* Fails the test unless the call fails with a kind of error. */
#define FAILS(kind_wanted, call)                                                                             \
    do {                                                                                                     \
        err_clear(&err);                                                                                     \
        if (call)                                                                                            \
            fail_msg("%s: should have failed", #call);                                                       \
        if (err.kind != (kind_wanted))                                                                       \
            fail_msg("%s: failed in another way: %s", #call, err.text);                                      \
    } while (0)

/* Setup and teardown of a directory of the test program's own, below the current one. */
int case_directory_make(void **state);
int case_directory_remove(void **state);
/* Returns a path in it, valid for four calls. */
const char *case_path(const char *name);

/* Opens an empty store in memory, a write begun by dana at CASE_NOW with a program of 30 days. */
struct store *case_store(int64_t *program);
/* Commits and closes. */
void case_close(struct store *store);

/* Keeps a standing beside an account, with the flags of its objections. */
void case_standing(struct store *store, int64_t program, int64_t account,
                   const struct standing_result *result);
int64_t case_account(struct store *store, const char *number, const char *company, const char *country);
int64_t case_message(struct store *store, int64_t program, const char *author, const char *body);
int64_t case_objection(struct store *store, int64_t program, int64_t message, const char *words);
void case_tie(struct store *store, int64_t objection, int64_t account);
int64_t case_notice(struct store *store, int64_t program, int64_t account, int64_t sent);

/* Fills the store with a few hundred rows of every kind, the same each time. */
void case_fill(struct store *store, int64_t program);
/* Keeps a standing of each account, in place of what case_fill has kept of some. */
void case_fill_standings(struct store *store, int64_t program);

/* Returns the query of a list in its own order at CASE_NOW. */
struct list_query case_query(enum list list, int64_t program);

/* Runs SQL on a file behind the store's back; fails the test on an error. */
void case_sql(const char *path, const char *sql);
/* Returns the number a query gives on a file. */
int64_t case_number(const char *path, const char *sql);

#endif
