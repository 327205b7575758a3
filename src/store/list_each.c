/* All rows of a list, one after the other: for what reads a list from end to end. */
#include "config.h"
#include "store/list.h"

#include <stdlib.h>
#include <string.h>

#include "store/list_inside.h"

static bool is_text(enum field field)
{
    enum field_type type = field_get(field)->type;

    return type == FIELD_TYPE_TEXT || type == FIELD_TYPE_WORD;
}

static void add_columns(const struct list_query *query, const enum field *fields, size_t count,
                        struct str *sql)
{
    const struct list_field *forms = list_fields_of(query->list);

    str_add_format(sql, "SELECT %s", list_form_of(query->list)->id);
    for (size_t i = 0; i < count; i++)
        str_add_format(sql, ", %s", forms[fields[i]].sql ? forms[fields[i]].sql : "NULL");
}

/* An empty text is none. */
static void take_cell(struct statement *statement, enum field field, struct value *value)
{
    *value = (struct value){.null = statement_next_is_null(statement)};
    if (value->null || !is_text(field)) {
        value->number = statement_take_number(statement);
        return;
    }
    value->text = (char *)(uintptr_t)statement_take_borrowed(statement); /* only looked at */
    value->null = !*value->text;
}

static bool rows_visit(struct statement *statement, const enum field *fields, size_t count, list_visit *visit,
                       void *context, struct err *err)
{
    struct row row = {0};
    bool good = true, more = true;

    for (size_t i = 0; i < field_count; i++)
        row.values[i].null = true;
    while (good && more && statement_row(statement)) {
        row.id = statement_take_number(statement);
        for (size_t i = 0; i < count; i++)
            take_cell(statement, fields[i], &row.values[fields[i]]);
        good = visit(&row, &more, context, err);
    }
    return good;
}

bool store_list_each(struct store *store, const struct list_query *query, const enum field *fields,
                     size_t count, list_visit *visit, void *context, struct err *err)
{
    struct list_key keys[LIST_KEYS];
    struct list_condition condition;
    struct statement statement;
    struct str sql = {0};
    size_t key_count;
    bool good;

    if (!list_query_shown(query, err))
        return false;
    list_condition_make(query, &condition);
    key_count = list_keys_of(query, keys);
    add_columns(query, fields, count, &sql);
    str_add_format(&sql, " FROM %s AND %s", list_form_of(query->list)->from, str_text(&condition.where));
    list_keys_order(keys, key_count, false, &sql);
    /* With a limit the planner goes by an index that has the order, instead of sorting all rows. */
    str_add(&sql, " LIMIT :limit");
    statement_begin_once(&statement, store, str_text(&sql), err);
    list_bind_common(query, &statement);
    list_condition_bind(&condition, &statement);
    statement_bind_number(&statement, ":limit", -1);
    good = rows_visit(&statement, fields, count, visit, context, err);
    good = statement_end(&statement) && good;
    for (size_t i = 0; i < key_count; i++)
        free(keys[i].sql);
    list_condition_clear(&condition);
    str_clear(&sql);
    return good;
}
