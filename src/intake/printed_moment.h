/* A date and a clock at a place in a line, in the orders and languages forums print them. */
#ifndef DEMUR_INTAKE_PRINTED_MOMENT_H
#define DEMUR_INTAKE_PRINTED_MOMENT_H

#include <stdbool.h>

#include "base/ascii.h"
#include "intake/printed_time.h"

/* True for a letter of ASCII and any byte of a character beyond it. */
static inline bool printed_letter(char character)
{
    return ascii_letter(character) || (unsigned char)character >= 0x80;
}

/* Reads weekday, date, clock and zone at *at, a place in line, in either order, into time, which is begun
 * anew; frame and author are left empty. Moves *at behind them. False if there is no date, or a word or
 * number runs on behind it. */
bool printed_moment_take(const char **at, const char *line, struct printed_time *time);

#endif
