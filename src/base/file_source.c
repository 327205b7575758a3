#include "config.h"
#include "base/file_source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/stop.h"
#include "base/str.h"

#define PIECE_SIZE ((size_t)64 * 1024)

static bool fail(const struct file_source *source, struct err *err)
{
    return err_set(err, ERR_INPUT, "%s: cannot be read: %s", source->name, strerror(errno));
}

static bool put_aside(struct file_source *source, const char *directory, struct err *err)
{
    char *piece = mem_new(PIECE_SIZE);
    ssize_t count = 0;
    bool good = true;

    spool_begin(&source->spool, directory);
    source->aside = true;
    while (good && (count = read(source->descriptor, piece, PIECE_SIZE)) != 0) {
        if (stop_asked())
            good = stop_say(err, "stopped");
        else if (count < 0 && errno != EINTR)
            good = fail(source, err);
        else if (count > 0)
            good = spool_add(&source->spool, piece, (size_t)count, err);
    }
    free(piece);
    source->size = source->spool.size + source->spool.pending.length;
    return good;
}

bool file_source_open(struct file_source *source, const char *path, const char *directory, struct err *err)
{
    bool standard = str_equal(path, "-"), good = false;
    struct stat status;
    off_t start;

    memset(source, 0, sizeof *source);
    source->name = standard ? "standard input" : path;
    source->opened = !standard;
    source->descriptor = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (source->descriptor < 0)
        return err_set(err, ERR_INPUT, "%s: cannot be opened: %s", source->name, strerror(errno));
    if (fstat(source->descriptor, &status) != 0)
        err_set(err, ERR_INPUT, "%s: cannot be examined: %s", source->name, strerror(errno));
    else if (S_ISDIR(status.st_mode))
        err_set(err, ERR_INPUT, "%s: is a directory; name a file in it", source->name);
    else if (S_ISREG(status.st_mode) && status.st_size > 0 &&
             (start = lseek(source->descriptor, 0, SEEK_CUR)) >= 0) {
        source->start = (uint64_t)start;
        source->size = start < status.st_size ? (uint64_t)(status.st_size - start) : 0;
        good = true;
    } else {
        good = put_aside(source, directory, err);
    }
    if (!good)
        file_source_close(source);
    return good;
}

bool file_source_read(struct file_source *source, char *bytes, size_t size, size_t *length, struct err *err)
{
    *length = 0;
    if (source->aside)
        return spool_read(&source->spool, bytes, size, length, err);
    while (*length < size) {
        ssize_t count =
            pread(source->descriptor, bytes + *length, size - *length, (off_t)(source->start + source->at));

        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail(source, err);
        if (count == 0)
            break;
        *length += (size_t)count;
        source->at += (uint64_t)count;
    }
    return true;
}

void file_source_rewind(struct file_source *source)
{
    source->at = 0;
    if (source->aside)
        spool_rewind(&source->spool);
}

void file_source_close(struct file_source *source)
{
    if (source->opened)
        close(source->descriptor);
    if (source->aside)
        spool_clear(&source->spool);
    memset(source, 0, sizeof *source);
}
