#include "config.h"

#include "intake/csv_override.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Finds our column; CSV_NO_CELL when there is none of that name. */
static size_t column_find(const struct csv_column *columns, size_t count, const char *name)
{
    char *key = csv_header_key(name);
    size_t found = CSV_NO_CELL;

    for (size_t i = 0; i < count && found == CSV_NO_CELL; i++) {
        if (csv_column_is(&columns[i], key)) {
            found = i;
        }
    }
    free(key);
    return found;
}

static bool unknown_name(const struct csv_column *columns, size_t count, const char *name, struct err *err)
{
    struct str names = {0};

    for (size_t i = 0; i < count; i++) {
        str_add_format(&names, "%s%s", i ? ", " : "", columns[i].name);
    }
    err_set(err, ERR_USAGE, "--map: \"%s\" is no column here; write their header=our name, with one of: %s",
            name, str_text(&names));
    str_clear(&names);
    return false;
}

/* Reads one part; it is split at its last '=', because our names have none. */
static bool part_parse(struct csv_override_list *list, const char *part, const struct csv_column *columns,
                       size_t count, struct err *err)
{
    const char *equals = strrchr(part, '=');
    struct csv_override *override;
    char *name;
    int64_t number;

    if (!equals || equals == part) {
        return err_set(err, ERR_USAGE, "--map: \"%s\" is not of the form their header=our name", part);
    }
    mem_grow(list->items, list->count, list->capacity);
    override = &list->items[list->count++];
    *override = (struct csv_override){.cell = CSV_NO_CELL, .column = CSV_NO_CELL};
    override->header = mem_text_n(part, (size_t)(equals - part));
    override->key = csv_header_key(override->header);
    if (override->header[0] == '#' && str_to_number(override->header + 1, &number) && number > 0) {
        override->cell = (size_t)number - 1;
    }
    name = mem_text(equals + 1);
    if (!str_blank(name)) {
        override->column = column_find(columns, count, name);
        if (override->column == CSV_NO_CELL) {
            unknown_name(columns, count, name, err);
            free(name);
            return false;
        }
    }
    free(name);
    return true;
}

static bool check_twice(const struct csv_override_list *list, const struct csv_column *columns,
                        struct err *err)
{
    const struct csv_override *last = &list->items[list->count - 1];

    for (size_t i = 0; i + 1 < list->count; i++) {
        if (last->column != CSV_NO_CELL && list->items[i].column == last->column) {
            return err_set(err, ERR_USAGE, "--map: two headers are given for %s; give one",
                           columns[last->column].name);
        }
    }
    return true;
}

bool csv_override_list_parse(struct csv_override_list *list, const char *text,
                             const struct csv_column *columns, size_t count, struct err *err)
{
    struct csv_reader reader;
    const struct csv_row *row;
    bool ok = true;

    *list = (struct csv_override_list){0};
    if (str_blank(text)) {
        return true;
    }
    csv_init(&reader, text, strlen(text), ',');
    while (ok && (row = csv_next(&reader))) {
        if (row->problem_count > 0) {
            ok = err_set(err, ERR_USAGE, "--map: character %zu: %s", row->problems[0].column,
                         row->problems[0].text);
        }
        for (size_t i = 0; ok && i < row->count; i++) {
            if (!str_blank(row->cells[i].text)) {
                ok = part_parse(list, row->cells[i].text, columns, count, err) &&
                     check_twice(list, columns, err);
            }
        }
    }
    csv_clear(&reader);
    return ok;
}

void csv_override_list_clear(struct csv_override_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].header);
        free(list->items[i].key);
    }
    free(list->items);
    *list = (struct csv_override_list){0};
}

bool csv_override_is(const struct csv_override *override, const char *key, size_t cell)
{
    return override->cell == cell || (key && *key && str_equal(override->key, key));
}

bool csv_override_list_by_number(const struct csv_override_list *list, size_t column)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].column == column && list->items[i].cell != CSV_NO_CELL) {
            return true;
        }
    }
    return false;
}
