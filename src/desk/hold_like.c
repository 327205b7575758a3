/* Holds of accounts that look like the source of an objection nobody is tied to: they end by themselves, or
 * once it is known whose it is. */
#include "config.h"
#include "desk/candidate.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "core/candidate.h"
#include "desk/private.h"

/* Longer than that nobody should look for an account. */
#define DAYS_MOST 60

bool desk_hold_like_may(struct desk *desk, int64_t id, struct err *err)
{
    struct record_objection objection = {0};
    int64_t *tied = NULL;
    size_t count = 0;
    bool good = store_objection_get(desk->store, id, &objection, err) &&
                store_tie_list(desk->store, id, &tied, &count, err);

    if (good && !objection.id)
        good = err_set(err, ERR_USAGE, "there is no objection %lld: `demur objections` lists them",
                       (long long)id);
    if (good && count)
        good = err_set(err, ERR_RULE, "objection %lld is tied to its account: that one is held by it",
                       (long long)id);
    free(tied);
    record_objection_clear(&objection);
    return good;
}

static bool held_already(struct desk *desk, const struct record_hold_list *holds, int64_t account)
{
    for (size_t i = 0; i < holds->count; i++) {
        if (holds->items[i].account == account && !holds->items[i].lifted &&
            holds->items[i].expires >= desk_today(desk))
            return true;
    }
    return false;
}

static bool account_hold(struct desk *desk, int64_t objection, int64_t account, int days, struct err *err)
{
    struct record_hold hold = {.program = desk->program.id,
                               .account = account,
                               .expires = desk_today(desk) + days,
                               .objection = objection,
                               .reason = mem_format("looks like objection %lld", (long long)objection)};
    bool good = desk_hold_apply(desk, &hold, err) && desk_standing_refresh(desk, account, err);

    record_hold_clear(&hold);
    return good;
}

static bool accounts_hold(struct desk *desk, int64_t objection, const int64_t *accounts, size_t count,
                          int days, size_t *held, struct err *err)
{
    struct record_hold_list holds = {0};
    bool good = store_hold_like(desk->store, objection, &holds, err);

    *held = 0;
    for (size_t i = 0; good && i < count; i++) {
        if (held_already(desk, &holds, accounts[i]))
            continue;
        good = account_hold(desk, objection, accounts[i], days, err);
        (*held)++;
    }
    record_hold_list_clear(&holds);
    return good;
}

/* All that score enough. The caller frees. */
static bool likely(struct desk *desk, int64_t objection, int64_t **accounts, size_t *count, struct err *err)
{
    struct desk_candidate_list list;
    bool good = desk_candidates(desk, objection, 0, &list, err);

    *accounts = mem_new_array(list.count, sizeof **accounts);
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].score >= CANDIDATE_ENOUGH)
            (*accounts)[(*count)++] = list.items[i].account.id;
    }
    desk_candidate_list_clear(&list);
    if (good && !*count)
        good = err_set(err, ERR_RULE, "no account looks enough like objection %lld: name those to be held",
                       (long long)objection);
    return good;
}

bool desk_hold_like(struct desk *desk, int64_t objection, const int64_t *accounts, size_t count, int days,
                    size_t *held, struct err *err)
{
    int64_t *found = NULL;
    size_t found_count = 0, done = 0;
    bool good;

    if (days < 1 || days > DAYS_MOST)
        return err_set(err, ERR_USAGE, "look-alikes are held for 1 to %d days", DAYS_MOST);
    if (!desk_begin(desk, err))
        return false;
    good = desk_hold_like_may(desk, objection, err) &&
           (count || likely(desk, objection, &found, &found_count, err)) &&
           accounts_hold(desk, objection, count ? accounts : found, count ? count : found_count, days, &done,
                         err);
    if (good && !done)
        good = err_set(err, ERR_RULE, "all of them are held so already");
    free(found);
    if (held)
        *held = done;
    return desk_end(desk, good, err);
}

bool desk_like_lift(struct desk *desk, int64_t objection, struct err *err)
{
    struct record_hold_list holds = {0};
    int64_t *tied = NULL;
    size_t count = 0;
    bool good = store_hold_like(desk->store, objection, &holds, err) &&
                (!holds.count || store_tie_list(desk->store, objection, &tied, &count, err));

    for (size_t i = 0; good && i < holds.count; i++) {
        const struct record_hold *hold = &holds.items[i];
        bool over = hold->lifted || hold->expires < desk_today(desk);

        for (size_t j = 0; j < count; j++)
            over = over || tied[j] == hold->account;
        if (!over)
            good = store_lift_add(desk->store, hold->id, "it is known whose the objection is", err) &&
                   desk_standing_refresh(desk, hold->account, err);
    }
    free(tied);
    record_hold_list_clear(&holds);
    return good;
}
