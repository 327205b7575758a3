/* A file to be read twice, in pieces. What can be read but once, a pipe, is put aside as it comes. */
#ifndef DEMUR_BASE_FILE_SOURCE_H
#define DEMUR_BASE_FILE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/spool.h"

struct file_source {
    const char *name; /* for sentences; borrowed */
    int descriptor;
    bool opened; /* the descriptor is its own */
    bool aside;  /* what it gives is in the spool */
    uint64_t start, at;
    struct spool spool;
    uint64_t size;
};

/* Opens a file ("-" is standard input); a directory is refused. What must be put aside goes into directory.
 */
bool file_source_open(struct file_source *source, const char *path, const char *directory, struct err *err);
/* Reads the next bytes, as many as there are up to size; *length 0: that was all. */
bool file_source_read(struct file_source *source, char *bytes, size_t size, size_t *length, struct err *err);
/* Reads from the start again. */
void file_source_rewind(struct file_source *source);
void file_source_close(struct file_source *source);

#endif
