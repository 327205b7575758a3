/* Whether a person wants long work to stop (SIGINT, SIGTERM). Nothing is caught before stop_listen. */
#ifndef DEMUR_BASE_STOP_H
#define DEMUR_BASE_STOP_H

#include <stdbool.h>

#include "base/err.h"

/* From now on the first of these signals only asks; the second ends the program as usual. One that is ignored
 * stays so. */
void stop_listen(void);
/* True once it was asked. */
bool stop_asked(void);
/* Asks, as the signal does. */
void stop_ask(void);
/* Forgets that it was asked. */
void stop_forget(void);
/* Writes ERR_STOPPED with a sentence; returns false. */
bool stop_say(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
