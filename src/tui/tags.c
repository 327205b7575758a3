#include "config.h"
#include "tui/tags.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void tags_clear(struct tags *tags)
{
    free(tags->ids);
    memset(tags, 0, sizeof *tags);
}

/* Returns where id stands or would stand. */
static size_t place_of(const struct tags *tags, int64_t id)
{
    size_t low = 0, high = tags->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (tags->ids[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool tags_has(const struct tags *tags, int64_t id)
{
    size_t at = place_of(tags, id);

    return at < tags->count && tags->ids[at] == id;
}

void tags_add(struct tags *tags, int64_t id)
{
    size_t at = place_of(tags, id);

    if (at < tags->count && tags->ids[at] == id)
        return;
    mem_grow(tags->ids, tags->count, tags->capacity);
    memmove(tags->ids + at + 1, tags->ids + at, (tags->count - at) * sizeof *tags->ids);
    tags->ids[at] = id;
    tags->count++;
}

static int compare(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

    return left < right ? -1 : left > right;
}

void tags_add_all(struct tags *tags, const int64_t *ids, size_t count)
{
    size_t kept = 0;

    if (!count)
        return;
    tags->capacity = tags->count + count;
    tags->ids = mem_resize(tags->ids, tags->capacity, sizeof *tags->ids);
    memcpy(tags->ids + tags->count, ids, count * sizeof *ids);
    tags->count += count;
    qsort(tags->ids, tags->count, sizeof *tags->ids, compare);
    for (size_t i = 0; i < tags->count; i++)
        if (!kept || tags->ids[kept - 1] != tags->ids[i])
            tags->ids[kept++] = tags->ids[i];
    tags->count = kept;
}

void tags_remove(struct tags *tags, int64_t id)
{
    size_t at = place_of(tags, id);

    if (at == tags->count || tags->ids[at] != id)
        return;
    tags->count--;
    memmove(tags->ids + at, tags->ids + at + 1, (tags->count - at) * sizeof *tags->ids);
}
