/* Imports of lists and how far each is. They are no facts of an account: the rows they brought are. */
#include "config.h"

#include <string.h>

#include "base/zone.h"
#include "store/inside.h"
#include "store/nouns.h"

/* Another import since then, of whatever kind, may have changed what the first rows had brought. */
bool store_import_find(struct store *store, struct record_import *import, struct err *err)
{
    struct statement statement;

    import->id = 0;
    statement_begin(&statement, store,
                    "SELECT i.id, s.rows, s.added, s.changed, s.same, s.refused FROM import i"
                    " JOIN import_step s ON s.import = i.id WHERE i.id = (SELECT max(id) FROM import)"
                    " AND i.program = :program AND i.kind = :kind AND i.hash = :hash AND i.reading = :reading"
                    " AND s.id = (SELECT max(id) FROM import_step WHERE import = i.id) AND NOT s.ended",
                    err);
    statement_bind_number(&statement, ":program", import->program);
    statement_bind_text(&statement, ":kind", import->kind);
    statement_bind_text(&statement, ":hash", import->hash);
    statement_bind_text(&statement, ":reading", import->reading);
    if (statement_row(&statement)) {
        import->id = statement_take_number(&statement);
        import->rows = statement_take_number(&statement);
        import->added = statement_take_number(&statement);
        import->changed = statement_take_number(&statement);
        import->same = statement_take_number(&statement);
        import->refused = statement_take_number(&statement);
    }
    return statement_end(&statement);
}

bool store_import_refusals(struct store *store, int64_t import, struct str *refusals, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store, "SELECT refusals FROM import_step WHERE import = :import ORDER BY id",
                    err);
    statement_bind_number(&statement, ":import", import);
    while (statement_row(&statement))
        str_add(refusals, statement_take_borrowed(&statement));
    return statement_end(&statement);
}

bool store_import_add(struct store *store, struct record_import *import, struct err *err)
{
    struct statement statement;

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO import(program, kind, hash, reading, agent, at)"
                    " VALUES(:program, :kind, :hash, :reading, :agent, :at)",
                    err);
    statement_bind_number(&statement, ":program", import->program);
    statement_bind_text(&statement, ":kind", import->kind);
    statement_bind_text(&statement, ":hash", import->hash);
    statement_bind_text(&statement, ":reading", import->reading);
    statement_bind_text(&statement, ":agent", store->agent);
    statement_bind_number(&statement, ":at", store->now);
    if (!statement_run(&statement))
        return false;
    import->id = store_last_id(store);
    return true;
}

bool store_import_step_add(struct store *store, const struct record_import *import, const char *refusals,
                           bool ended, struct err *err)
{
    struct statement statement;

    if (!store_need_write(store, err))
        return false;
    statement_begin(
        &statement, store,
        "INSERT INTO import_step(import, rows, added, changed, same, refused, refusals, ended, at)"
        " VALUES(:import, :rows, :added, :changed, :same, :refused, :refusals, :ended, :at)",
        err);
    statement_bind_number(&statement, ":import", import->id);
    statement_bind_number(&statement, ":rows", import->rows);
    statement_bind_number(&statement, ":added", import->added);
    statement_bind_number(&statement, ":changed", import->changed);
    statement_bind_number(&statement, ":same", import->same);
    statement_bind_number(&statement, ":refused", import->refused);
    statement_bind_text(&statement, ":refusals", refusals);
    statement_bind_number(&statement, ":ended", ended);
    statement_bind_number(&statement, ":at", store->now);
    return statement_run(&statement);
}
