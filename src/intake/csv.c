#include "config.h"

#include "intake/csv.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* A byte of the text and where a person finds it. */
struct mark {
    size_t at;
    size_t line;
    size_t line_start; /* where that line begins */
};

/* Reading one row. A row goes over several lines only while its quotes are clean: so a line with an odd
 * number of quotes ends any cell opened above it, and no line is read more than three times, whatever the
 * text. */
struct scan {
    struct csv_reader *reader;
    struct mark now; /* the next byte */
    bool again;      /* the second try at a row whose quotes led nowhere: its first line only */
    bool broken;     /* a quote was out of place: no further one is trusted to span lines */
    bool blank;      /* all cells so far are blank */
};

/* How the scan of a quoted cell or a row went. */
enum scan_end {
    SCAN_OK,
    SCAN_OPEN,  /* a quote is never closed */
    SCAN_ASTRAY /* a quote is closed in a later line, and in the middle of a cell */
};

static void problem_add(struct scan *scan, enum csv_problem_kind kind, const struct mark *mark,
                        const char *text)
{
    struct csv_row *row = &scan->reader->row;
    struct csv_problem *problem;

    if (row->problem_count == CSV_PROBLEM_LIMIT) {
        return;
    }
    problem = &row->problems[row->problem_count++];
    problem->kind = kind;
    problem->line = mark->line;
    problem->column = 1;
    for (size_t i = mark->line_start; i < mark->at; i++) {
        if (((unsigned char)scan->reader->text[i] & 0xC0) != 0x80) {
            problem->column++;
        }
    }
    snprintf(problem->text, sizeof problem->text, "%s", text);
}

static void problem_nul(struct scan *scan)
{
    problem_add(scan, CSV_NUL, &scan->now,
                "there is a NUL byte in the cell; remove it, or name the charset if the file is UTF-16");
}

/* Adds to the window; false at the end of the text. */
static bool window_widen(struct csv_reader *reader)
{
    if (!reader->more || !reader->more(reader->context, &reader->window)) {
        reader->more = NULL;
        return false;
    }
    reader->text = reader->window.text;
    reader->length = reader->window.length;
    return true;
}

/* True when the text has a byte at a position. */
static inline bool text_reaches(struct csv_reader *reader, size_t at)
{
    while (at >= reader->length) {
        if (!window_widen(reader)) {
            return false;
        }
    }
    return true;
}

/* Returns the bytes of the line end at a position: 0 where there is none. */
static size_t line_end_at(struct csv_reader *reader, size_t at)
{
    if (!text_reaches(reader, at)) {
        return 0;
    }
    if (reader->text[at] == '\r') {
        return text_reaches(reader, at + 1) && reader->text[at + 1] == '\n' ? 2 : 1;
    }
    return reader->text[at] == '\n' ? 1 : 0;
}

static bool cell_ends(struct csv_reader *reader, size_t at)
{
    return !text_reaches(reader, at) || reader->text[at] == reader->delimiter || line_end_at(reader, at) > 0;
}

/* Blank bytes need not be told from a blank text with NUL in it: that has a problem and is never skipped. */
static bool bytes_blank(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\xC2' && i + 1 < length && bytes[i + 1] == '\xA0') {
            i++;
        } else if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\n' && bytes[i] != '\r') {
            return false;
        }
    }
    return true;
}

/* Closes the cell whose text was added to the buffer from start on. Texts are told by length alone until the
 * row is whole: the buffer may still move. */
static void cell_add(struct scan *scan, size_t start, const struct mark *opened)
{
    struct csv_reader *reader = scan->reader;
    size_t length = reader->cells.length - start;

    if (scan->blank && length > 0 && !bytes_blank(str_text(&reader->cells) + start, length)) {
        scan->blank = false;
    }
    if (length > CSV_CELL_LIMIT) {
        problem_add(scan, CSV_LONG, opened,
                    "the cell is longer than 1 MiB; look for a quote that is missing, or shorten the text");
        reader->cells.length = start;
        length = 0;
    }
    if (reader->row.count == CSV_CELLS_LIMIT) {
        reader->cells.length = start;
        problem_add(scan, CSV_MANY, opened,
                    "the row has more than 16384 cells; look for a line end that is missing");
        return;
    }
    str_add_char(&reader->cells, '\0');
    mem_grow(reader->row.cells, reader->row.count, reader->cell_capacity);
    reader->row.cells[reader->row.count++] = (struct csv_cell){.length = length};
}

/* Goes to the end of a cell without (or behind its) quotes, adding its text. */
static void scan_plain(struct scan *scan, bool report_quotes)
{
    struct csv_reader *reader = scan->reader;
    size_t from = scan->now.at;
    struct mark quote = {.at = SIZE_MAX};

    for (; text_reaches(reader, scan->now.at); scan->now.at++) {
        char c = reader->text[scan->now.at];
        if (c == reader->delimiter || c == '\n' || c == '\r') {
            break;
        }
        if (c == '"' && quote.at == SIZE_MAX) {
            quote = scan->now;
        } else if (c == '\0') {
            problem_nul(scan);
        }
    }
    str_add_n(&scan->reader->cells, reader->text + from, scan->now.at - from);
    if (report_quotes && quote.at != SIZE_MAX) {
        problem_add(
            scan, CSV_QUOTE_INSIDE, &quote,
            "there is a quote inside a cell that does not start with one; put the whole cell in quotes and "
            "double the quotes in it");
        scan->broken = true;
    }
}

/* Reads from the byte after the opening quote to the byte after the closing one. False when the quote is not
 * closed before the end (of the text, or of the line where quotes end with it). */
static bool scan_quoted(struct scan *scan)
{
    struct csv_reader *reader = scan->reader;
    struct mark *now = &scan->now;
    size_t from = now->at;

    while (text_reaches(reader, now->at)) {
        char c = reader->text[now->at];
        if (c == '"') {
            bool doubled = text_reaches(reader, now->at + 1) && reader->text[now->at + 1] == '"';
            str_add_n(&reader->cells, reader->text + from, now->at - from + (doubled ? 1 : 0));
            now->at += doubled ? 2 : 1;
            from = now->at;
            if (!doubled) {
                return true;
            }
        } else if (c == '\n' || c == '\r') {
            if (scan->again || scan->broken) {
                break;
            }
            now->at += line_end_at(reader, now->at);
            now->line++;
            now->line_start = now->at;
        } else {
            if (c == '\0') {
                problem_nul(scan);
            }
            now->at++;
        }
    }
    str_add_n(&reader->cells, reader->text + from, now->at - from);
    return false;
}

/* Reads one cell that starts with a quote. */
static enum scan_end scan_quoted_cell(struct scan *scan)
{
    size_t start = scan->reader->cells.length;
    struct mark opened = scan->now;

    scan->now.at++;
    if (!scan_quoted(scan)) {
        if (!scan->again && !scan->broken) {
            return SCAN_OPEN;
        }
        if (!scan->again) {
            problem_add(
                scan, CSV_QUOTE_OPEN, &opened,
                "the quote opened here is not closed in its line; close it, or double it if it belongs to "
                "the text");
        }
    } else if (!cell_ends(scan->reader, scan->now.at)) {
        if (scan->now.line != opened.line) {
            return SCAN_ASTRAY;
        }
        problem_add(scan, CSV_QUOTE_AFTER, &scan->now,
                    "there is text after the closing quote; double a quote that belongs to the text");
        scan->broken = true;
        scan_plain(scan, false);
    }
    cell_add(scan, start, &opened);
    return SCAN_OK;
}

/* Reads cells to the end of the row; scan->now is then its line end. For a quote that leads nowhere, opened
 * is set to it. */
static enum scan_end scan_row(struct scan *scan, struct mark *opened)
{
    struct csv_reader *reader = scan->reader;

    reader->row.count = 0;
    str_reset(&reader->cells);
    for (;;) {
        *opened = scan->now;
        if (text_reaches(reader, opened->at) && reader->text[opened->at] == '"') {
            enum scan_end end = scan_quoted_cell(scan);
            if (end != SCAN_OK) {
                return end;
            }
        } else {
            size_t start = reader->cells.length;
            scan_plain(scan, true);
            cell_add(scan, start, opened);
        }
        if (!text_reaches(reader, scan->now.at) || reader->text[scan->now.at] != reader->delimiter) {
            return SCAN_OK;
        }
        scan->now.at++;
    }
}

/* Reads the row at the reader's position. Where a quote leads nowhere, reads its first line alone instead. */
static struct scan scan_row_or_line(struct csv_reader *reader)
{
    struct mark start = {.at = reader->position, .line = reader->line, .line_start = reader->position};
    struct scan scan = {.reader = reader, .now = start, .blank = true};
    struct mark opened;
    enum scan_end end;

    reader->row.problem_count = 0;
    end = scan_row(&scan, &opened);
    if (end == SCAN_OK) {
        return scan;
    }
    scan = (struct scan){.reader = reader, .now = start, .again = true, .blank = true};
    reader->row.problem_count = 0;
    problem_add(
        &scan, CSV_QUOTE_OPEN, &opened,
        end == SCAN_OPEN
            ? "the quote opened here is never closed; close it, or double it if it belongs to the text. "
              "Reading goes on with the line after the row's first"
            : "the quote opened here is closed lines later in the middle of a cell; close it, or double the "
              "quotes that belong to the text. Reading goes on with the line after the row's first");
    scan_row(&scan, &opened);
    return scan;
}

static void check_count(struct scan *scan)
{
    struct csv_row *row = &scan->reader->row;
    size_t columns = scan->reader->columns;
    struct mark start = {.at = 0, .line = row->line, .line_start = 0};
    char text[sizeof row->problems[0].text];

    if (columns == 0 || row->problem_count > 0 || row->count == columns) {
        return;
    }
    if (row->count < columns) {
        snprintf(text, sizeof text,
                 "the row has %zu of the header's %zu cells; look for a delimiter or a line end out of place",
                 row->count, columns);
        problem_add(scan, CSV_FEWER, &start, text);
        return;
    }
    for (size_t i = columns; i < row->count; i++) {
        if (!bytes_blank(row->cells[i].text, row->cells[i].length)) {
            snprintf(
                text, sizeof text,
                "the row has %zu cells, the header %zu; put a cell that has the delimiter in it in quotes",
                row->count, columns);
            problem_add(scan, CSV_MORE, &start, text);
            return;
        }
    }
}

static void cells_point(struct csv_reader *reader)
{
    char *text = reader->cells.text;

    for (size_t i = 0; i < reader->row.count; i++) {
        reader->row.cells[i].text = text;
        text += reader->row.cells[i].length + 1;
    }
}

const struct csv_row *csv_next(struct csv_reader *reader)
{
    struct csv_row *row = &reader->row;

    while (text_reaches(reader, reader->position)) {
        row->line = reader->line;
        struct scan scan = scan_row_or_line(reader);
        row->raw_length = scan.now.at - reader->position;
        row->end_length = line_end_at(reader, scan.now.at);
        row->raw = reader->text + reader->position;
        reader->position = scan.now.at + row->end_length;
        reader->line = scan.now.line + 1;
        if (scan.blank && row->problem_count == 0) {
            reader->empty_rows++;
            continue;
        }
        cells_point(reader);
        check_count(&scan);
        reader->row_count++;
        reader->bad_count += row->problem_count > 0;
        return row;
    }
    return NULL;
}

struct csv_place csv_tell(const struct csv_reader *reader)
{
    return (struct csv_place){.position = reader->position,
                              .line = reader->line,
                              .row_count = reader->row_count,
                              .bad_count = reader->bad_count,
                              .empty_rows = reader->empty_rows};
}

void csv_seek(struct csv_reader *reader, const struct csv_place *place)
{
    reader->position = place->position;
    reader->line = place->line;
    reader->row_count = place->row_count;
    reader->bad_count = place->bad_count;
    reader->empty_rows = place->empty_rows;
}

/* Takes a first line "sep=X", however it is quoted. */
static void separator_line_take(struct csv_reader *reader, char *delimiter)
{
    bool quoted = reader->length > 0 && reader->text[0] == '"';
    size_t at = quoted ? 1 : 0;
    size_t end = at + 5 + (quoted ? 1 : 0);
    char named;

    if (reader->length < end || strncmp(reader->text + at, "sep=", 4) != 0) {
        return;
    }
    named = reader->text[at + 4];
    if (named == '"' || (unsigned char)named >= 0x80 || line_end_at(reader, at + 4) > 0 ||
        (quoted && reader->text[at + 5] != '"') || (end < reader->length && line_end_at(reader, end) == 0)) {
        return;
    }
    reader->position = end + line_end_at(reader, end);
    reader->line = 2;
    if (*delimiter == '\0') {
        *delimiter = named;
    }
}

static void begin(struct csv_reader *reader, char delimiter)
{
    separator_line_take(reader, &delimiter);
    if (delimiter == '\0') {
        delimiter = csv_delimiter_find(reader->text, reader->length);
    }
    reader->delimiter = delimiter;
}

void csv_init(struct csv_reader *reader, const char *text, size_t length, char delimiter)
{
    *reader = (struct csv_reader){.text = text, .length = length, .line = 1};
    begin(reader, delimiter);
}

void csv_init_pieces(struct csv_reader *reader, csv_more *more, void *context, char delimiter)
{
    *reader = (struct csv_reader){.text = "", .line = 1, .more = more, .context = context};
    text_reaches(reader, CSV_SAMPLE_LENGTH);
    begin(reader, delimiter);
}

void csv_forget(struct csv_reader *reader)
{
    struct str *window = &reader->window;

    /* Moving little, and seldom. */
    if (reader->position < CSV_SAMPLE_LENGTH / 4) {
        return;
    }
    window->length -= reader->position;
    memmove(window->text, window->text + reader->position, window->length + 1);
    reader->length = window->length;
    reader->position = 0;
}

void csv_clear(struct csv_reader *reader)
{
    free(reader->row.cells);
    str_clear(&reader->cells);
    str_clear(&reader->window);
    *reader = (struct csv_reader){0};
}
