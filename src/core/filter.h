/* The filter language: left<=7 standing:held place:DE owner:me notice:2014-03-27.. "orders" (source:forum or
 * source:call) -flag:press. Bare and quoted words search names, mails, numbers and texts. */
#ifndef DEMUR_CORE_FILTER_H
#define DEMUR_CORE_FILTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/field.h"

enum filter_kind { FILTER_ALL, FILTER_AND, FILTER_OR, FILTER_NOT, FILTER_TERM, FILTER_WORD };

/* IS: equal for words, numbers and days; contains (folded) for texts; place:US also is US-CA; a set has the flag. */
enum filter_operator { FILTER_IS, FILTER_LESS, FILTER_LESS_EQUAL, FILTER_MORE, FILTER_MORE_EQUAL, FILTER_EMPTY };

/* A tree. AND and OR have both sides, NOT has left alone. field:a..b becomes two terms; field:a,b an OR;
 * field:- is EMPTY. */
struct filter {
    enum filter_kind kind;
    struct filter *left, *right;
    enum field field;
    enum filter_operator op;
    struct value value; /* of a TERM; the text of a WORD is value.text */
    bool phrase;        /* a WORD that was quoted: whole, not as the beginning of a word */
};

/* What the words me, today and the list mean. */
struct filter_context {
    enum list list;
    int today;      /* civil day; for notice:today, left and relative days (-3, monday) */
    const char *me; /* for owner:me */
};

/* Parses text (NULL or blank: everything) into *filter, which the caller frees with filter_free. A mistake is
 * ERR_USAGE with its column and what would have been right. An unfinished filter while typing (a trailing field:
 * or an open quote) is complete as far as it goes when typing is true. */
bool filter_parse(const char *text, const struct filter_context *context, bool typing, struct filter **filter,
                  struct err *err);
void filter_free(struct filter *filter);

/* True when a row already read matches (for lists held in memory); bare words look through all text cells. */
bool filter_matches(const struct filter *filter, const struct row *row);

#endif
