#include "config.h"
#include "base/zone.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/ascii.h"
#include "base/day.h"
#include "base/scan.h"

/* Reads 2014-04-03 or 20140403. */
static bool scan_day(const char **text, int *number)
{
    const char *at = *text;
    int year, month, day, packed;

    if (scan_digits(&at, 8, 8, &packed)) {
        year = packed / 10000;
        month = packed / 100 % 100;
        day = packed % 100;
    } else if (!scan_digits(&at, 4, 4, &year) || !scan_char(&at, '-') || !scan_digits(&at, 2, 2, &month) ||
               !scan_char(&at, '-') || !scan_digits(&at, 2, 2, &day)) {
        return false;
    }
    *number = day_from_civil(year, month, day);
    *text = at;
    return *number != DAY_NONE;
}

/* Reads 14:02, 14:02:00 and 14:02:00.123 as seconds since midnight; a fraction is dropped. 24:00 is the end
 * of the day, and a leap second the first of the next minute. */
static bool scan_clock(const char **text, int *seconds)
{
    int hour, minute, second = 0;

    if (!scan_digits(text, 2, 2, &hour) || !scan_char(text, ':') || !scan_digits(text, 2, 2, &minute))
        return false;
    if (scan_char(text, ':')) {
        if (!scan_digits(text, 2, 2, &second))
            return false;
        if (**text == '.' || **text == ',') {
            ++*text;
            if (!ascii_digit(**text))
                return false;
            while (ascii_digit(**text))
                ++*text;
        }
    }
    *seconds = hour * 3600 + minute * 60 + second;
    return minute < 60 && second <= 60 && (hour < 24 || *seconds == 24 * 3600);
}

/* Reads Z, +02:00, +0200 or +02 as seconds east of UTC. */
static bool scan_offset(const char **text, int *offset)
{
    bool west = **text == '-';
    int hour, minute = 0;

    *offset = 0;
    if (scan_char(text, 'Z') || scan_char(text, 'z'))
        return true;
    if (**text != '+' && **text != '-')
        return false;
    ++*text;
    if (scan_digits(text, 4, 4, &hour)) {
        minute = hour % 100;
        hour /= 100;
    } else if (!scan_digits(text, 2, 2, &hour) ||
               (scan_char(text, ':') && !scan_digits(text, 2, 2, &minute))) {
        return false;
    }
    *offset = (hour * 3600 + minute * 60) * (west ? -1 : 1);
    return hour < 24 && minute < 60;
}

int64_t instant_parse(const char *text, const char *zone)
{
    int day, seconds, offset;
    int64_t instant;

    if (!text)
        return INSTANT_NONE;
    scan_blanks(&text);
    if (!scan_day(&text, &day))
        return INSTANT_NONE;
    /* A bare day is its first instant, which is not midnight everywhere. */
    if (scan_ends(text))
        return zone_day_end(day - 1, zone);
    if (*text != 'T' && *text != 't' && *text != ' ')
        return INSTANT_NONE;
    text++;
    if (!scan_clock(&text, &seconds))
        return INSTANT_NONE;
    if (scan_ends(text)) {
        instant = zone_instant(day, seconds / 3600, seconds / 60 % 60, zone);
        return instant == INSTANT_NONE ? INSTANT_NONE : instant + seconds % 60;
    }
    scan_blanks(&text);
    if (!scan_offset(&text, &offset) || !scan_ends(text))
        return INSTANT_NONE;
    instant = zone_instant(day, 0, 0, "UTC");
    return instant == INSTANT_NONE ? INSTANT_NONE : instant + seconds - offset;
}

/* Writes the local time in zone, with seconds and a Z for UTC. */
static char *format_in(int64_t instant, const char *zone, bool universal, char *buffer, size_t size)
{
    struct zone_time local = zone_at(instant, zone);
    int year, month, day;

    if (size)
        buffer[0] = '\0';
    if (local.day == DAY_NONE)
        return buffer;
    day_to_civil(local.day, &year, &month, &day);
    if (universal)
        snprintf(buffer, size, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day, local.hour, local.minute,
                 local.second);
    else
        snprintf(buffer, size, "%04d-%02d-%02d %02d:%02d", year, month, day, local.hour, local.minute);
    return buffer;
}

char *instant_format(int64_t instant, char *buffer, size_t size)
{
    return format_in(instant, "UTC", true, buffer, size);
}

char *instant_format_local(int64_t instant, const char *zone, char *buffer, size_t size)
{
    return format_in(instant, zone, false, buffer, size);
}

int64_t instant_now(void)
{
    return (int64_t)time(NULL);
}
