#include "config.h"

#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/charset.h"
#include "base/file.h"
#include "base/mem.h"
#include "report/report_layout.h"

static const struct format {
    const char *name;
    const struct report_layout *layout;
} formats[report_format_count] = {
    [REPORT_TABLE] = {"table", &report_layout_table},
    [REPORT_CSV] = {"csv", &report_layout_csv},
    [REPORT_TSV] = {"tsv", &report_layout_tsv},
    [REPORT_JSON] = {"json", &report_layout_json},
};

bool report_format_parse(const char *text, enum report_format *format, struct err *err)
{
    for (int i = 0; i < report_format_count; i++) {
        if (str_equal_ascii(text, formats[i].name)) {
            *format = (enum report_format)i;
            return true;
        }
    }
    return err_set(err, ERR_USAGE, "%s: no such format; there are table, csv, tsv and json", text);
}

const char *report_format_name(enum report_format format)
{
    return formats[format].name;
}

static bool is_utf8(const char *charset)
{
    return !charset || str_equal_ascii(charset, "UTF-8") || str_equal_ascii(charset, "UTF8");
}

static bool is_unicode(const char *charset)
{
    return is_utf8(charset) || str_equal_ascii(charset, "UTF-16LE") || str_equal_ascii(charset, "UTF-16BE") ||
           str_equal_ascii(charset, "UTF-32LE") || str_equal_ascii(charset, "UTF-32BE");
}

/* Settles charset and byte order mark. UTF-16 and UTF-32 without a byte order must say theirs by a mark, and
 * iconv would write one before every row: they are taken as little-endian, with one mark. */
static bool charset_take(struct report_writer *writer, struct err *err)
{
    const char *charset = writer->options.charset;

    if (charset && (str_equal_ascii(charset, "UTF-16") || str_equal_ascii(charset, "UTF-32"))) {
        writer->charset = mem_format("%sLE", charset);
        writer->options.bom = true;
    } else if (!is_utf8(charset)) {
        writer->charset = mem_text(charset);
    }
    if (writer->options.format == REPORT_JSON && (writer->charset || writer->options.bom)) {
        return err_set(err, ERR_USAGE,
                       "JSON is UTF-8 without a byte order mark; leave out --charset and --bom");
    }
    if (writer->options.bom && !is_unicode(writer->charset)) {
        return err_set(err, ERR_USAGE, "%s has no byte order mark; leave out --bom, or choose UTF-8",
                       charset);
    }
    if (writer->options.bom && writer->options.format == REPORT_TABLE) {
        return err_set(err, ERR_USAGE,
                       "a table has no byte order mark; leave out --bom, or choose --format csv");
    }
    return true;
}

/* Hands the line over in the charset and empties it. row is its number, 0 for head and end: a character that
 * has no place is told with it. */
static bool line_flush(struct report_writer *writer, int64_t row, struct err *err)
{
    struct str *bytes = &writer->line;
    bool ok;

    if (writer->charset) {
        bytes = &writer->encoded;
        str_reset(bytes);
        if (!charset_encode(str_text(&writer->line), writer->line.length, writer->charset, bytes, err)) {
            return row ? err_prefix(err, "row %lld", (long long)row) : false;
        }
    }
    ok = bytes->length == 0 || writer->sink.write(writer->sink.context, str_text(bytes), bytes->length, err);
    str_reset(&writer->line);
    return ok;
}

bool report_begin(struct report_writer *writer, const struct report_options *options,
                  const struct report_column *columns, size_t count, struct report_sink sink, struct err *err)
{
    *writer = (struct report_writer){.options = *options, .sink = sink, .column_count = count};
    writer->layout = formats[options->format].layout;
    writer->columns = mem_new_array(count, sizeof *writer->columns);
    memcpy(writer->columns, columns, count * sizeof *columns);
    if (!charset_take(writer, err)) {
        return false;
    }
    if (writer->options.bom) {
        str_add(&writer->line, "\xEF\xBB\xBF");
    }
    writer->layout->head(writer);
    return line_flush(writer, 0, err);
}

bool report_row(struct report_writer *writer, const char *const *texts, struct err *err)
{
    writer->layout->row(writer, texts);
    if (!line_flush(writer, writer->row_count + 1, err)) {
        return false;
    }
    writer->row_count++;
    return true;
}

bool report_end(struct report_writer *writer, struct err *err)
{
    if (writer->layout->tail) {
        writer->layout->tail(writer);
    }
    return line_flush(writer, 0, err);
}

void report_clear(struct report_writer *writer)
{
    free(writer->charset);
    free(writer->columns);
    free(writer->fields);
    free(writer->widths);
    free(writer->texts);
    str_clear(&writer->line);
    str_clear(&writer->encoded);
    str_clear(&writer->cells);
    *writer = (struct report_writer){0};
}

static bool write_str(void *context, const char *bytes, size_t length, struct err *err)
{
    (void)err;
    str_add_n(context, bytes, length);
    return true;
}

static bool write_file(void *context, const char *bytes, size_t length, struct err *err)
{
    return file_write(context, bytes, length, err);
}

struct report_sink report_sink_str(struct str *out)
{
    return (struct report_sink){.write = write_str, .context = out};
}

struct report_sink report_sink_file(struct file_writer *file)
{
    return (struct report_sink){.write = write_file, .context = file};
}
