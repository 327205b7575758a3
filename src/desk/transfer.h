/* Lists and messages in, CSV out. */
#ifndef DEMUR_DESK_TRANSFER_H
#define DEMUR_DESK_TRANSFER_H

#include "base/str.h"
#include "desk/desk.h"

struct desk_import_report;

struct desk_import_options {
    const char *charset; /* NULL: byte order mark or UTF-8 */
    char delimiter;      /* 0: found by itself */
    const char *map;     /* "their header=our name,..."; NULL none */
    bool dry_run;
    const char *rejects; /* file for refused rows, in the charset said above (else UTF-8); NULL none */
    /* Told after each batch what it has to tell, which it then lets go of (desk_import_report_told); NULL:
     * all is kept to the end. */
    void (*told)(void *context, struct desk_import_report *report);
    void *context;
    int64_t (*clock)(void); /* microseconds, by which batches are short; NULL: they go by rows alone */
    int64_t batch_rows;     /* at most in a batch; 0: as many as is good */
};

struct desk_reject {
    int line;   /* of the row's start in the file, from 1 */
    int column; /* from 1; 0: the whole row */
    char *reason;
};

struct desk_import_report {
    int64_t rows, added, changed, same, refused;
    struct desk_reject *rejects;
    size_t reject_count, reject_capacity;
    struct str notes;   /* charset and delimiter read, headers not used: a line each */
    struct str changes; /* of a dry run: a printable line for each row that would be added or changed */
};
/* Imports a CSV file ("-": standard input) in batches, each in a transaction of its own, so that others write
 * in between; the same import of the same bytes goes on where one was stopped. Refused rows do not stop it; a
 * file that cannot be read, or lacks a required column, or whose rejects cannot be begun, changes nothing.
 * The caller clears the report, also after a failure. */
bool desk_import(struct desk *desk, enum list kind, const char *path,
                 const struct desk_import_options *options, struct desk_import_report *report,
                 struct err *err);
/* Lets go of the lines in it, but not of the numbers. */
void desk_import_report_told(struct desk_import_report *report);
void desk_import_report_clear(struct desk_import_report *report);

struct desk_intake_report {
    char *title;
    int64_t read, added, same, changed, vanished;
    int64_t notices;    /* quoted notices recognised */
    struct str changes; /* of a dry run: a printable line for each message, with its suggested reading */
};
/* Takes in a file of messages; what it is is found out (as NULL) or said ("thread"). One transaction. charset
 * as in import. */
bool desk_intake(struct desk *desk, const char *path, const char *as, const char *charset, bool dry_run,
                 struct desk_intake_report *report, struct err *err);
void desk_intake_report_clear(struct desk_intake_report *report);

struct desk_export_options {
    const char *columns; /* NULL: all of the list */
    const char *charset; /* NULL: UTF-8 */
    const char *format;  /* "csv" (also NULL), "tsv", "json" */
    bool bom;
    bool raw;           /* do not neutralise formulas */
    const int64_t *ids; /* only these rows of the list, ascending; NULL: all */
    size_t id_count;
};
/* Writes every row of the list to path ("-": standard output), read by pages in one read of the file, beside
 * and renamed; never over the desk's own file. With ids, matched is how many were asked for; those that the
 * list has no more are left out. */
bool desk_export(struct desk *desk, const struct desk_list *list, const char *path,
                 const struct desk_export_options *options, int64_t *matched, int64_t *written,
                 struct err *err);

/* Recomputes every standing and every duty of the program from the facts, recalls aside; reports each that
 * differs from what is kept, a line each, and mends it if mend. checked counts the accounts, differing the
 * lines. */
bool desk_check(struct desk *desk, bool mend, struct str *findings, int64_t *checked, int64_t *differing,
                struct err *err);

#endif
