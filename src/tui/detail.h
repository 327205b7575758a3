/* A screen about one thing: a view read from the desk, shown as a sheet whose lines lead on. */
#ifndef DEMUR_TUI_DETAIL_H
#define DEMUR_TUI_DETAIL_H

#include "tui/about.h"
#include "tui/app.h"
#include "tui/screens.h"
#include "tui/sheet.h"

struct detail;

struct detail_class {
    struct screen_class screen; /* made of the detail_ functions below, and an id */
    size_t view_size;
    /* view is cleared before and after. */
    bool (*read)(struct desk *desk, int64_t id, void *view, struct err *err);
    void (*clear)(void *view);
    void (*build)(struct sheet *sheet, struct desk *desk, const void *view);
    /* Fills what the screen is about; the line under the cursor is put over it. */
    void (*select)(const void *view, struct selection *selection, struct str *title);
};

struct detail {
    struct screen screen;
    const struct detail_class *class;
    int64_t id;
    void *view;
    bool read, shown;
    struct sheet sheet;
    struct str title;
    int page;
};

struct screen *detail_new(const struct detail_class *class, int64_t id);

bool detail_load(struct screen *screen, struct app *app, struct err *err);
void detail_draw(struct screen *screen, struct app *app, struct draw_area area);
bool detail_act(struct screen *screen, struct app *app, enum action action, int count);
void detail_select(struct screen *screen, struct selection *selection);
void detail_status(struct screen *screen, struct str *out);
void detail_free(struct screen *screen);

#define DETAIL_SCREEN(screen_number)                                                                         \
    {                                                                                                        \
        .id = screen_number, .load = detail_load, .draw = detail_draw, .act = detail_act,                    \
        .select = detail_select, .status = detail_status, .free = detail_free                                \
    }

#endif
