/* Time zones of the system's tz database. Instants are UTC seconds since 1970-01-01 00:00:00. */
#ifndef DEMUR_BASE_ZONE_H
#define DEMUR_BASE_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INSTANT_NONE INT64_MIN
/* The last zone on earth to end a day: stands for "unknown" when a window closes. */
#define ZONE_LATEST "Etc/GMT+12"

struct zone_time {
    int day;    /* civil day number */
    int hour;   /* 0..23 */
    int minute; /* 0..59 */
    int second; /* 0..59 */
};

/* True when the tz database has this zone (IANA name, or UTC). Names with "..", a leading "/" or "." are
 * none. */
bool zone_exists(const char *name);

/* True when the machine has a tz database. Without one every zone but UTC is ZONE_LATEST. */
bool zone_database_exists(void);
/* What is said of a name that zone_exists denies, after the name; static text. */
const char *zone_trouble(void);
/* True when the zone had this day: where a zone changes the side of the date line a day is skipped, as
 * 2011-12-30 in Pacific/Apia. */
bool zone_has_day(int day, const char *zone);

/* Returns the same name in memory that lasts as long as the program; ZONE_LATEST for one that does not exist.
 */
const char *zone_keep(const char *name);

/* Returns the zone of the machine ("UTC" when it cannot be told); static text. Reads TZ, /etc/timezone,
 * /etc/localtime. */
const char *zone_local(void);

/* Tells the clock and calendar in zone at an instant. NULL, "" or an unknown zone counts as ZONE_LATEST. */
struct zone_time zone_at(int64_t instant, const char *zone);

/* Returns the civil day in zone at an instant. */
int zone_day(int64_t instant, const char *zone);

/* Returns the instant of a local time. In the hour a spring change skips it is read as before the change;
 * in the hour an autumn change repeats, the later one is returned. */
int64_t zone_instant(int day, int hour, int minute, const char *zone);

/* Returns the instant at which day ends (24:00) in zone; across a change of clocks, exactly. */
int64_t zone_day_end(int day, const char *zone);

/* Reads an ISO 8601 instant: 2014-04-03T14:02:00Z, with an offset, with a blank for T, seconds optional, or a
 * bare day or local time, taken in zone. INSTANT_NONE if it is none. */
int64_t instant_parse(const char *text, const char *zone);
/* Writes 2014-04-03T14:02:00Z. size >= 21. "" for INSTANT_NONE. */
char *instant_format(int64_t instant, char *buffer, size_t size);
/* Writes "2014-04-03 14:02" in zone. size >= 17. "" for INSTANT_NONE. */
char *instant_format_local(int64_t instant, const char *zone, char *buffer, size_t size);
/* Returns the instant now from the system clock. Only main() and tests of time call it. */
int64_t instant_now(void);

#endif
