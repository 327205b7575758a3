#include "config.h"
#include "core/condition.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/consent.h"
#include "desk/private.h"

void desk_condition_list_clear(struct desk_condition_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].words);
        free(list->items[i].agent);
    }
    free(list->items);
    memset(list, 0, sizeof *list);
}

static void condition_fill(struct desk_condition *condition, struct record_tick_list *ticks)
{
    for (size_t i = 0; i < ticks->count; i++) {
        struct record_tick *tick = &ticks->items[i];

        if (tick->condition != condition->condition)
            continue;
        condition->ticked = tick->ticked;
        condition->version = tick->version;
        condition->at = tick->recorded;
        condition->words = mem_text(tick->words);
        condition->agent = mem_text(tick->agent);
    }
}

bool desk_conditions_of(struct desk *desk, const struct standing_result *standing,
                        struct desk_condition_list *list, struct err *err)
{
    struct record_tick_list ticks = {0};
    bool good;

    memset(list, 0, sizeof *list);
    list->notice = standing->has_window ? standing->notice : 0;
    good = !list->notice || store_tick_list(desk->store, list->notice, &ticks, err);
    for (size_t i = 0; good && i < condition_count; i++) {
        if (!(standing->required & 1u << i))
            continue;
        mem_grow(list->items, list->count, list->capacity);
        list->items[list->count] = (struct desk_condition){.condition = (enum condition)i};
        condition_fill(&list->items[list->count], &ticks);
        list->ticked += list->items[list->count++].ticked;
    }
    record_tick_list_clear(&ticks);
    return good;
}

bool desk_conditions(struct desk *desk, int64_t account, struct desk_condition_list *list, struct err *err)
{
    struct standing_result standing = {0};
    bool good;

    memset(list, 0, sizeof *list);
    if (!desk_standing(desk, account, &standing, err))
        return false;
    good = desk_conditions_of(desk, &standing, list, err);
    standing_clear(&standing);
    return good;
}

void desk_tick_add(const struct desk *desk, const struct desk_condition *condition, struct str *out)
{
    char at[24];

    if (condition->version)
        str_add_format(out, "%s%s, %s%s%s", condition->ticked ? "" : "opened again by ", condition->agent,
                       instant_format_local(condition->at, desk->program.zone, at, sizeof at),
                       str_blank(condition->words) ? "" : ": ", condition->words);
}

/* The tick that completes the list is a second agent's: one who made none of the others. */
static bool last_is_second(const struct desk *desk, const struct desk_condition_list *list,
                           enum condition condition, struct err *err)
{
    size_t open = 0, own = 0;

    for (size_t i = 0; i < list->count; i++) {
        const struct desk_condition *item = &list->items[i];

        if (item->condition == condition)
            continue;
        open += !item->ticked;
        own += item->ticked && str_equal_ascii(item->agent, desk->agent);
    }
    return open || !own ||
           err_set(err, ERR_RULE,
                   "this is the last condition, and %s ticked %zu of the others: a second agent "
                   "ticks it",
                   desk->agent, own);
}

static bool tick_allowed(const struct desk *desk, const struct desk_condition_list *list,
                         const struct desk_condition *item, enum condition condition, bool ticked,
                         const char *words, struct err *err)
{
    if (!list->notice)
        return err_set(err, ERR_RULE, "there is no window to tick a condition for: a notice comes first");
    if (!item)
        return err_set(err, ERR_RULE, "the rule of this account does not ask for it: %s",
                       condition_title(condition));
    if (item->ticked == ticked)
        return err_set(err, ERR_CLASH, "this condition is %s already: %s", ticked ? "ticked" : "open",
                       condition_title(condition));
    if (!ticked && str_blank(words))
        return err_set(err, ERR_USAGE, "opening a condition again needs the reason");
    if (ticked && condition == CONDITION_NO_HARM && str_blank(words))
        return err_set(err, ERR_USAGE, "this condition is an assessment in writing: give its words");
    return !ticked || last_is_second(desk, list, condition, err);
}

bool desk_tick(struct desk *desk, int64_t account, enum condition condition, bool ticked, const char *words,
               struct err *err)
{
    struct desk_condition_list list = {0};
    const struct desk_condition *item = NULL;
    bool good;

    if (!desk_begin(desk, err))
        return false;
    good =
        desk_may(desk, ticked ? FACT_TICK : FACT_UNTICK, err) && desk_conditions(desk, account, &list, err);
    for (size_t i = 0; good && i < list.count; i++) {
        if (list.items[i].condition == condition)
            item = &list.items[i];
    }
    good = good && tick_allowed(desk, &list, item, condition, ticked, words, err);
    if (good) {
        struct record_tick tick = {.condition = condition,
                                   .notice = list.notice,
                                   .version = item->version,
                                   .ticked = ticked,
                                   .words = mem_text(words ? words : "")};

        good = store_tick_add(desk->store, account, &tick, err) && desk_standing_refresh(desk, account, err);
        record_tick_clear(&tick);
    }
    desk_condition_list_clear(&list);
    return desk_end(desk, good, err);
}
