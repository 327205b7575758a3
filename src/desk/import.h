/* What the importers of the five kinds share; nobody outside this floor sees it. */
#ifndef DEMUR_DESK_IMPORT_H
#define DEMUR_DESK_IMPORT_H

#include "base/file.h"
#include "base/spool.h"
#include "desk/import_source.h"
#include "desk/private.h"
#include "desk/transfer.h"
#include "intake/csv.h"
#include "intake/csv_map.h"

enum import_result { IMPORT_ADDED, IMPORT_CHANGED, IMPORT_SAME, IMPORT_REFUSED };

/* The refused rows as they stand in the list. */
struct import_rejects {
    struct file_writer file;
    struct spool spool; /* UTF-8: the header, then the rows */
    char delimiter;
};

/* What is known of the text that notices name, kept while they name the same. */
struct import_text {
    bool known;
    bool none;   /* the program keeps no texts */
    bool failed; /* it was found to lack something */
    bool sound;  /* it was found to be in order */
    struct str version;
};

/* The write that is going on. */
struct import_batch {
    int64_t begun, end_cost; /* microseconds; what a row took at the end of the batch before */
    int64_t rows;
    int64_t refused_first, refused_last; /* the last run of refused rows; 0 none */
    struct str refusals;                 /* the runs before it */
};

struct import {
    struct desk *desk;
    const char *path;
    struct import_source source;
    struct record_import record; /* id 0: not begun */
    struct import_batch batch;
    bool apart; /* a dry run on a copy of the file */
    struct import_rejects *rejects;
    enum list kind;
    struct desk_import_report *report;
    struct csv_map map;
    enum field fields[field_count];
    size_t field_count, required;
    size_t cells[field_count]; /* the cell of each field, from 1; 0 none */
    const struct csv_row *row;
    const struct desk_import_options *options;
    bool row_is_new;
    struct str row_name;    /* what the row is about: an account number, a partner */
    struct str row_changes; /* "country DE -> FR", ", " between; printable */
    struct import_text text;
    struct str above; /* the parent whose chain was touched last in this batch */
    int64_t *touched; /* accounts whose standing may have changed */
    size_t touched_count, touched_capacity;
};

/* Returns the current row's cell trimmed; "" when the file has no such column. It is the row's own. */
char *import_cell(struct import *import, enum field field);
/* Refuses the current row for a sentence about a field's cell (field_count: the whole row); returns true, the
 * row is dealt with. */
bool import_refuse(struct import *import, enum import_result *result, enum field field, const char *format,
                   ...) __attribute__((format(printf, 4, 5)));
/* Remembers an account whose standing must be derived again. */
void import_touch(struct import *import, int64_t account);

/* Sorts the accounts touched, drops those that come twice, and derives their standings anew. */
bool import_standings(struct import *import, struct err *err);

/* Reads the state of a text that notices name, unless it was the last one read. */
bool import_text_read(struct import *import, const char *version, struct err *err);

/* Begins a row of a dry run: what it is about (name, and detail unless ""), and whether that is new. */
void import_change_begin(struct import *import, bool is_new, const char *name, const char *detail);
/* The same for a row about something of an account. */
bool import_change_of_account(struct import *import, int64_t account, bool is_new, const char *detail,
                              struct err *err);
/* Notes what becomes of a field ("" none). */
void import_change_add(struct import *import, enum field field, const char *from, const char *to);
/* Ends the row: its line goes into the report if it is added or changed. */
void import_change_end(struct import *import, enum import_result result);

/* import_reject.c: begins the file that options ask for, if any; one that cannot be written stops the import
 * before its first row. */
bool import_rejects_begin(struct import_rejects *rejects, const struct import *import, const char *directory,
                          struct err *err);
/* Keeps the header; the reader's text must still begin with it. */
bool import_rejects_header(struct import_rejects *rejects, const struct import *import,
                           const struct csv_reader *reader, struct err *err);
/* Keeps the current, refused row as it stood in the list. */
bool import_rejects_keep(struct import_rejects *rejects, const struct import *import, struct err *err);
/* Writes what was kept; nothing where no row was refused. */
bool import_rejects_finish(struct import_rejects *rejects, const struct import *import, struct err *err);
void import_rejects_clear(struct import_rejects *rejects);

/* Deals with the current row and counts it. */
bool import_row_take(struct import *import, struct csv_reader *reader, struct err *err);
/* import_batch.c: takes all rows that are not in yet. */
bool import_batches(struct import *import, struct csv_reader *reader, struct import_rejects *rejects,
                    struct err *err);
/* Notes that the current row was refused. */
void import_batch_refused(struct import *import);

/* Finds the account named in the row; refuses the row and leaves *id 0 if there is none. */
bool import_account_of_row(struct import *import, int64_t *id, enum import_result *result, struct err *err);

/* Reads a country or zone cell into *value (freed and replaced) unless blank; false: the row was refused. */
bool import_country(struct import *import, char **value, bool *changed, enum import_result *result);
bool import_zone(struct import *import, char **value, bool *changed, enum import_result *result);
/* Puts a cell's text in place of *value unless it is blank or the same; notes a change. */
void import_text(struct import *import, enum field field, char **value, bool *changed);
/* Reads a day or instant in the desk's zone; false: the row was refused. A bare day is its noon. */
bool import_instant(struct import *import, enum field field, int64_t *instant, enum precision *precision,
                    enum import_result *result);

/* import_place.c: holds the account for review in each program where it was notified and silence means more
 * in the new country than in the old ("" unknown), its own or that of a contact ("" none). Inside a write. */
bool import_place_review(struct import *import, int64_t account, const char *contact, const char *from,
                         const char *to, struct err *err);

/* One row of each kind: adds, changes, leaves or refuses it. False with a sentence only when the import must
 * stop. */
bool import_row_account(struct import *import, enum import_result *result, struct err *err);
bool import_row_contact(struct import *import, enum import_result *result, struct err *err);
bool import_row_partner(struct import *import, enum import_result *result, struct err *err);
bool import_row_notice(struct import *import, enum import_result *result, struct err *err);
bool import_row_delivery(struct import *import, enum import_result *result, struct err *err);

#endif
