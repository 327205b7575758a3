#include "config.h"

#include "intake/csv_map.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "intake/csv_override.h"

#define HEADER_LENGTH 200 /* bytes; a longer cell is a title or a text, no header */

/* Why a header cell means a column; a later one goes first. */
enum rank { RANK_SYNONYM, RANK_EXACT, RANK_OVERRIDE, rank_count };

/* What a column may be called, folded: its name, its title, its synonyms. */
struct names {
    char **keys;
    size_t count;
    size_t capacity;
};

/* The columns and overrides a header is matched against. */
struct wish {
    const struct csv_column *columns;
    struct names *names; /* of each column */
    size_t column_count;
    struct csv_override_list overrides;
};

/* A row looked at as a header. */
struct header {
    char **keys; /* folded cells; NULL for one that cannot be a header */
    size_t count;
    bool *taken;    /* cells that mean something, or are not to be read */
    size_t *first;  /* per column: its cell, or CSV_NO_CELL */
    size_t *second; /* per column: another cell that means it as well, or CSV_NO_CELL */
    size_t found;   /* columns found by a name; a bare "#3" proves no header */
    size_t missing; /* required columns that are not there */
};

char *csv_header_key(const char *text)
{
    char *folded = utf8_fold(text);
    char *to = folded;

    for (const char *from = folded; *from; from++) {
        /* U+2010 to U+2015 are hyphens and dashes too. */
        if ((unsigned char)from[0] == 0xE2 && (unsigned char)from[1] == 0x80 &&
            (unsigned char)from[2] >= 0x90 && (unsigned char)from[2] <= 0x95) {
            from += 2;
        } else if (!strchr(" \t\r\n_-.:*", *from)) {
            *to++ = *from;
        }
    }
    *to = '\0';
    return folded;
}

bool csv_column_is(const struct csv_column *column, const char *key)
{
    char *name = csv_header_key(column->name);
    char *title = csv_header_key(column->title ? column->title : column->name);
    bool same = str_equal(name, key) || str_equal(title, key);

    free(title);
    free(name);
    return same;
}

static void names_add(struct names *names, const char *text, size_t length)
{
    char *name = mem_text_n(text, length);

    mem_grow(names->keys, names->count, names->capacity);
    names->keys[names->count++] = csv_header_key(name);
    free(name);
}

static void wish_init(struct wish *wish, const struct csv_column *columns, size_t count)
{
    *wish = (struct wish){.columns = columns, .column_count = count};
    wish->names = mem_new_array(count, sizeof *wish->names);
    for (size_t i = 0; i < count; i++) {
        const char *title = columns[i].title ? columns[i].title : columns[i].name;
        const char *synonym = columns[i].synonyms ? columns[i].synonyms : "";
        names_add(&wish->names[i], columns[i].name, strlen(columns[i].name));
        names_add(&wish->names[i], title, strlen(title));
        while (*synonym) {
            size_t length = strcspn(synonym, "|");
            names_add(&wish->names[i], synonym, length);
            synonym += length + (synonym[length] == '|' ? 1 : 0);
        }
    }
}

static void wish_clear(struct wish *wish)
{
    for (size_t i = 0; i < wish->column_count; i++) {
        for (size_t j = 0; j < wish->names[i].count; j++) {
            free(wish->names[i].keys[j]);
        }
        free(wish->names[i].keys);
    }
    free(wish->names);
    csv_override_list_clear(&wish->overrides);
}

/* True when the key is one of the names from..to-1. */
static bool names_have(const struct names *names, size_t from, size_t to, const char *key)
{
    for (size_t i = from; i < to; i++) {
        if (str_equal(names->keys[i], key)) {
            return true;
        }
    }
    return false;
}

static bool cell_means(const struct wish *wish, const struct header *header, size_t cell, size_t column,
                       enum rank rank)
{
    const char *key = header->keys[cell];

    if (rank == RANK_OVERRIDE) {
        for (size_t i = 0; i < wish->overrides.count; i++) {
            const struct csv_override *override = &wish->overrides.items[i];
            if (override->column == column && csv_override_is(override, key, cell)) {
                return true;
            }
        }
        return false;
    }
    if (!key || *key == '\0') {
        return false;
    }
    return rank == RANK_EXACT ? names_have(&wish->names[column], 0, 2, key)
                              : names_have(&wish->names[column], 2, wish->names[column].count, key);
}

/* Gives a column the free cells that mean it for this reason. */
static void column_match(const struct wish *wish, struct header *header, size_t column, enum rank rank)
{
    for (size_t cell = 0; cell < header->count; cell++) {
        if (header->taken[cell] || !cell_means(wish, header, cell, column, rank)) {
            continue;
        }
        header->taken[cell] = true;
        if (header->first[column] == CSV_NO_CELL) {
            header->first[column] = cell;
            header->found += rank != RANK_OVERRIDE || !csv_override_list_by_number(&wish->overrides, column);
        } else if (header->second[column] == CSV_NO_CELL) {
            header->second[column] = cell;
        }
    }
}

static void header_match(const struct wish *wish, struct header *header)
{
    for (size_t cell = 0; cell < header->count; cell++) {
        for (size_t i = 0; i < wish->overrides.count; i++) {
            const struct csv_override *override = &wish->overrides.items[i];
            if (override->column == CSV_NO_CELL && csv_override_is(override, header->keys[cell], cell)) {
                header->taken[cell] = true;
            }
        }
    }
    for (enum rank rank = rank_count; rank-- > 0;) {
        for (size_t column = 0; column < wish->column_count; column++) {
            if (header->first[column] == CSV_NO_CELL) {
                column_match(wish, header, column, rank);
            }
        }
    }
    for (size_t column = 0; column < wish->column_count; column++) {
        header->missing += wish->columns[column].required && header->first[column] == CSV_NO_CELL;
    }
}

static void header_init(struct header *header, const struct wish *wish, const struct csv_row *row)
{
    *header = (struct header){.count = row->count};
    header->keys = mem_new_array(row->count, sizeof *header->keys);
    header->taken = mem_new_array(row->count, sizeof *header->taken);
    header->first = mem_new_array(wish->column_count, sizeof *header->first);
    header->second = mem_new_array(wish->column_count, sizeof *header->second);
    for (size_t i = 0; i < wish->column_count; i++) {
        header->first[i] = header->second[i] = CSV_NO_CELL;
    }
    for (size_t i = 0; i < row->count; i++) {
        if (row->cells[i].length <= HEADER_LENGTH) {
            header->keys[i] = csv_header_key(row->cells[i].text);
        }
    }
    header_match(wish, header);
}

static void header_clear(struct header *header)
{
    for (size_t i = 0; i < header->count; i++) {
        free(header->keys[i]);
    }
    free(header->keys);
    free(header->taken);
    free(header->first);
    free(header->second);
    *header = (struct header){0};
}

static bool header_better(const struct header *a, const struct header *b)
{
    if ((a->missing == 0) != (b->missing == 0)) {
        return a->missing == 0;
    }
    return a->found > b->found;
}

/* Finds the header and leaves the reader behind it; *row is that row, *above the number of rows before it. */
static bool header_find(struct header *header, const struct wish *wish, struct csv_reader *reader,
                        const struct csv_row **row, size_t *above, struct err *err)
{
    struct csv_place place = csv_tell(reader);
    struct csv_place best_place = place;
    size_t seen = 0;

    *header = (struct header){.missing = SIZE_MAX};
    while (seen < CSV_HEADER_WITHIN && (*row = csv_next(reader))) {
        struct header candidate;
        header_init(&candidate, wish, *row);
        if (candidate.found > 0 && header_better(&candidate, header)) {
            header_clear(header);
            *header = candidate;
            best_place = place;
            *above = seen;
        } else {
            header_clear(&candidate);
        }
        place = csv_tell(reader);
        seen++;
    }
    if (header->found > 0) {
        csv_seek(reader, &best_place);
        *row = csv_next(reader);
        return true;
    }
    if (seen == 0) {
        return err_set(err, ERR_INPUT,
                       "there are no rows; the first one must be a header that names the columns");
    }
    return err_set(
        err, ERR_INPUT,
        "there is no header: none of the first %zu rows names a column that is known here, such as %s; put "
        "a header line first, or say what its names mean with --map \"their header=%s\"",
        seen, wish->columns[0].title ? wish->columns[0].title : wish->columns[0].name, wish->columns[0].name);
}

static bool check_missing(const struct header *header, const struct wish *wish, size_t line, struct err *err)
{
    struct str titles = {0};
    const char *name = NULL;

    if (header->missing == 0) {
        return true;
    }
    for (size_t i = 0; i < wish->column_count; i++) {
        const struct csv_column *column = &wish->columns[i];
        if (column->required && header->first[i] == CSV_NO_CELL) {
            str_add_format(&titles, "%s%s", name ? ", " : "", column->title ? column->title : column->name);
            name = name ? name : column->name;
        }
    }
    err_set(err, ERR_INPUT,
            "line %zu: the header has no column for: %s; rename the column that holds it, or say which one "
            "it is with "
            "--map \"their header=%s\"",
            line, str_text(&titles), name);
    str_clear(&titles);
    return false;
}

static bool check_doubles(const struct header *header, const struct wish *wish, const struct csv_row *row,
                          struct err *err)
{
    for (size_t i = 0; i < wish->column_count; i++) {
        const struct csv_column *column = &wish->columns[i];
        size_t first = header->first[i];
        size_t second = header->second[i];
        if (second != CSV_NO_CELL) {
            return err_set(
                err, ERR_INPUT,
                "line %zu: columns %zu \"%s\" and %zu \"%s\" both mean %s; say which one to read with "
                "--map \"#%zu=%s\"",
                row->line, first + 1, row->cells[first].text, second + 1, row->cells[second].text,
                column->title ? column->title : column->name, first + 1, column->name);
        }
    }
    return true;
}

static bool check_overrides(const struct header *header, const struct wish *wish, size_t line,
                            struct err *err)
{
    for (size_t i = 0; i < wish->overrides.count; i++) {
        const struct csv_override *override = &wish->overrides.items[i];
        bool used = false;
        for (size_t cell = 0; cell < header->count && !used; cell++) {
            used = csv_override_is(override, header->keys[cell], cell);
        }
        if (!used) {
            return err_set(err, ERR_USAGE,
                           "--map: the header in line %zu has no column \"%s\"; write it as there", line,
                           override->header);
        }
    }
    return true;
}

static bool header_check(const struct header *header, const struct wish *wish, const struct csv_row *row,
                         struct err *err)
{
    if (row->problem_count > 0) {
        const struct csv_problem *problem = &row->problems[0];
        return err_set(err, ERR_INPUT, "line %zu, column %zu: in the header: %s", problem->line,
                       problem->column, problem->text);
    }
    return check_overrides(header, wish, row->line, err) && check_doubles(header, wish, row, err) &&
           check_missing(header, wish, row->line, err);
}

static void warning_add(struct csv_map *map, struct str *text)
{
    mem_grow(map->warnings, map->warning_count, map->warning_capacity);
    map->warnings[map->warning_count++] = utf8_printable(str_text(text));
    str_clear(text);
}

static void warn_titles(struct csv_map *map)
{
    struct str text = {0};

    if (map->title_rows > 0) {
        str_add_format(&text, "%zu %s above the header in line %zu taken for %s, and not read",
                       map->title_rows, map->title_rows == 1 ? "row" : "rows", map->header_line,
                       map->title_rows == 1 ? "a title" : "titles");
        warning_add(map, &text);
    }
}

static void warn_unknown(struct csv_map *map, const struct header *header, const struct wish *wish,
                         const struct csv_row *row)
{
    struct str text = {0};
    size_t unknown = 0;
    size_t known = 0;

    for (size_t cell = 0; cell < header->count; cell++) {
        if (!header->taken[cell] && !str_blank(row->cells[cell].text)) {
            str_add_format(&text, "%s\"%.60s\" (column %zu)",
                           unknown++ ? ", " : "columns not read: ", row->cells[cell].text, cell + 1);
        }
    }
    if (unknown == 0) {
        return;
    }
    for (size_t i = 0; i < wish->column_count; i++) {
        if (header->first[i] == CSV_NO_CELL) {
            str_add_format(&text, "%s%s", known++ ? ", " : "; if one is meant for ", wish->columns[i].name);
        }
    }
    if (known > 0) {
        str_add(&text, ", say so with --map \"their header=our name\"");
    }
    warning_add(map, &text);
}

bool csv_map_read(struct csv_map *map, struct csv_reader *reader, const struct csv_column *columns,
                  size_t count, const char *overrides, struct err *err)
{
    struct wish wish;
    struct header header = {0};
    const struct csv_row *row = NULL;
    bool ok = false;

    *map = (struct csv_map){0};
    reader->columns = 0;
    wish_init(&wish, columns, count);
    if (!csv_override_list_parse(&wish.overrides, overrides, columns, count, err)) {
        goto out;
    }
    if (!header_find(&header, &wish, reader, &row, &map->title_rows, err) ||
        !header_check(&header, &wish, row, err)) {
        goto out;
    }
    map->header_line = row->line;
    map->column_count = count;
    for (size_t cell = 0; cell < row->count; cell++) {
        if (!str_blank(row->cells[cell].text)) {
            reader->columns = cell + 1;
        }
    }
    warn_titles(map);
    warn_unknown(map, &header, &wish, row);
    map->cell_of = header.first;
    header.first = NULL;
    ok = true;
out:
    if (!ok) {
        csv_map_clear(map);
    }
    header_clear(&header);
    wish_clear(&wish);
    return ok;
}

const char *csv_map_text(const struct csv_map *map, const struct csv_row *row, size_t column)
{
    size_t cell = column < map->column_count ? map->cell_of[column] : CSV_NO_CELL;

    if (cell == CSV_NO_CELL) {
        return NULL;
    }
    return cell < row->count ? row->cells[cell].text : "";
}

size_t csv_map_cell(const struct csv_map *map, size_t column)
{
    return column < map->column_count && map->cell_of[column] != CSV_NO_CELL ? map->cell_of[column] + 1 : 0;
}

void csv_map_clear(struct csv_map *map)
{
    for (size_t i = 0; i < map->warning_count; i++) {
        free(map->warnings[i]);
    }
    free(map->warnings);
    free(map->cell_of);
    *map = (struct csv_map){0};
}
