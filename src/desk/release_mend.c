#include "config.h"
#include "desk/release.h"

#include <stdlib.h>

#include "base/file.h"

/* A release as its intent, the file's temporary name and its place tell of it. */
struct remains {
    struct record_intent intent;
    enum file_new_state temporary, placed;
    char temporary_hash[HASH_HEX_SIZE], placed_hash[HASH_HEX_SIZE];
};

static bool remains_look(struct desk *desk, int64_t id, struct remains *remains, struct err *err)
{
    struct record_intent *intent = &remains->intent;
    char *directory;
    bool there;

    if (!store_intent_get(desk->store, id, intent, err))
        return false;
    if (intent->ended)
        return true;
    /* A disk that is not mounted says nothing of what is on it. */
    directory = file_directory(intent->path);
    there = file_exists(directory);
    free(directory);
    if (!there)
        return err_set(err, ERR_INPUT, "%s: its directory is not there; bring it back and start again",
                       intent->path);
    return file_new_look(intent->temporary, &remains->temporary, remains->temporary_hash, err) &&
           file_new_look(intent->path, &remains->placed, remains->placed_hash, err);
}

/* Rows that went to nobody are taken away first, some at a time: *again while there may be more. */
static bool undo(struct desk *desk, const struct record_intent *intent, struct str *sentence, bool *again,
                 struct err *err)
{
    enum { AT_ONCE = 5000 };

    if (!store_release_row_clear(desk->store, intent->id, AT_ONCE, again, err) || *again)
        return *again;
    str_add_format(sentence, "a release to %s was interrupted before it was made: nothing was released",
                   intent->partner_name);
    return file_new_remove(intent->temporary, err) &&
           store_intent_end(desk->store, intent, ENDING_UNDONE, "", err);
}

static bool complete(struct desk *desk, const struct record_intent *intent, struct str *sentence,
                     struct err *err)
{
    str_add_format(sentence, "release %lld to %s was interrupted: it is complete now, its file is %s",
                   (long long)intent->release, intent->partner_name, intent->path);
    return store_intent_end(desk->store, intent, ENDING_COMPLETE, "", err);
}

/* The data goes at once, the name once it is recorded that nothing was delivered: without either name a
 * release would count as delivered. */
static bool void_it(struct desk *desk, const struct record_intent *intent, const char *why,
                    struct str *sentence, struct err *err)
{
    str_add_format(sentence, "release %lld to %s is void: %s, nothing was delivered",
                   (long long)intent->release, intent->partner_name, why);
    return file_new_empty(intent->temporary, err) &&
           store_intent_end(desk->store, intent, ENDING_VOID, why, err) &&
           store_recall_void(desk->store, intent->release, err);
}

/* Neither name has the file: somebody took it away once it was in its place, and may have handed it on. */
static bool lose(struct desk *desk, const struct record_intent *intent, struct str *sentence, struct err *err)
{
    str_add_format(sentence,
                   "release %lld to %s was interrupted and its file is gone: it counts as delivered",
                   (long long)intent->release, intent->partner_name);
    return store_intent_end(desk->store, intent, ENDING_LOST, "", err);
}

/* Between the release and its file somebody may have objected: then nothing goes. */
static bool place(struct desk *desk, const struct record_intent *intent, enum ending *ending,
                  struct str *sentence, struct err *err)
{
    char *against = NULL;
    bool taken = false, good = desk_release_against(desk, intent, &against, err);

    if (!good || (!against && file_new_place(intent->temporary, intent->path, &taken, err))) {
        good = good && complete(desk, intent, sentence, err);
    } else if (against || taken) {
        err_clear(err);
        *ending = ENDING_VOID;
        good = void_it(desk, intent, against ? against : "another file has its name", sentence, err);
    } else {
        good = false;
    }
    free(against);
    return good;
}

/* A file of the release's very bytes is its own, by whichever name. */
static bool settle(struct desk *desk, const struct remains *remains, enum ending *ending,
                   struct str *sentence, bool *again, struct err *err)
{
    const struct record_intent *intent = &remains->intent;

    *ending = ENDING_UNDONE;
    if (!intent->release)
        return undo(desk, intent, sentence, again, err);
    *ending = ENDING_COMPLETE;
    if (str_equal(remains->placed_hash, intent->hash))
        return file_new_remove(intent->temporary, err) && complete(desk, intent, sentence, err);
    if (str_equal(remains->temporary_hash, intent->hash) && remains->placed == FILE_NEW_MISSING)
        return place(desk, intent, ending, sentence, err);
    *ending = remains->temporary == FILE_NEW_MISSING ? ENDING_LOST : ENDING_VOID;
    if (*ending == ENDING_LOST)
        return lose(desk, intent, sentence, err);
    return void_it(desk, intent,
                   remains->placed != FILE_NEW_MISSING ? "another file has its name" : "its file is lost",
                   sentence, err);
}

static bool settle_some(struct desk *desk, int64_t id, enum ending *ending, struct str *sentence, bool *again,
                        struct err *err)
{
    struct remains remains = {.intent = {0}};
    bool good, mine = false;

    *again = false;
    /* Looked at and acted on within one write: another desk that does the same waits, and finds it done. */
    if (!desk_begin(desk, err))
        return false;
    good = remains_look(desk, id, &remains, err);
    *ending = remains.intent.ending;
    /* Its maker may have made the file after another had undone it. */
    if (good && remains.intent.ended && *ending == ENDING_UNDONE)
        good = file_new_remove(remains.intent.temporary, err);
    mine = good && !remains.intent.ended && remains.temporary != FILE_NEW_LIVE &&
           remains.placed != FILE_NEW_LIVE;
    if (mine)
        good = settle(desk, &remains, ending, sentence, again, err);
    good = desk_end(desk, good, err) &&
           (!mine || *ending != ENDING_VOID || file_new_remove(remains.intent.temporary, err));
    record_intent_clear(&remains.intent);
    return good;
}

bool desk_release_settle(struct desk *desk, int64_t id, enum ending *ending, struct str *sentence,
                         struct err *err)
{
    bool again, good;

    do
        good = settle_some(desk, id, ending, sentence, &again, err);
    while (good && again);
    return good;
}

bool desk_releases_mend(struct desk *desk, struct err *err)
{
    struct record_intent_list list = {0};

    if (!store_intent_pending(desk->store, &list, err))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        struct str sentence = {0};
        struct err failed = {0};
        enum ending ending;

        /* What cannot be mended now is tried again at the next start; the desk is of use meanwhile. */
        if (!desk_release_settle(desk, list.items[i].id, &ending, &sentence, &failed))
            str_add_format(&desk->warnings, "a release to %s was interrupted and cannot be mended yet: %s\n",
                           list.items[i].partner_name, failed.text);
        else if (sentence.length)
            str_add_format(&desk->warnings, "%s\n", str_text(&sentence));
        str_clear(&sentence);
    }
    record_intent_list_clear(&list);
    return true;
}
