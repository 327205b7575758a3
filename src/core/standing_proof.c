/* The proof of a standing: the facts and the rule in the order in which they are looked at, a line each; what
 * belongs to the line above is set in by two blanks. */
#include "config.h"
#include "core/standing_case.h"

#include <string.h>

#include "base/day.h"
#include "base/utf8.h"
#include "base/zone.h"

/* How much of a hash tells two texts apart on a screen. */
#define HASH_SHOWN 12

static void add_printable(struct str *out, const char *text)
{
    if (text)
        utf8_add_printable(out, text, strlen(text), UTF8_ONE_LINE);
}

static void add_weekday(struct str *out, int day)
{
    char text[32];
    str_add(out, day_format_long(day, text, sizeof text));
}

static void add_when(struct str *out, const struct standing_case *found, int64_t instant)
{
    char local[24], utc[24];
    const char *zone = found->facts->house->zone;
    str_add_format(out, "%s (%s)", instant_format_local(instant, zone, local, sizeof local),
                   instant_format(instant, utc, sizeof utc));
}

static void add_person(struct str *out, const struct standing_case *found, int64_t id)
{
    const struct standing_contact *contact = standing_case_contact(found, id);
    if (!id) {
        str_add(out, "the company");
        return;
    }
    str_add(out, "contact ");
    if (contact && !str_blank(contact->name))
        add_printable(out, contact->name);
    else
        str_add_format(out, "%lld", (long long)id);
}

void standing_case_add_place(const struct standing_case *found, struct str *out)
{
    if (found->place_subsidiary) {
        str_add(out, "subsidiary ");
        add_printable(out, found->place_subsidiary->number);
    } else if (found->place_contact) {
        add_person(out, found, found->place_contact->id);
    } else {
        str_add(out, "the account");
    }
}

/* Says where a place that has no row of its own found its rule. */
static void prove_step(const struct standing_case *found, struct str *proof)
{
    const char *code = found->rule->code;
    if (str_equal(code, found->place))
        return;
    str_add(proof, "  ");
    if (*found->place) {
        add_printable(proof, found->place);
        str_add(proof, " has no row of its own on that day: ");
    } else {
        str_add(proof, "no country is known: ");
    }
    if (strncmp(code, found->place, strlen(code)) == 0)
        str_add(proof, "its country's counts\n");
    else
        str_add(proof, "silence means nothing\n");
}

static void prove_rule(const struct standing_case *found, struct str *proof)
{
    const struct rule *rule = found->rule;
    str_add_format(proof, "rule: %s ", rule->code);
    add_printable(proof, rule->name);
    str_add_format(proof, ", %s\n  in force ", regime_title(rule->regime));
    if (rule->from == DAY_NONE)
        str_add(proof, "since ever");
    else
        str_add(proof, "from ");
    add_weekday(proof, rule->from);
    if (rule->to != DAY_NONE)
        str_add(proof, " to ");
    add_weekday(proof, rule->to);
    if (rule->adoption)
        str_add_format(proof, ", row %d of adoption %lld, hash %.*s", rule->number, (long long)rule->adoption,
                       HASH_SHOWN, rule->hash);
    str_add(proof, "\n");
    prove_step(found, proof);
    if (!str_blank(rule->citation)) {
        str_add(proof, "  ");
        add_printable(proof, rule->citation);
        str_add(proof, "\n");
    }
    if (!str_blank(rule->confidence))
        str_add_format(proof, "  confidence %s%s\n", rule->confidence,
                       str_equal_ascii(rule->confidence, "low") ? ": CHECK WITH COUNSEL" : "");
}

/* Appends ": the strictest of the account, 2 contacts and 1 subsidiary"; nothing where there is the account
 * alone. */
static void add_involved(const struct standing_facts *facts, struct str *proof)
{
    if (facts->contact_count + facts->subsidiary_count)
        str_add(proof, ": the strictest of the account");
    if (facts->contact_count)
        str_add_format(proof, "%s%zu contact%s", facts->subsidiary_count ? ", " : " and ",
                       facts->contact_count, facts->contact_count == 1 ? "" : "s");
    if (facts->subsidiary_count)
        str_add_format(proof, " and %zu subsidiar%s", facts->subsidiary_count,
                       facts->subsidiary_count == 1 ? "y" : "ies");
}

/* The places looked at that did not decide, each with the first whose it is. */
struct others {
    const struct standing_case *found;
    struct str seen; /* their codes, each between blanks */
    struct str *proof;
};

/* Begins to tell of another place; false when it decides or was told of. */
static bool other_begin(struct others *others, const char *code)
{
    struct str key = {0};
    bool is_new;
    str_add_format(&key, " %s ", code);
    is_new = !str_equal(code, others->found->place) && !strstr(str_text(&others->seen), str_text(&key));
    if (is_new) {
        str_add(others->proof, others->seen.length ? ", " : "  also looked at: ");
        str_add(&others->seen, str_text(&key));
        add_printable(others->proof, *code ? code : "not known");
        str_add(others->proof, " of ");
    }
    str_clear(&key);
    return is_new;
}

static void prove_others(const struct standing_case *found, struct str *proof)
{
    const struct standing_facts *facts = found->facts;
    struct others others = {.found = found, .proof = proof};
    if (other_begin(&others, facts->country ? facts->country : ""))
        str_add(proof, "the account");
    for (size_t i = 0; i < facts->contact_count; i++) {
        const char *country = facts->contacts[i].country;
        if (!str_blank(country) && other_begin(&others, country))
            add_person(proof, found, facts->contacts[i].id);
    }
    for (size_t i = 0; i < facts->subsidiary_count; i++) {
        const struct standing_subsidiary *subsidiary = &facts->subsidiaries[i];
        if (!other_begin(&others, subsidiary->country ? subsidiary->country : ""))
            continue;
        str_add(proof, "subsidiary ");
        add_printable(proof, subsidiary->number);
    }
    if (others.seen.length)
        str_add(proof, "\n");
    str_clear(&others.seen);
}

static void prove_place(const struct standing_case *found, struct str *proof)
{
    str_add(proof, "place: ");
    add_printable(proof, *found->place ? found->place : "not known");
    str_add(proof, ", of ");
    standing_case_add_place(found, proof);
    add_involved(found->facts, proof);
    str_add(proof, "\n");
    prove_others(found, proof);
    prove_rule(found, proof);
}

static void prove_text(const struct standing_case *found, const struct standing_notice *notice,
                       struct str *proof)
{
    str_add(proof, "  text ");
    if (str_blank(notice->text_version))
        str_add(proof, "without a version");
    else
        add_printable(proof, notice->text_version);
    if (!str_blank(notice->text_hash))
        str_add_format(proof, ", SHA-256 %.*s", HASH_SHOWN, notice->text_hash);
    else
        str_add(proof, ": not in the file");
    if (!str_blank(notice->defect)) {
        str_add(proof, "; defective: ");
        add_printable(proof, notice->defect);
    } else if (standing_case_is_defective(found, notice)) {
        str_add(proof, "; defective: what it said cannot be shown");
    } else if (str_blank(notice->text_hash)) {
        str_add(proof, " and not checked");
    } else {
        str_add(proof, ", checked");
    }
    str_add(proof, "\n");
}

/* Of the days that a notice and its text promise the larger number binds. */
static void prove_promise(const struct standing_notice *notice, struct str *proof)
{
    if (notice->days_listed > 0 && notice->days_in_text > 0 && notice->days_listed != notice->days_in_text)
        str_add_format(proof, "  promised %d days as it was recorded, %d by its text: the larger binds\n",
                       notice->days_listed, notice->days_in_text);
}

static void prove_delivery(const struct standing_case *found, const struct standing_notice *notice,
                           struct str *proof)
{
    const struct window_notice *window = &notice->window;
    str_add(proof, "  delivery: ");
    if (window->bounced)
        str_add(proof, delivery_title(notice->failed_as));
    else if (window->delivered != INSTANT_NONE)
        str_add(proof, "proved ");
    else
        str_add(proof, window->delayed ? "delayed" : "no proof");
    if ((window->bounced || (window->delayed && window->delivered == INSTANT_NONE)) &&
        notice->troubled != INSTANT_NONE) {
        str_add(proof, " ");
        add_when(proof, found, notice->troubled);
    }
    if (!window->bounced && window->delivered != INSTANT_NONE)
        add_when(proof, found, window->delivered);
    if (!window->bounced && window->delayed && window->delivered != INSTANT_NONE)
        str_add(proof, ", after a delay");
    if (notice->out_of_office)
        str_add(proof, ", out of office at the time");
    str_add(proof, "\n");
}

static void prove_notice(const struct standing_case *found, const struct standing_notice *notice,
                         struct str *proof)
{
    struct window_notice counted = notice->window;
    const struct rule *rule = standing_case_window_rule(found, notice);
    counted.place = standing_case_place(found, notice);
    str_add_format(proof, "notice %lld: to ", (long long)notice->id);
    add_person(proof, found, notice->contact);
    str_add_format(proof, " by %s, ", channel_title(counted.channel));
    add_when(proof, found, counted.sent);
    str_add(proof, ", in ");
    add_printable(proof, *counted.place ? counted.place : "a country not known");
    str_add(proof, "\n");
    prove_text(found, notice, proof);
    prove_promise(notice, proof);
    prove_delivery(found, notice, proof);
    if (standing_case_is_defective(found, notice) && !counted.bounced)
        str_add(proof, "  its window never opened; with its text in order it would be this\n");
    if (rule != found->rule)
        str_add_format(proof, "  counted by the rule for %s, which keeps the window open longer\n",
                       rule->code);
    window_prove(standing_case_window(found, notice), &counted, rule, found->facts->house, proof);
}

/* Tells of a window that is waited for though its notice failed. */
static void prove_waited(const struct standing_case *found, struct str *proof)
{
    if (!found->last || standing_case_until(found) != &found->waited)
        return;
    str_add(proof, "a notice that failed would have left time until ");
    add_weekday(proof, found->waited.last_day);
    str_add(proof, ": no window ends before that\n");
}

/* Appends what an objection comes to: in force, lifted, limited, not yet settled. */
static void prove_effect(const struct standing_case *found, const struct standing_objection *objection,
                         struct str *proof)
{
    if (objection->voice == VOICE_REPRESENTATIVE)
        str_add_format(proof, "; authority: %s", authority_title(objection->authority));
    if (objection->changed)
        str_add(proof, "; changed since it was read");
    if (objection->dispute && objection->dispute_open)
        str_add_format(proof, "; dispute %lld is open at level %s", (long long)objection->dispute,
                       level_title(objection->level));
    else if (objection->dispute)
        str_add_format(proof, "; dispute %lld ended: %s", (long long)objection->dispute,
                       outcome_title(objection->outcome));
    if (objection->ruling == RULING_OPT_OUT && standing_is_lifted(found->facts, objection))
        str_add(proof, "; lifted by a later consent");
}

static void prove_limit(const struct standing_case *found, const struct standing_limit *limit,
                        struct str *proof)
{
    if (!limit->categories && !limit->contact && !limit->partner_count)
        return;
    str_add(proof, "; limited to ");
    if (limit->categories)
        word_set_add(proof, &category_words, limit->categories, ", ", true);
    else
        str_add(proof, "every category");
    if (limit->contact) {
        str_add(proof, " of ");
        add_person(proof, found, limit->contact);
    }
    if (limit->partner_count && !str_blank(limit->partner_names)) {
        str_add(proof, ", to ");
        add_printable(proof, limit->partner_names);
    } else if (limit->partner_count) {
        str_add_format(proof, ", to %zu partner%s", limit->partner_count,
                       limit->partner_count == 1 ? "" : "s");
    }
}

/* Says whether what stands against the disclosure came within the window. */
static void prove_time(const struct standing_case *found, const struct standing_objection *objection,
                       struct str *proof)
{
    if (!found->last || objection->ruling == RULING_QUESTION || objection->ruling == RULING_NOT_OBJECTION)
        return;
    if (objection->received >= standing_case_window(found, found->last)->closes)
        str_add(proof, "; late: it counts from the day it came");
    else
        str_add(proof, "; in time");
}

static void prove_objection(const struct standing_case *found, const struct standing_objection *objection,
                            struct str *proof)
{
    if (objection->id)
        str_add_format(proof, "objection %lld: ", (long long)objection->id);
    else
        str_add(proof, "a post by a forum name of a contact: ");
    str_add_format(proof, "%s, by %s of ", ruling_title(objection->ruling), source_title(objection->source));
    add_when(proof, found, objection->received);
    str_add_format(proof, ", voice %s", voice_title(objection->voice));
    if (objection->contact) {
        str_add(proof, " (");
        add_person(proof, found, objection->contact);
        str_add(proof, ")");
    } else if (!str_blank(objection->representative_name)) {
        str_add(proof, " (");
        add_printable(proof, objection->representative_name);
        str_add(proof, ")");
    }
    prove_effect(found, objection, proof);
    prove_limit(found, &objection->limit, proof);
    prove_time(found, objection, proof);
    str_add(proof, "\n");
}

static void prove_consent(const struct standing_case *found, const struct standing_consent *consent,
                          struct str *proof)
{
    str_add_format(proof, "consent %lld: voice %s", (long long)consent->id, voice_title(consent->voice));
    if (consent->contact) {
        str_add(proof, " (");
        add_person(proof, found, consent->contact);
        str_add(proof, ")");
    }
    str_add(proof, ", ");
    add_when(proof, found, consent->received);
    str_add_format(proof, ", known by %s%s\n", identity_title(consent->identity),
                   consent->withdrawn          ? "; withdrawn"
                   : consent == found->consent ? "; newer than every objection"
                                               : "; does not stand for the account");
}

static void prove_hold(const struct standing_case *found, const struct standing_hold *hold, int64_t now,
                       struct str *proof)
{
    bool over = hold->expires != DAY_NONE && now >= zone_day_end(hold->expires, found->facts->house->zone);
    str_add_format(proof, "hold %lld: ", (long long)hold->id);
    add_printable(proof, hold->reason);
    if (hold->expires == DAY_NONE)
        str_add(proof, ", until lifted");
    else
        str_add(proof, ", until ");
    add_weekday(proof, hold->expires);
    str_add(proof, hold->lifted ? "; lifted\n" : over ? "; over\n" : "; in force\n");
}

/* A list for a person to tick: asked only where the standing comes to it. */
static void prove_conditions(const struct standing_case *found, struct str *proof)
{
    const struct standing_facts *facts = found->facts;
    unsigned required = found->required;
    if (!required || !found->last)
        return;
    str_add_format(proof, "conditions of notice %lld\n", (long long)found->last->id);
    for (size_t i = 0; i < condition_count; i++) {
        const struct standing_tick *tick = NULL;
        if (!(required & 1u << i))
            continue;
        for (size_t j = 0; j < facts->tick_count; j++) {
            if (facts->ticks[j].condition == (enum condition)i && facts->ticks[j].notice == found->last->id)
                tick = &facts->ticks[j];
        }
        str_add_format(proof, "  [%c] %s", tick ? 'x' : ' ', condition_title((enum condition)i));
        if (tick) {
            str_add(proof, ", ticked by ");
            add_printable(proof, tick->agent);
            str_add(proof, ", ");
            add_when(proof, found, tick->at);
        }
        str_add(proof, "\n");
    }
}

void standing_case_prove(const struct standing_case *found, int64_t now, struct str *proof)
{
    const struct standing_facts *facts = found->facts;
    prove_place(found, proof);
    for (size_t i = 0; i < facts->notice_count; i++)
        prove_notice(found, &facts->notices[i], proof);
    prove_waited(found, proof);
    for (size_t i = 0; i < facts->objection_count; i++)
        prove_objection(found, &facts->objections[i], proof);
    for (size_t i = 0; i < facts->consent_count; i++)
        prove_consent(found, &facts->consents[i], proof);
    for (size_t i = 0; i < facts->hold_count; i++)
        prove_hold(found, &facts->holds[i], now, proof);
    prove_conditions(found, proof);
}
