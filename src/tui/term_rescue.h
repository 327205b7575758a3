/* What must happen to the terminal however the program ends: signals, stray standard error. */
#ifndef DEMUR_TUI_TERM_RESCUE_H
#define DEMUR_TUI_TERM_RESCUE_H

#include <stdbool.h>
#include <stddef.h>

/* Installs the handlers. reset is what to write to the terminal when the program dies; copied. */
void rescue_start(const char *reset, size_t length);
/* Puts the old handlers back. */
void rescue_end(void);
/* Returns the signal that asked to end; 0 none. */
int rescue_signal(void);
/* Returns a descriptor that becomes readable when one came. */
int rescue_descriptor(void);
/* Keeps what is written to standard error away from the screen, where that is a terminal; shows it when
 * released. */
void rescue_errors_hold(void);
void rescue_errors_release(void);

#endif
