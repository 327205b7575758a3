#include "config.h"
#include "desk/rules.h"

#include <stdlib.h>

#include "base/charset.h"
#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "intake/csv.h"
#include "intake/csv_map.h"

enum column {
    CODE,
    NAME,
    REGIME,
    WINDOW_DAYS,
    COUNT_FROM,
    DAY_KIND,
    HONOUR_WITHIN,
    HONOUR_UNIT,
    FROM,
    TO,
    CITATION,
    NOTE,
    CONFIDENCE,
    SOURCE,
    column_count
};

static const struct csv_column columns[column_count] = {
    [CODE] = {"code", NULL, NULL, true},
    [NAME] = {"name", NULL, NULL, true},
    [REGIME] = {"regime", NULL, NULL, true},
    [WINDOW_DAYS] = {"window_days", NULL, NULL, true},
    [COUNT_FROM] = {"count_from", NULL, NULL, true},
    [DAY_KIND] = {"day_kind", NULL, NULL, true},
    [HONOUR_WITHIN] = {"honour_within", NULL, NULL, true},
    [HONOUR_UNIT] = {"honour_unit", NULL, NULL, true},
    [FROM] = {"effective_from", NULL, NULL, true},
    [TO] = {"effective_to", NULL, NULL, true},
    [CITATION] = {"citation", NULL, NULL, true},
    [NOTE] = {"note", NULL, NULL, true},
    [CONFIDENCE] = {"confidence", NULL, NULL, true},
    [SOURCE] = {"source", NULL, NULL, true},
};

static int number_or_none(const char *text)
{
    int64_t number;

    return str_to_number(text, &number) && number >= 0 && number < 10000 ? (int)number : -1;
}

static enum rule_unit unit_parse(const char *text)
{
    static const struct {
        const char *name;
        enum rule_unit unit;
    } units[] = {
        {"hours", RULE_UNIT_HOURS},
        {"calendar_days", RULE_UNIT_CALENDAR_DAYS},
        {"business_days", RULE_UNIT_BUSINESS_DAYS},
        {"months", RULE_UNIT_MONTHS},
    };

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (str_equal_ascii(text, units[i].name))
            return units[i].unit;
    }
    return RULE_UNIT_ASAP;
}

static bool day_or_open(const char *text, int *day)
{
    *day = str_blank(text) ? DAY_NONE : day_parse(text);
    return str_blank(text) || *day != DAY_NONE;
}

static void rule_from_row(const struct csv_map *map, const struct csv_row *row, bool overlay,
                          struct rule *rule)
{
    const char *anchor = csv_map_text(map, row, COUNT_FROM);

    *rule = (struct rule){
        .code = mem_text(csv_map_text(map, row, CODE)),
        .name = mem_text(csv_map_text(map, row, NAME)),
        .window_days = number_or_none(csv_map_text(map, row, WINDOW_DAYS)),
        .anchor = str_equal_ascii(anchor, "sent")       ? RULE_ANCHOR_SENT
                  : str_equal_ascii(anchor, "received") ? RULE_ANCHOR_RECEIVED
                                                        : RULE_ANCHOR_UNSAID,
        .day_kind = str_equal_ascii(csv_map_text(map, row, DAY_KIND), "business") ? RULE_DAYS_BUSINESS
                                                                                  : RULE_DAYS_CALENDAR,
        .honour_within = number_or_none(csv_map_text(map, row, HONOUR_WITHIN)),
        .honour_unit = unit_parse(csv_map_text(map, row, HONOUR_UNIT)),
        .citation = mem_text(csv_map_text(map, row, CITATION)),
        .note = mem_text(csv_map_text(map, row, NOTE)),
        .confidence = mem_text(csv_map_text(map, row, CONFIDENCE)),
        .source = mem_text(csv_map_text(map, row, SOURCE)),
        .overlay = overlay,
    };
    if (!regime_parse(csv_map_text(map, row, REGIME), &rule->regime))
        rule->regime = REGIME_HOLD;
}

static bool rows_read(struct rule_book *book, struct csv_reader *reader, bool overlay, struct err *err)
{
    struct csv_map map = {0};
    const struct csv_row *row;
    bool good = csv_map_read(&map, reader, columns, column_count, NULL, err);

    while (good && (row = csv_next(reader))) {
        struct rule rule;

        if (row->problem_count || str_blank(csv_map_text(&map, row, CODE))) {
            good = err_set(err, ERR_INPUT, "line %zu: %s", row->line,
                           row->problem_count ? row->problems[0].text : "a rule without a code; give it one");
            break;
        }
        rule_from_row(&map, row, overlay, &rule);
        if (!day_or_open(csv_map_text(&map, row, FROM), &rule.from) ||
            !day_or_open(csv_map_text(&map, row, TO), &rule.to)) {
            good = err_set(err, ERR_INPUT, "line %zu: a day that cannot be read; write it as 2014-03-27",
                           row->line);
            rule_clear(&rule);
            break;
        }
        rule_book_add(book, rule);
    }
    csv_map_clear(&map);
    return good;
}

static bool file_rules_read(struct rule_book *book, const char *name, bool overlay, struct err *err)
{
    char *path = file_join(file_program_data(), name);
    struct str bytes = {0}, text = {0};
    struct csv_reader reader = {0};
    bool good = false;

    if (!file_read(path, 0, &bytes, err) ||
        !charset_decode(str_text(&bytes), bytes.length, "UTF-8", &text, NULL, err))
        goto out;
    csv_init(&reader, str_text(&text), text.length, ',');
    good = rows_read(book, &reader, overlay, err);
    if (!good)
        err_prefix(err, "%s", path);
out:
    csv_clear(&reader);
    str_clear(&bytes);
    str_clear(&text);
    free(path);
    return good;
}

bool desk_rules_read(struct rule_book *book, struct err *err)
{
    if (!file_rules_read(book, "jurisdictions.csv", false, err) ||
        !file_rules_read(book, "overlays.csv", true, err))
        return false;
    rule_book_sort(book);
    return true;
}
