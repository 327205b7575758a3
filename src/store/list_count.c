#include "config.h"
#include "store/list_count.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/list_inside.h"
#include "store/list_kinds.h"

enum {
    STRIDE = 4096,
    /* Steps of SQLite's machine between two questions whether to stop: far less than a millisecond. */
    STEPS = 10000
};

/* One SELECT over the rows of a query beyond a place. */
struct walk {
    const struct list_query *query;
    const struct list_place *from; /* NULL: from the beginning */
    bool backward;
    struct list_key keys[LIST_KEYS];
    size_t key_count;
    struct list_condition condition;
    struct str sql;
    struct statement statement;
};

void list_count_clear(struct list_count *count)
{
    for (size_t i = 0; i < count->mark_count; i++)
        list_place_clear(&count->marks[i]);
    free(count->marks);
    list_place_clear(&count->before);
    memset(count, 0, sizeof *count);
}

static void walk_init(struct walk *walk, const struct list_query *query, const struct list_place *from,
                      bool backward, bool by_id)
{
    memset(walk, 0, sizeof *walk);
    walk->query = query;
    walk->from = from && from->set ? from : NULL;
    walk->backward = backward;
    walk->key_count = list_keys_of(query, walk->keys);
    list_condition_make(query, &walk->condition);
    if (!by_id)
        return;
    for (size_t i = 0; i + 1 < walk->key_count; i++)
        free(walk->keys[i].sql);
    walk->keys[0] = walk->keys[walk->key_count - 1];
    walk->keys[0].descending = false;
    walk->key_count = 1;
}

/* Appends the rows' sources and conditions. */
static void walk_add_rows(struct walk *walk)
{
    str_add_format(&walk->sql, " FROM %s AND %s", list_source(walk->query, true),
                   str_text(&walk->condition.where));
    if (walk->from) {
        str_add(&walk->sql, " AND ");
        list_keys_beyond(walk->keys, walk->key_count, walk->from, walk->backward, &walk->sql);
    }
}

/* Appends the SELECT of the place that comes so many rows later, in the walk's order. */
static void walk_add_skip(struct walk *walk)
{
    str_add(&walk->sql, "SELECT ");
    for (size_t i = 0; i < walk->key_count; i++)
        str_add_format(&walk->sql, "%s%s", i ? ", " : "", walk->keys[i].sql);
    walk_add_rows(walk);
    list_keys_order(walk->keys, walk->key_count, walk->backward, &walk->sql);
    str_add(&walk->sql, " LIMIT 1 OFFSET :skip");
}

static void walk_begin(struct walk *walk, struct store *store, const char *number_name, int64_t number,
                       struct err *err)
{
    statement_begin_once(&walk->statement, store, str_text(&walk->sql), err);
    list_bind_common(walk->query, &walk->statement);
    list_condition_bind(&walk->condition, &walk->statement);
    if (walk->from)
        list_keys_bind(walk->keys, walk->key_count, walk->from, &walk->statement);
    if (number_name)
        statement_bind_number(&walk->statement, number_name, number);
}

static bool walk_end(struct walk *walk)
{
    for (size_t i = 0; i < walk->key_count; i++)
        free(walk->keys[i].sql);
    list_condition_clear(&walk->condition);
    str_clear(&walk->sql);
    return statement_end(&walk->statement);
}

/* Takes the place that a row of walk_add_skip tells. */
static void take_place(struct walk *walk, struct list_place *place)
{
    struct statement *statement = &walk->statement;

    memset(place, 0, sizeof *place);
    place->set = true;
    for (size_t i = 0; i + 1 < walk->key_count; i++) {
        struct value *key = &place->keys[i];

        key->null = statement_next_is_null(statement);
        if (statement_next_is_text(statement))
            key->text = statement_take_text(statement);
        else
            key->number = statement_take_number(statement);
    }
    place->id = statement_take_number(statement);
}

/* Finds the place that comes skip rows after the walk's next one; *found tells whether there are as many. */
static bool walk_skip(struct walk *walk, struct store *store, size_t skip, struct list_place *place,
                      bool *found, struct err *err)
{
    walk_add_skip(walk);
    walk_begin(walk, store, ":skip", (int64_t)skip, err);
    *found = statement_row(&walk->statement);
    if (*found)
        take_place(walk, place);
    return walk_end(walk);
}

/* Counts what is left of the walk. */
static bool walk_count(struct walk *walk, struct store *store, int64_t *rows, struct err *err)
{
    *rows = 0;
    str_add(&walk->sql, "SELECT count(*)");
    walk_add_rows(walk);
    walk_begin(walk, store, NULL, 0, err);
    if (statement_row(&walk->statement))
        *rows = statement_take_number(&walk->statement);
    return walk_end(walk);
}

/* The newest row of a list whose rows stay and keep their order once they are in it; 0: of others. */
static bool newest_of(struct store *store, const struct list_query *query, int64_t *newest, struct err *err)
{
    bool filtered = query->filter && query->filter->kind != FILTER_ALL;
    struct statement statement;

    *newest = 0;
    if (query->list != LIST_ACCOUNTS || filtered || query->sort_count)
        return true;
    statement_begin(&statement, store, "SELECT coalesce(max(id), 0) FROM account", err);
    if (statement_row(&statement))
        *newest = statement_take_number(&statement);
    return statement_end(&statement);
}

bool store_list_stands(struct store *store, const struct list_query *query, const struct list_count *count)
{
    struct err ignored = {0};
    int64_t newest;

    return count->newest && newest_of(store, query, &newest, &ignored) && newest == count->newest;
}

/* Where SQLite would sort all rows for every slice, or pass those before it, they are walked by id instead.
 */
static bool plan(struct store *store, const struct list_query *query, struct list_count *count,
                 struct err *err)
{
    struct walk walk;
    struct str explain = {0};

    if (!newest_of(store, query, &count->newest, err))
        return false;
    walk_init(&walk, query, &count->before, count->before.set, false);
    count->by_id = list_keys_alike(walk.keys, walk.key_count) < walk.key_count;
    walk_add_skip(&walk);
    str_add_format(&explain, "EXPLAIN QUERY PLAN %s", str_text(&walk.sql));
    str_clear(&walk.sql);
    walk.sql = explain;
    walk_begin(&walk, store, ":skip", 0, err);
    while (statement_row(&walk.statement)) {
        for (int column = 0; column < 3; column++)
            statement_take_number(&walk.statement);
        if (strstr(statement_take_borrowed(&walk.statement), "TEMP B-TREE"))
            count->by_id = true;
    }
    count->planned = walk_end(&walk);
    return count->planned;
}

static void add_mark(struct list_count *count, const struct list_place *place)
{
    if (count->by_id && count->mark_count)
        list_place_clear(&count->marks[--count->mark_count]);
    mem_grow(count->marks, count->mark_count, count->mark_capacity);
    count->marks[count->mark_count++] = *place;
}

static bool count_slice(struct store *store, const struct list_query *query, struct list_count *count,
                        struct err *err)
{
    const struct list_place *from = count->mark_count ? &count->marks[count->mark_count - 1] : &count->before;
    size_t stride = count->stride ? count->stride : STRIDE;
    bool backward = count->before.set, found = false;
    struct list_place place;
    struct walk walk;
    int64_t rest = 0;

    /* Rows before a place, by id, are one slice: the two do not go together. */
    if (!(backward && count->by_id)) {
        walk_init(&walk, query, from, backward, count->by_id);
        if (!walk_skip(&walk, store, stride - 1, &place, &found, err))
            return false;
    }
    if (found) {
        add_mark(count, &place);
        count->rows += (int64_t)stride;
        return true;
    }
    walk_init(&walk, query, from, backward, count->by_id && !backward);
    if (!walk_count(&walk, store, &rest, err))
        return false;
    count->rows += rest;
    count->done = true;
    return true;
}

/* What a filter by standing leaves is known without walking; *found tells. The whole list is walked for its
 * marks. */
static bool count_known(struct store *store, const struct list_query *query, struct list_count *count,
                        bool *found, struct err *err)
{
    int64_t rows = 0;

    *found = false;
    if (count->planned || count->before.set || !query->filter || query->filter->kind == FILTER_ALL)
        return true;
    if (!list_kinds_count(store, query, &rows, found, err))
        return false;
    if (*found) {
        count->rows = rows;
        count->done = true;
    }
    return true;
}

static int asked(void *context)
{
    struct list_count *count = context;

    count->stopped = count->stop(count->context);
    return count->stopped;
}

bool store_list_count_on(struct store *store, const struct list_query *query, struct list_count *count,
                         struct err *err)
{
    struct err own = {0};
    bool known;

    if (!list_query_shown(query, err))
        return false;
    count->stopped = false;
    if (count->done)
        return true;
    if (count->stop)
        sqlite3_progress_handler(store->db, STEPS, asked, count);
    if (count_known(store, query, count, &known, &own) && !known &&
        (count->planned || plan(store, query, count, &own)))
        count_slice(store, query, count, &own);
    store_heed_stop(store);
    if (own.kind == ERR_NONE || count->stopped)
        return true;
    if (err)
        *err = own;
    return false;
}

bool store_list_at(struct store *store, const struct list_query *query, const struct list_count *count,
                   int64_t position, int64_t *id, struct err *err)
{
    int64_t stride = (int64_t)(count->stride ? count->stride : STRIDE);
    size_t mark = count->by_id ? 0 : (size_t)(position / stride);
    struct list_place place;
    struct walk walk;
    bool found;

    *id = 0;
    if (!list_query_shown(query, err))
        return false;
    if (mark > count->mark_count)
        mark = count->mark_count;
    walk_init(&walk, query, mark ? &count->marks[mark - 1] : NULL, false, false);
    if (!walk_skip(&walk, store, (size_t)(position - (int64_t)mark * stride), &place, &found, err))
        return false;
    if (found) {
        *id = place.id;
        list_place_clear(&place);
    }
    return true;
}

bool store_list_ids(struct store *store, const struct list_query *query, int64_t **ids, size_t *count,
                    struct err *err)
{
    struct walk walk;
    size_t capacity = 0;

    *ids = NULL;
    *count = 0;
    if (!list_query_shown(query, err))
        return false;
    walk_init(&walk, query, NULL, false, true);
    str_add_format(&walk.sql, "SELECT %s", walk.keys[0].sql);
    walk_add_rows(&walk);
    walk_begin(&walk, store, NULL, 0, err);
    while (statement_row(&walk.statement)) {
        mem_grow(*ids, *count, capacity);
        (*ids)[(*count)++] = statement_take_number(&walk.statement);
    }
    return walk_end(&walk);
}
