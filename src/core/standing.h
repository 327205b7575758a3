/* What may be said of an account in a program: derived from the facts, never stored as a fact. */
#ifndef DEMUR_CORE_STANDING_H
#define DEMUR_CORE_STANDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "core/rule.h"
#include "core/window.h"
#include "core/word.h"

struct standing_notice {
    int64_t id;
    int64_t contact; /* 0: the company as such */
    struct window_notice window;
};

struct standing_objection {
    int64_t id;
    enum source source;
    enum voice voice;
    enum ruling ruling;   /* the last one given */
    int64_t received;     /* instant */
    bool authority;       /* a representative's authority is proved (or refused: then the tie is gone) */
    int64_t dispute;      /* 0: none */
    bool dispute_open;
    enum level level;     /* of the open dispute */
    enum outcome outcome; /* of a closed one */
};

struct standing_hold {
    int64_t id;
    const char *reason;
    int expires; /* last civil day in force; DAY_NONE: until lifted */
    bool lifted;
};

/* All facts of one account in one program. Arrays are borrowed. */
struct standing_facts {
    const char *country; /* the account's place; "" unknown */
    const struct window_house *house;
    const struct rule_book *rules;
    const struct standing_notice *notices; /* by sent, then id */
    size_t notice_count;
    const struct standing_objection *objections;
    size_t objection_count;
    const struct standing_hold *holds;
    size_t hold_count;
    int64_t consented;        /* instant of the newest affirmative consent in force; INSTANT_NONE */
    bool conditions_ticked;   /* by a second agent */
};

/* A standing with its reasons. Time passing changes it at most at the instants in `changes`; the store keeps
 * value, after and closes beside the account, so that the clock needs no writer. */
struct standing_result {
    enum standing value;    /* at now */
    enum standing before;   /* while now < closes */
    enum standing after;    /* from closes on (equal to before when the clock changes nothing) */
    int64_t closes;         /* INSTANT_NONE: the clock changes nothing */
    struct str reason_before, reason_after; /* one short sentence each, printable, no full stop */
    struct str proof;       /* the steps of `why`, a line each: every row of the standing table looked at, and what was found */
    const struct rule *rule; /* of the place that governs; never NULL */
    char place[8];          /* its code as looked up; "" unknown */
    bool has_window;        /* window is counted */
    struct window window;   /* the one that closes last, of the notices that stand */
    int64_t notice;         /* id of that notice; 0 none */
    int sent_day;           /* of that notice, house's zone; DAY_NONE */
};

/* Derives the standing at now (instant). The first row of the table in the design that applies wins; an unclear
 * case is never disclosed. A bounced notice makes the account void until a later notice, or another to the same
 * contact, stands. Rules are looked up by each notice's day and the strictest place of those notified governs.
 * The caller clears with standing_clear. */
void standing_of(const struct standing_facts *facts, int64_t now, struct standing_result *result);
void standing_clear(struct standing_result *result);
/* Returns the reason at result's now. */
const char *standing_reason(const struct standing_result *result);

#endif
