/* The running desk: its screens one over the other, the message line, the loop. */
#ifndef DEMUR_TUI_APP_H
#define DEMUR_TUI_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "desk/desk.h"
#include "tui/action.h"
#include "tui/draw.h"

struct app;
struct screen;

/* What is selected, as far as a screen knows; 0 and NULL: none. */
struct selection {
    int64_t account, message, objection, dispute, duty, consent, contact;
    const char *title; /* of the row, for dialogs: "Harbor & Pine Consulting A-104233" */
};

/* A screen as callbacks; use designated initialisers. */
struct screen_class {
    enum screen_id id;
    /* Reads what it shows; called when entered, when the file changed and after an action. Keeps the cursor's
     * row by id. */
    bool (*load)(struct screen *screen, struct app *app, struct err *err);
    void (*draw)(struct screen *screen, struct app *app, struct draw_area area);
    /* Handles an action the application does not; returns true if it did. count is 1 or what was typed before
     * the key. */
    bool (*act)(struct screen *screen, struct app *app, enum action action, int count);
    void (*select)(struct screen *screen, struct selection *selection);
    /* Appends what stands at the right end of the key bar ("1/37"). May be NULL. */
    void (*status)(struct screen *screen, struct str *out);
    void (*free)(struct screen *screen);
};

struct screen {
    const struct screen_class *class;
    struct screen *below;
    int64_t loaded; /* the state of the desk it was loaded for; the application keeps it */
};

/* Runs the desk until the agent leaves; returns the exit status (128 and the signal that ended it), -1 with a
 * sentence if it cannot start. now_fixed: the clock stands (--as-of, DEMUR_NOW). */
int app_run(struct desk *desk, bool now_fixed, struct err *err);

struct desk *app_desk(struct app *app);
/* Puts a screen over all others; one that cannot be loaded is freed again, and the reason shown. */
void app_screen_push(struct app *app, struct screen *screen);
/* Frees the uppermost screen; the places below everything are never popped. */
void app_screen_pop(struct app *app);
/* Loads the screens again after something changed. */
void app_changed(struct app *app);
/* Draws everything (title, places, screen, bars) without waiting; dialogs draw over it. */
void app_draw(struct app *app);
/* Reads the next key for a dialog: handles resize, tick and hangup itself after calling app_draw, so a dialog
 * redraws itself on TERM_KEY_RESIZE; on TERM_KEY_HANGUP it must save its draft and return. */
int app_key(struct app *app);
/* The same, but returns TERM_KEY_TICK too: nothing was typed for a second. */
int app_key_or_tick(struct app *app);
/* Shows a line at the bottom until the next key, and keeps it in the message log. */
void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same as an error. */
void app_fail(struct app *app, const struct err *err);
/* Asks for one key out of choices ("yn"); returns it, or 0 when left with Esc. */
int app_ask(struct app *app, const char *choices, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Asks for a line of text with an initial value; returns NULL when left with Esc. The caller frees. changed
 * (may be NULL) is called whenever the text changed; it returns false when the text may not be entered as it
 * stands, having said why with app_say or app_fail. */
char *app_ask_line(struct app *app, const char *label, const char *initial,
                   bool (*changed)(struct app *app, const char *text, void *context), void *context);

/* The dialogs, one file each: each takes what is selected, does the verb, says the outcome, and returns true
 * if something changed. tagged actions call them once per row with the same answers where that makes sense.
 */
bool dialog_object(struct app *app, const struct selection *selection);
bool dialog_classify(struct app *app, const struct selection *selection);
bool dialog_escalate(struct app *app, const struct selection *selection);
bool dialog_resolve(struct app *app, const struct selection *selection);
bool dialog_assign(struct app *app, const struct selection *selection);
bool dialog_done(struct app *app, const struct selection *selection);
bool dialog_note(struct app *app, const struct selection *selection);
bool dialog_hold(struct app *app, const struct selection *selection);
bool dialog_lift(struct app *app, const struct selection *selection);
bool dialog_authority(struct app *app, const struct selection *selection);
bool dialog_like(struct app *app, const struct selection *selection);
bool dialog_unknown(struct app *app, const struct selection *selection);
bool dialog_consent(struct app *app, const struct selection *selection);
bool dialog_withdraw(struct app *app, const struct selection *selection);
bool dialog_conditions(struct app *app, const struct selection *selection);
bool dialog_limit(struct app *app, const struct selection *selection);
/* For the tagged rows: frozen when asked. Asks once, applies to each, says done / skipped / failed. */
bool dialog_apply(struct app *app, enum action action, const struct selection *selections, size_t count);
/* Lets accounts out to a partner; filter is what the form begins with. True if something went. */
bool dialog_release(struct app *app, const char *filter);
bool dialog_export(struct app *app, const struct desk_list *list);
/* The same for some of its rows; ids ascending. */
bool dialog_export_tagged(struct app *app, const struct desk_list *list, const int64_t *ids, size_t count);

#endif
