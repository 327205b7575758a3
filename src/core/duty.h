/* What the desk owes by a day. */
#ifndef DEMUR_CORE_DUTY_H
#define DEMUR_CORE_DUTY_H

#include <stdbool.h>

#include "core/calendar.h"
#include "core/rule.h"
#include "core/word.h"

/* name, the verb phrase of the queue ({} is replaced by the subject's source), weight (higher first on one
 * due day), whether an agent may mark it done by hand (else a fact discharges it). */
#define DUTY_LIST(X)                                                                                         \
    X(DUTY_READ, "read", "read a {}", 60, false)                                                             \
    X(DUTY_MATCH, "match", "find the account of a {}", 50, false)                                            \
    X(DUTY_RESEND, "resend", "re-send a notice", 40, true)                                                   \
    X(DUTY_HONOUR, "honour", "honour an opt-out", 90, true)                                                  \
    X(DUTY_ANSWER, "answer", "answer as promised", 70, true)                                                 \
    X(DUTY_REVIEW, "review", "review a dispute", 80, false)                                                  \
    X(DUTY_REVIEW_HOLD, "review_hold", "review a hold", 45, false)                                           \
    X(DUTY_AUTHORITY, "authority", "get proof of authority", 55, false)                                      \
    X(DUTY_RECALL, "recall", "recall data from a partner", 95, false)

#define DUTY_ENUM_ROW(id, name, phrase, weight, by_hand) id,
enum duty { DUTY_LIST(DUTY_ENUM_ROW) duty_count };

extern const struct word_list duty_words;
/* The word for files; static, "?" out of range. */
const char *duty_name(enum duty duty);
bool duty_parse(const char *text, enum duty *duty);
/* Writes the phrase of the queue for a subject from a source into buffer; returns it. */
char *duty_phrase(enum duty duty, enum source source, char *buffer, unsigned long size);
int duty_weight(enum duty duty);
/* True when an agent may mark it done by hand, with words. */
bool duty_by_hand(enum duty duty);
/* Returns the day a duty is due by the house's rule, opened on a day: read and match the same day rolled to a
 * business day, answer two business days, resend three, authority ten, recall one, review by level (agent 3,
 * lead 2, community 1, legal 5). honour is not the house's, see rule_honour_by: it is given back as opened.
 * calendar is the company's. */
int duty_due(enum duty duty, enum level level, int opened, const struct calendar *calendar);

/* True when a dispute may go from one level to another: up the ladder, or from legal to community for the
 * public answer, or back down to lead; never to where it is. */
bool ladder_may_move(enum level from, enum level to);

#endif
