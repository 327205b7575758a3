#include "config.h"
#include "desk/private.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/verb.h"

/* How long an account not identified may wait before somebody looks again. */
#define MATCH_AGAIN_DAYS 5

static bool dispute_open(struct desk *desk, const struct record_objection *objection, struct err *err)
{
    struct record_dispute dispute = {
        .program = desk->program.id,
        .objection = objection->id,
        .opened = desk->now,
    };
    struct record_duty duty = {
        .kind = DUTY_REVIEW,
        .objection = objection->id,
        .message = objection->message,
        .source = objection->source,
        .level = LEVEL_AGENT,
    };
    bool good;

    if (!store_dispute_add(desk->store, &dispute, err))
        return false;
    duty.dispute = dispute.id;
    duty.reason = mem_text("a dispute is open: answer it, escalate it or resolve it");
    good = desk_duty_open(desk, &duty, err);
    free(duty.reason);
    return good;
}

static bool simple_open(struct desk *desk, const struct record_objection *objection, enum duty kind,
                        enum level level, const char *reason, struct err *err)
{
    struct record_duty duty = {
        .kind = kind,
        .objection = objection->id,
        .message = objection->message,
        .source = objection->source,
        .level = level,
        .reason = mem_text(reason),
    };
    bool good = desk_duty_open(desk, &duty, err);

    free(duty.reason);
    return good;
}

/* What a ruling owes each account, opened when the ruling is given and when an account is tied later. */
static bool owed_to_account(struct desk *desk, const struct record_objection *objection, enum ruling ruling,
                            enum voice voice, int64_t account, struct err *err)
{
    enum authority authority = AUTHORITY_PROVEN;

    if (ruling != RULING_OPT_OUT)
        return true;
    if (voice == VOICE_REPRESENTATIVE &&
        !store_authority_get(desk->store, objection->id, account, &authority, err))
        return false;
    return authority != AUTHORITY_PROVEN || desk_honour_open(desk, objection, account, err);
}

bool desk_owed_to_account(struct desk *desk, const struct record_objection *objection, int64_t account,
                          struct err *err)
{
    return owed_to_account(desk, objection, objection->ruling, objection->voice, account, err);
}

/* The clock to honour runs, whoever it turns out to be; a representative's waits for its authority. */
static bool owed_to_nobody(struct desk *desk, const struct record_objection *objection,
                           const struct record_ruling *ruling, struct err *err)
{
    return ruling->ruling != RULING_OPT_OUT || ruling->voice == VOICE_REPRESENTATIVE ||
           desk_honour_open(desk, objection, 0, err);
}

static bool owed_at_once(struct desk *desk, const struct record_objection *objection,
                         const struct record_ruling *ruling, struct err *err)
{
    bool representative = ruling->voice == VOICE_REPRESENTATIVE;

    switch (ruling->ruling) {
    case RULING_OPT_OUT:
        return !representative || desk_authority_open(desk, objection, err);
    case RULING_DISPUTE:
        return dispute_open(desk, objection, err) &&
               (!representative || desk_authority_open(desk, objection, err));
    case RULING_QUESTION:
        return simple_open(desk, objection, DUTY_ANSWER, LEVEL_AGENT, "a customer asked: answer", err);
    case RULING_THREAT:
        return simple_open(desk, objection, DUTY_READ, LEVEL_LEAD,
                           "a threat is not a yes: rule it an opt-out, a dispute or no objection", err);
    case RULING_UNREAD:
    case RULING_NOT_OBJECTION:
    case ruling_count:
        break;
    }
    return true;
}

/* Takes back what the ruling before opened. */
static bool owed_end(struct desk *desk, const struct record_objection *objection, struct err *err)
{
    static const enum duty kinds[] = {DUTY_READ, DUTY_HONOUR, DUTY_AUTHORITY};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!store_duty_discharge(desk->store, kinds[i], desk->program.id, 0, 0, objection->id, 0, NULL, err))
            return false;
    }
    if (objection->ruling == RULING_QUESTION)
        return store_duty_discharge(desk->store, DUTY_ANSWER, desk->program.id, 0, 0, objection->id, 0, NULL,
                                    err);
    return true;
}

static bool dispute_over(struct desk *desk, const struct record_objection *objection, struct err *err)
{
    struct record_dispute dispute = {0};
    bool open = false;

    if (objection->dispute) {
        if (!store_dispute_get(desk->store, objection->dispute, &dispute, err))
            return false;
        open = dispute.open;
        record_dispute_clear(&dispute);
    }
    return !open || err_set(err, ERR_RULE,
                            "dispute %lld of this objection is open: resolve it instead of ruling again",
                            (long long)objection->dispute);
}

/* Whose voice it is decides who may take it back: a representative's whose authority is refused is none. */
static bool changes_voice(const struct record_objection *objection, const struct record_ruling *ruling)
{
    return ruling->voice != objection->voice &&
           (objection->voice != VOICE_UNKNOWN || ruling->voice == VOICE_REPRESENTATIVE);
}

static bool is_free(enum ruling ruling)
{
    return ruling == RULING_QUESTION || ruling == RULING_NOT_OBJECTION;
}

/* What frees data that was kept has its ground on record, and of a threat it is a lead's. */
static bool loosening_allowed(struct desk *desk, const struct record_objection *objection,
                              const struct record_ruling *ruling, struct err *err)
{
    bool opt_out = objection->ruling == RULING_OPT_OUT, reasoned = !str_blank(ruling->reason);

    if (opt_out && ruling->ruling != RULING_OPT_OUT && !reasoned)
        return err_set(err, ERR_RULE, "an opt-out is in force: say in the reason why it is none");
    if (opt_out && changes_voice(objection, ruling) && !reasoned)
        return err_set(err, ERR_RULE,
                       "an opt-out is in force, of the voice \"%s\": say in the reason why it is another's",
                       voice_title(objection->voice));
    if (objection->ruling != RULING_THREAT || !is_free(ruling->ruling))
        return true;
    if (!reasoned)
        return err_set(err, ERR_RULE, "a threat is no yes: say in the reason why it does not object");
    return desk_may(desk, FACT_LIFT, err);
}

static bool ruling_allowed(struct desk *desk, const struct record_objection *objection,
                           const struct record_ruling *ruling, struct err *err)
{
    if (!dispute_over(desk, objection, err))
        return false;
    if (ruling->ruling == RULING_UNREAD)
        return err_set(err, ERR_USAGE,
                       "a ruling is needed: opt_out, dispute, question, threat or not_objection");
    return loosening_allowed(desk, objection, ruling, err);
}

bool desk_ruling_apply(struct desk *desk, const struct record_objection *objection,
                       const struct record_ruling *ruling, struct err *err)
{
    int64_t *accounts = NULL;
    size_t count = 0;
    bool good = false;

    if (!ruling_allowed(desk, objection, ruling, err) ||
        !store_ruling_add(desk->store, objection->id, objection->version, ruling, err) ||
        !owed_end(desk, objection, err) || !owed_at_once(desk, objection, ruling, err) ||
        !store_tie_list(desk->store, objection->id, &accounts, &count, err))
        goto out;
    good = count || owed_to_nobody(desk, objection, ruling, err);
    for (size_t i = 0; good && i < count; i++)
        good = owed_to_account(desk, objection, ruling->ruling, ruling->voice, accounts[i], err);
out:
    free(accounts);
    return good;
}

/* What was decided for the accounts tied before holds for one tied later. */
static bool upheld_to_account(struct desk *desk, const struct record_objection *objection, int64_t account,
                              struct err *err)
{
    struct record_dispute dispute = {0};
    bool good;

    if (!objection->dispute)
        return true;
    good = store_dispute_get(desk->store, objection->dispute, &dispute, err);
    if (good && !dispute.open && dispute.outcome == OUTCOME_UPHELD)
        good = desk_uphold_apply(desk, dispute.id, dispute.words, account, err);
    record_dispute_clear(&dispute);
    return good;
}

/* What an account tied now is owed. A representative's authority is to be got for one that comes late, too.
 */
static bool owed_to_tied(struct desk *desk, const struct record_objection *objection, int64_t account,
                         struct err *err)
{
    bool claims = objection->voice == VOICE_REPRESENTATIVE &&
                  (objection->ruling == RULING_OPT_OUT || objection->ruling == RULING_DISPUTE);

    return desk_owed_to_account(desk, objection, account, err) &&
           upheld_to_account(desk, objection, account, err) &&
           (!claims || desk_authority_open(desk, objection, err));
}

/* Once it is known whose it is, what was owed to nobody in particular is owed to that account. */
static bool owed_to_nobody_end(struct desk *desk, int64_t objection, struct err *err)
{
    int64_t *tied = NULL;
    size_t count = 0;
    bool good = store_tie_list(desk->store, objection, &tied, &count, err);

    if (good && !count)
        good =
            store_duty_discharge(desk->store, DUTY_HONOUR, desk->program.id, 0, 0, objection, 0, NULL, err);
    free(tied);
    return good;
}

bool desk_ties_apply(struct desk *desk, const struct record_objection *objection, const int64_t *accounts,
                     size_t count, struct err *err)
{
    bool any = false;

    if (count && !owed_to_nobody_end(desk, objection->id, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        bool added = false;

        if (!store_tie_add(desk->store, objection->id, accounts[i], &added, err))
            return false;
        if (added && !owed_to_tied(desk, objection, accounts[i], err))
            return false;
        any = any || added;
    }
    return !count || (store_duty_discharge(desk->store, DUTY_MATCH, desk->program.id, 0, objection->message,
                                           objection->id, 0, NULL, err) &&
                      (!any || desk_like_lift(desk, objection->id, err)));
}

bool desk_match_open(struct desk *desk, const struct record_objection *objection, bool not_identified,
                     struct err *err)
{
    struct record_duty duty = {.kind = DUTY_MATCH,
                               .message = objection->message,
                               .objection = objection->id,
                               .source = objection->source,
                               .due = DAY_NONE};
    bool has = false, good = true;

    /* Looked for in vain: the duty goes on, but later. */
    if (not_identified)
        good = store_duty_discharge(desk->store, DUTY_MATCH, desk->program.id, 0, objection->message, 0, 0,
                                    NULL, err);
    good = good && desk_duty_has(desk, DUTY_MATCH, objection->message, objection->id, &has, err);
    if (!good || has)
        return good;
    duty.reason = mem_text(not_identified ? "looked for and not identified: look again, or ask one question"
                                          : "an objection without an account: find whose it is");
    if (not_identified)
        duty.due = desk_business_day(desk, MATCH_AGAIN_DAYS);
    good = desk_duty_open(desk, &duty, err);
    free(duty.reason);
    return good;
}

/* Another ruling of what nobody is tied to: its account is to be found, or no more. */
static bool match_settle(struct desk *desk, const struct record_objection *objection, struct err *err)
{
    int64_t *accounts = NULL;
    size_t count = 0;
    bool good = store_tie_list(desk->store, objection->id, &accounts, &count, err);

    free(accounts);
    if (!good || count)
        return good;
    if (objection->ruling == RULING_NOT_OBJECTION)
        return store_duty_discharge(desk->store, DUTY_MATCH, desk->program.id, 0, 0, objection->id, 0, NULL,
                                    err);
    return desk_match_open(desk, objection, false, err);
}

/* The ruling goes before the ties: what is owed to an account tied now is by the new one alone. */
static bool correction_apply(struct desk *desk, struct record_objection *objection,
                             const struct desk_correction *correction, struct err *err)
{
    struct record_ruling ruling = {
        .ruling = correction->ruling,
        .voice = correction->voice ? *correction->voice : objection->voice,
        .flags = correction->flags ? *correction->flags : objection->flags,
        .reason = correction->reason ? correction->reason : "",
    };

    if (correction->version >= 0)
        objection->version = correction->version;
    if (!desk_ruling_apply(desk, objection, &ruling, err))
        return false;
    objection->ruling = ruling.ruling;
    objection->voice = ruling.voice;
    objection->flags = ruling.flags;
    return desk_ties_apply(desk, objection, correction->accounts, correction->account_count, err) &&
           match_settle(desk, objection, err) && desk_standing_refresh_tied(desk, objection->id, err) &&
           (!objection->representative || desk_reach_follow(desk, err));
}

static bool objection_find(struct desk *desk, int64_t id, struct record_objection *objection, struct err *err)
{
    return store_objection_get(desk->store, id, objection, err) &&
           (objection->id ||
            err_set(err, ERR_USAGE, "there is no objection %lld: `demur objections` lists them",
                    (long long)id));
}

bool desk_correct_may(struct desk *desk, int64_t id, struct err *err)
{
    struct record_objection objection = {0};
    bool good = objection_find(desk, id, &objection, err) && dispute_over(desk, &objection, err);

    record_objection_clear(&objection);
    return good;
}

bool desk_correct(struct desk *desk, const struct desk_correction *correction, struct err *err)
{
    struct record_objection objection = {0};
    bool good;

    if (!desk_begin(desk, err))
        return false;
    good = objection_find(desk, correction->objection, &objection, err) &&
           correction_apply(desk, &objection, correction, err);
    record_objection_clear(&objection);
    return desk_end(desk, good, err);
}
