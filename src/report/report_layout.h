/* What one format does; for report.c alone. Each function appends UTF-8 to writer->line. */
#ifndef DEMUR_REPORT_REPORT_LAYOUT_H
#define DEMUR_REPORT_REPORT_LAYOUT_H

#include "report/report.h"

struct report_layout {
    void (*head)(struct report_writer *writer);
    void (*row)(struct report_writer *writer, const char *const *texts); /* row_count: rows before this one */
    void (*tail)(struct report_writer *writer);                          /* may be NULL */
};

extern const struct report_layout report_layout_table;
extern const struct report_layout report_layout_csv;
extern const struct report_layout report_layout_tsv;
extern const struct report_layout report_layout_json;

#endif
