/* A desk on a file in a directory of its own, for tests. */
#ifndef DEMUR_TESTS_DESK_FIXTURE_H
#define DEMUR_TESTS_DESK_FIXTURE_H

#include "desk/desk.h"

struct fixture {
    char directory[64];
    char path[96];
    struct desk *desk;
};

/* The clock the fixture starts at: Thursday 3 April 2014, 19:02 UTC (14:02 in Chicago). */
#define FIXTURE_NOW INT64_C(1396551720)

/* cmocka setup and teardown: *state is a struct fixture with three accounts in US, DE and US-CA (A-1, A-2,
 * A-3), a contact each, and a notice by e-mail of 27 March 2014 to each. */
int fixture_setup(void **state);
int fixture_teardown(void **state);

/* Writes text to a file in the fixture's directory and returns its path (static). */
const char *fixture_file(struct fixture *fixture, const char *name, const char *text);
/* Opens the same file again as another agent. The caller closes. */
struct desk *fixture_desk(struct fixture *fixture, const char *agent, int64_t now);
/* Imports text as a kind and fails the test unless every row is taken. */
void fixture_import(struct fixture *fixture, enum list kind, const char *text);
/* Returns the id of an account by its number. */
int64_t fixture_account(struct fixture *fixture, const char *number);
/* Returns the account's standing at the desk's now. */
enum standing fixture_standing(struct fixture *fixture, const char *number);
/* Returns how many open duties of a kind there are for an account (NULL: any). */
int fixture_duties(struct fixture *fixture, enum duty kind, const char *number);

#endif
