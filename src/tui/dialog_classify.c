#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "store/nouns.h"
#include "tui/dialog.h"
#include "tui/picker.h"

/* Reading and ruling are one question to the agent: what is this? */
static const struct what {
    char letter;
    enum reading reading;
    enum ruling ruling;
} whats[] = {
    {'o', READING_OBJECTION, RULING_OPT_OUT},
    {'d', READING_OBJECTION, RULING_DISPUTE},
    {'q', READING_OBJECTION, RULING_QUESTION},
    {'t', READING_OBJECTION, RULING_THREAT},
    {'n', READING_NO_OBJECTION, RULING_NOT_OBJECTION},
    {'b', READING_BYSTANDER, RULING_NOT_OBJECTION},
    {'p', READING_STAFF_PROMISE, RULING_NOT_OBJECTION},
    {'s', READING_STAFF_STATEMENT, RULING_NOT_OBJECTION},
    {'c', READING_STAFF_STATEMENT_CLEARED, RULING_NOT_OBJECTION},
};
enum { WHAT_COUNT = sizeof whats / sizeof *whats };

struct classify {
    int version;
};

static const char *what_title(int64_t at)
{
    if (at == FIELD_CHOICE_NONE) {
        return reading_title(READING_UNREAD);
    }
    return whats[at].reading == READING_OBJECTION ? ruling_title(whats[at].ruling)
                                                  : reading_title(whats[at].reading);
}

/* FIELD_CHOICE_NONE for one that decides nothing: unread, or an objection without a ruling. */
static int64_t what_of(enum reading reading, enum ruling ruling)
{
    for (int64_t i = 0; i < WHAT_COUNT; i++) {
        if (whats[i].reading == reading && (reading != READING_OBJECTION || whats[i].ruling == ruling)) {
            return i;
        }
    }
    return FIELD_CHOICE_NONE;
}

/* A text that is another than the one that was read. */
static bool is_changed(const struct desk_message_view *view)
{
    const struct record_message *message = &view->message;
    bool due = false;

    for (size_t i = 0; i < view->duties.count; i++) {
        due = due || view->duties.items[i].kind == DUTY_READ;
    }
    return due && message->reading != READING_UNREAD && (message->changed || message->vanished);
}

static void add_printed(struct str *text, const struct record_message *message)
{
    char day[24];

    if (message->day == DAY_NONE) {
        str_add(text, "no time printed");
        return;
    }
    str_add(text, day_format_long(message->day, day, sizeof day));
    if (message->hour >= 0) {
        str_add_format(text, " %02d:%02d", message->hour, message->minute >= 0 ? message->minute : 0);
        str_add_format(text, ", %s", *message->zone ? message->zone : "zone unknown");
    }
}

static void add_accounts(struct str *text, const struct record_account_list *accounts)
{
    for (size_t i = 0; i < accounts->count; i++) {
        str_add_format(text, "%s%s %s", i ? "; " : "\ntied to ", accounts->items[i].number,
                       accounts->items[i].company);
    }
}

static void describe(const struct desk_message_view *view, struct str *text)
{
    const struct record_message *message = &view->message;

    str_add(text, *message->author ? message->author : "author not shown");
    if (*message->role) {
        str_add_format(text, " (%s)", message->role);
    }
    str_add_format(text, ", %s, ", source_title(message->source));
    add_printed(text, message);
    str_add(text, message->staff ? "; ours" : "");
    str_add(text, message->vanished  ? "; gone from a later copy"
                  : message->changed ? "; changed in a later copy"
                                     : "");
    if (*message->addressed_to) {
        str_add_format(text, "; to %s", message->addressed_to);
    }
    add_accounts(text, &view->accounts);
    if (*message->subject) {
        str_add_format(text, "\n%s", message->subject);
    }
    str_add_format(text, "\n\n%s", message->body_now);
    if (message->changed && !str_equal(message->body, message->body_now)) {
        str_add_format(text, "\n\nAs it stood when it came in:\n\n%s", message->body);
    }
}

static void describe_suggestion(const struct desk_message_view *view, struct str *text)
{
    const struct record_message *message = &view->message;
    const struct suggestion *suggestion = &message->suggestion;

    if (is_changed(view)) {
        str_add_format(text, "changed since it was read as %s: read it again",
                       what_title(what_of(message->reading, view->objection.ruling)));
    } else if (message->reading != READING_UNREAD) {
        str_add_format(text, "read as %s before",
                       what_title(what_of(message->reading, view->objection.ruling)));
    } else if (suggestion->reading == READING_UNREAD) {
        str_add(text, "no reading is suggested");
    } else if (what_of(suggestion->reading, suggestion->ruling) == FIELD_CHOICE_NONE) {
        str_add(text, "decide: perhaps an objection");
    } else {
        str_add_format(text, "looks like %s", what_title(what_of(suggestion->reading, suggestion->ruling)));
    }
    if (!str_blank(suggestion->cues)) {
        str_add_format(text, "%s: %s", is_changed(view) ? "\ncues in it now" : ", by", suggestion->cues);
    }
    if (!str_blank(suggestion->scope)) {
        str_add_format(text, "\nspeaks for: \"%s\"", suggestion->scope);
    }
    dialog_add_candidates(&view->candidates, text);
}

static void add_what(struct form *form, int64_t chosen)
{
    struct field_option options[WHAT_COUNT];
    struct form_field *field;

    for (int64_t i = 0; i < WHAT_COUNT; i++) {
        options[i] = (struct field_option){i, whats[i].letter, what_title(i)};
    }
    field = field_choice_add(form, "what", "what", options, WHAT_COUNT, chosen);
    field->required = "say what it is: nothing is chosen yet";
    field->help = chosen == FIELD_CHOICE_NONE ? "What is it? A letter chooses."
                                              : "What is it? ^S confirms what is marked.";
}

/* What was decided before of the same text, else what the words suggest. */
static void add_answers(struct form *form, const struct desk_message_view *view)
{
    const struct record_message *message = &view->message;
    const struct suggestion *suggestion = &message->suggestion;
    bool before = message->reading != READING_UNREAD;
    bool objection = view->objection.id != 0;

    add_what(form, is_changed(view) ? FIELD_CHOICE_NONE
                   : before         ? what_of(message->reading, view->objection.ruling)
                                    : what_of(suggestion->reading, suggestion->ruling));
    dialog_add_voice(form, objection ? view->objection.voice : suggestion->voice);
    dialog_add_flags(form, objection ? view->objection.flags : suggestion->flags);
}

static bool add_whose(struct form *form, const struct desk_message_view *view, struct err *err)
{
    static const struct field_option looked = {1, 0, "looked for and not identified"};
    struct form_field *accounts = picker_add(form, "accounts", "account");

    accounts->help =
        "Whose is it? Words find accounts, Enter takes the marked one, the blank key a likely one.";
    if (!picker_suggest(accounts, &view->candidates, err)) {
        return false;
    }
    field_flags_add(form, "looked", "", &looked, 1, view->objection.not_identified)->help =
        "The duty to find the account stays, for later.";
    field_line_add(form, "reason", "reason", "")->help = "Why, if that needs saying. Enter saves.";
    return true;
}

static bool classify_build(struct dialog *dialog, struct err *err)
{
    struct classify *own = dialog->own = mem_new(sizeof *own);
    struct form *form = dialog->form;
    struct desk_message_view view = {0};
    struct str text = {0};
    bool good = desk_message_view(dialog->desk, dialog->selection->message, &view, err);

    if (good) {
        own->version = view.message.version;
        describe(&view, &text);
        field_pager_add(form, "message", "", str_text(&text), 4, 1000);
        str_reset(&text);
        describe_suggestion(&view, &text);
        field_pager_add(form, "cues", "cues", str_text(&text), 2, 8);
        field_pager_add(form, "clash", "clash", "", 2, 3);
        add_answers(form, &view);
        good = dialog_add_speaker(dialog, err) && add_whose(form, &view, err);
        form_focus(form, form_find(form, "what"));
    }
    str_clear(&text);
    desk_message_view_clear(&view);
    return good;
}

/* Shows what the other chose beside what is chosen here; the fields keep all they hold. */
static void show_clash(struct dialog *dialog, int64_t mine, struct err *err)
{
    struct classify *own = dialog->own;
    struct desk_message_view view = {0};
    struct err ignored = {0};

    if (desk_message_view(dialog->desk, dialog->selection->message, &view, &ignored)) {
        int64_t theirs = what_of(view.message.reading, view.objection.ruling);
        struct str text = {0};

        own->version = view.message.version;
        str_add_format(&text, "theirs: %s, %s", what_title(theirs), voice_title(view.objection.voice));
        for (size_t i = 0; i < view.accounts.count; i++) {
            str_add_format(&text, ", %s", view.accounts.items[i].number);
        }
        str_add_format(&text, "\nyours: %s", what_title(mine));
        field_pager_set(form_find(dialog->form, "clash"), str_text(&text));
        str_clear(&text);
        str_add_format(&text, "%s. ^S again saves yours on top, Esc leaves theirs.", err->text);
        err_set(err, ERR_CLASH, "%s", str_text(&text));
        str_clear(&text);
    }
    desk_message_view_clear(&view);
}

static bool classify_apply(struct dialog *dialog, const struct selection *selection, struct str *said,
                           struct err *err)
{
    struct classify *own = dialog->own;
    struct form *form = dialog->form;
    int64_t what = field_choice_value(form_find(form, "what"));
    struct desk_classification given = {
        .message = selection->message,
        .version = own->version,
        .reading = whats[what].reading,
        .ruling = whats[what].ruling,
        .voice = (enum voice)field_choice_value(form_find(form, "voice")),
        .flags = field_flags_value(form_find(form, "risk")),
        .representative = dialog_speaker(dialog),
        .not_identified = field_flags_value(form_find(form, "looked")) != 0,
        .reason = field_line_text(form_find(form, "reason")),
    };

    given.accounts = picker_accounts(form_find(form, "accounts"), &given.account_count);
    if (!desk_classify(dialog->desk, &given, err)) {
        if (err->kind == ERR_CLASH) {
            show_clash(dialog, what, err);
        }
        return false;
    }
    str_add_format(said, "read as %s", what_title(what));
    if (given.account_count) {
        str_add_format(said, ", tied to %zu account%s", given.account_count,
                       given.account_count == 1 ? "" : "s");
    }
    return true;
}

static void classify_changed(struct dialog *dialog, struct form_field *field)
{
    dialog_speaker_changed(dialog, field);
}

static const struct dialog_class classify_class = {
    .name = "classify",
    .title = "Classify a message",
    .about = NEED_MESSAGE,
    .needs = NEED_MESSAGE,
    .build = classify_build,
    .changed = classify_changed,
    .apply = classify_apply,
};

/* An objection that came with a message is ruled by reading the message. */
bool dialog_classify(struct app *app, const struct selection *selection)
{
    struct record_objection objection = {0};
    struct selection found = *selection;
    struct err err = {0};

    if (!found.message) {
        if (!store_objection_get(desk_store(app_desk(app)), found.objection, &objection, &err)) {
            app_fail(app, &err);
            return false;
        }
        found.message = objection.message;
        record_objection_clear(&objection);
    }
    return found.message ? dialog_run(app, &classify_class, &found) : dialog_rule(app, &found);
}
