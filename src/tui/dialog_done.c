#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "desk/verb.h"
#include "store/nouns.h"
#include "tui/dialog.h"
#include "tui/keymap.h"

/* What ends a duty that no hand may mark done; ACTION_NONE: no single key. */
static enum action action_instead(enum duty kind)
{
    switch (kind) {
    case DUTY_READ:
    case DUTY_MATCH:
        return ACTION_CLASSIFY;
    case DUTY_REVIEW:
        return ACTION_RESOLVE;
    case DUTY_REVIEW_HOLD:
        return ACTION_LIFT;
    default:
        return ACTION_NONE;
    }
}

/* Adds to a refusal the key to press instead. */
static void add_key(struct dialog *dialog, struct err *err)
{
    struct record_duty duty = {0};
    struct err ignored = {0};
    enum action action = ACTION_NONE;
    char key[16] = "";
    char *text = mem_text(err->text);

    if (store_duty_get(desk_store(dialog->desk), dialog->selection->duty, &duty, &ignored)) {
        action = action_instead(duty.kind);
    }
    if (action != ACTION_NONE && *keymap_key_name(action, key, sizeof key)) {
        err_set(err, err->kind, "%s; press %s%s", text, key, action == ACTION_LIFT ? " on the account" : "");
    }
    record_duty_clear(&duty);
    free(text);
}

static bool done_build(struct dialog *dialog, struct err *err)
{
    struct form_field *words = field_words_add(dialog->form, "words", "done", "", 3, 8);

    words->help = "What was done, so that it can be shown later.";
    if (!dialog->selection || desk_done_may(dialog->desk, dialog->selection->duty, err)) {
        return true;
    }
    if (err->kind == ERR_RULE) {
        add_key(dialog, err);
    }
    return false;
}

static bool done_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                       struct err *err)
{
    if (!desk_done(dialog->desk, selection->duty, field_words_text(form_find(dialog->form, "words")), err)) {
        return false;
    }
    str_add(said, "done");
    return true;
}

const struct dialog_class dialog_done_class = {
    .name = "done",
    .title = "Mark a duty done",
    .about = NEED_DUTY,
    .needs = NEED_DUTY,
    .build = done_build,
    .apply = done_apply,
};

/* A recall is done by the partner's answer. */
bool dialog_done(struct app *app, const struct selection *selection)
{
    struct record_duty duty = {0};
    struct err err = {0};
    bool recall;

    if (!store_duty_get(desk_store(app_desk(app)), selection->duty, &duty, &err)) {
        app_fail(app, &err);
        return false;
    }
    recall = duty.kind == DUTY_RECALL && duty.recall;
    record_duty_clear(&duty);
    return dialog_run(app, recall ? &dialog_recall_class : &dialog_done_class, selection);
}
