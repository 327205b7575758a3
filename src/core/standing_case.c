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

struct place {
    const char *code;
    const struct standing_contact *contact;
    const struct standing_subsidiary *subsidiary;
};

static void place_consider(struct standing_case *found, const struct place *place, int day)
{
    const struct rule *rule = rule_find(found->facts->rules, place->code, day);
    const struct rule *stricter = rule_stricter(found->rule, rule);
    if (stricter != found->rule) {
        found->place = place->code;
        found->place_contact = place->contact;
        found->place_subsidiary = place->subsidiary;
    }
    found->rule = stricter;
}

static const struct standing_contact *contact_find(const struct standing_facts *facts, int64_t id)
{
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
                                    .contact = contact_find(facts, notice->contact)};
        int sent = zone_day(notice->window.sent, facts->house->zone);
        places_consider(found, sent);
        place_consider(found, &place, sent);
    }
    if (!facts->notice_count)
        places_consider(found, zone_day(now, facts->house->zone));
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

bool standing_case_is_defective(const struct standing_case *found, const struct standing_notice *notice)
{
    return *text_or_empty(notice->defect) || (found->facts->texts_kept && !*text_or_empty(notice->text_hash));
}

/* True for a notice that is counted and in order. */
static bool stands(const struct standing_case *found, size_t i)
{
    return found->windows[i].state == WINDOW_COUNTED &&
           !standing_case_is_defective(found, &found->facts->notices[i]);
}

/* Says whether another notice takes the place of one that failed, is stuck or was not in order: one to the
 * same contact, or one sent when the trouble was known. What went out to others in the same batch tells this
 * contact nothing. A stuck or disordered one is replaced by a counted one sent later alone. */
static bool is_replaced(const struct standing_case *found, size_t i)
{
    const struct standing_notice *notices = found->facts->notices, *notice = &notices[i];
    bool failed = found->windows[i].state == WINDOW_VOID;
    int64_t sent = notice->window.sent, known = notice->troubled > sent ? notice->troubled : sent;

    for (size_t j = 0; j < found->facts->notice_count; j++) {
        bool there =
            failed ? found->windows[j].state != WINDOW_VOID && !standing_case_is_defective(found, &notices[j])
                   : stands(found, j);
        bool same = notices[j].contact == notice->contact;

        if (there && ((same && (failed || notices[j].window.sent > sent)) || notices[j].window.sent > known))
            return true;
    }
    return false;
}

static void notice_read(struct standing_case *found, size_t i)
{
    const struct standing_notice *notice = &found->facts->notices[i];
    const struct window *window = &found->windows[i];

    if (stands(found, i)) {
        if (!found->last || window->closes > standing_case_window(found, found->last)->closes)
            found->last = notice;
    } else if (!is_replaced(found, i)) {
        if (window->state == WINDOW_VOID)
            found->failed = notice;
        else if (standing_case_is_defective(found, notice))
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
    for (size_t i = 0; i < facts->notice_count; i++)
        count_notice(found, i);
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
    *found = (struct standing_case){.place = ""};
}
