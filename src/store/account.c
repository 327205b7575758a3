#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

#define SELECT                                                                                               \
    "SELECT id, number, company, country, parent, segment, manager, zone, tags, version FROM account"

static void take_account(struct statement *statement, struct record_account *account)
{
    memset(account, 0, sizeof *account);
    account->id = statement_take_number(statement);
    account->number = statement_take_text(statement);
    account->company = statement_take_text(statement);
    account->country = statement_take_text(statement);
    account->parent = statement_take_text(statement);
    account->segment = statement_take_text(statement);
    account->manager = statement_take_text(statement);
    account->zone = statement_take_text(statement);
    account->tags = statement_take_text(statement);
    account->version = statement_take_int(statement);
}

bool store_account_find(struct store *store, const char *number, struct record_account *account,
                        struct err *err)
{
    struct statement statement;

    memset(account, 0, sizeof *account);
    statement_begin(&statement, store, SELECT " WHERE number = :number", err);
    statement_bind_lent(&statement, ":number", number);
    if (statement_row(&statement))
        take_account(&statement, account);
    return statement_end(&statement);
}

bool store_account_get(struct store *store, int64_t id, struct record_account *account, struct err *err)
{
    struct statement statement;

    memset(account, 0, sizeof *account);
    statement_begin(&statement, store, SELECT " WHERE id = :id", err);
    statement_bind_number(&statement, ":id", id);
    if (statement_row(&statement))
        take_account(&statement, account);
    return statement_end(&statement);
}

static bool account_write(struct store *store, const char *sql, int64_t id,
                          const struct record_account *account, struct err *err)
{
    char *number_key = key_natural(account->number), *company_key = key_fold(account->company),
         *number = key_fold(account->number), *folded = mem_format("%s\n%s", number, company_key);
    struct statement statement;
    bool ok;

    statement_begin(&statement, store, sql, err);
    if (id)
        statement_bind_number(&statement, ":id", id);
    else
        statement_bind_number(&statement, ":recorded", store->now);
    statement_bind_lent(&statement, ":number", account->number);
    statement_bind_lent(&statement, ":company", account->company);
    statement_bind_lent(&statement, ":country", account->country);
    statement_bind_lent(&statement, ":parent", account->parent);
    statement_bind_lent(&statement, ":segment", account->segment);
    statement_bind_lent(&statement, ":manager", account->manager);
    statement_bind_lent(&statement, ":zone", account->zone);
    statement_bind_lent(&statement, ":tags", account->tags);
    statement_bind_lent(&statement, ":number_key", number_key);
    statement_bind_lent(&statement, ":company_key", company_key);
    statement_bind_lent(&statement, ":folded", folded);
    ok = statement_run(&statement);
    free(number_key);
    free(company_key);
    free(number);
    free(folded);
    return ok;
}

static bool tags_drop(struct store *store, int64_t id, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store, "DELETE FROM account_tag WHERE account = :account", err);
    statement_bind_number(&statement, ":account", id);
    return statement_run(&statement);
}

static bool tags_add(struct store *store, int64_t id, const char *tags, struct err *err)
{
    char *rest = mem_text(tags ? tags : ""), *all = rest, *one;
    struct statement statement;
    bool ok = true;

    while (ok && (one = strtok_r(rest, ",;", &rest))) {
        char *key = key_title(one);

        if (*key) {
            statement_begin(&statement, store, "INSERT INTO account_tag(account, key) VALUES(:account, :key)",
                            err);
            statement_bind_number(&statement, ":account", id);
            statement_bind_lent(&statement, ":key", key);
            ok = statement_run(&statement);
        }
        free(key);
    }
    free(all);
    return ok;
}

static bool account_search(struct store *store, int64_t id, const struct record_account *account,
                           struct err *err)
{
    const char *const texts[] = {account->number ? account->number : "",
                                 account->company ? account->company : "",
                                 account->parent ? account->parent : "",
                                 account->manager ? account->manager : "",
                                 account->segment ? account->segment : "",
                                 account->tags ? account->tags : "",
                                 NULL};

    return search_keep(store, SEARCH_ACCOUNT, id, texts, err);
}

bool store_account_add(struct store *store, struct record_account *account, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_ACCOUNT};
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    /* FAIL: nothing is written before the number is found to be new, and SQLite need not keep pages to abort.
     */
    if (!account_write(
            store,
            "INSERT OR FAIL INTO account(number, company, country, parent, segment, manager, zone, tags, "
            "number_key,"
            " company_key, folded, recorded) VALUES(:number, :company, :country, :parent, :segment, :manager,"
            " :zone, :tags, :number_key, :company_key, :folded, :recorded)",
            0, account, err))
        return false;
    account->id = entry.account = store_last_id(store);
    account->version = 1;
    if (!tags_add(store, account->id, account->tags, err) ||
        !account_search(store, account->id, account, err))
        return false;
    detail_add(&detail, account->number, 0);
    str_add_char(&detail, ' ');
    detail_add(&detail, account->company, 0);
    return journal_enter(store, &entry, &detail, err);
}

static void account_changes(const struct record_account *old, const struct record_account *now,
                            struct str *detail)
{
    detail_add_change(detail, "number", old->number, now->number);
    detail_add_change(detail, "company", old->company, now->company);
    detail_add_change(detail, "country", old->country, now->country);
    detail_add_change(detail, "parent", old->parent, now->parent);
    detail_add_change(detail, "segment", old->segment, now->segment);
    detail_add_change(detail, "manager", old->manager, now->manager);
    detail_add_change(detail, "zone", old->zone, now->zone);
    detail_add_change(detail, "tags", old->tags, now->tags);
}

/* What an edit takes away stays on record for whoever looks at a day before it. */
static bool account_was(struct store *store, const struct record_account *old,
                        const struct record_account *now, struct err *err)
{
    struct statement statement;

    if (str_equal(old->country, now->country) && str_equal(old->zone, now->zone) &&
        str_equal(old->parent, now->parent))
        return true;
    statement_begin(&statement, store,
                    "INSERT INTO account_was(account, country, zone, parent, edited)"
                    " VALUES(:account, :country, :zone, :parent, :edited)",
                    err);
    statement_bind_number(&statement, ":account", old->id);
    statement_bind_lent(&statement, ":country", old->country);
    statement_bind_lent(&statement, ":zone", old->zone);
    statement_bind_lent(&statement, ":parent", old->parent);
    statement_bind_number(&statement, ":edited", store->now);
    return statement_run(&statement);
}

bool store_account_edit(struct store *store, const struct record_account *account, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_ACCOUNT_EDIT, .account = account->id};
    struct record_account old;
    struct str detail = {0}, who = {0};
    bool ok = false;

    if (!store_need_write(store, err) || !store_account_get(store, account->id, &old, err))
        return false;
    if (old.version != account->version) {
        if (journal_last(store, FACT_ACCOUNT_EDIT, account->id, 0, 0, 0, 0, &who, err))
            store_clash(err, str_text(&who), "account %s", account->number);
        goto out;
    }
    account_changes(&old, account, &detail);
    if (!detail.length) {
        ok = true;
        goto out;
    }
    ok = account_was(store, &old, account, err) &&
         account_write(
             store,
             "UPDATE account SET number = :number, company = :company, country = :country, parent = :parent,"
             " segment = :segment, manager = :manager, zone = :zone, tags = :tags, number_key = :number_key,"
             " company_key = :company_key, folded = :folded, version = version + 1 WHERE id = :id",
             account->id, account, err) &&
         tags_drop(store, account->id, err) && tags_add(store, account->id, account->tags, err) &&
         account_search(store, account->id, account, err) && journal_enter(store, &entry, &detail, err);
out:
    record_account_clear(&old);
    str_clear(&detail);
    str_clear(&who);
    return ok;
}

bool store_account_is_parent(struct store *store, const char *number, bool *is, struct err *err)
{
    struct statement statement;

    *is = false;
    statement_begin(
        &statement, store,
        "SELECT EXISTS(SELECT 1 FROM account WHERE parent <> '' AND parent = :number COLLATE NOCASE)", err);
    statement_bind_lent(&statement, ":number", number);
    if (statement_row(&statement))
        *is = statement_take_int(&statement) != 0;
    return statement_end(&statement);
}

bool store_account_each(struct store *store, bool (*visit)(int64_t id, void *context, struct err *err),
                        void *context, struct err *err)
{
    struct statement statement;
    bool ok = true;

    statement_begin(&statement, store, "SELECT id FROM account ORDER BY id", err);
    while (ok && statement_row(&statement))
        ok = visit(statement_take_number(&statement), context, err);
    return statement_end(&statement) && ok;
}

bool store_account_page(struct store *store, int64_t after, size_t limit, int64_t *ids, size_t *count,
                        struct err *err)
{
    struct statement statement;

    *count = 0;
    statement_begin(
        &statement, store,
        "SELECT id FROM account WHERE (number_key, id) > (coalesce((SELECT number_key FROM account"
        "   WHERE id = :after), ''), :after) ORDER BY number_key, id LIMIT :limit",
        err);
    statement_bind_number(&statement, ":after", after);
    statement_bind_number(&statement, ":limit", (int64_t)limit);
    while (statement_row(&statement))
        ids[(*count)++] = statement_take_number(&statement);
    return statement_end(&statement);
}

bool store_account_above(struct store *store, const char *number, int64_t **ids, size_t *count,
                         struct err *err)
{
    struct statement statement;
    size_t capacity = 0;

    *ids = NULL;
    *count = 0;
    statement_begin(&statement, store,
                    "WITH RECURSIVE above(id, parent) AS ("
                    " SELECT id, parent FROM account WHERE number = :number AND number <> ''"
                    " UNION SELECT a.id, a.parent FROM above x JOIN account a ON a.number = x.parent"
                    "   WHERE x.parent <> '') SELECT id FROM above ORDER BY id",
                    err);
    statement_bind_lent(&statement, ":number", number);
    while (statement_row(&statement)) {
        mem_grow(*ids, *count, capacity);
        (*ids)[(*count)++] = statement_take_number(&statement);
    }
    return statement_end(&statement);
}
