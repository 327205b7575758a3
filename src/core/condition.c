#include "config.h"
#include "core/condition.h"

#include <string.h>

#include "base/str.h"

#define BIT(condition) (1u << CONDITION_##condition)

/* What every place with conditions asks for; two ask for more. */
enum {
    CONDITIONS_COMMON =
        BIT(NOT_SENSITIVE) | BIT(NAMED) | BIT(PROMINENT) | BIT(FREE) | BIT(DELIVERED) | BIT(LONG_ENOUGH)
};

static const struct {
    const char *country;
    unsigned more;
} places[] = {
    {"SG", BIT(NO_HARM) | BIT(NOT_MARKETING)},
    {"JP", BIT(FILED) | BIT(NOT_ABROAD)},
};

unsigned condition_required(const struct rule *rule)
{
    unsigned required = 0;

    if (rule->regime != REGIME_OPT_OUT && rule->regime != REGIME_OPT_OUT_CONDITIONAL)
        return 0;
    if (rule->regime == REGIME_OPT_OUT_CONDITIONAL) {
        required = CONDITIONS_COMMON;
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            if (strncmp(rule->code, places[i].country, 2) == 0)
                required |= places[i].more;
        }
    }
    if (str_equal_ascii(rule->confidence, "low"))
        required |= BIT(COUNSEL) | BIT(AGREED);
    return required;
}

unsigned condition_ticked(const struct standing_facts *facts, int64_t notice)
{
    unsigned ticked = 0;

    for (size_t i = 0; i < facts->tick_count; i++) {
        if (facts->ticks[i].notice == notice)
            ticked |= 1u << facts->ticks[i].condition;
    }
    return ticked;
}

bool condition_complete(const struct standing_facts *facts, int64_t notice, unsigned required)
{
    const struct standing_tick *last = NULL;

    if (!required || required & ~condition_ticked(facts, notice))
        return false;
    for (size_t i = 0; i < facts->tick_count; i++) {
        if (facts->ticks[i].notice == notice && required & 1u << facts->ticks[i].condition)
            last = &facts->ticks[i];
    }
    for (size_t i = 0; i < facts->tick_count; i++) {
        const struct standing_tick *tick = &facts->ticks[i];

        if (tick != last && tick->notice == notice && required & 1u << tick->condition &&
            str_equal_ascii(tick->agent, last->agent))
            return false;
    }
    return true;
}
