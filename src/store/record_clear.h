/* How records are cleared; for the files that define their clear functions alone. */
#ifndef DEMUR_STORE_RECORD_CLEAR_H
#define DEMUR_STORE_RECORD_CLEAR_H

#include <stdlib.h>
#include <string.h>

/* Frees the texts, in the order they are named, and makes the record empty. */
#define CLEAR(noun, ...)                                                                                     \
    void record_##noun##_clear(struct record_##noun *record)                                                 \
    {                                                                                                        \
        char *texts[] = {__VA_ARGS__};                                                                       \
        size_t i;                                                                                            \
                                                                                                             \
        for (i = 0; i < sizeof texts / sizeof *texts; i++)                                                   \
            free(texts[i]);                                                                                  \
        memset(record, 0, sizeof *record);                                                                   \
    }

#define CLEAR_LIST(noun)                                                                                     \
    void record_##noun##_list_clear(struct record_##noun##_list *list)                                       \
    {                                                                                                        \
        size_t i;                                                                                            \
                                                                                                             \
        for (i = 0; i < list->count; i++)                                                                    \
            record_##noun##_clear(&list->items[i]);                                                          \
        free(list->items);                                                                                   \
        memset(list, 0, sizeof *list);                                                                       \
    }

#endif
