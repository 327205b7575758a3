/* Step 10: what lists and the search stand on in a file of a million accounts. */
#include "config.h"
#include "store/inside.h"
#include "store/schema.h"

/* The columns of a kind but for its id. */
#define KIND_COLUMNS                                                                                         \
    "program, before, after, settled, closes, settles, zone, last_day, sent_day, place, regime,"             \
    " reason_before, reason_after, reason_settled, flags"

/* Every standing of a version 9 finds its kind by all it holds. */
#define SAME_KIND                                                                                            \
    "k.program = b.program AND k.sent_day IS b.sent_day AND k.closes IS b.closes AND k.place = b.place"      \
    " AND k.last_day IS b.last_day AND k.settles IS b.settles AND k.before = b.before AND k.after = b.after" \
    " AND k.settled = b.settled AND k.zone = b.zone AND k.regime = b.regime AND k.flags = b.flags"           \
    " AND k.reason_before = b.reason_before AND k.reason_after = b.reason_after"                             \
    " AND k.reason_settled = b.reason_settled"

const char schema_lists[] = "ALTER TABLE standing RENAME TO standing_before;\n" STANDING_TABLES(
    "",
    "") "INSERT INTO standing_kind(" KIND_COLUMNS ") SELECT DISTINCT " KIND_COLUMNS " FROM standing_before;\n"
        "INSERT INTO standing(program, account, kind, number_key) SELECT b.program, b.account, k.id, "
        "a.number_key"
        " FROM standing_before b CROSS JOIN account a ON a.id = b.account CROSS JOIN standing_kind k"
        " ON " SAME_KIND ";\n"
        "DROP TABLE standing_before;\n"
        "DROP TABLE search_account;\n"
        "DROP TABLE search_contact;\n"
        "CREATE VIRTUAL TABLE search_account -- runs of three letters; see search.c\n"
        "  USING fts5(words, content = '', columnsize = 0, detail = none,\n"
        "  tokenize = 'trigram case_sensitive 1');\n"
        "INSERT INTO search_account(rowid, words) SELECT id, search_runs(number || char(10) || company || "
        "char(10)"
        " || parent || char(10) || manager || char(10) || segment || char(10) || tags) FROM account ORDER BY "
        "id;\n"
        "INSERT INTO search_account(rowid, words) SELECT account, search_runs(name || char(10) || email ||"
        " char(10) || phone || char(10) || handle) FROM contact ORDER BY account;\n"
        "CREATE TABLE account_order( -- derived: one row; a list by number may be walked by id\n"
        "  ordered INTEGER NOT NULL             -- 1: no account has a later number than one with a higher "
        "id\n"
        ");\n"
        "INSERT INTO account_order SELECT NOT EXISTS (SELECT 1 FROM account a JOIN account b ON b.id = a.id "
        "+ 1"
        " WHERE b.number_key < a.number_key);\n"
        "CREATE TRIGGER account_breaks_order AFTER INSERT ON account WHEN (SELECT ordered FROM account_order)"
        " AND EXISTS (SELECT 1 FROM account WHERE number_key > NEW.number_key)"
        " BEGIN UPDATE account_order SET ordered = 0; END;\n"
        "CREATE TRIGGER account_is_renumbered AFTER UPDATE OF number_key ON account"
        " WHEN NEW.number_key <> OLD.number_key BEGIN UPDATE account_order SET ordered = 0;"
        " UPDATE standing SET number_key = NEW.number_key WHERE account = NEW.id; END;\n";
