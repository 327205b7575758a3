/* The answer to an action on several rows: done, skipped or failed, per row. */
#ifndef DEMUR_TUI_RESULT_VIEW_H
#define DEMUR_TUI_RESULT_VIEW_H

#include <stddef.h>

#include "tui/app.h"

enum result { RESULT_DONE, RESULT_SKIPPED, RESULT_FAILED, result_count };

struct result_row {
    enum result result;
    char *title, *reason;
};

struct result_rows {
    struct result_row *items;
    size_t count, capacity;
};

void result_rows_add(struct result_rows *rows, enum result result, const char *title, const char *reason);
void result_rows_clear(struct result_rows *rows);
/* Appends "3 done, 1 skipped, 1 failed". */
void result_rows_say(const struct result_rows *rows, struct str *out);
/* Shows the rows, those that failed first, until the agent leaves. */
void result_view_run(struct app *app, const char *title, const struct result_rows *rows);

#endif
