/* A list on the screen: a window of rows over the store's pages, kept by id while the file changes under it.
 */
#ifndef DEMUR_TUI_LIST_VIEW_H
#define DEMUR_TUI_LIST_VIEW_H

#include "desk/desk.h"
#include "store/list_count.h"
#include "tui/draw.h"
#include "tui/tags.h"

struct list_view {
    enum list which;
    struct desk_list asked;
    char *filter, *sort; /* as typed; "" none */
    struct row *rows;    /* neighbouring rows, more than are shown */
    size_t count, capacity;
    /* How many rows of the list stand before the first of them, behind the last, and in all; -1: not known.
     */
    int64_t before, behind, total;
    int64_t before_then, total_then; /* what is shown while they are not: how it was; -1: nothing */
    struct list_count whole;         /* counts the total, and finds rows by their position */
    struct list_count ahead;         /* counts what stood before the first row when it began */
    int64_t drift;                   /* rows put before that one since */
    size_t top, cursor;              /* first row shown and the selected one, within rows */
    struct tags tags;
    struct err trouble; /* why the rows could not be read; ERR_NONE: they were */
};

void list_view_init(struct list_view *view, enum list which);
void list_view_clear(struct list_view *view);

/* Asks for another filter and sort (NULL: as it is) and reads the list; the selected row is kept if it is
 * still in it. typing: the filter may be unfinished. On failure all is as before. */
bool list_view_ask(struct list_view *view, struct desk *desk, const char *filter, const char *sort,
                   bool typing, struct err *err);
/* Reads the list again; the selected row is kept by id, else the one at its place is selected. */
bool list_view_load(struct list_view *view, struct desk *desk, struct err *err);
/* Moves the selection by a distance; reads on where needed. */
bool list_view_move(struct list_view *view, struct desk *desk, int64_t distance, struct err *err);
bool list_view_first(struct list_view *view, struct desk *desk, struct err *err);
bool list_view_last(struct list_view *view, struct desk *desk, struct err *err);
/* Selects a row by its position from 1, the nearest there is; counts as far as that. */
bool list_view_go(struct list_view *view, struct desk *desk, int64_t position, struct err *err);
/* Selects the row with an id, if the list has it. */
bool list_view_find(struct list_view *view, struct desk *desk, int64_t id, struct err *err);
/* Sees to it that the selected row and as many around it as fit in rows are read. */
bool list_view_fit(struct list_view *view, struct desk *desk, int rows, struct err *err);

/* The selected row; NULL when the list is empty. */
const struct row *list_view_row(const struct list_view *view);
/* Its position from 1; 0 when the list is empty, -1 when it is not known. */
int64_t list_view_position(const struct list_view *view);
/* How many rows the list has; -1 when that is not known. */
int64_t list_view_total(const struct list_view *view);
/* True while position or total are not counted, or only for an earlier state of the file. */
bool list_view_is_counting(const struct list_view *view);
/* Counts a slice further; stop (may be NULL) as in struct list_count. */
bool list_view_count_on(struct list_view *view, struct desk *desk, bool (*stop)(void *context), void *context,
                        struct err *err);
/* Tags all rows of the list, or untags all if they are tagged. */
bool list_view_tag_all(struct list_view *view, struct desk *desk, struct err *err);

/* Draws the head line and the rows in the area. */
void list_view_draw(struct list_view *view, struct desk *desk, struct draw_area area);

#endif
