#include "config.h"
#include "cli/cli.h"

#include <stdlib.h>

#include "desk/verb.h"

int cli_assign(struct cli *cli, struct err *err)
{
    const char *owner = cli->line.arguments[1];
    int64_t id;

    if (!cli_number(cli, "duty", &id, err))
        return -1;
    owner = str_equal(owner, "-") ? "" : str_equal(owner, "me") ? desk_agent(cli->desk) : owner;
    if (!desk_assign(cli->desk, id, NULL, owner, err))
        return -1;
    cli_say("duty:%lld is %s%s", (long long)id, *owner ? "now done by " : "nobody's", owner);
    return 0;
}

int cli_done(struct cli *cli, struct err *err)
{
    int64_t id;
    char *words = NULL;
    bool good = cli_number(cli, "duty", &id, err) && cli_text(cli, "words", &words, err) &&
                desk_done(cli->desk, id, words, err);

    free(words);
    if (good)
        cli_say("duty:%lld is done", (long long)id);
    return good ? 0 : -1;
}
