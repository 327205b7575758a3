#include "config.h"
#include "tui/app_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/place_tagged.h"
#include "tui/preview.h"
#include "tui/term.h"

struct place {
    struct screen screen;
    struct list_view view;
    struct sheet preview;
    int64_t shown, shown_state; /* row and state of the desk the preview was made for */
    int shown_rows;
    int page;
    struct str title;
};

static const struct screen_class place_classes[];

static struct place *as_place(struct screen *screen)
{
    return (struct place *)screen;
}

static bool place_load(struct screen *screen, struct app *app, struct err *err)
{
    struct place *place = as_place(screen);

    if (!place->view.asked.query.program)
        return list_view_ask(&place->view, app->desk, NULL, NULL, false, err);
    return list_view_load(&place->view, app->desk, err);
}

static int preview_rows(int rows)
{
    if (rows < 14)
        return 3;
    if (rows < 20)
        return 4;
    return rows < 24 ? 5 : rows < 46 ? 5 + (rows - 20) / 2 : 18;
}

static void draw_preview(struct place *place, struct app *app, struct draw_area area)
{
    const struct row *row = list_view_row(&place->view);
    struct err err = {0};

    if (place->view.trouble.kind != ERR_NONE) {
        draw_text(area.row, 1, area.columns - 1, place->view.trouble.text, STYLE_ERROR, false);
        return;
    }
    if (!row) {
        draw_text(area.row, 1, area.columns - 1,
                  *place->view.filter ? "nothing matches the filter; Esc clears it" : "nothing to do here",
                  STYLE_DIM, false);
        return;
    }
    if (place->shown != row->id || place->shown_state != app->state ||
        place->preview.columns != area.columns || place->shown_rows != area.rows) {
        place->shown = row->id;
        place->shown_state = app->state;
        place->shown_rows = area.rows;
        if (!preview_build(&place->preview, app->desk, place->view.which, row, area.columns, area.rows,
                           &err)) {
            sheet_empty(&place->preview);
            sheet_add(&place->preview, STYLE_ERROR, "%s", err.text);
        }
    }
    sheet_draw(&place->preview, area, false);
}

static void place_draw(struct screen *screen, struct app *app, struct draw_area area)
{
    struct place *place = as_place(screen);
    int lower = app->preview_closed && list_view_row(&place->view) ? 0 : preview_rows(area.rows) + 1;
    struct draw_area list = {area.row, area.column, area.rows - lower, area.columns};
    struct draw_area preview = {area.row + list.rows + 1, area.column, lower - 1, area.columns};
    struct err err = {0};

    place->page = list.rows - 1;
    if (!list_view_fit(&place->view, app->desk, place->page, &err))
        app_fail(app, &err);
    if (lower) {
        draw_preview(place, app, preview);
        draw_line(area.row + list.rows, area.column, area.columns);
    }
    list_view_draw(&place->view, app->desk, list);
}

/* Shows what the filter means without its last word, or without more, where that is wrong: the word may have
 * looked like one to search for while it was typed, and have emptied the list. */
static void ask_without_end(struct place *place, struct app *app, const char *text)
{
    char *left = mem_text(text);
    size_t length = strlen(left);
    bool asked = false;

    while (length && !asked) {
        struct err err = {0};

        while (length && left[length - 1] != ' ')
            length--;
        while (length && left[length - 1] == ' ')
            length--;
        left[length] = '\0';
        asked = list_view_ask(&place->view, app->desk, left, NULL, true, &err);
    }
    free(left);
}

static bool filter_changed(struct app *app, const char *text, void *context)
{
    struct place *place = context;
    struct err err = {0};

    if (list_view_ask(&place->view, app->desk, text, NULL, true, &err))
        return true;
    ask_without_end(place, app, text);
    app_hint(app, true, err.text);
    return false;
}

static void complete_fields(struct app *app, const char *text, struct str *out)
{
    enum field fields[field_count];
    size_t count = field_all_columns(app_place_list(app->place), fields);

    (void)text;
    for (size_t i = 0; i < count; i++)
        str_add_format(out, "%s:\n", field_get(fields[i])->name);
}

bool place_filter(struct screen *screen, struct app *app, const char *filter, struct err *err)
{
    return list_view_ask(&as_place(screen)->view, app->desk, filter, NULL, false, err);
}

static void ask_filter(struct place *place, struct app *app)
{
    const struct row *row = list_view_row(&place->view);
    int64_t selected = row ? row->id : 0;
    char *before = mem_text(place->view.filter);
    struct prompt prompt = {.label = "/",
                            .history = &app->filters,
                            .complete = complete_fields,
                            .changed = filter_changed,
                            .context = place};
    char *text;
    struct err err = {0};

    app_hint(
        app, false,
        "words, or field:value as in left:0..7 standing:held place:DE owner:me -flag:press; Tab completes");
    text = prompt_ask(app, &prompt, before);
    if (!place_filter(&place->screen, app, text ? text : before, &err)) {
        struct err second = {0};

        app_fail(app, &err);
        if (!place_filter(&place->screen, app, before, &second))
            app_fail(app, &second);
    }
    if (!text && selected && !list_view_find(&place->view, app->desk, selected, &err))
        app_fail(app, &err);
    free(text);
    free(before);
}

static void complete_columns(struct app *app, const char *text, struct str *out)
{
    enum field fields[field_count];
    size_t count = field_all_columns(app_place_list(app->place), fields);

    (void)text;
    for (size_t i = 0; i < count; i++)
        str_add_format(out, "%s\n", field_get(fields[i])->name);
}

static void ask_sort(struct place *place, struct app *app)
{
    struct prompt prompt = {.label = "sort by (due,-left; Tab; empty: as it was):",
                            .complete = complete_columns};
    char *text = prompt_ask(app, &prompt, place->view.sort);
    struct err err = {0};

    if (text && !list_view_ask(&place->view, app->desk, NULL, str_trim(text), false, &err))
        app_fail(app, &err);
    free(text);
}

/* Esc on a place: first the tags go, then the filter, then the sort. */
static void step_back(struct place *place, struct app *app)
{
    struct err err = {0};

    if (place->view.tags.count)
        tags_clear(&place->view.tags);
    else if (*place->view.filter) {
        if (!list_view_ask(&place->view, app->desk, "", NULL, false, &err))
            app_fail(app, &err);
    } else if (*place->view.sort) {
        if (!list_view_ask(&place->view, app->desk, NULL, "", false, &err))
            app_fail(app, &err);
    } else {
        app_hint(app, false, "nothing to go back to; q leaves the desk");
    }
}

/* True when a row's message is what there is to look at: an inbox row, or a duty to read or answer it. */
static bool is_about_message(enum list list, const struct row *row)
{
    enum duty kind;
    const char *name = row->values[FIELD_KIND].text;

    if (!row->message || list == LIST_ACCOUNTS)
        return false;
    if (list != LIST_QUEUE || !row->account)
        return true;
    return name && duty_parse(name, &kind) &&
           (kind == DUTY_READ || kind == DUTY_MATCH || kind == DUTY_ANSWER);
}

static void open_row(struct app *app, enum list list, const struct row *row)
{
    if (list == LIST_DISPUTES || (list == LIST_QUEUE && row->dispute))
        app_screen_push(app, dispute_new(row->dispute));
    else if (is_about_message(list, row))
        app_screen_push(app, message_new(row->message));
    else if (row->account)
        app_screen_push(app, account_new(row->account));
    else
        app_say(app, "this row leads nowhere");
}

/* Gives the preview the whole screen. */
static void show_preview(struct place *place, struct app *app, const struct row *row)
{
    struct err err = {0};
    struct sheet sheet;
    struct str text;
    int rows, columns;

    term_size(&rows, &columns);
    sheet_init(&sheet);
    str_init(&text);
    if (preview_build(&sheet, app->desk, place->view.which, row, columns - 1, 0, &err)) {
        for (size_t i = 0; i < sheet.count; i++)
            str_add_format(&text, "%s%s%s\n", sheet.lines[i].text + (*sheet.lines[i].text == ' '),
                           sheet.lines[i].right ? "  " : "",
                           sheet.lines[i].right ? sheet.lines[i].right : "");
        app_screen_push(app, pager_new("preview", str_text(&text)));
    } else {
        app_fail(app, &err);
    }
    str_clear(&text);
    sheet_clear(&sheet);
}

static void toggle_tag(struct place *place, struct app *app, int count)
{
    struct err err = {0};

    for (int i = 0; i < count; i++) {
        const struct row *row = list_view_row(&place->view);
        int64_t position = list_view_position(&place->view);

        if (!row)
            break;
        if (tags_has(&place->view.tags, row->id))
            tags_remove(&place->view.tags, row->id);
        else
            tags_add(&place->view.tags, row->id);
        if (!list_view_move(&place->view, app->desk, 1, &err)) {
            app_fail(app, &err);
            break;
        }
        if (position == list_view_position(&place->view))
            break;
    }
}

static bool move(struct place *place, struct app *app, enum action action, int typed, struct err *err)
{
    struct list_view *view = &place->view;
    int64_t count = typed ? typed : 1;
    int page = place->page > 0 ? place->page : 1;

    switch (action) {
    case ACTION_DOWN:
        return list_view_move(view, app->desk, count, err);
    case ACTION_UP:
        return list_view_move(view, app->desk, -count, err);
    case ACTION_PAGE_DOWN:
        return list_view_move(view, app->desk, count * page, err);
    case ACTION_PAGE_UP:
        return list_view_move(view, app->desk, -count * page, err);
    case ACTION_HALF_DOWN:
        return list_view_move(view, app->desk, count * (page + 1) / 2, err);
    case ACTION_HALF_UP:
        return list_view_move(view, app->desk, -count * (page + 1) / 2, err);
    case ACTION_FIRST:
        return typed ? list_view_go(view, app->desk, typed, err) : list_view_first(view, app->desk, err);
    case ACTION_LAST:
        return typed ? list_view_go(view, app->desk, typed, err) : list_view_last(view, app->desk, err);
    default:
        return true;
    }
}

static bool place_act(struct screen *screen, struct app *app, enum action action, int count)
{
    struct place *place = as_place(screen);
    const struct row *row = list_view_row(&place->view);
    struct err err = {0};

    switch (action) {
    case ACTION_FIND:
        ask_filter(place, app);
        return true;
    case ACTION_SORT:
        ask_sort(place, app);
        return true;
    case ACTION_OPEN:
        open_row(app, place->view.which, row);
        return true;
    case ACTION_BACK:
        step_back(place, app);
        return true;
    case ACTION_PREVIEW:
        if (row)
            show_preview(place, app, row);
        return true;
    case ACTION_PANE:
        app->preview_closed = !app->preview_closed;
        return true;
    case ACTION_TAG:
        toggle_tag(place, app, count ? count : 1);
        return true;
    case ACTION_TAG_ALL:
        if (!list_view_tag_all(&place->view, app->desk, &err))
            app_fail(app, &err);
        return true;
    case ACTION_APPLY:
        place_apply_tagged(app, &place->view);
        return true;
    default:
        if (!move(place, app, action, count, &err))
            app_fail(app, &err);
        return true;
    }
}

static void place_select(struct screen *screen, struct selection *selection)
{
    struct place *place = as_place(screen);
    const struct row *row = list_view_row(&place->view);

    if (!row)
        return;
    str_reset(&place->title);
    place_row_select(place->view.which, row, selection, &place->title);
    selection->title = str_text(&place->title);
}

/* Appends a number that may not be known yet. */
static void add_number(struct str *out, int64_t number)
{
    if (number < 0)
        str_add_char(out, '?');
    else
        str_add_format(out, "%lld", (long long)number);
}

static void place_status(struct screen *screen, struct str *out)
{
    const struct list_view *view = &as_place(screen)->view;

    if (view->tags.count)
        str_add_format(out, "%zu tagged, ; acts  ", view->tags.count);
    add_number(out, list_view_position(view));
    str_add_char(out, '/');
    add_number(out, list_view_total(view));
}

static void place_free(struct screen *screen)
{
    struct place *place = as_place(screen);

    list_view_clear(&place->view);
    sheet_clear(&place->preview);
    str_clear(&place->title);
    free(place);
}

#define PLACE_CLASS(screen_number)                                                                           \
    {                                                                                                        \
        .id = screen_number, .load = place_load, .draw = place_draw, .act = place_act,                       \
        .select = place_select, .status = place_status, .free = place_free                                   \
    }
static const struct screen_class place_classes[] = {
    [LIST_QUEUE] = PLACE_CLASS(SCREEN_QUEUE),
    [LIST_ACCOUNTS] = PLACE_CLASS(SCREEN_ACCOUNTS),
    [LIST_INBOX] = PLACE_CLASS(SCREEN_INBOX),
    [LIST_DISPUTES] = PLACE_CLASS(SCREEN_DISPUTES),
};

struct screen *place_new(enum list which)
{
    struct place *place = mem_new(sizeof *place);

    place->screen.class = &place_classes[which];
    list_view_init(&place->view, which);
    sheet_init(&place->preview);
    str_init(&place->title);
    return &place->screen;
}

struct list_view *place_list(struct screen *screen)
{
    return screen->class->draw == place_draw ? &as_place(screen)->view : NULL;
}
