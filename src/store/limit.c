#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

static bool partners_load(struct store *store, struct record_limit *limit, struct err *err)
{
    struct statement statement;
    size_t capacity = 0;

    statement_begin(&statement, store,
                    "SELECT partner FROM objection_limit_partner WHERE limitation = :limit ORDER BY id", err);
    statement_bind_number(&statement, ":limit", limit->id);
    while (statement_row(&statement)) {
        mem_grow(limit->partners, limit->partner_count, capacity);
        limit->partners[limit->partner_count++] = statement_take_number(&statement);
    }
    return statement_end(&statement);
}

bool store_limit_get(struct store *store, int64_t objection, struct record_limit *limit, struct err *err)
{
    struct statement statement;

    memset(limit, 0, sizeof *limit);
    statement_begin(&statement, store,
                    "SELECT id, objection, version, speaker, categories, contact, reason FROM objection_limit"
                    " WHERE objection = :objection ORDER BY version DESC LIMIT 1",
                    err);
    statement_bind_number(&statement, ":objection", objection);
    if (statement_row(&statement)) {
        limit->id = statement_take_number(&statement);
        limit->objection = statement_take_number(&statement);
        limit->version = statement_take_int(&statement);
        limit->speaker = statement_take_number(&statement);
        limit->categories = (unsigned)statement_take_number(&statement);
        limit->contact = statement_take_number(&statement);
        limit->reason = statement_take_text(&statement);
    }
    return statement_end(&statement) && (!limit->id || partners_load(store, limit, err));
}

static bool partner_add(struct store *store, int64_t limit, int64_t partner, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "INSERT INTO objection_limit_partner(limitation, partner) VALUES(:limit, :partner)", err);
    statement_bind_number(&statement, ":limit", limit);
    statement_bind_number(&statement, ":partner", partner);
    return statement_run(&statement);
}

static bool limit_is_next(struct store *store, const struct record_limit *limit, struct err *err)
{
    struct record_limit last = {0};
    struct str who = {0};
    bool ok = store_limit_get(store, limit->objection, &last, err);

    if (ok && last.version != limit->version) {
        ok = journal_last(store, FACT_LIMIT, 0, 0, limit->objection, 0, 0, &who, err) &&
             store_clash(err, str_text(&who), "the limit of objection %lld", (long long)limit->objection);
    }
    str_clear(&who);
    record_limit_clear(&last);
    return ok;
}

static void limit_detail(const struct record_limit *limit, struct str *detail)
{
    if (limit->categories)
        word_set_add(detail, &category_words, limit->categories, ", ", true);
    else
        str_add(detail, "every category");
    str_add(detail, limit->contact ? ", of one contact" : ", of the whole account");
    if (limit->partner_count)
        str_add_format(detail, ", to %zu partner%s", limit->partner_count,
                       limit->partner_count == 1 ? "" : "s");
    if (limit->reason && *limit->reason) {
        str_add(detail, ": ");
        detail_add(detail, limit->reason, 0);
    }
}

bool store_limit_add(struct store *store, struct record_limit *limit, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_LIMIT, .objection = limit->objection};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err) || !limit_is_next(store, limit, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO objection_limit(objection, version, speaker, categories, contact, reason,"
                    " recorded) VALUES(:objection, :version, :speaker, :categories, :contact, :reason,"
                    " :recorded)",
                    err);
    statement_bind_number(&statement, ":objection", limit->objection);
    statement_bind_number(&statement, ":version", limit->version + 1);
    statement_bind_id(&statement, ":speaker", limit->speaker);
    statement_bind_number(&statement, ":categories", limit->categories);
    statement_bind_id(&statement, ":contact", limit->contact);
    statement_bind_text(&statement, ":reason", limit->reason);
    statement_bind_number(&statement, ":recorded", store->now);
    if (!statement_run(&statement))
        return false;
    limit->id = store_last_id(store);
    for (size_t i = 0; i < limit->partner_count; i++) {
        if (!partner_add(store, limit->id, limit->partners[i], err))
            return false;
    }
    limit_detail(limit, &detail);
    return journal_enter(store, &entry, &detail, err);
}
