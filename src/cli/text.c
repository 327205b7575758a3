#include "config.h"
#include "cli/cli.h"

#include <string.h>

#include "base/day.h"
#include "base/zone.h"
#include "desk/text.h"

/* Returns the argument behind the word that says what to do; NULL when it is not there. */
static const char *argument(const struct cli *cli, int index)
{
    return cli->line.argument_count > index ? cli->line.arguments[index] : NULL;
}

/* Appends a version as people call it. */
static void version_add(struct str *out, const char *version)
{
    str_add(out, *version ? version : "(no version)");
}

static void items_add(struct str *out, const struct text_suggestion *suggestion)
{
    for (enum text_item i = 0; i < text_item_count; i++) {
        bool found = suggestion->items & 1u << i;

        str_add_format(out, "  %-9s  %-10s  %s", found ? "found" : "NOT FOUND", text_item_name(i),
                       text_item_title(i));
        if (found)
            str_add_format(out, ": %s", suggestion->words[i]);
        str_add(out, "\n");
    }
}

static void added_say(const struct record_text *text, unsigned items)
{
    if (items == TEXT_ITEM_ALL)
        cli_say("each item was found by its words: notices of this version stand");
    else
        cli_say(
            "not every item was found: its notices are void until somebody has read it: `demur text check "
            "\"%s\" --has ITEMS --words TEXT`",
            text->version);
}

static int text_add(struct cli *cli, struct err *err)
{
    struct desk_text given = {.path = argument(cli, 1),
                              .version = argument(cli, 2),
                              .charset = command_option(&cli->line, "charset"),
                              .language = command_option(&cli->line, "language")};
    struct record_text text = {0};
    struct text_suggestion suggestion = {0};
    struct str out = {0};
    bool added = false;
    int status = -1;

    if (!given.path) {
        err_set(err, ERR_USAGE, "text add: say which file holds the notice");
        return -1;
    }
    if (!cli_open(cli, false, err))
        return -1;
    if (desk_text_add(cli->desk, &given, &text, &suggestion, &added, err)) {
        version_add(&out, text.version);
        str_add_format(&out, ": %s, SHA-256 %s\n", added ? "kept" : "in the file already", text.hash);
        items_add(&out, &suggestion);
        if (cli_print_safe(&out, err))
            status = suggestion.items == TEXT_ITEM_ALL ? 0 : 1;
        if (status >= 0 && added)
            added_say(&text, suggestion.items);
    }
    str_clear(&out);
    text_suggestion_clear(&suggestion);
    record_text_clear(&text);
    return status;
}

static void row_add(struct cli *cli, struct str *out, const struct record_text *text)
{
    char day[16] = "-";

    if (text->at != INSTANT_NONE)
        day_format_iso(zone_day(text->at, desk_zone(cli->desk)), day, sizeof day);
    str_add_format(out, "%-16s %8lld ", *text->version ? text->version : "(no version)",
                   (long long)text->notices);
    if (text->days < 0)
        str_add_format(out, "%5s", "-");
    else
        str_add_format(out, "%5d", text->days);
    str_add_format(out, "  %-10s  ", day);
    desk_text_add_state(out, text);
    str_add(out, "\n");
}

static int text_list(struct cli *cli, struct err *err)
{
    struct record_text_list list = {0};
    struct str out = {0};
    int status = -1;

    if (cli_open(cli, true, err) && desk_text_list(cli->desk, &list, err)) {
        str_add_format(&out, "%-16s %8s %5s  %-10s  %s\n", "version", "notices", "days", "since", "state");
        for (size_t i = 0; i < list.count; i++)
            row_add(cli, &out, &list.items[i]);
        status = cli_print_safe(&out, err) ? 0 : -1;
    }
    str_clear(&out);
    record_text_list_clear(&list);
    return status;
}

static int text_show(struct cli *cli, struct err *err)
{
    struct record_text text = {0};
    struct str out = {0};
    int status = -1;

    if (cli_open(cli, true, err) && desk_text_find(cli->desk, argument(cli, 1), &text, err)) {
        desk_text_describe(cli->desk, &text, &out);
        status = cli_print_safe(&out, err) ? 0 : -1;
    }
    str_clear(&out);
    record_text_clear(&text);
    return status;
}

static bool items_read(const struct cli *cli, const char *option, unsigned *items, struct err *err)
{
    const char *text = command_option(&cli->line, option), *bad = "";
    struct str names = {0};

    *items = 0;
    if (!text || text_item_set_parse(text, items, &bad))
        return true;
    for (enum text_item i = 0; i < text_item_count; i++)
        str_add_format(&names, "%s, ", text_item_name(i));
    err_set(err, ERR_USAGE, "--%s %s: no item is called so; there are %sand all", option, bad,
            str_text(&names));
    str_clear(&names);
    return false;
}

static bool check_read(struct cli *cli, struct desk_text_check *check, struct err *err)
{
    const char *days = command_option(&cli->line, "days");
    int64_t number = -1;

    check->version = argument(cli, 1);
    check->words = command_option(&cli->line, "words");
    if (!items_read(cli, "has", &check->has, err) || !items_read(cli, "lacks", &check->lacks, err))
        return false;
    if (days && (!str_to_number(days, &number) || number < 1 || number > 365))
        return err_set(err, ERR_USAGE, "--days %s: the days a text promises are a number from 1 to 365",
                       days);
    check->days = (int)number;
    return true;
}

static int text_check(struct cli *cli, struct err *err)
{
    struct desk_text_check check = {0};
    struct record_text text = {0};
    struct str state = {0};
    int status = -1;

    if (check_read(cli, &check, err) && cli_open(cli, false, err) &&
        desk_text_check(cli->desk, &check, &text, err)) {
        version_add(&state, text.version);
        str_add(&state, ": ");
        desk_text_add_state(&state, &text);
        cli_say("%s", str_text(&state));
        status = text.items == TEXT_ITEM_ALL ? 0 : 1;
    }
    str_clear(&state);
    record_text_clear(&text);
    return status;
}

int cli_notice_text(struct cli *cli, struct err *err)
{
    static const struct {
        const char *name;
        cli_command *run;
    } verbs[] = {{"add", text_add}, {"list", text_list}, {"show", text_show}, {"check", text_check}};
    const char *verb = argument(cli, 0);

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (str_equal(verb, verbs[i].name))
            return verbs[i].run(cli, err);
    }
    err_set(err, ERR_USAGE, "text %s: add, list, show or check", verb);
    return -1;
}
