/* What terminfo says of the terminal. */
#ifndef DEMUR_TUI_TERM_INFO_H
#define DEMUR_TUI_TERM_INFO_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/* Switches bracketed paste. */
#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

/* Checks that there is a terminal, of a known kind, that can move its cursor. */
bool term_info_check(struct err *err);
/* True for terminals that tell pasted text from typed. */
bool term_info_pastes(void);
/* Appends what brings the terminal back to rest. */
void term_info_reset(struct str *out);

#endif
