#include "config.h"
#include "store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#else
#include <sys/mount.h>
#include <sys/param.h>
#endif

#include "base/mem.h"
#include "base/stop.h"

static bool in_memory(const struct store *store)
{
    return strcmp(store->path, ":memory:") == 0;
}

const char *store_network_name(unsigned long magic)
{
    static const struct {
        unsigned long magic;
        const char *name;
    } systems[] = {
        {0x6969, "NFS"},      {0x517B, "SMB"},      {0xFF534D42, "CIFS"},  {0xFE534D42, "SMB"},
        {0x65735546, "FUSE"}, {0x01021997, "9P"},   {0x5346414F, "AFS"},   {0x73757245, "Coda"},
        {0x00C36400, "Ceph"}, {0x01161970, "GFS2"}, {0x7461636F, "OCFS2"}, {0x0BD00BD0, "Lustre"},
    };
    size_t i;

    for (i = 0; i < sizeof systems / sizeof *systems; i++)
        if (systems[i].magic == (magic & 0xFFFFFFFF))
            return systems[i].name;
    return NULL;
}

/* Returns the network file system the file is on; NULL: a local disk. */
static const char *network_of(const char *path)
{
    struct statfs system;

    if (statfs(path, &system) != 0)
        return NULL;
#ifdef __linux__
    return store_network_name((unsigned long)system.f_type);
#else
    return system.f_flags & MNT_LOCAL ? NULL : "network";
#endif
}

/* SQLite would create by the umask; the file holds personal data and is its owner's alone from the first
 * byte. */
static bool create_file(struct store *store, struct err *err)
{
    int descriptor = open(store->path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

    if (descriptor < 0 && errno == EEXIST)
        return err_set(err, ERR_INPUT, "%s: there is a file already; name another with -f", store->path);
    if (descriptor < 0)
        return err_set(err, ERR_INPUT, "%s: cannot be made: %s", store->path, strerror(errno));
    fchmod(descriptor, 0600);
    close(descriptor);
    return true;
}

static bool look_at_file(struct store *store, struct err *err)
{
    struct stat status;

    if (stat(store->path, &status) != 0)
        return err_set(err, ERR_INPUT, errno == ENOENT ? "%s: %s; `demur init` makes one" : "%s: %s",
                       store->path, strerror(errno));
    if (!S_ISREG(status.st_mode))
        return err_set(err, ERR_INPUT, "%s: this is not a file of demur; name another with -f", store->path);
    if (status.st_mode & 077)
        str_add_format(&store->warnings, "%s can be read by others (mode %03o); chmod 600 it\n", store->path,
                       (unsigned)status.st_mode & 0777);
    return true;
}

/* Opens "file:PATH?immutable=1", PATH escaped. */
static int open_immutable(struct store *store)
{
    struct str uri = {0};
    const char *c;
    int code;

    str_add(&uri, "file:");
    for (c = store->path; *c; c++)
        if (strchr("%?#", *c))
            str_add_format(&uri, "%%%02X", (unsigned)(unsigned char)*c);
        else
            str_add_char(&uri, *c);
    str_add(&uri, "?immutable=1");
    code = sqlite3_open_v2(str_text(&uri), &store->db,
                           SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
    str_clear(&uri);
    return code;
}

/* The program has one thread, and counts no memory; without both SQLite takes locks at every allocation. Only
 * heard before SQLite's first use. */
static void settle(void)
{
    static bool settled;

    if (settled)
        return;
    settled = true;
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int stop_wanted(void *context)
{
    (void)context;
    return stop_asked();
}

void store_heed_stop(struct store *store)
{
    /* Steps of SQLite's machine, some milliseconds. */
    enum { STEPS = 20000 };

    sqlite3_progress_handler(store->db, STEPS, stop_wanted, NULL);
}

static bool open_handle(struct store *store, struct err *err)
{
    int flags =
        SQLITE_OPEN_NOMUTEX | (store->mode == STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    int code;

    if (in_memory(store))
        flags |= SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY;
    if (sqlite3_open_v2(store->path, &store->db, flags, NULL) != SQLITE_OK)
        return store_fail(store, err);
    /* Before the first read: another agent may be closing the file this moment. */
    sqlite3_busy_handler(store->db, turn_wait, store);
    store_heed_stop(store);
    if (store->mode != STORE_READ)
        return true;
    code = sqlite3_exec(store->db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        return true;
    if (code == SQLITE_CANTOPEN || code == SQLITE_READONLY) {
        char *log = mem_format("%s-wal", store->path);
        struct stat status;
        bool pending = stat(log, &status) == 0 && status.st_size > 0;

        free(log);
        if (pending)
            return err_set(err, ERR_INPUT,
                           "%s: its directory may not be written and its -wal file holds changes; copy both "
                           "elsewhere and open the copy",
                           store->path);
        sqlite3_close(store->db);
        store->db = NULL;
        if (open_immutable(store) == SQLITE_OK) {
            str_add_format(
                &store->warnings,
                "%s: its directory may not be written; changes others make meanwhile are not seen\n",
                store->path);
            return true;
        }
    }
    return store_fail(store, err);
}

bool store_attach_journal(struct store *store, struct err *err)
{
    const char *network = in_memory(store) ? NULL : network_of(store->path);
    struct statement statement;
    char *mode = NULL;

    if (network && store->mode == STORE_READ)
        str_add_format(&store->warnings, "%s is on a network file system (%s)\n", store->path, network);
    if (store->mode == STORE_READ || in_memory(store))
        return true;
    statement_begin_once(&statement, store,
                         network ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL", err);
    if (statement_row(&statement))
        mode = statement_take_text(&statement);
    if (!statement_end(&statement)) {
        free(mode);
        return false;
    }
    if (network)
        str_add_format(&store->warnings, "%s is on a network file system (%s); journal mode %s\n",
                       store->path, network, mode ? mode : "unknown");
    else if (!mode || strcmp(mode, "wal") != 0)
        str_add_format(&store->warnings, "%s cannot keep a write-ahead log; journal mode %s\n", store->path,
                       mode ? mode : "unknown");
    free(mode);
    return true;
}

static bool harden(struct store *store, struct err *err)
{
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_handler(store->db, turn_wait, store);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    return statement_script(
        store,
        "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA synchronous = FULL;"
        "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000",
        err);
}

bool store_attach(struct store *store, struct err *err)
{
    settle();
    if (!in_memory(store) && store->mode == STORE_CREATE && !create_file(store, err))
        return false;
    if (!in_memory(store) && !look_at_file(store, err))
        return false;
    return open_handle(store, err) && harden(store, err) && functions_register(store, err);
}
