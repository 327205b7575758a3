#include "config.h"
#include "cli/cli.h"

#include <stdlib.h>

#include "desk/verb.h"

/* The second word may be a ruling (then the message is an objection) or another reading. */
static bool reading_argument(struct cli *cli, struct desk_classification *given, struct err *err)
{
    const char *word = cli->line.arguments[1];

    if (ruling_parse(word, &given->ruling) && given->ruling != RULING_UNREAD) {
        given->reading = given->ruling == RULING_NOT_OBJECTION ? READING_NO_OBJECTION : READING_OBJECTION;
        return true;
    }
    if (reading_parse(word, &given->reading) && given->reading != READING_UNREAD &&
        given->reading != READING_OBJECTION) {
        given->ruling = RULING_NOT_OBJECTION;
        return true;
    }
    return err_set(
        err, ERR_USAGE,
        "%s: a message is opt_out, dispute, question, threat, no_objection, bystander, staff_promise, "
        "staff_statement or staff_statement_cleared",
        word);
}

static bool classify_message(struct cli *cli, int64_t message, const int64_t *accounts, size_t count,
                             struct err *err)
{
    struct desk_classification given = {
        .message = message,
        .version = -1,
        .voice = VOICE_UNKNOWN,
        .accounts = accounts,
        .account_count = count,
        .not_identified = command_option(&cli->line, "not-identified") != NULL,
        .reason = command_option(&cli->line, "reason"),
    };

    if (!cli_speaker(cli, &given.representative, err))
        return false;
    if (given.representative)
        given.voice = VOICE_REPRESENTATIVE;
    return reading_argument(cli, &given, err) && CLI_WORD(cli, "voice", voice, &given.voice, err) &&
           cli_flags(cli, &given.flags, err) && desk_classify(cli->desk, &given, err);
}

static bool classify_objection(struct cli *cli, int64_t objection, const int64_t *accounts, size_t count,
                               struct err *err)
{
    struct desk_correction correction = {
        .objection = objection,
        .version = -1,
        .accounts = accounts,
        .account_count = count,
        .reason = command_option(&cli->line, "reason"),
    };
    enum voice voice = VOICE_UNKNOWN;
    unsigned flags = 0;

    if (command_option(&cli->line, "not-identified"))
        return err_set(err, ERR_USAGE, "--not-identified goes with a message: an objection has its accounts");
    if (command_option(&cli->line, "representative"))
        return err_set(err, ERR_USAGE, "--representative goes with a message, or with log");
    if (!ruling_parse(cli->line.arguments[1], &correction.ruling))
        return err_set(err, ERR_USAGE,
                       "%s: an objection is opt_out, dispute, question, threat or not_objection",
                       cli->line.arguments[1]);
    if (!CLI_WORD(cli, "voice", voice, &voice, err) || !cli_flags(cli, &flags, err))
        return false;
    if (command_option(&cli->line, "voice"))
        correction.voice = &voice;
    if (command_option(&cli->line, "flags"))
        correction.flags = &flags;
    return desk_correct(cli->desk, &correction, err);
}

int cli_classify(struct cli *cli, struct err *err)
{
    const char *what = cli->line.arguments[0];
    int64_t id = 0, *accounts = NULL;
    size_t count = 0;
    bool good = cli_accounts(cli, command_option(&cli->line, "account"), &accounts, &count, err);

    if (good && cli_noun(what, "message", &id))
        good = classify_message(cli, id, accounts, count, err);
    else if (good && (cli_noun(what, "objection", &id) || (str_to_number(what, &id) && id > 0)))
        good = classify_objection(cli, id, accounts, count, err);
    else if (good)
        good =
            err_set(err, ERR_USAGE,
                    "%s: say message:N or objection:N; `demur inbox` and `demur objections` list them", what);
    if (good)
        cli_say("%s is now read as %s", what, cli->line.arguments[1]);
    free(accounts);
    return good ? 0 : -1;
}
