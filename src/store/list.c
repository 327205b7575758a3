#include "config.h"
#include "store/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/list_inside.h"
#include "store/list_kinds.h"
#include "store/list_sought.h"

static bool is_text(enum field field)
{
    enum field_type type = field_get(field)->type;

    return type == FIELD_TYPE_TEXT || type == FIELD_TYPE_WORD;
}

static void add_columns(enum list list, struct str *sql)
{
    const struct list_field *fields = list_fields_of(list);
    size_t i;

    str_add_format(sql, "SELECT %s", list_form_of(list)->ids);
    for (i = 0; i < field_count; i++)
        if (fields[i].sql)
            str_add_format(sql, is_text((enum field)i) ? ", nullif(%s, '')" : ", %s", fields[i].sql);
}

void list_bind_common(const struct list_query *query, struct statement *statement)
{
    const struct {
        const char *name;
        int64_t number;
    } numbers[] = {{":program", query->program}, {":now", query->now}, {":today", query->today}};
    size_t i;

    for (i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (statement_wants(statement, numbers[i].name))
            statement_bind_number(statement, numbers[i].name, numbers[i].number);
    if (statement_wants(statement, ":zone"))
        statement_bind_text(statement, ":zone", query->zone);
}

static void take_row(const struct list_field *fields, struct statement *statement, struct row *row)
{
    size_t i;

    memset(row, 0, sizeof *row);
    row->id = statement_take_number(statement);
    row->account = statement_take_number(statement);
    row->message = statement_take_number(statement);
    row->objection = statement_take_number(statement);
    row->dispute = statement_take_number(statement);
    row->duty = statement_take_number(statement);
    for (i = 0; i < field_count; i++) {
        struct value *value = &row->values[i];

        value->null = true;
        if (!fields[i].sql)
            continue;
        value->null = statement_next_is_null(statement);
        if (value->null)
            statement_take_number(statement);
        else if (is_text((enum field)i))
            value->text = statement_take_text(statement);
        else
            value->number = statement_take_number(statement);
    }
}

bool list_query_shown(const struct list_query *query, struct err *err)
{
    if (list_form_of(query->list))
        return true;
    return err_set(err, ERR_INTERNAL, "%s: a list that is not shown", list_name(query->list));
}

static void reverse(struct row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count / 2; i++) {
        struct row row = rows[i];

        rows[i] = rows[count - 1 - i];
        rows[count - 1 - i] = row;
    }
}

static void take_rows(struct statement *statement, const struct list_query *query, struct row **rows,
                      size_t *count)
{
    size_t capacity = 0;

    while (statement_row(statement)) {
        mem_grow(*rows, *count, capacity);
        take_row(list_fields_of(query->list), statement, &(*rows)[(*count)++]);
    }
}

/* Puts rows into the order of their ids; one that is gone leaves no gap. */
static void arrange(struct row *rows, size_t count, const int64_t *ids, size_t wanted)
{
    size_t done = 0;

    for (size_t i = 0; i < wanted && done < count; i++) {
        size_t at = done;

        while (at < count && rows[at].id != ids[i])
            at++;
        if (at < count) {
            struct row row = rows[done];

            rows[done++] = rows[at];
            rows[at] = row;
        }
    }
}

/* Reads the rows with these ids, in their order. */
static bool rows_of(struct store *store, const struct list_query *query, const int64_t *ids, size_t wanted,
                    struct row **rows, size_t *count, struct err *err)
{
    const struct list_form *form = list_form_of(query->list);
    struct statement statement;
    struct str sql = {0}, json = {0};
    bool good;

    for (size_t i = 0; i < wanted; i++)
        str_add_format(&json, "%c%lld", i ? ',' : '[', (long long)ids[i]);
    str_add(&json, wanted ? "]" : "[]");
    add_columns(query->list, &sql);
    str_add_format(&sql, " FROM json_each(:ids) f CROSS JOIN %s AND %s = f.value", form->from, form->id);
    statement_begin_once(&statement, store, str_text(&sql), err);
    list_bind_common(query, &statement);
    statement_bind_lent(&statement, ":ids", str_text(&json));
    take_rows(&statement, query, rows, count);
    arrange(*rows, *count, ids, wanted);
    good = statement_end(&statement);
    str_clear(&sql);
    str_clear(&json);
    return good;
}

/* Walks the list in its order; until, where it is not NULL, is the last value of its first key. */
static bool walk_page(struct store *store, const struct list_query *query, const struct list_place *place,
                      bool backward, const char *until, size_t limit, struct row **rows, size_t *count,
                      struct err *err)
{
    const struct list_form *form = list_form_of(query->list);
    struct list_key keys[LIST_KEYS];
    struct list_condition condition;
    struct statement statement;
    struct str sql = {0};
    size_t key_count;

    list_condition_make(query, &condition);
    key_count = list_keys_of(query, keys);
    add_columns(query->list, &sql);
    str_add_format(&sql, " FROM %s AND %s", form->from, str_text(&condition.where));
    if (place && place->set) {
        str_add(&sql, " AND ");
        list_keys_beyond(keys, key_count, place, backward, &sql);
    }
    if (until)
        str_add_format(&sql, " AND %s %s :until", keys->sql, keys->descending != backward ? ">=" : "<=");
    list_keys_order(keys, key_count, backward, &sql);
    str_add(&sql, " LIMIT :limit");
    statement_begin_once(&statement, store, str_text(&sql), err);
    list_bind_common(query, &statement);
    list_condition_bind(&condition, &statement);
    if (place && place->set)
        list_keys_bind(keys, key_count, place, &statement);
    if (until)
        statement_bind_lent(&statement, ":until", until);
    statement_bind_number(&statement, ":limit", limit < INT64_MAX ? (int64_t)limit : -1);
    take_rows(&statement, query, rows, count);
    if (backward)
        reverse(*rows, *count);
    for (size_t i = 0; i < key_count; i++)
        free(keys[i].sql);
    list_condition_clear(&condition);
    str_clear(&sql);
    return statement_end(&statement);
}

/* Writes the number's key of the last account that is looked at before the kinds of standing are; NULL: there
 * are fewer. */
static bool glance_end(struct store *store, const struct list_query *query, const struct list_place *place,
                       bool backward, char **until, struct err *err)
{
    struct list_key keys[LIST_KEYS];
    struct statement statement;
    struct str sql = {0};
    size_t key_count = list_keys_of(query, keys);

    *until = NULL;
    str_add_format(&sql, "SELECT %s FROM account a WHERE 1", keys->sql);
    if (place && place->set) {
        str_add(&sql, " AND ");
        list_keys_beyond(keys, key_count, place, backward, &sql);
    }
    list_keys_order(keys, key_count, backward, &sql);
    str_add(&sql, " LIMIT 1 OFFSET :glance");
    statement_begin_once(&statement, store, str_text(&sql), err);
    if (place && place->set)
        list_keys_bind(keys, key_count, place, &statement);
    statement_bind_number(&statement, ":glance", store->glance);
    if (statement_row(&statement))
        *until = statement_take_text(&statement);
    for (size_t i = 0; i < key_count; i++)
        free(keys[i].sql);
    str_clear(&sql);
    return statement_end(&statement);
}

/* Takes the page from the next accounts alone, which is quick where many fit; *found stays false where they
 * do not fill it. */
static bool glance_page(struct store *store, const struct list_query *query, const struct list_place *place,
                        bool backward, size_t limit, struct row **rows, size_t *count, bool *found,
                        struct err *err)
{
    char *until = NULL;
    bool good = glance_end(store, query, place, backward, &until, err) &&
                walk_page(store, query, place, backward, until, limit, rows, count, err);

    *found = good && (!until || *count == limit);
    if (!*found) {
        for (size_t i = 0; i < *count; i++)
            row_clear(&(*rows)[i]);
        free(*rows);
        *rows = NULL;
        *count = 0;
    }
    free(until);
    return good;
}

bool store_list_page(struct store *store, const struct list_query *query, const struct list_place *place,
                     bool backward, size_t limit, struct row **rows, size_t *count, struct err *err)
{
    int64_t *ids = NULL;
    size_t wanted = 0;
    bool found, good;

    *rows = NULL;
    *count = 0;
    if (!list_query_shown(query, err) ||
        !list_sought_page(store, query, place, backward, limit, &ids, &wanted, &found, err))
        return false;
    if (!found && list_kinds_by_number(query)) {
        if (!glance_page(store, query, place, backward, limit, rows, count, &found, err) || found)
            return found;
    }
    if (!found && !list_kinds_page(store, query, place, backward, limit, &ids, &wanted, &found, err))
        return false;
    good = found ? rows_of(store, query, ids, wanted, rows, count, err)
                 : walk_page(store, query, place, backward, NULL, limit, rows, count, err);
    free(ids);
    return good;
}

const char *list_source(const struct list_query *query, bool ordered)
{
    const struct list_form *form = list_form_of(query->list);
    bool filtered = query->filter && query->filter->kind != FILTER_ALL;

    return form->bare && !filtered && !(ordered && query->sort_count) ? form->bare : form->from;
}

/* Counts the rows a query has, those before a place alone when there is one. */
static bool count_rows(struct store *store, const struct list_query *query, const struct list_place *place,
                       int64_t *count, struct err *err)
{
    struct list_key keys[LIST_KEYS];
    struct list_condition condition;
    struct statement statement;
    struct str sql = {0};
    size_t key_count = 0, i;

    *count = 0;
    if (!list_query_shown(query, err))
        return false;
    list_condition_make(query, &condition);
    str_add_format(&sql, "SELECT count(*) FROM %s AND %s", list_source(query, place != NULL),
                   str_text(&condition.where));
    if (place) {
        key_count = list_keys_of(query, keys);
        str_add(&sql, " AND ");
        list_keys_beyond(keys, key_count, place, true, &sql);
    }
    statement_begin_once(&statement, store, str_text(&sql), err);
    list_bind_common(query, &statement);
    list_condition_bind(&condition, &statement);
    if (place)
        list_keys_bind(keys, key_count, place, &statement);
    if (statement_row(&statement))
        *count = statement_take_number(&statement);
    for (i = 0; i < key_count; i++)
        free(keys[i].sql);
    list_condition_clear(&condition);
    str_clear(&sql);
    return statement_end(&statement);
}

bool store_list_count(struct store *store, const struct list_query *query, int64_t *count, struct err *err)
{
    bool found;

    return list_query_shown(query, err) && list_kinds_count(store, query, count, &found, err) &&
           (found || count_rows(store, query, NULL, count, err));
}

bool store_list_rank(struct store *store, const struct list_query *query, const struct list_place *place,
                     int64_t *rank, struct err *err)
{
    *rank = 0;
    return !place->set || count_rows(store, query, place, rank, err);
}

bool store_list_row(struct store *store, const struct list_query *query, int64_t id, struct row *row,
                    bool *found, struct err *err)
{
    const struct list_form *form = list_form_of(query->list);
    struct list_condition condition;
    struct statement statement;
    struct str sql = {0};

    memset(row, 0, sizeof *row);
    *found = false;
    if (!list_query_shown(query, err))
        return false;
    list_condition_make(query, &condition);
    add_columns(query->list, &sql);
    str_add_format(&sql, " FROM %s AND %s AND %s = :id", form->from, str_text(&condition.where), form->id);
    statement_begin_once(&statement, store, str_text(&sql), err);
    list_bind_common(query, &statement);
    list_condition_bind(&condition, &statement);
    statement_bind_number(&statement, ":id", id);
    if (statement_row(&statement)) {
        take_row(list_fields_of(query->list), &statement, row);
        *found = true;
    }
    list_condition_clear(&condition);
    str_clear(&sql);
    return statement_end(&statement);
}
