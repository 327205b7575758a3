#include "config.h"
#include "desk/import.h"

#include <stdlib.h>

#include "base/charset.h"
#include "base/mem.h"
#include "base/str.h"

#define MARK "\xef\xbb\xbf"

bool import_rejects_begin(struct import_rejects *rejects, const struct import *import, const char *directory,
                          struct err *err)
{
    *rejects = (struct import_rejects){.file = {.descriptor = -1}};
    if (!import->options->rejects)
        return true;
    spool_begin(&rejects->spool, directory);
    return file_write_begin(&rejects->file, import->options->rejects, 0600, err);
}

static bool row_keep(struct import_rejects *rejects, const struct csv_row *row, struct err *err)
{
    return spool_add(&rejects->spool, row->raw, row->raw_length, err) &&
           spool_add(&rejects->spool, "\r\n", 2, err);
}

/* The header is read again from the text: what the map kept of it is folded. */
bool import_rejects_header(struct import_rejects *rejects, const struct import *import,
                           const struct csv_reader *reader, struct err *err)
{
    struct csv_reader again;
    const struct csv_row *row;
    bool good = true;

    if (!import->options->rejects)
        return true;
    csv_init(&again, reader->text, reader->length, reader->delimiter);
    while ((row = csv_next(&again)) && row->line < import->map.header_line)
        continue;
    if (row)
        good = row_keep(rejects, row, err);
    csv_clear(&again);
    return good;
}

bool import_rejects_keep(struct import_rejects *rejects, const struct import *import, struct err *err)
{
    return !import->options->rejects || row_keep(rejects, import->row, err);
}

/* A piece of whole rows, so that every charset can be written piece by piece. */
static bool piece_write(struct import_rejects *rejects, struct charset_writer *writer, struct str *text,
                        bool last, struct err *err)
{
    struct str bytes = {0};
    bool good = charset_writer_add(writer, text->text, text->length, last, &bytes, err) &&
                file_write(&rejects->file, str_text(&bytes), bytes.length, err);

    str_clear(&bytes);
    str_reset(text);
    return good;
}

/* The same command must read this file as it read the first one: the delimiter is named where the few rows
 * left would make another one likelier, and the charset is the one said with --charset. */
static void head_add(struct str *text, const struct import *import, char delimiter, struct str *piece)
{
    if (!import->options->charset && import->source.marked)
        str_add(text, MARK);
    if (!import->options->delimiter && csv_delimiter_find(piece->text, piece->length) != delimiter)
        str_add_format(text, "sep=%c\r\n", delimiter);
}

static bool rejects_write(struct import_rejects *rejects, const struct import *import, struct err *err)
{
    const size_t size = CSV_SAMPLE_LENGTH + 1;
    struct charset_writer writer = {0};
    struct str text = {0}, piece = {0};
    char *bytes = mem_new(size);
    size_t length = 0;
    bool good = charset_writer_begin(&writer, import->options->charset, err), first = true;

    do {
        good = good && spool_read(&rejects->spool, bytes, size, &length, err);
        if (!good)
            break;
        str_reset(&piece);
        str_add_n(&piece, bytes, length);
        if (first)
            head_add(&text, import, rejects->delimiter, &piece);
        str_add_n(&text, piece.text, piece.length);
        good = piece_write(rejects, &writer, &text, !length, err);
        first = false;
    } while (good && length);
    charset_writer_clear(&writer);
    str_clear(&text);
    str_clear(&piece);
    free(bytes);
    return good;
}

/* The rejects go before the last commit: when they cannot be written the import has not ended, and no row is
 * lost. */
bool import_rejects_finish(struct import_rejects *rejects, const struct import *import, struct err *err)
{
    if (!import->options->rejects)
        return true;
    if (!import->report->refused) {
        file_write_abandon(&rejects->file);
        return true;
    }
    return rejects_write(rejects, import, err) && file_write_commit(&rejects->file, err);
}

void import_rejects_clear(struct import_rejects *rejects)
{
    file_write_abandon(&rejects->file);
    spool_clear(&rejects->spool);
}
