/* What went to partners: releases, their rows, and how an interrupted one ended. As in nouns.h, adds need
 * store_begin and enter the journal, and filled records are cleared by the caller. */
#ifndef DEMUR_STORE_RELEASE_H
#define DEMUR_STORE_RELEASE_H

#include "core/release.h"
#include "core/rule.h"
#include "store/record.h"
#include "store/store.h"

/* A release about to be made. */
struct record_intent {
    int64_t id, program, partner;
    char *path, *temporary;
    int64_t at;
    /* derived */
    char *partner_name;
    int64_t release; /* its number once it is made; 0: not made */
    char *hash;      /* of its file; "" not made */
    bool ended;
    enum ending ending; /* once it has ended */
};
RECORD_LIST(intent)
void record_intent_clear(struct record_intent *record);

struct record_release {
    int64_t id, program, partner, intent, entry;
    char *agent;
    int64_t at;
    char *path, *hash, *filter;
    unsigned fields; /* bits: columns of the file */
    int64_t rows, accounts, partial;
    /* derived */
    char *partner_name;
    bool ended; /* false: not known to have come to its place yet */
    enum ending ending;
};
RECORD_LIST(release)
void record_release_clear(struct record_release *record);

/* A row that went. */
struct record_release_row {
    int64_t intent, account, contact;
    int rule; /* number of the rule it went by, in its adoption; 0: not known */
    enum standing standing;
    char *reason;
    unsigned fields; /* bits */
    /* derived */
    int64_t release;     /* its number; 0: it is not made yet */
    int64_t partner, at; /* of its release */
    char *partner_name;
    char *cells[release_field_count]; /* what is in the file's place now; NULL where not asked for */
};
RECORD_LIST(release_row)
void record_release_row_clear(struct record_release_row *record);

/* How many accounts were left out, and for what. */
struct record_release_count {
    char *cause;
    int64_t accounts;
};
RECORD_LIST(release_count)
void record_release_count_clear(struct record_release_count *record);

/* A rule by which accounts went. */
struct record_release_rule {
    char *code;
    int64_t adoption; /* that it came with */
    int number;       /* of its row in it */
    int from, to;
    char *hash;
    int64_t accounts;
};
RECORD_LIST(release_rule)
void record_release_rule_clear(struct record_release_rule *record);

bool store_intent_add(struct store *store, struct record_intent *intent, struct err *err);
bool store_intent_get(struct store *store, int64_t id, struct record_intent *intent, struct err *err);
/* Those that have not ended, oldest first. */
bool store_intent_pending(struct store *store, struct record_intent_list *list, struct err *err);
/* Records how it ended; why is a clause ("" none). */
bool store_intent_end(struct store *store, const struct record_intent *intent, enum ending ending,
                      const char *why, struct err *err);

/* Returns in *id the number the next release will have. Inside a write. */
bool store_release_next(struct store *store, int64_t *id, struct err *err);
/* Adds a row to the release that an intent leads to; not any more once that is made. Rows are told in the
 * order they were added. */
bool store_release_row_add(struct store *store, const struct record_release_row *row, struct err *err);
/* Takes away the rows of an account, as long as the release is not made. */
bool store_release_row_drop(struct store *store, int64_t intent, int64_t account, struct err *err);
/* Takes away up to limit rows of an intent without a release; *more: there were as many. */
bool store_release_row_clear(struct store *store, int64_t intent, size_t limit, bool *more, struct err *err);
/* The rows of an account under an intent. */
bool store_release_row_of(struct store *store, int64_t intent, int64_t account,
                          struct record_release_row_list *list, struct err *err);
/* Adds the release under the number in its id. */
bool store_release_add(struct store *store, struct record_release *release,
                       const struct record_release_count_list *counts,
                       const struct record_release_rule_list *rules, struct err *err);
bool store_release_get(struct store *store, int64_t id, struct record_release *release, struct err *err);
/* Newest first, of a program. */
bool store_release_list(struct store *store, int64_t program, struct record_release_list *list,
                        struct err *err);
bool store_release_count_list(struct store *store, int64_t release, struct record_release_count_list *list,
                              struct err *err);
bool store_release_rule_list(struct store *store, int64_t release, struct record_release_rule_list *list,
                             struct err *err);
/* Calls visit for each row under an intent, in order, until it returns false; the cells of the row are those
 * of its account and contact now. */
bool store_release_row_each(struct store *store, int64_t intent,
                            bool (*visit)(const struct record_release_row *row, void *context,
                                          struct err *err),
                            void *context, struct err *err);
/* The rows of an account that went, by partner and release; releases that are void are left out. */
bool store_release_row_list(struct store *store, int64_t program, int64_t account,
                            struct record_release_row_list *list, struct err *err);

/* recall.c: data asked back from a partner. */
struct record_recall {
    int64_t id, program, account, contact, partner, release, objection, notice;
    unsigned fields; /* bits */
    char *reason;
    int64_t at;
    /* derived */
    char *partner_name, *number, *company;
    int64_t duty; /* open; 0: answered */
    bool answered;
    enum answer answer; /* the last one */
    int due;            /* of that duty, or of its last */
    enum level level;
};
RECORD_LIST(recall)
void record_recall_clear(struct record_recall *record);

struct record_recall_answer {
    int64_t id, recall;
    enum answer answer;
    char *words;
    int day;
    int64_t at;
};
RECORD_LIST(recall_answer)
void record_recall_answer_clear(struct record_recall_answer *record);

bool store_recall_add(struct store *store, struct record_recall *recall, struct err *err);
bool store_recall_get(struct store *store, int64_t id, struct record_recall *recall, struct err *err);
/* Of an account, oldest first. */
bool store_recall_list(struct store *store, int64_t program, int64_t account, struct record_recall_list *list,
                       struct err *err);
/* Records the answer and discharges the recall's open duty. */
bool store_recall_answer_add(struct store *store, const struct record_recall *recall,
                             struct record_recall_answer *answer, struct err *err);
/* Ends the recalls of a release that went to nobody, where nothing else of the account went to the partner:
 * they are discharged by the newest journal entry. */
bool store_recall_void(struct store *store, int64_t release, struct err *err);
bool store_recall_answer_list(struct store *store, int64_t recall, struct record_recall_answer_list *list,
                              struct err *err);

/* match.c: whose row of a list made elsewhere is. */
enum match { MATCH_NUMBER, MATCH_COMPANY, MATCH_EMAIL, MATCH_DOMAIN, MATCH_PHONE, match_count };
struct store_match {
    enum match by;
    int64_t account, contact; /* contact 0: the account as such */
};
struct store_match_list {
    struct store_match *items;
    size_t count, capacity;
};
/* Appends every account that a text from outside names: an account number (zeros before digits do not count),
 * a company, an address, the domain of an address, a telephone number by its digits. */
bool store_match_add(struct store *store, enum match by, const char *text, struct store_match_list *list,
                     struct err *err);

#endif
