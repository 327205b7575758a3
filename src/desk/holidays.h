/* The lists of holidays that come with the program; others are compared and adopted as rules are. */
#ifndef DEMUR_DESK_HOLIDAYS_H
#define DEMUR_DESK_HOLIDAYS_H

#include "base/err.h"
#include "core/calendar.h"

/* Reads every list of the program's data into book. The caller clears, also after a failure. */
bool desk_holidays_read(struct calendar_book *book, struct err *err);

#endif
