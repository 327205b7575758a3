/* The field for accounts: typing finds accounts, Enter takes the marked one; in place of the one that the
 * form began with, to those that the agent took, or with a plus before the words. */
#ifndef DEMUR_TUI_PICKER_H
#define DEMUR_TUI_PICKER_H

#include "desk/view.h"
#include "tui/form_field.h"

/* Adds the field, with none chosen. */
struct form_field *picker_add(struct form *form, const char *name, const char *label);
/* Chooses an account, as if picked; one that is not in the program's list is passed over. */
bool picker_choose(struct form_field *field, int64_t account, struct err *err);
/* Puts accounts before all others in the list, marked as likely. */
bool picker_suggest(struct form_field *field, const struct desk_candidate_list *accounts, struct err *err);
/* Returns the ids chosen, in their order; owned by the field. */
const int64_t *picker_accounts(const struct form_field *field, size_t *count);

#endif
