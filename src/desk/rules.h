/* The rules by place: those that come with the program, and a new file of them, compared and adopted. */
#ifndef DEMUR_DESK_RULES_H
#define DEMUR_DESK_RULES_H

#include "core/rule.h"
#include "desk/desk.h"
#include "intake/rule_list.h"

#include "base/err.h"

/* What the first adoption of a file is called. */
#define DESK_RULE_FILES "jurisdictions.csv, overlays.csv"

/* Reads jurisdictions.csv and overlays.csv of the program's data into book, by number, not sorted; a row that
 * must be refused fails. The caller clears, also after a failure. */
bool desk_rules_read(struct rule_book *book, struct err *err);

/* A file of rules, or a list of holidays, beside those in force. */
struct desk_rules_change {
    char *file;                              /* its name without the directory */
    bool holidays;                           /* it is a list of holidays, of which rows are days */
    struct calendar_book calendars, counted; /* as it has them; all that would count */
    struct rule_list list; /* what was refused, and notes; its book has gone into the next */
    struct rule_book book; /* all rules as they would be, sorted */
    int64_t before;        /* number of the adoption, or newest list, that it is compared with */

    int64_t since; /* entry of the journal up to which accounts were looked at */
    /* Of each program of the file, in their order: accounts of which another standing would be kept. */
    struct desk_rules_program {
        int64_t *accounts; /* ascending */
        size_t count, capacity;
    } * programs;
    size_t program_count, program_capacity;

    int64_t added, removed, changed; /* rows */
    struct str rows;                 /* a printable line for each, and one for each cell that changed */

    int64_t accounts; /* of all programs */
    /* Standings that would change, each a printable line: those by which data may go out that may not now, or
     * sooner; those by which it may not or later; the others. */
    int64_t loosened, tightened, otherwise;
    struct str looser, stricter, other;
};

/* Reads a list of holidays (intake/holiday_list.h), or a file ("-": standard input) of rules by place
 * (overlays: of sector rules; the other part stays as it is), and tells what it would change, rows first,
 * then the standing of every account in every program. charset as in import. Changes nothing. The caller
 * clears, also after a failure. */
bool desk_rules_diff(struct desk *desk, const char *path, const char *charset, bool overlays,
                     struct desk_rules_change *change, struct err *err);
/* True when it has the rules that are in force. */
bool desk_rules_same(const struct desk_rules_change *change);
/* Adopts the rules or holidays in one transaction and derives anew every standing that they change, and those
 * of accounts that something was recorded of since they were compared. ERR_CLASH if others were adopted since
 * they were compared. */
bool desk_rules_adopt(struct desk *desk, struct desk_rules_change *change, struct err *err);
void desk_rules_change_clear(struct desk_rules_change *change);

/* Appends all there is about a place: the adoption worked by, which row a notice sent on a day uses and how
 * it is looked up, every period, and the sector rules. code is one that rule_code_parse gives, or ZZ. */
bool desk_rules_show(struct desk *desk, const char *code, int day, struct str *out, struct err *err);

#endif
