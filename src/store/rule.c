#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/hash.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

#define COLUMNS                                                                                              \
    "adoption, number, code, name, regime, window_days, anchor, day_kind, honour_within, honour_unit, "      \
    "first_day, last_day, citation, note, confidence, source, overlay, hash"

/* -1 stands for no number. */
static void bind_count(struct statement *statement, const char *name, int count)
{
    if (count < 0)
        statement_bind_null(statement, name);
    else
        statement_bind_number(statement, name, count);
}

static int take_count(struct statement *statement)
{
    bool null = statement_next_is_null(statement);
    int count = statement_take_int(statement);

    return null ? -1 : count;
}

static bool rule_add(struct store *store, const struct rule *rule, struct err *err)
{
    struct statement statement;

    statement_begin(
        &statement, store,
        "INSERT INTO rule(" COLUMNS
        ") VALUES(:adoption, :number, :code, :name, :regime, :window, :anchor, :kind, :within, :unit,"
        " :first, :last, :citation, :note, :confidence, :source, :overlay, :hash)",
        err);
    statement_bind_number(&statement, ":adoption", rule->adoption);
    statement_bind_number(&statement, ":number", rule->number);
    statement_bind_text(&statement, ":code", rule->code);
    statement_bind_text(&statement, ":name", rule->name);
    statement_bind_text(&statement, ":regime", regime_name(rule->regime));
    bind_count(&statement, ":window", rule->window_days);
    statement_bind_number(&statement, ":anchor", (int64_t)rule->anchor);
    statement_bind_number(&statement, ":kind", (int64_t)rule->day_kind);
    bind_count(&statement, ":within", rule->honour_within);
    statement_bind_number(&statement, ":unit", (int64_t)rule->honour_unit);
    statement_bind_day(&statement, ":first", rule->from);
    statement_bind_day(&statement, ":last", rule->to);
    statement_bind_text(&statement, ":citation", rule->citation);
    statement_bind_text(&statement, ":note", rule->note);
    statement_bind_text(&statement, ":confidence", rule->confidence);
    statement_bind_text(&statement, ":source", rule->source);
    statement_bind_number(&statement, ":overlay", rule->overlay);
    statement_bind_text(&statement, ":hash", rule->hash);
    return statement_run(&statement);
}

static bool adoption_add(struct store *store, const char *file, size_t count, const char *hash,
                         struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "INSERT INTO rule_adoption(at, file, count, hash) VALUES(:at, :file, :count, :hash)",
                    err);
    statement_bind_instant(&statement, ":at", store->now);
    statement_bind_text(&statement, ":file", file);
    statement_bind_number(&statement, ":count", (int64_t)count);
    statement_bind_text(&statement, ":hash", hash);
    return statement_run(&statement);
}

bool store_rules_adopt(struct store *store, const char *file, struct rule_book *book, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_RULES};
    char hash[HASH_HEX_SIZE];
    struct str detail = {0};
    size_t i;

    if (!store_need_write(store, err))
        return false;
    for (i = 0; i < book->count; i++)
        rule_seal(&book->rules[i]);
    rule_book_hash(book, hash);
    if (!adoption_add(store, file, book->count, hash, err))
        return false;
    book->adoption = store_last_id(store);
    for (i = 0; i < book->count; i++) {
        book->rules[i].adoption = book->adoption;
        if (!rule_add(store, &book->rules[i], err))
            return false;
    }
    str_add_format(&detail, "adoption %lld, ", (long long)book->adoption);
    detail_add(&detail, file, 0);
    str_add_format(&detail, ", %zu rows, SHA-256 %s", book->count, hash);
    return journal_enter(store, &entry, &detail, err);
}

static struct rule take_rule(struct statement *statement)
{
    struct rule rule = {0};

    rule.adoption = statement_take_number(statement);
    rule.number = statement_take_int(statement);
    rule.code = statement_take_text(statement);
    rule.name = statement_take_text(statement);
    if (!regime_parse(statement_take_borrowed(statement), &rule.regime))
        rule.regime = REGIME_HOLD;
    rule.window_days = take_count(statement);
    rule.anchor = (enum rule_anchor)statement_take_int(statement);
    rule.day_kind = (enum rule_days)statement_take_int(statement);
    rule.honour_within = take_count(statement);
    rule.honour_unit = (enum rule_unit)statement_take_int(statement);
    rule.from = statement_take_day(statement);
    rule.to = statement_take_day(statement);
    rule.citation = statement_take_text(statement);
    rule.note = statement_take_text(statement);
    rule.confidence = statement_take_text(statement);
    rule.source = statement_take_text(statement);
    rule.overlay = statement_take_int(statement) != 0;
    return rule;
}

bool store_adoption_find(struct store *store, int64_t until, struct record_adoption *adoption,
                         struct err *err)
{
    struct statement statement;

    memset(adoption, 0, sizeof *adoption);
    statement_begin(
        &statement, store,
        "SELECT id, at, file, count, hash FROM rule_adoption WHERE at <= :until ORDER BY id DESC LIMIT 1",
        err);
    statement_bind_number(&statement, ":until", until);
    if (statement_row(&statement)) {
        adoption->id = statement_take_number(&statement);
        adoption->at = statement_take_instant(&statement);
        adoption->file = statement_take_text(&statement);
        adoption->count = statement_take_number(&statement);
        adoption->hash = statement_take_text(&statement);
    }
    return statement_end(&statement);
}

/* Rows that are not those that were adopted are no rules: every place is held. */
static void rules_prove(struct store *store, const struct record_adoption *adoption, struct rule_book *book)
{
    char hash[HASH_HEX_SIZE];

    rule_book_hash(book, hash);
    if (strcmp(hash, adoption->hash) == 0)
        return;
    rule_book_clear(book);
    book->adoption = adoption->id;
    str_add_format(
        &store->warnings,
        "the rules of adoption %lld were changed behind demur: every place is held until a rule file "
        "is adopted; see `demur help rules`\n",
        (long long)adoption->id);
}

bool store_rules_load(struct store *store, int64_t until, struct rule_book *book, struct err *err)
{
    struct record_adoption adoption = {0};
    struct statement statement;
    bool good;

    memset(book, 0, sizeof *book);
    if (!store_adoption_find(store, until, &adoption, err))
        return false;
    book->adoption = adoption.id;
    statement_begin(&statement, store,
                    "SELECT " COLUMNS " FROM rule WHERE adoption = :adoption ORDER BY number", err);
    statement_bind_number(&statement, ":adoption", adoption.id);
    while (statement_row(&statement)) {
        struct rule rule = take_rule(&statement);

        rule_seal(&rule);
        rule_book_add(book, rule);
    }
    good = statement_end(&statement);
    if (good && adoption.id)
        rules_prove(store, &adoption, book);
    rule_book_sort(book);
    record_adoption_clear(&adoption);
    return good;
}
