#include "config.h"
#include "desk/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "desk/private.h"

/* The rows of one code in both books. */
struct code_rows {
    const struct rule *old, *new;
    size_t old_count, new_count;
};

static void printable_add(struct str *out, const char *text)
{
    utf8_add_printable(out, text, strlen(text), UTF8_ONE_LINE);
}

static void row_add(struct str *out, char sign, const struct rule *rule)
{
    char day[16];

    str_add_format(out, "%c %s  ", sign, rule->code);
    printable_add(out, rule->name);
    str_add_format(out, "  %s", regime_name(rule->regime));
    if (rule->window_days >= 0)
        str_add_format(out, ", %d days", rule->window_days);
    if (rule->from != DAY_NONE)
        str_add_format(out, ", from %s", day_format_iso(rule->from, day, sizeof day));
    if (rule->to != DAY_NONE)
        str_add_format(out, ", to %s", day_format_iso(rule->to, day, sizeof day));
    str_add(out, rule->overlay ? " (sector rule)\n" : "\n");
}

static void cells_add(struct str *out, const struct rule *old, const struct rule *new)
{
    struct str was = {0}, is = {0};

    for (int i = 0; i < rule_field_count; i++) {
        str_reset(&was);
        str_reset(&is);
        rule_field_add(old, (enum rule_field)i, &was);
        rule_field_add(new, (enum rule_field)i, &is);
        if (strcmp(str_text(&was), str_text(&is)) == 0)
            continue;
        str_add_format(out, "    %s: ", rule_field_name((enum rule_field)i));
        printable_add(out, was.length ? was.text : "-");
        str_add(out, " -> ");
        printable_add(out, is.length ? is.text : "-");
        str_add(out, "\n");
    }
    str_clear(&was);
    str_clear(&is);
}

/* A row is the one that begins on the same day; sector rules may begin together and go by their names. */
static bool same_row(const struct rule *a, const struct rule *b)
{
    return a->overlay == b->overlay && a->from == b->from && (!a->overlay || str_equal(a->name, b->name));
}

static bool same_rule(const struct rule *a, const struct rule *b)
{
    return strcmp(a->hash, b->hash) == 0;
}

/* Pairs rows that nobody has paired yet: partner[new] is an index into old + 1. */
static void rows_pair(const struct code_rows *rows, bool (*same)(const struct rule *, const struct rule *),
                      bool *old_paired, size_t *partner)
{
    for (size_t i = 0; i < rows->new_count; i++) {
        for (size_t j = 0; !partner[i] && j < rows->old_count; j++) {
            if (old_paired[j] || !same(&rows->old[j], &rows->new[i]))
                continue;
            old_paired[j] = true;
            partner[i] = j + 1;
        }
    }
}

static void code_compare(const struct code_rows *rows, struct desk_rules_change *change)
{
    bool *old_paired = mem_new_array(rows->old_count, sizeof *old_paired);
    size_t *partner = mem_new_array(rows->new_count, sizeof *partner);

    rows_pair(rows, same_rule, old_paired, partner);
    rows_pair(rows, same_row, old_paired, partner);
    for (size_t j = 0; j < rows->old_count; j++) {
        if (old_paired[j])
            continue;
        row_add(&change->rows, '-', &rows->old[j]);
        change->removed++;
    }
    for (size_t i = 0; i < rows->new_count; i++) {
        const struct rule *rule = &rows->new[i], *old = partner[i] ? &rows->old[partner[i] - 1] : NULL;

        if (old && same_rule(old, rule))
            continue;
        row_add(&change->rows, old ? '~' : '+', rule);
        if (old)
            cells_add(&change->rows, old, rule);
        change->changed += old != NULL;
        change->added += old == NULL;
    }
    free(old_paired);
    free(partner);
}

/* Returns how many rules from the first on have its code. */
static size_t code_length(const struct rule *rules, size_t count, const char *code)
{
    size_t length = 0;

    while (length < count && strcmp(rules[length].code, code) == 0)
        length++;
    return length;
}

void desk_rules_compare(const struct rule_book *present, struct desk_rules_change *change)
{
    const struct rule_book *next = &change->book;
    size_t i = 0, j = 0;

    while (i < present->count || j < next->count) {
        const char *old = i < present->count ? present->rules[i].code : NULL;
        const char *new = j < next->count ? next->rules[j].code : NULL;
        const char *code = !old || (new &&strcmp(new, old) < 0) ? new : old;
        struct code_rows rows = {&present->rules[i], &next->rules[j], 0, 0};

        rows.old_count = code_length(rows.old, present->count - i, code);
        rows.new_count = code_length(rows.new, next->count - j, code);
        code_compare(&rows, change);
        i += rows.old_count;
        j += rows.new_count;
    }
}
