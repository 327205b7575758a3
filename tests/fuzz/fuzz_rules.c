/* A file of rules: whatever it says, a row is a rule, or refused and held, and none is looser than it may be.
 */
#include "config.h"

#include <string.h>

#include "base/day.h"
#include "base/utf8.h"
#include "intake/rule_list.h"
#include "tests/fuzz/fuzz.h"

const char *const fuzz_name = "rules";

const char *const fuzz_tokens[] = {
    "code,name,regime,window_days,count_from,day_kind,honour_within,honour_unit,effective_from,effective_to,"
    "citation,note,confidence,source\n",
    "ZZ,Elsewhere,hold,,,,,asap,,,,,high,x\n",
    "US,States,opt_out,30,sent,calendar,,asap,2000-01-01,2014-12-31,c,n,high,s\n",
    "US-CA,California,opt_in,,,,15,business_days,2014-01-01,,c,n,low,s\n",
    "opt_out",
    "opt_out_conditional",
    "hold",
    "US",
    "ZZ",
    "2014-02-30",
    "1899-12-31",
    "2201-01-01",
    "99999999999999999999",
    "-1",
    "months",
    "\"",
    ",",
    ";",
    "\n",
    "\x1b[31m",
    "\xE2\x80\xAE",
    NULL};

static const char *reason_check(const char *reason)
{
    size_t length = strlen(reason);

    if (!length || utf8_valid_length(reason, length) != length)
        return "a refusal has no reason that can be shown";
    return strpbrk(reason, "\x1b\n\r") ? "a reason holds what a terminal would obey" : NULL;
}

static const char *rule_check(const struct rule *rule, bool overlays)
{
    char code[8];

    if (strcmp(rule->code, "ZZ") != 0 &&
        (!rule_code_parse(rule->code, code, sizeof code) || strcmp(code, rule->code) != 0))
        return "a rule is of no place";
    if (!overlays && strcmp(rule->code, "ZZ") == 0 && rule->regime != REGIME_HOLD)
        return "every other place is not held";
    if (rule->from != DAY_NONE && rule->to != DAY_NONE && rule->from > rule->to)
        return "a period ends before it begins";
    if (rule->window_days == 0 || rule->window_days < -1)
        return "a window of no days";
    return strlen(rule->hash) == 64 ? NULL : "a rule is not sealed";
}

/* Of two rows of a code that are in force on one day, one is a hold. */
static const char *book_check(const struct rule_book *book, bool overlays)
{
    const char *breach = NULL;

    for (size_t i = 0; !breach && i < book->count; i++) {
        const struct rule *rule = &book->rules[i];

        breach = rule_check(rule, overlays);
        for (size_t j = i + 1; !breach && !overlays && j < book->count; j++) {
            const struct rule *other = &book->rules[j];
            int day = rule->from == DAY_NONE || (other->from != DAY_NONE && other->from > rule->from)
                          ? other->from
                          : rule->from;

            if (day != DAY_NONE && strcmp(rule->code, other->code) == 0 && rule_in_force(rule, day) &&
                rule_in_force(other, day) && rule->regime != REGIME_HOLD && other->regime != REGIME_HOLD)
                breach = "two rules are in force at once";
        }
    }
    return breach;
}

static const char *list_check(const char *text, size_t length, bool overlays)
{
    struct rule_list list = {0};
    struct err err = {0};
    const char *breach = NULL;

    if (!rule_list_read(&list, text, length, overlays, &err))
        breach = err.kind == ERR_INPUT && err.text[0] ? NULL : "a file was refused without a sentence";
    else if (!list.taken || list.taken > list.book.count)
        breach = "a file without a rule was taken";
    for (size_t i = 0; !breach && i < list.refusal_count; i++)
        breach = list.refusals[i].line ? reason_check(list.refusals[i].reason) : "a refusal has no line";
    if (!breach)
        breach = book_check(&list.book, overlays);
    rule_list_clear(&list);
    return breach;
}

const char *fuzz_one(const char *bytes, size_t length)
{
    const char *breach;

    /* The reader's texts come from base/charset.h. */
    length = utf8_valid_length(bytes, length);
    breach = list_check(bytes, length, false);
    return breach ? breach : list_check(bytes, length, true);
}
