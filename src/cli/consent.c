#include "config.h"
#include "desk/consent.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/zone.h"
#include "cli/cli.h"
#include "store/nouns.h"

static bool consent_options(struct cli *cli, struct desk_consent *consent, struct err *err)
{
    if (!command_option(&cli->line, "voice") || !command_option(&cli->line, "identity"))
        return err_set(
            err, ERR_USAGE,
            "a consent needs --voice (company, contact, representative) and --identity (reply, callback, "
            "portal, signed): who said yes, and how that is known");
    return CLI_WORD(cli, "voice", voice, &consent->voice, err) &&
           CLI_WORD(cli, "identity", identity, &consent->identity, err) &&
           CLI_WORD(cli, "source", source, &consent->source, err) &&
           cli_received(cli, &consent->day, &consent->hour, &consent->minute, err) &&
           cli_contact(cli, "contact", consent->account, &consent->contact, err) &&
           cli_speaker(cli, &consent->representative, err);
}

int cli_consent(struct cli *cli, struct err *err)
{
    struct desk_consent consent = {.source = SOURCE_CALL};
    char *words = NULL;
    int64_t id = 0;
    bool good = cli_account(cli, cli->line.arguments[0], &consent.account, err) &&
                consent_options(cli, &consent, err) && cli_text(cli, "text", &words, err);

    consent.words = words;
    good = good && desk_consent(cli->desk, &consent, &id, err);
    if (good)
        cli_say("consent:%lld of %s", (long long)id, cli->line.arguments[0]);
    free(words);
    return good ? 0 : -1;
}

int cli_withdraw(struct cli *cli, struct err *err)
{
    char *words = NULL;
    int64_t id;
    bool good = cli_number(cli, "consent", &id, err) && cli_text(cli, "text", &words, err) &&
                desk_consent_withdraw(cli->desk, id, words, err);

    if (good)
        cli_say("consent:%lld is withdrawn", (long long)id);
    free(words);
    return good ? 0 : -1;
}

static bool condition_list(struct cli *cli, int64_t account, struct str *out, struct err *err)
{
    struct desk_condition_list list = {0};
    bool good = desk_conditions(cli->desk, account, &list, err);

    if (good && !list.count)
        str_add(out, "the rule of this account asks for no conditions\n");
    for (size_t i = 0; good && i < list.count; i++) {
        const struct desk_condition *item = &list.items[i];
        struct str tick = {0};

        desk_tick_add(cli->desk, item, &tick);
        str_add_format(out, "[%c] %-14s %s%s%s%s\n", item->ticked ? 'x' : ' ',
                       condition_name(item->condition), condition_title(item->condition),
                       tick.length ? " (" : "", str_text(&tick), tick.length ? ")" : "");
        str_clear(&tick);
    }
    desk_condition_list_clear(&list);
    return good;
}

int cli_conditions(struct cli *cli, struct err *err)
{
    struct str out = {0};
    int64_t account;
    bool good = cli_account(cli, cli->line.arguments[0], &account, err) &&
                condition_list(cli, account, &out, err) && cli_print_safe(&out, err);

    str_clear(&out);
    return good ? 0 : -1;
}

static int tick_all(struct cli *cli, bool ticked, struct err *err)
{
    const char *word = cli->line.arguments[0];
    enum condition condition;
    char *words = NULL;
    bool good = condition_parse(word, &condition) ||
                err_set(err, ERR_USAGE,
                        "%s: there is no such condition; `demur conditions ACCOUNT` lists them", word);

    good = good && cli_text(cli, "words", &words, err);
    for (int i = 1; good && i < cli->line.argument_count; i++) {
        int64_t account;

        good = cli_account(cli, cli->line.arguments[i], &account, err) &&
               desk_tick(cli->desk, account, condition, ticked, words, err);
        if (good)
            cli_say("%s: %s is %s", cli->line.arguments[i], condition_name(condition),
                    ticked ? "ticked" : "open again");
        else
            err_prefix(err, "%s", cli->line.arguments[i]);
    }
    free(words);
    return good ? 0 : -1;
}

int cli_tick(struct cli *cli, struct err *err)
{
    return tick_all(cli, true, err);
}

int cli_untick(struct cli *cli, struct err *err)
{
    return tick_all(cli, false, err);
}

/* The contact of any account the objection is tied to. */
static bool tied_contact(struct cli *cli, int64_t objection, const char *option, int64_t *contact,
                         struct err *err)
{
    int64_t *accounts = NULL;
    size_t count = 0;
    bool good;

    *contact = 0;
    if (!command_option(&cli->line, option))
        return true;
    good = store_tie_list(desk_store(cli->desk), objection, &accounts, &count, err);
    if (good && !count)
        good = err_set(err, ERR_USAGE, "objection %lld is tied to no account: tie it first",
                       (long long)objection);
    for (size_t i = 0; good && !*contact && i < count; i++)
        good = cli_contact(cli, option, accounts[i], contact, i + 1 < count ? NULL : err) || i + 1 < count;
    free(accounts);
    return good;
}

int cli_limit(struct cli *cli, struct err *err)
{
    const char *categories = command_option(&cli->line, "categories");
    struct desk_limit limit = {.version = -1, .reason = command_option(&cli->line, "reason")};
    int64_t *partners = NULL;
    bool good = cli_number(cli, "objection", &limit.objection, err);

    if (good && categories && !word_set_parse(&category_words, categories, &limit.categories))
        good = err_set(
            err, ERR_USAGE,
            "--categories %s: the categories are company, place, relation, contact_name, contact_email "
            "and contact_phone",
            categories);
    good = good && tied_contact(cli, limit.objection, "contact", &limit.contact, err) &&
           tied_contact(cli, limit.objection, "speaker", &limit.speaker, err) &&
           cli_partners(cli, "to", &partners, &limit.partner_count, err);
    limit.partners = partners;
    good = good && desk_limit(cli->desk, &limit, err);
    if (good)
        cli_say("objection:%lld is limited", (long long)limit.objection);
    free(partners);
    return good ? 0 : -1;
}
