/* What was said for an account, decided of it, held and ticked. */
#include "config.h"
#include "store/facts.h"

#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "store/authority_sql.h"

#define LAST_OF_RULING       " FROM ruling WHERE objection = o.id ORDER BY version DESC LIMIT 1)"
#define LAST_LIMIT           " FROM objection_limit WHERE objection = o.id ORDER BY version DESC LIMIT 1)"
#define READINGS_OF(message) "(SELECT count(*) FROM reading r WHERE r.message = " message ")"

static bool partners_load(struct facts_load *load, int64_t limit, struct standing_limit *taken)
{
    struct facts_memory *memory = load->memory;
    struct statement statement;
    struct str names = {0};
    int64_t *partners = NULL;
    size_t capacity = 0;

    statement_begin(&statement, load->store,
                    "SELECT l.partner, p.name FROM objection_limit_partner l"
                    " LEFT JOIN partner p ON p.id = l.partner WHERE l.limitation = :limit ORDER BY l.id",
                    load->err);
    statement_bind_number(&statement, ":limit", limit);
    while (statement_row(&statement)) {
        mem_grow(partners, taken->partner_count, capacity);
        partners[taken->partner_count++] = statement_take_number(&statement);
        str_add_format(&names, "%s%s", names.length ? ", " : "", facts_text(memory, &statement));
    }
    taken->partner_names = facts_keep(memory, &names);
    if (partners) {
        mem_grow(memory->partners, memory->partner_lists, memory->partner_lists_held);
        memory->partners[memory->partner_lists++] = partners;
    }
    taken->partners = partners;
    return statement_end(&statement);
}

static void take_standing_objection(struct statement *statement, struct facts_memory *memory,
                                    struct standing_objection *objection)
{
    memset(objection, 0, sizeof *objection);
    objection->id = statement_take_number(statement);
    statement_take_word(statement, source, &objection->source);
    statement_take_word(statement, voice, &objection->voice);
    statement_take_word(statement, ruling, &objection->ruling);
    objection->contact = statement_take_number(statement);
    objection->received = statement_take_number(statement);
    objection->day_only = statement_take_int(statement) != 0;
    objection->changed = statement_take_int(statement) != 0;
    statement_take_word(statement, authority, &objection->authority);
    objection->representative = statement_take_number(statement);
    objection->representative_name = facts_text(memory, statement);
    objection->dispute = statement_take_number(statement);
    statement_take_word(statement, level, &objection->level);
    objection->dispute_open = objection->dispute && statement_next_is_null(statement);
    if (statement_next_is_null(statement))
        statement_take_int(statement);
    else
        statement_take_word(statement, outcome, &objection->outcome);
}

/* Of several disputes an open one counts, else the newest. What was written down without a time as it came
 * had come by then. */
#define OBJECTIONS                                                                                           \
    "SELECT o.id, o.source, coalesce((SELECT voice" LAST_OF_RULING ", o.voice),"                             \
    " coalesce((SELECT ruling" LAST_OF_RULING ", 'unread'),"                                                 \
    " coalesce((SELECT speaker" LAST_LIMIT ", o.contact), o.received,"                                       \
    " o.precision = 'day' AND o.received < o.recorded,"                                                      \
    " EXISTS (SELECT 1 FROM message_change c WHERE c.message = o.message AND c.kind = 'changed'"             \
    " AND c.readings >= " READINGS_OF(                                                                       \
        "o.message") "),"                                                                                    \
                     " " AUTHORITY_OF("o.id", "t.account") ", " REPRESENTATIVE_OF(                           \
                         "o.id") ","                                                                         \
                                 " (SELECT n.name FROM representative n JOIN objection_representative x"     \
                                 "   ON x.representative = n.id WHERE x.objection = o.id), d.id,"            \
                                 " coalesce((SELECT level FROM escalation WHERE dispute = d.id"              \
                                 "   ORDER BY version DESC LIMIT 1), d.level, 'agent'),"                     \
                                 " r.outcome, (SELECT id" LAST_LIMIT ", (SELECT categories" LAST_LIMIT       \
                                 ", (SELECT contact" LAST_LIMIT                                              \
                                 " FROM objection_account t JOIN objection o ON o.id = t.objection"          \
                                 " LEFT JOIN dispute d ON d.id = (SELECT x.id FROM dispute x"                \
                                 "   LEFT JOIN resolution y ON y.dispute = x.id"                             \
                                 "   WHERE x.objection = o.id ORDER BY y.id IS NOT NULL, x.id "              \
                                 "DESC LIMIT 1)"                                                             \
                                 " LEFT JOIN resolution r ON r.dispute = d.id"                               \
                                 " WHERE t.account = :account AND o.program = :program"                      \
                                 " ORDER BY o.received, o.id"

static bool load_objections(struct facts_load *load)
{
    struct standing_facts *facts = load->facts;
    struct statement statement;
    bool ok = true;

    facts_begin(load, &statement, OBJECTIONS);
    while (ok && statement_row(&statement)) {
        struct standing_objection *objection;
        int64_t limit;

        mem_grow(load->memory->objections, facts->objection_count, load->memory->objections_held);
        objection = &load->memory->objections[facts->objection_count++];
        take_standing_objection(&statement, load->memory, objection);
        limit = statement_take_number(&statement);
        objection->limit.categories = (unsigned)statement_take_number(&statement);
        objection->limit.contact = statement_take_number(&statement);
        ok = !limit || partners_load(load, limit, &objection->limit);
    }
    facts->objections = load->memory->objections;
    return statement_end(&statement) && ok;
}

/* A post by a handle of one of the account's contacts speaks for it until a person has said otherwise: one
 * strong match is enough to hold (window-rules section 6). Read as an objection and tied to nobody, it holds
 * on. */
static bool load_unclaimed(struct facts_load *load)
{
    struct standing_facts *facts = load->facts;
    struct statement statement;

    facts_begin(
        load, &statement,
        "SELECT m.source, m.received FROM message m WHERE m.author_key IN"
        "   (SELECT h.key FROM contact c JOIN contact_handle h ON h.contact = c.id"
        "     WHERE c.account = :account AND h.key <> '')"
        " AND m.program = :program AND NOT m.staff"
        " AND NOT EXISTS (SELECT 1 FROM objection o JOIN objection_account t ON t.objection = o.id"
        "   WHERE o.message = m.id)"
        " AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.message = m.id"
        "   AND r.version = " READINGS_OF("m.id") " AND (r.reading <> 'objection' OR r.not_identified))"
                                                  " ORDER BY m.received, m.id");
    while (statement_row(&statement)) {
        struct standing_objection *objection;

        mem_grow(load->memory->objections, facts->objection_count, load->memory->objections_held);
        objection = &load->memory->objections[facts->objection_count++];
        memset(objection, 0, sizeof *objection);
        statement_take_word(&statement, source, &objection->source);
        objection->received = statement_take_number(&statement);
        objection->voice = VOICE_UNKNOWN;
        objection->ruling = RULING_UNREAD;
    }
    facts->objections = load->memory->objections;
    return statement_end(&statement);
}

static bool load_consents(struct facts_load *load)
{
    struct standing_facts *facts = load->facts;
    struct statement statement;

    facts_begin(
        load, &statement,
        "SELECT c.id, c.received, c.precision = 'day', c.voice, c.contact, c.representative, c.identity,"
        " w.id IS NOT NULL, w.recorded FROM consent c"
        " LEFT JOIN withdrawal w ON w.consent = c.id"
        " WHERE c.account = :account AND c.program = :program"
        " ORDER BY c.received, c.id");
    while (statement_row(&statement)) {
        struct standing_consent *consent;

        mem_grow(load->memory->consents, facts->consent_count, load->memory->consents_held);
        consent = &load->memory->consents[facts->consent_count++];
        consent->id = statement_take_number(&statement);
        consent->received = statement_take_number(&statement);
        consent->day_only = statement_take_int(&statement) != 0;
        statement_take_word(&statement, voice, &consent->voice);
        consent->contact = statement_take_number(&statement);
        consent->representative = statement_take_number(&statement);
        statement_take_word(&statement, identity, &consent->identity);
        consent->withdrawn = statement_take_int(&statement) != 0;
        consent->ended = statement_take_number(&statement);
    }
    facts->consents = load->memory->consents;
    return statement_end(&statement);
}

static bool load_holds(struct facts_load *load)
{
    struct standing_facts *facts = load->facts;
    struct statement statement;

    facts_begin(load, &statement,
                "SELECT h.id, h.reason, h.expires, h.objection, l.id IS NOT NULL FROM hold h"
                " LEFT JOIN lift l ON l.hold = h.id"
                " WHERE h.account = :account AND h.program = :program ORDER BY h.id");
    while (statement_row(&statement)) {
        struct standing_hold *hold;

        mem_grow(load->memory->holds, facts->hold_count, load->memory->holds_held);
        hold = &load->memory->holds[facts->hold_count++];
        memset(hold, 0, sizeof *hold);
        hold->id = statement_take_number(&statement);
        hold->reason = facts_text(load->memory, &statement);
        hold->expires = statement_take_day(&statement);
        hold->objection = statement_take_number(&statement);
        hold->lifted = statement_take_int(&statement) != 0;
    }
    facts->holds = load->memory->holds;
    return statement_end(&statement);
}

static bool load_ticks(struct facts_load *load)
{
    struct standing_facts *facts = load->facts;
    struct statement statement;

    facts_begin(load, &statement,
                "SELECT t.condition, t.notice, t.agent, t.recorded FROM notice n"
                " JOIN condition_tick t ON t.notice = n.id WHERE n.account = :account"
                " AND n.program = :program AND t.ticked AND t.version = (SELECT max(x.version)"
                "   FROM condition_tick x WHERE x.notice = t.notice AND x.condition = t.condition"
                "   ) ORDER BY t.recorded, t.id");
    while (statement_row(&statement)) {
        struct standing_tick *tick;

        mem_grow(load->memory->ticks, facts->tick_count, load->memory->ticks_held);
        tick = &load->memory->ticks[facts->tick_count++];
        statement_take_word(&statement, condition, &tick->condition);
        tick->notice = statement_take_number(&statement);
        tick->agent = facts_text(load->memory, &statement);
        tick->at = statement_take_number(&statement);
    }
    facts->ticks = load->memory->ticks;
    return statement_end(&statement);
}

bool facts_load_said(struct facts_load *load)
{
    return load_objections(load) && load_unclaimed(load) && load_consents(load) && load_holds(load) &&
           load_ticks(load);
}
