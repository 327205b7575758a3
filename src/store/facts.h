/* What the files that walk over the facts of accounts share; inside the store alone. */
#ifndef DEMUR_STORE_FACTS_H
#define DEMUR_STORE_FACTS_H

#include "store/inside.h"
#include "store/nouns.h"

/* Each kind of fact is one statement over many accounts; the walk merges them by the account. */
enum facts_kind {
    FACTS_ACCOUNT, /* gives the walk over all its ids */
    FACTS_CONTACT,
    FACTS_NOTICE, /* after the contacts: its place is theirs */
    FACTS_BELOW,
    FACTS_OBJECTION,
    FACTS_POST, /* after the objections: it is one more of them */
    FACTS_CONSENT,
    FACTS_HOLD,
    FACTS_TICK,
    FACTS_RELEASED,
    FACTS_KEPT, /* no fact: what was made of them before */
    facts_kind_count
};

/* Where one kind stands: on a row that is not taken yet, or behind the last. */
struct facts_cursor {
    struct statement statement;
    bool begun, over;
    int64_t account; /* of the row */
};

/* Texts that are given back all at once. */
struct facts_block;
struct facts_arena {
    struct facts_block *first, *last;
};

/* A kind of standing as it is kept, its words and reasons phase by phase. */
struct facts_kept {
    int64_t kind; /* 0: none */
    char *value[STANDING_PHASES], *reason[STANDING_PHASES], *zone, *place, *regime;
    int64_t from[STANDING_PHASES];
    int last_day, sent_day;
    unsigned flags;
};
enum { FACTS_KINDS_KEPT = 256 };

/* A version of the notice's text, as the program has it. */
struct facts_version {
    char *version, *hash, *defect;
    int days; /* -1 none */
};
enum { FACTS_VERSIONS_KEPT = 64 };

/* What became of a notice. */
struct facts_delivery {
    enum delivery outcome;
    int64_t id, at;
};

/* The allowances of the house, in the order of the settings' names. */
enum { FACTS_ALLOWANCES = 3 };
struct facts_setting {
    int allowance;
    int64_t at;
    int value;
};

struct facts_walk {
    struct store *store;
    int64_t program;
    struct err *err;
    const int64_t *ids; /* ascending; NULL: all accounts */
    size_t count, next;
    bool subsidiaries, failed;
    bool bare; /* nothing but the facts is asked for */
    struct store_facts *holder;
    struct standing_facts *facts; /* of the holder */
    struct facts_cursor cursors[facts_kind_count];
    struct facts_arena arena;
    const char *zone;   /* of the account */
    const char **zones; /* of its contacts */
    size_t zones_held;

    struct standing_contact *contacts;
    struct standing_notice *notices;
    struct standing_subsidiary *subsidiary;
    struct standing_objection *objections;
    struct standing_consent *consents;
    struct standing_hold *holds;
    struct standing_tick *ticks;
    size_t contacts_held, notices_held, subsidiary_held, objections_held, consents_held, holds_held,
        ticks_held;
    int64_t **partners; /* a list for each limited objection */
    size_t partner_lists, partner_lists_held;
    struct facts_delivery *deliveries; /* of the notice taken last */
    size_t delivery_count, deliveries_held;
    int64_t post;             /* the message taken last */
    struct facts_kept *kinds; /* read before, by id; NULL: none yet */

    bool texts_kept;
    struct facts_version versions[FACTS_VERSIONS_KEPT];
    size_t version_count;
    int allowances[FACTS_ALLOWANCES]; /* that the program was made with */
    struct facts_setting *settings;   /* since, as they were made */
    size_t setting_count, settings_held;
};

/* Takes the next column as a text that lasts as long as the account's facts. */
const char *facts_text(struct facts_walk *walk, struct statement *statement);
const char *facts_copy(struct facts_walk *walk, const char *text, size_t length);

/* Each goes by an index on the account: a plus before the program keeps the planner from going by that, which
 * most rows have.
 *
 * A kind: its statement gives the account, then what take reads. It names :first, :last and may name
 * :program. */
struct facts_source {
    const char *sql; /* for the accounts from :first to :last, in their order */
    /* The same for one account at a time, where a few of them would not be worth sql; NULL: sql is good for
     * all. Where sql is NULL it is asked for every account. */
    const char *few;
    const char *any; /* with few: says whether anybody has such facts */
    void (*take)(struct facts_walk *walk, struct statement *statement);
    void (*end)(struct facts_walk *walk); /* after the account's last; NULL: nothing to do */
};
/* facts_notice.c, facts_said.c, facts_kept.c */
extern const struct facts_source facts_account, facts_contact, facts_notice, facts_below, facts_objection,
    facts_post, facts_consent, facts_hold, facts_tick, facts_released, facts_kept;

/* facts_version.c: reads what the notices of a program have in common; the walk's end frees it. */
bool facts_program_read(struct facts_walk *walk);
void facts_program_clear(struct facts_walk *walk);
/* Gives a notice the largest allowances of the house since it was recorded. */
void facts_allowances_set(const struct facts_walk *walk, struct standing_notice *notice);
/* Gives a notice what is known of the text of its version. */
bool facts_version_set(struct facts_walk *walk, struct standing_notice *notice);

/* facts_kept.c: frees what the walk remembers of kinds of standing. */
void facts_kept_clear(struct facts_walk *walk);

#endif
