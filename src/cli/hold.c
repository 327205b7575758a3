#include "config.h"
#include "cli/cli.h"

#include "desk/verb.h"

int cli_hold(struct cli *cli, struct err *err)
{
    int64_t account, id = 0;
    int until;

    if (command_option(&cli->line, "like"))
        return cli_hold_like(cli, err);
    if (cli->line.argument_count != 1 || command_option(&cli->line, "days")) {
        err_set(err, ERR_USAGE, "hold: one account, or --like objection:N --days N");
        return -1;
    }
    if (!cli_account(cli, cli->line.arguments[0], &account, err) || !cli_day(cli, "until", &until, err) ||
        !desk_hold(cli->desk, account, command_option(&cli->line, "reason"), until, &id, err))
        return -1;
    cli_say("hold:%lld keeps %s from disclosure", (long long)id, cli->line.arguments[0]);
    return 0;
}

int cli_lift(struct cli *cli, struct err *err)
{
    int64_t id;

    if (!cli_number(cli, "hold", &id, err) ||
        !desk_lift(cli->desk, id, command_option(&cli->line, "reason"), err))
        return -1;
    cli_say("hold:%lld is lifted", (long long)id);
    return 0;
}
