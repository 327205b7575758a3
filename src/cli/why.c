#include "config.h"
#include "cli/cli.h"

#include "desk/view.h"

int cli_why(struct cli *cli, struct err *err)
{
    struct standing_result standing = {0};
    struct str out = {0};
    int64_t id;
    bool good = cli_account(cli, cli->line.arguments[0], &id, err) && desk_why(cli->desk, id, &out, err) &&
                cli_print_safe(&out, err) && desk_standing(cli->desk, id, &standing, err);
    int status = !good ? -1 : standing_may_disclose(standing.value) && !desk_looks_ahead(cli->desk) ? 0 : 1;

    standing_clear(&standing);
    str_clear(&out);
    return status;
}
