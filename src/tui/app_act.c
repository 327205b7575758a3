#include "config.h"
#include "tui/app_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/term.h"

void app_select(struct app *app, struct selection *selection)
{
    memset(selection, 0, sizeof *selection);
    if (app->top->class->select)
        app->top->class->select(app->top, selection);
}

bool app_may(struct app *app, enum action action, const struct selection *selection, struct err *err)
{
    unsigned needs = action_get(action)->needs;

    if ((needs & NEED_WRITE) && desk_read_only(app->desk))
        return err_set(err, ERR_RULE, "the file is open for reading only");
    if (!(selection->account || selection->message || selection->objection || selection->dispute ||
          selection->duty) &&
        (needs & (NEED_ROW | NEED_ACCOUNT | NEED_MESSAGE | NEED_OBJECTION | NEED_DISPUTE | NEED_DUTY)))
        return err_set(err, ERR_RULE, "nothing is selected here");
    if ((needs & NEED_ACCOUNT) && !selection->account)
        return err_set(err, ERR_RULE, "this belongs to no account yet%s",
                       selection->message ? "; say whose it is first (c)" : "");
    if ((needs & NEED_MESSAGE) && !selection->message)
        return err_set(err, ERR_RULE, "no message is selected here");
    if ((needs & NEED_OBJECTION) && !selection->objection && !selection->message)
        return err_set(err, ERR_RULE, "no message and no single unread objection here%s",
                       selection->account ? "; choose an objection's line on the account" : "");
    if ((needs & NEED_DISPUTE) && !selection->dispute)
        return err_set(err, ERR_RULE,
                       "no dispute is selected here; one begins with the ruling \"disputes the basis\"");
    if ((needs & NEED_DUTY) && !selection->duty)
        return err_set(err, ERR_RULE, "no open duty is selected here");
    if ((needs & NEED_CONSENT) && !selection->consent)
        return err_set(err, ERR_RULE, "no single consent here that could be withdrawn; choose its line");
    return true;
}

static void show_why(struct app *app, const struct selection *selection)
{
    struct err err = {0};

    if (!pager_why(app, selection, &err))
        app_fail(app, &err);
}

static void show_log(struct app *app)
{
    app_screen_push(app, pager_new("messages of this desk, newest last",
                                   app->log.length ? str_text(&app->log) : "none yet"));
    app_draw(app);
    app_do(app, ACTION_LAST, 0);
}

static void export_list(struct app *app)
{
    struct list_view *view = place_list(app->top);

    if (view)
        dialog_export(app, &view->asked);
}

static void release_list(struct app *app)
{
    struct list_view *view = place_list(app->top);

    if (dialog_release(app, view && view->filter ? view->filter : ""))
        app_changed(app);
}

static void leave(struct app *app)
{
    if (app->top->below)
        app_screen_pop(app);
    else
        app->quit = true;
}

/* Runs a dialog on what is selected; titles outlive the lists that change meanwhile. */
static bool run_dialog(struct app *app, enum action action, const struct selection *selection)
{
    static bool (*const dialogs[action_count])(struct app *, const struct selection *) = {
        [ACTION_OBJECT] = dialog_object,
        [ACTION_CLASSIFY] = dialog_classify,
        [ACTION_ESCALATE] = dialog_escalate,
        [ACTION_RESOLVE] = dialog_resolve,
        [ACTION_ASSIGN] = dialog_assign,
        [ACTION_DONE] = dialog_done,
        [ACTION_NOTE] = dialog_note,
        [ACTION_HOLD] = dialog_hold,
        [ACTION_LIFT] = dialog_lift,
        [ACTION_AUTHORITY] = dialog_authority,
        [ACTION_LIKE] = dialog_like,
        [ACTION_UNKNOWN] = dialog_unknown,
        [ACTION_CONSENT] = dialog_consent,
        [ACTION_WITHDRAW] = dialog_withdraw,
        [ACTION_CONDITIONS] = dialog_conditions,
        [ACTION_LIMIT] = dialog_limit,
    };
    struct selection kept = *selection;
    char *title;

    if (!dialogs[action])
        return false;
    title = mem_text(selection->title ? selection->title : "");
    kept.title = title;
    app->about = action == ACTION_OBJECT || action == ACTION_UNKNOWN ? NULL : title;
    if (dialogs[action](app, &kept))
        app_changed(app);
    app->about = NULL;
    free(title);
    return true;
}

/* Does the actions that are the same on every screen; false for others. */
static bool do_common(struct app *app, enum action action, const struct selection *selection)
{
    switch (action) {
    case ACTION_QUEUE:
    case ACTION_ACCOUNTS:
    case ACTION_INBOX:
    case ACTION_DISPUTES:
        app_place_go(app, (int)action - ACTION_QUEUE);
        return true;
    case ACTION_NEXT_PLACE:
        app_place_go(app, (app->place + 1) % APP_PLACES);
        return true;
    case ACTION_PREVIOUS_PLACE:
        app_place_go(app, (app->place + APP_PLACES - 1) % APP_PLACES);
        return true;
    case ACTION_WHY:
        show_why(app, selection);
        return true;
    case ACTION_EXPORT:
        export_list(app);
        return true;
    case ACTION_RELEASE:
        release_list(app);
        return true;
    case ACTION_PROMPT:
        prompt_command(app);
        return true;
    case ACTION_HELP:
        help_show(app, app->top->class->id);
        return true;
    case ACTION_MESSAGES:
        show_log(app);
        return true;
    case ACTION_REDRAW:
        draw_all_anew();
        app_changed(app);
        return true;
    case ACTION_QUIT:
        leave(app);
        return true;
    default:
        return run_dialog(app, action, selection);
    }
}

void app_do(struct app *app, enum action action, int count)
{
    struct selection selection;
    struct err err = {0};

    app_select(app, &selection);
    if (!app_may(app, action, &selection, &err)) {
        app_fail(app, &err);
        return;
    }
    if (do_common(app, action, &selection))
        return;
    if (app->top->class->act && app->top->class->act(app->top, app, action, count))
        return;
    if (action == ACTION_BACK)
        app_screen_pop(app);
}

int app_ask(struct app *app, const char *choices, const char *format, ...)
{
    struct str question;
    va_list list;
    int answer = -1;

    str_init(&question);
    va_start(list, format);
    str_add_format_list(&question, format, list);
    va_end(list);
    while (answer < 0) {
        int key;

        app_hint(app, false, str_text(&question));
        app_draw(app);
        key = app_key(app);
        if (key == TERM_KEY_ESCAPE || key == TERM_KEY_HANGUP)
            answer = 0;
        else if (key > 0 && key < 0x80 && !term_pasting() && strchr(choices, key))
            answer = key;
    }
    str_clear(&question);
    return answer;
}
