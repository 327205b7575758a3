#include "config.h"
#include "desk/desk.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "desk/private.h"
#include "desk/rules.h"

static char *path_default(const struct desk_options *options, struct err *err)
{
    const char *environment = getenv("DEMUR_FILE");
    char *home, *path;

    if (!str_blank(options->path))
        return mem_text(options->path);
    if (!str_blank(environment))
        return mem_text(environment);
    home = file_data_home(err);
    if (!home)
        return NULL;
    path = file_join(home, "desk.db");
    free(home);
    return path;
}

static char *agent_default(const struct desk_options *options)
{
    const char *environment = getenv("DEMUR_AGENT");
    const struct passwd *entry;

    if (!str_blank(options->agent))
        return utf8_printable(options->agent);
    if (!str_blank(environment))
        return utf8_printable(environment);
    entry = getpwuid(geteuid());
    return utf8_printable(entry && !str_blank(entry->pw_name) ? entry->pw_name : "agent");
}

bool desk_program_each(struct desk *desk, bool (*visit)(struct desk *desk, void *context, struct err *err),
                       void *context, struct err *err)
{
    struct record_program_list programs = {0};
    struct record_program own = desk->program;
    struct settings settings = desk->settings;
    struct window_house house = desk->house;
    bool good = store_program_list(desk->store, &programs, err);

    for (size_t i = 0; good && i < programs.count; i++) {
        desk->program = programs.items[i];
        good = desk_settings_refresh(desk, err) && visit(desk, context, err);
    }
    desk->program = own;
    desk->settings = settings;
    desk->house = house;
    record_program_list_clear(&programs);
    return good;
}

static bool agent_load(struct desk *desk, struct err *err)
{
    struct record_agent agent = {0};

    if (!store_agent_find(desk->store, desk->agent, &agent, err))
        return false;
    desk->agent_known = agent.id != 0;
    desk->level = agent.id ? agent.level : LEVEL_AGENT;
    record_agent_clear(&agent);
    return true;
}

static bool program_load(struct desk *desk, const char *name, struct err *err)
{
    if (!store_program_find(desk->store, name, &desk->program, err))
        return false;
    if (!desk->program.id) {
        if (str_blank(name))
            return err_set(err, ERR_INPUT, "%s has no program: make a new file with `demur init`",
                           desk->path);
        return err_set(err, ERR_USAGE,
                       "no program is called \"%s\": leave out -p, or ask for one that is there", name);
    }
    return true;
}

/* A file brought up to date keeps the facts alone. */
static bool standings_mend(struct desk *desk, struct err *err)
{
    bool lost = false;

    if (!store_standing_lost(desk->store, &lost, err))
        return false;
    if (!lost || desk->read_only)
        return true;
    return store_begin(desk->store, desk->agent, desk->now, err) &&
           desk_end(desk, desk_standing_refresh_all(desk, err), err);
}

/* Two clocks may differ by so many seconds. */
enum { CLOCK_SLACK = 60 };

/* A day is looked at when it is over where the company is: nothing of it is missing. A clock that is ahead of
 * the machine's is a day to come as well, whoever set it: it closes no window. */
static bool day_turn(struct desk *desk, const char *as_of, struct err *err)
{
    int today = desk_today(desk), day = as_of ? day_parse_relative(as_of, today) : today;

    if (day == DAY_NONE)
        return err_set(err, ERR_USAGE, "--as-of %s: this is no day; write it as 2014-04-03", as_of);
    if (as_of && !day_in_use(day))
        return err_set(err, ERR_USAGE, "--as-of %s: %s", as_of, DAY_BEYOND);
    if (day != today)
        desk->now = zone_day_end(day, desk->program.zone) - 1;
    desk->looks_back = desk->read_only && day < today;
    desk->looks_ahead = day > today || desk->now > instant_now() + CLOCK_SLACK;
    return true;
}

/* What was recorded after a past day is hidden before anything else is read; the standings are then derived
 * from what is left, for this desk alone. */
static bool program_read(struct desk *desk, struct err *err)
{
    return (!desk->looks_back || store_look_back(desk->store, desk->now, err)) &&
           desk_settings_refresh(desk, err) && agent_load(desk, err) && desk_rules_refresh(desk, err) &&
           desk_holidays_refresh(desk, err) &&
           (desk->looks_back ? desk_standing_refresh_all(desk, err) : standings_mend(desk, err));
}

static void warnings_add(struct desk *desk)
{
    str_add(&desk->warnings, store_warnings(desk->store));
    if (!zone_database_exists())
        str_add(&desk->warnings, "this machine has no time zones: every day ends when it ends everywhere "
                                 "(UTC-12); install tzdata\n");
    if (!desk->calendars.count)
        str_add_format(&desk->warnings,
                       "%s has no holidays: none is counted, and every window gets three business days more; "
                       "adopt lists with `demur rules import FILE`\n",
                       desk->path);
}

bool desk_open(const struct desk_options *options, struct desk **out, struct err *err)
{
    struct desk *desk = mem_new(sizeof *desk);

    desk->now = options->now;
    desk->read_only = options->read_only;
    desk->agent = agent_default(options);
    desk->path = path_default(options, err);
    if (!desk->path)
        goto fail;
    if (!store_open(desk->path, desk->read_only ? STORE_READ : STORE_WRITE, &desk->store, err))
        goto fail;
    if (!program_load(desk, options->program, err) || !day_turn(desk, options->as_of, err) ||
        !program_read(desk, err))
        goto fail;
    warnings_add(desk);
    if (!desk->read_only && !desk_releases_mend(desk, err))
        goto fail;
    *out = desk;
    return true;
fail:
    desk_close(desk);
    return false;
}

void desk_close(struct desk *desk)
{
    if (!desk)
        return;
    store_close(desk->store);
    record_program_clear(&desk->program);
    rule_book_clear(&desk->rules);
    calendar_book_clear(&desk->calendars);
    str_clear(&desk->warnings);
    free(desk->path);
    free(desk->agent);
    free(desk);
}

static bool init_valid(const struct desk_init *init, const char *zone, char *country, size_t size,
                       struct err *err)
{
    country[0] = '\0';
    if (str_blank(init->program))
        return err_set(err, ERR_USAGE, "the first program needs a name: --program NAME");
    if (init->days < 1 || init->days > 365)
        return err_set(err, ERR_USAGE, "--days %d: the window a notice promises is 1 to 365 days",
                       init->days);
    if (!str_blank(init->country) && !rule_code_parse(init->country, country, size))
        return err_set(err, ERR_USAGE,
                       "--country %s: no country or region has this code; give one like US or US-CA",
                       init->country);
    if (!zone_exists(zone))
        return err_set(err, ERR_USAGE, "--zone %s: %s", zone, zone_trouble());
    return true;
}

static bool init_fill(struct desk *desk, const struct desk_init *init, const char *country, const char *zone,
                      struct err *err)
{
    struct record_agent agent = {.name = desk->agent, .level = LEVEL_LEAD};
    struct rule_book book = {0};
    bool good = false;

    desk->program = (struct record_program){
        .name = utf8_printable(init->program),
        .days = init->days,
        .country = mem_text(country),
        .zone = mem_text(zone),
        .email_allowance = 0,
        .home_post_days = 4,
        .foreign_post_days = 14,
        .asap_days = 3,
    };
    if (!desk_rules_read(&book, err))
        goto out;
    if (!store_begin(desk->store, desk->agent, desk->now, err))
        goto out;
    good = store_agent_add(desk->store, &agent, err) && store_program_add(desk->store, &desk->program, err) &&
           desk_holidays_begin(desk, err) && store_rules_adopt(desk->store, DESK_RULE_FILES, &book, err);
    desk->agent_known = good;
    good = desk_end(desk, good, err);
out:
    rule_book_clear(&book);
    return good;
}

static bool directory_make(const char *path, struct err *err)
{
    const char *slash = strrchr(path, '/');
    char *directory;
    bool good;

    if (!slash || slash == path)
        return true;
    directory = mem_text_n(path, (size_t)(slash - path));
    good = file_exists(directory) || file_make_directory(directory, err);
    free(directory);
    return good;
}

bool desk_init(const struct desk_options *options, const struct desk_init *init, struct err *err)
{
    struct desk *desk = mem_new(sizeof *desk);
    const char *zone = str_blank(init->zone) ? zone_local() : init->zone;
    char country[8];
    bool good = false, created = false;

    desk->now = options->now;
    desk->agent = agent_default(options);
    desk->path = path_default(options, err);
    if (!desk->path || !init_valid(init, zone, country, sizeof country, err))
        goto out;
    if (!directory_make(desk->path, err) || !store_open(desk->path, STORE_CREATE, &desk->store, err))
        goto out;
    created = true;
    good = init_fill(desk, init, country, zone, err);
out:
    if (created && !good) {
        store_close(desk->store);
        desk->store = NULL;
        unlink(desk->path);
    }
    desk_close(desk);
    return good;
}

void desk_set_now(struct desk *desk, int64_t now)
{
    desk->now = now;
}

int64_t desk_now(const struct desk *desk)
{
    return desk->now;
}

int desk_today(const struct desk *desk)
{
    return zone_day(desk->now, desk->program.zone);
}

const char *desk_zone(const struct desk *desk)
{
    return desk->program.zone;
}

const char *desk_agent(const struct desk *desk)
{
    return desk->agent;
}

enum level desk_level(const struct desk *desk)
{
    return desk->level;
}

const struct record_program *desk_program(const struct desk *desk)
{
    return &desk->program;
}

const struct rule_book *desk_rules(const struct desk *desk)
{
    return &desk->rules;
}

const char *desk_path(const struct desk *desk)
{
    return desk->path;
}

const char *desk_warnings(const struct desk *desk)
{
    return str_text(&desk->warnings);
}

bool desk_looks_ahead(const struct desk *desk)
{
    return desk->looks_ahead;
}

bool desk_looks_back(const struct desk *desk)
{
    return desk->looks_back;
}

bool desk_read_only(const struct desk *desk)
{
    return desk->read_only;
}

struct store *desk_store(struct desk *desk)
{
    return desk->store;
}

int64_t desk_change_count(struct desk *desk)
{
    return store_change_count(desk->store);
}

bool desk_agents(struct desk *desk, struct record_agent_list *list, struct err *err)
{
    return store_agent_list(desk->store, list, err);
}

bool desk_begin(struct desk *desk, struct err *err)
{
    struct record_agent agent = {.name = desk->agent, .level = LEVEL_AGENT};

    if (desk->read_only)
        return err_set(err, ERR_RULE,
                       "the desk is open for reading only: open it without --read-only to change it");
    if (!store_begin(desk->store, desk->agent, desk->now, err))
        return false;
    /* Another desk may meanwhile have given somebody a level, or changed a setting, or adopted rules. */
    if (agent_load(desk, err) && desk_settings_refresh(desk, err) && desk_rules_refresh(desk, err) &&
        desk_holidays_refresh(desk, err) && (desk->agent_known || store_agent_add(desk->store, &agent, err)))
        return true;
    store_rollback(desk->store);
    return false;
}

bool desk_end(struct desk *desk, bool good, struct err *err)
{
    if (good && store_commit(desk->store, err))
        return true;
    store_rollback(desk->store);
    return false;
}

bool desk_output(const struct desk *desk, const char *path, struct err *err)
{
    static const char *const beside[] = {"", "-wal", "-shm", "-journal"};
    bool same = false;

    for (size_t i = 0; !same && i < sizeof beside / sizeof beside[0]; i++) {
        char *own = mem_format("%s%s", desk->path, beside[i]);

        same = file_same(own, path);
        free(own);
    }
    return !same || err_set(err, ERR_USAGE, "%s: this is the desk's own file: name another one", path);
}

bool desk_may(const struct desk *desk, enum fact fact, struct err *err)
{
    if (fact_may_add(fact, desk->level))
        return true;
    return err_set(err, ERR_RULE, "%s works with level %s, which may not do this: ask a lead", desk->agent,
                   level_title(desk->level));
}

struct calendar desk_calendar(const struct desk *desk)
{
    return calendar_of(&desk->calendars, desk->program.country);
}

int desk_business_day(const struct desk *desk, int count)
{
    struct calendar calendar = desk_calendar(desk);

    return calendar_add_business(&calendar, desk_today(desk), count);
}
