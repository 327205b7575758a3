#include "config.h"
#include "tui/list_numbers.h"

#include <string.h>

static int64_t less(int64_t number, int64_t count)
{
    if (number < 0)
        return number;
    return number > count ? number - count : 0;
}

void list_numbers_front(struct list_view *view, int64_t count)
{
    view->before = less(view->before, count);
    view->before_then = less(view->before_then, count);
    view->drift += count;
}

/* The total as known now. */
static int64_t total_of(const struct list_view *view)
{
    if (view->before >= 0 && view->behind >= 0)
        return view->before + (int64_t)view->count + view->behind;
    return view->total;
}

void list_numbers_lose(struct list_view *view)
{
    view->total = total_of(view);
    view->before = view->behind = view->before_then = -1;
    view->drift = 0;
    list_count_clear(&view->ahead);
}

void list_numbers_forget(struct list_view *view)
{
    list_numbers_lose(view);
    view->total = view->total_then = -1;
    list_count_clear(&view->whole);
}

/* The rows before the first, given a total; -1: not known. */
static int64_t before_of(const struct list_view *view, int64_t total)
{
    if (view->before >= 0)
        return view->before;
    return total >= 0 && view->behind >= 0 ? less(total, view->behind + (int64_t)view->count) : -1;
}

int64_t list_numbers_before(const struct list_view *view)
{
    return before_of(view, total_of(view));
}

int64_t list_view_total(const struct list_view *view)
{
    int64_t total = total_of(view);

    return total >= 0 ? total : view->total_then;
}

int64_t list_view_position(const struct list_view *view)
{
    int64_t before = before_of(view, list_view_total(view));

    if (!view->count)
        return 0;
    if (before < 0)
        before = view->before_then;
    return before < 0 ? -1 : before + (int64_t)view->cursor + 1;
}

bool list_view_is_counting(const struct list_view *view)
{
    int64_t total = total_of(view);

    if (view->trouble.kind != ERR_NONE)
        return false;
    return (total < 0 && !view->whole.done) || (before_of(view, total) < 0 && !view->ahead.done);
}

/* Counts a slice; one that fails is not tried again. */
static bool count_slice(struct list_view *view, struct desk *desk, struct list_count *count,
                        bool (*stop)(void *context), void *context, struct err *err)
{
    bool ok;

    count->stop = stop;
    count->context = context;
    ok = store_list_count_on(desk_store(desk), &view->asked.query, count, err);
    count->stop = NULL;
    count->done = count->done || !ok;
    return ok;
}

static bool count_whole(struct list_view *view, struct desk *desk, bool (*stop)(void *context), void *context,
                        struct err *err)
{
    bool ok = count_slice(view, desk, &view->whole, stop, context, err);

    if (ok && view->whole.done)
        view->total = view->whole.rows;
    return ok;
}

bool list_numbers_count(struct list_view *view, struct desk *desk, struct err *err)
{
    return count_whole(view, desk, NULL, NULL, err);
}

bool list_view_count_on(struct list_view *view, struct desk *desk, bool (*stop)(void *context), void *context,
                        struct err *err)
{
    bool ok;

    if (!list_view_is_counting(view))
        return true;
    if (total_of(view) < 0 && !view->whole.done)
        return count_whole(view, desk, stop, context, err);
    if (!view->ahead.before.set && view->count) {
        store_list_place_of(&view->asked.query, &view->rows[0], &view->ahead.before);
        view->drift = 0;
    }
    ok = count_slice(view, desk, &view->ahead, stop, context, err);
    if (ok && view->ahead.done)
        view->before = view->ahead.rows > view->drift ? view->ahead.rows - view->drift : 0;
    return ok;
}
