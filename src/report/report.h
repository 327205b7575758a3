/* Rows to bytes, one at a time: a table for a terminal, CSV, TSV, JSON. Knows no store; nothing is held but
 * the row being written. */
#ifndef DEMUR_REPORT_REPORT_H
#define DEMUR_REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "core/field.h"

/* table: aligned columns, made printable, near days, for people alone.
 * csv:   RFC 4180: CRLF, header of titles, quotes where needed; formulas neutralised (report/formula.h)
 * unless raw. tsv:   header of names; tabs and line ends in a cell become blanks, it is made printable: for
 * pipes. json:  RFC 8259: an array of objects by name, the text of each cell unchanged; numbers as numbers;
 * null for none. */
enum report_format { REPORT_TABLE, REPORT_CSV, REPORT_TSV, REPORT_JSON, report_format_count };

/* Reads table, csv, tsv or json; ERR_USAGE for any other word. */
bool report_format_parse(const char *text, enum report_format *format, struct err *err);
/* Returns the word; static. */
const char *report_format_name(enum report_format format);

struct report_options {
    enum report_format format;
    const char *charset; /* NULL: UTF-8. Not for JSON, which has no other */
    bool bom;            /* start with a byte order mark; for CSV and TSV in a Unicode charset alone */
    bool raw;            /* CSV: leave formulas as they are */
    int columns;         /* table: columns of the terminal; 0: as wide as it gets */
    int today;           /* table: civil day, for near days */
    const char *zone;    /* table: for instants */
};

struct report_column {
    const char *name;  /* key in JSON and TSV */
    const char *title; /* head in tables and CSV */
    int width;         /* table: columns of the terminal; 0 takes what is left */
    bool number;       /* to the right in tables, bare in JSON */
};

/* Where the bytes go; write returns false with a sentence to stop the report. */
struct report_sink {
    bool (*write)(void *context, const char *bytes, size_t length, struct err *err);
    void *context;
};

struct report_layout;

/* The caller reads row_count; the rest is the writer's. */
struct report_writer {
    int64_t row_count; /* rows written so far */

    struct report_options options;
    char *charset; /* NULL: UTF-8 */
    struct report_sink sink;
    const struct report_layout *layout;
    struct report_column *columns;
    size_t column_count;
    enum field *fields; /* NULL: the caller gives texts */
    int *widths;        /* table: of each column */
    struct str line;    /* UTF-8, being made */
    struct str encoded; /* the same in the charset */
    struct str cells;   /* texts of a row of fields */
    const char **texts; /* pointing into cells; NULL for a null */
};

/* Starts a report and writes its head. columns are copied, their texts must stay. Options that do not fit the
 * format are ERR_USAGE. Call report_clear at the end in any case. */
bool report_begin(struct report_writer *writer, const struct report_options *options,
                  const struct report_column *columns, size_t count, struct report_sink sink,
                  struct err *err);
/* Writes a row of as many texts as there are columns; NULL is null. */
bool report_row(struct report_writer *writer, const char *const *texts, struct err *err);
/* Writes the report's end. Without it a JSON report is not whole. */
bool report_end(struct report_writer *writer, struct err *err);
void report_clear(struct report_writer *writer);

/* The same for rows of a list: columns from the field table, cells by field_format (PERSON in tables). */
bool report_fields_begin(struct report_writer *writer, const struct report_options *options,
                         const enum field *fields, size_t count, struct report_sink sink, struct err *err);
bool report_fields_row(struct report_writer *writer, const struct row *row, struct err *err);

struct file_writer;
/* Sinks that append to a text, or write to a file that was begun and is committed by the caller. */
struct report_sink report_sink_str(struct str *out);
struct report_sink report_sink_file(struct file_writer *file);

#endif
