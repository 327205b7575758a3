/* Representatives: who speaks for accounts of others, how far that reaches, and its proof account by account.
 */
#ifndef DEMUR_DESK_REPRESENTATIVE_H
#define DEMUR_DESK_REPRESENTATIVE_H

#include "desk/desk.h"
#include "desk/verb.h"

struct desk_representative {
    const char *name;
    const enum office *office;         /* NULL: other, or what is on file */
    const char *mail;                  /* NULL or "": none, or what is on file */
    const struct record_scope *scopes; /* scope, number or tag, and future of each; at least one */
    size_t scope_count;
};
/* Puts a representative on file, or more scope of one that is; the rest of a record is never changed. A
 * number that no account and no parent has is refused unless future ones are meant. Accounts that a scope for
 * future ones brings in come under its objections in force. */
bool desk_representative_add(struct desk *desk, const struct desk_representative *given, int64_t *id,
                             struct err *err);
/* Finds one by its name; none is ERR_USAGE. The caller clears. */
bool desk_representative_find(struct desk *desk, const char *name,
                              struct record_representative *representative, struct err *err);

/* What an objection by a representative would hold. */
struct desk_reach {
    struct record_representative representative;
    struct record_scope_list scopes;
    struct record_reach_list accounts;
    size_t open;     /* windows that still run */
    size_t released; /* whose data went to a partner already */
    size_t objected; /* objected or disputed already */
};
/* The caller clears, also after a failure. */
bool desk_representative_reach(struct desk *desk, int64_t id, struct desk_reach *reach, struct err *err);
void desk_reach_clear(struct desk_reach *reach);
/* Appends the counts: "147 accounts, 120 windows still open, 2 already released, 5 already objected". */
void desk_reach_add(const struct desk_reach *reach, struct str *out);
/* Appends what a row of a scope names: "A-9 with all under it, future ones too". */
void desk_scope_add(const struct record_scope *scope, struct str *out);

/* Logs an objection of a representative's voice for every account in scope, and for those given besides, in
 * one transaction; opens one duty to get its authority. */
bool desk_representative_object(struct desk *desk, int64_t representative,
                                const struct desk_objection *objection, int64_t *id, struct err *err);

/* authority.c: what became of a representative's authority for accounts (none: all that the objection is tied
 * to, but for those whose client denied it). proven, refused and disowned need evidence: for disowned it is
 * the client's own word. Those that have the state already are passed over; *changed (may be NULL) is how
 * many had not. */
bool desk_authority_set(struct desk *desk, int64_t objection, const int64_t *accounts, size_t count,
                        enum authority state, const char *evidence, size_t *changed, struct err *err);
/* Tells before anything is typed whether an objection has an authority to be said. */
bool desk_authority_may(struct desk *desk, int64_t objection, struct err *err);

/* Appends whose voice an objection is. Of a representative with its name, and with its authority counted over
 * all accounts ("a representative for others: Brown & Co, consultant; authority: proof asked for") or, with
 * an account, for that one ("authority proof asked for, Brown & Co, consultant"). */
bool desk_voice_add(struct desk *desk, const struct record_objection *objection, int64_t account,
                    struct str *out, struct err *err);

#endif
