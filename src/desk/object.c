#include "config.h"
#include "desk/verb.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/private.h"

static bool objection_valid(const struct desk *desk, const struct desk_objection *objection, struct err *err)
{
    if (objection->representative && objection->voice != VOICE_REPRESENTATIVE)
        return err_set(err, ERR_USAGE, "a representative is named, but the voice is \"%s\"",
                       voice_title(objection->voice));
    if (objection->objector && (objection->account_count || objection->representative))
        return err_set(err, ERR_USAGE, "either whose objection it is, or that it is not known; not both");
    if (!objection->account_count && !objection->representative && !objection->objector)
        return err_set(err, ERR_USAGE, "an objection needs an account: say whose it is");
    if (str_blank(objection->words))
        return err_set(err, ERR_USAGE, "an objection needs the customer's words: write down what was said");
    if (objection->day == DAY_NONE)
        return err_set(err, ERR_USAGE, "an objection needs the day it was received");
    if (objection->day > desk_today(desk))
        return err_set(err, ERR_USAGE, "received in the future: give the day it came, today at the latest");
    return true;
}

int64_t desk_received(const struct desk *desk, int day, int hour, int minute, enum precision *precision)
{
    bool timed = hour >= 0;
    int64_t instant =
        zone_instant(day, timed ? hour : 12, timed && minute >= 0 ? minute : 0, desk->program.zone);

    *precision = timed ? PRECISION_MINUTE : PRECISION_DAY;
    if (instant > desk->now || (!timed && day == desk_today(desk)))
        instant = desk->now;
    return instant;
}

static bool read_open(struct desk *desk, const struct record_objection *objection, const int64_t *accounts,
                      size_t count, struct err *err)
{
    struct record_duty duty = {
        .kind = DUTY_READ,
        .account = count == 1 ? accounts[0] : 0,
        .objection = objection->id,
        .source = objection->source,
        .reason = mem_text("logged without a ruling: say whether it is an opt-out"),
    };
    bool good = desk_duty_open(desk, &duty, err);

    free(duty.reason);
    return good;
}

static bool accounts_exist(struct desk *desk, const int64_t *accounts, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        struct record_account account = {0};
        bool good = store_account_get(desk->store, accounts[i], &account, err);

        if (good && !account.id)
            good = err_set(err, ERR_USAGE, "there is no such account any more: look it up again");
        record_account_clear(&account);
        if (!good)
            return false;
    }
    return true;
}

/* What the ruling asks for, or that it be read. A representative on file is asked for its authority at once.
 */
static bool ruling_settle(struct desk *desk, const struct desk_objection *given,
                          struct record_objection *objection, const int64_t *accounts, size_t count,
                          struct err *err)
{
    struct record_ruling ruling = {given->ruling, given->voice, given->flags,
                                   given->reason ? given->reason : ""};

    if (given->ruling != RULING_UNREAD)
        return desk_ruling_apply(desk, objection, &ruling, err);
    return read_open(desk, objection, accounts, count, err) &&
           (!given->representative || desk_authority_open(desk, objection, err));
}

static bool objector_add(struct desk *desk, const struct record_objection *objection,
                         const struct record_objector *given, struct err *err)
{
    struct record_objector objector = *given;

    objector.objection = objection->id;
    return store_objector_add(desk->store, &objector, err);
}

static bool object_apply(struct desk *desk, const struct desk_objection *given,
                         struct record_objection *objection, struct err *err)
{
    int64_t *accounts = NULL;
    size_t count = 0;
    bool good =
        desk_reach_join(desk, given->representative, given->accounts, given->account_count, &accounts, &count,
                        err) &&
        accounts_exist(desk, accounts, count, err) && store_objection_add(desk->store, objection, err) &&
        desk_speaker_apply(desk, objection, given->representative, err) &&
        (!given->objector || objector_add(desk, objection, given->objector, err)) &&
        desk_ties_apply(desk, objection, accounts, count, err) &&
        (count || given->ruling == RULING_NOT_OBJECTION || desk_match_open(desk, objection, false, err)) &&
        ruling_settle(desk, given, objection, accounts, count, err) &&
        desk_standing_refresh_tied(desk, objection->id, err);

    free(accounts);
    return good;
}

bool desk_object(struct desk *desk, const struct desk_objection *given, int64_t *id, struct err *err)
{
    struct record_objection objection = {
        .program = desk->program.id,
        .source = given->source,
        .voice = given->voice,
        .flags = given->flags,
        .ruling = RULING_UNREAD,
        .not_identified = given->objector != NULL,
    };
    bool good;

    if (!objection_valid(desk, given, err) || !desk_begin(desk, err))
        return false;
    objection.received = desk_received(desk, given->day, given->hour, given->minute, &objection.precision);
    objection.words = mem_text(given->words);
    good = desk_end(desk, object_apply(desk, given, &objection, err), err);
    if (good && id)
        *id = objection.id;
    record_objection_clear(&objection);
    return good;
}
