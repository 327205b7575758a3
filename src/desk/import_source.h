/* The bytes of a list, read twice in pieces: once to know that all can be read and what they are, once as
 * text.
 */
#ifndef DEMUR_DESK_IMPORT_SOURCE_H
#define DEMUR_DESK_IMPORT_SOURCE_H

#include "base/charset.h"
#include "base/file_source.h"
#include "base/hash.h"

struct import_source {
    struct file_source file;
    const char *path, *said; /* the charset as said, or NULL; borrowed */
    struct charset_reader charset;
    char *piece;
    uint64_t given; /* bytes read in this turn */
    bool ended;     /* of this turn */
    bool failed;    /* reading failed, as err tells */
    bool marked;    /* the bytes begin with a mark */
    char hash[HASH_HEX_SIZE];
    struct err *err;
};

/* Opens the list ("-": standard input), reads all of it once and stands at its start. What can be read but
 * once is put aside in a directory. err is kept for later failures. */
bool import_source_open(struct import_source *source, const char *path, const char *charset,
                        const char *directory, struct err *err);
/* A csv_more. */
bool import_source_more(void *context, struct str *window);
void import_source_close(struct import_source *source);

#endif
