/* The screens, each made for app_screen_push. */
#ifndef DEMUR_TUI_SCREENS_H
#define DEMUR_TUI_SCREENS_H

#include "core/field.h"
#include "tui/app.h"
#include "tui/list_view.h"

/* place.c: one of the lists at the bottom of everything. */
struct screen *place_new(enum list which);
/* Returns the list of a place; NULL for other screens. */
struct list_view *place_list(struct screen *screen);
/* Asks for a filter as if typed; what was asked before stays on a failure. */
bool place_filter(struct screen *screen, struct app *app, const char *filter, struct err *err);

/* account.c, message.c, dispute.c */
struct screen *account_new(int64_t id);
struct screen *message_new(int64_t id);
struct screen *dispute_new(int64_t id);

/* pager.c: a text under a title; wraps itself. */
struct screen *pager_new(const char *title, const char *text);
/* The proof of why the account of a selection may be disclosed or not; without one, those of its objection or
 * message. */
bool pager_why(struct app *app, const struct selection *about, struct err *err);
/* Shows the text of a version of the notice; false with a sentence when there is none. */
bool pager_text(struct app *app, const char *version, struct err *err);

/* help.c: shows the keys of a screen until left. */
void help_show(struct app *app, enum screen_id screen);

#endif
