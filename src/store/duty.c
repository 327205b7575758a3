#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

#define SELECT                                                                                               \
    "SELECT id, program, kind, account, message, objection, dispute, notice, due, level, owner, reason, "    \
    "source, partner, recall,"                                                                               \
    " discharge IS NOT NULL FROM duty"

static void take_duty(struct statement *statement, struct record_duty *duty)
{
    memset(duty, 0, sizeof *duty);
    duty->id = statement_take_number(statement);
    duty->program = statement_take_number(statement);
    statement_take_word(statement, duty, &duty->kind);
    duty->account = statement_take_number(statement);
    duty->message = statement_take_number(statement);
    duty->objection = statement_take_number(statement);
    duty->dispute = statement_take_number(statement);
    duty->notice = statement_take_number(statement);
    duty->due = statement_take_int(statement);
    statement_take_word(statement, level, &duty->level);
    duty->owner = statement_take_text(statement);
    duty->reason = statement_take_text(statement);
    statement_take_word(statement, source, &duty->source);
    duty->partner = statement_take_number(statement);
    duty->recall = statement_take_number(statement);
    duty->done = statement_take_int(statement) != 0;
}

bool store_duty_open(struct store *store, struct record_duty *duty, struct err *err)
{
    struct statement statement;

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO duty(program, kind, weight, due, account, message, objection, dispute, "
                    "notice, level, source, reason, owner, partner, recall, recorded)"
                    " VALUES(:program, :kind, :weight, :due, :account, :message, :objection, :dispute,"
                    " :notice, :level, :source, :reason, :owner, :partner, :recall, :recorded)",
                    err);
    statement_bind_number(&statement, ":program", duty->program);
    statement_bind_lent(&statement, ":kind", duty_name(duty->kind));
    statement_bind_number(&statement, ":weight", duty_weight(duty->kind));
    statement_bind_day(&statement, ":due", duty->due);
    statement_bind_number(&statement, ":recorded", store->now);
    statement_bind_id(&statement, ":account", duty->account);
    statement_bind_id(&statement, ":message", duty->message);
    statement_bind_id(&statement, ":objection", duty->objection);
    statement_bind_id(&statement, ":dispute", duty->dispute);
    statement_bind_id(&statement, ":notice", duty->notice);
    statement_bind_lent(&statement, ":level", level_name(duty->level));
    statement_bind_lent(&statement, ":source", source_name(duty->source));
    statement_bind_lent(&statement, ":reason", duty->reason);
    statement_bind_lent(&statement, ":owner", duty->owner);
    statement_bind_id(&statement, ":partner", duty->partner);
    statement_bind_id(&statement, ":recall", duty->recall);
    if (!statement_run(&statement))
        return false;
    duty->id = store_last_id(store);
    duty->done = false;
    return true;
}

bool store_duty_get(struct store *store, int64_t id, struct record_duty *duty, struct err *err)
{
    struct statement statement;

    memset(duty, 0, sizeof *duty);
    statement_begin(&statement, store, SELECT " WHERE id = :id", err);
    statement_bind_number(&statement, ":id", id);
    if (statement_row(&statement))
        take_duty(&statement, duty);
    return statement_end(&statement);
}

/* What a duty must be about; a noun that is NULL does not matter. The first of them that is given leads, so
 * that its index is used: thousands of duties may be open. */
#define ABOUT                                                                                                \
    " AND (:account IS NULL OR account = :account) AND (:message IS NULL OR message = :message)"             \
    " AND (:objection IS NULL OR objection = :objection) AND (:dispute IS NULL OR dispute = :dispute)"
enum { LEADERS = 5 };
#define LED(before, after)                                                                                   \
    {                                                                                                        \
        before " AND dispute = :dispute" after, before " AND objection = :objection" after,                  \
            before " AND message = :message" after, before " AND account = :account" after, before after     \
    }

struct about {
    int64_t account, message, objection, dispute;
};

static const char *led_by(const char *const texts[LEADERS], const struct about *about)
{
    const int64_t leaders[LEADERS] = {about->dispute, about->objection, about->message, about->account, 1};
    size_t i = 0;

    while (!leaders[i])
        i++;
    return texts[i];
}

static void bind_about(struct statement *statement, const struct about *about)
{
    statement_bind_id(statement, ":account", about->account);
    statement_bind_id(statement, ":message", about->message);
    statement_bind_id(statement, ":objection", about->objection);
    statement_bind_id(statement, ":dispute", about->dispute);
}

bool store_duty_discharge(struct store *store, enum duty kind, int64_t program, int64_t account,
                          int64_t message, int64_t objection, int64_t dispute, int *count, struct err *err)
{
    static const char *const texts[LEADERS] =
        LED("UPDATE duty SET discharge = (SELECT max(sequence) FROM journal)"
            " WHERE discharge IS NULL AND kind = :kind AND program = :program",
            ABOUT);
    const struct about about = {account, message, objection, dispute};
    struct statement statement;

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store, led_by(texts, &about), err);
    statement_bind_lent(&statement, ":kind", duty_name(kind));
    statement_bind_number(&statement, ":program", program);
    bind_about(&statement, &about);
    if (!statement_run(&statement))
        return false;
    if (count)
        *count = sqlite3_changes(store->db);
    return true;
}

bool store_duty_end(struct store *store, int64_t id, struct err *err)
{
    struct statement statement;

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "UPDATE duty SET discharge = (SELECT max(sequence) FROM journal) WHERE id = :id", err);
    statement_bind_number(&statement, ":id", id);
    return statement_run(&statement);
}

bool store_duty_has(struct store *store, enum duty kind, int64_t program, int64_t message, int64_t objection,
                    bool *has, struct err *err)
{
    struct statement statement;

    *has = false;
    statement_begin(&statement, store,
                    "SELECT EXISTS(SELECT 1 FROM duty WHERE message = :message AND kind = :kind"
                    "   AND program = :program AND discharge IS NULL)"
                    " OR EXISTS(SELECT 1 FROM duty WHERE objection = :objection AND kind = :kind"
                    "   AND program = :program AND discharge IS NULL)",
                    err);
    statement_bind_id(&statement, ":message", message);
    statement_bind_id(&statement, ":objection", objection);
    statement_bind_lent(&statement, ":kind", duty_name(kind));
    statement_bind_number(&statement, ":program", program);
    if (statement_row(&statement))
        *has = statement_take_int(&statement) != 0;
    return statement_end(&statement);
}

/* The entry of a duty is about all the duty is about. */
static struct record_entry duty_entry(enum fact fact, const struct record_duty *duty)
{
    return (struct record_entry){.happened = INSTANT_NONE,
                                 .fact = fact,
                                 .account = duty->account,
                                 .message = duty->message,
                                 .objection = duty->objection,
                                 .dispute = duty->dispute,
                                 .notice = duty->notice,
                                 .duty = duty->id};
}

static bool duty_close(struct store *store, int64_t id, enum fact fact, const char *words, struct err *err)
{
    struct record_duty duty;
    struct record_entry entry;
    struct statement statement;
    struct str detail = {0}, who = {0};
    char phrase[128];
    bool ok = false;

    if (!store_need_write(store, err) || !store_duty_get(store, id, &duty, err))
        return false;
    if (!duty.id) {
        err_set(err, ERR_USAGE, "duty %lld: there is none", (long long)id);
        goto out;
    }
    duty_phrase(duty.kind, duty.source, phrase, sizeof phrase);
    if (duty.done) {
        if (journal_last(store, FACT_DONE, 0, 0, 0, 0, id, &who, err))
            err_set(err, ERR_CLASH, "duty %lld (%s) was done by %s; look again", (long long)id, phrase,
                    str_text(&who));
        goto out;
    }
    str_add(&detail, phrase);
    if (words && *words) {
        str_add(&detail, ": ");
        detail_add(&detail, words, 0);
    }
    entry = duty_entry(fact, &duty);
    if (!journal_enter(store, &entry, &detail, err))
        goto out;
    statement_begin(&statement, store, "UPDATE duty SET discharge = :sequence WHERE id = :id", err);
    statement_bind_number(&statement, ":sequence", entry.sequence);
    statement_bind_number(&statement, ":id", id);
    ok = statement_run(&statement);
out:
    record_duty_clear(&duty);
    str_clear(&who);
    return ok;
}

bool store_duty_done(struct store *store, int64_t id, const char *words, struct err *err)
{
    return duty_close(store, id, FACT_DONE, words, err);
}

bool store_duty_mend(struct store *store, int64_t id, const char *words, struct err *err)
{
    return duty_close(store, id, FACT_MEND, words, err);
}

bool store_duty_assign(struct store *store, int64_t id, const char *seen_owner, const char *owner,
                       struct err *err)
{
    struct record_duty duty;
    struct record_entry entry;
    struct statement statement;
    struct str detail = {0};
    char phrase[128];
    bool ok = false;

    if (!store_need_write(store, err) || !store_duty_get(store, id, &duty, err))
        return false;
    if (!duty.id || duty.done) {
        err_set(err, duty.done ? ERR_CLASH : ERR_USAGE, "duty %lld: %s; look again", (long long)id,
                duty.done ? "it is done already" : "there is none");
        goto out;
    }
    if (strcmp(duty.owner, seen_owner ? seen_owner : "") != 0) {
        err_set(err, ERR_CLASH, "duty %lld was given to %s since you saw it; look again and repeat",
                (long long)id, *duty.owner ? duty.owner : "nobody");
        goto out;
    }
    str_add_format(&detail, "%s to ", duty_phrase(duty.kind, duty.source, phrase, sizeof phrase));
    detail_add(&detail, owner && *owner ? owner : "nobody", 0);
    if (*duty.owner) {
        str_add(&detail, ", was ");
        detail_add(&detail, duty.owner, 0);
    }
    entry = duty_entry(FACT_ASSIGNMENT, &duty);
    if (!journal_enter(store, &entry, &detail, err))
        goto out;
    statement_begin(&statement, store, "UPDATE duty SET owner = :owner WHERE id = :id", err);
    statement_bind_lent(&statement, ":owner", owner);
    statement_bind_number(&statement, ":id", id);
    ok = statement_run(&statement);
out:
    record_duty_clear(&duty);
    return ok;
}

bool store_duty_list(struct store *store, int64_t program, int64_t account, int64_t message, int64_t dispute,
                     struct record_duty_list *list, struct err *err)
{
    /* The plus keeps from walking all open duties, which are in this order, for the few about something. */
    static const char *const texts[LEADERS] = LED(SELECT " WHERE discharge IS NULL AND +program = :program",
                                                  ABOUT " ORDER BY due, weight DESC, id");
    static const char of_account[] = SELECT
        " WHERE discharge IS NULL AND +program = :program AND id IN (SELECT id FROM duty"
        "   WHERE account = :account UNION ALL SELECT id FROM duty WHERE account IS NULL AND objection IN"
        "   (SELECT objection FROM objection_account WHERE account = :account))"
        " ORDER BY due, weight DESC, id";
    bool account_alone = account && !message && !dispute;
    const struct about about = {account, message, 0, dispute};
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store, account_alone ? of_account : led_by(texts, &about), err);
    statement_bind_number(&statement, ":program", program);
    if (account_alone)
        statement_bind_number(&statement, ":account", account);
    else
        bind_about(&statement, &about);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_duty(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}
