#include "config.h"

#include "tui/result_view.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/term.h"

enum { WORD_COLUMNS = 9 };

static const char *const words[result_count] = {"done", "skipped", "failed"};

void result_rows_add(struct result_rows *rows, enum result result, const char *title, const char *reason)
{
    mem_grow(rows->items, rows->count, rows->capacity);
    rows->items[rows->count++] = (struct result_row){result, mem_text(title ? title : ""), mem_text(reason)};
}

void result_rows_clear(struct result_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].title);
        free(rows->items[i].reason);
    }
    free(rows->items);
    *rows = (struct result_rows){0};
}

void result_rows_say(const struct result_rows *rows, struct str *out)
{
    size_t counts[result_count] = {0};

    for (size_t i = 0; i < rows->count; i++) {
        counts[rows->items[i].result]++;
    }
    for (int result = 0; result < result_count; result++) {
        str_add_format(out, "%s%zu %s", result ? ", " : "", counts[result], words[result]);
    }
}

/* Failed before skipped before done; within each as they were tagged. */
static const struct result_row **ordered(const struct result_rows *rows)
{
    const struct result_row **order = mem_new_array(rows->count + 1, sizeof *order);
    size_t count = 0;

    for (int result = result_count - 1; result >= 0; result--) {
        for (size_t i = 0; i < rows->count; i++) {
            if (rows->items[i].result == (enum result)result) {
                order[count++] = &rows->items[i];
            }
        }
    }
    return order;
}

static void draw_row(int line, int columns, const struct result_row *row, bool here)
{
    static const enum style styles[result_count] = {STYLE_YES, STYLE_TODAY, STYLE_ERROR};
    int title = (columns - WORD_COLUMNS - 2) / 2;

    draw_text(line, 0, columns, here ? ">" : " ", STYLE_TEXT, true);
    draw_text(line, 1, WORD_COLUMNS, words[row->result], styles[row->result], true);
    draw_text(line, 1 + WORD_COLUMNS, title, row->title, here ? STYLE_SELECTED : STYLE_TEXT, true);
    draw_text(line, 2 + WORD_COLUMNS + title, columns - title - WORD_COLUMNS - 2, row->reason, STYLE_TEXT,
              true);
    if (here) {
        draw_cursor(line, 0);
    }
}

/* The reason of the row with the cursor, whole, on two lines. */
static void draw_reason(int line, int columns, const char *reason)
{
    struct edit_rows rows = {0};

    edit_wrap(reason, columns - 1, &rows);
    for (size_t i = 0; i < rows.count && i < 2; i++) {
        char *part = edit_row_text(reason, &rows.items[i]);

        draw_text(line + (int)i, 1, columns - 1, part, STYLE_INFO, true);
        free(part);
    }
    edit_rows_clear(&rows);
}

static void draw(const char *title, const struct result_rows *rows, const struct result_row **order,
                 size_t here, size_t *top)
{
    struct str counts = {0};
    int lines, columns, shown;

    term_size(&lines, &columns);
    shown = lines - 5 > 1 ? lines - 5 : 1;
    *top = here < *top ? here : here >= *top + (size_t)shown ? here - (size_t)shown + 1 : *top;
    draw_clear((struct draw_area){0, 0, lines, columns});
    str_add_format(&counts, " %s: ", title);
    result_rows_say(rows, &counts);
    draw_text(0, 0, columns, counts.text, STYLE_TITLE, true);
    for (int i = 0; i < shown && *top + (size_t)i < rows->count; i++) {
        draw_row(1 + i, columns, order[*top + (size_t)i], *top + (size_t)i == here);
    }
    draw_line(lines - 4, 0, columns);
    draw_reason(lines - 3, columns, rows->count ? order[here]->reason : "");
    draw_text(lines - 1, 0, columns, " j k move  Esc leave", STYLE_BAR, true);
    str_clear(&counts);
}

static bool do_key(int key, size_t count, size_t *here)
{
    switch (key) {
    case 'j':
    case TERM_KEY_DOWN:
        *here += *here + 1 < count;
        return true;
    case 'k':
    case TERM_KEY_UP:
        *here -= *here > 0;
        return true;
    case TERM_KEY_PAGE_DOWN:
        *here = *here + 10 < count ? *here + 10 : count ? count - 1 : 0;
        return true;
    case TERM_KEY_PAGE_UP:
        *here = *here > 10 ? *here - 10 : 0;
        return true;
    case TERM_KEY_ESCAPE:
    case TERM_KEY_ENTER:
    case TERM_KEY_HANGUP:
    case 'q':
        return false;
    default:
        return true;
    }
}

void result_view_run(struct app *app, const char *title, const struct result_rows *rows)
{
    const struct result_row **order = ordered(rows);
    size_t here = 0;
    size_t top = 0;

    do {
        draw(title, rows, order, here, &top);
    } while (do_key(app_key(app), rows->count, &here));
    free(order);
}
