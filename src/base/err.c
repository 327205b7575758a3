#include "config.h"
#include "base/err.h"

#include <stdarg.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* Copies the printable form of raw into err, cut where a character ends. */
static void err_store(struct err *err, const struct str *raw)
{
    struct str printable;
    size_t length;

    str_init(&printable);
    utf8_add_printable(&printable, str_text(raw), raw->length, UTF8_ONE_LINE);
    length = printable.length;
    if (length >= sizeof err->text)
        length = utf8_valid_length(str_text(&printable), sizeof err->text - 1);
    memcpy(err->text, str_text(&printable), length);
    err->text[length] = '\0';
    str_clear(&printable);
}

bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
{
    struct str raw;
    va_list list;

    if (!err)
        return false;
    str_init(&raw);
    va_start(list, format);
    str_add_format_list(&raw, format, list);
    va_end(list);
    err->kind = kind;
    err_store(err, &raw);
    str_clear(&raw);
    return false;
}

bool err_prefix(struct err *err, const char *format, ...)
{
    struct str raw;
    va_list list;

    if (!err)
        return false;
    str_init(&raw);
    va_start(list, format);
    str_add_format_list(&raw, format, list);
    va_end(list);
    str_add(&raw, ": ");
    str_add(&raw, err->text);
    err_store(err, &raw);
    str_clear(&raw);
    return false;
}

void err_clear(struct err *err)
{
    if (!err)
        return;
    err->kind = ERR_NONE;
    err->text[0] = '\0';
}

int err_exit_status(const struct err *err)
{
    if (!err)
        return 0;
    switch (err->kind) {
    case ERR_NONE:
        return 0;
    case ERR_RULE:
    case ERR_CLASH:
        return 1;
    case ERR_USAGE:
        return 2;
    case ERR_STOPPED:
        return 130;
    case ERR_INPUT:
    case ERR_BUSY:
    case ERR_INTERNAL:
        break;
    }
    return 3;
}
