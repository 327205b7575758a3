#include "config.h"
#include "tui/list_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "tui/list_numbers.h"

/* Rows read at a time, and how many are kept. */
#define PAGE 64
#define KEPT 512

void list_view_init(struct list_view *view, enum list which)
{
    memset(view, 0, sizeof *view);
    view->which = which;
    view->filter = mem_text("");
    view->sort = mem_text("");
    list_numbers_forget(view);
}

static void free_rows(struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        row_clear(&rows[i]);
}

static void drop_rows(struct list_view *view)
{
    list_numbers_lose(view);
    free_rows(view->rows, view->count);
    view->count = 0;
    view->top = view->cursor = 0;
}

void list_view_clear(struct list_view *view)
{
    drop_rows(view);
    free(view->rows);
    free(view->filter);
    free(view->sort);
    desk_list_clear(&view->asked);
    list_count_clear(&view->whole);
    list_count_clear(&view->ahead);
    tags_clear(&view->tags);
    memset(view, 0, sizeof *view);
}

const struct row *list_view_row(const struct list_view *view)
{
    return view->cursor < view->count ? &view->rows[view->cursor] : NULL;
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
        list_numbers_front(view, (int64_t)count);
    } else if (view->behind >= 0) {
        view->behind = view->behind > (int64_t)count ? view->behind - (int64_t)count : 0;
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
    list_numbers_front(view, -(int64_t)excess);
    if (view->count > view->cursor + KEPT / 2) {
        size_t kept = view->cursor + KEPT / 2;

        if (view->behind >= 0)
            view->behind += (int64_t)(view->count - kept);
        free_rows(view->rows + kept, view->count - kept);
        view->count = kept;
    }
}

/* Reads rows beyond one end of those held; *added gets how many there were. Fewer than a page are the last.
 */
static bool extend(struct list_view *view, struct desk *desk, bool backward, size_t *added, struct err *err)
{
    struct list_place place;
    struct row *rows = NULL;
    bool ok, fresh = view->count == 0;

    memset(&place, 0, sizeof place);
    *added = 0;
    if (!fresh)
        store_list_place_of(&view->asked.query, &view->rows[backward ? 0 : view->count - 1], &place);
    ok = store_list_page(desk_store(desk), &view->asked.query, &place, backward, PAGE, &rows, added, err);
    if (ok) {
        join(view, rows, *added, backward);
        if (backward ? fresh : *added < PAGE)
            view->behind = 0;
        if (backward ? *added < PAGE : fresh)
            view->before = 0;
    }
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

    if (view->behind != 0 && view->trouble.kind == ERR_NONE) {
        drop_rows(view);
        if (!extend(view, desk, true, &added, err))
            return false;
        view->top = 0;
    }
    view->cursor = view->count ? view->count - 1 : 0;
    return true;
}

/* Goes as far towards a distance as rows are held; returns what is left of it. */
static int64_t step(struct list_view *view, int64_t distance)
{
    int64_t room = distance > 0 ? (int64_t)(view->count - 1 - view->cursor) : -(int64_t)view->cursor;
    int64_t taken = distance > 0 ? (distance < room ? distance : room) : (distance > room ? distance : room);

    view->cursor = (size_t)((int64_t)view->cursor + taken);
    return distance - taken;
}

bool list_view_move(struct list_view *view, struct desk *desk, int64_t distance, struct err *err)
{
    while (distance && view->count) {
        bool backward = distance < 0, at_end = view->cursor == (backward ? 0 : view->count - 1);
        size_t added = 1;

        if (at_end && (backward ? view->before : view->behind) == 0)
            break;
        if (at_end && !extend(view, desk, backward, &added, err))
            return false;
        if (!added)
            break;
        distance = step(view, distance);
        trim(view);
    }
    return true;
}

/* Reads the rows around a place; row (may be NULL) stands at it. Takes the row. */
static bool read_around(struct list_view *view, struct desk *desk, const struct list_place *place,
                        struct row *row, struct err *err)
{
    struct store *store = desk_store(desk);
    struct row *rows = NULL;
    size_t count = 0, earlier, later;

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
    if (!store_list_page(store, &view->asked.query, place, false, PAGE, &rows, &later, err))
        return false;
    join(view, rows, later, false);
    view->cursor = earlier < view->count ? earlier : view->count ? view->count - 1 : 0;
    view->before = earlier < PAGE ? 0 : -1;
    view->behind = later < PAGE ? 0 : -1;
    return true;
}

bool list_view_go(struct list_view *view, struct desk *desk, int64_t position, struct err *err)
{
    int64_t here = view->before < 0 ? -1 : view->before + (int64_t)view->cursor + 1, id;

    if (position < 1)
        position = 1;
    if (here >= 0 && position >= here - PAGE && position <= here + PAGE)
        return list_view_move(view, desk, position - here, err);
    while (view->whole.rows < position && !view->whole.done)
        if (!list_numbers_count(view, desk, err))
            return false;
    if (!store_list_at(desk_store(desk), &view->asked.query, &view->whole, position - 1, &id, err))
        return false;
    if (!id)
        return list_view_last(view, desk, err);
    if (!list_view_find(view, desk, id, err))
        return false;
    view->before = position - 1 > (int64_t)view->cursor ? position - 1 - (int64_t)view->cursor : 0;
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
 * beginning). same: the list is asked as before, and its numbers are shown until they are counted. */
static bool reload(struct list_view *view, struct desk *desk, int64_t id, const struct list_place *old,
                   bool same, struct err *err)
{
    int64_t position = same ? list_view_position(view) : -1, total = same ? list_view_total(view) : -1;
    int64_t before;
    size_t offset = view->cursor - view->top, added, cursor = view->cursor;
    struct list_place place;
    struct row row;
    bool found = false, ok = true, stands;

    memset(&row, 0, sizeof row);
    memset(&place, 0, sizeof place);
    stands = same && store_list_stands(desk_store(desk), &view->asked.query, &view->whole);
    before = stands ? list_numbers_before(view) : -1;
    if (stands)
        list_numbers_lose(view);
    else
        list_numbers_forget(view);
    if (id)
        ok = store_list_row(desk_store(desk), &view->asked.query, id, &row, &found, err);
    if (ok && found) {
        store_list_place_of(&view->asked.query, &row, &place);
        ok = read_around(view, desk, &place, &row, err);
        if (ok && before >= 0)
            view->before = before + (int64_t)cursor - (int64_t)view->cursor;
    } else if (ok && old) {
        ok = read_around(view, desk, old, NULL, err);
    } else if (ok) {
        drop_rows(view);
        ok = extend(view, desk, false, &added, err);
    }
    view->top = view->cursor > offset ? view->cursor - offset : 0;
    view->total_then = total;
    if (position > (int64_t)view->cursor)
        view->before_then = position - 1 - (int64_t)view->cursor;
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
    ok = reload(view, desk, id, row ? &place : NULL, true, err);
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
    return reload(view, desk, id, NULL, false, err);
}

bool list_view_fit(struct list_view *view, struct desk *desk, int rows, struct err *err)
{
    size_t height = rows > 0 ? (size_t)rows : 1, added;

    if (view->cursor < view->top)
        view->top = view->cursor;
    if (view->cursor >= view->top + height)
        view->top = view->cursor - height + 1;
    if (view->trouble.kind != ERR_NONE)
        return true;
    while (view->top + height > view->count && view->behind != 0) {
        if (!extend(view, desk, false, &added, err))
            return false;
        if (!added)
            break;
    }
    while (view->top + height > view->count && view->top + view->count > 0) {
        if (!view->top && view->before != 0 && !extend(view, desk, true, &added, err))
            return false;
        if (!view->top)
            break;
        view->top--;
    }
    return true;
}

bool list_view_tag_all(struct list_view *view, struct desk *desk, struct err *err)
{
    int64_t *ids = NULL;
    size_t count = 0;
    bool ok = store_list_ids(desk_store(desk), &view->asked.query, &ids, &count, err);

    if (ok && view->tags.count >= count)
        tags_clear(&view->tags);
    else if (ok)
        tags_add_all(&view->tags, ids, count);
    free(ids);
    return ok;
}
