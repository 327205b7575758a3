#include "config.h"

#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

#define SELECT                                                                                               \
    "SELECT id, program, account, reason, expires, objection, EXISTS (SELECT 1 FROM lift WHERE hold = "      \
    "h.id) FROM hold "                                                                                       \
    "h"

static void take_hold(struct statement *statement, struct record_hold *hold)
{
    memset(hold, 0, sizeof *hold);
    hold->id = statement_take_number(statement);
    hold->program = statement_take_number(statement);
    hold->account = statement_take_number(statement);
    hold->reason = statement_take_text(statement);
    hold->expires = statement_take_day(statement);
    hold->objection = statement_take_number(statement);
    hold->lifted = statement_take_int(statement) != 0;
}

bool store_hold_add(struct store *store, struct record_hold *hold, struct err *err)
{
    struct record_entry entry = {
        .happened = INSTANT_NONE, .fact = FACT_HOLD, .account = hold->account, .objection = hold->objection};
    struct statement statement;
    struct str detail = {0};
    char day[16];

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO hold(program, account, reason, expires, objection, at)"
                    " VALUES(:program, :account, :reason, :expires, :objection, :at)",
                    err);
    statement_bind_number(&statement, ":at", store->now);
    statement_bind_number(&statement, ":program", hold->program);
    statement_bind_number(&statement, ":account", hold->account);
    statement_bind_text(&statement, ":reason", hold->reason);
    statement_bind_day(&statement, ":expires", hold->expires);
    statement_bind_id(&statement, ":objection", hold->objection);
    if (!statement_run(&statement))
        return false;
    hold->id = store_last_id(store);
    detail_add(&detail, hold->reason, 0);
    if (hold->expires != DAY_NONE)
        str_add_format(&detail, ", until %s", day_format_iso(hold->expires, day, sizeof day));
    return journal_enter(store, &entry, &detail, err);
}

bool store_hold_get(struct store *store, int64_t id, struct record_hold *hold, struct err *err)
{
    struct statement statement;

    memset(hold, 0, sizeof *hold);
    statement_begin(&statement, store, SELECT " WHERE id = :id", err);
    statement_bind_number(&statement, ":id", id);
    if (statement_row(&statement))
        take_hold(&statement, hold);
    return statement_end(&statement);
}

bool store_hold_list(struct store *store, int64_t program, int64_t account, struct record_hold_list *list,
                     struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store, SELECT " WHERE account = :account AND program = :program ORDER BY id",
                    err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":program", program);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_hold(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

bool store_hold_like(struct store *store, int64_t objection, struct record_hold_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store, SELECT " WHERE objection = :objection ORDER BY id", err);
    statement_bind_number(&statement, ":objection", objection);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_hold(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

bool store_lift_add(struct store *store, int64_t hold, const char *reason, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_LIFT};
    struct record_hold lifted;
    struct statement statement;
    struct str detail = {0};
    bool ok = false;

    if (!store_need_write(store, err) || !store_hold_get(store, hold, &lifted, err))
        return false;
    entry.account = lifted.account;
    if (!lifted.id) {
        err_set(err, ERR_USAGE, "hold %lld: there is none", (long long)hold);
        goto out;
    }
    if (lifted.lifted) {
        err_set(err, ERR_CLASH, "hold %lld is lifted already; look again", (long long)hold);
        goto out;
    }
    statement_begin(&statement, store, "INSERT INTO lift(hold, reason, at) VALUES(:hold, :reason, :at)", err);
    statement_bind_number(&statement, ":at", store->now);
    statement_bind_number(&statement, ":hold", hold);
    statement_bind_text(&statement, ":reason", reason);
    if (!statement_run(&statement))
        goto out;
    detail_add(&detail, lifted.reason, 60);
    if (reason && *reason) {
        str_add(&detail, ", because ");
        detail_add(&detail, reason, 0);
    }
    ok = journal_enter(store, &entry, &detail, err);
out:
    record_hold_clear(&lifted);
    return ok;
}
