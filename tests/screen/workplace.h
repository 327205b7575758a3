/* Where a screen test works: a temporary directory, a pinned environment, and commands run in them. */
#ifndef DEMUR_TESTS_WORKPLACE_H
#define DEMUR_TESTS_WORKPLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct str;

struct workplace {
    char *root;      /* holds bin/ (with demur), home/ and work/ */
    char *directory; /* work/: where the test's commands run */
    char **environment;
    size_t count; /* of the environment, without its NULL */
    size_t capacity;
};

/* Makes the directories and the environment. The caller clears workplace either way. */
bool workplace_make(struct workplace *workplace, struct err *err);
/* Sets "NAME=value", in place of what was there. */
void workplace_set(struct workplace *workplace, const char *assignment);
/* Returns text with @srcdir@ and @builddir@ (the tops of both trees) replaced; the caller frees. */
char *workplace_expand(const char *text);
/* Runs `sh -c COMMAND` there for at most limit seconds, its output and errors added to output; *status is as
 * of waitpid. */
bool workplace_run(const struct workplace *workplace, const char *command, int limit, struct str *output,
                   int *status, struct err *err);
/* Removes the directories. */
void workplace_clear(struct workplace *workplace);

#endif
