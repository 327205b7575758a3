/* The conditions under which silence may stand: which ones a rule asks for, and whether they are met. */
#ifndef DEMUR_CORE_CONDITION_H
#define DEMUR_CORE_CONDITION_H

#include "core/standing.h"

/* Returns the conditions a rule asks for, as bits: those of window-rules section 8 under
 * opt_out_conditional, by country; counsel's word and a second agent's under a row of low confidence that
 * lets silence count. 0: none. */
unsigned condition_required(const struct rule *rule);

/* Returns the conditions ticked for a notice, as bits. */
unsigned condition_ticked(const struct standing_facts *facts, int64_t notice);

/* True when all of required (bits, not 0) are ticked for a notice and the last tick is by an agent who made
 * none of the others. */
bool condition_complete(const struct standing_facts *facts, int64_t notice, unsigned required);

#endif
