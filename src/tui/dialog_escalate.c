#include "config.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "tui/dialog.h"

struct escalate {
    int version; /* of the dispute as seen; -1 several */
};

/* Only where the ladder leads; for several rows, wherever it leads from anywhere. */
static bool can_move(int from, enum level to)
{
    if (from >= 0) {
        return ladder_may_move((enum level)from, to);
    }
    for (int level = 0; level < level_count; level++) {
        if (ladder_may_move((enum level)level, to)) {
            return true;
        }
    }
    return false;
}

/* The next step up; community only where it is the last: what is said there is said in public. */
static enum level next_level(int from)
{
    static const enum level order[] = {LEVEL_LEAD, LEVEL_LEGAL, LEVEL_COMMUNITY, LEVEL_AGENT};
    size_t i = 0;

    while (i + 1 < sizeof order / sizeof *order &&
           (!can_move(from, order[i]) || (from >= 0 && (int)order[i] < from))) {
        i++;
    }
    return order[i];
}

static bool add_levels(struct dialog *dialog, int from, struct err *err)
{
    struct field_option options[level_count];
    size_t count = 0;

    for (int level = 0; level < level_count; level++) {
        if (can_move(from, (enum level)level)) {
            options[count++] = (struct field_option){level, 0, level_title((enum level)level)};
        }
    }
    if (!count) {
        return err_set(err, ERR_RULE, "there is no level above %s", level_title((enum level)from));
    }
    field_choice_add(dialog->form, "level", "level", options, count, next_level(from))->help =
        "Who decides next. Community answers in public.";
    return true;
}

static bool escalate_build(struct dialog *dialog, struct err *err)
{
    struct escalate *own = dialog->own = mem_new(sizeof *own);
    struct desk_dispute_view view = {0};
    struct form_field *field;
    int from = -1;

    own->version = -1;
    if (dialog->selection) {
        bool seen = desk_escalate_may(dialog->desk, dialog->selection->dispute, err) &&
                    desk_dispute_view(dialog->desk, dialog->selection->dispute, &view, err);

        own->version = view.dispute.version;
        from = (int)view.dispute.level;
        desk_dispute_view_clear(&view);
        if (!seen) {
            return false;
        }
    }
    if (!add_levels(dialog, from, err)) {
        return false;
    }
    field = field_words_add(dialog->form, "reason", "reason", "", 3, 6);
    field->required = "say what they should decide, and why";
    field->help = "What they should decide, and why it cannot be decided here.";
    field = field_day_add(dialog->form, "due", "due", "", desk_today(dialog->desk));
    field->help = "The day the review is due: +3, fri, 9 Apr.";
    field_day_limit(field, desk_today(dialog->desk), DAY_NONE, "in the past: today or later");
    field_day_suggest(field, desk_escalate_due(dialog->desk, (enum level)field_choice_value(
                                                                 form_find(dialog->form, "level"))));
    return true;
}

static void escalate_changed(struct dialog *dialog, struct form_field *field)
{
    if (str_equal(field->name, "level")) {
        field_day_suggest(form_find(dialog->form, "due"),
                          desk_escalate_due(dialog->desk, (enum level)field_choice_value(field)));
    }
}

/* Somebody moved it meanwhile: say where it stands now, so that saving again is on top of that. */
static void show_clash(struct dialog *dialog, struct err *err)
{
    struct escalate *own = dialog->own;
    struct desk_dispute_view view = {0};
    struct err ignored = {0};

    if (desk_dispute_view(dialog->desk, dialog->selection->dispute, &view, &ignored)) {
        char *seen = mem_text(err->text);

        own->version = view.dispute.version;
        err_set(err, ERR_CLASH, "%s; it is with %s now. ^S again saves yours on top, Esc leaves", seen,
                view.dispute.open ? level_title(view.dispute.level) : "nobody: it is resolved");
        free(seen);
    }
    desk_dispute_view_clear(&view);
}

static bool escalate_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                           struct err *err)
{
    struct escalate *own = dialog->own;
    enum level to = (enum level)field_choice_value(form_find(dialog->form, "level"));
    int due = field_day_value(form_find(dialog->form, "due"));
    char day[24];

    if (!desk_escalate(dialog->desk, selection->dispute, own->version, to,
                       field_words_text(form_find(dialog->form, "reason")), due, err)) {
        if (err->kind == ERR_CLASH && dialog->selection) {
            show_clash(dialog, err);
        }
        return false;
    }
    day_format_long(due == DAY_NONE ? desk_escalate_due(dialog->desk, to) : due, day, sizeof day);
    str_add_format(said, "dispute %lld is with %s now, due %s", (long long)selection->dispute,
                   level_title(to), day);
    return true;
}

const struct dialog_class dialog_escalate_class = {
    .name = "escalate",
    .title = "Escalate a dispute",
    .about = NEED_DISPUTE,
    .needs = NEED_DISPUTE,
    .build = escalate_build,
    .changed = escalate_changed,
    .apply = escalate_apply,
};

bool dialog_escalate(struct app *app, const struct selection *selection)
{
    return dialog_run(app, &dialog_escalate_class, selection);
}
