#include "config.h"
#include "core/standing_case.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"

static const char *text_or_empty(const char *text)
{
    return text ? text : "";
}

const struct window *standing_case_window(const struct standing_case *found,
                                          const struct standing_notice *notice)
{
    return &found->windows[notice - found->facts->notices];
}

/* A contact without a country is taken to be where its account is. */
const char *standing_case_place(const struct standing_case *found, const struct standing_notice *notice)
{
    const char *place = text_or_empty(notice->window.place);
    return *place ? place : text_or_empty(found->facts->country);
}

static void place_consider(struct standing_case *found, const char *place, int day)
{
    const struct rule *rule = rule_find(found->facts->rules, place, day);
    const struct rule *stricter = rule_stricter(found->rule, rule);
    if (stricter != found->rule)
        found->place = place;
    found->rule = stricter;
}

/* Every place of a contact counts, also of one whose notice came back or who got none: the person is still
 * there, and goes out with the account. */
static void place_find(struct standing_case *found, int64_t now)
{
    const struct standing_facts *facts = found->facts;
    const char *country = text_or_empty(facts->country);
    for (size_t i = 0; i < facts->notice_count; i++) {
        int sent = zone_day(facts->notices[i].window.sent, facts->house->zone);
        place_consider(found, country, sent);
        place_consider(found, standing_case_place(found, &facts->notices[i]), sent);
        for (size_t j = 0; j < facts->place_count; j++)
            place_consider(found, facts->places[j], sent);
    }
    if (!facts->notice_count)
        place_consider(found, country, zone_day(now, facts->house->zone));
}

/* Counts under the rule that governs; a rule of another place involved may keep the window open longer, never
 * shorten it. */
static void count_notice(const struct standing_case *found, size_t i)
{
    const struct standing_facts *facts = found->facts;
    struct window_notice notice = facts->notices[i].window;
    int sent = zone_day(notice.sent, facts->house->zone);
    struct window *window = &found->windows[i];
    notice.place = standing_case_place(found, &facts->notices[i]);
    window_count(&notice, found->rule, facts->house, window);
    if (window->state != WINDOW_COUNTED)
        return;
    const char *places[] = {text_or_empty(facts->country), notice.place};
    for (size_t j = 0; j < sizeof places / sizeof *places; j++) {
        struct window other;
        window_count(&notice, rule_find(facts->rules, places[j], sent), facts->house, &other);
        if (other.state == WINDOW_COUNTED && other.closes > window->closes)
            *window = other;
    }
}

/* Says whether another notice takes the place of one that failed or is stuck: one to the same contact, or one
 * sent when the trouble was known. What went out to others in the same batch tells this contact nothing. A
 * stuck one is replaced by a counted one sent later alone. */
static bool is_replaced(const struct standing_case *found, size_t i)
{
    const struct standing_notice *notices = found->facts->notices, *notice = &notices[i];
    bool failed = found->windows[i].state == WINDOW_VOID;
    int64_t sent = notice->window.sent, known = notice->troubled > sent ? notice->troubled : sent;

    for (size_t j = 0; j < found->facts->notice_count; j++) {
        enum window_state state = found->windows[j].state;
        bool stands = failed ? state != WINDOW_VOID : state == WINDOW_COUNTED;
        bool same = notices[j].contact == notice->contact;

        if (stands && ((same && (failed || notices[j].window.sent > sent)) || notices[j].window.sent > known))
            return true;
    }
    return false;
}

static void notices_read(struct standing_case *found)
{
    const struct standing_facts *facts = found->facts;
    if (!facts->notice_count)
        return;
    found->windows = mem_new_array(facts->notice_count, sizeof *found->windows);
    for (size_t i = 0; i < facts->notice_count; i++)
        count_notice(found, i);
    for (size_t i = 0; i < facts->notice_count; i++) {
        const struct standing_notice *notice = &facts->notices[i];
        const struct window *window = &found->windows[i];
        if (window->state != WINDOW_COUNTED) {
            if (!is_replaced(found, i))
                *(window->state == WINDOW_VOID ? &found->failed : &found->stalled) = notice;
        } else if (!found->last || window->closes > standing_case_window(found, found->last)->closes) {
            found->last = notice;
        }
    }
}

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

/* True for what a consent must be newer than. Questions, no objections, and disputes that the customer gave
 * up or settled are none. */
static bool is_against(const struct standing_objection *objection)
{
    return is_opt_out(objection) || is_disputed(objection) || resolved_as(objection, OUTCOME_UPHELD) ||
           is_unread(objection) || objection->ruling == RULING_THREAT;
}

static bool is_settled(const struct standing_objection *objection)
{
    return objection->voice != VOICE_REPRESENTATIVE || objection->authority;
}

static void take_newest(const struct standing_objection **slot, const struct standing_objection *objection)
{
    if (!*slot || objection->received >= (*slot)->received)
        *slot = objection;
}

static bool consent_stands(const struct standing_facts *facts)
{
    for (size_t i = 0; i < facts->objection_count; i++) {
        if (is_against(&facts->objections[i]) && facts->objections[i].received >= facts->consented)
            return false;
    }
    return facts->consented != INSTANT_NONE;
}

/* A consent that stands withdraws the opt-outs before it, and is the client's own word on what a
 * representative said for him; what nobody has read, a threat and an open dispute are for a person to close.
 */
static void objections_read(struct standing_case *found)
{
    const struct standing_facts *facts = found->facts;
    found->consent_stands = consent_stands(facts);
    for (size_t i = 0; i < facts->objection_count; i++) {
        const struct standing_objection *objection = &facts->objections[i];
        if (is_opt_out(objection) && !found->consent_stands)
            take_newest(is_settled(objection) ? &found->opt_out : &found->claim, objection);
        if (is_disputed(objection))
            take_newest(&found->dispute, objection);
        if (is_unread(objection))
            take_newest(&found->unread, objection);
        if (objection->ruling == RULING_THREAT)
            take_newest(&found->threat, objection);
    }
}

void standing_case_read(const struct standing_facts *facts, int64_t now, struct standing_case *found)
{
    *found = (struct standing_case){.facts = facts, .place = ""};
    place_find(found, now);
    notices_read(found);
    objections_read(found);
}

void standing_case_clear(struct standing_case *found)
{
    free(found->windows);
    *found = (struct standing_case){.place = ""};
}
