/* When a long piece of work should say again how far it is. The clock is the caller's. */
#ifndef DEMUR_BASE_PROGRESS_H
#define DEMUR_BASE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#define PROGRESS_EVERY 500 /* milliseconds */

struct progress {
    bool begun;
    int64_t next; /* milliseconds of the caller's clock */
};

/* True when it is time to speak: PROGRESS_EVERY after the first call, and after each time it was true. now is
 * milliseconds of a clock that runs forward; work that ends sooner says nothing. */
bool progress_due(struct progress *progress, int64_t now);

#endif
