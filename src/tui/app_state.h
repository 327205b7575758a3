/* What app.c, app_draw.c, app_act.c and prompt.c share. */
#ifndef DEMUR_TUI_APP_STATE_H
#define DEMUR_TUI_APP_STATE_H

#include "tui/app.h"
#include "tui/edit.h"
#include "tui/screens.h"

#define APP_LEAST_ROWS    15
#define APP_LEAST_COLUMNS 60
#define APP_PLACES        4

/* Lines typed before, newest last. */
struct history {
    char **lines;
    size_t count, capacity;
};

struct prompt {
    const char *label;
    struct edit edit;
    struct history *history; /* NULL none */
    size_t at;               /* the line of the history shown; its count: none */
    /* Appends the words that may stand where the cursor is, a line each. NULL none. */
    void (*complete)(struct app *app, const char *text, struct str *out);
    bool (*changed)(struct app *app, const char *text, void *context);
    void *context;
};

struct app {
    struct desk *desk;
    bool now_fixed, quit;
    int64_t state; /* grows with every change of the file or the day; screens loaded for less are stale */
    int64_t change_count; /* of the file, as seen last */
    int64_t quarter;      /* of an hour, as seen last: zones and with them windows turn at quarters */
    struct screen *places[APP_PLACES];
    int64_t counts[APP_PLACES];  /* rows of each place, as shown; -1: not known */
    int64_t counted[APP_PLACES]; /* the state each of them was begun for */
    struct list_count counting[APP_PLACES];
    int place;
    bool preview_closed;
    struct screen *top;
    char *message; /* NULL none */
    bool message_is_error;
    const char *about;     /* the row that a dialog is about, named before what it says; NULL none */
    bool refused;          /* the last key did not do what it is for */
    struct str log;        /* all messages, a line each with its time */
    int count;             /* typed before a key; 0 none */
    struct prompt *prompt; /* the line being asked for; NULL none */
    struct history commands, filters;
};

/* app.c */
/* Shows a line until the next key without keeping it: for what is being typed, and for questions. */
void app_hint(struct app *app, bool is_error, const char *text);
/* Looks at clock and file; what changed makes the screens stale. */
void app_look(struct app *app);
/* Loads the uppermost screen if it is stale. */
void app_freshen(struct app *app);
/* Goes to a place, leaving what lies over it. */
void app_place_go(struct app *app, int place);
/* Returns the place's list. */
enum list app_place_list(int place);

/* app_draw.c */
bool app_too_small(void);
/* Returns the area of screens, between the places and the bar. */
struct draw_area app_area(void);
void app_title_draw(struct app *app);

/* app_count.c */
/* Shows what was drawn, then counts what the screen tells numbers of, slice by slice, until all is counted or
 * somebody types; draws it anew if a number is another one. */
void app_count(struct app *app);
/* Returns how many rows a place has as far as that is known; -1: it is not. */
int64_t app_place_count(struct app *app, int place);

/* app_act.c */
void app_select(struct app *app, struct selection *selection);
/* True when what an action needs is there; else the sentence says why not. */
bool app_may(struct app *app, enum action action, const struct selection *selection, struct err *err);
/* Checks what an action needs and does it. */
void app_do(struct app *app, enum action action, int count);

/* prompt.c */
/* Asks for a line; NULL when left. The caller frees. */
char *prompt_ask(struct app *app, struct prompt *prompt, const char *initial);
void history_add(struct history *history, const char *line);
void history_clear(struct history *history);
/* The `:` prompt: asks for an action and does it. */
void prompt_command(struct app *app);

#endif
