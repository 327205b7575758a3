#include "config.h"
#include "desk/check_duty.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"
#include "store/journal.h"
#include "store/owed.h"

/* The longest time that the desk gives itself where it does not say how long, in business days: for a hold to
 * be looked at again. */
#define DAYS_LONGEST 10

struct check_duty {
    struct desk *desk;
    bool mend;
    struct str *findings;
    int64_t differing;
    int64_t changed; /* entry of the newest change of the program, its settings, rules or holidays */
};

/* Appends what a duty is and is about: "honour an opt-out (A-1, objection 3)". */
static bool subject_add(struct check_duty *check, const struct owed *owed, struct err *err)
{
    struct record_account account = {0};
    const char *before = " (";
    char phrase[128];

    str_add(check->findings, duty_phrase(owed->kind, owed->source, phrase, sizeof phrase));
    if (owed->account) {
        if (!store_account_get(check->desk->store, owed->account, &account, err))
            return false;
        str_add_format(check->findings, "%s%s", before, account.number);
        before = ", ";
        record_account_clear(&account);
    }
    if (owed->dispute)
        str_add_format(check->findings, "%sdispute %lld", before, (long long)owed->dispute);
    else if (owed->objection)
        str_add_format(check->findings, "%sobjection %lld", before, (long long)owed->objection);
    else if (owed->message)
        str_add_format(check->findings, "%smessage %lld", before, (long long)owed->message);
    str_add(check->findings, ")");
    return true;
}

static struct owed owed_of_duty(const struct owed_duty *duty)
{
    return (struct owed){.kind = duty->kind,
                         .account = duty->account,
                         .message = duty->message,
                         .objection = duty->objection,
                         .dispute = duty->dispute,
                         .notice = duty->notice,
                         .source = duty->source,
                         .level = duty->level,
                         .due = duty->due};
}

static bool honour_day(struct check_duty *check, int64_t id, int64_t account, int *day, struct err *err)
{
    struct record_objection objection = {0};
    bool good = store_objection_get(check->desk->store, id, &objection, err) &&
                desk_honour_day(check->desk, &objection, account, day, NULL, err);

    record_objection_clear(&objection);
    return good;
}

/* Without a notice the place whose rule counts is that of the day on which it is asked. */
static bool honour_days(struct check_duty *check, const struct owed_duty *duty, int *first, int *last,
                        struct err *err)
{
    struct standing_result standing = {0};
    bool notified = true;

    if (duty->account) {
        if (!desk_standing(check->desk, duty->account, &standing, err))
            return false;
        notified = standing.notice != 0;
        standing_clear(&standing);
    }
    if (notified && !honour_day(check, duty->objection, duty->account, first, err))
        return false;
    *last = *first;
    return true;
}

/* Tells between which days a duty opened then must be due; a reading of a changed post and the like may have
 * been opened later than the file of an older demur says. */
static bool days_of(struct check_duty *check, const struct owed *owed, const struct owed_duty *duty,
                    int *first, int *last, struct err *err)
{
    struct desk *desk = check->desk;
    struct calendar calendar = desk_calendar(desk);
    int opened = zone_day(duty->opened, desk->program.zone), longest;

    if (owed->kind == DUTY_HONOUR)
        return honour_days(check, duty, first, last, err);
    if (owed->due != DAY_NONE) {
        *first = *last = owed->due;
        return true;
    }
    *first = duty_due(owed->kind, owed->level, opened, &calendar);
    *last = duty_due(owed->kind, owed->level, desk_today(desk), &calendar);
    longest = calendar_add_business(&calendar, desk_today(desk), DAYS_LONGEST);
    if ((owed->kind == DUTY_READ || owed->kind == DUTY_MATCH || owed->kind == DUTY_REVIEW_HOLD) &&
        *last < longest)
        *last = longest;
    return true;
}

static const char *before(const struct str *wrong)
{
    return wrong->length ? ", " : "";
}

/* Appends what is wrong of an open duty that is called for; nothing where it is as it should be. */
static bool wrong_find(struct check_duty *check, const struct owed *owed, const struct owed_duty *duty,
                       struct str *wrong, struct err *err)
{
    int64_t changed = 0;
    int first = duty->due, last = duty->due;
    char day[16], other[16];

    if ((duty->account && !store_owed_changed_of(check->desk->store, duty->account, &changed, err)) ||
        (changed <= owed->since && check->changed <= owed->since &&
         !days_of(check, owed, duty, &first, &last, err)))
        return false;
    if (duty->level != owed->level)
        str_add_format(wrong, "it is with %s, not with %s", level_title(duty->level),
                       level_title(owed->level));
    if (duty->weight != duty_weight(duty->kind))
        str_add_format(wrong, "%sits weight is %d, not %d", before(wrong), duty->weight,
                       duty_weight(duty->kind));
    if (duty->due < first || duty->due > last)
        str_add_format(wrong, "%sit is due on %s, not on %s", before(wrong),
                       day_format_long(duty->due, day, sizeof day),
                       day_format_long(duty->due < first ? first : last, other, sizeof other));
    return true;
}

static bool duty_mend_open(struct check_duty *check, const struct owed *owed, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE,
                                 .fact = FACT_MEND,
                                 .account = owed->account,
                                 .message = owed->message,
                                 .objection = owed->objection,
                                 .dispute = owed->dispute,
                                 .notice = owed->notice};
    struct record_duty duty = {.kind = owed->kind,
                               .account = owed->account,
                               .message = owed->message,
                               .objection = owed->objection,
                               .dispute = owed->dispute,
                               .notice = owed->notice,
                               .source = owed->source,
                               .level = owed->level,
                               .due = owed->due};
    char phrase[128];
    bool good = true;

    duty.reason = mem_text("the facts call for it: opened by check");
    if (owed->kind == DUTY_HONOUR)
        good = honour_day(check, owed->objection, owed->account, &duty.due, err);
    good = good && desk_duty_open(check->desk, &duty, err);
    entry.duty = duty.id;
    entry.detail = mem_format("opened: %s", duty_phrase(owed->kind, owed->source, phrase, sizeof phrase));
    good = good && store_journal_add(check->desk->store, &entry, err);
    free(entry.detail);
    free(duty.reason);
    return good;
}

static bool missing(struct check_duty *check, const struct owed *owed, struct err *err)
{
    check->differing++;
    str_add(check->findings, "missing duty: ");
    if (!subject_add(check, owed, err))
        return false;
    str_add(check->findings, "\n");
    return !check->mend || duty_mend_open(check, owed, err);
}

static bool differs(struct check_duty *check, const struct owed *owed, const struct owed_duty *duty,
                    const char *how, struct err *err)
{
    const struct owed shown = owed_of_duty(duty);

    check->differing++;
    str_add_format(check->findings, "duty %lld: ", (long long)duty->id);
    if (!subject_add(check, &shown, err))
        return false;
    str_add_format(check->findings, ": %s\n", how);
    return !check->mend || (store_duty_mend(check->desk->store, duty->id, how, err) &&
                            (!owed || duty_mend_open(check, owed, err)));
}

static bool duty_visit(const struct owed *owed, const struct owed_duty *duty, void *context, struct err *err)
{
    struct check_duty *check = context;
    struct str wrong = {0};
    bool good;

    if (!duty)
        return missing(check, owed, err);
    if (!owed)
        return differs(check, NULL, duty, "nothing calls for it", err);
    good = wrong_find(check, owed, duty, &wrong, err) &&
           (!wrong.length || differs(check, owed, duty, str_text(&wrong), err));
    str_clear(&wrong);
    return good;
}

bool check_duties(struct desk *desk, struct owed_list *owed, bool mend, struct str *findings,
                  int64_t *differing, struct err *err)
{
    struct check_duty check = {.desk = desk, .mend = mend, .findings = findings};
    struct owed_duty_list duties = {0};
    bool good = store_owed_changed(desk->store, &check.changed, err) &&
                store_owed_load(desk->store, desk->program.id, owed, err) &&
                store_owed_duties(desk->store, desk->program.id, &duties, err) &&
                owed_compare(owed, &duties, duty_visit, &check, err);

    owed_duty_list_clear(&duties);
    *differing = check.differing;
    return good;
}
