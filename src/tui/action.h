/* The action table and what derives from it; no curses here. */
#ifndef DEMUR_TUI_ACTION_H
#define DEMUR_TUI_ACTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

enum screen_id {
    SCREEN_QUEUE,
    SCREEN_ACCOUNTS,
    SCREEN_INBOX,
    SCREEN_DISPUTES,
    SCREEN_ACCOUNT,
    SCREEN_MESSAGE,
    SCREEN_DISPUTE,
    SCREEN_PAGER,
    screen_count
};

enum need {
    NEED_ROW = 1,
    NEED_ACCOUNT = 2,
    NEED_MESSAGE = 4,
    NEED_DISPUTE = 8,
    NEED_DUTY = 16,
    NEED_WRITE = 32,
    NEED_OBJECTION = 64, /* an action: or the message that holds one */
    NEED_CONSENT = 128
};

#define ACTION(id, name, keys, screens, needs, bar, help) ACTION_##id,
enum action {
#include "tui/action.def"
    action_count,
    ACTION_NONE = -1
};
#undef ACTION

struct action_row {
    const char *name, *keys;
    unsigned screens, needs;
    const char *bar, *help;
};

const struct action_row *action_get(enum action action);
/* Finds an action by name, or by the beginning of one that is unambiguous among those of a screen. */
bool action_find(const char *name, enum screen_id screen, enum action *action);
bool action_on_screen(enum action action, enum screen_id screen);
const char *screen_name(enum screen_id screen);
/* Appends the man page's key section (roff) made from the table. */
void action_add_manual(struct str *out);

#endif
