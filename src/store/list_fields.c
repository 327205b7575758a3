/* The lists in SQL, a row for each field. In all of them: a is the account, s its standing in the program, o
 * the objection, m the message, d the duty or dispute. */
#include "config.h"
#include "store/list_inside.h"

#include <string.h>

/* Accounts an objection is tied to: the first, how many, their numbers, their companies. */
#define TIED_FIRST                                                                                           \
    "(SELECT t.account FROM objection_account t WHERE t.objection = o.id ORDER BY t.id LIMIT 1)"
#define TIED_COUNT "(SELECT count(*) FROM objection_account t WHERE t.objection = o.id)"
#define TIED_ALL(column)                                                                                     \
    "(SELECT group_concat(" column                                                                           \
    ", ' ') FROM objection_account t JOIN account b ON b.id = t.account WHERE t.objection = o.id)"
#define TIED_ONE "CASE " TIED_COUNT " WHEN 1 THEN a.id END"
#define SPEAKER  "coalesce(nullif(m.author, ''), nullif(m.role, ''), 'post ' || m.position)"
#define TIED_NAME                                                                                            \
    "CASE WHEN a.id IS NULL AND m.staff THEN " SPEAKER " || ' (ours)'"                                       \
    " WHEN a.id IS NULL THEN coalesce(" SPEAKER " || ' ', '') || '(not identified)'"                         \
    " WHEN " TIED_COUNT " > 1 THEN a.company || ' +' || (" TIED_COUNT " - 1) ELSE a.company END"
#define TIED_NAMES     "coalesce(" TIED_ALL("b.company") ", a.company, m.author)"
#define NEWEST_DISPUTE "(SELECT max(x.id) FROM dispute x WHERE x.objection = o.id)"

#define STANDING_NOW                                                                                         \
    "CASE WHEN a.id IS NULL THEN NULL WHEN s.account IS NULL THEN 'unnotified'"                              \
    " WHEN s.closes <= :now THEN s.after ELSE s.before END"
#define REASON_NOW                                                                                           \
    "CASE WHEN s.account IS NULL THEN 'no notice was sent' WHEN s.closes <= :now THEN s.reason_after ELSE "  \
    "s.reason_before END"
#define PLACE         "coalesce(nullif(s.place, ''), nullif(a.country, ''), '?')"
#define DAYS_LEFT     "days_left(s.last_day, s.zone, :now)"
#define JOIN_STANDING " LEFT JOIN standing s ON s.program = :program AND s.account = a.id"

/* Bare words: the account's own words and its contacts', or a part of its number or name; then objection and
 * message. */
#define WORD_ACCOUNT "a.id IN (SELECT account FROM v$) OR instr(a.folded, :k$) > 0"
#define WORD_TIED                                                                                            \
    "EXISTS (SELECT 1 FROM objection_account t JOIN account b ON b.id = t.account WHERE t.objection = o.id"  \
    " AND (b.id IN (SELECT account FROM v$) OR instr(b.folded, :k$) > 0))"
#define WORD_SAID "o.id IN (SELECT id FROM w$ WHERE noun = 3) OR m.id IN (SELECT id FROM w$ WHERE noun = 2)"

/* The same words anywhere inside, for scripts without blanks. */
#define BODY_NOW                                                                                             \
    "coalesce((SELECT c.body FROM message_change c WHERE c.message = m.id AND c.body IS NOT NULL"            \
    " ORDER BY c.id DESC LIMIT 1), m.body)"
#define INSIDE_SAID                                                                                          \
    "folded_has(o.words, :t$) OR folded_has(m.author || ' ' || m.subject || ' ' || " BODY_NOW ", :t$)"
#define INSIDE_CONTACT "a.id IN (SELECT c.account FROM contact c WHERE instr(c.name_key, :t$) > 0)"

static const struct list_field queue_fields[field_count] = {
    [FIELD_ID] = {"d.id", NULL, NULL},
    [FIELD_DUE] = {"d.due", "d.due", NULL},
    [FIELD_DUTY] = {"duty_words(d.kind, d.source)", NULL, NULL},
    [FIELD_NUMBER] = {"CASE WHEN d.account IS NULL THEN " TIED_ALL("b.number") " ELSE a.number END", NULL,
                      NULL},
    [FIELD_ACCOUNT] = {"CASE WHEN d.account IS NULL THEN " TIED_NAME " ELSE a.company END", NULL,
                       "CASE WHEN d.account IS NULL THEN " TIED_NAMES " ELSE a.company END"},
    [FIELD_PLACE] = {PLACE, NULL, NULL},
    [FIELD_STANDING] = {STANDING_NOW, NULL, NULL},
    [FIELD_LEFT] = {DAYS_LEFT, NULL, NULL},
    [FIELD_OWNER] = {"d.owner", NULL, NULL},
    [FIELD_LEVEL] = {"d.level", NULL, NULL},
    [FIELD_KIND] = {"d.kind", NULL, NULL},
    [FIELD_SOURCE] = {"d.source", NULL, NULL},
    [FIELD_FLAG] =
        {"coalesce(s.flags, 0) | coalesce(o.flags, CASE WHEN d.kind = 'read' THEN m.suggested_flags END, 0)",
         NULL, NULL},
    [FIELD_NOTICE] = {"s.sent_day", NULL, NULL},
    [FIELD_LAST_DAY] = {"s.last_day", NULL, NULL},
    [FIELD_REASON] = {"d.reason", NULL, NULL},
};

static const struct list_field accounts_fields[field_count] = {
    [FIELD_NUMBER] = {"a.number", "a.number_key", NULL},
    [FIELD_COMPANY] = {"a.company", "a.company_key", NULL},
    [FIELD_PLACE] = {PLACE, NULL, NULL},
    [FIELD_COUNTRY] = {"a.country", NULL, NULL},
    [FIELD_STANDING] = {STANDING_NOW, NULL, NULL},
    [FIELD_LEFT] = {DAYS_LEFT, NULL, NULL},
    [FIELD_DISCLOSE] = {"CASE WHEN " STANDING_NOW " IN ('consented', 'silent') THEN 'yes' ELSE 'no' END",
                        NULL, NULL},
    [FIELD_FLAG] = {"coalesce(s.flags, 0)", NULL, NULL},
    [FIELD_NOTICE] = {"s.sent_day", NULL, NULL},
    [FIELD_LAST_DAY] = {"s.last_day", NULL, NULL},
    [FIELD_REGIME] = {"s.regime", NULL, NULL},
    [FIELD_REASON] = {REASON_NOW, NULL, NULL},
    [FIELD_PARENT] = {"a.parent", NULL, NULL},
    [FIELD_SEGMENT] = {"a.segment", NULL, NULL},
    [FIELD_MANAGER] = {"a.manager", NULL, NULL},
    [FIELD_ZONE] = {"a.zone", NULL, NULL},
};

/* A message whose text changed after it was last read counts as unread. */
#define CHANGED_SINCE                                                                                        \
    "EXISTS (SELECT 1 FROM message_change c WHERE c.message = m.id AND c.kind = 'changed'"                   \
    " AND c.readings >= coalesce(r.version, 0))"
#define READ_AS "CASE WHEN r.id IS NULL OR " CHANGED_SINCE " THEN 'unread' ELSE r.reading END"

static const struct list_field inbox_fields[field_count] = {
    [FIELD_ID] = {"m.id", NULL, NULL},
    [FIELD_RECEIVED] = {"coalesce(m.day, civil_day(m.received, :zone))", NULL, NULL},
    [FIELD_ACCOUNT] = {"CASE WHEN a.id IS NOT NULL THEN " TIED_NAME " END", NULL, TIED_ALL("b.company")},
    [FIELD_SOURCE] = {"m.source", NULL, NULL},
    [FIELD_AUTHOR] = {"m.author", NULL, NULL},
    [FIELD_READING] = {READ_AS, NULL, NULL},
    [FIELD_SUGGESTED] = {"suggestion_words(m.suggested_reading, m.suggested_ruling)", NULL, NULL},
    [FIELD_FLAG] = {"coalesce(o.flags, m.suggested_flags)", NULL, NULL},
    [FIELD_TEXT] = {BODY_NOW, NULL, NULL},
};

static const struct list_field disputes_fields[field_count] = {
    [FIELD_ID] = {"d.id", NULL, NULL},
    [FIELD_RECEIVED] = {"civil_day(o.received, :zone)", NULL, NULL},
    [FIELD_NUMBER] = {TIED_ALL("b.number"), NULL, NULL},
    [FIELD_ACCOUNT] = {TIED_NAME, NULL, TIED_NAMES},
    [FIELD_PLACE] = {PLACE, NULL, NULL},
    [FIELD_STANDING] = {STANDING_NOW, NULL, NULL},
    [FIELD_LEVEL] =
        {"coalesce((SELECT e.level FROM escalation e WHERE e.dispute = d.id ORDER BY e.version DESC LIMIT 1),"
         " d.level)",
         NULL, NULL},
    [FIELD_AGE] = {":today - civil_day(d.opened, :zone)", NULL, NULL},
    [FIELD_OUTCOME] = {"r.outcome", NULL, NULL},
    [FIELD_FLAG] = {"o.flags", NULL, NULL},
    [FIELD_TEXT] = {"o.words", NULL, NULL},
};

static const struct list_field objections_fields[field_count] = {
    [FIELD_ID] = {"o.id", NULL, NULL},
    [FIELD_RECEIVED] = {"civil_day(o.received, :zone)", NULL, NULL},
    [FIELD_NUMBER] = {TIED_ALL("b.number"), NULL, NULL},
    [FIELD_ACCOUNT] = {TIED_NAME, NULL, TIED_NAMES},
    [FIELD_PLACE] = {PLACE, NULL, NULL},
    [FIELD_STANDING] = {STANDING_NOW, NULL, NULL},
    [FIELD_SOURCE] = {"o.source", NULL, NULL},
    [FIELD_VOICE] = {"o.voice", NULL, NULL},
    [FIELD_RULING] = {"o.ruling", NULL, NULL},
    [FIELD_FLAG] = {"o.flags", NULL, NULL},
    [FIELD_TEXT] = {"o.words", NULL, NULL},
    [FIELD_AGENT] = {"o.agent", NULL, NULL},
};

static const struct list_field notices_fields[field_count] = {
    [FIELD_ID] = {"n.id", NULL, NULL},
    [FIELD_SENT] = {"n.sent", "n.sent", NULL},
    [FIELD_NUMBER] = {"a.number", "a.number_key", NULL},
    [FIELD_ACCOUNT] = {"a.company", "a.company_key", NULL},
    [FIELD_CONTACT_EMAIL] = {"c.email", NULL, NULL},
    [FIELD_CHANNEL] = {"n.channel", NULL, NULL},
    [FIELD_DAYS] = {"n.days", NULL, NULL},
    [FIELD_TEXT_VERSION] = {"n.text_version", NULL, NULL},
    [FIELD_MESSAGE_ID] = {"n.message_id", NULL, NULL},
    [FIELD_DELIVERY] =
        {"(SELECT y.outcome FROM delivery y WHERE y.notice = n.id ORDER BY y.at DESC, y.id DESC LIMIT 1)",
         NULL, NULL},
};

static const struct list_field journal_fields[field_count] = {
    [FIELD_ID] = {"j.sequence", NULL, NULL},
    [FIELD_AT] = {"j.at", "j.at", NULL},
    [FIELD_NUMBER] = {"CASE WHEN j.account IS NULL THEN " TIED_ALL("b.number") " ELSE a.number END", NULL,
                      NULL},
    [FIELD_ACCOUNT] = {"CASE WHEN j.account IS NOT NULL THEN a.company WHEN a.id IS NOT NULL THEN " TIED_NAME
                       " END",
                       NULL, "CASE WHEN j.account IS NULL THEN " TIED_ALL("b.company") " ELSE a.company END"},
    [FIELD_KIND] = {"j.fact", NULL, NULL},
    [FIELD_TEXT] = {"fact_words(j.fact, j.detail)", NULL, NULL},
    [FIELD_AGENT] = {"j.agent", NULL, NULL},
    [FIELD_HASH] = {"j.hash", NULL, NULL},
};

static int64_t is_read(const struct value *cell)
{
    return cell->null || strcmp(cell->text, "unread") != 0;
}

static int64_t is_there(const struct value *cell)
{
    return !cell->null;
}

static const struct list_form forms[] = {
    [LIST_QUEUE] =
        {
            .ids = "d.id, CASE WHEN d.account IS NULL THEN " TIED_ONE " ELSE d.account END, m.id, o.id,"
                   " coalesce(d.dispute, " NEWEST_DISPUTE "), d.id",
            .id = "d.id",
            .from = "duty d LEFT JOIN objection_now o ON o.id = coalesce(d.objection,"
                    "   (SELECT x.objection FROM dispute x WHERE x.id = d.dispute),"
                    "   (SELECT min(x.id) FROM objection x WHERE x.message = d.message))"
                    " LEFT JOIN message m ON m.id = coalesce(d.message, o.message)"
                    " LEFT JOIN account a ON a.id = coalesce(d.account, " TIED_FIRST ")" JOIN_STANDING
                    " WHERE d.program = :program AND d.discharge IS NULL",
            .word = WORD_ACCOUNT " OR " WORD_TIED " OR " WORD_SAID,
            .order = {{.sql = "d.due", .lookup = "(SELECT x.due FROM duty x WHERE x.id = :place)"},
                      {.sql = "d.weight",
                       .lookup = "(SELECT x.weight FROM duty x WHERE x.id = :place)",
                       .descending = true}},
            .inside = INSIDE_CONTACT " OR " INSIDE_SAID,
            .fields = queue_fields,
        },
    [LIST_ACCOUNTS] =
        {
            .ids = "a.id, a.id, NULL, NULL, NULL, NULL",
            .id = "a.id",
            .from = "account a" JOIN_STANDING " WHERE 1",
            .word = WORD_ACCOUNT
            " OR a.id IN (SELECT t.account FROM w$ h JOIN objection_account t ON t.objection = h.id"
            "   WHERE h.noun = 3)"
            " OR a.id IN (SELECT t.account FROM w$ h JOIN objection x ON x.message = h.id"
            "   JOIN objection_account t ON t.objection = x.id WHERE h.noun = 2)",
            .order = {{.field = FIELD_NUMBER}},
            .inside = INSIDE_CONTACT,
            .fields = accounts_fields,
        },
    [LIST_INBOX] =
        {
            .ids = "m.id, " TIED_ONE ", m.id, o.id, " NEWEST_DISPUTE ","
                   " (SELECT min(y.id) FROM duty y WHERE y.message = m.id AND y.discharge IS NULL)",
            .id = "m.id",
            .from = "message m LEFT JOIN reading r ON r.message = m.id"
                    "   AND r.version = (SELECT max(x.version) FROM reading x WHERE x.message = m.id)"
                    " LEFT JOIN objection_now o ON o.id = (SELECT min(x.id) FROM objection x WHERE x.message "
                    "= m.id)"
                    " LEFT JOIN account a ON a.id = " TIED_FIRST
                    " WHERE m.program = :program AND (r.id IS NULL OR " CHANGED_SINCE
                    "   OR (r.reading = 'objection' AND a.id IS NULL AND coalesce(o.not_identified, 0) = 0))",
            .word = WORD_SAID " OR " WORD_TIED,
            .order = {{.sql = "(" READ_AS ") <> 'unread'", .field = FIELD_READING, .of_cell = is_read},
                      {.sql = "coalesce(m.thread, 0)",
                       .lookup = "(SELECT coalesce(x.thread, 0) FROM message x WHERE x.id = :place)",
                       .descending = true},
                      {.sql = "m.position",
                       .lookup = "(SELECT x.position FROM message x WHERE x.id = :place)"}},
            .inside = INSIDE_SAID,
            .fields = inbox_fields,
        },
    [LIST_DISPUTES] =
        {
            .ids = "d.id, " TIED_ONE ", o.message, o.id, d.id,"
                   " (SELECT min(y.id) FROM duty y WHERE y.dispute = d.id AND y.kind = 'review' AND "
                   "y.discharge IS NULL)",
            .id = "d.id",
            .from = "dispute d JOIN objection_now o ON o.id = d.objection LEFT JOIN resolution r ON "
                    "r.dispute = d.id"
                    " LEFT JOIN message m ON m.id = o.message LEFT JOIN account a ON a.id = " TIED_FIRST
                        JOIN_STANDING " WHERE d.program = :program",
            .word = WORD_SAID " OR " WORD_TIED,
            .order = {{.sql = "r.id IS NOT NULL", .field = FIELD_OUTCOME, .of_cell = is_there},
                      {.field = FIELD_LEVEL, .descending = true},
                      {.sql = "d.opened", .lookup = "(SELECT x.opened FROM dispute x WHERE x.id = :place)"}},
            .inside = INSIDE_SAID,
            .fields = disputes_fields,
        },
    [LIST_OBJECTIONS] =
        {
            .ids = "o.id, " TIED_ONE ", o.message, o.id, " NEWEST_DISPUTE ","
                   " (SELECT min(y.id) FROM duty y WHERE y.objection = o.id AND y.discharge IS NULL)",
            .id = "o.id",
            .from = "objection_now o LEFT JOIN message m ON m.id = o.message"
                    " LEFT JOIN account a ON a.id = " TIED_FIRST JOIN_STANDING " WHERE o.program = :program",
            .word = WORD_SAID " OR " WORD_TIED,
            .order = {{.sql = "o.received",
                       .lookup = "(SELECT x.received FROM objection x WHERE x.id = :place)",
                       .descending = true}},
            .id_descending = true,
            .inside = INSIDE_SAID,
            .fields = objections_fields,
        },
    [LIST_NOTICES] =
        {
            .ids = "n.id, n.account, NULL, NULL, NULL, NULL",
            .id = "n.id",
            .from = "notice n JOIN account a ON a.id = n.account LEFT JOIN contact c ON c.id = n.contact"
                    " WHERE n.program = :program",
            .word = WORD_ACCOUNT,
            .order = {{.field = FIELD_SENT, .descending = true}},
            .id_descending = true,
            .inside = INSIDE_CONTACT,
            .fields = notices_fields,
        },
    [LIST_JOURNAL] =
        {
            .ids = "j.sequence, coalesce(j.account, " TIED_ONE "), j.message, j.objection, j.dispute, j.duty",
            .id = "j.sequence",
            .from = "journal j LEFT JOIN objection o ON o.id = j.objection LEFT JOIN message m ON m.id = "
                    "j.message"
                    " LEFT JOIN account a ON a.id = coalesce(j.account, " TIED_FIRST ") WHERE 1",
            .word = "a.id IN (SELECT id FROM w$ WHERE noun = 0) OR instr(a.folded, :k$) > 0 OR "
                    "folded_has(j.detail, :t$)",
            .id_descending = true,
            .inside = INSIDE_CONTACT,
            .fields = journal_fields,
        },
};

const struct list_form *list_form_of(enum list list)
{
    return (size_t)list < sizeof forms / sizeof *forms ? &forms[list] : NULL;
}
