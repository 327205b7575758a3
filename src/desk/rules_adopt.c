/* Adopting rules or holidays. Whose standing they change was worked out while others wrote; while they wait,
 * those accounts alone are derived anew, and those that something was recorded of in between. */
#include "config.h"
#include "desk/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk/private.h"
#include "store/journal.h"

struct adopt {
    const struct desk_rules_change *change;
    struct touched touched; /* since the comparison */
    size_t programs;        /* derived so far */
};

static int compare_ids(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

/* Both lists in one, ascending and each once; the caller frees. */
static int64_t *ids_join(const struct desk_rules_program *program, const struct touched *touched,
                         size_t *count)
{
    size_t all = program->count + touched->count;
    int64_t *ids = mem_new_array(all ? all : 1, sizeof *ids);

    if (program->count)
        memcpy(ids, program->accounts, program->count * sizeof *ids);
    if (touched->count)
        memcpy(ids + program->count, touched->accounts, touched->count * sizeof *ids);
    qsort(ids, all, sizeof *ids, compare_ids);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        if (!*count || ids[*count - 1] != ids[i])
            ids[(*count)++] = ids[i];
    }
    return ids;
}

static bool program_visit(struct desk *desk, void *context, struct err *err)
{
    struct adopt *adopt = context;
    const struct desk_rules_change *change = adopt->change;
    int64_t *ids;
    size_t count;
    bool good;

    if (adopt->touched.all || adopt->programs >= change->program_count)
        return desk_standing_refresh_all(desk, err);
    ids = ids_join(&change->programs[adopt->programs++], &adopt->touched, &count);
    good = desk_standing_refresh_many(desk, ids, count, err);
    free(ids);
    return good;
}

/* Inside a write. */
static bool rules_adopt(struct desk *desk, struct desk_rules_change *change, struct err *err)
{
    if (desk->rules.adoption != change->before)
        return err_set(err, ERR_CLASH,
                       "%s was compared with rules that are no longer in force: import it again",
                       change->file);
    return store_rules_adopt(desk->store, change->file, &change->book, err) && desk_rules_refresh(desk, err);
}

bool desk_rules_adopt(struct desk *desk, struct desk_rules_change *change, struct err *err)
{
    struct adopt adopt = {.change = change};
    struct err ignored = {0};
    bool good;

    if (!desk_begin(desk, err))
        return false;
    /* The entry of the adoption itself concerns all: what others recorded is asked for before it. */
    good = store_journal_touched(desk->store, change->since, &adopt.touched, err) &&
           desk_may(desk, change->holidays ? FACT_HOLIDAYS : FACT_RULES, err) &&
           (change->holidays ? desk_holidays_adopt(desk, change, err) : rules_adopt(desk, change, err)) &&
           desk_program_each(desk, program_visit, &adopt, err);
    touched_clear(&adopt.touched);
    /* What was not kept is not worked by. */
    return desk_end(desk, good, err) ||
           (desk_rules_refresh(desk, &ignored), desk_holidays_refresh(desk, &ignored), false);
}
