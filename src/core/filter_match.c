#include "config.h"
#include "core/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "core/word.h"

/* True for bytes that words are made of; every character beyond ASCII counts as one. */
static bool is_inside_word(char byte)
{
    return ascii_letter(byte) || ascii_digit(byte) || (unsigned char)byte >= 0x80;
}

bool filter_has_words(const char *text, const char *words, bool whole)
{
    size_t length = strlen(words);
    for (const char *at = strstr(text, words); at && length; at = strstr(at + 1, words)) {
        bool begins = at == text || !is_inside_word(at[-1]) || !is_inside_word(*words);
        bool ends = !is_inside_word(at[length]) || !is_inside_word(words[length - 1]);
        if (begins && (ends || !whole))
            return true;
    }
    return false;
}

static bool matches_words(const struct filter *filter, const struct row *row)
{
    char *words = utf8_fold(filter->value.text);
    bool found = false;
    for (size_t i = 0; i < field_count && !found; i++) {
        const struct value *value = &row->values[i];
        if (field_get((enum field)i)->type != FIELD_TYPE_TEXT || field_is_none((enum field)i, value))
            continue;
        char *text = utf8_fold(value->text);
        found = filter_has_words(text, words, filter->phrase);
        free(text);
    }
    free(words);
    return found;
}

/* True for the place itself and the regions of a country. */
static bool is_place(const char *place, const char *wanted)
{
    return str_starts(place, wanted) && (place[strlen(wanted)] == '\0' || place[strlen(wanted)] == '-');
}

static bool matches_text(const struct filter *filter, const char *text)
{
    const char *wanted = filter->value.text;
    if (filter->field == FIELD_PLACE || filter->field == FIELD_COUNTRY)
        return is_place(text, wanted);
    if (!filter->whole)
        return utf8_contains_folded(text, wanted);
    char *a = utf8_fold(text), *b = utf8_fold(wanted);
    bool equal = str_equal(a, b);
    free(a);
    free(b);
    return equal;
}

static bool matches_number(enum filter_operator op, int64_t number, int64_t wanted)
{
    switch (op) {
    case FILTER_LESS:
        return number < wanted;
    case FILTER_LESS_EQUAL:
        return number <= wanted;
    case FILTER_MORE:
        return number > wanted;
    case FILTER_MORE_EQUAL:
        return number >= wanted;
    case FILTER_IS:
    case FILTER_EMPTY:
    default:
        return number == wanted;
    }
}

/* A list shows the place of an account that nobody has identified as "?". */
static bool matches_term(const struct filter *filter, const struct row *row)
{
    const struct value *value = &row->values[filter->field];
    bool none = field_is_none(filter->field, value) ||
                (filter->field == FIELD_PLACE && filter->op == FILTER_EMPTY && str_equal(value->text, "?"));
    if (filter->op == FILTER_EMPTY || none)
        return none && filter->op == FILTER_EMPTY;
    switch (field_get(filter->field)->type) {
    case FIELD_TYPE_TEXT:
        return matches_text(filter, value->text);
    case FIELD_TYPE_WORD:
        return word_same(value->text, filter->value.text);
    case FIELD_TYPE_FLAGS:
        return value->number & filter->value.number;
    case FIELD_TYPE_INSTANT:
        return matches_number(filter->op, zone_day(value->number, "UTC"), filter->value.number);
    case FIELD_TYPE_NUMBER:
    case FIELD_TYPE_DAY:
    case FIELD_TYPE_LEFT:
    default:
        return matches_number(filter->op, value->number, filter->value.number);
    }
}

bool filter_matches(const struct filter *filter, const struct row *row)
{
    if (!filter)
        return true;
    switch (filter->kind) {
    case FILTER_AND:
        return filter_matches(filter->left, row) && filter_matches(filter->right, row);
    case FILTER_OR:
        return filter_matches(filter->left, row) || filter_matches(filter->right, row);
    case FILTER_NOT:
        return !filter_matches(filter->left, row);
    case FILTER_TERM:
        return matches_term(filter, row);
    case FILTER_WORD:
        return matches_words(filter, row);
    case FILTER_ALL:
    default:
        return true;
    }
}
