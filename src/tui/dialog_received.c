#include "config.h"

#include <stdio.h>

#include "base/day.h"
#include "base/zone.h"
#include "tui/dialog.h"

static bool read_time(const char *text, int *hour, int *minute)
{
    int used = 0;

    *hour = *minute = -1;
    if (!*text) {
        return true;
    }
    return sscanf(text, "%2d:%2d%n", hour, minute, &used) == 2 && !text[used] && *hour >= 0 && *hour < 24 &&
           *minute >= 0 && *minute < 60;
}

static bool check_time(const char *text, struct err *err)
{
    int hour;
    int minute;

    return read_time(text, &hour, &minute) ||
           err_set(err, ERR_USAGE, "not a time: write 14:02, or nothing if it is not known");
}

static void now_text(const struct desk *desk, char *text, size_t size)
{
    struct zone_time now = zone_at(desk_now(desk), desk_zone(desk));

    snprintf(text, size, "%02d:%02d", now.hour, now.minute);
}

void dialog_add_source(struct form *form)
{
    struct field_option options[source_count];

    for (int i = 0; i < source_count; i++) {
        options[i] = (struct field_option){i, 0, source_title((enum source)i)};
    }
    field_choice_add(form, "source", "source", options, source_count, SOURCE_CALL)->help = "How it came.";
}

void dialog_add_received(struct dialog *dialog)
{
    struct form *form = dialog->form;
    struct form_field *field = field_day_add(form, "received", "received", "today", desk_today(dialog->desk));
    char now[16];

    field->help = "The day it came: today, yesterday, mon, -3, 28 Mar.";
    field->required = "say what day it came";
    field_day_limit(field, DAY_NONE, desk_today(dialog->desk), "in the future: today at the latest");
    now_text(dialog->desk, now, sizeof now);
    field = field_line_add(form, "at", "at", now);
    field->help = "The time, 14:02; nothing if it is not known.";
    field_line_check(field, check_time);
}

int dialog_received(const struct dialog *dialog, int *hour, int *minute)
{
    read_time(field_line_text(form_find(dialog->form, "at")), hour, minute);
    return field_day_value(form_find(dialog->form, "received"));
}

/* The time now says nothing of another day. */
void dialog_received_changed(struct dialog *dialog, const struct form_field *field)
{
    struct form_field *at = form_find(dialog->form, "at");
    char now[16];

    if (!str_equal(field->name, "received") || at->changed) {
        return;
    }
    now_text(dialog->desk, now, sizeof now);
    field_line_set(at, field_day_value(field) == desk_today(dialog->desk) ? now : "");
}
