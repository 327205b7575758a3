/* The facts that call for duties, and the duties, for `check`. */
#include "config.h"
#include "store/owed.h"

#include <string.h>

#include "base/mem.h"
#include "store/authority_sql.h"
#include "store/inside.h"
#include "store/list_sql.h"

/* Begins a statement about all of a program, whose rows are then taken. */
static void owed_begin(struct statement *statement, struct store *store, const char *sql, int64_t program,
                       struct err *err)
{
    statement_begin(statement, store, sql, err);
    statement_bind_number(statement, ":program", program);
}

/* clang-format off */
/* The newest entry of the journal of some kinds: what calls for a duty is as old as it. */
#define ENTERED(noun, id, facts)                                                                             \
    "coalesce((SELECT max(j.sequence) FROM journal j WHERE j." noun " = " id " AND j.fact IN (" facts ")), 0)"
#define LAST_READING                                                                                         \
    " LEFT JOIN reading r ON r.id = (SELECT x.id FROM reading x WHERE x.message = m.id"                      \
    "   ORDER BY x.version DESC LIMIT 1)"
#define PENDING                                                                                              \
    "(NOT EXISTS (SELECT 1 FROM objection_account t WHERE t.objection = o.id)"                               \
    " OR EXISTS (SELECT 1 FROM objection_account t WHERE t.objection = o.id"                                 \
    "   AND " AUTHORITY_OF("t.objection", "t.account") " IN ('asserted', 'asked')))"

static const char messages_sql[] =
    "SELECT m.id, m.source, r.id IS NULL OR " CHANGED_SINCE ","
    " coalesce(r.reading, m.suggested_reading) = 'staff_promise', " ENTERED("message", "m.id", "'message', 'reading'")
    " FROM message m" LAST_READING " WHERE m.program = :program";

static const char objections_sql[] =
    "SELECT o.id, o.message, o.source, o.ruling, o.voice, " REPRESENTATIVE_OF("o.id") " IS NOT NULL,"
    " EXISTS (SELECT 1 FROM objection_account t WHERE t.objection = o.id), " PENDING ","
    " EXISTS (SELECT 1 FROM dispute d WHERE d.objection = o.id"
    "   AND NOT EXISTS (SELECT 1 FROM resolution x WHERE x.dispute = d.id)),"
    " EXISTS (SELECT 1 FROM message m" LAST_READING " WHERE m.id = o.message AND (r.id IS NULL OR " CHANGED_SINCE ")),"
    " " ENTERED("objection", "o.id", "'objection', 'ruling'")
    " FROM objection_now o WHERE o.program = :program";

static const char ties_sql[] =
    "SELECT o.id, t.account, o.message, o.source, o.voice, " AUTHORITY_OF("o.id", "t.account") ","
    " max(" ENTERED("objection", "o.id", "'ruling'") ", " ENTERED("account", "t.account AND j.objection = o.id", "'tie', 'authority'") ")"
    " FROM objection_now o JOIN objection_account t ON t.objection = o.id"
    " WHERE o.program = :program AND o.ruling = 'opt_out'";

static const char disputes_sql[] =
    "SELECT d.id, d.objection, o.message, o.source, coalesce(e.level, d.level), e.due,"
    " " ENTERED("dispute", "d.id", "'dispute', 'escalation'")
    " FROM dispute d JOIN objection o ON o.id = d.objection"
    " LEFT JOIN escalation e ON e.id = (SELECT x.id FROM escalation x WHERE x.dispute = d.id"
    "   ORDER BY x.version DESC LIMIT 1)"
    " WHERE d.program = :program AND NOT EXISTS (SELECT 1 FROM resolution x WHERE x.dispute = d.id)";

static const char holds_sql[] =
    "SELECT DISTINCT h.account FROM hold h WHERE h.program = :program AND h.expires IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM lift x WHERE x.hold = h.id)";

static const char duties_sql[] =
    "SELECT d.id, d.kind, d.account, d.message, d.objection, d.dispute, d.notice, d.source, d.level,"
    " d.due, d.weight, d.recorded, j.sequence FROM duty d"
    " LEFT JOIN journal j ON j.sequence = d.discharge AND j.fact = 'done'"
    " WHERE d.program = :program AND (d.discharge IS NULL OR j.sequence IS NOT NULL)";

static const char changed_sql[] =
    "SELECT max(j.sequence) FROM journal j"
    " WHERE j.fact IN ('program', 'setting', 'rules', 'holidays')";

static const char changed_of_sql[] =
    "SELECT max(j.sequence) FROM journal j WHERE j.account = :account"
    " AND j.fact IN ('account', 'account_edit', 'contact', 'contact_edit', 'notice')";
/* clang-format on */

static bool messages_load(struct store *store, int64_t program, struct owed_list *list, struct err *err)
{
    struct statement statement;

    owed_begin(&statement, store, messages_sql, program, err);
    while (statement_row(&statement)) {
        struct owed_message message = {.id = statement_take_number(&statement)};

        statement_take_word(&statement, source, &message.source);
        message.unread = statement_take_int(&statement) != 0;
        message.promises = statement_take_int(&statement) != 0;
        message.since = statement_take_number(&statement);
        owed_by_message(list, &message);
    }
    return statement_end(&statement);
}

static bool objections_load(struct store *store, int64_t program, struct owed_list *list, struct err *err)
{
    struct statement statement;

    owed_begin(&statement, store, objections_sql, program, err);
    while (statement_row(&statement)) {
        struct owed_objection objection = {.id = statement_take_number(&statement)};

        objection.message = statement_take_number(&statement);
        statement_take_word(&statement, source, &objection.source);
        statement_take_word(&statement, ruling, &objection.ruling);
        statement_take_word(&statement, voice, &objection.voice);
        objection.known = statement_take_int(&statement) != 0;
        objection.tied = statement_take_int(&statement) != 0;
        objection.pending = statement_take_int(&statement) != 0;
        objection.disputed = statement_take_int(&statement) != 0;
        objection.message_unread = statement_take_int(&statement) != 0;
        objection.since = statement_take_number(&statement);
        owed_by_objection(list, &objection);
    }
    return statement_end(&statement);
}

static bool ties_load(struct store *store, int64_t program, struct owed_list *list, struct err *err)
{
    struct statement statement;

    owed_begin(&statement, store, ties_sql, program, err);
    while (statement_row(&statement)) {
        struct owed_tie tie = {.objection = statement_take_number(&statement)};

        tie.account = statement_take_number(&statement);
        tie.message = statement_take_number(&statement);
        statement_take_word(&statement, source, &tie.source);
        statement_take_word(&statement, voice, &tie.voice);
        statement_take_word(&statement, authority, &tie.authority);
        tie.since = statement_take_number(&statement);
        owed_by_tie(list, &tie);
    }
    return statement_end(&statement);
}

static bool disputes_load(struct store *store, int64_t program, struct owed_list *list, struct err *err)
{
    struct statement statement;

    owed_begin(&statement, store, disputes_sql, program, err);
    while (statement_row(&statement)) {
        struct owed_dispute dispute = {.id = statement_take_number(&statement)};

        dispute.objection = statement_take_number(&statement);
        dispute.message = statement_take_number(&statement);
        statement_take_word(&statement, source, &dispute.source);
        statement_take_word(&statement, level, &dispute.level);
        dispute.due = statement_take_day(&statement);
        dispute.since = statement_take_number(&statement);
        owed_by_dispute(list, &dispute);
    }
    return statement_end(&statement);
}

static bool holds_load(struct store *store, int64_t program, struct owed_list *list, struct err *err)
{
    struct statement statement;

    owed_begin(&statement, store, holds_sql, program, err);
    while (statement_row(&statement))
        owed_by_hold(list, statement_take_number(&statement));
    return statement_end(&statement);
}

bool store_owed_load(struct store *store, int64_t program, struct owed_list *list, struct err *err)
{
    return messages_load(store, program, list, err) && objections_load(store, program, list, err) &&
           ties_load(store, program, list, err) && disputes_load(store, program, list, err) &&
           holds_load(store, program, list, err);
}

bool store_owed_duties(struct store *store, int64_t program, struct owed_duty_list *list, struct err *err)
{
    struct statement statement;

    owed_begin(&statement, store, duties_sql, program, err);
    while (statement_row(&statement)) {
        struct owed_duty duty = {.id = statement_take_number(&statement)};

        statement_take_word(&statement, duty, &duty.kind);
        duty.account = statement_take_number(&statement);
        duty.message = statement_take_number(&statement);
        duty.objection = statement_take_number(&statement);
        duty.dispute = statement_take_number(&statement);
        duty.notice = statement_take_number(&statement);
        statement_take_word(&statement, source, &duty.source);
        statement_take_word(&statement, level, &duty.level);
        duty.due = statement_take_day(&statement);
        duty.weight = statement_take_int(&statement);
        duty.opened = statement_take_number(&statement);
        duty.done = statement_take_number(&statement);
        if (!owed_is_derived(duty.kind))
            continue;
        mem_grow(list->items, list->count, list->capacity);
        list->items[list->count++] = duty;
    }
    return statement_end(&statement);
}

bool store_owed_changed(struct store *store, int64_t *sequence, struct err *err)
{
    struct statement statement;

    *sequence = 0;
    statement_begin(&statement, store, changed_sql, err);
    if (statement_row(&statement))
        *sequence = statement_take_number(&statement);
    return statement_end(&statement);
}

bool store_owed_changed_of(struct store *store, int64_t account, int64_t *sequence, struct err *err)
{
    struct statement statement;

    *sequence = 0;
    statement_begin(&statement, store, changed_of_sql, err);
    statement_bind_number(&statement, ":account", account);
    if (statement_row(&statement))
        *sequence = statement_take_number(&statement);
    return statement_end(&statement);
}
