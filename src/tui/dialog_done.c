#include "config.h"

#include "desk/verb.h"
#include "tui/dialog.h"

static bool done_build(struct dialog *dialog, struct err *err)
{
    struct form_field *words = field_words_add(dialog->form, "words", "done", "", 3, 8);

    words->help = "What was done, so that it can be shown later.";
    return !dialog->selection || desk_done_may(dialog->desk, dialog->selection->duty, err);
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

bool dialog_done(struct app *app, const struct selection *selection)
{
    return dialog_run(app, &dialog_done_class, selection);
}
