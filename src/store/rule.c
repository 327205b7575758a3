#include "config.h"

#include <string.h>

#include "base/hash.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

#define COLUMNS                                                                                              \
    "code, name, regime, window_days, anchor, day_kind, honour_within, honour_unit, first_day, last_day, "   \
    "citation, note,"                                                                                        \
    " confidence, source, overlay"

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

    statement_begin(&statement, store,
                    "INSERT INTO rule(" COLUMNS
                    ") VALUES(:code, :name, :regime, :window, :anchor, :kind, :within, :unit,"
                    " :first, :last, :citation, :note, :confidence, :source, :overlay)",
                    err);
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
    return statement_run(&statement);
}

static void digest_add(struct str *digest, const struct rule *rule)
{
    const char *texts[] = {rule->code,     rule->name, regime_name(rule->regime),
                           rule->citation, rule->note, rule->confidence,
                           rule->source};
    size_t i;

    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        str_add_format(digest, "%zu:%s,", texts[i] ? strlen(texts[i]) : 0, texts[i] ? texts[i] : "");
    str_add_format(digest, "%d %d %d %d %d %d %d %d;", rule->window_days, (int)rule->anchor,
                   (int)rule->day_kind, rule->honour_within, (int)rule->honour_unit, rule->from, rule->to,
                   rule->overlay);
}

bool store_rules_replace(struct store *store, const struct rule_book *book, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_RULES};
    char hash[HASH_HEX_SIZE];
    struct statement statement;
    struct str digest = {0}, detail = {0};
    size_t i;

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store, "DELETE FROM rule", err);
    if (!statement_run(&statement))
        return false;
    for (i = 0; i < book->count; i++) {
        if (!rule_add(store, &book->rules[i], err)) {
            str_clear(&digest);
            return false;
        }
        digest_add(&digest, &book->rules[i]);
    }
    hash_hex(str_text(&digest), digest.length, hash);
    str_clear(&digest);
    str_add_format(&detail, "%zu rules, SHA-256 %s", book->count, hash);
    return journal_enter(store, &entry, &detail, err);
}

static struct rule take_rule(struct statement *statement)
{
    struct rule rule = {0};

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

bool store_rules_load(struct store *store, struct rule_book *book, struct err *err)
{
    struct statement statement;

    memset(book, 0, sizeof *book);
    statement_begin(&statement, store, "SELECT " COLUMNS " FROM rule ORDER BY id", err);
    while (statement_row(&statement))
        rule_book_add(book, take_rule(&statement));
    rule_book_sort(book);
    return statement_end(&statement);
}
