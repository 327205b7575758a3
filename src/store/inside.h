/* What the files of the store share among themselves; no other floor includes it. */
#ifndef DEMUR_STORE_INSIDE_H
#define DEMUR_STORE_INSIDE_H

#include <sqlite3.h>

#include "base/str.h"
#include "store/record.h"
#include "store/statement.h"
#include "store/store.h"

/* "dmur": what makes a SQLite file one of ours. */
#define STORE_APPLICATION_ID 0x646d7572

/* The end of the journal's chain. */
struct journal_head {
    bool known;
    int64_t sequence;
    char hash[65];
};

/* What the search has still to be told in the write going on; see search_queue.c. */
struct search_queue {
    struct search_row *rows;
    size_t count, capacity;
    struct str words;
};

/* How many accounts there are, and whether each has a standing in a program, at a change of the file. */
struct store_stands {
    bool known, all;
    int64_t program, changes, accounts;
};

struct store {
    sqlite3 *db;
    char *path;
    enum store_mode mode;
    struct str warnings;
    struct statement_cache cache;
    char *agent; /* of the write going on */
    int64_t now; /* of the write going on */
    bool writing;
    struct journal_head head; /* as the write going on has left it */
    struct search_queue search;
    struct str hashed;    /* text the last hash was taken over; its memory is used again */
    bool aside;           /* standings are kept in a table of this connection alone */
    bool apart;           /* a copy without a name */
    bool broken;          /* a write failed in a way that leaves its transaction unfit to commit */
    int readers;          /* views held, one inside the other */
    int64_t commits;      /* by this connection */
    int patience;         /* milliseconds a write waits for another agent */
    int waited;           /* of these in the wait going on */
    int64_t begun, ended; /* when this connection last wrote, milliseconds of a clock that runs forward */
    struct standing_kinds *kinds; /* found by this connection; NULL: none yet */
    bool kinds_sure;              /* in the write going on nobody else has written since they were found */
    struct store_stands stands;   /* as last asked */
    int glance;                   /* accounts a page looks at before the kinds of standing */
};

/* trouble.c: writes the sentence for the connection's last error into err; returns false. */
bool store_fail(struct store *store, struct err *err);
/* Fails with ERR_INTERNAL outside a write. */
bool store_need_write(struct store *store, struct err *err);
/* True when the last failure was a broken UNIQUE. */
bool store_was_unique(struct store *store);

/* attach.c: the connection to the file: flags, modes, journal. */
bool store_attach(struct store *store, struct err *err);
/* Chooses the journal by the file system and reads back which it is; only once the file is known to be ours.
 */
bool store_attach_journal(struct store *store, struct err *err);
/* From now on a statement ends when a person wants long work to stop (base/stop.h). */
void store_heed_stop(struct store *store);
/* Returns the name of a network file system for the magic number of statfs; NULL for a local one. */
const char *store_network_name(unsigned long magic);

/* turn.c: a busy handler that waits for another agent until patience ends. */
int turn_wait(void *store, int tries);
/* Before a write: lets those that waited for a long one of ours go first. */
void turn_give(const struct store *store);
/* A write has begun; it has ended. */
void turn_begin(struct store *store);
void turn_end(struct store *store);

/* migrate.c: steps are only ever added to the end. */
struct migration {
    int version;
    const char *sql;
};
/* Brings the file up to the last step, each step in one transaction with its version; the file before is kept
 * in a dated backup beside it unless it is new. A file newer than the last step is refused. */
bool migrate_run(struct store *store, const struct migration *steps, size_t count, struct err *err);
extern const char schema_release[];
extern const struct migration schema_steps[];
extern const size_t schema_step_count;
/* schema_AREA.c: the step of that area. */
extern const char schema_import[], schema_journal[];
extern const char schema_calendar[], schema_facts[], schema_notice[], schema_rules[], schema_representative[];
extern const char schema_lists[];
extern const char schema_staged[];

/* functions.c: what SQL needs of us and another engine would need too. */
bool functions_register(struct store *store, struct err *err);

/* keys.c: folded forms kept beside texts for finding and sorting; the caller frees. */
char *key_fold(const char *text);
/* Folded, and numbers inside padded so that plain comparing is natural: "A-9" before "A-10". */
char *key_natural(const char *text);
/* Folded, runs of blanks joined. */
char *key_title(const char *text);
/* The domain of a mail address, folded; "" for what has none. */
char *key_domain(const char *email);
/* All digits of a telephone number without the zeros before them; what follows a letter, an extension, is
 * left out. "" for fewer than seven. */
char *key_phone_whole(const char *phone);
/* The last eight of these: what a number has with and without the code of its country. */
char *key_phone(const char *phone);

/* standing_kind.c: returns in *id the kind of standing that a result is, made if it is new. */
bool standing_kind_find(struct store *store, int64_t program, const struct standing_result *result,
                        unsigned flags, int64_t *id, struct err *err);
/* Forgets the kinds found: a write that was rolled back leaves none. */
void standing_kinds_forget(struct store *store);

/* search.c */
enum search_noun { SEARCH_MESSAGE, SEARCH_OBJECTION, SEARCH_NOTE, SEARCH_ACCOUNT };
/* Makes the texts (NULL-terminated) known to search: those of a message, objection or note in place of what
 * it knew of the noun; those of an account or of its contacts, under the account's id, beside that. */
bool search_keep(struct store *store, enum search_noun noun, int64_t id, const char *const *texts,
                 struct err *err);
/* Returns the text whose runs of three letters stand for a text in search_account; the caller frees. */
char *search_runs(const char *text);
/* search_queue.c: adds a row to full text by a statement (of :id and :words, whose text lives as long as the
 * program) before the write is over, or a statement with MATCH begins. Of rows of one number beside: they
 * become one; else the last one added counts. */
bool search_queue_add(struct store *store, const char *insert, int64_t rowid, bool beside, const char *words,
                      struct err *err);
/* Adds all that wait. */
bool search_queue_write(struct store *store, struct err *err);
/* Forgets all that wait. */
void search_queue_drop(struct store *store);
void search_queue_clear(struct store *store);
/* Writes the query that finds a word as the beginning of words, or a phrase whole; any text is safe. */
void search_query(const char *words, bool phrase, struct str *out);
/* What of an account's texts a word must be: any part; two letters: the beginning of a word; one: that of the
 * number or the company's name; a phrase: whole words. */
enum search_part { SEARCH_ANYWHERE, SEARCH_BEGINS, SEARCH_WHOLE, SEARCH_FIRST };
/* Writes the query that names every account, and perhaps others, with a folded word in its texts; nothing
 * where the word is too short to be looked up so. */
enum search_part search_runs_query(const char *folded, bool phrase, struct str *out);
/* True for text in a script that puts no blanks between words, so that full text knows only whole runs of it.
 */
bool search_is_unspaced(const char *text);

/* journal.c: the hash of an entry in hex; an older demur kept it so, and a file has entries of both kinds. */
#define JOURNAL_HASH(column)                                                                                 \
    "CASE typeof(" column ") WHEN 'blob' THEN lower(hex(" column ")) ELSE " column " END"
/* Helpers for composing a detail. Appends text made printable on one line, cut to columns (0:
 * whole). */
void detail_add(struct str *detail, const char *text, int columns);
/* Appends "name: old -> new" if they differ; joined by "; ". */
void detail_add_change(struct str *detail, const char *name, const char *old, const char *now);
/* Adds an entry and frees its detail. */
bool journal_enter(struct store *store, struct record_entry *entry, struct str *detail, struct err *err);
/* Writes who made the newest entry of a fact about a noun, and when, for a clash: "lee at
 * 2014-04-03T14:02:00Z". */
bool journal_last(struct store *store, enum fact fact, int64_t account, int64_t message, int64_t objection,
                  int64_t dispute, int64_t duty, struct str *who, struct err *err);

/* Fails with ERR_CLASH: "WHAT was changed by WHO since you read it". */
bool store_clash(struct err *err, const char *who, const char *what, ...)
    __attribute__((format(printf, 3, 4)));
int64_t store_last_id(struct store *store);

#endif
