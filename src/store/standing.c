#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/nouns.h"

/* A SELECT in the place of the values would be kept in a table of its own first. */
static const char insert_sql[] =
    "INSERT INTO standing(program, account, kind, number_key) VALUES(:program, :account, :kind,"
    " (SELECT number_key FROM account WHERE id = :account))"
    " ON CONFLICT(program, account) DO UPDATE SET kind = excluded.kind WHERE kind <> excluded.kind";
/* FAIL in place of ABORT spares SQLite the copies of pages it would take them back by; an upsert does not. */
static const char update_sql[] =
    "UPDATE OR FAIL standing SET kind = :kind WHERE program = :program AND account = :account";

bool store_standing_save(struct store *store, int64_t program, int64_t account,
                         const struct standing_result *result, unsigned flags, int64_t kept, struct err *err)
{
    struct statement statement;
    int64_t kind;

    if ((!store->aside && !store_need_write(store, err)) ||
        !standing_kind_find(store, program, result, flags, &kind, err))
        return false;
    if (kind == kept)
        return true;
    statement_begin(&statement, store, kept ? update_sql : insert_sql, err);
    statement_bind_number(&statement, ":program", program);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":kind", kind);
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

    memset(standing, 0, sizeof *standing);
    statement_begin(
        &statement, store,
        "SELECT s.last_day, s.sent_day, s.zone, place, regime, flags, before, reason_before, closes, "
        "after, reason_after, settles, settled,"
        " reason_settled FROM standing h JOIN standing_kind s ON s.id = h.kind"
        " WHERE h.program = :program AND h.account = :account",
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
        standing->flags = (unsigned)statement_take_number(&statement);
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
