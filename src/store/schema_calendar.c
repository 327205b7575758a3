/* Lists of holidays as adopted. */
#include "config.h"
#include "store/inside.h"
#include "store/schema.h"

/* clang-format off */
const char schema_calendar[] =
    "CREATE TABLE holiday_list( -- facts: lists of holidays adopted; the newest of a code counts in each year it covers\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  code TEXT NOT NULL,                  -- of the country; of a region, what it has besides\n"
    "  source TEXT NOT NULL,                -- the file's name\n"
    "  hash TEXT NOT NULL,                  -- SHA-256 of its years, days and names\n"
    "  at INTEGER NOT NULL                  -- instant it was recorded\n"
    ");\n"
    "CREATE INDEX holiday_list_by_code ON holiday_list(code);\n"
    "CREATE TABLE holiday_year( -- facts: the years a list covers\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  list INTEGER NOT NULL REFERENCES holiday_list,\n"
    "  year INTEGER NOT NULL,\n"
    "  UNIQUE(list, year)\n"
    ");\n"
    "CREATE TABLE holiday( -- facts: the days of a list\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  list INTEGER NOT NULL REFERENCES holiday_list,\n"
    "  year INTEGER NOT NULL,\n"
    "  day INTEGER NOT NULL,                -- civil day, of that year\n"
    "  name TEXT NOT NULL,\n"
    "  UNIQUE(list, day)\n"
    ");\n"
    ONLY_ADDED("holiday_list")
    ONLY_ADDED("holiday_year")
    ONLY_ADDED("holiday")
    /* Windows are counted anew: holidays count now, and where they are not known there is a margin. */
    "DELETE FROM standing;\n";
/* clang-format on */
