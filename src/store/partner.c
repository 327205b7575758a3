#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

#define SELECT "SELECT id, name, kind, region, version FROM partner"

static void take_partner(struct statement *statement, struct record_partner *partner)
{
    memset(partner, 0, sizeof *partner);
    partner->id = statement_take_number(statement);
    partner->name = statement_take_text(statement);
    partner->kind = statement_take_text(statement);
    partner->region = statement_take_text(statement);
    partner->version = statement_take_int(statement);
}

static bool partner_read(struct statement *statement, struct record_partner *partner)
{
    memset(partner, 0, sizeof *partner);
    if (statement_row(statement))
        take_partner(statement, partner);
    return statement_end(statement);
}

bool store_partner_find(struct store *store, const char *name, struct record_partner *partner,
                        struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store, SELECT " WHERE name = :name", err);
    statement_bind_text(&statement, ":name", name);
    return partner_read(&statement, partner);
}

bool store_partner_list(struct store *store, struct record_partner_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store, SELECT " ORDER BY name, id", err);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_partner(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

bool store_partner_add(struct store *store, struct record_partner *partner, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_PARTNER};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO partner(name, kind, region) VALUES(:name, :kind, :region)", err);
    statement_bind_text(&statement, ":name", partner->name);
    statement_bind_text(&statement, ":kind", partner->kind);
    statement_bind_text(&statement, ":region", partner->region);
    if (!statement_run(&statement))
        return false;
    partner->id = store_last_id(store);
    partner->version = 1;
    detail_add(&detail, partner->name, 0);
    return journal_enter(store, &entry, &detail, err);
}

bool store_partner_get(struct store *store, int64_t id, struct record_partner *partner, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store, SELECT " WHERE id = :id", err);
    statement_bind_number(&statement, ":id", id);
    return partner_read(&statement, partner);
}

bool store_partner_edit(struct store *store, const struct record_partner *partner, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_PARTNER};
    struct record_partner old;
    struct statement statement;
    struct str changes = {0}, detail = {0};
    bool ok = false;

    if (!store_need_write(store, err) || !store_partner_get(store, partner->id, &old, err))
        return false;
    if (old.version != partner->version) {
        store_clash(err, "somebody", "partner %s", partner->name);
        goto out;
    }
    detail_add_change(&changes, "name", old.name, partner->name);
    detail_add_change(&changes, "kind", old.kind, partner->kind);
    detail_add_change(&changes, "region", old.region, partner->region);
    if (!changes.length) {
        ok = true;
        goto out;
    }
    statement_begin(&statement, store,
                    "UPDATE partner SET name = :name, kind = :kind, region = :region, version = version + 1 "
                    "WHERE id = :id",
                    err);
    statement_bind_text(&statement, ":name", partner->name);
    statement_bind_text(&statement, ":kind", partner->kind);
    statement_bind_text(&statement, ":region", partner->region);
    statement_bind_number(&statement, ":id", partner->id);
    if (statement_run(&statement)) {
        detail_add(&detail, old.name, 0);
        str_add_format(&detail, " changed: %s", str_text(&changes));
        ok = journal_enter(store, &entry, &detail, err);
    }
out:
    record_partner_clear(&old);
    str_clear(&changes);
    str_clear(&detail);
    return ok;
}
