#include "config.h"

#include "base/day.h"
#include "desk/verb.h"
#include "tui/dialog.h"

static bool hold_build(struct dialog *dialog, struct err *err)
{
    struct form_field *field = field_words_add(dialog->form, "reason", "reason", "", 3, 6);

    (void)err;
    field->required = "say why it may not be disclosed";
    field->help = "Why this account may not be disclosed.";
    field = field_day_add(dialog->form, "until", "until", "", desk_today(dialog->desk));
    field->help = "The last day it holds: +14, fri, 30 Apr. Empty: until lifted, with a duty to review.";
    field_day_limit(field, desk_today(dialog->desk), DAY_NONE, "over already: today or later, or nothing");
    field_day_empty(field, "until lifted");
    return true;
}

static bool hold_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                       struct err *err)
{
    int until = field_day_value(form_find(dialog->form, "until"));
    char day[24];
    int64_t id = 0;

    if (!desk_hold(dialog->desk, selection->account, field_words_text(form_find(dialog->form, "reason")),
                   until, &id, err)) {
        return false;
    }
    str_add_format(said, "held until %s",
                   until == DAY_NONE ? "lifted" : day_format_long(until, day, sizeof day));
    return true;
}

const struct dialog_class dialog_hold_class = {
    .name = "hold",
    .title = "Hold an account",
    .about = NEED_ACCOUNT,
    .needs = NEED_ACCOUNT,
    .build = hold_build,
    .apply = hold_apply,
};

bool dialog_hold(struct app *app, const struct selection *selection)
{
    return dialog_run(app, &dialog_hold_class, selection);
}
