#include "config.h"
#include "intake/rule_list.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "intake/csv.h"
#include "intake/csv_map.h"

#define DAYS_LIMIT   3650
#define HONOUR_LIMIT 10000

/* One row being read. */
struct row_reading {
    struct rule_list *list;
    const struct csv_map *map;
    const struct csv_row *row;
    struct rule rule;
    bool refused;
    bool placed;             /* a code, or the country of one, was read */
    bool open_from, open_to; /* the period is in doubt */
};

static void refusal_add(struct row_reading *reading, size_t line, size_t column, char *reason)
{
    struct rule_list *list = reading->list;

    reading->refused = true;
    mem_grow(list->refusals, list->refusal_count, list->refusal_capacity);
    list->refusals[list->refusal_count++] = (struct rule_refusal){line, column, reason};
}

/* Refuses the row for a cell (rule_field_count: the whole row); its first fault is told. */
__attribute__((format(printf, 3, 4))) static void refuse(struct row_reading *reading, enum rule_field field,
                                                         const char *format, ...)
{
    size_t column = field < rule_field_count ? csv_map_cell(reading->map, (size_t)field) : 0;
    struct str text = {0};
    va_list list;

    if (reading->refused)
        return;
    va_start(list, format);
    str_add_format_list(&text, format, list);
    va_end(list);
    refusal_add(reading, reading->row->line, column, utf8_printable(str_text(&text)));
    str_clear(&text);
}

/* Returns the cell trimmed and cut to what a sentence can show; the caller frees. */
static char *cell_shown(const struct row_reading *reading, enum rule_field field)
{
    char *copy = mem_text(csv_map_text(reading->map, reading->row, (size_t)field));
    struct str out = {0};

    utf8_add_cell(&out, str_trim(copy), 40, false);
    free(copy);
    return str_take(&out);
}

static void refuse_word(struct row_reading *reading, enum rule_field field, const char *wanted)
{
    char *shown = cell_shown(reading, field);

    refuse(reading, field, "%s \"%s\": %s", rule_field_name(field), shown, wanted);
    free(shown);
}

static const char *cell(const struct row_reading *reading, enum rule_field field)
{
    const char *text = csv_map_text(reading->map, reading->row, (size_t)field);

    return text ? text : "";
}

/* Reads a code; of one that is none, the country will do for the hold in its place. */
static void code_read(struct row_reading *reading)
{
    char *copy = mem_text(cell(reading, RULE_FIELD_CODE)), *text = str_trim(copy), code[8] = "";

    reading->placed = true;
    if (str_equal_ascii(text, "ZZ")) {
        reading->rule.code = mem_text("ZZ");
    } else if (rule_code_parse(text, code, sizeof code)) {
        reading->rule.code = mem_text(code);
    } else {
        refuse_word(reading, RULE_FIELD_CODE,
                    "no country or region has this code; give one of ISO 3166 like US or US-CA, or ZZ");
        reading->placed = strlen(text) > 2 && !ascii_letter(text[2]);
        if (reading->placed) {
            text[2] = '\0';
            reading->placed = rule_code_parse(text, code, sizeof code);
        }
        reading->rule.code = mem_text(code);
    }
    free(copy);
}

static int day_read(struct row_reading *reading, enum rule_field field, bool *open)
{
    const char *text = cell(reading, field);
    int day = str_blank(text) ? DAY_NONE : day_parse(text);

    *open = false;
    if (str_blank(text) || day_in_use(day))
        return day;
    *open = true;
    refuse_word(reading, field,
                day == DAY_NONE ? "this is no day; write it as 2014-03-27, or leave it empty for an open end"
                                : "a rule is of the years 1900 to 2200; leave it empty for an open end");
    return DAY_NONE;
}

static void period_read(struct row_reading *reading)
{
    struct rule *rule = &reading->rule;

    rule->from = day_read(reading, RULE_FIELD_FROM, &reading->open_from);
    rule->to = day_read(reading, RULE_FIELD_TO, &reading->open_to);
    if (rule->from == DAY_NONE || rule->to == DAY_NONE || rule->from <= rule->to)
        return;
    reading->open_from = reading->open_to = true;
    refuse_word(reading, RULE_FIELD_TO, "the period ends before it begins");
}

/* Reads a number from least to most; a blank cell is -1. */
static int count_read(struct row_reading *reading, enum rule_field field, int least, int most)
{
    char *copy = mem_text(cell(reading, field)), *text = str_trim(copy), wanted[64];
    int64_t number = -1;

    if (*text && (!str_to_number(text, &number) || number < least || number > most)) {
        snprintf(wanted, sizeof wanted, "give a number from %d to %d, or leave it empty", least, most);
        refuse_word(reading, field, wanted);
        number = -1;
    }
    free(copy);
    return (int)number;
}

static void honour_read(struct row_reading *reading)
{
    struct rule *rule = &reading->rule;

    rule->honour_within = count_read(reading, RULE_FIELD_HONOUR_WITHIN, 0, HONOUR_LIMIT);
    if (!rule_unit_parse(cell(reading, RULE_FIELD_HONOUR_UNIT), &rule->honour_unit))
        refuse_word(reading, RULE_FIELD_HONOUR_UNIT,
                    "there are hours, calendar_days, business_days, months, and asap without a number");
    else if (rule->honour_within >= 0 && rule->honour_unit == RULE_UNIT_ASAP)
        refuse_word(reading, RULE_FIELD_HONOUR_UNIT,
                    "a number needs its unit: hours, calendar_days, "
                    "business_days or months");
    else if (rule->honour_within < 0 && rule->honour_unit != RULE_UNIT_ASAP)
        refuse_word(reading, RULE_FIELD_HONOUR_UNIT,
                    "a unit needs its number in honour_within; else it is asap");
}

/* Kept as one of the three words: what is of low confidence must be known as such. */
static void confidence_read(struct row_reading *reading)
{
    static const char *const words[] = {"high", "medium", "low"};
    const char *text = cell(reading, RULE_FIELD_CONFIDENCE);

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (word_same(text, words[i])) {
            reading->rule.confidence = mem_text(words[i]);
            return;
        }
    }
    refuse_word(reading, RULE_FIELD_CONFIDENCE, "it is high, medium or low");
}

static void words_read(struct row_reading *reading)
{
    struct rule *rule = &reading->rule;

    if (!regime_parse(cell(reading, RULE_FIELD_REGIME), &rule->regime))
        refuse_word(reading, RULE_FIELD_REGIME, "there are opt_out, opt_out_conditional, opt_in and hold");
    else if (!rule->overlay && str_equal(rule->code, "ZZ") && rule->regime != REGIME_HOLD)
        refuse_word(reading, RULE_FIELD_REGIME, "ZZ stands for every place without a row, and is hold");
    rule->window_days = count_read(reading, RULE_FIELD_WINDOW_DAYS, 1, DAYS_LIMIT);
    if (!rule_anchor_parse(cell(reading, RULE_FIELD_COUNT_FROM), &rule->anchor))
        refuse_word(reading, RULE_FIELD_COUNT_FROM, "days count from sent, received, or nothing said");
    if (!rule_days_parse(cell(reading, RULE_FIELD_DAY_KIND), &rule->day_kind))
        refuse_word(reading, RULE_FIELD_DAY_KIND, "days are calendar or business");
    honour_read(reading);
    confidence_read(reading);
}

static bool periods_meet(const struct rule *a, const struct rule *b)
{
    return (a->from == DAY_NONE || b->to == DAY_NONE || a->from <= b->to) &&
           (b->from == DAY_NONE || a->to == DAY_NONE || b->from <= a->to);
}

/* Holds stand aside here: a row was refused for their sake already. lines are those of the rows of the book,
 * 0 for a hold. */
static void overlap_find(struct row_reading *reading, const size_t *lines)
{
    const struct rule_book *book = &reading->list->book;

    if (reading->rule.overlay || reading->refused)
        return;
    for (size_t i = 0; i < book->count; i++) {
        if (!lines[i] || !str_equal(book->rules[i].code, reading->rule.code) ||
            !periods_meet(&book->rules[i], &reading->rule))
            continue;
        refuse(reading, RULE_FIELD_FROM, "%s has a row for a part of this period already, in line %zu",
               reading->rule.code, lines[i]);
        return;
    }
}

static char *text_read(const struct row_reading *reading, enum rule_field field)
{
    char *copy = mem_text(cell(reading, field)), *text = mem_text(str_trim(copy));

    free(copy);
    return text;
}

/* Of a row whose CSV is broken, the code alone is looked for: where the other cells begin is anybody's guess.
 */
static void row_read(struct row_reading *reading)
{
    const struct csv_row *row = reading->row;
    struct rule *rule = &reading->rule;

    if (row->problem_count) {
        refusal_add(reading, row->problems[0].line, row->problems[0].column, mem_text(row->problems[0].text));
        code_read(reading);
        rule->name = mem_text("");
        reading->open_from = reading->open_to = true;
        return;
    }
    code_read(reading);
    rule->name = text_read(reading, RULE_FIELD_NAME);
    period_read(reading);
    words_read(reading);
    rule->citation = text_read(reading, RULE_FIELD_CITATION);
    rule->note = text_read(reading, RULE_FIELD_NOTE);
    rule->source = text_read(reading, RULE_FIELD_SOURCE);
}

/* Makes the refused row a hold. */
static void row_hold(struct row_reading *reading)
{
    const struct rule_refusal *refusal = &reading->list->refusals[reading->list->refusal_count - 1];
    struct rule *rule = &reading->rule;

    free(rule->citation);
    free(rule->note);
    free(rule->confidence);
    free(rule->source);
    rule->regime = REGIME_HOLD;
    rule->window_days = rule->honour_within = -1;
    rule->anchor = RULE_ANCHOR_UNSAID;
    rule->day_kind = RULE_DAYS_CALENDAR;
    rule->honour_unit = RULE_UNIT_ASAP;
    if (reading->open_from)
        rule->from = DAY_NONE;
    if (reading->open_to)
        rule->to = DAY_NONE;
    rule->citation = mem_text("(refused row)");
    rule->note = mem_format("Line %zu of the file was refused: %s.", refusal->line, refusal->reason);
    rule->confidence = mem_text("low");
    rule->source = mem_text("built in");
}

static bool rows_read(struct rule_list *list, struct csv_reader *reader, const struct csv_map *map,
                      bool overlays, struct err *err)
{
    struct row_reading reading = {.list = list, .map = map};
    size_t *lines = mem_new_array(RULE_LIST_LIMIT, sizeof *lines), rows = 0;

    for (; (reading.row = csv_next(reader)) && rows < RULE_LIST_LIMIT; rows++) {
        reading.rule = (struct rule){.overlay = overlays, .number = (int)rows + 1};
        reading.refused = reading.open_from = reading.open_to = false;
        row_read(&reading);
        overlap_find(&reading, lines);
        if (reading.refused && !reading.placed) {
            rule_clear(&reading.rule);
            continue;
        }
        if (reading.refused)
            row_hold(&reading);
        else
            list->taken++;
        lines[list->book.count] = reading.refused ? 0 : reading.row->line;
        rule_seal(&reading.rule);
        rule_book_add(&list->book, reading.rule);
    }
    free(lines);
    if (reading.row)
        return err_set(err, ERR_INPUT, "more than %d rows: this is no list of rules", RULE_LIST_LIMIT);
    return list->taken ||
           err_set(err, ERR_INPUT, "there is no rule in it that can be read%s%s",
                   list->refusal_count ? ": " : "", list->refusal_count ? list->refusals[0].reason : "");
}

static bool has_elsewhere(const struct rule_book *book)
{
    for (size_t i = 0; i < book->count; i++)
        if (str_equal(book->rules[i].code, "ZZ"))
            return true;
    return false;
}

bool rule_list_read(struct rule_list *list, const char *text, size_t length, bool overlays, struct err *err)
{
    struct csv_column columns[rule_field_count];
    struct csv_reader reader;
    struct csv_map map = {0};
    bool good;

    for (int i = 0; i < rule_field_count; i++)
        columns[i] = (struct csv_column){rule_field_name((enum rule_field)i), NULL, NULL, true};
    csv_init(&reader, text, length, '\0');
    good = csv_map_read(&map, &reader, columns, rule_field_count, NULL, err) &&
           rows_read(list, &reader, &map, overlays, err);
    for (size_t i = 0; i < map.warning_count; i++)
        str_add_format(&list->notes, "%s\n", map.warnings[i]);
    if (good && !overlays && !has_elsewhere(&list->book))
        str_add(&list->notes, "there is no row ZZ: the built-in hold stands for every place without a row\n");
    csv_map_clear(&map);
    csv_clear(&reader);
    return good;
}

void rule_list_clear(struct rule_list *list)
{
    for (size_t i = 0; i < list->refusal_count; i++)
        free(list->refusals[i].reason);
    free(list->refusals);
    rule_book_clear(&list->book);
    str_clear(&list->notes);
    memset(list, 0, sizeof *list);
}
