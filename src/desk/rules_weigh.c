#include "config.h"
#include "desk/rules.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "desk/private.h"
#include "store/journal.h"

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

/* The same facts by what is to come. */
static void next_standing(const struct weigh *weigh, const struct store_facts *holder,
                          struct standing_result *result)
{
    struct standing_facts facts = holder->facts;
    struct window_house house = *facts.house;

    if (weigh->change->holidays)
        house.calendars = &weigh->change->counted;
    else
        facts.rules = &weigh->change->book;
    facts.house = &house;
    standing_of(&facts, weigh->desk->now, result);
}

/* What would be kept otherwise is derived anew once they are adopted. */
static void differing_add(struct desk_rules_change *change, const struct store_facts *holder,
                          const struct standing_result *next)
{
    struct desk_rules_program *program = &change->programs[change->program_count - 1];

    if (store_standing_is_kept_whole(holder, next))
        return;
    mem_grow(program->accounts, program->count, program->capacity);
    program->accounts[program->count++] = holder->account;
}

static bool account_visit(struct desk *desk, const struct store_facts *holder,
                          const struct standing_result *old, void *context, struct err *err)
{
    struct weigh *weigh = context;
    struct desk_rules_change *change = weigh->change;
    struct standing_result new = {0};
    struct verdict verdict;
    bool good = true;

    next_standing(weigh, holder, &new);
    differing_add(change, holder, &new);
    change->accounts++;
    verdict = verdict_of(old, &new, desk->now);
    if (verdict.differs) {
        change->loosened += verdict.looser;
        change->tightened += !verdict.looser && verdict.stricter;
        change->otherwise += !verdict.looser && !verdict.stricter;
        good = line_add(weigh, holder->account, old, &new, verdict.reason,
                        verdict.looser     ? &change->looser
                        : verdict.stricter ? &change->stricter
                                           : &change->other,
                        err);
    }
    standing_clear(&new);
    return good;
}

static bool program_visit(struct desk *desk, void *context, struct err *err)
{
    struct weigh *weigh = context;
    struct desk_rules_change *change = weigh->change;

    mem_grow(change->programs, change->program_count, change->program_capacity);
    change->programs[change->program_count++] = (struct desk_rules_program){0};
    return desk_standing_each(desk, NULL, 0, account_visit, weigh, err);
}

bool desk_rules_weigh(struct desk *desk, struct desk_rules_change *change, struct err *err)
{
    struct record_program_list programs = {0};
    struct weigh weigh = {.desk = desk, .change = change};
    bool good;

    if (!store_read_begin(desk->store, err))
        return false;
    good = store_journal_newest(desk->store, &change->since, err) &&
           store_program_list(desk->store, &programs, err);
    weigh.several = programs.count > 1;
    good = good && desk_program_each(desk, program_visit, &weigh, err);
    store_read_end(desk->store);
    record_program_list_clear(&programs);
    return good;
}
