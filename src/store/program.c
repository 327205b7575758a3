#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

#define COLUMNS "id, name, days, country, zone, email_allowance, home_post_days, foreign_post_days, asap_days"

static void take_program(struct statement *statement, struct record_program *program)
{
    memset(program, 0, sizeof *program);
    program->id = statement_take_number(statement);
    program->name = statement_take_text(statement);
    program->days = statement_take_int(statement);
    program->country = statement_take_text(statement);
    program->zone = statement_take_text(statement);
    program->email_allowance = statement_take_int(statement);
    program->home_post_days = statement_take_int(statement);
    program->foreign_post_days = statement_take_int(statement);
    program->asap_days = statement_take_int(statement);
}

bool store_program_add(struct store *store, struct record_program *program, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_PROGRAM};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(
        &statement, store,
        "INSERT INTO program(name, days, country, zone, email_allowance, home_post_days, foreign_post_days,"
        " asap_days) VALUES(:name, :days, :country, :zone, :email, :home, :foreign, :asap)",
        err);
    statement_bind_text(&statement, ":name", program->name);
    statement_bind_number(&statement, ":days", program->days);
    statement_bind_text(&statement, ":country", program->country);
    statement_bind_text(&statement, ":zone", program->zone);
    statement_bind_number(&statement, ":email", program->email_allowance);
    statement_bind_number(&statement, ":home", program->home_post_days);
    statement_bind_number(&statement, ":foreign", program->foreign_post_days);
    statement_bind_number(&statement, ":asap", program->asap_days);
    if (!statement_run(&statement))
        return false;
    program->id = store_last_id(store);
    detail_add(&detail, program->name, 0);
    str_add_format(&detail, ", %d days", program->days);
    return journal_enter(store, &entry, &detail, err);
}

bool store_program_find(struct store *store, const char *name, struct record_program *program,
                        struct err *err)
{
    struct statement statement;

    memset(program, 0, sizeof *program);
    statement_begin(&statement, store,
                    "SELECT " COLUMNS " FROM program WHERE :name = '' OR name = :name ORDER BY id LIMIT 1",
                    err);
    statement_bind_text(&statement, ":name", name);
    if (statement_row(&statement))
        take_program(&statement, program);
    return statement_end(&statement);
}

bool store_program_list(struct store *store, struct record_program_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store, "SELECT " COLUMNS " FROM program ORDER BY id", err);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_program(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}
