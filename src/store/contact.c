#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

#define COLUMNS "id, account, name, email, phone, country, zone, handle, version"

static void take_contact(struct statement *statement, struct record_contact *contact)
{
    memset(contact, 0, sizeof *contact);
    contact->id = statement_take_number(statement);
    contact->account = statement_take_number(statement);
    contact->name = statement_take_text(statement);
    contact->email = statement_take_text(statement);
    contact->phone = statement_take_text(statement);
    contact->country = statement_take_text(statement);
    contact->zone = statement_take_text(statement);
    contact->handle = statement_take_text(statement);
    contact->version = statement_take_int(statement);
}

static bool take_contacts(struct statement *statement, struct record_contact_list *list)
{
    while (statement_row(statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_contact(statement, &list->items[list->count++]);
    }
    return statement_end(statement);
}

bool store_contact_find(struct store *store, int64_t account, const char *email, const char *name,
                        struct record_contact *contact, struct err *err)
{
    bool by_email = email && *email, ok;
    char *key = key_fold(by_email ? email : name);
    struct statement statement;

    memset(contact, 0, sizeof *contact);
    statement_begin(&statement, store,
                    by_email
                        ? "SELECT " COLUMNS
                          " FROM contact WHERE account = :account AND email_key = :key ORDER BY id LIMIT 1"
                        : "SELECT " COLUMNS
                          " FROM contact WHERE account = :account AND name_key = :key ORDER BY id LIMIT 1",
                    err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_lent(&statement, ":key", key);
    if (statement_row(&statement))
        take_contact(&statement, contact);
    ok = statement_end(&statement);
    free(key);
    return ok;
}

bool store_contact_list(struct store *store, int64_t account, struct record_contact_list *list,
                        struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store, "SELECT " COLUMNS " FROM contact WHERE account = :account ORDER BY id",
                    err);
    statement_bind_number(&statement, ":account", account);
    return take_contacts(&statement, list);
}

bool store_contact_by_handle(struct store *store, const char *handle, struct record_contact_list *list,
                             struct err *err)
{
    char *key = key_title(handle);
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    "SELECT " COLUMNS
                    " FROM contact WHERE id IN (SELECT contact FROM contact_handle WHERE key = :key)"
                    " ORDER BY id",
                    err);
    statement_bind_text(&statement, ":key", key);
    free(key);
    return take_contacts(&statement, list);
}

/* A handle that an edit takes away still names the person: what was posted by it is not forgotten. */
static bool handles_keep(struct store *store, int64_t id, const char *handle, struct err *err)
{
    char *rest = mem_text(handle ? handle : ""), *handles = rest, *one;
    struct statement statement;
    bool ok = true;

    while (ok && (one = strtok_r(rest, ",;", &rest))) {
        char *key = key_title(one);

        statement_begin(&statement, store,
                        "INSERT INTO contact_handle(contact, key) SELECT :contact, :key WHERE NOT EXISTS"
                        " (SELECT 1 FROM contact_handle WHERE contact = :contact AND key = :key)",
                        err);
        statement_bind_number(&statement, ":contact", id);
        statement_bind_lent(&statement, ":key", key);
        ok = statement_run(&statement);
        free(key);
    }
    free(handles);
    return ok;
}

static bool contact_write(struct store *store, const char *sql, const struct record_contact *contact,
                          bool add, struct err *err)
{
    char *name_key = key_fold(contact->name), *email_key = key_fold(contact->email);
    struct statement statement;
    bool ok;

    statement_begin(&statement, store, sql, err);
    statement_bind_number(&statement, add ? ":account" : ":id", add ? contact->account : contact->id);
    if (add)
        statement_bind_number(&statement, ":recorded", store->now);
    statement_bind_lent(&statement, ":name", contact->name);
    statement_bind_lent(&statement, ":email", contact->email);
    statement_bind_lent(&statement, ":phone", contact->phone);
    statement_bind_lent(&statement, ":country", contact->country);
    statement_bind_lent(&statement, ":zone", contact->zone);
    statement_bind_lent(&statement, ":handle", contact->handle);
    statement_bind_lent(&statement, ":name_key", name_key);
    statement_bind_lent(&statement, ":email_key", email_key);
    ok = statement_run(&statement);
    free(name_key);
    free(email_key);
    return ok;
}

static bool contact_search(struct store *store, int64_t account, const struct record_contact *contact,
                           struct err *err)
{
    const char *const texts[] = {contact->name ? contact->name : "", contact->email ? contact->email : "",
                                 contact->phone ? contact->phone : "", contact->handle ? contact->handle : "",
                                 NULL};

    return search_keep(store, SEARCH_ACCOUNT, account, texts, err);
}

static void contact_name(const struct record_contact *contact, struct str *detail)
{
    bool name = contact->name && *contact->name;

    detail_add(detail, contact->name, 0);
    if (contact->email && *contact->email) {
        str_add(detail, name ? " <" : "<");
        detail_add(detail, contact->email, 0);
        str_add(detail, ">");
    }
}

bool store_contact_add(struct store *store, struct record_contact *contact, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_CONTACT, .account = contact->account};
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    if (!contact_write(
            store,
            "INSERT INTO contact(account, name, email, phone, country, zone, handle, name_key, email_key,"
            " domain_key, phone_key, recorded) VALUES(:account, :name, :email, :phone, :country, :zone, "
            ":handle,"
            " :name_key, :email_key, domain_key_of(:email), phone_key_of(:phone), :recorded)",
            contact, true, err))
        return false;
    contact->id = store_last_id(store);
    contact->version = 1;
    if (!handles_keep(store, contact->id, contact->handle, err) ||
        !contact_search(store, contact->account, contact, err))
        return false;
    contact_name(contact, &detail);
    return journal_enter(store, &entry, &detail, err);
}

bool store_contact_get(struct store *store, int64_t id, struct record_contact *contact, struct err *err)
{
    struct statement statement;

    memset(contact, 0, sizeof *contact);
    statement_begin(&statement, store, "SELECT " COLUMNS " FROM contact WHERE id = :id", err);
    statement_bind_number(&statement, ":id", id);
    if (statement_row(&statement))
        take_contact(&statement, contact);
    return statement_end(&statement);
}

static void contact_changes(const struct record_contact *old, const struct record_contact *now,
                            struct str *detail)
{
    detail_add_change(detail, "name", old->name, now->name);
    detail_add_change(detail, "email", old->email, now->email);
    detail_add_change(detail, "phone", old->phone, now->phone);
    detail_add_change(detail, "country", old->country, now->country);
    detail_add_change(detail, "zone", old->zone, now->zone);
    detail_add_change(detail, "handle", old->handle, now->handle);
}

static bool contact_was(struct store *store, const struct record_contact *old,
                        const struct record_contact *now, struct err *err)
{
    struct statement statement;

    if (str_equal(old->country, now->country) && str_equal(old->zone, now->zone))
        return true;
    statement_begin(&statement, store,
                    "INSERT INTO contact_was(contact, country, zone, edited)"
                    " VALUES(:contact, :country, :zone, :edited)",
                    err);
    statement_bind_number(&statement, ":contact", old->id);
    statement_bind_lent(&statement, ":country", old->country);
    statement_bind_lent(&statement, ":zone", old->zone);
    statement_bind_number(&statement, ":edited", store->now);
    return statement_run(&statement);
}

bool store_contact_edit(struct store *store, const struct record_contact *contact, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_CONTACT_EDIT};
    struct record_contact old;
    struct str changes = {0}, detail = {0}, who = {0};
    bool ok = false;

    if (!store_need_write(store, err) || !store_contact_get(store, contact->id, &old, err))
        return false;
    entry.account = old.account;
    if (old.version != contact->version) {
        if (journal_last(store, FACT_CONTACT_EDIT, old.account, 0, 0, 0, 0, &who, err))
            store_clash(err, str_text(&who), "contact %s", contact->name);
        goto out;
    }
    contact_changes(&old, contact, &changes);
    if (!changes.length) {
        ok = true;
        goto out;
    }
    contact_name(&old, &detail);
    str_add_format(&detail, ": %s", str_text(&changes));
    ok = contact_was(store, &old, contact, err) &&
         contact_write(store,
                       "UPDATE contact SET name = :name, email = :email, phone = :phone, country = :country, "
                       "zone = :zone,"
                       " handle = :handle, name_key = :name_key, email_key = :email_key,"
                       " domain_key = domain_key_of(:email), phone_key = phone_key_of(:phone),"
                       " version = version + 1 WHERE id = :id",
                       contact, false, err) &&
         handles_keep(store, contact->id, contact->handle, err) &&
         contact_search(store, old.account, contact, err) && journal_enter(store, &entry, &detail, err);
out:
    record_contact_clear(&old);
    str_clear(&changes);
    str_clear(&detail);
    str_clear(&who);
    return ok;
}
