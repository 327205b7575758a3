/* The desk's file of the bench, made by the program's own import and verbs. */
#ifndef DEMUR_BENCH_FILL_H
#define DEMUR_BENCH_FILL_H

#include "tests/bench/world.h"

/* Makes a file at path of the CSV files in directory, with messages, objections, disputes, yeses and holds
 * whose number grows with that of the accounts. Nothing is synced: a file that can be made again needs no
 * power cut survived. Ends the program with a sentence when a verb refuses. */
void fill(const struct world *world, const char *directory, const char *path);

#endif
