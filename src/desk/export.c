#include "config.h"
#include "desk/transfer.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/progress.h"
#include "base/str.h"
#include "desk/private.h"
#include "report/report.h"

/* So many rows between two words of how far it is. */
#define PROGRESS_ROWS 500

static bool options_read(const struct desk *desk, const struct desk_export_options *given,
                         struct report_options *options, struct err *err)
{
    *options = (struct report_options){
        .format = REPORT_CSV,
        .charset = given->charset,
        .bom = given->bom,
        .raw = given->raw,
        .today = desk_today(desk),
        .zone = desk->program.zone,
    };
    return !given->format || report_format_parse(given->format, &options->format, err);
}

static int compare_ids(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;

    return (left > right) - (left < right);
}

static bool is_wanted(const struct desk_export_options *given, int64_t id)
{
    return !given->ids || bsearch(&id, given->ids, given->id_count, sizeof id, compare_ids);
}

struct export
{
    const struct desk_export_options *given;
    struct report_writer *writer;
    int64_t matched, seen;
};

static bool progress_write(const struct export *export, struct err *err)
{
    int64_t rows = export->writer->row_count;

    return progress_go("rows", rows, export->matched ? (double)rows / (double)export->matched : 1, err);
}

static bool row_write(const struct row *row, bool *more, void *context, struct err *err)
{
    struct export *export = context;

    if (is_wanted(export->given, row->id) && !report_fields_row(export->writer, row, err))
        return false;
    *more = !export->given->ids || export->writer->row_count < (int64_t) export->given->id_count;
    return ++export->seen % PROGRESS_ROWS != 0 || progress_write(export, err);
}

static bool rows_write(struct desk *desk, const struct list_query *query, const enum field *fields,
                       size_t count, struct export *export, struct err *err)
{
    return store_list_count(desk->store, query, &export->matched, err) && progress_go("rows", 0, 0, err) &&
           store_list_each(desk->store, query, fields, count, row_write, export, err) &&
           progress_write(export, err) && report_end(export->writer, err);
}

bool desk_export(struct desk *desk, const struct desk_list *list, const char *path,
                 const struct desk_export_options *given, int64_t *matched, int64_t *written, struct err *err)
{
    struct report_options options;
    struct report_writer writer = {0};
    struct file_writer file = {.descriptor = -1};
    struct export export = {.given = given, .writer = &writer};
    enum field fields[field_count];
    size_t count;
    bool good, reading = false;

    if (!options_read(desk, given, &options, err))
        return false;
    if (!given->columns)
        count = field_all_columns(list->query.list, fields);
    else if (!field_columns_parse(list->query.list, given->columns, fields, &count, err))
        return false;
    if (!desk_output(desk, path, err) || !file_write_begin(&file, path, 0600, err))
        return false;
    good = reading = store_read_begin(desk->store, err);
    good = good && report_fields_begin(&writer, &options, fields, count, report_sink_file(&file), err) &&
           rows_write(desk, &list->query, fields, count, &export, err);
    if (reading)
        store_read_end(desk->store);
    *written = writer.row_count;
    *matched = export.matched;
    if (given->ids)
        *matched = (int64_t)given->id_count;
    else if (good && *written != *matched)
        good = err_set(err, ERR_INTERNAL,
                       "%lld rows match but %lld were read: nothing was written; run `demur check`",
                       (long long)*matched, (long long)*written);
    report_clear(&writer);
    if (good)
        return file_write_commit(&file, err);
    file_write_abandon(&file);
    return false;
}
