/* What was worked out while others went on writing is held against what they wrote: only what stands by the
 * facts of the very moment goes. */
#include "config.h"
#include "desk/release.h"

#include <stdlib.h>

#include "store/journal.h"

/* Another start may have undone the intent before the file was locked. */
static bool intent_stands(struct release_plan *plan, struct err *err)
{
    struct record_intent intent = {0};
    bool good = store_intent_get(plan->desk->store, plan->intent, &intent, err);

    if (good && intent.ended)
        good =
            err_set(err, ERR_BUSY, "another desk that was started meanwhile undid this release: repeat it");
    record_intent_clear(&intent);
    return good;
}

static bool all_changed(struct err *err)
{
    return err_set(err, ERR_CLASH,
                   "what concerns every account, like a rule or a setting, was changed meanwhile: "
                   "nothing was released; repeat it");
}

bool release_may_go_on(struct release_plan *plan, struct err *err)
{
    if (!intent_stands(plan, err) || !desk_may(plan->desk, FACT_RELEASE, err))
        return false;
    return plan->desk->rules.adoption == plan->adoption || all_changed(err);
}

static bool row_same(const struct record_release_row *kept, const struct record_release_row *now)
{
    return kept->contact == now->contact && kept->rule == now->rule && kept->standing == now->standing &&
           kept->fields == now->fields && str_equal(kept->reason, now->reason);
}

static bool rows_same(const struct record_release_row_list *kept, const struct record_release_row_list *now)
{
    bool same = kept->count == now->count;

    for (size_t i = 0; same && i < kept->count; i++)
        same = row_same(&kept->items[i], &now->items[i]);
    return same;
}

static void rule_uncount(struct release_plan *plan, int number)
{
    const struct rule_book *book = &plan->desk->rules;

    for (size_t i = 0; i < book->count; i++) {
        if (book->rules[i].number == number && plan->rule_count[i])
            plan->rule_count[i]--;
    }
}

/* Takes the account out of the counts of those that go; now is how it counts by itself at this moment. */
static void uncount(struct release_plan *plan, const struct record_release_row_list *kept,
                    const struct desk_release *now)
{
    struct desk_release *result = plan->result;

    result->rows -= (int64_t)kept->count;
    result->accounts--;
    for (size_t i = 0; i < kept->count; i++)
        result->partial -= kept->items[i].fields != release_fields_wanted(plan, kept->items[i].contact);
    rule_uncount(plan, kept->items[0].rule);
    for (int i = 0; i < standing_count; i++)
        result->refused[i] += now->refused[i];
    result->withheld += now->withheld;
    result->changed += now->accounts;
}

/* Who may go only now, or otherwise than was worked out, waits for the next release. */
static bool account_confirm(struct release_plan *plan, int64_t account, size_t *dropped, struct err *err)
{
    struct desk_release now = {0};
    struct release_plan again = *plan;
    struct record_release_row_list kept = {0};
    bool good = store_release_row_of(plan->desk->store, plan->intent, account, &kept, err);

    again.result = &now;
    again.rule_count = NULL;
    again.rows = (struct record_release_row_list){0};
    if (good && kept.count) {
        good = release_account_look(&again, account, err);
        if (good && !rows_same(&kept, &again.rows)) {
            uncount(plan, &kept, &now);
            ++*dropped;
            good = store_release_row_drop(plan->desk->store, plan->intent, account, err);
        }
    }
    record_release_row_list_clear(&again.rows);
    record_release_row_list_clear(&kept);
    return good;
}

bool release_confirm(struct release_plan *plan, size_t *dropped, struct err *err)
{
    struct touched touched = {0};
    bool good = store_journal_touched(plan->desk->store, plan->since, &touched, err);

    *dropped = 0;
    if (good && touched.all)
        good = all_changed(err);
    for (size_t i = 0; good && i < touched.count; i++)
        good = account_confirm(plan, touched.accounts[i], dropped, err);
    touched_clear(&touched);
    return good && store_journal_newest(plan->desk->store, &plan->since, err);
}
