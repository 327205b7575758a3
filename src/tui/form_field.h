/* The kinds of fields of a form, and what a form asks of each. */
#ifndef DEMUR_TUI_FORM_FIELD_H
#define DEMUR_TUI_FORM_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "tui/draw.h"
#include "tui/form.h"

/* A kind of field as callbacks; those not said to be needed may be NULL. */
struct form_field_class {
    bool pager;   /* shows only: never entered, scrolled from anywhere, stays at the top */
    bool typed;   /* takes text, also pasted */
    bool several; /* has more than one line: Enter stays in it */
    /* Returns the rows it needs at columns; *most is preset to that and may be raised. NULL: one row. */
    int (*rows)(struct form_field *field, int columns, bool here, int *most);
    /* Needed. Draws the value and, if here, puts the cursor; returns the columns used in its first row. */
    int (*draw)(struct form_field *field, struct draw_area area, bool here);
    /* Needed unless it only shows. Returns true if the key was its own. */
    bool (*key)(struct form_field *field, int key);
    /* Says what is wrong with the value. */
    bool (*check)(struct form_field *field, struct err *err);
    bool (*blank)(const struct form_field *field);
    /* Writes the value for a draft and reads it back. */
    void (*write)(const struct form_field *field, struct str *out);
    void (*read)(struct form_field *field, const char *text);
    void (*free)(struct form_field *field);
};

/* The beginning of every field. name and texts are static. */
struct form_field {
    const struct form_field_class *class;
    struct form *form;
    const char *name, *label;
    const char *help;     /* shown at the foot while here; NULL none */
    const char *required; /* what to say when it is blank; NULL: may be blank */
    char *error;          /* what the last check found; NULL nothing */
    bool changed;         /* by the agent or a draft */
    bool fixed;           /* what the form is about: a draft does not change it */
};

/* Adds a field made by its kind; the form frees it. */
void form_add(struct form *form, struct form_field *field, const struct form_field_class *class,
              const char *name, const char *label);
/* Says that the agent changed the field's value. */
void form_field_touch(struct form_field *field);

/* field_line.c: one line of text. */
struct form_field *field_line_add(struct form *form, const char *name, const char *label, const char *text);
/* Returns the text without blanks at its ends; owned by the field until the next call. */
const char *field_line_text(struct form_field *field);
void field_line_set(struct form_field *field, const char *text);
/* Checks the text with a function that returns false and says why. */
void field_line_check(struct form_field *field, bool (*check)(const char *text, struct err *err));

/* field_choice.c: one of a closed list. letter 0: the first letter of the title that is not that of an
 * article; several options may share a letter, which then goes from one to the next. */
struct field_option {
    int64_t value;
    char letter;
    const char *title; /* copied */
};
struct form_field *field_choice_add(struct form *form, const char *name, const char *label,
                                    const struct field_option *options, size_t count, int64_t value);
/* A value that is no option's: nothing is chosen yet. */
#define FIELD_CHOICE_NONE INT64_MIN
int64_t field_choice_value(const struct form_field *field);
/* Has letters spell the title's words instead of standing for options each: for names. */
void field_choice_spell(struct form_field *field);
void field_choice_set(struct form_field *field, int64_t value);

/* field_flags.c: several of a list; value of an option is its bit. */
struct form_field *field_flags_add(struct form *form, const char *name, const char *label,
                                   const struct field_option *options, size_t count, unsigned flags);
unsigned field_flags_value(const struct form_field *field);

/* field_set.c: several of a list of any length. A letter finds an option, the blank key ticks it. */
struct form_field *field_set_add(struct form *form, const char *name, const char *label,
                                 const struct field_option *options, size_t count);
void field_set_tick(struct form_field *field, int64_t value);
/* Returns the values ticked; owned by the field until the next call. */
const int64_t *field_set_values(struct form_field *field, size_t *count);

/* field_day.c: a day as people type it. An empty one is DAY_NONE. */
struct form_field *field_day_add(struct form *form, const char *name, const char *label, const char *text,
                                 int today);
/* Returns the day, DAY_NONE when it is empty or not understood. */
int field_day_value(const struct form_field *field);
/* Sets a day that the agent has not touched; "" for DAY_NONE. */
void field_day_suggest(struct form_field *field, int day);
/* Refuses days before least or after most (DAY_NONE: any) with a sentence. */
void field_day_limit(struct form_field *field, int least, int most, const char *sentence);
/* What stands beside an empty day ("until lifted"). */
void field_day_empty(struct form_field *field, const char *meaning);

/* field_ticks.c: a list that is ticked one by one, a row each, not all at once when the form is saved: the
 * blank key and Enter save what the form does with the marked row. */
struct field_tick {
    bool on;
    const char *title; /* copied */
    char *beside;      /* at the right end, where there is room; copied */
    char *told;        /* at the form's foot while it is marked; copied */
};
struct form_field *field_ticks_add(struct form *form, const char *name, const char *label);
/* Puts these rows in place of those before; the mark stays where it is. */
void field_ticks_set(struct form_field *field, const struct field_tick *rows, size_t count);
size_t field_ticks_marked(const struct form_field *field);

/* field_words.c: lines of text. */
struct form_field *field_words_add(struct form *form, const char *name, const char *label, const char *text,
                                   int least, int most);
const char *field_words_text(const struct form_field *field);
void field_words_set(struct form_field *field, const char *text);

/* field_pager.c: text to read, scrolled with PgUp and PgDn from any field. */
struct form_field *field_pager_add(struct form *form, const char *name, const char *label, const char *text,
                                   int least, int most);
void field_pager_set(struct form_field *field, const char *text);

#endif
