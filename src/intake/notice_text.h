/* Recognises a notice quoted inside a message: its subject, days, opt-out address and data categories. */
#ifndef DEMUR_INTAKE_NOTICE_TEXT_H
#define DEMUR_INTAKE_NOTICE_TEXT_H

#include <stddef.h>

#include "core/cue.h"
#include "intake/draft.h"

/* Looks for a notice in body. When found, fills notice and sets start and end to the byte range it takes in
 * body; otherwise notice->found is false. The caller clears with draft_notice_clear. */
void notice_text_find(const char *body, struct draft_notice *notice, size_t *start, size_t *end);
/* Returns the days to object that a notice's text gives: those behind "within" first, else the first number
 * of days (weeks count seven); -1 none. *at is the word that names the unit. */
int notice_text_days(const struct cue_text *text, size_t *at);
void draft_notice_clear(struct draft_notice *notice);

#endif
