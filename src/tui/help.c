#include "config.h"
#include "tui/screens.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/app_state.h"
#include "tui/edit.h"
#include "tui/sheet.h"
#include "tui/keymap.h"
#include "tui/term.h"

/* Columns of the keys and of the names; a narrow terminal goes without the names. */
#define KEYS   14
#define NAMES  15
#define NARROW 80

static void add_action(struct sheet *sheet, enum action action, const char *narrowed)
{
    const struct action_row *row = action_get(action);
    struct str keys, lead;
    char *all;

    str_init(&keys);
    str_init(&lead);
    keymap_add_keys(action, &keys);
    str_add_char(&lead, ' ');
    utf8_add_cell(&lead, str_text(&keys), KEYS, true);
    if (sheet->columns >= NARROW)
        utf8_add_cell(&lead, row->name, NAMES, true);
    all = mem_format("%s %s %s", str_text(&keys), row->name, row->help);
    if (utf8_contains_folded(all, narrowed)) {
        size_t at = sheet_add_lead(sheet, str_text(&lead), row->help, 0, STYLE_TEXT);

        for (size_t i = at; i < sheet->count; i++)
            sheet->lines[i].target.entry = (int64_t)action + 1;
    }
    free(all);
    str_clear(&lead);
    str_clear(&keys);
}

static void build(struct sheet *sheet, enum screen_id screen, const char *narrowed, int columns)
{
    sheet_empty(sheet);
    sheet->columns = columns;
    for (int i = 0; i < action_count; i++)
        if (action_on_screen((enum action)i, screen))
            add_action(sheet, (enum action)i, narrowed);
    if (!sheet->count)
        sheet_add(sheet, STYLE_TEXT, "no key here says \"%s\"; Backspace widens", narrowed);
    else if (!*narrowed)
        sheet_add_text(
            sheet, 1,
            "A count before a key: 8j, 20j in one go; one from 1 to 4, or typed slowly, begins with 0: 03j.",
            0, STYLE_DIM);
}

static void draw(struct app *app, struct sheet *sheet, const struct edit *edit, enum screen_id screen)
{
    struct draw_area area;
    int rows, columns;

    app_draw(app);
    term_size(&rows, &columns);
    area = (struct draw_area){2, 0, rows - 2, columns};
    draw_clear(area);
    draw_text(2, 1, columns - 1, "keys of this screen", STYLE_HEAD, false);
    draw_text(2, 22, columns - 22, screen_name(screen), STYLE_HEAD, false);
    build(sheet, screen, str_text(&edit->text), columns);
    area.row++;
    area.rows -= 3;
    sheet_draw(sheet, area, true);
    draw_line(rows - 2, 0, columns);
    draw_text(rows - 1, 1, 40, "type to narrow:", STYLE_LABEL, false);
    draw_text(rows - 1, 17, columns - 40, str_text(&edit->text), STYLE_FIELD, true);
    draw_text(rows - 1, columns - 22, 22, "Enter does  Esc leaves", STYLE_TEXT, false);
}

/* Returns the action on the cursor's line; ACTION_NONE. */
static enum action chosen(const struct sheet *sheet)
{
    const struct sheet_line *line = sheet_here(sheet);

    return line && line->target.entry ? (enum action)(line->target.entry - 1) : ACTION_NONE;
}

static enum action motion(int key)
{
    switch (key) {
    case TERM_KEY_DOWN:
        return ACTION_DOWN;
    case TERM_KEY_UP:
        return ACTION_UP;
    case TERM_KEY_PAGE_DOWN:
        return ACTION_PAGE_DOWN;
    case TERM_KEY_PAGE_UP:
        return ACTION_PAGE_UP;
    default:
        return ACTION_NONE;
    }
}

/* Returns the action to do, or ACTION_NONE when left. */
static enum action run(struct app *app, enum screen_id screen, struct sheet *sheet, struct edit *edit)
{
    for (;;) {
        int key;

        if (!term_paste_waits())
            draw(app, sheet, edit, screen);
        key = app_key(app);
        if (key == TERM_KEY_ESCAPE || key == TERM_KEY_HANGUP || (key == '?' && !edit->text.length))
            return ACTION_NONE;
        if (key == TERM_KEY_ENTER && !term_pasting())
            return chosen(sheet);
        if (motion(key) != ACTION_NONE) {
            sheet_act(sheet, motion(key), 1, app_area().rows - 2);
        } else {
            bool changed = false;

            edit_key(edit, key, &changed);
            if (changed)
                sheet->cursor = sheet->top = 0;
        }
    }
}

void help_show(struct app *app, enum screen_id screen)
{
    struct sheet sheet;
    struct edit edit = {0};
    enum action action;

    sheet_init(&sheet);
    edit_set(&edit, "");
    action = run(app, screen, &sheet, &edit);
    edit_clear(&edit);
    sheet_clear(&sheet);
    if (action != ACTION_NONE && action != ACTION_HELP)
        app_do(app, action, 0);
}
