#include "config.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

#define READ_SIZE   65536
#define LIMIT_USUAL ((size_t)1 << 30)

static bool read_all(int descriptor, const char *name, size_t limit, struct str *out, struct err *err)
{
    char *buffer = mem_new(READ_SIZE);
    ssize_t count;
    bool ok = true;

    while ((count = read(descriptor, buffer, READ_SIZE)) != 0) {
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            ok = err_set(err, ERR_INPUT, "%s: cannot be read: %s", name, strerror(errno));
            break;
        }
        str_add_n(out, buffer, (size_t)count);
        if (out->length > limit) {
            ok = err_set(err, ERR_INPUT, "%s: larger than %zu bytes; split it", name, limit);
            break;
        }
    }
    free(buffer);
    return ok;
}

bool file_read(const char *path, size_t limit, struct str *out, struct err *err)
{
    bool standard = str_equal(path, "-");
    const char *name = standard ? "standard input" : path;
    int descriptor = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    struct stat status;
    bool ok = false;

    str_reset(out);
    str_add_n(out, "", 0);
    if (!limit)
        limit = LIMIT_USUAL;
    if (descriptor < 0)
        return err_set(err, ERR_INPUT, "%s: cannot be opened: %s", name, strerror(errno));
    if (fstat(descriptor, &status) != 0)
        err_set(err, ERR_INPUT, "%s: cannot be examined: %s", name, strerror(errno));
    else if (S_ISDIR(status.st_mode))
        err_set(err, ERR_INPUT, "%s: is a directory; name a file in it", name);
    else if (S_ISREG(status.st_mode) && status.st_size > 0 && (uintmax_t)status.st_size > limit)
        err_set(err, ERR_INPUT, "%s: larger than %zu bytes; split it", name, limit);
    else
        ok = read_all(descriptor, name, limit, out, err);
    if (!standard)
        close(descriptor);
    if (!ok)
        str_reset(out);
    return ok;
}

bool file_exists(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0;
}

bool file_same(const char *a, const char *b)
{
    struct stat first, second;

    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

static bool make_one(const char *path, struct err *err)
{
    struct stat status;
    int reason;

    if (mkdir(path, 0700) == 0)
        return true;
    reason = errno;
    if (stat(path, &status) == 0) {
        if (S_ISDIR(status.st_mode))
            return true;
        reason = ENOTDIR;
    }
    return err_set(err, ERR_INPUT, "%s: the directory cannot be made: %s", path, strerror(reason));
}

bool file_make_directory(const char *path, struct err *err)
{
    char *partial = mem_text(path);
    bool ok = true;

    for (char *at = partial; ok && *at; at++) {
        if (*at != '/' || at == partial)
            continue;
        *at = '\0';
        ok = make_one(partial, err);
        *at = '/';
    }
    if (ok)
        ok = make_one(partial, err);
    free(partial);
    return ok;
}

char *file_directory(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return mem_text(".");
    return mem_text_n(path, slash == path ? 1 : (size_t)(slash - path));
}

bool file_sync_directory(const char *path, struct err *err)
{
    char *directory = file_directory(path);
    int descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = true;

    /* A directory that may be written but not read cannot be opened, and some file systems cannot sync one.
     */
    if (descriptor >= 0 && fsync(descriptor) != 0 && errno != EINVAL && errno != EROFS && errno != ENOTSUP)
        ok = err_set(err, ERR_INPUT, "%s: is written, but the disk did not confirm it: %s", path,
                     strerror(errno));
    if (descriptor >= 0)
        close(descriptor);
    free(directory);
    return ok;
}

char *file_join(const char *directory, const char *name)
{
    bool slash = !*directory || str_ends(directory, "/");

    return mem_format("%s%s%s", directory, slash ? "" : "/", name);
}

char *file_data_home(struct err *err)
{
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");

    /* The XDG Base Directory Specification: a path that is not absolute is ignored. */
    if (data && *data == '/')
        return file_join(data, "demur");
    if (home && *home)
        return file_join(home, ".local/share/demur");
    err_set(err, ERR_INPUT,
            "the desk has no directory: neither XDG_DATA_HOME nor HOME is set; set one, "
            "or name a file with -f");
    return NULL;
}

static int compare_paths(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

bool file_list(const char *directory, const char *end, char ***paths, size_t *count, struct err *err)
{
    DIR *opened = opendir(directory);
    const struct dirent *entry;
    size_t held = 0;

    *paths = NULL;
    *count = 0;
    if (!opened)
        return err_set(err, ERR_INPUT, "%s: cannot be opened: %s", directory, strerror(errno));
    while ((entry = readdir(opened))) {
        if (*entry->d_name == '.' || !str_ends(entry->d_name, end))
            continue;
        mem_grow(*paths, *count, held);
        (*paths)[(*count)++] = file_join(directory, entry->d_name);
    }
    closedir(opened);
    if (*count)
        qsort(*paths, *count, sizeof **paths, compare_paths);
    return true;
}

const char *file_program_data(void)
{
    const char *data = getenv("DEMUR_DATA");

    return data && *data ? data : DEMUR_DATADIR;
}
