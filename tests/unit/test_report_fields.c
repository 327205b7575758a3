/* Rows of a list as reports: columns and heads from the field table, cells by their type. */
#include "config.h"

#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"

static const enum field fields[] = {FIELD_DUE,      FIELD_SENT, FIELD_NUMBER,
                                    FIELD_STANDING, FIELD_LEFT, FIELD_FLAG};

#define FIELD_COUNT (sizeof fields / sizeof fields[0])

static void row_fill(struct row *row)
{
    *row = (struct row){0};
    row_clear(row);
    row->values[FIELD_DUE] = (struct value){.number = day_from_civil(2014, 4, 28)};
    row->values[FIELD_SENT] = (struct value){.number = 1395914400};
    row->values[FIELD_NUMBER] = (struct value){.text = mem_text("=A-1")};
    row->values[FIELD_STANDING] = (struct value){.text = mem_text("held")};
    row->values[FIELD_LEFT] = (struct value){.number = -3};
    row->values[FIELD_FLAG] = (struct value){.number = 1 | 1 << 3};
}

/* Writes a full row and one that is all null. */
static void expect(enum report_format format, const char *wanted)
{
    struct report_options options = {.format = format, .today = day_from_civil(2014, 4, 27), .zone = "UTC"};
    struct report_writer writer;
    struct str out = {0};
    struct err err = {0};
    struct row row;

    row_fill(&row);
    assert_true(report_fields_begin(&writer, &options, fields, FIELD_COUNT, report_sink_str(&out), &err));
    assert_true(report_fields_row(&writer, &row, &err));
    row_clear(&row);
    row.values[FIELD_DUE] = (struct value){.number = DAY_NONE};
    row.values[FIELD_NUMBER] = (struct value){.text = mem_text("")};
    assert_true(report_fields_row(&writer, &row, &err));
    assert_true(report_end(&writer, &err));
    assert_string_equal(str_text(&out), wanted);
    report_clear(&writer);
    row_clear(&row);
    str_clear(&out);
}

static void csv_has_titles_and_machine_values(void **state)
{
    (void)state;
    expect(REPORT_CSV, "due,sent,account number,standing,left,flags\r\n"
                       "2014-04-28,2014-03-27T10:00:00Z,'=A-1,held,-3,orders press\r\n"
                       ",,,,,\r\n");
}

static void json_has_names_numbers_and_nulls(void **state)
{
    (void)state;
    expect(REPORT_JSON,
           "[\n{\"due\": \"2014-04-28\", \"sent\": \"2014-03-27T10:00:00Z\", \"number\": \"=A-1\", "
           "\"standing\": \"held\", \"left\": -3, \"flag\": \"orders press\"},\n"
           "{\"due\": null, \"sent\": null, \"number\": \"\", \"standing\": null, \"left\": null, \"flag\": "
           "null}\n]\n");
}

static void tables_are_for_people(void **state)
{
    (void)state;
    expect(REPORT_TABLE,
           "due           sent               account number  standing     left  flags\n"
           "tomorrow      2014-03-27 10:00   =A-1            held           -3  orders at risk, press\n"
           "-             -                  -               -               -  -\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_has_titles_and_machine_values),
        cmocka_unit_test(json_has_names_numbers_and_nulls),
        cmocka_unit_test(tables_are_for_people),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
