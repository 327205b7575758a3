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
                    "INSERT INTO release_row(release, account, contact, standing, reason, fields)"
                    " VALUES(:release, :account, :contact, :standing, :reason, :fields)",
                    err);
    statement_bind_number(&statement, ":release", row->release);
    statement_bind_number(&statement, ":account", row->account);
    statement_bind_id(&statement, ":contact", row->contact);
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
    "SELECT r.release, r.account, r.contact, r.standing, r.reason, r.fields, x.partner, x.at, "              \
    "p.name, " CELLS

static void take_row(struct statement *statement, struct record_release_row *row)
{
    const char *fields;

    memset(row, 0, sizeof *row);
    row->release = statement_take_number(statement);
    row->account = statement_take_number(statement);
    row->contact = statement_take_number(statement);
    statement_take_word(statement, standing, &row->standing);
    row->reason = statement_take_text(statement);
    fields = statement_take_borrowed(statement);
    statement_take_word_check(statement, release_fields_parse(fields, &row->fields, NULL), "release field");
    row->partner = statement_take_number(statement);
    row->at = statement_take_number(statement);
    row->partner_name = statement_take_text(statement);
    for (size_t i = 0; i < release_field_count; i++)
        row->cells[i] = statement_take_text(statement);
}

/* The release itself is not there yet while its file is being written. */
bool store_release_row_each(struct store *store, int64_t release,
                            bool (*visit)(const struct record_release_row *row, void *context,
                                          struct err *err),
                            void *context, struct err *err)
{
    struct statement statement;
    bool good = true;

    statement_begin(&statement, store,
                    ROW " FROM release_row r JOIN account a ON a.id = r.account"
                        " LEFT JOIN contact c ON c.id = r.contact LEFT JOIN release x ON x.id = r.release"
                        " LEFT JOIN partner p ON p.id = x.partner"
                        " WHERE r.release = :release ORDER BY a.number_key, a.id, r.id",
                    err);
    statement_bind_number(&statement, ":release", release);
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
        ROW " FROM release_row r JOIN release x ON x.id = r.release"
            " JOIN partner p ON p.id = x.partner JOIN account a ON a.id = r.account"
            " LEFT JOIN contact c ON c.id = r.contact"
            " WHERE r.account = :account AND x.program = :program AND NOT EXISTS (SELECT 1"
            "   FROM release_end e WHERE e.intent = x.intent AND e.ending NOT IN ('complete', 'lost'))"
            " ORDER BY x.partner, r.release, r.id",
        err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":program", program);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_row(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}
