#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

static void take_agent(struct statement *statement, struct record_agent *agent)
{
    memset(agent, 0, sizeof *agent);
    agent->id = statement_take_number(statement);
    agent->name = statement_take_text(statement);
    statement_take_word(statement, level, &agent->level);
}

bool store_agent_find(struct store *store, const char *name, struct record_agent *agent, struct err *err)
{
    struct statement statement;

    memset(agent, 0, sizeof *agent);
    statement_begin(&statement, store, "SELECT id, name, level FROM agent WHERE name = :name", err);
    statement_bind_text(&statement, ":name", name);
    if (statement_row(&statement))
        take_agent(&statement, agent);
    return statement_end(&statement);
}

bool store_agent_add(struct store *store, struct record_agent *agent, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_AGENT};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store, "INSERT INTO agent(name, level) VALUES(:name, :level)", err);
    statement_bind_text(&statement, ":name", agent->name);
    statement_bind_text(&statement, ":level", level_name(agent->level));
    if (!statement_run(&statement))
        return false;
    agent->id = store_last_id(store);
    detail_add(&detail, agent->name, 0);
    str_add_format(&detail, ", %s", level_title(agent->level));
    return journal_enter(store, &entry, &detail, err);
}

bool store_agent_list(struct store *store, struct record_agent_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store, "SELECT id, name, level FROM agent ORDER BY name", err);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_agent(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}
