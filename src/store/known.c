/* What an import asks of every row: whether something is known, by an index and without reading its record.
 */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/nouns.h"

static bool take_id(struct statement *statement, int64_t *id)
{
    *id = statement_row(statement) ? statement_take_number(statement) : 0;
    return statement_end(statement);
}

static bool take_answer(struct statement *statement, bool *answer)
{
    *answer = statement_row(statement) && statement_take_int(statement) != 0;
    return statement_end(statement);
}

bool store_account_id(struct store *store, const char *number, int64_t *id, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store, "SELECT id FROM account WHERE number = :number", err);
    statement_bind_lent(&statement, ":number", number);
    return take_id(&statement, id);
}

bool store_account_last(struct store *store, int64_t *id, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store, "SELECT max(id) FROM account", err);
    return take_id(&statement, id);
}

bool store_contact_id(struct store *store, int64_t account, const char *email, int64_t *id, struct err *err)
{
    char *key = key_fold(email);
    struct statement statement;

    statement_begin(
        &statement, store,
        "SELECT id FROM contact WHERE account = :account AND email_key = :key ORDER BY id LIMIT 1", err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_text(&statement, ":key", key);
    free(key);
    return take_id(&statement, id);
}

bool store_notice_known(struct store *store, const struct record_notice *like, bool *known, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "SELECT EXISTS(SELECT 1 FROM notice WHERE account = :account AND program = :program"
                    " AND sent = :sent AND contact IS :contact AND channel = :channel"
                    " AND (message_id = :message OR message_id = '' OR :message = ''))",
                    err);
    statement_bind_number(&statement, ":account", like->account);
    statement_bind_number(&statement, ":program", like->program);
    statement_bind_number(&statement, ":sent", like->sent);
    statement_bind_id(&statement, ":contact", like->contact);
    statement_bind_lent(&statement, ":channel", channel_name(like->channel));
    statement_bind_lent(&statement, ":message", like->message_id);
    return take_answer(&statement, known);
}

bool store_delivery_known(struct store *store, const struct record_delivery *like, bool *known,
                          struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "SELECT EXISTS(SELECT 1 FROM delivery WHERE notice = :notice AND outcome = :outcome"
                    " AND (at = :at OR :at IS NULL))",
                    err);
    statement_bind_number(&statement, ":notice", like->notice);
    statement_bind_lent(&statement, ":outcome", delivery_name(like->outcome));
    statement_bind_instant(&statement, ":at", like->at);
    return take_answer(&statement, known);
}

bool store_delivery_hinders(struct store *store, int64_t notice, bool *hinders, struct err *err)
{
    struct statement statement;

    /* SQLite would make a table of a list in brackets, for every row anew. */
    statement_begin(&statement, store,
                    "SELECT EXISTS(SELECT 1 FROM delivery WHERE notice = :notice"
                    " AND outcome <> 'delivered' AND outcome <> 'acknowledged' AND outcome <> "
                    "'out_of_office')",
                    err);
    statement_bind_number(&statement, ":notice", notice);
    return take_answer(&statement, hinders);
}

bool store_account_has_duty(struct store *store, enum duty kind, int64_t program, int64_t account, bool *has,
                            struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "SELECT EXISTS(SELECT 1 FROM duty WHERE account = :account AND discharge IS NULL"
                    " AND kind = :kind AND program = :program)",
                    err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_lent(&statement, ":kind", duty_name(kind));
    statement_bind_number(&statement, ":program", program);
    return take_answer(&statement, has);
}

bool store_account_spoken(struct store *store, int64_t account, bool *spoken, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "SELECT EXISTS(SELECT 1 FROM objection_account WHERE account = :account)"
                    " OR EXISTS(SELECT 1 FROM contact c JOIN contact_handle h ON h.contact = c.id"
                    "   JOIN message m ON m.author_key = h.key"
                    "   WHERE c.account = :account AND h.key <> '' AND m.author_key <> '')",
                    err);
    statement_bind_number(&statement, ":account", account);
    return take_answer(&statement, spoken);
}
