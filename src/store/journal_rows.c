/* Whether the tables of facts hold what the journal tells, and are guarded: a row that a hand put in or took
 * away has no entry. */
#include "config.h"

#include "store/inside.h"
#include "store/journal.h"

/* Tables that have one row for each entry of a kind of fact. */
#define COUNTS(table)                                                                                        \
    "SELECT (SELECT count(*) FROM " table                                                                    \
    "), (SELECT count(*) FROM journal WHERE fact = :fact OR fact = :or),"                                    \
    " (SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"                                            \
    " AND name IN ('" table "_stays', '" table "_remains', '" table "_is_new'))"

static const struct {
    const char *counts, *fact, *or_fact;
} tables[] = {
    {COUNTS("notice"), "notice", ""},
    {COUNTS("delivery"), "delivery", ""},
    {COUNTS("notice_text"), "text", ""},
    {COUNTS("text_check"), "text_check", ""},
    {COUNTS("reading"), "reading", ""},
    {COUNTS("objection"), "objection", ""},
    {COUNTS("objection_account"), "tie", ""},
    {COUNTS("objection_representative"), "speaker", ""},
    {COUNTS("objection_limit"), "limit", ""},
    {COUNTS("authority"), "authority", ""},
    {COUNTS("ruling"), "ruling", ""},
    {COUNTS("dispute"), "dispute", ""},
    {COUNTS("escalation"), "escalation", ""},
    {COUNTS("resolution"), "resolution", ""},
    {COUNTS("hold"), "hold", ""},
    {COUNTS("lift"), "lift", ""},
    {COUNTS("consent"), "consent", ""},
    {COUNTS("withdrawal"), "withdrawal", ""},
    {COUNTS("condition_tick"), "tick", "untick"},
    {COUNTS("setting"), "setting", ""},
    {COUNTS("rule_adoption"), "rules", ""},
    {COUNTS("release"), "release", ""},
    {COUNTS("recall"), "recall", ""},
};

static bool rows_compare(struct store *store, size_t i, struct str *findings, int64_t *count, struct err *err)
{
    struct statement statement;
    int64_t rows = 0, entries = 0, guards = 0;

    statement_begin(&statement, store, tables[i].counts, err);
    statement_bind_text(&statement, ":fact", tables[i].fact);
    statement_bind_text(&statement, ":or", tables[i].or_fact);
    if (statement_row(&statement)) {
        rows = statement_take_number(&statement);
        entries = statement_take_number(&statement);
        guards = statement_take_number(&statement);
    }
    if (!statement_end(&statement))
        return false;
    if (rows != entries)
        str_add_format(findings, "%s: %lld in the file, %lld in the journal: changed by hand\n",
                       tables[i].fact, (long long)rows, (long long)entries);
    if (guards != 3)
        str_add_format(findings, "%s: what keeps its rows from being changed was taken away\n",
                       tables[i].fact);
    *count += (rows != entries) + (guards != 3);
    return true;
}

bool store_journal_compare(struct store *store, struct str *findings, int64_t *count, struct err *err)
{
    *count = 0;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (!rows_compare(store, i, findings, count, err))
            return false;
    }
    return true;
}
