/* Bytes put aside for a second reading: the last few in memory, the rest in a file without a name, which goes
 * with the process however it ends. */
#ifndef DEMUR_BASE_SPOOL_H
#define DEMUR_BASE_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct spool {
    char *directory; /* of the file, should there be one */
    int descriptor;  /* 0: none */
    struct str pending;
    uint64_t size; /* bytes in the file */
    uint64_t at;   /* bytes read back */
};

/* Begins an empty one. */
void spool_begin(struct spool *spool, const char *directory);
bool spool_add(struct spool *spool, const char *bytes, size_t length, struct err *err);
/* Reads the next bytes, at most size; *length 0: that was all. Nothing may be added any more. */
bool spool_read(struct spool *spool, char *bytes, size_t size, size_t *length, struct err *err);
/* Reads from the start again. */
void spool_rewind(struct spool *spool);
void spool_clear(struct spool *spool);

#endif
