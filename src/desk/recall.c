#include "config.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "core/standing_recall.h"
#include "desk/gate.h"
#include "desk/private.h"
#include "store/owed.h"

/* What went of an account, and what was asked back of it before. */
struct follow {
    struct desk *desk;
    int64_t account;
    const struct standing_facts *facts;
    struct record_release_row_list rows; /* by partner */
    struct record_recall_list recalls;
    struct str *missing; /* told instead of opened; NULL: opened */
    int64_t missing_count;
};

/* What is to be asked back from one partner now. */
struct wanted {
    int64_t contact; /* 0: of all rows */
    unsigned fields; /* that may not be there */
    struct standing_recall cause;
};

/* Returns what a row carried of the fields and nobody has asked back since. */
static unsigned row_pending(const struct follow *follow, const struct record_release_row *row,
                            unsigned fields)
{
    unsigned pending = row->fields & fields;

    for (size_t i = 0; i < follow->recalls.count; i++) {
        const struct record_recall *recall = &follow->recalls.items[i];

        if (recall->partner == row->partner && recall->release >= row->release &&
            (!recall->contact || recall->contact == row->contact))
            pending &= ~recall->fields;
    }
    return pending;
}

static char *reason_of(const struct follow *follow, const struct standing_recall *cause)
{
    const char *zone = follow->desk->program.zone;
    char day[16];

    if (cause->notice)
        return mem_format("%s: it was sent on %s and %s", cause->words,
                          day_format_long(zone_day(cause->notice->window.sent, zone), day, sizeof day),
                          delivery_title(cause->notice->failed_as));
    if (cause->consent)
        return mem_format("%s: it was given on %s", cause->words,
                          day_format_long(zone_day(cause->consent->received, zone), day, sizeof day));
    return mem_format("%s of %s (%s)", cause->words,
                      day_format_long(zone_day(cause->objection->received, zone), day, sizeof day),
                      source_title(cause->objection->source));
}

static bool recall_duty(struct desk *desk, const struct record_recall *recall, enum source source,
                        enum level level, const char *why, struct err *err)
{
    struct record_duty duty = {
        .kind = DUTY_RECALL,
        .account = recall->account,
        .objection = recall->objection,
        .notice = recall->notice,
        .partner = recall->partner,
        .recall = recall->id,
        .level = level,
        .source = source,
        .reason = mem_format("%s: recall %lld, %s", recall->partner_name, (long long)recall->id, why),
    };
    bool good = desk_duty_open(desk, &duty, err);

    free(duty.reason);
    return good;
}

static bool recall_open(struct follow *follow, const struct record_release_row *last, unsigned fields,
                        const struct wanted *wanted, struct err *err)
{
    struct desk *desk = follow->desk;
    struct record_recall recall = {
        .program = desk->program.id,
        .account = follow->account,
        .contact = wanted->contact,
        .partner = last->partner,
        .release = last->release,
        .objection = wanted->cause.objection ? wanted->cause.objection->id : 0,
        .notice = wanted->cause.notice ? wanted->cause.notice->id : 0,
        .fields = fields,
        .reason = reason_of(follow, &wanted->cause),
        .partner_name = mem_text(last->partner_name),
        .number = mem_text(""),
        .company = mem_text(""),
    };
    enum source source = wanted->cause.objection ? wanted->cause.objection->source : SOURCE_MAIL;
    bool good = follow->missing || (store_recall_add(desk->store, &recall, err) &&
                                    recall_duty(desk, &recall, source, LEVEL_AGENT, recall.reason, err));

    if (follow->missing) {
        str_add_format(follow->missing, "missing recall: from %s, %s\n", recall.partner_name, recall.reason);
        follow->missing_count++;
    }

    if (!good) {
        record_recall_clear(&recall);
        return false;
    }
    mem_grow(follow->recalls.items, follow->recalls.count, follow->recalls.capacity);
    follow->recalls.items[follow->recalls.count++] = recall;
    return true;
}

/* Opens one recall for all that a partner's rows (from..to-1) carried of what is wanted. */
static bool rows_recall(struct follow *follow, size_t from, size_t to, const struct wanted *wanted,
                        struct err *err)
{
    const struct record_release_row *last = NULL;
    unsigned fields = 0;

    for (size_t i = from; i < to; i++) {
        const struct record_release_row *row = &follow->rows.items[i];
        unsigned pending =
            wanted->contact && wanted->contact != row->contact ? 0 : row_pending(follow, row, wanted->fields);

        fields |= pending;
        if (pending)
            last = row;
    }
    return !last || recall_open(follow, last, fields, wanted, err);
}

/* A limited objection asks back what it covers: of the account as such, then of each contact. */
static bool limited_recall(struct follow *follow, size_t from, size_t to, struct err *err)
{
    int64_t partner = follow->rows.items[from].partner;
    unsigned all = standing_withheld(follow->facts, 0, partner);
    struct wanted wanted = {0, release_fields_of(all), {.words = "an opt-out"}};
    bool good = true;

    wanted.cause.objection = standing_withheld_by(follow->facts, 0, partner, all);
    if (wanted.cause.objection)
        good = rows_recall(follow, from, to, &wanted, err);
    for (size_t i = from; good && i < to; i++) {
        int64_t contact = follow->rows.items[i].contact;
        unsigned own = contact ? standing_withheld(follow->facts, contact, partner) & ~all : 0;

        wanted.contact = contact;
        wanted.fields = release_fields_of(own);
        wanted.cause.objection = standing_withheld_by(follow->facts, contact, partner, own);
        if (wanted.cause.objection)
            good = rows_recall(follow, from, to, &wanted, err);
    }
    return good;
}

static void follow_clear(struct follow *follow)
{
    record_release_row_list_clear(&follow->rows);
    record_recall_list_clear(&follow->recalls);
}

/* Asks back, partner by partner, what went and now may not be there. */
static bool follow_all(struct follow *follow, const struct standing_result *result, struct err *err)
{
    struct desk *desk = follow->desk;
    struct wanted whole = {.fields = RELEASE_ALL};
    bool good = store_release_row_list(desk->store, desk->program.id, follow->account, &follow->rows, err);
    bool all = standing_recalls(follow->facts, result->value, desk->now, &whole.cause);
    size_t to;

    if (!good || !follow->rows.count)
        return good;
    good = store_recall_list(desk->store, desk->program.id, follow->account, &follow->recalls, err);
    for (size_t from = 0; good && from < follow->rows.count; from = to) {
        to = from + 1;
        while (to < follow->rows.count && follow->rows.items[to].partner == follow->rows.items[from].partner)
            to++;
        good = all ? rows_recall(follow, from, to, &whole, err) : limited_recall(follow, from, to, err);
    }
    return good;
}

bool desk_recall_follow(struct desk *desk, int64_t account, const struct standing_facts *facts,
                        const struct standing_result *result, struct err *err)
{
    struct follow follow = {.desk = desk, .account = account, .facts = facts};
    bool good = !store_in_write(desk->store) || follow_all(&follow, result, err);

    follow_clear(&follow);
    return good;
}

/* A release that was void, or undone, asks for nothing. */
static bool is_of_release(const struct follow *follow, const struct record_recall *recall)
{
    for (size_t i = 0; i < follow->rows.count; i++) {
        if (follow->rows.items[i].release == recall->release)
            return true;
    }
    return false;
}

/* The duty of a recall is open until the partner's answer, and once more with legal where that was no. */
static bool duty_check(struct follow *follow, const struct record_recall *recall, bool mend, struct err *err)
{
    bool refused = recall->answer == ANSWER_REFUSED || recall->answer == ANSWER_NONE;
    bool missing = !recall->duty && !recall->answered;
    bool spurious = recall->duty && recall->answered && !(refused && recall->level == LEVEL_LEGAL);
    struct desk *desk = follow->desk;

    if (!recall->id || !is_of_release(follow, recall) || (!missing && !spurious))
        return true;
    follow->missing_count++;
    if (missing) {
        str_add_format(follow->missing, "missing duty: recall %lld from %s\n", (long long)recall->id,
                       recall->partner_name);
        return !mend || recall_duty(desk, recall, SOURCE_MAIL, LEVEL_AGENT, recall->reason, err);
    }
    str_add_format(follow->missing, "duty %lld: recall %lld is answered, and nothing calls for it\n",
                   (long long)recall->duty, (long long)recall->id);
    return !mend || store_duty_mend(desk->store, recall->duty, "the recall is answered", err);
}

bool desk_recall_check(struct desk *desk, int64_t account, const struct standing_facts *facts,
                       const struct standing_result *result, bool mend, struct str *findings,
                       int64_t *differing, struct err *err)
{
    struct follow follow = {.desk = desk, .account = account, .facts = facts, .missing = findings};
    bool good = follow_all(&follow, result, err);
    bool owed = follow.missing_count > 0;

    for (size_t i = 0; good && i < follow.recalls.count; i++)
        good = duty_check(&follow, &follow.recalls.items[i], mend, err);
    *differing += follow.missing_count;
    follow_clear(&follow);
    return good && (!mend || !owed || desk_recall_follow(desk, account, facts, result, err));
}

static bool recall_find(struct desk *desk, int64_t id, struct record_recall *recall, struct err *err)
{
    return store_recall_get(desk->store, id, recall, err) &&
           (recall->id ||
            err_set(err, ERR_USAGE, "there is no recall %lld: `demur queue kind:recall` lists them",
                    (long long)id));
}

static bool answer_allowed(const struct record_recall *recall, struct err *err)
{
    return recall->duty ||
           err_set(err, ERR_CLASH, "recall %lld is answered already: `demur recall %lld` shows it",
                   (long long)recall->id, (long long)recall->id);
}

bool desk_recall_answer_may(struct desk *desk, int64_t id, struct err *err)
{
    struct record_recall recall = {0};
    bool good = recall_find(desk, id, &recall, err) && answer_allowed(&recall, err);

    record_recall_clear(&recall);
    return good;
}

/* Who keeps the data, or keeps silent, is for legal; what legal got is the last word. */
static bool answer_follow(struct desk *desk, const struct record_recall *recall, enum answer answer,
                          struct err *err)
{
    bool open = answer == ANSWER_REFUSED || answer == ANSWER_NONE;

    return !open || recall->level == LEVEL_LEGAL ||
           recall_duty(desk, recall, SOURCE_MAIL, LEVEL_LEGAL,
                       answer == ANSWER_REFUSED ? "the partner refused" : "the partner did not answer", err);
}

bool desk_recall_answer(struct desk *desk, int64_t id, enum answer answer, const char *words, int day,
                        struct err *err)
{
    struct record_recall recall = {0};
    struct record_recall_answer given = {.recall = id, .answer = answer, .day = day};
    bool good;

    if (str_blank(words))
        return err_set(err, ERR_USAGE, "say what the partner wrote or said: it is the proof");
    if (day == DAY_NONE)
        given.day = desk_today(desk);
    if (given.day > desk_today(desk))
        return err_set(err, ERR_USAGE, "answered in the future: give the day it came, today at the latest");
    if (!desk_begin(desk, err))
        return false;
    given.words = mem_text(words);
    good = recall_find(desk, id, &recall, err) && answer_allowed(&recall, err) &&
           store_recall_answer_add(desk->store, &recall, &given, err) &&
           answer_follow(desk, &recall, answer, err);
    record_recall_answer_clear(&given);
    record_recall_clear(&recall);
    return desk_end(desk, good, err);
}
