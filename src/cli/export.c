#include "config.h"
#include "cli/cli.h"

#include <stdlib.h>
#include <unistd.h>

#include "desk/transfer.h"

int cli_export(struct cli *cli, struct err *err)
{
    const char *path = command_option(&cli->line, "output");
    struct desk_export_options options = {
        .columns = command_option(&cli->line, "columns"),
        .charset = command_option(&cli->line, "charset"),
        .format = command_option(&cli->line, "format"),
        .bom = command_option(&cli->line, "bom") != NULL,
        .raw = command_option(&cli->line, "raw") != NULL,
    };
    struct desk_list list = {0};
    char *filter = command_join(&cli->line, 1);
    int64_t matched = 0, written = 0;
    enum list which;
    bool good = true;

    if (!path)
        good = err_set(err, ERR_USAGE, "export needs to know where: -o FILE, or -o - for standard output");
    else if (str_equal(path, "-") && isatty(STDOUT_FILENO))
        good = err_set(err, ERR_USAGE, "-o -: standard output is a terminal: name a file, or see `demur %s`",
                       cli->line.arguments[0]);
    else if (!list_parse(cli->line.arguments[0], &which) || !list_is_shown(which))
        good = err_set(
            err, ERR_USAGE,
            "export %s: queue, accounts, inbox, disputes, objections, notices and journal are exported",
            cli->line.arguments[0]);
    cli_long_work();
    good = good &&
           desk_list_set(cli->desk, which, filter, false, command_option(&cli->line, "sort"), &list, err) &&
           desk_export(cli->desk, &list, path, &options, &matched, &written, err);
    if (good)
        cli_say("%s: %lld rows matched, %lld written to %s", list_name(which), (long long)matched,
                (long long)written, path);
    desk_list_clear(&list);
    free(filter);
    return good ? 0 : -1;
}
