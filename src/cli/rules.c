#include "config.h"
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "core/rule.h"
#include "desk/rules.h"

static int rules_show(struct cli *cli, struct err *err)
{
    char *text = command_join(&cli->line, 1), code[8];
    struct str out = {0};
    int day = DAY_NONE;
    bool good = cli_rules_code(text, code, sizeof code, err) && cli_open(cli, true, err) &&
                cli_day(cli, "on", &day, err) &&
                desk_rules_show(cli->desk, code, day == DAY_NONE ? desk_today(cli->desk) : day, &out, err) &&
                cli_print_safe(&out, err);

    free(text);
    str_clear(&out);
    return good ? 0 : -1;
}

static void notes_say(const struct desk_rules_change *change, const char *path)
{
    const char *at = str_text(&change->list.notes);

    while (*at) {
        size_t length = strcspn(at, "\n");

        cli_say("%s: %.*s", path, (int)length, at);
        at += length + (at[length] == '\n');
    }
    for (size_t i = 0; i < change->list.refusal_count; i++) {
        const struct rule_refusal *refusal = &change->list.refusals[i];

        if (refusal->column)
            cli_say("%s: line %zu, column %zu: %s", path, refusal->line, refusal->column, refusal->reason);
        else
            cli_say("%s: line %zu: %s", path, refusal->line, refusal->reason);
    }
    if (change->list.refusal_count)
        cli_say("%s: %zu rows taken, %zu refused: a hold stands in the place of each whose code can be read",
                path, change->list.taken, change->list.refusal_count);
}

static void part_add(struct str *out, const char *title, int64_t count, const struct str *lines)
{
    if (!count)
        return;
    str_add_format(out, "\n%s: %lld\n", title, (long long)count);
    str_add(out, str_text(lines));
}

/* What may go out that may not now comes first: it is what a lawyer looks at. */
static bool change_print(const struct desk_rules_change *change, const char *path, struct err *err)
{
    struct str out = {0};
    int64_t standings = change->loosened + change->tightened + change->otherwise;

    notes_say(change, path);
    if (desk_rules_same(change)) {
        cli_say(change->holidays ? "%s: these holidays count already: nothing to do"
                                 : "%s: these rules are in force already: nothing to do",
                path);
        return true;
    }
    str_add_format(&out, "Rows: %lld added, %lld removed, %lld changed\n", (long long)change->added,
                   (long long)change->removed, (long long)change->changed);
    str_add(&out, str_text(&change->rows));
    part_add(&out, "Would become disclosable", change->loosened, &change->looser);
    part_add(&out, "Would no longer be disclosable", change->tightened, &change->stricter);
    part_add(&out, "Would change otherwise", change->otherwise, &change->other);
    str_add_format(&out, "\n%lld of %lld standings would change: %lld would become disclosable\n",
                   (long long)standings, (long long)change->accounts, (long long)change->loosened);
    return cli_print_safe(&out, err);
}

static int change_status(const struct desk_rules_change *change)
{
    return change->list.refusal_count || change->loosened || change->tightened || change->otherwise;
}

static int rules_diff(struct cli *cli, struct err *err)
{
    const char *path = cli->line.arguments[1];
    struct desk_rules_change change = {0};
    int status = -1;

    if (cli_open(cli, true, err) &&
        desk_rules_diff(cli->desk, path, command_option(&cli->line, "charset"),
                        command_option(&cli->line, "overlays") != NULL, &change, err) &&
        change_print(&change, path, err))
        status = change_status(&change);
    desk_rules_change_clear(&change);
    return status;
}

/* Asked before a long comparison. */
static bool import_allowed(struct cli *cli, bool dry_run, struct err *err)
{
    if (!dry_run && desk_read_only(cli->desk))
        return err_set(err, ERR_RULE,
                       "the desk is open for reading only: rules diff compares without adopting");
    return desk_may(cli->desk, FACT_RULES, err);
}

static int rules_import(struct cli *cli, struct err *err)
{
    const char *path = cli->line.arguments[1];
    bool dry_run = command_option(&cli->line, "dry-run") != NULL;
    struct desk_rules_change change = {0};
    int status = -1;

    if (!cli_open(cli, dry_run, err) || !import_allowed(cli, dry_run, err) ||
        !desk_rules_diff(cli->desk, path, command_option(&cli->line, "charset"),
                         command_option(&cli->line, "overlays") != NULL, &change, err) ||
        !change_print(&change, path, err))
        goto out;
    status = change.list.refusal_count > 0;
    if (desk_rules_same(&change))
        goto out;
    if (dry_run)
        cli_say("%s: dry run: nothing was adopted", path);
    else if (!desk_rules_adopt(cli->desk, &change, err))
        status = -1;
    else if (change.holidays)
        cli_say("%s: adopted: these holidays count, every standing was derived anew", path);
    else
        cli_say("%s: adopted as number %lld: %zu rows are in force, every standing was derived anew", path,
                (long long)change.book.adoption, change.book.count);
out:
    desk_rules_change_clear(&change);
    return status;
}

static const struct verb {
    const char *name, *arguments;
    int least, most;
    const char *options; /* blanks around each */
    cli_command *run;
} verbs[] = {
    {"list", "[CODE]...", 0, -1, " on format ", cli_rules_list},
    {"show", "CODE", 1, -1, " on ", rules_show},
    {"diff", "FILE", 1, 1, " overlays charset ", rules_diff},
    {"import", "FILE", 1, 1, " overlays charset dry-run ", rules_import},
};

/* The table of commands knows the options of all verbs together. */
static bool options_fit(const struct cli *cli, const struct verb *verb, struct err *err)
{
    static const char *const options[] = {"on", "format", "overlays", "charset", "dry-run"};

    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        char word[16];

        snprintf(word, sizeof word, " %s ", options[i]);
        if (command_option(&cli->line, options[i]) && !strstr(verb->options, word))
            return err_set(err, ERR_USAGE, "--%s does not go with rules %s", options[i], verb->name);
    }
    return true;
}

int cli_rules(struct cli *cli, struct err *err)
{
    const char *word = cli->line.arguments[0];
    int count = cli->line.argument_count - 1;

    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        const struct verb *verb = &verbs[i];

        if (!str_equal(word, verb->name))
            continue;
        if (count >= verb->least && (verb->most < 0 || count <= verb->most))
            return options_fit(cli, verb, err) ? verb->run(cli, err) : -1;
        err_set(err, ERR_USAGE, "rules %s: too %s arguments; it goes demur rules %s %s", word,
                count < verb->least ? "few" : "many", word, verb->arguments);
        return -1;
    }
    err_set(err, ERR_USAGE, "rules %s: there are list, show, diff and import", word);
    return -1;
}
