#include "config.h"
#include "desk/verb.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "desk/private.h"

static bool classification_valid(const struct desk_classification *given, struct err *err)
{
    if (given->reading == READING_UNREAD)
        return err_set(err, ERR_USAGE, "say what the message is: a reading is needed");
    if (given->reading == READING_OBJECTION && given->ruling == RULING_UNREAD)
        return err_set(err, ERR_USAGE,
                       "an objection needs a ruling: opt_out, dispute, question, threat or not_objection");
    if (given->representative &&
        (given->voice != VOICE_REPRESENTATIVE || given->reading != READING_OBJECTION))
        return err_set(err, ERR_USAGE, "a representative is named: then it is an objection of its voice");
    if (given->not_identified && given->account_count)
        return err_set(err, ERR_USAGE, "either accounts or \"not identified\", not both");
    return true;
}

static char *reading_detail(const struct desk_classification *given)
{
    struct str detail = {0};

    str_add(&detail, reading_title(given->reading));
    if (given->reading == READING_OBJECTION)
        str_add_format(&detail, ": %s, voice %s", ruling_title(given->ruling), voice_title(given->voice));
    if (given->flags) {
        str_add(&detail, "; ");
        flag_set_add(&detail, given->flags, ", ", true);
    }
    if (given->not_identified)
        str_add(&detail, "; account not identified");
    if (!str_blank(given->reason))
        str_add_format(&detail, "; %s", given->reason);
    return str_take(&detail);
}

static bool objection_make(struct desk *desk, const struct record_message *message,
                           const struct desk_classification *given, struct record_objection *objection,
                           struct err *err)
{
    *objection = (struct record_objection){
        .program = desk->program.id,
        .message = message->id,
        .source = message->source,
        .voice = given->voice,
        .received = message->received,
        .precision = message->precision,
        .words = mem_text(message->body_now),
        .flags = given->flags,
        .not_identified = given->not_identified,
        .ruling = RULING_UNREAD,
    };
    return store_objection_add(desk->store, objection, err);
}

/* Says whether a ruling says again what is in force. A threat read again is owed to a lead again, since its
 * duty ended with the reading; a dispute read again after it was resolved is a new one. */
static bool ruling_stands(struct desk *desk, const struct record_objection *objection,
                          const struct record_ruling *ruling, bool *stands, struct err *err)
{
    struct record_dispute dispute = {0};
    bool good = true;

    *stands = objection->version && ruling->ruling != RULING_THREAT && objection->ruling == ruling->ruling &&
              objection->voice == ruling->voice && objection->flags == ruling->flags &&
              str_blank(ruling->reason);
    if (*stands && ruling->ruling == RULING_DISPUTE) {
        good = store_dispute_get(desk->store, objection->dispute, &dispute, err);
        *stands = dispute.open;
        record_dispute_clear(&dispute);
    }
    return good;
}

/* A message that is no objection still gets one, ruled so, when it is tied to accounts: the flags are theirs
 * to know. */
static bool objection_settle(struct desk *desk, const struct record_message *message,
                             const struct desk_classification *given, struct err *err)
{
    bool objects = given->reading == READING_OBJECTION;
    struct record_ruling ruling = {objects ? given->ruling : RULING_NOT_OBJECTION, given->voice, given->flags,
                                   given->reason ? given->reason : ""};
    struct record_objection objection = {0};
    int64_t *accounts = NULL;
    size_t count = 0;
    bool good = store_objection_of_message(desk->store, message->id, &objection, err);

    if (good && !objection.id && (objects || given->account_count))
        good = objection_make(desk, message, given, &objection, err);
    if (good && objection.id) {
        bool stands = false;

        good = ruling_stands(desk, &objection, &ruling, &stands, err) &&
               desk_speaker_apply(desk, &objection, given->representative, err) &&
               desk_reach_join(desk, given->representative, given->accounts, given->account_count, &accounts,
                               &count, err) &&
               desk_ties_apply(desk, &objection, accounts, count, err) &&
               (stands || desk_ruling_apply(desk, &objection, &ruling, err)) &&
               desk_standing_refresh_tied(desk, objection.id, err) &&
               (!objection.representative || desk_reach_follow(desk, err));
    }
    free(accounts);
    record_objection_clear(&objection);
    return good;
}

static bool match_settle(struct desk *desk, const struct record_message *message,
                         const struct desk_classification *given, struct err *err)
{
    struct record_objection objection = {0};
    int64_t *tied = NULL;
    size_t tied_count = 0;
    bool good = store_objection_of_message(desk->store, message->id, &objection, err) &&
                (!objection.id || store_tie_list(desk->store, objection.id, &tied, &tied_count, err));

    if (!good)
        goto out;
    if (given->reading != READING_OBJECTION || given->ruling == RULING_NOT_OBJECTION || tied_count)
        good =
            store_duty_discharge(desk->store, DUTY_MATCH, desk->program.id, 0, message->id, 0, 0, NULL, err);
    else
        good = desk_match_open(desk, &objection, given->not_identified, err);
out:
    free(tied);
    record_objection_clear(&objection);
    return good;
}

static bool promise_open(struct desk *desk, const struct record_message *message, struct err *err)
{
    struct record_duty duty = {.kind = DUTY_ANSWER,
                               .message = message->id,
                               .source = message->source,
                               .level = LEVEL_COMMUNITY,
                               .due = DAY_NONE};
    bool good;

    duty.reason = mem_text("staff promised an answer");
    good = desk_duty_open(desk, &duty, err);
    free(duty.reason);
    return good;
}

/* A promise of ours is a duty to answer; a statement or anything else read in its place ends it. The answer
 * to a customer's question is its objection's. */
static bool promise_settle(struct desk *desk, const struct record_message *message,
                           const struct desk_classification *given, struct err *err)
{
    bool promises = given->reading == READING_STAFF_PROMISE, has = false, good;
    struct record_duty_list duties = {0};

    good = store_duty_list(desk->store, desk->program.id, 0, message->id, 0, &duties, err);
    for (size_t i = 0; good && i < duties.count; i++) {
        if (duties.items[i].kind != DUTY_ANSWER || duties.items[i].objection)
            continue;
        has = true;
        good = promises || store_duty_end(desk->store, duties.items[i].id, err);
    }
    record_duty_list_clear(&duties);
    return good && (!promises || has || promise_open(desk, message, err));
}

bool desk_classify(struct desk *desk, const struct desk_classification *given, struct err *err)
{
    struct record_message message = {0};
    char *detail;
    bool good;

    if (!classification_valid(given, err) || !desk_begin(desk, err))
        return false;
    detail = reading_detail(given);
    good = store_message_get(desk->store, given->message, &message, err);
    if (good && !message.id)
        good = err_set(err, ERR_USAGE, "there is no message %lld: `demur inbox` lists them",
                       (long long)given->message);
    good = good &&
           store_reading_add(desk->store, message.id, given->version >= 0 ? given->version : message.version,
                             given->reading, given->not_identified, detail, err) &&
           store_duty_discharge(desk->store, DUTY_READ, desk->program.id, 0, message.id, 0, 0, NULL, err) &&
           objection_settle(desk, &message, given, err) && promise_settle(desk, &message, given, err) &&
           match_settle(desk, &message, given, err) && desk_standing_refresh_author(desk, &message, err);
    record_message_clear(&message);
    free(detail);
    return desk_end(desk, good, err);
}
