#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "desk/verb.h"
#include "store/nouns.h"
#include "tui/dialog.h"

enum { NOBODY = -1, ME = -2 };

/* Keeps who did the duty when it was looked at: another who took it meanwhile must not lose it unseen. */
static bool see_owner(struct dialog *dialog, struct err *err)
{
    struct record_duty duty = {0};
    bool seen = true;

    if (dialog->selection) {
        seen = store_duty_get(desk_store(dialog->desk), dialog->selection->duty, &duty, err);
        dialog->own = seen ? mem_text(duty.owner) : NULL;
    }
    record_duty_clear(&duty);
    return seen;
}

/* Me first, then the known agents by their place in the list, then nobody. */
static bool assign_build(struct dialog *dialog, struct err *err)
{
    struct record_agent_list agents = {0};
    struct field_option *options;
    char *me = mem_format("me (%s)", desk_agent(dialog->desk));
    bool listed = desk_agents(dialog->desk, &agents, err);
    size_t count = 0;

    options = mem_new_array(agents.count + 2, sizeof *options);
    options[count++] = (struct field_option){ME, 'm', me};
    for (size_t i = 0; i < agents.count; i++) {
        if (!str_equal(agents.items[i].name, desk_agent(dialog->desk))) {
            options[count++] = (struct field_option){(int64_t)i, 0, agents.items[i].name};
        }
    }
    options[count++] = (struct field_option){NOBODY, 'n', "nobody"};
    if (listed) {
        struct form_field *field = field_choice_add(dialog->form, "owner", "who", options, count, ME);

        field_choice_spell(field);
        field->help = "Who does this duty: type a name, or use the arrows. Enter saves.";
    }
    free(options);
    free(me);
    record_agent_list_clear(&agents);
    return listed && see_owner(dialog, err);
}

/* Names by the same list: agents are only ever added to it. */
static char *chosen_owner(struct dialog *dialog, struct err *err)
{
    int64_t value = field_choice_value(form_find(dialog->form, "owner"));
    struct record_agent_list agents = {0};
    char *owner = NULL;

    if (value == NOBODY) {
        return mem_text("");
    }
    if (value == ME) {
        return mem_text(desk_agent(dialog->desk));
    }
    if (desk_agents(dialog->desk, &agents, err) && value >= 0 && (size_t)value < agents.count) {
        owner = mem_text(agents.items[value].name);
    }
    record_agent_list_clear(&agents);
    return owner;
}

/* Says who has it now; saving again is then on top of that. */
static void show_clash(struct dialog *dialog, const struct record_duty *duty, struct err *err)
{
    free(dialog->own);
    dialog->own = mem_text(duty->owner);
    err_set(err, ERR_CLASH, "%s has this duty now. ^S again takes it over, Esc leaves it there",
            *duty->owner ? duty->owner : "nobody");
}

static void say_outcome(const struct record_duty *duty, const char *owner, struct str *said)
{
    str_add_format(said, "assigned to %s", *owner ? owner : "nobody");
    if (*duty->owner && !str_equal(duty->owner, owner)) {
        str_add_format(said, ", no longer to %s", duty->owner);
    }
}

static bool assign_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                         struct err *err)
{
    struct record_duty duty = {0};
    char *owner = chosen_owner(dialog, err);
    bool good = owner && store_duty_get(desk_store(dialog->desk), selection->duty, &duty, err);

    if (good) {
        good = desk_assign(dialog->desk, selection->duty, dialog->own ? dialog->own : duty.owner, owner, err);
        if (!good && err->kind == ERR_CLASH && !duty.done && dialog->selection) {
            show_clash(dialog, &duty, err);
        }
    }
    if (good) {
        say_outcome(&duty, owner, said);
    }
    record_duty_clear(&duty);
    free(owner);
    return good;
}

const struct dialog_class dialog_assign_class = {
    .name = "assign",
    .title = "Assign a duty",
    .about = NEED_DUTY,
    .needs = NEED_DUTY,
    .build = assign_build,
    .apply = assign_apply,
};

bool dialog_assign(struct app *app, const struct selection *selection)
{
    return dialog_run(app, &dialog_assign_class, selection);
}
