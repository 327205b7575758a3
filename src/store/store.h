/* The file: opening, transactions, the clock. One SQLite file, several agents. */
#ifndef DEMUR_STORE_STORE_H
#define DEMUR_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct store;

enum store_mode { STORE_WRITE, STORE_READ, STORE_CREATE };

/* Opens the file (":memory:" for tests). STORE_CREATE makes it, 0600, and refuses an existing one;
 * STORE_WRITE migrates an older file after a dated backup beside it; a newer file, another program's file,
 * and a damaged one are refused with a sentence. STORE_READ never changes a byte. The caller closes. */
bool store_open(const char *path, enum store_mode mode, struct store **store, struct err *err);
/* Rolls back what is open and closes; NULL is allowed. */
void store_close(struct store *store);

/* Returns warnings of opening for a person, a line each ("" none): a mode looser than 0600, a network file
 * system and the journal mode chosen for it. */
const char *store_warnings(const struct store *store);

/* Begins a write by an agent at an instant (BEGIN IMMEDIATE; waits and retries while another agent writes,
 * then ERR_BUSY). Every add below needs it and enters the journal in the agent's name. Not nested. */
bool store_begin(struct store *store, const char *agent, int64_t now, struct err *err);
bool store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store);
/* True between begin and commit or rollback. */
bool store_in_write(const struct store *store);

/* Holds one consistent view of the file for several reads, as for an export; others may go on writing. */
bool store_read_begin(struct store *store, struct err *err);
void store_read_end(struct store *store);

/* past.c: from now on this connection sees the file as it was known at an instant: what was recorded later is
 * not there. Standings are kept for it alone, none at first, and saving them needs no write. For a store
 * opened for reading; not undone. */
bool store_look_back(struct store *store, int64_t until, struct err *err);

/* Sets how many milliseconds a write waits for another agent before ERR_BUSY (5000 at first); returns what it
 * was. */
int store_patience(struct store *store, int milliseconds);
/* Says how many accounts a filtered page by number looks at before it looks for the kinds of standing that
 * fit; returns how many before. The page is the same; 1500 unless told. */
int store_glance(struct store *store, int accounts);
/* Keeps at most so many KB of the file in memory (16000 at first): what runs all day beside others is content
 * with little. */
bool store_cache(struct store *store, int kilobytes, struct err *err);

/* Returns a number that changes whenever this or another connection has committed a change (for live
 * screens). */
int64_t store_change_count(struct store *store);

/* Writes a complete, consistent copy beside and renames it to path; refuses to overwrite. */
bool store_backup(struct store *store, const char *path, struct err *err);

/* Makes a copy to try things on, which nobody else sees and which is gone once it is closed. */
bool store_apart(struct store *store, struct store **apart, struct err *err);

#endif
