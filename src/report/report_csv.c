#include "config.h"

#include "report/report_layout.h"

#include <string.h>

#include "report/formula.h"

/* Blanks at the ends are quoted because some readers cut them; other readers' delimiters because people open
 * files with the wrong one. */
static bool needs_quotes(const char *text)
{
    size_t length = strlen(text);

    return strpbrk(text, ",\"\r\n;\t|") || (length > 0 && (text[0] == ' ' || text[length - 1] == ' '));
}

static void add_cell(struct str *out, const char *text)
{
    if (!needs_quotes(text)) {
        str_add(out, text);
        return;
    }
    str_add_char(out, '"');
    for (const char *quote; (quote = strchr(text, '"')); text = quote + 1) {
        str_add_n(out, text, (size_t)(quote - text));
        str_add(out, "\"\"");
    }
    str_add(out, text);
    str_add_char(out, '"');
}

/* True for a text that stands for itself in every reader: most cells, told by one look at their bytes. It
 * begins with a letter or a digit, and nothing in it parts cells or begins a formula. */
static bool is_plain(const char *text)
{
    static const bool special[256] = {[','] = true, ['"'] = true,  ['\r'] = true, ['\n'] = true,
                                      [';'] = true, ['\t'] = true, ['|'] = true,  ['\0'] = true};
    const unsigned char *byte = (const unsigned char *)text;

    if (!(*byte >= '0' && *byte <= '9') && !(*byte >= 'A' && *byte <= 'Z') && !(*byte >= 'a' && *byte <= 'z'))
        return false;
    while (!special[*byte])
        byte++;
    return *byte == '\0' && byte[-1] != ' ';
}

static void csv_row(struct report_writer *writer, const char *const *texts)
{
    struct str neutral = {0};

    for (size_t i = 0; i < writer->column_count; i++) {
        const char *text = texts[i] ? texts[i] : "";
        if (i > 0) {
            str_add_char(&writer->line, ',');
        }
        if (is_plain(text)) {
            str_add(&writer->line, text);
            continue;
        }
        if (!writer->options.raw && formula_runs(text)) {
            str_reset(&neutral);
            formula_add_neutral(&neutral, text);
            text = str_text(&neutral);
        }
        if (writer->column_count == 1 && *text == '\0') {
            str_add(&writer->line, "\"\""); /* an empty line would be no row to a reader */
        } else {
            add_cell(&writer->line, text);
        }
    }
    str_add(&writer->line, "\r\n");
    str_clear(&neutral);
}

static void csv_head(struct report_writer *writer)
{
    for (size_t i = 0; i < writer->column_count; i++) {
        if (i > 0) {
            str_add_char(&writer->line, ',');
        }
        add_cell(&writer->line, writer->columns[i].title);
    }
    str_add(&writer->line, "\r\n");
}

const struct report_layout report_layout_csv = {.head = csv_head, .row = csv_row};
