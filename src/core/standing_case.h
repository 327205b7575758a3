/* What the facts of an account come to before the clock is looked at; for standing.c alone. */
#ifndef DEMUR_CORE_STANDING_CASE_H
#define DEMUR_CORE_STANDING_CASE_H

#include "core/standing.h"

/* Each pointer is the fact that decides its row of the standing table, or NULL. */
struct standing_case {
    const struct standing_facts *facts;
    const struct rule *rule;                  /* of the place that governs; never NULL */
    const char *place;                        /* its code; "" unknown */
    struct window *windows;                   /* of each notice, as counted; NULL without notices */
    const struct standing_objection *opt_out; /* in force, of its own or a proved voice */
    const struct standing_objection *dispute; /* open */
    const struct standing_objection *unread;  /* or changed since it was read */
    const struct standing_objection *threat;
    const struct standing_objection *claim; /* a representative's opt-out without proved authority */
    bool consent_stands;                    /* newer than every objection */
    const struct standing_notice *failed;   /* bounced or returned, and nothing took its place */
    const struct standing_notice *stalled;  /* its window is not counted, and no later one took its place */
    const struct standing_notice *last;     /* of the counted, the one that closes last */
};

/* Reads the facts. now is only the day of the rule shown for an account without notices. The caller clears.
 */
void standing_case_read(const struct standing_facts *facts, int64_t now, struct standing_case *found);
void standing_case_clear(struct standing_case *found);

/* Returns the window of one of the case's notices. */
const struct window *standing_case_window(const struct standing_case *found,
                                          const struct standing_notice *notice);
/* Returns the code looked up for a notice: the contact's, else the account's; "" unknown. */
const char *standing_case_place(const struct standing_case *found, const struct standing_notice *notice);

#endif
