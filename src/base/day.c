#include "config.h"
#include "base/day.h"

#include <stdio.h>
#include <string.h>

static const char month_names[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char week_names[7][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

static bool leap_year(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
    static const int lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && leap_year(year) ? 29 : lengths[month - 1];
}

static bool day_valid(int number)
{
    return number >= DAY_FIRST && number <= DAY_LAST;
}

/* Years are counted from March, so that the leap day is the last of its year: the method of Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms". An era is 400 years, 146097 days. Year 0 is not asked for,
 * but January and February of year 1 count to it. */
int day_from_civil(int year, int month, int day)
{
    int from_march, year_of_era, day_of_year, era;

    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > month_length(year, month))
        return DAY_NONE;
    from_march = (month + 9) % 12;
    year -= month <= 2;
    era = year / 400;
    year_of_era = year % 400;
    day_of_year = (153 * from_march + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

void day_to_civil(int number, int *year, int *month, int *day)
{
    int era, day_of_era, year_of_era, day_of_year, from_march;

    if (!day_valid(number)) {
        *year = *month = *day = 0;
        return;
    }
    number += 719468;
    era = number / 146097;
    day_of_era = number % 146097;
    year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    from_march = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    *year = era * 400 + year_of_era + (*month <= 2);
}

bool day_in_use(int number)
{
    return number >= DAY_EARLIEST && number <= DAY_LATEST;
}

enum day_week day_weekday(int number)
{
    /* Day 0 was a Thursday. */
    int week = (number % 7 + DAY_THURSDAY) % 7;

    return (enum day_week)(week < 0 ? week + 7 : week);
}

int day_add_months(int number, int months)
{
    int year, month, day;
    long long total;

    if (!day_valid(number))
        return DAY_NONE;
    day_to_civil(number, &year, &month, &day);
    total = (long long)year * 12 + month - 1 + months;
    if (total < 12 || total / 12 > 9999)
        return DAY_NONE;
    year = (int)(total / 12);
    month = (int)(total % 12) + 1;
    if (day > month_length(year, month))
        day = month_length(year, month);
    return day_from_civil(year, month, day);
}

char *day_format_iso(int number, char *buffer, size_t size)
{
    int year, month, day;

    day_to_civil(number, &year, &month, &day);
    if (day_valid(number))
        snprintf(buffer, size, "%04d-%02d-%02d", year, month, day);
    else if (size)
        buffer[0] = '\0';
    return buffer;
}

char *day_format_long(int number, char *buffer, size_t size)
{
    int year, month, day;

    day_to_civil(number, &year, &month, &day);
    if (day_valid(number))
        snprintf(buffer, size, "%s %d %s %04d", week_names[day_weekday(number)], day, month_names[month - 1],
                 year);
    else if (size)
        buffer[0] = '\0';
    return buffer;
}

char *day_format_near(int number, int today, char *buffer, size_t size)
{
    int year, month, day, this_year, this_month, this_day;

    if (!day_valid(number)) {
        if (size)
            buffer[0] = '\0';
        return buffer;
    }
    day_to_civil(number, &year, &month, &day);
    day_to_civil(today, &this_year, &this_month, &this_day);
    if (number == today)
        snprintf(buffer, size, "today");
    else if (day_valid(today) && number == today + 1)
        snprintf(buffer, size, "tomorrow");
    else if (day_valid(today) && number == today - 1)
        snprintf(buffer, size, "yesterday");
    else if (year == this_year)
        snprintf(buffer, size, "%s %d %s", week_names[day_weekday(number)], day, month_names[month - 1]);
    else
        snprintf(buffer, size, "%d %s %04d", day, month_names[month - 1], year);
    return buffer;
}
