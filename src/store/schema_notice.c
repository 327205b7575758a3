/* Step 7: the texts of notices with their checks, and the settings of a program. */
#include "config.h"
#include "store/inside.h"
#include "store/schema.h"

const char schema_notice[] =
    "CREATE TABLE setting( -- facts: numbers the house chose; the newest counts, then the columns of "
    "program\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  program INTEGER NOT NULL REFERENCES program,\n"
    "  name TEXT NOT NULL,                  -- of a closed list: `demur settings`\n"
    "  value INTEGER NOT NULL,\n"
    "  at INTEGER NOT NULL                  -- instant it was recorded\n"
    ");\n"
    "CREATE INDEX setting_by_program ON setting(program, name);\n" ONLY_ADDED("setting");
