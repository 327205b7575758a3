#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "desk/transfer.h"
#include "tui/dialog.h"
#include "tui/work.h"

struct export
{
    struct app *app;
    const struct desk_list *list;
    const int64_t *ids; /* of the tagged rows; NULL all */
    size_t id_count;
    struct str said;
};

/* Returns where a name without a folder goes, as people write it. The caller frees. */
static char *folder_here(void)
{
    char *here = getcwd(NULL, 0);
    const char *home = getenv("HOME");
    char *shown;

    if (!here) {
        return mem_text("this folder");
    }
    shown = home && *home && str_starts(here, home) && (!here[strlen(home)] || here[strlen(home)] == '/')
                ? mem_format("~%s", here + strlen(home))
                : mem_text(here);
    free(here);
    return shown;
}

static bool export_save(struct form *form, void *context, struct err *err)
{
    struct export *export = context;
    struct desk_export_options options = {
        .bom = field_choice_value(form_find(form, "bom")) != 0,
        .ids = export->ids,
        .id_count = export->id_count,
    };
    char *path = dialog_path(field_line_text(form_find(form, "path")));
    int64_t matched = 0;
    int64_t written = 0;
    bool done = false;

    if (!file_exists(path) ||
        form_ask(form, "y", "%s is there already. y writes over it, Esc does not.", path) == 'y') {
        work_begin();
        done = desk_export(app_desk(export->app), export->list, path, &options, &matched, &written, err);
        work_end();
    }
    if (done && matched == written) {
        str_add_format(&export->said, "%lld row%s written to %s", (long long)written, written == 1 ? "" : "s",
                       path);
    } else if (done) {
        str_add_format(&export->said, "%lld of %lld rows written to %s", (long long)written,
                       (long long)matched, path);
    }
    free(path);
    return done;
}

static char *title_of(const struct export *export)
{
    const char *list = list_title(export->list->query.list);

    return export->ids ? mem_format(" Export %zu tagged row%s: %s ", export->id_count,
                                    export->id_count == 1 ? "" : "s", list)
                       : mem_format(" Export the list: %s ", list);
}

/* A file elsewhere: nothing on the desk changes. */
static void export_run(struct export *export)
{
    static const struct form_actions actions = {.save = export_save};
    static const struct field_option bom[] = {{1, 'y', "yes"}, {0, 'n', "no"}};
    const char *name = list_name(export->list->query.list);
    struct form *form;
    struct form_field *field;
    char day[16];
    char *folder;
    char *help;
    char *text = title_of(export);

    form = form_new(export->app, "export", name, text);
    free(text);
    text = mem_format("%s-%s.csv", name, day_format_iso(desk_today(app_desk(export->app)), day, sizeof day));
    field = field_line_add(form, "path", "file", text);
    field->required = "say what file to write";
    folder = folder_here();
    help = mem_format("%s, all columns, as CSV. A bare name goes to %s; ~ is your home.",
                      export->ids ? "The tagged rows" : "All rows of the list", folder);
    field->help = help;
    field = field_choice_add(form, "bom", "for Excel", bom, 2, 0);
    field->help = "Yes puts a mark before the text, without which Excel shows accents wrong. Enter saves.";
    if (form_run(form, &actions, export)) {
        app_say(export->app, "%s", str_text(&export->said));
    }
    form_free(form);
    free(text);
    free(folder);
    free(help);
    str_clear(&export->said);
}

bool dialog_export(struct app *app, const struct desk_list *list)
{
    struct export export = {.app = app, .list = list};

    export_run(&export);
    return false;
}

bool dialog_export_tagged(struct app *app, const struct desk_list *list, const int64_t *ids, size_t count)
{
    struct export export = {.app = app, .list = list, .ids = ids, .id_count = count};

    export_run(&export);
    return false;
}
