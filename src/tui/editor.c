#include "config.h"

#include "tui/editor.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/charset.h"
#include "base/file.h"
#include "base/mem.h"
#include "tui/term.h"

/* More than anybody types; what is pasted in beyond it belongs into a file that is taken in. */
enum { TEXT_LIMIT = 1 << 20 };

/* In the session's own directory, which lives in memory and goes with the session, where there is one. */
static char *temporary_path(void)
{
    const char *directory = getenv("XDG_RUNTIME_DIR");

    if (!directory || *directory != '/' || access(directory, W_OK) != 0) {
        directory = getenv("TMPDIR");
    }
    if (!directory || *directory != '/' || access(directory, W_OK) != 0) {
        directory = "/tmp";
    }
    return file_join(directory, "demur-XXXXXX");
}

/* mkstemp makes it 0600 and refuses what is there. */
static bool write_temporary(char *path, const struct str *text, struct err *err)
{
    int descriptor = mkstemp(path);
    size_t done = 0;
    bool wrote = true;

    if (descriptor < 0) {
        return err_set(err, ERR_INPUT, "%s: %s; the text cannot be handed to an editor", path,
                       strerror(errno));
    }
    while (wrote && done < text->length) {
        ssize_t count = write(descriptor, text->text + done, text->length - done);

        if (count > 0) {
            done += (size_t)count;
        } else if (count == 0 || errno != EINTR) {
            wrote = false;
        }
    }
    if (!wrote) {
        err_set(err, ERR_INPUT, "%s: %s; the text cannot be handed to an editor", path, strerror(errno));
    }
    if (close(descriptor) != 0 && wrote) {
        wrote =
            err_set(err, ERR_INPUT, "%s: %s; the text cannot be handed to an editor", path, strerror(errno));
    }
    if (!wrote) {
        unlink(path);
    }
    return wrote;
}

static _Noreturn void become(char **argv)
{
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    execvp(argv[0], argv);
    _exit(127);
}

/* Runs a command on the terminal. Keys that interrupt are the editor's alone meanwhile; ^Z stops both, so
 * that the shell comes back. */
static bool run(char **argv, struct err *err)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction stop = {.sa_handler = SIG_DFL};
    struct sigaction interrupt, quit, stopped;
    int status = 0;
    pid_t child, waited;

    sigemptyset(&ignore.sa_mask);
    sigemptyset(&stop.sa_mask);
    term_suspend();
    sigaction(SIGINT, &ignore, &interrupt);
    sigaction(SIGQUIT, &ignore, &quit);
    sigaction(SIGTSTP, &stop, &stopped);
    child = fork();
    if (child == 0) {
        become(argv);
    }
    do {
        waited = child < 0 ? -1 : waitpid(child, &status, 0);
    } while (waited < 0 && child > 0 && errno == EINTR);
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
    sigaction(SIGTSTP, &stopped, NULL);
    term_resume();
    if (waited < 0) {
        return err_set(err, ERR_INPUT, "%s: %s", argv[0], strerror(errno));
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127) {
        return err_set(err, ERR_INPUT, "%s: not found; set VISUAL or EDITOR to your editor", argv[0]);
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return err_set(err, ERR_INPUT, "%s: ended with a failure; the text is as it was before", argv[0]);
    }
    return true;
}

static char **editor_command(size_t *count, struct err *err)
{
    static const char *const variables[] = {"VISUAL", "EDITOR"};
    const char *command = "vi";
    char **argv;

    for (size_t i = sizeof variables / sizeof *variables; i-- > 0;) {
        const char *value = getenv(variables[i]);

        command = str_blank(value) ? command : value;
    }
    argv = editor_command_parse(command, count);
    if (!argv) {
        err_set(err, ERR_USAGE, "%s: not a command; check the quotes in VISUAL or EDITOR", command);
    }
    return argv;
}

static bool read_back(const char *path, struct str *text, struct err *err)
{
    struct str bytes = {0};
    struct str decoded = {0};
    bool read = file_read(path, TEXT_LIMIT, &bytes, err) &&
                charset_decode(str_text(&bytes), bytes.length, NULL, &decoded, NULL, err);

    if (read) {
        /* Editors end the last line; nobody typed that. */
        if (decoded.length && decoded.text[decoded.length - 1] == '\n') {
            decoded.text[--decoded.length] = '\0';
        }
        str_clear(text);
        *text = decoded;
        decoded = (struct str){0};
    }
    str_clear(&bytes);
    str_clear(&decoded);
    return read;
}

bool editor_edit(struct str *text, struct err *err)
{
    size_t count;
    char **argv = editor_command(&count, err);
    char *path = NULL;
    bool edited = false;

    if (!argv) {
        return false;
    }
    path = temporary_path();
    if (!write_temporary(path, text, err)) {
        goto out;
    }
    argv[count] = path;
    edited = run(argv, err) && read_back(path, text, err);
    if (unlink(path) != 0 && errno != ENOENT && edited) {
        edited = err_set(err, ERR_INPUT, "%s: %s; remove it, it holds what you wrote", path, strerror(errno));
    }
out:
    free(argv[0]);
    free(argv);
    free(path);
    return edited;
}
