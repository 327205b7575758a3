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
    char *other;  /* what ^X puts in place of what the fields hold: the draft, or the form begun anew; NULL
                     none */
    bool other_is_draft;
    bool burst;       /* more was typed at once than fingers can */
    bool burst_taken; /* a key in it was taken as text */
    int pushed;       /* a key to read again; TERM_KEY_NONE */
    int rows;         /* of the screen when last drawn */
    int top;          /* screen row of its title when last drawn; -1 not yet */
    const struct form_actions *actions;
    void *context;
};

/* form.c: true when a text was typed that would be lost. A choice is made again in one key; words are not. */
bool form_has_words(const struct form *form);

/* form_draw.c */
void form_draw(struct form *form);

/* form_draft.c */
/* Keeps what was typed; a failure is said at the foot, and returned. Nothing is kept while the file is read
 * only. */
bool form_draft_keep(struct form *form);
void form_draft_drop(struct form *form);
/* Fills the fields with the draft kept for the same subject, if there is one, and says so. */
void form_draft_load(struct form *form);
/* Puts the draft aside and begins anew, or brings it back: neither loses a word while the form is open. */
void form_draft_swap(struct form *form);
/* Keeps the draft under another subject from now on, where none is kept yet. */
void form_draft_move(struct form *form, const char *subject);
/* Writes the fields' values as text, and reads them back as those of a draft, or of a form begun anew; false
 * for a text that is none. */
void form_draft_write(const struct form *form, int64_t now, struct str *out);
bool form_draft_read(struct form *form, const char *text, bool draft);
/* Returns when such a text was kept: "14:02", with the day where that is another one. The caller frees. */
char *form_draft_time(const struct desk *desk, const char *text);

#endif
