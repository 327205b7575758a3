/* The working days of a place: its weekend, and the holidays of the lists that were adopted for it. */
#ifndef DEMUR_CORE_CALENDAR_H
#define DEMUR_CORE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

struct calendar_holiday {
    int day; /* civil day */
    char *name;
};

/* The holidays listed for one code in the years that the list covers. */
struct calendar_list {
    char *code;                        /* ISO 3166-1 or 3166-2 */
    struct calendar_holiday *holidays; /* by day */
    size_t holiday_count, holiday_capacity;
    int *years; /* covered, ascending */
    size_t year_count, year_capacity;
};

struct calendar_book {
    struct calendar_list *lists;
    size_t count, capacity;
};

/* The calendar of a place: borrowed from a book, and not to be kept longer. The list of a region
 * holds what it has besides its country's. */
struct calendar {
    unsigned weekend;                   /* bits, 1u << enum day_week */
    const struct calendar_list *region; /* NULL: none */
    const struct calendar_list *country;
};

/* Says that the list of a code covers a year; makes the list. */
void calendar_book_cover(struct calendar_book *book, const char *code, int year);
/* Adds a holiday to the list of a code and makes the list; false when it has the day already. */
bool calendar_book_add(struct calendar_book *book, const char *code, int day, const char *name);
/* Fills an empty book with what counts once list is adopted beside present: of a code and year that list
 * covers, its days, else those of present. */
void calendar_book_compose(const struct calendar_book *present, const struct calendar_book *list,
                           struct calendar_book *book);
/* Returns the list of exactly this code; NULL: none. */
const struct calendar_list *calendar_book_find(const struct calendar_book *book, const char *code);
void calendar_book_clear(struct calendar_book *book);

/* Returns the calendar of a code: the lists of the region and of the country before '-'. Weekends are
 * Friday-Saturday in EG SA BH QA OM JO KW IL, else Saturday-Sunday. book NULL or without a list: weekends
 * alone; code NULL or "" is an unknown place. */
struct calendar calendar_of(const struct calendar_book *book, const char *code);

bool calendar_is_weekend(const struct calendar *calendar, int day);
/* Returns the name of the holiday on a day; NULL: none. */
const char *calendar_holiday(const struct calendar *calendar, int day);
/* True for a day that is neither weekend nor holiday. */
bool calendar_works(const struct calendar *calendar, int day);
/* Returns day, or the next working day. */
int calendar_roll(const struct calendar *calendar, int day);
/* Returns the day after count working days, the start day not counted. */
int calendar_add_business(const struct calendar *calendar, int day, int count);
/* True when the country's list covers all years of the days from first to last, so that no holiday among them
 * is unknown. */
bool calendar_covers(const struct calendar *calendar, int first, int last);

#endif
