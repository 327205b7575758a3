#include "config.h"
#include "history.h"

#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"

/* The months: from 11 March 2014. */
enum { FIRST_DAY = 16140, DAYS = 50, LATEST = 130 };

const struct window_house history_house = {.country = "US",
                                           .zone = "America/New_York",
                                           .email_allowance = 0,
                                           .home_post_days = 4,
                                           .foreign_post_days = 14};
const int64_t history_partners[3] = {1, 2, 3};

static const struct {
    const char *code;
    enum regime regime;
    int days;
    enum rule_anchor anchor;
    enum rule_days kind;
    const char *confidence;
} rules[] = {
    {"US", REGIME_OPT_OUT, 30, RULE_ANCHOR_SENT, RULE_DAYS_CALENDAR, "medium"},
    {"US-FL", REGIME_OPT_OUT, 30, RULE_ANCHOR_SENT, RULE_DAYS_CALENDAR, "low"},
    {"BR", REGIME_OPT_OUT, 45, RULE_ANCHOR_UNSAID, RULE_DAYS_CALENDAR, "high"},
    {"NZ", REGIME_OPT_OUT, -1, RULE_ANCHOR_UNSAID, RULE_DAYS_CALENDAR, "high"},
    {"ES", REGIME_OPT_OUT_CONDITIONAL, 30, RULE_ANCHOR_RECEIVED, RULE_DAYS_BUSINESS, "medium"},
    {"MX", REGIME_OPT_OUT_CONDITIONAL, 5, RULE_ANCHOR_RECEIVED, RULE_DAYS_BUSINESS, "medium"},
    {"JP", REGIME_OPT_OUT_CONDITIONAL, -1, RULE_ANCHOR_UNSAID, RULE_DAYS_CALENDAR, "medium"},
    {"SG", REGIME_OPT_OUT_CONDITIONAL, -1, RULE_ANCHOR_RECEIVED, RULE_DAYS_CALENDAR, "low"},
    {"DE", REGIME_OPT_IN, -1, RULE_ANCHOR_UNSAID, RULE_DAYS_CALENDAR, "high"},
    {"KW", REGIME_HOLD, -1, RULE_ANCHOR_UNSAID, RULE_DAYS_CALENDAR, "low"},
};

/* Mostly where silence may count, else nothing would ever go. */
static const char *const countries[] = {"US", "US", "US", "US", "US", "US", "US", "US", "US-FL", "BR",
                                        "NZ", "ES", "ES", "MX", "JP", "SG", "DE", "KW", "FR",    ""};
static const char *const zones[] = {"America/New_York", "America/New_York", "Europe/Berlin",
                                    "Pacific/Kiritimati", ""};
static const char *const names[] = {"Ana", "Bo", "Cy", "Di", "Ed"};
static const char *const agents[] = {"dana", "lee", "kim"};

#define COUNT(array)        ((int)(sizeof(array) / sizeof *(array)))
#define PICK(history, list) ((list)[history_pick(history, COUNT(list))])

void history_rules(struct rule_book *book)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        rule_book_add(book, (struct rule){.code = mem_text(rules[i].code),
                                          .name = mem_text(rules[i].code),
                                          .regime = rules[i].regime,
                                          .window_days = rules[i].days,
                                          .anchor = rules[i].anchor,
                                          .day_kind = rules[i].kind,
                                          .honour_within = -1,
                                          .from = DAY_NONE,
                                          .to = DAY_NONE,
                                          .confidence = mem_text(rules[i].confidence)});
    rule_book_sort(book);
}

int history_pick(struct history *history, int count)
{
    history->dice = history->dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((history->dice >> 33) % (uint64_t)count);
}

int64_t history_instant(struct history *history)
{
    int day = FIRST_DAY + history_pick(history, DAYS);

    return zone_instant(day, history_pick(history, 4) ? 12 : history_pick(history, 24), 0,
                        history_house.zone);
}

static int64_t contact_of(struct history *history)
{
    size_t count = history->facts.contact_count;

    return count ? history->contacts[history_pick(history, (int)count)].id : 0;
}

void history_add_contact(struct history *history, const char *country)
{
    size_t i = history->facts.contact_count++;

    history->contacts[i] =
        (struct standing_contact){.id = (int64_t)i + 101, .name = names[i], .country = country};
}

/* What became of a notice, mostly nothing. */
static void deliver(struct history *history, struct standing_notice *notice)
{
    int64_t later = notice->window.sent + history_pick(history, 20) * INT64_C(86400) + 3600;

    switch (history_pick(history, 12)) {
    case 0:
        notice->window.delayed = true;
        notice->troubled = later;
        if (history_pick(history, 2))
            notice->window.delivered = later + 7200;
        break;
    case 1:
        notice->window.bounced = true;
        notice->failed_as = history_pick(history, 2) ? DELIVERY_BOUNCED : DELIVERY_LEFT;
        notice->troubled = history_pick(history, 4) ? later : INSTANT_NONE;
        break;
    case 2:
    case 3:
        notice->window.delivered = later;
        break;
    default:
        break;
    }
}

static void notify(struct history *history)
{
    size_t count = history->facts.notice_count++, i = count;
    struct standing_notice notice = {
        .id = (int64_t)count + 201,
        .contact = history_pick(history, 4) ? contact_of(history) : 0,
        .troubled = INSTANT_NONE,
        .text_version = "1",
        .text_hash = history_pick(history, 20) ? "8c6f" : "",
        .defect = history_pick(history, 20) ? "" : "it is not dated",
        .window = {.sent = history_instant(history) + (int64_t)count * 60,
                   .channel = (enum channel)history_pick(history, channel_count),
                   .days = history_pick(history, 5) ? 30 : history_pick(history, 60) - 1,
                   .delivered = INSTANT_NONE,
                   .place = "",
                   .zone = PICK(history, zones)}};

    for (size_t j = 0; notice.contact && j < history->facts.contact_count; j++) {
        if (history->contacts[j].id == notice.contact)
            notice.window.place = history->contacts[j].country;
    }
    deliver(history, &notice);
    for (; i && history->notices[i - 1].window.sent > notice.window.sent; i--)
        history->notices[i] = history->notices[i - 1];
    history->notices[i] = notice;
}

static void limit(struct history *history, struct standing_limit *limit)
{
    if (history_pick(history, 2))
        limit->categories = 1u << history_pick(history, category_count);
    if (!history_pick(history, 3))
        limit->contact = contact_of(history);
    if (history_pick(history, 2)) {
        limit->partners = &history_partners[history_pick(history, 2)];
        limit->partner_count = 1 + (size_t)history_pick(history, 2);
    }
}

void history_add_objection(struct history *history)
{
    size_t i = history->facts.objection_count++;
    struct standing_objection *objection = &history->objections[i];

    *objection =
        (struct standing_objection){.id = (int64_t)i + 301,
                                    .source = (enum source)history_pick(history, source_count),
                                    .voice = (enum voice)history_pick(history, voice_count),
                                    .ruling = (enum ruling)history_pick(history, ruling_count),
                                    .received = history_instant(history),
                                    .changed = !history_pick(history, 12),
                                    .authority = (enum authority)history_pick(history, authority_count)};
    if (objection->voice == VOICE_CONTACT)
        objection->contact = contact_of(history);
    if (objection->voice == VOICE_REPRESENTATIVE)
        objection->representative = history_pick(history, 3);
    if (!history_pick(history, 3))
        limit(history, &objection->limit);
    if (objection->ruling == RULING_DISPUTE && history_pick(history, 5)) {
        objection->dispute = objection->id + 100;
        objection->dispute_open = !history_pick(history, 3);
        objection->level = (enum level)history_pick(history, level_count);
        objection->outcome = (enum outcome)history_pick(history, outcome_count);
    }
}

static void consent(struct history *history)
{
    size_t i = history->facts.consent_count++;
    struct standing_consent *consent = &history->consents[i];

    *consent = (struct standing_consent){.id = (int64_t)i + 501,
                                         .received = history_instant(history),
                                         .voice = (enum voice)history_pick(history, voice_count),
                                         .withdrawn = !history_pick(history, 4)};
    if (consent->voice == VOICE_CONTACT)
        consent->contact = contact_of(history);
    if (consent->voice == VOICE_REPRESENTATIVE)
        consent->representative = history_pick(history, 3);
}

void history_add_hold(struct history *history)
{
    size_t i = history->facts.hold_count++;

    history->holds[i] = (struct standing_hold){
        .id = (int64_t)i + 601,
        .reason = history_pick(history, 2) ? "merger" : "court order",
        .expires = history_pick(history, 3) ? FIRST_DAY + history_pick(history, 2 * DAYS) : DAY_NONE,
        .lifted = !history_pick(history, 3)};
}

static void tick_insert(struct history *history, struct standing_tick tick)
{
    size_t i = history->facts.tick_count++;

    for (; i && history->ticks[i - 1].at > tick.at; i--)
        history->ticks[i] = history->ticks[i - 1];
    history->ticks[i] = tick;
}

/* Ticks for one notice, as many as are asked for or one less, the last most often by somebody else. */
static void tick(struct history *history)
{
    int64_t notice = history->notices[history_pick(history, (int)history->facts.notice_count)].id;
    int64_t at = history_instant(history);
    int skipped = history_pick(history, 2) ? -1 : history_pick(history, condition_count);
    const char *agent = PICK(history, agents);

    for (int i = 0; i < (int)condition_count; i++) {
        bool other = i == CONDITION_AGREED || !history_pick(history, 9);
        struct standing_tick tick = {.condition = (enum condition)i,
                                     .notice = notice,
                                     .agent = other ? PICK(history, agents) : agent,
                                     .at = at + i * 60 + (int64_t)history->facts.tick_count};

        if (i != skipped)
            tick_insert(history, tick);
    }
}

/* The arrays lie in the history itself. */
static void settle(struct history *history, const struct rule_book *book)
{
    history->facts.house = &history_house;
    history->facts.rules = book;
    history->facts.contacts = history->contacts;
    history->facts.subsidiaries = history->subsidiaries;
    history->facts.notices = history->notices;
    history->facts.objections = history->objections;
    history->facts.consents = history->consents;
    history->facts.holds = history->holds;
    history->facts.ticks = history->ticks;
}

void history_copy(struct history *copy, const struct history *history)
{
    *copy = *history;
    settle(copy, history->facts.rules);
}

void history_invent(struct history *history, const struct rule_book *book)
{
    const uint64_t dice = history->dice;

    *history = (struct history){.dice = dice};
    settle(history, book);
    history->facts.country = PICK(history, countries);
    history->facts.texts_kept = !history_pick(history, 3);
    for (int i = history_pick(history, 4); i > 0; i--)
        history_add_contact(history, history_pick(history, 3) ? "US" : PICK(history, countries));
    if (!history_pick(history, 6))
        history->subsidiaries[history->facts.subsidiary_count++] =
            (struct standing_subsidiary){.id = 701, .number = "A-7", .country = PICK(history, countries)};
    for (int i = history_pick(history, 10) ? 1 + history_pick(history, 3) : 0; i > 0; i--)
        notify(history);
    for (int i = history_pick(history, 2) ? history_pick(history, 4) : 0; i > 0; i--)
        history_add_objection(history);
    for (int i = history_pick(history, 2) ? history_pick(history, 4) : 0; i > 0; i--)
        consent(history);
    for (int i = history_pick(history, 2) ? 0 : history_pick(history, 3); i > 0; i--)
        history_add_hold(history);
    for (int i = history->facts.notice_count ? history_pick(history, 3) : 0; i > 0; i--)
        tick(history);
    history->now = zone_instant(FIRST_DAY + history_pick(history, LATEST), history_pick(history, 24), 0,
                                history_house.zone);
}
