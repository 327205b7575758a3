#include "config.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "desk/verb.h"
#include "store/nouns.h"
#include "tui/dialog.h"
#include "tui/picker.h"

/* An objection that came without a message was written down when it was logged; here it is ruled. */
struct rule_own {
    int version; /* number of rulings as seen */
};

static void describe(const struct desk *desk, const struct record_objection *objection, struct str *text)
{
    struct zone_time received = zone_at(objection->received, desk_zone(desk));
    char day[24];

    str_add_format(text, "%s of %s", source_title(objection->source),
                   day_format_long(received.day, day, sizeof day));
    if (!str_blank(objection->agent)) {
        str_add_format(text, ", logged by %s", objection->agent);
    }
    if (objection->version) {
        str_add_format(text, "; ruled %s before", ruling_title(objection->ruling));
    }
    str_add_format(text, "\n\n%s", objection->words);
}

/* One that is tied to nobody can be tied here. */
static bool add_whose(struct dialog *dialog, struct err *err)
{
    struct desk_candidate_list candidates = {0};
    int64_t objection = dialog->selection->objection, *tied = NULL;
    size_t count = 0;
    bool good = store_tie_list(desk_store(dialog->desk), objection, &tied, &count, err);

    free(tied);
    if (good && !count) {
        struct form_field *accounts = picker_add(dialog->form, "accounts", "account");
        struct str text = {0};

        accounts->help = "Whose is it? Words find accounts, the blank key a likely one.";
        good = desk_candidates(dialog->desk, objection, 0, &candidates, err) &&
               picker_suggest(accounts, &candidates, err);
        dialog_add_candidates(&candidates, &text);
        field_pager_add(dialog->form, "likely", "", str_text(&text), 1, 4);
        str_clear(&text);
        desk_candidate_list_clear(&candidates);
    }
    return good;
}

static bool add_answers(struct dialog *dialog, const struct record_objection *objection, struct err *err)
{
    struct form *form = dialog->form;
    static const enum ruling order[] = {RULING_OPT_OUT, RULING_DISPUTE, RULING_QUESTION, RULING_THREAT,
                                        RULING_NOT_OBJECTION};
    struct form_field *field = dialog_add_ruling(
        form, order, sizeof order / sizeof *order,
        objection->ruling == RULING_UNREAD ? FIELD_CHOICE_NONE : (int64_t)objection->ruling);

    field->required = "say what it is: nothing is ruled yet";
    field->help = "What is it? A letter chooses.";
    form_focus(form, field);
    dialog_add_voice(form, objection->voice);
    dialog_add_flags(form, objection->flags);
    if (!add_whose(dialog, err)) {
        return false;
    }
    field_line_add(form, "reason", "reason", "")->help = "Why, if that needs saying. Enter saves.";
    return true;
}

static bool rule_build(struct dialog *dialog, struct err *err)
{
    struct rule_own *own = dialog->own = mem_new(sizeof *own);
    struct record_objection objection = {0};
    struct str text = {0};
    int64_t id = dialog->selection->objection;
    bool good = desk_correct_may(dialog->desk, id, err) &&
                store_objection_get(desk_store(dialog->desk), id, &objection, err);

    if (good) {
        own->version = objection.version;
        describe(dialog->desk, &objection, &text);
        field_pager_add(dialog->form, "objection", "", str_text(&text), 4, 1000);
        field_pager_add(dialog->form, "clash", "clash", "", 2, 3);
        good = add_answers(dialog, &objection, err);
    }
    str_clear(&text);
    record_objection_clear(&objection);
    return good;
}

/* Shows what the other ruled beside what is chosen here; the fields keep all they hold. */
static void show_clash(struct dialog *dialog, enum ruling mine, struct err *err)
{
    struct rule_own *own = dialog->own;
    struct record_objection objection = {0};
    struct err ignored = {0};

    if (store_objection_get(desk_store(dialog->desk), dialog->selection->objection, &objection, &ignored)) {
        char *text = mem_format("theirs: %s, %s\nyours: %s", ruling_title(objection.ruling),
                                voice_title(objection.voice), ruling_title(mine));
        char *seen = mem_text(err->text);

        own->version = objection.version;
        field_pager_set(form_find(dialog->form, "clash"), text);
        err_set(err, ERR_CLASH, "%s. ^S again saves yours on top, Esc leaves theirs.", seen);
        free(text);
        free(seen);
    }
    record_objection_clear(&objection);
}

static bool rule_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                       struct err *err)
{
    struct rule_own *own = dialog->own;
    struct form *form = dialog->form;
    enum voice voice = (enum voice)field_choice_value(form_find(form, "voice"));
    unsigned flags = field_flags_value(form_find(form, "risk"));
    struct desk_correction correction = {
        .objection = selection->objection,
        .version = own->version,
        .ruling = (enum ruling)field_choice_value(form_find(form, "ruling")),
        .voice = &voice,
        .flags = &flags,
        .reason = field_line_text(form_find(form, "reason")),
    };

    if (form_find(form, "accounts")) {
        correction.accounts = picker_accounts(form_find(form, "accounts"), &correction.account_count);
    }
    if (!desk_correct(dialog->desk, &correction, err)) {
        if (err->kind == ERR_CLASH) {
            show_clash(dialog, correction.ruling, err);
        }
        return false;
    }
    str_add_format(said, "objection %lld is ruled %s", (long long)selection->objection,
                   ruling_title(correction.ruling));
    if (correction.account_count) {
        str_add_format(said, ", tied to %zu account%s", correction.account_count,
                       correction.account_count == 1 ? "" : "s");
    }
    return true;
}

static const struct dialog_class rule_class = {
    .name = "rule",
    .title = "Rule an objection",
    .about = NEED_OBJECTION,
    .needs = NEED_OBJECTION,
    .build = rule_build,
    .apply = rule_apply,
};

bool dialog_rule(struct app *app, const struct selection *selection)
{
    return dialog_run(app, &rule_class, selection);
}
