/* Which accounts may stand otherwise since an entry of the journal. Every fact has its entry, so that what no
 * entry after it leads to stands as it did. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/inside.h"
#include "store/journal.h"

/* An entry that names nobody and is none of these concerns all. */
static bool concerns_nobody(enum fact fact)
{
    switch (fact) {
    case FACT_AGENT:
    case FACT_PARTNER:
    case FACT_NOTE:
    case FACT_ASSIGNMENT:
    case FACT_DONE:
    case FACT_MEND:
    case FACT_RELEASE_INTENT:
    case FACT_RELEASE:
    case FACT_RELEASE_END:
    case FACT_RECALL:
    case FACT_RECALL_ANSWER:
        return true;
    default:
        return false;
    }
}

static bool concerns_all(struct store *store, int64_t since, bool *all, struct err *err)
{
    struct statement statement;

    *all = false;
    statement_begin(&statement, store,
                    "SELECT DISTINCT fact FROM journal WHERE sequence > :since AND account IS NULL"
                    " AND message IS NULL AND objection IS NULL AND dispute IS NULL AND notice IS NULL",
                    err);
    statement_bind_number(&statement, ":since", since);
    while (statement_row(&statement)) {
        enum fact fact = FACT_PROGRAM;

        statement_take_word(&statement, fact, &fact);
        *all = *all || !concerns_nobody(fact);
    }
    return statement_end(&statement);
}

/* By the account itself, its notices, the objections tied to it, the posts of its contacts; and whatever
 * happens to an account, those above it may stand otherwise for it. */
#define TOUCHED                                                                                              \
    "WITH RECURSIVE entry AS (SELECT account, message, objection, dispute, notice FROM journal"              \
    "   WHERE sequence > :since),"                                                                           \
    " said(id) AS (SELECT objection FROM entry WHERE objection IS NOT NULL"                                  \
    "   UNION SELECT d.objection FROM entry e JOIN dispute d ON d.id = e.dispute"                            \
    "   UNION SELECT o.id FROM entry e JOIN objection o ON o.message = e.message),"                          \
    " post(id) AS (SELECT message FROM entry WHERE message IS NOT NULL"                                      \
    "   UNION SELECT o.message FROM said s JOIN objection o ON o.id = s.id WHERE o.message IS NOT NULL),"    \
    " touched(id) AS (SELECT account FROM entry WHERE account IS NOT NULL"                                   \
    "   UNION SELECT n.account FROM entry e JOIN notice n ON n.id = e.notice"                                \
    "   UNION SELECT t.account FROM said s JOIN objection_account t ON t.objection = s.id"                   \
    "   UNION SELECT c.account FROM post p JOIN message m ON m.id = p.id"                                    \
    "     JOIN contact_handle h ON h.key = m.author_key AND h.key <> '' JOIN contact c ON c.id = h.contact"  \
    "   UNION SELECT b.id FROM touched x JOIN account a ON a.id = x.id"                                      \
    "     JOIN account b ON b.number = a.parent COLLATE NOCASE)"

bool store_journal_touched(struct store *store, int64_t since, struct touched *touched, struct err *err)
{
    struct statement statement;

    *touched = (struct touched){0};
    if (!concerns_all(store, since, &touched->all, err))
        return false;
    if (touched->all)
        return true;
    statement_begin(&statement, store, TOUCHED " SELECT id FROM touched ORDER BY id", err);
    statement_bind_number(&statement, ":since", since);
    while (statement_row(&statement)) {
        mem_grow(touched->accounts, touched->count, touched->capacity);
        touched->accounts[touched->count++] = statement_take_number(&statement);
    }
    return statement_end(&statement);
}

void touched_clear(struct touched *touched)
{
    free(touched->accounts);
    *touched = (struct touched){0};
}

bool store_journal_newest(struct store *store, int64_t *sequence, struct err *err)
{
    struct statement statement;

    *sequence = 0;
    statement_begin(&statement, store, "SELECT max(sequence) FROM journal", err);
    if (statement_row(&statement))
        *sequence = statement_take_number(&statement);
    return statement_end(&statement);
}
