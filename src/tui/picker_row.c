#include "config.h"

#include "tui/picker_row.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { NUMBER_COLUMNS = 12, PLACE_COLUMNS = 6, STANDING_COLUMNS = 12, LIKELY_COLUMNS = 8 };

void picker_row_clear(struct picker_row *row)
{
    free(row->number);
    free(row->company);
    free(row->place);
    free(row->standing);
    *row = (struct picker_row){0};
}

void picker_rows_add(struct picker_rows *rows, const struct picker_row *row)
{
    mem_grow(rows->items, rows->count, rows->capacity);
    rows->items[rows->count++] = (struct picker_row){
        .account = row->account,
        .number = mem_text(row->number),
        .company = mem_text(row->company),
        .place = mem_text(row->place),
        .standing = mem_text(row->standing),
        .likely = row->likely,
    };
}

void picker_rows_remove(struct picker_rows *rows, size_t at)
{
    picker_row_clear(&rows->items[at]);
    rows->count--;
    memmove(rows->items + at, rows->items + at + 1, (rows->count - at) * sizeof *rows->items);
}

size_t picker_rows_find(const struct picker_rows *rows, int64_t account)
{
    size_t i = 0;

    while (i < rows->count && rows->items[i].account != account) {
        i++;
    }
    return i;
}

void picker_rows_clear(struct picker_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        picker_row_clear(&rows->items[i]);
    }
    free(rows->items);
    *rows = (struct picker_rows){0};
}

static char *cell(const struct row *row, enum field field, const struct desk_list *list)
{
    struct str text = {0};
    char *printable;

    field_format(field, &row->values[field], FIELD_PERSON, list->query.today, list->query.zone, &text);
    printable = utf8_printable(str_text(&text));
    str_clear(&text);
    return printable;
}

static struct picker_row from_list(const struct row *row, const struct desk_list *list)
{
    return (struct picker_row){
        .account = row->id,
        .number = cell(row, FIELD_NUMBER, list),
        .company = cell(row, FIELD_COMPANY, list),
        .place = cell(row, FIELD_PLACE, list),
        .standing = cell(row, FIELD_STANDING, list),
    };
}

bool picker_row_read(struct desk *desk, int64_t account, struct picker_row *row, bool *found, struct err *err)
{
    struct desk_list list = {0};
    struct row read = {0};
    bool good = desk_list_set(desk, LIST_ACCOUNTS, NULL, false, NULL, &list, err) &&
                store_list_row(desk_store(desk), &list.query, account, &read, found, err);

    if (good && *found) {
        *row = from_list(&read, &list);
    }
    row_clear(&read);
    desk_list_clear(&list);
    return good;
}

static bool has_words(const struct picker_row *row, const char *words)
{
    return utf8_contains_folded(row->number, words) || utf8_contains_folded(row->company, words);
}

bool picker_rows_read(struct desk *desk, const char *words, const struct picker_rows *likely, size_t limit,
                      struct picker_rows *rows, bool *more, struct err *err)
{
    struct desk_list list = {0};
    struct row *read = NULL;
    size_t count = 0;
    bool good;

    picker_rows_clear(rows);
    *more = false;
    for (size_t i = 0; i < likely->count && rows->count < limit; i++) {
        if (has_words(&likely->items[i], words)) {
            picker_rows_add(rows, &likely->items[i]);
        }
    }
    good = desk_list_set(desk, LIST_ACCOUNTS, words, true, NULL, &list, err) &&
           store_list_page(desk_store(desk), &list.query, NULL, false, limit + 1, &read, &count, err);
    for (size_t i = 0; i < count; i++) {
        if (picker_rows_find(rows, read[i].id) == rows->count) {
            struct picker_row row = from_list(&read[i], &list);

            *more = rows->count >= limit;
            if (!*more) {
                picker_rows_add(rows, &row);
            }
            picker_row_clear(&row);
        }
        row_clear(&read[i]);
    }
    free(read);
    desk_list_clear(&list);
    return good;
}

void picker_row_text(const struct picker_row *row, bool chosen, bool marked, int columns, struct str *out)
{
    int company = columns - 4 - NUMBER_COLUMNS - PLACE_COLUMNS - STANDING_COLUMNS - LIKELY_COLUMNS;

    str_add(out, marked ? ">" : " ");
    str_add(out, chosen ? "x " : "  ");
    utf8_add_cell(out, row->number, NUMBER_COLUMNS, true);
    str_add_char(out, ' ');
    utf8_add_cell(out, row->company, company > 8 ? company : 8, true);
    str_add_char(out, ' ');
    utf8_add_cell(out, row->place, PLACE_COLUMNS, true);
    utf8_add_cell(out, row->standing, STANDING_COLUMNS, true);
    str_add(out, row->likely ? "likely" : "");
}
