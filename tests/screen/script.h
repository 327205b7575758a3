/* A screen test's file: its statements in order, and its lines, so that expectations can be rewritten in
 * place. */
#ifndef DEMUR_TESTS_SCRIPT_H
#define DEMUR_TESTS_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum statement_kind {
    STATEMENT_SIZE,
    STATEMENT_ENV,
    STATEMENT_RUN,
    STATEMENT_RUN_ANY,
    STATEMENT_FILE,
    STATEMENT_START,
    STATEMENT_KEYS,
    STATEMENT_PASTE,
    STATEMENT_TYPE,
    STATEMENT_SCREEN,
    STATEMENT_CURSOR,
    STATEMENT_BYTES,
    STATEMENT_ATTRIBUTES,
    STATEMENT_RESIZE,
    STATEMENT_SIGNAL,
    STATEMENT_HANGUP,
    STATEMENT_EXIT
};

struct statement {
    enum statement_kind kind;
    size_t line;       /* 1 is the first line of the file */
    size_t last_line;  /* of a block: its end; otherwise the same as line */
    char *argument;    /* what follows the word, "" if nothing */
    char *block;       /* its lines, each with '\n'; NULL where there is none */
    const char *title; /* the comment before it, in script->lines; "" if there was none */
    char *accepted;    /* what to write instead of the block or the line; NULL to leave it */
};

struct script {
    char *path;
    char **lines; /* without line ends */
    size_t line_count;
    size_t line_capacity;
    struct statement *statements;
    size_t count;
    size_t capacity;
};

/* Reads and checks the file; the sentence of a failure names its line. The caller clears script either way.
 */
bool script_read(struct script *script, const char *path, struct err *err);
/* Writes the file again with what was accepted. */
bool script_rewrite(const struct script *script, struct err *err);
void script_clear(struct script *script);

/* Reads "80x24"; false when it is none or out of 1..1000. */
bool script_size(const char *text, int *columns, int *rows);

#endif
