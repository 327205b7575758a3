#include "config.h"
#include "intake/printed_moment.h"

#include <string.h>

#include "base/day.h"
#include "base/scan.h"
#include "base/str.h"
#include "intake/line.h"

/* English and German names, in small letters; a month is known by any beginning of three letters or more. */
static const char *const months[12][2] = {
    {"january", "januar"},  {"february", "februar"},  {"march", "m\xC3\xA4rz"},
    {"april", "april"},     {"may", "mai"},           {"june", "juni"},
    {"july", "juli"},       {"august", "august"},     {"september", "september"},
    {"october", "oktober"}, {"november", "november"}, {"december", "dezember"},
};

static const char *const weekdays[] = {
    "monday",   "tuesday",    "wednesday", "thursday", "friday",  "saturday", "sunday", "montag", "dienstag",
    "mittwoch", "donnerstag", "freitag",   "samstag",  "sonntag", "tues",     "thurs",  NULL};

static size_t letters(const char *at)
{
    size_t length = 0;

    while (printed_letter(at[length]))
        length++;
    return length;
}

/* True when the word of length bytes is name or a beginning of it with at least three letters. */
static bool begins(const char *word, size_t length, const char *name)
{
    size_t i;

    if (length < 3 || length > strlen(name))
        return false;
    for (i = 0; i < length; i++)
        if (ascii_lower(word[i]) != name[i])
            return false;
    return true;
}

static bool take_word(const char **at, const char *word)
{
    size_t length = strlen(word);

    if (!line_starts(*at, word) || printed_letter((*at)[length]))
        return false;
    *at += length;
    return true;
}

static void skip_any(const char **at, const char *marks)
{
    while (**at && strchr(marks, **at))
        (*at)++;
}

static bool take_month(const char **at, int *month)
{
    size_t length = letters(*at);
    int i, language;

    for (i = 0; i < 12; i++) {
        for (language = 0; language < 2; language++) {
            if (begins(*at, length, months[i][language])) {
                *at += length;
                skip_any(at, ".");
                *month = i + 1;
                return true;
            }
        }
    }
    return false;
}

static void skip_weekday(const char **at)
{
    size_t length = letters(*at), i;

    for (i = 0; weekdays[i]; i++) {
        if (begins(*at, length, weekdays[i])) {
            *at += length;
            skip_any(at, "., ");
            return;
        }
    }
}

static void skip_ordinal(const char **at)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", NULL};
    size_t i;

    for (i = 0; endings[i]; i++)
        if (take_word(at, endings[i]))
            return;
}

static bool take_year(const char **at, int *year)
{
    return scan_digits(at, 4, 4, year) && !ascii_digit(**at);
}

/* March 27th, 2014 */
static bool take_month_first(const char **at, struct printed_time *time)
{
    const char *here = *at;
    int month, day, year;

    if (!take_month(&here, &month))
        return false;
    skip_any(&here, " -");
    if (!scan_digits(&here, 1, 2, &day))
        return false;
    skip_ordinal(&here);
    skip_any(&here, " ,-.");
    if (!take_year(&here, &year))
        return false;
    time->day = day_from_civil(year, month, day);
    time->order = PRINTED_NAMED;
    *at = here;
    return time->day != DAY_NONE;
}

/* 27th of March 2014, 27. Maerz 2014, 27-Mar-2014 */
static bool take_day_first(const char **at, struct printed_time *time)
{
    const char *here = *at;
    int month, day, year;

    if (!scan_digits(&here, 1, 2, &day))
        return false;
    skip_ordinal(&here);
    skip_any(&here, " .-/");
    if (take_word(&here, "of"))
        skip_any(&here, " ");
    if (!take_month(&here, &month))
        return false;
    skip_any(&here, " ,-./");
    if (!take_year(&here, &year))
        return false;
    time->day = day_from_civil(year, month, day);
    time->order = PRINTED_NAMED;
    *at = here;
    return time->day != DAY_NONE;
}

static bool take_iso(const char **at, struct printed_time *time)
{
    const char *here = *at;
    int month, day, year;
    char separator;

    if (!scan_digits(&here, 4, 4, &year) || !*here || !strchr("-/.", *here))
        return false;
    separator = *here++;
    if (!scan_digits(&here, 1, 2, &month) || !scan_char(&here, separator) ||
        !scan_digits(&here, 1, 2, &day) || ascii_digit(*here))
        return false;
    time->day = day_from_civil(year, month, day);
    time->order = PRINTED_ISO;
    time->separator = separator;
    *at = here;
    return time->day != DAY_NONE;
}

/* 28.03.2014, 03/28/2014, 3/4/14: which number is the month follows from a number above 12 or from the full
 * stop. */
static bool take_numeric(const char **at, struct printed_time *time)
{
    const char *here = *at;
    int first, second, year;
    char separator;

    if (!scan_digits(&here, 1, 2, &first) || !*here || !strchr("-/.", *here))
        return false;
    separator = *here++;
    if (!scan_digits(&here, 1, 2, &second) || !scan_char(&here, separator))
        return false;
    if (!take_year(&here, &year)) {
        if (!scan_digits(&here, 2, 2, &year) || ascii_digit(*here))
            return false;
        year += 2000;
    }
    time->first = first;
    time->second = second;
    time->year = year;
    time->separator = separator;
    if (separator == '.' || first > 12)
        time->order = PRINTED_DAY_FIRST;
    else
        time->order = second > 12 ? PRINTED_MONTH_FIRST : PRINTED_EITHER;
    if (day_from_civil(year, second, first) == DAY_NONE && day_from_civil(year, first, second) == DAY_NONE)
        return false;
    time->day = DAY_NONE;
    if (time->order == PRINTED_DAY_FIRST)
        time->day = day_from_civil(year, second, first);
    else if (time->order == PRINTED_MONTH_FIRST)
        time->day = day_from_civil(year, first, second);
    *at = here;
    return time->order == PRINTED_EITHER || time->day != DAY_NONE;
}

/* yesterday, 3 days ago: the page does not say from which day. */
static bool take_ago(const char **at, struct printed_time *time)
{
    static const char *const days[] = {"today", "yesterday", "heute", "gestern", NULL};
    static const char *const units[] = {"second", "sec", "minute", "min", "hour", "hr", "day",
                                        "week",   "wk",  "month",  "mo",  "year", "yr", NULL};
    const char *here = *at;
    int number;
    size_t i;

    time->order = PRINTED_AGO;
    time->day = DAY_NONE;
    for (i = 0; days[i]; i++)
        if (take_word(at, days[i]))
            return true;
    if (!scan_digits(&here, 1, 3, &number) && !take_word(&here, "an") && !take_word(&here, "a"))
        return false;
    skip_any(&here, " ");
    for (i = 0; units[i]; i++) {
        const char *unit = here;

        if (!line_starts(unit, units[i]))
            continue;
        unit += strlen(units[i]);
        if (ascii_lower(*unit) == 's')
            unit++;
        skip_any(&unit, " ");
        if (take_word(&unit, "ago")) {
            *at = unit;
            return true;
        }
    }
    return false;
}

static bool take_date(const char **at, struct printed_time *time)
{
    const char *here = *at;

    time->separator = ' ';
    skip_weekday(&here);
    if (!take_month_first(&here, time) && !take_iso(&here, time) && !take_day_first(&here, time) &&
        !take_numeric(&here, time) && !take_ago(&here, time))
        return false;
    *at = here;
    return true;
}

static bool take_half(const char **at, bool *afternoon)
{
    static const char *const halves[] = {"am", "a.m.", "a.m", "pm", "p.m.", "p.m"};
    const char *here = *at;
    size_t i;

    skip_any(&here, " ");
    for (i = 0; i < sizeof halves / sizeof *halves; i++) {
        if (take_word(&here, halves[i])) {
            *afternoon = i >= 3;
            *at = here;
            return true;
        }
    }
    return false;
}

/* 10:00, 09:15:30, 9:15 PM, 10 AM, 09:15 Uhr */
static bool take_clock(const char **at, struct printed_time *time)
{
    const char *here = *at;
    bool afternoon = false, minutes;
    int hour, minute = -1, seconds = -1;

    if (!scan_digits(&here, 1, 2, &hour))
        return false;
    minutes = scan_char(&here, ':');
    if (minutes && !scan_digits(&here, 2, 2, &minute))
        return false;
    if (minutes && *here == ':' && ascii_digit(here[1]) && (here++, !scan_digits(&here, 2, 2, &seconds)))
        return false;
    time->halves = take_half(&here, &afternoon);
    if ((!minutes && !time->halves) || ascii_digit(*here) || minute > 59 || seconds > 59)
        return false;
    if (time->halves && (hour < 1 || hour > 12))
        return false;
    if (time->halves)
        hour = hour % 12 + (afternoon ? 12 : 0);
    if (hour > 23)
        return false;
    if (*here == ' ') {
        const char *word = here + 1;

        if (take_word(&word, "uhr"))
            here = word;
    }
    time->hour = hour;
    time->minute = minute;
    time->seconds = seconds;
    *at = here;
    return true;
}

static void take_zone(const char **at, const char *line, struct printed_time *time)
{
    static const char *const zones[] = {"utc", "gmt", "cest", "cet", "est", "edt", "cst",  "cdt", "mst",
                                        "mdt", "pst", "pdt",  "bst", "ist", "jst", "aest", "z",   NULL};
    const char *here = *at;
    size_t i;

    skip_any(&here, " (");
    for (i = 0; zones[i]; i++) {
        const char *word = here;

        if (take_word(&word, zones[i])) {
            skip_any(&word, "+-0123456789:");
            time->zone = (size_t)(here - line);
            time->zone_end = (size_t)(word - line);
            skip_any(&word, ")");
            *at = word;
            return;
        }
    }
}

static void skip_joint(const char **at)
{
    static const char *const words[] = {"at", "um", "on", "t", NULL};
    size_t i;

    skip_any(at, " ,-|@");
    if (str_starts(*at, "\xE2\x80\xA2") || str_starts(*at, "\xC2\xB7"))
        *at += str_starts(*at, "\xC2\xB7") ? 2 : 3;
    skip_any(at, " ");
    for (i = 0; words[i]; i++)
        if (take_word(at, words[i]))
            break;
    /* ISO's T has a digit behind it. */
    if (**at == 'T' && ascii_digit((*at)[1]))
        (*at)++;
    skip_any(at, " ");
}

bool printed_moment_take(const char **at, const char *line, struct printed_time *time)
{
    const char *here = *at, *behind;

    memset(time, 0, sizeof *time);
    time->hour = time->minute = time->seconds = -1;
    if (take_date(&here, time)) {
        behind = here;
        skip_joint(&behind);
        if (take_clock(&behind, time)) {
            here = behind;
            take_zone(&here, line, time);
        }
        *at = here;
        return !printed_letter(*here) && !ascii_digit(*here);
    }
    if (!take_clock(&here, time))
        return false;
    skip_joint(&here);
    if (!take_date(&here, time))
        return false;
    *at = here;
    return !printed_letter(*here) && !ascii_digit(*here);
}
