/* The window a customer has to object. The specification is how the desk counts: last day = anchor + N,
 * rolled forward over weekends, closed at 24:00 of the last day in the later zone. */
#ifndef DEMUR_CORE_WINDOW_H
#define DEMUR_CORE_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

#include "core/rule.h"

/* One notice with all that became of it. */
struct window_notice {
    int64_t sent; /* instant */
    enum channel channel;
    int days;          /* promised in the notice; -1 none */
    int64_t delivered; /* first proof of delivery; INSTANT_NONE: none */
    bool delayed;      /* a delay was reported */
    bool bounced;      /* bounced or returned, at any time */
    const char *place; /* code of the customer's country or region; "" unknown */
    const char *zone;  /* the customer's; "" unknown */
};

/* Where we are, and the house's allowances. */
struct window_house {
    const char *country;   /* the company's code; "" unknown */
    const char *zone;      /* the company's */
    int email_allowance;   /* calendar days from sent to deemed receipt; usually 0 */
    int home_post_days;    /* business days; usually 4 */
    int foreign_post_days; /* calendar days; usually 14 */
};

enum window_state {
    WINDOW_VOID,    /* bounced or returned: it never opened */
    WINDOW_WAITING, /* delayed and not yet delivered: not open yet */
    WINDOW_UNKNOWN, /* neither law nor notice gives a number of days: it cannot end */
    WINDOW_COUNTED
};

struct window {
    enum window_state state;
    int anchor; /* civil day: of the sending, the later at desk and customer; of the receipt, the customer's
                 * (the desk's, if unknown) */
    enum rule_anchor anchor_kind;
    bool anchor_deemed; /* receipt is assumed, not proved */
    int days;           /* the N used */
    enum rule_days day_kind;
    int last_day;          /* DAY_NONE unless counted */
    bool rolled;           /* the last day was moved off a weekend */
    bool holidays_counted; /* false: no list of holidays, and three business days were added to the days of a
                            * window in business days; always so until a list of holidays is kept */
    int64_t closes;        /* instant; INSTANT_NONE unless counted */
    const char *zone;      /* the zone it closes in: borrowed from the notice, the house, or ZONE_LATEST */
};

/* Counts a notice's window under a rule. N is the larger of the rule's and the notice's days. An anchor the
 * law or the notice leaves unclear is the later of sent and received; received is the proof, or sent plus the
 * allowance, whichever is later; of a notice reported delayed it is the proof alone. The law's word on the
 * anchor is about the law's own number: where the notice's promise, counted from the receipt, ends later, it
 * leaves the anchor unclear. A number of 0 is none. The zone of a customer is unknown when it is "" or no
 * zone. */
void window_count(const struct window_notice *notice, const struct rule *rule,
                  const struct window_house *house, struct window *window);

/* Returns the days left, signed, as the calendar of the zone it closes in says: 0 on the last day. Only for a
 * counted window. */
int window_left(int last_day, const char *zone, int64_t now);

/* Returns the weekend of a country as bits (1u << enum day_week): Friday-Saturday in EG SA BH QA OM JO KW IL,
 * else Saturday-Sunday. */
unsigned window_weekend(const char *country);
/* Returns day, or the next day that is no weekend. */
int window_roll(int day, unsigned weekend);
/* Returns the day after count business days, the start day not counted. */
int window_add_business(int day, int count, unsigned weekend);

#endif
