#include "config.h"
#include "core/word.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"

/* Returns the next letter that counts, lower-cased, and steps over it; 0 at the end. */
static char next_letter(const char **text)
{
    while (**text == '-' || **text == '_' || **text == ' ' || **text == '\t')
        (*text)++;
    char letter = **text;
    if (!letter)
        return 0;
    (*text)++;
    return ascii_lower(letter);
}

bool word_same(const char *a, const char *b)
{
    for (;;) {
        char left = next_letter(&a);
        char right = next_letter(&b);
        if (left != right)
            return false;
        if (!left)
            return true;
    }
}

static bool word_begins(const char *word, const char *prefix)
{
    for (;;) {
        char wanted = next_letter(&prefix);
        if (!wanted)
            return true;
        if (next_letter(&word) != wanted)
            return false;
    }
}

bool word_find(const struct word_list *list, const char *text, size_t *index)
{
    if (!text)
        return false;
    for (size_t i = 0; i < list->count; i++) {
        if (word_same(list->words[i].name, text)) {
            *index = i;
            return true;
        }
    }
    for (size_t i = 0; i < list->count; i++) {
        if (word_same(list->words[i].title, text)) {
            *index = i;
            return true;
        }
    }
    return false;
}

uint64_t word_candidates(const struct word_list *list, const char *text)
{
    size_t index;
    if (!text || word_same(text, ""))
        return 0;
    if (word_find(list, text, &index))
        return UINT64_C(1) << index;
    uint64_t found = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (word_begins(list->words[i].name, text))
            found |= UINT64_C(1) << i;
    }
    return found;
}

const char *word_near(const struct word_list *list, const char *text)
{
    const char *near = NULL;
    size_t least = strlen(text) / 3 + 2;
    for (size_t i = 0; i < list->count; i++) {
        size_t distance = str_distance(text, list->words[i].name);
        if (distance < least) {
            near = list->words[i].name;
            least = distance;
        }
    }
    return near;
}

static const char *word_name(const struct word_list *list, size_t index)
{
    return index < list->count ? list->words[index].name : "?";
}

static const char *word_title(const struct word_list *list, size_t index)
{
    return index < list->count ? list->words[index].title : "?";
}

#define WORD_ROW(id, name, title) {name, title},
#define WORD_DEFINE(noun, LIST)                                                                              \
    static const struct word noun##_rows[] = {LIST(WORD_ROW)};                                               \
    const struct word_list noun##_words = {noun##_rows, noun##_count};                                       \
    const char *noun##_name(enum noun value)                                                                 \
    {                                                                                                        \
        return word_name(&noun##_words, (size_t)value);                                                      \
    }                                                                                                        \
    const char *noun##_title(enum noun value)                                                                \
    {                                                                                                        \
        return word_title(&noun##_words, (size_t)value);                                                     \
    }                                                                                                        \
    bool noun##_parse(const char *text, enum noun *value)                                                    \
    {                                                                                                        \
        size_t index;                                                                                        \
        if (!word_find(&noun##_words, text, &index))                                                         \
            return false;                                                                                    \
        *value = (enum noun)index;                                                                           \
        return true;                                                                                         \
    }

WORD_DEFINE(regime, WORD_REGIME_LIST)
WORD_DEFINE(source, WORD_SOURCE_LIST)
WORD_DEFINE(channel, WORD_CHANNEL_LIST)
WORD_DEFINE(delivery, WORD_DELIVERY_LIST)
WORD_DEFINE(voice, WORD_VOICE_LIST)
WORD_DEFINE(ruling, WORD_RULING_LIST)
WORD_DEFINE(reading, WORD_READING_LIST)
WORD_DEFINE(flag, WORD_FLAG_LIST)
WORD_DEFINE(level, WORD_LEVEL_LIST)
WORD_DEFINE(outcome, WORD_OUTCOME_LIST)
WORD_DEFINE(standing, WORD_STANDING_LIST)
WORD_DEFINE(precision, WORD_PRECISION_LIST)
WORD_DEFINE(text_state, WORD_TEXT_STATE_LIST)
WORD_DEFINE(authority, WORD_AUTHORITY_LIST)
WORD_DEFINE(office, WORD_OFFICE_LIST)
WORD_DEFINE(scope, WORD_SCOPE_LIST)
WORD_DEFINE(identity, WORD_IDENTITY_LIST)
WORD_DEFINE(category, WORD_CATEGORY_LIST)
WORD_DEFINE(condition, WORD_CONDITION_LIST)
WORD_DEFINE(ending, WORD_ENDING_LIST)
WORD_DEFINE(answer, WORD_ANSWER_LIST)

unsigned flag_bit(enum flag flag)
{
    return 1u << (unsigned)flag;
}

void word_set_add(struct str *out, const struct word_list *list, unsigned set, const char *separator,
                  bool titles)
{
    bool first = true;
    for (size_t i = 0; i < list->count; i++) {
        if (!(set & 1u << i))
            continue;
        if (!first)
            str_add(out, separator);
        str_add(out, titles ? list->words[i].title : list->words[i].name);
        first = false;
    }
}

bool word_set_parse(const struct word_list *list, const char *text, unsigned *set)
{
    static const char separators[] = " \t,;";
    unsigned found = 0;
    bool ok = true;
    while (ok) {
        text += strspn(text, separators);
        if (!*text)
            break;
        size_t length = strcspn(text, separators), index;
        char *word = mem_text_n(text, length);
        ok = word_find(list, word, &index);
        if (ok)
            found |= 1u << index;
        free(word);
        text += length;
    }
    if (ok)
        *set = found;
    return ok;
}

void flag_set_add(struct str *out, unsigned flags, const char *separator, bool titles)
{
    word_set_add(out, &flag_words, flags, separator, titles);
}

bool flag_set_parse(const char *text, unsigned *flags)
{
    return word_set_parse(&flag_words, text, flags);
}

bool standing_may_disclose(enum standing standing)
{
    return standing == STANDING_CONSENTED || standing == STANDING_SILENT;
}

bool reading_is_staff(enum reading reading)
{
    return reading == READING_STAFF_PROMISE || reading == READING_STAFF_STATEMENT ||
           reading == READING_STAFF_STATEMENT_CLEARED;
}

bool delivery_failed(enum delivery delivery)
{
    return delivery == DELIVERY_BOUNCED || delivery == DELIVERY_RETURNED || delivery == DELIVERY_LEFT;
}

bool delivery_arrived(enum delivery delivery)
{
    return delivery == DELIVERY_DELIVERED || delivery == DELIVERY_ACKNOWLEDGED ||
           delivery == DELIVERY_OUT_OF_OFFICE;
}
