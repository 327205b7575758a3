#include "config.h"
#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"

/* A raw format is for a pipe or a file; on a terminal it is made as harmless as a table. */
static bool terminal_write(void *context, const char *bytes, size_t length, struct err *err)
{
    struct str safe = {0};
    bool good;

    while (length) {
        const char *tab = memchr(bytes, '\t', length);
        size_t piece = tab ? (size_t)(tab - bytes) : length;

        utf8_add_printable(&safe, bytes, piece, UTF8_KEEP_LINES);
        if (tab)
            str_add_char(&safe, '\t');
        bytes += piece + (tab != NULL);
        length -= piece + (tab != NULL);
    }
    good = file_write(context, safe.text, safe.length, err);
    str_clear(&safe);
    return good;
}

bool cli_sink_begin(struct file_writer *out, enum report_format format, struct report_sink *sink,
                    struct err *err)
{
    *sink = report_sink_file(out);
    if (isatty(STDOUT_FILENO) && format != REPORT_TABLE)
        *sink = (struct report_sink){terminal_write, out};
    return file_write_begin(out, "-", 0600, err);
}
