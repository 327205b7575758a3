#include "config.h"
#include "tui/app_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "tui/keymap.h"
#include "tui/term.h"

#define MESSAGE_ROWS 4

bool app_too_small(void)
{
    int rows, columns;

    term_size(&rows, &columns);
    return rows < APP_LEAST_ROWS || columns < APP_LEAST_COLUMNS;
}

struct draw_area app_area(void)
{
    int rows, columns;

    term_size(&rows, &columns);
    return (struct draw_area){2, 0, rows - 4, columns};
}

/* Appends "Thu 2014-04-03 14:02". */
static void add_clock(struct app *app, struct str *out)
{
    char weekday[20], when[20];
    int64_t now = desk_now(app->desk);

    day_format_long(desk_today(app->desk), weekday, sizeof weekday);
    str_add_format(out, "%.3s %s", weekday,
                   instant_format_local(now, desk_zone(app->desk), when, sizeof when));
}

void app_title_draw(struct app *app)
{
    struct str right, left;
    int rows, columns, width;

    term_size(&rows, &columns);
    str_init(&right);
    str_init(&left);
    if (app->now_fixed)
        str_add(&right, "as of ");
    add_clock(app, &right);
    str_add_format(&right, " \u00b7 %s (%s%s)", desk_agent(app->desk), level_title(desk_level(app->desk)),
                   desk_read_only(app->desk) ? ", read only" : "");
    str_add_format(&left, " demur  %s", desk_program(app->desk)->name);
    width = draw_width(str_text(&right));
    if (width > columns - 9)
        width = columns - 9;
    draw_text(0, 0, columns, " demur", STYLE_TITLE, true);
    draw_text(0, 0, columns - width - 3, str_text(&left), STYLE_TITLE, true);
    draw_text(0, columns - width - 1, width, str_text(&right), STYLE_TITLE, false);
    str_clear(&left);
    str_clear(&right);
}

static void draw_places(struct app *app)
{
    const struct list_view *view = place_list(app->places[app->place]);
    int rows, columns, at = 0;

    term_size(&rows, &columns);
    draw_text(1, 0, columns, " ", STYLE_PLACE, true);
    for (int i = 0; i < APP_PLACES; i++) {
        bool here = i == app->place;
        long long number = (long long)app_place_count(app, i);
        char *count = number < 0 ? mem_text("?") : mem_format("%lld", number);
        char *text = mem_format("%c%d %s %s%c", here ? '[' : ' ', i + 1, list_title(app_place_list(i)), count,
                                here ? ']' : ' ');

        at += draw_text(1, at, columns - at, text, here ? STYLE_PLACE_HERE : STYLE_PLACE, false) + 1;
        free(text);
        free(count);
    }
    if (*view->filter && columns - at > 4) {
        char *text = mem_format("/%s", view->filter);
        int width = draw_width(text), room = columns - at - 1;

        if (width > room)
            width = room;
        draw_text(1, columns - width - 1, width, text, STYLE_MATCH, false);
        free(text);
    }
}

/* Draws the keys of this screen that do something now, as many as fit before the last column. */
static void draw_keys(struct app *app, int row, int columns)
{
    enum screen_id screen = app->top->class->id;
    int help = (int)strlen(action_get(ACTION_HELP)->bar) + 2, at = 1;
    struct selection selection = {0};
    char key[16];

    app_select(app, &selection);
    for (int i = 0; i < action_count; i++) {
        const struct action_row *action = action_get((enum action)i);
        int width;

        if (!*action->bar || !action_on_screen((enum action)i, screen))
            continue;
        if (!app_may(app, (enum action)i, &selection, NULL))
            continue;
        keymap_key_name((enum action)i, key, sizeof key);
        if (!*key)
            continue;
        width = (int)(strlen(key) + 1 + strlen(action->bar));
        if (at + width + (i == ACTION_HELP ? 0 : 2 + help) > columns)
            continue;
        draw_text(row, at, columns - at, key, STYLE_KEY, false);
        draw_text(row, at + (int)strlen(key) + 1, columns - at, action->bar, STYLE_TEXT, false);
        at += width + 2;
    }
}

static void draw_bar_row(struct app *app, int row, int columns)
{
    struct str right;
    int width;

    str_init(&right);
    if (app->count)
        str_add_format(&right, "count %d  ", app->count > 0 ? app->count : 0);
    if (app->top->class->status)
        app->top->class->status(app->top, &right);
    width = draw_width(str_text(&right));
    draw_keys(app, row, columns - width - 3);
    draw_text(row, columns - width - 1, width, str_text(&right), STYLE_TEXT, false);
    str_clear(&right);
}

/* Draws the message over as many of the rows that end at row as it takes. */
static void draw_message(struct app *app, int row, int columns)
{
    enum style style = app->message_is_error ? STYLE_ERROR : STYLE_INFO;
    char *printable = utf8_printable(app->message), *rest, *line[MESSAGE_ROWS];
    struct str wrapped;
    int count = 0;

    str_init(&wrapped);
    utf8_add_wrapped(&wrapped, printable, columns - 2);
    rest = str_take(&wrapped);
    for (char *next = rest; next && count < MESSAGE_ROWS; count++) {
        line[count] = next;
        next = strchr(next, '\n');
        if (next)
            *next++ = '\0';
    }
    for (int i = 0; i < count; i++) {
        int at = row - count + 1 + i;

        draw_text(at, 0, columns, " ", STYLE_TEXT, true);
        draw_text(at, 1, columns - 1, line[i], style, false);
    }
    free(rest);
    free(printable);
}

static void draw_prompt(struct app *app, int row, int columns)
{
    struct prompt *prompt = app->prompt;
    int label = draw_width(prompt->label), room = columns - label - 3, before;
    char *head = mem_text_n(str_text(&prompt->edit.text), prompt->edit.cursor);
    const char *shown = str_text(&prompt->edit.text);

    draw_text(row, 0, columns, " ", STYLE_TEXT, true);
    draw_text(row, 1, label, prompt->label, STYLE_LABEL, false);
    before = utf8_width(head);
    while (before >= room) {
        int used;
        size_t skip = utf8_fit(shown, before - room + 1, &used);

        if (!skip)
            skip = utf8_fit(shown, 2, &used);
        if (!skip)
            break;
        shown += skip;
        before -= used;
    }
    draw_text(row, label + 2, room, shown, STYLE_FIELD, true);
    draw_cursor(row, label + 2 + before);
    free(head);
}

static void draw_too_small(void)
{
    draw_text(0, 0, 40, "too small: needs 60x15", STYLE_TEXT, false);
    draw_text(1, 0, 40, "what you type now is not taken", STYLE_TEXT, false);
    draw_cursor(0, 0);
}

void app_draw(struct app *app)
{
    int rows, columns;

    term_size(&rows, &columns);
    draw_erase();
    if (app_too_small()) {
        draw_too_small();
        return;
    }
    app_title_draw(app);
    draw_places(app);
    app->top->class->draw(app->top, app, app_area());
    draw_line(rows - 2, 0, columns);
    if (app->prompt)
        draw_prompt(app, rows - 1, columns);
    else if (!app->message)
        draw_bar_row(app, rows - 1, columns);
    if (app->message)
        draw_message(app, app->prompt ? rows - 2 : rows - 1, columns);
}
