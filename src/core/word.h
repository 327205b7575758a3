/* The closed lists of words of the domain: each list stands here once; enum, name and title derive from it.
 * The name is what files, filters and scripts use; the title is what a person reads. */
#ifndef DEMUR_CORE_WORD_H
#define DEMUR_CORE_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One word of a closed list: what files use, what people read. */
struct word {
    const char *name, *title;
};

struct word_list {
    const struct word *words; /* in the order of the enum */
    size_t count;             /* at most 64 */
};

/* True when both texts are the same word: without regard to case (of ASCII letters), '-', '_' and blanks. */
bool word_same(const char *a, const char *b);
/* Finds the word that text names, by name, else by title; returns false for any other text. */
bool word_find(const struct word_list *list, const char *text, size_t *index);
/* Returns the words that text may stand for as bits (1 << index): the one it names, else all whose name
 * begins with it. 0 for none and for a text of no letters. */
uint64_t word_candidates(const struct word_list *list, const char *text);
/* Returns the name of the word that a mistyped text likely means; NULL if none is near. Static. */
const char *word_near(const struct word_list *list, const char *text);

#define WORD_REGIME_LIST(X)                                                                                  \
    X(REGIME_OPT_OUT, "opt_out", "opt-out: silence may stand")                                               \
    X(REGIME_OPT_OUT_CONDITIONAL, "opt_out_conditional", "opt-out under conditions")                         \
    X(REGIME_OPT_IN, "opt_in", "opt-in: only a yes counts")                                                  \
    X(REGIME_HOLD, "hold", "unclear: handled as opt-in")

#define WORD_SOURCE_LIST(X)                                                                                  \
    X(SOURCE_CALL, "call", "call")                                                                           \
    X(SOURCE_MAIL, "mail", "mail")                                                                           \
    X(SOURCE_FORUM, "forum", "forum post")                                                                   \
    X(SOURCE_LETTER, "letter", "letter")                                                                     \
    X(SOURCE_VISIT, "visit", "visit")

/* How a notice went out. */
#define WORD_CHANNEL_LIST(X)                                                                                 \
    X(CHANNEL_EMAIL, "email", "e-mail")                                                                      \
    X(CHANNEL_POST, "post", "post")                                                                          \
    X(CHANNEL_PORTAL, "portal", "portal")                                                                    \
    X(CHANNEL_IN_PERSON, "in_person", "in person")

#define WORD_DELIVERY_LIST(X)                                                                                \
    X(DELIVERY_DELIVERED, "delivered", "delivered")                                                          \
    X(DELIVERY_DELAYED, "delayed", "delayed")                                                                \
    X(DELIVERY_BOUNCED, "bounced", "bounced")                                                                \
    X(DELIVERY_RETURNED, "returned", "returned")                                                             \
    X(DELIVERY_ACKNOWLEDGED, "acknowledged", "acknowledged")                                                 \
    X(DELIVERY_LEFT, "left", "left the company")                                                             \
    X(DELIVERY_OUT_OF_OFFICE, "out_of_office", "out of office")

#define WORD_VOICE_LIST(X)                                                                                   \
    X(VOICE_COMPANY, "company", "the company")                                                               \
    X(VOICE_CONTACT, "contact", "a contact for itself")                                                      \
    X(VOICE_REPRESENTATIVE, "representative", "a representative for others")                                 \
    X(VOICE_UNKNOWN, "unknown", "unknown")

/* What an agent decided an objection is. */
#define WORD_RULING_LIST(X)                                                                                  \
    X(RULING_UNREAD, "unread", "unread")                                                                     \
    X(RULING_OPT_OUT, "opt_out", "opt-out")                                                                  \
    X(RULING_DISPUTE, "dispute", "disputes the basis")                                                       \
    X(RULING_QUESTION, "question", "a question")                                                             \
    X(RULING_THREAT, "threat", "a threat")                                                                   \
    X(RULING_NOT_OBJECTION, "not_objection", "no objection")

/* What a message is: read by a person, suggested by its words. */
#define WORD_READING_LIST(X)                                                                                 \
    X(READING_UNREAD, "unread", "unread")                                                                    \
    X(READING_OBJECTION, "objection", "an objection")                                                        \
    X(READING_NO_OBJECTION, "no_objection", "no objection")                                                  \
    X(READING_BYSTANDER, "bystander", "a bystander")                                                         \
    X(READING_STAFF_PROMISE, "staff_promise", "a staff promise")                                             \
    X(READING_STAFF_STATEMENT, "staff_statement", "a staff statement")                                       \
    X(READING_STAFF_STATEMENT_CLEARED, "staff_statement_cleared", "a staff statement cleared by legal")

/* What is at risk with the customer. Kept as bits: flag_bit(FLAG_PRESS). */
#define WORD_FLAG_LIST(X)                                                                                    \
    X(FLAG_ORDERS, "orders", "orders at risk")                                                               \
    X(FLAG_COMPETITOR, "competitor", "leaves for a competitor")                                              \
    X(FLAG_LEGAL, "legal", "legal steps")                                                                    \
    X(FLAG_PRESS, "press", "press")

/* The ladder a dispute climbs; also the role of an agent (community and legal sit beside lead). */
#define WORD_LEVEL_LIST(X)                                                                                   \
    X(LEVEL_AGENT, "agent", "agent")                                                                         \
    X(LEVEL_LEAD, "lead", "lead")                                                                            \
    X(LEVEL_COMMUNITY, "community", "community")                                                             \
    X(LEVEL_LEGAL, "legal", "legal")

/* How a dispute ended. */
#define WORD_OUTCOME_LIST(X)                                                                                 \
    X(OUTCOME_OPT_OUT, "opt_out", "treated as an opt-out")                                                   \
    X(OUTCOME_UPHELD, "upheld", "the customer is right: held until lifted")                                  \
    X(OUTCOME_ACCEPTED, "accepted", "the customer accepted our answer")                                      \
    X(OUTCOME_WITHDRAWN, "withdrawn", "the customer withdrew it")

#define WORD_STANDING_LIST(X)                                                                                \
    X(STANDING_OBJECTED, "objected", "objected")                                                             \
    X(STANDING_DISPUTED, "disputed", "disputed")                                                             \
    X(STANDING_HELD, "held", "held")                                                                         \
    X(STANDING_CONSENTED, "consented", "consented")                                                          \
    X(STANDING_UNNOTIFIED, "unnotified", "unnotified")                                                       \
    X(STANDING_VOID, "void", "void")                                                                         \
    X(STANDING_NEEDS_YES, "needs_yes", "needs a yes")                                                        \
    X(STANDING_OPEN, "open", "open")                                                                         \
    X(STANDING_CONDITIONS, "conditions", "conditions")                                                       \
    X(STANDING_SILENT, "silent", "silent")

/* How far a representative's authority for one account is shown. */
#define WORD_AUTHORITY_LIST(X)                                                                               \
    X(AUTHORITY_ASSERTED, "asserted", "asserted")                                                            \
    X(AUTHORITY_ASKED, "asked", "proof asked for")                                                           \
    X(AUTHORITY_PROVEN, "proven", "proven")                                                                  \
    X(AUTHORITY_REFUSED, "refused", "refused")                                                               \
    X(AUTHORITY_DISOWNED, "disowned", "denied by the client itself")

/* What a representative is. */
#define WORD_OFFICE_LIST(X)                                                                                  \
    X(OFFICE_CONSULTANT, "consultant", "consultant")                                                         \
    X(OFFICE_LAWYER, "lawyer", "lawyer")                                                                     \
    X(OFFICE_RESELLER, "reseller", "reseller")                                                               \
    X(OFFICE_PRIVACY_SERVICE, "privacy_service", "privacy service")                                          \
    X(OFFICE_OTHER, "other", "other")

/* What a row of a representative's scope names: an account, an account with all below it, a tag. */
#define WORD_SCOPE_LIST(X)                                                                                   \
    X(SCOPE_ACCOUNT, "account", "account")                                                                   \
    X(SCOPE_UNDER, "under", "account with all under it")                                                     \
    X(SCOPE_TAG, "tag", "accounts with the tag")

/* How it is known that an affirmative consent came from who gave it (window-rules section 6). */
#define WORD_IDENTITY_LIST(X)                                                                                \
    X(IDENTITY_REPLY, "reply", "a reply from the address on file")                                           \
    X(IDENTITY_CALLBACK, "callback", "a call back to a number on file")                                      \
    X(IDENTITY_PORTAL, "portal", "a portal login")                                                           \
    X(IDENTITY_SIGNED, "signed", "a signed paper")

/* The categories of data a release may carry. Kept as bits: 1u << CATEGORY_CONTACT_EMAIL. */
#define WORD_CATEGORY_LIST(X)                                                                                \
    X(CATEGORY_COMPANY, "company", "account number and company name")                                        \
    X(CATEGORY_PLACE, "place", "country and zone")                                                           \
    X(CATEGORY_RELATION, "relation", "parent, segment and account manager")                                  \
    X(CATEGORY_CONTACT_NAME, "contact_name", "names of contacts")                                            \
    X(CATEGORY_CONTACT_EMAIL, "contact_email", "e-mail addresses of contacts")                               \
    X(CATEGORY_CONTACT_PHONE, "contact_phone", "telephone numbers of contacts")

/* All categories, and those that are about a person. */
#define CATEGORY_ALL ((1u << category_count) - 1)
#define CATEGORY_PERSON                                                                                      \
    (1u << CATEGORY_CONTACT_NAME | 1u << CATEGORY_CONTACT_EMAIL | 1u << CATEGORY_CONTACT_PHONE)

/* What a person ticks before silence under opt_out_conditional, or under a row of low confidence, may stand
 * (window-rules section 8). Kept as bits: 1u << CONDITION_DELIVERED. */
#define WORD_CONDITION_LIST(X)                                                                               \
    X(CONDITION_NOT_SENSITIVE, "not_sensitive", "only data that is not sensitive")                           \
    X(CONDITION_NAMED, "named", "the notice names purpose and recipient")                                    \
    X(CONDITION_PROMINENT, "prominent", "the notice is prominent and in the person's language")              \
    X(CONDITION_FREE, "free", "objecting is free and takes one step")                                        \
    X(CONDITION_DELIVERED, "delivered", "the notice was delivered")                                          \
    X(CONDITION_LONG_ENOUGH, "long_enough", "the window was long enough")                                    \
    X(CONDITION_NO_HARM, "no_harm", "no likely harm, assessed in writing")                                   \
    X(CONDITION_FILED, "filed", "the filing with the regulator is done")                                     \
    X(CONDITION_NOT_ABROAD, "not_abroad", "nothing goes abroad without consent")                             \
    X(CONDITION_NOT_MARKETING, "not_marketing", "not for sending marketing")                                 \
    X(CONDITION_COUNSEL, "counsel", "counsel has checked the row of the rule")                               \
    X(CONDITION_AGREED, "agreed", "a second agent has read it and agrees")

/* What became of a release that was begun. */
#define WORD_ENDING_LIST(X)                                                                                  \
    X(ENDING_COMPLETE, "complete", "complete")                                                               \
    X(ENDING_UNDONE, "undone", "undone: there is neither release nor file")                                  \
    X(ENDING_VOID, "void", "void: never delivered")                                                          \
    X(ENDING_LOST, "lost", "lost: its file was taken away, and counts as delivered")

/* What a partner answered to a recall. */
#define WORD_ANSWER_LIST(X)                                                                                  \
    X(ANSWER_DELETED, "deleted", "deleted")                                                                  \
    X(ANSWER_STOPPED, "stopped", "use stopped")                                                              \
    X(ANSWER_REFUSED, "refused", "refused")                                                                  \
    X(ANSWER_NONE, "none", "no answer")

/* How the text of a version stands. */
#define WORD_TEXT_STATE_LIST(X)                                                                              \
    X(TEXT_STATE_MISSING, "missing", "not in the file")                                                      \
    X(TEXT_STATE_UNCHECKED, "unchecked", "not checked")                                                      \
    X(TEXT_STATE_DEFECTIVE, "defective", "found to lack something")                                          \
    X(TEXT_STATE_CHECKED, "checked", "found to have all it must say")

/* How exactly a time is known. */
#define WORD_PRECISION_LIST(X)                                                                               \
    X(PRECISION_DAY, "day", "to the day")                                                                    \
    X(PRECISION_HOUR, "hour", "to the hour")                                                                 \
    X(PRECISION_MINUTE, "minute", "to the minute")                                                           \
    X(PRECISION_SECOND, "second", "to the second")

#define WORD_ENUM_ROW(id, name, title) id,
#define WORD_DECLARE(noun, LIST)                                                                             \
    enum noun { LIST(WORD_ENUM_ROW) noun##_count };                                                          \
    extern const struct word_list noun##_words;                                                              \
    const char *noun##_name(enum noun value);                                                                \
    const char *noun##_title(enum noun value);                                                               \
    bool noun##_parse(const char *text, enum noun *value);

/* For each noun: x_words is the list; x_name gives the word for files, x_title the text for people (static;
 * "?" out of range); x_parse reads name or title without regard to case, '-', '_' or blank, and returns false
 * for any other text; x_count is the number of values. */
WORD_DECLARE(regime, WORD_REGIME_LIST)
WORD_DECLARE(source, WORD_SOURCE_LIST)
WORD_DECLARE(channel, WORD_CHANNEL_LIST)
WORD_DECLARE(delivery, WORD_DELIVERY_LIST)
WORD_DECLARE(voice, WORD_VOICE_LIST)
WORD_DECLARE(ruling, WORD_RULING_LIST)
WORD_DECLARE(reading, WORD_READING_LIST)
WORD_DECLARE(flag, WORD_FLAG_LIST)
WORD_DECLARE(level, WORD_LEVEL_LIST)
WORD_DECLARE(outcome, WORD_OUTCOME_LIST)
WORD_DECLARE(standing, WORD_STANDING_LIST)
WORD_DECLARE(precision, WORD_PRECISION_LIST)
WORD_DECLARE(text_state, WORD_TEXT_STATE_LIST)
WORD_DECLARE(authority, WORD_AUTHORITY_LIST)
WORD_DECLARE(office, WORD_OFFICE_LIST)
WORD_DECLARE(scope, WORD_SCOPE_LIST)
WORD_DECLARE(identity, WORD_IDENTITY_LIST)
WORD_DECLARE(category, WORD_CATEGORY_LIST)
WORD_DECLARE(condition, WORD_CONDITION_LIST)
WORD_DECLARE(ending, WORD_ENDING_LIST)
WORD_DECLARE(answer, WORD_ANSWER_LIST)

struct str;

/* Appends the names of a set of words (bits), joined by separator; titles instead when titles is true. */
void word_set_add(struct str *out, const struct word_list *list, unsigned set, const char *separator,
                  bool titles);
/* Reads names joined by blanks, commas or semicolons into a set; returns false at the first unknown word. */
bool word_set_parse(const struct word_list *list, const char *text, unsigned *set);

/* Returns the bit of a flag in a set of flags. */
unsigned flag_bit(enum flag flag);
/* Appends the set's names, joined by separator ("orders competitor"); titles instead when titles is true. */
void flag_set_add(struct str *out, unsigned flags, const char *separator, bool titles);
/* Reads names joined by blanks, commas or semicolons; returns false at the first unknown word. */
bool flag_set_parse(const char *text, unsigned *flags);

/* True when a standing lets data go to a partner: consented and silent alone. */
bool standing_may_disclose(enum standing standing);
/* True for a delivery after which nobody can have read the notice: bounced, returned, left. */
bool delivery_failed(enum delivery delivery);
/* True for one that proves the notice arrived: delivered, acknowledged, out of office. */
bool delivery_arrived(enum delivery delivery);
/* True when reading says the message is ours. */
bool reading_is_staff(enum reading reading);

#endif
