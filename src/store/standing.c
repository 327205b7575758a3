#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/nouns.h"

/* Collects the risk flags of the account's objections, those ruled to be none left out. */
static bool flags_in_force(struct store *store, int64_t program, int64_t account, unsigned *flags,
                           struct err *err)
{
    struct statement statement;

    *flags = 0;
    statement_begin(&statement, store,
                    "SELECT o.flags FROM objection_account t JOIN objection_now o ON o.id = t.objection"
                    " WHERE t.account = :account AND o.program = :program",
                    err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":program", program);
    while (statement_row(&statement))
        *flags |= (unsigned)statement_take_number(&statement);
    return statement_end(&statement);
}

/* Where the course ends early its last phase stands in every column after it, from no instant. */
static void bind_phase(struct statement *statement, size_t i, const struct standing_phase *phase, bool there)
{
    static const char *const from[] = {NULL, ":closes", ":settles"},
                             *const value[] = {":before", ":after", ":settled"},
                             *const reason[] = {":reason_before", ":reason_after", ":reason_settled"};

    if (from[i])
        statement_bind_instant(statement, from[i], there ? phase->from : INSTANT_NONE);
    statement_bind_lent(statement, value[i], standing_name(phase->value));
    statement_bind_lent(statement, reason[i], str_text(&phase->reason));
}

bool store_standing_save(struct store *store, int64_t program, int64_t account,
                         const struct standing_result *result, struct err *err)
{
    struct statement statement;
    unsigned flags;

    if ((!store->aside && !store_need_write(store, err)) ||
        !flags_in_force(store, program, account, &flags, err))
        return false;
    statement_begin(
        &statement, store,
        "INSERT OR REPLACE INTO standing(program, account, before, after, settled, closes, settles,"
        " zone, last_day, sent_day, place, regime, reason_before, reason_after, reason_settled,"
        " flags) VALUES(:program, :account, :before, :after, :settled, :closes, :settles, :zone,"
        " :last_day, :sent_day, :place, :regime, :reason_before, :reason_after, :reason_settled,"
        " :flags)",
        err);
    statement_bind_number(&statement, ":program", program);
    statement_bind_number(&statement, ":account", account);
    for (size_t i = 0; i < STANDING_PHASES; i++)
        bind_phase(&statement, i, &result->course[i < result->phases ? i : result->phases - 1],
                   i < result->phases);
    statement_bind_lent(&statement, ":zone", result->has_window ? result->window.zone : "");
    statement_bind_day(&statement, ":last_day", result->has_window ? result->window.last_day : DAY_NONE);
    statement_bind_day(&statement, ":sent_day", result->sent_day);
    statement_bind_lent(&statement, ":place", result->place);
    statement_bind_lent(&statement, ":regime", result->rule ? regime_name(result->rule->regime) : "");
    statement_bind_number(&statement, ":flags", flags);
    return statement_run(&statement);
}

bool store_standing_lost(struct store *store, bool *lost, struct err *err)
{
    struct statement statement;

    *lost = false;
    statement_begin(&statement, store,
                    "SELECT EXISTS(SELECT 1 FROM account) AND NOT EXISTS(SELECT 1 FROM standing)", err);
    if (statement_row(&statement))
        *lost = statement_take_int(&statement) != 0;
    return statement_end(&statement);
}

static void take_phase(struct statement *statement, struct store_standing *standing)
{
    struct standing_phase *phase = &standing->course[standing->phases];
    char *reason;

    phase->from = standing->phases ? statement_take_instant(statement) : INSTANT_NONE;
    statement_take_word(statement, standing, &phase->value);
    reason = statement_take_text(statement);
    if (!standing->phases || phase->from != INSTANT_NONE) {
        str_add(&phase->reason, reason);
        standing->phases++;
    }
    free(reason);
}

bool store_standing_get(struct store *store, int64_t program, int64_t account,
                        struct store_standing *standing, struct err *err)
{
    struct statement statement;
    unsigned flags = 0;

    memset(standing, 0, sizeof *standing);
    if (!flags_in_force(store, program, account, &flags, err))
        return false;
    statement_begin(&statement, store,
                    "SELECT last_day, sent_day, zone, place, regime, flags, before, reason_before, closes, "
                    "after, reason_after, settles, settled,"
                    " reason_settled FROM standing WHERE program = :program AND account = :account",
                    err);
    statement_bind_number(&statement, ":program", program);
    statement_bind_number(&statement, ":account", account);
    if (statement_row(&statement)) {
        standing->found = true;
        standing->last_day = statement_take_day(&statement);
        standing->sent_day = statement_take_day(&statement);
        standing->zone = statement_take_text(&statement);
        standing->place = statement_take_text(&statement);
        standing->regime = statement_take_text(&statement);
        standing->flags_differ = (unsigned)statement_take_number(&statement) != flags;
        for (size_t i = 0; i < STANDING_PHASES; i++)
            take_phase(&statement, standing);
    }
    return statement_end(&statement);
}

void store_standing_clear(struct store_standing *standing)
{
    for (size_t i = 0; i < STANDING_PHASES; i++)
        str_clear(&standing->course[i].reason);
    free(standing->zone);
    free(standing->place);
    free(standing->regime);
    memset(standing, 0, sizeof *standing);
}
