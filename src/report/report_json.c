#include "config.h"

#include "report/report_layout.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* True for what RFC 8259 takes as a number, as far as we write any: -?(0|[1-9][0-9]*)(.[0-9]+)? */
static bool is_number(const char *text)
{
    size_t digits;

    text += *text == '-';
    digits = strspn(text, "0123456789");
    if (digits == 0 || (digits > 1 && *text == '0')) {
        return false;
    }
    text += digits;
    if (*text == '.') {
        digits = strspn(text + 1, "0123456789");
        text += digits > 0 ? digits + 1 : 0;
    }
    return *text == '\0';
}

/* Returns the bytes of the character at text if it must not stand bare, setting *code; 0 otherwise. Control
 * characters beyond the ones JSON asks for, and what turns the direction of text, are escaped for the
 * terminal. */
static size_t escaped_length(const char *text, unsigned *code)
{
    unsigned char first = (unsigned char)text[0];

    *code = first;
    if (first < 0x20 || first == 0x7F) {
        return 1;
    }
    if (first == 0xC2 && (unsigned char)text[1] < 0xA0) {
        *code = (unsigned char)text[1];
        return 2;
    }
    if (first == 0xE2) {
        *code = 0x2000U | ((unsigned char)text[1] & 0x3FU) << 6 | ((unsigned char)text[2] & 0x3FU);
        return (*code >= 0x200E && *code <= 0x200F) || (*code >= 0x2028 && *code <= 0x202E) ||
                       (*code >= 0x2066 && *code <= 0x2069)
                   ? 3
                   : 0;
    }
    return 0;
}

/* Adds valid UTF-8. */
static void add_valid(struct str *out, const char *text, size_t length)
{
    size_t from = 0;

    for (size_t at = 0; at < length;) {
        unsigned code = 0;
        size_t size = text[at] == '"' || text[at] == '\\' ? 1 : escaped_length(text + at, &code);
        if (size == 0) {
            at++;
            continue;
        }
        str_add_n(out, text + from, at - from);
        if (text[at] == '"' || text[at] == '\\') {
            str_add_char(out, '\\');
            str_add_char(out, text[at]);
        } else if (code == '\n') {
            str_add(out, "\\n");
        } else {
            str_add_format(out, "\\u%04x", code);
        }
        at += size;
        from = at;
    }
    str_add_n(out, text + from, length - from);
}

/* JSON is UTF-8, so a byte that is not becomes U+FFFD. */
static void add_string(struct str *out, const char *text)
{
    size_t length = strlen(text);

    str_add_char(out, '"');
    while (length > 0) {
        size_t valid = utf8_valid_length(text, length);
        add_valid(out, text, valid);
        if (valid < length) {
            str_add(out, "\\ufffd");
            valid++;
        }
        text += valid;
        length -= valid;
    }
    str_add_char(out, '"');
}

static void json_head(struct report_writer *writer)
{
    str_add_char(&writer->line, '[');
}

static void json_row(struct report_writer *writer, const char *const *texts)
{
    struct str *line = &writer->line;

    str_add(line, writer->row_count > 0 ? ",\n{" : "\n{");
    for (size_t i = 0; i < writer->column_count; i++) {
        if (i > 0) {
            str_add(line, ", ");
        }
        add_string(line, writer->columns[i].name);
        str_add(line, ": ");
        if (!texts[i]) {
            str_add(line, "null");
        } else if (writer->columns[i].number && is_number(texts[i])) {
            str_add(line, texts[i]);
        } else {
            add_string(line, texts[i]);
        }
    }
    str_add_char(line, '}');
}

static void json_tail(struct report_writer *writer)
{
    str_add(&writer->line, writer->row_count > 0 ? "\n]\n" : "]\n");
}

const struct report_layout report_layout_json = {.head = json_head, .row = json_row, .tail = json_tail};
