#include "config.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "tui/dialog.h"

static char *hold_title(const struct record_hold *hold, size_t number)
{
    char day[24];

    return mem_format("%zu. %s (until %s)", number, hold->reason,
                      hold->expires == DAY_NONE ? "lifted" : day_format_long(hold->expires, day, sizeof day));
}

static bool lift_build(struct dialog *dialog, struct err *err)
{
    struct desk_account_view view = {0};
    struct field_option *options = NULL;
    struct form_field *field;
    size_t count = 0;
    bool good = desk_may(dialog->desk, FACT_LIFT, err) &&
                desk_account_view(dialog->desk, dialog->selection->account, &view, err);

    options = mem_new_array(view.holds.count + 1, sizeof *options);
    for (size_t i = 0; i < view.holds.count; i++) {
        if (!view.holds.items[i].lifted) {
            options[count] =
                (struct field_option){view.holds.items[i].id, 0, hold_title(&view.holds.items[i], count + 1)};
            count++;
        }
    }
    if (good && !count) {
        good = err_set(err, ERR_RULE,
                       "no hold of this account can be lifted: w says why it may not be disclosed");
    }
    if (good) {
        field_choice_add(dialog->form, "hold", "hold", options, count, options[0].value)->help =
            "Which hold: a digit chooses.";
        field = field_words_add(dialog->form, "reason", "reason", "", 3, 6);
        field->required = "say why it may be lifted";
        field->help = "Why it need not be held any more.";
        form_focus(dialog->form, count == 1 ? field : form_find(dialog->form, "hold"));
    }
    for (size_t i = 0; i < count; i++) {
        free((char *)(uintptr_t)options[i].title);
    }
    free(options);
    desk_account_view_clear(&view);
    return good;
}

static bool lift_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                       struct err *err)
{
    (void)selection;
    if (!desk_lift(dialog->desk, field_choice_value(form_find(dialog->form, "hold")),
                   field_words_text(form_find(dialog->form, "reason")), err)) {
        return false;
    }
    str_add(said, "the hold is lifted");
    return true;
}

static const struct dialog_class lift_class = {
    .name = "lift",
    .title = "Lift a hold",
    .about = NEED_ACCOUNT,
    .needs = NEED_ACCOUNT,
    .build = lift_build,
    .apply = lift_apply,
};

bool dialog_lift(struct app *app, const struct selection *selection)
{
    return dialog_run(app, &lift_class, selection);
}
