/* What follows from the rows of an import: the standings of the accounts they touched. */
#include "config.h"
#include "desk/import.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/text_item.h"

void import_touch(struct import *import, int64_t account)
{
    if (import->touched_count && import->touched[import->touched_count - 1] == account)
        return;
    mem_grow(import->touched, import->touched_count, import->touched_capacity);
    import->touched[import->touched_count++] = account;
}

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static void touched_sort(struct import *import)
{
    size_t kept = 0;

    if (import->touched_count)
        qsort(import->touched, import->touched_count, sizeof *import->touched, compare_ids);
    for (size_t i = 0; i < import->touched_count; i++) {
        if (!kept || import->touched[i] != import->touched[kept - 1])
            import->touched[kept++] = import->touched[i];
    }
    import->touched_count = kept;
}

/* Who the accounts and the people are counts in every program. */
static bool program_refresh(struct desk *desk, void *context, struct err *err)
{
    struct import *import = context;

    return (import->kind != LIST_ACCOUNTS || desk_reach_follow(desk, err)) &&
           desk_standing_refresh_many(desk, import->touched, import->touched_count, err);
}

bool import_standings(struct import *import, struct err *err)
{
    touched_sort(import);
    if (import->kind == LIST_ACCOUNTS || import->kind == LIST_CONTACTS)
        return desk_program_each(import->desk, program_refresh, import, err);
    return program_refresh(import->desk, import, err);
}

bool import_text_read(struct import *import, const char *version, struct err *err)
{
    struct import_text *known = &import->text;
    struct desk *desk = import->desk;
    struct record_text text = {0};
    bool kept = false;

    if (known->known && (known->none || str_equal_ascii(str_text(&known->version), version)))
        return true;
    if (!store_text_kept(desk->store, desk->program.id, &kept, err) ||
        !store_text_find(desk->store, desk->program.id, version, &text, err))
        return false;
    *known = (struct import_text){.known = true, .version = known->version, .none = !kept};
    known->failed = text.checked && text.items != TEXT_ITEM_ALL;
    known->sound = text.checked && text.items == TEXT_ITEM_ALL;
    str_reset(&known->version);
    str_add(&known->version, version);
    record_text_clear(&text);
    return true;
}
