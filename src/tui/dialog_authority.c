#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "desk/representative.h"
#include "desk/view.h"
#include "store/nouns.h"
#include "tui/dialog.h"

enum { ALL, ONE };

static bool tied_text(struct desk *desk, const struct record_authority_list *tied, struct str *text,
                      struct err *err)
{
    for (size_t i = 0; i < tied->count; i++) {
        const struct record_authority *one = &tied->items[i];
        struct record_account account = {0};

        if (!store_account_get(desk_store(desk), one->account, &account, err)) {
            return false;
        }
        str_add_format(text, "\n%s %s: %s%s%s", account.number, account.company, authority_title(one->state),
                       str_blank(one->evidence) ? "" : ", ", str_blank(one->evidence) ? "" : one->evidence);
        record_account_clear(&account);
    }
    return true;
}

static void add_state(struct form *form)
{
    static const enum authority states[] = {AUTHORITY_ASKED, AUTHORITY_PROVEN, AUTHORITY_REFUSED,
                                            AUTHORITY_DISOWNED};
    struct field_option options[sizeof states / sizeof *states];
    struct form_field *field;

    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        options[i] = (struct field_option){states[i], "aprd"[i], authority_title(states[i])};
    }
    field = field_choice_add(form, "state", "authority", options, sizeof states / sizeof *states,
                             FIELD_CHOICE_NONE);
    field->required = "say what became of it";
    field->help = "Denied by the client: its own word. A letter chooses.";
    form_focus(form, field);
}

/* For the one account that is looked at, or for all that the objection is tied to. */
static void add_whose(struct dialog *dialog, const struct record_authority_list *tied)
{
    struct field_option options[2] = {{ALL, 'a', "all its accounts"}, {ONE, 'o', "only this one"}};
    bool one = false;

    for (size_t i = 0; i < tied->count; i++) {
        one = one || tied->items[i].account == dialog->selection->account;
    }
    field_choice_add(dialog->form, "whose", "for", options, one ? 2 : 1, one && tied->count > 1 ? ONE : ALL)
        ->help = "All passes over accounts whose client denied it.";
}

static bool authority_build(struct dialog *dialog, struct err *err)
{
    struct record_objection objection = {0};
    struct record_authority_list tied = {0};
    struct str text = {0};
    int64_t id = dialog->selection->objection;
    bool good = desk_authority_may(dialog->desk, id, err) &&
                store_objection_get(desk_store(dialog->desk), id, &objection, err) &&
                store_authority_list(desk_store(dialog->desk), id, &tied, err) &&
                desk_voice_add(dialog->desk, &objection, 0, &text, err) &&
                tied_text(dialog->desk, &tied, &text, err);

    if (good) {
        field_pager_add(dialog->form, "tied", "", str_text(&text), 3, 10);
        add_state(dialog->form);
        add_whose(dialog, &tied);
        field_words_add(dialog->form, "evidence", "evidence", "", 2, 4)->help =
            "On what: the signed paper, or what the client said itself. Only asking needs none.";
    }
    str_clear(&text);
    record_authority_list_clear(&tied);
    record_objection_clear(&objection);
    return good;
}

static bool authority_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                            struct err *err)
{
    struct form *form = dialog->form;
    enum authority state = (enum authority)field_choice_value(form_find(form, "state"));
    bool one = field_choice_value(form_find(form, "whose")) == ONE;
    size_t changed = 0;

    if (!desk_authority_set(dialog->desk, selection->objection, &selection->account, one, state,
                            field_words_text(form_find(form, "evidence")), &changed, err)) {
        return false;
    }
    str_add_format(said, "authority of objection %lld for %zu account%s: %s", (long long)selection->objection,
                   changed, changed == 1 ? "" : "s", authority_title(state));
    return true;
}

static const struct dialog_class authority_class = {
    .name = "authority",
    .title = "Authority of a representative",
    .about = NEED_OBJECTION | NEED_ACCOUNT,
    .needs = NEED_OBJECTION,
    .build = authority_build,
    .apply = authority_apply,
};

/* The one objection of a representative that an account has; 0: none or several. */
static bool find_claim(struct desk *desk, int64_t account, int64_t *objection, struct err *err)
{
    struct record_objection_list list = {0};
    bool good = store_objection_list(desk_store(desk), desk_program(desk)->id, account, &list, err);
    size_t count = 0;

    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].voice == VOICE_REPRESENTATIVE) {
            *objection = list.items[i].id;
            count++;
        }
    }
    if (count > 1) {
        *objection = 0;
    }
    record_objection_list_clear(&list);
    return good;
}

/* What is selected may be the objection, its message or its account. */
static bool find_objection(struct desk *desk, struct selection *selection, struct err *err)
{
    struct record_objection objection = {0};
    bool good = true;

    if (!selection->objection && selection->message) {
        good = store_objection_of_message(desk_store(desk), selection->message, &objection, err);
        selection->objection = objection.id;
        record_objection_clear(&objection);
    } else if (selection->objection) {
        good = store_objection_get(desk_store(desk), selection->objection, &objection, err);
        if (objection.voice != VOICE_REPRESENTATIVE && selection->account) {
            selection->objection = 0;
        }
        record_objection_clear(&objection);
    }
    if (good && !selection->objection && selection->account) {
        good = find_claim(desk, selection->account, &selection->objection, err);
    }
    return good;
}

bool dialog_authority(struct app *app, const struct selection *selection)
{
    struct selection found = *selection;
    struct err err = {0};

    if (!find_objection(app_desk(app), &found, &err)) {
        app_fail(app, &err);
        return false;
    }
    if (!found.objection) {
        app_say(app, "no single objection of a representative here: choose its line");
        return false;
    }
    return dialog_run(app, &authority_class, &found);
}
