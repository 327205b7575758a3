#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

#define COLUMNS "id, program, account, contact, channel, sent, precision, days, text_version, message_id"

static void take_notice(struct statement *statement, struct record_notice *notice)
{
    bool none;

    memset(notice, 0, sizeof *notice);
    notice->id = statement_take_number(statement);
    notice->program = statement_take_number(statement);
    notice->account = statement_take_number(statement);
    notice->contact = statement_take_number(statement);
    statement_take_word(statement, channel, &notice->channel);
    notice->sent = statement_take_number(statement);
    statement_take_word(statement, precision, &notice->precision);
    none = statement_next_is_null(statement);
    notice->days = statement_take_int(statement);
    if (none)
        notice->days = -1;
    notice->text_version = statement_take_text(statement);
    notice->message_id = statement_take_text(statement);
}

static bool notice_read(struct statement *statement, struct record_notice *notice)
{
    memset(notice, 0, sizeof *notice);
    if (statement_row(statement))
        take_notice(statement, notice);
    return statement_end(statement);
}

bool store_notice_find(struct store *store, const struct record_notice *like, struct record_notice *notice,
                       struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "SELECT " COLUMNS
                    " FROM notice WHERE account = :account AND program = :program AND sent = :sent"
                    " AND contact IS :contact AND channel = :channel"
                    " AND (message_id = :message OR message_id = '' OR :message = '') ORDER BY id LIMIT 1",
                    err);
    statement_bind_number(&statement, ":account", like->account);
    statement_bind_number(&statement, ":program", like->program);
    statement_bind_number(&statement, ":sent", like->sent);
    statement_bind_id(&statement, ":contact", like->contact);
    statement_bind_lent(&statement, ":channel", channel_name(like->channel));
    statement_bind_lent(&statement, ":message", like->message_id);
    return notice_read(&statement, notice);
}

bool store_notice_by_message_id(struct store *store, int64_t program, int64_t account, const char *message_id,
                                struct record_notice *notice, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "SELECT " COLUMNS
                    " FROM notice WHERE account = :account AND program = :program AND message_id = :message"
                    " ORDER BY sent DESC, id DESC LIMIT 1",
                    err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":program", program);
    statement_bind_lent(&statement, ":message", message_id);
    return notice_read(&statement, notice);
}

static void notice_detail(const struct record_notice *notice, struct str *detail)
{
    str_add_format(detail, "by %s", channel_title(notice->channel));
    if (notice->days >= 0)
        str_add_format(detail, ", %d days", notice->days);
    if (notice->text_version && *notice->text_version) {
        str_add(detail, ", text ");
        detail_add(detail, notice->text_version, 0);
    }
}

bool store_notice_add(struct store *store, struct record_notice *notice, struct err *err)
{
    struct record_entry entry = {.happened = notice->sent, .fact = FACT_NOTICE, .account = notice->account};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO notice(program, account, contact, channel, sent, precision, days, "
                    "text_version, message_id, recorded)"
                    " VALUES(:program, :account, :contact, :channel, :sent, :precision, :days, "
                    ":text_version, :message_id, :recorded)",
                    err);
    statement_bind_number(&statement, ":program", notice->program);
    statement_bind_number(&statement, ":account", notice->account);
    statement_bind_id(&statement, ":contact", notice->contact);
    statement_bind_lent(&statement, ":channel", channel_name(notice->channel));
    statement_bind_number(&statement, ":sent", notice->sent);
    statement_bind_lent(&statement, ":precision", precision_name(notice->precision));
    if (notice->days < 0)
        statement_bind_null(&statement, ":days");
    else
        statement_bind_number(&statement, ":days", notice->days);
    statement_bind_lent(&statement, ":text_version", notice->text_version);
    statement_bind_lent(&statement, ":message_id", notice->message_id);
    statement_bind_number(&statement, ":recorded", store->now);
    if (!statement_run(&statement))
        return false;
    notice->id = entry.notice = store_last_id(store);
    notice_detail(notice, &detail);
    return journal_enter(store, &entry, &detail, err);
}

bool store_notice_list(struct store *store, int64_t program, int64_t account, struct record_notice_list *list,
                       struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    "SELECT " COLUMNS
                    " FROM notice WHERE account = :account AND program = :program ORDER BY sent, id",
                    err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":program", program);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_notice(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

static void take_delivery(struct statement *statement, struct record_delivery *delivery)
{
    memset(delivery, 0, sizeof *delivery);
    delivery->id = statement_take_number(statement);
    delivery->notice = statement_take_number(statement);
    statement_take_word(statement, delivery, &delivery->outcome);
    delivery->at = statement_take_number(statement);
}

bool store_delivery_find(struct store *store, const struct record_delivery *like,
                         struct record_delivery *delivery, struct err *err)
{
    struct statement statement;

    memset(delivery, 0, sizeof *delivery);
    statement_begin(&statement, store,
                    "SELECT id, notice, outcome, at FROM delivery WHERE notice = :notice AND outcome = "
                    ":outcome AND at = :at"
                    " ORDER BY id LIMIT 1",
                    err);
    statement_bind_number(&statement, ":notice", like->notice);
    statement_bind_lent(&statement, ":outcome", delivery_name(like->outcome));
    statement_bind_number(&statement, ":at", like->at);
    if (statement_row(&statement))
        take_delivery(&statement, delivery);
    return statement_end(&statement);
}

bool store_delivery_add(struct store *store, int64_t account, struct record_delivery *delivery,
                        struct err *err)
{
    struct record_entry entry = {
        .happened = delivery->at, .fact = FACT_DELIVERY, .account = account, .notice = delivery->notice};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(
        &statement, store,
        "INSERT INTO delivery(notice, outcome, at, recorded) VALUES(:notice, :outcome, :at, :recorded)", err);
    statement_bind_number(&statement, ":notice", delivery->notice);
    statement_bind_lent(&statement, ":outcome", delivery_name(delivery->outcome));
    statement_bind_number(&statement, ":at", delivery->at);
    statement_bind_number(&statement, ":recorded", store->now);
    if (!statement_run(&statement))
        return false;
    delivery->id = store_last_id(store);
    str_add(&detail, delivery_title(delivery->outcome));
    return journal_enter(store, &entry, &detail, err);
}

bool store_delivery_list(struct store *store, int64_t notice, struct record_delivery_list *list,
                         struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    "SELECT id, notice, outcome, at FROM delivery WHERE notice = :notice ORDER BY at, id",
                    err);
    statement_bind_number(&statement, ":notice", notice);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_delivery(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}
