/* Which key does what: the keys of the action table, as changed by the agent's configuration. No curses here.
 */
#ifndef DEMUR_TUI_KEYMAP_H
#define DEMUR_TUI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "tui/action.h"

/* Puts the keys of the action table in place. Every function below does it by itself the first time. */
void keymap_reset(void);
/* Gives an action the keys of a text ("o <F2>") in place of those it had; where another action has one of
 * them on a screen that both share, it loses it. A text that is no list of keys changes nothing, nor does one
 * that would leave "back", "quit" or "help" without a key. */
bool keymap_set(enum action action, const char *keys, struct err *err);
/* Returns the action of a screen a key does; ACTION_NONE. */
enum action keymap_action(enum screen_id screen, int key);
/* Writes the first key of an action for display ("^S"), "" if it has none; returns buffer. */
char *keymap_key_name(enum action action, char *buffer, size_t size);
/* Appends all keys of an action for display, blanks between. */
void keymap_add_keys(enum action action, struct str *out);

#endif
