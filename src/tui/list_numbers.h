/* How many rows a list has and where the selected one stands, as far as it is known: two of the three numbers
 * before, behind and total tell the third, and what is missing is counted while nobody types. */
#ifndef DEMUR_TUI_LIST_NUMBERS_H
#define DEMUR_TUI_LIST_NUMBERS_H

#include "tui/list_view.h"

/* Forgets all numbers, shown ones too: the list is another one, or changed. */
void list_numbers_forget(struct list_view *view);
/* Returns how many rows stand before the first one held, as far as that is counted; -1: it is not. */
int64_t list_numbers_before(const struct list_view *view);
/* Forgets where the rows held stand: they are let go. */
void list_numbers_lose(struct list_view *view);
/* Takes note that so many rows were put before the first one held (less than 0: taken away). */
void list_numbers_front(struct list_view *view, int64_t count);
/* Counts a slice of the whole list. */
bool list_numbers_count(struct list_view *view, struct desk *desk, struct err *err);

#endif
