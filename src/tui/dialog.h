/* What the dialogs have in common: a form about what is selected, and a verb that its answers go to. Those
 * that work on several rows are asked once and applied to each. */
#ifndef DEMUR_TUI_DIALOG_H
#define DEMUR_TUI_DIALOG_H

#include "desk/candidate.h"
#include "tui/app.h"
#include "tui/form_field.h"

struct dialog;

struct dialog_class {
    const char *name;  /* under which drafts are kept: "escalate" */
    const char *title; /* "Escalate a dispute" */
    unsigned about;    /* NEED_ bits: what its draft is about */
    unsigned needs;    /* NEED_ bits: what must be selected */
    /* Adds the fields to dialog->form. */
    bool (*build)(struct dialog *dialog, struct err *err);
    /* The agent changed a field. May be NULL. */
    void (*changed)(struct dialog *dialog, struct form_field *field);
    /* Does the verb for one selection with the answers, and appends to said what came of it. */
    bool (*apply)(struct dialog *dialog, const struct selection *selection, struct str *said,
                  struct err *err);
};

struct dialog {
    const struct dialog_class *class;
    struct app *app;
    struct desk *desk;
    struct form *form;
    const struct selection *selection; /* NULL: several rows */
    struct str said;
    size_t several; /* rows, where there is no selection */
    void *own;      /* memory of the class, freed with the dialog; NULL none */
};

/* A selected message stands for the objection it was read as: fills it in, 0 if there is none yet. False, and
 * said, when the file cannot be read. */
bool dialog_objection(struct app *app, struct selection *selection);

/* Asks, does the verb, says the outcome; returns true if something changed. */
bool dialog_run(struct app *app, const struct dialog_class *class, const struct selection *selection);

/* The halves of it, for several rows: opens with the title "Assign 3 tagged rows", and returns true when it
 * was filled in. */
bool dialog_open(struct dialog *dialog, struct app *app, const struct dialog_class *class,
                 const struct selection *selection, size_t several);
bool dialog_ask(struct dialog *dialog);
/* Gives the dialog the title and the draft of another selection than it was opened for; with nothing selected
 * the draft stays where it is. */
void dialog_rename(struct dialog *dialog, const struct selection *selection);
void dialog_close(struct dialog *dialog);

/* What a selection lacks for a dialog ("no duty is selected"); NULL nothing. Static. */
const char *dialog_lacks(const struct dialog_class *class, const struct selection *selection);

/* Appends what an account is now: "; A-2 is consented now". */
void dialog_say_standing(struct dialog *dialog, int64_t account, struct str *said);

/* Fields that several dialogs have. */
struct form_field *dialog_add_ruling(struct form *form, const enum ruling *order, size_t count,
                                     int64_t ruling);
struct form_field *dialog_add_voice(struct form *form, enum voice voice);
/* The voices that can say yes: all but the unknown one, the last. */
struct form_field *dialog_add_giver(struct form *form, int64_t voice);
/* dialog_contact.c: one of the contacts of some accounts, or none (0), called so (NULL: one of them). Returns
 * NULL when they cannot be read. */
struct form_field *dialog_add_contact(struct dialog *dialog, const char *name, const char *label,
                                      const int64_t *accounts, size_t count, const char *none, int64_t chosen,
                                      struct err *err);
struct form_field *dialog_add_flags(struct form *form, unsigned flags);

/* dialog_speaker.c: the representative on file that speaks. Adds the field and its reach where there is any
 * on file; returns false when they cannot be read. */
bool dialog_add_speaker(struct dialog *dialog, struct err *err);
/* Adds the field alone. */
bool dialog_add_representative(struct dialog *dialog, const char *help, struct err *err);
/* Shows the reach of who was chosen, and makes the voice its; call it when a field has changed. */
void dialog_speaker_changed(struct dialog *dialog, const struct form_field *field);
/* Returns the representative chosen; 0 nobody on file. */
int64_t dialog_speaker(const struct dialog *dialog);

/* dialog_object.c: what an objection logged by hand is asked for besides whose it is, and reading it. The
 * first field is the words. */
struct form_field *dialog_add_said(struct dialog *dialog, enum voice voice, bool speaker, struct err *err);
struct desk_objection;
void dialog_read_said(const struct dialog *dialog, struct desk_objection *objection);

/* dialog_received.c: how and when something came. Adds a choice of sources, a call chosen; a day, today, with
 * the time. */
void dialog_add_source(struct form *form);
void dialog_add_received(struct dialog *dialog);
/* Returns the day; hour and minute are -1 where the time is not known. */
int dialog_received(const struct dialog *dialog, int *hour, int *minute);
/* Call it when a field has changed: the time goes with another day. */
void dialog_received_changed(struct dialog *dialog, const struct form_field *field);

/* Appends the first of the accounts that something may be of, with the reasons, a line each after "may be ".
 */
void dialog_add_candidates(const struct desk_candidate_list *candidates, struct str *text);

/* dialog_object.c: one objection of all accounts of these rows; true if it was logged. */
bool dialog_object_several(struct app *app, const struct selection *selections, size_t count);

/* Returns a path as people write it, "~/" expanded as in a shell. The caller frees. */
char *dialog_path(const char *path);

/* dialog_recall.c: what a partner answered to the recall of a duty. */
extern const struct dialog_class dialog_recall_class;

extern const struct dialog_class dialog_assign_class, dialog_done_class, dialog_escalate_class,
    dialog_hold_class, dialog_note_class, dialog_resolve_class;

/* dialog_rule.c: an objection that came without a message. */
bool dialog_rule(struct app *app, const struct selection *selection);

#endif
