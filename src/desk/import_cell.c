#include "config.h"
#include "desk/import.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"

char *import_cell(struct import *import, enum field field)
{
    static char nothing[1];
    size_t cell = import->cells[field];

    return cell && cell <= import->row->count ? str_trim(import->row->cells[cell - 1].text) : nothing;
}

bool import_refuse(struct import *import, enum import_result *result, enum field field, const char *format,
                   ...)
{
    struct desk_import_report *report = import->report;
    struct str reason = {0};
    va_list list;

    va_start(list, format);
    str_add_format_list(&reason, format, list);
    va_end(list);
    mem_grow(report->rejects, report->reject_count, report->reject_capacity);
    report->rejects[report->reject_count++] = (struct desk_reject){
        .line = (int)import->row->line,
        .column = field == field_count ? 0 : (int)import->cells[field],
        .reason = str_take(&reason),
    };
    *result = IMPORT_REFUSED;
    return true;
}

bool import_account_of_row(struct import *import, int64_t *id, enum import_result *result, struct err *err)
{
    const char *number = import_cell(import, FIELD_NUMBER);

    *id = 0;
    if (!*number)
        return import_refuse(import, result, FIELD_NUMBER,
                             "no account number: give the number of a known account");
    if (!store_account_id(import->desk->store, number, id, err))
        return false;
    return *id || import_refuse(import, result, FIELD_NUMBER,
                                "no such account: import the accounts first, or mend the number");
}

static void value_put(struct import *import, enum field field, char **value, const char *text, bool *changed)
{
    if (!*text || str_equal(*value, text))
        return;
    import_change_add(import, field, *value, text);
    free(*value);
    *value = mem_text(text);
    *changed = true;
}

void import_text(struct import *import, enum field field, char **value, bool *changed)
{
    value_put(import, field, value, import_cell(import, field), changed);
}

bool import_country(struct import *import, char **value, bool *changed, enum import_result *result)
{
    const char *text = import_cell(import, FIELD_COUNTRY);
    char code[8] = "";

    if (*text && !rule_code_parse(text, code, sizeof code)) {
        import_refuse(import, result, FIELD_COUNTRY,
                      "no such country: write it as in ISO 3166, like DE or US-CA");
        return false;
    }
    value_put(import, FIELD_COUNTRY, value, code, changed);
    return true;
}

bool import_zone(struct import *import, char **value, bool *changed, enum import_result *result)
{
    const char *text = import_cell(import, FIELD_ZONE);

    if (*text && !zone_exists(text)) {
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
    const char *text = import_cell(import, field);
    int day = day_parse(text);
    bool blank = !*text;

    *precision = day == DAY_NONE ? PRECISION_MINUTE : PRECISION_DAY;
    *instant = day == DAY_NONE ? instant_parse(text, zone) : zone_instant(day, 12, 0, zone);
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
