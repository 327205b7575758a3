#include "config.h"
#include "base/progress.h"

#include "base/stop.h"

#define SILENT 1000 /* milliseconds */
#define BAR    20   /* columns of a bar, without its ends */

static progress_watcher *watching;
static void *watching_context;

void progress_watch(progress_watcher *watcher, void *context)
{
    watching = watcher;
    watching_context = context;
}

void progress_tell(const char *what, int64_t count, double share)
{
    if (watching)
        watching(watching_context, what, count, share);
}

bool progress_go(const char *what, int64_t count, double share, struct err *err)
{
    progress_tell(what, count, share);
    return !stop_asked() ||
           stop_say(err, "stopped after %lld %s: nothing was left behind", (long long)count, what);
}

bool progress_due(struct progress *progress, int64_t now, int pace, int64_t count, double share)
{
    if (!progress->begun)
        *progress =
            (struct progress){.begun = true, .at = now, .next = now + SILENT, .count = count, .share = share};
    if (now < progress->next)
        return false;
    progress->next = now + pace;
    return true;
}

static void add_left(struct str *out, double seconds)
{
    long left = (long)(seconds + 0.5);

    if (left < 100)
        str_add_format(out, ", %ld s left", left);
    else
        str_add_format(out, ", %ld min left", (left + 30) / 60);
}

static void add_bar(struct str *out, double share)
{
    int filled = (int)(share * BAR);

    str_add_char(out, '[');
    for (int i = 0; i < BAR; i++)
        str_add_char(out, i < filled ? '#' : '.');
    str_add(out, "] ");
}

void progress_line(const struct progress *progress, int64_t now, const char *what, int64_t count,
                   double share, int columns, struct str *out)
{
    double seconds = (double)(now - progress->at) / 1000;
    double done = share - progress->share;

    share = share > 1 ? 1 : share;
    if (share >= 0 && columns >= 72)
        add_bar(out, share);
    str_add_format(out, "%lld %s", (long long)count, what);
    if (share >= 0)
        str_add_format(out, ", %d%%", (int)(share * 100));
    if (seconds > 0)
        str_add_format(out, ", %lld/s", (long long)((double)(count - progress->count) / seconds));
    if (share >= 0 && done > 0.01)
        add_left(out, seconds * (1 - share) / done);
}
