/* Between the parts of the filter parser. */
#ifndef DEMUR_CORE_FILTER_READER_H
#define DEMUR_CORE_FILTER_READER_H

#include "core/filter.h"

struct filter_reader {
    const char *text;
    size_t at; /* byte that is read next */
    const struct filter_context *context;
    bool typing;
    struct err *err;
    size_t depth, terms; /* used up of FILTER_DEPTH_MOST and FILTER_TERMS_MOST */
};

/* Fails with ERR_USAGE at a byte, which is told as a column; returns NULL, so that callers can return it. */
struct filter *filter_fail(struct filter_reader *reader, size_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Makes a leaf; NULL and a sentence when there are too many. */
struct filter *filter_leaf(struct filter_reader *reader, enum filter_kind kind);
/* Joins two filters, taking them; what is not finished yet (FILTER_ALL) steps back, and NULL gives NULL. */
struct filter *filter_join(enum filter_kind kind, struct filter *left, struct filter *right);

/* Reads a quoted text at the reader; the caller frees. NULL and a sentence when it is not closed. */
char *filter_read_quoted(struct filter_reader *reader);
/* Returns how many bytes at a place are a bare text: up to a blank, a bracket or a quote. */
size_t filter_bare_length(const char *text);

/* Reads "field:value" at the reader if an operator follows the word there; otherwise leaves all as it is,
 * with *is_term false. */
struct filter *filter_read_term(struct filter_reader *reader, bool *is_term);

#endif
