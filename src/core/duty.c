#include "config.h"
#include "core/duty.h"

#include <stdio.h>
#include <string.h>

struct duty_row {
    const char *phrase;
    int weight;
    bool by_hand;
};

#define DUTY_ROW(id, name, phrase, weight, by_hand) {phrase, weight, by_hand},
static const struct duty_row rows[] = {DUTY_LIST(DUTY_ROW)};

#define DUTY_WORD(id, name, phrase, weight, by_hand) {name, name},
static const struct word words[] = {DUTY_LIST(DUTY_WORD)};

const struct word_list duty_words = {words, duty_count};

static bool is_duty(enum duty duty)
{
    return (size_t)duty < duty_words.count;
}

const char *duty_name(enum duty duty)
{
    return is_duty(duty) ? words[duty].name : "?";
}

bool duty_parse(const char *text, enum duty *duty)
{
    size_t index;
    if (!word_find(&duty_words, text, &index))
        return false;
    *duty = (enum duty)index;
    return true;
}

char *duty_phrase(enum duty duty, enum source source, char *buffer, unsigned long size)
{
    const char *phrase = is_duty(duty) ? rows[duty].phrase : "?";
    const char *gap = strstr(phrase, "{}");
    if (gap)
        snprintf(buffer, size, "%.*s%s%s", (int)(gap - phrase), phrase, source_title(source), gap + 2);
    else
        snprintf(buffer, size, "%s", phrase);
    return buffer;
}

int duty_weight(enum duty duty)
{
    return is_duty(duty) ? rows[duty].weight : 0;
}

bool duty_by_hand(enum duty duty)
{
    return is_duty(duty) && rows[duty].by_hand;
}

static int review_days(enum level level)
{
    switch (level) {
    case LEVEL_AGENT:
        return 3;
    case LEVEL_LEAD:
        return 2;
    case LEVEL_LEGAL:
        return 5;
    case LEVEL_COMMUNITY:
    default:
        return 1;
    }
}

int duty_due(enum duty duty, enum level level, int opened, const struct calendar *calendar)
{
    switch (duty) {
    case DUTY_READ:
    case DUTY_MATCH:
        return calendar_roll(calendar, opened);
    case DUTY_RESEND:
        return calendar_add_business(calendar, opened, 3);
    case DUTY_ANSWER:
        return calendar_add_business(calendar, opened, 2);
    case DUTY_REVIEW:
        return calendar_add_business(calendar, opened, review_days(level));
    case DUTY_AUTHORITY:
        return calendar_add_business(calendar, opened, 10);
    case DUTY_RECALL:
        return calendar_add_business(calendar, opened, 1);
    case DUTY_HONOUR:
    default:
        return opened;
    }
}

bool ladder_may_move(enum level from, enum level to)
{
    if ((size_t)from >= level_count || (size_t)to >= level_count || from == to)
        return false;
    return to > from || to == LEVEL_LEAD || (from == LEVEL_LEGAL && to == LEVEL_COMMUNITY);
}
