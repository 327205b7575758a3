#include "config.h"
#include "desk/rules.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "desk/private.h"

struct weigh {
    struct desk *desk;
    struct desk_rules_change *change;
    bool several; /* programs */
};

static const struct standing_phase *phase_at(const struct standing_result *result, int64_t instant)
{
    size_t i = result->phases;

    while (i > 1 && result->course[i - 1].from > instant)
        i--;
    return &result->course[i - 1];
}

/* How two courses differ from an instant on. */
struct verdict {
    bool differs, looser, stricter;
    const char *reason; /* of the new course, where they first differ; borrowed */
    int64_t first;
};

static void verdict_at(const struct standing_result *old, const struct standing_result *new, int64_t instant,
                       struct verdict *verdict)
{
    const struct standing_phase *was = phase_at(old, instant), *is = phase_at(new, instant);

    if (was->value == is->value)
        return;
    if (!verdict->differs || instant < verdict->first) {
        verdict->first = instant;
        verdict->reason = str_text(&is->reason);
    }
    verdict->differs = true;
    verdict->looser =
        verdict->looser || (standing_may_disclose(is->value) && !standing_may_disclose(was->value));
    verdict->stricter =
        verdict->stricter || (standing_may_disclose(was->value) && !standing_may_disclose(is->value));
}

/* Both courses change at their phases alone. */
static struct verdict verdict_of(const struct standing_result *old, const struct standing_result *new,
                                 int64_t now)
{
    const struct standing_result *both[] = {old, new};
    struct verdict verdict = {0};

    verdict_at(old, new, now, &verdict);
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 1; j < both[i]->phases; j++)
            if (both[i]->course[j].from > now)
                verdict_at(old, new, both[i]->course[j].from, &verdict);
    return verdict;
}

/* Appends "open, silent from 2014-04-29". */
static void course_add(const struct desk *desk, const struct standing_result *result, struct str *out)
{
    char day[16];

    str_add(out, standing_name(phase_at(result, desk->now)->value));
    for (size_t i = 1; i < result->phases; i++) {
        const struct standing_phase *phase = &result->course[i];

        if (phase->from > desk->now)
            str_add_format(out, ", %s from %s", standing_name(phase->value),
                           day_format_iso(zone_day(phase->from, desk->program.zone), day, sizeof day));
    }
}

static bool line_add(struct weigh *weigh, int64_t id, const struct standing_result *old,
                     const struct standing_result *new, const char *reason, struct str *out, struct err *err)
{
    struct record_account account = {0};
    struct str line = {0};

    if (!store_account_get(weigh->desk->store, id, &account, err))
        return false;
    if (weigh->several)
        str_add_format(&line, "%s  ", weigh->desk->program.name);
    str_add_format(&line, "%s  %s  ", account.number, account.company);
    course_add(weigh->desk, old, &line);
    str_add(&line, " -> ");
    course_add(weigh->desk, new, &line);
    str_add_format(&line, "  (%s)", reason);
    utf8_add_printable(out, str_text(&line), line.length, UTF8_ONE_LINE);
    str_add(out, "\n");
    str_clear(&line);
    record_account_clear(&account);
    return true;
}

static bool next_standing(struct weigh *weigh, int64_t id, struct standing_result *result, struct err *err)
{
    struct rule_book rules = weigh->desk->rules;
    struct calendar_book calendars = weigh->desk->calendars;
    bool good;

    if (weigh->change->holidays)
        weigh->desk->calendars = weigh->change->counted;
    else
        weigh->desk->rules = weigh->change->book;
    good = desk_standing(weigh->desk, id, result, err);
    weigh->desk->rules = rules;
    weigh->desk->calendars = calendars;
    return good;
}

static bool account_visit(int64_t id, void *context, struct err *err)
{
    struct weigh *weigh = context;
    struct desk_rules_change *change = weigh->change;
    struct standing_result old = {0}, new = {0};
    struct verdict verdict;
    bool good = false;

    if (!desk_standing(weigh->desk, id, &old, err) || !next_standing(weigh, id, &new, err))
        goto out;
    good = true;
    change->accounts++;
    verdict = verdict_of(&old, &new, weigh->desk->now);
    if (!verdict.differs)
        goto out;
    change->loosened += verdict.looser;
    change->tightened += !verdict.looser && verdict.stricter;
    change->otherwise += !verdict.looser && !verdict.stricter;
    good = line_add(weigh, id, &old, &new, verdict.reason,
                    verdict.looser     ? &change->looser
                    : verdict.stricter ? &change->stricter
                                       : &change->other,
                    err);
out:
    standing_clear(&old);
    standing_clear(&new);
    return good;
}

static bool program_visit(struct desk *desk, void *context, struct err *err)
{
    return store_account_each(desk->store, account_visit, context, err);
}

bool desk_rules_weigh(struct desk *desk, struct desk_rules_change *change, struct err *err)
{
    struct record_program_list programs = {0};
    struct weigh weigh = {.desk = desk, .change = change};
    bool good;

    if (!store_read_begin(desk->store, err))
        return false;
    good = store_program_list(desk->store, &programs, err);
    weigh.several = programs.count > 1;
    good = good && desk_program_each(desk, program_visit, &weigh, err);
    store_read_end(desk->store);
    record_program_list_clear(&programs);
    return good;
}
