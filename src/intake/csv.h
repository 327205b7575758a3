/* CSV as people send it: any of four delimiters, quotes, mixed line ends. Knows no store and no domain.
 * The text is UTF-8 already (base/charset.h); a row that is not clean is given with its problems, never
 * dropped. */
#ifndef DEMUR_INTAKE_CSV_H
#define DEMUR_INTAKE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

#define CSV_CELL_LIMIT    ((size_t)1024 * 1024) /* bytes of one cell's text */
#define CSV_CELLS_LIMIT   16384                 /* cells of one row: what the largest spreadsheets have */
#define CSV_SAMPLE_LENGTH ((size_t)256 * 1024)  /* bytes of a text that tell its delimiter */
#define CSV_PROBLEM_LIMIT 8                     /* problems kept of one row */

enum csv_problem_kind {
    CSV_QUOTE_OPEN,   /* a quote that is never closed, or closed lines later in the middle of a cell */
    CSV_QUOTE_AFTER,  /* text after a closing quote */
    CSV_QUOTE_INSIDE, /* a quote inside a cell that does not start with one */
    CSV_FEWER,        /* fewer cells than the header */
    CSV_MORE,         /* more cells than the header, and not only blank ones */
    CSV_NUL,          /* a NUL byte */
    CSV_LONG,         /* a cell of more than CSV_CELL_LIMIT bytes; its text is left empty */
    CSV_MANY          /* more than CSV_CELLS_LIMIT cells; the rest is left out */
};

struct csv_problem {
    enum csv_problem_kind kind;
    size_t line;    /* in the text, from 1 */
    size_t column;  /* character in that line, from 1 */
    char text[240]; /* what is wrong and what to do, without the place; holds nothing from the file */
};

struct csv_cell {
    char *text;    /* without its quotes; NUL-terminated, the caller's to cut until the next csv_next */
    size_t length; /* bytes of text as read: more than strlen only where a NUL was reported */
};

struct csv_row {
    size_t line; /* where it starts, from 1 */
    struct csv_cell *cells;
    size_t count;
    const char *raw;   /* the source of the row, within the reader's text, without its line end */
    size_t raw_length; /* bytes; the line end follows it */
    size_t end_length; /* bytes of the line end: 0 (end of the text) to 2 */
    struct csv_problem problems[CSV_PROBLEM_LIMIT];
    size_t problem_count; /* 0: the row is clean */
};

/* Appends more text to the window and returns true; false at the end, and where reading fails. */
typedef bool csv_more(void *context, struct str *window);

/* Members up to columns are the caller's to read, and columns to set; the rest is the reader's. */
struct csv_reader {
    const char *text; /* all of it, borrowed, or what is at hand: the window */
    size_t length;
    char delimiter;    /* the one in use */
    size_t row_count;  /* rows given so far */
    size_t bad_count;  /* of these, with problems */
    size_t empty_rows; /* rows skipped because all their cells were blank */
    size_t columns;    /* cells a row must have; 0: not checked. csv_map_read sets it from the header */

    size_t position;
    size_t line;
    struct csv_row row;
    size_t cell_capacity;
    struct str cells;
    csv_more *more; /* NULL: there is no more */
    void *context;
    struct str window;
};

/* A place in the text to come back to. */
struct csv_place {
    size_t position, line, row_count, bad_count, empty_rows;
};

/* Starts reading length bytes of text, which must stay. delimiter 0 finds it among comma, semicolon, tab and
 * pipe; a first line "sep=X" (as spreadsheets write it) names it and is no row. Clear the reader with
 * csv_clear. */
void csv_init(struct csv_reader *reader, const char *text, size_t length, char delimiter);

/* The same for a text that comes in pieces, each given by more, of which no more is kept than the row being
 * read needs: see csv_forget. */
void csv_init_pieces(struct csv_reader *reader, csv_more *more, void *context, char delimiter);
/* Lets go of the text up to the next row, of a reader of pieces; places told before, and the row's raw text,
 * are void. */
void csv_forget(struct csv_reader *reader);

/* Returns the next row that is not blank, owned by the reader and valid until the next call; NULL at the end.
 * A row with problems is to be refused by the caller. Of a broken quote only the line in which the row starts
 * is taken: reading goes on with the line after it. */
const struct csv_row *csv_next(struct csv_reader *reader);

/* Remembers where the next row starts, and goes back there. */
struct csv_place csv_tell(const struct csv_reader *reader);
void csv_seek(struct csv_reader *reader, const struct csv_place *place);

/* Frees what the reader holds. */
void csv_clear(struct csv_reader *reader);

/* Reads a delimiter as a person names it: one character (not a quote or line end), or comma, semicolon, tab,
 * \t, pipe, auto (0). False with a sentence (ERR_USAGE) otherwise. */
bool csv_delimiter_parse(const char *text, char *delimiter, struct err *err);

/* Returns the word for a delimiter found by csv_init ("comma"), or "other"; static. */
const char *csv_delimiter_name(char delimiter);

/* Returns the delimiter among the four under which most of the first rows have the same number of cells,
 * quotes respected; ',' when the text has one column. */
char csv_delimiter_find(const char *text, size_t length);

#endif
