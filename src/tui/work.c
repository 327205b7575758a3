#include "config.h"
#include "tui/work.h"

#include "base/progress.h"
#include "base/stop.h"
#include "tui/term.h"

/* A key that is not Esc stays for whoever asks next. */
static void watch(void *context, const char *what, int64_t count, double share)
{
    (void)context;
    (void)what;
    (void)count;
    (void)share;
    if (!stop_asked() && (term_signal() || (term_typed() && term_key_soon() == TERM_KEY_ESCAPE)))
        stop_ask();
}

void work_begin(void)
{
    progress_watch(watch, NULL);
}

void work_end(void)
{
    progress_watch(NULL, NULL);
    if (stop_asked() && !term_signal())
        term_key();
    stop_forget();
}
