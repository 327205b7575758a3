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

static bool partners_load(struct facts_walk *walk, int64_t limit, struct standing_limit *taken)
{
    struct statement statement;
    struct str names = {0};
    int64_t *partners = NULL;
    size_t capacity = 0;

    statement_begin(&statement, walk->store,
                    "SELECT l.partner, p.name FROM objection_limit_partner l"
                    " LEFT JOIN partner p ON p.id = l.partner WHERE l.limitation = :limit ORDER BY l.id",
                    walk->err);
    statement_bind_number(&statement, ":limit", limit);
    while (statement_row(&statement)) {
        mem_grow(partners, taken->partner_count, capacity);
        partners[taken->partner_count++] = statement_take_number(&statement);
        str_add_format(&names, "%s%s", names.length ? ", " : "", statement_take_borrowed(&statement));
    }
    taken->partner_names = facts_copy(walk, str_text(&names), names.length);
    str_clear(&names);
    if (partners) {
        mem_grow(walk->partners, walk->partner_lists, walk->partner_lists_held);
        walk->partners[walk->partner_lists++] = partners;
    }
    taken->partners = partners;
    return statement_end(&statement);
}

static void take_standing_objection(struct facts_walk *walk, struct statement *statement,
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
    objection->representative_name = facts_text(walk, statement);
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
/* clang-format off */
static const char objection_sql[] =
    "SELECT t.account, o.id, o.source, coalesce((SELECT voice" LAST_OF_RULING ", o.voice),"
    " coalesce((SELECT ruling" LAST_OF_RULING ", 'unread'),"
    " coalesce((SELECT speaker" LAST_LIMIT ", o.contact), o.received,"
    " o.precision = 'day' AND o.received < o.recorded,"
    " EXISTS (SELECT 1 FROM message_change c WHERE c.message = o.message AND c.kind = 'changed'"
    "   AND c.readings >= " READINGS_OF("o.message") "),"
    " " AUTHORITY_OF("o.id", "t.account") ", " REPRESENTATIVE_OF("o.id") ","
    " (SELECT n.name FROM representative n JOIN objection_representative x"
    "   ON x.representative = n.id WHERE x.objection = o.id), d.id,"
    " coalesce((SELECT level FROM escalation WHERE dispute = d.id"
    "   ORDER BY version DESC LIMIT 1), d.level, 'agent'),"
    " r.outcome, (SELECT id" LAST_LIMIT ", (SELECT categories" LAST_LIMIT ", (SELECT contact" LAST_LIMIT ","
    " coalesce((SELECT flags" LAST_OF_RULING ", o.flags)"
    " FROM objection_account t CROSS JOIN objection o ON o.id = t.objection"
    " LEFT JOIN dispute d ON d.id = (SELECT x.id FROM dispute x"
    "   LEFT JOIN resolution y ON y.dispute = x.id"
    "   WHERE x.objection = o.id ORDER BY y.id IS NOT NULL, x.id DESC LIMIT 1)"
    " LEFT JOIN resolution r ON r.dispute = d.id"
    " WHERE t.account BETWEEN :first AND :last AND +o.program = :program"
    " ORDER BY t.account, o.received, o.id";
/* clang-format on */

static void objection_take(struct facts_walk *walk, struct statement *statement)
{
    struct standing_facts *facts = walk->facts;
    struct standing_objection *objection;
    int64_t limit;

    mem_grow(walk->objections, facts->objection_count, walk->objections_held);
    objection = &walk->objections[facts->objection_count++];
    take_standing_objection(walk, statement, objection);
    limit = statement_take_number(statement);
    objection->limit.categories = (unsigned)statement_take_number(statement);
    objection->limit.contact = statement_take_number(statement);
    walk->holder->flags |= (unsigned)statement_take_number(statement);
    if (limit && !partners_load(walk, limit, &objection->limit))
        walk->failed = true;
}

const struct facts_source facts_objection = {.sql = objection_sql, .take = objection_take};

/* A post by a handle of one of the account's contacts speaks for it until a person has said otherwise: one
 * strong match is enough to hold (window-rules section 6). Read as an objection and tied to nobody, it holds
 * on. */
#define POSTS_OF(from)                                                                                       \
    "SELECT c.account, m.id, m.source, m.received FROM " from                                                \
    " WHERE c.account BETWEEN :first AND :last AND m.author_key <> ''"                                       \
    " AND +m.program = :program AND NOT m.staff"                                                             \
    " AND NOT EXISTS (SELECT 1 FROM objection o JOIN objection_account t ON t.objection = o.id"              \
    "   WHERE o.message = m.id)"                                                                             \
    " AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.message = m.id"                                        \
    "   AND r.version = " READINGS_OF("m.id") " AND (r.reading <> 'objection' OR r.not_identified))"         \
                                              " ORDER BY c.account, m.received, m.id"

/* Two contacts may have the one handle. */
static void post_take(struct facts_walk *walk, struct statement *statement)
{
    struct standing_facts *facts = walk->facts;
    struct standing_objection *objection;
    int64_t message = statement_take_number(statement);

    if (message == walk->post)
        return;
    walk->post = message;
    mem_grow(walk->objections, facts->objection_count, walk->objections_held);
    objection = &walk->objections[facts->objection_count++];
    memset(objection, 0, sizeof *objection);
    statement_take_word(statement, source, &objection->source);
    objection->received = statement_take_number(statement);
    objection->voice = VOICE_UNKNOWN;
    objection->ruling = RULING_UNREAD;
}

const struct facts_source facts_post = {
    .sql = POSTS_OF("message m CROSS JOIN contact_handle h ON h.key = m.author_key"
                    " CROSS JOIN contact c ON c.id = h.contact"),
    .few = POSTS_OF("contact c CROSS JOIN contact_handle h ON h.contact = c.id"
                    " CROSS JOIN message m ON m.author_key = h.key"),
    .any = "SELECT EXISTS (SELECT 1 FROM message m WHERE m.author_key <> '')",
    .take = post_take,
};

static const char consent_sql[] =
    "SELECT c.account, c.id, c.received, c.precision = 'day', c.voice, c.contact, c.representative,"
    " c.identity, w.id IS NOT NULL, w.recorded FROM consent c LEFT JOIN withdrawal w ON w.consent = c.id"
    " WHERE c.account BETWEEN :first AND :last AND c.program = :program"
    " ORDER BY c.account, c.received, c.id";

static void consent_take(struct facts_walk *walk, struct statement *statement)
{
    struct standing_facts *facts = walk->facts;
    struct standing_consent *consent;

    mem_grow(walk->consents, facts->consent_count, walk->consents_held);
    consent = &walk->consents[facts->consent_count++];
    memset(consent, 0, sizeof *consent);
    consent->id = statement_take_number(statement);
    consent->received = statement_take_number(statement);
    consent->day_only = statement_take_int(statement) != 0;
    statement_take_word(statement, voice, &consent->voice);
    consent->contact = statement_take_number(statement);
    consent->representative = statement_take_number(statement);
    statement_take_word(statement, identity, &consent->identity);
    consent->withdrawn = statement_take_int(statement) != 0;
    consent->ended = statement_take_number(statement);
}

const struct facts_source facts_consent = {.sql = consent_sql, .take = consent_take};

static const char hold_sql[] =
    "SELECT h.account, h.id, h.reason, h.expires, h.objection, l.id IS NOT NULL FROM hold h"
    " LEFT JOIN lift l ON l.hold = h.id WHERE h.account BETWEEN :first AND :last AND h.program = :program"
    " ORDER BY h.account, h.id";

static void hold_take(struct facts_walk *walk, struct statement *statement)
{
    struct standing_facts *facts = walk->facts;
    struct standing_hold *hold;

    mem_grow(walk->holds, facts->hold_count, walk->holds_held);
    hold = &walk->holds[facts->hold_count++];
    memset(hold, 0, sizeof *hold);
    hold->id = statement_take_number(statement);
    hold->reason = facts_text(walk, statement);
    hold->expires = statement_take_day(statement);
    hold->objection = statement_take_number(statement);
    hold->lifted = statement_take_int(statement) != 0;
}

const struct facts_source facts_hold = {.sql = hold_sql, .take = hold_take};

#define TICKS_OF(from)                                                                                       \
    "SELECT n.account, t.condition, t.notice, t.agent, t.recorded FROM " from                                \
    " WHERE n.account BETWEEN :first AND :last AND +n.program = :program AND t.ticked"                       \
    " AND t.version = (SELECT max(x.version) FROM condition_tick x WHERE x.notice = t.notice"                \
    "   AND x.condition = t.condition) ORDER BY n.account, t.recorded, t.id"

static void tick_take(struct facts_walk *walk, struct statement *statement)
{
    struct standing_facts *facts = walk->facts;
    struct standing_tick *tick;

    mem_grow(walk->ticks, facts->tick_count, walk->ticks_held);
    tick = &walk->ticks[facts->tick_count++];
    memset(tick, 0, sizeof *tick);
    statement_take_word(statement, condition, &tick->condition);
    tick->notice = statement_take_number(statement);
    tick->agent = facts_text(walk, statement);
    tick->at = statement_take_number(statement);
}

const struct facts_source facts_tick = {
    .sql = TICKS_OF("condition_tick t CROSS JOIN notice n ON n.id = t.notice"),
    .few = TICKS_OF("notice n CROSS JOIN condition_tick t ON t.notice = n.id"),
    .any = "SELECT EXISTS (SELECT 1 FROM condition_tick)",
    .take = tick_take,
};
