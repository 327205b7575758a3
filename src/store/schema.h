/* What the files of the schema share. */
#ifndef DEMUR_STORE_SCHEMA_H
#define DEMUR_STORE_SCHEMA_H

/* Facts are only added. The same row may not come in again under its id either: REPLACE deletes without a
 * word. */
#define ONLY_ADDED(table)                                                                                    \
    STAYS_AGAIN(table)                                                                                       \
    "CREATE TRIGGER " table "_remains BEFORE DELETE ON " table " BEGIN SELECT RAISE(ABORT, 'a row of " table \
    " is a fact and is never removed; add a new one'); END;\n"                                               \
    "CREATE TRIGGER " table "_is_new BEFORE INSERT ON " table " WHEN EXISTS (SELECT 1 FROM " table           \
    " WHERE rowid = NEW.rowid)"                                                                              \
    " BEGIN SELECT RAISE(ABORT, 'a row of " table                                                            \
    " is a fact and is never replaced; add a new one'); END;\n"

/* Lets a step fill a new column of facts once: between the two, and only in the step's transaction. */
#define MAY_BE_FILLED(table) "DROP TRIGGER " table "_stays;\n"
#define STAYS_AGAIN(table)                                                                                   \
    "CREATE TRIGGER " table "_stays BEFORE UPDATE ON " table " BEGIN SELECT RAISE(ABORT, 'a row of " table   \
    " is a fact and is never changed; add a new one'); END;\n"

/* The standings kept. Accounts whose course is the same in every word share a kind, of which there are few:
 * a filter or an order by anything of a standing looks at the kinds, and finds each one's accounts by number.
 * temp and in: "" for the file's own, else where the tables of a connection alone are put. */
#define STANDING_TABLES(temp, in)                                                                            \
    "CREATE " temp "TABLE standing_kind( -- derived: a course of standing that accounts share\n"             \
    "  id INTEGER PRIMARY KEY,\n"                                                                            \
    "  program INTEGER NOT NULL,\n"                                                                          \
    "  before TEXT NOT NULL,                -- standing until closes\n"                                      \
    "  after TEXT NOT NULL,                 -- from closes on, until settles\n"                              \
    "  settled TEXT NOT NULL,               -- and from settles on\n"                                        \
    "  closes INTEGER,                      -- instant; NULL: the clock changes nothing\n"                   \
    "  settles INTEGER,                     -- instant, later than closes; NULL: the clock changes nothing " \
    "more\n"                                                                                                 \
    "  zone TEXT NOT NULL,                  -- the window closes in\n"                                       \
    "  last_day INTEGER,                    -- civil day; NULL no window\n"                                  \
    "  sent_day INTEGER,                    -- civil day of the notice whose window it is\n"                 \
    "  place TEXT NOT NULL,                 -- code of the rule that governs; '' unknown\n"                  \
    "  regime TEXT NOT NULL,                -- of that rule\n"                                               \
    "  reason_before TEXT NOT NULL, reason_after TEXT NOT NULL, reason_settled TEXT NOT NULL,\n"             \
    "  flags INTEGER NOT NULL               -- of its objections in force\n"                                 \
    ");\n"                                                                                                   \
    "CREATE INDEX " in "standing_kind_by_day ON standing_kind(program, sent_day, closes, place);\n"          \
    "CREATE " temp "TABLE standing_count( -- derived: how many accounts are of a kind\n"                     \
    "  kind INTEGER PRIMARY KEY,\n"                                                                          \
    "  accounts INTEGER NOT NULL\n"                                                                          \
    ");\n"                                                                                                   \
    "CREATE " temp "TABLE standing( -- derived: what the facts say of an account; `demur check` compares\n"  \
    "  program INTEGER NOT NULL,\n"                                                                          \
    "  account INTEGER NOT NULL,\n"                                                                          \
    "  kind INTEGER NOT NULL,\n"                                                                             \
    "  number_key TEXT NOT NULL,            -- the account's, which never changes\n"                         \
    "  PRIMARY KEY(program, account)\n"                                                                      \
    ") WITHOUT ROWID;\n"                                                                                     \
    "CREATE INDEX " in "standing_by_kind ON standing(kind, number_key);\n"                                   \
    "CREATE " temp "TRIGGER standing_kind_is_new AFTER INSERT ON standing_kind"                              \
    " BEGIN INSERT INTO standing_count(kind, accounts) VALUES(NEW.id, 0); END;\n"                            \
    "CREATE " temp "TRIGGER standing_comes AFTER INSERT ON standing"                                         \
    " BEGIN UPDATE standing_count SET accounts = accounts + 1 WHERE kind = NEW.kind; END;\n"                 \
    "CREATE " temp "TRIGGER standing_goes AFTER DELETE ON standing"                                          \
    " BEGIN UPDATE standing_count SET accounts = accounts - 1 WHERE kind = OLD.kind; END;\n"                 \
    "CREATE " temp "TRIGGER standing_moves AFTER UPDATE OF kind ON standing BEGIN"                           \
    " UPDATE standing_count SET accounts = accounts - 1 WHERE kind = OLD.kind;"                              \
    " UPDATE standing_count SET accounts = accounts + 1 WHERE kind = NEW.kind; END;\n"

#endif
