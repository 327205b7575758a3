/* Statements by noun. Every function returns false with a sentence on failure; a `find` that finds nothing
 * returns true with id 0. Adds and edits need store_begin, set the record's id, enter the journal and keep
 * search current. Filled records are cleared by the caller. */
#ifndef DEMUR_STORE_NOUNS_H
#define DEMUR_STORE_NOUNS_H

#include "core/rule.h"
#include "core/setting.h"
#include "store/record.h"
#include "store/store.h"

/* program.c, agent.c, rule.c */
bool store_program_add(struct store *store, struct record_program *program, struct err *err);
/* name NULL or "": the first. */
bool store_program_find(struct store *store, const char *name, struct record_program *program,
                        struct err *err);
bool store_program_list(struct store *store, struct record_program_list *list, struct err *err);
bool store_agent_find(struct store *store, const char *name, struct record_agent *agent, struct err *err);
bool store_agent_add(struct store *store, struct record_agent *agent, struct err *err);
bool store_agent_list(struct store *store, struct record_agent_list *list, struct err *err);
/* Adds the book, of rules by number, as a new adoption of a file; seals each rule and sets its adoption and
 * the book's. One journal entry with the count and the hash of all rows. */
bool store_rules_adopt(struct store *store, const char *file, struct rule_book *book, struct err *err);
/* Loads the rules of the newest adoption recorded by an instant (INT64_MAX: the newest), sorted and sealed;
 * none, if there was none by then. Rows that do not have the adoption's hash are left out with a warning:
 * every place is then held. The caller clears. */
bool store_rules_load(struct store *store, int64_t until, struct rule_book *book, struct err *err);
/* Finds that adoption. */
bool store_adoption_find(struct store *store, int64_t until, struct record_adoption *adoption,
                         struct err *err);

/* setting.c. Reads the settings of a program as they were at until (INT64_MAX: now), and since when each is
 * so (INSTANT_NONE: from the start); since may be NULL. */
bool store_settings_load(struct store *store, int64_t program, int64_t until, struct settings *settings,
                         int64_t since[setting_count], struct err *err);
bool store_setting_add(struct store *store, int64_t program, enum setting setting, int value,
                       struct err *err);

/* holiday.c. Adopts the lists of a book as facts, with one journal entry; a list equal to the newest of its
 * code is not adopted again. source is the file's name. */
bool store_holidays_adopt(struct store *store, const struct calendar_book *book, const char *source,
                          size_t *adopted, struct err *err);
/* Loads what was known at an instant: for each code and year, the newest list that covers it. */
bool store_holidays_load(struct store *store, int64_t until, struct calendar_book *book, struct err *err);
/* *id is that of the newest list; 0 none. */
bool store_holidays_newest(struct store *store, int64_t *id, struct err *err);

/* account.c, contact.c, partner.c. An edit whose version is not the file's is ERR_CLASH and says who changed
 * it when. */
bool store_account_find(struct store *store, const char *number, struct record_account *account,
                        struct err *err);
bool store_account_get(struct store *store, int64_t id, struct record_account *account, struct err *err);
bool store_account_add(struct store *store, struct record_account *account, struct err *err);
bool store_account_edit(struct store *store, const struct record_account *account, struct err *err);
/* Says whether a number is that of some account's parent. */
bool store_account_is_parent(struct store *store, const char *number, bool *is, struct err *err);
/* Writes the ids of up to limit accounts by number, those after one of them (0: from the first). */
bool store_account_page(struct store *store, int64_t after, size_t limit, int64_t *ids, size_t *count,
                        struct err *err);
/* Calls visit for each account id in ascending order until it returns false. */
bool store_account_each(struct store *store, bool (*visit)(int64_t id, void *context, struct err *err),
                        void *context, struct err *err);
/* Lists the account of a number and all above it, through the chain of parents. The caller frees *ids. */
bool store_account_above(struct store *store, const char *number, int64_t **ids, size_t *count,
                         struct err *err);
bool store_contact_get(struct store *store, int64_t id, struct record_contact *contact, struct err *err);
/* By e-mail (folded) if given, else by name. */
bool store_contact_find(struct store *store, int64_t account, const char *email, const char *name,
                        struct record_contact *contact, struct err *err);
bool store_contact_add(struct store *store, struct record_contact *contact, struct err *err);
bool store_contact_edit(struct store *store, const struct record_contact *contact, struct err *err);
bool store_contact_list(struct store *store, int64_t account, struct record_contact_list *list,
                        struct err *err);
/* Finds contacts with a forum handle (folded), of any account. */
bool store_contact_by_handle(struct store *store, const char *handle, struct record_contact_list *list,
                             struct err *err);
bool store_partner_find(struct store *store, const char *name, struct record_partner *partner,
                        struct err *err);
bool store_partner_get(struct store *store, int64_t id, struct record_partner *partner, struct err *err);
/* All, by name. */
bool store_partner_list(struct store *store, struct record_partner_list *list, struct err *err);
bool store_partner_add(struct store *store, struct record_partner *partner, struct err *err);
bool store_partner_edit(struct store *store, const struct record_partner *partner, struct err *err);

/* notice.c. A notice is the same when program, account, contact, channel and sent are; a delivery when
 * notice, outcome and at are. Of two notices with message ids these are the same, too. */
bool store_notice_find(struct store *store, const struct record_notice *like, struct record_notice *notice,
                       struct err *err);
bool store_notice_by_message_id(struct store *store, int64_t program, int64_t account, const char *message_id,
                                struct record_notice *notice, struct err *err);
bool store_notice_add(struct store *store, struct record_notice *notice, struct err *err);
bool store_notice_list(struct store *store, int64_t program, int64_t account, struct record_notice_list *list,
                       struct err *err);
bool store_delivery_find(struct store *store, const struct record_delivery *like,
                         struct record_delivery *delivery, struct err *err);
/* account is the notice's, for the journal. */
bool store_delivery_add(struct store *store, int64_t account, struct record_delivery *delivery,
                        struct err *err);
bool store_delivery_list(struct store *store, int64_t notice, struct record_delivery_list *list,
                         struct err *err);

/* import.c. Finds the import begun last if it is the same (program, kind, hash, reading) and has not ended:
 * its id and how far it is; id 0 else. */
bool store_import_find(struct store *store, struct record_import *import, struct err *err);
/* Appends the rows refused so far, as kept. */
bool store_import_refusals(struct store *store, int64_t import, struct str *refusals, struct err *err);
bool store_import_add(struct store *store, struct record_import *import, struct err *err);
/* Records how far it is, with the rows refused since the step before. */
bool store_import_step_add(struct store *store, const struct record_import *import, const char *refusals,
                           bool ended, struct err *err);

/* known.c: what an import asks of every row. *id is 0 where there is none. */
bool store_account_id(struct store *store, const char *number, int64_t *id, struct err *err);
/* The one made last. */
bool store_account_last(struct store *store, int64_t *id, struct err *err);
/* By e-mail (folded). */
bool store_contact_id(struct store *store, int64_t account, const char *email, int64_t *id, struct err *err);
/* Says whether there is the same notice, as store_notice_find tells it. */
bool store_notice_known(struct store *store, const struct record_notice *like, bool *known, struct err *err);
/* Says whether there is the same delivery; INSTANT_NONE: one of its outcome at any time. */
bool store_delivery_known(struct store *store, const struct record_delivery *like, bool *known,
                          struct err *err);
/* Says whether a notice was ever delayed or failed. */
bool store_delivery_hinders(struct store *store, int64_t notice, bool *hinders, struct err *err);
/* Says whether an account has an open duty of a kind. */
bool store_account_has_duty(struct store *store, enum duty kind, int64_t program, int64_t account, bool *has,
                            struct err *err);
/* Says whether anything was ever said for an account: an objection tied to it, of any program, or a message
 * by a handle of one of its contacts. */
bool store_account_spoken(struct store *store, int64_t account, bool *spoken, struct err *err);

/* text.c: versions of the notice; a version is the same without regard to the case of ASCII letters. */
bool store_text_find(struct store *store, int64_t program, const char *version, struct record_text *text,
                     struct err *err);
/* By version; those that notices name and that are not in the file are there with id 0. */
bool store_text_list(struct store *store, int64_t program, struct record_text_list *list, struct err *err);
/* Says whether a text is kept of any version. */
bool store_text_kept(struct store *store, int64_t program, bool *kept, struct err *err);
/* Counts the notices that name a text's version into it; a list has them counted. */
bool store_text_count(struct store *store, struct record_text *text, struct err *err);
bool store_text_add(struct store *store, struct record_text *text, struct err *err);
/* version is the text's, for the journal. */
bool store_text_check_add(struct store *store, const char *version, const struct record_text_check *check,
                          struct err *err);
/* Calls visit for each account with a notice that names the version (NULL: any) until it returns false. */
bool store_text_accounts(struct store *store, int64_t program, const char *version,
                         bool (*visit)(int64_t account, void *context, struct err *err), void *context,
                         struct err *err);

/* message.c */
/* Finds or makes the thread of a program by source and title (folded, blanks joined). */
bool store_thread_ensure(struct store *store, int64_t program, enum source source, const char *title,
                         int64_t *id, bool *added, struct err *err);
bool store_message_add(struct store *store, struct record_message *message, struct err *err);
bool store_message_get(struct store *store, int64_t id, struct record_message *message, struct err *err);
/* All messages of a thread by position; the newest text of each is in body_now; vanished ones are included.
 */
bool store_message_thread(struct store *store, int64_t thread, struct record_message_list *list,
                          struct err *err);
/* suggestion is that of the new text (NULL: as before). Records that a later copy has another text (body) or
 * lacks the message (body NULL), or has it again (body equal to body_now). */
bool store_message_change_add(struct store *store, int64_t message, const char *body,
                              const struct suggestion *suggestion, struct err *err);
/* not_identified: looked for and found no account. version is the one seen; ERR_CLASH if another reading came
 * in between, naming it. */
bool store_reading_add(struct store *store, int64_t message, int version, enum reading reading,
                       bool not_identified, const char *detail, struct err *err);

/* objection.c */
bool store_objection_add(struct store *store, struct record_objection *objection, struct err *err);
bool store_objection_get(struct store *store, int64_t id, struct record_objection *objection,
                         struct err *err);
bool store_objection_of_message(struct store *store, int64_t message, struct record_objection *objection,
                                struct err *err);
bool store_objection_list(struct store *store, int64_t program, int64_t account,
                          struct record_objection_list *list, struct err *err);
/* Ties an account; an existing tie is left as it is and *added is false. */
bool store_tie_add(struct store *store, int64_t objection, int64_t account, bool *added, struct err *err);
/* The caller frees *accounts. */
bool store_tie_list(struct store *store, int64_t objection, int64_t **accounts, size_t *count,
                    struct err *err);
bool store_ruling_add(struct store *store, int64_t objection, int version, const struct record_ruling *ruling,
                      struct err *err);

/* representative.c. A name is found without regard to case. */
bool store_representative_add(struct store *store, struct record_representative *representative,
                              struct err *err);
bool store_representative_find(struct store *store, const char *name,
                               struct record_representative *representative, struct err *err);
bool store_representative_get(struct store *store, int64_t id, struct record_representative *representative,
                              struct err *err);
bool store_representative_list(struct store *store, struct record_representative_list *list, struct err *err);
bool store_scope_add(struct store *store, struct record_scope *scope, struct err *err);
bool store_scope_list(struct store *store, int64_t representative, struct record_scope_list *list,
                      struct err *err);
/* Lists the accounts in a representative's scope by number; standings as kept, at now. An account that is
 * named with all under it is itself in scope. */
bool store_reach_list(struct store *store, int64_t program, int64_t representative, int64_t now,
                      struct record_reach_list *list, struct err *err);
/* Lists accounts that came into a scope for future ones after an objection in force: objection and account
 * alone, by objection. */
bool store_reach_late(struct store *store, int64_t program, struct record_authority_list *list,
                      struct err *err);
/* Names the representative whose objection it is; an objection has one at most. */
bool store_speaker_set(struct store *store, int64_t objection, int64_t representative, struct err *err);

/* authority.c: the last state given for an account counts; none is asserted. */
bool store_authority_add(struct store *store, struct record_authority *authority, struct err *err);
/* Lists each account tied to an objection, in the order tied. */
bool store_authority_list(struct store *store, int64_t objection, struct record_authority_list *list,
                          struct err *err);
bool store_authority_get(struct store *store, int64_t objection, int64_t account, enum authority *state,
                         struct err *err);

/* candidate.c: accounts of which search knows a word, and those with a contact of a name; at most so many.
 * The caller frees *ids. */
bool store_account_by_word(struct store *store, const char *word, size_t limit, int64_t **ids, size_t *count,
                           struct err *err);
bool store_account_by_contact_name(struct store *store, const char *name, size_t limit, int64_t **ids,
                                   size_t *count, struct err *err);

/* objector.c */
bool store_objector_add(struct store *store, struct record_objector *objector, struct err *err);
bool store_objector_get(struct store *store, int64_t objection, struct record_objector *objector,
                        struct err *err);

/* dispute.c */
bool store_dispute_add(struct store *store, struct record_dispute *dispute, struct err *err);
bool store_dispute_get(struct store *store, int64_t id, struct record_dispute *dispute, struct err *err);
bool store_dispute_list(struct store *store, int64_t program, int64_t account,
                        struct record_dispute_list *list, struct err *err);
bool store_escalation_add(struct store *store, int64_t dispute, int version, enum level to,
                          const char *reason, int due, struct err *err);
bool store_resolution_add(struct store *store, int64_t dispute, int version, enum outcome outcome,
                          const char *words, struct err *err);

/* hold.c, note.c */
bool store_hold_add(struct store *store, struct record_hold *hold, struct err *err);
bool store_hold_get(struct store *store, int64_t id, struct record_hold *hold, struct err *err);
bool store_hold_list(struct store *store, int64_t program, int64_t account, struct record_hold_list *list,
                     struct err *err);
/* Lists the holds of accounts that look like the source of an objection. */
bool store_hold_like(struct store *store, int64_t objection, struct record_hold_list *list, struct err *err);
bool store_lift_add(struct store *store, int64_t hold, const char *reason, struct err *err);
/* Any of the ids may be 0. */
bool store_note_add(struct store *store, int64_t account, int64_t message, int64_t dispute, const char *text,
                    struct err *err);

/* consent.c: affirmative acts of an account. */
bool store_consent_add(struct store *store, struct record_consent *consent, struct err *err);
bool store_consent_get(struct store *store, int64_t id, struct record_consent *consent, struct err *err);
bool store_consent_list(struct store *store, int64_t program, int64_t account,
                        struct record_consent_list *list, struct err *err);
/* Ends a consent; ERR_CLASH if it is withdrawn already. */
bool store_withdrawal_add(struct store *store, int64_t consent, const char *words, struct err *err);

/* Says whether the last duty to honour an opt-out of an account ended otherwise than by being done: because a
 * consent lifted the opt-out, or what was ruled then. */
bool store_honour_lapsed(struct store *store, int64_t account, int64_t objection, bool *lapsed,
                         struct err *err);

/* condition.c: the last tick or untick of each condition of a notice, in the order they were recorded. */
bool store_tick_list(struct store *store, int64_t notice, struct record_tick_list *list, struct err *err);
/* Ticks a condition or (ticked false) opens it again. version as seen (0: never ticked); ERR_CLASH if another
 * came in between. account is the notice's, for the journal. */
bool store_tick_add(struct store *store, int64_t account, const struct record_tick *tick, struct err *err);

/* limit.c: the last limit of an objection; id 0: none. */
bool store_limit_get(struct store *store, int64_t objection, struct record_limit *limit, struct err *err);
/* version as seen; ERR_CLASH if another came in between. */
bool store_limit_add(struct store *store, struct record_limit *limit, struct err *err);

/* duty.c. Opening and discharging are not facts of their own: the entry that causes them is in the journal.
 */
bool store_duty_open(struct store *store, struct record_duty *duty, struct err *err);
bool store_duty_get(struct store *store, int64_t id, struct record_duty *duty, struct err *err);
/* Says whether a duty of a kind is open about a message or an objection; 0: none is asked for. */
bool store_duty_has(struct store *store, enum duty kind, int64_t program, int64_t message, int64_t objection,
                    bool *has, struct err *err);
/* Discharges the open duties of a kind about the given noun (0: any) by the newest journal entry; *count may
 * be NULL. */
bool store_duty_discharge(struct store *store, enum duty kind, int64_t program, int64_t account,
                          int64_t message, int64_t objection, int64_t dispute, int *count, struct err *err);
/* The same for one open duty. */
bool store_duty_end(struct store *store, int64_t id, struct err *err);
/* Discharges one by hand: enters a `done` fact. ERR_CLASH if it is done already. */
bool store_duty_done(struct store *store, int64_t id, const char *words, struct err *err);
/* Discharges one that nothing calls for: enters a `mend` fact. */
bool store_duty_mend(struct store *store, int64_t id, const char *words, struct err *err);
/* Enters an `assignment` fact. seen_owner as read; ERR_CLASH if another was assigned meanwhile. owner "":
 * nobody. */
bool store_duty_assign(struct store *store, int64_t id, const char *seen_owner, const char *owner,
                       struct err *err);
/* Open duties about an account (0: any), message or dispute; those about an objection tied to the account are
 * its too. */
bool store_duty_list(struct store *store, int64_t program, int64_t account, int64_t message, int64_t dispute,
                     struct record_duty_list *list, struct err *err);

/* standing.c */
/* All facts of an account in a program for standing_of. */
struct store_facts {
    int64_t account;             /* 0: none */
    struct standing_facts facts; /* house and rules are for the caller to set */
    unsigned flags;              /* risk flags of all its objections */
    bool released;               /* something of it went to a partner, under whatever program */
    int64_t kept;                /* id of the kind of standing that is kept; 0: none, or not asked for */
    void *memory;                /* owns every array and text */
};
/* facts.c: loads those of one; the caller clears. subsidiaries: with the accounts below it, through the whole
 * chain of parents. */
bool store_facts_load(struct store *store, int64_t program, int64_t account, bool subsidiaries,
                      struct store_facts *holder, struct err *err);
/* Begins a walk over many (ids ascending and distinct, the caller's until the end) or, without ids, over all
 * accounts; each kind of fact is read once, in order. The caller clears. What is written meanwhile may or may
 * not be seen. */
bool store_facts_walk(struct store *store, int64_t program, bool subsidiaries, const int64_t *ids,
                      size_t count, struct store_facts *holder, struct err *err);
/* Loads the next one's in place of the last's; account 0 behind the last. A failure is written where the walk
 * began. */
bool store_facts_next(struct store_facts *holder);
void store_facts_clear(struct store_facts *holder);
/* Keeps the derived standing beside the account, with the risk flags of its objections, unless it is the kind
 * that is kept (0: not known). Not a fact, not in the journal. */
bool store_standing_save(struct store *store, int64_t program, int64_t account,
                         const struct standing_result *result, unsigned flags, int64_t kept, struct err *err);
/* Says whether what a walk found kept is the standing. The place of an account without a notice does not
 * matter: its rule is that of the day on which it is asked. */
bool store_standing_is_kept(const struct store_facts *holder, const struct standing_result *result);
/* The same with that place. */
bool store_standing_is_kept_whole(const struct store_facts *holder, const struct standing_result *result);
/* Says whether none is kept of any account, as after the file was brought up to date. */
bool store_standing_lost(struct store *store, bool *lost, struct err *err);
/* Reads back what is kept, for `check`; *found false if never saved. */
struct store_standing {
    bool found;
    struct standing_phase course[STANDING_PHASES]; /* as in a result */
    size_t phases;
    int last_day, sent_day;
    char *zone, *place, *regime;
    unsigned flags; /* of its objections */
};
bool store_standing_get(struct store *store, int64_t program, int64_t account,
                        struct store_standing *standing, struct err *err);
void store_standing_clear(struct store_standing *standing);

/* draft.c: what an agent typed and has not saved; not a fact. */
bool store_draft_save(struct store *store, const char *agent, const char *form, const char *subject,
                      const char *text, struct err *err);
/* *text is NULL when there is none; the caller frees. */
bool store_draft_load(struct store *store, const char *agent, const char *form, const char *subject,
                      char **text, struct err *err);
/* Reads the agent's newest draft (a text begins with when it was kept) and how many there are; *form,
 * *subject and *text are NULL when there is none; the caller frees them. */
bool store_draft_newest(struct store *store, const char *agent, char **form, char **subject, char **text,
                        int64_t *count, struct err *err);
bool store_draft_drop(struct store *store, const char *agent, const char *form, const char *subject,
                      struct err *err);

#endif
