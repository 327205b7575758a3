/* A form: labelled fields at the foot of the screen, saved with ^S from anywhere, left with Esc. What is
 * typed is kept as a draft until it is saved. */
#ifndef DEMUR_TUI_FORM_H
#define DEMUR_TUI_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/app.h"

struct form;
struct form_field;

struct form_actions {
    /* Does what the form is for. On false the form stays, with the sentence at its foot (none when err is
     * left empty). */
    bool (*save)(struct form *form, void *context, struct err *err);
    /* Called after the agent changed a field, so that another may follow it. May be NULL. */
    void (*changed)(struct form *form, struct form_field *field, void *context);
};

/* Makes an empty form. Its draft is kept under name ("escalate") and subject ("dispute:3"); title stands over
 * it. The caller frees. */
struct form *form_new(struct app *app, const char *name, const char *subject, const char *title);
void form_free(struct form *form);
struct app *form_app(const struct form *form);
/* Gives it another title, and its draft another subject unless that is NULL. */
void form_rename(struct form *form, const char *subject, const char *title);

/* Returns the field added under a name, NULL if there is none. */
struct form_field *form_find(const struct form *form, const char *name);
/* Puts the focus on a field that can be entered. */
void form_focus(struct form *form, struct form_field *field);
/* Shows a line at the foot of the form until the next key. */
void form_say(struct form *form, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Asks at the foot of the form for one key out of choices; returns it, or 0 for Esc. */
int form_ask(struct form *form, const char *choices, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Does what ^S does once the present key is done. */
void form_save(struct form *form);
/* For a save that leaves the form open for more (it returns false): what was typed is done with. */
void form_saved(struct form *form);

/* Lets the agent fill in the form until it is saved (true) or left (false). It opens with the draft kept for
 * the same subject; no letter decides what becomes of it. After a hangup the draft is kept and false is
 * returned. The fields keep their values.
 *
 * A terminal that does not mark what is pasted sends it as if typed. When more bytes wait behind a key than
 * fingers are ahead of a screen, all that comes until none waits is taken as text: no Tab of it leaves the
 * field, no ^S saves. */
bool form_run(struct form *form, const struct form_actions *actions, void *context);

#endif
