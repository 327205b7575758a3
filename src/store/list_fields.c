/* Each field of each list in SQL. */
#include "config.h"
#include "store/list_inside.h"
#include "store/list_sql.h"

#define SUGGESTED_NOW(column)                                                                                \
    "coalesce((SELECT c." column " FROM message_change c WHERE c.message = m.id AND c.suggested_reading IS"  \
    " NOT NULL ORDER BY c.id DESC LIMIT 1), m." column ")"

static const struct list_field queue_fields[field_count] = {
    [FIELD_ID] = {"d.id", NULL, NULL},
    [FIELD_DUE] = {"d.due", "d.due", NULL},
    [FIELD_DUTY] = {"coalesce('recall from ' || (SELECT p.name FROM partner p WHERE p.id = d.partner),"
                    " duty_words(d.kind, d.source))",
                    NULL, NULL},
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
    [FIELD_FLAG] = {"coalesce(s.flags, 0) | coalesce(o.flags, CASE WHEN d.kind = 'read' THEN " SUGGESTED_NOW(
                        "suggested_flags") " END, 0)",
                    NULL, NULL},
    [FIELD_NOTICE] = {"s.sent_day", NULL, NULL},
    [FIELD_LAST_DAY] = {"s.last_day", NULL, NULL},
    [FIELD_REASON] = {"d.reason", NULL, NULL},
    [FIELD_PARTNER] = {"(SELECT p.name FROM partner p WHERE p.id = d.partner)", NULL, NULL},
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
    [FIELD_TAG] = {"a.tags", NULL, NULL},
};

static const struct list_field inbox_fields[field_count] = {
    [FIELD_ID] = {"m.id", NULL, NULL},
    [FIELD_RECEIVED] = {"coalesce(m.day, civil_day(m.received, :zone))", NULL, NULL},
    [FIELD_ACCOUNT] = {"CASE WHEN a.id IS NOT NULL THEN " TIED_NAME " END", NULL, TIED_ALL("b.company")},
    [FIELD_SOURCE] = {"m.source", NULL, NULL},
    [FIELD_AUTHOR] = {"m.author", NULL, NULL},
    [FIELD_READING] = {READ_AS, NULL, NULL},
    [FIELD_SUGGESTED] = {"suggestion_words(" SUGGESTED_NOW("suggested_reading") ", " SUGGESTED_NOW(
                             "suggested_ruling") ")",
                         NULL, NULL},
    [FIELD_FLAG] = {"coalesce(o.flags, " SUGGESTED_NOW("suggested_flags") ")", NULL, NULL},
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
    [FIELD_CHECK] = {"coalesce((SELECT text_state((SELECT k.items FROM text_check k WHERE k.text = t.id"
                     " ORDER BY k.id DESC LIMIT 1)) FROM notice_text t WHERE t.program = n.program"
                     " AND t.version = n.text_version), CASE WHEN EXISTS (SELECT 1 FROM notice_text t"
                     " WHERE t.program = n.program) THEN 'missing' END)",
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
    [FIELD_HASH] = {JOURNAL_HASH("j.hash"), NULL, NULL},
};

const struct list_field *list_fields_of(enum list list)
{
    static const struct list_field *const tables[] = {
        [LIST_QUEUE] = queue_fields,           [LIST_ACCOUNTS] = accounts_fields,
        [LIST_INBOX] = inbox_fields,           [LIST_DISPUTES] = disputes_fields,
        [LIST_OBJECTIONS] = objections_fields, [LIST_NOTICES] = notices_fields,
        [LIST_JOURNAL] = journal_fields,
    };

    return (size_t)list < sizeof tables / sizeof *tables ? tables[list] : NULL;
}
