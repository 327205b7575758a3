#include "config.h"
#include "desk/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/charset.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

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
    return csv_map_read(&import->map, reader, columns, import->field_count, overrides, err);
}

static void problems_refuse(struct import *import, enum import_result *result)
{
    const struct csv_problem *problem = &import->row->problems[0];

    import_refuse(import, result, field_count, "%s", problem->text);
    import->report->rejects[import->report->reject_count - 1].line = (int)problem->line;
    import->report->rejects[import->report->reject_count - 1].column = (int)problem->column;
}

/* The rejects file can be mended and imported again: the header as it stood, then each refused row as it
 * stood. */
static bool reject_write(struct file_writer *rejects, const struct csv_row *row, struct err *err)
{
    return file_write(rejects, row->raw, row->raw_length, err) && file_write(rejects, "\r\n", 2, err);
}

static bool rows_import(struct import *import, struct csv_reader *reader, struct file_writer *rejects,
                        struct err *err)
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
        if (result == IMPORT_REFUSED && rejects && !reject_write(rejects, import->row, err))
            return false;
    }
    return true;
}

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static bool standings_refresh(struct import *import, struct err *err)
{
    if (import->touched_count)
        qsort(import->touched, import->touched_count, sizeof *import->touched, compare_ids);
    for (size_t i = 0; i < import->touched_count; i++) {
        if (i && import->touched[i] == import->touched[i - 1])
            continue;
        if (!desk_standing_refresh(import->desk, import->touched[i], err))
            return false;
    }
    return true;
}

static bool header_write(const char *text, const struct import *import, struct file_writer *rejects,
                         struct err *err)
{
    size_t line = 1;

    while (line < import->map.header_line && *text) {
        size_t length = strcspn(text, "\r\n");

        text += length;
        text += text[0] == '\r' && text[1] == '\n' ? 2 : *text != '\0';
        line++;
    }
    return file_write(rejects, text, strcspn(text, "\r\n"), err) && file_write(rejects, "\r\n", 2, err);
}

static bool text_import(struct import *import, const struct str *text, const char *charset,
                        const struct desk_import_options *options, struct err *err)
{
    struct csv_reader reader;
    struct file_writer rejects = {.descriptor = -1};
    struct file_writer *rejected = options->rejects ? &rejects : NULL;
    bool good = false, begun = false;

    csv_init(&reader, str_text(text), text->length, options->delimiter);
    if (!map_read(import, &reader, options->map, err))
        goto out;
    header_note(import, charset, &reader);
    if (rejected && (!file_write_begin(rejected, options->rejects, 0600, err) ||
                     !header_write(str_text(text), import, rejected, err)))
        goto out;
    if (!desk_begin(import->desk, err))
        goto out;
    begun = true;
    good = rows_import(import, &reader, rejected, err) && standings_refresh(import, err);
out:
    if (begun && good && options->dry_run)
        store_rollback(import->desk->store);
    else if (begun)
        good = desk_end(import->desk, good, err);
    if (rejected && good && import->report->refused)
        good = file_write_commit(rejected, err);
    else if (rejected)
        file_write_abandon(rejected);
    csv_clear(&reader);
    return good;
}

bool desk_import(struct desk *desk, enum list kind, const char *path,
                 const struct desk_import_options *options, struct desk_import_report *report,
                 struct err *err)
{
    struct import import = {.desk = desk, .kind = kind, .report = report};
    struct str bytes = {0}, text = {0};
    const char *charset = NULL;
    bool good = false;

    if (!row_of_kind(kind))
        return err_set(err, ERR_USAGE,
                       "%s is not imported: accounts, contacts, notices, deliveries and partners are",
                       list_name(kind));
    if (!file_read(path, 0, &bytes, err))
        goto out;
    good = charset_decode(str_text(&bytes), bytes.length, options->charset, &text, &charset, err) &&
           text_import(&import, &text, charset, options, err);
    if (!good)
        err_prefix(err, "%s", path);
out:
    csv_map_clear(&import.map);
    str_clear(&import.cell);
    free(import.touched);
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
    memset(report, 0, sizeof *report);
}
