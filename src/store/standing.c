#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/nouns.h"

/* What a holder owns. */
struct facts_memory {
    struct standing_notice *notices;
    struct standing_objection *objections;
    struct standing_hold *holds;
    struct standing_contact *contacts;
    size_t notices_held, objections_held, holds_held, contacts_held;
    char **texts;
    size_t text_count, text_capacity;
};

static const char *memory_text(struct facts_memory *memory, struct statement *statement)
{
    mem_grow(memory->texts, memory->text_count, memory->text_capacity);
    return memory->texts[memory->text_count++] = statement_take_text(statement);
}

void store_facts_clear(struct store_facts *holder)
{
    struct facts_memory *memory = holder->memory;
    size_t i;

    if (memory) {
        for (i = 0; i < memory->text_count; i++)
            free(memory->texts[i]);
        free(memory->texts);
        free(memory->notices);
        free(memory->objections);
        free(memory->holds);
        free(memory->contacts);
        free(memory);
    }
    memset(holder, 0, sizeof *holder);
}

static void take_standing_notice(struct statement *statement, struct facts_memory *memory,
                                 struct standing_notice *notice)
{
    bool none;

    memset(notice, 0, sizeof *notice);
    notice->id = statement_take_number(statement);
    notice->contact = statement_take_number(statement);
    notice->window.sent = statement_take_number(statement);
    statement_take_word(statement, channel, &notice->window.channel);
    none = statement_next_is_null(statement);
    notice->window.days = statement_take_int(statement);
    if (none)
        notice->window.days = -1;
    notice->window.delivered = statement_take_instant(statement);
    notice->window.delayed = statement_take_int(statement) != 0;
    notice->window.bounced = statement_take_int(statement) != 0;
    notice->troubled = statement_take_instant(statement);
    if (statement_next_is_null(statement))
        statement_take_int(statement);
    else
        statement_take_word(statement, delivery, &notice->failed_as);
    notice->out_of_office = statement_take_int(statement) != 0;
    notice->text_version = memory_text(memory, statement);
    notice->text_hash = notice->defect = "";
    notice->window.place = memory_text(memory, statement);
    notice->window.zone = memory_text(memory, statement);
}

#define ARRIVED "('delivered', 'acknowledged', 'out_of_office')"
#define FAILED  "('bounced', 'returned', 'left')"

static bool load_notices(struct store *store, int64_t program, int64_t account, int64_t until,
                         struct facts_memory *memory, struct standing_facts *facts, struct err *err)
{
    struct statement statement;

    /* The place is the contact's where known, else the account's; so is the zone, unless the contact is
     * elsewhere. A delivery before a delay that was reported later proves nothing while there is one after
     * it. */
    statement_begin(
        &statement, store,
        "SELECT n.id, n.contact, n.sent, n.channel, n.days,"
        " coalesce(min(CASE WHEN d.outcome IN " ARRIVED " AND d.at >= coalesce((SELECT "
        "max(x.at)"
        "   FROM delivery x WHERE x.notice = n.id AND x.outcome = 'delayed' AND x.at <= :until), d.at) THEN "
        "d.at"
        "   END), max(CASE WHEN d.outcome IN " ARRIVED " THEN d.at END)),"
        " coalesce(max(d.outcome = 'delayed'), 0), coalesce(max(d.outcome IN " FAILED "), 0),"
        " min(CASE WHEN d.outcome = 'delayed' OR d.outcome IN " FAILED " THEN d.at END),"
        " (SELECT x.outcome FROM delivery x WHERE x.notice = n.id AND x.outcome IN " FAILED
        "   AND x.at <= :until ORDER BY x.at, x.id LIMIT 1),"
        " coalesce(max(d.outcome = 'out_of_office'), 0), n.text_version,"
        " coalesce(nullif(c.country, ''), a.country),"
        " coalesce(nullif(c.zone, ''), CASE WHEN coalesce(c.country, '') IN ('', a.country) THEN a.zone ELSE "
        "'' END)"
        " FROM notice n JOIN account a ON a.id = n.account LEFT JOIN contact c ON c.id = n.contact"
        " LEFT JOIN delivery d ON d.notice = n.id AND d.at <= :until"
        " WHERE n.account = :account AND n.program = :program AND n.sent <= :until GROUP BY n.id ORDER BY "
        "n.sent, n.id",
        err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":program", program);
    statement_bind_number(&statement, ":until", until);
    while (statement_row(&statement)) {
        mem_grow(memory->notices, facts->notice_count, memory->notices_held);
        take_standing_notice(&statement, memory, &memory->notices[facts->notice_count++]);
    }
    facts->notices = memory->notices;
    return statement_end(&statement);
}

#define LAST_OF_RULING " FROM ruling WHERE objection = o.id AND at <= :until ORDER BY version DESC LIMIT 1)"

static void take_standing_objection(struct statement *statement, struct standing_objection *objection)
{
    memset(objection, 0, sizeof *objection);
    objection->id = statement_take_number(statement);
    statement_take_word(statement, source, &objection->source);
    statement_take_word(statement, voice, &objection->voice);
    statement_take_word(statement, ruling, &objection->ruling);
    objection->received = statement_take_number(statement);
    objection->changed = statement_take_int(statement) != 0;
    objection->authority = statement_take_int(statement) ? AUTHORITY_PROVEN : AUTHORITY_ASSERTED;
    objection->dispute = statement_take_number(statement);
    statement_take_word(statement, level, &objection->level);
    objection->dispute_open = objection->dispute && statement_next_is_null(statement);
    if (statement_next_is_null(statement))
        statement_take_int(statement);
    else
        statement_take_word(statement, outcome, &objection->outcome);
}

static bool load_objections(struct store *store, int64_t program, int64_t account, int64_t until,
                            struct facts_memory *memory, struct standing_facts *facts, struct err *err)
{
    struct statement statement;

    /* A change of its text has no instant of its own: the journal's says whether it was known by then. Of
     * several disputes an open one counts, else the newest. Authority is proved when the duty to get it was
     * marked done by hand for this account, or for all of the objection's. */
    statement_begin(
        &statement, store,
        "SELECT o.id, o.source,"
        " coalesce((SELECT voice" LAST_OF_RULING ", o.voice),"
        " coalesce((SELECT ruling" LAST_OF_RULING ", 'unread'), o.received,"
        " EXISTS (SELECT 1 FROM message_change c WHERE c.message = o.message AND c.kind = 'changed' AND "
        "c.readings >="
        "   (SELECT count(*) FROM journal j WHERE j.message = o.message AND j.fact = 'reading' AND j.at <= "
        ":until))"
        " AND EXISTS (SELECT 1 FROM journal j WHERE j.message = o.message AND j.fact = 'message_change'"
        "   AND j.at <= :until),"
        " EXISTS (SELECT 1 FROM duty y JOIN journal j ON j.sequence = y.discharge WHERE y.objection = o.id"
        "   AND y.kind = 'authority' AND j.fact = 'done' AND j.at <= :until"
        "   AND (y.account IS NULL OR y.account = t.account)),"
        " d.id,"
        " coalesce((SELECT level FROM escalation WHERE dispute = d.id AND at <= :until"
        "   ORDER BY version DESC LIMIT 1), d.level, 'agent'),"
        " r.outcome"
        " FROM objection_account t JOIN objection o ON o.id = t.objection"
        " LEFT JOIN dispute d ON d.id = (SELECT x.id FROM dispute x"
        "   LEFT JOIN resolution y ON y.dispute = x.id AND y.at <= :until"
        "   WHERE x.objection = o.id AND x.opened <= :until ORDER BY y.id IS NOT NULL, x.id DESC LIMIT 1)"
        " LEFT JOIN resolution r ON r.dispute = d.id AND r.at <= :until"
        " WHERE t.account = :account AND o.program = :program AND o.received <= :until"
        " ORDER BY o.received, o.id",
        err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":program", program);
    statement_bind_number(&statement, ":until", until);
    while (statement_row(&statement)) {
        mem_grow(memory->objections, facts->objection_count, memory->objections_held);
        take_standing_objection(&statement, &memory->objections[facts->objection_count++]);
    }
    facts->objections = memory->objections;
    return statement_end(&statement);
}

/* A post by a handle of one of the account's contacts speaks for it until a person has said otherwise: one
 * strong match is enough to hold (window-rules section 6). Read as an objection and tied to nobody, it holds
 * on. */
static bool load_unclaimed(struct store *store, int64_t program, int64_t account, int64_t until,
                           struct facts_memory *memory, struct standing_facts *facts, struct err *err)
{
    struct statement statement;

    statement_begin(
        &statement, store,
        "SELECT m.id, m.source, m.received FROM message m WHERE m.author_key IN"
        "   (SELECT h.key FROM contact c JOIN contact_handle h ON h.contact = c.id"
        "     WHERE c.account = :account AND h.key <> '')"
        " AND m.program = :program AND NOT m.staff AND m.received <= :until"
        " AND NOT EXISTS (SELECT 1 FROM objection o JOIN objection_account t ON t.objection = o.id"
        "   WHERE o.message = m.id)"
        " AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.message = m.id AND r.version ="
        "   (SELECT count(*) FROM journal j WHERE j.message = m.id AND j.fact = 'reading' AND j.at <= :until)"
        "   AND (r.reading <> 'objection' OR r.not_identified))"
        " ORDER BY m.received, m.id",
        err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":program", program);
    statement_bind_number(&statement, ":until", until);
    while (statement_row(&statement)) {
        struct standing_objection *objection;

        mem_grow(memory->objections, facts->objection_count, memory->objections_held);
        objection = &memory->objections[facts->objection_count++];
        memset(objection, 0, sizeof *objection);
        statement_take_number(&statement);
        statement_take_word(&statement, source, &objection->source);
        objection->received = statement_take_number(&statement);
        objection->voice = VOICE_UNKNOWN;
        objection->ruling = RULING_UNREAD;
    }
    facts->objections = memory->objections;
    return statement_end(&statement);
}

static bool load_holds(struct store *store, int64_t program, int64_t account, int64_t until,
                       struct facts_memory *memory, struct standing_facts *facts, struct err *err)
{
    struct statement statement;

    statement_begin(
        &statement, store,
        "SELECT h.id, h.reason, h.expires, l.id IS NOT NULL FROM hold h LEFT JOIN lift l ON l.hold = h.id"
        " AND l.at <= :until"
        " WHERE h.account = :account AND h.program = :program AND h.at <= :until ORDER BY h.id",
        err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":program", program);
    statement_bind_number(&statement, ":until", until);
    while (statement_row(&statement)) {
        struct standing_hold *hold;

        mem_grow(memory->holds, facts->hold_count, memory->holds_held);
        hold = &memory->holds[facts->hold_count++];
        hold->id = statement_take_number(&statement);
        hold->reason = memory_text(memory, &statement);
        hold->expires = statement_take_day(&statement);
        hold->lifted = statement_take_int(&statement) != 0;
    }
    facts->holds = memory->holds;
    return statement_end(&statement);
}

/* The people of the account, notified or not: their data would go out with the account's. */
static bool load_contacts(struct store *store, int64_t account, struct facts_memory *memory,
                          struct standing_facts *facts, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "SELECT id, name, country FROM contact WHERE account = :account ORDER BY id", err);
    statement_bind_number(&statement, ":account", account);
    while (statement_row(&statement)) {
        struct standing_contact *contact;

        mem_grow(memory->contacts, facts->contact_count, memory->contacts_held);
        contact = &memory->contacts[facts->contact_count++];
        contact->id = statement_take_number(&statement);
        contact->name = memory_text(memory, &statement);
        contact->country = memory_text(memory, &statement);
    }
    facts->contacts = memory->contacts;
    return statement_end(&statement);
}

bool store_facts_load(struct store *store, int64_t program, int64_t account, int64_t until,
                      struct store_facts *holder, struct err *err)
{
    struct facts_memory *memory = mem_new(sizeof *memory);
    struct standing_facts *facts = &holder->facts;
    struct statement statement;

    memset(holder, 0, sizeof *holder);
    holder->memory = memory;
    facts->country = "";
    statement_begin(&statement, store, "SELECT country FROM account WHERE id = :account", err);
    statement_bind_number(&statement, ":account", account);
    if (statement_row(&statement))
        facts->country = memory_text(memory, &statement);
    if (statement_end(&statement) && load_contacts(store, account, memory, facts, err) &&
        load_notices(store, program, account, until, memory, facts, err) &&
        load_objections(store, program, account, until, memory, facts, err) &&
        load_unclaimed(store, program, account, until, memory, facts, err) &&
        load_holds(store, program, account, until, memory, facts, err))
        return true;
    store_facts_clear(holder);
    return false;
}

/* Collects the risk flags of the account's objections, those ruled to be none left out. */
static bool flags_in_force(struct store *store, int64_t program, int64_t account, unsigned *flags,
                           struct err *err)
{
    struct statement statement;

    *flags = 0;
    statement_begin(&statement, store,
                    "SELECT o.flags FROM objection_account t JOIN objection_now o ON o.id = t.objection"
                    " WHERE t.account = :account AND o.program = :program",
                    err);
    statement_bind_number(&statement, ":account", account);
    statement_bind_number(&statement, ":program", program);
    while (statement_row(&statement))
        *flags |= (unsigned)statement_take_number(&statement);
    return statement_end(&statement);
}

/* Where the course ends early its last phase stands in every column after it, from no instant. */
static void bind_phase(struct statement *statement, size_t i, const struct standing_phase *phase, bool there)
{
    static const char *const from[] = {NULL, ":closes", ":settles"},
                             *const value[] = {":before", ":after", ":settled"},
                             *const reason[] = {":reason_before", ":reason_after", ":reason_settled"};

    if (from[i])
        statement_bind_instant(statement, from[i], there ? phase->from : INSTANT_NONE);
    statement_bind_text(statement, value[i], standing_name(phase->value));
    statement_bind_text(statement, reason[i], str_text(&phase->reason));
}

bool store_standing_save(struct store *store, int64_t program, int64_t account,
                         const struct standing_result *result, struct err *err)
{
    struct statement statement;
    unsigned flags;

    if ((!store->aside && !store_need_write(store, err)) ||
        !flags_in_force(store, program, account, &flags, err))
        return false;
    statement_begin(
        &statement, store,
        "INSERT OR REPLACE INTO standing(program, account, before, after, settled, closes, settles,"
        " zone, last_day, sent_day, place, regime, reason_before, reason_after, reason_settled,"
        " flags) VALUES(:program, :account, :before, :after, :settled, :closes, :settles, :zone,"
        " :last_day, :sent_day, :place, :regime, :reason_before, :reason_after, :reason_settled,"
        " :flags)",
        err);
    statement_bind_number(&statement, ":program", program);
    statement_bind_number(&statement, ":account", account);
    for (size_t i = 0; i < STANDING_PHASES; i++)
        bind_phase(&statement, i, &result->course[i < result->phases ? i : result->phases - 1],
                   i < result->phases);
    statement_bind_text(&statement, ":zone", result->has_window ? result->window.zone : "");
    statement_bind_day(&statement, ":last_day", result->has_window ? result->window.last_day : DAY_NONE);
    statement_bind_day(&statement, ":sent_day", result->sent_day);
    statement_bind_text(&statement, ":place", result->place);
    statement_bind_text(&statement, ":regime", result->rule ? regime_name(result->rule->regime) : "");
    statement_bind_number(&statement, ":flags", flags);
    return statement_run(&statement);
}

bool store_standing_aside(struct store *store, struct err *err)
{
    struct statement statement;

    /* A temporary table hides the one of the same name in the file from every statement of this connection.
     */
    statement_begin(&statement, store, "CREATE TEMP TABLE standing AS SELECT * FROM main.standing WHERE 0",
                    err);
    if (!statement_run(&statement))
        return false;
    statement_begin(&statement, store, "CREATE UNIQUE INDEX temp.standing_key ON standing(program, account)",
                    err);
    store->aside = statement_run(&statement);
    return store->aside;
}

bool store_standing_lost(struct store *store, bool *lost, struct err *err)
{
    struct statement statement;

    *lost = false;
    statement_begin(&statement, store,
                    "SELECT EXISTS(SELECT 1 FROM account) AND NOT EXISTS(SELECT 1 FROM standing)", err);
    if (statement_row(&statement))
        *lost = statement_take_int(&statement) != 0;
    return statement_end(&statement);
}

static void take_phase(struct statement *statement, struct store_standing *standing)
{
    struct standing_phase *phase = &standing->course[standing->phases];
    char *reason;

    phase->from = standing->phases ? statement_take_instant(statement) : INSTANT_NONE;
    statement_take_word(statement, standing, &phase->value);
    reason = statement_take_text(statement);
    if (!standing->phases || phase->from != INSTANT_NONE) {
        str_add(&phase->reason, reason);
        standing->phases++;
    }
    free(reason);
}

bool store_standing_get(struct store *store, int64_t program, int64_t account,
                        struct store_standing *standing, struct err *err)
{
    struct statement statement;

    memset(standing, 0, sizeof *standing);
    statement_begin(&statement, store,
                    "SELECT last_day, before, reason_before, closes, after, reason_after, settles, settled,"
                    " reason_settled FROM standing WHERE program = :program AND account = :account",
                    err);
    statement_bind_number(&statement, ":program", program);
    statement_bind_number(&statement, ":account", account);
    if (statement_row(&statement)) {
        standing->found = true;
        standing->last_day = statement_take_day(&statement);
        for (size_t i = 0; i < STANDING_PHASES; i++)
            take_phase(&statement, standing);
    }
    return statement_end(&statement);
}

void store_standing_clear(struct store_standing *standing)
{
    for (size_t i = 0; i < STANDING_PHASES; i++)
        str_clear(&standing->course[i].reason);
    memset(standing, 0, sizeof *standing);
}
