#include "config.h"

#include "store/inside.h"
#include "store/nouns.h"

/* Drafts are saved while nobody waits, so each save is a write of its own unless one is going on. */
static bool draft_run(struct statement *statement, const char *agent, const char *form, const char *subject)
{
    statement_bind_text(statement, ":agent", agent);
    statement_bind_text(statement, ":form", form);
    statement_bind_text(statement, ":subject", subject);
    return statement_run(statement);
}

bool store_draft_save(struct store *store, const char *agent, const char *form, const char *subject,
                      const char *text, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "INSERT INTO draft(agent, form, subject, text) VALUES(:agent, :form, :subject, :text)"
                    " ON CONFLICT(agent, form, subject) DO UPDATE SET text = :text",
                    err);
    statement_bind_text(&statement, ":text", text);
    return draft_run(&statement, agent, form, subject);
}

bool store_draft_load(struct store *store, const char *agent, const char *form, const char *subject,
                      char **text, struct err *err)
{
    struct statement statement;

    *text = NULL;
    statement_begin(&statement, store,
                    "SELECT text FROM draft WHERE agent = :agent AND form = :form AND subject = :subject",
                    err);
    statement_bind_text(&statement, ":agent", agent);
    statement_bind_text(&statement, ":form", form);
    statement_bind_text(&statement, ":subject", subject);
    if (statement_row(&statement))
        *text = statement_take_text(&statement);
    return statement_end(&statement);
}

bool store_draft_newest(struct store *store, const char *agent, char **form, char **subject, char **text,
                        int64_t *count, struct err *err)
{
    struct statement statement;

    *form = *subject = *text = NULL;
    *count = 0;
    statement_begin(&statement, store,
                    "SELECT form, subject, text, count(*) OVER () FROM draft WHERE agent = :agent"
                    " ORDER BY text DESC LIMIT 1",
                    err);
    statement_bind_text(&statement, ":agent", agent);
    if (statement_row(&statement)) {
        *form = statement_take_text(&statement);
        *subject = statement_take_text(&statement);
        *text = statement_take_text(&statement);
        *count = statement_take_number(&statement);
    }
    return statement_end(&statement);
}

bool store_draft_drop(struct store *store, const char *agent, const char *form, const char *subject,
                      struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "DELETE FROM draft WHERE agent = :agent AND form = :form AND subject = :subject", err);
    return draft_run(&statement, agent, form, subject);
}
