#include "config.h"
#include "tui/term_rescue.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int end_signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
/* Under sanitizers these are theirs: their report is worth more than the screen. */
#ifdef DEMUR_SANITIZED
static const int death_signals[] = {SIGABRT};
#else
static const int death_signals[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV};
#endif
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static volatile sig_atomic_t asked;
static int wake[2] = {-1, -1};
static struct sigaction old_end[COUNT(end_signals)], old_death[COUNT(death_signals)];
static struct termios modes;
static bool modes_known;
static char reset_text[256];
static size_t reset_length;
static int held_errors = -1, real_errors = -1;

static void on_end(int number)
{
    int saved = errno;

    asked = number;
    if (write(wake[1], "", 1) < 0) {
        /* full: a wake-up is under way already */
    }
    errno = saved;
}

/* Copies what was held to the real standard error. Calls nothing that is not safe in a signal handler. */
static void errors_show(void)
{
    char buffer[512];
    ssize_t got;

    if (lseek(held_errors, 0, SEEK_SET) < 0)
        return;
    while ((got = read(held_errors, buffer, sizeof buffer)) > 0)
        if (write(real_errors, buffer, (size_t)got) < 0)
            return;
}

static void on_death(int number)
{
    if (write(STDOUT_FILENO, reset_text, reset_length) < 0) {
        /* the terminal is gone: nothing to mend */
    }
    if (modes_known)
        tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    if (held_errors >= 0)
        errors_show();
    signal(number, SIG_DFL);
    raise(number);
}

static void install(const int *numbers, size_t count, void (*handler)(int), struct sigaction *old)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = handler;
    for (size_t i = 0; i < count; i++)
        sigaction(numbers[i], &action, &old[i]);
}

void rescue_start(const char *reset, size_t length)
{
    reset_length = length < sizeof reset_text ? length : sizeof reset_text;
    memcpy(reset_text, reset, reset_length);
    modes_known = tcgetattr(STDIN_FILENO, &modes) == 0;
    if (pipe(wake) == 0) {
        for (int i = 0; i < 2; i++) {
            fcntl(wake[i], F_SETFL, O_NONBLOCK);
            fcntl(wake[i], F_SETFD, FD_CLOEXEC);
        }
    }
    install(end_signals, COUNT(end_signals), on_end, old_end);
    install(death_signals, COUNT(death_signals), on_death, old_death);
}

void rescue_end(void)
{
    for (size_t i = 0; i < COUNT(end_signals); i++)
        sigaction(end_signals[i], &old_end[i], NULL);
    for (size_t i = 0; i < COUNT(death_signals); i++)
        sigaction(death_signals[i], &old_death[i], NULL);
    for (int i = 0; i < 2; i++) {
        if (wake[i] >= 0)
            close(wake[i]);
        wake[i] = -1;
    }
}

int rescue_signal(void)
{
    return (int)asked;
}

int rescue_descriptor(void)
{
    return wake[0];
}

void rescue_errors_hold(void)
{
#ifndef DEMUR_SANITIZED
    FILE *file;

    if (held_errors >= 0 || !isatty(STDERR_FILENO))
        return;
    fflush(stderr);
    file = tmpfile();
    if (!file)
        return;
    held_errors = fcntl(fileno(file), F_DUPFD_CLOEXEC, 3);
    real_errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    fclose(file);
    if (held_errors >= 0 && real_errors >= 0)
        dup2(held_errors, STDERR_FILENO);
#endif
}

void rescue_errors_release(void)
{
    if (held_errors < 0)
        return;
    fflush(stderr);
    if (real_errors >= 0) {
        dup2(real_errors, STDERR_FILENO);
        errors_show();
        close(real_errors);
    }
    close(held_errors);
    held_errors = real_errors = -1;
}
