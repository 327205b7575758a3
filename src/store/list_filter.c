/* The filter tree as SQL. What was typed only ever travels in parameters. */
#include "config.h"
#include "store/list_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/list_kinds.h"

static struct list_parameter *add_parameter(struct list_condition *condition, char letter, size_t number)
{
    struct list_parameter *parameter;

    mem_grow(condition->parameters, condition->count, condition->capacity);
    parameter = &condition->parameters[condition->count++];
    memset(parameter, 0, sizeof *parameter);
    snprintf(parameter->name, sizeof parameter->name, ":%c%zu", letter, number);
    return parameter;
}

static const char *add_number(struct list_condition *condition, int64_t number)
{
    struct list_parameter *parameter = add_parameter(condition, 'f', condition->count);

    parameter->number = number;
    return parameter->name;
}

/* Takes the text. */
static const char *add_text(struct list_condition *condition, char *text)
{
    struct list_parameter *parameter = add_parameter(condition, 'f', condition->count);

    parameter->is_text = true;
    parameter->text = text;
    return parameter->name;
}

static const char *comparison(enum filter_operator op)
{
    switch (op) {
    case FILTER_LESS:
        return "<";
    case FILTER_LESS_EQUAL:
        return "<=";
    case FILTER_MORE:
        return ">";
    case FILTER_MORE_EQUAL:
        return ">=";
    case FILTER_IS:
    case FILTER_EMPTY:
        break;
    }
    return "=";
}

static void add_empty(enum field field, const char *sql, struct str *where)
{
    if (field_get(field)->type == FIELD_TYPE_FLAGS)
        str_add_format(where, "coalesce(%s, 0) = 0", sql);
    else if (field == FIELD_PLACE)
        str_add_format(where, "%s = '?'", sql);
    else
        str_add_format(where, "coalesce(%s, '') = ''", sql);
}

static void add_textual(const struct list_query *query, struct list_condition *condition,
                        const struct filter *filter)
{
    const struct list_field *form = &list_fields_of(query->list)[filter->field];
    bool is_word = field_get(filter->field)->type == FIELD_TYPE_WORD;
    const char *text = filter->value.text ? filter->value.text : "";
    struct value key;

    if (filter->op == FILTER_IS && (filter->field == FIELD_PLACE || filter->field == FIELD_COUNTRY)) {
        const char *name = add_text(condition, mem_text(text));

        str_add_format(&condition->where, "upper(%s) = upper(%s) OR instr(upper(%s), upper(%s) || '-') = 1",
                       form->sql, name, form->sql, name);
    } else if (filter->op == FILTER_IS && is_word) {
        str_add_format(&condition->where, "%s = %s", form->sql, add_text(condition, mem_text(text)));
    } else if (filter->op == FILTER_IS) {
        str_add_format(&condition->where, "%s(%s, %s)", filter->whole ? "folded_is" : "folded_has",
                       form->match && !filter->whole ? form->match : form->sql,
                       add_text(condition, key_fold(text)));
    } else {
        list_key_make(query->list, filter->field, &filter->value, &key);
        str_add_format(&condition->where, "sort_key(%d, %d, nullif(%s, '')) %s ", (int)query->list,
                       (int)filter->field, form->sql, comparison(filter->op));
        str_add(&condition->where,
                key.text ? add_text(condition, key.text) : add_number(condition, key.number));
    }
}

static void add_term(const struct list_query *query, struct list_condition *condition,
                     const struct filter *filter)
{
    const char *sql = list_fields_of(query->list)[filter->field].sql;
    struct str *where = &condition->where;

    if (!sql) {
        str_add(where, "0");
        return;
    }
    if (filter->op == FILTER_EMPTY) {
        add_empty(filter->field, sql, where);
        return;
    }
    switch (field_get(filter->field)->type) {
    case FIELD_TYPE_TEXT:
    case FIELD_TYPE_WORD:
        add_textual(query, condition, filter);
        return;
    case FIELD_TYPE_FLAGS:
        if (filter->op == FILTER_IS) {
            str_add_format(where, "((%s) & %s) <> 0", sql, add_number(condition, filter->value.number));
            return;
        }
        break;
    case FIELD_TYPE_INSTANT: /* a filter names days, in the desk's calendar */
        str_add_format(where, "civil_day(%s, :zone) %s %s", sql, comparison(filter->op),
                       add_number(condition, filter->value.number));
        return;
    case FIELD_TYPE_NUMBER:
    case FIELD_TYPE_DAY:
    case FIELD_TYPE_LEFT:
        break;
    }
    str_add_format(where, "(%s) %s %s", sql, comparison(filter->op),
                   add_number(condition, filter->value.number));
}

/* Appends a template, '$' replaced by the word's number. */
static void add_numbered(struct str *out, const char *form, int number)
{
    for (; *form; form++)
        if (*form == '$')
            str_add_format(out, "%d", number);
        else
            str_add_char(out, *form);
}

/* Takes the text; NULL and "" are NULL. */
static void add_word_text(struct list_condition *condition, char letter, int number, char *text)
{
    struct list_parameter *parameter = add_parameter(condition, letter, (size_t)number);

    parameter->is_text = true;
    if (text && *text)
        parameter->text = text;
    else
        free(text);
}

static void add_word(const struct list_query *query, struct list_condition *condition,
                     const struct filter *filter)
{
    const struct list_form *form = list_form_of(query->list);
    const char *text = filter->value.text ? filter->value.text : "";
    int number = condition->words++;
    struct str match = {0};
    char *folded;

    if (!*text) {
        str_add(&condition->where, "1");
        return;
    }
    search_query(text, filter->phrase, &match);
    folded = key_fold(text);
    add_word_text(condition, 'w', number, str_take(&match));
    add_parameter(condition, 'h', (size_t)number)->number = search_runs_query(folded, filter->phrase, &match);
    str_clear(&match);
    add_numbered(&condition->where, form->word, number);
    if (form->inside && search_is_unspaced(folded)) {
        str_add(&condition->where, " OR ");
        add_numbered(&condition->where, form->inside, number);
    }
    add_word_text(condition, 't', number, folded);
}

static int depth_of(const struct filter *filter)
{
    int left = filter->left ? depth_of(filter->left) : 0, right = filter->right ? depth_of(filter->right) : 0;

    return 1 + (left > right ? left : right);
}

static bool is_of_kind(const struct list_query *query, const struct filter *filter)
{
    switch (filter->kind) {
    case FILTER_AND:
    case FILTER_OR:
        return is_of_kind(query, filter->left) && is_of_kind(query, filter->right);
    case FILTER_NOT:
        return is_of_kind(query, filter->left);
    case FILTER_TERM:
        return list_kinds_have(query->list, filter->field);
    case FILTER_WORD:
        return false;
    case FILTER_ALL:
    default:
        return true;
    }
}

/* What kinds do not tell may hold of any account; but of neither side of a NOT is it known what may. */
static bool is_left_out(const struct list_query *query, const struct list_condition *condition,
                        const struct filter *filter)
{
    return condition->of_kinds && filter->kind != FILTER_AND && filter->kind != FILTER_OR &&
           !is_of_kind(query, filter);
}

/* SQLite's parser holds a hundred symbols. So brackets stand only where AND and OR need them, and the deeper
 * side comes first: what is left waiting then is little, however the filter is nested. */
static void add_filter(const struct list_query *query, struct list_condition *condition,
                       const struct filter *filter, enum filter_kind around)
{
    bool joins = filter->kind == FILTER_AND || filter->kind == FILTER_OR;
    bool brackets = joins ? around != filter->kind && around != FILTER_OR : filter->kind != FILTER_NOT;
    bool swap = joins && depth_of(filter->right) > depth_of(filter->left);
    struct str *where = &condition->where;

    if (is_left_out(query, condition, filter)) {
        condition->without = true;
        str_add_char(where, '1');
        return;
    }
    if (brackets)
        str_add_char(where, '(');
    switch (filter->kind) {
    case FILTER_ALL:
        str_add(where, "1");
        break;
    case FILTER_AND:
    case FILTER_OR:
        add_filter(query, condition, swap ? filter->right : filter->left, filter->kind);
        str_add(where, filter->kind == FILTER_AND ? " AND " : " OR ");
        add_filter(query, condition, swap ? filter->left : filter->right, filter->kind);
        break;
    case FILTER_NOT: /* of a NULL it is true: a row without flags has no flag */
        str_add_char(where, '(');
        add_filter(query, condition, filter->left, FILTER_OR);
        str_add(where, ") IS NOT TRUE");
        break;
    case FILTER_TERM:
        add_term(query, condition, filter);
        break;
    case FILTER_WORD:
        add_word(query, condition, filter);
        break;
    }
    if (brackets)
        str_add_char(where, ')');
}

void list_condition_make(const struct list_query *query, struct list_condition *condition)
{
    memset(condition, 0, sizeof *condition);
    if (query->filter)
        add_filter(query, condition, query->filter, FILTER_ALL);
    else
        str_add(&condition->where, "1");
}

void list_condition_of_kinds(const struct list_query *query, struct list_condition *condition)
{
    memset(condition, 0, sizeof *condition);
    condition->of_kinds = true;
    if (query->filter)
        add_filter(query, condition, query->filter, FILTER_ALL);
    else
        str_add(&condition->where, "1");
}

void list_condition_bind(const struct list_condition *condition, struct statement *statement)
{
    size_t i;

    for (i = 0; i < condition->count; i++) {
        const struct list_parameter *parameter = &condition->parameters[i];

        if (!statement_wants(statement, parameter->name))
            continue;
        if (parameter->is_text && parameter->text)
            statement_bind_text(statement, parameter->name, parameter->text);
        else if (parameter->is_text)
            statement_bind_null(statement, parameter->name);
        else
            statement_bind_number(statement, parameter->name, parameter->number);
    }
}

void list_condition_clear(struct list_condition *condition)
{
    size_t i;

    for (i = 0; i < condition->count; i++)
        free(condition->parameters[i].text);
    free(condition->parameters);
    str_clear(&condition->where);
    memset(condition, 0, sizeof *condition);
}
