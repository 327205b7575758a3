/* Whose an objection or message without an account may be, and holding those until it is known. */
#ifndef DEMUR_DESK_CANDIDATE_H
#define DEMUR_DESK_CANDIDATE_H

#include "desk/desk.h"

struct desk_candidate {
    struct record_account account;
    int score;          /* see core/candidate.h */
    struct str reasons; /* "forum handle OldIron, region US" */
};
struct desk_candidate_list {
    struct desk_candidate *items;
    size_t count, capacity;
};
/* Lists the likeliest accounts of an objection or of a message (the other 0), best first, those that are tied
 * already left out. The caller clears, also after a failure. */
bool desk_candidates(struct desk *desk, int64_t objection, int64_t message, struct desk_candidate_list *list,
                     struct err *err);
void desk_candidate_list_clear(struct desk_candidate_list *list);

/* Appends what is known of who objected, where it was logged so: "name Bo, region US"; nothing otherwise. */
bool desk_objector_add(struct desk *desk, int64_t objection, struct str *out, struct err *err);

/* Holds accounts that look like the source of an objection that is tied to none (none: all candidates that
 * score enough) for some days; the holds end by themselves, or once the objection is tied. *held (may be
 * NULL) is how many were not held so already. */
bool desk_hold_like(struct desk *desk, int64_t objection, const int64_t *accounts, size_t count, int days,
                    size_t *held, struct err *err);
/* Tells before anything is typed whether an objection has look-alikes to be held: it is there and not tied.
 */
bool desk_hold_like_may(struct desk *desk, int64_t objection, struct err *err);

#endif
