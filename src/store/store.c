#include "config.h"
#include "store/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/progress.h"
#include "store/inside.h"

bool store_open(const char *path, enum store_mode mode, struct store **store, struct err *err)
{
    struct store *opened = mem_new(sizeof *opened);

    *store = NULL;
    opened->path = mem_text(path);
    opened->mode = strcmp(path, ":memory:") == 0 ? STORE_CREATE : mode;
    opened->patience = 5000;
    opened->glance = 1500;
    if (!store_attach(opened, err)) {
        store_close(opened);
        return false;
    }
    if (!migrate_run(opened, schema_steps, schema_step_count, err) || !store_attach_journal(opened, err)) {
        bool unmade = opened->mode == STORE_CREATE && strcmp(path, ":memory:") != 0;

        store_close(opened);
        if (unmade)
            unlink(path);
        return false;
    }
    *store = opened;
    return true;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    store_rollback(store);
    if (store->readers)
        sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    standing_kinds_forget(store);
    statement_cache_clear(&store->cache);
    sqlite3_close(store->db);
    str_clear(&store->warnings);
    str_clear(&store->hashed);
    search_queue_clear(store);
    free(store->path);
    free(store->agent);
    free(store);
}

const char *store_warnings(const struct store *store)
{
    return str_text(&store->warnings);
}

int store_patience(struct store *store, int milliseconds)
{
    int before = store->patience;

    store->patience = milliseconds;
    return before;
}

bool store_cache(struct store *store, int kilobytes, struct err *err)
{
    char pragma[40];

    snprintf(pragma, sizeof pragma, "PRAGMA cache_size = -%d", kilobytes);
    return statement_script(store, pragma, err);
}

int store_glance(struct store *store, int accounts)
{
    int before = store->glance;

    store->glance = accounts;
    return before;
}

/* What is written to a file that has lost its name is lost with it. */
static bool was_moved(struct store *store)
{
    int moved = 0;

    return sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved;
}

bool store_begin(struct store *store, const char *agent, int64_t now, struct err *err)
{
    if (store->writing)
        return err_set(err, ERR_INTERNAL, "%s: a write inside a write", store->path);
    if (store->readers)
        return err_set(err, ERR_INTERNAL, "%s: a write while a view of the file is held", store->path);
    if (store->mode == STORE_READ)
        return err_set(err, ERR_RULE,
                       "%s: opened for reading alone; open it without --read-only to change it", store->path);
    turn_give(store);
    if (!statement_script(store, "BEGIN IMMEDIATE", err))
        return false;
    turn_begin(store);
    if (!store->apart && was_moved(store)) {
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        return err_set(
            err, ERR_INPUT,
            "%s: the file was moved, deleted or replaced meanwhile; nothing was saved; leave and open "
            "it anew",
            store->path);
    }
    store->writing = true;
    store->head.known = false; /* others may have written since */
    store->kinds_sure = false;
    store->broken = false;
    store->agent = mem_text(agent);
    store->now = now;
    return true;
}

static void end_write(struct store *store)
{
    search_queue_drop(store);
    turn_end(store);
    store->writing = false;
    free(store->agent);
    store->agent = NULL;
}

bool store_commit(struct store *store, struct err *err)
{
    if (!store_need_write(store, err))
        return false;
    if (store->broken) {
        store_rollback(store);
        return err_set(err, ERR_INPUT, "%s: nothing was saved, because a part of it failed; repeat it",
                       store->path);
    }
    if (!search_queue_write(store, err) || !statement_script(store, "COMMIT", err)) {
        store_rollback(store);
        return false;
    }
    end_write(store);
    store->commits++;
    return true;
}

void store_rollback(struct store *store)
{
    if (!store->writing)
        return;
    /* SQLite has rolled back by itself after a full disk and the like. */
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    standing_kinds_forget(store);
    end_write(store);
}

bool store_in_write(const struct store *store)
{
    return store->writing;
}

bool store_read_begin(struct store *store, struct err *err)
{
    /* A write sees one view already, and so does a view inside a view. */
    if (!store->writing && store->readers == 0 && !statement_script(store, "BEGIN DEFERRED", err))
        return false;
    store->readers++;
    return true;
}

void store_read_end(struct store *store)
{
    if (store->readers == 0 || --store->readers > 0 || store->writing)
        return;
    sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
}

int64_t store_change_count(struct store *store)
{
    struct statement statement;
    int64_t others = 0;

    statement_begin(&statement, store, "PRAGMA data_version", NULL);
    if (statement_row(&statement))
        others = statement_take_number(&statement);
    statement_end(&statement);
    return (others << 32) + store->commits;
}

static bool pages_tell(sqlite3_backup *backup, struct err *err)
{
    int all = sqlite3_backup_pagecount(backup), done = all - sqlite3_backup_remaining(backup);

    return progress_go("pages", done, all ? (double)done / all : 0, err);
}

/* Copies all pages of the view that is held; where there is no log beside the file others may be writing:
 * then it is tried again. */
static int copy_step(struct store *store, sqlite3 *copy, struct err *err)
{
    enum { PAUSE = 20, PAGES = 2000 };
    sqlite3_backup *backup = sqlite3_backup_init(copy, "main", store->db, "main");
    int waited = 0, code;

    if (!backup)
        return sqlite3_errcode(copy);
    do {
        code = sqlite3_backup_step(backup, PAGES);
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
            waited += sqlite3_sleep(PAUSE);
        if (!pages_tell(backup, err))
            code = SQLITE_INTERRUPT;
    } while (code == SQLITE_OK ||
             ((code == SQLITE_BUSY || code == SQLITE_LOCKED) && waited < store->patience));
    sqlite3_backup_finish(backup);
    return code;
}

/* A view is held from its first read on. */
static bool view_hold(struct store *store, struct err *err)
{
    if (!store_read_begin(store, err))
        return false;
    if (statement_script(store, "SELECT count(*) FROM sqlite_schema", err))
        return true;
    store_read_end(store);
    return false;
}

/* Copies into temporary, which sentences call by the name it will have. */
static bool copy_pages(struct store *store, const char *temporary, const char *path, struct err *err)
{
    struct store copy = {.path = mem_text(path)};
    bool ok = false;
    int code;

    if (sqlite3_open_v2(temporary, &copy.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK) {
        store_fail(&copy, err);
        goto out;
    }
    if (!view_hold(store, err))
        goto out;
    /* The view is had once something is read; without it a copy begins anew whenever somebody writes. */
    code = sqlite3_exec(store->db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = copy_step(store, copy.db, err);
    store_read_end(store);
    if (code == SQLITE_INTERRUPT)
        goto out;
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        err_set(err, ERR_BUSY, "%s: another agent is writing; try again in a moment", store->path);
    else if (code != SQLITE_DONE)
        store_fail(&copy, err);
    else /* a copy is one file: no write-ahead log beside it */
        ok = statement_script(&copy, "PRAGMA journal_mode = DELETE", err);
out:
    sqlite3_close(copy.db);
    free(copy.path);
    return ok;
}

bool store_backup(struct store *store, const char *path, struct err *err)
{
    char *temporary = mem_format("%s.XXXXXX", path);
    int descriptor = mkstemp(temporary);
    bool ok = false;

    if (descriptor < 0) {
        err_set(err, ERR_INPUT, "%s: cannot be made: %s", path, strerror(errno));
        goto out;
    }
    fchmod(descriptor, 0600);
    if (!copy_pages(store, temporary, path, err))
        goto out;
    if (fsync(descriptor) != 0) {
        err_set(err, ERR_INPUT, "%s: cannot be written: %s", path, strerror(errno));
        goto out;
    }
    /* link, unlike rename, refuses to overwrite. */
    if (link(temporary, path) != 0) {
        err_set(err, ERR_INPUT, errno == EEXIST ? "%s: %s; name another" : "%s: cannot be made: %s", path,
                strerror(errno));
        goto out;
    }
    ok = true;
out:
    if (descriptor >= 0) {
        unlink(temporary);
        close(descriptor);
    }
    free(temporary);
    return ok;
}

/* The copy loses its name at once: it goes with the process. Nothing in it need outlive a power cut. */
bool store_apart(struct store *store, struct store **apart, struct err *err)
{
    char *temporary = mem_format("%s.XXXXXX", store->path);
    int descriptor = mkstemp(temporary);
    bool good = descriptor >= 0;

    *apart = NULL;
    if (good)
        close(descriptor);
    else
        err_set(err, ERR_INPUT, "%s: a copy of it cannot be made: %s", store->path, strerror(errno));
    good = good && copy_pages(store, temporary, store->path, err) &&
           store_open(temporary, STORE_WRITE, apart, err) &&
           statement_script(*apart, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF", err);
    if (descriptor >= 0)
        unlink(temporary);
    free(temporary);
    if (good) {
        (*apart)->apart = true;
        free((*apart)->path);
        (*apart)->path = mem_text(store->path);
    } else {
        store_close(*apart);
        *apart = NULL;
    }
    return good;
}
