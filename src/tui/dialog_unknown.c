#include "config.h"

#include "desk/verb.h"
#include "store/record.h"
#include "tui/dialog.h"

/* An objection whose account nobody knows is written down as well, with what is known: its clock runs. */

static bool check_region(const char *text, struct err *err)
{
    char code[8];

    return !*text || rule_code_parse(text, code, sizeof code) ||
           err_set(err, ERR_USAGE, "no country or region has this code: write US or US-CA, or nothing");
}

static bool unknown_build(struct dialog *dialog, struct err *err)
{
    struct form *form = dialog->form;
    struct form_field *words = dialog_add_said(dialog, VOICE_UNKNOWN, false, err), *field;

    field_line_add(form, "name", "name", "")->help = "The name of who objected, if it is known.";
    field_line_add(form, "handle", "forum", "")->help = "The forum name, if there is one.";
    field_line_add(form, "mail", "mail", "")->help = "The e-mail address, if there is one.";
    field_line_add(form, "company", "company", "")->help = "The company, or words of its name.";
    field = field_line_add(form, "region", "region", "");
    field->help = "Country or region, like US or US-CA: its rule sets the clock. Enter saves.";
    field_line_check(field, check_region);
    form_focus(form, words);
    return true;
}

static void unknown_changed(struct dialog *dialog, struct form_field *field)
{
    dialog_received_changed(dialog, field);
}

/* The fields own their texts; the record borrows them for the moment. */
static char *line_of(const struct dialog *dialog, const char *name)
{
    return (char *)(uintptr_t)field_line_text(form_find(dialog->form, name));
}

static bool unknown_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                          struct err *err)
{
    char code[8] = "";
    struct record_objector objector = {.name = line_of(dialog, "name"),
                                       .handle = line_of(dialog, "handle"),
                                       .mail = line_of(dialog, "mail"),
                                       .company = line_of(dialog, "company"),
                                       .region = code};
    struct desk_objection objection = {.objector = &objector};
    struct desk_candidate_list candidates = {0};
    struct err ignored = {0};
    int64_t id = 0;

    (void)selection;
    rule_code_parse(line_of(dialog, "region"), code, sizeof code);
    dialog_read_said(dialog, &objection);
    if (!desk_object(dialog->desk, &objection, &id, err)) {
        return false;
    }
    str_add_format(said, "objection %lld logged: %s; its account is to be found", (long long)id,
                   ruling_title(objection.ruling));
    if (desk_candidates(dialog->desk, id, 0, &candidates, &ignored) && candidates.count) {
        str_add_format(said, ", %zu may be it", candidates.count);
    }
    desk_candidate_list_clear(&candidates);
    return true;
}

static const struct dialog_class unknown_class = {
    .name = "unidentified",
    .title = "Log an objection of nobody known",
    .build = unknown_build,
    .changed = unknown_changed,
    .apply = unknown_apply,
};

bool dialog_unknown(struct app *app, const struct selection *selection)
{
    (void)selection;
    return dialog_run(app, &unknown_class, &(struct selection){0});
}
