#include "config.h"
#include "cli/cli.h"

#include <stdlib.h>

#include "base/file.h"
#include "report/report.h"

#define LIST_PAGE 500

static bool list_columns(struct cli *cli, enum list which, enum field *fields, size_t *count, struct err *err)
{
    const char *columns = command_option(&cli->line, "columns");

    if (columns)
        return field_columns_parse(which, columns, fields, count, err);
    *count = field_default_columns(which, fields);
    return true;
}

static bool rows_print(struct cli *cli, const struct desk_list *list, int64_t limit,
                       struct report_writer *writer, struct err *err)
{
    struct list_place place = {0};
    size_t count = 0, wanted;
    bool good = true;

    while (good && limit != 0) {
        struct row *rows = NULL;

        wanted = limit >= 0 && limit < LIST_PAGE ? (size_t)limit : LIST_PAGE;
        good =
            store_list_page(desk_store(cli->desk), &list->query, &place, false, wanted, &rows, &count, err);
        for (size_t i = 0; i < count; i++) {
            good = good && report_fields_row(writer, &rows[i], err);
            if (i + 1 == count) {
                list_place_clear(&place);
                store_list_place_of(&list->query, &rows[i], &place);
            }
            row_clear(&rows[i]);
        }
        free(rows);
        if (limit >= 0)
            limit -= (int64_t)count;
        if (count < wanted)
            break;
    }
    list_place_clear(&place);
    return good;
}

static bool list_print(struct cli *cli, const struct desk_list *list, int64_t limit, struct err *err)
{
    const char *format = command_option(&cli->line, "format");
    struct report_options options = {
        .format = REPORT_TABLE,
        .columns = cli_columns(),
        .today = desk_today(cli->desk),
        .zone = desk_zone(cli->desk),
    };
    struct file_writer out = {.descriptor = -1};
    struct report_sink sink;
    struct report_writer writer = {0};
    enum field fields[field_count];
    size_t count;
    bool good = false;

    if ((format && !report_format_parse(format, &options.format, err)) ||
        !list_columns(cli, list->query.list, fields, &count, err) ||
        !cli_sink_begin(&out, options.format, &sink, err))
        return false;
    good = report_fields_begin(&writer, &options, fields, count, sink, err) &&
           rows_print(cli, list, limit, &writer, err) && report_end(&writer, err);
    report_clear(&writer);
    if (good)
        return file_write_commit(&out, err);
    file_write_abandon(&out);
    return false;
}

int cli_list(struct cli *cli, struct err *err)
{
    struct desk_list list = {0};
    const char *limit_text = command_option(&cli->line, "limit");
    char *filter = command_join(&cli->line, 0);
    int64_t limit = -1;
    enum list which;
    bool good = list_parse(command_get(cli->line.command)->name, &which);

    if (limit_text && (!str_to_number(limit_text, &limit) || limit < 0))
        good = err_set(err, ERR_USAGE, "--limit %s: a number of rows, 0 or more", limit_text);
    good = good &&
           desk_list_set(cli->desk, which, filter, false, command_option(&cli->line, "sort"), &list, err) &&
           list_print(cli, &list, limit, err);
    desk_list_clear(&list);
    free(filter);
    return good ? 0 : -1;
}
