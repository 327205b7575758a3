/* What the files of this floor share and nobody else sees. */
#ifndef DEMUR_DESK_PRIVATE_H
#define DEMUR_DESK_PRIVATE_H

#include "core/setting.h"
#include "desk/desk.h"
#include "desk/view.h"
#include "store/nouns.h"

struct desk {
    struct store *store;
    char *path;
    char *agent;
    bool agent_known;
    enum level level;
    bool read_only;
    bool looks_ahead; /* now is a day to come: what it says holds only if nobody objects until then */
    bool looks_back;  /* facts later than now are left out */
    int64_t now;
    struct record_program program; /* with its numbers as set */
    struct settings settings;      /* as they are, or were on the day looked back at */
    struct rule_book rules;
    struct calendar_book calendars; /* the lists of holidays that count */
    int64_t calendars_newest;       /* the newest list when they were read; 0 none */
    struct window_house house;      /* borrows the program's texts and the calendars */
    struct str warnings;            /* of opening, a line each */
};

/* Reads the settings anew: another desk may have changed them. */
bool desk_settings_refresh(struct desk *desk, struct err *err);

/* release_mend.c: completes or undoes a release that was begun, by what is in the file and on the disk.
 * Leaves one alone whose maker is at work. The sentence, for a person, is empty where nothing was done. */
bool desk_release_settle(struct desk *desk, int64_t intent, enum ending *ending, struct str *sentence,
                         struct err *err);
/* The same for all that were interrupted; what was done and what could not be goes to the desk's warnings. */
bool desk_releases_mend(struct desk *desk, struct err *err);
/* Adopts the lists of the program's data. Inside the write that makes the file. */
bool desk_holidays_begin(struct desk *desk, struct err *err);
struct desk_rules_change;
/* Reads a list of holidays and tells the days it would change. */
bool desk_holidays_diff(struct desk *desk, const char *text, size_t length, struct desk_rules_change *change,
                        struct err *err);
/* Adopts it. Inside a write; standings are the caller's to refresh. */
bool desk_holidays_adopt(struct desk *desk, const struct desk_rules_change *change, struct err *err);
/* Reads the lists of holidays anew if another desk has adopted one. */
bool desk_holidays_refresh(struct desk *desk, struct err *err);

/* Begins a write in the agent's name and makes the agent known; refuses on a read-only desk. */
bool desk_begin(struct desk *desk, struct err *err);
/* Ends it: commits when good, else rolls back. Returns whether all is good. */
bool desk_end(struct desk *desk, bool good, struct err *err);

/* Loads the rules that the desk works by, unless it has them: those adopted last, or by the instant looked
 * back at. */
bool desk_rules_refresh(struct desk *desk, struct err *err);
struct desk_rules_change;
/* Tells the rows of the book to come that are not in the present one, and the other way round. */
void desk_rules_compare(const struct rule_book *present, struct desk_rules_change *change);
/* Tells the standings that would change with it, as they are at the desk's now or would be later. */
bool desk_rules_weigh(struct desk *desk, struct desk_rules_change *change, struct err *err);
/* Calls visit with each program of the file as the desk's own, then puts the desk's own back. */
bool desk_program_each(struct desk *desk, bool (*visit)(struct desk *desk, void *context, struct err *err),
                       void *context, struct err *err);

/* Refuses to write anything over the desk's own file or what SQLite keeps beside it. */
bool desk_output(const struct desk *desk, const char *path, struct err *err);

/* Loads an account's facts with the house and the rules, as of the day looked back at; the caller clears with
 * store_facts_clear. */
bool desk_facts_load(struct desk *desk, int64_t account, struct store_facts *holder, struct err *err);

/* Derives a standing, without its proof, together with the facts it stands on; the caller clears both. */
bool desk_standing_facts(struct desk *desk, int64_t account, struct store_facts *holder,
                         struct standing_result *result, struct err *err);
/* Looks at one account of many. */
typedef bool desk_standing_visit(struct desk *desk, const struct store_facts *holder,
                                 const struct standing_result *result, void *context, struct err *err);
/* Derives the standings of many accounts, their ids ascending and distinct, or without ids of all; each with
 * its facts is visited in turn and gone after that. */
bool desk_standing_each(struct desk *desk, const int64_t *ids, size_t count, desk_standing_visit *visit,
                        void *context, struct err *err);
/* recall.c: asks back from partners what they got of an account and what now stands against disclosure. Does
 * nothing outside a write. */
bool desk_recall_follow(struct desk *desk, int64_t account, const struct standing_facts *facts,
                        const struct standing_result *result, struct err *err);

/* condition.c: the conditions that a standing asks for. */
bool desk_conditions_of(struct desk *desk, const struct standing_result *standing,
                        struct desk_condition_list *list, struct err *err);
/* said.c: fills in the words of a view that stand beside its consents and objections. */
bool desk_said_read(struct desk *desk, const struct standing_facts *facts, struct desk_account_view *view,
                    struct err *err);

/* Tells, a line each, what should have been asked back and was not, and where the duty of a recall is missing
 * or nothing calls for it; adds to *differing; mends it if mend, inside a write. */
bool desk_recall_check(struct desk *desk, int64_t account, const struct standing_facts *facts,
                       const struct standing_result *result, bool mend, struct str *findings,
                       int64_t *differing, struct err *err);

/* Derives it and keeps it beside the account, and asks back what partners have of it and may not. Inside a
 * write. */
bool desk_standing_refresh(struct desk *desk, int64_t account, struct err *err);
/* The same for many, their ids ascending and distinct. */
bool desk_standing_refresh_many(struct desk *desk, const int64_t *ids, size_t count, struct err *err);
/* The same for every account. */
bool desk_standing_refresh_all(struct desk *desk, struct err *err);
/* The same for each account tied to an objection. */
bool desk_standing_refresh_tied(struct desk *desk, int64_t objection, struct err *err);

/* The same for the accounts whose contacts have the handle of a message's author. */
bool desk_standing_refresh_author(struct desk *desk, const struct record_message *message, struct err *err);

/* Returns the calendar of the company; borrowed from the desk until it begins to write. */
struct calendar desk_calendar(const struct desk *desk);
/* Returns the day after count business days of the company from today. */
int desk_business_day(const struct desk *desk, int count);
/* Opens a duty of the desk's program due by the house's rule from today; the record's ids, reason and level
 * are the caller's. */
bool desk_duty_open(struct desk *desk, struct record_duty *duty, struct err *err);

/* resend.c: says whether a duty to send again is open, about one notice or (0) any of the account. */
bool desk_resend_has(struct desk *desk, int64_t account, int64_t notice, bool *has, struct err *err);
/* Ends the account's duties to send again when no notice hinders any more or it may not be asked now; else
 * opens one about a notice (0: the one that hinders) if that failed, is stuck or was found to lack what it
 * must say. Inside a write. */
bool desk_resend_refresh(struct desk *desk, int64_t account, int64_t notice, struct err *err);

struct owed_list;
/* Adds the duty to send again that an account's notices call for; one that may not be asked now, or was
 * objected to, need not have it. */
bool desk_resend_owed(struct desk *desk, int64_t account, const struct standing_facts *facts,
                      const struct standing_result *standing, struct owed_list *list, struct err *err);

/* Says whether a duty of a kind is open about a message or an objection (0: not asked for). */
bool desk_duty_has(struct desk *desk, enum duty kind, int64_t message, int64_t objection, bool *has,
                   struct err *err);

/* Adds a hold; one without an expiry opens a duty to review it. Inside a write; the standing is the caller's
 * to refresh. */
bool desk_hold_apply(struct desk *desk, struct record_hold *hold, struct err *err);

/* An upheld dispute keeps an account from disclosure until a lead lifts the hold. Inside a write; the
 * standing is the caller's to refresh. */
bool desk_uphold_apply(struct desk *desk, int64_t dispute, const char *words, int64_t account,
                       struct err *err);

/* Returns the instant of a day received (and hour, minute; -1: not known: now, if it came today, else noon),
 * never after now. */
int64_t desk_received(const struct desk *desk, int day, int hour, int minute, enum precision *precision);
/* Says whether a contact is one of the account's. */
bool desk_contact_is_of(struct desk *desk, int64_t account, int64_t contact, bool *is, struct err *err);
/* A consent ends the duty to honour the opt-outs it lifts; once it does not lift them any more they are owed
 * again. Inside a write. */
bool desk_honour_follow(struct desk *desk, int64_t account, const struct standing_facts *facts,
                        struct err *err);

/* Opens the duty to find the account of a message's objection, unless one is open. Inside a write. */
bool desk_match_open(struct desk *desk, const struct record_objection *objection, bool not_identified,
                     struct err *err);

/* Rules an objection as read: adds the ruling, opens and discharges the duties and the dispute that follow.
 * Inside a write; standings are the caller's to refresh. */
bool desk_ruling_apply(struct desk *desk, const struct record_objection *objection,
                       const struct record_ruling *ruling, struct err *err);
/* Opens what an objection as last ruled owes an account that is tied to it: the honour of an opt-out, of a
 * representative's once its authority is proven. Inside a write. */
bool desk_owed_to_account(struct desk *desk, const struct record_objection *objection, int64_t account,
                          struct err *err);
/* honour.c: opens the duty to honour an opt-out for an account; 0: whose it is, is not known yet. Inside a
 * write. */
bool desk_honour_open(struct desk *desk, const struct record_objection *objection, int64_t account,
                      struct err *err);
/* Tells the day by which that must be done, and by which rule (may be NULL). */
bool desk_honour_day(struct desk *desk, const struct record_objection *objection, int64_t account, int *day,
                     const struct rule **rule, struct err *err);
/* hold_like.c: lifts the holds of accounts that looked like an objection's source, but for those tied to it.
 * Inside a write; refreshes standings. */
bool desk_like_lift(struct desk *desk, int64_t objection, struct err *err);
/* authority.c: says whether the authority of a representative's objection is not settled for some account, or
 * no account is tied yet. */
bool desk_authority_pending(struct desk *desk, int64_t objection, bool *pending, struct err *err);
/* Opens the one duty to get it, while it is pending. Inside a write. */
bool desk_authority_open(struct desk *desk, const struct record_objection *objection, struct err *err);
/* representative.c: names whose objection it is, unless it is named so already (0: nobody). Inside a write.
 */
bool desk_speaker_apply(struct desk *desk, struct record_objection *objection, int64_t representative,
                        struct err *err);
/* Lists accounts given and those in a representative's scope (0: none); one may come twice. The caller frees.
 */
bool desk_reach_join(struct desk *desk, int64_t representative, const int64_t *given, size_t given_count,
                     int64_t **accounts, size_t *count, struct err *err);
/* Ties accounts that came into a scope for future ones to the representative's objections in force. Inside a
 * write; refreshes their standings. */
bool desk_reach_follow(struct desk *desk, struct err *err);
/* Ties accounts to an objection, with what its ruling owes them. Inside a write; standings are the caller's
 * to refresh. */
bool desk_ties_apply(struct desk *desk, const struct record_objection *objection, const int64_t *accounts,
                     size_t count, struct err *err);

#endif
