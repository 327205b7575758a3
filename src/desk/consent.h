/* Affirmative acts, the conditions of silence, and the limits of objections: each one transaction that
 * derives the standings anew. */
#ifndef DEMUR_DESK_CONSENT_H
#define DEMUR_DESK_CONSENT_H

#include "desk/desk.h"

/* A recorded yes (window-rules section 5): text, day, who, and how it is known who. */
struct desk_consent {
    int64_t account;
    enum voice voice;       /* not unknown */
    int64_t contact;        /* of a contact's voice: one of the account's */
    int64_t representative; /* of a representative's: its authority for the account is proven */
    enum source source;
    int day;          /* civil day received, in the desk's zone, not in the future */
    int hour, minute; /* -1: not known */
    enum identity identity;
    const char *words; /* the words of the yes; must not be blank */
};
bool desk_consent(struct desk *desk, const struct desk_consent *consent, int64_t *id, struct err *err);
/* Ends a consent: what it had ended is in force again. words must not be blank. */
bool desk_consent_withdraw(struct desk *desk, int64_t consent, const char *words, struct err *err);

/* One condition of an account's rule, with its tick for the notice whose window it is. */
struct desk_condition {
    enum condition condition;
    bool ticked;
    int version; /* to be carried by a tick; 0: never ticked */
    char *words, *agent;
    int64_t at; /* instant */
};
struct desk_condition_list {
    int64_t notice; /* 0: there is no window to tick for */
    struct desk_condition *items;
    size_t count, capacity;
    size_t ticked; /* so many of them */
};
/* The conditions that the rule of an account asks for; none: silence needs none there, or does not count. The
 * caller clears, also after a failure. */
bool desk_conditions(struct desk *desk, int64_t account, struct desk_condition_list *list, struct err *err);
void desk_condition_list_clear(struct desk_condition_list *list);
/* Appends who ticked one or opened it again, when and why: "dana, 2014-05-05 10:00: looked at the text".
 * Nothing for one that was never ticked. */
void desk_tick_add(const struct desk *desk, const struct desk_condition *condition, struct str *out);
/* Ticks a condition, or (ticked false) opens it again. Refused: a condition the rule does not ask for, one
 * that is so already, the last one by an agent who ticked another, and an assessment in writing without
 * words. */
bool desk_tick(struct desk *desk, int64_t account, enum condition condition, bool ticked, const char *words,
               struct err *err);

/* What an objection is limited to. All zero: to nothing, it is about everything again. */
struct desk_limit {
    int64_t objection;
    int version;         /* of its limit as seen, -1: whatever it is */
    int64_t speaker;     /* the contact whose voice it is; 0: as it was */
    unsigned categories; /* bits; 0 all */
    int64_t contact;     /* whose data alone; 0 the whole account's */
    const int64_t *partners;
    size_t partner_count; /* 0: all partners */
    const char *reason;   /* must not be blank: a limit lets the rest go */
};
/* Tells before anything is typed whether an objection may be limited. */
bool desk_limit_may(struct desk *desk, int64_t objection, struct err *err);
/* Refused for an objection that nobody has read, and for a contact of another account. */
bool desk_limit(struct desk *desk, const struct desk_limit *limit, struct err *err);

#endif
