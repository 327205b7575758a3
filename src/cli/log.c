#include "config.h"
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "desk/verb.h"

bool cli_objection(struct cli *cli, struct desk_objection *objection, char **words, struct err *err)
{
    bool good;

    objection->reason = command_option(&cli->line, "reason");
    good = CLI_WORD(cli, "source", source, &objection->source, err) &&
           CLI_WORD(cli, "ruling", ruling, &objection->ruling, err) &&
           cli_flags(cli, &objection->flags, err) &&
           cli_received(cli, &objection->day, &objection->hour, &objection->minute, err) &&
           cli_text(cli, "text", words, err);
    objection->words = *words;
    return good;
}

/* What is known of who is not identified. "OldIron" may be a name or a forum name. */
static bool objector_read(struct cli *cli, struct record_objector *objector, struct err *err)
{
    const char *author = command_option(&cli->line, "author"), *slash = author ? strchr(author, '/') : NULL;
    const char *mail = command_option(&cli->line, "mail"), *company = command_option(&cli->line, "company");
    const char *region = command_option(&cli->line, "region");
    char code[8] = "";

    if (!command_option(&cli->line, "unidentified"))
        return (!author && !mail && !company && !region) ||
               err_set(err, ERR_USAGE,
                       "--author, --mail, --company and --region say what is known with --unidentified");
    if (region && !rule_code_parse(region, code, sizeof code))
        return err_set(err, ERR_USAGE,
                       "--region %s: no country or region has this code; give one like US or US-CA", region);
    objector->name = author ? mem_text_n(author, slash ? (size_t)(slash - author) : strlen(author)) : NULL;
    objector->handle = mem_text(slash ? slash + 1 : author);
    objector->mail = mem_text(mail);
    objector->company = mem_text(company);
    objector->region = mem_text(code);
    return true;
}

int cli_log(struct cli *cli, struct err *err)
{
    struct record_objector objector = {0};
    struct desk_objection objection = {
        .source = SOURCE_CALL,
        .voice = VOICE_COMPANY,
        .ruling = RULING_UNREAD,
        .account_count = (size_t)cli->line.argument_count,
    };
    int64_t *accounts = mem_new_array((size_t)cli->line.argument_count, sizeof *accounts), id = 0;
    char *words = NULL;
    bool good = cli_speaker(cli, &objection.representative, err) && objector_read(cli, &objector, err);

    if (command_option(&cli->line, "unidentified")) {
        objection.objector = &objector;
        objection.voice = VOICE_UNKNOWN;
    }
    if (objection.representative)
        objection.voice = VOICE_REPRESENTATIVE;
    for (int i = 0; good && i < cli->line.argument_count; i++)
        good = cli_account(cli, cli->line.arguments[i], &accounts[i], err);
    objection.accounts = accounts;
    good = good && CLI_WORD(cli, "voice", voice, &objection.voice, err) &&
           cli_objection(cli, &objection, &words, err) && desk_object(cli->desk, &objection, &id, err);
    if (good)
        cli_say("logged objection:%lld, %s", (long long)id, ruling_title(objection.ruling));
    record_objector_clear(&objector);
    free(accounts);
    free(words);
    return good ? 0 : -1;
}
