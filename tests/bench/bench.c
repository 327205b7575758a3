#include "config.h"
#include "tests/bench/bench.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

_Noreturn void bench_fail(const char *format, ...)
{
    va_list list;

    fflush(stdout);
    fputs("bench: ", stderr);
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
    fputc('\n', stderr);
    exit(1);
}

static const char *environment_get(const char *name)
{
    const char *value = getenv(name);

    if (!value || !*value)
        bench_fail("$%s is not set: start it by `make bench`", name);
    return value;
}

void bench_begin(struct bench *bench)
{
    bench->data = environment_get("BENCH_DIR");
    bench->scratch = environment_get("BENCH_SCRATCH");
    bench->demur = environment_get("DEMUR");
    bench->accounts = atol(environment_get("BENCH_ACCOUNTS"));
    bench->runs = atoi(environment_get("BENCH_RUNS"));
    if (bench->accounts < 1 || bench->runs < 1)
        bench_fail("$BENCH_ACCOUNTS and $BENCH_RUNS are numbers from 1");
    setvbuf(stdout, NULL, _IOLBF, 0);
}

char *bench_path(const struct bench *bench, long accounts, const char *name)
{
    return mem_format("%s/%ld/%s", bench->data, accounts, name);
}

char *bench_scratch(const struct bench *bench, const char *name)
{
    return mem_format("%s/%s", bench->scratch, name);
}

bool bench_exists(const char *path)
{
    return access(path, R_OK) == 0;
}

bool bench_has(const char *command)
{
    const char *at = getenv("PATH");
    bool has = false;

    while (!has && at && *at) {
        size_t length = strcspn(at, ":");
        char *path = mem_format("%.*s/%s", (int)length, at, command);

        has = access(path, X_OK) == 0;
        free(path);
        at += length + (at[length] == ':');
    }
    return has;
}

void bench_copy(const char *from, const char *to)
{
    const char *const argv[] = {"cp", from, to, NULL};

    bench_run(argv, NULL, NULL, 0);
}

void bench_remove(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char *name = mem_format("%s%s", path, ends[i]);

        unlink(name);
        free(name);
    }
}

double bench_bytes(const char *path)
{
    char *log = mem_format("%s-wal", path);
    struct stat file, beside;
    double bytes;

    if (stat(path, &file) != 0)
        bench_fail("%s: %s", path, strerror(errno));
    bytes = (double)file.st_size;
    if (stat(log, &beside) == 0)
        bytes += (double)beside.st_size;
    free(log);
    return bytes;
}

double bench_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void redirect(int descriptor, const char *path, int flags)
{
    int file = open(path ? path : "/dev/null", flags, 0600);

    if (file < 0 || dup2(file, descriptor) < 0)
        _exit(127);
    close(file);
}

static _Noreturn void child(const char *const *argv, const char *input, const char *output, int errors)
{
    char *words[64] = {NULL};

    redirect(STDIN_FILENO, input, O_RDONLY);
    redirect(STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC);
    dup2(errors, STDERR_FILENO);
    for (size_t i = 0; argv[i] && i < sizeof words / sizeof *words - 1; i++)
        words[i] = mem_text(argv[i]);
    execvp(words[0], words);
    _exit(127);
}

/* Shows what the child said last. */
static _Noreturn void child_failed(const char *const *argv, int status, FILE *errors)
{
    char line[512];

    fflush(stdout);
    rewind(errors);
    while (fgets(line, sizeof line, errors))
        fputs(line, stderr);
    bench_fail("%s %s ended with status %#x", argv[0], argv[1] ? argv[1] : "", (unsigned)status);
}

struct bench_cost bench_run(const char *const *argv, const char *input, const char *output, int also)
{
    FILE *errors = tmpfile();
    struct bench_cost cost = {0};
    struct rusage usage;
    double begun;
    pid_t pid;
    int status;

    if (!errors)
        bench_fail("no temporary file: %s", strerror(errno));
    begun = bench_clock();
    pid = fork();
    if (pid == 0)
        child(argv, input, output, fileno(errors));
    if (pid < 0 || wait4(pid, &status, 0, &usage) != pid)
        bench_fail("%s cannot be started: %s", argv[0], strerror(errno));
    cost.wall = bench_clock() - begun;
    if (!WIFEXITED(status) || (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != also))
        child_failed(argv, status, errors);
    fclose(errors);
    cost.user = seconds(usage.ru_utime);
    cost.system = seconds(usage.ru_stime);
    cost.peak = (double)usage.ru_maxrss / 1024;
    return cost;
}

void bench_cost_add(struct bench_cost *sum, struct bench_cost cost)
{
    sum->wall += cost.wall;
    sum->user += cost.user;
    sum->system += cost.system;
    if (cost.peak > sum->peak)
        sum->peak = cost.peak;
}

/* The first number behind "summary:" or "totals:" of what callgrind wrote. */
static double instructions_read(const char *path)
{
    FILE *file = fopen(path, "r");
    char line[512];
    double count = 0;

    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "summary: %lf", &count) == 1 || sscanf(line, "totals: %lf", &count) == 1)
            break;
    if (file)
        fclose(file);
    if (count <= 0)
        bench_fail("valgrind counted nothing in %s", path);
    return count;
}

double bench_instructions(const struct bench *bench, const char *const *argv, int also)
{
    const char *all[64] = {"valgrind", "--tool=callgrind", "-q"};
    char *path = bench_scratch(bench, "callgrind.out");
    char *option = mem_format("--callgrind-out-file=%s", path);
    size_t count = 3;
    double instructions = 0;

    all[count++] = option;
    for (size_t i = 0; argv[i] && count < sizeof all / sizeof *all - 1; i++)
        all[count++] = argv[i];
    if (bench_has("valgrind")) {
        unlink(path);
        bench_run(all, NULL, NULL, also);
        instructions = instructions_read(path);
        unlink(path);
    }
    free(option);
    free(path);
    return instructions;
}
