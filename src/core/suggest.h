/* A suggested reading of a message by its words. A person confirms or changes it; it never rules alone. */
#ifndef DEMUR_CORE_SUGGEST_H
#define DEMUR_CORE_SUGGEST_H

#include <stdbool.h>

#include "core/word.h"

struct suggest_message {
    const char *subject; /* "" none */
    const char *body;    /* the author's own words, without quoted notice or quoted replies */
    bool staff;          /* the author speaks for the company */
};

struct suggestion {
    enum reading reading;
    enum ruling ruling; /* of an objection; else RULING_NOT_OBJECTION */
    enum voice voice;
    unsigned flags;
    char *cues;         /* the words that led to it, "; " between them, for the agent to see */
    char *scope;        /* for whom a representative speaks, in his words ("any of our customers"); "" none */
    char *addressed_to; /* forum handle or name the message speaks to; "" none */
};

/* Suggests a reading from a table of weighted cues (English; an unknown language gives unread). The caller
 * clears. */
void suggest_reading(const struct suggest_message *message, struct suggestion *suggestion);
void suggestion_clear(struct suggestion *suggestion);

#endif
