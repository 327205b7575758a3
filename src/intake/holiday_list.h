/* A file of holidays: comment lines that begin with '#' and name the source, one of them "# years: 2014,
 * 2024-2027", then CSV with the columns country, day and name. */
#ifndef DEMUR_INTAKE_HOLIDAY_LIST_H
#define DEMUR_INTAKE_HOLIDAY_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "core/calendar.h"

/* True when the header behind the comments is that of a list of holidays. */
bool holiday_list_is(const char *text, size_t length);

/* Reads a list (UTF-8) into book, which may hold those of other countries. Refused, with line, column and
 * reason: a country that is none or not the list's, a day that cannot be read, was given before or lies
 * outside the years covered, a year covered that has no day, years outside 1900 to 2200. After a failure the
 * book is of no use. */
bool holiday_list_read(const char *text, size_t length, struct calendar_book *book, struct err *err);

#endif
