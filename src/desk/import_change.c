#include "config.h"
#include "desk/import.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

static void printable_add(struct str *out, const char *text)
{
    if (*text)
        utf8_add_printable(out, text, strlen(text), UTF8_ONE_LINE);
    else
        str_add_char(out, '-');
}

void import_change_begin(struct import *import, bool is_new, const char *name, const char *detail)
{
    if (!import->options->dry_run)
        return;
    import->row_is_new = is_new;
    str_reset(&import->row_name);
    str_reset(&import->row_changes);
    printable_add(&import->row_name, name);
    if (*detail) {
        str_add(&import->row_name, ", ");
        printable_add(&import->row_name, detail);
    }
}

bool import_change_of_account(struct import *import, int64_t id, bool is_new, const char *detail,
                              struct err *err)
{
    struct record_account account = {0};
    bool good = !import->options->dry_run || store_account_get(import->desk->store, id, &account, err);

    if (account.id)
        import_change_begin(import, is_new, account.number, detail);
    record_account_clear(&account);
    return good;
}

void import_change_add(struct import *import, enum field field, const char *from, const char *to)
{
    struct str *out = &import->row_changes;

    if (!import->options->dry_run || str_equal(from, to))
        return;
    str_add_format(out, "%s%s ", out->length ? ", " : "", field_get(field)->title);
    if (!import->row_is_new) {
        printable_add(out, from);
        str_add(out, " -> ");
    }
    printable_add(out, to);
}

void import_change_end(struct import *import, enum import_result result)
{
    if (!import->options->dry_run || (result != IMPORT_ADDED && result != IMPORT_CHANGED))
        return;
    str_add_format(&import->report->changes, "line %zu: %s: %s%s%s\n", import->row->line,
                   str_text(&import->row_name), result == IMPORT_ADDED ? "added" : "",
                   result == IMPORT_ADDED && import->row_changes.length ? ": " : "",
                   str_text(&import->row_changes));
}
