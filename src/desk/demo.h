/* A small invented program to try the desk on. */
#ifndef DEMUR_DESK_DEMO_H
#define DEMUR_DESK_DEMO_H

#include "desk/desk.h"

/* Makes a new file at options->path and fills it from the program's demo data through the verbs of the desk,
 * with every day counted from options->now: accounts, contacts, notices, deliveries, calls, mails, letters, a
 * forum thread, disputes at several levels. */
bool desk_demo_make(const struct desk_options *options, struct err *err);

#endif
