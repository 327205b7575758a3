#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/authority_sql.h"
#include "store/inside.h"
#include "store/list_sql.h"
#include "store/nouns.h"

#define SELECT "SELECT id, name, office, mail FROM representative"

/* Who is in whose scope today. A loop of parents ends, since no row comes twice. */
#define REACH(condition)                                                                                     \
    "WITH RECURSIVE below(representative, future, number) AS ("                                              \
    "  SELECT s.representative, s.future, s.number FROM representative_scope s"                              \
    "  WHERE s.scope = 'under' AND " condition                                                               \
    "  UNION SELECT b.representative, b.future, a.number FROM below b JOIN account a"                        \
    "  ON a.parent = b.number COLLATE NOCASE AND a.parent <> ''),"                                           \
    " reach(representative, future, account) AS ("                                                           \
    "  SELECT s.representative, s.future, a.id FROM representative_scope s"                                  \
    "  JOIN account a ON a.number = s.number WHERE s.scope = 'account' AND " condition                       \
    "  UNION SELECT b.representative, b.future, a.id FROM below b"                                           \
    "  JOIN account a ON a.number = b.number COLLATE NOCASE"                                                 \
    "  UNION SELECT s.representative, s.future, t.account FROM representative_scope s"                       \
    "  JOIN account_tag t ON t.key = s.tag WHERE s.scope = 'tag' AND " condition ")"

/* Data of it went to a partner by a release that came about. */
#define RELEASED                                                                                             \
    "EXISTS (SELECT 1 FROM release_row w JOIN release x ON x.intent = w.intent WHERE w.account = a.id"       \
    " AND x.program = :program AND NOT EXISTS (SELECT 1 FROM release_end e WHERE e.intent = x.intent"        \
    "   AND e.ending NOT IN ('complete', 'lost')))"

static void take_representative(struct statement *statement, struct record_representative *representative)
{
    memset(representative, 0, sizeof *representative);
    representative->id = statement_take_number(statement);
    representative->name = statement_take_text(statement);
    statement_take_word(statement, office, &representative->office);
    representative->mail = statement_take_text(statement);
}

bool store_representative_add(struct store *store, struct record_representative *representative,
                              struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_REPRESENTATIVE};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO representative(name, office, mail) VALUES(:name, :office, :mail)", err);
    statement_bind_text(&statement, ":name", representative->name);
    statement_bind_text(&statement, ":office", office_name(representative->office));
    statement_bind_text(&statement, ":mail", representative->mail);
    if (!statement_run(&statement))
        return false;
    representative->id = store_last_id(store);
    detail_add(&detail, representative->name, 0);
    str_add_format(&detail, ", %s", office_title(representative->office));
    if (representative->mail && *representative->mail) {
        str_add(&detail, ", ");
        detail_add(&detail, representative->mail, 0);
    }
    return journal_enter(store, &entry, &detail, err);
}

static bool representative_read(struct statement *statement, struct record_representative *representative)
{
    memset(representative, 0, sizeof *representative);
    if (statement_row(statement))
        take_representative(statement, representative);
    return statement_end(statement);
}

bool store_representative_find(struct store *store, const char *name,
                               struct record_representative *representative, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store, SELECT " WHERE name = :name", err);
    statement_bind_text(&statement, ":name", name);
    return representative_read(&statement, representative);
}

bool store_representative_get(struct store *store, int64_t id, struct record_representative *representative,
                              struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store, SELECT " WHERE id = :id", err);
    statement_bind_number(&statement, ":id", id);
    return representative_read(&statement, representative);
}

bool store_representative_list(struct store *store, struct record_representative_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store, SELECT " ORDER BY name, id", err);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_representative(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

bool store_scope_add(struct store *store, struct record_scope *scope, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_SCOPE};
    struct record_representative representative;
    char *tag = key_title(scope->tag ? scope->tag : "");
    struct statement statement;
    struct str detail = {0};
    bool ok = store_need_write(store, err) &&
              store_representative_get(store, scope->representative, &representative, err);

    if (!ok)
        goto out;
    detail_add(&detail, representative.name, 0);
    str_add_format(&detail, ": %s ", scope_title(scope->scope));
    detail_add(&detail, scope->scope == SCOPE_TAG ? scope->tag : scope->number, 0);
    str_add(&detail, scope->future ? ", future ones too" : "");
    record_representative_clear(&representative);
    statement_begin(&statement, store,
                    "INSERT INTO representative_scope(representative, scope, number, tag, future)"
                    " VALUES(:representative, :scope, :number, :tag, :future)",
                    err);
    statement_bind_number(&statement, ":representative", scope->representative);
    statement_bind_text(&statement, ":scope", scope_name(scope->scope));
    statement_bind_text(&statement, ":number", scope->number);
    statement_bind_text(&statement, ":tag", tag);
    statement_bind_number(&statement, ":future", scope->future);
    ok = statement_run(&statement);
    if (ok) {
        scope->id = store_last_id(store);
        ok = journal_enter(store, &entry, &detail, err);
    }
out:
    str_clear(&detail);
    free(tag);
    return ok;
}

bool store_scope_list(struct store *store, int64_t representative, struct record_scope_list *list,
                      struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    "SELECT id, representative, scope, number, tag, future FROM representative_scope"
                    " WHERE representative = :representative ORDER BY id",
                    err);
    statement_bind_number(&statement, ":representative", representative);
    while (statement_row(&statement)) {
        struct record_scope *scope;

        mem_grow(list->items, list->count, list->capacity);
        scope = &list->items[list->count++];
        memset(scope, 0, sizeof *scope);
        scope->id = statement_take_number(&statement);
        scope->representative = statement_take_number(&statement);
        statement_take_word(&statement, scope, &scope->scope);
        scope->number = statement_take_text(&statement);
        scope->tag = statement_take_text(&statement);
        scope->future = statement_take_int(&statement) != 0;
    }
    return statement_end(&statement);
}

bool store_reach_list(struct store *store, int64_t program, int64_t representative, int64_t now,
                      struct record_reach_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(
        &statement, store,
        REACH("s.representative = :representative") " SELECT a.id, a.number, a.company, " STANDING_NOW
                                                    ", coalesce(" DAYS_LEFT " >= 0, 0), " RELEASED
                                                    " FROM account a" JOIN_STANDING
                                                    " WHERE a.id IN (SELECT account FROM reach)"
                                                    " ORDER BY a.number_key, a.id",
        err);
    statement_bind_number(&statement, ":representative", representative);
    statement_bind_number(&statement, ":program", program);
    statement_bind_number(&statement, ":now", now);
    while (statement_row(&statement)) {
        struct record_reach *reach;

        mem_grow(list->items, list->count, list->capacity);
        reach = &list->items[list->count++];
        reach->account = statement_take_number(&statement);
        reach->number = statement_take_text(&statement);
        reach->company = statement_take_text(&statement);
        statement_take_word(&statement, standing, &reach->standing);
        reach->open = statement_take_int(&statement) != 0;
        reach->released = statement_take_int(&statement) != 0;
    }
    return statement_end(&statement);
}

bool store_reach_late(struct store *store, int64_t program, struct record_authority_list *list,
                      struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(
        &statement, store,
        REACH("s.future") " SELECT o.id, h.account FROM reach h"
                          " JOIN objection_representative r ON r.representative = h.representative"
                          " JOIN objection_now o ON o.id = r.objection"
                          " WHERE o.program = :program AND o.voice = 'representative'"
                          " AND o.ruling <> 'not_objection' AND NOT EXISTS (SELECT 1 FROM resolution y"
                          "   WHERE y.dispute = " NEWEST_DISPUTE
                          "   AND y.outcome IN ('accepted', 'withdrawn'))"
                          " AND NOT EXISTS (SELECT 1 FROM objection_account t"
                          "   WHERE t.objection = o.id AND t.account = h.account)"
                          " ORDER BY o.id, h.account",
        err);
    statement_bind_number(&statement, ":program", program);
    while (statement_row(&statement)) {
        struct record_authority *late;

        mem_grow(list->items, list->count, list->capacity);
        late = &list->items[list->count++];
        *late = (struct record_authority){.objection = statement_take_number(&statement)};
        late->account = statement_take_number(&statement);
    }
    return statement_end(&statement);
}

bool store_speaker_set(struct store *store, int64_t objection, int64_t representative, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_SPEAKER, .objection = objection};
    struct record_representative speaker;
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err) || !store_representative_get(store, representative, &speaker, err))
        return false;
    detail_add(&detail, speaker.name, 0);
    str_add_format(&detail, ", %s", office_title(speaker.office));
    record_representative_clear(&speaker);
    statement_begin(&statement, store,
                    "INSERT INTO objection_representative(objection, representative, at)"
                    " VALUES(:objection, :representative, :at)",
                    err);
    statement_bind_number(&statement, ":objection", objection);
    statement_bind_number(&statement, ":representative", representative);
    statement_bind_number(&statement, ":at", store->now);
    if (!statement_run(&statement)) {
        str_clear(&detail);
        return false;
    }
    return journal_enter(store, &entry, &detail, err);
}
