#include "config.h"
#include "cli/cli.h"

#include "desk/transfer.h"

int cli_intake(struct cli *cli, struct err *err)
{
    const char *as = command_option(&cli->line, "as"), *charset = command_option(&cli->line, "charset");
    bool dry_run = command_option(&cli->line, "dry-run") != NULL;
    int status = 0;

    for (int i = 0; i < cli->line.argument_count; i++) {
        const char *path = cli->line.arguments[i];
        struct desk_intake_report report = {0};

        if (desk_intake(cli->desk, path, as, charset, dry_run, &report, err) &&
            cli_print(str_text(&report.changes), err))
            cli_say("%s: %lld messages: %lld added, %lld changed, %lld vanished, %lld the same; %lld quoted "
                    "notices%s",
                    path, (long long)report.read, (long long)report.added, (long long)report.changed,
                    (long long)report.vanished, (long long)report.same, (long long)report.notices,
                    dry_run ? " (dry run: nothing was changed)" : "");
        else
            status = -1;
        desk_intake_report_clear(&report);
        if (status < 0)
            break;
    }
    return status;
}
