/* A failed call's sentence for a person: what, where, what to do. The top shows it, nobody else. */
#ifndef DEMUR_BASE_ERR_H
#define DEMUR_BASE_ERR_H

#include <stdbool.h>

enum err_kind {
    ERR_NONE,    /* nothing failed */
    ERR_USAGE,   /* the caller asked wrongly: a bad word, a missing field (exit 2) */
    ERR_INPUT,   /* a file or input could not be used (exit 3) */
    ERR_RULE,    /* a rule of the desk says no (exit 1) */
    ERR_CLASH,   /* somebody else changed it since it was read (exit 1) */
    ERR_BUSY,    /* the file stayed locked by another agent (exit 3) */
    ERR_STOPPED, /* a person stopped it (exit 130) */
    ERR_INTERNAL /* a bug: cannot happen (exit 3) */
};

struct err {
    enum err_kind kind;
    char text[1024]; /* printable UTF-8, no line end */
};

/* Writes the sentence into err (may be NULL) and returns false, so that callers can `return err_set(...)`.
 * Bytes that are not printable are made so; the text is cut at a character boundary. */
bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "what: " before the sentence already in err; returns false. */
bool err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Makes err empty. */
void err_clear(struct err *err);

/* Returns the exit status for an error kind: 0 none, 1 rule or clash, 2 usage, 130 stopped, 3 the rest. */
int err_exit_status(const struct err *err);

#endif
