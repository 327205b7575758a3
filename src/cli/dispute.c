#include "config.h"
#include "cli/cli.h"

#include <stdlib.h>

#include "desk/verb.h"

int cli_escalate(struct cli *cli, struct err *err)
{
    enum level to;
    int64_t id;
    int due;

    if (!cli_number(cli, "dispute", &id, err) || !cli_day(cli, "due", &due, err))
        return -1;
    if (!level_parse(cli->line.arguments[1], &to)) {
        err_set(err, ERR_USAGE, "%s: the levels are agent, lead, community and legal",
                cli->line.arguments[1]);
        return -1;
    }
    if (!desk_escalate(cli->desk, id, -1, to, command_option(&cli->line, "reason"), due, err))
        return -1;
    cli_say("dispute:%lld is with %s", (long long)id, level_title(to));
    return 0;
}

int cli_resolve(struct cli *cli, struct err *err)
{
    enum outcome outcome;
    int64_t id;
    char *words = NULL;
    bool good = cli_number(cli, "dispute", &id, err);

    if (good && !outcome_parse(cli->line.arguments[1], &outcome))
        good = err_set(err, ERR_USAGE, "%s: the outcomes are opt_out, upheld, accepted and withdrawn",
                       cli->line.arguments[1]);
    good =
        good && cli_text(cli, "words", &words, err) && desk_resolve(cli->desk, id, -1, outcome, words, err);
    if (good)
        cli_say("dispute:%lld is resolved: %s", (long long)id, outcome_title(outcome));
    free(words);
    return good ? 0 : -1;
}
