/* Memory that is there or the program ends: the one place that handles "out of memory". */
#ifndef DEMUR_BASE_MEM_H
#define DEMUR_BASE_MEM_H

#include <stddef.h>

/* Ends the program because memory ran out, with a message; for libraries that report it their own way. */
_Noreturn void mem_end(void);

/* Returns size zeroed bytes; the caller frees. Size 0 counts as 1. Never NULL: aborts with a message. */
void *mem_new(size_t size);

/* Returns count zeroed elements of size bytes; refuses overflow. The caller frees. Never NULL. */
void *mem_new_array(size_t count, size_t size);

/* Resizes old (may be NULL) to count elements of size bytes; new bytes are not zeroed. Never NULL. */
void *mem_resize(void *old, size_t count, size_t size);

/* Returns a copy of text (NULL gives NULL); the caller frees. */
char *mem_text(const char *text);

/* Returns a NUL-terminated copy of length bytes; the caller frees. */
char *mem_text_n(const char *bytes, size_t length);

/* Returns the formatted text; the caller frees. */
char *mem_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Grows an array so that one more element fits: doubles *capacity when count reaches it. */
#define mem_grow(array, count, capacity)                                                                     \
    do {                                                                                                     \
        if ((count) >= (capacity)) {                                                                         \
            (capacity) = (capacity) ? (capacity)*2 : 8;                                                      \
            (array) = mem_resize((array), (capacity), sizeof *(array));                                      \
        }                                                                                                    \
    } while (0)

#endif
