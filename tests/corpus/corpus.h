/* Real input nobody here wrote: found beside the project, read, never copied. */
#ifndef DEMUR_TESTS_CORPUS_H
#define DEMUR_TESTS_CORPUS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

/* Returns the path of name in the corpus, which $DEMUR_CORPUS names or is beside the project; the caller
 * frees. */
static inline char *corpus_path(const char *name)
{
    const char *corpus = getenv("DEMUR_CORPUS");
    const char *top = getenv("abs_top_srcdir");

    if (corpus && *corpus)
        return file_join(corpus, name);
    return mem_format("%s/../shared/corpus/%s", top ? top : ".", name);
}

/* True when the folder or file is there; if not, says so as TAP does, and the program ends with 0. */
static inline bool corpus_has(const char *name)
{
    char *path = corpus_path(name);
    bool found = file_exists(path);

    if (!found)
        printf("1..0 # SKIP the corpus has no %s: set DEMUR_CORPUS\n", name);
    free(path);
    return found;
}

/* Reads a file of the corpus into out, which is begun anew. */
static inline void corpus_read(const char *name, struct str *out)
{
    char *path = corpus_path(name);
    struct err err = {0};

    str_init(out);
    if (!file_read(path, 0, out, &err))
        fail_msg("%s", err.text);
    free(path);
}

#endif
