/* Whose turn it is to write. SQLite keeps no queue: who asks at the right moment comes first. So those that
 * wait ask often, each at moments of its own, and who has just written for long lets them ask before it goes
 * on. */
#include "config.h"
#include "store/inside.h"

#include <time.h>

/* Milliseconds: a write that is long, and a pause in which everybody who waits asks once. */
enum { LONG = 20, PAUSE = 10 };

static int64_t milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* From 1 to 3 milliseconds at first, up to PAUSE - 2 for those that wait long. */
static int pause_of(const struct store *store)
{
    enum { SOON = 3, AT_FIRST = 200 };
    unsigned char chance;

    sqlite3_randomness(sizeof chance, &chance);
    return 1 + chance % (store->waited < AT_FIRST ? SOON : PAUSE - 2);
}

int turn_wait(void *context, int tries)
{
    struct store *store = context;
    int pause;

    if (tries == 0)
        store->waited = 0;
    if (store->waited >= store->patience)
        return 0;
    pause = pause_of(store);
    pause = pause < store->patience - store->waited ? pause : store->patience - store->waited;
    sqlite3_sleep(pause);
    store->waited += pause;
    return 1;
}

void turn_give(const struct store *store)
{
    if (store->ended - store->begun >= LONG && milliseconds() - store->ended < PAUSE)
        sqlite3_sleep(PAUSE);
}

void turn_begin(struct store *store)
{
    store->begun = milliseconds();
}

void turn_end(struct store *store)
{
    store->ended = milliseconds();
}
