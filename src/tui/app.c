#include "config.h"
#include "tui/app.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "tui/app_state.h"
#include "tui/keymap.h"
#include "tui/rc.h"
#include "tui/term.h"
#include "tui/waiting.h"

/* A page of rows and what is known of the selected one come from a few hundred pages of the file. */
#define CACHE_KILOBYTES 4000

static const enum list place_lists[APP_PLACES] = {LIST_QUEUE, LIST_ACCOUNTS, LIST_INBOX, LIST_DISPUTES};

struct desk *app_desk(struct app *app)
{
    return app->desk;
}

enum list app_place_list(int place)
{
    return place_lists[place];
}

void app_screen_push(struct app *app, struct screen *screen)
{
    struct err err = {0};

    screen->below = app->top;
    screen->loaded = app->state;
    app->top = screen;
    if (!screen->class->load(screen, app, &err)) {
        app_screen_pop(app);
        app_fail(app, &err);
    }
}

void app_screen_pop(struct app *app)
{
    struct screen *screen = app->top;

    if (!screen->below)
        return;
    app->top = screen->below;
    screen->class->free(screen);
    app_freshen(app);
}

void app_place_go(struct app *app, int place)
{
    while (app->top && app->top->below)
        app_screen_pop(app);
    app->place = place;
    app->top = app->places[place];
    app_freshen(app);
}

void app_changed(struct app *app)
{
    app->state++;
    app->change_count = desk_change_count(app->desk);
    app_freshen(app);
}

void app_freshen(struct app *app)
{
    struct screen *screen = app->top;
    struct err err = {0};

    if (screen->loaded == app->state)
        return;
    screen->loaded = app->state;
    if (!screen->class->load(screen, app, &err))
        app_fail(app, &err);
}

static int64_t quarter_of(const struct desk *desk)
{
    return desk_now(desk) / (15 * 60);
}

void app_look(struct app *app)
{
    int64_t change_count;

    if (!app->now_fixed)
        desk_set_now(app->desk, instant_now());
    change_count = desk_change_count(app->desk);
    if (change_count == app->change_count && quarter_of(app->desk) == app->quarter)
        return;
    app->quarter = quarter_of(app->desk);
    app_changed(app);
}

void app_hint(struct app *app, bool is_error, const char *text)
{
    free(app->message);
    app->message = mem_text(text);
    app->message_is_error = is_error;
}

/* Takes the text. */
static void say(struct app *app, bool is_error, char *text)
{
    char when[20];

    app_hint(app, is_error, text);
    str_add_format(&app->log, "%s  %s%s\n",
                   instant_format_local(desk_now(app->desk), desk_zone(app->desk), when, sizeof when),
                   is_error ? "! " : "  ", text);
    free(text);
}

void app_say(struct app *app, const char *format, ...)
{
    struct str text;
    va_list list;

    str_init(&text);
    va_start(list, format);
    str_add_format_list(&text, format, list);
    va_end(list);
    say(app, false,
        app->about && *app->about ? mem_format("%s: %s", app->about, str_text(&text))
                                  : mem_text(str_text(&text)));
    str_clear(&text);
}

void app_fail(struct app *app, const struct err *err)
{
    say(app, true, mem_text(err->text));
    app->refused = true;
}

/* Reads the next key, or a tick where the caller wants them; the clock runs and sizes change meanwhile. Keys
 * typed while the terminal is too small are lost. */
static int read_key(struct app *app, bool live, bool ticks)
{
    for (;;) {
        int key;

        if (live || app->prompt)
            app_count(app);
        key = term_key();
        if (key == TERM_KEY_HANGUP)
            return key;
        if (key == TERM_KEY_TICK) {
            if (live) {
                app_look(app);
                app_draw(app);
            } else {
                if (!app->now_fixed)
                    desk_set_now(app->desk, instant_now());
                if (!app_too_small())
                    app_title_draw(app);
            }
            if (ticks)
                return key;
            continue;
        }
        if (key == TERM_KEY_RESIZE)
            app_draw(app);
        if (app_too_small())
            continue;
        return key;
    }
}

static void forget_message(struct app *app)
{
    free(app->message);
    app->message = NULL;
}

static int dialog_key(struct app *app, bool ticks)
{
    int key = read_key(app, false, ticks);

    if (key != TERM_KEY_RESIZE && key != TERM_KEY_TICK) {
        forget_message(app);
        app->refused = false;
    }
    return key;
}

int app_key(struct app *app)
{
    return dialog_key(app, false);
}

int app_key_or_tick(struct app *app)
{
    return dialog_key(app, true);
}

/* Takes a digit as part of a count: the first must be one that is no key of its own, or have another digit at
 * its heels. */
static bool take_digit(struct app *app, int key)
{
    if (key < '0' || key > '9' || app->count > 9999999)
        return false;
    if (app->count < 0) {
        app->count = key - '0';
        return true;
    }
    if (app->count == 0 && keymap_action(app->top->class->id, key) != ACTION_NONE) {
        int next = term_key_soon();

        if (next < '0' || next > '9' || term_pasting())
            return false;
    }
    app->count = app->count * 10 + (key - '0');
    if (app->count == 0)
        app->count = -1;
    return true;
}

static void handle_key(struct app *app, int key)
{
    enum action action;
    char name[16];
    int count;

    if (key == TERM_KEY_RESIZE)
        return;
    forget_message(app);
    app->refused = false;
    if (term_pasting()) {
        app_hint(app, false, "what is pasted is no command here; paste it into a form or a prompt");
        return;
    }
    if (take_digit(app, key))
        return;
    count = app->count;
    app->count = 0;
    action = keymap_action(app->top->class->id, key);
    if (count && key == TERM_KEY_ESCAPE)
        return;
    if (action == ACTION_NONE) {
        term_key_name(key, name, sizeof name);
        app_say(app,
                *name ? "%s does nothing here; ? shows the keys"
                      : "that key does nothing here; ? shows the keys",
                name);
        app->refused = true;
        return;
    }
    app_do(app, action, count > 0 ? count : 0);
}

/* What was typed on for a form that did not open must not run as keys. */
static void stop_if_refused(struct app *app)
{
    if (!app->refused)
        return;
    app->refused = false;
    app_draw(app);
    term_drop_typed();
}

static void open_places(struct app *app)
{
    for (int i = 0; i < APP_PLACES; i++) {
        app->places[i] = place_new(place_lists[i]);
        app->counts[i] = -1;
    }
    app->top = app->places[0];
}

static void close_all(struct app *app)
{
    while (app->top->below) {
        struct screen *screen = app->top;

        app->top = screen->below;
        screen->class->free(screen);
    }
    for (int i = 0; i < APP_PLACES; i++) {
        app->places[i]->class->free(app->places[i]);
        list_count_clear(&app->counting[i]);
    }
    free(app->message);
    str_clear(&app->log);
    history_clear(&app->commands);
    history_clear(&app->filters);
}

/* Says what of the configuration was not understood. */
static void say_complaints(struct app *app, const struct str *complaints)
{
    struct err err = {ERR_USAGE, ""};

    err_set(&err, ERR_USAGE, "%s", str_text(complaints));
    app_fail(app, &err);
}

int app_run(struct desk *desk, bool now_fixed, struct err *err)
{
    struct app app = {.desk = desk, .now_fixed = now_fixed, .state = 1};
    int key = TERM_KEY_NONE, signal_number;
    struct str complaints;

    if (!store_cache(desk_store(desk), CACHE_KILOBYTES, err) || !term_start(err))
        return -1;
    str_init(&complaints);
    rc_read(&complaints);
    theme_start();
    draw_cursor_visible(true);
    app.change_count = desk_change_count(desk);
    app.quarter = quarter_of(desk);
    open_places(&app);
    waiting_say(&app);
    if (*desk_warnings(desk))
        app_say(&app, "%s", desk_warnings(desk));
    if (complaints.length)
        say_complaints(&app, &complaints);
    str_clear(&complaints);
    app_freshen(&app);
    while (!app.quit && key != TERM_KEY_HANGUP) {
        if (!term_paste_waits())
            app_draw(&app);
        key = read_key(&app, true, false);
        if (key == TERM_KEY_HANGUP)
            break;
        app_look(&app);
        handle_key(&app, key);
        stop_if_refused(&app);
    }
    signal_number = term_signal();
    close_all(&app);
    term_end();
    return signal_number ? 128 + signal_number : 0;
}
