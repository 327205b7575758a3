/* Civil days as numbers: 0 is 1970-01-01, in the proleptic Gregorian calendar. Years 1 to 9999. */
#ifndef DEMUR_BASE_DAY_H
#define DEMUR_BASE_DAY_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#define DAY_NONE  INT_MIN
#define DAY_FIRST (-719162) /* 0001-01-01 */
#define DAY_LAST  2932896   /* 9999-12-31 */

/* No day of ours lies outside these: one that comes in from outside is a slip, like 2104 for 2014 or 0214. */
#define DAY_EARLIEST (-25567) /* 1900-01-01 */
#define DAY_LATEST   84370    /* 2200-12-31 */
/* What is said of a day outside them, after the day. */
#define DAY_BEYOND "this day lies outside the years 1900 to 2200; check the year"

enum day_week { DAY_MONDAY, DAY_TUESDAY, DAY_WEDNESDAY, DAY_THURSDAY, DAY_FRIDAY, DAY_SATURDAY, DAY_SUNDAY };

/* Returns the day number, or DAY_NONE when there is no such day (30 February). month 1..12, day 1..31. */
int day_from_civil(int year, int month, int day);
void day_to_civil(int number, int *year, int *month, int *day);
enum day_week day_weekday(int number);

/* True for a day of the years 1900 to 2200. */
bool day_in_use(int number);

/* Reads a day: 2014-03-27, 20140327, 27.03.2014, 27 Mar 2014, 27 March 2014, March 27 2014, March 27th, 2014,
 * Thu 27 Mar 2014, and 03/27/2014 or 27/03/2014 where only one of the two is possible (an ambiguous one is
 * refused). Trailing text is not accepted. Returns DAY_NONE if it is none of these. */
int day_parse(const char *text);

/* Reads a day relative to today as people type it: today, yesterday, tomorrow, mon..sun (the last one
 * before or on today), -3, +5, 27 Mar (this year), or anything day_parse reads. DAY_NONE if none. */
int day_parse_relative(const char *text, int today);

/* Adds months, clamping to the month's last day (31 January + 1 = 28 or 29 February). */
int day_add_months(int number, int months);

/* Writes 2014-03-27; "" for DAY_NONE. Returns buffer. size >= 11. */
char *day_format_iso(int number, char *buffer, size_t size);
/* Writes "Thu 27 Mar 2014"; "" for DAY_NONE. size >= 16. */
char *day_format_long(int number, char *buffer, size_t size);
/* Writes how a list shows a day near today: today, tomorrow, yesterday, "Mon 7 Apr", or "7 Apr 2013" in
 * another year; "" for DAY_NONE. size >= 16. */
char *day_format_near(int number, int today, char *buffer, size_t size);

#endif
