#include "config.h"

#include "desk/consent.h"
#include "desk/view.h"
#include "tui/dialog.h"

/* Unlike an objection a yes must be beyond doubt: who gave it and how that is known are chosen by hand. */
static void add_identity(struct form *form)
{
    struct field_option options[identity_count];
    struct form_field *field;

    for (int i = 0; i < identity_count; i++) {
        options[i] = (struct field_option){i, 0, identity_title((enum identity)i)};
    }
    field = field_choice_add(form, "identity", "known by", options, identity_count, FIELD_CHOICE_NONE);
    field->required = "say how it is known who said yes";
    field->help = "How it is known that it came from who gave it. A letter chooses.";
}

static bool consent_build(struct dialog *dialog, struct err *err)
{
    const struct selection *selection = dialog->selection;
    struct form *form = dialog->form;
    struct form_field *field =
        dialog_add_giver(form, selection->contact ? (int64_t)VOICE_CONTACT : FIELD_CHOICE_NONE);

    field->required = "say who gave it";
    field->help = "Who says yes. A contact's yes is its own, a representative's needs proven authority.";
    field = dialog_add_contact(dialog, "contact", "contact", &selection->account, 1, "nobody alone",
                               selection->contact, err);
    if (!field) {
        return false;
    }
    field->help = "Whose own yes it is: type the name.";
    if (!dialog_add_representative(dialog, "The representative who says yes: type its name.", err)) {
        return false;
    }
    add_identity(form);
    field = field_words_add(form, "words", "words", "", 2, 6);
    field->required = "write down what was said yes to";
    field->help = "What was said yes to, in the customer's words.";
    dialog_add_source(form);
    dialog_add_received(dialog);
    form_focus(form, form_find(form, "voice"));
    return desk_may(dialog->desk, FACT_CONSENT, err);
}

/* Who is named and the voice say the same. */
static void consent_changed(struct dialog *dialog, struct form_field *field)
{
    struct form_field *voice = form_find(dialog->form, "voice");
    struct form_field *contact = form_find(dialog->form, "contact");
    struct form_field *speaker = form_find(dialog->form, "speaker");

    if (field == contact && field_choice_value(contact)) {
        field_choice_set(voice, VOICE_CONTACT);
    }
    if (speaker && field == speaker && field_choice_value(speaker)) {
        field_choice_set(voice, VOICE_REPRESENTATIVE);
    }
    if (field_choice_value(voice) != VOICE_CONTACT) {
        field_choice_set(contact, 0);
    }
    if (speaker && field_choice_value(voice) != VOICE_REPRESENTATIVE) {
        field_choice_set(speaker, 0);
    }
    dialog_received_changed(dialog, field);
}

static bool consent_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                          struct err *err)
{
    struct form *form = dialog->form;
    struct desk_consent consent = {
        .account = selection->account,
        .voice = (enum voice)field_choice_value(form_find(form, "voice")),
        .contact = field_choice_value(form_find(form, "contact")),
        .representative = dialog_speaker(dialog),
        .source = (enum source)field_choice_value(form_find(form, "source")),
        .identity = (enum identity)field_choice_value(form_find(form, "identity")),
        .words = field_words_text(form_find(form, "words")),
    };
    int64_t id = 0;

    consent.day = dialog_received(dialog, &consent.hour, &consent.minute);
    if (!desk_consent(dialog->desk, &consent, &id, err)) {
        return false;
    }
    str_add_format(said, "consent %lld recorded", (long long)id);
    dialog_say_standing(dialog, selection->account, said);
    return true;
}

static const struct dialog_class consent_class = {
    .name = "consent",
    .title = "Record a yes",
    .about = NEED_ACCOUNT,
    .needs = NEED_ACCOUNT,
    .build = consent_build,
    .changed = consent_changed,
    .apply = consent_apply,
};

bool dialog_consent(struct app *app, const struct selection *selection)
{
    return dialog_run(app, &consent_class, selection);
}
