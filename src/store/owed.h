/* What `check` compares: the facts that call for duties, and the duties. */
#ifndef DEMUR_STORE_OWED_H
#define DEMUR_STORE_OWED_H

#include "core/owed.h"
#include "store/store.h"

/* Loads what messages, objections, disputes and holds of a program call for. Not what notices do: that hangs
 * on the standings. */
bool store_owed_load(struct store *store, int64_t program, struct owed_list *list, struct err *err);
/* Loads the duties of a program that are open or were done by hand, but those that cannot be derived. */
bool store_owed_duties(struct store *store, int64_t program, struct owed_duty_list *list, struct err *err);
/* Finds the entry of the last change of what all due days are counted by: rules, holidays, the house's
 * numbers. */
bool store_owed_changed(struct store *store, int64_t *sequence, struct err *err);
/* The same of what is known of an account. */
bool store_owed_changed_of(struct store *store, int64_t account, int64_t *sequence, struct err *err);

#endif
