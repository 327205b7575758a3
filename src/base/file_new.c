#include "config.h"
#include "base/file_new.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

#define PENDING_MOST 65536
#define READ_SIZE    65536

char *file_new_path(const char *path, struct err *err)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    char *directory = file_directory(path), *resolved = NULL, *whole = NULL;

    if (!*name || str_equal(name, ".") || str_equal(name, ".."))
        err_set(err, ERR_USAGE, "%s: is a directory; name a file in it", path);
    else if (!(resolved = realpath(directory, NULL)))
        err_set(err, ERR_INPUT, "%s: cannot be written: %s", path, strerror(errno));
    else
        whole = file_join(resolved, name);
    free(resolved);
    free(directory);
    return whole;
}

bool file_new_begin(struct file_new *file, const char *temporary, struct err *err)
{
    *file = (struct file_new){.descriptor = -1};
    file->descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY, 0600);
    if (file->descriptor < 0)
        return err_set(err, ERR_INPUT, "%s: cannot be made: %s", temporary, strerror(errno));
    file->temporary = mem_text(temporary);
    file->hash = hash_begin();
    if (flock(file->descriptor, LOCK_EX | LOCK_NB) != 0 || fchmod(file->descriptor, 0600) != 0) {
        err_set(err, ERR_INPUT, "%s: cannot be locked: %s", temporary, strerror(errno));
        file_new_end(file, true);
        return false;
    }
    return true;
}

static bool flush(struct file_new *file, struct err *err)
{
    const char *bytes = file->pending.text;
    size_t left = file->pending.length;

    while (left) {
        ssize_t count = write(file->descriptor, bytes, left);

        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return err_set(err, ERR_INPUT, "%s: cannot be written: %s", file->temporary, strerror(errno));
        bytes += count;
        left -= (size_t)count;
    }
    str_reset(&file->pending);
    return true;
}

bool file_new_write(struct file_new *file, const char *bytes, size_t length, struct err *err)
{
    if (file->descriptor <= 0)
        return err_set(err, ERR_INTERNAL, "a file was written to after it was finished");
    hash_add(file->hash, bytes, length);
    str_add_n(&file->pending, bytes, length);
    return file->pending.length < PENDING_MOST || flush(file, err);
}

bool file_new_finish(struct file_new *file, char hash[HASH_HEX_SIZE], struct err *err)
{
    if (file->descriptor <= 0)
        return err_set(err, ERR_INTERNAL, "a file was finished twice");
    if (!flush(file, err))
        return false;
    if (fsync(file->descriptor) != 0)
        return err_set(err, ERR_INPUT, "%s: cannot be written: %s", file->temporary, strerror(errno));
    hash_end(file->hash, hash);
    file->hash = NULL;
    return file_sync_directory(file->temporary, err);
}

bool file_new_again(struct file_new *file, struct err *err)
{
    str_reset(&file->pending);
    hash_end(file->hash, NULL);
    file->hash = hash_begin();
    return (ftruncate(file->descriptor, 0) == 0 && lseek(file->descriptor, 0, SEEK_SET) == 0) ||
           err_set(err, ERR_INPUT, "%s: cannot be emptied: %s", file->temporary, strerror(errno));
}

void file_new_end(struct file_new *file, bool remove)
{
    if (file->descriptor > 0 && remove)
        unlink(file->temporary);
    if (file->descriptor > 0)
        close(file->descriptor);
    free(file->temporary);
    str_clear(&file->pending);
    hash_end(file->hash, NULL);
    *file = (struct file_new){.descriptor = -1};
}

/* The kernel's own way first: file systems for sticks have no links. */
static int rename_new(const char *from, const char *to)
{
#ifdef RENAME_NOREPLACE
    int code = renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);

    if (code == 0 || (errno != ENOSYS && errno != EINVAL))
        return code;
#endif
    return link(from, to) == 0 ? unlink(from) : -1;
}

bool file_new_place(const char *temporary, const char *path, bool *taken, struct err *err)
{
    *taken = false;
    if (rename_new(temporary, path) == 0)
        return file_sync_directory(path, err);
    *taken = errno == EEXIST;
    return err_set(err, ERR_INPUT,
                   *taken ? "%s: there is a file already; name another" : "%s: cannot be put in place: %s",
                   path, strerror(errno));
}

static bool bytes_hash(int descriptor, const char *path, char hash[HASH_HEX_SIZE], struct err *err)
{
    char *buffer = mem_new(READ_SIZE);
    struct hash *all = hash_begin();
    bool good = true;
    ssize_t count;

    while (good && (count = read(descriptor, buffer, READ_SIZE)) != 0) {
        if (count > 0)
            hash_add(all, buffer, (size_t)count);
        else if (errno != EINTR)
            good = err_set(err, ERR_INPUT, "%s: cannot be read: %s", path, strerror(errno));
    }
    hash_end(all, hash);
    free(buffer);
    return good;
}

bool file_new_look(const char *path, enum file_new_state *state, char hash[HASH_HEX_SIZE], struct err *err)
{
    int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    struct stat status;
    bool good = true;

    hash[0] = '\0';
    *state = descriptor < 0 && errno == ENOENT ? FILE_NEW_MISSING : FILE_NEW_LEFT;
    if (descriptor < 0)
        return errno == ENOENT || errno == ELOOP ||
               err_set(err, ERR_INPUT, "%s: cannot be opened: %s", path, strerror(errno));
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
        if (flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
            *state = FILE_NEW_LIVE;
        else
            good = bytes_hash(descriptor, path, hash, err);
    }
    close(descriptor);
    return good;
}

bool file_new_named(const struct file_new *file, struct err *err)
{
    struct stat named, own;

    if (lstat(file->temporary, &named) == 0 && fstat(file->descriptor, &own) == 0 &&
        named.st_dev == own.st_dev && named.st_ino == own.st_ino)
        return true;
    return err_set(err, ERR_BUSY, "%s: it was taken away meanwhile; try again", file->temporary);
}

bool file_new_empty(const char *path, struct err *err)
{
    int descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY);
    bool good = descriptor >= 0 && ftruncate(descriptor, 0) == 0 && fsync(descriptor) == 0;

    if (!good)
        err_set(err, ERR_INPUT, "%s: cannot be emptied: %s", path, strerror(errno));
    if (descriptor >= 0)
        close(descriptor);
    return good;
}

bool file_new_remove(const char *path, struct err *err)
{
    return unlink(path) == 0 || errno == ENOENT ||
           err_set(err, ERR_INPUT, "%s: cannot be removed: %s", path, strerror(errno));
}
