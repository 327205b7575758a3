/* The filter language: left<=7 standing:held place:DE owner:me notice:2014-03-27.. "orders" (source:forum or
 * source:call) -flag:press. Bare and quoted words search names, mails, numbers and texts.
 *
 *   either   = all { "or" all }
 *   all      = operand { ["and"] operand }
 *   operand  = "-" operand | "(" either ")" | "quoted text" | word | field operator value
 *   operator = ":" | "=" | "<" | "<=" | ">" | ">="
 *   value    = one { "," one }          one = text | "quoted text" | "-" | [one] ".." [one]
 *
 * Fields are those of the list, by name or title without blanks. Words of closed lists may be cut short as
 * long as one alone begins so; level alone of them has an order. Days: anything day_parse_relative reads, a
 * month (2014-03) or a year. A place is a code or a country's English name. */
#ifndef DEMUR_CORE_FILTER_H
#define DEMUR_CORE_FILTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/field.h"

enum {
    FILTER_LENGTH_MOST = 4096, /* bytes */
    FILTER_DEPTH_MOST = 40,    /* brackets and negations inside one another */
    FILTER_TERMS_MOST = 200    /* words and terms; the tree is never deeper than both together */
};

enum filter_kind { FILTER_ALL, FILTER_AND, FILTER_OR, FILTER_NOT, FILTER_TERM, FILTER_WORD };

/* IS: equal for words, numbers and days; contains (folded) for texts; place:US also is US-CA; a set has the
 * flag. */
enum filter_operator {
    FILTER_IS,
    FILTER_LESS,
    FILTER_LESS_EQUAL,
    FILTER_MORE,
    FILTER_MORE_EQUAL,
    FILTER_EMPTY
};

/* A tree. AND and OR have both sides, NOT has left alone. field:a..b becomes two terms; field:a,b an OR;
 * field:- is EMPTY. */
struct filter {
    enum filter_kind kind;
    struct filter *left, *right;
    enum field field;
    enum filter_operator op;
    struct value value; /* of a TERM: text for TEXT and WORD, else number (of an INSTANT the civil day, of
                         * FLAGS one bit); the text of a WORD is value.text */
    bool phrase;        /* a WORD that was quoted: whole, not as the beginning of a word */
    bool whole;         /* a TERM on a text that must be equal (folded), not contained: owner:me */
};

/* What the words me, today and the list mean. */
struct filter_context {
    enum list list;
    int today;      /* civil day; for notice:today, left and relative days (-3, monday) */
    const char *me; /* for owner:me */
};

/* Parses text (NULL or blank: everything) into *filter, which the caller frees with filter_free. A mistake is
 * ERR_USAGE with its column (in characters, from 1) and what would have been right; *filter is NULL then. An
 * unfinished filter (a trailing field: or "or", an open quote or bracket, half a day or number at the end, a
 * word that several begin with) is complete as far as it goes when typing is true. */
bool filter_parse(const char *text, const struct filter_context *context, bool typing, struct filter **filter,
                  struct err *err);
void filter_free(struct filter *filter);

/* True when a row already read matches (for lists held in memory); bare words look through all text cells. A
 * cell that is none matches field:- alone. The day of an INSTANT is taken in UTC, since a row knows no zone.
 */
bool filter_matches(const struct filter *filter, const struct row *row);
/* True when a text has the words at the beginning of a word; whole: and up to the end of one. All folded. */
bool filter_has_words(const char *text, const char *words, bool whole);

#endif
