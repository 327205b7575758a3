#include "config.h"
#include "core/rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"

/* Stands where the file has no row for an unknown place: an unclear case is never disclosed. */
static char fallback_code[] = "ZZ", fallback_name[] = "Unknown", fallback_citation[] = "(no rule on file)",
            fallback_note[] = "No rule is known for this place: only a recorded yes counts.",
            fallback_confidence[] = "high", fallback_source[] = "built in";
static const struct rule fallback = {
    .code = fallback_code,
    .name = fallback_name,
    .regime = REGIME_HOLD,
    .window_days = -1,
    .anchor = RULE_ANCHOR_UNSAID,
    .day_kind = RULE_DAYS_CALENDAR,
    .honour_within = -1,
    .honour_unit = RULE_UNIT_ASAP,
    .from = DAY_NONE,
    .to = DAY_NONE,
    .citation = fallback_citation,
    .note = fallback_note,
    .confidence = fallback_confidence,
    .source = fallback_source,
};

void rule_book_add(struct rule_book *book, struct rule rule)
{
    mem_grow(book->rules, book->count, book->capacity);
    book->rules[book->count++] = rule;
}

static int compare_rules(const void *left, const void *right)
{
    const struct rule *a = left, *b = right;
    int order = strcmp(a->code ? a->code : "", b->code ? b->code : "");
    if (order)
        return order;
    order = (a->from > b->from) - (a->from < b->from);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

void rule_book_sort(struct rule_book *book)
{
    if (book->count)
        qsort(book->rules, book->count, sizeof *book->rules, compare_rules);
}

void rule_clear(struct rule *rule)
{
    free(rule->code);
    free(rule->name);
    free(rule->citation);
    free(rule->note);
    free(rule->confidence);
    free(rule->source);
    memset(rule, 0, sizeof *rule);
}

void rule_book_clear(struct rule_book *book)
{
    for (size_t i = 0; i < book->count; i++)
        rule_clear(&book->rules[i]);
    free(book->rules);
    memset(book, 0, sizeof *book);
}

bool rule_in_force(const struct rule *rule, int day)
{
    return day != DAY_NONE && (rule->from == DAY_NONE || rule->from <= day) &&
           (rule->to == DAY_NONE || day <= rule->to);
}

static bool code_is(const struct rule *rule, const char *code, size_t length)
{
    return rule->code && strlen(rule->code) == length && strncmp(rule->code, code, length) == 0;
}

/* Returns where the rows of a code begin in the sorted book. */
static size_t first_of(const struct rule_book *book, const char *code, size_t length)
{
    size_t low = 0, high = book->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *other = book->rules[middle].code ? book->rules[middle].code : "";
        if (strncmp(other, code, length) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Returns the row of exactly this code in force; of rows that overlap against the file's own promise, a hold
 * (it stands for a row that was refused), else the stricter. */
static const struct rule *find_exact(const struct rule_book *book, const char *code, size_t length, int day)
{
    const struct rule *found = NULL;
    for (size_t i = first_of(book, code, length); i < book->count; i++) {
        const struct rule *rule = &book->rules[i];
        if (!code_is(rule, code, length))
            break;
        if (rule->overlay || !rule_in_force(rule, day))
            continue;
        if (rule->regime == REGIME_HOLD && (!found || found->regime != REGIME_HOLD))
            found = rule;
        else if (!found || found->regime != REGIME_HOLD)
            found = rule_stricter(found, rule);
    }
    return found;
}

const struct rule *rule_find_step(const struct rule_book *book, const char *code, int day,
                                  enum rule_step *step)
{
    const struct rule *found = NULL;

    *step = RULE_STEP_CODE;
    if (code && *code) {
        found = find_exact(book, code, strlen(code), day);
        if (!found && strchr(code, '-')) {
            *step = RULE_STEP_COUNTRY;
            found = find_exact(book, code, strcspn(code, "-"), day);
        }
    }
    if (!found) {
        *step = RULE_STEP_ELSEWHERE;
        found = find_exact(book, "ZZ", 2, day);
    }
    if (found && (found->regime == REGIME_HOLD || !code_is(found, "ZZ", 2)))
        return found;
    *step = RULE_STEP_BUILT_IN;
    return &fallback;
}

const struct rule *rule_find(const struct rule_book *book, const char *code, int day)
{
    enum rule_step step;

    return rule_find_step(book, code, day, &step);
}

const struct rule *rule_overlay_next(const struct rule_book *book, const char *code, int day, size_t *next)
{
    while (code && *code && *next < book->count) {
        const struct rule *rule = &book->rules[(*next)++];
        if (rule->overlay && rule_in_force(rule, day) &&
            (code_is(rule, code, strlen(code)) || code_is(rule, code, strcspn(code, "-"))))
            return rule;
    }
    return NULL;
}

static int regime_rank(enum regime regime)
{
    switch (regime) {
    case REGIME_OPT_OUT:
        return 0;
    case REGIME_OPT_OUT_CONDITIONAL:
        return 1;
    case REGIME_OPT_IN:
    case REGIME_HOLD:
    default:
        return 2;
    }
}

const struct rule *rule_stricter(const struct rule *a, const struct rule *b)
{
    if (!a || !b)
        return a ? a : b;
    int order = regime_rank(a->regime) - regime_rank(b->regime);
    if (order)
        return order > 0 ? a : b;
    if (a->window_days < 0 || b->window_days < 0)
        return b->window_days < 0 && a->window_days >= 0 ? b : a;
    return b->window_days > a->window_days ? b : a;
}

int rule_honour_by(const struct rule *rule, int64_t received, const char *zone,
                   const struct calendar *calendar, int asap_business_days)
{
    const int64_t hour = 3600;
    int day = zone_day(received, zone);
    if (rule->honour_within >= 0) {
        switch (rule->honour_unit) {
        case RULE_UNIT_HOURS:
            /* What ends with a day is due on it. */
            return zone_day(received + rule->honour_within * hour - (rule->honour_within > 0), zone);
        case RULE_UNIT_CALENDAR_DAYS:
            return day + rule->honour_within;
        case RULE_UNIT_BUSINESS_DAYS:
            return calendar_add_business(calendar, day, rule->honour_within);
        case RULE_UNIT_MONTHS:
            return day_add_months(day, rule->honour_within);
        case RULE_UNIT_ASAP:
        default:
            break;
        }
    }
    return calendar_add_business(calendar, day, asap_business_days);
}
