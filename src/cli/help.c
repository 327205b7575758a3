#include "config.h"
#include "cli/cli.h"

int cli_help(struct cli *cli, struct err *err)
{
    enum command command = cli->line.command;
    struct str out = {0};
    bool good;

    if (command == COMMAND_HELP && !command_option(&cli->line, "help")) {
        command = COMMAND_DESK;
        if (cli->line.argument_count && !command_find(cli->line.arguments[0], &command)) {
            err_set(err, ERR_USAGE, "there is no command %s; `demur help` lists them",
                    cli->line.arguments[0]);
            return -1;
        }
    }
    command_add_help(command, &out);
    good = cli_print(str_text(&out), err);
    str_clear(&out);
    return good ? 0 : -1;
}

int cli_completion(struct cli *cli, struct err *err)
{
    struct str out = {0};
    bool good = command_add_completion(cli->line.arguments[0], &out, err) && cli_print(str_text(&out), err);

    str_clear(&out);
    return good ? 0 : -1;
}
