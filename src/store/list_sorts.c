/* Which orders a list has however long it is, and which only where few rows match. */
#include "config.h"
#include "store/list_inside.h"

#include <stdlib.h>

#include "store/list_kinds.h"
#include "store/list_sought.h"

/* So many rows are sorted for a page while a person waits. */
enum { SORTED_MOST = 10000 };

/* Accounts have every order of kinds, then of numbers; other lists one field at a time. */
static bool has_order(const struct list_query *query)
{
    for (size_t i = 0; i < query->sort_count; i++) {
        enum field field = query->sort[i];

        if (!(field_get(field)->sorts >> query->list & 1) ||
            (query->sort_count > 1 && field != FIELD_NUMBER && !list_kinds_have(query->list, field)))
            return false;
    }
    return true;
}

/* Counts the rows of a query up to one more than may be sorted. */
static bool count_some(struct store *store, const struct list_query *query, int64_t *count, struct err *err)
{
    struct list_query own = *query;
    struct list_condition condition;
    struct statement statement;
    struct str sql = {0};
    int64_t *ids = NULL;
    size_t found_count = 0;
    bool found;

    own.sort_count = 0;
    if (!list_sought_page(store, &own, NULL, false, SORTED_MOST + 1, &ids, &found_count, &found, err))
        return false;
    free(ids);
    *count = (int64_t)found_count;
    if (!found && !list_kinds_count(store, &own, count, &found, err))
        return false;
    if (found)
        return true;
    list_condition_make(&own, &condition);
    str_add_format(&sql, "SELECT count(*) FROM (SELECT 1 FROM %s AND %s LIMIT :limit)",
                   list_source(&own, false), str_text(&condition.where));
    statement_begin_once(&statement, store, str_text(&sql), err);
    list_bind_common(&own, &statement);
    list_condition_bind(&condition, &statement);
    statement_bind_number(&statement, ":limit", SORTED_MOST + 1);
    if (statement_row(&statement))
        *count = statement_take_number(&statement);
    list_condition_clear(&condition);
    str_clear(&sql);
    return statement_end(&statement);
}

bool store_list_sorts(struct store *store, const struct list_query *query, struct err *err)
{
    struct str known = {0};
    int64_t count = 0;

    if (!list_query_shown(query, err))
        return false;
    if (has_order(query))
        return true;
    if (!count_some(store, query, &count, err))
        return false;
    if (count <= SORTED_MOST)
        return true;
    field_sorts_add(query->list, &known);
    err_set(err, ERR_USAGE,
            "more than %d rows are too many to be sorted so for every page; the list %s is sorted by %s%s, "
            "or narrow it by a filter first",
            SORTED_MOST, list_name(query->list), str_text(&known),
            query->list == LIST_ACCOUNTS ? " (company and number alone or last)" : "");
    str_clear(&known);
    return false;
}
