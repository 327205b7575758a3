#include "config.h"
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "desk/verb.h"

static bool flags_option(struct cli *cli, unsigned *flags, struct err *err)
{
    const char *text = command_option(&cli->line, "flags");

    return !text || flag_set_parse(text, flags) ||
           err_set(err, ERR_USAGE, "--flags %s: orders, competitor, legal and press are flags", text);
}

/* A day as people say it, or an instant with a time. */
static bool received_option(struct cli *cli, struct desk_objection *objection, struct err *err)
{
    const char *text = command_option(&cli->line, "received");
    struct zone_time time;
    int64_t instant;

    objection->hour = objection->minute = -1;
    objection->day = text ? day_parse_relative(text, desk_today(cli->desk)) : desk_today(cli->desk);
    if (objection->day != DAY_NONE)
        return true;
    instant = instant_parse(text, desk_zone(cli->desk));
    if (instant == INSTANT_NONE)
        return err_set(
            err, ERR_USAGE,
            "--received %s: this is no day; write it as 2014-04-03, yesterday, or \"2014-04-03 14:02\"",
            text);
    time = zone_at(instant, desk_zone(cli->desk));
    objection->day = time.day;
    objection->hour = time.hour;
    objection->minute = time.minute;
    return true;
}

int cli_log(struct cli *cli, struct err *err)
{
    struct desk_objection objection = {
        .source = SOURCE_CALL,
        .voice = VOICE_COMPANY,
        .ruling = RULING_UNREAD,
        .reason = command_option(&cli->line, "reason"),
    };
    int64_t *accounts = mem_new_array((size_t)cli->line.argument_count, sizeof *accounts), id = 0;
    char *words = NULL;
    bool good = true;

    for (int i = 0; good && i < cli->line.argument_count; i++)
        good = cli_account(cli, cli->line.arguments[i], &accounts[i], err);
    good = good && CLI_WORD(cli, "source", source, &objection.source, err) &&
           CLI_WORD(cli, "voice", voice, &objection.voice, err) &&
           CLI_WORD(cli, "ruling", ruling, &objection.ruling, err) &&
           flags_option(cli, &objection.flags, err) && received_option(cli, &objection, err) &&
           cli_text(cli, "text", &words, err);
    if (good) {
        objection.accounts = accounts;
        objection.account_count = (size_t)cli->line.argument_count;
        objection.words = words;
        good = desk_object(cli->desk, &objection, &id, err);
    }
    if (good)
        cli_say("logged objection:%lld, %s", (long long)id, ruling_title(objection.ruling));
    free(accounts);
    free(words);
    return good ? 0 : -1;
}

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

    return reading_argument(cli, &given, err) && CLI_WORD(cli, "voice", voice, &given.voice, err) &&
           flags_option(cli, &given.flags, err) && desk_classify(cli->desk, &given, err);
}

static bool classify_objection(struct cli *cli, int64_t objection, const int64_t *accounts, size_t count,
                               struct err *err)
{
    enum ruling ruling;

    if (!ruling_parse(cli->line.arguments[1], &ruling))
        return err_set(err, ERR_USAGE,
                       "%s: an objection is opt_out, dispute, question, threat or not_objection",
                       cli->line.arguments[1]);
    return (!count || desk_tie(cli->desk, objection, accounts, count, err)) &&
           desk_rule(cli->desk, objection, -1, ruling, command_option(&cli->line, "reason"), err);
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

static bool number_argument(struct cli *cli, const char *noun, int64_t *id, struct err *err)
{
    const char *text = cli->line.arguments[0];

    return cli_noun(text, noun, id) || (str_to_number(text, id) && *id > 0) ||
           err_set(err, ERR_USAGE, "%s: say the number of the %s, as its list shows it", text, noun);
}

int cli_escalate(struct cli *cli, struct err *err)
{
    enum level to;
    int64_t id;
    int due;

    if (!number_argument(cli, "dispute", &id, err) || !cli_day(cli, "due", &due, err))
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
    bool good = number_argument(cli, "dispute", &id, err);

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

int cli_assign(struct cli *cli, struct err *err)
{
    const char *owner = cli->line.arguments[1];
    int64_t id;

    if (!number_argument(cli, "duty", &id, err))
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
    bool good = number_argument(cli, "duty", &id, err) && cli_text(cli, "words", &words, err) &&
                desk_done(cli->desk, id, words, err);

    free(words);
    if (good)
        cli_say("duty:%lld is done", (long long)id);
    return good ? 0 : -1;
}

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

int cli_hold(struct cli *cli, struct err *err)
{
    int64_t account, id = 0;
    int until;

    if (!cli_account(cli, cli->line.arguments[0], &account, err) || !cli_day(cli, "until", &until, err) ||
        !desk_hold(cli->desk, account, command_option(&cli->line, "reason"), until, &id, err))
        return -1;
    cli_say("hold:%lld keeps %s from disclosure", (long long)id, cli->line.arguments[0]);
    return 0;
}

int cli_lift(struct cli *cli, struct err *err)
{
    int64_t id;

    if (!number_argument(cli, "hold", &id, err) ||
        !desk_lift(cli->desk, id, command_option(&cli->line, "reason"), err))
        return -1;
    cli_say("hold:%lld is lifted", (long long)id);
    return 0;
}
