#include "config.h"
#include "cli/cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "cli/out.h"
#include "desk/gate.h"
#include "intake/csv.h"

static int gate_release(struct cli *cli, struct err *err)
{
    char *filter = command_join(&cli->line, 1);
    struct desk_release_options options = {
        .partner = command_option(&cli->line, "to"),
        .path = command_option(&cli->line, "output"),
        .columns = command_option(&cli->line, "columns"),
        .filter = filter,
        .dry_run = command_option(&cli->line, "dry-run") != NULL,
    };
    struct desk_release result = {0};
    struct str out = {0};
    bool good;

    cli_long_work();
    good = cli_open(cli, options.dry_run, err) && desk_release(cli->desk, &options, &result, err);

    if (good) {
        desk_release_describe(&result, &out);
        good = cli_print_safe(&out, err);
    }
    if (good && options.dry_run)
        cli_say("dry run: nothing was released");
    else if (good)
        cli_say("release:%lld to %s is in %s, SHA-256 %s", (long long)result.number, result.partner,
                result.path, result.hash);
    desk_release_clear(&result);
    free(filter);
    str_clear(&out);
    return good ? 0 : -1;
}

static bool release_row(struct cli *cli, struct cli_out *out, const struct record_release *release,
                        struct err *err)
{
    char number[24], at[24], accounts[24], rows[24];
    const char *const cells[] = {number,
                                 instant_format_local(release->at, desk_zone(cli->desk), at, sizeof at),
                                 release->partner_name,
                                 accounts,
                                 rows,
                                 release->ended ? ending_name(release->ending) : "begun",
                                 release->path,
                                 release->hash};

    snprintf(number, sizeof number, "%" PRId64, release->id);
    snprintf(accounts, sizeof accounts, "%" PRId64, release->accounts);
    snprintf(rows, sizeof rows, "%" PRId64, release->rows);
    return report_row(&out->writer, cells, err);
}

static int gate_releases(struct cli *cli, struct err *err)
{
    static const struct report_column columns[] = {
        {"release", "release", 7, true},   {"made", "made", 17, false},    {"partner", "partner", 20, false},
        {"accounts", "accounts", 8, true}, {"rows", "rows", 8, true},      {"state", "state", 9, false},
        {"file", "file", 30, false},       {"hash", "SHA-256", 64, false},
    };
    struct record_release_list releases = {0};
    struct cli_out out = {.file = {.descriptor = -1}};
    bool good = cli_open(cli, true, err) &&
                store_release_list(desk_store(cli->desk), desk_program(cli->desk)->id, &releases, err);

    if (good) {
        good = cli_out_begin(cli, &out, columns, sizeof columns / sizeof *columns, err);
        for (size_t i = 0; good && i < releases.count; i++)
            good = release_row(cli, &out, &releases.items[i], err);
        good = cli_out_end(&out, good, err);
    }
    record_release_list_clear(&releases);
    return good ? 0 : -1;
}

static int gate_show(struct cli *cli, struct err *err)
{
    const char *text = cli->line.argument_count > 1 ? cli->line.arguments[1] : "";
    struct str out = {0};
    int64_t number;
    bool good;

    if (!cli_noun(text, "release", &number) && !str_to_number(text, &number)) {
        err_set(err, ERR_USAGE,
                "gate show %s: give the number of a release: `demur gate releases` lists them", text);
        return -1;
    }
    good = cli_open(cli, true, err) && desk_release_show(cli->desk, number, &out, err) &&
           cli_print_safe(&out, err);
    str_clear(&out);
    return good ? 0 : -1;
}

static bool finding_print(const struct desk_gate_finding *finding, void *context, struct err *err)
{
    struct cli_out *out = context;
    char line[24];
    const char *const cells[] = {line,
                                 *finding->matched ? finding->matched : NULL,
                                 *finding->number ? finding->number : NULL,
                                 *finding->company ? finding->company : NULL,
                                 *finding->standing ? finding->standing : NULL,
                                 finding->reason};

    snprintf(line, sizeof line, "%zu", finding->line);
    return report_row(&out->writer, cells, err);
}

static void report_say(const struct desk_gate_report *report, const char *path)
{
    const char *at = str_text(&report->notes);

    while (*at) {
        size_t length = strcspn(at, "\n");

        cli_say("%s: %.*s", path, (int)length, at);
        at += length + (at[length] == '\n');
    }
    if (report->bad)
        cli_say("%s: %lld of %lld rows must not go out", path, (long long)report->bad,
                (long long)report->rows);
    else
        cli_say("%s: %lld rows, and nothing against any of them today", path, (long long)report->rows);
}

static int gate_check(struct cli *cli, struct err *err)
{
    static const struct report_column columns[] = {
        {"line", "line", 6, true},
        {"matched", "matched by", 24, false},
        {"number", "account number", 14, false},
        {"company", "company", 24, false},
        {"standing", "standing", 11, false},
        {"reason", "reason", 60, false},
    };
    const char *delimiter = command_option(&cli->line, "delimiter");
    struct desk_gate_options options = {
        .charset = command_option(&cli->line, "charset"),
        .map = command_option(&cli->line, "map"),
        .partner = command_option(&cli->line, "to"),
    };
    struct desk_gate_report report = {0};
    struct cli_out out = {.file = {.descriptor = -1}};
    bool good = true;
    int status = -1;

    if (cli->line.argument_count != 2)
        good = err_set(err, ERR_USAGE, "gate check needs one list: demur gate check FILE");
    good = good && (!delimiter || csv_delimiter_parse(delimiter, &options.delimiter, err)) &&
           cli_open(cli, true, err);
    if (good) {
        good =
            cli_out_begin(cli, &out, columns, sizeof columns / sizeof *columns, err) &&
            desk_gate_check(cli->desk, cli->line.arguments[1], &options, finding_print, &out, &report, err);
        good = cli_out_end(&out, good, err);
    }
    if (good) {
        report_say(&report, cli->line.arguments[1]);
        status = report.bad ? 1 : 0;
    }
    desk_gate_report_clear(&report);
    return status;
}

struct gate_verb {
    const char *name;
    const char *options; /* of the gate's own, those that it takes; each between blanks */
    cli_command *run;
};

/* An option that another verb of the gate takes would be taken for one that counts. */
static bool options_fit(const struct cli *cli, const struct gate_verb *verb, struct err *err)
{
    for (int i = 0; i < cli->line.option_count; i++) {
        const char *name = cli->line.options[i].name;
        char *word = mem_format(" %s ", name);
        bool own = strstr(" to output columns dry-run map charset delimiter format ", word);
        bool fits = !own || strstr(verb->options, word);

        free(word);
        if (!fits)
            return err_set(err, ERR_USAGE, "--%s does not go with gate %s", name, verb->name);
    }
    return true;
}

int cli_gate(struct cli *cli, struct err *err)
{
    static const struct gate_verb verbs[] = {
        {"release", " to output columns dry-run ", gate_release},
        {"check", " to map charset delimiter format ", gate_check},
        {"releases", " format ", gate_releases},
        {"show", "", gate_show},
    };
    const char *verb = cli->line.arguments[0];

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (str_equal(verb, verbs[i].name))
            return options_fit(cli, &verbs[i], err) ? verbs[i].run(cli, err) : -1;
    }
    err_set(err, ERR_USAGE, "gate %s: the gate knows release, check, releases and show", verb);
    return -1;
}
