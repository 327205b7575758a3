#include "config.h"
#include "desk/verb.h"

#include "base/str.h"
#include "desk/private.h"

bool desk_note(struct desk *desk, int64_t account, int64_t message, int64_t dispute, const char *text,
               struct err *err)
{
    if (str_blank(text))
        return err_set(err, ERR_USAGE, "the note is empty: write what the next agent should know");
    if (!account && !message && !dispute)
        return err_set(err, ERR_USAGE, "a note belongs to an account, a message or a dispute: say which");
    return desk_begin(desk, err) &&
           desk_end(desk, store_note_add(desk->store, account, message, dispute, text, err), err);
}
