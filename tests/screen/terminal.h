/* A program in a pseudo-terminal, and the terminal it sees, kept by libvterm. */
#ifndef DEMUR_TESTS_TERMINAL_H
#define DEMUR_TESTS_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#include "base/err.h"
#include "base/str.h"

struct key;

/* The descriptor on which the program says that it waits for a key (DEMUR_TEST_SYNC). */
#define TERMINAL_SYNC 9

struct terminal {
    int columns;
    int rows;
    int quiet;  /* milliseconds; 0: the program tells when its frame is out, else it is out when nothing came
                   so  long while the program sleeps */
    int limit;  /* seconds to wait for the program before it counts as hung */
    int master; /* -1 once hung up */
    int slave;  /* kept open, so that the settings can be read after the program's end; -1 once hung up */
    int sync;   /* -1 once the program has ended */
    pid_t pid;  /* 0 once the program was waited for */
    int status; /* as of waitpid, once pid is 0 */
    bool alternate;
    bool cursor_visible;
    bool mouse;
    /* When the program was started or a key was sent, and when it said that the frame is out (0: not yet), in
     * nanoseconds of a clock that only goes forward. */
    int64_t sent, framed;
    struct termios settings; /* as they were before the program started */
    struct str typed;        /* bytes libvterm made of keys, or answers, not yet sent */
    struct str *written;     /* the caller's, or NULL: gets all bytes the program wrote */
    VTerm *vterm;
    VTermScreen *screen;
};

/* Starts `sh -c "exec COMMAND"` in directory with exactly this environment (NULL at its end), and waits until
 * it waits for a key or ends. terminal holds columns, rows and limit; the caller stops it, whatever is
 * returned. */
bool terminal_start(struct terminal *terminal, const char *command, char *const environment[],
                    const char *directory, struct err *err);

/* True while the program runs, as far as was seen. */
bool terminal_running(const struct terminal *terminal);

/* Each of these does its thing and waits until the program waits again or ends. */
bool terminal_press(struct terminal *terminal, const struct key *key, struct err *err);
/* Sends bytes as they are. */
bool terminal_send(struct terminal *terminal, const char *bytes, size_t length, struct err *err);
/* Sends several keys at once, as somebody types who does not look. */
bool terminal_type(struct terminal *terminal, const struct key *keys, size_t count, struct err *err);
/* Sends text at once, as a bracketed paste if the program asked for that. */
bool terminal_paste(struct terminal *terminal, const char *text, struct err *err);
bool terminal_resize(struct terminal *terminal, int columns, int rows, struct err *err);
bool terminal_signal(struct terminal *terminal, int number, struct err *err);
/* Takes the terminal away, as a lost connection does. */
bool terminal_hang_up(struct terminal *terminal, struct err *err);

/* Says what a program that has ended left behind in the terminal; true when nothing. */
bool terminal_sane(const struct terminal *terminal, struct err *err);

/* Kills a program that still runs and frees everything. Safe on a terminal never started (all zero). */
void terminal_stop(struct terminal *terminal);

#endif
