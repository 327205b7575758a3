/* Days and instants as people, files and forum pages write them. */
#include "config.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "tests/fuzz/fuzz.h"

const char *const fuzz_name = "day";

const char *const fuzz_tokens[] = {"2014",
                                   "-03-27",
                                   "20140327",
                                   "27.03.2014",
                                   "03/27/2014",
                                   "March",
                                   "27th",
                                   ",",
                                   " ",
                                   "T",
                                   "14:02:00",
                                   "Z",
                                   "+02:00",
                                   "-99:99",
                                   "today",
                                   "mon",
                                   "+3",
                                   "-",
                                   "29 Feb",
                                   "0000",
                                   "9999",
                                   "31",
                                   "24:00",
                                   "23:59:60",
                                   "10000",
                                   "00",
                                   ":",
                                   "\xc2\xa0",
                                   "99999999999999999999",
                                   NULL};

/* Returns what is wrong with a day that was read. */
static const char *day_check(int day)
{
    char text[20];

    if (day == DAY_NONE)
        return NULL;
    if (day < DAY_FIRST || day > DAY_LAST)
        return "a day lies outside the calendar";
    return day_parse(day_format_iso(day, text, sizeof text)) == day
               ? NULL
               : "a day is another when written and read";
}

const char *fuzz_one(const char *bytes, size_t length)
{
    static const char *const zones[] = {"UTC", "America/Chicago", "Asia/Kathmandu", "Pacific/Apia",
                                        "no zone"};
    static const int todays[] = {DAY_FIRST, 0, 16163, DAY_LAST};
    char *text = mem_text_n(bytes, length);
    const char *breach = day_check(day_parse(text));

    for (size_t i = 0; !breach && i < sizeof todays / sizeof todays[0]; i++)
        breach = day_check(day_parse_relative(text, todays[i]));
    for (size_t i = 0; !breach && i < sizeof zones / sizeof zones[0]; i++) {
        int64_t instant = instant_parse(text, zones[i]);

        if (instant != INSTANT_NONE)
            breach = day_check(zone_day(instant, "UTC"));
    }
    free(text);
    return breach;
}
