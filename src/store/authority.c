#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/authority_sql.h"
#include "store/inside.h"
#include "store/nouns.h"

bool store_authority_add(struct store *store, struct record_authority *authority, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE,
                                 .fact = FACT_AUTHORITY,
                                 .account = authority->account,
                                 .objection = authority->objection};
    struct record_account account;
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err) || !store_account_get(store, authority->account, &account, err))
        return false;
    str_add(&detail, "for ");
    detail_add(&detail, account.number, 0);
    str_add_format(&detail, ": %s", authority_title(authority->state));
    record_account_clear(&account);
    if (authority->evidence && *authority->evidence) {
        str_add(&detail, ": ");
        detail_add(&detail, authority->evidence, 0);
    }
    statement_begin(&statement, store,
                    "INSERT INTO authority(objection, account, state, evidence, agent, at)"
                    " VALUES(:objection, :account, :state, :evidence, :agent, :at)",
                    err);
    statement_bind_number(&statement, ":objection", authority->objection);
    statement_bind_number(&statement, ":account", authority->account);
    statement_bind_text(&statement, ":state", authority_name(authority->state));
    statement_bind_text(&statement, ":evidence", authority->evidence);
    statement_bind_text(&statement, ":agent", store->agent);
    statement_bind_number(&statement, ":at", store->now);
    if (!statement_run(&statement)) {
        str_clear(&detail);
        return false;
    }
    authority->id = store_last_id(store);
    return journal_enter(store, &entry, &detail, err);
}

static void take_authority(struct statement *statement, struct record_authority *authority)
{
    memset(authority, 0, sizeof *authority);
    authority->objection = statement_take_number(statement);
    authority->account = statement_take_number(statement);
    statement_take_word(statement, authority, &authority->state);
    authority->id = statement_take_number(statement);
    authority->evidence = statement_take_text(statement);
    authority->agent = statement_take_text(statement);
    authority->at = statement_take_instant(statement);
}

bool store_authority_list(struct store *store, int64_t objection, struct record_authority_list *list,
                          struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(
        &statement, store,
        "SELECT t.objection, t.account, " AUTHORITY_OF(
            "t.objection", "t.account") ","
                                        " z.id, z.evidence, z.agent, z.at FROM objection_account t"
                                        " LEFT JOIN authority z ON z.id = (SELECT max(w.id) FROM authority w"
                                        "   WHERE w.objection = t.objection AND w.account = t.account)"
                                        " WHERE t.objection = :objection ORDER BY t.id",
        err);
    statement_bind_number(&statement, ":objection", objection);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_authority(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

bool store_authority_get(struct store *store, int64_t objection, int64_t account, enum authority *state,
                         struct err *err)
{
    struct statement statement;

    *state = AUTHORITY_ASSERTED;
    statement_begin(&statement, store, "SELECT " AUTHORITY_OF(":objection", ":account"), err);
    statement_bind_number(&statement, ":objection", objection);
    statement_bind_number(&statement, ":account", account);
    if (statement_row(&statement))
        statement_take_word(&statement, authority, state);
    return statement_end(&statement);
}
