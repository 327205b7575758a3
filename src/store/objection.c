#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/authority_sql.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

/* With the last ruling, how many there are, and the newest dispute. */
#define SELECT                                                                                               \
    "SELECT id, program, message, contact, source, voice, received, precision, words, flags, "               \
    "not_identified, agent"                                                                                  \
    ", ruling, version"                                                                                      \
    ", (SELECT max(id) FROM dispute WHERE objection = o.id), " REPRESENTATIVE_OF(                            \
        "o.id") " FROM objection_now o"

static void take_objection(struct statement *statement, struct record_objection *objection)
{
    memset(objection, 0, sizeof *objection);
    objection->id = statement_take_number(statement);
    objection->program = statement_take_number(statement);
    objection->message = statement_take_number(statement);
    objection->contact = statement_take_number(statement);
    statement_take_word(statement, source, &objection->source);
    statement_take_word(statement, voice, &objection->voice);
    objection->received = statement_take_number(statement);
    statement_take_word(statement, precision, &objection->precision);
    objection->words = statement_take_text(statement);
    objection->flags = (unsigned)statement_take_number(statement);
    objection->not_identified = statement_take_int(statement) != 0;
    objection->agent = statement_take_text(statement);
    statement_take_word(statement, ruling, &objection->ruling);
    objection->version = statement_take_int(statement);
    objection->dispute = statement_take_number(statement);
    objection->representative = statement_take_number(statement);
}

static bool objection_read(struct statement *statement, struct record_objection *objection)
{
    memset(objection, 0, sizeof *objection);
    if (statement_row(statement))
        take_objection(statement, objection);
    return statement_end(statement);
}

bool store_objection_add(struct store *store, struct record_objection *objection, struct err *err)
{
    struct record_entry entry = {
        .happened = objection->received, .fact = FACT_OBJECTION, .message = objection->message};
    const char *const texts[] = {objection->words ? objection->words : "", NULL};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(
        &statement, store,
        "INSERT INTO objection(program, message, contact, source, voice, received, precision, words, flags,"
        " not_identified, agent, recorded) VALUES(:program, :message, :contact, :source, :voice, :received, "
        ":precision, :words,"
        " :flags, :not_identified, :agent, :recorded)",
        err);
    statement_bind_number(&statement, ":program", objection->program);
    statement_bind_id(&statement, ":message", objection->message);
    statement_bind_id(&statement, ":contact", objection->contact);
    statement_bind_text(&statement, ":source", source_name(objection->source));
    statement_bind_text(&statement, ":voice", voice_name(objection->voice));
    statement_bind_number(&statement, ":received", objection->received);
    statement_bind_text(&statement, ":precision", precision_name(objection->precision));
    statement_bind_text(&statement, ":words", objection->words);
    statement_bind_number(&statement, ":flags", objection->flags);
    statement_bind_number(&statement, ":not_identified", objection->not_identified);
    statement_bind_text(&statement, ":agent", store->agent);
    statement_bind_number(&statement, ":recorded", store->now);
    if (!statement_run(&statement))
        return false;
    objection->id = entry.objection = store_last_id(store);
    if (!search_keep(store, SEARCH_OBJECTION, objection->id, texts, err))
        return false;
    str_add_format(&detail, "by %s, voice %s", source_title(objection->source),
                   voice_title(objection->voice));
    if (objection->words && *objection->words) {
        str_add(&detail, ": ");
        detail_add(&detail, objection->words, 60);
    }
    return journal_enter(store, &entry, &detail, err);
}

bool store_objection_get(struct store *store, int64_t id, struct record_objection *objection, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store, SELECT " WHERE id = :id", err);
    statement_bind_number(&statement, ":id", id);
    return objection_read(&statement, objection);
}

bool store_objection_of_message(struct store *store, int64_t message, struct record_objection *objection,
                                struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store, SELECT " WHERE message = :message ORDER BY id LIMIT 1", err);
    statement_bind_id(&statement, ":message", message);
    return objection_read(&statement, objection);
}

bool store_objection_list(struct store *store, int64_t program, int64_t account,
                          struct record_objection_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    SELECT " WHERE +program = :program AND id IN (SELECT objection FROM objection_account"
                           " WHERE account = :account) ORDER BY received, id",
                    err);
    statement_bind_number(&statement, ":program", program);
    statement_bind_number(&statement, ":account", account);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_objection(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

bool store_tie_add(struct store *store, int64_t objection, int64_t account, bool *added, struct err *err)
{
    struct record_entry entry = {
        .happened = INSTANT_NONE, .fact = FACT_TIE, .account = account, .objection = objection};
    struct record_account tied;
    struct statement statement;
    struct str detail = {0};

    *added = false;
    if (!store_need_write(store, err))
        return false;
    statement_begin(
        &statement, store,
        "INSERT INTO objection_account(objection, account, recorded) VALUES(:objection, :account, :recorded)"
        " ON CONFLICT(objection, account) DO NOTHING",
        err);
    statement_bind_number(&statement, ":objection", objection);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":recorded", store->now);
    if (!statement_run(&statement))
        return false;
    *added = sqlite3_changes(store->db) > 0;
    if (!*added)
        return true;
    if (!store_account_get(store, account, &tied, err))
        return false;
    detail_add(&detail, tied.number, 0);
    str_add_char(&detail, ' ');
    detail_add(&detail, tied.company, 0);
    record_account_clear(&tied);
    return journal_enter(store, &entry, &detail, err);
}

bool store_tie_list(struct store *store, int64_t objection, int64_t **accounts, size_t *count,
                    struct err *err)
{
    struct statement statement;
    size_t capacity = 0;

    *accounts = NULL;
    *count = 0;
    statement_begin(&statement, store,
                    "SELECT account FROM objection_account WHERE objection = :objection ORDER BY id", err);
    statement_bind_number(&statement, ":objection", objection);
    while (statement_row(&statement)) {
        mem_grow(*accounts, *count, capacity);
        (*accounts)[(*count)++] = statement_take_number(&statement);
    }
    return statement_end(&statement);
}

bool store_ruling_add(struct store *store, int64_t objection, int version, const struct record_ruling *ruling,
                      struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_RULING, .objection = objection};
    struct record_objection present;
    struct statement statement;
    struct str detail = {0}, who = {0};
    bool ok = false;

    if (!store_need_write(store, err) || !store_objection_get(store, objection, &present, err))
        return false;
    if (present.version != version) {
        if (journal_last(store, FACT_RULING, 0, 0, objection, 0, 0, &who, err))
            err_set(err, ERR_CLASH,
                    "objection %lld was ruled %s by %s since you saw it; look again and repeat",
                    (long long)objection, ruling_title(present.ruling), str_text(&who));
        goto out;
    }
    statement_begin(&statement, store,
                    "INSERT INTO ruling(objection, version, ruling, voice, flags, reason, at)"
                    " VALUES(:objection, :version, :ruling, :voice, :flags, :reason, :at)",
                    err);
    statement_bind_number(&statement, ":at", store->now);
    statement_bind_number(&statement, ":objection", objection);
    statement_bind_number(&statement, ":version", version + 1);
    statement_bind_text(&statement, ":ruling", ruling_name(ruling->ruling));
    statement_bind_text(&statement, ":voice", voice_name(ruling->voice));
    statement_bind_number(&statement, ":flags", ruling->flags);
    statement_bind_text(&statement, ":reason", ruling->reason);
    if (!statement_run(&statement))
        goto out;
    entry.message = present.message;
    str_add_format(&detail, "%s, voice %s", ruling_title(ruling->ruling), voice_title(ruling->voice));
    if (ruling->reason && *ruling->reason) {
        str_add(&detail, ": ");
        detail_add(&detail, ruling->reason, 0);
    }
    ok = journal_enter(store, &entry, &detail, err);
out:
    record_objection_clear(&present);
    str_clear(&who);
    return ok;
}
