#include "config.h"

#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

static bool reading_last(struct store *store, int64_t message, int *version, enum reading *reading,
                         struct err *err)
{
    struct statement statement;

    *version = 0;
    *reading = READING_UNREAD;
    statement_begin(
        &statement, store,
        "SELECT version, reading FROM reading WHERE message = :message ORDER BY version DESC LIMIT 1", err);
    statement_bind_number(&statement, ":message", message);
    if (statement_row(&statement)) {
        *version = statement_take_int(&statement);
        statement_take_word(&statement, reading, reading);
    }
    return statement_end(&statement);
}

bool store_reading_add(struct store *store, int64_t message, int version, enum reading reading,
                       bool not_identified, const char *detail, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_READING, .message = message};
    struct statement statement;
    struct str sentence = {0}, who = {0};
    enum reading last;
    int present;

    if (!store_need_write(store, err) || !reading_last(store, message, &present, &last, err))
        return false;
    if (present != version) {
        if (journal_last(store, FACT_READING, 0, message, 0, 0, 0, &who, err))
            err_set(err, ERR_CLASH,
                    "message %lld was read as %s by %s since you saw it; look again and repeat",
                    (long long)message, reading_title(last), str_text(&who));
        str_clear(&who);
        return false;
    }
    statement_begin(&statement, store,
                    "INSERT INTO reading(message, version, reading, not_identified, detail, recorded)"
                    " VALUES(:message, :version, :reading, :not_identified, :detail, :recorded)",
                    err);
    statement_bind_number(&statement, ":not_identified", not_identified);
    statement_bind_number(&statement, ":message", message);
    statement_bind_number(&statement, ":version", version + 1);
    statement_bind_text(&statement, ":reading", reading_name(reading));
    statement_bind_text(&statement, ":detail", detail);
    statement_bind_number(&statement, ":recorded", store->now);
    if (!statement_run(&statement))
        return false;
    str_add(&sentence, reading_title(reading));
    if (detail && *detail) {
        str_add(&sentence, ": ");
        detail_add(&sentence, detail, 0);
    }
    return journal_enter(store, &entry, &sentence, err);
}
