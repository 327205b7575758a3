#include "config.h"
#include "core/owed.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"

void owed_add(struct owed_list *list, struct owed owed)
{
    mem_grow(list->items, list->count, list->capacity);
    list->items[list->count++] = owed;
}

void owed_by_message(struct owed_list *list, const struct owed_message *message)
{
    struct owed owed = {
        .message = message->id, .source = message->source, .due = DAY_NONE, .since = message->since};

    owed.kind = DUTY_READ;
    if (message->unread)
        owed_add(list, owed);
    owed.kind = DUTY_ANSWER;
    owed.level = LEVEL_COMMUNITY;
    if (message->promises)
        owed_add(list, owed);
}

static bool claims(const struct owed_objection *objection)
{
    return objection->voice == VOICE_REPRESENTATIVE && objection->pending;
}

/* Proof is asked for with an opt-out or a dispute, of a representative on file before anybody has read it. */
static bool asks_authority(const struct owed_objection *objection)
{
    return claims(objection) &&
           (objection->ruling == RULING_OPT_OUT ||
            (objection->ruling == RULING_DISPUTE && objection->disputed) ||
            (objection->ruling == RULING_UNREAD && objection->known && !objection->message));
}

/* What nobody has read is a message's to call for, where there is one; a threat waits for a lead, but where
 * its message changed since, to read that is enough. */
static bool asks_reading(const struct owed_objection *objection)
{
    return (objection->ruling == RULING_UNREAD && !objection->message) || objection->ruling == RULING_THREAT;
}

void owed_by_objection(struct owed_list *list, const struct owed_objection *objection)
{
    struct owed owed = {.message = objection->message,
                        .objection = objection->id,
                        .source = objection->source,
                        .due = DAY_NONE,
                        .since = objection->since};

    owed.kind = DUTY_READ;
    owed.level = objection->ruling == RULING_THREAT ? LEVEL_LEAD : LEVEL_AGENT;
    owed.optional = objection->message_unread;
    if (asks_reading(objection))
        owed_add(list, owed);
    owed.optional = false;
    owed.level = LEVEL_AGENT;
    owed.kind = DUTY_ANSWER;
    if (objection->ruling == RULING_QUESTION)
        owed_add(list, owed);
    owed.kind = DUTY_MATCH;
    if (!objection->tied && objection->ruling != RULING_NOT_OBJECTION)
        owed_add(list, owed);
    owed.kind = DUTY_HONOUR;
    if (!objection->tied && objection->ruling == RULING_OPT_OUT && objection->voice != VOICE_REPRESENTATIVE)
        owed_add(list, owed);
    owed.kind = DUTY_AUTHORITY;
    owed.optional = !asks_authority(objection);
    if (claims(objection))
        owed_add(list, owed);
}

void owed_by_tie(struct owed_list *list, const struct owed_tie *tie)
{
    if (tie->voice != VOICE_REPRESENTATIVE || tie->authority == AUTHORITY_PROVEN)
        owed_add(list, (struct owed){.kind = DUTY_HONOUR,
                                     .account = tie->account,
                                     .message = tie->message,
                                     .objection = tie->objection,
                                     .source = tie->source,
                                     .due = DAY_NONE,
                                     .since = tie->since});
}

void owed_by_dispute(struct owed_list *list, const struct owed_dispute *dispute)
{
    owed_add(list, (struct owed){.kind = DUTY_REVIEW,
                                 .message = dispute->message,
                                 .objection = dispute->objection,
                                 .dispute = dispute->id,
                                 .source = dispute->source,
                                 .level = dispute->level,
                                 .due = dispute->due,
                                 .since = dispute->since});
}

void owed_by_hold(struct owed_list *list, int64_t account)
{
    owed_add(list, (struct owed){
                       .kind = DUTY_REVIEW_HOLD, .account = account, .level = LEVEL_LEAD, .due = DAY_NONE});
}

bool owed_is_derived(enum duty kind)
{
    return kind != DUTY_RECALL;
}

/* What a duty is about, so that two are the same: of what it points at, the nouns that tell it apart. */
struct subject {
    enum duty kind;
    int64_t first, second;
};

static struct subject subject_of(enum duty kind, int64_t account, int64_t message, int64_t objection,
                                 int64_t dispute)
{
    switch (kind) {
    case DUTY_HONOUR:
        return (struct subject){kind, objection, account};
    case DUTY_REVIEW:
        return (struct subject){kind, dispute, 0};
    case DUTY_RESEND:
    case DUTY_REVIEW_HOLD:
        return (struct subject){kind, account, 0};
    case DUTY_READ:
    case DUTY_MATCH:
    case DUTY_ANSWER:
    case DUTY_AUTHORITY:
    case DUTY_RECALL:
    case duty_count:
    default:
        return (struct subject){kind, objection, objection ? 0 : message};
    }
}

static struct subject of_owed(const struct owed *owed)
{
    return subject_of(owed->kind, owed->account, owed->message, owed->objection, owed->dispute);
}

static struct subject of_duty(const struct owed_duty *duty)
{
    return subject_of(duty->kind, duty->account, duty->message, duty->objection, duty->dispute);
}

static int compare(struct subject a, struct subject b)
{
    if (a.kind != b.kind)
        return a.kind < b.kind ? -1 : 1;
    if (a.first != b.first)
        return a.first < b.first ? -1 : 1;
    return (a.second > b.second) - (a.second < b.second);
}

static int compare_owed(const void *a, const void *b)
{
    return compare(of_owed(a), of_owed(b));
}

static int compare_duties(const void *a, const void *b)
{
    const struct owed_duty *left = a, *right = b;
    int order = compare(of_duty(left), of_duty(right));

    return order ? order : (left->id > right->id) - (left->id < right->id);
}

/* The duties of one subject, all of them. */
struct run {
    const struct owed_duty *duties;
    size_t count;
};

static bool is_met(const struct owed *owed, const struct run *run)
{
    for (size_t i = 0; i < run->count; i++) {
        if (!run->duties[i].done || (duty_by_hand(owed->kind) && run->duties[i].done >= owed->since))
            return true;
    }
    return owed->optional;
}

/* Visits what is to be said of one subject; owed may be NULL. */
static bool run_visit(const struct owed *owed, const struct run *run,
                      bool (*visit)(const struct owed *owed, const struct owed_duty *duty, void *context,
                                    struct err *err),
                      void *context, struct err *err)
{
    if (owed && !is_met(owed, run) && !visit(owed, NULL, context, err))
        return false;
    for (size_t i = 0; i < run->count; i++) {
        if (!run->duties[i].done && !visit(owed, &run->duties[i], context, err))
            return false;
    }
    return true;
}

static void lists_sort(struct owed_list *list, struct owed_duty_list *duties)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare_owed);
    if (duties->count)
        qsort(duties->items, duties->count, sizeof *duties->items, compare_duties);
}

bool owed_compare(struct owed_list *list, struct owed_duty_list *duties,
                  bool (*visit)(const struct owed *owed, const struct owed_duty *duty, void *context,
                                struct err *err),
                  void *context, struct err *err)
{
    size_t i = 0, j = 0;

    lists_sort(list, duties);
    while (i < list->count || j < duties->count) {
        struct owed *owed = i < list->count ? &list->items[i] : NULL;
        struct run run = {.duties = duties->items + j};
        int order = !owed ? 1 : j == duties->count ? -1 : compare(of_owed(owed), of_duty(&duties->items[j]));
        struct subject subject = order > 0 ? of_duty(&duties->items[j]) : of_owed(owed);

        while (j < duties->count && compare(of_duty(&duties->items[j]), subject) == 0) {
            run.count++;
            j++;
        }
        for (; order <= 0 && i < list->count && compare(of_owed(&list->items[i]), subject) == 0; i++)
            owed->optional = owed->optional || list->items[i].optional;
        if (!run_visit(order > 0 ? NULL : owed, &run, visit, context, err))
            return false;
    }
    return true;
}

void owed_list_clear(struct owed_list *list)
{
    free(list->items);
    memset(list, 0, sizeof *list);
}

void owed_duty_list_clear(struct owed_duty_list *list)
{
    free(list->items);
    memset(list, 0, sizeof *list);
}
