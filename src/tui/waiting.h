/* What waits for an agent who comes back: drafts that were not saved. */
#ifndef DEMUR_TUI_WAITING_H
#define DEMUR_TUI_WAITING_H

#include "tui/app.h"

/* Says which draft is the newest and how many more there are; nothing where there is none. */
void waiting_say(struct app *app);

#endif
