#include "config.h"
#include "desk/import.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"

static size_t column_of(const struct import *import, enum field field)
{
    for (size_t i = 0; i < import->field_count; i++) {
        if (import->fields[i] == field)
            return i;
    }
    return CSV_NO_CELL;
}

char *import_cell(struct import *import, enum field field)
{
    size_t column = column_of(import, field);
    const char *text = column == CSV_NO_CELL ? NULL : csv_map_text(&import->map, import->row, column);

    str_reset(&import->cell);
    str_add(&import->cell, text ? text : "");
    return mem_text(import->cell.text ? str_trim(import->cell.text) : "");
}

bool import_refuse(struct import *import, enum import_result *result, enum field field, const char *format,
                   ...)
{
    struct desk_import_report *report = import->report;
    size_t column = field == field_count ? CSV_NO_CELL : column_of(import, field);
    struct str reason = {0};
    va_list list;

    va_start(list, format);
    str_add_format_list(&reason, format, list);
    va_end(list);
    mem_grow(report->rejects, report->reject_count, report->reject_capacity);
    report->rejects[report->reject_count++] = (struct desk_reject){
        .line = (int)import->row->line,
        .column = column == CSV_NO_CELL ? 0 : (int)csv_map_cell(&import->map, column),
        .reason = str_take(&reason),
    };
    *result = IMPORT_REFUSED;
    return true;
}

void import_touch(struct import *import, int64_t account)
{
    if (import->touched_count && import->touched[import->touched_count - 1] == account)
        return;
    mem_grow(import->touched, import->touched_count, import->touched_capacity);
    import->touched[import->touched_count++] = account;
}

bool import_account_of_row(struct import *import, struct record_account *account, enum import_result *result,
                           struct err *err)
{
    char *number = import_cell(import, FIELD_NUMBER);
    bool good = true;

    if (!*number)
        import_refuse(import, result, FIELD_NUMBER, "no account number: give the number of a known account");
    else if ((good = store_account_find(import->desk->store, number, account, err)) && !account->id)
        import_refuse(import, result, FIELD_NUMBER,
                      "no such account: import the accounts first, or mend the number");
    free(number);
    return good;
}

static void value_put(struct import *import, enum field field, char **value, char *text, bool *changed)
{
    if (!*text || str_equal(*value, text)) {
        free(text);
        return;
    }
    import_change_add(import, field, *value, text);
    free(*value);
    *value = text;
    *changed = true;
}

void import_text(struct import *import, enum field field, char **value, bool *changed)
{
    value_put(import, field, value, import_cell(import, field), changed);
}

bool import_country(struct import *import, char **value, bool *changed, enum import_result *result)
{
    char *text = import_cell(import, FIELD_COUNTRY);
    char code[8] = "";
    bool good = !*text || rule_code_parse(text, code, sizeof code);

    free(text);
    if (!good) {
        import_refuse(import, result, FIELD_COUNTRY,
                      "no such country: write it as in ISO 3166, like DE or US-CA");
        return false;
    }
    value_put(import, FIELD_COUNTRY, value, mem_text(code), changed);
    return true;
}

bool import_zone(struct import *import, char **value, bool *changed, enum import_result *result)
{
    char *text = import_cell(import, FIELD_ZONE);

    if (*text && !zone_exists(text)) {
        free(text);
        import_refuse(import, result, FIELD_ZONE, "%s", zone_trouble());
        return false;
    }
    value_put(import, FIELD_ZONE, value, text, changed);
    return true;
}

bool import_instant(struct import *import, enum field field, int64_t *instant, enum precision *precision,
                    enum import_result *result)
{
    const char *zone = import->desk->program.zone;
    char *text = import_cell(import, field);
    int day = day_parse(text);
    bool blank = !*text;

    *precision = day == DAY_NONE ? PRECISION_MINUTE : PRECISION_DAY;
    *instant = day == DAY_NONE ? instant_parse(text, zone) : zone_instant(day, 12, 0, zone);
    free(text);
    if (blank) {
        import_refuse(import, result, field, "no day: write it as 2014-03-27, with a time if known");
        return false;
    }
    if (*instant == INSTANT_NONE) {
        import_refuse(
            import, result, field,
            "this day cannot be read, or could be two days: write it as 2014-03-27, with a time if known");
        return false;
    }
    if (!day_in_use(zone_day(*instant, zone))) {
        import_refuse(import, result, field, DAY_BEYOND);
        return false;
    }
    if (zone_day(*instant, zone) > desk_today(import->desk)) {
        import_refuse(import, result, field, "this day lies in the future");
        return false;
    }
    return true;
}
