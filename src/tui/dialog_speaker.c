#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "desk/representative.h"
#include "store/nouns.h"
#include "tui/dialog.h"

/* Nobody is asked for a name where no representative is on file. */
bool dialog_add_representative(struct dialog *dialog, const char *help, struct err *err)
{
    struct record_representative_list list = {0};
    struct field_option *options;
    bool good = store_representative_list(desk_store(dialog->desk), &list, err);

    options = mem_new_array(list.count + 1, sizeof *options);
    options[0] = (struct field_option){0, 0, "nobody on file"};
    for (size_t i = 0; i < list.count; i++) {
        options[i + 1] = (struct field_option){list.items[i].id, 0, list.items[i].name};
    }
    if (good && list.count) {
        struct form_field *field =
            field_choice_add(dialog->form, "speaker", "speaker", options, list.count + 1, 0);

        field_choice_spell(field);
        field->help = help;
    }
    free(options);
    record_representative_list_clear(&list);
    return good;
}

bool dialog_add_speaker(struct dialog *dialog, struct err *err)
{
    bool good = dialog_add_representative(
        dialog, "The representative who speaks: type its name. All accounts in its scope are held.", err);

    if (form_find(dialog->form, "speaker")) {
        field_pager_add(dialog->form, "reach", "reach", "", 2, 6);
    }
    return good;
}

int64_t dialog_speaker(const struct dialog *dialog)
{
    struct form_field *field = form_find(dialog->form, "speaker");
    int64_t chosen = field ? field_choice_value(field) : 0;

    return chosen == FIELD_CHOICE_NONE ? 0 : chosen;
}

static void reach_text(const struct desk_reach *reach, struct str *text)
{
    desk_reach_add(reach, text);
    for (size_t i = 0; i < reach->accounts.count; i++) {
        const struct record_reach *account = &reach->accounts.items[i];

        str_add_format(text, "\n%s %s: %s%s%s", account->number, account->company,
                       standing_title(account->standing), account->open ? ", window still open" : "",
                       account->released ? ", already released" : "");
    }
}

void dialog_speaker_changed(struct dialog *dialog, const struct form_field *field)
{
    struct form_field *shown = form_find(dialog->form, "reach");
    struct desk_reach reach = {0};
    struct str text = {0};
    struct err err = {0};
    int64_t speaker = dialog_speaker(dialog);

    if (!shown || !str_equal(field->name, "speaker")) {
        return;
    }
    if (speaker && desk_representative_reach(dialog->desk, speaker, &reach, &err)) {
        reach_text(&reach, &text);
        field_choice_set(form_find(dialog->form, "voice"), VOICE_REPRESENTATIVE);
    } else if (speaker) {
        str_add(&text, err.text);
    }
    field_pager_set(shown, str_text(&text));
    desk_reach_clear(&reach);
    str_clear(&text);
}
