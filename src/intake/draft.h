/* What intake makes of bytes: messages not yet stored. Knows no store. */
#ifndef DEMUR_INTAKE_DRAFT_H
#define DEMUR_INTAKE_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/suggest.h"
#include "core/word.h"

/* A notice quoted inside a message. Empty texts and -1 where not found. */
struct draft_notice {
    bool found;
    char *subject;
    char *opt_out_address;
    int days;
    char **categories; /* the data categories it lists, in its words */
    size_t category_count;
    char *text; /* the whole quoted notice */
};

struct draft_message {
    enum source source;
    int position; /* in its thread, from 1 */
    char *author; /* "" not shown */
    char *role;   /* "Community Manager"; "" not shown */
    bool staff;
    char *post_count; /* as printed ("54.9K"); "" not shown */
    int day;          /* civil day printed; DAY_NONE not shown */
    int hour, minute; /* printed local time; -1 not shown */
    enum precision precision;
    char *zone;        /* "" zone unknown */
    char *subject;     /* the thread's title on its first post; "" else */
    char *body;        /* text as read, UTF-8, '\n' line ends, still hostile; a quoted notice stays in it */
    char *raw;         /* the bytes of the input this message was made from, as UTF-8; NUL is U+FFFD */
    bool staff_edited; /* staff left a mark in a customer's post */
    char *staff_edit;  /* that mark */
    struct draft_notice notice;
    struct suggestion suggestion;
};

struct draft_thread {
    char *title;
    char *state; /* "Unsolved"; "" not shown */
    struct draft_message *messages;
    size_t count, capacity;
};

void draft_message_clear(struct draft_message *message);
void draft_thread_clear(struct draft_thread *thread);

#endif
