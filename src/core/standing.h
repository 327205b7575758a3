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
    int64_t
        troubled; /* instant of the first delay, bounce or return; INSTANT_NONE: none, or not known when */
};

struct standing_objection {
    int64_t id;
    enum source source;
    enum voice voice;
    enum ruling ruling; /* the last one given */
    int64_t received;   /* instant */
    bool changed;       /* its message was changed after it had been read */
    bool authority;     /* a representative's authority is proved (or refused: then the tie is gone) */
    int64_t dispute;    /* 0: none */
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
    const char *country;       /* the account's place; "" unknown */
    const char *const *places; /* of its contacts, notified or not */
    size_t place_count;
    const struct window_house *house;
    const struct rule_book *rules;
    const struct standing_notice *notices; /* by sent, then id */
    size_t notice_count;
    const struct standing_objection *objections;
    size_t objection_count;
    const struct standing_hold *holds;
    size_t hold_count;
    int64_t consented;      /* instant of the newest affirmative consent in force; INSTANT_NONE */
    bool conditions_ticked; /* by a second agent */
};

/* A standing from an instant on. */
struct standing_phase {
    int64_t from; /* INSTANT_NONE: since ever */
    enum standing value;
    struct str reason; /* one short sentence, printable, no full stop */
};

/* The clock alone changes a standing twice at most: when the last hold ends, and when the last window closes.
 */
enum { STANDING_PHASES = 3 };

/* A standing with its reasons. The store keeps its course beside the account, so that the clock needs no
 * writer, be it put forward or back. */
struct standing_result {
    enum standing value;  /* at now */
    enum standing before; /* while now < closes */
    enum standing after;  /* from closes on (equal to before when the clock changes nothing) */
    int64_t closes;       /* always ahead of now; INSTANT_NONE: the clock changes nothing any more */
    struct standing_phase
        course[STANDING_PHASES]; /* the same whatever now is; each differs from the one before */
    size_t phases;               /* 1 at least */
    size_t phase;                /* the one of now */
    struct str proof; /* the steps of `why`, a line each: every row of the standing table looked at, and what
                         was found */
    const struct rule *rule; /* of the place that governs; never NULL */
    char place[8];           /* its code as looked up; "" unknown */
    bool has_window; /* window is counted: not so while a notice failed or is under way and none took its
                        place */
    struct window
        window;     /* the one that closes last, of the notices that stand; else of the notice that hinders */
    int64_t notice; /* id of that notice; 0 none */
    int sent_day;   /* of that notice, house's zone; DAY_NONE */
};

/* Derives the standing at now (instant). The first row of the table in the design that applies wins; an
 * unclear case is never disclosed.
 *
 * Objections: an unread one or one changed since, a threat, and a representative's opt-out without proved
 * authority give held; an open dispute gives disputed, a representative's too. A dispute resolved as an
 * opt-out is an opt-out; one accepted or withdrawn is no objection; one upheld is held by its hold. A consent
 * counts while it is newer than every objection (questions aside), and then withdraws the opt-outs and
 * settles the representatives' claims before it.
 *
 * Notices: a bounced one makes the account void until another to the same contact stands, or one sent after
 * the bounce. One delayed, or without a number of days, keeps it open until another to the same contact, sent
 * later, is counted, or one sent after the delay. The strictest place governs, of the account's country and
 * those of its contacts, notified or not (the account's for a contact without one), each looked up on the day
 * its notice was sent; windows are counted by that rule, and by another involved where it closes later.
 *
 * facts needs house and rules; zones are those of the notices and the house. The caller clears with
 * standing_clear. */
void standing_of(const struct standing_facts *facts, int64_t now, struct standing_result *result);
void standing_clear(struct standing_result *result);
/* Returns the reason at result's now, and from closes on (the same when the clock changes nothing). */
const char *standing_reason(const struct standing_result *result);
const char *standing_reason_after(const struct standing_result *result);

#endif
