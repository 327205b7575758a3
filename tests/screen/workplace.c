#include "config.h"

#include "workplace.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

static const char *top(const char *name, const char *otherwise)
{
    const char *value = getenv(name);

    return value && *value ? value : otherwise;
}

static const char *source_top(void)
{
    return top("abs_top_srcdir", TOP_SOURCE);
}

static const char *build_top(void)
{
    return top("abs_top_builddir", TOP_BUILD);
}

void workplace_set(struct workplace *workplace, const char *assignment)
{
    size_t name = strcspn(assignment, "=") + 1;

    for (size_t i = 0; i < workplace->count; i++) {
        if (strncmp(workplace->environment[i], assignment, name) == 0) {
            free(workplace->environment[i]);
            workplace->environment[i] = mem_text(assignment);
            return;
        }
    }
    if (workplace->count + 1 >= workplace->capacity) {
        workplace->capacity = workplace->capacity * 2 + 32;
        workplace->environment =
            mem_resize(workplace->environment, workplace->capacity, sizeof *workplace->environment);
    }
    workplace->environment[workplace->count++] = mem_text(assignment);
    workplace->environment[workplace->count] = NULL;
}

static void set_path(struct workplace *workplace, const char *name, const char *under, const char *rest)
{
    char *assignment = mem_format("%s=%s%s%s", name, workplace->root, under, rest);

    workplace_set(workplace, assignment);
    free(assignment);
}

/* Takes a variable over from outside when it is set there. */
static void keep(struct workplace *workplace, const char *name)
{
    const char *value = getenv(name);
    char *assignment;

    if (!value)
        return;
    assignment = mem_format("%s=%s", name, value);
    workplace_set(workplace, assignment);
    free(assignment);
}

static void pin_environment(struct workplace *workplace)
{
    char *data = mem_format("DEMUR_DATA=%s/data", source_top());

    set_path(workplace, "PATH", "/bin", ":/usr/local/bin:/usr/bin:/bin");
    set_path(workplace, "HOME", "/home", "");
    set_path(workplace, "XDG_DATA_HOME", "/home", "/.local/share");
    set_path(workplace, "XDG_CONFIG_HOME", "/home", "/.config");
    set_path(workplace, "XDG_STATE_HOME", "/home", "/.local/state");
    set_path(workplace, "XDG_CACHE_HOME", "/home", "/.cache");
    set_path(workplace, "TMPDIR", "/home", "");
    workplace_set(workplace, "TZ=UTC");
    workplace_set(workplace, "LC_ALL=C.UTF-8");
    workplace_set(workplace, "TERM=xterm-256color");
    workplace_set(workplace, "DEMUR_AGENT=dana");
    workplace_set(workplace, "DEMUR_NOW=2014-04-03T12:00:00Z");
    workplace_set(workplace, data);
    keep(workplace, "DEMUR_DATA");
    keep(workplace, "ASAN_OPTIONS");
    keep(workplace, "UBSAN_OPTIONS");
    keep(workplace, "LSAN_OPTIONS");
    keep(workplace, "UGLY");
    free(data);
}

bool workplace_make(struct workplace *workplace, struct err *err)
{
    char *program = getenv("DEMUR") ? mem_text(getenv("DEMUR")) : mem_format("%s/demur", build_top());
    char *home, *binaries, *link;
    bool made;

    *workplace = (struct workplace){.root = mem_format("%s/demur-screen-XXXXXX", top("TMPDIR", "/tmp"))};
    if (!mkdtemp(workplace->root)) {
        err_set(err, ERR_INPUT, "%s: %s", workplace->root, strerror(errno));
        free(workplace->root);
        free(program);
        workplace->root = NULL;
        return false;
    }
    workplace->directory = file_join(workplace->root, "work");
    home = file_join(workplace->root, "home");
    binaries = file_join(workplace->root, "bin");
    link = file_join(binaries, "demur");
    made = file_make_directory(workplace->directory, err) && file_make_directory(home, err) &&
           file_make_directory(binaries, err);
    if (made && symlink(program, link) < 0)
        made = err_set(err, ERR_INPUT, "%s: %s", link, strerror(errno));
    free(program);
    free(home);
    free(binaries);
    free(link);
    pin_environment(workplace);
    return made;
}

char *workplace_expand(const char *text)
{
    struct str out;

    str_init(&out);
    while (*text) {
        if (str_starts(text, "@srcdir@")) {
            str_add(&out, source_top());
            text += strlen("@srcdir@");
        } else if (str_starts(text, "@builddir@")) {
            str_add(&out, build_top());
            text += strlen("@builddir@");
        } else {
            str_add_char(&out, *text++);
        }
    }
    return str_take(&out);
}

/* The child's half of workplace_run: never returns. */
static void become_command(const struct workplace *workplace, const char *command, int output)
{
    int nothing = open("/dev/null", O_RDONLY);

    if (setsid() < 0 || nothing < 0 || dup2(nothing, 0) < 0 || dup2(output, 1) < 0 || dup2(output, 2) < 0 ||
        chdir(workplace->directory) < 0)
        _exit(126);
    execle("/bin/sh", "sh", "-c", command, (char *)NULL, workplace->environment);
    _exit(127);
}

/* Reads until the other end is closed; false when that takes longer than limit seconds. */
static bool read_to_end(int descriptor, int limit, struct str *output)
{
    time_t deadline = time(NULL) + limit;
    char buffer[4096];

    for (;;) {
        struct pollfd wait = {.fd = descriptor, .events = POLLIN};
        ssize_t count;

        if (poll(&wait, 1, 1000) > 0) {
            count = read(descriptor, buffer, sizeof buffer);
            if (count <= 0)
                return count == 0;
            str_add_n(output, buffer, (size_t)count);
        }
        if (time(NULL) > deadline)
            return false;
    }
}

bool workplace_run(const struct workplace *workplace, const char *command, int limit, struct str *output,
                   int *status, struct err *err)
{
    int ends[2];
    bool ended;
    pid_t pid;

    if (pipe2(ends, O_CLOEXEC) < 0)
        return err_set(err, ERR_INPUT, "no pipe: %s", strerror(errno));
    pid = fork();
    if (pid == 0)
        become_command(workplace, command, ends[1]);
    close(ends[1]);
    ended = pid > 0 && read_to_end(ends[0], limit, output);
    close(ends[0]);
    if (pid < 0)
        return err_set(err, ERR_INPUT, "cannot fork: %s", strerror(errno));
    if (!ended)
        kill(-pid, SIGKILL);
    while (waitpid(pid, status, 0) < 0 && errno == EINTR)
        ;
    return ended || err_set(err, ERR_INPUT, "the command did not end within %d seconds", limit);
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

void workplace_clear(struct workplace *workplace)
{
    if (workplace->root)
        nftw(workplace->root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    for (size_t i = 0; i < workplace->count; i++)
        free(workplace->environment[i]);
    free(workplace->environment);
    free(workplace->directory);
    free(workplace->root);
    *workplace = (struct workplace){0};
}
