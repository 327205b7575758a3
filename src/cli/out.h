/* Reports on standard output. */
#ifndef DEMUR_CLI_OUT_H
#define DEMUR_CLI_OUT_H

#include "base/file.h"
#include "cli/cli.h"
#include "report/report.h"

/* A report of plain texts in the format asked for by --format. */
struct cli_out {
    struct report_writer writer;
    struct file_writer file;
};
bool cli_out_begin(struct cli *cli, struct cli_out *out, const struct report_column *columns, size_t count,
                   struct err *err);
/* Ends it: whole when good, else given up. Returns whether all is good. */
bool cli_out_end(struct cli_out *out, bool good, struct err *err);

#endif
