#include "config.h"
#include "store/release.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/inside.h"

bool store_release_row_add(struct store *store, const struct record_release_row *row, struct err *err)
{
    struct str fields = {0};
    struct statement statement;
    bool good;

    if (!store_need_write(store, err))
        return false;
    release_fields_add(&fields, row->fields, ",", false);
    statement_begin(&statement, store,
                    "INSERT INTO release_row(intent, account, contact, rule, standing, reason, fields)"
                    " VALUES(:intent, :account, :contact, :rule, :standing, :reason, :fields)",
                    err);
    statement_bind_number(&statement, ":intent", row->intent);
    statement_bind_number(&statement, ":account", row->account);
    statement_bind_id(&statement, ":contact", row->contact);
    statement_bind_id(&statement, ":rule", row->rule);
    statement_bind_text(&statement, ":standing", standing_name(row->standing));
    statement_bind_text(&statement, ":reason", row->reason);
    statement_bind_text(&statement, ":fields", str_text(&fields));
    good = statement_run(&statement);
    str_clear(&fields);
    return good;
}

/* As in the table of release fields. */
#define CELLS                                                                                                \
    "a.number, a.company, a.country, a.zone, a.parent, a.segment, a.manager, c.name, c.email, c.phone"
#define ROW                                                                                                  \
    "SELECT r.intent, r.account, r.contact, r.rule, r.standing, r.reason, r.fields, x.id, x.partner, x.at, " \
    "p.name, " CELLS

static void take_row(struct statement *statement, struct record_release_row *row)
{
    const char *fields;

    memset(row, 0, sizeof *row);
    row->intent = statement_take_number(statement);
    row->account = statement_take_number(statement);
    row->contact = statement_take_number(statement);
    row->rule = statement_take_int(statement);
    statement_take_word(statement, standing, &row->standing);
    row->reason = statement_take_text(statement);
    fields = statement_take_borrowed(statement);
    statement_take_word_check(statement, release_fields_parse(fields, &row->fields, NULL), "release field");
    row->release = statement_take_number(statement);
    row->partner = statement_take_number(statement);
    row->at = statement_take_number(statement);
    row->partner_name = statement_take_text(statement);
    for (size_t i = 0; i < release_field_count; i++)
        row->cells[i] = statement_take_text(statement);
}

/* The release itself is not there yet while its file is being written. */
bool store_release_row_each(struct store *store, int64_t intent,
                            bool (*visit)(const struct record_release_row *row, void *context,
                                          struct err *err),
                            void *context, struct err *err)
{
    struct statement statement;
    bool good = true;

    statement_begin(&statement, store,
                    ROW " FROM release_row r JOIN account a ON a.id = r.account"
                        " LEFT JOIN contact c ON c.id = r.contact LEFT JOIN release x ON x.intent = r.intent"
                        " LEFT JOIN partner p ON p.id = x.partner"
                        " WHERE r.intent = :intent ORDER BY r.id",
                    err);
    statement_bind_number(&statement, ":intent", intent);
    while (good && statement_row(&statement)) {
        struct record_release_row row;

        take_row(&statement, &row);
        good = visit(&row, context, err);
        record_release_row_clear(&row);
    }
    return statement_end(&statement) && good;
}

bool store_release_row_list(struct store *store, int64_t program, int64_t account,
                            struct record_release_row_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(
        &statement, store,
        ROW " FROM release_row r JOIN release x ON x.intent = r.intent"
            " JOIN partner p ON p.id = x.partner JOIN account a ON a.id = r.account"
            " LEFT JOIN contact c ON c.id = r.contact"
            " WHERE r.account = :account AND x.program = :program AND NOT EXISTS (SELECT 1"
            "   FROM release_end e WHERE e.intent = x.intent AND e.ending NOT IN ('complete', 'lost'))"
            " ORDER BY x.partner, x.id, r.id",
        err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":program", program);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_row(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

bool store_release_row_of(struct store *store, int64_t intent, int64_t account,
                          struct record_release_row_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    ROW " FROM release_row r JOIN account a ON a.id = r.account"
                        " LEFT JOIN contact c ON c.id = r.contact LEFT JOIN release x ON x.intent = r.intent"
                        " LEFT JOIN partner p ON p.id = x.partner"
                        " WHERE r.account = :account AND +r.intent = :intent ORDER BY r.id",
                    err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":intent", intent);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_row(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

bool store_release_row_drop(struct store *store, int64_t intent, int64_t account, struct err *err)
{
    struct statement statement;

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "DELETE FROM release_row WHERE account = :account AND +intent = :intent", err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":intent", intent);
    return statement_run(&statement);
}

bool store_release_row_clear(struct store *store, int64_t intent, size_t limit, bool *more, struct err *err)
{
    struct statement statement;

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "DELETE FROM release_row WHERE id IN (SELECT id FROM release_row WHERE intent = :intent"
                    "   AND NOT EXISTS (SELECT 1 FROM release WHERE intent = :intent) LIMIT :limit)",
                    err);
    statement_bind_number(&statement, ":intent", intent);
    statement_bind_number(&statement, ":limit", (int64_t)limit);
    if (!statement_run(&statement))
        return false;
    *more = sqlite3_changes(store->db) == (int)limit;
    return true;
}
