#include "config.h"
#include "core/ask.h"

#include <string.h>

#include "base/day.h"
#include "base/zone.h"

static bool resolved_as(const struct standing_objection *objection, enum outcome outcome)
{
    return objection->dispute && !objection->dispute_open && objection->outcome == outcome;
}

static bool is_opt_out(const struct standing_objection *objection)
{
    return objection->ruling == RULING_OPT_OUT || resolved_as(objection, OUTCOME_OPT_OUT);
}

/* Nothing is barred by who was shown not to speak for the account. */
static bool speaks(const struct standing_objection *objection)
{
    return objection->voice != VOICE_REPRESENTATIVE ||
           (objection->authority != AUTHORITY_REFUSED && objection->authority != AUTHORITY_DISOWNED);
}

static bool is_claim(const struct standing_objection *objection)
{
    return objection->voice == VOICE_REPRESENTATIVE && is_opt_out(objection) &&
           objection->authority != AUTHORITY_PROVEN;
}

/* Returns what leaves an objection unsettled, a clause; NULL when it is settled. */
static const char *unsettled(const struct standing_objection *objection)
{
    if (objection->ruling == RULING_UNREAD)
        return "an objection has not been read";
    if (objection->changed)
        return "what was said was changed since it was read";
    if (objection->dispute ? objection->dispute_open : objection->ruling == RULING_DISPUTE)
        return "a dispute is open";
    if (objection->ruling == RULING_THREAT)
        return "a threat has no later ruling";
    return is_claim(objection) ? "a representative's claim is not settled" : NULL;
}

static bool cools_off(const struct standing_objection *objection)
{
    return is_opt_out(objection) || resolved_as(objection, OUTCOME_UPHELD);
}

static void why_set(struct str *why, const char *clause)
{
    if (!why)
        return;
    str_reset(why);
    str_add(why, clause);
}

/* Writes "objected on 28 Mar 2014". */
static void why_objected(struct str *why, int day)
{
    char text[32];
    const char *blank;

    if (!why)
        return;
    day_format_long(day, text, sizeof text);
    blank = strchr(text, ' ');
    str_reset(why);
    str_add_format(why, "objected on %s", blank ? blank + 1 : text);
}

int notice_may_ask_from(const struct standing_facts *facts, int cooling_days, int64_t at, struct str *why)
{
    int from = DAY_NONE, today = zone_day(at, facts->house->zone);

    for (size_t i = 0; i < facts->objection_count; i++) {
        const struct standing_objection *objection = &facts->objections[i];
        int day = zone_day(objection->received, facts->house->zone);

        if (objection->received > at || !speaks(objection))
            continue;
        if (unsettled(objection)) {
            why_set(why, unsettled(objection));
            return ASK_UNSETTLED;
        }
        if (!cools_off(objection) || day + cooling_days <= today ||
            (from != DAY_NONE && day + cooling_days <= from))
            continue;
        from = day + cooling_days;
        why_objected(why, day);
    }
    return from;
}
