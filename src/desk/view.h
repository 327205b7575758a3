/* One account, message or dispute with all that a screen or `show` needs. Reads only. */
#ifndef DEMUR_DESK_VIEW_H
#define DEMUR_DESK_VIEW_H

#include "core/standing.h"
#include "desk/candidate.h"
#include "desk/consent.h"
#include "desk/desk.h"
#include "desk/sent.h"
#include "store/record.h"
#include "store/release.h"

/* Derives an account's standing from its facts at the desk's now, without its proof; the caller clears
 * result. */
bool desk_standing(struct desk *desk, int64_t account, struct standing_result *result, struct err *err);
/* The same with its proof. */
bool desk_standing_with_proof(struct desk *desk, int64_t account, struct standing_result *result,
                              struct err *err);

/* Returns the answer to "may be disclosed?" on the desk's day: YES, NO, "YES, in part" where limited opt-outs
 * withhold something, or NOT YET where silence would be complete on a day to come, if nobody objects until
 * then. Static. */
const char *desk_answer(const struct desk *desk, const struct standing_result *standing);
/* Appends which place decided and whose it is: "DE, of contact Uwe Lang". */
void desk_place_add(const struct standing_result *standing, struct str *out);

/* Tells the first civil day on which an account may be sent a notice again, as of an instant (desk_now: now):
 * DAY_NONE at any time, ASK_UNSETTLED (core/ask.h) not before something is settled. why (may be NULL) gets
 * the reason, a clause. */
bool desk_ask_from(struct desk *desk, int64_t account, int64_t at, int *from, struct str *why,
                   struct err *err);

struct record_account_list {
    struct record_account *items;
    size_t count, capacity;
};
void record_account_list_clear(struct record_account_list *list);

struct desk_account_view {
    struct record_account account;
    struct standing_result standing; /* derived from the facts at the desk's now */
    unsigned flags;                  /* of its objections that are not ruled no objection */
    struct record_contact_list contacts;
    struct desk_sent_list sent; /* the notices, with what became of them */
    struct record_objection_list objections;
    char **limits; /* beside each: what it is limited to, as desk_limit_add says it */
    struct record_consent_list consents;
    char **givers;                         /* beside each: who gave it, and whether it is in force */
    struct desk_condition_list conditions; /* that its rule asks for */
    struct record_dispute_list disputes;
    struct record_duty_list duties; /* open ones */
    struct record_hold_list holds;
    struct record_release_row_list went; /* to partners */
    struct record_recall_list recalls;
    struct record_entry_list timeline; /* newest first */
};
/* said.c: appends what an objection is limited to, and who spoke: "limited to e-mail addresses of contacts,
 * to Northquay; spoken by Ana Ruiz". Nothing where neither is said. */
bool desk_limit_add(struct desk *desk, const struct record_limit *limit, struct str *out, struct err *err);
/* id unknown is ERR_USAGE. The caller clears (also after a failure). */
bool desk_account_view(struct desk *desk, int64_t id, struct desk_account_view *view, struct err *err);
void desk_account_view_clear(struct desk_account_view *view);

struct desk_message_view {
    struct record_message message;
    struct record_objection objection;     /* id 0: none yet */
    struct record_account_list accounts;   /* tied */
    struct desk_candidate_list candidates; /* whose it may be; not tied */
    struct record_duty_list duties;
    struct record_entry_list timeline;
};
bool desk_message_view(struct desk *desk, int64_t id, struct desk_message_view *view, struct err *err);
void desk_message_view_clear(struct desk_message_view *view);

struct desk_dispute_view {
    struct record_dispute dispute;
    struct record_objection objection;
    struct str limit;              /* of the objection, as desk_limit_add says it */
    struct record_message message; /* id 0: the objection came otherwise */
    struct record_account_list accounts;
    struct record_duty_list duties;
    struct record_entry_list timeline; /* of the dispute and its objection */
    int age;                           /* civil days since opened */
};
bool desk_dispute_view(struct desk *desk, int64_t id, struct desk_dispute_view *view, struct err *err);
void desk_dispute_view_clear(struct desk_dispute_view *view);

/* Appends the proof of `why`: the answer, then step by step the facts and the rule with its citation. */
bool desk_why(struct desk *desk, int64_t account, struct str *out, struct err *err);
/* The same for an objection or a message (the other 0): of each account it is tied to; of none, what is known
 * of who said it and whose it may be. *may (may be NULL) is true where it is tied and all of them may be
 * disclosed. */
bool desk_why_said(struct desk *desk, int64_t objection, int64_t message, struct str *out, bool *may,
                   struct err *err);

#endif
