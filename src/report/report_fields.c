#include "config.h"

#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* A day is told by its name in a JSON, not by its number. */
static bool is_number(enum field_type type)
{
    return type == FIELD_TYPE_NUMBER || type == FIELD_TYPE_LEFT;
}

bool report_fields_begin(struct report_writer *writer, const struct report_options *options,
                         const enum field *fields, size_t count, struct report_sink sink, struct err *err)
{
    struct report_column *columns = mem_new_array(count, sizeof *columns);
    bool ok;

    for (size_t i = 0; i < count; i++) {
        const struct field_row *field = field_get(fields[i]);
        columns[i] = (struct report_column){.name = field->name,
                                            .title = field->title,
                                            .width = field->width,
                                            .number = is_number(field->type)};
    }
    ok = report_begin(writer, options, columns, count, sink, err);
    writer->fields = mem_new_array(count, sizeof *writer->fields);
    memcpy(writer->fields, fields, count * sizeof *fields);
    writer->texts = mem_new_array(count, sizeof *writer->texts);
    free(columns);
    return ok;
}

bool report_fields_row(struct report_writer *writer, const struct row *row, struct err *err)
{
    enum field_style style = writer->options.format == REPORT_TABLE ? FIELD_PERSON : FIELD_MACHINE;
    const char *text;

    str_reset(&writer->cells);
    for (size_t i = 0; i < writer->column_count; i++) {
        field_format(writer->fields[i], &row->values[writer->fields[i]], style, writer->options.today,
                     writer->options.zone, &writer->cells);
        str_add_char(&writer->cells, '\0');
    }
    /* Only now do the texts stay where they are. */
    text = str_text(&writer->cells);
    for (size_t i = 0; i < writer->column_count; i++) {
        bool none = row->values[writer->fields[i]].null ||
                    (*text == '\0' && field_get(writer->fields[i])->type != FIELD_TYPE_TEXT);
        writer->texts[i] = none ? NULL : text;
        text += strlen(text) + 1;
    }
    return report_row(writer, writer->texts, err);
}
