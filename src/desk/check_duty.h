/* The duties' part of `check`. */
#ifndef DEMUR_DESK_CHECK_DUTY_H
#define DEMUR_DESK_CHECK_DUTY_H

#include "core/owed.h"
#include "desk/private.h"

/* Compares the duties of the desk's program with what its facts call for; owed holds what the standings call
 * for already. Appends a line for each that is missing, that nothing calls for or that is not as it should
 * be, and counts them; mends them if mend, inside a write: opens what is missing, discharges what is not
 * called for, and puts another in the place of what is not as it should be. */
bool check_duties(struct desk *desk, struct owed_list *owed, bool mend, struct str *findings,
                  int64_t *differing, struct err *err);

#endif
