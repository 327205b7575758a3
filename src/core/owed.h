/* What the facts call for of the desk, and how it compares with the duties that are there. The duties are
 * opened and discharged by the verbs as they go; this says the same from the facts alone. */
#ifndef DEMUR_CORE_OWED_H
#define DEMUR_CORE_OWED_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/duty.h"

/* A duty that is called for. */
struct owed {
    enum duty kind;
    int64_t account, message, objection, dispute, notice; /* what it is about; 0 none */
    enum source source;
    enum level level;
    int due;       /* civil day that was set for it; DAY_NONE: the house's or the law's */
    int64_t since; /* entry of the journal that calls for it: by hand it was done after that, or not at all */
    bool optional; /* may be open and need not */
};

struct owed_list {
    struct owed *items;
    size_t count, capacity;
};

/* A duty of the file that is open or was done by hand. */
struct owed_duty {
    int64_t id;
    enum duty kind;
    int64_t account, message, objection, dispute, notice;
    enum source source;
    enum level level;
    int due, weight;
    int64_t opened; /* instant */
    int64_t done;   /* entry of the journal by which it was done by hand; 0: open */
};

struct owed_duty_list {
    struct owed_duty *items;
    size_t count, capacity;
};

struct owed_message {
    int64_t id;
    enum source source;
    bool unread;   /* or changed since it was read */
    bool promises; /* ours, that promises an answer: as read, or as suggested while nobody has */
    int64_t since; /* entry of the journal: it came, or was read last */
};

struct owed_objection {
    int64_t id, message;
    enum source source;
    enum ruling ruling;
    enum voice voice;
    bool known; /* the representative is on file */
    bool tied;
    bool pending;  /* a representative's authority is not settled for some account, or there is none yet */
    bool disputed; /* a dispute of it is open */
    bool message_unread;
    int64_t since; /* entry of its last ruling; 0 none */
};

/* An account under an objection that is ruled an opt-out. */
struct owed_tie {
    int64_t objection, account, message;
    enum source source;
    enum voice voice;
    enum authority authority;
    int64_t since; /* entry of ruling, tie and authority, the last of them */
};

struct owed_dispute {
    int64_t id, objection, message;
    enum source source;
    enum level level;
    int due;       /* set with the last escalation; DAY_NONE none */
    int64_t since; /* entry of the dispute or its last escalation */
};

void owed_add(struct owed_list *list, struct owed owed);
/* Each adds what one fact, with what came after it, calls for. */
void owed_by_message(struct owed_list *list, const struct owed_message *message);
void owed_by_objection(struct owed_list *list, const struct owed_objection *objection);
void owed_by_tie(struct owed_list *list, const struct owed_tie *tie);
void owed_by_dispute(struct owed_list *list, const struct owed_dispute *dispute);
/* An account is held until somebody lifts it. */
void owed_by_hold(struct owed_list *list, int64_t account);

/* True for what can be told from the facts alone: not so a recall. */
bool owed_is_derived(enum duty kind);

/* What is called for twice is owed once, and need not be where one of them says so. Sorts both and calls
 * visit for each duty that is missing (duty NULL), for each that is open and that nothing calls for (owed
 * NULL), and for each open one that is called for (both), until it returns false. */
bool owed_compare(struct owed_list *list, struct owed_duty_list *duties,
                  bool (*visit)(const struct owed *owed, const struct owed_duty *duty, void *context,
                                struct err *err),
                  void *context, struct err *err);

void owed_list_clear(struct owed_list *list);
void owed_duty_list_clear(struct owed_duty_list *list);

#endif
