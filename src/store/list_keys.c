/* The keys rows are ordered by, and what comes after and before a place between them. NULLs come last either
 * way. */
#include "config.h"
#include "store/list_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/word.h"
#include "store/list_kinds.h"

static bool is_textual(enum field field)
{
    enum field_type type = field_get(field)->type;

    return type == FIELD_TYPE_TEXT || type == FIELD_TYPE_WORD;
}

/* Words sort as their list stands, numbers of accounts naturally, other texts folded. */
void list_key_make(enum list list, enum field field, const struct value *cell, struct value *key)
{
    const struct word_list *words = field_words(field, list);
    size_t index;

    memset(key, 0, sizeof *key);
    key->null = cell->null;
    if (!is_textual(field))
        key->number = cell->number;
    else if (cell->null)
        return;
    else if (words && word_find(words, cell->text, &index))
        key->number = (int64_t)index;
    else if (field == FIELD_NUMBER || field == FIELD_PARENT)
        key->text = key_natural(cell->text);
    else
        key->text = key_fold(cell->text);
}

static struct list_key key_by_field(const struct list_query *query, enum field field, bool descending)
{
    const struct list_field *form = &list_fields_of(query->list)[field];
    struct list_key key = {.field = field, .descending = descending, .never_null = form->key != NULL};

    if (form->key)
        key.sql = mem_text(form->key);
    else if (is_textual(field))
        key.sql = mem_format("sort_key(%d, %d, nullif(%s, ''))", (int)query->list, (int)field, form->sql);
    else
        key.sql = mem_format("(%s)", form->sql);
    return key;
}

static struct list_key key_by_order(const struct list_query *query, const struct list_order *order)
{
    struct list_key key = {.lookup = order->lookup,
                           .field = order->field,
                           .of_cell = order->of_cell,
                           .descending = order->descending,
                           .never_null = true};

    if (!order->sql)
        return key_by_field(query, order->field, order->descending);
    key.sql = mem_format("(%s)", order->sql);
    return key;
}

/* Accounts that standings alone do not tell apart go by number, which is theirs alone. */
static bool add_number(const struct list_query *query, struct list_key keys[LIST_KEYS], size_t *count)
{
    for (size_t i = 0; i < *count; i++)
        if (!list_kinds_have(query->list, keys[i].field))
            return keys[i].field == FIELD_NUMBER;
    if (*count)
        keys[(*count)++] = key_by_field(query, FIELD_NUMBER, false);
    return *count > 0;
}

/* The list's own order; turned: from its end. */
static size_t own_keys(const struct list_query *query, bool turned, struct list_key keys[LIST_KEYS])
{
    const struct list_form *form = list_form_of(query->list);
    size_t count = 0;

    for (; count < 4 && (form->order[count].sql || form->order[count].field); count++) {
        keys[count] = key_by_order(query, &form->order[count]);
        keys[count].descending = keys[count].descending != turned;
    }
    return count;
}

static bool is_own(const struct list_query *query)
{
    const struct list_form *form = list_form_of(query->list);

    return !query->sort_count || (query->sort_count == 1 && form->own && query->sort[0] == form->own);
}

size_t list_keys_of(const struct list_query *query, struct list_key keys[LIST_KEYS])
{
    const struct list_form *form = list_form_of(query->list);
    bool own = is_own(query),
         turned = own && query->sort_count && query->descending[0] != form->own_descending,
         id_descending = form->id_descending != turned;
    size_t count = own ? own_keys(query, turned, keys) : 0, i;

    for (i = 0; !own && i < query->sort_count && i < 4; i++)
        if (list_fields_of(query->list)[query->sort[i]].sql)
            keys[count++] = key_by_field(query, query->sort[i], query->descending[i]);
    if (!own && !add_number(query, keys, &count) && count)
        id_descending = keys[count - 1].descending;
    if (!own && count == 1 && keys[0].field == FIELD_ID) {
        free(keys[0].sql);
        count = 0;
    }
    keys[count++] = (struct list_key){.sql = mem_text(form->id),
                                      .lookup = ":place",
                                      .field = field_count,
                                      .descending = id_descending,
                                      .never_null = true};
    return count;
}

/* Appends the condition that key i lies beyond the place's. */
static void add_beyond(const struct list_key *key, const struct value *value, size_t i, bool backward,
                       struct str *sql)
{
    char place[32];

    snprintf(place, sizeof place, ":p%zu", i);
    if (!key->never_null && value->null) {
        str_add_format(sql, backward ? "%s IS NOT NULL" : "%s IS NULL AND 0", key->sql);
        return;
    }
    str_add_format(sql, "(%s %s %s", key->sql, key->descending != backward ? "<" : ">",
                   key->lookup ? key->lookup : place);
    if (!key->never_null && !backward)
        str_add_format(sql, " OR %s IS NULL", key->sql);
    str_add_char(sql, ')');
}

size_t list_keys_alike(const struct list_key *keys, size_t count)
{
    size_t alike = 0;

    while (alike < count && keys[alike].never_null && keys[alike].descending == keys[0].descending)
        alike++;
    return alike;
}

/* Appends "(key, key) >= (value, value)" for the first keys. SQLite enters an index by its row's id as well
 * only where the comparison has a collation. */
static void add_bound(const struct list_key *keys, size_t count, const char *comparison, struct str *sql)
{
    str_add_char(sql, '(');
    for (size_t i = 0; i < count; i++)
        str_add_format(sql, "%s%s", i ? ", " : "", keys[i].sql);
    str_add_format(sql, ") %s (", comparison);
    for (size_t i = 0; i < count; i++)
        if (keys[i].lookup)
            str_add_format(sql, "%s%s COLLATE BINARY", i ? ", " : "", keys[i].lookup);
        else
            str_add_format(sql, "%s:p%zu COLLATE BINARY", i ? ", " : "", i);
    str_add_char(sql, ')');
}

void list_keys_beyond(const struct list_key *keys, size_t count, const struct list_place *place,
                      bool backward, struct str *sql)
{
    size_t alike = list_keys_alike(keys, count), i;
    bool down = keys[0].descending != backward;

    /* The first keys alone bound the rows, so that an index on them is entered at the place, however many
     * rows have the same first key. */
    if (alike == count) {
        add_bound(keys, count, down ? "<" : ">", sql);
        return;
    }
    if (alike) {
        add_bound(keys, alike, down ? "<=" : ">=", sql);
        str_add(sql, " AND ");
    }
    str_add_char(sql, '(');
    for (i = 0; i < count; i++) {
        add_beyond(&keys[i], &place->keys[i], i, backward, sql);
        if (i + 1 == count)
            break;
        str_add_format(sql, " OR (%s IS ", keys[i].sql);
        if (keys[i].lookup)
            str_add_format(sql, "%s AND ", keys[i].lookup);
        else
            str_add_format(sql, ":p%zu AND ", i);
        str_add_char(sql, '(');
    }
    for (i = 0; i + 1 < count; i++)
        str_add(sql, "))");
    str_add_char(sql, ')');
}

void list_keys_order(const struct list_key *keys, size_t count, bool backward, struct str *sql)
{
    size_t i;

    for (i = 0; i < count; i++) {
        str_add_format(sql, "%s%s%s", i ? ", " : " ORDER BY ", keys[i].sql,
                       keys[i].descending != backward ? " DESC" : "");
        if (!keys[i].never_null)
            str_add(sql, backward ? " NULLS FIRST" : " NULLS LAST");
    }
}

void list_keys_bind(const struct list_key *keys, size_t count, const struct list_place *place,
                    struct statement *statement)
{
    size_t i;

    for (i = 0; i < count; i++) {
        const struct value *value = &place->keys[i];
        char name[32];

        snprintf(name, sizeof name, ":p%zu", i);
        if (keys[i].lookup || !statement_wants(statement, name))
            continue;
        if (value->null)
            statement_bind_null(statement, name);
        else if (value->text)
            statement_bind_text(statement, name, value->text);
        else
            statement_bind_number(statement, name, value->number);
    }
    if (statement_wants(statement, ":place"))
        statement_bind_number(statement, ":place", place->id);
}

void list_place_clear(struct list_place *place)
{
    size_t i;

    for (i = 0; i < sizeof place->keys / sizeof *place->keys; i++)
        free(place->keys[i].text);
    memset(place, 0, sizeof *place);
}

void store_list_place_of(const struct list_query *query, const struct row *row, struct list_place *place)
{
    struct list_key keys[LIST_KEYS];
    size_t count = list_keys_of(query, keys), i;

    memset(place, 0, sizeof *place);
    place->set = true;
    place->id = row->id;
    for (i = 0; i < count; i++) {
        const struct list_key *key = &keys[i];

        if (!key->lookup && key->of_cell)
            place->keys[i].number = key->of_cell(&row->values[key->field]);
        else if (!key->lookup)
            list_key_make(query->list, key->field, &row->values[key->field], &place->keys[i]);
        /* A kept key column holds "" where the cell shows none. */
        if (!key->lookup && key->never_null && place->keys[i].null) {
            place->keys[i].null = false;
            place->keys[i].text = mem_text("");
        }
        free(keys[i].sql);
    }
}
