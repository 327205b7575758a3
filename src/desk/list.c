#include "config.h"
#include "desk/desk.h"

#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "desk/private.h"

static bool sort_parse(enum list which, const char *sort, struct list_query *query, struct err *err)
{
    const size_t limit = sizeof query->sort / sizeof query->sort[0];
    struct str part = {0};
    const char *at = sort ? sort : "";
    bool good = true;

    query->sort_count = 0;
    while (good && *at) {
        size_t length = strcspn(at, ",");
        char *name;

        str_reset(&part);
        str_add_n(&part, at, length);
        name = str_trim(part.text);
        if (query->sort_count == limit) {
            good = err_set(err, ERR_USAGE, "a list is sorted by %zu columns at most", limit);
        } else if (*name) {
            bool down = *name == '-';
            enum field fields[field_count];
            size_t count = 0;

            good = field_columns_parse(which, name + down, fields, &count, err);
            if (good && count == 1) {
                query->sort[query->sort_count] = fields[0];
                query->descending[query->sort_count++] = down;
            }
        }
        at += length + (at[length] == ',');
    }
    str_clear(&part);
    return good;
}

bool desk_list_set(struct desk *desk, enum list which, const char *filter, bool typing, const char *sort,
                   struct desk_list *list, struct err *err)
{
    struct filter_context context = {.list = which, .today = desk_today(desk), .me = desk->agent};
    struct list_query query = {
        .list = which,
        .program = desk->program.id,
        .now = desk->now,
        .today = desk_today(desk),
        .zone = desk->program.zone,
    };
    struct filter *parsed = NULL;

    if (!sort_parse(which, sort, &query, err) || !filter_parse(filter, &context, typing, &parsed, err))
        return false;
    query.filter = parsed;
    if (!store_list_sorts(desk->store, &query, err)) {
        filter_free(parsed);
        return false;
    }
    desk_list_clear(list);
    list->query = query;
    list->filter = parsed;
    return true;
}

void desk_list_refresh(struct desk *desk, struct desk_list *list)
{
    list->query.now = desk->now;
    list->query.today = desk_today(desk);
}

void desk_list_clear(struct desk_list *list)
{
    filter_free(list->filter);
    memset(list, 0, sizeof *list);
}
