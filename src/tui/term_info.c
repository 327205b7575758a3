#include "config.h"
#include "tui/term_info.h"

#include <curses.h>
#include <stdlib.h>
#include <term.h>
#include <unistd.h>

bool term_info_check(struct err *err)
{
    const char *name = getenv("TERM");
    int status = 0;

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return err_set(err, ERR_INPUT,
                       "the desk: this is no terminal; run it in one, or use a command (demur queue)");
    if (!name || !*name)
        return err_set(err, ERR_INPUT,
                       "the desk: TERM is not set; set it to your terminal's kind, or use a command "
                       "(demur queue)");
    if (setupterm(name, STDOUT_FILENO, &status) != OK)
        return err_set(
            err, ERR_INPUT,
            "the desk: the terminal \"%s\" is not known here; set TERM to a known one (such as vt100), or "
            "use a command (demur queue)",
            name);
    if (!cursor_address || !clear_screen)
        return err_set(
            err, ERR_INPUT,
            "the desk: the terminal \"%s\" cannot move its cursor; set TERM to what it is, or use a command "
            "(demur queue)",
            name);
    return true;
}

bool term_info_pastes(void)
{
    const char *name = getenv("TERM");

    return tigetflag("XT") > 0 || str_starts(name, "tmux") || str_starts(name, "screen") ||
           str_starts(name, "xterm");
}

void term_info_reset(struct str *out)
{
    const char *parts[] = {exit_attribute_mode, cursor_normal, keypad_local, exit_ca_mode};

    if (term_info_pastes())
        str_add(out, PASTE_OFF);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i])
            str_add(out, parts[i]);
    str_add(out, "\r\n");
}
