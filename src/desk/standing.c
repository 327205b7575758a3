#include "config.h"
#include "desk/private.h"

#include <stdlib.h>

#include "base/str.h"
#include "base/zone.h"

bool desk_facts_load(struct desk *desk, int64_t account, struct store_facts *holder, struct err *err)
{
    if (!store_facts_load(desk->store, desk->program.id, account, desk->settings.subsidiaries, holder, err))
        return false;
    holder->facts.house = &desk->house;
    holder->facts.rules = &desk->rules;
    return true;
}

/* The zones' names are borrowed from the facts, which may be freed before the result. */
static void zones_keep(struct window *window)
{
    window->zone = zone_keep(window->zone);
    window->zone_theirs = zone_keep(window->zone_theirs);
    window->zone_ours = zone_keep(window->zone_ours);
}

bool desk_standing_facts(struct desk *desk, int64_t account, struct store_facts *holder,
                         struct standing_result *result, struct err *err)
{
    if (!desk_facts_load(desk, account, holder, err))
        return false;
    standing_of(&holder->facts, desk->now, result);
    zones_keep(&result->window);
    return true;
}

bool desk_standing(struct desk *desk, int64_t account, struct standing_result *result, struct err *err)
{
    struct store_facts holder = {0};

    if (!desk_standing_facts(desk, account, &holder, result, err))
        return false;
    store_facts_clear(&holder);
    return true;
}

bool desk_standing_with_proof(struct desk *desk, int64_t account, struct standing_result *result,
                              struct err *err)
{
    struct store_facts holder = {0};

    if (!desk_facts_load(desk, account, &holder, err))
        return false;
    standing_of_with_proof(&holder.facts, desk->now, result);
    zones_keep(&result->window);
    store_facts_clear(&holder);
    return true;
}

bool desk_standing_each(struct desk *desk, const int64_t *ids, size_t count, desk_standing_visit *visit,
                        void *context, struct err *err)
{
    struct store_facts holder = {0};
    bool good;

    /* The kinds of fact are read one beside the other: all in one view of the file. */
    if (!store_read_begin(desk->store, err))
        return false;
    good = store_facts_walk(desk->store, desk->program.id, desk->settings.subsidiaries, ids, count, &holder,
                            err);
    holder.facts.house = &desk->house;
    holder.facts.rules = &desk->rules;
    while (good && (good = store_facts_next(&holder)) && holder.account) {
        struct standing_result result = {0};

        standing_of(&holder.facts, desk->now, &result);
        good = visit(desk, &holder, &result, context, err);
        standing_clear(&result);
    }
    store_facts_clear(&holder);
    store_read_end(desk->store);
    return good;
}

/* What was never given to anybody need not be asked back. */
static bool standing_keep(struct desk *desk, const struct store_facts *holder,
                          const struct standing_result *result, void *context, struct err *err)
{
    (void)context;
    return store_standing_save(desk->store, desk->program.id, holder->account, result, holder->flags,
                               holder->kept, err) &&
           (desk->looks_back || desk_honour_follow(desk, holder->account, &holder->facts, err)) &&
           (!holder->released || desk_recall_follow(desk, holder->account, &holder->facts, result, err));
}

bool desk_standing_refresh(struct desk *desk, int64_t account, struct err *err)
{
    return desk_standing_refresh_many(desk, &account, 1, err);
}

bool desk_standing_refresh_many(struct desk *desk, const int64_t *ids, size_t count, struct err *err)
{
    return !count || desk_standing_each(desk, ids, count, standing_keep, NULL, err);
}

bool desk_standing_refresh_all(struct desk *desk, struct err *err)
{
    return desk_standing_each(desk, NULL, 0, standing_keep, NULL, err);
}

bool desk_standing_refresh_author(struct desk *desk, const struct record_message *message, struct err *err)
{
    struct record_contact_list contacts = {0};
    bool good = true;

    if (message->staff || str_blank(message->author))
        return true;
    good = store_contact_by_handle(desk->store, message->author, &contacts, err);
    for (size_t i = 0; good && i < contacts.count; i++)
        good = desk_standing_refresh(desk, contacts.items[i].account, err) &&
               desk_resend_refresh(desk, contacts.items[i].account, 0, err);
    record_contact_list_clear(&contacts);
    return good;
}

bool desk_standing_refresh_tied(struct desk *desk, int64_t id, struct err *err)
{
    struct record_objection objection = {0};
    struct record_message message = {0};
    int64_t *accounts = NULL;
    size_t count = 0;
    bool good = store_tie_list(desk->store, id, &accounts, &count, err);

    for (size_t i = 0; good && i < count; i++)
        good =
            desk_standing_refresh(desk, accounts[i], err) && desk_resend_refresh(desk, accounts[i], 0, err);
    /* Tied to one, a post no longer speaks for the others that have its author's handle. */
    good = good && store_objection_get(desk->store, id, &objection, err) &&
           (!objection.message || (store_message_get(desk->store, objection.message, &message, err) &&
                                   desk_standing_refresh_author(desk, &message, err)));
    record_message_clear(&message);
    record_objection_clear(&objection);
    free(accounts);
    return good;
}

void desk_place_add(const struct standing_result *standing, struct str *out)
{
    str_add(out, *standing->place ? standing->place : "unknown");
    if (standing->place_of.length)
        str_add_format(out, ", of %s", str_text(&standing->place_of));
}

const char *desk_answer(const struct desk *desk, const struct standing_result *standing)
{
    if (!standing_may_disclose(standing->value))
        return "NO";
    if (desk->looks_ahead)
        return "NOT YET";
    return standing->limited ? "YES, in part" : "YES";
}
