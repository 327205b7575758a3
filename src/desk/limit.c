#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "desk/consent.h"
#include "desk/private.h"

/* Whose data it is about, and who said so, are of an account the objection speaks for. */
static bool contact_is_tied(struct desk *desk, int64_t objection, int64_t contact, struct err *err)
{
    int64_t *accounts = NULL;
    size_t count = 0;
    bool found = !contact, good = store_tie_list(desk->store, objection, &accounts, &count, err);

    for (size_t i = 0; good && !found && i < count; i++)
        good = desk_contact_is_of(desk, accounts[i], contact, &found, err);
    free(accounts);
    return good && (found || err_set(err, ERR_RULE,
                                     "this contact is of no account that the objection speaks for: tie the "
                                     "account first"));
}

bool desk_limit_may(struct desk *desk, int64_t id, struct err *err)
{
    struct record_objection objection = {0};
    bool good = desk_may(desk, FACT_LIMIT, err) && store_objection_get(desk->store, id, &objection, err);

    if (good && !objection.id)
        good = err_set(err, ERR_USAGE, "there is no objection %lld: `demur objections` lists them",
                       (long long)id);
    else if (good && objection.ruling == RULING_UNREAD)
        good = err_set(err, ERR_RULE, "nobody has read objection %lld: rule it before it is limited",
                       (long long)id);
    record_objection_clear(&objection);
    return good;
}

static bool limit_allowed(struct desk *desk, const struct desk_limit *limit, struct err *err)
{
    return desk_limit_may(desk, limit->objection, err) &&
           contact_is_tied(desk, limit->objection, limit->contact, err) &&
           contact_is_tied(desk, limit->objection, limit->speaker, err);
}

bool desk_limit(struct desk *desk, const struct desk_limit *given, struct err *err)
{
    struct record_limit limit = {0}, last = {0};
    bool good;

    if (str_blank(given->reason))
        return err_set(err, ERR_USAGE, "a limit lets the rest go: say in the reason how that is known");
    if (!desk_begin(desk, err))
        return false;
    good = limit_allowed(desk, given, err) && store_limit_get(desk->store, given->objection, &last, err);
    if (good) {
        limit = (struct record_limit){.objection = given->objection,
                                      .version = given->version < 0 ? last.version : given->version,
                                      .speaker = given->speaker ? given->speaker : last.speaker,
                                      .categories = given->categories,
                                      .contact = given->contact,
                                      .partner_count = given->partner_count,
                                      .reason = mem_text(given->reason)};
        if (given->partner_count) {
            limit.partners = mem_new_array(given->partner_count, sizeof *limit.partners);
            memcpy(limit.partners, given->partners, given->partner_count * sizeof *limit.partners);
        }
        good = store_limit_add(desk->store, &limit, err) &&
               desk_standing_refresh_tied(desk, given->objection, err);
    }
    record_limit_clear(&last);
    record_limit_clear(&limit);
    return desk_end(desk, good, err);
}
