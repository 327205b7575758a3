#include "config.h"
#include "store/inside.h"

#include <stdarg.h>

/* Failures another connection or a rule of the file caused leave the transaction sound; all others do not. */
static bool leaves_sound(int code)
{
    return code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_CONSTRAINT;
}

static bool fail_constraint(struct store *store, int extended, struct err *err)
{
    const char *message = sqlite3_errmsg(store->db);

    switch (extended) {
    case SQLITE_CONSTRAINT_TRIGGER:
        return err_set(err, ERR_RULE, "%s: %s", store->path, message);
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return err_set(err, ERR_RULE, "%s: there is one like it already (%s)", store->path, message);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return err_set(err, ERR_INTERNAL, "%s: it points at something that is not in the file", store->path);
    default:
        return err_set(err, ERR_INTERNAL, "%s: %s", store->path, message);
    }
}

bool store_fail(struct store *store, struct err *err)
{
    int extended = sqlite3_extended_errcode(store->db);
    int code = extended & 0xff;

    if (store->writing && !leaves_sound(code))
        store->broken = true;
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(err, ERR_BUSY, "%s: another agent is writing; try again in a moment", store->path);
    case SQLITE_FULL:
        return err_set(err, ERR_INPUT,
                       "%s: the disk is full; nothing was changed; free some space and repeat", store->path);
    case SQLITE_CORRUPT:
        return err_set(err, ERR_INPUT, "%s: the file is damaged; copy it aside and go back to a backup",
                       store->path);
    case SQLITE_NOTADB:
        return err_set(err, ERR_INPUT, "%s: this is not a file of demur; name another with -f", store->path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return err_set(
            err, ERR_INPUT,
            "%s: the file may not be written; check its owner and mode, or open it with --read-only",
            store->path);
    case SQLITE_CANTOPEN:
        return err_set(err, ERR_INPUT,
                       "%s: the file cannot be opened; check the path and the directory's mode", store->path);
    case SQLITE_IOERR:
        return err_set(err, ERR_INPUT, "%s: reading or writing failed (%s); check the disk or the network",
                       store->path, sqlite3_errmsg(store->db));
    case SQLITE_TOOBIG:
        return err_set(err, ERR_INPUT, "%s: a text is too large to be kept", store->path);
    case SQLITE_INTERRUPT:
        return err_set(err, ERR_STOPPED, "stopped");
    case SQLITE_CONSTRAINT:
        return fail_constraint(store, extended, err);
    default:
        return err_set(err, ERR_INTERNAL, "%s: %s", store->path, sqlite3_errmsg(store->db));
    }
}

bool store_need_write(struct store *store, struct err *err)
{
    if (store->writing)
        return true;
    return err_set(err, ERR_INTERNAL, "%s: a write outside a transaction", store->path);
}

bool store_was_unique(struct store *store)
{
    int extended = sqlite3_extended_errcode(store->db);

    return extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY;
}

bool store_clash(struct err *err, const char *who, const char *what, ...)
{
    struct str text = {0};
    va_list list;

    va_start(list, what);
    str_add_format_list(&text, what, list);
    va_end(list);
    err_set(err, ERR_CLASH, "%s was changed by %s since you read it; look again and repeat", str_text(&text),
            who);
    str_clear(&text);
    return false;
}

int64_t store_last_id(struct store *store)
{
    return sqlite3_last_insert_rowid(store->db);
}
