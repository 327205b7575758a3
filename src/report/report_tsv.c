#include "config.h"

#include "report/report_layout.h"

#include <string.h>

#include "base/utf8.h"

static void tsv_row(struct report_writer *writer, const char *const *texts)
{
    for (size_t i = 0; i < writer->column_count; i++) {
        const char *text = texts[i] ? texts[i] : "";
        if (i > 0) {
            str_add_char(&writer->line, '\t');
        }
        utf8_add_printable(&writer->line, text, strlen(text), UTF8_ONE_LINE);
    }
    str_add_char(&writer->line, '\n');
}

static void tsv_head(struct report_writer *writer)
{
    for (size_t i = 0; i < writer->column_count; i++) {
        str_add_format(&writer->line, "%s%s", i ? "\t" : "", writer->columns[i].name);
    }
    str_add_char(&writer->line, '\n');
}

const struct report_layout report_layout_tsv = {.head = tsv_head, .row = tsv_row};
