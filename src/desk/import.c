#include "config.h"
#include "desk/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/charset.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#define PROGRESS_ROWS 1000

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

static void progress_tell(const struct import *import, const char *what, int64_t count)
{
    if (import->options->progress && count % PROGRESS_ROWS == 0)
        import->options->progress(import->options->progress_context, what, count);
}

static bool rows_import(struct import *import, struct csv_reader *reader, struct err *err)
{
    struct desk_import_report *report = import->report;
    import_row *row = row_of_kind(import->kind);

    while ((import->row = csv_next(reader))) {
        enum import_result result = IMPORT_SAME;

        report->rows++;
        if (import->row->problem_count)
            problems_refuse(import, &result);
        else if (!row(import, &result, err))
            return false;
        report->added += result == IMPORT_ADDED;
        report->changed += result == IMPORT_CHANGED;
        report->same += result == IMPORT_SAME;
        report->refused += result == IMPORT_REFUSED;
        if (result == IMPORT_REFUSED && import->options->rejects)
            import_reject_keep(import, reader);
        import_change_end(import, result);
        progress_tell(import, "rows read", report->rows);
    }
    return true;
}

/* The rejects go before the commit: when they cannot be written nothing is imported, and no row is lost. */
static bool rejects_finish(struct import *import, const struct csv_reader *reader, bool marked,
                           struct file_writer *file, struct err *err)
{
    if (!import->report->refused) {
        file_write_abandon(file);
        return true;
    }
    return import_reject_write(import, reader->delimiter, marked, file, err) && file_write_commit(file, err);
}

static bool text_import(struct import *import, struct csv_reader *reader, bool marked, struct err *err)
{
    const struct desk_import_options *options = import->options;
    struct file_writer rejects = {.descriptor = -1};
    bool good;

    if (options->rejects && !file_write_begin(&rejects, options->rejects, 0600, err))
        return false;
    if (!desk_begin(import->desk, err)) {
        file_write_abandon(&rejects);
        return false;
    }
    good = rows_import(import, reader, err) && import_standings(import, err) &&
           (!options->rejects || rejects_finish(import, reader, marked, &rejects, err));
    file_write_abandon(&rejects);
    if (!good || !options->dry_run)
        return desk_end(import->desk, good, err);
    store_rollback(import->desk->store);
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

/* What a mark decided while no charset was said. */
static bool bytes_marked(const struct str *bytes)
{
    return bytes->length >= 2 && (!memcmp(bytes->text, "\xff\xfe", 2) ||
                                  !memcmp(bytes->text, "\xfe\xff", 2) || !memcmp(bytes->text, "\xef\xbb", 2));
}

static void import_clear(struct import *import)
{
    csv_map_clear(&import->map);
    str_clear(&import->text.version);
    str_clear(&import->rejected);
    str_clear(&import->row_name);
    str_clear(&import->row_changes);
    free(import->touched);
}

bool desk_import(struct desk *desk, enum list kind, const char *path,
                 const struct desk_import_options *options, struct desk_import_report *report,
                 struct err *err)
{
    struct import import = {.desk = desk, .kind = kind, .options = options, .report = report};
    struct str bytes = {0}, text = {0};
    struct csv_reader reader = {0};
    const char *charset = NULL;
    bool good = false;

    if (!row_of_kind(kind))
        return err_set(err, ERR_USAGE,
                       "%s is not imported: accounts, contacts, notices, deliveries and partners are",
                       list_name(kind));
    if (!rejects_check(desk, path, options->rejects, err) || !file_read(path, 0, &bytes, err))
        goto out;
    if (charset_decode(str_text(&bytes), bytes.length, options->charset, &text, &charset, err)) {
        csv_init(&reader, str_text(&text), text.length, options->delimiter);
        good = map_read(&import, &reader, options->map, err);
    }
    if (!good) {
        err_prefix(err, "%s", path);
        goto out;
    }
    header_note(&import, charset, &reader);
    good = text_import(&import, &reader, bytes_marked(&bytes), err);
out:
    csv_clear(&reader);
    import_clear(&import);
    str_clear(&bytes);
    str_clear(&text);
    return good;
}

void desk_import_report_clear(struct desk_import_report *report)
{
    for (size_t i = 0; i < report->reject_count; i++)
        free(report->rejects[i].reason);
    free(report->rejects);
    str_clear(&report->notes);
    str_clear(&report->changes);
    memset(report, 0, sizeof *report);
}
