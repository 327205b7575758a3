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

#endif
