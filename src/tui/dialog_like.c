#include "config.h"

#include <limits.h>
#include <stdio.h>

#include "core/candidate.h"
#include "desk/candidate.h"
#include "store/nouns.h"
#include "tui/dialog.h"
#include "tui/picker.h"

enum { DAYS = 10 };

static bool check_days(const char *text, struct err *err)
{
    int64_t days;

    return (str_to_number(text, &days) && days > 0 && days <= INT_MAX) ||
           err_set(err, ERR_USAGE, "not a number of days: 10 is usual");
}

void dialog_add_candidates(const struct desk_candidate_list *candidates, struct str *text)
{
    enum { SHOWN = 4 };

    for (size_t i = 0; i < candidates->count && i < SHOWN; i++) {
        const struct desk_candidate *candidate = &candidates->items[i];

        str_add_format(text, "%smay be %s %s: %s", text->length ? "\n" : "", candidate->account.number,
                       candidate->account.company, str_text(&candidate->reasons));
    }
}

static bool add_accounts(struct dialog *dialog, const struct desk_candidate_list *candidates, struct err *err)
{
    struct form_field *accounts = picker_add(dialog->form, "accounts", "account");

    accounts->required = "say which accounts look like it";
    accounts->help = "Which are held: words find others, Backspace takes one away.";
    for (size_t i = 0; i < candidates->count; i++) {
        if (candidates->items[i].score >= CANDIDATE_ENOUGH &&
            !picker_choose(accounts, candidates->items[i].account.id, err)) {
            return false;
        }
    }
    return picker_suggest(accounts, candidates, err);
}

static bool like_build(struct dialog *dialog, struct err *err)
{
    struct desk_candidate_list candidates = {0};
    struct str text = {0};
    struct form_field *days;
    char preset[8];
    bool good = desk_hold_like_may(dialog->desk, dialog->selection->objection, err) &&
                desk_candidates(dialog->desk, dialog->selection->objection, 0, &candidates, err);

    if (good) {
        dialog_add_candidates(&candidates, &text);
        field_pager_add(dialog->form, "likely", "", text.length ? str_text(&text) : "nobody looks like it", 2,
                        8);
        good = add_accounts(dialog, &candidates, err);
    }
    if (good) {
        snprintf(preset, sizeof preset, "%d", DAYS);
        days = field_line_add(dialog->form, "days", "days", preset);
        days->help = "For how many days; it ends sooner once the account is known. Enter saves.";
        field_line_check(days, check_days);
        form_focus(dialog->form, days);
    }
    str_clear(&text);
    desk_candidate_list_clear(&candidates);
    return good;
}

static bool like_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                       struct err *err)
{
    size_t count, held = 0;
    const int64_t *accounts = picker_accounts(form_find(dialog->form, "accounts"), &count);
    int64_t days = 0;

    str_to_number(field_line_text(form_find(dialog->form, "days")), &days);
    if (!desk_hold_like(dialog->desk, selection->objection, accounts, count, (int)days, &held, err)) {
        return false;
    }
    str_add_format(said, "%zu look-alike%s of objection %lld held for %d days", held, held == 1 ? "" : "s",
                   (long long)selection->objection, (int)days);
    return true;
}

static const struct dialog_class like_class = {
    .name = "like",
    .title = "Hold the look-alikes",
    .about = NEED_OBJECTION,
    .needs = NEED_OBJECTION,
    .build = like_build,
    .apply = like_apply,
};

/* A message holds its look-alikes by the objection that it was read as. */
bool dialog_like(struct app *app, const struct selection *selection)
{
    struct selection found = *selection;

    if (!dialog_objection(app, &found))
        return false;
    if (!found.objection) {
        app_say(app, "nobody has read it as an objection yet: c does, then its look-alikes can be held");
        return false;
    }
    return dialog_run(app, &like_class, &found);
}
