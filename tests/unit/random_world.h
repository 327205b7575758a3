/* Accounts to which invented things happen through the verbs of the desk. */
#ifndef DEMUR_TESTS_RANDOM_WORLD_H
#define DEMUR_TESTS_RANDOM_WORLD_H

#include "desk_fixture.h"

enum { HISTORIES = 240, DAY = 86400 };
#define HOUSE_ZONE "America/Chicago"

struct world {
    struct fixture *fixture;
    struct desk *desk, *other; /* other: of a second agent, on the same file */
    struct store *store;
    int64_t program;
    uint64_t state;
    int history, notices, posts; /* the account at hand; how many so far */
};

/* Returns a number from 0 to count - 1. */
int pick(struct world *world, int count);
#define PICK(world, array) ((array)[pick(world, (int)(sizeof(array) / sizeof *(array)))])

int64_t account_of(struct world *world, int history);
/* Returns one of the objections of the account at hand; 0 none. */
int64_t objection_of(struct world *world);
/* Most verbs may be refused by a rule here: what counts is what they leave. */
void settle(bool good, const struct err *err);

void make_accounts(struct world *world);
/* Sends a notice to the account at hand. */
void notify(struct world *world);
/* Lets one thing happen to the account at hand, and the clock go on. */
void happen(struct world *world);

/* random_acts.c: each of these is one thing that happens. */
void say_yes(struct world *world);
void take_yes_back(struct world *world);
void tick_conditions(struct world *world);
void limit_objection(struct world *world);
void claim(struct world *world);
void say_authority(struct world *world);
void object_unknown(struct world *world);

#endif
