#include "config.h"
#include "desk/verb.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "desk/private.h"

static bool dispute_get_open(struct desk *desk, int64_t id, int version, struct record_dispute *dispute,
                             struct err *err)
{
    if (!store_dispute_get(desk->store, id, dispute, err))
        return false;
    if (!dispute->id)
        return err_set(err, ERR_USAGE, "there is no dispute %lld: `demur disputes` lists them",
                       (long long)id);
    if (!dispute->open)
        return err_set(err, ERR_RULE,
                       "dispute %lld is resolved already (%s): a new objection opens a new one",
                       (long long)id, outcome_title(dispute->outcome));
    if (version >= 0)
        dispute->version = version;
    return true;
}

static bool resolve_allowed(const struct desk *desk, const struct record_dispute *dispute, struct err *err)
{
    if (dispute->level != LEVEL_LEGAL || desk->level != LEVEL_AGENT)
        return true;
    return err_set(err, ERR_RULE, "dispute %lld is with legal: a lead or legal resolves it",
                   (long long)dispute->id);
}

bool desk_escalate_may(struct desk *desk, int64_t id, struct err *err)
{
    struct record_dispute dispute = {0};
    bool good = dispute_get_open(desk, id, -1, &dispute, err);

    record_dispute_clear(&dispute);
    return good;
}

bool desk_resolve_may(struct desk *desk, int64_t id, struct err *err)
{
    struct record_dispute dispute = {0};
    bool good = dispute_get_open(desk, id, -1, &dispute, err) && resolve_allowed(desk, &dispute, err);

    record_dispute_clear(&dispute);
    return good;
}

int desk_escalate_due(struct desk *desk, enum level to)
{
    struct calendar calendar = desk_calendar(desk);

    return duty_due(DUTY_REVIEW, to, desk_today(desk), &calendar);
}

static bool review_open(struct desk *desk, const struct record_dispute *dispute, enum level to,
                        const char *reason, int due, struct err *err)
{
    struct record_objection objection = {0};
    struct record_duty duty = {.kind = DUTY_REVIEW,
                               .dispute = dispute->id,
                               .objection = dispute->objection,
                               .due = due,
                               .level = to};
    bool good = store_objection_get(desk->store, dispute->objection, &objection, err);

    if (good) {
        duty.message = objection.message;
        duty.source = objection.source;
        duty.reason = mem_format("escalated to %s: %s", level_title(to), reason);
        good = desk_duty_open(desk, &duty, err);
        free(duty.reason);
    }
    record_objection_clear(&objection);
    return good;
}

bool desk_escalate(struct desk *desk, int64_t id, int version, enum level to, const char *reason, int due,
                   struct err *err)
{
    struct record_dispute dispute = {0};
    bool good;

    if (str_blank(reason))
        return err_set(err, ERR_USAGE, "an escalation needs a reason: say what %s should do",
                       level_title(to));
    if (due == DAY_NONE)
        due = desk_escalate_due(desk, to);
    if (due < desk_today(desk))
        return err_set(err, ERR_USAGE, "the due day lies in the past: give today or later");
    if (!desk_begin(desk, err))
        return false;
    /* The version first: who moved it meanwhile says more than that the ladder does not allow it any more. */
    good = dispute_get_open(desk, id, version, &dispute, err) &&
           store_escalation_add(desk->store, id, dispute.version, to, reason, due, err);
    if (good && !ladder_may_move(dispute.level, to))
        good = err_set(err, ERR_RULE, "dispute %lld is with %s and cannot go to %s", (long long)id,
                       level_title(dispute.level), level_title(to));
    good = good && store_duty_discharge(desk->store, DUTY_REVIEW, desk->program.id, 0, 0, 0, id, NULL, err) &&
           review_open(desk, &dispute, to, reason, due, err) &&
           desk_standing_refresh_tied(desk, dispute.objection, err);
    record_dispute_clear(&dispute);
    return desk_end(desk, good, err);
}

bool desk_uphold_apply(struct desk *desk, int64_t dispute, const char *words, int64_t account,
                       struct err *err)
{
    struct record_hold hold = {.program = desk->program.id, .account = account, .expires = DAY_NONE};
    bool good;

    hold.reason = mem_format("dispute %lld was upheld: %s", (long long)dispute, words);
    good = desk_hold_apply(desk, &hold, err);
    record_hold_clear(&hold);
    return good;
}

static bool uphold(struct desk *desk, const struct record_dispute *dispute, const char *words,
                   struct err *err)
{
    int64_t *accounts = NULL;
    size_t count = 0;
    bool good = store_tie_list(desk->store, dispute->objection, &accounts, &count, err);

    for (size_t i = 0; good && i < count; i++)
        good = desk_uphold_apply(desk, dispute->id, words, accounts[i], err);
    free(accounts);
    return good;
}

/* The customer does not want to be shared: from here on it is honoured as an opt-out. */
static bool honour(struct desk *desk, const struct record_dispute *dispute, struct err *err)
{
    struct record_objection objection = {0};
    struct record_ruling ruling = {.ruling = RULING_OPT_OUT,
                                   .reason = "the dispute was resolved as an opt-out"};
    bool good = store_objection_get(desk->store, dispute->objection, &objection, err);

    if (good) {
        ruling.voice = objection.voice;
        ruling.flags = objection.flags;
        good = desk_ruling_apply(desk, &objection, &ruling, err);
    }
    record_objection_clear(&objection);
    return good;
}

bool desk_resolve(struct desk *desk, int64_t id, int version, enum outcome outcome, const char *words,
                  struct err *err)
{
    struct record_dispute dispute = {0};
    bool good;

    if (str_blank(words))
        return err_set(err, ERR_USAGE, "a resolution needs words: what was decided, and on what ground");
    if (!desk_begin(desk, err))
        return false;
    good = dispute_get_open(desk, id, version, &dispute, err) && resolve_allowed(desk, &dispute, err);
    good = good && store_resolution_add(desk->store, id, dispute.version, outcome, words, err) &&
           store_duty_discharge(desk->store, DUTY_REVIEW, desk->program.id, 0, 0, 0, id, NULL, err);
    if (good && outcome == OUTCOME_UPHELD)
        good = uphold(desk, &dispute, words, err);
    if (good && outcome == OUTCOME_OPT_OUT)
        good = honour(desk, &dispute, err);
    good = good && desk_standing_refresh_tied(desk, dispute.objection, err);
    record_dispute_clear(&dispute);
    return desk_end(desk, good, err);
}
