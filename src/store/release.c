#include "config.h"
#include "store/release.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"

#define INTENT                                                                                               \
    "SELECT i.id, i.program, i.partner, i.path, i.temporary, i.at, p.name, r.id, r.hash, e.id IS NOT NULL,"  \
    " coalesce(e.ending, 'void')"                                                                            \
    " FROM release_intent i JOIN partner p ON p.id = i.partner LEFT JOIN release r ON r.intent = i.id"       \
    " LEFT JOIN release_end e ON e.intent = i.id"

static void take_intent(struct statement *statement, struct record_intent *intent)
{
    memset(intent, 0, sizeof *intent);
    intent->id = statement_take_number(statement);
    intent->program = statement_take_number(statement);
    intent->partner = statement_take_number(statement);
    intent->path = statement_take_text(statement);
    intent->temporary = statement_take_text(statement);
    intent->at = statement_take_number(statement);
    intent->partner_name = statement_take_text(statement);
    intent->release = statement_take_number(statement);
    intent->hash = statement_take_text(statement);
    intent->ended = statement_take_int(statement) != 0;
    statement_take_word(statement, ending, &intent->ending);
}

bool store_intent_add(struct store *store, struct record_intent *intent, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_RELEASE_INTENT};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO release_intent(program, partner, path, temporary, at)"
                    " VALUES(:program, :partner, :path, :temporary, :at)",
                    err);
    statement_bind_number(&statement, ":program", intent->program);
    statement_bind_number(&statement, ":partner", intent->partner);
    statement_bind_text(&statement, ":path", intent->path);
    statement_bind_text(&statement, ":temporary", intent->temporary);
    statement_bind_number(&statement, ":at", store->now);
    if (!statement_run(&statement))
        return false;
    intent->id = store_last_id(store);
    intent->at = store->now;
    detail_add(&detail, intent->partner_name, 0);
    str_add(&detail, ", ");
    detail_add(&detail, intent->path, 0);
    return journal_enter(store, &entry, &detail, err);
}

bool store_intent_get(struct store *store, int64_t id, struct record_intent *intent, struct err *err)
{
    struct statement statement;

    memset(intent, 0, sizeof *intent);
    statement_begin(&statement, store, INTENT " WHERE i.id = :id", err);
    statement_bind_number(&statement, ":id", id);
    if (statement_row(&statement))
        take_intent(&statement, intent);
    return statement_end(&statement);
}

bool store_intent_pending(struct store *store, struct record_intent_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store, INTENT " WHERE e.id IS NULL ORDER BY i.id", err);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_intent(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

bool store_intent_end(struct store *store, const struct record_intent *intent, enum ending ending,
                      const char *why, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_RELEASE_END};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO release_end(intent, ending, at) VALUES(:intent, :ending, :at)", err);
    statement_bind_number(&statement, ":intent", intent->id);
    statement_bind_text(&statement, ":ending", ending_name(ending));
    statement_bind_number(&statement, ":at", store->now);
    if (!statement_run(&statement))
        return false;
    if (intent->release)
        str_add_format(&detail, "%lld ", (long long)intent->release);
    str_add(&detail, "to ");
    detail_add(&detail, intent->partner_name, 0);
    str_add_format(&detail, " is %s", ending_title(ending));
    if (*why)
        str_add_format(&detail, "; %s", why);
    return journal_enter(store, &entry, &detail, err);
}

bool store_release_next(struct store *store, int64_t *id, struct err *err)
{
    struct statement statement;

    *id = 0;
    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store, "SELECT coalesce(max(id), 0) + 1 FROM release", err);
    if (statement_row(&statement))
        *id = statement_take_number(&statement);
    return statement_end(&statement);
}

static bool add_counts(struct store *store, int64_t release, const struct record_release_count_list *counts,
                       struct err *err)
{
    bool good = true;

    for (size_t i = 0; good && i < counts->count; i++) {
        struct statement statement;

        statement_begin(
            &statement, store,
            "INSERT INTO release_count(release, cause, accounts) VALUES(:release, :cause, :accounts)", err);
        statement_bind_number(&statement, ":release", release);
        statement_bind_text(&statement, ":cause", counts->items[i].cause);
        statement_bind_number(&statement, ":accounts", counts->items[i].accounts);
        good = statement_run(&statement);
    }
    return good;
}

static bool add_rules(struct store *store, int64_t release, const struct record_release_rule_list *rules,
                      struct err *err)
{
    bool good = true;

    for (size_t i = 0; good && i < rules->count; i++) {
        const struct record_release_rule *rule = &rules->items[i];
        struct statement statement;

        statement_begin(&statement, store,
                        "INSERT INTO release_rule(release, code, adoption, number, first_day, last_day, "
                        "hash, accounts) VALUES(:release, :code, :adoption, :number, :first, :last, :hash, "
                        ":accounts)",
                        err);
        statement_bind_number(&statement, ":release", release);
        statement_bind_text(&statement, ":code", rule->code);
        statement_bind_number(&statement, ":adoption", rule->adoption);
        statement_bind_number(&statement, ":number", rule->number);
        statement_bind_day(&statement, ":first", rule->from);
        statement_bind_day(&statement, ":last", rule->to);
        statement_bind_text(&statement, ":hash", rule->hash);
        statement_bind_number(&statement, ":accounts", rule->accounts);
        good = statement_run(&statement);
    }
    return good;
}

static bool release_insert(struct store *store, const struct record_release *release, struct err *err)
{
    struct str fields = {0};
    struct statement statement;
    bool good;

    release_fields_add(&fields, release->fields, ",", false);
    statement_begin(&statement, store,
                    "INSERT INTO release(id, program, partner, intent, entry, agent, at, path, hash, filter, "
                    "fields, rows, accounts, partial) VALUES(:id, :program, :partner, :intent, :entry, "
                    ":agent, :at, :path, :hash, :filter, :fields, :rows, :accounts, :partial)",
                    err);
    statement_bind_number(&statement, ":id", release->id);
    statement_bind_number(&statement, ":program", release->program);
    statement_bind_number(&statement, ":partner", release->partner);
    statement_bind_number(&statement, ":intent", release->intent);
    statement_bind_number(&statement, ":entry", release->entry);
    statement_bind_text(&statement, ":agent", store->agent);
    statement_bind_number(&statement, ":at", store->now);
    statement_bind_text(&statement, ":path", release->path);
    statement_bind_text(&statement, ":hash", release->hash);
    statement_bind_text(&statement, ":filter", release->filter);
    statement_bind_text(&statement, ":fields", str_text(&fields));
    statement_bind_number(&statement, ":rows", release->rows);
    statement_bind_number(&statement, ":accounts", release->accounts);
    statement_bind_number(&statement, ":partial", release->partial);
    good = statement_run(&statement);
    str_clear(&fields);
    return good;
}

bool store_release_add(struct store *store, struct record_release *release,
                       const struct record_release_count_list *counts,
                       const struct record_release_rule_list *rules, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_RELEASE};
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    str_add_format(&detail, "%lld to ", (long long)release->id);
    detail_add(&detail, release->partner_name, 0);
    str_add_format(&detail, ": %lld accounts in %lld rows, ", (long long)release->accounts,
                   (long long)release->rows);
    release_fields_add(&detail, release->fields, ", ", true);
    str_add_format(&detail, "; SHA-256 %s", release->hash);
    if (!journal_enter(store, &entry, &detail, err))
        return false;
    release->entry = entry.sequence;
    release->at = store->now;
    return release_insert(store, release, err) && add_counts(store, release->id, counts, err) &&
           add_rules(store, release->id, rules, err);
}

#define RELEASE                                                                                              \
    "SELECT r.id, r.program, r.partner, r.intent, r.entry, r.agent, r.at, r.path, r.hash, r.filter, "        \
    "r.fields, r.rows, r.accounts, r.partial, p.name, e.id IS NOT NULL, coalesce(e.ending, 'void')"          \
    " FROM release r JOIN partner p ON p.id = r.partner LEFT JOIN release_end e ON e.intent = r.intent"

static void take_fields(struct statement *statement, unsigned *fields)
{
    const char *text = statement_take_borrowed(statement);

    *fields = 0;
    if (*text)
        statement_take_word_check(statement, release_fields_parse(text, fields, NULL), "release field");
}

static void take_release(struct statement *statement, struct record_release *release)
{
    memset(release, 0, sizeof *release);
    release->id = statement_take_number(statement);
    release->program = statement_take_number(statement);
    release->partner = statement_take_number(statement);
    release->intent = statement_take_number(statement);
    release->entry = statement_take_number(statement);
    release->agent = statement_take_text(statement);
    release->at = statement_take_number(statement);
    release->path = statement_take_text(statement);
    release->hash = statement_take_text(statement);
    release->filter = statement_take_text(statement);
    take_fields(statement, &release->fields);
    release->rows = statement_take_number(statement);
    release->accounts = statement_take_number(statement);
    release->partial = statement_take_number(statement);
    release->partner_name = statement_take_text(statement);
    release->ended = statement_take_int(statement) != 0;
    statement_take_word(statement, ending, &release->ending);
}

bool store_release_get(struct store *store, int64_t id, struct record_release *release, struct err *err)
{
    struct statement statement;

    memset(release, 0, sizeof *release);
    statement_begin(&statement, store, RELEASE " WHERE r.id = :id", err);
    statement_bind_number(&statement, ":id", id);
    if (statement_row(&statement))
        take_release(&statement, release);
    return statement_end(&statement);
}

bool store_release_list(struct store *store, int64_t program, struct record_release_list *list,
                        struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store, RELEASE " WHERE r.program = :program ORDER BY r.id DESC", err);
    statement_bind_number(&statement, ":program", program);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_release(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

bool store_release_count_list(struct store *store, int64_t release, struct record_release_count_list *list,
                              struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    "SELECT cause, accounts FROM release_count WHERE release = :release ORDER BY id", err);
    statement_bind_number(&statement, ":release", release);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        list->items[list->count].cause = statement_take_text(&statement);
        list->items[list->count++].accounts = statement_take_number(&statement);
    }
    return statement_end(&statement);
}

bool store_release_rule_list(struct store *store, int64_t release, struct record_release_rule_list *list,
                             struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    "SELECT code, adoption, number, first_day, last_day, hash, accounts FROM release_rule"
                    " WHERE release = :release ORDER BY code, id",
                    err);
    statement_bind_number(&statement, ":release", release);
    while (statement_row(&statement)) {
        struct record_release_rule *rule;

        mem_grow(list->items, list->count, list->capacity);
        rule = &list->items[list->count++];
        rule->code = statement_take_text(&statement);
        rule->adoption = statement_take_number(&statement);
        rule->number = statement_take_int(&statement);
        rule->from = statement_take_day(&statement);
        rule->to = statement_take_day(&statement);
        rule->hash = statement_take_text(&statement);
        rule->accounts = statement_take_number(&statement);
    }
    return statement_end(&statement);
}
