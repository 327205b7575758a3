/* The list of accounts by what their standings are: the few kinds of standing are filtered and ordered, then
 * each one's accounts are taken by number, and the ones of kinds that stand beside each other are merged. */
#include "config.h"
#include "store/list_kinds.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

bool list_kinds_have(enum list list, enum field field)
{
    switch (field) {
    case FIELD_PLACE:
    case FIELD_STANDING:
    case FIELD_LEFT:
    case FIELD_DISCLOSE:
    case FIELD_FLAG:
    case FIELD_NOTICE:
    case FIELD_LAST_DAY:
    case FIELD_REGIME:
    case FIELD_REASON:
        return list == LIST_ACCOUNTS;
    default:
        return false;
    }
}

/* A kind that a query may have accounts of. */
struct kind {
    int64_t id;
    bool beside; /* it is where the place is: only accounts beyond its number count */
    bool first;  /* it begins a run of kinds that the order does not tell apart */
};

/* An account found, by what it is ordered by within such a run. */
struct found {
    char *number;
    int64_t account;
};

struct kinds {
    struct store *store;
    const struct list_query *query;
    const struct list_place *place;
    bool backward, down; /* down: accounts of a kind come by number from above */
    struct list_key keys[LIST_KEYS];
    size_t key_count, of_kind; /* how many keys come before the number */
    struct list_condition condition;
    struct kind *kinds;
    size_t count, capacity;
    int64_t accounts; /* of these kinds */
    struct found *found;
    size_t found_count, found_capacity;
};

static void kinds_clear(struct kinds *kinds)
{
    for (size_t i = 0; i < kinds->key_count; i++)
        free(kinds->keys[i].sql);
    for (size_t i = 0; i < kinds->found_count; i++)
        free(kinds->found[i].number);
    free(kinds->found);
    free(kinds->kinds);
    list_condition_clear(&kinds->condition);
}

/* The order must be that of kinds, then of numbers. */
static bool kinds_init(struct kinds *kinds, struct store *store, const struct list_query *query,
                       const struct list_place *place, bool backward)
{
    memset(kinds, 0, sizeof *kinds);
    kinds->store = store;
    kinds->query = query;
    kinds->place = place && place->set ? place : NULL;
    kinds->backward = backward;
    kinds->key_count = list_keys_of(query, kinds->keys);
    while (list_kinds_have(query->list, kinds->keys[kinds->of_kind].field))
        kinds->of_kind++;
    list_condition_of_kinds(query, &kinds->condition);
    kinds->down = kinds->keys[kinds->of_kind].descending != backward;
    return query->list == LIST_ACCOUNTS && kinds->of_kind + 2 == kinds->key_count &&
           kinds->keys[kinds->of_kind].field == FIELD_NUMBER;
}

static bool stands_ask(struct store *store, struct store_stands *stands, struct err *err)
{
    struct statement statement;
    int64_t standing = 0;

    statement_begin(&statement, store,
                    "SELECT (SELECT coalesce(max(id), 0) FROM account),"
                    " coalesce(CASE WHEN (SELECT count(*) FROM program) = 1"
                    "   THEN (SELECT sum(c.accounts) FROM standing_count c)"
                    "   ELSE (SELECT sum(c.accounts) FROM standing_count c CROSS JOIN standing_kind s"
                    "     ON s.id = c.kind WHERE s.program = :program) END, 0)",
                    err);
    statement_bind_number(&statement, ":program", stands->program);
    if (statement_row(&statement)) {
        stands->accounts = statement_take_number(&statement);
        standing = statement_take_number(&statement);
    }
    stands->all = standing == stands->accounts;
    return statement_end(&statement);
}

/* True when each account has a standing in the program. That takes a look at every kind, so the answer is
 * kept until the file changes; what a write has not committed, or a past day shows, is no change to tell it
 * by. */
static bool all_stand(struct store *store, int64_t program, int64_t *accounts, bool *all, struct err *err)
{
    struct store_stands asked = {.program = program, .changes = store_change_count(store)};
    const struct store_stands *kept = &store->stands;
    bool ok = true;

    if (kept->known && kept->program == program && kept->changes == asked.changes && !store->writing &&
        !store->aside)
        asked = *kept;
    else
        ok = stands_ask(store, &asked, err);
    *accounts = asked.accounts;
    *all = asked.all;
    asked.known = ok && !store->writing && !store->aside;
    store->stands = asked;
    return ok;
}

static void add_same(const struct kinds *kinds, struct str *sql)
{
    for (size_t i = 0; i < kinds->of_kind; i++)
        str_add_format(sql, "%s%s IS :p%zu", i ? " AND " : "", kinds->keys[i].sql, i);
    str_add(sql, kinds->of_kind ? "" : "1");
}

static void add_kinds_sql(const struct kinds *kinds, struct str *sql)
{
    str_add(sql, "SELECT s.id, c.accounts, ");
    if (kinds->place)
        add_same(kinds, sql);
    else
        str_add(sql, "0");
    for (size_t i = 0; i < kinds->of_kind; i++)
        str_add_format(sql, ", %s", kinds->keys[i].sql);
    str_add_format(sql,
                   " FROM standing_kind s CROSS JOIN standing_count c ON c.kind = s.id AND c.accounts > 0"
                   " CROSS JOIN (SELECT 1 AS id, '' AS country) a WHERE +s.program = :program AND (%s)",
                   str_text(&kinds->condition.where));
    if (kinds->place && kinds->of_kind) {
        str_add(sql, " AND ((");
        add_same(kinds, sql);
        str_add(sql, ") OR ");
        list_keys_beyond(kinds->keys, kinds->of_kind, kinds->place, kinds->backward, sql);
        str_add_char(sql, ')');
    }
    if (kinds->of_kind)
        list_keys_order(kinds->keys, kinds->of_kind, kinds->backward, sql);
}

/* Takes the keys of a kind; true when they are those of the kind before. */
static bool take_keys(const struct kinds *kinds, struct statement *statement, struct value *before)
{
    bool same = true;

    for (size_t i = 0; i < kinds->of_kind; i++) {
        struct value key = {.null = statement_next_is_null(statement)};

        if (statement_next_is_text(statement))
            key.text = statement_take_text(statement);
        else
            key.number = statement_take_number(statement);
        same = same && key.null == before[i].null && key.number == before[i].number &&
               !key.text == !before[i].text && (!key.text || strcmp(key.text, before[i].text) == 0);
        free(before[i].text);
        before[i] = key;
    }
    return same;
}

static bool kinds_read(struct kinds *kinds, struct err *err)
{
    struct value before[LIST_KEYS] = {{0}};
    struct statement statement;
    struct str sql = {0};

    add_kinds_sql(kinds, &sql);
    statement_begin_once(&statement, kinds->store, str_text(&sql), err);
    list_bind_common(kinds->query, &statement);
    list_condition_bind(&kinds->condition, &statement);
    if (kinds->place)
        list_keys_bind(kinds->keys, kinds->of_kind, kinds->place, &statement);
    while (statement_row(&statement)) {
        struct kind kind = {.id = statement_take_number(&statement)};

        kinds->accounts += statement_take_number(&statement);
        kind.beside = kinds->place && statement_take_int(&statement) != 0;
        if (!kinds->place)
            statement_take_int(&statement);
        kind.first = !take_keys(kinds, &statement, before) || kinds->count == 0;
        mem_grow(kinds->kinds, kinds->count, kinds->capacity);
        kinds->kinds[kinds->count++] = kind;
    }
    for (size_t i = 0; i < LIST_KEYS; i++)
        free(before[i].text);
    str_clear(&sql);
    return statement_end(&statement);
}

static int by_number(const void *one, const void *other)
{
    const struct found *a = one, *b = other;
    int order = strcmp(a->number, b->number);

    return order ? order : (a->account > b->account) - (a->account < b->account);
}

static int by_number_down(const void *one, const void *other)
{
    return by_number(other, one);
}

/* Keeps the first so many of those found from an index on. */
static void found_keep(struct kinds *kinds, size_t from, size_t most)
{
    size_t count = kinds->found_count - from;

    if (count)
        qsort(kinds->found + from, count, sizeof *kinds->found, kinds->down ? by_number_down : by_number);
    while (kinds->found_count - from > most)
        free(kinds->found[--kinds->found_count].number);
}

/* The accounts of one kind by number, beyond the place where it is beside it, up to a number. */
static char *stream_sql(const struct kinds *kinds, const struct list_condition *rest)
{
    const char *beyond = kinds->down ? "<" : ">", *down = kinds->down ? " DESC" : "";

    return mem_format("SELECT h.number_key, h.account FROM standing h INDEXED BY standing_by_kind%s"
                      " WHERE h.kind = :kind AND +h.program = :program AND (:from IS NULL OR"
                      " (h.number_key, h.account) %s (:from, :place)) AND h.number_key %s= :first"
                      " AND h.number_key %s= :last AND (%s)"
                      " ORDER BY h.number_key%s, h.program%s, h.account%s LIMIT :limit",
                      rest ? " CROSS JOIN standing_kind s ON s.id = h.kind"
                             " CROSS JOIN account a ON a.id = h.account"
                           : "",
                      beyond, beyond, kinds->down ? ">" : "<", rest ? str_text(&rest->where) : "1", down,
                      down, down);
}

/* No number's key lies beyond these. */
#define NUMBER_LEAST ""
#define NUMBER_MOST  "\xF4\x8F\xBF\xBF\xF4\x8F\xBF\xBF"

static void stream_bind(const struct kinds *kinds, const struct kind *kind, const char *last, size_t limit,
                        struct statement *statement)
{
    const char *from = kind->beside ? kinds->place->keys[kinds->of_kind].text : NULL;

    list_bind_common(kinds->query, statement);
    if (from)
        statement_bind_lent(statement, ":from", from);
    else
        statement_bind_null(statement, ":from");
    statement_bind_number(statement, ":place", kinds->place ? kinds->place->id : 0);
    statement_bind_lent(statement, ":first", from ? from : kinds->down ? NUMBER_MOST : NUMBER_LEAST);
    statement_bind_lent(statement, ":last", last ? last : kinds->down ? NUMBER_LEAST : NUMBER_MOST);
    statement_bind_number(statement, ":kind", kind->id);
    statement_bind_number(statement, ":limit", limit < INT64_MAX ? (int64_t)limit : -1);
}

/* Adds the first accounts of a kind to those found from an index on. */
static bool stream_read(struct kinds *kinds, struct statement *statement, const struct list_condition *rest,
                        const struct kind *kind, size_t from, size_t most)
{
    bool full = kinds->found_count - from >= most, added = false;
    char *last = full ? mem_text(kinds->found[kinds->found_count - 1].number) : NULL;

    statement_again(statement);
    stream_bind(kinds, kind, last, most, statement);
    if (rest)
        list_condition_bind(rest, statement);
    while (statement_row(statement)) {
        mem_grow(kinds->found, kinds->found_count, kinds->found_capacity);
        kinds->found[kinds->found_count].number = statement_take_text(statement);
        kinds->found[kinds->found_count++].account = statement_take_number(statement);
        added = true;
    }
    if (added)
        found_keep(kinds, from, most);
    free(last);
    return !statement->failed;
}

/* Adds the first accounts of a run of kinds, so many at most. */
static bool run_read(struct kinds *kinds, struct statement *statement, const struct list_condition *rest,
                     size_t at, size_t most)
{
    size_t from = kinds->found_count;

    do {
        if (!stream_read(kinds, statement, rest, &kinds->kinds[at], from, most))
            return false;
    } while (++at < kinds->count && !kinds->kinds[at].first);
    return true;
}

static bool accounts_read(struct kinds *kinds, size_t limit, struct err *err)
{
    struct list_condition all = {0}, *rest = NULL;
    struct statement statement;
    char *sql;
    bool ok = true;

    if (kinds->condition.without) {
        list_condition_make(kinds->query, &all);
        rest = &all;
    }
    sql = stream_sql(kinds, rest);
    statement_begin_once(&statement, kinds->store, sql, err);
    for (size_t at = 0; ok && at < kinds->count && kinds->found_count < limit; at++)
        if (kinds->kinds[at].first)
            ok = run_read(kinds, &statement, rest, at, limit - kinds->found_count);
    list_condition_clear(&all);
    ok = statement_end(&statement);
    free(sql);
    return ok;
}

/* Gives the ids in the list's forward order. */
static void ids_give(const struct kinds *kinds, int64_t **ids, size_t *count)
{
    *count = kinds->found_count;
    *ids = mem_new_array(*count, sizeof **ids);
    for (size_t i = 0; i < *count; i++)
        (*ids)[kinds->backward ? *count - 1 - i : i] = kinds->found[i].account;
}

/* All accounts by number are walked at once, without a look at the kinds. */
static bool narrows(const struct list_query *query)
{
    return query->filter && query->filter->kind != FILTER_ALL;
}

bool list_kinds_by_number(const struct list_query *query)
{
    struct list_key keys[LIST_KEYS];
    size_t count;
    bool by_number;

    if (query->list != LIST_ACCOUNTS || !narrows(query))
        return false;
    count = list_keys_of(query, keys);
    by_number = count == 2 && keys->field == FIELD_NUMBER;
    for (size_t i = 0; i < count; i++)
        free(keys[i].sql);
    return by_number;
}

bool list_kinds_page(struct store *store, const struct list_query *query, const struct list_place *place,
                     bool backward, size_t limit, int64_t **ids, size_t *count, bool *found, struct err *err)
{
    struct kinds kinds;
    int64_t accounts = 0;
    bool all = false, ok = true;

    *found = false;
    if (kinds_init(&kinds, store, query, place, backward) && (kinds.of_kind || narrows(query)))
        ok = all_stand(store, query->program, &accounts, &all, err) && (!all || kinds_read(&kinds, err));
    if (ok && all && (kinds.of_kind || kinds.accounts < accounts)) {
        ok = accounts_read(&kinds, limit, err);
        *found = ok;
        if (ok)
            ids_give(&kinds, ids, count);
    }
    kinds_clear(&kinds);
    return ok;
}

bool list_kinds_count(struct store *store, const struct list_query *query, int64_t *count, bool *found,
                      struct err *err)
{
    struct list_query unordered = *query;
    struct kinds kinds;
    int64_t accounts;
    bool ok = true;

    *found = false;
    unordered.sort_count = 0;
    if (kinds_init(&kinds, store, &unordered, NULL, false) && !kinds.condition.without)
        ok = all_stand(store, query->program, &accounts, found, err) && (!*found || kinds_read(&kinds, err));
    *count = kinds.accounts;
    kinds_clear(&kinds);
    return ok;
}
