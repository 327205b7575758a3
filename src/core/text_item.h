/* What a notice must say to stand (window-rules section 7): the items of the check of its text. */
#ifndef DEMUR_CORE_TEXT_ITEM_H
#define DEMUR_CORE_TEXT_ITEM_H

#include <stdbool.h>

#include "base/str.h"
#include "core/word.h"

#define TEXT_ITEM(id, name, title, defect) id,
enum text_item {
#include "core/text_item.def"
    text_item_count
};
#undef TEXT_ITEM

/* All items, as bits: 1u << TEXT_ITEM_DAYS. */
#define TEXT_ITEM_ALL ((1u << text_item_count) - 1)

extern const struct word_list text_item_words;
/* Static texts of the table; "?" out of range. */
const char *text_item_name(enum text_item item);
const char *text_item_title(enum text_item item);
const char *text_item_defect(enum text_item item);
/* Reads names split by comma, semicolon or blank into bits ("all": every one); false: the word at *bad
 * (borrowed from text) is none. */
bool text_item_set_parse(const char *text, unsigned *items, const char **bad);
/* Tells how a text with these items stands; checked: somebody has said what it has. */
enum text_state text_state_of(bool checked, unsigned items);
/* Appends what a text that has these items alone lacks, clauses joined by ", "; nothing when it has all. */
void text_item_add_defect(struct str *out, unsigned items);

#endif
