/* Ends a program at its n-th call that changes what is on the disk, as if it had been killed there. Preloaded
 * into the program under test; CRASH_AT is n (from 1), CRASH_TORN=1 lets half of a write through first.
 * MEANWHILE is a command that runs to its end just before the file of a release is made. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define KILLED 137

static int wanted(void)
{
    static int at = -1;
    const char *text;

    if (at < 0) {
        text = getenv("CRASH_AT");
        at = text ? atoi(text) : 0;
    }
    return at;
}

/* True at the call to end at. */
static int is_last(void)
{
    static int calls;

    return wanted() && ++calls == wanted();
}

static void step(void)
{
    if (is_last())
        _exit(KILLED);
}

/* What another does at that moment. */
static void others_work(const char *path)
{
    const char *command = getenv("MEANWHILE");

    if (!command || !strstr(path, "/.demur-release"))
        return;
    unsetenv("LD_PRELOAD");
    if (system(command) != 0)
        _exit(KILLED);
    unsetenv("MEANWHILE");
}

/* How much of a write goes through before the end; length: it is not the last. */
static size_t let_through(size_t length)
{
    if (!is_last())
        return length;
    if (!getenv("CRASH_TORN") || length < 2)
        _exit(KILLED);
    return length / 2;
}

/* The next function of a name; dlsym gives an object pointer. */
#define NEXT(name)                                                                                           \
    static union {                                                                                           \
        void *object;                                                                                        \
        __typeof__(&name) function;                                                                          \
    } next;                                                                                                  \
    if (!next.object)                                                                                        \
        next.object = dlsym(RTLD_NEXT, #name);

ssize_t write(int descriptor, const void *bytes, size_t length)
{
    NEXT(write)
    size_t through = let_through(length);
    ssize_t count = next.function(descriptor, bytes, through);

    if (through < length)
        _exit(KILLED);
    return count;
}

#define PWRITE(name, offset_type)                                                                            \
    ssize_t name(int descriptor, const void *bytes, size_t length, offset_type offset)                       \
    {                                                                                                        \
        NEXT(name)                                                                                           \
        size_t through = let_through(length);                                                                \
        ssize_t count = next.function(descriptor, bytes, through, offset);                                   \
        if (through < length)                                                                                \
            _exit(KILLED);                                                                                   \
        return count;                                                                                        \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define OPEN(name)                                                                                           \
    int name(const char *path, int flags, ...)                                                               \
    {                                                                                                        \
        NEXT(name)                                                                                           \
        int mode = 0;                                                                                        \
        va_list list;                                                                                        \
        va_start(list, flags);                                                                               \
        if (flags & (O_CREAT | __O_TMPFILE))                                                                 \
            mode = va_arg(list, int);                                                                        \
        va_end(list);                                                                                        \
        if (flags & O_EXCL)                                                                                  \
            others_work(path);                                                                               \
        if (flags & O_CREAT)                                                                                 \
            step();                                                                                          \
        return next.function(path, flags, mode);                                                             \
    }
OPEN(open)
OPEN(open64)

#define STEP(type, name, parameters, arguments)                                                              \
    type name parameters                                                                                     \
    {                                                                                                        \
        NEXT(name)                                                                                           \
        step();                                                                                              \
        return next.function arguments;                                                                      \
    }
STEP(int, fsync, (int descriptor), (descriptor))
STEP(int, fdatasync, (int descriptor), (descriptor))
STEP(int, ftruncate, (int descriptor, off_t length), (descriptor, length))
STEP(int, ftruncate64, (int descriptor, off64_t length), (descriptor, length))
STEP(int, rename, (const char *from, const char *to), (from, to))
STEP(int, renameat2, (int from_at, const char *from, int to_at, const char *to, unsigned flags),
     (from_at, from, to_at, to, flags))
STEP(int, link, (const char *from, const char *to), (from, to))
STEP(int, unlink, (const char *path), (path))
