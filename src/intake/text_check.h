/* Suggests what a notice's text says of the items that a notice must say to stand. It never decides: what it
 * does not find a person may. */
#ifndef DEMUR_INTAKE_TEXT_CHECK_H
#define DEMUR_INTAKE_TEXT_CHECK_H

#include "core/text_item.h"

struct text_suggestion {
    unsigned items;               /* found: bits of enum text_item */
    char *words[text_item_count]; /* the words each was found by, on one line; "" not found */
    int days;                     /* to object; -1 none found */
};

/* Reads a text (UTF-8). English first; German, French and Spanish by their commonest words. The caller
 * clears. */
void text_check_suggest(const char *text, struct text_suggestion *suggestion);
void text_suggestion_clear(struct text_suggestion *suggestion);

#endif
