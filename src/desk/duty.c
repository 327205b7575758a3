#include "config.h"
#include "desk/verb.h"

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "desk/private.h"

bool desk_duty_open(struct desk *desk, struct record_duty *duty, struct err *err)
{
    struct calendar calendar = desk_calendar(desk);

    duty->program = desk->program.id;
    /* Day number 0 is 1 January 1970: no duty of ours is due then, so an untouched record takes the house's
     * day. */
    if (!duty->due || duty->due == DAY_NONE)
        duty->due = duty_due(duty->kind, duty->level, desk_today(desk), &calendar);
    return store_duty_open(desk->store, duty, err);
}

bool desk_duty_has(struct desk *desk, enum duty kind, int64_t message, int64_t objection, bool *has,
                   struct err *err)
{
    return store_duty_has(desk->store, kind, desk->program.id, message, objection, has, err);
}

static bool duty_get_open(struct desk *desk, int64_t id, struct record_duty *duty, struct err *err)
{
    if (!store_duty_get(desk->store, id, duty, err))
        return false;
    if (!duty->id)
        return err_set(err, ERR_USAGE, "there is no duty %lld: `demur queue` lists them", (long long)id);
    if (duty->done)
        return err_set(err, ERR_CLASH, "duty %lld is done already", (long long)id);
    return true;
}

static bool owner_known(struct desk *desk, const char *owner, struct err *err)
{
    struct record_agent agent = {0};
    bool known;

    if (str_blank(owner) || str_equal(owner, desk->agent))
        return true;
    if (!store_agent_find(desk->store, owner, &agent, err))
        return false;
    known = agent.id != 0;
    record_agent_clear(&agent);
    return known || err_set(err, ERR_USAGE,
                            "nobody called %s works on this desk: an agent is known once he or she "
                            "has saved something",
                            owner);
}

bool desk_assign(struct desk *desk, int64_t id, const char *seen_owner, const char *owner, struct err *err)
{
    struct record_duty duty = {0};
    bool good;

    if (!desk_begin(desk, err))
        return false;
    good = duty_get_open(desk, id, &duty, err) && owner_known(desk, owner, err) &&
           store_duty_assign(desk->store, id, seen_owner ? seen_owner : duty.owner, owner ? owner : "", err);
    record_duty_clear(&duty);
    return desk_end(desk, good, err);
}

/* What discharges a duty that no hand may mark done. */
static const char *duty_instead(enum duty kind)
{
    switch (kind) {
    case DUTY_READ:
        return "classify the message, or rule the objection";
    case DUTY_MATCH:
        return "tie the message to its account";
    case DUTY_REVIEW:
        return "resolve the dispute, or escalate it";
    case DUTY_REVIEW_HOLD:
        return "lift the hold";
    case DUTY_RECALL:
        return "record the partner's answer with `demur recall`";
    case DUTY_AUTHORITY:
        return "say of each account what became of the authority: proven, refused, or denied by the client";
    default:
        return "do what it asks for";
    }
}

bool desk_done_may(struct desk *desk, int64_t id, struct err *err)
{
    struct record_duty duty = {0};
    bool good = duty_get_open(desk, id, &duty, err);

    if (good && !duty_by_hand(duty.kind))
        good = err_set(err, ERR_RULE, "this duty is not marked done by hand: %s", duty_instead(duty.kind));
    record_duty_clear(&duty);
    return good;
}

bool desk_done(struct desk *desk, int64_t id, const char *words, struct err *err)
{
    if (str_blank(words))
        return err_set(err, ERR_USAGE, "say what was done: it is the proof");
    if (!desk_begin(desk, err))
        return false;
    return desk_end(desk, desk_done_may(desk, id, err) && store_duty_done(desk->store, id, words, err), err);
}
