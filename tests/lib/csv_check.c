#include "config.h"

#include "tests/lib/csv_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "intake/csv.h"
#include "report/formula.h"
#include "report/report.h"

/* True for what a blank row may consist of. */
static bool is_blank_source(const char *text, size_t length, char delimiter)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] != delimiter && !memchr("\" \t\r\n\xC2\xA0", text[i], 7)) {
            return false;
        }
    }
    return true;
}

/* Writes the row as a CSV of its own, below a header. */
static void row_write(const struct csv_row *row, bool raw, struct str *out)
{
    struct report_options options = {.format = REPORT_CSV, .raw = raw};
    struct report_column *columns = mem_new_array(row->count, sizeof *columns);
    const char **texts = mem_new_array(row->count, sizeof *texts);
    struct report_writer writer;

    for (size_t i = 0; i < row->count; i++) {
        columns[i] = (struct report_column){.name = "h", .title = "h"};
        texts[i] = row->cells[i].text;
    }
    if (!report_begin(&writer, &options, columns, row->count, report_sink_str(out), NULL) ||
        !report_row(&writer, texts, NULL) || !report_end(&writer, NULL)) {
        abort();
    }
    report_clear(&writer);
    free(texts);
    free(columns);
}

static const char *row_compare(const struct csv_row *row, const struct csv_row *back, bool raw)
{
    if (!back || back->problem_count > 0 || back->count != row->count) {
        return "a clean row does not come back from our own CSV";
    }
    for (size_t i = 0; i < row->count; i++) {
        const char *text = back->cells[i].text;
        if (raw && !str_equal(text, row->cells[i].text)) {
            return "a cell is not the same in our own raw CSV";
        }
        if (!raw && formula_runs(text)) {
            return "a cell of our own CSV runs in a spreadsheet";
        }
    }
    return NULL;
}

static const char *row_return(const struct csv_row *row, bool raw)
{
    struct csv_reader reader;
    struct str out = {0};
    const char *breach;

    row_write(row, raw, &out);
    csv_init(&reader, str_text(&out), out.length, ',');
    csv_next(&reader);
    breach = row_compare(row, csv_next(&reader), raw);
    if (!breach && csv_next(&reader)) {
        breach = "one row became two in our own CSV";
    }
    csv_clear(&reader);
    str_clear(&out);
    return breach;
}

static const char *row_check(const struct csv_row *row, size_t line_before, size_t line_count)
{
    const char *breach = NULL;

    if (row->line <= line_before || row->line > line_count || row->count == 0) {
        return "a row does not say where it stands";
    }
    for (size_t i = 0; i < row->problem_count; i++) {
        if (row->problems[i].line < row->line || row->problems[i].line > line_count ||
            row->problems[i].column == 0 || row->problems[i].text[0] == '\0') {
            return "a problem does not say where it is";
        }
    }
    for (size_t i = 0; i < row->count && row->problem_count == 0; i++) {
        if (strlen(row->cells[i].text) != row->cells[i].length) {
            return "a NUL byte was not told of";
        }
    }
    if (row->problem_count == 0) {
        breach = row_return(row, true);
    }
    return breach || row->problem_count > 0 ? breach : row_return(row, false);
}

static size_t lines_in(const char *text, size_t length)
{
    size_t count = 1;

    for (size_t i = 0; i < length; i++) {
        count += text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
    }
    return count;
}

const char *csv_check(const char *text, size_t length, char delimiter)
{
    size_t line_count = lines_in(text, length);
    const struct csv_row *row;
    struct csv_reader reader;
    const char *breach = NULL;
    const char *expected;
    size_t line = 0;

    csv_init(&reader, text, length, delimiter);
    expected = text + reader.position;
    while (!breach && (row = csv_next(&reader))) {
        if (!is_blank_source(expected, (size_t)(row->raw - expected), reader.delimiter)) {
            breach = "a row was lost";
        }
        expected = row->raw + row->raw_length + row->end_length;
        if (!breach) {
            breach = row_check(row, line, line_count);
        }
        line = row->line;
    }
    if (!breach && !is_blank_source(expected, (size_t)(text + length - expected), reader.delimiter)) {
        breach = "the last rows were lost";
    }
    csv_clear(&reader);
    return breach;
}
