#include "config.h"
#include "cli/cli.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/utf8.h"
#include "base/zone.h"

static cli_command *const runners[command_count] = {
    [COMMAND_INIT] = cli_init,
    [COMMAND_IMPORT] = cli_import,
    [COMMAND_INTAKE] = cli_intake,
    [COMMAND_QUEUE] = cli_list,
    [COMMAND_ACCOUNTS] = cli_list,
    [COMMAND_INBOX] = cli_list,
    [COMMAND_DISPUTES] = cli_list,
    [COMMAND_OBJECTIONS] = cli_list,
    [COMMAND_NOTICES] = cli_list,
    [COMMAND_JOURNAL] = cli_list,
    [COMMAND_SHOW] = cli_show,
    [COMMAND_WHY] = cli_why,
    [COMMAND_LOG] = cli_log,
    [COMMAND_CLASSIFY] = cli_classify,
    [COMMAND_ESCALATE] = cli_escalate,
    [COMMAND_RESOLVE] = cli_resolve,
    [COMMAND_ASSIGN] = cli_assign,
    [COMMAND_DONE] = cli_done,
    [COMMAND_CONSENT] = cli_consent,
    [COMMAND_WITHDRAW] = cli_withdraw,
    [COMMAND_CONDITIONS] = cli_conditions,
    [COMMAND_TICK] = cli_tick,
    [COMMAND_UNTICK] = cli_untick,
    [COMMAND_LIMIT] = cli_limit,
    [COMMAND_NOTE] = cli_note,
    [COMMAND_HOLD] = cli_hold,
    [COMMAND_LIFT] = cli_lift,
    [COMMAND_EXPORT] = cli_export,
    [COMMAND_CHECK] = cli_check,
    [COMMAND_VERIFY] = cli_verify,
    [COMMAND_BACKUP] = cli_backup,
    [COMMAND_COMPLETION] = cli_completion,
    [COMMAND_GATE] = cli_gate,
    [COMMAND_RECALL] = cli_recall,
    [COMMAND_HELP] = cli_help,
    [COMMAND_DEMO] = cli_demo,
    [COMMAND_SETTINGS] = cli_settings,
    [COMMAND_RULES] = cli_rules,
    [COMMAND_TEXT] = cli_notice_text,
    [COMMAND_REPRESENTATIVE] = cli_representative,
    [COMMAND_AUTHORITY] = cli_authority,
    [COMMAND_CANDIDATES] = cli_candidates,
};

void cli_say(const char *format, ...)
{
    struct str text = {0}, safe = {0};
    va_list list;

    va_start(list, format);
    str_add_format_list(&text, format, list);
    va_end(list);
    utf8_add_printable(&safe, str_text(&text), text.length, UTF8_ONE_LINE);
    cli_progress_wipe();
    fprintf(stderr, "demur: %s\n", str_text(&safe));
    str_clear(&text);
    str_clear(&safe);
}

bool cli_print(const char *text, struct err *err)
{
    cli_progress_wipe();
    if (fputs(text, stdout) != EOF && fflush(stdout) != EOF)
        return true;
    return err_set(err, ERR_INPUT, "standard output: cannot be written: %s", strerror(errno));
}

bool cli_print_safe(struct str *text, struct err *err)
{
    struct str safe = {0};
    bool good;

    utf8_add_printable(&safe, str_text(text), text->length, UTF8_KEEP_LINES);
    good = cli_print(str_text(&safe), err);
    str_clear(&safe);
    str_clear(text);
    return good;
}

static bool clock_set(struct cli *cli, struct err *err)
{
    const char *fixed = getenv("DEMUR_NOW");
    const char *as_of = command_option(&cli->line, "as-of");

    cli->options.now = instant_now();
    if (!str_blank(fixed)) {
        cli->options.now = instant_parse(fixed, zone_local());
        cli->now_fixed = true;
        if (cli->options.now == INSTANT_NONE)
            return err_set(err, ERR_USAGE,
                           "DEMUR_NOW=%s: this is no instant; write it as 2014-04-03T14:02:00Z", fixed);
    }
    if (as_of) {
        cli->options.as_of = as_of;
        cli->options.read_only = true;
        cli->now_fixed = true;
    }
    return true;
}

static bool options_set(struct cli *cli, struct err *err)
{
    cli->options.path = command_option(&cli->line, "file");
    cli->options.program = command_option(&cli->line, "program");
    cli->options.agent = command_option(&cli->line, "agent");
    cli->options.read_only = command_option(&cli->line, "read-only") != NULL;
    return clock_set(cli, err);
}

bool cli_open(struct cli *cli, bool read_only, struct err *err)
{
    struct desk_options options = cli->options;
    const char *warnings;

    options.read_only = options.read_only || read_only;
    if (!desk_open(&options, &cli->desk, err))
        return false;
    for (warnings = desk_warnings(cli->desk); *warnings;) {
        size_t length = strcspn(warnings, "\n");

        cli_say("%.*s", (int)length, warnings);
        warnings += length + (warnings[length] == '\n');
    }
    if (desk_looks_ahead(cli->desk))
        cli_say("a day to come: this is what would be, if nothing comes in until then");
    return true;
}

int cli_desk(struct cli *cli, struct err *err)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        if (!cli->desk && !cli_open(cli, true, err))
            return -1;
        cli->line.command = COMMAND_QUEUE;
        cli->line.argument_count = 0;
        return cli_list(cli, err);
    }
    if (!cli->desk && !cli_open(cli, false, err))
        return -1;
    return cli->screens(cli->desk, cli->now_fixed, err);
}

static int run(struct cli *cli, struct err *err)
{
    enum command command = cli->line.command;

    if (command_option(&cli->line, "version"))
        return cli_print("demur " PACKAGE_VERSION "\n", err) ? 0 : -1;
    if (command_option(&cli->line, "help"))
        return cli_help(cli, err);
    if (!options_set(cli, err))
        return -1;
    if (command == COMMAND_DESK)
        return cli_desk(cli, err);
    if (command_get(command)->opens != OPENS_NONE &&
        !cli_open(cli, command_get(command)->opens == OPENS_READ, err))
        return -1;
    return runners[command](cli, err);
}

int cli_main(int argc, char **argv, cli_screens *screens)
{
    struct cli cli = {.screens = screens};
    struct err err = {0};
    int status = -1;

    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    signal(SIGPIPE, SIG_IGN);
    /* A file that may grow no further is a full disk, and is told as one. */
    signal(SIGXFSZ, SIG_IGN);
    if (command_parse(argc, argv, &cli.line, &err))
        status = run(&cli, &err);
    if (status < 0) {
        cli_say("%s", err.text);
        status = err_exit_status(&err);
    }
    desk_close(cli.desk);
    command_line_clear(&cli.line);
    return status;
}
