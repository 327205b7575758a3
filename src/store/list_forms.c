/* Each list in SQL: where its rows come from, in which order, and what a bare word looks into. */
#include "config.h"
#include "store/list_inside.h"
#include "store/list_sql.h"

#include <string.h>

/* Bare words: a part of what an account is called, or its contacts are; words of its notes; then what was
 * said. What is quick comes first. */
#define HITS(noun) "(SELECT rowid >> 2 FROM search_said WHERE search_said MATCH :w$ AND rowid & 3 = " noun ")"
#define WORD_NAMED(account)                                                                                  \
    "account_has(" account ".folded, " account ".parent || char(10) || " account                             \
    ".manager || char(10) || " account ".segment || char(10) || " account ".tags, :t$, :h$)"
#define WORD_CONTACT(account)                                                                                \
    "(:h$ <> 3 AND EXISTS (SELECT 1 FROM contact y WHERE y.account = " account                               \
    ".id AND account_has(y.name_key ||"                                                                      \
    " char(10) || y.email_key, y.phone || char(10) || y.handle, :t$, :h$)))"
#define WORD_OF(account)                                                                                     \
    WORD_NAMED(account)                                                                                      \
    " OR " WORD_CONTACT(account) " OR " account ".id IN (SELECT account FROM note WHERE id IN " HITS("2") ")"
#define WORD_TIED                                                                                            \
    "EXISTS (SELECT 1 FROM objection_account t JOIN account b ON b.id = t.account WHERE t.objection = o.id"  \
    " AND (" WORD_OF("b") "))"
#define WORD_SAID                                                                                            \
    "o.id IN " HITS("1") " OR m.id IN " HITS("0") " OR m.id IN (SELECT message FROM note WHERE id IN " HITS( \
        "2") ")"
#define WORD_ACCOUNT_SAID                                                                                    \
    "a.id IN (SELECT t.account FROM objection_account t WHERE t.objection IN " HITS(                         \
        "1") ")"                                                                                             \
             " OR a.id IN (SELECT t.account FROM objection x JOIN objection_account t ON t.objection = x.id" \
             "   WHERE x.message IN " HITS("0") ")"

/* The same words anywhere inside, for scripts without blanks. */
#define INSIDE_SAID                                                                                          \
    "folded_has(o.words, :t$) OR folded_has(m.author || ' ' || m.subject || ' ' || " BODY_NOW ", :t$)"

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
            .own = FIELD_DUE,
            .id = "d.id",
            .from = "duty d LEFT JOIN objection_now o ON o.id = coalesce(d.objection,"
                    "   (SELECT x.objection FROM dispute x WHERE x.id = d.dispute),"
                    "   (SELECT min(x.id) FROM objection x WHERE x.message = d.message))"
                    " LEFT JOIN message m ON m.id = coalesce(d.message, o.message)"
                    " LEFT JOIN account a ON a.id = coalesce(d.account, " TIED_FIRST ")" JOIN_STANDING
                    " WHERE d.program = :program AND d.discharge IS NULL",
            .bare = "duty d WHERE d.program = :program AND d.discharge IS NULL",
            .word = WORD_OF("a") " OR " WORD_TIED " OR " WORD_SAID,
            .order = {{.sql = "d.due", .lookup = "(SELECT x.due FROM duty x WHERE x.id = :place)"},
                      {.sql = "d.weight",
                       .lookup = "(SELECT x.weight FROM duty x WHERE x.id = :place)",
                       .descending = true}},
            .inside = INSIDE_SAID,
        },
    [LIST_ACCOUNTS] =
        {
            .ids = "a.id, a.id, NULL, NULL, NULL, NULL",
            .own = FIELD_NUMBER,
            .id = "a.id",
            .from = "account a" JOIN_STANDING " WHERE 1",
            .bare = "account a WHERE 1",
            .word = WORD_OF("a") " OR " WORD_ACCOUNT_SAID,
            .order = {{.field = FIELD_NUMBER}},
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
        },
    [LIST_OBJECTIONS] =
        {
            .ids = "o.id, " TIED_ONE ", o.message, o.id, " NEWEST_DISPUTE ","
                   " (SELECT min(y.id) FROM duty y WHERE y.objection = o.id AND y.discharge IS NULL)",
            .own = FIELD_RECEIVED,
            .own_descending = true,
            .id = "o.id",
            .from = "objection_now o LEFT JOIN message m ON m.id = o.message"
                    " LEFT JOIN account a ON a.id = " TIED_FIRST JOIN_STANDING " WHERE o.program = :program",
            .bare = "objection o WHERE o.program = :program",
            .word = WORD_SAID " OR " WORD_TIED,
            .order = {{.sql = "o.received",
                       .lookup = "(SELECT x.received FROM objection x WHERE x.id = :place)",
                       .descending = true}},
            .id_descending = true,
            .inside = INSIDE_SAID,
        },
    [LIST_NOTICES] =
        {
            .ids = "n.id, n.account, NULL, NULL, NULL, NULL",
            .own = FIELD_SENT,
            .own_descending = true,
            .id = "n.id",
            .from = "notice n JOIN account a ON a.id = n.account LEFT JOIN contact c ON c.id = n.contact"
                    " WHERE n.program = :program",
            .bare = "notice n WHERE n.program = :program",
            .word = WORD_OF("a"),
            .order = {{.field = FIELD_SENT, .descending = true}},
            .id_descending = true,
        },
    [LIST_JOURNAL] =
        {
            .ids = "j.sequence, coalesce(j.account, " TIED_ONE "), j.message, j.objection, j.dispute, j.duty",
            .id = "j.sequence",
            .from = "journal j LEFT JOIN objection o ON o.id = j.objection LEFT JOIN message m ON m.id = "
                    "j.message"
                    " LEFT JOIN account a ON a.id = coalesce(j.account, " TIED_FIRST ") WHERE 1",
            .bare = "journal j WHERE 1",
            .word = WORD_NAMED("a") " OR folded_has(j.detail, :t$)",
            .id_descending = true,
        },
};

const struct list_form *list_form_of(enum list list)
{
    return (size_t)list < sizeof forms / sizeof *forms ? &forms[list] : NULL;
}
