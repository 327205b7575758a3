#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

#define SELECT                                                                                               \
    "SELECT id, program, account, contact, representative, voice, source, received, precision, identity, "   \
    "words, agent, EXISTS (SELECT 1 FROM withdrawal WHERE consent = c.id) FROM consent c"

static void take_consent(struct statement *statement, struct record_consent *consent)
{
    memset(consent, 0, sizeof *consent);
    consent->id = statement_take_number(statement);
    consent->program = statement_take_number(statement);
    consent->account = statement_take_number(statement);
    consent->contact = statement_take_number(statement);
    consent->representative = statement_take_number(statement);
    statement_take_word(statement, voice, &consent->voice);
    statement_take_word(statement, source, &consent->source);
    consent->received = statement_take_number(statement);
    statement_take_word(statement, precision, &consent->precision);
    statement_take_word(statement, identity, &consent->identity);
    consent->words = statement_take_text(statement);
    consent->agent = statement_take_text(statement);
    consent->withdrawn = statement_take_int(statement) != 0;
}

static void consent_bind(struct statement *statement, const struct store *store,
                         const struct record_consent *consent)
{
    statement_bind_number(statement, ":program", consent->program);
    statement_bind_number(statement, ":account", consent->account);
    statement_bind_id(statement, ":contact", consent->contact);
    statement_bind_id(statement, ":representative", consent->representative);
    statement_bind_text(statement, ":voice", voice_name(consent->voice));
    statement_bind_text(statement, ":source", source_name(consent->source));
    statement_bind_number(statement, ":received", consent->received);
    statement_bind_text(statement, ":precision", precision_name(consent->precision));
    statement_bind_text(statement, ":identity", identity_name(consent->identity));
    statement_bind_text(statement, ":words", consent->words);
    statement_bind_text(statement, ":agent", store->agent);
    statement_bind_number(statement, ":recorded", store->now);
}

bool store_consent_add(struct store *store, struct record_consent *consent, struct err *err)
{
    struct record_entry entry = {
        .happened = consent->received, .fact = FACT_CONSENT, .account = consent->account};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO consent(program, account, contact, representative, voice, source, received,"
                    " precision, identity, words, agent, recorded) VALUES(:program, :account, :contact,"
                    " :representative, :voice, :source, :received, :precision, :identity, :words, :agent,"
                    " :recorded)",
                    err);
    consent_bind(&statement, store, consent);
    if (!statement_run(&statement))
        return false;
    consent->id = store_last_id(store);
    str_add_format(&detail, "by %s, voice %s, known by %s: ", source_title(consent->source),
                   voice_title(consent->voice), identity_title(consent->identity));
    detail_add(&detail, consent->words, 60);
    return journal_enter(store, &entry, &detail, err);
}

bool store_consent_get(struct store *store, int64_t id, struct record_consent *consent, struct err *err)
{
    struct statement statement;

    memset(consent, 0, sizeof *consent);
    statement_begin(&statement, store, SELECT " WHERE id = :id", err);
    statement_bind_number(&statement, ":id", id);
    if (statement_row(&statement))
        take_consent(&statement, consent);
    return statement_end(&statement);
}

bool store_consent_list(struct store *store, int64_t program, int64_t account,
                        struct record_consent_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    SELECT " WHERE account = :account AND program = :program ORDER BY received, id", err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":program", program);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_consent(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

static bool consent_open(struct store *store, int64_t id, struct record_consent *consent, struct err *err)
{
    if (!store_consent_get(store, id, consent, err))
        return false;
    if (!consent->id)
        return err_set(err, ERR_USAGE, "consent %lld: there is none", (long long)id);
    return !consent->withdrawn ||
           err_set(err, ERR_CLASH, "consent %lld is withdrawn already; look again", (long long)id);
}

bool store_withdrawal_add(struct store *store, int64_t id, const char *words, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_WITHDRAWAL};
    struct record_consent consent = {0};
    struct statement statement;
    struct str detail = {0};
    bool ok = false;

    if (!store_need_write(store, err) || !consent_open(store, id, &consent, err))
        goto out;
    entry.account = consent.account;
    statement_begin(&statement, store,
                    "INSERT INTO withdrawal(consent, words, recorded) VALUES(:consent, :words, :recorded)",
                    err);
    statement_bind_number(&statement, ":consent", id);
    statement_bind_text(&statement, ":words", words);
    statement_bind_number(&statement, ":recorded", store->now);
    if (!statement_run(&statement))
        goto out;
    detail_add(&detail, words, 0);
    ok = journal_enter(store, &entry, &detail, err);
out:
    record_consent_clear(&consent);
    return ok;
}

bool store_honour_lapsed(struct store *store, int64_t account, int64_t objection, bool *lapsed,
                         struct err *err)
{
    struct statement statement;

    *lapsed = false;
    statement_begin(&statement, store,
                    "SELECT j.fact <> 'done' FROM duty d JOIN journal j ON j.sequence = d.discharge"
                    " WHERE d.objection = :objection AND d.account = :account AND d.kind = 'honour'"
                    " AND NOT EXISTS (SELECT 1 FROM duty x WHERE x.objection = d.objection"
                    "   AND x.account = d.account AND x.kind = d.kind AND x.id > d.id)",
                    err);
    statement_bind_number(&statement, ":objection", objection);
    statement_bind_number(&statement, ":account", account);
    if (statement_row(&statement))
        *lapsed = statement_take_int(&statement) != 0;
    return statement_end(&statement);
}
