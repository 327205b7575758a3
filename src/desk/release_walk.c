#include "config.h"
#include "desk/release.h"

#include <stdlib.h>

#include "base/mem.h"

#define WALK_PAGE 500

static bool row_go(struct release_plan *plan, int64_t account, int64_t contact,
                   const struct standing_result *standing, unsigned fields, struct err *err)
{
    const struct record_release_row row = {
        .release = plan->result->number,
        .account = account,
        .contact = contact,
        .standing = standing->value,
        .reason = standing->course[standing->phase].reason.text,
        .fields = fields,
    };

    plan->result->rows++;
    plan->result->fields |= fields;
    return !plan->keep || store_release_row_add(plan->desk->store, &row, err);
}

/* A row that limited objections leave nothing of does not go; contact 0 is the account without any. */
static bool row_look(struct release_plan *plan, int64_t account, int64_t contact,
                     const struct standing_facts *facts, const struct standing_result *standing,
                     struct err *err)
{
    unsigned wanted = contact ? plan->fields : plan->fields & ~release_fields_of(CATEGORY_PERSON);
    unsigned withheld = standing_withheld(facts, contact, plan->partner);
    unsigned fields = wanted & ~release_fields_of(withheld);

    if (!fields || withheld == CATEGORY_ALL)
        return true;
    if (fields != wanted) {
        plan->result->partial++;
        plan->result->partly |= wanted & ~fields;
    }
    return row_go(plan, account, contact, standing, fields, err);
}

static bool account_go(struct release_plan *plan, int64_t account, const struct standing_facts *facts,
                       const struct standing_result *standing, struct err *err)
{
    const struct rule_book *book = &plan->desk->rules;
    int64_t before = plan->result->rows;
    size_t untold = 0;
    bool good = true;

    for (size_t i = 0; good && i < facts->contact_count; i++) {
        if (standing_told(facts, standing->value, &facts->contacts[i]))
            good = row_look(plan, account, facts->contacts[i].id, facts, standing, err);
        else
            untold++;
    }
    plan->result->untold += (int64_t)untold;
    if (good && untold == facts->contact_count)
        good = row_look(plan, account, 0, facts, standing, err);
    if (plan->result->rows == before) {
        plan->result->withheld++;
        return good;
    }
    plan->result->accounts++;
    if (standing->rule >= book->rules && standing->rule < book->rules + book->count)
        plan->rule_count[standing->rule - book->rules]++;
    return good;
}

static bool account_look(int64_t account, void *context, struct err *err)
{
    struct release_plan *plan = context;
    struct store_facts holder = {0};
    struct standing_result standing = {0};
    bool good = true;

    if (!desk_standing_facts(plan->desk, account, &holder, &standing, err))
        return false;
    plan->result->looked_at++;
    if (standing_may_disclose(standing.value))
        good = account_go(plan, account, &holder.facts, &standing, err);
    else
        plan->result->refused[standing.value]++;
    standing_clear(&standing);
    store_facts_clear(&holder);
    return good;
}

/* The filter is answered by what is kept beside the accounts: it says whom to look at, never what is found.
 */
static bool filtered_each(struct release_plan *plan, struct err *err)
{
    const struct list_query *query = &plan->list.query;
    struct list_place place = {0};
    size_t count = 0;
    bool good;

    do {
        struct row *rows = NULL;

        good = store_list_page(plan->desk->store, query, &place, false, WALK_PAGE, &rows, &count, err);
        for (size_t i = 0; i < count; i++) {
            good = good && account_look(rows[i].id, plan, err);
            if (good && i + 1 == count) {
                list_place_clear(&place);
                store_list_place_of(query, &rows[i], &place);
            }
            row_clear(&rows[i]);
        }
        free(rows);
    } while (good && count == WALK_PAGE);
    list_place_clear(&place);
    return good;
}

bool release_walk(struct release_plan *plan, struct err *err)
{
    bool good;

    /* Another desk may have adopted others since ours was opened. */
    if (!desk_rules_refresh(plan->desk, err) || !desk_holidays_refresh(plan->desk, err))
        return false;
    plan->rule_count = mem_new_array(plan->desk->rules.count, sizeof *plan->rule_count);
    good = plan->filtered ? filtered_each(plan, err)
                          : store_account_each(plan->desk->store, account_look, plan, err);
    plan->result->left_out = plan->fields & ~plan->result->fields;
    plan->result->partly &= plan->result->fields;
    return good;
}
