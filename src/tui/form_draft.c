#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "desk/draft.h"
#include "tui/form_parts.h"

/* A draft is text: "at INSTANT", then each field's name, a blank and its value, a line each. */

static void add_escaped(struct str *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\n') {
            str_add(out, "\\n");
        } else if (*text == '\\') {
            str_add(out, "\\\\");
        } else {
            str_add_char(out, *text);
        }
    }
}

static char *unescaped(const char *text, size_t length)
{
    struct str out = {0};

    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\\' && i + 1 < length) {
            i++;
            str_add_char(&out, text[i] == 'n' ? '\n' : text[i]);
        } else {
            str_add_char(&out, text[i]);
        }
    }
    return str_take(&out);
}

void form_draft_write(const struct form *form, int64_t now, struct str *out)
{
    str_add_format(out, "at %lld\n", (long long)now);
    for (size_t i = 0; i < form->count; i++) {
        const struct form_field *field = form->fields[i];
        struct str value = {0};

        if (field->class->write) {
            field->class->write(field, &value);
            str_add_format(out, "%s ", field->name);
            add_escaped(out, str_text(&value));
            str_add_char(out, '\n');
        }
        str_clear(&value);
    }
}

static void read_line(struct form *form, const char *line, size_t length, bool draft)
{
    for (size_t i = 0; i < form->count; i++) {
        struct form_field *field = form->fields[i];
        size_t name = strlen(field->name);

        if (field->class->read && !field->fixed && name < length && line[name] == ' ' &&
            strncmp(line, field->name, name) == 0) {
            char *value = unescaped(line + name + 1, length - name - 1);

            field->changed = draft;
            field->class->read(field, value);
            free(value);
        }
    }
}

bool form_draft_read(struct form *form, const char *text, bool draft)
{
    if (!str_starts(text, "at ")) {
        return false;
    }
    while (*text) {
        size_t length = strcspn(text, "\n");

        read_line(form, text, length, draft);
        text += length + (text[length] == '\n');
    }
    return true;
}

bool form_draft_keep(struct form *form)
{
    struct desk *desk = app_desk(form->app);
    struct str text = {0};
    struct err err = {0};
    bool kept;

    form->keys = 0;
    if (desk_read_only(desk)) {
        return false;
    }
    form_draft_write(form, desk_now(desk), &text);
    kept = desk_draft_save(desk, form->name, form->subject, str_text(&text), &err);
    if (!kept) {
        form_say(form, "the draft was not kept: %s", err.text);
    }
    str_clear(&text);
    return kept;
}

void form_draft_drop(struct form *form)
{
    struct desk *desk = app_desk(form->app);
    struct err err = {0};

    if (!desk_read_only(desk) && !desk_draft_drop(desk, form->name, form->subject, &err)) {
        app_fail(form->app, &err);
    }
}

char *form_draft_time(const struct desk *desk, const char *text)
{
    int64_t at = str_starts(text, "at ") ? strtoll(text + 3, NULL, 10) : 0;
    struct zone_time time = zone_at(at, desk_zone(desk));
    char day[24];

    return time.day == desk_today(desk)
               ? mem_format("%02d:%02d", time.hour, time.minute)
               : mem_format("%s %02d:%02d", day_format_long(time.day, day, sizeof day), time.hour,
                            time.minute);
}

void form_draft_load(struct form *form)
{
    struct desk *desk = app_desk(form->app);
    struct str anew = {0};
    struct err err = {0};
    char *text = NULL;
    char *at;

    if (!desk_draft_load(desk, form->name, form->subject, &text, &err)) {
        form_say(form, "%s", err.text);
        return;
    }
    if (!text) {
        return;
    }
    form_draft_write(form, desk_now(desk), &anew);
    if (form_draft_read(form, text, true)) {
        at = form_draft_time(desk, text);
        form->other = str_take(&anew);
        form_say(form, "The draft of %s is here again; ^X starts anew.", at);
        free(at);
    }
    str_clear(&anew);
    free(text);
}

void form_draft_swap(struct form *form)
{
    struct str here = {0};

    form_draft_write(form, desk_now(app_desk(form->app)), &here);
    form_draft_read(form, form->other, form->other_is_draft);
    free(form->other);
    form->other = str_take(&here);
    form->other_is_draft = !form->other_is_draft || form->changed;
    form->changed = false;
    if (form_has_words(form)) {
        form_draft_keep(form);
        form_say(form, "^X changes the two again.");
    } else {
        form_draft_drop(form);
        form_say(form, "Started anew; ^X brings the draft back.");
    }
}

void form_draft_move(struct form *form, const char *subject)
{
    struct err err = {0};
    char *there = NULL;

    if (str_equal(subject, form->subject)) {
        return;
    }
    if (!desk_draft_load(app_desk(form->app), form->name, subject, &there, &err)) {
        form_say(form, "%s", err.text);
    } else if (!there) {
        form_draft_drop(form);
        free(form->subject);
        form->subject = mem_text(subject);
        form_draft_keep(form);
    }
    free(there);
}
