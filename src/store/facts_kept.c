/* What is kept of accounts beside their facts: whether anything of them went out, and their standings. */
#include "config.h"
#include "store/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"

/* Under whatever program: whoever asks looks closer. */
static void released_take(struct facts_walk *walk, struct statement *statement)
{
    (void)statement;
    walk->holder->released = true;
}

const struct facts_source facts_released = {
    .sql = "SELECT r.account FROM release_row r WHERE r.account BETWEEN :first AND :last ORDER BY r.account",
    .take = released_take,
};

static void kept_clear(struct facts_kept *kept)
{
    for (size_t i = 0; i < STANDING_PHASES; i++) {
        free(kept->value[i]);
        free(kept->reason[i]);
    }
    free(kept->zone);
    free(kept->place);
    free(kept->regime);
    memset(kept, 0, sizeof *kept);
}

void facts_kept_clear(struct facts_walk *walk)
{
    for (size_t i = 0; walk->kinds && i < FACTS_KINDS_KEPT; i++)
        kept_clear(&walk->kinds[i]);
    free(walk->kinds);
}

static bool kept_read(struct facts_walk *walk, int64_t kind, struct facts_kept *kept)
{
    struct statement statement;

    kept_clear(kept);
    statement_begin(&statement, walk->store,
                    "SELECT before, after, settled, closes, settles, reason_before, reason_after,"
                    " reason_settled, last_day, flags, zone, sent_day, place, regime FROM standing_kind"
                    " WHERE id = :kind",
                    walk->err);
    statement_bind_number(&statement, ":kind", kind);
    if (statement_row(&statement)) {
        kept->kind = kind;
        for (size_t i = 0; i < STANDING_PHASES; i++)
            kept->value[i] = statement_take_text(&statement);
        for (size_t i = 1; i < STANDING_PHASES; i++)
            kept->from[i] = statement_take_instant(&statement);
        for (size_t i = 0; i < STANDING_PHASES; i++)
            kept->reason[i] = statement_take_text(&statement);
        kept->last_day = statement_take_day(&statement);
        kept->flags = (unsigned)statement_take_number(&statement);
        kept->zone = statement_take_text(&statement);
        kept->sent_day = statement_take_day(&statement);
        kept->place = statement_take_text(&statement);
        kept->regime = statement_take_text(&statement);
    }
    return statement_end(&statement);
}

static void kept_take(struct facts_walk *walk, struct statement *statement)
{
    walk->holder->kept = statement_take_number(statement);
}

const struct facts_source facts_kept = {
    .sql = "SELECT s.account, s.kind FROM standing s WHERE s.program = :program"
           " AND s.account BETWEEN :first AND :last ORDER BY s.account",
    .take = kept_take,
};

static bool same_course(const struct facts_kept *kept, const struct standing_result *result)
{
    bool same = true;

    for (size_t i = 0; same && i < STANDING_PHASES; i++) {
        bool there = i < result->phases;
        const struct standing_phase *phase = &result->course[there ? i : result->phases - 1];

        same = (!i || kept->from[i] == (there ? phase->from : INSTANT_NONE)) &&
               strcmp(kept->value[i], standing_name(phase->value)) == 0 &&
               strcmp(kept->reason[i], str_text(&phase->reason)) == 0;
    }
    return same;
}

static bool same_place(const struct facts_kept *kept, const struct standing_result *result)
{
    return kept->sent_day == result->sent_day && strcmp(kept->place, result->place) == 0 &&
           strcmp(kept->regime, regime_name(result->rule->regime)) == 0 &&
           strcmp(kept->zone, result->has_window ? result->window.zone : "") == 0;
}

/* Kinds are few, and one that is there never changes. */
static const struct facts_kept *kept_of(struct facts_walk *walk)
{
    int64_t kind = walk->holder->kept;
    struct facts_kept *kept;

    if (!kind)
        return NULL;
    if (!walk->kinds)
        walk->kinds = mem_new_array(FACTS_KINDS_KEPT, sizeof *walk->kinds);
    kept = &walk->kinds[(uint64_t)kind % FACTS_KINDS_KEPT];
    if (kept->kind != kind && !kept_read(walk, kind, kept))
        walk->failed = true;
    return kept->kind ? kept : NULL;
}

bool store_standing_is_kept(const struct store_facts *holder, const struct standing_result *result)
{
    const struct facts_kept *kept = kept_of(holder->memory);
    int last_day = result->has_window ? result->window.last_day : DAY_NONE;

    return kept && kept->last_day == last_day && kept->flags == holder->flags && same_course(kept, result) &&
           (!result->notice || same_place(kept, result));
}

bool store_standing_is_kept_whole(const struct store_facts *holder, const struct standing_result *result)
{
    return store_standing_is_kept(holder, result) && same_place(kept_of(holder->memory), result);
}
