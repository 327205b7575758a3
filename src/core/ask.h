/* Whether an account may be sent a notice again. */
#ifndef DEMUR_CORE_ASK_H
#define DEMUR_CORE_ASK_H

#include <stdint.h>

#include "base/str.h"
#include "core/standing.h"

/* Not to be asked before something is settled, whatever the day. */
#define ASK_UNSETTLED INT32_MAX

/* Returns the first civil day (house's zone) on which an account may be asked again, as the facts were at an
 * instant; DAY_NONE: at any time; ASK_UNSETTLED: not while an objection is unread, changed or a threat, a
 * dispute is open or a representative's claim not settled.
 *
 * An opt-out, a dispute resolved as one and an upheld one bar it for cooling_days from the day they came,
 * also once they are withdrawn (window-rules section 5); so does one that is limited. A representative's
 * whose authority was refused or denied bars nothing. why (may be NULL) gets the reason, a clause: "objected
 * on 28 Mar 2014". */
int notice_may_ask_from(const struct standing_facts *facts, int cooling_days, int64_t at, struct str *why);

#endif
