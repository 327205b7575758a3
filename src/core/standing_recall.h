/* What of a standing asks data back that went to a partner before. */
#ifndef DEMUR_CORE_STANDING_RECALL_H
#define DEMUR_CORE_STANDING_RECALL_H

#include "core/standing.h"

struct standing_recall {
    const char *words;                          /* "an opt-out"; static */
    const struct standing_objection *objection; /* one of the three; the others are NULL */
    const struct standing_notice *notice;
    const struct standing_consent *consent;
};

/* True when all of an account's data must come back: an opt-out in force, an open dispute, a threat, an
 * upheld dispute, a yes taken back, or a notice that failed (window-rules sections 2 and 3). What nobody has
 * read, and a representative's claim without authority, hold further data back and recall nothing. value is
 * the account's standing at now. */
bool standing_recalls(const struct standing_facts *facts, enum standing value, int64_t now,
                      struct standing_recall *recall);
/* The newest limited opt-out that withholds any of the categories of a contact from a partner; NULL none. */
const struct standing_objection *standing_withheld_by(const struct standing_facts *facts, int64_t contact,
                                                      int64_t partner, unsigned categories);

#endif
