#include "config.h"
#include "cli/cli.h"

int cli_init(struct cli *cli, struct err *err)
{
    struct desk_init init = {
        .program = cli->options.program,
        .country = command_option(&cli->line, "country"),
        .zone = command_option(&cli->line, "zone"),
        .days = 30,
    };
    const char *days = command_option(&cli->line, "days");
    int64_t number = init.days;

    if (days && (!str_to_number(days, &number) || number < 1 || number > 365)) {
        err_set(err, ERR_USAGE, "--days %s: the window a notice promises is 1 to 365 days", days);
        return -1;
    }
    if (cli->options.read_only) {
        err_set(err, ERR_USAGE, "init makes a file: leave out --read-only and --as-of");
        return -1;
    }
    init.days = (int)number;
    cli->options.program = NULL;
    if (!init.program)
        init.program = "Program";
    if (!desk_init(&cli->options, &init, err) || !cli_open(cli, true, err))
        return -1;
    cli_say("made %s: program %s, %d days to object, %s, %s is lead", desk_path(cli->desk),
            desk_program(cli->desk)->name, init.days, desk_zone(cli->desk), desk_agent(cli->desk));
    return 0;
}
