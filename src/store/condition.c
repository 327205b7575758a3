#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

bool store_tick_list(struct store *store, int64_t notice, struct record_tick_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    "SELECT condition, notice, version, ticked, words, agent, recorded FROM condition_tick t"
                    " WHERE notice = :notice AND version = (SELECT max(x.version) FROM condition_tick x"
                    "   WHERE x.notice = t.notice AND x.condition = t.condition) ORDER BY id",
                    err);
    statement_bind_number(&statement, ":notice", notice);
    while (statement_row(&statement)) {
        struct record_tick *tick;

        mem_grow(list->items, list->count, list->capacity);
        tick = &list->items[list->count++];
        memset(tick, 0, sizeof *tick);
        statement_take_word(&statement, condition, &tick->condition);
        tick->notice = statement_take_number(&statement);
        tick->version = statement_take_int(&statement);
        tick->ticked = statement_take_int(&statement) != 0;
        tick->words = statement_take_text(&statement);
        tick->agent = statement_take_text(&statement);
        tick->recorded = statement_take_number(&statement);
    }
    return statement_end(&statement);
}

static bool tick_is_next(struct store *store, const struct record_tick *tick, struct err *err)
{
    struct statement statement;
    bool ok;

    statement_begin(&statement, store,
                    "SELECT version, agent FROM condition_tick WHERE notice = :notice AND condition = "
                    ":condition ORDER BY version DESC LIMIT 1",
                    err);
    statement_bind_number(&statement, ":notice", tick->notice);
    statement_bind_text(&statement, ":condition", condition_name(tick->condition));
    ok = true;
    if (statement_row(&statement) && statement_take_int(&statement) != tick->version)
        ok = store_clash(err, statement_take_borrowed(&statement), "condition %s",
                         condition_name(tick->condition));
    return statement_end(&statement) && ok;
}

bool store_tick_add(struct store *store, int64_t account, const struct record_tick *tick, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE,
                                 .fact = tick->ticked ? FACT_TICK : FACT_UNTICK,
                                 .account = account,
                                 .notice = tick->notice};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err) || !tick_is_next(store, tick, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO condition_tick(notice, condition, version, ticked, words, agent, recorded)"
                    " VALUES(:notice, :condition, :version, :ticked, :words, :agent, :recorded)",
                    err);
    statement_bind_number(&statement, ":notice", tick->notice);
    statement_bind_text(&statement, ":condition", condition_name(tick->condition));
    statement_bind_number(&statement, ":version", tick->version + 1);
    statement_bind_number(&statement, ":ticked", tick->ticked);
    statement_bind_text(&statement, ":words", tick->words);
    statement_bind_text(&statement, ":agent", store->agent);
    statement_bind_number(&statement, ":recorded", store->now);
    if (!statement_run(&statement))
        return false;
    str_add(&detail, condition_title(tick->condition));
    if (tick->words && *tick->words) {
        str_add(&detail, ": ");
        detail_add(&detail, tick->words, 0);
    }
    return journal_enter(store, &entry, &detail, err);
}
