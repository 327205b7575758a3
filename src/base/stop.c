#include "config.h"
#include "base/stop.h"

#include <signal.h>
#include <stdarg.h>

#include "base/str.h"

static volatile sig_atomic_t asked;

static void ask(int number)
{
    (void)number;
    asked = 1;
}

/* Who runs it where a signal is ignored, in the background, wants it ignored. */
static void listen_to(int number, const struct sigaction *action)
{
    struct sigaction before;

    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(number, action, NULL);
}

void stop_listen(void)
{
    /* Not restarted: a read that waits for a person or a pipe ends as well. */
    struct sigaction action = {.sa_handler = ask, .sa_flags = (int)SA_RESETHAND};

    sigemptyset(&action.sa_mask);
    listen_to(SIGINT, &action);
    listen_to(SIGTERM, &action);
}

bool stop_asked(void)
{
    return asked != 0;
}

void stop_ask(void)
{
    asked = 1;
}

void stop_forget(void)
{
    asked = 0;
}

bool stop_say(struct err *err, const char *format, ...)
{
    struct str text = {0};
    va_list list;

    va_start(list, format);
    str_add_format_list(&text, format, list);
    va_end(list);
    err_set(err, ERR_STOPPED, "%s", str_text(&text));
    str_clear(&text);
    return false;
}
