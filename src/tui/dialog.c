#include "config.h"

#include "tui/dialog.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "store/nouns.h"

enum { MANY = 10 };

/* The subject of a draft about nothing that is selected. */
static const char NEW[] = "new";

/* What can be needed, in the words of a draft's subject and of a refusal. */
static const struct {
    unsigned need;
    const char *name;
    const char *lacks;
} needs[] = {
    {NEED_ACCOUNT, "account", "no account is selected"},
    {NEED_MESSAGE, "message", "no message is selected"},
    {NEED_DISPUTE, "dispute", "no dispute is selected"},
    {NEED_DUTY, "duty", "no duty is selected"},
    {NEED_OBJECTION, "objection", "no objection is selected"},
    {NEED_CONSENT, "consent", "no consent is selected"},
};

static int64_t selected(const struct selection *selection, unsigned need)
{
    switch (need) {
    case NEED_ACCOUNT:
        return selection->account;
    case NEED_MESSAGE:
        return selection->message;
    case NEED_DISPUTE:
        return selection->dispute;
    case NEED_OBJECTION:
        return selection->objection;
    case NEED_CONSENT:
        return selection->consent;
    default:
        return selection->duty;
    }
}

const char *dialog_lacks(const struct dialog_class *class, const struct selection *selection)
{
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        if ((class->needs & needs[i].need) && !selected(selection, needs[i].need)) {
            return needs[i].lacks;
        }
    }
    return NULL;
}

/* "account:12 message:40"; drafts for several rows and for nothing selected have subjects of their own. */
static char *subject_of(const struct dialog_class *class, const struct selection *selection)
{
    struct str subject = {0};

    for (size_t i = 0; selection && i < sizeof needs / sizeof *needs; i++) {
        if ((class->about & needs[i].need) && selected(selection, needs[i].need)) {
            str_add_format(&subject, "%s%s:%lld", subject.length ? " " : "", needs[i].name,
                           (long long)selected(selection, needs[i].need));
        }
    }
    if (!subject.length) {
        str_add(&subject, selection ? NEW : "tagged");
    }
    return str_take(&subject);
}

static char *title_of(const struct dialog_class *class, const struct selection *selection, size_t several)
{
    if (!selection) {
        return mem_format(" %s: %zu tagged %s ", class->title, several, several == 1 ? "row" : "rows");
    }
    if (!str_blank(selection->title)) {
        return mem_format(" %s: %s ", class->title, selection->title);
    }
    return mem_format(" %s ", class->title);
}

bool dialog_open(struct dialog *dialog, struct app *app, const struct dialog_class *class,
                 const struct selection *selection, size_t several)
{
    char *subject = subject_of(class, selection);
    char *title = title_of(class, selection, several);
    struct err err = {0};

    *dialog = (struct dialog){
        .class = class, .app = app, .desk = app_desk(app), .selection = selection, .several = several};
    dialog->form = form_new(app, class->name, subject, title);
    free(subject);
    free(title);
    if (!class->build(dialog, &err)) {
        app_fail(app, &err);
        return false;
    }
    return true;
}

void dialog_rename(struct dialog *dialog, const struct selection *selection)
{
    char *subject = subject_of(dialog->class, selection);
    char *title = title_of(dialog->class, selection, 1);

    form_rename(dialog->form, str_equal(subject, NEW) ? NULL : subject, title);
    free(subject);
    free(title);
}

void dialog_close(struct dialog *dialog)
{
    form_free(dialog->form);
    str_clear(&dialog->said);
    free(dialog->own);
}

/* So many rows are soon tagged by mistake, and are not soon undone. */
static bool really(struct form *form, size_t rows)
{
    return rows < MANY ||
           form_ask(form, "y", "This is done on %zu rows. y does it, Esc does not.", rows) == 'y';
}

static bool save(struct form *form, void *context, struct err *err)
{
    struct dialog *dialog = context;

    /* Several rows are done after the form, each on its own. */
    return dialog->selection ? dialog->class->apply(dialog, dialog->selection, &dialog->said, err)
                             : really(form, dialog->several);
}

static void changed(struct form *form, struct form_field *field, void *context)
{
    struct dialog *dialog = context;

    (void)form;
    if (dialog->class->changed) {
        dialog->class->changed(dialog, field);
    }
}

bool dialog_ask(struct dialog *dialog)
{
    static const struct form_actions actions = {.save = save, .changed = changed};

    return form_run(dialog->form, &actions, dialog);
}

bool dialog_run(struct app *app, const struct dialog_class *class, const struct selection *selection)
{
    const char *lacks = dialog_lacks(class, selection);
    struct dialog dialog;
    bool done;

    if (lacks) {
        app_say(app, "%s", lacks);
        return false;
    }
    done = dialog_open(&dialog, app, class, selection, 1) && dialog_ask(&dialog);
    if (done && dialog.said.length) {
        app_say(app, "%s", str_text(&dialog.said));
    }
    dialog_close(&dialog);
    return done;
}

void dialog_say_standing(struct dialog *dialog, int64_t account, struct str *said)
{
    struct standing_result standing = {0};
    struct record_account record = {0};
    struct err ignored = {0};

    if (store_account_get(desk_store(dialog->desk), account, &record, &ignored) && record.id &&
        desk_standing(dialog->desk, account, &standing, &ignored)) {
        str_add_format(said, "; %s is %s now", record.number, standing_title(standing.value));
        standing_clear(&standing);
    }
    record_account_clear(&record);
}

char *dialog_path(const char *path)
{
    const char *home = getenv("HOME");

    return str_starts(path, "~/") && home && *home ? file_join(home, path + 2) : mem_text(path);
}

struct form_field *dialog_add_ruling(struct form *form, const enum ruling *order, size_t count,
                                     int64_t ruling)
{
    struct field_option options[ruling_count];

    for (size_t i = 0; i < count; i++) {
        options[i] = (struct field_option){order[i], 0, ruling_title(order[i])};
    }
    return field_choice_add(form, "ruling", "ruling", options, count, ruling);
}

static struct form_field *add_voices(struct form *form, int count, int64_t voice)
{
    static const char letters[voice_count] = {
        [VOICE_COMPANY] = 'c', [VOICE_CONTACT] = 'i', [VOICE_REPRESENTATIVE] = 'r', [VOICE_UNKNOWN] = 'u'};
    struct field_option options[voice_count];

    for (int i = 0; i < count; i++) {
        options[i] = (struct field_option){i, letters[i], voice_title((enum voice)i)};
    }
    return field_choice_add(form, "voice", "voice", options, (size_t)count, voice);
}

struct form_field *dialog_add_voice(struct form *form, enum voice voice)
{
    struct form_field *field = add_voices(form, voice_count, voice);

    field->help = "Who speaks. A representative's claim holds all its accounts until authority is proved.";
    return field;
}

struct form_field *dialog_add_giver(struct form *form, int64_t voice)
{
    return add_voices(form, VOICE_UNKNOWN, voice);
}

struct form_field *dialog_add_flags(struct form *form, unsigned flags)
{
    struct field_option options[flag_count];
    struct form_field *field;

    for (int i = 0; i < flag_count; i++) {
        options[i] = (struct field_option){flag_bit((enum flag)i), 0, flag_name((enum flag)i)};
    }
    field = field_flags_add(form, "risk", "risk", options, flag_count, flags);
    field->help = "What is at risk with the customer: a letter ticks and unticks.";
    return field;
}

bool dialog_objection(struct app *app, struct selection *selection)
{
    struct record_objection objection = {0};
    struct err err = {0};

    if (selection->objection)
        return true;
    if (!store_objection_of_message(desk_store(app_desk(app)), selection->message, &objection, &err)) {
        app_fail(app, &err);
        return false;
    }
    selection->objection = objection.id;
    record_objection_clear(&objection);
    return true;
}
