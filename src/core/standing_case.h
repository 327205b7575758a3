/* What the facts of an account come to before the clock is looked at; for standing.c alone. */
#ifndef DEMUR_CORE_STANDING_CASE_H
#define DEMUR_CORE_STANDING_CASE_H

#include "core/standing.h"

/* Each pointer is the fact that decides its row of the standing table, or NULL. */
struct standing_case {
    const struct standing_facts *facts;
    const struct rule *rule;                            /* of the place that governs; never NULL */
    const char *place;                                  /* its code; "" unknown */
    const struct standing_contact *place_contact;       /* whose it is; NULL: not a contact's */
    const struct standing_subsidiary *place_subsidiary; /* whose it is; NULL: not a subsidiary's */
    unsigned required;                                  /* conditions of all places involved, as bits */
    struct window *windows;                             /* of each notice, as counted; NULL without notices */
    const struct rule **window_rules;                   /* by which each was counted */
    const struct standing_objection *opt_out;           /* in force, of its own or a proved voice */
    const struct standing_objection *dispute;           /* open */
    const struct standing_objection *unread;            /* or changed since it was read */
    const struct standing_objection *threat;
    const struct standing_objection *claim;   /* a representative's opt-out without proved authority */
    const struct standing_consent *consent;   /* newer than every objection, and the account's own */
    const struct standing_consent *withdrawn; /* and no later one in its place */
    size_t limited;                           /* opt-outs in force that are limited */
    const struct standing_notice *failed;     /* bounced, returned or left, and nothing took its place */
    const struct standing_notice *defective;  /* its text is, or is not in the file; nothing took its place */
    const struct standing_notice *stalled;    /* its window is not counted, and no later one took its place */
    const struct standing_notice *last;       /* of the counted, the one that closes last */
    struct window waited; /* that a failed notice would have had, where another told the same contact;
                             counted, or none */
};

/* Reads the facts. now is only the day of the rule shown for an account without notices. The caller clears.
 */
void standing_case_read(const struct standing_facts *facts, int64_t now, struct standing_case *found);
void standing_case_clear(struct standing_case *found);

/* Returns the window of one of the case's notices. */
const struct window *standing_case_window(const struct standing_case *found,
                                          const struct standing_notice *notice);
/* Returns the window that must be over before silence stands: the last one's, or that of a failed notice, had
 * it arrived. Only where there is a last one. */
const struct window *standing_case_until(const struct standing_case *found);
/* Reads the objections and consents. */
void standing_case_read_voices(struct standing_case *found);

/* True when what a notice said cannot be shown to be in order: the check of its text found something missing,
 * or the program keeps its texts and this one is not among them. */
bool standing_case_is_defective(const struct standing_case *found, const struct standing_notice *notice);

/* Returns the rule by which a notice's window was counted. */
const struct rule *standing_case_window_rule(const struct standing_case *found,
                                             const struct standing_notice *notice);
/* Returns a contact of the account; NULL: none of this id. */
const struct standing_contact *standing_case_contact(const struct standing_case *found, int64_t id);
/* Appends whose place governs: "the account", "contact Ana Ruiz", "subsidiary A-7". */
void standing_case_add_place(const struct standing_case *found, struct str *out);
/* Appends the proof of all that the verdict rests on. */
void standing_case_prove(const struct standing_case *found, int64_t now, struct str *proof);
/* Returns the code looked up for a notice: the contact's, else the account's; "" unknown. */
const char *standing_case_place(const struct standing_case *found, const struct standing_notice *notice);

#endif
