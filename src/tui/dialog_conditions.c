#include "config.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "desk/consent.h"
#include "desk/view.h"
#include "tui/dialog.h"

/* The form stays while one condition after the other is ticked. */
struct conditions_own {
    struct desk_condition_list list;
    bool changed;
};

static void describe(const struct dialog *dialog, const struct standing_result *standing, struct str *text)
{
    const struct conditions_own *own = dialog->own;
    char day[24];

    desk_place_add(standing, text);
    str_add_format(text, ": %s, %s\n%zu of %zu ticked", standing->rule->name,
                   regime_title(standing->rule->regime), own->list.ticked, own->list.count);
    if (own->list.notice) {
        str_add_format(text, " for the notice sent %s", day_format_long(standing->sent_day, day, sizeof day));
    } else {
        str_add(text, "; there is no window to tick for: a notice comes first");
    }
}

static char *beside(const struct desk *desk, const struct desk_condition *condition)
{
    char day[24];

    if (!condition->version) {
        return mem_text("");
    }
    return mem_format(
        "%s, %s", condition->agent,
        day_format_near(zone_day(condition->at, desk_zone(desk)), desk_today(desk), day, sizeof day));
}

/* Who ticked it, when and with which words, and what the keys do. */
static char *told(const struct desk *desk, const struct desk_condition *condition)
{
    struct str text = {0};

    desk_tick_add(desk, condition, &text);
    if (text.length) {
        str_add(&text, ". ");
    }
    str_add(&text, condition->ticked ? "Space or Enter opens it again, with the words."
                                     : "Space or Enter ticks it; the words go with it.");
    return str_take(&text);
}

static void show_rows(struct dialog *dialog)
{
    const struct conditions_own *own = dialog->own;
    struct field_tick *rows = mem_new_array(own->list.count, sizeof *rows);

    for (size_t i = 0; i < own->list.count; i++) {
        const struct desk_condition *item = &own->list.items[i];

        rows[i] = (struct field_tick){item->ticked, condition_title(item->condition),
                                      beside(dialog->desk, item), told(dialog->desk, item)};
    }
    field_ticks_set(form_find(dialog->form, "condition"), rows, own->list.count);
    for (size_t i = 0; i < own->list.count; i++) {
        free(rows[i].beside);
        free(rows[i].told);
    }
    free(rows);
}

static bool show(struct dialog *dialog, struct err *err)
{
    struct conditions_own *own = dialog->own;
    struct standing_result standing = {0};
    struct str text = {0};
    int64_t account = dialog->selection->account;

    desk_condition_list_clear(&own->list);
    if (!desk_conditions(dialog->desk, account, &own->list, err) ||
        !desk_standing(dialog->desk, account, &standing, err)) {
        return false;
    }
    describe(dialog, &standing, &text);
    field_pager_set(form_find(dialog->form, "rule"), str_text(&text));
    standing_clear(&standing);
    str_clear(&text);
    show_rows(dialog);
    return true;
}

static bool conditions_build(struct dialog *dialog, struct err *err)
{
    struct conditions_own *own = dialog->own = mem_new(sizeof *own);
    struct form *form = dialog->form;

    field_pager_add(form, "rule", "", "", 2, 4);
    field_ticks_add(form, "condition", "");
    field_words_add(form, "words", "words", "", 2, 5)->help =
        "What was found, and why one is opened again. ^S ticks the marked one with these words.";
    form_focus(form, form_find(form, "condition"));
    if (!show(dialog, err)) {
        return false;
    }
    return own->list.count > 0 || err_set(err, ERR_RULE, "the rule of this account asks for no conditions");
}

/* Always false: the form stays for the next one. */
static bool conditions_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                             struct err *err)
{
    struct conditions_own *own = dialog->own;
    struct form_field *words = form_find(dialog->form, "words");
    size_t marked = field_ticks_marked(form_find(dialog->form, "condition"));
    enum condition condition = own->list.items[marked].condition;
    bool ticked = !own->list.items[marked].ticked;
    struct err ignored = {0};

    (void)said;
    if (desk_tick(dialog->desk, selection->account, condition, ticked, field_words_text(words), err)) {
        own->changed = true;
        field_words_set(words, "");
        form_saved(dialog->form);
        form_say(dialog->form, "%s: %s", ticked ? "ticked" : "open again", condition_title(condition));
    } else if (err->kind == ERR_USAGE) {
        form_focus(dialog->form, words);
    }
    show(dialog, &ignored);
    return false;
}

static const struct dialog_class conditions_class = {
    .name = "conditions",
    .title = "Conditions",
    .about = NEED_ACCOUNT,
    .needs = NEED_ACCOUNT,
    .build = conditions_build,
    .apply = conditions_apply,
};

bool dialog_conditions(struct app *app, const struct selection *selection)
{
    struct conditions_own *own;
    struct dialog dialog;
    bool changed;

    if (dialog_open(&dialog, app, &conditions_class, selection, 1)) {
        dialog_ask(&dialog);
    }
    own = dialog.own;
    changed = own && own->changed;
    if (changed) {
        app_say(app, "%zu of %zu conditions ticked", own->list.ticked, own->list.count);
    }
    if (own) {
        desk_condition_list_clear(&own->list);
    }
    dialog_close(&dialog);
    return changed;
}
