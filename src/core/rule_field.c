#include "config.h"
#include "core/rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static const char *const names[rule_field_count] = {
    [RULE_FIELD_CODE] = "code",
    [RULE_FIELD_NAME] = "name",
    [RULE_FIELD_REGIME] = "regime",
    [RULE_FIELD_WINDOW_DAYS] = "window_days",
    [RULE_FIELD_COUNT_FROM] = "count_from",
    [RULE_FIELD_DAY_KIND] = "day_kind",
    [RULE_FIELD_HONOUR_WITHIN] = "honour_within",
    [RULE_FIELD_HONOUR_UNIT] = "honour_unit",
    [RULE_FIELD_FROM] = "effective_from",
    [RULE_FIELD_TO] = "effective_to",
    [RULE_FIELD_CITATION] = "citation",
    [RULE_FIELD_NOTE] = "note",
    [RULE_FIELD_CONFIDENCE] = "confidence",
    [RULE_FIELD_SOURCE] = "source",
};

static const char *const anchors[] = {
    [RULE_ANCHOR_UNSAID] = "",
    [RULE_ANCHOR_SENT] = "sent",
    [RULE_ANCHOR_RECEIVED] = "received",
};

static const char *const kinds[] = {
    [RULE_DAYS_CALENDAR] = "calendar",
    [RULE_DAYS_BUSINESS] = "business",
};

static const char *const units[] = {
    [RULE_UNIT_ASAP] = "asap",
    [RULE_UNIT_HOURS] = "hours",
    [RULE_UNIT_CALENDAR_DAYS] = "calendar_days",
    [RULE_UNIT_BUSINESS_DAYS] = "business_days",
    [RULE_UNIT_MONTHS] = "months",
};

const char *rule_field_name(enum rule_field field)
{
    return names[field];
}

static void count_add(struct str *out, int count)
{
    if (count >= 0)
        str_add_format(out, "%d", count);
}

static void day_add(struct str *out, int day)
{
    char text[16];

    str_add(out, day_format_iso(day, text, sizeof text));
}

/* A file changed behind the store may hold any number. */
static const char *word_at(const char *const *words, size_t count, size_t index)
{
    return index < count ? words[index] : "?";
}

/* Returns the cell of a column that holds a text of the file or a word; NULL for the others. */
static const char *text_of(const struct rule *rule, enum rule_field field)
{
    switch (field) {
    case RULE_FIELD_CODE:
        return rule->code;
    case RULE_FIELD_NAME:
        return rule->name;
    case RULE_FIELD_REGIME:
        return regime_name(rule->regime);
    case RULE_FIELD_COUNT_FROM:
        return word_at(anchors, COUNT_OF(anchors), (size_t)rule->anchor);
    case RULE_FIELD_DAY_KIND:
        return word_at(kinds, COUNT_OF(kinds), (size_t)rule->day_kind);
    case RULE_FIELD_HONOUR_UNIT:
        return word_at(units, COUNT_OF(units), (size_t)rule->honour_unit);
    case RULE_FIELD_CITATION:
        return rule->citation;
    case RULE_FIELD_NOTE:
        return rule->note;
    case RULE_FIELD_CONFIDENCE:
        return rule->confidence;
    case RULE_FIELD_SOURCE:
        return rule->source;
    default:
        return NULL;
    }
}

void rule_field_add(const struct rule *rule, enum rule_field field, struct str *out)
{
    const char *text = text_of(rule, field);

    if (field == RULE_FIELD_WINDOW_DAYS)
        count_add(out, rule->window_days);
    else if (field == RULE_FIELD_HONOUR_WITHIN)
        count_add(out, rule->honour_within);
    else if (field == RULE_FIELD_FROM)
        day_add(out, rule->from);
    else if (field == RULE_FIELD_TO)
        day_add(out, rule->to);
    else if (text)
        str_add(out, text);
}

/* Finds the word; a blank text is the first one. */
static bool word_index(const char *const *words, size_t count, const char *text, size_t *index)
{
    char *copy = mem_text(text ? text : ""), *word = str_trim(copy);
    size_t i = 0;

    while (*word && i < count && !str_equal_ascii(word, words[i]))
        i++;
    free(copy);
    *index = i;
    return i < count;
}

bool rule_anchor_parse(const char *text, enum rule_anchor *anchor)
{
    size_t index;
    bool known = word_index(anchors, COUNT_OF(anchors), text, &index);

    if (known)
        *anchor = (enum rule_anchor)index;
    return known;
}

bool rule_days_parse(const char *text, enum rule_days *kind)
{
    size_t index;
    bool known = word_index(kinds, COUNT_OF(kinds), text, &index);

    if (known)
        *kind = (enum rule_days)index;
    return known;
}

bool rule_unit_parse(const char *text, enum rule_unit *unit)
{
    size_t index;
    bool known = word_index(units, COUNT_OF(units), text, &index);

    if (known)
        *unit = (enum rule_unit)index;
    return known;
}

void rule_canonical(const struct rule *rule, struct str *out)
{
    struct str cell = {0};

    for (int i = 0; i < rule_field_count; i++) {
        str_reset(&cell);
        rule_field_add(rule, (enum rule_field)i, &cell);
        str_add_number(out, (int64_t)cell.length);
        str_add_char(out, ':');
        str_add_n(out, str_text(&cell), cell.length);
        str_add_char(out, ',');
    }
    str_add(out, rule->overlay ? "overlay" : "place");
    str_clear(&cell);
}

void rule_seal(struct rule *rule)
{
    struct str line = {0};

    rule_canonical(rule, &line);
    hash_hex(str_text(&line), line.length, rule->hash);
    str_clear(&line);
}

static int compare_numbers(const void *left, const void *right)
{
    const struct rule *a = *(const struct rule *const *)left, *b = *(const struct rule *const *)right;

    return (a->number > b->number) - (a->number < b->number);
}

void rule_book_hash(const struct rule_book *book, char hex[HASH_HEX_SIZE])
{
    const struct rule **rules = mem_new_array(book->count, sizeof *rules);
    struct str lines = {0};

    for (size_t i = 0; i < book->count; i++)
        rules[i] = &book->rules[i];
    if (book->count)
        qsort(rules, book->count, sizeof *rules, compare_numbers);
    for (size_t i = 0; i < book->count; i++)
        str_add_format(&lines, "%s\n", rules[i]->hash);
    hash_hex(str_text(&lines), lines.length, hex);
    str_clear(&lines);
    free(rules);
}
