/* The agent's configuration, demurrc: keys and theme. */
#ifndef DEMUR_TUI_RC_H
#define DEMUR_TUI_RC_H

#include <stddef.h>

#include "base/str.h"

/* Reads the text of a configuration: a line each of `key ACTION KEYS` or `theme dark|light|mono`, blank, or a
 * comment that begins with #. What is not understood is left out and said in complaints, a line each with its
 * line number. */
void rc_parse(const char *text, struct str *complaints);
/* Reads $XDG_CONFIG_HOME/demur/demurrc, or ~/.config/demur/demurrc, if it is there. */
void rc_read(struct str *complaints);
/* The theme that was asked for; "" none. */
const char *rc_theme(void);

#endif
