#include "config.h"

#include "desk/draft.h"

#include <stdlib.h>

#include "store/nouns.h"

/* Milliseconds a draft waits for another agent: the typing waits with it, and there is a next time. */
enum { PATIENCE = 500 };

static bool commit(struct store *store, bool done, struct err *err)
{
    if (done && store_commit(store, err)) {
        return true;
    }
    store_rollback(store);
    return false;
}

bool desk_draft_save(struct desk *desk, const char *form, const char *subject, const char *text,
                     struct err *err)
{
    struct store *store = desk_store(desk);
    int patience = store_patience(store, PATIENCE);
    bool saved = store_begin(store, desk_agent(desk), desk_now(desk), err) &&
                 commit(store, store_draft_save(store, desk_agent(desk), form, subject, text, err), err);

    store_patience(store, patience);
    return saved;
}

bool desk_draft_load(struct desk *desk, const char *form, const char *subject, char **text, struct err *err)
{
    return store_draft_load(desk_store(desk), desk_agent(desk), form, subject, text, err);
}

bool desk_draft_newest(struct desk *desk, char **form, char **subject, char **text, int64_t *count,
                       struct err *err)
{
    return store_draft_newest(desk_store(desk), desk_agent(desk), form, subject, text, count, err);
}

bool desk_draft_drop(struct desk *desk, const char *form, const char *subject, struct err *err)
{
    struct store *store = desk_store(desk);
    char *kept = NULL;

    /* Most forms never had one: no write then. */
    if (!desk_draft_load(desk, form, subject, &kept, err)) {
        return false;
    }
    if (!kept) {
        return true;
    }
    free(kept);
    return store_begin(store, desk_agent(desk), desk_now(desk), err) &&
           commit(store, store_draft_drop(store, desk_agent(desk), form, subject, err), err);
}
