#include "config.h"
#include "desk/private.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"

/* Of a day whose hour nobody wrote down the clock runs from its beginning. */
static int64_t received_first(const struct desk *desk, const struct record_objection *objection)
{
    const char *zone = desk->program.zone;

    if (objection->precision != PRECISION_DAY)
        return objection->received;
    return zone_day_end(zone_day(objection->received, zone) - 1, zone);
}

/* The place whose rule counts: that of the account, else the region that is known of who objected. */
static bool place_find(struct desk *desk, int64_t objection, int64_t account, char **place, struct err *err)
{
    struct standing_result standing = {0};
    struct record_objector objector = {0};
    bool good = account ? desk_standing(desk, account, &standing, err)
                        : store_objector_get(desk->store, objection, &objector, err);

    if (good)
        *place = mem_text(account ? standing.place : objector.region ? objector.region : "");
    standing_clear(&standing);
    record_objector_clear(&objector);
    return good;
}

/* The clock to honour runs from receipt anywhere in the company (window-rules section 3). */
bool desk_honour_day(struct desk *desk, const struct record_objection *objection, int64_t account, int *day,
                     const struct rule **rule, struct err *err)
{
    struct calendar calendar = desk_calendar(desk);
    int received = zone_day(objection->received, desk->program.zone);
    const struct rule *found;
    char *place = NULL;

    if (!place_find(desk, objection->id, account, &place, err))
        return false;
    found = rule_find(&desk->rules, place, received);
    *day = rule_honour_by(found, received_first(desk, objection), desk->program.zone, &calendar,
                          desk->program.asap_days);
    if (rule)
        *rule = found;
    free(place);
    return true;
}

bool desk_honour_open(struct desk *desk, const struct record_objection *objection, int64_t account,
                      struct err *err)
{
    struct record_duty duty = {
        .kind = DUTY_HONOUR,
        .account = account,
        .objection = objection->id,
        .message = objection->message,
        .source = objection->source,
    };
    const struct rule *rule;
    bool good;

    if (!desk_honour_day(desk, objection, account, &duty.due, &rule, err))
        return false;
    duty.reason =
        rule->honour_unit == RULE_UNIT_ASAP || rule->honour_within < 0
            ? mem_format("%s: at once; house rule %d business days", rule->code, desk->program.asap_days)
            : mem_format("%s: the law's day to honour it", rule->code);
    good = desk_duty_open(desk, &duty, err);
    free(duty.reason);
    return good;
}

/* One opt-out of the account: its duty ends with the entry just made, or is owed again. */
static bool honour_settle(struct desk *desk, int64_t account, const struct standing_facts *facts,
                          const struct standing_objection *objection, struct err *err)
{
    struct record_objection record = {0};
    bool lapsed = false, good;

    if (!objection->id || objection->ruling != RULING_OPT_OUT ||
        (objection->voice == VOICE_REPRESENTATIVE && objection->authority != AUTHORITY_PROVEN))
        return true;
    if (standing_is_lifted(facts, objection))
        return store_duty_discharge(desk->store, DUTY_HONOUR, desk->program.id, account, 0, objection->id, 0,
                                    NULL, err);
    if (!store_honour_lapsed(desk->store, account, objection->id, &lapsed, err))
        return false;
    good = !lapsed || (store_objection_get(desk->store, objection->id, &record, err) &&
                       desk_honour_open(desk, &record, account, err));
    record_objection_clear(&record);
    return good;
}

bool desk_honour_follow(struct desk *desk, int64_t account, const struct standing_facts *facts,
                        struct err *err)
{
    bool good = true;

    for (size_t i = 0; good && facts->consent_count && i < facts->objection_count; i++)
        good = honour_settle(desk, account, facts, &facts->objections[i], err);
    return good;
}
