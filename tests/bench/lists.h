/* The other side of lists: every list of the desk as one flat table of what its export says, in a database of
 * sqlite3 beside the desk's file. A row's rowid is its place in the list's own order. */
#ifndef DEMUR_BENCH_LISTS_H
#define DEMUR_BENCH_LISTS_H

#include <sqlite3.h>

#include "core/field.h"
#include "tests/bench/bench.h"

/* Returns the path of lists.db of the size measured, made by sqlite3 unless it is there: a table for each
 * list with a column for each field, an index for each of them and for those that filters
 * ask for together, and two tables of full
 * text about accounts and their contacts: find (words) and find_part (three letters and more). The caller
 * frees. */
char *lists_make(const struct bench *bench);
/* Opens it for reading. */
sqlite3 *lists_open(const char *path);

#endif
