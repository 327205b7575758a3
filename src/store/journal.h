/* The journal: append-only, each entry's SHA-256 taken over the entry and the hash before it. */
#ifndef DEMUR_STORE_JOURNAL_H
#define DEMUR_STORE_JOURNAL_H

#include "store/record.h"
#include "store/store.h"

/* Adds an entry in the writing agent's name; `at` and `agent` are the transaction's. happened INSTANT_NONE:
 * now. */
bool store_journal_add(struct store *store, struct record_entry *entry, struct err *err);
/* Newest first by happened, then sequence: entries of an account (and of objections tied to it), from before
 * on (0: the newest). */
bool store_journal_account(struct store *store, int64_t account, size_t limit, struct record_entry_list *list,
                           struct err *err);
/* Entries about a message, an objection or a dispute, newest first. */
bool store_journal_noun(struct store *store, int64_t message, int64_t objection, int64_t dispute,
                        size_t limit, struct record_entry_list *list, struct err *err);
/* touched.c: returns in *sequence that of the newest entry; 0 none. */
bool store_journal_newest(struct store *store, int64_t *sequence, struct err *err);
struct touched {
    bool all; /* something concerns every account; they are not listed then */
    int64_t *accounts;
    size_t count, capacity;
};
/* Lists the accounts that may stand otherwise, or have been made, since the entry with a sequence: what is
 * not listed has not changed. The caller clears. */
bool store_journal_touched(struct store *store, int64_t since, struct touched *touched, struct err *err);
void touched_clear(struct touched *touched);

struct journal_proof {
    int64_t entries;
    int64_t broken; /* sequence of the first entry that does not fit; 0: whole */
    char head[65];  /* hash of the last entry */
};
/* Walks the chain from the first row. */
bool store_journal_verify(struct store *store, struct journal_proof *proof, struct err *err);
/* Compares how many rows the tables of facts have with what the journal tells, and looks for their guards; a
 * line of findings for each difference. */
bool store_journal_compare(struct store *store, struct str *findings, int64_t *count, struct err *err);

#endif
