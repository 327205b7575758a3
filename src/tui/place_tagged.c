#include "config.h"
#include "tui/place_tagged.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/app_state.h"
#include "tui/keymap.h"
#include "tui/term.h"

/* Appends the first of the fields that has a text. */
static void add_text(const struct row *row, const enum field *fields, size_t count, struct str *title)
{
    for (size_t i = 0; i < count; i++) {
        const struct value *value = &row->values[fields[i]];

        if (value->null || !value->text || !*value->text)
            continue;
        str_add_format(title, "%s%s", title->length ? " " : "", value->text);
        return;
    }
}

void place_row_select(enum list list, const struct row *row, struct selection *selection, struct str *title)
{
    static const enum field names[] = {FIELD_COMPANY, FIELD_ACCOUNT, FIELD_AUTHOR},
                            numbers[] = {FIELD_NUMBER};

    selection->account = row->account;
    selection->message = row->message;
    selection->objection = row->objection;
    selection->dispute = row->dispute;
    selection->duty = list == LIST_QUEUE ? row->id : row->duty;
    add_text(row, names, sizeof names / sizeof names[0], title);
    add_text(row, numbers, 1, title);
}

static bool applies_to_many(enum action action)
{
    return action == ACTION_EXPORT || (action >= ACTION_OBJECT && action <= ACTION_LIFT);
}

/* Reads the tagged rows; those that are gone are left out. *count gets how many there are. */
static bool read_selections(struct app *app, const struct list_view *view, const int64_t *ids, size_t tagged,
                            struct selection *selections, size_t *count, struct err *err)
{
    struct list_query everything = view->asked.query;
    bool ok = true;

    everything.filter = NULL;
    *count = 0;
    for (size_t i = 0; ok && i < tagged; i++) {
        struct str title;
        struct row row;
        bool found = false;

        memset(&row, 0, sizeof row);
        str_init(&title);
        ok = store_list_row(desk_store(app->desk), &everything, ids[i], &row, &found, err);
        if (ok && found) {
            struct selection *selection = &selections[(*count)++];

            place_row_select(view->which, &row, selection, &title);
            selection->title = str_take(&title);
        }
        str_clear(&title);
        row_clear(&row);
    }
    return ok;
}

static void apply(struct app *app, struct list_view *view, enum action action)
{
    size_t tagged = view->tags.count, count = 0;
    struct selection *selections = mem_new_array(tagged, sizeof *selections);
    int64_t *ids = mem_new_array(tagged, sizeof *ids);
    struct err err = {0};

    memcpy(ids, view->tags.ids, tagged * sizeof *ids);
    if (action == ACTION_EXPORT) {
        dialog_export_tagged(app, &view->asked, ids, tagged);
    } else if (!read_selections(app, view, ids, tagged, selections, &count, &err)) {
        app_fail(app, &err);
    } else if (dialog_apply(app, action, selections, count)) {
        tags_clear(&view->tags);
        app_changed(app);
    }
    for (size_t i = 0; i < count; i++)
        free((char *)(uintptr_t)selections[i].title);
    free(selections);
    free(ids);
}

void place_apply_tagged(struct app *app, struct list_view *view)
{
    enum action action = ACTION_NONE;
    struct err err = {0};
    int key;

    if (!view->tags.count) {
        app_say(app, "no rows are tagged; space tags one");
        return;
    }
    do {
        char *question =
            mem_format("which action for the %zu tagged rows? its key, or Esc", view->tags.count);

        app_hint(app, false, question);
        free(question);
        app_draw(app);
        key = app_key(app);
        if (key == TERM_KEY_ESCAPE || key == TERM_KEY_HANGUP)
            return;
        action = term_pasting() ? ACTION_NONE : keymap_action(app->top->class->id, key);
    } while (key == TERM_KEY_RESIZE);
    if (action == ACTION_NONE || !applies_to_many(action)) {
        app_say(app, "that cannot be done for many rows at once; object, assign, note and their like can");
        return;
    }
    if ((action_get(action)->needs & NEED_WRITE) && desk_read_only(app->desk)) {
        err_set(&err, ERR_RULE, "the file is open for reading only");
        app_fail(app, &err);
        return;
    }
    apply(app, view, action);
}
