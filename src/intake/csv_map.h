/* The header of a CSV: finding it below title rows, and which of its columns are the ones the caller wants.
 */
#ifndef DEMUR_INTAKE_CSV_MAP_H
#define DEMUR_INTAKE_CSV_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "intake/csv.h"

#define CSV_NO_CELL       ((size_t)-1)
#define CSV_HEADER_WITHIN 32 /* rows among which the header is looked for, blank ones not counted */

/* A column the caller wants. */
struct csv_column {
    const char *name;     /* as in --map */
    const char *title;    /* as in our own files; may be NULL */
    const char *synonyms; /* other headers meant by it, separated by '|'; may be NULL */
    bool required;        /* the file is refused without it */
};

struct csv_map {
    size_t header_line;  /* line of the header, from 1 */
    size_t title_rows;   /* rows above the header, not read as data; blank ones not counted */
    size_t column_count; /* of the caller's columns */
    size_t *cell_of;     /* for each of these, the cell that holds it, or CSV_NO_CELL */
    char **warnings;     /* printable sentences without the file's name */
    size_t warning_count;
    size_t warning_capacity;
};

/* Reads to the header and stands behind it: the next csv_next gives the first row of data. The header is the
 * row, among the first CSV_HEADER_WITHIN, with all required columns and the most wanted ones; the first of
 * equals. A header cell means a column when it equals its name, title or (if nothing better does) a synonym;
 * case, accents, blanks,
 * '_', '-', '.', ':' and '*' do not count.
 *
 * overrides (NULL or "" for none) is the text of --map: "their header=our name,...", with a header that has a
 * comma in quotes ("\"Name, legal=company\""), "#3=name" for the third column, and "their header=" for one
 * not to be read. It goes before everything else.
 *
 * Sets reader->columns. False with a sentence when there is no header, a required column is missing, two
 * headers mean the same column (ERR_INPUT), or the overrides make no sense (ERR_USAGE); the map is then
 * empty. Headers that mean nothing, titles skipped and the like become warnings. Clear with csv_map_clear. */
bool csv_map_read(struct csv_map *map, struct csv_reader *reader, const struct csv_column *columns,
                  size_t count, const char *overrides, struct err *err);

/* Returns the row's text for a column (index into the caller's columns), "" where the row is short; NULL when
 * the file has no such column. */
const char *csv_map_text(const struct csv_map *map, const struct csv_row *row, size_t column);

/* Returns the number of the cell in the file (from 1) for a column; 0 when the file has none. For messages.
 */
size_t csv_map_cell(const struct csv_map *map, size_t column);

void csv_map_clear(struct csv_map *map);

#endif
