#include "config.h"
#include "core/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"

/* Returns the list of a code given by its first bytes; NULL if there is none. */
static struct calendar_list *list_find(const struct calendar_book *book, const char *code, size_t length)
{
    for (size_t i = 0; book && i < book->count; i++) {
        struct calendar_list *list = &book->lists[i];
        if (strlen(list->code) == length && strncmp(list->code, code, length) == 0)
            return list;
    }
    return NULL;
}

static struct calendar_list *list_ensure(struct calendar_book *book, const char *code)
{
    struct calendar_list *list = list_find(book, code, strlen(code));
    if (list)
        return list;
    mem_grow(book->lists, book->count, book->capacity);
    list = &book->lists[book->count++];
    *list = (struct calendar_list){.code = mem_text(code)};
    return list;
}

/* Returns the index of the first holiday not before a day. */
static size_t place_of(const struct calendar_list *list, int day)
{
    size_t low = 0, high = list->holiday_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->holidays[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void calendar_book_cover(struct calendar_book *book, const char *code, int year)
{
    struct calendar_list *list = list_ensure(book, code);
    size_t at = 0;
    while (at < list->year_count && list->years[at] < year)
        at++;
    if (at < list->year_count && list->years[at] == year)
        return;
    mem_grow(list->years, list->year_count, list->year_capacity);
    memmove(&list->years[at + 1], &list->years[at], (list->year_count - at) * sizeof *list->years);
    list->years[at] = year;
    list->year_count++;
}

bool calendar_book_add(struct calendar_book *book, const char *code, int day, const char *name)
{
    struct calendar_list *list = list_ensure(book, code);
    size_t at = place_of(list, day);
    if (at < list->holiday_count && list->holidays[at].day == day)
        return false;
    mem_grow(list->holidays, list->holiday_count, list->holiday_capacity);
    memmove(&list->holidays[at + 1], &list->holidays[at],
            (list->holiday_count - at) * sizeof *list->holidays);
    list->holidays[at] = (struct calendar_holiday){day, mem_text(name)};
    list->holiday_count++;
    return true;
}

static bool list_covers(const struct calendar_list *list, int year)
{
    for (size_t i = 0; list && i < list->year_count; i++) {
        if (list->years[i] == year)
            return true;
    }
    return false;
}

/* Adds a list but for the years that the other covers. */
static void list_add(struct calendar_book *book, const struct calendar_list *list,
                     const struct calendar_list *other)
{
    for (size_t i = 0; i < list->year_count; i++) {
        if (!list_covers(other, list->years[i]))
            calendar_book_cover(book, list->code, list->years[i]);
    }
    for (size_t i = 0; i < list->holiday_count; i++) {
        const struct calendar_holiday *holiday = &list->holidays[i];
        int year, month, day;
        day_to_civil(holiday->day, &year, &month, &day);
        if (!list_covers(other, year))
            calendar_book_add(book, list->code, holiday->day, holiday->name);
    }
}

void calendar_book_compose(const struct calendar_book *present, const struct calendar_book *list,
                           struct calendar_book *book)
{
    for (size_t i = 0; i < present->count; i++)
        list_add(book, &present->lists[i], calendar_book_find(list, present->lists[i].code));
    for (size_t i = 0; i < list->count; i++)
        list_add(book, &list->lists[i], NULL);
}

const struct calendar_list *calendar_book_find(const struct calendar_book *book, const char *code)
{
    return list_find(book, code, strlen(code));
}

void calendar_book_clear(struct calendar_book *book)
{
    for (size_t i = 0; i < book->count; i++) {
        struct calendar_list *list = &book->lists[i];
        for (size_t j = 0; j < list->holiday_count; j++)
            free(list->holidays[j].name);
        free(list->holidays);
        free(list->years);
        free(list->code);
    }
    free(book->lists);
    *book = (struct calendar_book){0};
}

static unsigned weekend_of(const char *code)
{
    static const char friday_saturday[][3] = {"EG", "SA", "BH", "QA", "OM", "JO", "KW", "IL"};
    for (size_t i = 0; i < sizeof friday_saturday / sizeof *friday_saturday; i++) {
        if (strncmp(code, friday_saturday[i], 2) == 0)
            return 1u << DAY_FRIDAY | 1u << DAY_SATURDAY;
    }
    return 1u << DAY_SATURDAY | 1u << DAY_SUNDAY;
}

struct calendar calendar_of(const struct calendar_book *book, const char *code)
{
    const char *text = code ? code : "";
    size_t country = strcspn(text, "-");
    return (struct calendar){
        .weekend = weekend_of(text),
        .region = text[country] ? list_find(book, text, strlen(text)) : NULL,
        .country = list_find(book, text, country),
    };
}

bool calendar_is_weekend(const struct calendar *calendar, int day)
{
    return calendar->weekend & (1u << day_weekday(day));
}

static const char *name_in(const struct calendar_list *list, int day)
{
    size_t at = list ? place_of(list, day) : 0;
    return list && at < list->holiday_count && list->holidays[at].day == day ? list->holidays[at].name : NULL;
}

const char *calendar_holiday(const struct calendar *calendar, int day)
{
    const char *name = name_in(calendar->region, day);
    return name ? name : name_in(calendar->country, day);
}

bool calendar_works(const struct calendar *calendar, int day)
{
    return !calendar_is_weekend(calendar, day) && !calendar_holiday(calendar, day);
}

int calendar_roll(const struct calendar *calendar, int day)
{
    while (!calendar_works(calendar, day))
        day++;
    return day;
}

int calendar_add_business(const struct calendar *calendar, int day, int count)
{
    for (int i = 0; i < count; i++)
        day = calendar_roll(calendar, day + 1);
    return day;
}

bool calendar_covers(const struct calendar *calendar, int first, int last)
{
    int year, until, month, day;
    day_to_civil(first, &year, &month, &day);
    day_to_civil(last, &until, &month, &day);
    for (; year <= until; year++) {
        if (!list_covers(calendar->country, year))
            return false;
    }
    return true;
}
