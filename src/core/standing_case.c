#include "config.h"
#include "core/standing_case.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "core/condition.h"

static const char *text_or_empty(const char *text)
{
    return text ? text : "";
}

const struct window *standing_case_window(const struct standing_case *found,
                                          const struct standing_notice *notice)
{
    return &found->windows[notice - found->facts->notices];
}

const struct window *standing_case_until(const struct standing_case *found)
{
    const struct window *window = standing_case_window(found, found->last);
    bool waits = found->waited.state == WINDOW_COUNTED && found->waited.closes > window->closes;
    return waits ? &found->waited : window;
}

const struct rule *standing_case_window_rule(const struct standing_case *found,
                                             const struct standing_notice *notice)
{
    return found->window_rules[notice - found->facts->notices];
}

/* A contact without a country is taken to be where its account is. */
const char *standing_case_place(const struct standing_case *found, const struct standing_notice *notice)
{
    const char *place = text_or_empty(notice->window.place);
    return *place ? place : text_or_empty(found->facts->country);
}

struct place {
    const char *code;
    const struct standing_contact *contact;
    const struct standing_subsidiary *subsidiary;
};

/* Of places that are equally strict the account's decides, then the first by the alphabet. */
static const struct rule *stricter_of(const struct standing_case *found, const struct rule *rule,
                                      const char *code)
{
    const struct rule *stricter = rule_stricter(found->rule, rule);
    bool is_account = !found->place_contact && !found->place_subsidiary;
    bool equal = stricter == found->rule && rule_stricter(rule, found->rule) == rule;
    return equal && !is_account && strcmp(code, found->place) < 0 ? rule : stricter;
}

static void place_consider(struct standing_case *found, const struct place *place, int day)
{
    const struct rule *rule = rule_find(found->facts->rules, place->code, day);
    const struct rule *stricter = stricter_of(found, rule, place->code);
    found->required |= condition_required(rule);
    if (stricter != found->rule) {
        found->place = place->code;
        found->place_contact = place->contact;
        found->place_subsidiary = place->subsidiary;
    }
    found->rule = stricter;
}

const struct standing_contact *standing_case_contact(const struct standing_case *found, int64_t id)
{
    const struct standing_facts *facts = found->facts;
    for (size_t i = 0; id && i < facts->contact_count; i++) {
        if (facts->contacts[i].id == id)
            return &facts->contacts[i];
    }
    return NULL;
}

/* Considers the account, the people and the subsidiaries as the rules were on a day. */
static void places_consider(struct standing_case *found, int day)
{
    const struct standing_facts *facts = found->facts;

    place_consider(found, &(struct place){.code = text_or_empty(facts->country)}, day);
    for (size_t i = 0; i < facts->contact_count; i++) {
        const struct standing_contact *contact = &facts->contacts[i];
        if (*text_or_empty(contact->country))
            place_consider(found, &(struct place){.code = contact->country, .contact = contact}, day);
    }
    for (size_t i = 0; i < facts->subsidiary_count; i++) {
        const struct standing_subsidiary *subsidiary = &facts->subsidiaries[i];
        place_consider(found,
                       &(struct place){.code = text_or_empty(subsidiary->country), .subsidiary = subsidiary},
                       day);
    }
}

/* Every place of a contact counts, also of one whose notice came back or who got none: the person is still
 * there, and goes out with the account. */
static void place_find(struct standing_case *found, int64_t now)
{
    const struct standing_facts *facts = found->facts;
    for (size_t i = 0; i < facts->notice_count; i++) {
        const struct standing_notice *notice = &facts->notices[i];
        const struct place place = {.code = standing_case_place(found, notice),
                                    .contact = standing_case_contact(found, notice->contact)};
        int sent = zone_day(notice->window.sent, facts->house->zone);
        places_consider(found, sent);
        place_consider(found, &place, sent);
    }
    if (!facts->notice_count)
        places_consider(found, zone_day(now, facts->house->zone));
}

/* Takes what another place involved makes of a notice: it may keep the window open longer or leave it without
 * an end, and never shortens it. The rule it was counted by already says nothing new. */
static void window_widen(const struct standing_case *found, const struct window_notice *notice,
                         const char *place, struct window *window, const struct rule **rule)
{
    int sent = zone_day(notice->sent, found->facts->house->zone);
    const struct rule *theirs = rule_find(found->facts->rules, place, sent);
    struct window other;
    if (theirs == *rule)
        return;
    window_count(notice, theirs, found->facts->house, &other);
    if (window->state != WINDOW_COUNTED ||
        (other.state != WINDOW_UNKNOWN && (other.state != WINDOW_COUNTED || other.closes <= window->closes)))
        return;
    *window = other;
    *rule = theirs;
}

/* Counts under the rule that governs, then under those of the other places involved. */
static void notice_count(const struct standing_case *found, const struct standing_notice *given, bool bounced,
                         struct window *window, const struct rule **rule)
{
    const struct standing_facts *facts = found->facts;
    struct window_notice notice = given->window;
    notice.place = standing_case_place(found, given);
    notice.bounced = bounced;
    *rule = found->rule;
    window_count(&notice, found->rule, facts->house, window);
    window_widen(found, &notice, text_or_empty(facts->country), window, rule);
    window_widen(found, &notice, notice.place, window, rule);
    for (size_t i = 0; i < facts->contact_count; i++) {
        if (*text_or_empty(facts->contacts[i].country))
            window_widen(found, &notice, facts->contacts[i].country, window, rule);
    }
    for (size_t i = 0; i < facts->subsidiary_count; i++)
        window_widen(found, &notice, text_or_empty(facts->subsidiaries[i].country), window, rule);
}

bool standing_case_is_defective(const struct standing_case *found, const struct standing_notice *notice)
{
    return *text_or_empty(notice->defect) || (found->facts->texts_kept && !*text_or_empty(notice->text_hash));
}

bool standing_told(const struct standing_facts *facts, enum standing value,
                   const struct standing_contact *contact)
{
    const struct standing_case found = {.facts = facts};
    bool told = value == STANDING_CONSENTED;

    for (size_t i = 0; i < facts->notice_count; i++) {
        const struct standing_notice *notice = &facts->notices[i];
        bool meant = notice->contact ? notice->contact == contact->id : contact->recorded <= notice->recorded;

        told = told || (meant && !notice->window.bounced && !standing_case_is_defective(&found, notice));
    }
    return told;
}

/* True for a notice that is counted and in order. */
static bool stands(const struct standing_case *found, size_t i)
{
    return found->windows[i].state == WINDOW_COUNTED &&
           !standing_case_is_defective(found, &found->facts->notices[i]);
}

/* Returns the instant at which it was known that a notice came to nothing; a delay that was made good is no
 * such news. */
static int64_t known_at(const struct standing_notice *notice)
{
    int64_t known = notice->window.sent;

    if (notice->troubled > known)
        known = notice->troubled;
    return notice->window.delivered > known ? notice->window.delivered : known;
}

/* Says whether a notice that did not fail was sent when it was known that another had. */
static bool is_sent_again(const struct standing_case *found, size_t j, size_t i)
{
    const struct standing_notice *notices = found->facts->notices;

    return found->windows[j].state != WINDOW_VOID && !standing_case_is_defective(found, &notices[j]) &&
           notices[j].window.sent > known_at(&notices[i]);
}

/* Says whether a notice that stands told the same contact, not earlier than one that failed. */
static bool told_the_same(const struct standing_case *found, size_t j, size_t i)
{
    const struct standing_notice *notices = found->facts->notices;

    return stands(found, j) && notices[j].contact == notices[i].contact &&
           notices[j].window.sent >= notices[i].window.sent;
}

/* Says whether a notice takes the place of one that is stuck or was not in order: a counted one to the same
 * contact sent later, or one sent when the trouble was known. */
static bool supersedes(const struct standing_case *found, size_t j, size_t i)
{
    const struct standing_notice *notices = found->facts->notices;
    int64_t sent = notices[i].window.sent, known = notices[i].troubled > sent ? notices[i].troubled : sent;

    return stands(found, j) &&
           notices[j].window.sent > (notices[j].contact == notices[i].contact ? sent : known);
}

/* Notes that no window ends before a failed notice's own would have, had it arrived: news of a bounce must
 * not end one earlier. */
static void wait_for(struct standing_case *found, const struct standing_notice *notice)
{
    struct window arrived;
    const struct rule *rule;

    if (standing_case_is_defective(found, notice))
        return;
    notice_count(found, notice, false, &arrived, &rule);
    if (arrived.state == WINDOW_COUNTED &&
        (found->waited.state != WINDOW_COUNTED || arrived.closes > found->waited.closes))
        found->waited = arrived;
}

/* What went out to others in the same batch tells a contact nothing. */
static bool failed_is_replaced(struct standing_case *found, size_t i)
{
    for (size_t j = 0; j < found->facts->notice_count; j++) {
        if (is_sent_again(found, j, i))
            return true;
    }
    for (size_t j = 0; j < found->facts->notice_count; j++) {
        if (told_the_same(found, j, i)) {
            wait_for(found, &found->facts->notices[i]);
            return true;
        }
    }
    return false;
}

static bool is_superseded(const struct standing_case *found, size_t i)
{
    for (size_t j = 0; j < found->facts->notice_count; j++) {
        if (supersedes(found, j, i))
            return true;
    }
    return false;
}

static void notice_read(struct standing_case *found, size_t i)
{
    const struct standing_notice *notice = &found->facts->notices[i];
    const struct window *window = &found->windows[i];

    if (stands(found, i)) {
        if (!found->last || window->closes >= standing_case_window(found, found->last)->closes)
            found->last = notice;
    } else if (window->state == WINDOW_VOID) {
        if (!failed_is_replaced(found, i))
            found->failed = notice;
    } else if (!is_superseded(found, i)) {
        if (standing_case_is_defective(found, notice))
            found->defective = notice;
        else
            found->stalled = notice;
    }
}

static void notices_read(struct standing_case *found)
{
    const struct standing_facts *facts = found->facts;
    if (!facts->notice_count)
        return;
    found->windows = mem_new_array(facts->notice_count, sizeof *found->windows);
    found->window_rules = mem_new_array(facts->notice_count, sizeof *found->window_rules);
    for (size_t i = 0; i < facts->notice_count; i++)
        notice_count(found, &facts->notices[i], facts->notices[i].window.bounced, &found->windows[i],
                     &found->window_rules[i]);
    for (size_t i = 0; i < facts->notice_count; i++)
        notice_read(found, i);
}

void standing_case_read(const struct standing_facts *facts, int64_t now, struct standing_case *found)
{
    *found = (struct standing_case){.facts = facts, .place = ""};
    place_find(found, now);
    notices_read(found);
    standing_case_read_voices(found);
}

void standing_case_clear(struct standing_case *found)
{
    free(found->windows);
    free(found->window_rules);
    *found = (struct standing_case){.place = ""};
}
