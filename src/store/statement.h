/* One use of one SQL statement. Parameters are bound by name, columns are taken from left to right, and the
 * first failure sticks: what follows does nothing, and statement_end tells. Inside the store alone. */
#ifndef DEMUR_STORE_STATEMENT_H
#define DEMUR_STORE_STATEMENT_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

/* The parameters a kept statement was last bound by, in that order. */
struct statement_names {
    size_t count;
    struct statement_name {
        char name[20]; /* "": none, or a longer one */
        int index;
    } turns[];
};

/* A prepared statement kept for the next use; found by the address of its text. */
struct statement_slot {
    const char *sql;
    sqlite3_stmt *handle;
    struct statement_names *names;
    bool busy, searches; /* searches: it asks the full text */
};

struct statement_cache {
    struct statement_slot *slots; /* open addressing; capacity is a power of two */
    size_t count, capacity;
};

struct statement {
    struct store *store;
    sqlite3_stmt *handle;
    const char *cached;            /* text it is kept under; NULL: prepared for this use alone */
    struct err *err;               /* where the first failure is written; may be NULL */
    struct statement_names *names; /* of a kept statement; NULL: there are none */
    int bound;                     /* parameters bound so far */
    int column;                    /* next to be taken */
    bool started, failed;
};

/* Begins a use of a statement whose text lives as long as the program; it stays prepared. */
void statement_begin(struct statement *statement, struct store *store, const char *sql, struct err *err);
/* The same for a text made at run time. */
void statement_begin_once(struct statement *statement, struct store *store, const char *sql, struct err *err);

/* Each binds one parameter (":name"). An unknown name is ERR_INTERNAL, and so is a parameter left out. */
void statement_bind_null(struct statement *statement, const char *name);
void statement_bind_number(struct statement *statement, const char *name, int64_t number);
/* 0 is bound as NULL. */
void statement_bind_id(struct statement *statement, const char *name, int64_t id);
/* DAY_NONE is bound as NULL. */
void statement_bind_day(struct statement *statement, const char *name, int day);
/* INSTANT_NONE is bound as NULL. */
void statement_bind_instant(struct statement *statement, const char *name, int64_t instant);
/* NULL is bound as "". Text that is not UTF-8 is ERR_INPUT. */
void statement_bind_text(struct statement *statement, const char *name, const char *text);
/* The same for a text that stays where it is until the use ends: it is not copied. */
void statement_bind_lent(struct statement *statement, const char *name, const char *text);
void statement_bind_bytes(struct statement *statement, const char *name, const char *bytes, size_t length);

/* True when a text made at run time names the parameter. */
bool statement_wants(struct statement *statement, const char *name);

/* Steps to the next row; false at the end and after a failure. */
bool statement_row(struct statement *statement);

/* Each takes the next column of the row. NULL is 0, DAY_NONE, INSTANT_NONE or "". */
int64_t statement_take_number(struct statement *statement);
int statement_take_int(struct statement *statement);
int statement_take_day(struct statement *statement);
int64_t statement_take_instant(struct statement *statement);
/* The caller frees. */
char *statement_take_text(struct statement *statement);
char *statement_take_bytes(struct statement *statement, size_t *length);
/* Valid until the next row or the end. */
const char *statement_take_borrowed(struct statement *statement);
/* True when the next column is NULL, or a text; takes nothing. */
bool statement_next_is_null(struct statement *statement);
bool statement_next_is_text(struct statement *statement);
/* Takes a word of a closed list: statement_take_word(&statement, level, &record->level). An unknown word is a
 * failure. */
#define statement_take_word(statement, noun, target)                                                         \
    statement_take_word_check((statement), noun##_parse(statement_take_borrowed(statement), (target)), #noun)
void statement_take_word_check(struct statement *statement, bool known, const char *noun);

/* Runs a statement that gives no rows and ends it. */
bool statement_run(struct statement *statement);
/* Makes it ready to be bound and read anew. */
void statement_again(struct statement *statement);
/* Ends the use; true when nothing failed. */
bool statement_end(struct statement *statement);

/* Runs one or more SQL texts without parameters. */
bool statement_script(struct store *store, const char *sql, struct err *err);
/* Frees all prepared statements. */
void statement_cache_clear(struct statement_cache *cache);

#endif
