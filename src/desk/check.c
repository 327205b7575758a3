#include "config.h"
#include "desk/transfer.h"

#include "base/day.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/check_duty.h"

struct check {
    struct desk *desk;
    bool mend;
    struct str *findings;
    struct owed_list owed; /* that the standings call for */
    int64_t checked, differing;
};

/* Without a notice the rule is that of the day on which it is asked. */
static bool same_place(const struct store_standing *kept, const struct standing_result *derived)
{
    if (!derived->notice)
        return true;
    return kept->sent_day == derived->sent_day && str_equal(kept->place, derived->place) &&
           str_equal(kept->regime, regime_name(derived->rule->regime)) &&
           str_equal(kept->zone, derived->has_window ? derived->window.zone : "");
}

static bool same_standing(const struct store_standing *kept, const struct standing_result *derived)
{
    int last_day = derived->has_window ? derived->window.last_day : DAY_NONE;

    if (!kept->found || kept->last_day != last_day || kept->phases != derived->phases || kept->flags_differ ||
        !same_place(kept, derived))
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

/* Names what differs of a standing whose value does not. */
static void difference_add(const struct store_standing *kept, const struct standing_result *derived,
                           struct str *out)
{
    if (kept->flags_differ)
        str_add(out, ", other risks");
    if (!str_equal(kept->place, derived->place) ||
        !str_equal(kept->regime, regime_name(derived->rule->regime)))
        str_add_format(out, ", kept %s %s, not %s %s", kept->place, kept->regime, derived->place,
                       regime_name(derived->rule->regime));
}

static bool finding_add(struct check *check, int64_t id, const struct store_standing *kept,
                        const struct standing_result *derived, struct err *err)
{
    struct record_account account = {0};

    if (!store_account_get(check->desk->store, id, &account, err))
        return false;
    str_add_format(check->findings, "%s: kept %s, derived %s: %s", account.number,
                   kept_name(kept, check->desk->now), standing_name(derived->value),
                   standing_reason(derived));
    if (kept->found)
        difference_add(kept, derived, check->findings);
    str_add(check->findings, "\n");
    record_account_clear(&account);
    return true;
}

static bool standing_check(struct check *check, int64_t id, const struct standing_result *derived,
                           struct err *err)
{
    struct desk *desk = check->desk;
    struct store_standing kept = {0};
    bool good = store_standing_get(desk->store, desk->program.id, id, &kept, err);

    check->checked++;
    if (good && !same_standing(&kept, derived)) {
        check->differing++;
        good = finding_add(check, id, &kept, derived, err) &&
               (!check->mend || store_standing_save(desk->store, desk->program.id, id, derived, err));
    }
    store_standing_clear(&kept);
    return good;
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

static bool check_visit(int64_t id, void *context, struct err *err)
{
    struct check *check = context;
    struct store_facts holder = {0};
    struct standing_result derived = {0};
    bool good;

    if (!desk_standing_facts(check->desk, id, &holder, &derived, err))
        return false;
    lifted_add(check, id, &holder.facts);
    good = standing_check(check, id, &derived, err) &&
           desk_resend_owed(check->desk, id, &holder.facts, &derived, &check->owed, err) &&
           desk_recall_check(check->desk, id, &holder.facts, &derived, check->mend, check->findings,
                             &check->differing, err);
    standing_clear(&derived);
    store_facts_clear(&holder);
    return good;
}

bool desk_check(struct desk *desk, bool mend, struct str *findings, int64_t *checked, int64_t *differing,
                struct err *err)
{
    struct check check = {.desk = desk, .mend = mend, .findings = findings};
    int64_t duties = 0;
    bool good;

    if (mend && !desk_begin(desk, err))
        return false;
    good = store_account_each(desk->store, check_visit, &check, err) &&
           check_duties(desk, &check.owed, mend, findings, &duties, err);
    if (mend)
        good = desk_end(desk, good, err);
    owed_list_clear(&check.owed);
    *checked = check.checked;
    *differing = check.differing + duties;
    return good;
}
