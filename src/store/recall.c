#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/release.h"

bool store_recall_add(struct store *store, struct record_recall *recall, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE,
                                 .fact = FACT_RECALL,
                                 .account = recall->account,
                                 .objection = recall->objection,
                                 .notice = recall->notice};
    struct str fields = {0}, detail = {0};
    struct statement statement;
    bool good;

    if (!store_need_write(store, err))
        return false;
    release_fields_add(&fields, recall->fields, ",", false);
    statement_begin(&statement, store,
                    "INSERT INTO recall(program, account, contact, partner, release, objection, notice, "
                    "fields, reason, at) VALUES(:program, :account, :contact, :partner, :release, "
                    ":objection, :notice, :fields, :reason, :at)",
                    err);
    statement_bind_number(&statement, ":program", recall->program);
    statement_bind_number(&statement, ":account", recall->account);
    statement_bind_id(&statement, ":contact", recall->contact);
    statement_bind_number(&statement, ":partner", recall->partner);
    statement_bind_number(&statement, ":release", recall->release);
    statement_bind_id(&statement, ":objection", recall->objection);
    statement_bind_id(&statement, ":notice", recall->notice);
    statement_bind_text(&statement, ":fields", str_text(&fields));
    statement_bind_text(&statement, ":reason", recall->reason);
    statement_bind_number(&statement, ":at", store->now);
    good = statement_run(&statement);
    str_clear(&fields);
    if (!good)
        return false;
    recall->id = store_last_id(store);
    recall->at = store->now;
    str_add_format(&detail, "recall %lld to ", (long long)recall->id);
    detail_add(&detail, recall->partner_name, 0);
    str_add_format(&detail, ", release %lld: ", (long long)recall->release);
    release_fields_add(&detail, recall->fields, ", ", true);
    return journal_enter(store, &entry, &detail, err);
}

/* A recall has one duty after another; the last one tells. */
#define RECALL                                                                                               \
    "SELECT r.id, r.program, r.account, r.contact, r.partner, r.release, r.objection, r.notice, r.fields, "  \
    "r.reason, r.at, p.name, a.number, a.company, CASE WHEN d.discharge IS NULL THEN d.id END, d.due, "      \
    "coalesce(d.level, 'agent'), (SELECT x.answer FROM recall_answer x WHERE x.recall = r.id ORDER BY x.id " \
    "DESC LIMIT 1) FROM recall r JOIN partner p ON p.id = r.partner"                                         \
    " JOIN account a ON a.id = r.account"                                                                    \
    " LEFT JOIN duty d ON d.id = (SELECT max(x.id) FROM duty x WHERE x.recall = r.id)"

static void take_recall(struct statement *statement, struct record_recall *recall)
{
    memset(recall, 0, sizeof *recall);
    recall->id = statement_take_number(statement);
    recall->program = statement_take_number(statement);
    recall->account = statement_take_number(statement);
    recall->contact = statement_take_number(statement);
    recall->partner = statement_take_number(statement);
    recall->release = statement_take_number(statement);
    recall->objection = statement_take_number(statement);
    recall->notice = statement_take_number(statement);
    statement_take_word_check(statement,
                              release_fields_parse(statement_take_borrowed(statement), &recall->fields, NULL),
                              "release field");
    recall->reason = statement_take_text(statement);
    recall->at = statement_take_number(statement);
    recall->partner_name = statement_take_text(statement);
    recall->number = statement_take_text(statement);
    recall->company = statement_take_text(statement);
    recall->duty = statement_take_number(statement);
    recall->due = statement_take_day(statement);
    statement_take_word(statement, level, &recall->level);
    recall->answered = !statement_next_is_null(statement);
    if (recall->answered)
        statement_take_word(statement, answer, &recall->answer);
}

bool store_recall_get(struct store *store, int64_t id, struct record_recall *recall, struct err *err)
{
    struct statement statement;

    memset(recall, 0, sizeof *recall);
    statement_begin(&statement, store, RECALL " WHERE r.id = :id", err);
    statement_bind_number(&statement, ":id", id);
    if (statement_row(&statement))
        take_recall(&statement, recall);
    return statement_end(&statement);
}

bool store_recall_list(struct store *store, int64_t program, int64_t account, struct record_recall_list *list,
                       struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    RECALL " WHERE r.account = :account AND r.program = :program ORDER BY r.id", err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":program", program);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_recall(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

static bool duty_discharge(struct store *store, int64_t recall, int64_t sequence, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "UPDATE duty SET discharge = :sequence WHERE recall = :recall AND discharge IS NULL",
                    err);
    statement_bind_number(&statement, ":sequence", sequence);
    statement_bind_number(&statement, ":recall", recall);
    return statement_run(&statement);
}

bool store_recall_answer_add(struct store *store, const struct record_recall *recall,
                             struct record_recall_answer *answer, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE,
                                 .fact = FACT_RECALL_ANSWER,
                                 .account = recall->account,
                                 .objection = recall->objection,
                                 .notice = recall->notice,
                                 .duty = recall->duty};
    struct str detail = {0};
    struct statement statement;

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO recall_answer(recall, answer, words, day, at)"
                    " VALUES(:recall, :answer, :words, :day, :at)",
                    err);
    statement_bind_number(&statement, ":recall", recall->id);
    statement_bind_text(&statement, ":answer", answer_name(answer->answer));
    statement_bind_text(&statement, ":words", answer->words);
    statement_bind_day(&statement, ":day", answer->day);
    statement_bind_number(&statement, ":at", store->now);
    if (!statement_run(&statement))
        return false;
    answer->id = store_last_id(store);
    answer->at = store->now;
    str_add_format(&detail, "recall %lld, ", (long long)recall->id);
    detail_add(&detail, recall->partner_name, 0);
    str_add_format(&detail, ": %s: ", answer_title(answer->answer));
    detail_add(&detail, answer->words, 0);
    return journal_enter(store, &entry, &detail, err) &&
           duty_discharge(store, recall->id, entry.sequence, err);
}

bool store_recall_void(struct store *store, int64_t release, struct err *err)
{
    struct statement statement;

    if (!store_need_write(store, err))
        return false;
    statement_begin(
        &statement, store,
        "UPDATE duty SET discharge = (SELECT max(sequence) FROM journal)"
        " WHERE discharge IS NULL AND recall IN (SELECT r.id FROM recall r"
        "   WHERE r.release = :release AND NOT EXISTS (SELECT 1 FROM release_row w"
        "     JOIN release x ON x.intent = w.intent LEFT JOIN release_end e ON e.intent = x.intent"
        "     WHERE w.account = r.account AND x.partner = r.partner"
        "     AND coalesce(e.ending, '') <> 'void'))",
        err);
    statement_bind_number(&statement, ":release", release);
    return statement_run(&statement);
}

bool store_recall_answer_list(struct store *store, int64_t recall, struct record_recall_answer_list *list,
                              struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    "SELECT id, recall, answer, words, day, at FROM recall_answer WHERE recall = :recall"
                    " ORDER BY id",
                    err);
    statement_bind_number(&statement, ":recall", recall);
    while (statement_row(&statement)) {
        struct record_recall_answer *answer;

        mem_grow(list->items, list->count, list->capacity);
        answer = &list->items[list->count++];
        answer->id = statement_take_number(&statement);
        answer->recall = statement_take_number(&statement);
        statement_take_word(&statement, answer, &answer->answer);
        answer->words = statement_take_text(&statement);
        answer->day = statement_take_day(&statement);
        answer->at = statement_take_number(&statement);
    }
    return statement_end(&statement);
}
