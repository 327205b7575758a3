/* Whether all that an interrupted release carries may still go: its file is put in place only then. */
#include "config.h"
#include "desk/release.h"

#include "base/mem.h"

struct still {
    struct desk *desk;
    const struct record_intent *intent;
    struct store_facts holder;
    struct standing_result standing;
    int64_t account; /* that both are of */
    char **against;
};

static bool account_turn(struct still *still, int64_t account, struct err *err)
{
    if (still->account == account)
        return true;
    if (still->account) {
        standing_clear(&still->standing);
        store_facts_clear(&still->holder);
    }
    still->account = 0;
    if (!desk_standing_facts(still->desk, account, &still->holder, &still->standing, err))
        return false;
    still->account = account;
    return true;
}

static bool row_look(const struct record_release_row *row, void *context, struct err *err)
{
    struct still *still = context;
    unsigned withheld;

    if (*still->against)
        return true;
    if (!account_turn(still, row->account, err))
        return false;
    withheld = standing_withheld(&still->holder.facts, row->contact, row->partner);
    if (!standing_may_disclose(still->standing.value) || row->fields & release_fields_of(withheld))
        *still->against = mem_format("%s may not go any more", row->cells[RELEASE_NUMBER]);
    return true;
}

/* The release may be of another program than the desk's. */
static bool program_look(struct desk *desk, void *context, struct err *err)
{
    struct still *still = context;
    bool good;

    if (desk->program.id != still->intent->program)
        return true;
    good = store_release_row_each(desk->store, still->intent->release, row_look, still, err);
    if (still->account) {
        standing_clear(&still->standing);
        store_facts_clear(&still->holder);
    }
    return good;
}

bool desk_release_against(struct desk *desk, const struct record_intent *intent, char **against,
                          struct err *err)
{
    struct still still = {.desk = desk, .intent = intent, .against = against};
    bool last = false;

    *against = NULL;
    return store_release_is_last(desk->store, intent->release, &last, err) &&
           (last || desk_program_each(desk, program_look, &still, err));
}
