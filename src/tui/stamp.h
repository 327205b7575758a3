/* Instants inside the sentences of the floors below, as the agent's clock shows them. */
#ifndef DEMUR_TUI_STAMP_H
#define DEMUR_TUI_STAMP_H

#include "base/str.h"

/* Appends text with each 2014-04-03T14:02:00Z in it as the time in zone, "14:02", with the day before it
 * where that is not today (a civil day). */
void stamp_add_local(struct str *out, const char *text, const char *zone, int today);

#endif
