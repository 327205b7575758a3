#include "config.h"
#include "desk/consent.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "desk/private.h"

static bool consent_valid(const struct desk *desk, const struct desk_consent *consent, struct err *err)
{
    if (str_blank(consent->words))
        return err_set(err, ERR_USAGE, "a consent needs its words: write down what was said yes to");
    if (consent->voice == VOICE_UNKNOWN)
        return err_set(err, ERR_USAGE, "a consent needs a voice: company, contact or representative");
    if (consent->day == DAY_NONE)
        return err_set(err, ERR_USAGE, "a consent needs the day it was received");
    if (consent->day > desk_today(desk))
        return err_set(err, ERR_USAGE, "received in the future: give the day it came, today at the latest");
    if (consent->voice == VOICE_CONTACT && !consent->contact)
        return err_set(err, ERR_USAGE, "a contact's consent is its own: say which contact");
    if (consent->voice == VOICE_REPRESENTATIVE && !consent->representative)
        return err_set(err, ERR_USAGE, "a representative's consent needs its name: say which one");
    return true;
}

bool desk_contact_is_of(struct desk *desk, int64_t account, int64_t contact, bool *is, struct err *err)
{
    struct record_contact_list contacts = {0};
    bool good = store_contact_list(desk->store, account, &contacts, err);

    *is = false;
    for (size_t i = 0; good && i < contacts.count; i++)
        *is = *is || contacts.items[i].id == contact;
    record_contact_list_clear(&contacts);
    return good;
}

/* A yes is taken only from who may give it (window-rules section 5): high bar, unlike an objection. */
static bool giver_may(struct desk *desk, const struct desk_consent *consent, struct err *err)
{
    struct store_facts holder = {0};
    bool is = true;

    if (consent->voice == VOICE_CONTACT)
        return desk_contact_is_of(desk, consent->account, consent->contact, &is, err) &&
               (is || err_set(err, ERR_RULE, "this contact is of another account: its yes counts there"));
    if (consent->voice != VOICE_REPRESENTATIVE)
        return true;
    if (!desk_facts_load(desk, consent->account, &holder, err))
        return false;
    is = standing_has_authority(&holder.facts, consent->representative);
    store_facts_clear(&holder);
    return is ||
           err_set(err, ERR_RULE,
                   "the representative's authority for this account is not proven: get the proof first, or "
                   "the account's own word");
}

bool desk_consent(struct desk *desk, const struct desk_consent *given, int64_t *id, struct err *err)
{
    struct record_consent consent = {
        .program = desk->program.id,
        .account = given->account,
        .contact = given->voice == VOICE_CONTACT ? given->contact : 0,
        .representative = given->voice == VOICE_REPRESENTATIVE ? given->representative : 0,
        .voice = given->voice,
        .source = given->source,
        .identity = given->identity,
    };
    bool good;

    if (!consent_valid(desk, given, err) || !desk_begin(desk, err))
        return false;
    consent.received = desk_received(desk, given->day, given->hour, given->minute, &consent.precision);
    consent.words = mem_text(given->words);
    good = desk_may(desk, FACT_CONSENT, err) && giver_may(desk, given, err) &&
           store_consent_add(desk->store, &consent, err) && desk_standing_refresh(desk, given->account, err);
    good = desk_end(desk, good, err);
    if (good && id)
        *id = consent.id;
    record_consent_clear(&consent);
    return good;
}

bool desk_consent_withdraw(struct desk *desk, int64_t id, const char *words, struct err *err)
{
    struct record_consent consent = {0};
    bool good;

    if (str_blank(words))
        return err_set(err, ERR_USAGE, "a withdrawal needs its words: write down what was said");
    if (!desk_begin(desk, err))
        return false;
    good = store_consent_get(desk->store, id, &consent, err) && desk_may(desk, FACT_WITHDRAWAL, err) &&
           store_withdrawal_add(desk->store, id, words, err) &&
           desk_standing_refresh(desk, consent.account, err);
    record_consent_clear(&consent);
    return desk_end(desk, good, err);
}
