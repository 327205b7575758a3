#include "config.h"
#include "desk/view.h"

#include "base/day.h"
#include "base/str.h"
#include "base/zone.h"
#include "core/ask.h"
#include "desk/private.h"

static void rule_add(struct str *out, const struct rule *rule)
{
    str_add_format(out, "%s %s: %s\n", rule->code, rule->name, regime_title(rule->regime));
    if (!str_blank(rule->citation))
        str_add_format(out, "  %s\n", rule->citation);
    if (!str_blank(rule->note))
        str_add_format(out, "  %s\n", rule->note);
    if (str_equal(rule->confidence, "low"))
        str_add(out, "  CHECK WITH COUNSEL: this row is of low confidence\n");
}

/* The answer, its reason, and what else is to be known before anybody acts on it. */
static bool verdict_add(struct desk *desk, const struct record_account *account,
                        const struct standing_result *standing, struct str *out, struct err *err)
{
    struct str why = {0};
    char day[16];
    int from = DAY_NONE;
    bool good = desk_ask_from(desk, account->id, desk->now, &from, &why, err);

    str_add_format(out, "%s  %s\n", account->company, account->number);
    str_add_format(out, "May be disclosed on %s? %s: %s\n",
                   day_format_long(desk_today(desk), day, sizeof day), desk_answer(desk, standing),
                   standing_title(standing->value));
    str_add_format(out, "Because %s%s.\n", str_starts(standing_reason(standing), "held ") ? "it is " : "",
                   standing_reason(standing));
    if (desk->looks_ahead && standing_may_disclose(standing->value))
        str_add(out, "Only if nobody objects until then.\n");
    if (standing->limited && standing_may_disclose(standing->value))
        str_add_format(out, "Without what %zu limited opt-out%s withhold%s.\n", standing->limited,
                       standing->limited == 1 ? "" : "s", standing->limited == 1 ? "s" : "");
    if (good && from == ASK_UNSETTLED)
        str_add_format(out, "Not to be asked again before that is settled: %s.\n", str_text(&why));
    else if (good && from != DAY_NONE)
        str_add_format(out, "Not to be asked again before %s: %s.\n", day_format_long(from, day, sizeof day),
                       str_text(&why));
    if (!zone_database_exists())
        str_add(out, "This machine has no time zones, so each is taken for the last on earth: install "
                     "tzdata.\n");
    str_clear(&why);
    return good;
}

static void rules_add(struct desk *desk, const struct standing_result *standing, struct str *out)
{
    const struct rule *overlay;
    size_t next = 0;
    int sent = standing->sent_day == DAY_NONE ? desk_today(desk) : standing->sent_day;

    if (!str_blank(standing->rule->note))
        str_add_format(out, "\n%s: %s\n", standing->rule->code, standing->rule->note);
    while ((overlay = rule_overlay_next(&desk->rules, standing->place, sent, &next))) {
        str_add(out, "Sector rule, never looser: ");
        rule_add(out, overlay);
    }
}

bool desk_why(struct desk *desk, int64_t id, struct str *out, struct err *err)
{
    struct standing_result standing = {0};
    struct record_account account = {0};
    bool good;

    if (!desk_rules_refresh(desk, err) || !desk_holidays_refresh(desk, err) ||
        !store_account_get(desk->store, id, &account, err))
        return false;
    if (!account.id)
        return err_set(err, ERR_USAGE, "there is no such account: `demur accounts` lists them");
    if (!desk_standing_with_proof(desk, id, &standing, err)) {
        record_account_clear(&account);
        return false;
    }
    good = verdict_add(desk, &account, &standing, out, err);
    str_add_format(out, "\n%s", str_text(&standing.proof));
    rules_add(desk, &standing, out);
    str_add(out, "\nNot legal advice.\n");
    standing_clear(&standing);
    record_account_clear(&account);
    return good;
}
