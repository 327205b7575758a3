#include "config.h"
#include "cli/cli.h"

#include "desk/view.h"

static int why_said(struct cli *cli, int64_t objection, int64_t message, struct err *err)
{
    struct str out = {0};
    bool may = false,
         good = desk_why_said(cli->desk, objection, message, &out, &may, err) && cli_print_safe(&out, err);

    str_clear(&out);
    return !good ? -1 : may ? 0 : 1;
}

int cli_why(struct cli *cli, struct err *err)
{
    const char *what = cli->line.arguments[0];
    struct standing_result standing = {0};
    struct str out = {0};
    int64_t id = 0;
    bool good;
    int status;

    if (cli_noun(what, "objection", &id))
        return why_said(cli, id, 0, err);
    if (cli_noun(what, "message", &id))
        return why_said(cli, 0, id, err);
    good = cli_account(cli, what, &id, err) && desk_why(cli->desk, id, &out, err) &&
           cli_print_safe(&out, err) && desk_standing(cli->desk, id, &standing, err);
    status = !good ? -1 : standing_may_disclose(standing.value) && !desk_looks_ahead(cli->desk) ? 0 : 1;
    standing_clear(&standing);
    str_clear(&out);
    return status;
}
