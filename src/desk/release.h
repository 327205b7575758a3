/* What the files of a release share; nobody outside this floor sees it. */
#ifndef DEMUR_DESK_RELEASE_H
#define DEMUR_DESK_RELEASE_H

#include "base/file_new.h"
#include "desk/gate.h"
#include "desk/private.h"

/* A release being worked out. */
struct release_plan {
    struct desk *desk;
    const struct desk_release_options *options;
    struct desk_release *result;
    int64_t partner;
    unsigned fields;       /* columns asked for */
    struct desk_list list; /* with a filter: the accounts looked at */
    bool filtered;
    int64_t intent;      /* the rows are kept under it; 0: a dry run */
    int64_t adoption;    /* of the rules it goes by */
    int64_t since;       /* entry of the journal after which what was worked out may have changed */
    int64_t *rule_count; /* accounts by each rule of the desk's; NULL: they are not counted */
    struct record_release_row_list rows; /* worked out and not kept yet */
};

/* release_walk.c: returns the columns asked for of a contact, or (0) of the account as such. */
unsigned release_fields_wanted(const struct release_plan *plan, int64_t contact);
/* Looks at an account and adds its rows to those of the plan if it may go. */
bool release_account_look(struct release_plan *plan, int64_t account, struct err *err);
/* Looks at every account; with an intent keeps the rows in short writes. */
bool release_walk(struct release_plan *plan, struct err *err);
/* release_confirm.c: fails unless the intent is still the plan's to go on with. Inside a write. */
bool release_may_go_on(struct release_plan *plan, struct err *err);
/* Holds the rows kept against what was recorded since they were worked out, and drops those of accounts that
 * stand otherwise now; returns in *dropped how many accounts. Inside a write: what is left may go as long as
 * that lasts. */
bool release_confirm(struct release_plan *plan, size_t *dropped, struct err *err);
/* release_file.c: makes the bytes of the rows kept, and syncs them. */
bool release_file_write(struct release_plan *plan, struct file_new *file, struct err *err);
/* release_stands.c: says what of a release that is not in place yet may not go any more, a clause for the
 * caller to free; NULL: nothing. Inside a write. */
bool desk_release_against(struct desk *desk, const struct record_intent *intent, char **against,
                          struct err *err);

#endif
