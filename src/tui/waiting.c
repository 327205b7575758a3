#include "config.h"
#include "tui/waiting.h"

#include <stdlib.h>
#include <string.h>

#include "desk/draft.h"
#include "store/nouns.h"
#include "tui/form_parts.h"
#include "tui/keymap.h"

/* Appends the noun of a draft's subject ("account:12 message:40") that says most to a person. */
static bool add_subject(struct desk *desk, const char *subject, struct str *out, struct err *err)
{
    const char *account = strstr(subject, "account:"), *message = strstr(subject, "message:");
    struct record_account of_account = {0};
    struct record_message of_message = {0};
    bool ok = true;

    if (account && strtoll(account + strlen("account:"), NULL, 10)) {
        ok = store_account_get(desk_store(desk), strtoll(account + strlen("account:"), NULL, 10), &of_account,
                               err);
        if (ok)
            str_add_format(out, " on %s %s", of_account.company, of_account.number);
    } else if (message) {
        ok = store_message_get(desk_store(desk), strtoll(message + strlen("message:"), NULL, 10), &of_message,
                               err);
        if (ok)
            str_add_format(out, " on the message of %s", of_message.author);
    } else if (!str_equal(subject, "new")) {
        str_add_format(out, " on %s", subject);
    }
    record_account_clear(&of_account);
    record_message_clear(&of_message);
    return ok;
}

static void say_draft(struct app *app, const char *form, const char *subject, const char *text, int64_t count)
{
    struct desk *desk = app_desk(app);
    char *at = form_draft_time(desk, text), key[16] = "";
    struct str on, more;
    struct err err = {0};
    enum action action;

    str_init(&on);
    str_init(&more);
    if (action_find(form, SCREEN_ACCOUNT, &action) || action_find(form, SCREEN_QUEUE, &action))
        keymap_key_name(action, key, sizeof key);
    if (count > 1)
        str_add_format(&more, "; %lld more wait%s", (long long)count - 1, count == 2 ? "s" : "");
    if (!add_subject(desk, subject, &on, &err))
        app_fail(app, &err);
    else
        app_say(app, "a draft of %s is waiting: %s%s; %s on the same row goes on with it%s", at, form,
                str_text(&on), *key ? key : "the same action", str_text(&more));
    str_clear(&on);
    str_clear(&more);
    free(at);
}

void waiting_say(struct app *app)
{
    char *form = NULL, *subject = NULL, *text = NULL;
    struct err err = {0};
    int64_t count = 0;

    if (!desk_draft_newest(app_desk(app), &form, &subject, &text, &count, &err))
        app_fail(app, &err);
    else if (count)
        say_draft(app, form, subject, text, count);
    free(form);
    free(subject);
    free(text);
}
