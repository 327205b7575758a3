#include "config.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/progress.h"
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

/* How far a long import is, on one line that is written over and at last wiped. */
struct import_progress {
    struct progress pace;
    bool shown;
};

static int64_t clock_milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void progress_show(void *context, const char *what, int64_t count)
{
    struct import_progress *progress = context;

    if (!progress_due(&progress->pace, clock_milliseconds()))
        return;
    fprintf(stderr, "\r%lld %-30s", (long long)count, what);
    fflush(stderr);
    progress->shown = true;
}

static void progress_wipe(const struct import_progress *progress)
{
    if (progress->shown)
        fprintf(stderr, "\r%50s\r", "");
}

int cli_import(struct cli *cli, struct err *err)
{
    const char *path = cli->line.arguments[1], *delimiter = command_option(&cli->line, "delimiter");
    struct import_progress progress = {.shown = false};
    struct desk_import_options options = {
        .charset = command_option(&cli->line, "charset"),
        .map = command_option(&cli->line, "map"),
        .rejects = command_option(&cli->line, "rejects"),
        .dry_run = command_option(&cli->line, "dry-run") != NULL,
        .progress = isatty(STDERR_FILENO) ? progress_show : NULL,
        .progress_context = &progress,
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
    good = desk_import(cli->desk, kind, path, &options, &report, err);
    progress_wipe(&progress);
    if (good && cli_print(str_text(&report.changes), err)) {
        notes_say(&report, path);
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
