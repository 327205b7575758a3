#include "config.h"
#include "desk/release.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/progress.h"

/* Accounts looked at between two writes. */
#define WALK_PAGE 2000

static int rule_number(const struct release_plan *plan, const struct rule *rule)
{
    const struct rule_book *book = &plan->desk->rules;

    return rule >= book->rules && rule < book->rules + book->count ? rule->number : 0;
}

static void row_go(struct release_plan *plan, int64_t account, int64_t contact,
                   const struct standing_result *standing, unsigned fields)
{
    plan->result->rows++;
    plan->result->fields |= fields;
    if (!plan->intent)
        return;
    mem_grow(plan->rows.items, plan->rows.count, plan->rows.capacity);
    plan->rows.items[plan->rows.count++] = (struct record_release_row){
        .intent = plan->intent,
        .account = account,
        .contact = contact,
        .rule = rule_number(plan, standing->rule),
        .standing = standing->value,
        .reason = mem_text(standing->course[standing->phase].reason.text),
        .fields = fields,
    };
}

/* A row that limited objections leave nothing of does not go; contact 0 is the account without any. */
static void row_look(struct release_plan *plan, int64_t account, int64_t contact,
                     const struct standing_facts *facts, const struct standing_result *standing)
{
    unsigned wanted = release_fields_wanted(plan, contact);
    unsigned withheld = standing_withheld(facts, contact, plan->partner);
    unsigned fields = wanted & ~release_fields_of(withheld);

    if (!fields || withheld == CATEGORY_ALL)
        return;
    if (fields != wanted) {
        plan->result->partial++;
        plan->result->partly |= wanted & ~fields;
    }
    row_go(plan, account, contact, standing, fields);
}

static void account_go(struct release_plan *plan, int64_t account, const struct standing_facts *facts,
                       const struct standing_result *standing)
{
    const struct rule_book *book = &plan->desk->rules;
    int64_t before = plan->result->rows;
    size_t untold = 0;

    for (size_t i = 0; i < facts->contact_count; i++) {
        if (standing_told(facts, standing->value, &facts->contacts[i]))
            row_look(plan, account, facts->contacts[i].id, facts, standing);
        else
            untold++;
    }
    plan->result->untold += (int64_t)untold;
    if (untold == facts->contact_count)
        row_look(plan, account, 0, facts, standing);
    if (plan->result->rows == before) {
        plan->result->withheld++;
        return;
    }
    plan->result->accounts++;
    if (plan->rule_count && rule_number(plan, standing->rule))
        plan->rule_count[standing->rule - book->rules]++;
}

unsigned release_fields_wanted(const struct release_plan *plan, int64_t contact)
{
    return contact ? plan->fields : plan->fields & ~release_fields_of(CATEGORY_PERSON);
}

static bool account_look(struct desk *desk, const struct store_facts *holder,
                         const struct standing_result *standing, void *context, struct err *err)
{
    struct release_plan *plan = context;

    (void)desk;
    (void)err;
    plan->result->looked_at++;
    if (standing_may_disclose(standing->value))
        account_go(plan, holder->account, &holder->facts, standing);
    else
        plan->result->refused[standing->value]++;
    return true;
}

bool release_account_look(struct release_plan *plan, int64_t account, struct err *err)
{
    return desk_standing_each(plan->desk, &account, 1, account_look, plan, err);
}

/* The rows of a page are kept in a write of their own: nobody waits for the whole. */
static bool rows_keep(struct release_plan *plan, struct err *err)
{
    struct desk *desk = plan->desk;
    bool good = true;

    if (!plan->rows.count)
        return true;
    if (!desk_begin(desk, err))
        return false;
    good = release_may_go_on(plan, err);
    for (size_t i = 0; good && i < plan->rows.count; i++)
        good = store_release_row_add(desk->store, &plan->rows.items[i], err);
    record_release_row_list_clear(&plan->rows);
    return desk_end(desk, good, err);
}

/* In the order of the page; what ascends in it is walked over at once. */
static bool page_look(struct release_plan *plan, const int64_t *accounts, size_t count, struct err *err)
{
    size_t to;

    for (size_t from = 0; from < count; from = to) {
        to = from + 1;
        while (to < count && accounts[to] > accounts[to - 1])
            to++;
        if (!desk_standing_each(plan->desk, accounts + from, to - from, account_look, plan, err))
            return false;
    }
    return rows_keep(plan, err);
}

/* The filter is answered by what is kept beside the accounts: it says whom to look at, never what is found.
 */
static bool filtered_page(struct release_plan *plan, struct list_place *place, int64_t *accounts,
                          size_t *count, struct err *err)
{
    const struct list_query *query = &plan->list.query;
    struct row *rows = NULL;
    bool good = store_list_page(plan->desk->store, query, place, false, WALK_PAGE, &rows, count, err);

    for (size_t i = 0; i < *count; i++) {
        accounts[i] = rows[i].id;
        if (good && i + 1 == *count) {
            list_place_clear(place);
            store_list_place_of(query, &rows[i], place);
        }
        row_clear(&rows[i]);
    }
    free(rows);
    return good;
}

/* By number: the rows are kept in the order of the file. */
static bool accounts_each(struct release_plan *plan, struct err *err)
{
    int64_t *accounts = mem_new_array(WALK_PAGE, sizeof *accounts), last = 0;
    struct list_place place = {0};
    int64_t seen = 0, newest = 0;
    size_t count = 0;
    bool good = store_account_last(plan->desk->store, &newest, err);

    while (good) {
        good = (plan->filtered
                    ? filtered_page(plan, &place, accounts, &count, err)
                    : store_account_page(plan->desk->store, last, WALK_PAGE, accounts, &count, err)) &&
               page_look(plan, accounts, count, err);
        last = count ? accounts[count - 1] : 0;
        seen += (int64_t)count;
        good = good && progress_go("accounts", seen,
                                   plan->filtered || !newest ? -1 : (double)last / (double)newest, err);
        if (count < WALK_PAGE)
            break;
    }
    list_place_clear(&place);
    free(accounts);
    return good;
}

bool release_walk(struct release_plan *plan, struct err *err)
{
    struct desk *desk = plan->desk;
    bool good;

    /* Another desk may have changed them since ours was opened. */
    if (!desk_rules_refresh(desk, err) || !desk_holidays_refresh(desk, err) ||
        !desk_settings_refresh(desk, err))
        return false;
    plan->adoption = desk->rules.adoption;
    plan->rule_count = mem_new_array(desk->rules.count, sizeof *plan->rule_count);
    good = accounts_each(plan, err);
    plan->result->left_out = plan->fields & ~plan->result->fields;
    plan->result->partly &= plan->result->fields;
    return good;
}
