/* What an agent has typed into a form and not saved: kept in the file, so that a lost terminal loses no
 * words. No fact. */
#ifndef DEMUR_DESK_DRAFT_H
#define DEMUR_DESK_DRAFT_H

#include "desk/desk.h"

/* Keeps the desk's agent's text under a form ("object") and its subject ("account:12"), in place of an
 * earlier one. One transaction, which waits for another agent for half a second only. */
bool desk_draft_save(struct desk *desk, const char *form, const char *subject, const char *text,
                     struct err *err);
/* *text is NULL when none is kept; the caller frees. */
bool desk_draft_load(struct desk *desk, const char *form, const char *subject, char **text, struct err *err);
/* The newest draft of the desk's agent, and how many there are; all NULL and 0 when none is kept. The caller
 * frees. */
bool desk_draft_newest(struct desk *desk, char **form, char **subject, char **text, int64_t *count,
                       struct err *err);
/* Forgets it; nothing kept is no failure. */
bool desk_draft_drop(struct desk *desk, const char *form, const char *subject, struct err *err);

#endif
