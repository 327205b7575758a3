/* The invented world of the bench: account number i of a seed is always the same, whoever asks and in
 * whatever order. */
#ifndef DEMUR_BENCH_WORLD_H
#define DEMUR_BENCH_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "core/word.h"

/* Whoever keeps generated data compares this: raised whenever other data comes out. */
#define WORLD_VERSION 2

struct random {
    uint64_t state;
};
uint64_t random_next(struct random *random);
/* Returns a number below limit, which is not 0. */
uint64_t random_below(struct random *random, uint64_t limit);
/* True in so many of a thousand cases. */
bool random_chance(struct random *random, unsigned per_thousand);

/* Ordinary, and four worlds in which something is the same of many. */
#define SHAPE_LIST(X)                                                                                        \
    X(SHAPE_ORDINARY, "ordinary")                                                                            \
    X(SHAPE_ONE_COUNTRY, "one-country")                                                                      \
    X(SHAPE_SHARED_PREFIX, "shared-prefix")                                                                  \
    X(SHAPE_ONE_PARENT, "one-parent")                                                                        \
    X(SHAPE_ONE_DAY, "one-day")
#define SHAPE_ENUM_ROW(id, name) id,
enum shape { SHAPE_LIST(SHAPE_ENUM_ROW) shape_count };
const char *shape_name(enum shape shape);
bool shape_parse(const char *name, enum shape *shape);

struct world {
    uint64_t seed;
    long accounts;
    enum shape shape;
    int today; /* civil day of BENCH_NOW */
};

/* Streams of numbers that do not touch one another. */
enum stream { STREAM_ACCOUNT, STREAM_CONTACT, STREAM_NOTICE, STREAM_OBJECTION, STREAM_THREAD, STREAM_TEXT };
struct random world_random(const struct world *world, enum stream stream, uint64_t number);

struct world_account {
    char number[24], parent[24];
    char company[128], word[32]; /* word: ASCII, for addresses */
    const char *country, *segment, *manager;
};
void world_account(const struct world *world, long i, struct world_account *account);

struct world_contact {
    char name[96], email[96], phone[24], handle[64];
    const char *country;
};
void world_contact(const struct world *world, long i, struct world_contact *contact);

/* The notice to that contact, and what became of it. */
struct world_notice {
    bool sent;
    const char *channel;
    int day, hour, minute, days; /* civil day; days to object */
    char message_id[48];
    const char *outcome; /* NULL: nothing is known */
};
void world_notice(const struct world *world, long i, struct world_notice *notice);

/* world_said.c: an objection to that notice. */
struct world_objection {
    long account;
    enum source source;
    enum voice voice;
    enum ruling ruling;
    bool done;   /* what the opt-out asks for */
    bool climbs; /* the dispute goes to a lead */
    unsigned flags;
    int day, hour; /* received; civil day */
    struct str words;
};
/* Returns how many there are: 108 of a thousand accounts. */
long world_objection_count(const struct world *world);
/* The caller clears the words. */
void world_objection(const struct world *world, long number, struct world_objection *objection);

/* names.c: words of companies and persons, as they are written where a country is. */
struct name_place {
    const char *country;
    unsigned weight; /* accounts of a thousand */
    unsigned script; /* index of names */
};
extern const struct name_place name_places[];
extern const size_t name_place_count;
struct name_script {
    const char *const *words, *const *latin; /* the same number of both: latin for addresses */
    size_t word_count;
    const char *const *given, *const *family;
    size_t given_count, family_count;
    const char *const *forms; /* legal forms */
    size_t form_count;
    const char *between; /* the parts of a name */
    bool family_first;
};
extern const struct name_script name_scripts[];

/* texts.c: appends what a customer says, 200 to 2,000 bytes; angry: it disputes. */
void text_add(struct random *random, struct str *out, bool angry);

#endif
