/* Long work at the command line: how far it is, on one line of the terminal that is written over and at last
 * wiped, or a line a second where nobody's terminal is; and a person's wish to stop it. */
#include "config.h"
#include "cli/cli.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/progress.h"
#include "base/stop.h"

/* Milliseconds from one line to the next. */
enum { PACE_TERMINAL = 100, PACE_LINES = 1000 };

static struct {
    struct progress pace;
    bool terminal;
    int columns;
    int shown; /* columns of the line that stands there; 0 none */
} line;

int64_t cli_microseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void cli_progress_wipe(void)
{
    if (!line.shown)
        return;
    fprintf(stderr, "\r%*s\r", line.shown, "");
    fflush(stderr);
    line.shown = 0;
}

static void show(void *context, const char *what, int64_t count, double share)
{
    int64_t now = cli_microseconds() / 1000;
    struct str text = {0};

    (void)context;
    if (!progress_due(&line.pace, now, line.terminal ? PACE_TERMINAL : PACE_LINES, count, share))
        return;
    progress_line(&line.pace, now, what, count, share, line.terminal ? line.columns : 0, &text);
    if (line.terminal) {
        int columns = (int)text.length < line.columns ? (int)text.length : line.columns - 1;

        fprintf(stderr, "\r%-*.*s", line.shown > columns ? line.shown : columns, columns, str_text(&text));
        fflush(stderr);
        line.shown = columns;
    } else {
        cli_say("%s", str_text(&text));
    }
    str_clear(&text);
}

void cli_long_work(void)
{
    struct winsize size;

    line.terminal = isatty(STDERR_FILENO) == 1;
    line.columns = 80;
    if (line.terminal && ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1)
        line.columns = size.ws_col;
    progress_watch(show, NULL);
    stop_listen();
}
