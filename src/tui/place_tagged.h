/* What is selected in a list, and the tagged rows of one. */
#ifndef DEMUR_TUI_PLACE_TAGGED_H
#define DEMUR_TUI_PLACE_TAGGED_H

#include "tui/app.h"
#include "tui/list_view.h"

/* Fills a selection from a row; its title is appended to title, which outlives the selection. */
void place_row_select(enum list list, const struct row *row, struct selection *selection, struct str *title);
/* Asks for an action and has it done for the tagged rows, as they are when the question is asked. */
void place_apply_tagged(struct app *app, struct list_view *view);

#endif
