/* How far long work is, for whoever watches it. */
#ifndef DEMUR_BASE_PROGRESS_H
#define DEMUR_BASE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* What was told last: so many of what, and which share of the whole that is (0 to 1; less than 0: not known).
 */
typedef void progress_watcher(void *context, const char *what, int64_t count, double share);

/* From now on watcher is told; NULL: nobody. */
void progress_watch(progress_watcher *watcher, void *context);
/* Tells how far it is; as often as it changes, for a watcher looks seldom. */
void progress_tell(const char *what, int64_t count, double share);

/* The same, and fails with ERR_STOPPED once a person wants it to stop (base/stop.h). */
bool progress_go(const char *what, int64_t count, double share, struct err *err);

/* When and what a person is shown: nothing in the first second, then at a pace. */
struct progress {
    bool begun;
    int64_t at, next; /* milliseconds of the caller's clock */
    int64_t count;    /* how far it was when it was first told: an import may go on */
    double share;
};

/* True when it is time to show: more than a second after the first call, then each time pace milliseconds
 * have passed. now is of a clock that runs forward. */
bool progress_due(struct progress *progress, int64_t now, int pace, int64_t count, double share);
/* Writes "12000 rows, 24%, 9100/s, 4 s left", with a bar in front of it where a terminal's columns (0: no
 * terminal) leave room for one. */
void progress_line(const struct progress *progress, int64_t now, const char *what, int64_t count,
                   double share, int columns, struct str *out);

#endif
