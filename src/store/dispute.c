#include "config.h"

#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

/* With the level it is at, its resolution, the open review duty, and how often it moved or ended. */
#define SELECT                                                                                               \
    "SELECT d.id, d.program, d.objection, d.opened,"                                                         \
    " coalesce((SELECT level FROM escalation WHERE dispute = d.id ORDER BY version DESC LIMIT 1), d.level)," \
    " r.outcome, r.words,"                                                                                   \
    " (SELECT min(id) FROM duty WHERE dispute = d.id AND kind = 'review' AND discharge IS NULL),"            \
    " (SELECT count(*) FROM escalation WHERE dispute = d.id) + (r.id IS NOT NULL)"                           \
    " FROM dispute d LEFT JOIN resolution r ON r.dispute = d.id"

static void take_dispute(struct statement *statement, struct record_dispute *dispute)
{
    memset(dispute, 0, sizeof *dispute);
    dispute->id = statement_take_number(statement);
    dispute->program = statement_take_number(statement);
    dispute->objection = statement_take_number(statement);
    dispute->opened = statement_take_number(statement);
    statement_take_word(statement, level, &dispute->level);
    dispute->open = statement_next_is_null(statement);
    if (dispute->open)
        statement_take_int(statement);
    else
        statement_take_word(statement, outcome, &dispute->outcome);
    dispute->words = statement_take_text(statement);
    dispute->duty = statement_take_number(statement);
    dispute->version = statement_take_int(statement);
}

bool store_dispute_add(struct store *store, struct record_dispute *dispute, struct err *err)
{
    struct record_entry entry = {
        .happened = dispute->opened, .fact = FACT_DISPUTE, .objection = dispute->objection};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    if (dispute->opened == INSTANT_NONE)
        dispute->opened = store->now;
    statement_begin(&statement, store,
                    "INSERT INTO dispute(program, objection, opened, level) VALUES(:program, :objection, "
                    ":opened, :level)",
                    err);
    statement_bind_number(&statement, ":program", dispute->program);
    statement_bind_number(&statement, ":objection", dispute->objection);
    statement_bind_number(&statement, ":opened", dispute->opened);
    statement_bind_text(&statement, ":level", level_name(dispute->level));
    if (!statement_run(&statement))
        return false;
    dispute->id = entry.dispute = store_last_id(store);
    dispute->open = true;
    str_add_format(&detail, "at %s", level_title(dispute->level));
    return journal_enter(store, &entry, &detail, err);
}

bool store_dispute_get(struct store *store, int64_t id, struct record_dispute *dispute, struct err *err)
{
    struct statement statement;

    memset(dispute, 0, sizeof *dispute);
    statement_begin(&statement, store, SELECT " WHERE d.id = :id", err);
    statement_bind_number(&statement, ":id", id);
    if (statement_row(&statement))
        take_dispute(&statement, dispute);
    return statement_end(&statement);
}

bool store_dispute_list(struct store *store, int64_t program, int64_t account,
                        struct record_dispute_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    SELECT
                    " WHERE +d.program = :program AND d.objection IN (SELECT objection FROM objection_account"
                    " WHERE account = :account) ORDER BY d.opened, d.id",
                    err);
    statement_bind_number(&statement, ":program", program);
    statement_bind_number(&statement, ":account", account);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_dispute(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

/* Reads the dispute and checks that it is open and as it was seen. The caller clears it either way. */
static bool dispute_seen(struct store *store, int64_t id, int version, struct record_dispute *dispute,
                         struct err *err)
{
    struct str who = {0};
    bool ok = false;

    memset(dispute, 0, sizeof *dispute);
    if (!store_need_write(store, err) || !store_dispute_get(store, id, dispute, err))
        return false;
    if (!dispute->id)
        return err_set(err, ERR_USAGE, "dispute %lld: there is none", (long long)id);
    if (dispute->version != version) {
        if (journal_last(store, dispute->open ? FACT_ESCALATION : FACT_RESOLUTION, 0, 0, 0, id, 0, &who, err))
            store_clash(err, str_text(&who), "dispute %lld", (long long)id);
    } else if (!dispute->open) {
        err_set(err, ERR_RULE, "dispute %lld is resolved already: %s", (long long)id,
                outcome_title(dispute->outcome));
    } else {
        ok = true;
    }
    str_clear(&who);
    return ok;
}

bool store_escalation_add(struct store *store, int64_t dispute, int version, enum level to,
                          const char *reason, int due, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_ESCALATION, .dispute = dispute};
    struct record_dispute present;
    struct statement statement;
    struct str detail = {0};
    char day[16];
    bool ok = false;

    if (!dispute_seen(store, dispute, version, &present, err))
        goto out;
    statement_begin(&statement, store,
                    "INSERT INTO escalation(dispute, version, level, reason, due, at)"
                    " VALUES(:dispute, :version, :level, :reason, :due, :at)",
                    err);
    statement_bind_number(&statement, ":at", store->now);
    statement_bind_number(&statement, ":dispute", dispute);
    statement_bind_number(&statement, ":version", version + 1);
    statement_bind_text(&statement, ":level", level_name(to));
    statement_bind_text(&statement, ":reason", reason);
    statement_bind_day(&statement, ":due", due);
    if (!statement_run(&statement))
        goto out;
    entry.objection = present.objection;
    str_add_format(&detail, "from %s to %s", level_title(present.level), level_title(to));
    if (due != DAY_NONE)
        str_add_format(&detail, ", due %s", day_format_iso(due, day, sizeof day));
    if (reason && *reason) {
        str_add(&detail, ": ");
        detail_add(&detail, reason, 0);
    }
    ok = journal_enter(store, &entry, &detail, err);
out:
    record_dispute_clear(&present);
    return ok;
}

bool store_resolution_add(struct store *store, int64_t dispute, int version, enum outcome outcome,
                          const char *words, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_RESOLUTION, .dispute = dispute};
    struct record_dispute present;
    struct statement statement;
    struct str detail = {0};
    bool ok = false;

    if (!dispute_seen(store, dispute, version, &present, err))
        goto out;
    statement_begin(&statement, store,
                    "INSERT INTO resolution(dispute, version, outcome, words, at)"
                    " VALUES(:dispute, :version, :outcome, :words, :at)",
                    err);
    statement_bind_number(&statement, ":at", store->now);
    statement_bind_number(&statement, ":dispute", dispute);
    statement_bind_number(&statement, ":version", version + 1);
    statement_bind_text(&statement, ":outcome", outcome_name(outcome));
    statement_bind_text(&statement, ":words", words);
    if (!statement_run(&statement))
        goto out;
    entry.objection = present.objection;
    str_add(&detail, outcome_title(outcome));
    if (words && *words) {
        str_add(&detail, ": ");
        detail_add(&detail, words, 0);
    }
    ok = journal_enter(store, &entry, &detail, err);
out:
    record_dispute_clear(&present);
    return ok;
}
