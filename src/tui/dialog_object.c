#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "tui/dialog.h"
#include "tui/picker.h"

/* What changes from call to call stands first: whose, the words, the ruling. The rest is right as it is for a
 * call just taken. */

static void add_ruling(struct form *form)
{
    static const enum ruling order[] = {RULING_UNREAD,   RULING_OPT_OUT, RULING_DISPUTE,
                                        RULING_QUESTION, RULING_THREAT,  RULING_NOT_OBJECTION};

    dialog_add_ruling(form, order, sizeof order / sizeof *order, RULING_UNREAD)->help =
        "Is it an opt-out? Unread holds the account until somebody has read it.";
}

struct form_field *dialog_add_said(struct dialog *dialog, enum voice voice, bool speaker, struct err *err)
{
    struct form *form = dialog->form;
    struct form_field *words = field_words_add(form, "words", "words", "", 3, 8);

    words->required = "write down what the customer said";
    words->help = "What the customer said, in the customer's words.";
    add_ruling(form);
    dialog_add_source(form);
    dialog_add_voice(form, voice);
    if (speaker && !dialog_add_speaker(dialog, err)) {
        return NULL;
    }
    dialog_add_received(dialog);
    dialog_add_flags(form, 0);
    field_line_add(form, "reason", "reason", "")->help =
        "Why it is ruled so, if that needs saying. Enter saves.";
    return words;
}

void dialog_read_said(const struct dialog *dialog, struct desk_objection *objection)
{
    struct form *form = dialog->form;

    objection->source = (enum source)field_choice_value(form_find(form, "source"));
    objection->voice = (enum voice)field_choice_value(form_find(form, "voice"));
    objection->words = field_words_text(form_find(form, "words"));
    objection->ruling = (enum ruling)field_choice_value(form_find(form, "ruling"));
    objection->flags = field_flags_value(form_find(form, "risk"));
    objection->reason = field_line_text(form_find(form, "reason"));
    objection->day = dialog_received(dialog, &objection->hour, &objection->minute);
}

static const char whose[] = "say whose objection it is; U logs one of nobody known";

static bool object_build(struct dialog *dialog, struct err *err)
{
    struct form_field *accounts = picker_add(dialog->form, "accounts", "account");
    struct form_field *words;
    int64_t account = dialog->selection->account;

    accounts->required = whose;
    accounts->help = "Words of a name, a number or a mail find accounts; Backspace takes one away.";
    if (account && !picker_choose(accounts, account, err)) {
        return false;
    }
    words = dialog_add_said(dialog, VOICE_COMPANY, true, err);
    if (!words) {
        return false;
    }
    form_focus(dialog->form, account ? words : accounts);
    return true;
}

/* The title and the draft are those of the account that the objection will be logged for. */
static void follow_accounts(struct dialog *dialog, const struct form_field *field)
{
    struct desk_account_view view = {0};
    struct err ignored = {0};
    size_t count;
    const int64_t *accounts = picker_accounts(field, &count);

    if (count == 0) {
        dialog_rename(dialog, &(struct selection){0});
    } else if (desk_account_view(dialog->desk, accounts[0], &view, &ignored)) {
        char *title = count == 1 ? mem_format("%s %s", view.account.company, view.account.number)
                                 : mem_format("%s %s and %zu more", view.account.company, view.account.number,
                                              count - 1);

        dialog_rename(dialog, &(struct selection){.account = accounts[0], .title = title});
        free(title);
    }
    desk_account_view_clear(&view);
}

/* A representative on file says whose objection it is. */
static void object_changed(struct dialog *dialog, struct form_field *field)
{
    struct form_field *accounts = form_find(dialog->form, "accounts");

    if (field == accounts && !field->fixed) {
        follow_accounts(dialog, field);
    }
    dialog_speaker_changed(dialog, field);
    accounts->required = dialog_speaker(dialog) ? NULL : whose;
    dialog_received_changed(dialog, field);
}

static void say_outcome(struct dialog *dialog, const struct desk_objection *objection, int64_t id,
                        struct str *said)
{
    struct desk_account_view view = {0};
    struct err ignored = {0};

    str_add_format(said, "objection %lld logged: %s", (long long)id, ruling_title(objection->ruling));
    if (objection->representative) {
        str_add(said, "; all in the representative's scope are held");
    } else if (desk_account_view(dialog->desk, objection->accounts[0], &view, &ignored)) {
        str_add_format(said, "; %s is %s now", view.account.number, standing_title(view.standing.value));
    }
    if (!objection->representative && objection->account_count > 1) {
        str_add_format(said, ", and %zu more", objection->account_count - 1);
    }
    desk_account_view_clear(&view);
}

static bool object_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                         struct err *err)
{
    struct desk_objection objection = {.representative = dialog_speaker(dialog)};
    int64_t id = 0;

    (void)selection;
    dialog_read_said(dialog, &objection);
    objection.accounts = picker_accounts(form_find(dialog->form, "accounts"), &objection.account_count);
    if (!desk_object(dialog->desk, &objection, &id, err)) {
        return false;
    }
    say_outcome(dialog, &objection, id, said);
    return true;
}

static const struct dialog_class object_class = {
    .name = "object",
    .title = "Log an objection",
    .about = NEED_ACCOUNT,
    .build = object_build,
    .changed = object_changed,
    .apply = object_apply,
};

bool dialog_object(struct app *app, const struct selection *selection)
{
    return dialog_run(app, &object_class, selection);
}

bool dialog_object_several(struct app *app, const struct selection *selections, size_t count)
{
    char *title = mem_format("%zu tagged row%s", count, count == 1 ? "" : "s");
    struct selection together = {.title = title};
    struct dialog dialog;
    struct err err = {0};
    bool good = dialog_open(&dialog, app, &object_class, &together, count);
    bool done = false;

    for (size_t i = 0; good && i < count; i++) {
        if (selections[i].account &&
            !picker_choose(form_find(dialog.form, "accounts"), selections[i].account, &err)) {
            app_fail(app, &err);
            good = false;
        }
    }
    if (good) {
        form_find(dialog.form, "accounts")->fixed = true;
        form_focus(dialog.form, form_find(dialog.form, "words"));
        done = dialog_ask(&dialog);
    }
    if (done) {
        app_say(app, "%s", str_text(&dialog.said));
    }
    dialog_close(&dialog);
    free(title);
    return done;
}
