#include "config.h"

#include "report/report_layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

#define GAP            2  /* columns between two cells */
#define FLEXIBLE_LEAST 12 /* columns a cell without a width has at least */
#define FLEXIBLE_FREE  28 /* and without a terminal to fill */

/* A column is at least as wide as its head; what the terminal has left goes to those without a width. */
static void widths_make(struct report_writer *writer)
{
    int flexible = 0;
    int taken = 0;
    int share = FLEXIBLE_FREE;

    writer->widths = mem_new_array(writer->column_count, sizeof *writer->widths);
    for (size_t i = 0; i < writer->column_count; i++) {
        int head = utf8_width(writer->columns[i].title);
        int width = writer->columns[i].width;
        writer->widths[i] = width == 0 ? 0 : width > head ? width : head;
        flexible += width == 0;
        taken += writer->widths[i] + (i > 0 ? GAP : 0);
    }
    if (flexible > 0 && writer->options.columns > 0) {
        share = (writer->options.columns - taken) / flexible;
        share = share < FLEXIBLE_LEAST ? FLEXIBLE_LEAST : share;
    }
    for (size_t i = 0; i < writer->column_count; i++) {
        writer->widths[i] = writer->widths[i] == 0 ? share : writer->widths[i];
    }
}

static void add_cell(struct report_writer *writer, struct str *out, size_t column, const char *text)
{
    int width = writer->widths[column];
    bool last = column + 1 == writer->column_count;
    char *printable = utf8_printable(text);
    int blank = width - utf8_width(printable);

    if (writer->columns[column].number && blank > 0) {
        str_add_format(out, "%*s", blank, "");
        str_add(out, printable);
    } else if (last && writer->options.columns == 0) {
        str_add(out, printable);
    } else {
        utf8_add_cell(out, printable, width, !last);
    }
    free(printable);
}

static void add_line(struct report_writer *writer, const char *const *texts)
{
    struct str line = {0};

    for (size_t i = 0; i < writer->column_count; i++) {
        if (i > 0) {
            str_add_format(&line, "%*s", GAP, "");
        }
        add_cell(writer, &line, i, texts[i] ? texts[i] : "-");
    }
    while (line.length > 0 && line.text[line.length - 1] == ' ') {
        line.text[--line.length] = '\0';
    }
    if (writer->options.columns > 0) {
        utf8_add_cell(&writer->line, str_text(&line), writer->options.columns, false);
    } else {
        str_add(&writer->line, str_text(&line));
    }
    str_add_char(&writer->line, '\n');
    str_clear(&line);
}

static void table_head(struct report_writer *writer)
{
    const char **titles = mem_new_array(writer->column_count, sizeof *titles);

    widths_make(writer);
    for (size_t i = 0; i < writer->column_count; i++) {
        titles[i] = writer->columns[i].title;
    }
    add_line(writer, titles);
    free(titles);
}

static void table_row(struct report_writer *writer, const char *const *texts)
{
    add_line(writer, texts);
}

const struct report_layout report_layout_table = {.head = table_head, .row = table_row};
