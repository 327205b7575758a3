#include "config.h"
#include "intake/holiday_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/scan.h"
#include "base/str.h"
#include "core/rule.h"
#include "intake/csv_map.h"

enum { YEAR_FIRST = 1900, YEAR_LAST = 2200 };
enum column { COUNTRY, DAY, NAME, column_count };

static const struct csv_column columns[column_count] = {
    [COUNTRY] = {"country", NULL, NULL, true},
    [DAY] = {"day", NULL, NULL, true},
    [NAME] = {"name", NULL, NULL, true},
};

struct holiday_reader {
    struct calendar_book *book;
    struct csv_reader reader;
    struct csv_map map;
    const struct csv_row *row;
    bool covered[YEAR_LAST - YEAR_FIRST + 1];
    bool listed[YEAR_LAST - YEAR_FIRST + 1];
    size_t years_line; /* 0: no line says which years */
    char country[8];   /* of the first row */
};

/* Reads "2014, 2024-2027". */
static bool years_read(struct holiday_reader *list, const char *text)
{
    int first, last;

    do {
        scan_blanks(&text);
        if (!scan_digits(&text, 4, 4, &first))
            return false;
        last = first;
        if (scan_char(&text, '-') && !scan_digits(&text, 4, 4, &last))
            return false;
        if (first < YEAR_FIRST || last > YEAR_LAST || first > last)
            return false;
        for (; first <= last; first++)
            list->covered[first - YEAR_FIRST] = true;
        scan_blanks(&text);
    } while (scan_char(&text, ','));
    return scan_ends(text);
}

static bool comment_read(struct holiday_reader *list, const char *line, size_t length, size_t number,
                         struct err *err)
{
    char *copy = mem_text_n(line + 1, length - 1), *text = str_trim(copy);
    bool good = true;

    if (str_starts(text, "years:")) {
        list->years_line = number;
        good = years_read(list, text + strlen("years:")) ||
               err_set(err, ERR_INPUT,
                       "line %zu: the years of the list cannot be read; write them as 2014, 2024-2027, from "
                       "1900 to 2200",
                       number);
    }
    free(copy);
    return good;
}

/* Reads the comments and stands before the header, also when their years cannot be read. */
static bool comments_read(struct holiday_reader *list, const char *text, size_t length, struct err *err)
{
    struct csv_place place;
    size_t at = 0, number = 1;
    bool good = true;

    while (at < length && (text[at] == '#' || text[at] == '\r' || text[at] == '\n')) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t next = end ? (size_t)(end - text) + 1 : length;

        if (text[at] == '#')
            good = good && comment_read(list, text + at, next - at, number, err);
        at = next;
        number++;
    }
    csv_init(&list->reader, text + at, length - at, 0);
    place = csv_tell(&list->reader);
    place.line += number - 1;
    csv_seek(&list->reader, &place);
    return good;
}

static bool refuse(const struct holiday_reader *list, enum column column, struct err *err, const char *reason)
{
    return err_set(err, ERR_INPUT, "line %zu, column %zu: %s", list->row->line,
                   csv_map_cell(&list->map, column), reason);
}

static bool country_read(struct holiday_reader *list, char *code, size_t size, struct err *err)
{
    if (!rule_code_parse(csv_map_text(&list->map, list->row, COUNTRY), code, size))
        return refuse(list, COUNTRY, err, "no such country; write it as in ISO 3166, like DE or US-CA");
    if (*list->country && strncmp(list->country, code, 2) != 0)
        return refuse(list, COUNTRY, err, "a list is of one country and its regions; make a list of each");
    memcpy(list->country, code, 2);
    return true;
}

static bool day_read(struct holiday_reader *list, int *day, struct err *err)
{
    int year, month, date;

    *day = day_parse(csv_map_text(&list->map, list->row, DAY));
    if (*day == DAY_NONE)
        return refuse(list, DAY, err, "this day cannot be read; write it as 2014-03-27");
    if (!day_in_use(*day))
        return refuse(list, DAY, err, DAY_BEYOND);
    day_to_civil(*day, &year, &month, &date);
    if (!list->covered[year - YEAR_FIRST])
        return refuse(list, DAY, err, "this day lies in none of the years that the list says it covers");
    list->listed[year - YEAR_FIRST] = true;
    return true;
}

static bool row_read(struct holiday_reader *list, struct err *err)
{
    const char *name = csv_map_text(&list->map, list->row, NAME);
    char code[8];
    int day;

    if (list->row->problem_count)
        return err_set(err, ERR_INPUT, "line %zu: %s", list->row->line, list->row->problems[0].text);
    if (!country_read(list, code, sizeof code, err) || !day_read(list, &day, err))
        return false;
    if (str_blank(name))
        return refuse(list, NAME, err, "a holiday without a name");
    if (!calendar_book_add(list->book, code, day, name))
        return refuse(list, DAY, err, "this day is listed already");
    for (int year = YEAR_FIRST; year <= YEAR_LAST; year++) {
        if (list->covered[year - YEAR_FIRST])
            calendar_book_cover(list->book, code, year);
    }
    return true;
}

/* A year without any holiday is one that somebody forgot. */
static bool years_check(const struct holiday_reader *list, struct err *err)
{
    for (int year = YEAR_FIRST; year <= YEAR_LAST; year++) {
        if (list->covered[year - YEAR_FIRST] && !list->listed[year - YEAR_FIRST])
            return err_set(err, ERR_INPUT, "line %zu: the list says it covers %d, but has no day of it",
                           list->years_line, year);
    }
    return true;
}

bool holiday_list_is(const char *text, size_t length)
{
    struct holiday_reader list = {0};
    bool is;

    comments_read(&list, text, length, NULL);
    is = csv_map_read(&list.map, &list.reader, columns, column_count, NULL, NULL);
    csv_map_clear(&list.map);
    csv_clear(&list.reader);
    return is;
}

bool holiday_list_read(const char *text, size_t length, struct calendar_book *book, struct err *err)
{
    struct holiday_reader list = {.book = book};
    bool good = comments_read(&list, text, length, err);

    if (good && !list.years_line)
        good = err_set(err, ERR_INPUT,
                       "line 1: no line says which years the list covers; write one like "
                       "\"# years: 2014, 2024-2027\" above the header");
    good = good && csv_map_read(&list.map, &list.reader, columns, column_count, NULL, err);
    while (good && (list.row = csv_next(&list.reader)))
        good = row_read(&list, err);
    good = good && years_check(&list, err);
    csv_map_clear(&list.map);
    csv_clear(&list.reader);
    return good;
}
