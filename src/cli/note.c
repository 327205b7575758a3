#include "config.h"
#include "cli/cli.h"

#include "desk/verb.h"

int cli_note(struct cli *cli, struct err *err)
{
    const char *what = cli->line.arguments[0];
    int64_t account = 0, message = 0, dispute = 0;

    if (!cli_noun(what, "message", &message) && !cli_noun(what, "dispute", &dispute) &&
        !cli_account(cli, what, &account, err))
        return -1;
    if (!desk_note(cli->desk, account, message, dispute, cli->line.arguments[1], err))
        return -1;
    cli_say("noted");
    return 0;
}
