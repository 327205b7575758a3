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

/* Somebody whose data would go with the account's. */
struct standing_contact {
    int64_t id;
    const char *name;
    const char *country; /* "" unknown: taken to be where the account is */
    int64_t recorded;    /* instant it was made known */
};

/* An account below this one, where subsidiaries are in scope. */
struct standing_subsidiary {
    int64_t id;
    const char *number;
    const char *country; /* "" unknown */
};

struct standing_notice {
    int64_t id;
    int64_t contact;  /* 0: the company as such */
    int64_t recorded; /* instant it was made known */
    struct window_notice window;
    int64_t
        troubled; /* instant of the first delay, bounce or return; INSTANT_NONE: none, or not known when */
    enum delivery failed_as;       /* of window.bounced: bounced, returned or left */
    bool out_of_office;            /* delivered, and an absence was announced */
    const char *text_version;      /* "" none said */
    const char *text_hash;         /* of the text of that version; "" not in the file */
    const char *defect;            /* what the check of that text found missing, a clause; "" nothing */
    int days_listed, days_in_text; /* of window.days, the larger: as the notice was recorded, and as its text
                                      says; 0 or less: no number. For the proof alone */
};

/* What an objection is limited to; all zero: everything. */
struct standing_limit {
    unsigned categories;     /* bits of enum category; 0: all */
    int64_t contact;         /* 0: the whole account */
    const int64_t *partners; /* none: all */
    size_t partner_count;
    const char *partner_names; /* "Acme, Beta", for the proof alone; NULL: not known */
};

struct standing_objection {
    int64_t id;
    enum source source;
    enum voice voice;
    int64_t contact;        /* who spoke; 0: not known which contact */
    enum ruling ruling;     /* the last one given */
    int64_t received;       /* instant */
    bool day_only;          /* its time of day is not known: it may have come as late as the day's end */
    bool changed;           /* its message was changed after it had been read */
    int64_t representative; /* of a representative's voice; 0: not on record */
    const char *representative_name; /* for the proof alone; NULL or "": not on record */
    enum authority authority;        /* of a representative's voice, for this account */
    struct standing_limit limit;
    int64_t dispute; /* 0: none */
    bool dispute_open;
    enum level level;     /* of the open dispute */
    enum outcome outcome; /* of a closed one */
};

/* An affirmative act on record. */
struct standing_consent {
    int64_t id;
    int64_t received; /* instant */
    bool day_only;    /* its time of day is not known: it may have come as early as the day's beginning */
    enum voice voice;
    int64_t contact;        /* of a contact's voice */
    int64_t representative; /* of a representative's voice: counts while its authority for the account is
                               proven by one of its objections, the newest */
    enum identity identity; /* how it is known who gave it */
    bool withdrawn;
    int64_t ended; /* instant of the withdrawal */
};

struct standing_hold {
    int64_t id;
    const char *reason;
    int expires;       /* last civil day in force; DAY_NONE: until lifted */
    int64_t objection; /* that the account looks like the source of; 0: none */
    bool lifted;
};

/* A condition ticked for the window of a notice. */
struct standing_tick {
    enum condition condition;
    int64_t notice;
    const char *agent;
    int64_t at; /* instant */
};

/* All facts of one account in one program. Arrays are borrowed. */
struct standing_facts {
    const char *country;                     /* the account's place; "" unknown */
    const struct standing_contact *contacts; /* notified or not */
    size_t contact_count;
    const struct standing_subsidiary *subsidiaries; /* none where they are not in scope */
    size_t subsidiary_count;
    const struct window_house *house;
    const struct rule_book *rules;
    bool texts_kept;                       /* the program keeps the texts of its notices */
    const struct standing_notice *notices; /* by sent, then id */
    size_t notice_count;
    const struct standing_objection *objections;
    size_t objection_count;
    const struct standing_consent *consents;
    size_t consent_count;
    const struct standing_hold *holds;
    size_t hold_count;
    const struct standing_tick *ticks; /* in force, by at, then id */
    size_t tick_count;
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
                         was found; "" unless asked for */
    const struct rule *rule; /* of the place that governs; never NULL */
    char place[8];           /* its code as looked up; "" unknown */
    struct str place_of;     /* whose place it is: "the account", "contact Ana Ruiz", "subsidiary A-7" */
    unsigned required;       /* conditions asked for before silence may stand, as bits */
    size_t limited;          /* opt-outs in force that are limited: what they withhold stays with us */
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
 * Objections: an unread one or one changed since, a threat, and a representative's opt-out whose authority is
 * neither proven nor refused nor denied by the client give held; an open dispute gives disputed, a
 * representative's too. A dispute resolved as an opt-out is an opt-out; one accepted or withdrawn is no
 * objection; one upheld is held by its hold. An opt-out ends by a later affirmative act of who made it: the
 * company's or a proven representative's ends the company's and a representative's, a contact's its own. An
 * opt-out limited to categories, partners or a contact does not object the account: see standing_withheld.
 * A consent counts for the account while it is newer than every objection (questions aside); one that was
 * withdrawn leaves no silence: only a new one of who may end an objection of that voice counts.
 *
 * Notices: one that bounced, came back or whose reader left makes the account void until another to the same
 * contact, not sent earlier, stands, or one sent after the trouble; in the first case no window ends before
 * its own would have. One whose text is defective or unknown where texts are kept makes it void, and one
 * delayed or without a number of days keeps it open, until another to the same contact, sent later, is
 * counted, or one sent after the trouble. The strictest place governs, of the account's country, those of its
 * contacts, notified or not (the account's for a contact without one), and of its subsidiaries where they are
 * in scope, each looked up on the day its notice was sent; windows are counted by that rule, and by that of
 * another place involved where it closes later or knows no number of days. The conditions of all places
 * involved are asked for.
 *
 * facts needs house and rules; zones are those of the notices and the house. The caller clears with
 * standing_clear. */
void standing_of(const struct standing_facts *facts, int64_t now, struct standing_result *result);
/* The same with its proof. */
void standing_of_with_proof(const struct standing_facts *facts, int64_t now, struct standing_result *result);
void standing_clear(struct standing_result *result);
/* Returns the categories (bits) that limited opt-outs in force withhold of one contact (0: of the account as
 * such) from one partner. CATEGORY_ALL: the row does not go at all. */
unsigned standing_withheld(const struct standing_facts *facts, int64_t contact, int64_t partner);
/* Says whether a contact of an account that may be disclosed may go with it: the account said yes, or a
 * notice that is in order told the contact, or told the company when the contact was known already. What went
 * out to others tells a contact nothing. */
bool standing_told(const struct standing_facts *facts, enum standing value,
                   const struct standing_contact *contact);
/* True for an opt-out of these facts that a consent has ended. */
bool standing_is_lifted(const struct standing_facts *facts, const struct standing_objection *objection);
/* True while a consent is not withdrawn and nothing was said against it since. */
bool standing_is_last_word(const struct standing_facts *facts, const struct standing_consent *consent);
/* True when a representative's authority for the account is proven, by the newest of its objections. */
bool standing_has_authority(const struct standing_facts *facts, int64_t representative);
/* Returns the reason at result's now, and from closes on (the same when the clock changes nothing). */
const char *standing_reason(const struct standing_result *result);
const char *standing_reason_after(const struct standing_result *result);

#endif
