#include "config.h"
#include "base/zone.h"

#include <string.h>

#include "base/mem.h"

const char *zone_keep(const char *name)
{
    static char **kept;
    static size_t count, capacity;

    if (!name || !*name || !zone_exists(name))
        return ZONE_LATEST;
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(kept[i], name))
            return kept[i];
    }
    mem_grow(kept, count, capacity);
    kept[count] = mem_text(name);
    return kept[count++];
}
