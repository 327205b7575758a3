/* What form.c, form_draw.c and form_draft.c share. */
#ifndef DEMUR_TUI_FORM_PARTS_H
#define DEMUR_TUI_FORM_PARTS_H

#include "tui/form.h"
#include "tui/form_field.h"

struct form {
    struct app *app;
    char *name, *subject, *title;
    struct form_field **fields;
    size_t count, capacity;
    size_t here;     /* the field with the focus */
    int first;       /* row of the fields that stands uppermost when they do not fit */
    struct str line; /* what is said at the foot; empty: the field's help */
    bool line_is_error;
    bool changed; /* by the agent, since opened or restored */
    int keys;     /* changes since the draft was kept */
    int rows;     /* of the screen when last drawn */
    int top;      /* screen row of its title when last drawn; -1 not yet */
    const struct form_actions *actions;
    void *context;
};

/* form_draw.c */
void form_draw(struct form *form);

/* form_draft.c */
/* Keeps what was typed; a failure is said at the foot. Nothing is kept while the file is read only. */
void form_draft_keep(struct form *form);
void form_draft_drop(struct form *form);
/* Offers the draft kept for the same subject, if there is one, and fills the fields with it. */
void form_draft_offer(struct form *form);
/* Writes the fields' values as text, and reads them back; false for a text that is none. */
void form_draft_write(const struct form *form, int64_t now, struct str *out);
bool form_draft_read(struct form *form, const char *text);
/* Returns when such a text was kept: "14:02", with the day where that is another one. The caller frees. */
char *form_draft_time(const struct desk *desk, const char *text);

#endif
