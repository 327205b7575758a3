#include "config.h"
#include "core/window.h"

#include <string.h>

#include "base/day.h"
#include "base/zone.h"

static bool is_weekend(int day, unsigned weekend)
{
    return weekend & (1u << day_weekday(day));
}

unsigned window_weekend(const char *country)
{
    static const char friday_saturday[][3] = {"EG", "SA", "BH", "QA", "OM", "JO", "KW", "IL"};
    for (size_t i = 0; country && i < sizeof friday_saturday / sizeof *friday_saturday; i++) {
        if (strncmp(country, friday_saturday[i], 2) == 0)
            return 1u << DAY_FRIDAY | 1u << DAY_SATURDAY;
    }
    return 1u << DAY_SATURDAY | 1u << DAY_SUNDAY;
}

int window_roll(int day, unsigned weekend)
{
    /* A week of seven days off would never end. */
    for (int i = 0; i < 7 && is_weekend(day, weekend); i++)
        day++;
    return day;
}

int window_add_business(int day, int count, unsigned weekend)
{
    for (int i = 0; i < count; i++)
        day = window_roll(day + 1, weekend);
    return day;
}
