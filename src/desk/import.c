#include "config.h"
#include "desk/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/progress.h"
#include "base/stop.h"
#include "base/str.h"

/* What a dry run gathers before it is told. */
#define DRY_MOST     ((size_t)64 * 1024)
#define DRY_REFUSALS 1000
/* Bytes of a list of which a dry run may hold the file: some thousand rows. */
#define DRY_HELD ((uint64_t)256 * 1024)

typedef bool import_row(struct import *import, enum import_result *result, struct err *err);

static import_row *row_of_kind(enum list kind)
{
    switch (kind) {
    case LIST_ACCOUNTS:
        return import_row_account;
    case LIST_CONTACTS:
        return import_row_contact;
    case LIST_NOTICES:
        return import_row_notice;
    case LIST_DELIVERIES:
        return import_row_delivery;
    case LIST_PARTNERS:
        return import_row_partner;
    default:
        return NULL;
    }
}

static void header_note(struct import *import, const char *charset, const struct csv_reader *reader)
{
    struct str *notes = &import->report->notes;

    str_add_format(notes, "read as %s, delimiter %s, header in line %zu\n", charset,
                   csv_delimiter_name(reader->delimiter), import->map.header_line);
    for (size_t i = 0; i < import->map.warning_count; i++)
        str_add_format(notes, "%s\n", import->map.warnings[i]);
}

static bool map_read(struct import *import, struct csv_reader *reader, const char *overrides, struct err *err)
{
    struct csv_column columns[field_count];

    import->field_count = field_import_columns(import->kind, import->fields, &import->required);
    for (size_t i = 0; i < import->field_count; i++) {
        const struct field_row *field = field_get(import->fields[i]);

        columns[i] = (struct csv_column){field->name, field->title, field->synonyms, i < import->required};
    }
    if (!csv_map_read(&import->map, reader, columns, import->field_count, overrides, err))
        return false;
    for (size_t i = 0; i < import->field_count; i++)
        import->cells[import->fields[i]] = csv_map_cell(&import->map, i);
    return true;
}

static void problems_refuse(struct import *import, enum import_result *result)
{
    const struct csv_problem *problem = &import->row->problems[0];

    import_refuse(import, result, field_count, "%s", problem->text);
    import->report->rejects[import->report->reject_count - 1].line = (int)problem->line;
    import->report->rejects[import->report->reject_count - 1].column = (int)problem->column;
}

/* How many rows there are is not known before the last: the bytes tell. */
static void rows_tell(const struct import *import, const struct csv_reader *reader)
{
    const struct import_source *source = &import->source;
    uint64_t ahead = reader->length - reader->position;
    uint64_t behind = source->given > ahead ? source->given - ahead : 0;
    double share = source->file.size ? (double)behind / (double)source->file.size : 1;

    progress_tell("rows", import->report->rows, share);
}

/* Where nothing is written, what there is to tell need not wait for the end. */
static void dry_tell(struct import *import)
{
    const struct desk_import_options *options = import->options;

    if (options->dry_run && options->told &&
        (import->report->changes.length > DRY_MOST || import->report->reject_count >= DRY_REFUSALS))
        options->told(options->context, import->report);
}

bool import_row_take(struct import *import, struct csv_reader *reader, struct err *err)
{
    struct desk_import_report *report = import->report;
    enum import_result result = IMPORT_SAME;

    report->rows++;
    if (import->row->problem_count)
        problems_refuse(import, &result);
    else if (!row_of_kind(import->kind)(import, &result, err))
        return false;
    report->added += result == IMPORT_ADDED;
    report->changed += result == IMPORT_CHANGED;
    report->same += result == IMPORT_SAME;
    report->refused += result == IMPORT_REFUSED;
    if (result == IMPORT_REFUSED) {
        import_batch_refused(import);
        if (!import_rejects_keep(import->rejects, import, err))
            return false;
    }
    import_change_end(import, result);
    dry_tell(import);
    rows_tell(import, reader);
    return true;
}

static bool rejects_check(const struct desk *desk, const char *path, const char *rejects, struct err *err)
{
    if (!rejects)
        return true;
    if (file_same(path, rejects))
        return err_set(err, ERR_USAGE, "--rejects %s: this is the file being imported: name another one",
                       rejects);
    return desk_output(desk, rejects, err);
}

static void import_clear(struct import *import)
{
    import_source_close(&import->source);
    csv_map_clear(&import->map);
    str_clear(&import->text.version);
    str_clear(&import->above);
    str_clear(&import->batch.refusals);
    str_clear(&import->row_name);
    str_clear(&import->row_changes);
    free(import->touched);
}

/* What makes an import the same as one that was stopped. */
static char *reading_of(const struct desk_import_options *options)
{
    return mem_format("charset %s, delimiter %d, map %s", options->charset ? options->charset : "found",
                      options->delimiter, options->map ? options->map : "");
}

/* A dry run of a long list would keep others from writing: it goes into a copy of the file. */
static bool batches_apart(struct import *import, struct csv_reader *reader, struct err *err)
{
    struct store *own = import->desk->store;
    bool good;

    if (!import->options->dry_run || import->source.file.size <= DRY_HELD)
        return import_batches(import, reader, import->rejects, err);
    if (!store_apart(own, &import->desk->store, err)) {
        import->desk->store = own;
        return false;
    }
    import->apart = true;
    good = import_batches(import, reader, import->rejects, err);
    store_close(import->desk->store);
    import->desk->store = own;
    return good;
}

static bool text_import(struct import *import, const char *directory, struct err *err)
{
    const struct desk_import_options *options = import->options;
    struct import_rejects rejects;
    struct csv_reader reader;
    bool good;

    csv_init_pieces(&reader, import_source_more, &import->source, options->delimiter);
    good = !import->source.failed &&
           (map_read(import, &reader, options->map, err) || err_prefix(err, "%s", import->path));
    if (good) {
        header_note(import, import->source.charset.name, &reader);
        import->rejects = &rejects;
        good = import_rejects_begin(&rejects, import, directory, err);
        rejects.delimiter = reader.delimiter;
        good = good && import_rejects_header(&rejects, import, &reader, err) &&
               batches_apart(import, &reader, err);
        import_rejects_clear(&rejects);
    }
    csv_clear(&reader);
    return good;
}

bool desk_import(struct desk *desk, enum list kind, const char *path,
                 const struct desk_import_options *options, struct desk_import_report *report,
                 struct err *err)
{
    struct import import = {.desk = desk, .kind = kind, .path = path, .options = options, .report = report};
    char *reading = reading_of(options), *directory = file_directory(desk->path);
    bool good = false;

    if (!row_of_kind(kind))
        err_set(err, ERR_USAGE,
                "%s is not imported: accounts, contacts, notices, deliveries and partners are",
                list_name(kind));
    else if (rejects_check(desk, path, options->rejects, err) &&
             import_source_open(&import.source, path, options->charset, directory, err)) {
        import.record = (struct record_import){.program = desk->program.id,
                                               .kind = list_name(kind),
                                               .hash = import.source.hash,
                                               .reading = reading};
        good = text_import(&import, directory, err);
    } else if (err && err->kind == ERR_STOPPED) {
        stop_say(err, "%s: stopped: nothing was changed", path);
    }
    import_clear(&import);
    free(reading);
    free(directory);
    return good;
}

void desk_import_report_told(struct desk_import_report *report)
{
    for (size_t i = 0; i < report->reject_count; i++)
        free(report->rejects[i].reason);
    report->reject_count = 0;
    str_reset(&report->notes);
    str_reset(&report->changes);
}

void desk_import_report_clear(struct desk_import_report *report)
{
    desk_import_report_told(report);
    free(report->rejects);
    str_clear(&report->notes);
    str_clear(&report->changes);
    memset(report, 0, sizeof *report);
}
