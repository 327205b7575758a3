/* The rule of a place: one row of data/jurisdictions.csv or data/overlays.csv, and its look-up. */
#ifndef DEMUR_CORE_RULE_H
#define DEMUR_CORE_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/calendar.h"
#include "core/word.h"

enum rule_anchor { RULE_ANCHOR_UNSAID, RULE_ANCHOR_SENT, RULE_ANCHOR_RECEIVED };
enum rule_days { RULE_DAYS_CALENDAR, RULE_DAYS_BUSINESS };
enum rule_unit {
    RULE_UNIT_ASAP,
    RULE_UNIT_HOURS,
    RULE_UNIT_CALENDAR_DAYS,
    RULE_UNIT_BUSINESS_DAYS,
    RULE_UNIT_MONTHS
};

struct rule {
    char *code; /* ISO 3166-1 or 3166-2, or ZZ */
    char *name;
    enum regime regime;      /* an unreadable value is REGIME_HOLD */
    int window_days;         /* -1: the law fixes no number */
    enum rule_anchor anchor; /* from which event the days count */
    enum rule_days day_kind;
    int honour_within; /* -1: none */
    enum rule_unit honour_unit;
    int from, to; /* civil days, both inclusive; DAY_NONE is an open end */
    char *citation, *note, *confidence, *source;
    bool overlay; /* a sector rule: shown beside the row, never loosens it */
};

/* All rules of a file, sorted by code, then from. */
struct rule_book {
    struct rule *rules;
    size_t count, capacity;
};

/* Adds a rule; the book takes its texts. Call rule_book_sort when all are in. */
void rule_book_add(struct rule_book *book, struct rule rule);
void rule_book_sort(struct rule_book *book);
void rule_book_clear(struct rule_book *book);
void rule_clear(struct rule *rule);

/* Returns the rule for a place on the day the notice was sent: the code itself, then the country before '-',
 * then ZZ (window-rules.md section 0). Never NULL: without a ZZ row, a built-in hold rule. */
const struct rule *rule_find(const struct rule_book *book, const char *code, int day);

/* Visits the overlays in force for a code on a day: *next starts at 0; NULL when there are no more. */
const struct rule *rule_overlay_next(const struct rule_book *book, const char *code, int day, size_t *next);

/* Returns the stricter of two rules: hold = opt_in > opt_out_conditional > opt_out; with equal regimes the
 * one with the longer window (none counts longest), else a. Either may be NULL. */
const struct rule *rule_stricter(const struct rule *a, const struct rule *b);

/* Returns the day at the company by which an objection received at an instant must be honoured: hours run
 * from the instant, everything else from its day. asap_business_days is the house's number where the law says
 * "at once". Zone and calendar are the company's. Where its holidays are not known there is no margin: it
 * would help us, not the customer. */
int rule_honour_by(const struct rule *rule, int64_t received, const char *zone,
                   const struct calendar *calendar, int asap_business_days);

/* True for text shaped like a country or region code (two letters, or two letters '-' one to three
 * letters or digits) whose country is one of ISO 3166-1; upper-cases it into code (size >= 8). English
 * country names of ISO 3166-1 are read too. */
bool rule_code_parse(const char *text, char *code, size_t size);

#endif
