#include "config.h"
#include "desk/demo.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/zone.h"
#include "core/calendar.h"
#include "desk/demo_event.h"
#include "intake/csv_map.h"

#define EVENTS "events.csv"
/* A day before the first of them. */
#define OPENED_DAYS_AGO 46

/* Makes a desk of an agent of the demo the one that acts, at an instant. */
static bool desk_take(struct demo *demo, const char *agent, int64_t now, struct err *err)
{
    struct desk_options options = *demo->options;
    struct desk *desk = NULL;
    size_t i = 0;

    while (i < demo->count && !str_equal(demo->desks[i].agent, agent))
        i++;
    if (i == demo->count) {
        options.agent = *agent ? agent : demo->options->agent;
        options.program = NULL;
        options.read_only = false;
        if (!desk_open(&options, &desk, err))
            return false;
        mem_grow(demo->desks, demo->count, demo->capacity);
        demo->desks[demo->count++] = (struct demo_desk){mem_text(agent), desk};
    }
    demo->desk = demo->desks[i].desk;
    desk_set_now(demo->desk, now);
    return true;
}

static void desks_close(struct demo *demo)
{
    for (size_t i = 0; i < demo->count; i++) {
        desk_close(demo->desks[i].desk);
        free(demo->desks[i].agent);
    }
    free(demo->desks);
}

/* Nobody works on weekends: what falls on one is done on Monday, but never after the demo's now. */
static int64_t office_time(const struct demo *demo, int64_t at, int64_t before)
{
    const char *zone = desk_zone(demo->desks[0].desk);
    struct zone_time time = zone_at(at, zone);
    struct calendar calendar = calendar_of(NULL, desk_program(demo->desks[0].desk)->country);
    int day = calendar_roll(&calendar, time.day);

    if (day != time.day)
        at = zone_instant(day, time.hour, time.minute, zone);
    if (at < before)
        at = before;
    return at > demo->options->now ? demo->options->now : at;
}

static void event_clear(struct demo_event *event)
{
    char *texts[] = {event->agent, event->verb, event->about, event->received, event->as, event->words};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        free(texts[i]);
}

static bool event_play(struct demo *demo, const struct csv_map *map, const struct csv_row *row,
                       int64_t *clock, struct err *err)
{
    int64_t at = instant_parse(csv_map_text(map, row, 0), desk_zone(demo->desks[0].desk));
    struct demo_event event = {
        .line = row->line,
        .agent = mem_text(csv_map_text(map, row, 1)),
        .verb = mem_text(csv_map_text(map, row, 2)),
        .about = mem_text(csv_map_text(map, row, 3)),
        .received = mem_text(csv_map_text(map, row, 4)),
        .as = mem_text(csv_map_text(map, row, 5)),
        .words = mem_text(csv_map_text(map, row, 6)),
    };
    bool good = !row->problem_count || err_set(err, ERR_INPUT, "%s", row->problems[0].text);

    if (good && at == INSTANT_NONE)
        good = err_set(err, ERR_INPUT, "no time: write {{-3 09:15}}");
    if (good) {
        *clock = event.at = office_time(demo, at, *clock);
        good = desk_take(demo, event.agent, event.at, err) && demo_event_play(demo, &event, err);
    }
    if (!good)
        err_prefix(err, "%s:%zu", EVENTS, event.line);
    event_clear(&event);
    return good;
}

static bool events_play(struct demo *demo, struct err *err)
{
    static const struct csv_column columns[] = {
        {"at", NULL, NULL, true},    {"agent", NULL, NULL, true},    {"verb", NULL, NULL, true},
        {"about", NULL, NULL, true}, {"received", NULL, NULL, true}, {"as", NULL, NULL, true},
        {"words", NULL, NULL, true},
    };
    struct csv_reader reader = {0};
    struct csv_map map = {0};
    const struct csv_row *row;
    struct str text = {0};
    int64_t clock = INSTANT_NONE;
    bool good = demo_file_read(demo, EVENTS, &text, err);

    csv_init(&reader, str_text(&text), text.length, ',');
    good = good && (csv_map_read(&map, &reader, columns, sizeof columns / sizeof columns[0], NULL, err) ||
                    err_prefix(err, "%s", EVENTS));
    while (good && (row = csv_next(&reader)))
        good = event_play(demo, &map, row, &clock, err);
    csv_clear(&reader);
    csv_map_clear(&map);
    str_clear(&text);
    return good;
}

/* A file half filled is of no use to anybody. */
static void file_remove(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        char *name = mem_format("%s%s", path, ends[i]);

        unlink(name);
        free(name);
    }
}

/* The desk was set up the morning before the first event. */
static int64_t opening_time(int64_t now, const char *zone, const char *country)
{
    struct calendar calendar = calendar_of(NULL, country);

    return zone_instant(calendar_roll(&calendar, zone_day(now, zone) - OPENED_DAYS_AGO), 9, 0, zone);
}

bool desk_demo_make(const struct desk_options *options, struct err *err)
{
    /* A zone of its own, so that a demo is the same on every machine. */
    const struct desk_init init = {
        .program = "Harbor", .country = "US", .zone = "America/Chicago", .days = 30};
    struct desk_options opening = *options;
    struct demo demo = {.options = options};
    bool good;

    opening.now = opening_time(options->now, init.zone, init.country);
    if (!desk_init(&opening, &init, err))
        return false;
    good = desk_take(&demo, "", options->now, err) && events_play(&demo, err);
    desks_close(&demo);
    if (!good) {
        file_remove(options->path);
        err_prefix(err, "the demo");
    }
    return good;
}
