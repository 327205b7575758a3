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
    unsigned fields; /* columns asked for */
    struct rule_book
        book; /* as in the file now: another desk may have adopted others since ours was opened */
    struct desk_list list; /* with a filter: the accounts looked at */
    bool filtered;
    bool keep;           /* the rows are added to the release with the number of the result */
    int64_t *rule_count; /* accounts by each rule of the desk's */
};

/* release_walk.c: looks at every account and adds the rows of those that may go. In one view of the file. */
bool release_walk(struct release_plan *plan, struct err *err);
/* release_file.c: makes the bytes of the rows added. */
bool release_file_write(struct release_plan *plan, struct file_new *file, struct err *err);
/* release_stands.c: says what of a release that is not in place yet may not go any more, a clause for the
 * caller to free; NULL: nothing. Inside a write. */
bool desk_release_against(struct desk *desk, const struct record_intent *intent, char **against,
                          struct err *err);

#endif
