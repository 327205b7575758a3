/* The rule of a place: one row of data/jurisdictions.csv or data/overlays.csv, and its look-up. */
#ifndef DEMUR_CORE_RULE_H
#define DEMUR_CORE_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/str.h"
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

    /* What a proof names it by. */
    int64_t adoption; /* number of the adoption it came in force with; 0: of none */
    int number;       /* of the row in its file, from 1 (those of an overlays file behind); 0: of none */
    char hash[HASH_HEX_SIZE]; /* SHA-256 of its canonical line, hex; "": not sealed */
};

/* All rules of a file, sorted by code, then from. */
struct rule_book {
    struct rule *rules;
    size_t count, capacity;
    int64_t adoption; /* whose rules these are; 0: of none */
};

/* The columns of a rule file, in its order. */
enum rule_field {
    RULE_FIELD_CODE,
    RULE_FIELD_NAME,
    RULE_FIELD_REGIME,
    RULE_FIELD_WINDOW_DAYS,
    RULE_FIELD_COUNT_FROM,
    RULE_FIELD_DAY_KIND,
    RULE_FIELD_HONOUR_WITHIN,
    RULE_FIELD_HONOUR_UNIT,
    RULE_FIELD_FROM,
    RULE_FIELD_TO,
    RULE_FIELD_CITATION,
    RULE_FIELD_NOTE,
    RULE_FIELD_CONFIDENCE,
    RULE_FIELD_SOURCE,
    rule_field_count
};

/* Returns the column's header; static. */
const char *rule_field_name(enum rule_field field);
/* Appends a cell as the file has it: "" for none, days as 2014-03-27. */
void rule_field_add(const struct rule *rule, enum rule_field field, struct str *out);
/* Each reads a cell's word without regard to case and blanks around it; a blank one is the first of the enum.
 * False for any other text. */
bool rule_anchor_parse(const char *text, enum rule_anchor *anchor);
bool rule_days_parse(const char *text, enum rule_days *kind);
bool rule_unit_parse(const char *text, enum rule_unit *unit);

/* Appends the canonical line of a rule: each cell in the file's order as its length in bytes, ':', its text,
 * ','; then "overlay" or "place". Equal lines are the same rule; adoption and number are left out. */
void rule_canonical(const struct rule *rule, struct str *out);
/* Sets the rule's hash. */
void rule_seal(struct rule *rule);
/* Writes the SHA-256 over the hashes of all rules by number, each with a line end, in hex. All must be
 * sealed. */
void rule_book_hash(const struct rule_book *book, char hex[HASH_HEX_SIZE]);

/* Adds a rule; the book takes its texts. Call rule_book_sort when all are in. */
void rule_book_add(struct rule_book *book, struct rule rule);
void rule_book_sort(struct rule_book *book);
void rule_book_clear(struct rule_book *book);
void rule_clear(struct rule *rule);

/* Returns the rule for a place on the day the notice was sent: the code itself, then the country before '-',
 * then ZZ (window-rules.md section 0). Never NULL: without a ZZ row, a built-in hold rule. */
const struct rule *rule_find(const struct rule_book *book, const char *code, int day);

/* By which step of the look-up a rule was found. */
enum rule_step { RULE_STEP_CODE, RULE_STEP_COUNTRY, RULE_STEP_ELSEWHERE, RULE_STEP_BUILT_IN };
/* The same, and tells the step. */
const struct rule *rule_find_step(const struct rule_book *book, const char *code, int day,
                                  enum rule_step *step);

/* True when a rule is in force on a civil day. */
bool rule_in_force(const struct rule *rule, int day);

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
