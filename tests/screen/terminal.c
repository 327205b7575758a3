#include "config.h"

#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "keys.h"

/* Written by the harness behind the program's output: when it arrives, so has everything before it. */
static const char mark[] = "\033]9999;screen-run\007";

static int64_t nanoseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int64_t milliseconds(void)
{
    return nanoseconds() / 1000000;
}

static int property_changed(VTermProp property, VTermValue *value, void *user)
{
    struct terminal *terminal = user;

    if (property == VTERM_PROP_ALTSCREEN)
        terminal->alternate = value->boolean;
    else if (property == VTERM_PROP_CURSORVISIBLE)
        terminal->cursor_visible = value->boolean;
    else if (property == VTERM_PROP_MOUSE)
        terminal->mouse = value->number != VTERM_PROP_MOUSE_NONE;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = property_changed};

static void take_typed(const char *bytes, size_t length, void *user)
{
    struct terminal *terminal = user;

    str_add_n(&terminal->typed, bytes, length);
}

static void open_vterm(struct terminal *terminal)
{
    terminal->vterm = vterm_new(terminal->rows, terminal->columns);
    vterm_set_utf8(terminal->vterm, 1);
    vterm_output_set_callback(terminal->vterm, take_typed, terminal);
    terminal->screen = vterm_obtain_screen(terminal->vterm);
    terminal->cursor_visible = true;
    vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
    vterm_screen_enable_altscreen(terminal->screen, 1);
    vterm_screen_reset(terminal->screen, 1);
}

/* Opens both ends of a pseudo-terminal of the wanted size. */
static bool open_pty(struct terminal *terminal, struct err *err)
{
    struct winsize size = {.ws_row = (unsigned short)terminal->rows,
                           .ws_col = (unsigned short)terminal->columns};
    const char *name;

    terminal->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (terminal->master < 0 || grantpt(terminal->master) < 0 || unlockpt(terminal->master) < 0)
        return err_set(err, ERR_INPUT, "no pseudo-terminal: %s", strerror(errno));
    name = ptsname(terminal->master);
    terminal->slave = name ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK) : -1;
    if (terminal->slave < 0 || ioctl(terminal->slave, TIOCSWINSZ, &size) < 0 ||
        tcgetattr(terminal->slave, &terminal->settings) < 0)
        return err_set(err, ERR_INPUT, "the pseudo-terminal cannot be used: %s", strerror(errno));
    return true;
}

/* The child's half of terminal_start: never returns. */
static void become_program(const char *name, int sync, const char *command, char *const environment[],
                           const char *directory)
{
    int descriptor;

    /* Who starts the tests may have ignored it; a program in a terminal hears that it is gone. */
    signal(SIGHUP, SIG_DFL);
    if (setsid() < 0 || (descriptor = open(name, O_RDWR)) < 0 || ioctl(descriptor, TIOCSCTTY, 0) < 0)
        _exit(126);
    for (int standard = 0; standard <= 2; standard++)
        if (dup2(descriptor, standard) < 0)
            _exit(126);
    if (descriptor > 2)
        close(descriptor);
    if (dup2(sync, TERMINAL_SYNC) < 0 || chdir(directory) < 0)
        _exit(126);
    execle("/bin/sh", "sh", "-c", command, (char *)NULL, environment);
    _exit(127);
}

static bool fork_program(struct terminal *terminal, const char *command, char *const environment[],
                         const char *directory, struct err *err)
{
    int ends[2];
    char *name = mem_text(ptsname(terminal->master));
    char *line = mem_format("exec %s", command);

    if (pipe2(ends, O_CLOEXEC) < 0)
        ends[0] = ends[1] = -1;
    terminal->pid = ends[0] < 0 ? -1 : fork();
    if (terminal->pid == 0)
        become_program(name, ends[1], line, environment, directory);
    free(name);
    free(line);
    if (ends[0] >= 0) {
        close(ends[1]);
        terminal->sync = ends[0];
        fcntl(terminal->sync, F_SETFL, O_NONBLOCK);
    }
    if (terminal->pid < 0) {
        terminal->pid = 0;
        return err_set(err, ERR_INPUT, "cannot start: %s", strerror(errno));
    }
    return true;
}

/* Sends what was typed, as far as the program's terminal has room. */
static bool send_typed(struct terminal *terminal, struct err *err)
{
    struct str rest;
    ssize_t sent;

    if (terminal->typed.length == 0)
        return true;
    sent = write(terminal->master, str_text(&terminal->typed), terminal->typed.length);
    if (sent < 0 && errno != EAGAIN)
        return err_set(err, ERR_INPUT, "the program's terminal takes no keys: %s", strerror(errno));
    sent = sent < 0 ? 0 : sent;
    str_init(&rest);
    str_add_n(&rest, terminal->typed.text + sent, terminal->typed.length - (size_t)sent);
    str_clear(&terminal->typed);
    terminal->typed = rest;
    return true;
}

/* Reads what the program has written so far; returns the bytes added to output. */
static size_t read_output(struct terminal *terminal, struct str *output)
{
    char buffer[4096];
    size_t added = 0;
    ssize_t count;

    while (terminal->master >= 0 && (count = read(terminal->master, buffer, sizeof buffer)) > 0) {
        str_add_n(output, buffer, (size_t)count);
        added += (size_t)count;
    }
    return added;
}

/* Shows what the program wrote. */
static void show(struct terminal *terminal, const char *bytes, size_t length)
{
    if (terminal->written)
        str_add_n(terminal->written, bytes, length);
    vterm_input_write(terminal->vterm, bytes, length);
}

static void show_output(struct terminal *terminal, struct str *output)
{
    if (output->length > 0)
        show(terminal, str_text(output), output->length);
    str_reset(output);
}

/* Reads everything the program has written: up to a mark of our own, because the kernel passes bytes on in
 * order but not at once. */
static bool read_up_to_mark(struct terminal *terminal, struct str *output, struct err *err)
{
    const size_t length = sizeof mark - 1;
    int64_t deadline = milliseconds() + terminal->limit * 1000;

    if (terminal->master < 0)
        return true;
    read_output(terminal, output);
    if (write(terminal->slave, mark, length) != (ssize_t)length)
        return err_set(err, ERR_INPUT, "the program has stopped its terminal's output");
    for (;;) {
        struct pollfd wait = {.fd = terminal->master, .events = POLLIN};
        const char *found;

        read_output(terminal, output);
        found = output->length >= length ? memmem(output->text, output->length, mark, length) : NULL;
        if (found) {
            size_t before = (size_t)(found - output->text);

            show(terminal, output->text, before);
            show(terminal, found + length, output->length - before - length);
            str_reset(output);
            return true;
        }
        if (milliseconds() > deadline)
            return err_set(err, ERR_INPUT, "the terminal's output was never read to its end");
        poll(&wait, 1, 1000);
    }
}

/* Takes the exit status of a program that has closed its descriptors; kills one that stays nevertheless. */
static void take_end(struct terminal *terminal)
{
    int64_t deadline = milliseconds() + terminal->limit * 1000;

    close(terminal->sync);
    terminal->sync = -1;
    while (waitpid(terminal->pid, &terminal->status, WNOHANG) == 0) {
        if (milliseconds() > deadline)
            kill(terminal->pid, SIGKILL);
        poll(NULL, 0, 1);
    }
    terminal->pid = 0;
}

/* Returns 1 when the program waits for a key, 0 when it has ended, -1 when it has said nothing yet. */
static int read_sync(struct terminal *terminal)
{
    char bytes[64];
    ssize_t count;
    int waits = -1;

    while ((count = read(terminal->sync, bytes, sizeof bytes)) > 0) {
        if (terminal->framed == 0)
            terminal->framed = nanoseconds();
        if (memchr(bytes, '.', (size_t)count))
            waits = 1;
    }
    return count == 0 ? 0 : waits;
}

/* True when the program has not read all that was typed, so that it will say again that it waits. */
static bool input_pending(const struct terminal *terminal)
{
    int bytes = 0;

    if (terminal->typed.length > 0)
        return true;
    return terminal->slave >= 0 && ioctl(terminal->slave, FIONREAD, &bytes) == 0 && bytes > 0;
}

/* True when the program sleeps, and where /proc does not tell. */
static bool is_asleep(const struct terminal *terminal)
{
    char *path = mem_format("/proc/%d/stat", (int)terminal->pid);
    FILE *file = fopen(path, "r");
    char state = 'S';

    /* The command's name in brackets holds no bracket here. */
    if (!file || fscanf(file, "%*d (%*[^)]) %c", &state) != 1)
        state = 'S';
    if (file)
        fclose(file);
    free(path);
    return state == 'S' || state == 'T' || state == 'Z';
}

/* True when the frame of a program that tells nothing is out; added: bytes that came just now. */
static bool is_quiet(struct terminal *terminal, size_t added)
{
    const int64_t millisecond = 1000000;

    if (!terminal->quiet)
        return false;
    if (added)
        terminal->framed = nanoseconds();
    return terminal->framed && nanoseconds() - terminal->framed > terminal->quiet * millisecond &&
           is_asleep(terminal);
}

/* Waits until the program waits for a key or has ended, and shows all it has written until then. */
static bool settle(struct terminal *terminal, struct err *err)
{
    int64_t deadline = milliseconds() + terminal->limit * 1000;
    struct str output;
    bool settled = false;

    str_init(&output);
    for (;;) {
        struct pollfd wait[2] = {{.fd = terminal->sync, .events = POLLIN},
                                 {.fd = terminal->master, .events = POLLIN}};
        size_t added;
        int heard;

        poll(wait, 2, terminal->quiet ? terminal->quiet : 1000);
        added = read_output(terminal, &output);
        heard = is_quiet(terminal, added) ? 1 : read_sync(terminal);
        if (heard == 1 && input_pending(terminal))
            heard = -1;
        if (heard == 0)
            take_end(terminal);
        if (heard < 0 && terminal->master >= 0 && !send_typed(terminal, err))
            break;
        if (heard >= 0) {
            settled = read_up_to_mark(terminal, &output, err);
            break;
        }
        show_output(terminal, &output);
        if (milliseconds() > deadline) {
            err_set(err, ERR_INPUT, "the program neither waited for a key nor ended within %d seconds",
                    terminal->limit);
            break;
        }
    }
    str_clear(&output);
    return settled && (terminal->master < 0 || send_typed(terminal, err));
}

bool terminal_running(const struct terminal *terminal)
{
    return terminal->pid != 0;
}

bool terminal_start(struct terminal *terminal, const char *command, char *const environment[],
                    const char *directory, struct err *err)
{
    terminal->master = terminal->slave = terminal->sync = -1;
    str_init(&terminal->typed);
    open_vterm(terminal);
    terminal->sent = nanoseconds();
    terminal->framed = 0;
    return open_pty(terminal, err) && fork_program(terminal, command, environment, directory, err) &&
           settle(terminal, err);
}

/* Waits until the program sleeps in the wait it has announced. A key would be kept for it, but a signal that
 * comes in between is only a flag, which curses looks at too early to see. */
static void wait_asleep(const struct terminal *terminal)
{
    int64_t deadline = milliseconds() + terminal->limit * 1000;

    while (!is_asleep(terminal) && milliseconds() < deadline)
        poll(NULL, 0, 1);
}

/* Fails with how the program ended when it no longer runs; forgets what it said before. */
static bool ready(struct terminal *terminal, struct err *err)
{
    if (terminal->pid == 0)
        return err_set(err, ERR_INPUT, "the program does not run");
    if (read_sync(terminal) == 0)
        return err_set(err, ERR_INPUT, "the program ended while it waited for a key");
    terminal->sent = nanoseconds();
    terminal->framed = 0;
    return true;
}

bool terminal_type(struct terminal *terminal, const struct key *keys, size_t count, struct err *err)
{
    if (!ready(terminal, err))
        return false;
    for (const struct key *key = keys; key < keys + count; key++) {
        if (key->code != VTERM_KEY_NONE)
            vterm_keyboard_key(terminal->vterm, key->code, key->modifier);
        else
            str_add(&terminal->typed, key->bytes);
    }
    return send_typed(terminal, err) && settle(terminal, err);
}

bool terminal_send(struct terminal *terminal, const char *bytes, size_t length, struct err *err)
{
    if (!ready(terminal, err))
        return false;
    str_add_n(&terminal->typed, bytes, length);
    return send_typed(terminal, err) && settle(terminal, err);
}

bool terminal_press(struct terminal *terminal, const struct key *key, struct err *err)
{
    return terminal_type(terminal, key, 1, err);
}

bool terminal_paste(struct terminal *terminal, const char *text, struct err *err)
{
    if (!ready(terminal, err))
        return false;
    vterm_keyboard_start_paste(terminal->vterm);
    str_add(&terminal->typed, text);
    vterm_keyboard_end_paste(terminal->vterm);
    return send_typed(terminal, err) && settle(terminal, err);
}

bool terminal_resize(struct terminal *terminal, int columns, int rows, struct err *err)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

    if (columns == terminal->columns && rows == terminal->rows)
        return err_set(err, ERR_USAGE, "the terminal has this size already, so nothing would happen");
    if (!ready(terminal, err))
        return false;
    terminal->columns = columns;
    terminal->rows = rows;
    vterm_set_size(terminal->vterm, rows, columns);
    wait_asleep(terminal);
    /* The kernel sends SIGWINCH to the program by itself. */
    if (ioctl(terminal->slave, TIOCSWINSZ, &size) < 0)
        return err_set(err, ERR_INPUT, "cannot resize: %s", strerror(errno));
    return settle(terminal, err);
}

bool terminal_signal(struct terminal *terminal, int number, struct err *err)
{
    if (!ready(terminal, err))
        return false;
    wait_asleep(terminal);
    if (kill(terminal->pid, number) < 0)
        return err_set(err, ERR_INPUT, "cannot signal: %s", strerror(errno));
    return settle(terminal, err);
}

bool terminal_hang_up(struct terminal *terminal, struct err *err)
{
    if (!ready(terminal, err))
        return false;
    close(terminal->slave);
    close(terminal->master);
    terminal->slave = terminal->master = -1;
    return settle(terminal, err);
}

bool terminal_sane(const struct terminal *terminal, struct err *err)
{
    struct termios now;

    if (terminal->slave < 0)
        return true;
    if (terminal->alternate)
        return err_set(err, ERR_RULE, "the terminal was left in the alternate screen");
    if (!terminal->cursor_visible)
        return err_set(err, ERR_RULE, "the terminal was left without its cursor");
    if (terminal->mouse)
        return err_set(err, ERR_RULE, "the terminal was left reporting the mouse");
    if (tcgetattr(terminal->slave, &now) < 0)
        return err_set(err, ERR_INPUT, "the terminal's settings cannot be read: %s", strerror(errno));
    if (now.c_iflag != terminal->settings.c_iflag || now.c_oflag != terminal->settings.c_oflag ||
        now.c_lflag != terminal->settings.c_lflag || now.c_cflag != terminal->settings.c_cflag)
        return err_set(err, ERR_RULE, "the terminal's settings (echo, line editing) were not put back");
    return true;
}

void terminal_stop(struct terminal *terminal)
{
    if (!terminal->vterm)
        return;
    if (terminal->pid > 0) {
        kill(-terminal->pid, SIGKILL);
        kill(terminal->pid, SIGKILL);
        take_end(terminal);
    } else if (terminal->sync >= 0) {
        close(terminal->sync);
    }
    if (terminal->master >= 0)
        close(terminal->master);
    if (terminal->slave >= 0)
        close(terminal->slave);
    str_clear(&terminal->typed);
    vterm_free(terminal->vterm);
    *terminal = (struct terminal){0};
}
