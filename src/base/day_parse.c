#include "config.h"
#include "base/day.h"

#include <string.h>

#include "base/ascii.h"
#include "base/scan.h"
#include "base/str.h"

static const char *const month_words[] = {"january",  "february", "march",  "april",     "may",
                                          "june",     "july",     "august", "september", "october",
                                          "november", "december", NULL};
static const char *const week_words[] = {"monday", "tuesday",  "wednesday", "thursday",
                                         "friday", "saturday", "sunday",    NULL};

/* Reads one of words, whole or cut to three letters or more, with a full stop behind a cut one.
 * Returns its index, or -1 with *text where it was. */
static int read_word(const char **text, const char *const words[])
{
    char word[16];
    size_t length = 0;

    while (ascii_letter((*text)[length]) && length < sizeof word - 1) {
        word[length] = ascii_lower((*text)[length]);
        length++;
    }
    word[length] = '\0';
    if (length < 3 || ascii_letter((*text)[length]))
        return -1;
    for (int i = 0; words[i]; i++) {
        if (!str_starts(words[i], word))
            continue;
        *text += length;
        if (words[i][length])
            scan_char(text, '.');
        return i;
    }
    return -1;
}

/* 2014-03-27 and 20140327 */
static int parse_iso(const char *text)
{
    int year, month, day, packed;

    if (scan_digits(&text, 8, 8, &packed))
        return scan_ends(text) ? day_from_civil(packed / 10000, packed / 100 % 100, packed % 100) : DAY_NONE;
    if (!scan_digits(&text, 4, 4, &year) || !scan_char(&text, '-') || !scan_digits(&text, 2, 2, &month) ||
        !scan_char(&text, '-') || !scan_digits(&text, 2, 2, &day) || !scan_ends(text))
        return DAY_NONE;
    return day_from_civil(year, month, day);
}

/* 27.03.2014, and 03/27/2014 or 27/03/2014 */
static int parse_numbers(const char *text)
{
    int first, second, year, month_first, day_first;
    char separator;

    if (!scan_digits(&text, 1, 2, &first))
        return DAY_NONE;
    separator = *text;
    if (separator != '.' && separator != '/')
        return DAY_NONE;
    text++;
    if (!scan_digits(&text, 1, 2, &second) || !scan_char(&text, separator) ||
        !scan_digits(&text, 4, 4, &year) || !scan_ends(text))
        return DAY_NONE;
    day_first = day_from_civil(year, second, first);
    if (separator == '.')
        return day_first;
    month_first = day_from_civil(year, first, second);
    if (day_first != DAY_NONE && month_first != DAY_NONE && day_first != month_first)
        return DAY_NONE;
    return day_first != DAY_NONE ? day_first : month_first;
}

/* Reads 27 or 27th. */
static bool read_month_day(const char **text, int *day)
{
    static const char *const endings[] = {"st", "nd", "rd", "th"};
    const char *at = *text;

    if (!scan_digits(&at, 1, 2, day))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        char word[3] = {ascii_lower(at[0]), at[0] ? ascii_lower(at[1]) : '\0', '\0'};

        if (str_equal(word, endings[i])) {
            at += 2;
            break;
        }
    }
    if (ascii_letter(*at))
        return false;
    *text = at;
    return true;
}

/* [Thu[,]] 27 Mar[ch][,] 2014 and [Thu[,]] Mar[ch] 27[th][,] 2014; without a year it is default_year's, if
 * that is not 0. A day of the week that is not that day's is a contradiction, and refused. */
static int parse_words(const char *text, int default_year)
{
    int week = read_word(&text, week_words);
    int month, day = 0, year, number;

    if (week >= 0)
        scan_char(&text, ',');
    scan_blanks(&text);
    month = read_word(&text, month_words);
    scan_blanks(&text);
    if (!read_month_day(&text, &day))
        return DAY_NONE;
    scan_blanks(&text);
    if (month < 0)
        month = read_word(&text, month_words);
    if (month < 0)
        return DAY_NONE;
    if (default_year && scan_ends(text)) {
        year = default_year;
    } else {
        scan_char(&text, ',');
        scan_blanks(&text);
        if (!scan_digits(&text, 4, 4, &year) || !scan_ends(text))
            return DAY_NONE;
    }
    number = day_from_civil(year, month + 1, day);
    if (number != DAY_NONE && week >= 0 && day_weekday(number) != (enum day_week)week)
        return DAY_NONE;
    return number;
}

static int parse_any(const char *text, int default_year)
{
    int number;

    if (!text)
        return DAY_NONE;
    scan_blanks(&text);
    number = parse_iso(text);
    if (number == DAY_NONE)
        number = parse_numbers(text);
    if (number == DAY_NONE)
        number = parse_words(text, default_year);
    return number;
}

int day_parse(const char *text)
{
    return parse_any(text, 0);
}

/* Returns today moved by days, or DAY_NONE when that leaves the calendar. */
static int day_moved(int today, int64_t days)
{
    int64_t number = (int64_t)today + days;

    if (today == DAY_NONE || number < DAY_FIRST || number > DAY_LAST)
        return DAY_NONE;
    return (int)number;
}

int day_parse_relative(const char *text, int today)
{
    static const struct {
        const char *word;
        int days;
    } words[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}};
    char word[16];
    size_t length;
    const char *at;
    int64_t days;
    int week, year, month, day;

    if (!text)
        return DAY_NONE;
    scan_blanks(&text);
    for (length = 0; text[length] && length < sizeof word - 1; length++)
        word[length] = text[length];
    while (length && (word[length - 1] == ' ' || word[length - 1] == '\t'))
        length--;
    word[length] = '\0';
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal_ascii(word, words[i].word))
            return day_moved(today, words[i].days);
    if ((word[0] == '-' || word[0] == '+') && scan_ends(text + length) && str_to_number(word, &days))
        return day_moved(today, days > INT_MAX || days < -INT_MAX ? INT64_MAX / 2 : days);
    at = text;
    week = read_word(&at, week_words);
    if (week >= 0 && scan_ends(at))
        return day_moved(today, -((int)day_weekday(today) - week + 7) % 7);
    day_to_civil(today, &year, &month, &day);
    return parse_any(text, year);
}
