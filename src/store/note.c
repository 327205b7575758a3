#include "config.h"

#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

bool store_note_add(struct store *store, int64_t account, int64_t message, int64_t dispute, const char *text,
                    struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE,
                                 .fact = FACT_NOTE,
                                 .account = account,
                                 .message = message,
                                 .dispute = dispute};
    const char *const texts[] = {text, NULL};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO note(account, message, dispute, text, recorded)"
                    " VALUES(:account, :message, :dispute, :text, :recorded)",
                    err);
    statement_bind_id(&statement, ":account", account);
    statement_bind_id(&statement, ":message", message);
    statement_bind_id(&statement, ":dispute", dispute);
    statement_bind_text(&statement, ":text", text);
    statement_bind_number(&statement, ":recorded", store->now);
    if (!statement_run(&statement) || !search_keep(store, SEARCH_NOTE, store_last_id(store), texts, err))
        return false;
    detail_add(&detail, text, 0);
    return journal_enter(store, &entry, &detail, err);
}
