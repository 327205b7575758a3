#include "config.h"
#include "cli/out.h"

bool cli_out_begin(struct cli *cli, struct cli_out *out, const struct report_column *columns, size_t count,
                   struct err *err)
{
    const char *format = command_option(&cli->line, "format");
    struct report_options options = {.format = REPORT_TABLE, .columns = cli_columns()};
    struct report_sink sink;

    *out = (struct cli_out){.file = {.descriptor = -1}};
    return (!format || report_format_parse(format, &options.format, err)) &&
           cli_sink_begin(&out->file, options.format, &sink, err) &&
           report_begin(&out->writer, &options, columns, count, sink, err);
}

bool cli_out_end(struct cli_out *out, bool good, struct err *err)
{
    good = good && report_end(&out->writer, err);
    report_clear(&out->writer);
    if (good)
        return file_write_commit(&out->file, err);
    file_write_abandon(&out->file);
    return false;
}
