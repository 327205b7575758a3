#include "config.h"
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "desk/candidate.h"

static bool candidates_print(struct cli *cli, const struct desk_candidate_list *list, struct err *err)
{
    static const struct report_column columns[] = {
        {"number", "number", 12, false},
        {"company", "company", 0, false},
        {"score", "score", 5, true},
        {"reasons", "reasons", 40, false},
    };
    const char *format = command_option(&cli->line, "format");
    struct report_options options = {.format = REPORT_TABLE, .columns = cli_columns()};
    struct file_writer out = {.descriptor = -1};
    struct report_sink sink;
    struct report_writer writer = {0};
    bool good = (!format || report_format_parse(format, &options.format, err)) &&
                cli_sink_begin(&out, options.format, &sink, err) &&
                report_begin(&writer, &options, columns, sizeof columns / sizeof columns[0], sink, err);

    for (size_t i = 0; good && i < list->count; i++) {
        const struct desk_candidate *one = &list->items[i];
        char score[16];
        const char *texts[] = {one->account.number, one->account.company, score, str_text(&one->reasons)};

        snprintf(score, sizeof score, "%d", one->score);
        good = report_row(&writer, texts, err);
    }
    good = good && report_end(&writer, err);
    report_clear(&writer);
    if (good)
        return file_write_commit(&out, err);
    file_write_abandon(&out);
    return false;
}

int cli_candidates(struct cli *cli, struct err *err)
{
    const char *what = cli->line.arguments[0];
    struct desk_candidate_list list = {0};
    int64_t objection = 0, message = 0;
    bool good;

    if (!cli_noun(what, "objection", &objection) && !cli_noun(what, "message", &message)) {
        err_set(err, ERR_USAGE, "%s: say objection:N or message:N", what);
        return -1;
    }
    good = desk_candidates(cli->desk, objection, message, &list, err) && candidates_print(cli, &list, err);
    desk_candidate_list_clear(&list);
    return good ? 0 : -1;
}

int cli_hold_like(struct cli *cli, struct err *err)
{
    const char *what = command_option(&cli->line, "like"), *days_text = command_option(&cli->line, "days");
    size_t count = (size_t)cli->line.argument_count, held = 0;
    int64_t objection = 0, days = 0, *accounts = mem_new_array(count, sizeof *accounts);
    bool good = cli_noun(what, "objection", &objection) ||
                err_set(err, ERR_USAGE, "--like %s: say objection:N; `demur objections` lists them", what);

    if (good && (command_option(&cli->line, "until") || command_option(&cli->line, "reason")))
        good = err_set(err, ERR_USAGE,
                       "--like brings its reason and, with --days, its end: leave out the others");
    if (good && (!days_text || !str_to_number(days_text, &days) || days < 1 || days > INT16_MAX))
        good = err_set(err, ERR_USAGE, "--days %s: say for how many days look-alikes are held",
                       days_text ? days_text : "is missing");
    for (size_t i = 0; good && i < count; i++)
        good = cli_account(cli, cli->line.arguments[i], &accounts[i], err);
    good = good && desk_hold_like(cli->desk, objection, accounts, count, (int)days, &held, err);
    if (good)
        cli_say("%zu account%s held as look-alike%s of objection:%lld for %d day%s", held,
                held == 1 ? "" : "s", held == 1 ? "" : "s", (long long)objection, (int)days,
                days == 1 ? "" : "s");
    free(accounts);
    return good ? 0 : -1;
}
