/* The filter language in every list, as a whole and while it is typed. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "core/filter.h"
#include "core/word.h"
#include "tests/fuzz/fuzz.h"

const char *const fuzz_name = "filter";

const char *const fuzz_tokens[] = {
    "(",        ")",        "\"",           "-",          " or ",  " and ",     ":",
    "=",        "<",        "<=",           ">",          ">=",    "..",        ",",
    ":-",       "left:",    "due<=",        "notice:",    "flag:", "standing:", "level>=",
    "owner:me", "place:",   "kind:",        "2014-02-29", "today", "9999-12",   "-99999999999999999999",
    "\xff",     "\xc3\xa9", "\xe2\x80\xae", "o",          "press", " ",         NULL};

static const char *check_term(enum list list, const struct filter *filter)
{
    const struct field_row *row = field_get(filter->field);
    const struct word_list *words = field_words(filter->field, list);
    int64_t number = filter->value.number;
    size_t index;
    if (!(row->lists & 1u << list))
        return "a term has a field that the list does not have";
    if (filter->op == FILTER_EMPTY)
        return NULL;
    switch (row->type) {
    case FIELD_TYPE_TEXT:
        return filter->value.text && *filter->value.text && filter->op == FILTER_IS
                   ? NULL
                   : "a text term has no text";
    case FIELD_TYPE_WORD:
        return word_find(words, filter->value.text, &index) ? NULL
                                                            : "a term has a word that is none of its list";
    case FIELD_TYPE_FLAGS:
        return number > 0 && !(number & (number - 1)) ? NULL : "a flag term has not one flag";
    case FIELD_TYPE_DAY:
    case FIELD_TYPE_INSTANT:
        return number >= day_from_civil(1, 1, 1) && number <= day_from_civil(9999, 12, 31)
                   ? NULL
                   : "a day lies outside the calendar";
    case FIELD_TYPE_NUMBER:
    case FIELD_TYPE_LEFT:
    default:
        return NULL;
    }
}

static const char *check_tree(enum list list, const struct filter *filter, int depth, int *leaves)
{
    const char *breach = NULL;
    if (depth > FILTER_DEPTH_MOST + FILTER_TERMS_MOST)
        return "the tree is too deep";
    switch (filter->kind) {
    case FILTER_AND:
    case FILTER_OR:
        breach = check_tree(list, filter->left, depth + 1, leaves);
        return breach ? breach : check_tree(list, filter->right, depth + 1, leaves);
    case FILTER_NOT:
        return filter->right ? "a negation has two sides" : check_tree(list, filter->left, depth + 1, leaves);
    case FILTER_ALL:
        return depth ? "everything stands inside a tree" : NULL;
    case FILTER_TERM:
        breach = check_term(list, filter);
        break;
    case FILTER_WORD:
        breach = filter->value.text && *filter->value.text ? NULL : "a word is empty";
        break;
    }
    return ++*leaves > FILTER_TERMS_MOST ? "there are too many terms" : breach;
}

static void fill(struct row *row, const char *text)
{
    row_clear(row);
    for (size_t i = 0; i < field_count; i++)
        row->values[i] = (struct value){.number = (int64_t)i, .text = mem_text(text)};
}

static const char *check_sentence(const struct err *err)
{
    char *printable = utf8_printable(err->text);
    bool same = *err->text && str_equal(err->text, printable);
    free(printable);
    return err->kind == ERR_USAGE && same ? NULL : "a filter was refused without a printable sentence";
}

static const char *check_list(enum list list, const char *text, const struct row *row)
{
    struct filter_context context = {.list = list, .today = day_from_civil(2014, 4, 3), .me = "dana"};
    const char *breach = NULL;
    bool strict = false;
    for (int typing = 0; typing < 2 && !breach; typing++) {
        struct filter *filter;
        struct err err = {0};
        int leaves = 0;
        if (filter_parse(text, &context, typing, &filter, &err)) {
            breach = check_tree(list, filter, 0, &leaves);
            strict = strict || !typing;
            if (!breach)
                (void)filter_matches(filter, row);
        } else {
            breach = filter ? "a filter was refused and given" : check_sentence(&err);
            if (!breach && typing && strict)
                breach = "a finished filter is refused while it is typed";
        }
        filter_free(filter);
    }
    return breach;
}

const char *fuzz_one(const char *bytes, size_t length)
{
    char *text = mem_text_n(bytes, length);
    const char *breach = NULL;
    struct row row = {0};
    fill(&row, "Harbor & Pine");
    for (size_t list = 0; list < list_count && !breach; list++)
        breach = list_is_shown((enum list)list) ? check_list((enum list)list, text, &row) : NULL;
    row_clear(&row);
    free(text);
    return breach;
}
