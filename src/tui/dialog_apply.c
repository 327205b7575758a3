#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "tui/dialog.h"
#include "tui/result_view.h"

static const struct dialog_class *class_of(enum action action)
{
    switch (action) {
    case ACTION_ASSIGN:
        return &dialog_assign_class;
    case ACTION_DONE:
        return &dialog_done_class;
    case ACTION_ESCALATE:
        return &dialog_escalate_class;
    case ACTION_HOLD:
        return &dialog_hold_class;
    case ACTION_NOTE:
        return &dialog_note_class;
    case ACTION_RESOLVE:
        return &dialog_resolve_class;
    default:
        return NULL;
    }
}

static enum result apply_one(struct dialog *dialog, const struct selection *selection, struct str *reason)
{
    const char *lacks = dialog_lacks(dialog->class, selection);
    struct err err = {0};

    if (lacks) {
        str_add(reason, lacks);
        return RESULT_SKIPPED;
    }
    if (dialog->class->apply(dialog, selection, reason, &err)) {
        return RESULT_DONE;
    }
    str_reset(reason);
    str_add(reason, err.text);
    /* The rules do not want it of this row; another matter than a file that cannot be written. */
    return err.kind == ERR_RULE ? RESULT_SKIPPED : RESULT_FAILED;
}

static bool apply_all(struct dialog *dialog, const struct selection *selections, size_t count,
                      struct result_rows *rows)
{
    bool changed = false;

    for (size_t i = 0; i < count; i++) {
        struct str reason = {0};
        enum result result = apply_one(dialog, &selections[i], &reason);

        result_rows_add(rows, result, selections[i].title, str_text(&reason));
        changed = changed || result == RESULT_DONE;
        str_clear(&reason);
    }
    return changed;
}

bool dialog_apply(struct app *app, enum action action, const struct selection *selections, size_t count)
{
    const struct dialog_class *class = class_of(action);
    struct result_rows rows = {0};
    struct dialog dialog;
    bool changed = false;

    if (action == ACTION_OBJECT) {
        return dialog_object_several(app, selections, count);
    }
    if (!class) {
        app_say(app, "%s works on one row at a time: untag the rows first", action_get(action)->name);
        return false;
    }
    if (dialog_open(&dialog, app, class, NULL, count) && dialog_ask(&dialog)) {
        struct str counts = {0};

        changed = apply_all(&dialog, selections, count, &rows);
        result_view_run(app, class->title, &rows);
        result_rows_say(&rows, &counts);
        app_say(app, "%s", str_text(&counts));
        str_clear(&counts);
    }
    dialog_close(&dialog);
    result_rows_clear(&rows);
    return changed;
}
