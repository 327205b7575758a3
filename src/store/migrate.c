#include "config.h"
#include "store/inside.h"

#include <stdlib.h>

#include "base/mem.h"

static bool pragma_number(struct store *store, const char *sql, int64_t *number, struct err *err)
{
    struct statement statement;

    statement_begin_once(&statement, store, sql, err);
    if (statement_row(&statement))
        *number = statement_take_number(&statement);
    return statement_end(&statement);
}

static bool migrate_step(struct store *store, const struct migration *step, struct err *err)
{
    char *seal = mem_format("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
                            STORE_APPLICATION_ID, step->version);
    bool ok = statement_script(store, "BEGIN IMMEDIATE", err);
    int64_t version = 0;

    /* Another connection may have taken this step since the version was read. */
    if (ok && pragma_number(store, "PRAGMA user_version", &version, err) && version >= step->version) {
        ok = statement_script(store, "ROLLBACK", err);
        goto out;
    }
    ok = ok && statement_script(store, step->sql, err) && statement_script(store, seal, err);
    if (!ok) {
        if (!sqlite3_get_autocommit(store->db))
            sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        err_prefix(err, "step %d of the file's layout", step->version);
    }
out:
    free(seal);
    return ok;
}

/* Copies the file as it was to "PATH.v1.2014-04-03-140200.backup". */
static bool migrate_backup(struct store *store, int64_t version, struct err *err)
{
    struct statement statement;
    char *path = NULL;
    bool ok;

    statement_begin(&statement, store, "SELECT strftime('%Y-%m-%d-%H%M%S', 'now')", err);
    if (statement_row(&statement))
        path = mem_format("%s.v%lld.%s.backup", store->path, (long long)version,
                          statement_take_borrowed(&statement));
    ok = statement_end(&statement) && store_backup(store, path, err);
    if (ok)
        str_add_format(&store->warnings,
                       "%s was of an older demur; it was brought up to date, the file before is %s\n",
                       store->path, path);
    free(path);
    return ok;
}

static bool migrate_look(struct store *store, int64_t *version, bool *blank, struct err *err)
{
    int64_t application = 0, objects = 0;

    if (!pragma_number(store, "PRAGMA application_id", &application, err) ||
        !pragma_number(store, "PRAGMA user_version", version, err) ||
        !pragma_number(store, "SELECT count(*) FROM sqlite_schema", &objects, err))
        return false;
    *blank = !application && !*version && !objects;
    if (application != STORE_APPLICATION_ID && !(*blank && store->mode == STORE_CREATE))
        return err_set(err, ERR_INPUT, "%s: this is not a file of demur; name another with -f", store->path);
    return true;
}

bool migrate_run(struct store *store, const struct migration *steps, size_t count, struct err *err)
{
    int64_t version = 0, newest = steps[count - 1].version;
    bool blank = false;
    size_t i;

    if (!migrate_look(store, &version, &blank, err))
        return false;
    if (version > newest)
        return err_set(err, ERR_INPUT,
                       "%s: a newer demur wrote this file (layout %lld, this one knows %lld); update demur",
                       store->path, (long long)version, (long long)newest);
    if (version == newest)
        return true;
    if (store->mode == STORE_READ)
        return err_set(err, ERR_INPUT,
                       "%s: an older demur wrote this file; open it once for writing to bring it up to date",
                       store->path);
    if (!blank && !migrate_backup(store, version, err))
        return false;
    for (i = 0; i < count; i++)
        if (steps[i].version > version && !migrate_step(store, &steps[i], err))
            return false;
    return true;
}
