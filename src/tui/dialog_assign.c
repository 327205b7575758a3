#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "desk/verb.h"
#include "store/nouns.h"
#include "tui/dialog.h"

enum { NOBODY = -1, ME = -2 };

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
        field_choice_add(dialog->form, "owner", "who", options, count, ME)->help =
            "Who does this duty. Enter saves.";
    }
    free(options);
    free(me);
    record_agent_list_clear(&agents);
    return listed;
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

static bool assign_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                         struct err *err)
{
    struct record_duty duty = {0};
    char *owner = chosen_owner(dialog, err);
    bool good = owner && store_duty_get(desk_store(dialog->desk), selection->duty, &duty, err) &&
                desk_assign(dialog->desk, selection->duty, duty.owner, owner, err);

    if (good && *owner) {
        str_add_format(said, "assigned to %s", owner);
    } else if (good) {
        str_add(said, "assigned to nobody");
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
