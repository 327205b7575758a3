#include "config.h"
#include "desk/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/charset.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "desk/private.h"
#include "intake/holiday_list.h"

static bool text_read(const char *path, const char *charset, struct str *text, struct err *err)
{
    struct str bytes = {0};
    bool good = file_read(path, 0, &bytes, err);

    if (good && !charset_decode(str_text(&bytes), bytes.length, charset, text, NULL, err))
        good = err_prefix(err, "%s", path);
    str_clear(&bytes);
    return good;
}

/* Moves the rules behind those of book, numbered on. */
static void book_take(struct rule_book *book, struct rule_book *from)
{
    int number = 0;

    for (size_t i = 0; i < book->count; i++)
        number = book->rules[i].number > number ? book->rules[i].number : number;
    for (size_t i = 0; i < from->count; i++) {
        from->rules[i].number += number;
        rule_book_add(book, from->rules[i]);
    }
    free(from->rules);
    memset(from, 0, sizeof *from);
}

static bool program_list_read(struct rule_book *book, const char *name, bool overlays, struct err *err)
{
    char *path = file_join(file_program_data(), name);
    struct rule_list list = {0};
    struct str text = {0};
    bool good =
        text_read(path, "UTF-8", &text, err) &&
        (rule_list_read(&list, str_text(&text), text.length, overlays, err) || err_prefix(err, "%s", path));

    if (good && list.refusal_count)
        good = err_set(err, ERR_INPUT, "%s: line %zu, column %zu: %s", path, list.refusals[0].line,
                       list.refusals[0].column, list.refusals[0].reason);
    if (good)
        book_take(book, &list.book);
    rule_list_clear(&list);
    str_clear(&text);
    free(path);
    return good;
}

bool desk_rules_read(struct rule_book *book, struct err *err)
{
    return program_list_read(book, "jurisdictions.csv", false, err) &&
           program_list_read(book, "overlays.csv", true, err);
}

static int64_t rules_until(const struct desk *desk)
{
    return desk->looks_back ? desk->now : INT64_MAX;
}

bool desk_rules_refresh(struct desk *desk, struct err *err)
{
    struct record_adoption newest = {0};
    struct rule_book book = {0};
    bool good = store_adoption_find(desk->store, rules_until(desk), &newest, err);

    if (good && (!newest.id || newest.id != desk->rules.adoption)) {
        good = store_rules_load(desk->store, rules_until(desk), &book, err);
        if (good) {
            rule_book_clear(&desk->rules);
            desk->rules = book;
        } else {
            rule_book_clear(&book);
        }
    }
    record_adoption_clear(&newest);
    return good;
}

static struct rule rule_copy(const struct rule *rule)
{
    struct rule copy = *rule;

    copy.code = mem_text(rule->code);
    copy.name = mem_text(rule->name);
    copy.citation = mem_text(rule->citation);
    copy.note = mem_text(rule->note);
    copy.confidence = mem_text(rule->confidence);
    copy.source = mem_text(rule->source);
    return copy;
}

static int compare_numbers(const void *left, const void *right)
{
    const struct rule *a = left, *b = right;

    return (a->number > b->number) - (a->number < b->number);
}

/* Copies the part of the rules in force that a file does not replace, numbered from 1. */
static void part_copy(const struct rule_book *from, bool overlays, struct rule_book *to)
{
    for (size_t i = 0; i < from->count; i++)
        if (from->rules[i].overlay == overlays)
            rule_book_add(to, rule_copy(&from->rules[i]));
    if (to->count)
        qsort(to->rules, to->count, sizeof *to->rules, compare_numbers);
    for (size_t i = 0; i < to->count; i++)
        to->rules[i].number = (int)i + 1;
}

static void book_compose(const struct rule_book *present, struct rule_book *list, bool overlays,
                         struct rule_book *book)
{
    struct rule_book rest = {0};

    part_copy(present, !overlays, &rest);
    book_take(book, overlays ? &rest : list);
    book_take(book, overlays ? list : &rest);
    rule_book_sort(book);
}

static char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return utf8_printable(str_equal(path, "-") ? "standard input" : slash ? slash + 1 : path);
}

static bool rules_diff(struct desk *desk, const struct str *text, bool overlays,
                       struct desk_rules_change *change, struct err *err)
{
    if (!rule_list_read(&change->list, str_text(text), text->length, overlays, err) ||
        !desk_rules_refresh(desk, err))
        return false;
    change->before = desk->rules.adoption;
    book_compose(&desk->rules, &change->list.book, overlays, &change->book);
    desk_rules_compare(&desk->rules, change);
    return true;
}

bool desk_rules_diff(struct desk *desk, const char *path, const char *charset, bool overlays,
                     struct desk_rules_change *change, struct err *err)
{
    struct str text = {0};
    bool good;

    *change = (struct desk_rules_change){.file = file_name(path)};
    good = text_read(path, charset, &text, err);
    if (good) {
        good = !overlays && holiday_list_is(str_text(&text), text.length)
                   ? desk_holidays_diff(desk, str_text(&text), text.length, change, err)
                   : rules_diff(desk, &text, overlays, change, err);
        if (!good)
            err_prefix(err, "%s", path);
    }
    str_clear(&text);
    return good && (desk_rules_same(change) || desk_rules_weigh(desk, change, err));
}

bool desk_rules_same(const struct desk_rules_change *change)
{
    return !change->added && !change->removed && !change->changed;
}

void desk_rules_change_clear(struct desk_rules_change *change)
{
    free(change->file);
    rule_list_clear(&change->list);
    rule_book_clear(&change->book);
    calendar_book_clear(&change->calendars);
    calendar_book_clear(&change->counted);
    for (size_t i = 0; i < change->program_count; i++)
        free(change->programs[i].accounts);
    free(change->programs);
    str_clear(&change->rows);
    str_clear(&change->looser);
    str_clear(&change->stricter);
    str_clear(&change->other);
    memset(change, 0, sizeof *change);
}
