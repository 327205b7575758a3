#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "core/field.h"
#include "core/word.h"

static void every_field_is_found_by_name_and_title(void **state)
{
    (void)state;
    for (size_t l = 0; l < list_count; l++) {
        enum field fields[field_count];
        size_t count = field_all_columns((enum list)l, fields);
        assert_int_equal(count > 0, list_is_shown((enum list)l));
        for (size_t i = 0; i < count; i++) {
            const struct field_row *row = field_get(fields[i]);
            enum field found;
            assert_true(field_find((enum list)l, row->name, &found));
            assert_int_equal(found, fields[i]);
            assert_true(field_find((enum list)l, row->title, &found));
            if (found != fields[i])
                fail_msg("title \"%s\" is also a name in %s", row->title, list_name((enum list)l));
        }
    }
}

static void fields_are_found_only_in_their_lists(void **state)
{
    (void)state;
    enum field field = field_count;
    assert_true(field_find(LIST_ACCOUNTS, "Last_Day", &field));
    assert_int_equal(field, FIELD_LAST_DAY);
    assert_false(field_find(LIST_ACCOUNTS, "due", &field));
    assert_false(field_find(LIST_ACCOUNTS, "", &field));
    assert_false(field_find(LIST_ACCOUNTS, NULL, &field));
    assert_false(field_find(LIST_CONTACTS, "email", &field));
    assert_int_equal(field, FIELD_LAST_DAY);
}

static void default_columns_are_columns_of_the_list(void **state)
{
    (void)state;
    for (size_t l = 0; l < list_count; l++) {
        enum field fields[field_count];
        size_t count = field_default_columns((enum list)l, fields);
        assert_int_equal(count > 0, list_is_shown((enum list)l));
        int free_width = 0;
        for (size_t i = 0; i < count; i++) {
            assert_true(field_get(fields[i])->lists & 1u << l);
            free_width += field_get(fields[i])->width == 0;
        }
        if (count)
            assert_true(free_width > 0);
    }
    enum field fields[field_count];
    assert_int_equal(field_default_columns(LIST_QUEUE, fields), 7);
    assert_int_equal(fields[0], FIELD_DUE);
    assert_int_equal(fields[6], FIELD_OWNER);
}

static void import_columns_are_importable_and_required_first(void **state)
{
    (void)state;
    for (size_t l = 0; l < list_count; l++) {
        enum field fields[field_count];
        size_t required = 99;
        size_t count = field_import_columns((enum list)l, fields, &required);
        assert_int_equal(count > 0, list_is_imported((enum list)l));
        assert_true(required <= count && (required > 0) == (count > 0));
        size_t known = 0;
        for (size_t i = 0; i < field_count; i++)
            known += (field_get((enum field)i)->imports >> l) & 1u;
        assert_int_equal(count, known);
        for (size_t i = 0; i < count; i++)
            assert_true(field_get(fields[i])->imports & 1u << l);
    }
}

static void columns_are_read_from_a_text(void **state)
{
    (void)state;
    enum field fields[field_count];
    size_t count = 0;
    struct err err = {0};
    assert_true(field_columns_parse(LIST_QUEUE, "due, account ,LEFT", fields, &count, &err));
    assert_int_equal(count, 3);
    assert_int_equal(fields[2], FIELD_LEFT);
    assert_true(field_columns_parse(LIST_QUEUE, "-left,-due,kind", fields, &count, &err));
    assert_int_equal(count, 6);
    assert_int_equal(fields[0], FIELD_DUTY);
    assert_int_equal(fields[4], FIELD_OWNER);
    assert_int_equal(fields[5], FIELD_KIND);
}

static void wrong_columns_are_named(void **state)
{
    (void)state;
    enum field fields[field_count];
    size_t count = 0;
    struct err err = {0};
    assert_false(field_columns_parse(LIST_QUEUE, "due,colour", fields, &count, &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_non_null(strstr(err.text, "\"colour\""));
    assert_non_null(strstr(err.text, "standing"));
    assert_null(strstr(err.text, "hash"));
    assert_false(field_columns_parse(LIST_QUEUE, "due,due", fields, &count, &err));
    assert_non_null(strstr(err.text, "twice"));
    assert_false(field_columns_parse(LIST_QUEUE, "due,-left", fields, &count, &err));
    assert_false(field_columns_parse(LIST_QUEUE, "due,,left", fields, &count, &err));
    assert_false(field_columns_parse(LIST_QUEUE, "due,-due", fields, &count, &err));
    assert_false(field_columns_parse(LIST_QUEUE, "", fields, &count, &err));
    assert_false(field_columns_parse(LIST_QUEUE, NULL, fields, &count, NULL));
    assert_false(field_columns_parse(LIST_CONTACTS, "", fields, &count, &err));
}

static char *format(enum field field, struct value value, enum field_style style)
{
    struct str out;
    str_init(&out);
    field_format(field, &value, style, day_from_civil(2014, 4, 3), "America/New_York", &out);
    return str_take(&out);
}

static void assert_cell(enum field field, struct value value, const char *machine, const char *person)
{
    char *text = format(field, value, FIELD_MACHINE);
    assert_string_equal(text, machine);
    free(text);
    text = format(field, value, FIELD_PERSON);
    assert_string_equal(text, person);
    free(text);
}

static void cells_read_for_machines_and_persons(void **state)
{
    (void)state;
    char held[] = "held", forum[] = "forum", needs[] = "needs_yes", firm[] = "Cobalt, Inc", opt[] = "opt_out";
    assert_cell(FIELD_DUE, (struct value){.number = day_from_civil(2014, 4, 4)}, "2014-04-04", "tomorrow");
    assert_cell(FIELD_DUE, (struct value){.number = DAY_NONE}, "", "-");
    assert_cell(FIELD_SENT, (struct value){.number = zone_instant(day_from_civil(2014, 3, 27), 13, 5, "UTC")},
                "2014-03-27T13:05:00Z", "2014-03-27 09:05");
    assert_cell(FIELD_SENT, (struct value){.number = INSTANT_NONE}, "", "-");
    assert_cell(FIELD_LEFT, (struct value){.number = -3}, "-3", "-3");
    assert_cell(FIELD_LEFT, (struct value){.null = true}, "", "-");
    assert_cell(FIELD_STANDING, (struct value){.text = held}, "held", "held");
    assert_cell(FIELD_STANDING, (struct value){.text = needs}, "needs_yes", "needs a yes");
    assert_cell(FIELD_SOURCE, (struct value){.text = forum}, "forum", "forum post");
    assert_cell(FIELD_REGIME, (struct value){.text = opt}, "opt_out", "opt_out");
    assert_cell(FIELD_COMPANY, (struct value){.text = firm}, "Cobalt, Inc", "Cobalt, Inc");
    assert_cell(FIELD_COMPANY, (struct value){.text = NULL}, "", "-");
    assert_cell(FIELD_FLAG, (struct value){.number = flag_bit(FLAG_ORDERS) | flag_bit(FLAG_PRESS)},
                "orders press", "orders at risk, press");
    assert_cell(FIELD_FLAG, (struct value){.number = 0}, "", "-");
    assert_cell(FIELD_AGE, (struct value){.number = 0}, "0", "0");
}

static void a_cleared_row_is_null_all_through(void **state)
{
    (void)state;
    struct row row = {.id = 7};
    row.values[FIELD_COMPANY].text = mem_text("Borealis Foods");
    row_clear(&row);
    assert_int_equal(row.id, 0);
    for (size_t i = 0; i < field_count; i++)
        assert_true(row.values[i].null && !row.values[i].text);
    row_clear(&row);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_is_found_by_name_and_title),
        cmocka_unit_test(fields_are_found_only_in_their_lists),
        cmocka_unit_test(default_columns_are_columns_of_the_list),
        cmocka_unit_test(import_columns_are_importable_and_required_first),
        cmocka_unit_test(columns_are_read_from_a_text),
        cmocka_unit_test(wrong_columns_are_named),
        cmocka_unit_test(cells_read_for_machines_and_persons),
        cmocka_unit_test(a_cleared_row_is_null_all_through),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
