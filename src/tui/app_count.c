#include "config.h"
#include "tui/app_state.h"

#include <string.h>

#include "tui/term.h"

/* What a place counts, where that is not all its list has: disputes that are over stay in sight at its end.
 */
static const char *const counted_rows[APP_PLACES] = {NULL, NULL, NULL, "outcome:-"};

static bool is_typed(void *context)
{
    (void)context;
    return term_waiting() > 0 || term_signal();
}

/* Returns the list that has the number of a place already, or is about to; NULL: none. */
static struct list_view *counted_by(const struct app *app, int place)
{
    struct list_view *view = place_list(app->places[place]);

    if (app->places[place]->loaded != app->state || *view->filter || counted_rows[place] ||
        view->trouble.kind != ERR_NONE)
        return NULL;
    return view;
}

int64_t app_place_count(struct app *app, int place)
{
    struct list_view *view = counted_by(app, place);

    if (view)
        app->counts[place] = list_view_total(view);
    return app->counts[place];
}

/* Counts a slice of a list; returns false when there is nothing to count. */
static bool count_list(struct app *app, struct list_view *view)
{
    struct err err = {0};

    if (!view || !list_view_is_counting(view))
        return false;
    if (!list_view_count_on(view, app->desk, is_typed, NULL, &err))
        app_fail(app, &err);
    return true;
}

/* Counts a slice of a place, from the beginning where something may have changed. */
static bool count_on(struct app *app, int place, const struct list_query *query, struct err *err)
{
    struct list_count *count = &app->counting[place];
    struct store *store = desk_store(app->desk);

    if (app->counted[place] != app->state && !store_list_stands(store, query, count))
        list_count_clear(count);
    app->counted[place] = app->state;
    count->stop = is_typed;
    return store_list_count_on(store, query, count, err);
}

/* The same of a place. */
static bool count_place(struct app *app, int place)
{
    struct list_count *count = &app->counting[place];
    struct list_view *view = counted_by(app, place);
    struct desk_list list;
    struct err err = {0};

    if (count_list(app, view))
        return true;
    if (view || (count->done && app->counted[place] == app->state))
        return false;
    memset(&list, 0, sizeof list);
    if (!desk_list_set(app->desk, app_place_list(place), counted_rows[place], false, NULL, &list, &err) ||
        !count_on(app, place, &list.query, &err)) {
        count->done = true;
        app->counted[place] = app->state;
        app->counts[place] = -1;
        app_fail(app, &err);
    } else if (count->done) {
        app->counts[place] = count->rows;
    }
    desk_list_clear(&list);
    return true;
}

/* Counts a slice of whatever comes first; returns false when all is counted. */
static bool count_slice(struct app *app)
{
    if (count_list(app, place_list(app->top)))
        return true;
    for (int place = 0; place < APP_PLACES; place++)
        if (count_place(app, place))
            return true;
    return false;
}

void app_count(struct app *app)
{
    bool counted = false;

    if (app_too_small())
        return;
    term_show();
    while (!term_typed() && count_slice(app))
        counted = true;
    if (counted)
        app_draw(app);
}
