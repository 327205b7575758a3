/* Who said what, and what of it is in force: objections, disputes, claims and the consents that lift them. */
#include "config.h"
#include "core/standing_case.h"

#include "base/zone.h"

static bool resolved_as(const struct standing_objection *objection, enum outcome outcome)
{
    return objection->dispute && !objection->dispute_open && objection->outcome == outcome;
}

static bool is_opt_out(const struct standing_objection *objection)
{
    return objection->ruling == RULING_OPT_OUT || resolved_as(objection, OUTCOME_OPT_OUT);
}

/* A ruling that it is a dispute counts as an open one until the dispute itself is there. */
static bool is_disputed(const struct standing_objection *objection)
{
    return objection->dispute ? objection->dispute_open : objection->ruling == RULING_DISPUTE;
}

/* What was changed after it had been read may say anything now. */
static bool is_unread(const struct standing_objection *objection)
{
    return objection->ruling == RULING_UNREAD || objection->changed;
}

/* One that is limited to a contact of another account leaves nothing of this one's to go. */
static bool is_limited(const struct standing_facts *facts, const struct standing_objection *objection)
{
    bool theirs = false;

    for (size_t i = 0; i < facts->contact_count; i++)
        theirs = theirs || facts->contacts[i].id == objection->limit.contact;
    if (objection->limit.contact)
        return theirs;
    return objection->limit.categories || objection->limit.partner_count;
}

/* True for what a consent must be newer than. Questions, no objections, and disputes that the customer gave
 * up or settled are none. */
static bool is_against(const struct standing_objection *objection)
{
    return is_opt_out(objection) || is_disputed(objection) || resolved_as(objection, OUTCOME_UPHELD) ||
           is_unread(objection) || objection->ruling == RULING_THREAT;
}

static bool is_representative(const struct standing_objection *objection)
{
    return objection->voice == VOICE_REPRESENTATIVE;
}

/* True when a representative does not speak for this account: its authority was refused, or the client said
 * so itself. */
static bool is_dismissed(const struct standing_objection *objection)
{
    return is_representative(objection) &&
           (objection->authority == AUTHORITY_REFUSED || objection->authority == AUTHORITY_DISOWNED);
}

static bool is_settled(const struct standing_objection *objection)
{
    return !is_representative(objection) || objection->authority == AUTHORITY_PROVEN;
}

bool standing_has_authority(const struct standing_facts *facts, int64_t representative)
{
    const struct standing_objection *newest = NULL;
    for (size_t i = 0; representative && i < facts->objection_count; i++) {
        const struct standing_objection *objection = &facts->objections[i];
        bool proven = objection->authority == AUTHORITY_PROVEN;
        if (is_representative(objection) && objection->representative == representative &&
            (!newest || objection->received > newest->received ||
             (objection->received == newest->received && !proven)))
            newest = objection;
    }
    return newest && newest->authority == AUTHORITY_PROVEN;
}

/* True for an act that binds the account as such: the company's, or of somebody with proven authority. */
static bool is_of_account(const struct standing_facts *facts, const struct standing_consent *consent)
{
    return consent->voice == VOICE_COMPANY ||
           (consent->voice == VOICE_REPRESENTATIVE && standing_has_authority(facts, consent->representative));
}

/* Whatever may have been said after a yes, was: one of which only the day is known is as late as it may be, a
 * yes as early. */
static bool is_after(const struct standing_facts *facts, const struct standing_consent *consent,
                     int64_t received, bool day_only)
{
    const char *zone = facts->house->zone;
    int64_t since = consent->received, until = received;

    if (consent->day_only)
        since = zone_day_end(zone_day(since, zone) - 1, zone);
    if (day_only)
        until = zone_day_end(zone_day(until, zone), zone) - 1;
    return since > until;
}

/* A limited opt-out leaves the rest as it was. */
bool standing_is_last_word(const struct standing_facts *facts, const struct standing_consent *consent)
{
    for (size_t i = 0; i < facts->objection_count; i++) {
        const struct standing_objection *objection = &facts->objections[i];
        bool part = is_limited(facts, objection) && is_opt_out(objection) && is_settled(objection);
        if (is_against(objection) && !is_dismissed(objection) && !part &&
            !is_after(facts, consent, objection->received, objection->day_only))
            return false;
    }
    return !consent->withdrawn;
}

/* An objection ends by a later act of who made it, or of who speaks with authority for it: never by that of
 * another (window-rules section 5). A contact's own word is its own to take back. Once something newer stands
 * against the act, the objection is there again: a yes taken back leaves no silence. */
static bool lifts(const struct standing_facts *facts, const struct standing_consent *consent,
                  const struct standing_objection *objection)
{
    if (!is_after(facts, consent, objection->received, objection->day_only) ||
        !standing_is_last_word(facts, consent))
        return false;
    switch (objection->voice) {
    case VOICE_CONTACT:
        return consent->voice == VOICE_CONTACT && consent->contact && consent->contact == objection->contact;
    case VOICE_COMPANY:
    case VOICE_REPRESENTATIVE:
        return is_of_account(facts, consent);
    case VOICE_UNKNOWN:
    default:
        return false;
    }
}

bool standing_is_lifted(const struct standing_facts *facts, const struct standing_objection *objection)
{
    for (size_t i = 0; i < facts->consent_count; i++) {
        if (lifts(facts, &facts->consents[i], objection))
            return true;
    }
    return false;
}

/* Of an account with several people one contact's yes is that contact's alone. */
static bool speaks_for_all(const struct standing_facts *facts, const struct standing_consent *consent)
{
    if (is_of_account(facts, consent))
        return true;
    return consent->voice == VOICE_CONTACT && facts->contact_count == 1 &&
           consent->contact == facts->contacts[0].id;
}

static const struct standing_consent *consent_find(const struct standing_facts *facts)
{
    const struct standing_consent *newest = NULL;
    for (size_t i = 0; i < facts->consent_count; i++) {
        const struct standing_consent *consent = &facts->consents[i];
        if (speaks_for_all(facts, consent) && standing_is_last_word(facts, consent) &&
            (!newest || consent->received >= newest->received))
            newest = consent;
    }
    return newest;
}

/* Of two of the same instant it does not matter which was recorded first. */
static bool is_newer(const struct standing_objection *objection, const struct standing_objection *other)
{
    if (objection->received != other->received)
        return objection->received > other->received;
    if (objection->source != other->source)
        return objection->source > other->source;
    if (objection->level != other->level)
        return objection->level > other->level;
    return objection->ruling < other->ruling;
}

static void take_newest(const struct standing_objection **slot, const struct standing_objection *objection)
{
    if (!*slot || is_newer(objection, *slot))
        *slot = objection;
}

/* A yes taken back is a no for good (window-rules section 3): only a new yes of who may end an objection of
 * that voice undoes it. */
static bool stays_withdrawn(const struct standing_facts *facts, const struct standing_consent *consent)
{
    const struct standing_objection like = {
        .voice = consent->voice,
        .contact = consent->contact,
        .received = consent->ended > consent->received ? consent->ended : consent->received};

    for (size_t i = 0; i < facts->consent_count; i++) {
        if (lifts(facts, &facts->consents[i], &like))
            return false;
    }
    return consent->withdrawn;
}

static void withdrawals_read(struct standing_case *found)
{
    for (size_t i = 0; i < found->facts->consent_count; i++) {
        const struct standing_consent *consent = &found->facts->consents[i];

        if (stays_withdrawn(found->facts, consent) &&
            (!found->withdrawn || consent->received >= found->withdrawn->received))
            found->withdrawn = consent;
    }
}

static void opt_out_read(struct standing_case *found, const struct standing_objection *objection)
{
    if (!is_opt_out(objection) || standing_is_lifted(found->facts, objection))
        return;
    if (!is_settled(objection))
        take_newest(&found->claim, objection);
    else if (is_limited(found->facts, objection))
        found->limited++;
    else
        take_newest(&found->opt_out, objection);
}

/* What nobody has read, a threat and an open dispute are for a person to close: no consent does. */
void standing_case_read_voices(struct standing_case *found)
{
    const struct standing_facts *facts = found->facts;
    found->consent = consent_find(facts);
    withdrawals_read(found);
    for (size_t i = 0; i < facts->objection_count; i++) {
        const struct standing_objection *objection = &facts->objections[i];
        if (is_unread(objection))
            take_newest(&found->unread, objection);
        if (is_dismissed(objection))
            continue;
        opt_out_read(found, objection);
        if (is_disputed(objection))
            take_newest(&found->dispute, objection);
        if (objection->ruling == RULING_THREAT)
            take_newest(&found->threat, objection);
    }
}

static bool limit_meets(const struct standing_limit *limit, int64_t contact, int64_t partner)
{
    bool meets = !limit->partner_count;
    for (size_t i = 0; i < limit->partner_count; i++)
        meets = meets || limit->partners[i] == partner;
    return meets && (!limit->contact || limit->contact == contact);
}

unsigned standing_withheld(const struct standing_facts *facts, int64_t contact, int64_t partner)
{
    unsigned withheld = 0;
    for (size_t i = 0; i < facts->objection_count; i++) {
        const struct standing_objection *objection = &facts->objections[i];
        if (is_opt_out(objection) && is_limited(facts, objection) && !is_dismissed(objection) &&
            !standing_is_lifted(facts, objection) && limit_meets(&objection->limit, contact, partner))
            withheld |= objection->limit.categories ? objection->limit.categories : CATEGORY_ALL;
    }
    return withheld;
}
