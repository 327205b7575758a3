#include "config.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "desk/consent.h"
#include "desk/view.h"
#include "store/nouns.h"
#include "tui/dialog.h"

struct limit_own {
    int version; /* of the limit as seen */
};

static void describe(const struct desk *desk, const struct record_objection *objection, struct str *text)
{
    char day[24];

    str_add_format(text, "%s of %s, %s, voice: %s\n\n%s", source_title(objection->source),
                   day_format_long(zone_day(objection->received, desk_zone(desk)), day, sizeof day),
                   ruling_title(objection->ruling), voice_title(objection->voice), objection->words);
}

static void add_categories(struct form *form, unsigned chosen)
{
    struct field_option options[category_count];
    struct form_field *field;

    for (int i = 0; i < category_count; i++) {
        options[i] = (struct field_option){1 << i, 0, category_title((enum category)i)};
    }
    field = field_flags_add(form, "categories", "data", options, category_count, chosen);
    field->help = "Which data it is about: a letter ticks and unticks. None ticked: all of it.";
    form_focus(form, field);
}

static bool add_people(struct dialog *dialog, const struct record_limit *limit, struct err *err)
{
    struct form_field *about = NULL;
    struct form_field *speaker = NULL;
    int64_t *accounts = NULL;
    size_t count = 0;
    bool good =
        store_tie_list(desk_store(dialog->desk), dialog->selection->objection, &accounts, &count, err);

    if (good) {
        about = dialog_add_contact(dialog, "about", "about", accounts, count, "the whole account",
                                   limit->contact, err);
        speaker = about ? dialog_add_contact(dialog, "speaker", "speaker", accounts, count,
                                             limit->speaker ? NULL : "not said", limit->speaker, err)
                        : NULL;
    }
    free(accounts);
    if (!about || !speaker) {
        return false;
    }
    about->help = "Whose data it is about: the whole account's or one contact's. Type the name.";
    speaker->help = "The contact who spoke, where that is known. Type the name.";
    return true;
}

/* Nothing is asked where no partner is known. */
static bool add_partners(struct dialog *dialog, const struct record_limit *limit, struct err *err)
{
    struct record_partner_list partners = {0};
    struct field_option *options;
    bool good = store_partner_list(desk_store(dialog->desk), &partners, err);

    options = mem_new_array(partners.count, sizeof *options);
    for (size_t i = 0; i < partners.count; i++) {
        options[i] = (struct field_option){partners.items[i].id, 0, partners.items[i].name};
    }
    if (good && partners.count) {
        struct form_field *field =
            field_set_add(dialog->form, "partners", "partners", options, partners.count);

        field->help = "Which partners must not have it: a letter finds, the blank key ticks. None: all.";
        for (size_t i = 0; i < limit->partner_count; i++) {
            field_set_tick(field, limit->partners[i]);
        }
    }
    free(options);
    record_partner_list_clear(&partners);
    return good;
}

static bool add_fields(struct dialog *dialog, const struct record_objection *objection,
                       const struct record_limit *limit, struct err *err)
{
    struct form *form = dialog->form;
    struct form_field *reason;
    struct str text = {0};

    describe(dialog->desk, objection, &text);
    field_pager_add(form, "objection", "", str_text(&text), 3, 8);
    field_pager_add(form, "clash", "clash", "", 2, 3);
    str_clear(&text);
    add_categories(form, limit->categories);
    if (!add_partners(dialog, limit, err) || !add_people(dialog, limit, err)) {
        return false;
    }
    reason = field_words_add(form, "reason", "reason", "", 2, 5);
    reason->required = "a limit lets the rest go: say how that is known";
    reason->help = "How it is known that only this is meant: a limit lets the rest go.";
    return true;
}

static bool limit_build(struct dialog *dialog, struct err *err)
{
    struct limit_own *own = dialog->own = mem_new(sizeof *own);
    struct record_objection objection = {0};
    struct record_limit limit = {0};
    int64_t id = dialog->selection->objection;
    bool good = desk_limit_may(dialog->desk, id, err) &&
                store_objection_get(desk_store(dialog->desk), id, &objection, err) &&
                store_limit_get(desk_store(dialog->desk), id, &limit, err);

    own->version = limit.version;
    good = good && add_fields(dialog, &objection, &limit, err);
    record_limit_clear(&limit);
    record_objection_clear(&objection);
    return good;
}

/* Appends what the objection is limited to by the file. */
static bool add_limit(struct dialog *dialog, int *version, struct str *text)
{
    struct record_limit limit = {0};
    struct err ignored = {0};
    bool good = store_limit_get(desk_store(dialog->desk), dialog->selection->objection, &limit, &ignored) &&
                desk_limit_add(dialog->desk, &limit, text, &ignored);

    if (version) {
        *version = limit.version;
    }
    if (!limit.categories && !limit.contact && !limit.partner_count) {
        str_add(text, text->length ? "; about everything" : "about everything");
    }
    record_limit_clear(&limit);
    return good;
}

/* Shows what the other chose; the fields keep all they hold. */
static void show_clash(struct dialog *dialog, struct err *err)
{
    struct limit_own *own = dialog->own;
    struct str text = {0};

    str_add(&text, "theirs: ");
    if (add_limit(dialog, &own->version, &text)) {
        char *seen = mem_text(err->text);

        field_pager_set(form_find(dialog->form, "clash"), str_text(&text));
        err_set(err, ERR_CLASH, "%s. ^S again saves yours on top, Esc leaves theirs.", seen);
        free(seen);
    }
    str_clear(&text);
}

static bool limit_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                        struct err *err)
{
    const struct limit_own *own = dialog->own;
    struct form *form = dialog->form;
    struct form_field *partners = form_find(form, "partners");
    struct desk_limit limit = {
        .objection = selection->objection,
        .version = own->version,
        .speaker = field_choice_value(form_find(form, "speaker")),
        .categories = field_flags_value(form_find(form, "categories")),
        .contact = field_choice_value(form_find(form, "about")),
        .reason = field_words_text(form_find(form, "reason")),
    };
    struct str text = {0};

    if (partners) {
        limit.partners = field_set_values(partners, &limit.partner_count);
    }
    if (!desk_limit(dialog->desk, &limit, err)) {
        if (err->kind == ERR_CLASH) {
            show_clash(dialog, err);
        }
        return false;
    }
    add_limit(dialog, NULL, &text);
    str_add_format(said, "objection %lld: %s", (long long)selection->objection, str_text(&text));
    str_clear(&text);
    return true;
}

static const struct dialog_class limit_class = {
    .name = "limit",
    .title = "Limit an objection",
    .about = NEED_OBJECTION,
    .needs = NEED_OBJECTION,
    .build = limit_build,
    .apply = limit_apply,
};

/* A message stands for the objection it holds. */
bool dialog_limit(struct app *app, const struct selection *selection)
{
    struct selection found = *selection;

    if (!dialog_objection(app, &found))
        return false;
    return dialog_run(app, &limit_class, &found);
}
