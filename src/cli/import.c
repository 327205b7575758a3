#include "config.h"
#include "cli/cli.h"

#include <string.h>

#include "desk/transfer.h"
#include "intake/csv.h"

static void notes_say(const struct desk_import_report *report, const char *path)
{
    const char *at = str_text(&report->notes);

    while (*at) {
        size_t length = strcspn(at, "\n");

        cli_say("%s: %.*s", path, (int)length, at);
        at += length + (at[length] == '\n');
    }
    for (size_t i = 0; i < report->reject_count; i++) {
        const struct desk_reject *reject = &report->rejects[i];

        if (reject->column)
            cli_say("%s: line %d, column %d: %s", path, reject->line, reject->column, reject->reason);
        else
            cli_say("%s: line %d: %s", path, reject->line, reject->reason);
    }
}

struct telling {
    const char *path;
    struct err *err;
    bool failed;
};

/* Tells what a part of the import had to say. */
static void tell(void *context, struct desk_import_report *report)
{
    struct telling *telling = context;

    telling->failed = telling->failed || !cli_print(str_text(&report->changes), telling->err);
    notes_say(report, telling->path);
    desk_import_report_told(report);
}

int cli_import(struct cli *cli, struct err *err)
{
    const char *path = cli->line.arguments[1], *delimiter = command_option(&cli->line, "delimiter");
    struct telling telling = {.path = path, .err = err};
    struct desk_import_options options = {
        .charset = command_option(&cli->line, "charset"),
        .map = command_option(&cli->line, "map"),
        .rejects = command_option(&cli->line, "rejects"),
        .dry_run = command_option(&cli->line, "dry-run") != NULL,
        .told = tell,
        .context = &telling,
        .clock = cli_microseconds,
    };
    struct desk_import_report report = {0};
    enum list kind;
    int status = -1;
    bool good;

    if (!list_parse(cli->line.arguments[0], &kind) || !list_is_imported(kind)) {
        err_set(err, ERR_USAGE,
                "import %s: accounts, contacts, notices, deliveries and partners are imported",
                cli->line.arguments[0]);
        return -1;
    }
    if (delimiter && !csv_delimiter_parse(delimiter, &options.delimiter, err))
        return -1;
    cli_long_work();
    good = desk_import(cli->desk, kind, path, &options, &report, err);
    if (good)
        tell(&telling, &report);
    if (good && !telling.failed) {
        cli_say("%s: %lld rows: %lld added, %lld changed, %lld the same, %lld refused%s", path,
                (long long)report.rows, (long long)report.added, (long long)report.changed,
                (long long)report.same, (long long)report.refused,
                options.dry_run ? " (dry run: nothing was changed)" : "");
        if (report.refused && options.rejects)
            cli_say("the refused rows are in %s: mend them and import that file", options.rejects);
        status = report.refused ? 1 : 0;
    }
    desk_import_report_clear(&report);
    return status;
}
