#include "config.h"
#include "case_words.h"

#include "unit.h"

#include "base/day.h"
#include "base/str.h"
#include "base/zone.h"

void words_refuse(const struct words *words, const char *word)
{
    fail_msg("cases line %zu: cannot read %s", words->line, word ? word : "the end of a cell");
}

void words_split(struct words *words, char *text, const char *separators)
{
    words->count = words->at = 0;
    while (*(text += strspn(text, separators))) {
        bool quoted = *text == '"';
        char *end = quoted ? strchr(text + 1, '"') : text + strcspn(text, separators);

        if (!end || words->count == sizeof words->word / sizeof *words->word)
            words_refuse(words, text);
        words->word[words->count++] = text + quoted;
        text = end + (*end != '\0');
        *end = '\0';
    }
    if (words->count == 1 && str_equal(words->word[0], "-"))
        words->count = 0;
}

void words_each(struct words *words, char *cell, void (*read)(struct words *words, struct case_row *row),
                struct case_row *row)
{
    for (char *part = cell, *end; part; part = end) {
        end = strchr(part, ';');
        if (end)
            *end++ = '\0';
        words_split(words, part, " ,");
        if (words->count)
            read(words, row);
    }
}

bool words_next(const struct words *words)
{
    return words->at < words->count;
}

const char *words_peek(const struct words *words)
{
    return words_next(words) ? words->word[words->at] : NULL;
}

char *words_take(struct words *words)
{
    return words_next(words) ? words->word[words->at++] : NULL;
}

int words_take_number(struct words *words)
{
    const char *word = words_take(words);
    int64_t number = 0;

    if (!word || !str_to_number(word, &number))
        words_refuse(words, word);
    return (int)number;
}

int64_t words_take_instant(struct words *words, const char *zone)
{
    const char *word = words_take(words), *next = words_peek(words);
    int day = word ? day_parse(word) : DAY_NONE, hour = 12, minute = 0;

    if (day == DAY_NONE)
        words_refuse(words, word);
    if (next && sscanf(next, "%2d:%2d", &hour, &minute) == 2) {
        words_take(words);
        next = words_peek(words);
        if (next && strchr(next, '/'))
            zone = words_take(words);
    }
    return zone_instant(day, hour, minute, zone);
}
