/* The gate: the only door through which accounts leave to a partner; closed by default. */
#ifndef DEMUR_DESK_GATE_H
#define DEMUR_DESK_GATE_H

#include "base/hash.h"
#include "base/str.h"
#include "core/release.h"
#include "desk/desk.h"
#include "store/release.h"

/* release.c */
struct desk_release_options {
    const char *partner; /* name */
    const char *path;    /* of the file to make; not looked at in a dry run */
    const char *columns; /* "number,company", "-phone"; NULL: all */
    const char *filter;  /* of the accounts list; it only narrows. NULL: every account */
    bool dry_run;
};

/* What a release carried, or would carry. */
struct desk_release {
    int64_t number; /* 0: a dry run */
    char *partner, *path;
    char hash[HASH_HEX_SIZE];
    int64_t looked_at, accounts, rows;
    int64_t refused[standing_count]; /* accounts that may not go, by standing */
    int64_t withheld;                /* accounts that may go but of which limited objections withhold all */
    int64_t partial;                 /* rows of which something is withheld */
    int64_t changed;                 /* accounts that changed while it was worked out and may go: next time */
    int64_t untold;                  /* contacts of accounts that may go whom no notice told: they stay */
    unsigned fields;                 /* columns of the file, bits */
    unsigned partly;                 /* of them, those withheld of some rows */
    unsigned left_out;               /* columns asked for and withheld of all rows */
};

/* Tells before anything is typed whether this desk and agent may release. */
bool desk_release_may(const struct desk *desk, struct err *err);
/* Lets out the accounts that may go, and no other, by the facts as they are when the release is recorded;
 * columns withheld by limited objections are left empty. Others go on writing meanwhile. Writes the file,
 * which may not be there yet, and the numbered release. After a crash at any instant the next start completes
 * or undoes it. A dry run changes nothing. The caller clears result, also after a failure. */
bool desk_release(struct desk *desk, const struct desk_release_options *options, struct desk_release *result,
                  struct err *err);
void desk_release_clear(struct desk_release *result);
/* Appends what was or would be released, a line each: how many go, how many do not and why, which fields. */
void desk_release_describe(const struct desk_release *result, struct str *out);
/* Appends a release in full, with its rules and rows; an unknown number is ERR_USAGE. */
bool desk_release_show(struct desk *desk, int64_t number, struct str *out, struct err *err);
/* Returns what became of a release for people: complete, void, or that it is not known to be in place. */
const char *desk_release_state(const struct record_release *release);

/* gate_check.c */
struct desk_gate_options {
    const char *charset; /* as in import */
    char delimiter;
    const char *map;
    const char *partner; /* NULL: columns are not looked at */
};

/* Something that must not go out. */
struct desk_gate_finding {
    size_t line;         /* of the row's start in the file, from 1 */
    const char *matched; /* what the row was known by; "" by nothing */
    const char *number, *company;
    const char *standing; /* "" nobody is known, or a column alone is at stake */
    const char *reason;
};

struct desk_gate_report {
    int64_t rows, bad; /* read, and with a finding */
    struct str notes;  /* charset, delimiter, headers not used: a line each */
};
/* Reads a list made elsewhere and tells visit of every row that must not go out: one of an account that may
 * not be disclosed (of all that it can mean), one that nobody is known by, one that cannot be read; with a
 * partner also columns that hold what is withheld from it. visit returns false to stop. The caller clears the
 * report, also after a failure. */
bool desk_gate_check(struct desk *desk, const char *path, const struct desk_gate_options *options,
                     bool (*visit)(const struct desk_gate_finding *finding, void *context, struct err *err),
                     void *context, struct desk_gate_report *report, struct err *err);
void desk_gate_report_clear(struct desk_gate_report *report);

/* recall.c */
/* Appends the letter to the partner. An unknown recall is ERR_USAGE. */
bool desk_recall_letter(struct desk *desk, int64_t recall, struct str *out, struct err *err);
/* Tells before anything is typed whether an answer may be recorded: the recall is there and not answered. */
bool desk_recall_answer_may(struct desk *desk, int64_t recall, struct err *err);
/* Records a partner's answer, which discharges the duty; refused or without an answer it is opened again for
 * legal, once. day DAY_NONE: today. */
bool desk_recall_answer(struct desk *desk, int64_t recall, enum answer answer, const char *words, int day,
                        struct err *err);

#endif
