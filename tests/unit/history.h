/* Invented histories of one account, from a seed: facts as the core takes them, told in words when one breaks
 * a promise. */
#ifndef DEMUR_TESTS_HISTORY_H
#define DEMUR_TESTS_HISTORY_H

#include "base/str.h"
#include "core/standing.h"

enum { HISTORY_MOST = 5, HISTORY_TICKS = 24 };

struct history {
    uint64_t dice;
    struct standing_facts facts;
    struct standing_contact contacts[HISTORY_MOST];
    struct standing_subsidiary subsidiaries[HISTORY_MOST];
    struct standing_notice notices[HISTORY_MOST];
    struct standing_objection objections[HISTORY_MOST];
    struct standing_consent consents[HISTORY_MOST];
    struct standing_hold holds[HISTORY_MOST];
    struct standing_tick ticks[HISTORY_TICKS];
    int64_t now;
};

/* The rules, house and partners of all histories. Rules are the table's own: one of each kind. */
void history_rules(struct rule_book *book);
extern const struct window_house history_house;
extern const int64_t history_partners[3];

/* Returns a number from 0 to count - 1. */
int history_pick(struct history *history, int count);
/* Returns noon, or now and then another hour, of a day of the months the histories play in. */
int64_t history_instant(struct history *history);

/* Invents a history; the dice go on. There is room for one more of each kind but ticks. */
void history_invent(struct history *history, const struct rule_book *book);
/* Copies a history, whose facts then lie in the copy. */
void history_copy(struct history *copy, const struct history *history);
/* Adds one more, of any kind there is. */
void history_add_objection(struct history *history);
void history_add_hold(struct history *history);
void history_add_contact(struct history *history, const char *country);
/* Puts the same facts into another order and numbers them anew: notices and ticks stay in that of their time.
 */
void history_shuffle(struct history *history);

/* Appends the whole history, a line a fact. */
void history_tell(const struct history *history, struct str *out);

/* Says in plain words why nobody could defend that data went at now; NULL where somebody could. Told
 * from the facts alone, by the letter of the reference: it may be laxer than the standing, never stricter. */
const char *history_forbids(const struct history *history);

#endif
