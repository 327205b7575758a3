#include "config.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "desk/gate.h"
#include "store/nouns.h"
#include "tui/dialog.h"
#include "tui/work.h"

struct release {
    struct app *app;
    struct form *form;
    struct record_partner_list partners;
    struct str said;
};

static const char *partner_name(const struct release *release)
{
    int64_t id = field_choice_value(form_find(release->form, "partner"));

    for (size_t i = 0; i < release->partners.count; i++) {
        if (release->partners.items[i].id == id) {
            return release->partners.items[i].name;
        }
    }
    return NULL;
}

static struct desk_release_options options_of(const struct release *release)
{
    return (struct desk_release_options){
        .partner = partner_name(release),
        .columns = field_line_text(form_find(release->form, "columns")),
        .filter = field_line_text(form_find(release->form, "filter")),
    };
}

/* Shows what would go as the form stands; result is the caller's to clear. */
static bool preview(const struct release *release, struct desk_release *result, struct err *err)
{
    struct desk_release_options options = options_of(release);
    struct str text = {0};
    bool good;

    options.dry_run = true;
    work_begin();
    good = desk_release(app_desk(release->app), &options, result, err);
    work_end();
    if (good) {
        desk_release_describe(result, &text);
    } else {
        str_add(&text, err->text);
    }
    field_pager_set(form_find(release->form, "preview"), str_text(&text));
    str_clear(&text);
    return good;
}

static void release_changed(struct form *form, struct form_field *field, void *context)
{
    struct release *release = context;
    struct desk_release result = {0};
    struct err err = {0};

    /* A letter of a filter is no question yet, and the answer takes every account. */
    if (field != form_find(form, "partner") || !partner_name(release)) {
        return;
    }
    preview(release, &result, &err);
    desk_release_clear(&result);
}

static bool is_wanted(const struct release *release, const struct desk_release *result)
{
    return form_ask(release->form, "y", "%lld of %lld accounts go to %s. y lets them out, Esc does not.",
                    (long long)result->accounts, (long long)result->looked_at, result->partner) == 'y';
}

static bool release_save(struct form *form, void *context, struct err *err)
{
    struct release *release = context;
    struct desk_release_options options;
    struct desk_release result = {0};
    char *path = dialog_path(field_line_text(form_find(form, "path")));
    bool good = preview(release, &result, err) && is_wanted(release, &result);

    desk_release_clear(&result);
    /* The texts of the fields are those of the last question. */
    options = options_of(release);
    options.path = path;
    if (good) {
        work_begin();
        good = desk_release(app_desk(release->app), &options, &result, err);
        work_end();
        if (good) {
            str_add_format(&release->said, "release %lld to %s: %lld accounts in %s",
                           (long long)result.number, result.partner, (long long)result.accounts, path);
        }
        desk_release_clear(&result);
    }
    free(path);
    return good;
}

static void partners_add(struct release *release)
{
    size_t count = release->partners.count;
    struct field_option *options = mem_new_array(count, sizeof *options);
    struct form_field *field;

    for (size_t i = 0; i < count; i++) {
        options[i] = (struct field_option){release->partners.items[i].id, 0, release->partners.items[i].name};
    }
    field = field_choice_add(release->form, "partner", "partner", options, count,
                             count == 1 ? options[0].value : FIELD_CHOICE_NONE);
    field_choice_spell(field);
    field->required = "say to whom the data goes";
    field->help = "To whom the data goes.";
    free(options);
}

static void fields_add(struct release *release, const char *filter)
{
    struct form_field *field;
    char day[16];
    char *path =
        mem_format("release-%s.csv", day_format_iso(desk_today(app_desk(release->app)), day, sizeof day));

    field_pager_add(release->form, "preview", "", "Choose a partner to see who would go.", 1, 14);
    partners_add(release);
    field = field_line_add(release->form, "path", "file", path);
    field->required = "say what file to make";
    field->help = "A new file, readable by you alone. ~ is your home.";
    field = field_line_add(release->form, "columns", "columns", "");
    field->help = "Empty: all columns. Else number,company; or -phone to leave one out.";
    field = field_line_add(release->form, "filter", "accounts", filter);
    field->help = "Empty: every account. A filter only narrows: none goes that may not.";
    free(path);
}

static bool release_run(struct release *release, const char *filter)
{
    static const struct form_actions actions = {.save = release_save, .changed = release_changed};
    struct desk_release result = {0};
    struct err err = {0};
    bool done;

    release->form = form_new(release->app, "release", "new", " Release data to a partner ");
    fields_add(release, filter);
    if (partner_name(release)) {
        preview(release, &result, &err);
        desk_release_clear(&result);
    }
    done = form_run(release->form, &actions, release);
    if (done) {
        app_say(release->app, "%s", str_text(&release->said));
    }
    form_free(release->form);
    str_clear(&release->said);
    return done;
}

bool dialog_release(struct app *app, const char *filter)
{
    struct desk *desk = app_desk(app);
    struct release release = {.app = app};
    struct err err = {0};
    bool done = false;

    if (!desk_release_may(desk, &err) || !store_partner_list(desk_store(desk), &release.partners, &err)) {
        app_fail(app, &err);
    } else if (!release.partners.count) {
        app_say(app, "no partner is known yet: `demur import partners` makes them known");
    } else {
        done = release_run(&release, filter);
    }
    record_partner_list_clear(&release.partners);
    return done;
}
