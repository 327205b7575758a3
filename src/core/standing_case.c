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

/* Every place that a notice went to counts, also where the notice came back: the person is still there. */
static void place_find(struct standing_case *found, int64_t now)
{
    const struct standing_facts *facts = found->facts;
    const char *country = text_or_empty(facts->country);
    for (size_t i = 0; i < facts->notice_count; i++) {
        int sent = zone_day(facts->notices[i].window.sent, facts->house->zone);
        place_consider(found, country, sent);
        place_consider(found, standing_case_place(found, &facts->notices[i]), sent);
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

/* Returns the instant at which the newest notice that stands (of the counted alone, if counted) was sent. */
static int64_t newest_sent(const struct standing_case *found, bool counted)
{
    int64_t newest = INSTANT_NONE;
    for (size_t i = 0; i < found->facts->notice_count; i++) {
        enum window_state state = found->windows[i].state;
        int64_t sent = found->facts->notices[i].window.sent;
        if (state != WINDOW_VOID && (!counted || state == WINDOW_COUNTED) && sent > newest)
            newest = sent;
    }
    return newest;
}

static bool reached_otherwise(const struct standing_case *found, size_t bounced)
{
    const struct standing_notice *notices = found->facts->notices;
    for (size_t i = 0; i < found->facts->notice_count; i++) {
        if (found->windows[i].state != WINDOW_VOID && notices[i].contact == notices[bounced].contact)
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
    int64_t newest = newest_sent(found, false), newest_counted = newest_sent(found, true);
    for (size_t i = 0; i < facts->notice_count; i++) {
        const struct standing_notice *notice = &facts->notices[i];
        const struct window *window = &found->windows[i];
        if (window->state == WINDOW_VOID) {
            if (newest <= notice->window.sent && !reached_otherwise(found, i))
                found->failed = notice;
        } else if (window->state != WINDOW_COUNTED) {
            if (newest_counted <= notice->window.sent)
                found->stalled = notice;
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

/* True for what a consent must be newer than. Questions, no objections, and disputes that the customer gave
 * up or settled are none. */
static bool is_against(const struct standing_objection *objection)
{
    return is_opt_out(objection) || is_disputed(objection) || resolved_as(objection, OUTCOME_UPHELD) ||
           objection->ruling == RULING_UNREAD || objection->ruling == RULING_THREAT;
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
        if (objection->ruling == RULING_UNREAD)
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
