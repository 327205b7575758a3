#include "config.h"
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/zone.h"
#include "store/nouns.h"

#define TEXT_LIMIT ((size_t)1024 * 1024)

int cli_columns(void)
{
    struct winsize size;

    if (!isatty(STDOUT_FILENO))
        return 0;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

bool cli_noun(const char *text, const char *noun, int64_t *id)
{
    size_t length = strlen(noun);

    return !strncmp(text, noun, length) && text[length] == ':' && str_to_number(text + length + 1, id) &&
           *id > 0;
}

bool cli_number(struct cli *cli, const char *noun, int64_t *id, struct err *err)
{
    const char *text = cli->line.arguments[0];

    return cli_noun(text, noun, id) || (str_to_number(text, id) && *id > 0) ||
           err_set(err, ERR_USAGE, "%s: say the number of the %s, as its list shows it", text, noun);
}

bool cli_account(struct cli *cli, const char *number, int64_t *id, struct err *err)
{
    struct record_account account = {0};
    bool good = store_account_find(desk_store(cli->desk), number, &account, err);

    if (good && !account.id)
        good =
            err_set(err, ERR_USAGE, "no account has the number %s: `demur accounts WORD` finds it", number);
    *id = account.id;
    record_account_clear(&account);
    return good;
}

bool cli_accounts(struct cli *cli, const char *numbers, int64_t **ids, size_t *count, struct err *err)
{
    const char *at = numbers ? numbers : "";
    size_t capacity = 0;
    bool good = true;

    *ids = NULL;
    *count = 0;
    while (good && *at) {
        size_t length = strcspn(at, ",");
        char *copy = mem_text_n(at, length), *number = str_trim(copy);

        if (*number) {
            mem_grow(*ids, *count, capacity);
            good = cli_account(cli, number, &(*ids)[*count], err);
            *count += good;
        }
        free(copy);
        at += length + (at[length] == ',');
    }
    return good;
}

bool cli_day(struct cli *cli, const char *option, int *day, struct err *err)
{
    const char *text = command_option(&cli->line, option);

    *day = text ? day_parse_relative(text, desk_today(cli->desk)) : DAY_NONE;
    if (text && *day == DAY_NONE)
        return err_set(err, ERR_USAGE, "--%s %s: this is no day; write it as 2014-04-03, or tomorrow, or +5",
                       option, text);
    return !text || day_in_use(*day) || err_set(err, ERR_USAGE, "--%s %s: %s", option, text, DAY_BEYOND);
}

/* A day as people say it, or an instant with a time. */
bool cli_received(struct cli *cli, int *day, int *hour, int *minute, struct err *err)
{
    const char *text = command_option(&cli->line, "received");
    struct zone_time time;
    int64_t instant;

    *hour = *minute = -1;
    *day = text ? day_parse_relative(text, desk_today(cli->desk)) : desk_today(cli->desk);
    if (*day == DAY_NONE) {
        instant = instant_parse(text, desk_zone(cli->desk));
        if (instant == INSTANT_NONE)
            return err_set(
                err, ERR_USAGE,
                "--received %s: this is no day; write it as 2014-04-03, yesterday, or \"2014-04-03 14:02\"",
                text);
        time = zone_at(instant, desk_zone(cli->desk));
        *day = time.day;
        *hour = time.hour;
        *minute = time.minute;
    }
    return !text || day_in_use(*day) || err_set(err, ERR_USAGE, "--received %s: %s", text, DAY_BEYOND);
}

bool cli_contact(struct cli *cli, const char *option, int64_t account, int64_t *id, struct err *err)
{
    const char *text = command_option(&cli->line, option);
    struct record_contact contact = {0};
    bool email = text && strchr(text, '@'), good = true;

    *id = 0;
    if (text)
        good = store_contact_find(desk_store(cli->desk), account, email ? text : NULL, email ? NULL : text,
                                  &contact, err);
    if (good && text && !contact.id)
        good = err_set(err, ERR_USAGE, "--%s %s: the account has no contact with this e-mail or name", option,
                       text);
    *id = contact.id;
    record_contact_clear(&contact);
    return good;
}

static bool partner_find(struct cli *cli, const char *name, int64_t *id, struct err *err)
{
    struct record_partner partner = {0};
    bool good = store_partner_find(desk_store(cli->desk), name, &partner, err);

    if (good && !partner.id)
        good = err_set(err, ERR_USAGE, "no partner is called \"%s\": import partners first", name);
    *id = partner.id;
    record_partner_clear(&partner);
    return good;
}

bool cli_partners(struct cli *cli, const char *option, int64_t **ids, size_t *count, struct err *err)
{
    const char *at = command_option(&cli->line, option);
    size_t capacity = 0;
    bool good = true;

    *ids = NULL;
    *count = 0;
    while (good && at && *at) {
        size_t length = strcspn(at, ",");
        char *copy = mem_text_n(at, length), *name = str_trim(copy);

        if (*name) {
            mem_grow(*ids, *count, capacity);
            good = partner_find(cli, name, &(*ids)[*count], err);
            *count += good;
        }
        free(copy);
        at += length + (at[length] == ',');
    }
    return good;
}

bool cli_flags(struct cli *cli, unsigned *flags, struct err *err)
{
    const char *text = command_option(&cli->line, "flags");

    return !text || flag_set_parse(text, flags) ||
           err_set(err, ERR_USAGE, "--flags %s: orders, competitor, legal and press are flags", text);
}

bool cli_text(struct cli *cli, const char *option, char **text, struct err *err)
{
    const char *value = command_option(&cli->line, option);
    struct str input = {0};

    *text = NULL;
    if (!value)
        return true;
    if (!str_equal(value, "-")) {
        *text = mem_text(value);
        return true;
    }
    if (!file_read("-", TEXT_LIMIT, &input, err)) {
        str_clear(&input);
        return false;
    }
    /* The line end that echo and editors add is no word of the customer's. */
    while (input.length && (input.text[input.length - 1] == '\n' || input.text[input.length - 1] == '\r'))
        input.text[--input.length] = '\0';
    *text = str_take(&input);
    return true;
}
