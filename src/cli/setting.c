#include "config.h"
#include "cli/cli.h"

#include "base/day.h"
#include "base/zone.h"
#include "desk/setting.h"

/* Appends a line: "days  30  2014-04-03  What a notice promises ... (days)". */
static void setting_add(struct cli *cli, struct settings *settings, const int64_t *since,
                        enum setting setting, struct str *out)
{
    const struct setting_row *row = setting_get(setting);
    char day[16] = "the start";

    if (since[setting] != INSTANT_NONE)
        day_format_iso(zone_day(since[setting], desk_zone(cli->desk)), day, sizeof day);
    str_add_format(out, "%-18s %5d  %-10s  %s (%s)\n", row->name, *setting_field(settings, setting), day,
                   row->help, row->unit);
}

static int settings_print(struct cli *cli, const enum setting *only, struct err *err)
{
    struct settings settings;
    int64_t since[setting_count];
    struct str out = {0};

    if (!desk_settings_view(cli->desk, &settings, since, err))
        return -1;
    str_add_format(&out, "%-18s %5s  %-10s  %s\n", "name", "value", "since", "what it is (unit)");
    for (enum setting i = 0; i < setting_count; i++) {
        if (!only || *only == i)
            setting_add(cli, &settings, since, i, &out);
    }
    return cli_print_safe(&out, err) ? 0 : -1;
}

static bool name_read(const char *text, enum setting *setting, struct err *err)
{
    const char *near;

    if (setting_parse(text, setting))
        return true;
    near = setting_near(text);
    return near ? err_set(err, ERR_USAGE, "no setting is called \"%s\": did you mean %s?", text, near)
                : err_set(err, ERR_USAGE, "no setting is called \"%s\": `demur settings` lists them", text);
}

int cli_settings(struct cli *cli, struct err *err)
{
    const char **arguments = cli->line.arguments;
    enum setting setting = 0;
    int64_t value = 0;

    if (cli->line.argument_count && !name_read(arguments[0], &setting, err))
        return -1;
    if (cli->line.argument_count < 2) {
        if (!cli_open(cli, true, err))
            return -1;
        return settings_print(cli, cli->line.argument_count ? &setting : NULL, err);
    }
    if (!str_to_number(arguments[1], &value) || value < 0 || value > INT16_MAX) {
        err_set(err, ERR_USAGE, "%s %s: it is a number from %d to %d (%s)", setting_get(setting)->name,
                arguments[1], setting_get(setting)->least, setting_get(setting)->most,
                setting_get(setting)->unit);
        return -1;
    }
    if (!cli_open(cli, false, err) || !desk_setting(cli->desk, setting, (int)value, err))
        return -1;
    cli_say("%s is %lld now", setting_get(setting)->name, (long long)value);
    return 0;
}
