/* Recognises a notice quoted inside a message: its subject, days, opt-out address and data categories. */
#ifndef DEMUR_INTAKE_NOTICE_TEXT_H
#define DEMUR_INTAKE_NOTICE_TEXT_H

#include <stddef.h>

#include "intake/draft.h"

/* Looks for a notice in body. When found, fills notice and sets start and end to the byte range it takes in
 * body; otherwise notice->found is false. The caller clears with draft_notice_clear. */
void notice_text_find(const char *body, struct draft_notice *notice, size_t *start, size_t *end);
void draft_notice_clear(struct draft_notice *notice);

#endif
