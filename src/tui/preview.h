/* The lower pane: what the selected row is about, in a few lines. */
#ifndef DEMUR_TUI_PREVIEW_H
#define DEMUR_TUI_PREVIEW_H

#include "desk/view.h"
#include "tui/sheet.h"

/* Makes the lines for a row of a list in a width; rows is how many will be shown (0: all
 * there are). */
bool preview_build(struct sheet *sheet, struct desk *desk, enum list list, const struct row *row, int columns,
                   int rows, struct err *err);

#endif
