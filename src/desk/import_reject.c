#include "config.h"
#include "desk/import.h"

#include "base/charset.h"
#include "base/str.h"

#define MARK "\xef\xbb\xbf"

static void row_keep(struct import *import, const struct csv_row *row)
{
    str_add_n(&import->rejected, row->raw, row->raw_length);
    str_add(&import->rejected, "\r\n");
}

/* The header is read again from the text: what the map kept of it is folded. */
static void header_keep(struct import *import, const struct csv_reader *reader)
{
    struct csv_reader again;
    const struct csv_row *row;

    csv_init(&again, reader->text, reader->length, reader->delimiter);
    while ((row = csv_next(&again)) && row->line < import->map.header_line)
        continue;
    if (row)
        row_keep(import, row);
    csv_clear(&again);
}

void import_reject_keep(struct import *import, const struct csv_reader *reader)
{
    if (!import->rejected.length)
        header_keep(import, reader);
    row_keep(import, import->row);
}

/* The same command must read this file as it read the first one: the delimiter is named where the few rows
 * left would make another one likelier, and the charset is the one said with --charset. */
bool import_reject_write(struct import *import, char delimiter, bool marked, struct file_writer *file,
                         struct err *err)
{
    const char *charset = import->options->charset;
    struct str text = {0}, bytes = {0};
    bool good;

    if (!import->options->delimiter &&
        csv_delimiter_find(import->rejected.text, import->rejected.length) != delimiter)
        str_add_format(&text, "sep=%c\r\n", delimiter);
    str_add_n(&text, import->rejected.text, import->rejected.length);
    if (charset)
        good = charset_encode(text.text, text.length, charset, &bytes, err) &&
               file_write(file, bytes.text, bytes.length, err);
    else
        good = (!marked || file_write(file, MARK, sizeof MARK - 1, err)) &&
               file_write(file, text.text, text.length, err);
    str_clear(&text);
    str_clear(&bytes);
    return good;
}
