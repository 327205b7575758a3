/* What the files of the demo share and nobody else sees: one event of its story, and the desks it is played
 * on. */
#ifndef DEMUR_DESK_DEMO_EVENT_H
#define DEMUR_DESK_DEMO_EVENT_H

#include "base/str.h"
#include "desk/desk.h"

/* A row of events.csv; texts are owned. */
struct demo_event {
    size_t line;
    int64_t at;  /* instant, never before that of the event before or after the demo's now */
    char *agent; /* "": who runs the demo */
    char *verb;
    char *about;    /* a file; or account numbers; or "post:N" of the thread, then account numbers or "?" */
    char *received; /* a day, perhaps with a time, before the event's; "" the event's own */
    char *as;       /* words of the closed lists, as the verb wants them; a text's version */
    char *words;
};

struct demo_desk {
    char *agent;
    struct desk *desk;
};

struct demo {
    const struct desk_options *options;
    struct demo_desk *desks; /* one for each agent; the first is of who runs the demo */
    size_t count, capacity;
    struct desk *desk; /* of the event's agent, its clock set to the event's instant */
};

/* Appends text with each day or time of the story, written as days from today ("{{-34}}", "{{-34 09:15}}"),
 * as a civil one ("2014-02-28", "2014-02-28 09:15"). Fails with ERR_INPUT on a marker of another form. */
bool demo_text_add(struct str *out, const char *text, int today, struct err *err);
/* Appends a file of the demo's data, its days made civil ones. */
bool demo_file_read(const struct demo *demo, const char *name, struct str *text, struct err *err);
/* Writes such a file beside the demo's desk, readable by its owner alone. *path is set also after a failure,
 * for the caller to unlink and free. */
bool demo_file_write(const struct demo *demo, const char *name, char **path, struct err *err);

/* Plays one event through the verb of the desk it names. */
bool demo_event_play(struct demo *demo, const struct demo_event *event, struct err *err);

/* The accounts that an event is about; none is no failure. The caller frees. */
bool demo_accounts(const struct demo *demo, const struct demo_event *event, int64_t **ids, size_t *count,
                   struct err *err);
/* The message that "post:N" names; 0 when the event is about no post. */
bool demo_message(const struct demo *demo, const struct demo_event *event, int64_t *id, struct err *err);
/* The open dispute of the event's first account. */
bool demo_dispute(const struct demo *demo, const struct demo_event *event, int64_t *id, struct err *err);
/* The open duty of a kind about the event's post or first account, its dispute or its objection. */
bool demo_duty(const struct demo *demo, const struct demo_event *event, enum duty kind, int64_t *id,
               struct err *err);

#endif
