#include "config.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/form_field.h"
#include "tui/term.h"

/* Room for "27 September 2014" and a cursor. */
enum { TYPED_COLUMNS = 20 };

struct field_day {
    struct form_field field;
    struct edit edit;
    int today;
    const char *empty; /* what an empty one means; NULL nothing */
    int least, most;   /* DAY_NONE: any */
    const char *limit; /* what is said of others */
};

static int understood(const struct field_day *day)
{
    char *copy = mem_text(str_text(&day->edit.text));
    char *text = str_trim(copy);
    int value = *text ? day_parse_relative(text, day->today) : DAY_NONE;

    /* A day of the week is the last one; of a day to come, the next. */
    if (value != DAY_NONE && day->least != DAY_NONE && value < day->least && isalpha((unsigned char)*text) &&
        tolower((unsigned char)*text) != 'y' && day_parse_relative(text, day->today + 7) == value + 7) {
        value += 7;
    }
    free(copy);
    return value;
}

int field_day_value(const struct form_field *field)
{
    return understood((const struct field_day *)field);
}

static bool outside(const struct field_day *day, int value)
{
    return value != DAY_NONE && (!day_in_use(value) || (day->least != DAY_NONE && value < day->least) ||
                                 (day->most != DAY_NONE && value > day->most));
}

static const char *limit_of(const struct field_day *day, int value)
{
    return day_in_use(value) ? day->limit : DAY_BEYOND;
}

static int day_draw(struct form_field *field, struct draw_area area, bool here)
{
    struct field_day *day = (struct field_day *)field;
    const char *text = str_text(&day->edit.text);
    char *before = mem_text_n(text, day->edit.cursor);
    char shown[32] = "";
    const char *beside = shown;
    int value = field_day_value(field);
    bool wrong = outside(day, value) || (value == DAY_NONE && !str_blank(text));

    draw_text(area.row, area.column, TYPED_COLUMNS, text, here ? STYLE_FIELD_HERE : STYLE_FIELD, true);
    if (here) {
        int column = utf8_width(before);

        draw_cursor(area.row, area.column + (column < TYPED_COLUMNS ? column : TYPED_COLUMNS - 1));
    }
    if (outside(day, value) && !field->error) {
        beside = limit_of(day, value);
    } else if (value != DAY_NONE) {
        day_format_long(value, shown, sizeof shown);
    } else if (str_blank(text)) {
        beside = day->empty ? day->empty : "";
    } else if (!field->error) {
        beside = "no day";
    }
    draw_text(area.row, area.column + TYPED_COLUMNS + 1, area.columns - TYPED_COLUMNS - 1, beside,
              wrong ? STYLE_ERROR : STYLE_DIM, true);
    free(before);
    return TYPED_COLUMNS + 1 + utf8_width(beside);
}

static bool day_key(struct form_field *field, int key)
{
    struct field_day *day = (struct field_day *)field;
    bool changed = false;

    /* No day is longer than its room: what does not fit was meant for another field. */
    if (key >= ' ' && key < KEY_BASE_SPECIAL && utf8_width(str_text(&day->edit.text)) >= TYPED_COLUMNS - 1) {
        form_say(field->form, "this field takes a day");
        return true;
    }
    if (!edit_key(&day->edit, key, &changed)) {
        return false;
    }
    if (changed) {
        form_field_touch(field);
    }
    return true;
}

static bool day_blank(const struct form_field *field)
{
    return str_blank(str_text(&((const struct field_day *)field)->edit.text));
}

static bool day_check(struct form_field *field, struct err *err)
{
    const struct field_day *day = (const struct field_day *)field;
    int value = understood(day);
    char iso[16];

    if (!day_blank(field) && value == DAY_NONE) {
        return err_set(err, ERR_USAGE, "not a day: write today, mon, +5, 28 Mar or %s",
                       day_format_iso(day->today, iso, sizeof iso));
    }
    return !outside(day, value) || err_set(err, ERR_USAGE, "%s", limit_of(day, value));
}

/* As a date: a draft may be read on another day, when "today" is another one. */
static void day_write(const struct form_field *field, struct str *out)
{
    const struct field_day *day = (const struct field_day *)field;
    int value = understood(day);
    char iso[16];

    str_add(out, value == DAY_NONE ? str_text(&day->edit.text) : day_format_iso(value, iso, sizeof iso));
}

static void day_read(struct form_field *field, const char *text)
{
    edit_set(&((struct field_day *)field)->edit, text);
}

static void day_free(struct form_field *field)
{
    edit_clear(&((struct field_day *)field)->edit);
}

static const struct form_field_class day_class = {
    .typed = true,
    .draw = day_draw,
    .key = day_key,
    .check = day_check,
    .blank = day_blank,
    .write = day_write,
    .read = day_read,
    .free = day_free,
};

struct form_field *field_day_add(struct form *form, const char *name, const char *label, const char *text,
                                 int today)
{
    struct field_day *day = mem_new(sizeof *day);

    edit_set(&day->edit, text);
    day->today = today;
    day->least = day->most = DAY_NONE;
    form_add(form, &day->field, &day_class, name, label);
    return &day->field;
}

void field_day_suggest(struct form_field *field, int day)
{
    char text[16];

    if (!field->changed) {
        edit_set(&((struct field_day *)field)->edit, day_format_iso(day, text, sizeof text));
    }
}

void field_day_limit(struct form_field *field, int least, int most, const char *sentence)
{
    struct field_day *day = (struct field_day *)field;

    day->least = least;
    day->most = most;
    day->limit = sentence;
}

void field_day_empty(struct form_field *field, const char *meaning)
{
    ((struct field_day *)field)->empty = meaning;
}
