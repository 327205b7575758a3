/* Step 11: what an entry of the journal costs. Its guard fails without ABORT: for that SQLite would keep a
 * copy of each page an entry touches until its statement is over. What the guard stops it stops before
 * anything of the row is written, so there is nothing to take back. */
#include "config.h"
#include "store/inside.h"

const char schema_journal[] =
    "DROP TRIGGER journal_is_new;\n"
    "CREATE TRIGGER journal_is_new BEFORE INSERT ON journal"
    " WHEN EXISTS (SELECT 1 FROM journal WHERE rowid = NEW.rowid)"
    " BEGIN SELECT RAISE(FAIL, 'a row of journal is a fact and is never replaced; add a new one'); END;\n"
    "DROP INDEX journal_by_account;\n"
    "CREATE INDEX journal_by_account ON journal(account) WHERE account IS NOT NULL;\n";
