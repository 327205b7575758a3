#include "config.h"
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "core/rule.h"

struct code {
    char text[8];
};

bool cli_rules_code(const char *text, char *code, size_t size, struct err *err)
{
    if (str_equal_ascii(text, "ZZ")) {
        memcpy(code, "ZZ", sizeof "ZZ");
        return true;
    }
    return rule_code_parse(text, code, size) ||
           err_set(err, ERR_USAGE, "%s: no country or region has this code; give one like US or US-CA, or ZZ",
                   text);
}

static bool codes_read(const struct cli *cli, struct code *codes, struct err *err)
{
    for (int i = 1; i < cli->line.argument_count; i++)
        if (!cli_rules_code(cli->line.arguments[i], codes[i - 1].text, sizeof codes[i - 1].text, err))
            return false;
    return true;
}

/* True when a rule is of one of the codes, or of a region of one; all are when there is none. */
static bool is_asked(const struct rule *rule, const struct code *codes, size_t count)
{
    bool asked = !count;

    for (size_t i = 0; !asked && i < count; i++) {
        size_t length = strlen(codes[i].text);

        asked =
            !strncmp(rule->code, codes[i].text, length) && (!rule->code[length] || rule->code[length] == '-');
    }
    return asked;
}

static const struct report_column columns[] = {
    {"row", "row", 4, true},
    {"code", "code", 6, false},
    {"name", "name", 24, false},
    {"regime", "regime", 19, false},
    {"days", "days", 4, true},
    {"count_from", "count from", 10, false},
    {"day_kind", "day kind", 8, false},
    {"honour", "honour", 16, false},
    {"from", "from", 10, false},
    {"to", "to", 10, false},
    {"confidence", "confidence", 10, false},
    {"kind", "kind", 6, false},
    {"hash", "hash", 12, false},
};
#define COLUMN_COUNT (sizeof columns / sizeof columns[0])

/* Appends each cell with a NUL behind it. */
static void cells_add(const struct rule *rule, bool table, struct str *cells)
{
    static const enum rule_field before[] = {RULE_FIELD_CODE,       RULE_FIELD_NAME,
                                             RULE_FIELD_REGIME,     RULE_FIELD_WINDOW_DAYS,
                                             RULE_FIELD_COUNT_FROM, RULE_FIELD_DAY_KIND};
    static const enum rule_field behind[] = {RULE_FIELD_FROM, RULE_FIELD_TO, RULE_FIELD_CONFIDENCE};

    str_add_format(cells, "%d", rule->number);
    str_add_char(cells, '\0');
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        rule_field_add(rule, before[i], cells);
        str_add_char(cells, '\0');
    }
    rule_field_add(rule, RULE_FIELD_HONOUR_WITHIN, cells);
    str_add(cells, rule->honour_within >= 0 ? " " : "");
    rule_field_add(rule, RULE_FIELD_HONOUR_UNIT, cells);
    str_add_char(cells, '\0');
    for (size_t i = 0; i < sizeof behind / sizeof behind[0]; i++) {
        rule_field_add(rule, behind[i], cells);
        str_add_char(cells, '\0');
    }
    str_add(cells, rule->overlay ? "sector" : "place");
    str_add_char(cells, '\0');
    str_add_n(cells, rule->hash, table ? 12 : strlen(rule->hash));
    str_add_char(cells, '\0');
}

static bool row_print(struct report_writer *writer, const struct rule *rule, struct err *err)
{
    const char *texts[COLUMN_COUNT], *at;
    struct str cells = {0};
    bool good;

    cells_add(rule, writer->options.format == REPORT_TABLE, &cells);
    at = str_text(&cells);
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        texts[i] = *at ? at : NULL;
        at += strlen(at) + 1;
    }
    good = report_row(writer, texts, err);
    str_clear(&cells);
    return good;
}

static bool rows_print(struct cli *cli, int day, struct report_writer *writer, struct err *err)
{
    const struct rule_book *book = desk_rules(cli->desk);
    size_t count = (size_t)cli->line.argument_count - 1;
    struct code *codes = mem_new_array(count, sizeof *codes);
    bool good = codes_read(cli, codes, err);

    for (size_t i = 0; good && i < book->count; i++) {
        const struct rule *rule = &book->rules[i];

        if (is_asked(rule, codes, count) && (day == DAY_NONE || rule_in_force(rule, day)))
            good = row_print(writer, rule, err);
    }
    free(codes);
    return good;
}

int cli_rules_list(struct cli *cli, struct err *err)
{
    const char *format = command_option(&cli->line, "format");
    struct report_options options = {.format = REPORT_TABLE, .columns = cli_columns()};
    struct file_writer out = {.descriptor = -1};
    struct report_writer writer = {0};
    struct report_sink sink;
    int day = DAY_NONE;
    bool good;

    if (!cli_open(cli, true, err) || !cli_day(cli, "on", &day, err) ||
        (format && !report_format_parse(format, &options.format, err)) ||
        !cli_sink_begin(&out, options.format, &sink, err))
        return -1;
    options.today = desk_today(cli->desk);
    options.zone = desk_zone(cli->desk);
    good = report_begin(&writer, &options, columns, COLUMN_COUNT, sink, err) &&
           rows_print(cli, day, &writer, err) && report_end(&writer, err);
    report_clear(&writer);
    if (good)
        return file_write_commit(&out, err) ? 0 : -1;
    file_write_abandon(&out);
    return -1;
}
