#include "config.h"
#include "desk/view.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/private.h"
#include "store/journal.h"

void record_account_list_clear(struct record_account_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        record_account_clear(&list->items[i]);
    free(list->items);
    memset(list, 0, sizeof *list);
}

/* Adds the account unless it is in the list already. */
static bool account_list_add(struct desk *desk, struct record_account_list *list, int64_t id, struct err *err)
{
    struct record_account account = {0};

    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].id == id)
            return true;
    }
    if (!store_account_get(desk->store, id, &account, err))
        return false;
    if (account.id) {
        mem_grow(list->items, list->count, list->capacity);
        list->items[list->count++] = account;
    } else {
        record_account_clear(&account);
    }
    return true;
}

static bool tied_accounts(struct desk *desk, int64_t objection, struct record_account_list *list,
                          struct err *err)
{
    int64_t *ids = NULL;
    size_t count = 0;
    bool good = store_tie_list(desk->store, objection, &ids, &count, err);

    for (size_t i = 0; good && i < count; i++)
        good = account_list_add(desk, list, ids[i], err);
    free(ids);
    return good;
}

bool desk_account_view(struct desk *desk, int64_t id, struct desk_account_view *view, struct err *err)
{
    int64_t program = desk->program.id;
    struct store_facts holder = {0};
    bool good;

    memset(view, 0, sizeof *view);
    if (!desk_settings_refresh(desk, err) || !desk_rules_refresh(desk, err) ||
        !desk_holidays_refresh(desk, err) || !store_account_get(desk->store, id, &view->account, err))
        return false;
    if (!view->account.id)
        return err_set(err, ERR_USAGE, "there is no such account: `demur accounts` lists them");
    if (!desk_standing_facts(desk, id, &holder, &view->standing, err))
        return false;
    good = store_contact_list(desk->store, id, &view->contacts, err) &&
           desk_sent_read(desk, id, &view->sent, err) &&
           store_objection_list(desk->store, program, id, &view->objections, err) &&
           store_consent_list(desk->store, program, id, &view->consents, err) &&
           desk_said_read(desk, &holder.facts, view, err) &&
           desk_conditions_of(desk, &view->standing, &view->conditions, err) &&
           store_dispute_list(desk->store, program, id, &view->disputes, err) &&
           store_duty_list(desk->store, program, id, 0, 0, &view->duties, err) &&
           store_hold_list(desk->store, program, id, &view->holds, err) &&
           store_release_row_list(desk->store, program, id, &view->went, err) &&
           store_recall_list(desk->store, program, id, &view->recalls, err) &&
           store_journal_account(desk->store, id, 0, &view->timeline, err);
    store_facts_clear(&holder);
    for (size_t i = 0; i < view->objections.count; i++)
        view->flags |= view->objections.items[i].flags;
    return good;
}

static void texts_clear(char **texts, size_t count)
{
    for (size_t i = 0; texts && i < count; i++)
        free(texts[i]);
    free(texts);
}

void desk_account_view_clear(struct desk_account_view *view)
{
    record_account_clear(&view->account);
    standing_clear(&view->standing);
    record_contact_list_clear(&view->contacts);
    desk_sent_list_clear(&view->sent);
    texts_clear(view->limits, view->objections.count);
    texts_clear(view->givers, view->consents.count);
    record_objection_list_clear(&view->objections);
    record_consent_list_clear(&view->consents);
    desk_condition_list_clear(&view->conditions);
    record_dispute_list_clear(&view->disputes);
    record_duty_list_clear(&view->duties);
    record_hold_list_clear(&view->holds);
    record_release_row_list_clear(&view->went);
    record_recall_list_clear(&view->recalls);
    record_entry_list_clear(&view->timeline);
    memset(view, 0, sizeof *view);
}

bool desk_message_view(struct desk *desk, int64_t id, struct desk_message_view *view, struct err *err)
{
    memset(view, 0, sizeof *view);
    if (!store_message_get(desk->store, id, &view->message, err))
        return false;
    if (!view->message.id)
        return err_set(err, ERR_USAGE, "there is no message %lld: `demur inbox` lists them", (long long)id);
    if (!store_objection_of_message(desk->store, id, &view->objection, err))
        return false;
    if (view->objection.id && !tied_accounts(desk, view->objection.id, &view->accounts, err))
        return false;
    return desk_candidates(desk, 0, id, &view->candidates, err) &&
           store_duty_list(desk->store, desk->program.id, 0, id, 0, &view->duties, err) &&
           store_journal_noun(desk->store, id, view->objection.id, 0, 0, &view->timeline, err);
}

void desk_message_view_clear(struct desk_message_view *view)
{
    record_message_clear(&view->message);
    record_objection_clear(&view->objection);
    record_account_list_clear(&view->accounts);
    desk_candidate_list_clear(&view->candidates);
    record_duty_list_clear(&view->duties);
    record_entry_list_clear(&view->timeline);
    memset(view, 0, sizeof *view);
}

bool desk_dispute_view(struct desk *desk, int64_t id, struct desk_dispute_view *view, struct err *err)
{
    struct record_limit limit = {0};
    bool good;

    memset(view, 0, sizeof *view);
    if (!store_dispute_get(desk->store, id, &view->dispute, err))
        return false;
    if (!view->dispute.id)
        return err_set(err, ERR_USAGE, "there is no dispute %lld: `demur disputes` lists them",
                       (long long)id);
    view->age = desk_today(desk) - zone_day(view->dispute.opened, desk->program.zone);
    good = store_objection_get(desk->store, view->dispute.objection, &view->objection, err) &&
           store_limit_get(desk->store, view->dispute.objection, &limit, err) &&
           desk_limit_add(desk, &limit, &view->limit, err) &&
           (!view->objection.message ||
            store_message_get(desk->store, view->objection.message, &view->message, err)) &&
           tied_accounts(desk, view->dispute.objection, &view->accounts, err) &&
           store_duty_list(desk->store, desk->program.id, 0, 0, id, &view->duties, err) &&
           store_journal_noun(desk->store, 0, view->dispute.objection, id, 0, &view->timeline, err);
    record_limit_clear(&limit);
    return good;
}

void desk_dispute_view_clear(struct desk_dispute_view *view)
{
    record_dispute_clear(&view->dispute);
    record_objection_clear(&view->objection);
    str_clear(&view->limit);
    record_message_clear(&view->message);
    record_account_list_clear(&view->accounts);
    record_duty_list_clear(&view->duties);
    record_entry_list_clear(&view->timeline);
    memset(view, 0, sizeof *view);
}
