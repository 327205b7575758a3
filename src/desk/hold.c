#include "config.h"
#include "desk/verb.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "desk/private.h"

/* How long a hold without an expiry may stand before somebody looks at it again, in business days. */
#define HOLD_REVIEW_DAYS 10

bool desk_hold_apply(struct desk *desk, struct record_hold *hold, struct err *err)
{
    struct record_duty duty = {
        .kind = DUTY_REVIEW_HOLD,
        .account = hold->account,
        .level = LEVEL_LEAD,
        .due = desk_business_day(desk, HOLD_REVIEW_DAYS),
        .reason = mem_format("held: %s", hold->reason),
    };
    bool good = store_hold_add(desk->store, hold, err) &&
                (hold->expires != DAY_NONE || desk_duty_open(desk, &duty, err));

    free(duty.reason);
    return good;
}

bool desk_hold(struct desk *desk, int64_t account, const char *reason, int expires, int64_t *id,
               struct err *err)
{
    struct record_hold hold = {.program = desk->program.id, .account = account, .expires = expires};
    bool good;

    if (str_blank(reason))
        return err_set(err, ERR_USAGE, "a hold needs a reason");
    if (expires != DAY_NONE && expires < desk_today(desk))
        return err_set(err, ERR_USAGE,
                       "the hold would have expired already: give today or a later day, or none");
    if (!desk_begin(desk, err))
        return false;
    hold.reason = mem_text(reason);
    good =
        desk_end(desk, desk_hold_apply(desk, &hold, err) && desk_standing_refresh(desk, account, err), err);
    if (good && id)
        *id = hold.id;
    record_hold_clear(&hold);
    return good;
}

/* The reviews of an account's holds end with the last one that has no end of its own. */
static bool hold_review_end(struct desk *desk, int64_t account, struct err *err)
{
    struct record_hold_list holds = {0};
    struct record_duty_list duties = {0};
    bool held = false;
    bool good = store_hold_list(desk->store, desk->program.id, account, &holds, err);

    for (size_t i = 0; good && i < holds.count; i++)
        held = held || (!holds.items[i].lifted && holds.items[i].expires == DAY_NONE);
    if (good && !held)
        good = store_duty_list(desk->store, desk->program.id, account, 0, 0, &duties, err);
    for (size_t i = 0; good && i < duties.count; i++) {
        if (duties.items[i].kind == DUTY_REVIEW_HOLD)
            good = store_duty_done(desk->store, duties.items[i].id, "the hold was lifted", err);
    }
    record_hold_list_clear(&holds);
    record_duty_list_clear(&duties);
    return good;
}

bool desk_lift(struct desk *desk, int64_t id, const char *reason, struct err *err)
{
    struct record_hold hold = {0};
    bool good;

    if (str_blank(reason))
        return err_set(err, ERR_USAGE, "lifting a hold needs a reason");
    if (!desk_begin(desk, err))
        return false;
    good = desk_may(desk, FACT_LIFT, err) && store_hold_get(desk->store, id, &hold, err);
    if (good && !hold.id)
        good = err_set(err, ERR_USAGE, "there is no hold %lld", (long long)id);
    if (good && hold.lifted)
        good = err_set(err, ERR_CLASH, "hold %lld is lifted already", (long long)id);
    good = good && store_lift_add(desk->store, id, reason, err) && hold_review_end(desk, hold.account, err) &&
           desk_standing_refresh(desk, hold.account, err);
    record_hold_clear(&hold);
    return desk_end(desk, good, err);
}
