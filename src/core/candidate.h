/* Whose an objection without an account may be: what speaks for an account, and how much. */
#ifndef DEMUR_CORE_CANDIDATE_H
#define DEMUR_CORE_CANDIDATE_H

#include <stdbool.h>
#include <stddef.h>

/* How much it speaks for an account, and its reason, which a detail follows. Words weigh by how rare they
 * are; a region alone says nothing. */
#define CLUE_LIST(X)                                                                                         \
    X(CLUE_MAIL, 80, "mail of a contact")                                                                    \
    X(CLUE_NUMBER, 70, "account number")                                                                     \
    X(CLUE_HANDLE, 60, "forum handle")                                                                       \
    X(CLUE_DOMAIN, 40, "mail domain")                                                                        \
    X(CLUE_NAME, 35, "name of a contact")                                                                    \
    X(CLUE_WORD, 0, "company word")                                                                          \
    X(CLUE_REGION, 10, "region")

#define CLUE_ENUM_ROW(id, weight, title) id,
enum clue { CLUE_LIST(CLUE_ENUM_ROW) clue_count };

/* From this score on an account may be held as a look-alike: one strong match or two weak ones are enough
 * (window-rules section 6). */
#define CANDIDATE_ENOUGH 40
/* A word that more accounts have says nothing. */
#define CANDIDATE_COMMON 20

int clue_weight(enum clue clue);
/* Static. */
const char *clue_title(enum clue clue);
/* Returns what a word in the company's name says that so many accounts have (1 at least); said by the
 * objector itself, or found in the text alone. */
int candidate_word_weight(size_t accounts, bool said);

/* Returns the next word of a text, folded, and moves text behind it; NULL at the end. Words shorter than
 * three characters, names of legal forms and, with capitals, words that begin with a small letter are passed
 * over. The caller frees. */
char *candidate_word_next(const char **text, bool capitals);
/* Returns the next piece of a text that may be an account number: with a letter and a digit, or five digits
 * at least. The caller frees. */
char *candidate_number_next(const char **text);
/* Returns the next piece of a text with an @ inside, without brackets and points around. The caller frees. */
char *candidate_mail_next(const char **text);

/* True for a mail address at one of the domains that anybody has an address at, and for none at all. */
bool candidate_mail_is_public(const char *mail);

#endif
