/* Keys as a screen test writes them: jj<Enter><C-s>, each one key of the keyboard. */
#ifndef DEMUR_TESTS_KEYS_H
#define DEMUR_TESTS_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <vterm.h>

#include "base/err.h"

struct key {
    VTermKey code;          /* VTERM_KEY_NONE: the bytes are sent as they are */
    VTermModifier modifier; /* for a code */
    char bytes[8];          /* with a NUL */
};

struct keys {
    struct key *list;
    size_t count;
    size_t capacity;
};

/* Reads text: <Name> with S-, C- or M- before the name is one key, <lt> is '<', any other UTF-8 character is
 * itself. Fails on a name nobody knows. The caller clears keys either way. */
bool keys_parse(const char *text, struct keys *keys, struct err *err);
void keys_clear(struct keys *keys);

#endif
