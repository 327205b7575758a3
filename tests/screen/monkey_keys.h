/* What a monkey does at a desk: the same for the same seed. */
#ifndef DEMUR_TESTS_MONKEY_KEYS_H
#define DEMUR_TESTS_MONKEY_KEYS_H

#include <stdint.h>

#include "base/str.h"

/* One thing to do. */
enum deed {
    DEED_PRESS,   /* the text, as keys of a screen test */
    DEED_SEND,    /* the text's bytes as they are */
    DEED_PASTE,   /* the text */
    DEED_RESIZE,  /* to columns and rows */
    DEED_ANOTHER, /* another agent runs `demur -f desk.db TEXT` */
    DEED_SIGNAL,  /* the program is ended by the signal that columns holds */
};

struct monkey {
    uint64_t state; /* of the numbers; never 0 */
    int mood;
    int patience;     /* deeds left in this mood */
    struct str queue; /* keys that follow the last one as they are written */
};

/* Begins anew; the same seed does the same deeds. The caller clears the queue. */
void monkey_begin(struct monkey *monkey, uint64_t seed);
/* Chooses the next deed; fills in text, and columns and rows for a resize. */
enum deed monkey_next(struct monkey *monkey, struct str *text, int *columns, int *rows);

#endif
