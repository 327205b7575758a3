/* What a program wrote to its terminal, byte by byte: only curses may speak to a terminal in control bytes
 * and escape sequences, and of text only what is printable may come. */
#ifndef DEMUR_TESTS_RAW_H
#define DEMUR_TESTS_RAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* What was read so far; all zero at the start. */
struct raw {
    enum { RAW_TEXT, RAW_ESCAPE, RAW_CHARSET, RAW_SEQUENCE, RAW_COMMAND } state;
    char sequence[64];
    size_t length; /* of the sequence */
    uint32_t character;
    int missing; /* continuation bytes of the character */
};

/* Reads on; false at the first thing that neither curses sends to an xterm nor can be printed. */
bool raw_read(struct raw *raw, const char *bytes, size_t length, struct err *err);

#endif
