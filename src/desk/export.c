#include "config.h"
#include "desk/transfer.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/progress.h"
#include "base/str.h"
#include "desk/private.h"
#include "report/report.h"

#define EXPORT_PAGE 500

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

static bool pages_write(struct desk *desk, const struct list_query *query,
                        const struct desk_export_options *given, int64_t matched,
                        struct report_writer *writer, struct err *err)
{
    struct list_place place = {0};
    size_t count = 0;
    bool good = true;

    do {
        struct row *rows = NULL;

        good = store_list_page(desk->store, query, &place, false, EXPORT_PAGE, &rows, &count, err);
        for (size_t i = 0; i < count; i++) {
            if (is_wanted(given, rows[i].id))
                good = good && report_fields_row(writer, &rows[i], err);
            if (good && i + 1 == count) {
                list_place_clear(&place);
                store_list_place_of(query, &rows[i], &place);
            }
            row_clear(&rows[i]);
        }
        free(rows);
        good = good && progress_go("rows", writer->row_count,
                                   matched ? (double)writer->row_count / (double)matched : 1, err);
    } while (good && count == EXPORT_PAGE && !(given->ids && writer->row_count == (int64_t)given->id_count));
    list_place_clear(&place);
    return good;
}

bool desk_export(struct desk *desk, const struct desk_list *list, const char *path,
                 const struct desk_export_options *given, int64_t *matched, int64_t *written, struct err *err)
{
    struct report_options options;
    struct report_writer writer = {0};
    struct file_writer file = {.descriptor = -1};
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
    good = good && store_list_count(desk->store, &list->query, matched, err) &&
           report_fields_begin(&writer, &options, fields, count, report_sink_file(&file), err) &&
           pages_write(desk, &list->query, given, *matched, &writer, err) && report_end(&writer, err);
    if (reading)
        store_read_end(desk->store);
    *written = writer.row_count;
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
