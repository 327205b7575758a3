#include "config.h"
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk/representative.h"
#include "store/nouns.h"

/* Adds a row of scope for each name of an option, split by commas. */
static void scopes_read(struct cli *cli, const char *option, enum scope kind, struct record_scope_list *list)
{
    const char *at = command_option(&cli->line, option);

    while (at && *at) {
        size_t length = strcspn(at, ",");
        char *copy = mem_text_n(at, length), *name = str_trim(copy);

        if (*name) {
            mem_grow(list->items, list->count, list->capacity);
            list->items[list->count++] = (struct record_scope){
                .scope = kind,
                .number = mem_text(kind == SCOPE_TAG ? "" : name),
                .tag = mem_text(kind == SCOPE_TAG ? name : ""),
                .future = command_option(&cli->line, "future") != NULL,
            };
        }
        free(copy);
        at += length + (at[length] == ',');
    }
}

static bool name_argument(struct cli *cli, const char **name, struct err *err)
{
    if (cli->line.argument_count != 2)
        return err_set(err, ERR_USAGE, "representative %s: say whose name, in one argument",
                       cli->line.arguments[0]);
    *name = cli->line.arguments[1];
    return true;
}

static bool representative_add(struct cli *cli, struct err *err)
{
    struct desk_representative given = {.mail = command_option(&cli->line, "mail")};
    struct record_scope_list scopes = {0};
    enum office office = OFFICE_OTHER;
    bool good;

    scopes_read(cli, "accounts", SCOPE_ACCOUNT, &scopes);
    scopes_read(cli, "under", SCOPE_UNDER, &scopes);
    scopes_read(cli, "tag", SCOPE_TAG, &scopes);
    given.scopes = scopes.items;
    given.scope_count = scopes.count;
    if (command_option(&cli->line, "kind"))
        given.office = &office;
    good = name_argument(cli, &given.name, err) && CLI_WORD(cli, "kind", office, &office, err) &&
           cli_open(cli, false, err) && desk_representative_add(cli->desk, &given, NULL, err);
    if (good)
        cli_say("%s is on file as a representative", given.name);
    record_scope_list_clear(&scopes);
    return good;
}

static bool reach_find(struct cli *cli, const char *name, struct desk_reach *reach, struct err *err)
{
    struct record_representative found = {0};
    bool good = desk_representative_find(cli->desk, name, &found, err) &&
                desk_representative_reach(cli->desk, found.id, reach, err);

    record_representative_clear(&found);
    return good;
}

static bool representative_list(struct cli *cli, struct err *err)
{
    struct record_representative_list list = {0};
    struct str out = {0};
    bool good;

    if (cli->line.argument_count != 1)
        return err_set(err, ERR_USAGE, "representative list: it takes no name; show does");
    good = cli_open(cli, true, err) && store_representative_list(desk_store(cli->desk), &list, err);
    for (size_t i = 0; good && i < list.count; i++) {
        const struct record_representative *one = &list.items[i];
        struct desk_reach reach;

        good = desk_representative_reach(cli->desk, one->id, &reach, err);
        if (good)
            str_add_format(&out, "%s  %s  %s  %zu account%s\n", one->name, office_title(one->office),
                           str_blank(one->mail) ? "-" : one->mail, reach.accounts.count,
                           reach.accounts.count == 1 ? "" : "s");
        desk_reach_clear(&reach);
    }
    good = good && cli_print_safe(&out, err);
    str_clear(&out);
    record_representative_list_clear(&list);
    return good;
}

static void record_add(const struct desk_reach *reach, struct str *out)
{
    const struct record_representative *record = &reach->representative;

    str_add_format(out, "%s\n\n%-12s %s\n", record->name, "kind", office_title(record->office));
    if (!str_blank(record->mail))
        str_add_format(out, "%-12s %s\n", "mail", record->mail);
    for (size_t i = 0; i < reach->scopes.count; i++) {
        str_add_format(out, "%-12s ", i ? "" : "speaks for");
        desk_scope_add(&reach->scopes.items[i], out);
        str_add_char(out, '\n');
    }
}

static void reach_add(const struct desk_reach *reach, struct str *out)
{
    str_add_format(out, "%-12s ", "reach");
    desk_reach_add(reach, out);
    str_add_char(out, '\n');
}

static void accounts_add(const struct desk_reach *reach, struct str *out)
{
    for (size_t i = 0; i < reach->accounts.count; i++) {
        const struct record_reach *account = &reach->accounts.items[i];

        str_add_format(out, "  %-12s %-11s %-7s %s%s\n", account->number, standing_title(account->standing),
                       account->open ? "open" : "-", account->company,
                       account->released ? ", already released" : "");
    }
}

static bool representative_show(struct cli *cli, bool with_accounts, struct err *err)
{
    struct desk_reach reach = {0};
    struct str out = {0};
    const char *name = NULL;
    bool good =
        name_argument(cli, &name, err) && cli_open(cli, true, err) && reach_find(cli, name, &reach, err);

    if (good) {
        if (!with_accounts)
            record_add(&reach, &out);
        reach_add(&reach, &out);
        if (with_accounts)
            accounts_add(&reach, &out);
        good = cli_print_safe(&out, err);
    }
    str_clear(&out);
    desk_reach_clear(&reach);
    return good;
}

static bool objection_log(struct cli *cli, const struct desk_reach *reach, struct err *err)
{
    struct desk_objection objection = {.source = SOURCE_MAIL, .ruling = RULING_OPT_OUT};
    char *words = NULL;
    int64_t id = 0;
    bool good = cli_objection(cli, &objection, &words, err) &&
                desk_representative_object(cli->desk, reach->representative.id, &objection, &id, err);

    if (good)
        cli_say("logged objection:%lld for %zu account%s, %s", (long long)id, reach->accounts.count,
                reach->accounts.count == 1 ? "" : "s", ruling_title(objection.ruling));
    free(words);
    return good;
}

/* The reach is seen before anything is saved. */
static bool representative_object(struct cli *cli, struct err *err)
{
    bool dry = command_option(&cli->line, "dry-run") != NULL;
    struct desk_reach reach = {0};
    struct str out = {0};
    const char *name = NULL;
    bool good =
        name_argument(cli, &name, err) && cli_open(cli, dry, err) && reach_find(cli, name, &reach, err);

    if (good) {
        reach_add(&reach, &out);
        accounts_add(&reach, &out);
        good = cli_print_safe(&out, err) && (dry || objection_log(cli, &reach, err));
    }
    str_clear(&out);
    desk_reach_clear(&reach);
    return good;
}

int cli_representative(struct cli *cli, struct err *err)
{
    const char *verb = cli->line.arguments[0];
    bool good;

    if (str_equal(verb, "add"))
        good = representative_add(cli, err);
    else if (str_equal(verb, "list"))
        good = representative_list(cli, err);
    else if (str_equal(verb, "show") || str_equal(verb, "reach"))
        good = representative_show(cli, str_equal(verb, "reach"), err);
    else if (str_equal(verb, "object"))
        good = representative_object(cli, err);
    else
        good = err_set(err, ERR_USAGE, "representative %s: say add, list, show, reach or object", verb);
    return good ? 0 : -1;
}

bool cli_speaker(struct cli *cli, int64_t *id, struct err *err)
{
    const char *name = command_option(&cli->line, "representative");
    struct record_representative found = {0};
    bool good;

    *id = 0;
    if (!name)
        return true;
    good = desk_representative_find(cli->desk, name, &found, err);
    *id = found.id;
    record_representative_clear(&found);
    return good;
}

int cli_authority(struct cli *cli, struct err *err)
{
    size_t count = (size_t)cli->line.argument_count - 2, changed = 0;
    int64_t objection, *accounts = mem_new_array(count, sizeof *accounts);
    enum authority state = AUTHORITY_ASSERTED;
    bool good = cli_number(cli, "objection", &objection, err);

    if (good && !authority_parse(cli->line.arguments[1], &state))
        good = err_set(err, ERR_USAGE, "%s: authority is asked, proven, refused or disowned",
                       cli->line.arguments[1]);
    for (size_t i = 0; good && i < count; i++)
        good = cli_account(cli, cli->line.arguments[i + 2], &accounts[i], err);
    good = good && desk_authority_set(cli->desk, objection, accounts, count, state,
                                      command_option(&cli->line, "evidence"), &changed, err);
    if (good)
        cli_say("objection:%lld: authority for %zu account%s: %s", (long long)objection, changed,
                changed == 1 ? "" : "s", authority_title(state));
    free(accounts);
    return good ? 0 : -1;
}
