#include "config.h"
#include "base/progress.h"

bool progress_due(struct progress *progress, int64_t now)
{
    bool due = progress->begun && now >= progress->next;

    if (due || !progress->begun)
        progress->next = now + PROGRESS_EVERY;
    progress->begun = true;
    return due;
}
