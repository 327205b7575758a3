/* Lists of holidays: those that come with the program, and others adopted. */
#ifndef DEMUR_DESK_HOLIDAYS_H
#define DEMUR_DESK_HOLIDAYS_H

#include "desk/desk.h"

/* Reads every list of the program's data into book. The caller clears, also after a failure. */
bool desk_holidays_read(struct calendar_book *book, struct err *err);

/* Adopts the list in a file (see intake/holiday_list.h) as a fact and derives every standing anew; a lead's
 * to do. *adopted is false, and nothing is changed, when the list is the one that counts already. */
bool desk_holidays_adopt(struct desk *desk, const char *path, bool *adopted, struct err *err);

#endif
