/* Step 12: imports of lists and how far each is, so that one that was stopped goes on. */
#include "config.h"
#include "store/inside.h"
#include "store/schema.h"

const char schema_import[] =
    "CREATE TABLE import( -- facts: lists that were taken in\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  program INTEGER NOT NULL REFERENCES program,\n"
    "  kind TEXT NOT NULL,                  -- accounts, contacts, notices, deliveries, partners\n"
    "  hash TEXT NOT NULL,                  -- SHA-256 of the list's bytes\n"
    "  reading TEXT NOT NULL,               -- how they were read: charset, delimiter, meaning of the "
    "headers\n"
    "  agent TEXT NOT NULL,                 -- who took it in\n"
    "  at INTEGER NOT NULL                  -- instant it was begun\n"
    ");\n"
    "CREATE TABLE import_step( -- facts: how far an import is; each came in with its rows, the last one "
    "counts\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  import INTEGER NOT NULL REFERENCES import,\n"
    "  rows INTEGER NOT NULL,               -- of the list, dealt with so far\n"
    "  added INTEGER NOT NULL, changed INTEGER NOT NULL, same INTEGER NOT NULL,\n"
    "  refused INTEGER NOT NULL,            -- of these\n"
    "  refusals TEXT NOT NULL,              -- rows of this step that were refused, from 1: '3-5 9 '\n"
    "  ended INTEGER NOT NULL,              -- 1: that is the whole list\n"
    "  at INTEGER NOT NULL                  -- instant it was recorded\n"
    ");\n"
    "CREATE INDEX import_step_by_import ON import_step(import);\n" ONLY_ADDED("import")
        ONLY_ADDED("import_step");
