/* The data categories a notice lists, item by item. */
#ifndef DEMUR_INTAKE_NOTICE_LIST_H
#define DEMUR_INTAKE_NOTICE_LIST_H

#include "intake/draft.h"

/* Finds the list in the notice's text (clean, see cue_clean) and adds its items to notice->categories, in its
 * words: a sentence behind "including the following" or "such as", or lines with bullets. Brackets are kept
 * with their item. */
void notice_list_find(const char *clean, struct draft_notice *notice);

#endif
