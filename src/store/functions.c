/* SQL functions for what is computed in C: another engine would need the same ones. */
#include "config.h"
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "core/rule.h"
#include "core/text_item.h"
#include "core/window.h"
#include "store/list_inside.h"

static const char *text_of(sqlite3_value *value)
{
    const unsigned char *text = sqlite3_value_text(value);

    return text ? (const char *)text : "";
}

static bool any_null(int count, sqlite3_value **values)
{
    int i;

    for (i = 0; i < count; i++)
        if (sqlite3_value_type(values[i]) == SQLITE_NULL)
            return true;
    return false;
}

static void result_text(sqlite3_context *context, const char *text)
{
    sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

/* days_left(last day, zone, now) */
static void days_left(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (!any_null(count, values))
        sqlite3_result_int(context, window_left(sqlite3_value_int(values[0]), text_of(values[1]),
                                                sqlite3_value_int64(values[2])));
}

/* civil_day(instant, zone) */
static void civil_day(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (!any_null(count, values))
        sqlite3_result_int(context, zone_day(sqlite3_value_int64(values[0]), text_of(values[1])));
}

/* duty_words(kind, source) */
static void duty_words_of(sqlite3_context *context, int count, sqlite3_value **values)
{
    enum source source;
    enum duty duty;
    char phrase[128];

    if (!any_null(count, values) && duty_parse(text_of(values[0]), &duty) &&
        source_parse(text_of(values[1]), &source))
        result_text(context, duty_phrase(duty, source, phrase, sizeof phrase));
}

/* fact_words(fact, detail) */
static void fact_words_of(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct str sentence = {0};
    enum fact fact;

    if (any_null(count, values))
        return;
    if (fact_parse(text_of(values[0]), &fact))
        fact_sentence(fact, text_of(values[1]), &sentence);
    else
        str_add_format(&sentence, "%s: %s", text_of(values[0]), text_of(values[1]));
    result_text(context, str_text(&sentence));
    str_clear(&sentence);
}

/* suggestion_words(reading, ruling): "an objection: opt-out" */
static void suggestion_words_of(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct str sentence = {0};
    enum reading reading;
    enum ruling ruling;

    if (any_null(count, values) || !reading_parse(text_of(values[0]), &reading) || reading == READING_UNREAD)
        return;
    str_add(&sentence, reading_title(reading));
    if (reading == READING_OBJECTION && ruling_parse(text_of(values[1]), &ruling) && ruling != RULING_UNREAD)
        str_add_format(&sentence, ": %s", ruling_title(ruling));
    result_text(context, str_text(&sentence));
    str_clear(&sentence);
}

/* folded_has(text, folded part), folded_is(text, folded whole): the function's data tells which */
static void folded_has(sqlite3_context *context, int count, sqlite3_value **values)
{
    bool whole = sqlite3_user_data(context) != NULL;
    char *folded;

    if (any_null(count, values))
        return;
    folded = utf8_fold(text_of(values[0]));
    sqlite3_result_int(context, whole ? strcmp(folded, text_of(values[1])) == 0
                                      : strstr(folded, text_of(values[1])) != NULL);
    free(folded);
}

/* sort_key(list, field, cell) of a text or word */
static void sort_key(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct value cell = {0}, key;
    char *text;

    if (any_null(count, values))
        return;
    text = (char *)(uintptr_t)text_of(values[2]); /* only read */
    cell.text = text;
    list_key_make((enum list)sqlite3_value_int(values[0]), (enum field)sqlite3_value_int(values[1]), &cell,
                  &key);
    if (key.text)
        sqlite3_result_text(context, key.text, -1, free);
    else
        sqlite3_result_int64(context, key.number);
}

static void result_key(sqlite3_context *context, char *key)
{
    sqlite3_result_text(context, key, -1, free);
}

/* search_runs(text) */
static void search_runs_of(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    result_key(context, search_runs(text_of(values[0])));
}

static bool part_is_in(const char *folded, const char *words, enum search_part part)
{
    switch (part) {
    case SEARCH_ANYWHERE:
        return strstr(folded, words) != NULL;
    case SEARCH_FIRST:
        while (folded && !str_starts(folded, words)) {
            folded = strchr(folded, '\n');
            folded += folded != NULL;
        }
        return folded != NULL;
    case SEARCH_BEGINS:
    case SEARCH_WHOLE:
    default:
        return filter_has_words(folded, words, part == SEARCH_WHOLE);
    }
}

/* words_in(text, folded words, part) */
static void words_in(sqlite3_context *context, int count, sqlite3_value **values)
{
    char *folded;

    if (any_null(count, values))
        return;
    folded = utf8_fold(text_of(values[0]));
    sqlite3_result_int(
        context, part_is_in(folded, text_of(values[1]), (enum search_part)sqlite3_value_int(values[2])));
    free(folded);
}

/* account_has(folded names, other texts, folded words, part): the other texts are folded only where the names
 * do not tell. */
static void account_has(sqlite3_context *context, int count, sqlite3_value **values)
{
    enum search_part part = (enum search_part)sqlite3_value_int(values[3]);
    const char *words = text_of(values[2]);
    char *folded;
    bool has;

    if (any_null(count, values))
        return;
    has = part_is_in(text_of(values[0]), words, part);
    if (!has && part != SEARCH_FIRST) {
        folded = utf8_fold(text_of(values[1]));
        has = part_is_in(folded, words, part);
        free(folded);
    }
    sqlite3_result_int(context, has);
}

/* domain_key_of(email) */
static void domain_key_of(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    result_key(context, key_domain(text_of(values[0])));
}

/* phone_key_of(phone) */
static void phone_key_of(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    result_key(context, key_phone(text_of(values[0])));
}

/* text_state(items by the last check; NULL none) */
static void text_state_word(sqlite3_context *context, int count, sqlite3_value **values)
{
    bool checked = !any_null(count, values);

    result_text(context, text_state_name(text_state_of(checked, (unsigned)sqlite3_value_int(values[0]))));
}

/* sha256(text) */
static void sha256_of(sqlite3_context *context, int count, sqlite3_value **values)
{
    char hex[HASH_HEX_SIZE];

    if (any_null(count, values))
        return;
    hash_hex(text_of(values[0]), (size_t)sqlite3_value_bytes(values[0]), hex);
    result_text(context, hex);
}

static int number_or(sqlite3_value *value, int none)
{
    return sqlite3_value_type(value) == SQLITE_NULL ? none : sqlite3_value_int(value);
}

/* rule_hash(a row of rule, from code to overlay) */
static void rule_hash_of(sqlite3_context *context, int count, sqlite3_value **values)
{
    char *texts[] = {(char *)(uintptr_t)text_of(values[0]),  (char *)(uintptr_t)text_of(values[1]),
                     (char *)(uintptr_t)text_of(values[10]), (char *)(uintptr_t)text_of(values[11]),
                     (char *)(uintptr_t)text_of(values[12]), (char *)(uintptr_t)text_of(values[13])};
    struct rule rule = {
        .code = texts[0], /* only read */
        .name = texts[1],
        .window_days = number_or(values[3], -1),
        .anchor = (enum rule_anchor)sqlite3_value_int(values[4]),
        .day_kind = (enum rule_days)sqlite3_value_int(values[5]),
        .honour_within = number_or(values[6], -1),
        .honour_unit = (enum rule_unit)sqlite3_value_int(values[7]),
        .from = number_or(values[8], DAY_NONE),
        .to = number_or(values[9], DAY_NONE),
        .citation = texts[2],
        .note = texts[3],
        .confidence = texts[4],
        .source = texts[5],
        .overlay = sqlite3_value_int(values[14]) != 0,
    };

    (void)count;
    if (!regime_parse(text_of(values[2]), &rule.regime))
        rule.regime = REGIME_HOLD;
    rule_seal(&rule);
    result_text(context, rule.hash);
}

bool functions_register(struct store *store, struct err *err)
{
    static const struct {
        const char *name;
        int arguments;
        void (*run)(sqlite3_context *, int, sqlite3_value **);
        bool whole;
    } functions[] = {
        {"days_left", 3, days_left, false},       {"civil_day", 2, civil_day, false},
        {"duty_words", 2, duty_words_of, false},  {"text_state", 1, text_state_word, false},
        {"fact_words", 2, fact_words_of, false},  {"suggestion_words", 2, suggestion_words_of, false},
        {"folded_has", 2, folded_has, false},     {"folded_is", 2, folded_has, true},
        {"sort_key", 3, sort_key, false},         {"domain_key_of", 1, domain_key_of, false},
        {"phone_key_of", 1, phone_key_of, false}, {"sha256", 1, sha256_of, false},
        {"rule_hash", 15, rule_hash_of, false},   {"search_runs", 1, search_runs_of, false},
        {"words_in", 3, words_in, false},         {"account_has", 4, account_has, false},
    };
    size_t i;

    for (i = 0; i < sizeof functions / sizeof *functions; i++)
        if (sqlite3_create_function_v2(store->db, functions[i].name, functions[i].arguments,
                                       SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                       functions[i].whole ? store : NULL, functions[i].run, NULL, NULL,
                                       NULL) != SQLITE_OK)
            return store_fail(store, err);
    return true;
}
