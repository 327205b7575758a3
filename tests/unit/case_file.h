/* The table of cases, tests/unit/cases.txt, as facts and what is expected of them. Its head explains it. */
#ifndef DEMUR_TESTS_CASE_FILE_H
#define DEMUR_TESTS_CASE_FILE_H

#include "core/standing.h"

enum { CASE_MOST = 20 };

/* One row. Texts are borrowed from the file. */
struct case_row {
    size_t line;
    const char *name;
    struct window_house house;
    struct standing_facts facts;
    struct standing_contact contacts[CASE_MOST];
    const char *contact_zones[CASE_MOST];
    const char *zone; /* the account's */
    struct standing_subsidiary subsidiaries[CASE_MOST];
    struct standing_notice notices[CASE_MOST];
    struct standing_objection objections[CASE_MOST];
    int64_t partners[CASE_MOST]; /* that a limit names, by its objection */
    struct standing_consent consents[CASE_MOST];
    struct standing_hold holds[CASE_MOST];
    struct standing_tick ticks[CASE_MOST * 2];
    int64_t asked;

    enum standing standing;
    int last_day; /* DAY_NONE: no window is counted */
    int left;
    const char *governs; /* "DE hold of contact Ana" */
    const char *because; /* with "..." at its end: how it begins */
};

struct case_file {
    char *text;
    struct rule_book reference, own;
    struct calendar_book holidays; /* of data/holidays */
    struct case_row *rows;
    size_t count, capacity;
};

/* Reads the whole table; fails the test at a line that cannot be read. Clear with case_file_clear. */
void case_file_read(struct case_file *file);
void case_file_clear(struct case_file *file);

#endif
