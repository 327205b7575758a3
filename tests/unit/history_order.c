#include "config.h"
#include "history.h"

#include <stdio.h>

#include "base/day.h"
#include "base/zone.h"
#include "core/condition.h"

/* Puts an array into another order. */
#define SHUFFLE(history, array, count)                                                                       \
    for (size_t left_ = (count); left_ > 1; left_--) {                                                       \
        size_t other_ = (size_t)history_pick(history, (int)left_);                                           \
        __typeof__(*(array)) kept_ = (array)[left_ - 1];                                                     \
        (array)[left_ - 1] = (array)[other_];                                                                \
        (array)[other_] = kept_;                                                                             \
    }

/* New numbers are the old ones, read backwards: what was recorded last was recorded first. */
static int64_t renumbered(int64_t id)
{
    return id ? 10000 - id : 0;
}

static void objections_renumber(struct history *history)
{
    for (size_t i = 0; i < history->facts.objection_count; i++) {
        struct standing_objection *objection = &history->objections[i];

        objection->id = renumbered(objection->id);
        objection->dispute = renumbered(objection->dispute);
        objection->contact = renumbered(objection->contact);
        objection->limit.contact = renumbered(objection->limit.contact);
    }
}

void history_shuffle(struct history *history)
{
    SHUFFLE(history, history->contacts, history->facts.contact_count)
    SHUFFLE(history, history->objections, history->facts.objection_count)
    SHUFFLE(history, history->consents, history->facts.consent_count)
    SHUFFLE(history, history->holds, history->facts.hold_count)
    objections_renumber(history);
    for (size_t i = 0; i < history->facts.contact_count; i++)
        history->contacts[i].id = renumbered(history->contacts[i].id);
    for (size_t i = 0; i < history->facts.notice_count; i++) {
        history->notices[i].id = renumbered(history->notices[i].id);
        history->notices[i].contact = renumbered(history->notices[i].contact);
    }
    for (size_t i = 0; i < history->facts.consent_count; i++) {
        history->consents[i].id = renumbered(history->consents[i].id);
        history->consents[i].contact = renumbered(history->consents[i].contact);
    }
    for (size_t i = 0; i < history->facts.hold_count; i++)
        history->holds[i].id = renumbered(history->holds[i].id);
    for (size_t i = 0; i < history->facts.tick_count; i++)
        history->ticks[i].notice = renumbered(history->ticks[i].notice);
}

static void tell_instant(struct str *out, int64_t instant)
{
    char text[32];

    str_add_format(out, "%s ",
                   instant == INSTANT_NONE
                       ? "some day"
                       : instant_format_local(instant, history_house.zone, text, sizeof text));
}

static void tell_notices(const struct history *history, struct str *out)
{
    for (size_t i = 0; i < history->facts.notice_count; i++) {
        const struct standing_notice *notice = &history->notices[i];
        const struct window_notice *window = &notice->window;

        tell_instant(out, window->sent);
        str_add_format(out, "notice %d by %s to %d in %s (%s), %d days", (int)notice->id,
                       channel_title(window->channel), (int)notice->contact, window->place, window->zone,
                       window->days);
        if (window->delayed || window->bounced) {
            str_add(out, window->delayed ? ", delayed " : ", failed ");
            tell_instant(out, notice->troubled);
        }
        if (window->delayed && window->bounced)
            str_add(out, "and failed");
        if (window->delivered != INSTANT_NONE) {
            str_add(out, ", delivered ");
            tell_instant(out, window->delivered);
        }
        str_add_format(out, ", text %s\n",
                       !*notice->text_hash ? "lost"
                       : *notice->defect   ? "defective"
                                           : "good");
    }
}

static void tell_limit(const struct standing_limit *limit, struct str *out)
{
    if (limit->categories)
        word_set_add(out, &category_words, limit->categories, " ", false);
    if (limit->contact)
        str_add_format(out, " about %d", (int)limit->contact);
    for (size_t i = 0; i < limit->partner_count; i++)
        str_add_format(out, " partner %d", (int)limit->partners[i]);
}

static void tell_objections(const struct history *history, struct str *out)
{
    for (size_t i = 0; i < history->facts.objection_count; i++) {
        const struct standing_objection *objection = &history->objections[i];

        tell_instant(out, objection->received);
        str_add_format(out, "%s by %s of %s %d%s", ruling_name(objection->ruling),
                       source_name(objection->source), voice_name(objection->voice), (int)objection->contact,
                       objection->changed ? ", changed since" : "");
        if (objection->voice == VOICE_REPRESENTATIVE)
            str_add_format(out, ", %d, authority %s", (int)objection->representative,
                           authority_name(objection->authority));
        if (objection->dispute)
            str_add_format(out, ", %s %s", objection->dispute_open ? "open at" : "ended",
                           objection->dispute_open ? level_name(objection->level)
                                                   : outcome_name(objection->outcome));
        str_add(out, ", only: ");
        tell_limit(&objection->limit, out);
        str_add(out, "\n");
    }
}

static void tell_acts(const struct history *history, struct str *out)
{
    for (size_t i = 0; i < history->facts.consent_count; i++) {
        const struct standing_consent *consent = &history->consents[i];

        tell_instant(out, consent->received);
        str_add_format(out, "consent of %s %d%s\n", voice_name(consent->voice),
                       (int)(consent->contact + consent->representative),
                       consent->withdrawn ? ", withdrawn" : "");
    }
    for (size_t i = 0; i < history->facts.hold_count; i++) {
        char text[16];

        str_add_format(out, "hold until %s: %s%s\n",
                       day_format_iso(history->holds[i].expires, text, sizeof text), history->holds[i].reason,
                       history->holds[i].lifted ? ", lifted" : "");
    }
    for (size_t i = 0; i < history->facts.tick_count; i++) {
        tell_instant(out, history->ticks[i].at);
        str_add_format(out, "%s ticks %s for %d\n", history->ticks[i].agent,
                       condition_name(history->ticks[i].condition), (int)history->ticks[i].notice);
    }
}

void history_tell(const struct history *history, struct str *out)
{
    str_add_format(out, "account in %s\n", history->facts.country);
    for (size_t i = 0; i < history->facts.contact_count; i++)
        str_add_format(out, "contact %d %s in %s\n", (int)history->contacts[i].id, history->contacts[i].name,
                       history->contacts[i].country);
    for (size_t i = 0; i < history->facts.subsidiary_count; i++)
        str_add_format(out, "subsidiary in %s\n", history->subsidiaries[i].country);
    str_add_format(out, "texts %skept\n", history->facts.texts_kept ? "" : "not ");
    tell_notices(history, out);
    tell_objections(history, out);
    tell_acts(history, out);
    str_add(out, "asked ");
    tell_instant(out, history->now);
    str_add(out, "\n");
}
