/* A set of tagged rows, by id. */
#ifndef DEMUR_TUI_TAGS_H
#define DEMUR_TUI_TAGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tags {
    int64_t *ids; /* ascending */
    size_t count, capacity;
};

void tags_clear(struct tags *tags);
bool tags_has(const struct tags *tags, int64_t id);
void tags_add(struct tags *tags, int64_t id);
/* Adds many at once, in any order. */
void tags_add_all(struct tags *tags, const int64_t *ids, size_t count);
void tags_remove(struct tags *tags, int64_t id);

#endif
