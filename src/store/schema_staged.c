/* Step 14: the rows of a release are kept under its intent, so that they can be written in short writes
 * before the one that makes it; without a release they went to nobody. */
#include "config.h"
#include "store/inside.h"
#include "store/schema.h"

const char schema_staged[] =
    "ALTER TABLE release_row RENAME TO release_row_before;\n"
    "CREATE TABLE release_row( -- facts once there is a release of its intent: each row that went\n"
    "  id INTEGER PRIMARY KEY,              -- in the order of the file\n"
    "  intent INTEGER NOT NULL REFERENCES release_intent,\n"
    "  account INTEGER NOT NULL REFERENCES account,\n"
    "  contact INTEGER REFERENCES contact,  -- NULL: the account as such\n"
    "  rule INTEGER,                        -- number of the rule in its adoption; NULL: not known\n"
    "  standing TEXT NOT NULL,              -- consented or silent\n"
    "  reason TEXT NOT NULL,                -- of that standing\n"
    "  fields TEXT NOT NULL                 -- that went of it, comma between\n"
    ");\n"
    "INSERT INTO release_row(intent, account, contact, standing, reason, fields)"
    " SELECT x.intent, r.account, r.contact, r.standing, r.reason, r.fields FROM release_row_before r"
    " JOIN release x ON x.id = r.release JOIN account a ON a.id = r.account"
    " ORDER BY x.id, a.number_key, a.id, r.id;\n"
    "DROP TABLE release_row_before;\n"
    "CREATE INDEX release_row_by_intent ON release_row(intent);\n"
    "CREATE INDEX release_row_by_account ON release_row(account);\n"
    "CREATE TRIGGER release_row_remains BEFORE DELETE ON release_row"
    " WHEN EXISTS (SELECT 1 FROM release WHERE intent = OLD.intent)"
    " BEGIN SELECT RAISE(ABORT, 'a row of a release is a fact and is never removed'); END;\n"
    "CREATE TRIGGER release_row_is_new BEFORE INSERT ON release_row WHEN EXISTS (SELECT 1 FROM release_row"
    "   WHERE rowid = NEW.rowid) OR EXISTS (SELECT 1 FROM release WHERE intent = NEW.intent)"
    " BEGIN SELECT RAISE(ABORT, 'a release is a fact and gets no other rows'); END;\n" STAYS_AGAIN(
        "release_row");
