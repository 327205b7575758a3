/* Who the account and its people are, and what was sent to them. */
#include "config.h"
#include "store/facts.h"

#include <string.h>

#include "base/mem.h"
#include "base/zone.h"

static void account_take(struct facts_walk *walk, struct statement *statement)
{
    walk->facts->country = facts_text(walk, statement);
    walk->zone = facts_text(walk, statement);
}

const struct facts_source facts_account = {
    .sql = "SELECT a.id, a.country, a.zone FROM account a WHERE a.id BETWEEN :first AND :last ORDER BY a.id",
    .take = account_take,
};

/* The people of the account, notified or not: their data would go out with the account's. */
static void contact_take(struct facts_walk *walk, struct statement *statement)
{
    struct standing_facts *facts = walk->facts;
    struct standing_contact *contact;

    mem_grow(walk->contacts, facts->contact_count, walk->contacts_held);
    mem_grow(walk->zones, facts->contact_count, walk->zones_held);
    contact = &walk->contacts[facts->contact_count];
    contact->id = statement_take_number(statement);
    contact->name = facts_text(walk, statement);
    contact->country = facts_text(walk, statement);
    contact->recorded = statement_take_number(statement);
    walk->zones[facts->contact_count++] = facts_text(walk, statement);
}

const struct facts_source facts_contact = {
    .sql = "SELECT c.account, c.id, c.name, c.country, c.recorded, c.zone FROM contact c"
           " WHERE c.account BETWEEN :first AND :last ORDER BY c.account, c.id",
    .take = contact_take,
};

static void delivery_keep(struct facts_walk *walk, const struct facts_delivery *delivery)
{
    mem_grow(walk->deliveries, walk->delivery_count, walk->deliveries_held);
    walk->deliveries[walk->delivery_count++] = *delivery;
}

static bool is_arrival(enum delivery outcome)
{
    return outcome == DELIVERY_DELIVERED || outcome == DELIVERY_ACKNOWLEDGED ||
           outcome == DELIVERY_OUT_OF_OFFICE;
}

static bool is_failure(enum delivery outcome)
{
    return outcome == DELIVERY_BOUNCED || outcome == DELIVERY_RETURNED || outcome == DELIVERY_LEFT;
}

/* A delivery before a delay that was reported later proves nothing while there is one after it. */
static void arrival_find(const struct facts_walk *walk, struct standing_notice *notice)
{
    int64_t delayed = INSTANT_NONE, after = INSTANT_NONE, latest = INSTANT_NONE;

    for (size_t i = 0; i < walk->delivery_count; i++) {
        const struct facts_delivery *delivery = &walk->deliveries[i];

        if (delivery->outcome == DELIVERY_DELAYED && delivery->at > delayed)
            delayed = delivery->at;
    }
    for (size_t i = 0; i < walk->delivery_count; i++) {
        int64_t at = walk->deliveries[i].at;

        if (!is_arrival(walk->deliveries[i].outcome))
            continue;
        if (at >= delayed && (after == INSTANT_NONE || at < after))
            after = at;
        if (at > latest)
            latest = at;
    }
    notice->window.delivered = after != INSTANT_NONE ? after : latest;
}

/* Of several failures the first is told. */
static void trouble_find(const struct facts_walk *walk, struct standing_notice *notice)
{
    const struct facts_delivery *first = NULL;

    notice->troubled = INSTANT_NONE;
    for (size_t i = 0; i < walk->delivery_count; i++) {
        const struct facts_delivery *delivery = &walk->deliveries[i];
        bool failed = is_failure(delivery->outcome), delayed = delivery->outcome == DELIVERY_DELAYED;

        notice->out_of_office = notice->out_of_office || delivery->outcome == DELIVERY_OUT_OF_OFFICE;
        notice->window.delayed = notice->window.delayed || delayed;
        if ((failed || delayed) && (notice->troubled == INSTANT_NONE || delivery->at < notice->troubled))
            notice->troubled = delivery->at;
        if (failed &&
            (!first || delivery->at < first->at || (delivery->at == first->at && delivery->id < first->id)))
            first = delivery;
    }
    notice->window.bounced = first != NULL;
    if (first)
        notice->failed_as = first->outcome;
}

/* Once all is read that became of the last notice. */
static void notice_end(struct facts_walk *walk)
{
    if (!walk->facts->notice_count)
        return;
    arrival_find(walk, &walk->notices[walk->facts->notice_count - 1]);
    trouble_find(walk, &walk->notices[walk->facts->notice_count - 1]);
}

/* The place is the contact's where known, else the account's; so is the zone, unless the contact is
 * elsewhere. */
static void place_set(const struct facts_walk *walk, struct standing_notice *notice)
{
    const struct standing_facts *facts = walk->facts;
    const char *country = "", *zone = "";

    for (size_t i = 0; notice->contact && i < facts->contact_count; i++) {
        if (walk->contacts[i].id != notice->contact)
            continue;
        country = walk->contacts[i].country;
        zone = walk->zones[i];
    }
    notice->window.place = *country ? country : facts->country;
    if (!*zone && (!*country || strcmp(country, facts->country) == 0))
        zone = walk->zone;
    notice->window.zone = zone;
}

static void standing_notice_take(struct facts_walk *walk, struct statement *statement,
                                 struct standing_notice *notice)
{
    bool none;

    notice->contact = statement_take_number(statement);
    notice->recorded = statement_take_number(statement);
    notice->window.sent = statement_take_number(statement);
    statement_take_word(statement, channel, &notice->window.channel);
    none = statement_next_is_null(statement);
    notice->window.days = statement_take_int(statement);
    if (none)
        notice->window.days = -1;
    notice->text_version = facts_text(walk, statement);
    place_set(walk, notice);
    facts_allowances_set(walk, notice);
    if (!facts_version_set(walk, notice))
        walk->failed = true;
}

/* A row is a notice with one thing that became of it. */
static void notice_take(struct facts_walk *walk, struct statement *statement)
{
    struct standing_facts *facts = walk->facts;
    int64_t id = statement_take_number(statement);
    struct facts_delivery delivery = {.id = statement_take_number(statement)};

    if (delivery.id)
        statement_take_word(statement, delivery, &delivery.outcome);
    else
        statement_take_number(statement);
    delivery.at = statement_take_number(statement);
    if (!facts->notice_count || walk->notices[facts->notice_count - 1].id != id) {
        notice_end(walk);
        walk->delivery_count = 0;
        mem_grow(walk->notices, facts->notice_count, walk->notices_held);
        memset(&walk->notices[facts->notice_count], 0, sizeof *walk->notices);
        walk->notices[facts->notice_count].id = id;
        standing_notice_take(walk, statement, &walk->notices[facts->notice_count++]);
    }
    if (delivery.id)
        delivery_keep(walk, &delivery);
}

const struct facts_source facts_notice = {
    .sql = "SELECT n.account, n.id, d.id, d.outcome, d.at, n.contact, n.recorded, n.sent, n.channel, n.days,"
           " n.text_version FROM notice n LEFT JOIN delivery d ON d.notice = n.id"
           " WHERE n.account BETWEEN :first AND :last AND +n.program = :program"
           " ORDER BY n.account, n.program, n.sent, n.id",
    .take = notice_take,
    .end = notice_end,
};

static void below_take(struct facts_walk *walk, struct statement *statement)
{
    struct standing_facts *facts = walk->facts;
    struct standing_subsidiary *subsidiary;

    mem_grow(walk->subsidiary, facts->subsidiary_count, walk->subsidiary_held);
    subsidiary = &walk->subsidiary[facts->subsidiary_count++];
    subsidiary->id = statement_take_number(statement);
    subsidiary->number = facts_text(walk, statement);
    subsidiary->country = facts_text(walk, statement);
}

/* Through the whole chain of parents. */
const struct facts_source facts_below = {
    .few = "WITH RECURSIVE below(id, number, country) AS ("
           " SELECT b.id, b.number, b.country FROM account a JOIN account b ON b.parent = a.number"
           "   COLLATE NOCASE AND b.parent <> '' WHERE a.id = :first AND b.id <> a.id"
           " UNION SELECT b.id, b.number, b.country FROM below x JOIN account b"
           "   ON b.parent = x.number COLLATE NOCASE AND b.parent <> '')"
           " SELECT :last, id, number, country FROM below WHERE id <> :first ORDER BY id",
    .any = "SELECT EXISTS (SELECT 1 FROM account a WHERE a.parent <> '')",
    .take = below_take,
};
