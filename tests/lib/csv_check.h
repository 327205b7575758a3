/* What must hold of every text read as CSV; for fuzzing and the corpus. */
#ifndef DEMUR_TESTS_LIB_CSV_CHECK_H
#define DEMUR_TESTS_LIB_CSV_CHECK_H

#include <stddef.h>

#include "base/str.h"

/* Reads the text to its end. Returns NULL when no byte but those of blank rows was lost, every row and
 * problem says where it stands, clean rows come back the same from our own CSV, and no cell runs there; else
 * a static sentence. */
const char *csv_check(const char *text, size_t length, char delimiter);

#endif
