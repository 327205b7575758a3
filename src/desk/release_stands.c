/* Whether all that an interrupted release carries may still go: its file is put in place only then. */
#include "config.h"
#include "desk/release.h"

#include "base/mem.h"
#include "store/journal.h"

struct still {
    struct desk *desk;
    const struct record_intent *intent;
    struct touched touched; /* since the release was made */
    struct store_facts holder;
    struct standing_result standing;
    int64_t account; /* that both are of */
    char **against;
};

static void account_leave(struct still *still)
{
    if (still->account) {
        standing_clear(&still->standing);
        store_facts_clear(&still->holder);
    }
    still->account = 0;
}

static bool account_turn(struct still *still, int64_t account, struct err *err)
{
    if (still->account == account)
        return true;
    account_leave(still);
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

static bool account_look(struct still *still, int64_t account, struct err *err)
{
    struct record_release_row_list rows = {0};
    bool good = store_release_row_of(still->desk->store, still->intent->id, account, &rows, err);

    for (size_t i = 0; good && i < rows.count; i++)
        good = row_look(&rows.items[i], still, err);
    record_release_row_list_clear(&rows);
    return good;
}

/* The release may be of another program than the desk's. */
static bool program_look(struct desk *desk, void *context, struct err *err)
{
    struct still *still = context;
    bool good = true;

    if (desk->program.id != still->intent->program)
        return true;
    if (still->touched.all)
        good = store_release_row_each(desk->store, still->intent->id, row_look, still, err);
    for (size_t i = 0; good && i < still->touched.count; i++)
        good = account_look(still, still->touched.accounts[i], err);
    account_leave(still);
    return good;
}

bool desk_release_against(struct desk *desk, const struct record_intent *intent, char **against,
                          struct err *err)
{
    struct still still = {.desk = desk, .intent = intent, .against = against};
    struct record_release release = {0};
    bool good;

    *against = NULL;
    good =
        store_release_get(desk->store, intent->release, &release, err) &&
        store_journal_touched(desk->store, release.entry, &still.touched, err) &&
        ((!still.touched.all && !still.touched.count) || desk_program_each(desk, program_look, &still, err));
    touched_clear(&still.touched);
    record_release_clear(&release);
    return good;
}
