#include "config.h"
#include "desk/verb.h"

#include "base/str.h"
#include "desk/private.h"

static bool nouns_exist(struct desk *desk, int64_t message, int64_t dispute, struct err *err)
{
    struct record_message known_message = {0};
    struct record_dispute known_dispute = {0};
    bool good = (!message || store_message_get(desk->store, message, &known_message, err)) &&
                (!dispute || store_dispute_get(desk->store, dispute, &known_dispute, err));

    if (good && message && !known_message.id)
        good =
            err_set(err, ERR_USAGE, "there is no message %lld: `demur inbox` lists them", (long long)message);
    if (good && dispute && !known_dispute.id)
        good = err_set(err, ERR_USAGE, "there is no dispute %lld: `demur disputes` lists them",
                       (long long)dispute);
    record_message_clear(&known_message);
    record_dispute_clear(&known_dispute);
    return good;
}

bool desk_note(struct desk *desk, int64_t account, int64_t message, int64_t dispute, const char *text,
               struct err *err)
{
    if (str_blank(text))
        return err_set(err, ERR_USAGE, "the note is empty: write what the next agent should know");
    if (!account && !message && !dispute)
        return err_set(err, ERR_USAGE, "a note belongs to an account, a message or a dispute: say which");
    return desk_begin(desk, err) &&
           desk_end(desk,
                    nouns_exist(desk, message, dispute, err) &&
                        store_note_add(desk->store, account, message, dispute, text, err),
                    err);
}
