/* What a view says beside its records: who gave a consent and whether it counts, what an objection is limited
 * to. */
#include "config.h"
#include "desk/private.h"

#include "base/mem.h"
#include "base/str.h"

static bool contact_add(struct desk *desk, int64_t id, struct str *out, struct err *err)
{
    struct record_contact contact = {0};
    bool good = store_contact_get(desk->store, id, &contact, err);

    if (good && contact.id)
        str_add(out, str_blank(contact.name) ? contact.email : contact.name);
    record_contact_clear(&contact);
    return good;
}

static bool representative_add(struct desk *desk, int64_t id, struct str *out, struct err *err)
{
    struct record_representative representative = {0};
    bool good = store_representative_get(desk->store, id, &representative, err);

    if (good && representative.id)
        str_add(out, representative.name);
    record_representative_clear(&representative);
    return good;
}

static const char *force_of(const struct standing_facts *facts, const struct record_consent *record)
{
    for (size_t i = 0; !record->withdrawn && i < facts->consent_count; i++) {
        const struct standing_consent *consent = &facts->consents[i];

        if (consent->id != record->id)
            continue;
        if (consent->voice == VOICE_REPRESENTATIVE && !standing_has_authority(facts, consent->representative))
            return "not in force: authority not proven";
        return standing_is_last_word(facts, consent) ? "in force"
                                                     : "not in force: a newer word is against it";
    }
    return "withdrawn";
}

static bool giver_add(struct desk *desk, const struct standing_facts *facts,
                      const struct record_consent *consent, struct str *out, struct err *err)
{
    if (consent->contact && !contact_add(desk, consent->contact, out, err))
        return false;
    if (consent->representative && !representative_add(desk, consent->representative, out, err))
        return false;
    str_add_format(out, "%s%s, by %s, known by %s: %s", out->length ? ", " : "", voice_title(consent->voice),
                   source_title(consent->source), identity_title(consent->identity),
                   force_of(facts, consent));
    return true;
}

static bool partners_add(struct desk *desk, const struct record_limit *limit, struct str *out,
                         struct err *err)
{
    bool good = true;

    for (size_t i = 0; good && i < limit->partner_count; i++) {
        struct record_partner partner = {0};

        good = store_partner_get(desk->store, limit->partners[i], &partner, err);
        if (good && partner.id)
            str_add_format(out, "%s%s", i ? ", " : ", to ", partner.name);
        record_partner_clear(&partner);
    }
    return good;
}

bool desk_limit_add(struct desk *desk, const struct record_limit *limit, struct str *out, struct err *err)
{
    bool limited = limit->categories || limit->contact || limit->partner_count;

    if (limited) {
        str_add(out, "limited to ");
        if (limit->categories)
            word_set_add(out, &category_words, limit->categories, ", ", true);
        else
            str_add(out, "all data");
        if (limit->contact) {
            str_add(out, ", of ");
            if (!contact_add(desk, limit->contact, out, err))
                return false;
        }
        if (!partners_add(desk, limit, out, err))
            return false;
    }
    if (!limit->speaker)
        return true;
    str_add(out, limited ? "; spoken by " : "spoken by ");
    return contact_add(desk, limit->speaker, out, err);
}

/* To an account without the contact that a limit names the objection is whole. */
static bool is_whole_here(const struct record_limit *limit, const struct record_contact_list *contacts)
{
    bool found = !limit->contact;

    for (size_t i = 0; i < contacts->count; i++)
        found = found || contacts->items[i].id == limit->contact;
    return !found;
}

bool desk_said_read(struct desk *desk, const struct standing_facts *facts, struct desk_account_view *view,
                    struct err *err)
{
    bool good = true;

    view->limits = mem_new_array(view->objections.count, sizeof *view->limits);
    view->givers = mem_new_array(view->consents.count, sizeof *view->givers);
    for (size_t i = 0; good && i < view->objections.count; i++) {
        struct record_limit limit = {0};
        struct str text = {0};

        good = store_limit_get(desk->store, view->objections.items[i].id, &limit, err) &&
               desk_limit_add(desk, &limit, &text, err);
        if (good && is_whole_here(&limit, &view->contacts))
            str_add(&text, ", but whole for this account");
        view->limits[i] = str_take(&text);
        record_limit_clear(&limit);
    }
    for (size_t i = 0; good && i < view->consents.count; i++) {
        struct str text = {0};

        good = giver_add(desk, facts, &view->consents.items[i], &text, err);
        view->givers[i] = str_take(&text);
    }
    return good;
}
