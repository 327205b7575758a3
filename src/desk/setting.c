#include "config.h"
#include "desk/setting.h"

#include "desk/private.h"

bool desk_settings_refresh(struct desk *desk, struct err *err)
{
    int64_t until = desk->looks_back ? desk->now : INT64_MAX;

    if (!store_settings_load(desk->store, desk->program.id, until, &desk->settings, NULL, err))
        return false;
    desk->program.days = desk->settings.days;
    desk->program.email_allowance = desk->settings.email_allowance;
    desk->program.home_post_days = desk->settings.home_post_days;
    desk->program.foreign_post_days = desk->settings.foreign_post_days;
    desk->program.asap_days = desk->settings.asap_days;
    desk->house = (struct window_house){
        .country = desk->program.country,
        .zone = desk->program.zone,
        .email_allowance = desk->settings.email_allowance,
        .home_post_days = desk->settings.home_post_days,
        .foreign_post_days = desk->settings.foreign_post_days,
        .calendars = &desk->calendars,
    };
    return true;
}

bool desk_settings_view(struct desk *desk, struct settings *settings, int64_t since[setting_count],
                        struct err *err)
{
    int64_t until = desk->looks_back ? desk->now : INT64_MAX;

    return store_settings_load(desk->store, desk->program.id, until, settings, since, err);
}

static bool value_fits(enum setting setting, int value, struct err *err)
{
    const struct setting_row *row = setting_get(setting);

    return (value >= row->least && value <= row->most) ||
           err_set(err, ERR_USAGE, "%s %d: it is a number from %d to %d (%s)", row->name, value, row->least,
                   row->most, row->unit);
}

/* The others are for what is owed from now on. */
static bool changes_standings(enum setting setting)
{
    return setting == SETTING_EMAIL_ALLOWANCE || setting == SETTING_HOME_POST_DAYS ||
           setting == SETTING_FOREIGN_POST_DAYS || setting == SETTING_SUBSIDIARIES;
}

bool desk_setting(struct desk *desk, enum setting setting, int value, struct err *err)
{
    bool good;

    if (!value_fits(setting, value, err) || !desk_begin(desk, err))
        return false;
    good = desk_may(desk, FACT_SETTING, err);
    if (good && *setting_field(&desk->settings, setting) != value)
        good = store_setting_add(desk->store, desk->program.id, setting, value, err) &&
               desk_settings_refresh(desk, err) &&
               (!changes_standings(setting) || desk_standing_refresh_all(desk, err));
    if (desk_end(desk, good, err))
        return true;
    desk_settings_refresh(desk, NULL);
    return false;
}
