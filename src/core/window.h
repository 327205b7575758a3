/* The window a customer has to object. The specification is how the desk counts: last day = anchor + N,
 * rolled forward over weekends and holidays, closed at 24:00 of the last day in the later zone. */
#ifndef DEMUR_CORE_WINDOW_H
#define DEMUR_CORE_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "core/calendar.h"
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
    /* The largest allowances of the house since the notice was recorded: a smaller one of later ends no
     * window earlier. 0: none larger than the house's now. */
    int email_allowance, home_post_days, foreign_post_days;
};

/* Where we are, and the house's allowances. */
struct window_house {
    const char *country;   /* the company's code; "" unknown */
    const char *zone;      /* the company's */
    int email_allowance;   /* calendar days from sent to deemed receipt; usually 0 */
    int home_post_days;    /* business days; usually 4 */
    int foreign_post_days; /* calendar days; usually 14 */
    /* Holidays by country. NULL: none is asked for, and nothing but a window in business days gets the margin
     * for those not known. */
    const struct calendar_book *calendars;
};

enum window_state {
    WINDOW_VOID,    /* bounced or returned: it never opened */
    WINDOW_WAITING, /* delayed and not yet delivered: not open yet */
    WINDOW_UNKNOWN, /* neither law nor notice gives a number of days: it cannot end */
    WINDOW_COUNTED
};

/* Which of the house's allowances tells when a notice of its channel counts as received. */
enum window_allowance {
    WINDOW_ALLOWANCE_NONE, /* given in person */
    WINDOW_ALLOWANCE_EMAIL,
    WINDOW_ALLOWANCE_HOME_POST,
    WINDOW_ALLOWANCE_FOREIGN_POST
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
    bool rolled;           /* the last day was moved off a day off */
    bool holidays_counted; /* false: no list covers the customer's country and the years counted over */
    int64_t closes;        /* instant; INSTANT_NONE unless counted */
    const char *zone;      /* the zone it closes in: borrowed from the notice, the house, or ZONE_LATEST */

    /* The steps, for the proof. What comes after the receipt is set once it is counted. */
    const struct rule *rule;             /* counted under; borrowed */
    int sent_theirs, sent_ours;          /* day of the sending at the customer (ours, if unknown) and here */
    int proved;                          /* day of the proof of delivery at the customer; DAY_NONE */
    enum window_allowance allowance;     /* of the notice's channel */
    int allowed;                         /* days of that allowance */
    int deemed;                          /* day of the sending with the allowance */
    int received;                        /* the day it counts as received */
    int counted;                         /* anchor + N */
    int holidays_skipped;                /* weekdays passed over on the way, no business days */
    int margin;                          /* business days added for holidays not known */
    int unrolled;                        /* the day reached with them: the last one, unless it is a day off */
    const char *zone_theirs, *zone_ours; /* as zone */
    int64_t closes_theirs, closes_ours;  /* 24:00 of the last day there */
};

/* Counts a notice's window under a rule. N is the larger of the rule's and the notice's days. An anchor the
 * law or the notice leaves unclear is the later of sent and received; received is the proof, or sent plus the
 * allowance, whichever is later; of a notice reported delayed it is the proof alone. The law's word on the
 * anchor is about the law's own number: where the notice's promise, counted from the receipt, ends later, it
 * leaves the anchor unclear. A number of 0 is none. The zone of a customer is unknown when it is "" or no
 * zone.
 *
 * Business days are the customer's. The last day moves forward until it is a working day of the customer and
 * of the company, and a day that their zones have. Where the customer's holidays are not known in a year that
 * was counted over, three business days are added. */
void window_count(const struct window_notice *notice, const struct rule *rule,
                  const struct window_house *house, struct window *window);

/* Returns the days left, signed, as the calendar of the zone it closes in says: 0 on the last day. Only for a
 * counted window. */
int window_left(int last_day, const char *zone, int64_t now);

/* Appends how a window was counted, a short line a step, each begun with two blanks; notice, rule and house
 * are those it was counted with, but a later change of the lists of holidays may name another reason for a
 * day off. */
void window_prove(const struct window *window, const struct window_notice *notice, const struct rule *rule,
                  const struct window_house *house, struct str *out);

#endif
