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

static bool same_standing(const struct store_standing *kept, const struct standing_result *derived)
{
    int last_day = derived->has_window ? derived->window.last_day : DAY_NONE;

    if (!kept->found || kept->last_day != last_day || kept->phases != derived->phases)
        return false;
    for (size_t i = 0; i < kept->phases; i++) {
        const struct standing_phase *a = &kept->course[i], *b = &derived->course[i];

        if (a->from != b->from || a->value != b->value ||
            !str_equal(str_text(&a->reason), str_text(&b->reason)))
            return false;
    }
    return true;
}

/* Returns what is kept of an instant, as lists show it. */
static const char *kept_name(const struct store_standing *kept, int64_t now)
{
    size_t i = kept->phases;

    while (i > 1 && kept->course[i - 1].from > now)
        i--;
    return kept->found ? standing_name(kept->course[i - 1].value) : "nothing";
}

static bool finding_add(struct check *check, int64_t id, const struct store_standing *kept,
                        const struct standing_result *derived, struct err *err)
{
    struct record_account account = {0};

    if (!store_account_get(check->desk->store, id, &account, err))
        return false;
    str_add_format(check->findings, "%s: kept %s, derived %s: %s\n", account.number,
                   kept_name(kept, check->desk->now), standing_name(derived->value),
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
    if (!same_standing(&kept, &derived)) {
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
