/* The desk: one open file, one program, one agent, one clock. Every verb of an agent is a function of this
 * floor, one transaction each, called by screens and commands alike. */
#ifndef DEMUR_DESK_DESK_H
#define DEMUR_DESK_DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "core/rule.h"
#include "store/list.h"
#include "store/record.h"
#include "store/store.h"

struct desk;

struct desk_options {
    const char *path;    /* NULL: $DEMUR_FILE, else desk.db in the data home */
    const char *program; /* NULL or "": the first */
    const char *agent;   /* NULL or "": $DEMUR_AGENT, else the login name */
    bool read_only;
    /* A day as people say it, by the company's clock, looked at when it is over; NULL: now. Needs read_only.
     * Of a past day, standings are derived from the facts there were by then. */
    const char *as_of;
    int64_t now; /* instant */
};

/* Opens the desk. An agent not yet known works with level agent and is entered with the first write. The
 * caller closes. */
bool desk_open(const struct desk_options *options, struct desk **desk, struct err *err);
void desk_close(struct desk *desk);

struct desk_init {
    const char *program; /* the first program's name */
    const char *country; /* the company's; "" unknown */
    const char *zone;    /* "" the machine's */
    int days;            /* the window the notice promises, 1..365 */
};
/* Makes the file with its first program, the rules of the program's data and the caller as lead. */
bool desk_init(const struct desk_options *options, const struct desk_init *init, struct err *err);

/* Sets the clock that every rule and list uses from now on. */
void desk_set_now(struct desk *desk, int64_t now);
int64_t desk_now(const struct desk *desk);
/* The civil day at the company. */
int desk_today(const struct desk *desk);
const char *desk_zone(const struct desk *desk);
const char *desk_agent(const struct desk *desk);
enum level desk_level(const struct desk *desk);
/* Refuses unless the agent's level may add this fact. */
bool desk_may(const struct desk *desk, enum fact fact, struct err *err);
const struct record_program *desk_program(const struct desk *desk);
const struct rule_book *desk_rules(const struct desk *desk);
const char *desk_path(const struct desk *desk);
const char *desk_warnings(const struct desk *desk);
/* True when a past day is looked at. */
bool desk_looks_back(const struct desk *desk);
/* True when the clock was put to a day to come: what would be, if nothing came in until then. */
bool desk_looks_ahead(const struct desk *desk);
bool desk_read_only(const struct desk *desk);
/* For reading lists and nouns; writing goes through the verbs. */
struct store *desk_store(struct desk *desk);
/* Changes when anybody has changed the file. */
int64_t desk_change_count(struct desk *desk);
/* Names of the known agents, for assigning. The caller clears. */
bool desk_agents(struct desk *desk, struct record_agent_list *list, struct err *err);

/* A list as asked for: the query with what it owns. */
struct desk_list {
    struct list_query query;
    struct filter *filter;
};
/* Makes a query of the desk's program, clock and agent from texts (NULL or "": none). sort is "due,-left".
 * typing: the filter is being typed and may be unfinished. Clears what list held; on failure list is left as
 * it was. */
bool desk_list_set(struct desk *desk, enum list which, const char *filter, bool typing, const char *sort,
                   struct desk_list *list, struct err *err);
/* Brings the clock of a query up to date. */
void desk_list_refresh(struct desk *desk, struct desk_list *list);
void desk_list_clear(struct desk_list *list);

#endif
