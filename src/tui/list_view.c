#include "config.h"
#include "tui/list_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* Rows read at a time, and how many are kept. */
#define PAGE 64
#define KEPT 512

void list_view_init(struct list_view *view, enum list which)
{
    memset(view, 0, sizeof *view);
    view->which = which;
    view->filter = mem_text("");
    view->sort = mem_text("");
}

static void free_rows(struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        row_clear(&rows[i]);
}

static void drop_rows(struct list_view *view)
{
    free_rows(view->rows, view->count);
    view->count = 0;
    view->before = 0;
    view->top = view->cursor = 0;
}

void list_view_clear(struct list_view *view)
{
    drop_rows(view);
    free(view->rows);
    free(view->filter);
    free(view->sort);
    desk_list_clear(&view->asked);
    tags_clear(&view->tags);
    memset(view, 0, sizeof *view);
}

const struct row *list_view_row(const struct list_view *view)
{
    return view->cursor < view->count ? &view->rows[view->cursor] : NULL;
}

int64_t list_view_position(const struct list_view *view)
{
    return view->count ? view->before + (int64_t)view->cursor + 1 : 0;
}

/* Puts read rows before or after those held; takes them. */
static void join(struct list_view *view, struct row *rows, size_t count, bool in_front)
{
    size_t wanted = view->count + count;

    if (wanted > view->capacity) {
        view->capacity = wanted + PAGE;
        view->rows = mem_resize(view->rows, view->capacity, sizeof *view->rows);
    }
    if (in_front) {
        if (view->count)
            memmove(view->rows + count, view->rows, view->count * sizeof *view->rows);
        view->top += count;
        view->cursor += count;
        view->before -= (int64_t)count;
        if (view->before < 0)
            view->before = 0;
    }
    if (count)
        memcpy(view->rows + (in_front ? 0 : view->count), rows, count * sizeof *rows);
    view->count = wanted;
    free(rows);
}

/* Lets go of rows far from the selection. */
static void trim(struct list_view *view)
{
    size_t excess;

    if (view->count <= KEPT)
        return;
    excess = view->cursor > KEPT / 2 ? view->cursor - KEPT / 2 : 0;
    free_rows(view->rows, excess);
    memmove(view->rows, view->rows + excess, (view->count - excess) * sizeof *view->rows);
    view->count -= excess;
    view->cursor -= excess;
    view->top -= excess < view->top ? excess : view->top;
    view->before += (int64_t)excess;
    if (view->count > view->cursor + KEPT / 2) {
        size_t kept = view->cursor + KEPT / 2;

        free_rows(view->rows + kept, view->count - kept);
        view->count = kept;
    }
}

/* Reads rows beyond one end of those held; *added gets how many there were. */
static bool extend(struct list_view *view, struct desk *desk, bool backward, size_t *added, struct err *err)
{
    struct list_place place;
    struct row *rows = NULL;
    bool ok;

    memset(&place, 0, sizeof place);
    *added = 0;
    if (view->count)
        store_list_place_of(&view->asked.query, &view->rows[backward ? 0 : view->count - 1], &place);
    ok = store_list_page(desk_store(desk), &view->asked.query, &place, backward, PAGE, &rows, added, err);
    if (ok)
        join(view, rows, *added, backward);
    list_place_clear(&place);
    return ok;
}

bool list_view_first(struct list_view *view, struct desk *desk, struct err *err)
{
    size_t added;

    if (view->before == 0) {
        view->cursor = view->top = 0;
        return true;
    }
    drop_rows(view);
    return extend(view, desk, false, &added, err);
}

bool list_view_last(struct list_view *view, struct desk *desk, struct err *err)
{
    size_t added;

    if (view->before + (int64_t)view->count < view->total) {
        drop_rows(view);
        if (!extend(view, desk, true, &added, err))
            return false;
        view->before = view->total - (int64_t)view->count;
        if (view->before < 0)
            view->before = 0;
        view->top = 0;
    }
    view->cursor = view->count ? view->count - 1 : 0;
    return true;
}

bool list_view_move(struct list_view *view, struct desk *desk, int64_t distance, struct err *err)
{
    while (distance && view->count) {
        size_t added = 1;

        if (distance > 0 && view->cursor + 1 == view->count && !extend(view, desk, false, &added, err))
            return false;
        if (distance < 0 && view->cursor == 0 && (!view->before || !extend(view, desk, true, &added, err)))
            return !view->before;
        if (!added)
            break;
        if (distance > 0) {
            int64_t room = (int64_t)(view->count - 1 - view->cursor);
            int64_t step = distance < room ? distance : room;

            view->cursor += (size_t)step;
            distance -= step;
        } else {
            int64_t room = (int64_t)view->cursor;
            int64_t step = -distance < room ? -distance : room;

            view->cursor -= (size_t)step;
            distance += step;
        }
        trim(view);
    }
    return true;
}

bool list_view_go(struct list_view *view, struct desk *desk, int64_t position, struct err *err)
{
    int64_t here = list_view_position(view);

    if (position > view->total)
        position = view->total;
    if (position < here / 2) {
        if (!list_view_first(view, desk, err))
            return false;
    } else if (position > here + (view->total - here) / 2) {
        if (!list_view_last(view, desk, err))
            return false;
    }
    return list_view_move(view, desk, position - list_view_position(view), err);
}

/* Reads the rows around a place; row (may be NULL) stands at it. Takes the row. */
static bool read_around(struct list_view *view, struct desk *desk, const struct list_place *place,
                        struct row *row, struct err *err)
{
    struct store *store = desk_store(desk);
    struct row *rows = NULL;
    size_t count = 0, earlier;
    int64_t rank = 0;

    if (!store_list_page(store, &view->asked.query, place, true, PAGE, &rows, &count, err))
        return false;
    drop_rows(view);
    join(view, rows, count, false);
    earlier = count;
    if (row) {
        struct row *one = mem_new_array(1, sizeof *one);

        *one = *row;
        memset(row, 0, sizeof *row);
        join(view, one, 1, false);
    }
    rows = NULL;
    if (!store_list_page(store, &view->asked.query, place, false, PAGE, &rows, &count, err))
        return false;
    join(view, rows, count, false);
    view->cursor = earlier < view->count ? earlier : view->count ? view->count - 1 : 0;
    if (!store_list_rank(store, &view->asked.query, place, &rank, err))
        return false;
    view->before = rank > (int64_t)earlier ? rank - (int64_t)earlier : 0;
    return true;
}

bool list_view_find(struct list_view *view, struct desk *desk, int64_t id, struct err *err)
{
    struct list_place place;
    struct row row;
    bool found = false, ok;

    memset(&row, 0, sizeof row);
    memset(&place, 0, sizeof place);
    ok = store_list_row(desk_store(desk), &view->asked.query, id, &row, &found, err);
    if (ok && found) {
        store_list_place_of(&view->asked.query, &row, &place);
        ok = read_around(view, desk, &place, &row, err);
    }
    row_clear(&row);
    list_place_clear(&place);
    return ok;
}

/* Reads the list anew around the row with id or, where it is gone, around its old place (NULL: the
 * beginning). */
static bool reload(struct list_view *view, struct desk *desk, int64_t id, const struct list_place *old,
                   struct err *err)
{
    size_t offset = view->cursor - view->top, added;
    struct list_place place;
    struct row row;
    bool found = false, ok;

    memset(&row, 0, sizeof row);
    memset(&place, 0, sizeof place);
    ok = store_list_count(desk_store(desk), &view->asked.query, &view->total, err);
    if (ok && id)
        ok = store_list_row(desk_store(desk), &view->asked.query, id, &row, &found, err);
    if (ok && found) {
        store_list_place_of(&view->asked.query, &row, &place);
        ok = read_around(view, desk, &place, &row, err);
    } else if (ok && old) {
        ok = read_around(view, desk, old, NULL, err);
    } else if (ok) {
        drop_rows(view);
        ok = extend(view, desk, false, &added, err);
    }
    view->top = view->cursor > offset ? view->cursor - offset : 0;
    view->trouble = ok ? (struct err){0} : *err;
    row_clear(&row);
    list_place_clear(&place);
    return ok;
}

bool list_view_load(struct list_view *view, struct desk *desk, struct err *err)
{
    const struct row *row = list_view_row(view);
    int64_t id = row ? row->id : 0;
    struct list_place place;
    bool ok;

    memset(&place, 0, sizeof place);
    if (row)
        store_list_place_of(&view->asked.query, row, &place);
    desk_list_refresh(desk, &view->asked);
    ok = reload(view, desk, id, row ? &place : NULL, err);
    list_place_clear(&place);
    return ok;
}

bool list_view_ask(struct list_view *view, struct desk *desk, const char *filter, const char *sort,
                   bool typing, struct err *err)
{
    const struct row *row = list_view_row(view);
    int64_t id = row ? row->id : 0;
    char *new_filter = mem_text(filter ? filter : view->filter);
    char *new_sort = mem_text(sort ? sort : view->sort);

    if (!desk_list_set(desk, view->which, new_filter, typing, new_sort, &view->asked, err)) {
        free(new_filter);
        free(new_sort);
        return false;
    }
    free(view->filter);
    free(view->sort);
    view->filter = new_filter;
    view->sort = new_sort;
    return reload(view, desk, id, NULL, err);
}

bool list_view_fit(struct list_view *view, struct desk *desk, int rows, struct err *err)
{
    size_t height = rows > 0 ? (size_t)rows : 1, added;

    if (view->cursor < view->top)
        view->top = view->cursor;
    if (view->cursor >= view->top + height)
        view->top = view->cursor - height + 1;
    while (view->top + height > view->count && view->before + (int64_t)view->count < view->total) {
        if (!extend(view, desk, false, &added, err))
            return false;
        if (!added)
            break;
    }
    while (view->top + height > view->count && view->top + view->count > 0) {
        if (!view->top && view->before) {
            if (!extend(view, desk, true, &added, err))
                return false;
            if (!added)
                view->before = 0;
        }
        if (!view->top)
            break;
        view->top--;
    }
    return true;
}

bool list_view_tag_all(struct list_view *view, struct desk *desk, struct err *err)
{
    struct list_place place;
    struct row *rows = NULL;
    int64_t *all = NULL;
    size_t count = 0, total = 0, capacity = 0;
    bool ok, untag = view->total > 0 && (int64_t)view->tags.count >= view->total;

    memset(&place, 0, sizeof place);
    if (untag) {
        tags_clear(&view->tags);
        return true;
    }
    do {
        ok = store_list_page(desk_store(desk), &view->asked.query, &place, false, KEPT, &rows, &count, err);
        if (!ok)
            break;
        list_place_clear(&place);
        for (size_t i = 0; i < count; i++) {
            mem_grow(all, total, capacity);
            all[total++] = rows[i].id;
        }
        if (count)
            store_list_place_of(&view->asked.query, &rows[count - 1], &place);
        free_rows(rows, count);
        free(rows);
    } while (count == KEPT);
    if (ok)
        tags_add_all(&view->tags, all, total);
    free(all);
    list_place_clear(&place);
    return ok;
}
