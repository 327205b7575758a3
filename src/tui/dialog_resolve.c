#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "tui/dialog.h"

struct resolve {
    int version; /* of the dispute as seen; -1 several */
};

static bool resolve_build(struct dialog *dialog, struct err *err)
{
    static const char letters[outcome_count] = {
        [OUTCOME_OPT_OUT] = 'o', [OUTCOME_UPHELD] = 'r', [OUTCOME_ACCEPTED] = 'a', [OUTCOME_WITHDRAWN] = 'w'};
    struct resolve *own = dialog->own = mem_new(sizeof *own);
    struct desk_dispute_view view = {0};
    struct field_option options[outcome_count];
    struct form_field *field;
    bool seen = true;

    own->version = -1;
    if (dialog->selection) {
        seen = desk_resolve_may(dialog->desk, dialog->selection->dispute, err) &&
               desk_dispute_view(dialog->desk, dialog->selection->dispute, &view, err);
        own->version = view.dispute.version;
        desk_dispute_view_clear(&view);
    }
    for (int i = 0; i < outcome_count; i++) {
        options[i] = (struct field_option){i, letters[i], outcome_title((enum outcome)i)};
    }
    field_choice_add(dialog->form, "outcome", "outcome", options, outcome_count, OUTCOME_OPT_OUT)->help =
        "How it ends.";
    field = field_words_add(dialog->form, "words", "words", "", 3, 8);
    field->required = "say what was decided, and on what ground";
    field->help = "What was decided, and on what ground.";
    return seen;
}

static void show_clash(struct dialog *dialog, struct err *err)
{
    struct resolve *own = dialog->own;
    struct desk_dispute_view view = {0};
    struct err ignored = {0};

    if (desk_dispute_view(dialog->desk, dialog->selection->dispute, &view, &ignored)) {
        char *seen = mem_text(err->text);

        own->version = view.dispute.version;
        err_set(err, ERR_CLASH, "%s; it is with %s now. ^S again saves yours on top, Esc leaves", seen,
                level_title(view.dispute.level));
        free(seen);
    }
    desk_dispute_view_clear(&view);
}

static bool resolve_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                          struct err *err)
{
    struct resolve *own = dialog->own;
    enum outcome outcome = (enum outcome)field_choice_value(form_find(dialog->form, "outcome"));

    if (!desk_resolve(dialog->desk, selection->dispute, own->version, outcome,
                      field_words_text(form_find(dialog->form, "words")), err)) {
        if (err->kind == ERR_CLASH && dialog->selection) {
            show_clash(dialog, err);
        }
        return false;
    }
    str_add_format(said, "dispute %lld resolved: %s", (long long)selection->dispute, outcome_title(outcome));
    return true;
}

const struct dialog_class dialog_resolve_class = {
    .name = "resolve",
    .title = "Resolve a dispute",
    .about = NEED_DISPUTE,
    .needs = NEED_DISPUTE,
    .build = resolve_build,
    .apply = resolve_apply,
};

bool dialog_resolve(struct app *app, const struct selection *selection)
{
    return dialog_run(app, &dialog_resolve_class, selection);
}
