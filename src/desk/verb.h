/* What an agent can do: one function a verb, one transaction each. Each checks the rules and the agent's
 * level, adds the facts, opens and discharges duties and derives the standings anew. Days DAY_NONE mean the
 * house's default. */
#ifndef DEMUR_DESK_VERB_H
#define DEMUR_DESK_VERB_H

#include "desk/desk.h"

/* object.c: an objection that came by call, mail, letter, visit or forum, logged by hand. */
struct desk_objection {
    const int64_t *accounts; /* at least one, unless a representative on file speaks or objector is given */
    size_t account_count;
    const struct record_objector
        *objector; /* what is known of who is not identified; NULL: accounts say it */
    enum source source;
    enum voice voice;
    int64_t representative; /* on file, of its voice: the accounts in its scope are tied too; 0 none */
    int day;                /* civil day received, in the desk's zone, not in the future */
    int hour, minute;       /* -1: not known */
    const char *words;      /* what the customer said; must not be blank */
    enum ruling ruling;     /* RULING_UNREAD: to be read later, holds until then */
    unsigned flags;
    const char *reason; /* of the ruling; may be "" */
};
bool desk_object(struct desk *desk, const struct desk_objection *objection, int64_t *id, struct err *err);

/* classify.c: what a message is, and whose. Again for the same message adds a later reading and ruling. */
struct desk_classification {
    int64_t message;
    int version; /* of the message as seen; another's reading in between is ERR_CLASH */
    enum reading reading;
    enum ruling ruling; /* of an objection */
    enum voice voice;
    unsigned flags;
    int64_t representative;  /* on file, of its voice: the accounts in its scope are tied too; 0 none */
    const int64_t *accounts; /* tied now; ties are only added */
    size_t account_count;
    bool not_identified; /* looked for and not found: the match duty stays, later */
    const char *reason;  /* may be "" */
};
bool desk_classify(struct desk *desk, const struct desk_classification *classification, struct err *err);

/* What an agent corrects of an objection; voice and flags NULL stay as they are. */
struct desk_correction {
    int64_t objection;
    int version; /* as seen, -1: whatever it is */
    enum ruling ruling;
    const enum voice *voice;
    const unsigned *flags;
    const int64_t *accounts; /* tied as well */
    size_t account_count;
    const char *reason; /* NULL or "": none */
};
/* Tells before anything is typed whether an objection may be ruled: its dispute, if it has one, is not open.
 */
bool desk_correct_may(struct desk *desk, int64_t objection, struct err *err);
/* Gives an objection another ruling (`demur classify OBJECTION RULING`). */
bool desk_correct(struct desk *desk, const struct desk_correction *correction, struct err *err);

/* dispute.c: version as seen, -1: whatever it is. */
bool desk_escalate(struct desk *desk, int64_t dispute, int version, enum level to, const char *reason,
                   int due, struct err *err);
bool desk_resolve(struct desk *desk, int64_t dispute, int version, enum outcome outcome, const char *words,
                  struct err *err);
/* Tell before anything is typed whether the agent may escalate or resolve a dispute: it is open and not above
 * the agent. */
bool desk_escalate_may(struct desk *desk, int64_t dispute, struct err *err);
bool desk_resolve_may(struct desk *desk, int64_t dispute, struct err *err);
/* Returns the day a review at a level is due if nothing else is said. */
int desk_escalate_due(struct desk *desk, enum level to);

/* duty.c */
bool desk_assign(struct desk *desk, int64_t duty, const char *seen_owner, const char *owner, struct err *err);
/* Marks a duty done by hand; those that a fact discharges are refused with what to do instead. _may asks
 * beforehand. */
bool desk_done_may(struct desk *desk, int64_t duty, struct err *err);
bool desk_done(struct desk *desk, int64_t duty, const char *words, struct err *err);

/* note.c, hold.c: any of the ids of a note may be 0, not all. */
bool desk_note(struct desk *desk, int64_t account, int64_t message, int64_t dispute, const char *text,
               struct err *err);
bool desk_hold(struct desk *desk, int64_t account, const char *reason, int expires, int64_t *id,
               struct err *err);
bool desk_lift(struct desk *desk, int64_t hold, const char *reason, struct err *err);

#endif
