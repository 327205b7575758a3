#include "config.h"

#include "desk/verb.h"
#include "tui/dialog.h"

static bool note_build(struct dialog *dialog, struct err *err)
{
    struct form_field *words = field_words_add(dialog->form, "words", "note", "", 3, 8);

    (void)err;
    words->required = "write what the next agent should know";
    words->help = "For those who come after you: it stands in the timeline.";
    return true;
}

static bool note_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                       struct err *err)
{
    const char *words = field_words_text(form_find(dialog->form, "words"));

    if (!desk_note(dialog->desk, selection->account, selection->message, selection->dispute, words, err)) {
        return false;
    }
    str_add(said, "noted");
    return true;
}

const struct dialog_class dialog_note_class = {
    .name = "note",
    .title = "Note",
    .about = NEED_ACCOUNT | NEED_MESSAGE | NEED_DISPUTE,
    .build = note_build,
    .apply = note_apply,
};

bool dialog_note(struct app *app, const struct selection *selection)
{
    return dialog_run(app, &dialog_note_class, selection);
}
