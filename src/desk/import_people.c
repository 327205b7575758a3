#include "config.h"
#include "desk/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

static bool account_cells(struct import *import, struct record_account *account, bool *changed,
                          enum import_result *result)
{
    import_text(import, FIELD_COMPANY, &account->company, changed);
    if (!import_country(import, &account->country, changed, result))
        return false;
    import_text(import, FIELD_PARENT, &account->parent, changed);
    import_text(import, FIELD_SEGMENT, &account->segment, changed);
    import_text(import, FIELD_MANAGER, &account->manager, changed);
    import_text(import, FIELD_TAG, &account->tags, changed);
    if (str_equal_ascii(account->parent, account->number)) {
        import_refuse(import, result, FIELD_PARENT,
                      "an account cannot be its own parent: leave the cell empty");
        return false;
    }
    return import_zone(import, &account->zone, changed, result);
}

static void account_blank(struct record_account *account)
{
    char **texts[] = {&account->company, &account->country, &account->parent, &account->segment,
                      &account->manager, &account->zone,    &account->tags};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (!*texts[i])
            *texts[i] = mem_text("");
    }
}

/* Where the places of subsidiaries count, an account's own change is one of all above it. Whoever comes above
 * them meanwhile is touched by the row that says so. */
static bool touch_above(struct import *import, const char *parent, struct err *err)
{
    int64_t *ids = NULL;
    size_t count = 0;
    bool good = true;

    if (!import->desk->settings.subsidiaries || str_blank(parent) ||
        str_equal(str_text(&import->above), parent))
        return true;
    str_reset(&import->above);
    str_add(&import->above, parent);
    good = store_account_above(import->desk->store, parent, &ids, &count, err);
    for (size_t i = 0; good && i < count; i++)
        import_touch(import, ids[i]);
    free(ids);
    return good;
}

bool import_row_account(struct import *import, enum import_result *result, struct err *err)
{
    struct store *store = import->desk->store;
    struct record_account account = {0};
    const char *number = import_cell(import, FIELD_NUMBER);
    char *parent_before = NULL, *country_before = NULL;
    bool changed = false, good = true, is_new;

    if (!*number)
        return import_refuse(import, result, FIELD_NUMBER, "no account number: every account needs one");
    good = store_account_find(store, number, &account, err);
    if (!good)
        goto out;
    is_new = !account.id;
    if (is_new)
        account.number = mem_text(number);
    account_blank(&account);
    parent_before = mem_text(account.parent);
    country_before = mem_text(account.country);
    import_change_begin(import, is_new, number, "");
    if (!account_cells(import, &account, &changed, result))
        goto out;
    if (is_new && !*account.company) {
        free(account.company);
        account.company = mem_text(number);
    }
    *result = is_new ? IMPORT_ADDED : changed ? IMPORT_CHANGED : IMPORT_SAME;
    if (is_new)
        good = store_account_add(store, &account, err);
    else if (changed)
        good = store_account_edit(store, &account, err);
    if (good && (is_new || changed)) {
        import_touch(import, account.id);
        good = touch_above(import, parent_before, err) && touch_above(import, account.parent, err) &&
               import_place_review(import, account.id, "", country_before, account.country, err);
    }
out:
    free(parent_before);
    free(country_before);
    record_account_clear(&account);
    return good;
}

static bool contact_cells(struct import *import, struct record_contact *contact, bool *changed,
                          enum import_result *result)
{
    import_text(import, FIELD_NAME, &contact->name, changed);
    import_text(import, FIELD_EMAIL, &contact->email, changed);
    import_text(import, FIELD_PHONE, &contact->phone, changed);
    if (!import_country(import, &contact->country, changed, result) ||
        !import_zone(import, &contact->zone, changed, result))
        return false;
    import_text(import, FIELD_HANDLE, &contact->handle, changed);
    return true;
}

static void contact_blank(struct record_contact *contact)
{
    char **texts[] = {&contact->name,    &contact->email, &contact->phone,
                      &contact->country, &contact->zone,  &contact->handle};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (!*texts[i])
            *texts[i] = mem_text("");
    }
}

bool import_row_contact(struct import *import, enum import_result *result, struct err *err)
{
    struct store *store = import->desk->store;
    struct record_contact contact = {0};
    const char *email = import_cell(import, FIELD_EMAIL), *name = import_cell(import, FIELD_NAME);
    char *country_before = NULL;
    int64_t account;
    bool changed = false, is_new, good = import_account_of_row(import, &account, result, err);

    if (!good || !account)
        return good;
    if (!*email && !*name)
        return import_refuse(import, result, FIELD_EMAIL,
                             "neither name nor e-mail: a contact needs one of them");
    if (*email && !strchr(email, '@'))
        return import_refuse(import, result, FIELD_EMAIL, "this is no e-mail address: it has no @");
    good = store_contact_find(store, account, email, name, &contact, err);
    if (!good)
        goto out;
    is_new = !contact.id;
    contact.account = account;
    contact_blank(&contact);
    country_before = mem_text(contact.country);
    good = import_change_of_account(import, account, is_new, *email ? email : name, err);
    if (!good || !contact_cells(import, &contact, &changed, result))
        goto out;
    *result = is_new ? IMPORT_ADDED : changed ? IMPORT_CHANGED : IMPORT_SAME;
    if (is_new)
        good = store_contact_add(store, &contact, err);
    else if (changed)
        good = store_contact_edit(store, &contact, err);
    if (good && (is_new || changed)) {
        import_touch(import, account);
        good = import_place_review(import, account, *contact.name ? contact.name : contact.email,
                                   country_before, contact.country, err);
    }
out:
    free(country_before);
    record_contact_clear(&contact);
    return good;
}

bool import_row_partner(struct import *import, enum import_result *result, struct err *err)
{
    struct store *store = import->desk->store;
    struct record_partner partner = {0};
    const char *name = import_cell(import, FIELD_PARTNER);
    bool changed = false, is_new, good = true;

    if (!*name)
        return import_refuse(import, result, FIELD_PARTNER, "no partner: every row names one");
    if (!store_partner_find(store, name, &partner, err))
        return false;
    is_new = !partner.id;
    if (is_new)
        partner =
            (struct record_partner){.name = mem_text(name), .kind = mem_text(""), .region = mem_text("")};
    import_change_begin(import, is_new, name, "");
    import_text(import, FIELD_KIND, &partner.kind, &changed);
    import_text(import, FIELD_REGION, &partner.region, &changed);
    *result = is_new ? IMPORT_ADDED : changed ? IMPORT_CHANGED : IMPORT_SAME;
    if (is_new)
        good = store_partner_add(store, &partner, err);
    else if (changed)
        good = store_partner_edit(store, &partner, err);
    record_partner_clear(&partner);
    return good;
}
