/* The rules by place that come with the program. */
#ifndef DEMUR_DESK_RULES_H
#define DEMUR_DESK_RULES_H

#include "core/rule.h"

#include "base/err.h"

/* Reads jurisdictions.csv and overlays.csv of the program's data into book, sorted. A value that cannot be
 * read makes the row a hold (window-rules: unknown is hold); a row without a code is refused. The caller
 * clears, also after a failure. */
bool desk_rules_read(struct rule_book *book, struct err *err);

#endif
