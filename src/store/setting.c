#include "config.h"

#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

/* What a program was made with stands in its own row. */
static bool settings_begin(struct store *store, int64_t program, struct settings *settings, struct err *err)
{
    struct statement statement;

    settings_init(settings);
    statement_begin(&statement, store,
                    "SELECT days, email_allowance, home_post_days, foreign_post_days, asap_days FROM program"
                    " WHERE id = :program",
                    err);
    statement_bind_number(&statement, ":program", program);
    if (statement_row(&statement)) {
        settings->days = statement_take_int(&statement);
        settings->email_allowance = statement_take_int(&statement);
        settings->home_post_days = statement_take_int(&statement);
        settings->foreign_post_days = statement_take_int(&statement);
        settings->asap_days = statement_take_int(&statement);
    }
    return statement_end(&statement);
}

bool store_settings_load(struct store *store, int64_t program, int64_t until, struct settings *settings,
                         int64_t since[setting_count], struct err *err)
{
    struct statement statement;
    enum setting setting = 0;

    if (!settings_begin(store, program, settings, err))
        return false;
    for (size_t i = 0; since && i < setting_count; i++)
        since[i] = INSTANT_NONE;
    statement_begin(
        &statement, store,
        "SELECT name, value, at FROM setting WHERE program = :program AND at <= :until ORDER BY id", err);
    statement_bind_number(&statement, ":program", program);
    statement_bind_number(&statement, ":until", until);
    while (statement_row(&statement)) {
        statement_take_word(&statement, setting, &setting);
        *setting_field(settings, setting) = statement_take_int(&statement);
        if (since)
            since[setting] = statement_take_number(&statement);
    }
    return statement_end(&statement);
}

bool store_setting_add(struct store *store, int64_t program, enum setting setting, int value, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_SETTING};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO setting(program, name, value, at) VALUES(:program, :name, :value, :at)",
                    err);
    statement_bind_number(&statement, ":program", program);
    statement_bind_text(&statement, ":name", setting_get(setting)->name);
    statement_bind_number(&statement, ":value", value);
    statement_bind_number(&statement, ":at", store->now);
    if (!statement_run(&statement))
        return false;
    str_add_format(&detail, "%s %d", setting_get(setting)->name, value);
    return journal_enter(store, &entry, &detail, err);
}
