#include "config.h"
#include "desk/rules.h"

#include <string.h>

#include "base/day.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/private.h"

static void period_add(const struct rule *rule, struct str *out)
{
    char day[16];

    if (rule->from == DAY_NONE && rule->to == DAY_NONE)
        str_add(out, "always");
    if (rule->from != DAY_NONE)
        str_add_format(out, "from %s", day_format_iso(rule->from, day, sizeof day));
    if (rule->to != DAY_NONE)
        str_add_format(out, "%sto %s", rule->from != DAY_NONE ? " " : "",
                       day_format_iso(rule->to, day, sizeof day));
}

static void window_add(const struct rule *rule, struct str *out)
{
    static const char *const anchors[] = {"", ", counted from sending", ", counted from receipt"};

    if (rule->window_days < 0)
        str_add(out, "the law fixes no number");
    else
        str_add_format(out, "%d %s days", rule->window_days,
                       rule->day_kind == RULE_DAYS_BUSINESS ? "business" : "calendar");
    str_add(out, rule->anchor <= RULE_ANCHOR_RECEIVED ? anchors[rule->anchor] : "");
}

static void honour_add(const struct rule *rule, struct str *out)
{
    static const char *const units[] = {
        [RULE_UNIT_ASAP] = "",
        [RULE_UNIT_HOURS] = "hour",
        [RULE_UNIT_CALENDAR_DAYS] = "calendar day",
        [RULE_UNIT_BUSINESS_DAYS] = "business day",
        [RULE_UNIT_MONTHS] = "month",
    };

    if (rule->honour_within < 0)
        str_add(out, "at once: the house's number");
    else
        str_add_format(out, "%d %s%s", rule->honour_within,
                       rule->honour_unit <= RULE_UNIT_MONTHS ? units[rule->honour_unit] : "",
                       rule->honour_within == 1 ? "" : "s");
}

static void line_add(struct str *out, const char *label, const char *text)
{
    if (!str_blank(text))
        str_add_format(out, "  %-12s %s\n", label, text);
}

static void rule_add(const struct rule *rule, struct str *out)
{
    str_add_format(out, "\n%s%s %s: %s\n", rule->overlay ? "Sector rule, never looser: " : "", rule->code,
                   rule->name, regime_title(rule->regime));
    str_add(out, "  in force     ");
    period_add(rule, out);
    str_add(out, "\n  window       ");
    window_add(rule, out);
    str_add(out, "\n  honour by    ");
    honour_add(rule, out);
    str_add(out, "\n");
    line_add(out, "citation", rule->citation);
    line_add(out, "note", rule->note);
    str_add_format(out, "  %-12s %s%s\n", "confidence", rule->confidence,
                   str_equal(rule->confidence, "low") ? ": CHECK WITH COUNSEL" : "");
    line_add(out, "source", rule->source);
    if (rule->adoption)
        str_add_format(out, "  %-12s row %d of adoption %lld, %.12s\n", "proof", rule->number,
                       (long long)rule->adoption, rule->hash);
}

static void use_add(const struct rule *rule, enum rule_step step, int day, struct str *out)
{
    static const char *const steps[] = {
        [RULE_STEP_CODE] = "the row of this very code",
        [RULE_STEP_COUNTRY] = "no row of the region is in force: the country's",
        [RULE_STEP_ELSEWHERE] = "no row is in force: the one for every other place",
        [RULE_STEP_BUILT_IN] = "no row is in force, and none for every other place: the built-in hold",
    };
    char text[16], iso[16];

    str_add_format(out, "A notice sent on %s uses %s %s", day_format_long(day, text, sizeof text), rule->code,
                   regime_name(rule->regime));
    if (rule->from != DAY_NONE)
        str_add_format(out, " from %s", day_format_iso(rule->from, iso, sizeof iso));
    if (rule->number)
        str_add_format(out, " (row %d)", rule->number);
    str_add_format(out, ": %s\n", steps[step]);
    if (str_equal(rule->confidence, "low"))
        str_add(out, "CHECK WITH COUNSEL: this row is of low confidence\n");
}

static bool is_of(const struct rule *rule, const char *code, size_t length)
{
    return strlen(rule->code) == length && strncmp(rule->code, code, length) == 0;
}

static bool adoption_add(struct desk *desk, struct str *out, struct err *err)
{
    struct record_adoption adoption = {0};
    char at[24];

    if (!store_adoption_find(desk->store, desk->looks_back ? desk->now : INT64_MAX, &adoption, err))
        return false;
    if (adoption.id)
        str_add_format(out, "Rules of adoption %lld, %s: %s, %lld rows, SHA-256 %s\n", (long long)adoption.id,
                       instant_format_local(adoption.at, desk->program.zone, at, sizeof at), adoption.file,
                       (long long)adoption.count, adoption.hash);
    else
        str_add(out, "No rules were adopted by then\n");
    record_adoption_clear(&adoption);
    return true;
}

/* A region's sector rules are its country's too. */
bool desk_rules_show(struct desk *desk, const char *code, int day, struct str *out, struct err *err)
{
    const struct rule_book *book = &desk->rules;
    enum rule_step step;
    const struct rule *used = rule_find_step(book, code, day, &step);
    size_t country = strcspn(code, "-");

    if (!adoption_add(desk, out, err))
        return false;
    use_add(used, step, day, out);
    if (step != RULE_STEP_CODE)
        rule_add(used, out);
    for (size_t i = 0; i < book->count; i++)
        if (!book->rules[i].overlay && is_of(&book->rules[i], code, strlen(code)))
            rule_add(&book->rules[i], out);
    for (size_t i = 0; i < book->count; i++)
        if (book->rules[i].overlay &&
            (is_of(&book->rules[i], code, strlen(code)) || is_of(&book->rules[i], code, country)))
            rule_add(&book->rules[i], out);
    str_add(out, "\nNot legal advice.\n");
    return true;
}
