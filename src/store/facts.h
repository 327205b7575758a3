/* What the files that load the facts of an account share; inside the store alone. */
#ifndef DEMUR_STORE_FACTS_H
#define DEMUR_STORE_FACTS_H

#include "store/inside.h"
#include "store/nouns.h"

/* What a holder owns. */
struct facts_memory {
    struct standing_notice *notices;
    struct standing_objection *objections;
    struct standing_consent *consents;
    struct standing_hold *holds;
    struct standing_tick *ticks;
    struct standing_contact *contacts;
    struct standing_subsidiary *subsidiaries;
    size_t notices_held, objections_held, consents_held, holds_held, ticks_held, contacts_held,
        subsidiaries_held;
    int64_t **partners; /* a list for each limited objection */
    size_t partner_lists, partner_lists_held;
    char **texts;
    size_t text_count, text_capacity;
};

/* One loading: of what, and where to. */
struct facts_load {
    struct store *store;
    int64_t program, account;
    struct facts_memory *memory;
    struct standing_facts *facts;
    struct err *err;
};

/* Takes the next column as a text that the memory owns. */
const char *facts_text(struct facts_memory *memory, struct statement *statement);
/* Gives the memory a text that was put together; returns it. */
const char *facts_keep(struct facts_memory *memory, struct str *text);
/* Begins a statement that names :account and :program. */
void facts_begin(struct facts_load *load, struct statement *statement, const char *sql);

/* facts_said.c: objections, posts by a known handle, consents, holds and ticks. */
bool facts_load_said(struct facts_load *load);

#endif
