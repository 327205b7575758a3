#include "config.h"
#include "desk/transfer.h"

#include "base/day.h"
#include "base/progress.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/check_duty.h"

struct check {
    struct desk *desk;
    bool mend;
    struct str *findings;
    struct owed_list owed; /* that the standings call for */
    int64_t checked, differing;
    int64_t last; /* the last account there is */
};

/* Returns what is kept of an instant, as lists show it. */
static const char *kept_name(const struct store_standing *kept, int64_t now)
{
    size_t i = kept->phases;

    while (i > 1 && kept->course[i - 1].from > now)
        i--;
    return kept->found ? standing_name(kept->course[i - 1].value) : "nothing";
}

/* Names what differs of a standing whose value does not. */
static void difference_add(const struct store_standing *kept, const struct standing_result *derived,
                           unsigned flags, struct str *out)
{
    if (kept->flags != flags)
        str_add(out, ", other risks");
    if (!str_equal(kept->place, derived->place) ||
        !str_equal(kept->regime, regime_name(derived->rule->regime)))
        str_add_format(out, ", kept %s %s, not %s %s", kept->place, kept->regime, derived->place,
                       regime_name(derived->rule->regime));
}

static bool finding_add(struct check *check, const struct store_facts *holder,
                        const struct standing_result *derived, struct err *err)
{
    struct desk *desk = check->desk;
    struct record_account account = {0};
    struct store_standing kept = {0};
    bool good = store_standing_get(desk->store, desk->program.id, holder->account, &kept, err) &&
                store_account_get(desk->store, holder->account, &account, err);

    if (good) {
        str_add_format(check->findings, "%s: kept %s, derived %s: %s", account.number,
                       kept_name(&kept, desk->now), standing_name(derived->value), standing_reason(derived));
        if (kept.found)
            difference_add(&kept, derived, holder->flags, check->findings);
        str_add(check->findings, "\n");
    }
    record_account_clear(&account);
    store_standing_clear(&kept);
    return good;
}

static bool standing_check(struct check *check, const struct store_facts *holder,
                           const struct standing_result *derived, struct err *err)
{
    struct desk *desk = check->desk;
    int64_t program = desk->program.id, id = holder->account;

    check->checked++;
    if (store_standing_is_kept(holder, derived))
        return true;
    check->differing++;
    return finding_add(check, holder, derived, err) &&
           (!check->mend ||
            store_standing_save(desk->store, program, id, derived, holder->flags, holder->kept, err));
}

/* An opt-out that its maker took back need not be honoured any more. */
static void lifted_add(struct check *check, int64_t account, const struct standing_facts *facts)
{
    for (size_t i = 0; facts->consent_count && i < facts->objection_count; i++) {
        const struct standing_objection *objection = &facts->objections[i];

        if (objection->id && objection->ruling == RULING_OPT_OUT && standing_is_lifted(facts, objection))
            owed_add(&check->owed, (struct owed){.kind = DUTY_HONOUR,
                                                 .account = account,
                                                 .objection = objection->id,
                                                 .due = DAY_NONE,
                                                 .optional = true});
    }
}

static bool check_visit(struct desk *desk, const struct store_facts *holder,
                        const struct standing_result *derived, void *context, struct err *err)
{
    struct check *check = context;
    int64_t id = holder->account;

    if (!progress_go("accounts", check->checked, (double)id / (double)check->last, err))
        return false;
    lifted_add(check, id, &holder->facts);
    return standing_check(check, holder, derived, err) &&
           desk_resend_owed(desk, id, &holder->facts, derived, &check->owed, err) &&
           (!holder->released || desk_recall_check(desk, id, &holder->facts, derived, check->mend,
                                                   check->findings, &check->differing, err));
}

bool desk_check(struct desk *desk, bool mend, struct str *findings, int64_t *checked, int64_t *differing,
                struct err *err)
{
    struct check check = {.desk = desk, .mend = mend, .findings = findings};
    int64_t duties = 0;
    bool good;

    if (mend && !desk_begin(desk, err))
        return false;
    good = store_account_last(desk->store, &check.last, err) &&
           desk_standing_each(desk, NULL, 0, check_visit, &check, err) &&
           check_duties(desk, &check.owed, mend, findings, &duties, err);
    if (mend)
        good = desk_end(desk, good, err);
    owed_list_clear(&check.owed);
    *checked = check.checked;
    *differing = check.differing + duties;
    return good;
}
