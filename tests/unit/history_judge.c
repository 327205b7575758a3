/* What forbids to disclose, told without a look at how the standing is derived. */
#include "config.h"
#include "history.h"

#include "base/day.h"
#include "base/str.h"
#include "base/zone.h"

static bool is_limited(const struct standing_objection *objection)
{
    return objection->limit.categories || objection->limit.contact || objection->limit.partner_count;
}

static bool is_opt_out(const struct standing_objection *objection)
{
    return objection->ruling == RULING_OPT_OUT ||
           (objection->dispute && !objection->dispute_open && objection->outcome == OUTCOME_OPT_OUT);
}

static bool is_open_dispute(const struct standing_objection *objection)
{
    return objection->dispute_open || (objection->ruling == RULING_DISPUTE && !objection->dispute);
}

static bool was_upheld(const struct standing_objection *objection)
{
    return objection->dispute && !objection->dispute_open && objection->outcome == OUTCOME_UPHELD;
}

/* A representative who speaks for nobody. */
static bool counts_for_nothing(const struct standing_objection *objection)
{
    return objection->voice == VOICE_REPRESENTATIVE &&
           (objection->authority == AUTHORITY_REFUSED || objection->authority == AUTHORITY_DISOWNED);
}

static bool lacks_proof(const struct standing_objection *objection)
{
    return objection->voice == VOICE_REPRESENTATIVE &&
           (objection->authority == AUTHORITY_ASSERTED || objection->authority == AUTHORITY_ASKED);
}

/* The instant of the last word against the whole account. */
static int64_t last_no(const struct history *history)
{
    int64_t last = INSTANT_NONE;

    for (size_t i = 0; i < history->facts.objection_count; i++) {
        const struct standing_objection *objection = &history->objections[i];
        bool unread = objection->ruling == RULING_UNREAD || objection->changed;
        bool part = is_opt_out(objection) && is_limited(objection) && !lacks_proof(objection);
        bool against = unread || objection->ruling == RULING_THREAT || is_open_dispute(objection) ||
                       was_upheld(objection) || is_opt_out(objection);

        if (against && !part && !counts_for_nothing(objection) && objection->received > last)
            last = objection->received;
    }
    return last;
}

/* Says whether what a representative said last is proven to be said for the account. */
static bool is_proven(const struct history *history, int64_t representative)
{
    int64_t last = INSTANT_NONE;
    bool proven = false;

    for (size_t i = 0; i < history->facts.objection_count; i++) {
        const struct standing_objection *objection = &history->objections[i];

        if (objection->voice != VOICE_REPRESENTATIVE || objection->representative != representative ||
            objection->received < last)
            continue;
        proven = (objection->received > last || proven) && objection->authority == AUTHORITY_PROVEN;
        last = objection->received;
    }
    return representative && proven;
}

static bool has_authority(const struct history *history, const struct standing_consent *consent)
{
    return consent->voice == VOICE_COMPANY ||
           (consent->voice == VOICE_REPRESENTATIVE && is_proven(history, consent->representative));
}

/* Says whether a yes of a voice was given after an instant and after the last no. */
static bool has_said_yes(const struct history *history, enum voice voice, int64_t contact, int64_t since)
{
    for (size_t i = 0; i < history->facts.consent_count; i++) {
        const struct standing_consent *consent = &history->consents[i];
        bool own = voice == VOICE_CONTACT
                       ? contact && consent->voice == VOICE_CONTACT && consent->contact == contact
                       : voice != VOICE_UNKNOWN && has_authority(history, consent);

        if (own && !consent->withdrawn && consent->received > since && consent->received > last_no(history))
            return true;
    }
    return false;
}

static const char *objection_forbids(const struct history *history,
                                     const struct standing_objection *objection)
{
    if (objection->ruling == RULING_UNREAD)
        return "an objection is unread";
    if (objection->changed)
        return "what was said has changed";
    if (counts_for_nothing(objection))
        return NULL;
    if (objection->ruling == RULING_THREAT)
        return "there is a threat";
    if (is_open_dispute(objection))
        return "a dispute is open";
    if (!is_opt_out(objection) ||
        has_said_yes(history, objection->voice, objection->contact, objection->received))
        return NULL;
    if (lacks_proof(objection))
        return "a claim is not settled";
    return is_limited(objection) ? NULL : "an opt-out is in force";
}

/* A yes taken back is a no. */
static bool is_withdrawn(const struct history *history)
{
    for (size_t i = 0; i < history->facts.consent_count; i++) {
        const struct standing_consent *consent = &history->consents[i];

        if (consent->withdrawn && !has_said_yes(history, consent->voice, consent->contact, consent->received))
            return true;
    }
    return false;
}

static bool has_yes(const struct history *history)
{
    for (size_t i = 0; i < history->facts.consent_count; i++) {
        const struct standing_consent *consent = &history->consents[i];
        bool only = history->facts.contact_count == 1 && consent->voice == VOICE_CONTACT &&
                    consent->contact == history->contacts[0].id;

        if (!consent->withdrawn && (has_authority(history, consent) || only) &&
            consent->received > last_no(history))
            return true;
    }
    return false;
}

static bool silence_counts(const struct history *history, const char *place)
{
    const struct rule *rule = rule_find(history->facts.rules, place, 0);

    return rule->regime == REGIME_OPT_OUT || rule->regime == REGIME_OPT_OUT_CONDITIONAL;
}

static bool silence_counts_everywhere(const struct history *history)
{
    bool counts = silence_counts(history, history->facts.country);

    for (size_t i = 0; i < history->facts.contact_count; i++)
        counts = counts &&
                 (!*history->contacts[i].country || silence_counts(history, history->contacts[i].country));
    for (size_t i = 0; i < history->facts.subsidiary_count; i++)
        counts = counts && silence_counts(history, history->subsidiaries[i].country);
    return counts;
}

static bool in_order(const struct history *history, const struct standing_notice *notice)
{
    return !*notice->defect && (!history->facts.texts_kept || *notice->text_hash);
}

/* A notice that could be read. */
static bool reached(const struct history *history, const struct standing_notice *notice)
{
    return !notice->window.bounced && (!notice->window.delayed || notice->window.delivered != INSTANT_NONE) &&
           in_order(history, notice);
}

static int days_of(const struct history *history, const char *place)
{
    return rule_find(history->facts.rules, place, 0)->window_days;
}

/* Returns the days of a notice at the least: what it promises and what the account's own rule says, else what
 * that of somebody else of the account says. */
static int days_at_least(const struct history *history, const struct standing_notice *notice)
{
    int days = days_of(history, history->facts.country);

    if (notice->window.days > days)
        days = notice->window.days;
    for (size_t i = 0; days <= 0 && i < history->facts.contact_count; i++)
        days = days_of(history, history->contacts[i].country);
    for (size_t i = 0; days <= 0 && i < history->facts.subsidiary_count; i++)
        days = days_of(history, history->subsidiaries[i].country);
    return days;
}

/* Says whether the days of a notice have ended, at midnight where the company and where the customer is. */
static bool is_over(const struct history *history, const struct standing_notice *notice)
{
    int days = days_at_least(history, notice);
    int last = zone_day(notice->window.sent, history_house.zone) + days;

    return days > 0 && history->now >= zone_day_end(last, history_house.zone) &&
           history->now >= zone_day_end(last, notice->window.zone);
}

/* What was not read must have been sent again: to the same person, or when it was known. */
static bool made_good(const struct history *history, const struct standing_notice *notice)
{
    for (size_t i = 0; i < history->facts.notice_count; i++) {
        const struct standing_notice *other = &history->notices[i];

        if (other != notice && reached(history, other) &&
            (other->contact == notice->contact || other->window.sent > notice->window.sent))
            return true;
    }
    return false;
}

static const char *notices_forbid(const struct history *history)
{
    bool any = false;

    for (size_t i = 0; i < history->facts.notice_count; i++) {
        const struct standing_notice *notice = &history->notices[i];

        if (!reached(history, notice)) {
            if (!made_good(history, notice))
                return "somebody was never told";
        } else if (days_at_least(history, notice) > 0) {
            if (!is_over(history, notice))
                return "a window is not over";
            any = true;
        }
    }
    return any ? NULL : "nobody was told how long";
}

/* Says whether two agents have ticked what counts everywhere for one of the notices. */
static bool are_ticked(const struct history *history, int64_t notice)
{
    const unsigned common = (1u << (CONDITION_LONG_ENOUGH + 1)) - 1;
    unsigned ticked = 0;
    const char *first = NULL;
    bool two = false;

    for (size_t i = 0; i < history->facts.tick_count; i++) {
        const struct standing_tick *tick = &history->ticks[i];

        if (tick->notice != notice)
            continue;
        ticked |= 1u << tick->condition;
        two = two || (first && !str_equal(first, tick->agent));
        first = tick->agent;
    }
    return two && (ticked & common) == common;
}

static const char *conditions_forbid(const struct history *history)
{
    const struct rule *rule = rule_find(history->facts.rules, history->facts.country, 0);

    if (rule->regime != REGIME_OPT_OUT_CONDITIONAL)
        return NULL;
    for (size_t i = 0; i < history->facts.notice_count; i++) {
        if (are_ticked(history, history->notices[i].id))
            return NULL;
    }
    return "the conditions are not met";
}

const char *history_forbids(const struct history *history)
{
    const char *why = NULL;

    for (size_t i = 0; !why && i < history->facts.objection_count; i++)
        why = objection_forbids(history, &history->objections[i]);
    for (size_t i = 0; !why && i < history->facts.hold_count; i++) {
        const struct standing_hold *hold = &history->holds[i];

        if (!hold->lifted &&
            (hold->expires == DAY_NONE || zone_day(history->now, history_house.zone) <= hold->expires))
            why = "a hold is in force";
    }
    if (!why && is_withdrawn(history))
        why = "a yes was taken back";
    if (why || has_yes(history))
        return why;
    if (!silence_counts_everywhere(history))
        return "silence means nothing there";
    why = notices_forbid(history);
    return why ? why : conditions_forbid(history);
}
