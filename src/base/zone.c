#include "config.h"
#include "base/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"

#define DAY_SECONDS   86400
#define NAME_MOST     64
#define LATEST_OFFSET (-12 * 3600)

/* Zones are asked of the C library, one at a time and by way of the environment, which is slow. Its answers
 * are kept for stretches of six hours: no zone changes its clocks twice in one. */
#define STRETCH_SECONDS 21600
#define STRETCHES       4096

struct zone {
    char *name;
    int number; /* from 1 */
};

static struct zone *zones;
static size_t zone_count, zone_capacity;
static const struct zone *zone_last;

static struct stretch {
    int zone; /* 0: nothing is kept here */
    int64_t index;
    int offset; /* seconds east of UTC */
} stretches[STRETCHES];

static int64_t floor_divide(int64_t number, int64_t divisor)
{
    return number / divisor - (number % divisor < 0);
}

/* True for names made as the tz database makes them. The copies of the database that systems keep inside it
 * under right/ (with leap seconds) and posix/, and its machine-made entries, are no zones. */
static bool name_is_sound(const char *name)
{
    static const char *const others[] = {"localtime", "posixrules"};
    size_t length = strlen(name);

    if (!length || length > NAME_MOST || str_starts(name, "right/") || str_starts(name, "posix/"))
        return false;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (str_equal(name, others[i]))
            return false;
    for (size_t i = 0; i < length; i++) {
        bool first = i == 0 || name[i - 1] == '/';

        if (first && !ascii_letter(name[i]))
            return false;
        if (!ascii_letter(name[i]) && !ascii_digit(name[i]) && !strchr("/_+-", name[i]))
            return false;
    }
    return name[length - 1] != '/';
}

/* True when the tz database has a compiled zone of this name (RFC 8536: it begins with TZif). */
static bool database_has(const char *name)
{
    const char *directory = getenv("TZDIR");
    char magic[4];
    char *path = mem_format("%s/%s", directory && *directory ? directory : "/usr/share/zoneinfo", name);
    FILE *file = fopen(path, "rb");
    bool found = file && fread(magic, 1, sizeof magic, file) == sizeof magic && memcmp(magic, "TZif", 4) == 0;

    if (file)
        fclose(file);
    free(path);
    return found;
}

/* Returns the zone of that name, NULL if there is none. Only names that exist are kept: the others come from
 * outside and have no end. */
static const struct zone *zone_find(const char *name)
{
    if (zone_last && strcmp(zone_last->name, name) == 0)
        return zone_last;
    for (size_t i = 0; i < zone_count; i++)
        if (strcmp(zones[i].name, name) == 0)
            return zone_last = &zones[i];
    if (!name_is_sound(name) || !database_has(name))
        return NULL;
    zone_last = NULL;
    mem_grow(zones, zone_count, zone_capacity);
    zones[zone_count] = (struct zone){mem_text(name), (int)zone_count + 1};
    return zone_last = &zones[zone_count++];
}

bool zone_exists(const char *name)
{
    return name && (str_equal(name, "UTC") || str_equal(name, ZONE_LATEST) || zone_find(name));
}

bool zone_database_exists(void)
{
    static const char *const names[] = {"Etc/UTC", "Europe/London", "America/New_York"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (database_has(names[i]))
            return true;
    return false;
}

const char *zone_trouble(void)
{
    return zone_database_exists() ? "no time zone has this name; give one like Europe/Berlin"
                                  : "this machine has no time zones to look it up in; install tzdata";
}

static void environment_set(const char *name, const char *value)
{
    if (value ? setenv(name, value, 1) != 0 : unsetenv(name) != 0)
        mem_end();
}

/* Asks the C library. The environment is put back at once, so that other programs started from here get the
 * agent's own TZ; the library keeps the zone it has read until another is asked for, so that asking for the
 * same one again is quick. localtime() and mktime() read TZ anew by themselves (POSIX). */
static int offset_asked(int64_t instant, const struct zone *zone)
{
    char *before = mem_text(getenv("TZ"));
    time_t seconds = (time_t)instant;
    char value[NAME_MOST + 2];
    struct tm tm;
    bool told;
    int64_t local;

    snprintf(value, sizeof value, ":%s", zone->name);
    environment_set("TZ", value);
    tzset();
    told = seconds == instant && localtime_r(&seconds, &tm) != NULL;
    environment_set("TZ", before);
    free(before);
    if (!told)
        return LATEST_OFFSET;
    local = (int64_t)day_from_civil(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday) * DAY_SECONDS;
    return (int)(local + tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec - instant);
}

/* Returns the zone's seconds east of UTC at an instant within the calendar; NULL stands for ZONE_LATEST. */
static int offset_at(int64_t instant, const struct zone *zone)
{
    int64_t index;
    struct stretch *stretch;
    int first;

    if (!zone)
        return LATEST_OFFSET;
    index = floor_divide(instant, STRETCH_SECONDS);
    stretch = &stretches[(uint64_t)(index + (int64_t)zone->number * 1021) % STRETCHES];
    if (stretch->zone == zone->number && stretch->index == index)
        return stretch->offset;
    first = offset_asked(index * STRETCH_SECONDS, zone);
    if (first != offset_asked((index + 1) * STRETCH_SECONDS - 1, zone))
        return offset_asked(instant, zone);
    *stretch = (struct stretch){zone->number, index, first};
    return first;
}

/* What a zone's name given by a caller stands for. */
struct clock {
    bool universal;
    const struct zone *zone; /* NULL: ZONE_LATEST, unless universal */
};

static struct clock clock_named(const char *name)
{
    if (!name || !*name || strcmp(name, ZONE_LATEST) == 0)
        return (struct clock){false, NULL};
    if (strcmp(name, "UTC") == 0)
        return (struct clock){true, NULL};
    return (struct clock){false, zone_find(name)};
}

static int clock_offset(int64_t instant, struct clock clock)
{
    return clock.universal ? 0 : offset_at(instant, clock.zone);
}

/* True for instants at which every zone is within the calendar, with days to spare for looking around. */
static bool instant_valid(int64_t instant)
{
    return instant > (int64_t)(DAY_FIRST + 3) * DAY_SECONDS &&
           instant < (int64_t)(DAY_LAST - 3) * DAY_SECONDS;
}

static bool day_in_reach(int day)
{
    return day > DAY_FIRST + 7 && day < DAY_LAST - 7;
}

struct zone_time zone_at(int64_t instant, const char *zone)
{
    struct zone_time time = {.day = DAY_NONE};
    int64_t local;
    int second;

    if (!instant_valid(instant))
        return time;
    local = instant + clock_offset(instant, clock_named(zone));
    time.day = (int)floor_divide(local, DAY_SECONDS);
    second = (int)(local - (int64_t)time.day * DAY_SECONDS);
    time.hour = second / 3600;
    time.minute = second / 60 % 60;
    time.second = second % 60;
    return time;
}

int zone_day(int64_t instant, const char *zone)
{
    return zone_at(instant, zone).day;
}

/* Returns the instant of the local time told as if it were UTC. */
static int64_t instant_of_local(int64_t local, struct clock clock)
{
    int64_t found = INSTANT_NONE;
    int before = clock_offset(local - DAY_SECONDS, clock);
    int after = clock_offset(local + DAY_SECONDS, clock);

    /* The offset at that time is that of a day before or of a day after: a change lies between them, or none.
     */
    if (clock_offset(local - before, clock) == before)
        found = local - before;
    if (clock_offset(local - after, clock) == after && local - after > found)
        found = local - after;
    return found == INSTANT_NONE ? local - before : found;
}

int64_t zone_instant(int day, int hour, int minute, const char *zone)
{
    if (!day_in_reach(day))
        return INSTANT_NONE;
    return instant_of_local((int64_t)day * DAY_SECONDS + hour * 3600 + minute * 60, clock_named(zone));
}

/* Returns the last instant with a local time before midnight, plus one second, when clocks change around it.
 * Walks back, as clocks set back over midnight tell the end of one day twice. */
static int64_t day_end_searched(int64_t midnight, struct clock clock)
{
    int64_t high = midnight + DAY_SECONDS + STRETCH_SECONDS;
    int64_t low = high;
    const int step = 1800;

    while (low + clock_offset(low, clock) >= midnight)
        low -= step;
    high = low + step;
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;

        if (middle + clock_offset(middle, clock) < midnight)
            low = middle;
        else
            high = middle;
    }
    return high;
}

int64_t zone_day_end(int day, const char *zone)
{
    struct clock clock = clock_named(zone);
    int64_t midnight;
    int before;

    if (!day_in_reach(day))
        return INSTANT_NONE;
    midnight = ((int64_t)day + 1) * DAY_SECONDS;
    /* No zone of the tz database has changed its clocks there and back within these three days. */
    before = clock_offset(midnight - DAY_SECONDS - STRETCH_SECONDS, clock);
    if (before == clock_offset(midnight + DAY_SECONDS + STRETCH_SECONDS, clock))
        return midnight - before;
    return day_end_searched(midnight, clock);
}

bool zone_has_day(int day, const char *zone)
{
    return day == DAY_NONE || !day_in_reach(day - 1) || !day_in_reach(day) ||
           zone_day_end(day, zone) > zone_day_end(day - 1, zone);
}

/* Copies the zone's name from a path into the tz database, or a plain name, to name. */
static bool name_from(const char *text, char *name, size_t size)
{
    const char *inside = strstr(text, "zoneinfo/");

    if (inside)
        text = inside + strlen("zoneinfo/");
    if (strlen(text) >= size || !zone_exists(text))
        return false;
    memcpy(name, text, strlen(text) + 1);
    return true;
}

static bool name_from_file(const char *path, char *name, size_t size)
{
    char line[256];
    FILE *file = fopen(path, "r");
    bool found = file && fgets(line, sizeof line, file) && name_from(str_trim(line), name, size);

    if (file)
        fclose(file);
    return found;
}

const char *zone_local(void)
{
    static char name[NAME_MOST + 1];
    const char *variable = getenv("TZ");
    char target[256];
    ssize_t length;

    if (variable) {
        if (*variable == ':')
            variable++;
        return name_from(variable, name, sizeof name) ? name : "UTC";
    }
    if (name_from_file("/etc/timezone", name, sizeof name))
        return name;
    length = readlink("/etc/localtime", target, sizeof target - 1);
    if (length < 0)
        return "UTC";
    target[length] = '\0';
    return name_from(target, name, sizeof name) ? name : "UTC";
}
