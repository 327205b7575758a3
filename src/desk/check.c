#include "config.h"
#include "desk/transfer.h"

#include "base/day.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/private.h"

struct check {
    struct desk *desk;
    bool mend;
    struct str *findings;
    int64_t checked, differing;
};

/* What is kept was derived at another time: it must say the same now, and the same of what the clock will
 * change. */
static bool same_standing(const struct store_standing *kept, const struct standing_result *derived,
                          int64_t now)
{
    bool over = kept->closes != INSTANT_NONE && now >= kept->closes;
    int last_day = derived->has_window ? derived->window.last_day : DAY_NONE;

    if (!kept->found || (over ? kept->after : kept->before) != derived->value || kept->last_day != last_day ||
        !str_equal(over ? kept->reason_after : kept->reason_before, standing_reason(derived)))
        return false;
    return derived->closes == INSTANT_NONE ||
           (kept->closes == derived->closes && kept->after == derived->after &&
            str_equal(kept->reason_after, str_text(&derived->reason_after)));
}

static bool finding_add(struct check *check, int64_t id, const struct store_standing *kept,
                        const struct standing_result *derived, struct err *err)
{
    struct record_account account = {0};

    if (!store_account_get(check->desk->store, id, &account, err))
        return false;
    str_add_format(check->findings, "%s: kept %s, derived %s: %s\n", account.number,
                   kept->found ? standing_name(kept->before) : "nothing", standing_name(derived->value),
                   standing_reason(derived));
    record_account_clear(&account);
    return true;
}

static bool check_visit(int64_t id, void *context, struct err *err)
{
    struct check *check = context;
    struct desk *desk = check->desk;
    struct standing_result derived = {0};
    struct store_standing kept = {0};
    bool good = false;

    if (!desk_standing(desk, id, &derived, err))
        return false;
    if (!store_standing_get(desk->store, desk->program.id, id, &kept, err))
        goto out;
    check->checked++;
    good = true;
    if (!same_standing(&kept, &derived, desk->now)) {
        check->differing++;
        good = finding_add(check, id, &kept, &derived, err) &&
               (!check->mend || store_standing_save(desk->store, desk->program.id, id, &derived, err));
    }
out:
    store_standing_clear(&kept);
    standing_clear(&derived);
    return good;
}

bool desk_check(struct desk *desk, bool mend, struct str *findings, int64_t *checked, int64_t *differing,
                struct err *err)
{
    struct check check = {.desk = desk, .mend = mend, .findings = findings};
    bool good;

    if (mend && !desk_begin(desk, err))
        return false;
    good = store_account_each(desk->store, check_visit, &check, err);
    if (mend)
        good = desk_end(desk, good, err);
    *checked = check.checked;
    *differing = check.differing;
    return good;
}
