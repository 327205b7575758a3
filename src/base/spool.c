#include "config.h"
#include "base/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

#define PENDING_MOST ((size_t)256 * 1024)

void spool_begin(struct spool *spool, const char *directory)
{
    memset(spool, 0, sizeof *spool);
    spool->directory = mem_text(directory);
}

static bool fail(const struct spool *spool, struct err *err)
{
    return err_set(err, ERR_INPUT, "%s: a temporary file in it cannot be used: %s", spool->directory,
                   strerror(errno));
}

static bool file_make(struct spool *spool, struct err *err)
{
    char *path = file_join(spool->directory, ".demur-spool.XXXXXX");
    int made = mkstemp(path), reason = errno;

    if (made >= 0) {
        unlink(path);
        /* Above the standard ones, which may be closed. */
        spool->descriptor = fcntl(made, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
        reason = errno;
        close(made);
    }
    free(path);
    errno = reason;
    return (made >= 0 && spool->descriptor > 0) || fail(spool, err);
}

static bool pending_flush(struct spool *spool, struct err *err)
{
    const char *bytes = spool->pending.text;
    size_t left = spool->pending.length;

    if (!spool->descriptor && !file_make(spool, err))
        return false;
    while (left) {
        ssize_t count = write(spool->descriptor, bytes, left);

        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail(spool, err);
        bytes += count;
        left -= (size_t)count;
        spool->size += (uint64_t)count;
    }
    str_reset(&spool->pending);
    return true;
}

bool spool_add(struct spool *spool, const char *bytes, size_t length, struct err *err)
{
    str_add_n(&spool->pending, bytes, length);
    return spool->pending.length < PENDING_MOST || pending_flush(spool, err);
}

bool spool_read(struct spool *spool, char *bytes, size_t size, size_t *length, struct err *err)
{
    ssize_t count;

    *length = 0;
    if (spool->at < spool->size) {
        do
            count = pread(spool->descriptor, bytes, size, (off_t)spool->at);
        while (count < 0 && errno == EINTR);
        if (count <= 0)
            return fail(spool, err);
        *length = (size_t)count;
    } else {
        size_t from = (size_t)(spool->at - spool->size), left = spool->pending.length - from;

        *length = left < size ? left : size;
        if (*length)
            memcpy(bytes, spool->pending.text + from, *length);
    }
    spool->at += *length;
    return true;
}

void spool_rewind(struct spool *spool)
{
    spool->at = 0;
}

void spool_clear(struct spool *spool)
{
    if (spool->descriptor > 0)
        close(spool->descriptor);
    str_clear(&spool->pending);
    free(spool->directory);
    memset(spool, 0, sizeof *spool);
}
