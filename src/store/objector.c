#include "config.h"

#include <string.h>

#include "base/zone.h"
#include "store/inside.h"
#include "store/nouns.h"

static void add_known(struct str *detail, const char *label, const char *text)
{
    if (!text || !*text)
        return;
    str_add_format(detail, "%s%s ", detail->length ? ", " : "", label);
    detail_add(detail, text, 0);
}

bool store_objector_add(struct store *store, struct record_objector *objector, struct err *err)
{
    struct record_entry entry = {
        .happened = INSTANT_NONE, .fact = FACT_OBJECTOR, .objection = objector->objection};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO objector(objection, name, handle, mail, company, region)"
                    " VALUES(:objection, :name, :handle, :mail, :company, :region)",
                    err);
    statement_bind_number(&statement, ":objection", objector->objection);
    statement_bind_text(&statement, ":name", objector->name);
    statement_bind_text(&statement, ":handle", objector->handle);
    statement_bind_text(&statement, ":mail", objector->mail);
    statement_bind_text(&statement, ":company", objector->company);
    statement_bind_text(&statement, ":region", objector->region);
    if (!statement_run(&statement))
        return false;
    objector->id = store_last_id(store);
    add_known(&detail, "name", objector->name);
    add_known(&detail, "forum name", objector->handle);
    add_known(&detail, "mail", objector->mail);
    add_known(&detail, "company", objector->company);
    add_known(&detail, "region", objector->region);
    if (!detail.length)
        str_add(&detail, "nobody known");
    return journal_enter(store, &entry, &detail, err);
}

bool store_objector_get(struct store *store, int64_t objection, struct record_objector *objector,
                        struct err *err)
{
    struct statement statement;

    memset(objector, 0, sizeof *objector);
    statement_begin(&statement, store,
                    "SELECT id, objection, name, handle, mail, company, region FROM objector"
                    " WHERE objection = :objection",
                    err);
    statement_bind_number(&statement, ":objection", objection);
    if (statement_row(&statement)) {
        objector->id = statement_take_number(&statement);
        objector->objection = statement_take_number(&statement);
        objector->name = statement_take_text(&statement);
        objector->handle = statement_take_text(&statement);
        objector->mail = statement_take_text(&statement);
        objector->company = statement_take_text(&statement);
        objector->region = statement_take_text(&statement);
    }
    return statement_end(&statement);
}
