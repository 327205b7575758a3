#include "config.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

#define PENDING_MOST 65536
#define LINKS_MOST   40

static const char *writer_name(const struct file_writer *writer)
{
    return writer->path ? writer->path : "standard output";
}

/* Zero, which a cleared struct has, is never a writer's descriptor. */
static bool writer_finished(const struct file_writer *writer)
{
    return writer->descriptor <= 0;
}

static void writer_end(struct file_writer *writer)
{
    free(writer->path);
    free(writer->temporary);
    str_clear(&writer->pending);
    writer->path = NULL;
    writer->temporary = NULL;
    writer->descriptor = -1;
}

/* Returns where the symbolic links at path end, which need not exist; NULL and a sentence when they do not
 * end. The caller frees. */
static char *path_resolved(const char *path, struct err *err)
{
    char *at = mem_text(path);
    char target[PATH_MAX];
    ssize_t length;

    for (int links = 0; (length = readlink(at, target, sizeof target - 1)) >= 0; links++) {
        char *directory, *next;

        if (links == LINKS_MOST) {
            err_set(err, ERR_INPUT, "%s: too many symbolic links; name the file itself", path);
            free(at);
            return NULL;
        }
        target[length] = '\0';
        directory = file_directory(at);
        next = target[0] == '/' ? mem_text(target) : file_join(directory, target);
        free(directory);
        free(at);
        at = next;
    }
    return at;
}

/* Moves descriptor above the standard ones, which may be closed, and closes it on exec; -1 and errno if it
 * cannot. */
static int descriptor_raised(int descriptor)
{
    int raised;

    if (descriptor < 0)
        return -1;
    raised = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    close(descriptor);
    return raised;
}

static mode_t mode_masked(unsigned mode)
{
    mode_t mask = umask(0077);

    umask(mask);
    return (mode_t)mode & ~mask & 0777;
}

static bool begin_beside(struct file_writer *writer, mode_t mode, struct err *err)
{
    char *directory = file_directory(writer->path);
    const char *slash = strrchr(writer->path, '/');
    char *hidden = mem_format(".%s.XXXXXX", slash ? slash + 1 : writer->path);

    writer->mode = mode;
    writer->temporary = file_join(directory, hidden);
    free(directory);
    free(hidden);
    writer->descriptor = descriptor_raised(mkstemp(writer->temporary));
    if (writer->descriptor < 0) {
        err_set(err, ERR_INPUT, "%s: cannot be written: %s", writer->path, strerror(errno));
        writer_end(writer);
        return false;
    }
    return true;
}

/* A device or a pipe is written to as it is: renaming over it would replace it. */
static bool begin_in_place(struct file_writer *writer, struct err *err)
{
    writer->descriptor = descriptor_raised(open(writer->path, O_WRONLY | O_CLOEXEC | O_NOCTTY));
    if (writer->descriptor < 0) {
        err_set(err, ERR_INPUT, "%s: cannot be written: %s", writer->path, strerror(errno));
        writer_end(writer);
        return false;
    }
    return true;
}

bool file_write_begin(struct file_writer *writer, const char *path, unsigned mode, struct err *err)
{
    struct stat status;

    memset(writer, 0, sizeof *writer);
    writer->descriptor = -1;
    if (str_equal(path, "-")) {
        writer->descriptor = STDOUT_FILENO;
        return true;
    }
    writer->path = path_resolved(path, err);
    if (!writer->path)
        return false;
    if (stat(writer->path, &status) != 0)
        return begin_beside(writer, mode_masked(mode), err);
    if (S_ISDIR(status.st_mode)) {
        err_set(err, ERR_INPUT, "%s: is a directory; name a file in it", path);
    } else if (access(writer->path, W_OK) != 0) {
        err_set(err, ERR_INPUT, "%s: cannot be written: %s", path, strerror(errno));
    } else {
        return S_ISREG(status.st_mode) ? begin_beside(writer, status.st_mode & 07777, err)
                                       : begin_in_place(writer, err);
    }
    writer_end(writer);
    return false;
}

static bool writer_flush(struct file_writer *writer, struct err *err)
{
    const char *bytes = writer->pending.text;
    size_t left = writer->pending.length;

    while (left) {
        ssize_t count = write(writer->descriptor, bytes, left);

        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return err_set(err, ERR_INPUT, "%s: cannot be written: %s", writer_name(writer), strerror(errno));
        bytes += count;
        left -= (size_t)count;
    }
    str_reset(&writer->pending);
    return true;
}

bool file_write(struct file_writer *writer, const char *bytes, size_t length, struct err *err)
{
    if (writer_finished(writer))
        return err_set(err, ERR_INTERNAL, "a file was written to after it was finished");
    str_add_n(&writer->pending, bytes, length);
    if (writer->pending.length < PENDING_MOST)
        return true;
    if (writer_flush(writer, err))
        return true;
    file_write_abandon(writer);
    return false;
}

static bool commit_beside(struct file_writer *writer, struct err *err)
{
    int descriptor = writer->descriptor;
    bool ok = fchmod(descriptor, writer->mode) == 0 && fsync(descriptor) == 0;

    /* Network file systems report a full disk only here. */
    if (close(descriptor) != 0)
        ok = false;
    writer->descriptor = -1;
    if (ok && rename(writer->temporary, writer->path) == 0)
        return file_sync_directory(writer->path, err);
    err_set(err, ERR_INPUT, "%s: cannot be written: %s", writer->path, strerror(errno));
    unlink(writer->temporary);
    return false;
}

bool file_write_commit(struct file_writer *writer, struct err *err)
{
    bool ok;

    if (writer_finished(writer))
        return err_set(err, ERR_INTERNAL, "a file was finished twice");
    if (!writer_flush(writer, err)) {
        file_write_abandon(writer);
        return false;
    }
    if (writer->temporary)
        ok = commit_beside(writer, err);
    else if (writer->path && close(writer->descriptor) != 0)
        ok = err_set(err, ERR_INPUT, "%s: cannot be written: %s", writer->path, strerror(errno));
    else
        ok = true;
    writer_end(writer);
    return ok;
}

void file_write_abandon(struct file_writer *writer)
{
    if (!writer_finished(writer) && writer->path)
        close(writer->descriptor);
    if (!writer_finished(writer) && writer->temporary)
        unlink(writer->temporary);
    writer_end(writer);
}
