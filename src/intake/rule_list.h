/* A file of rules by place, or of sector rules, to the rows of a book. Knows no store. A row that is unclear
 * is refused, and a hold stands in its place: a place never falls through to a looser row by a slip of the
 * pen. */
#ifndef DEMUR_INTAKE_RULE_LIST_H
#define DEMUR_INTAKE_RULE_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "core/rule.h"

#define RULE_LIST_LIMIT 10000 /* rows of a file */

struct rule_refusal {
    size_t line;   /* in the file, from 1 */
    size_t column; /* cell, from 1 (of a broken quote or NUL: character); 0: the whole row */
    char *reason;  /* printable */
};

struct rule_list {
    struct rule_book book; /* the rows in the file's order, numbered from 1, sealed; not sorted */
    size_t taken;          /* rows taken as they are; the others of the book are holds */
    struct rule_refusal *refusals;
    size_t refusal_count, refusal_capacity;
    struct str notes; /* sentences about the file as a whole, a line each */
};

/* Reads UTF-8 text. A row is refused when a value is unknown or impossible, when its period is of no day or
 * meets that of a row of the same code above it (overlays may), or when its CSV is broken. Then a hold stands
 * for its code (or its country, if that alone can be read) and period, open where that is in doubt. ERR_INPUT
 * for a text without the columns, with no row that can be taken, or with more than RULE_LIST_LIMIT rows. The
 * caller clears, also after a failure. */
bool rule_list_read(struct rule_list *list, const char *text, size_t length, bool overlays, struct err *err);
void rule_list_clear(struct rule_list *list);

#endif
