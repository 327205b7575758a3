/* The other side of the import: the sqlite3 shell filling the same tables. What the tables are it learns from
 * the program's own file, so that it is the same work however the schema changes. */
#ifndef DEMUR_BENCH_PEER_H
#define DEMUR_BENCH_PEER_H

#include "base/str.h"

enum peer_kind { PEER_ACCOUNTS, PEER_CONTACTS, PEER_NOTICES, PEER_DELIVERIES, peer_kind_count };

/* Returns the name that import, the CSV file and the raw table have. */
const char *peer_name(enum peer_kind kind);
/* Appends a script for the sqlite3 shell that takes one kind in: .import into a raw table, INSERT..SELECT
 * into the typed table with its indexes, and its search table. model is a file made by `demur init`; csv the
 * file to read. */
void peer_script_add(struct str *out, enum peer_kind kind, const char *model, const char *csv);
/* Removes the raw tables and returns the bytes of what remains. */
double peer_bytes(const char *path);

#endif
