#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tui/list_columns.h"
#include "tui/tags.h"

static const enum list places[] = {LIST_QUEUE, LIST_ACCOUNTS, LIST_INBOX, LIST_DISPUTES};

static bool has(const struct list_column *columns, size_t count, enum field field)
{
    for (size_t i = 0; i < count; i++)
        if (columns[i].field == field)
            return true;
    return false;
}

static void columns_fit_every_width(void **state)
{
    (void)state;
    for (size_t place = 0; place < sizeof places / sizeof places[0]; place++) {
        for (int width = 60; width <= 250; width++) {
            struct list_column columns[field_count];
            size_t count = list_columns_lay(places[place], width, columns);
            int at = 0;

            assert_true(count >= 2);
            for (size_t i = 0; i < count; i++) {
                assert_true(columns[i].column > at);
                assert_true(columns[i].width > 0);
                at = columns[i].column + columns[i].width;
                assert_true(at <= width);
            }
        }
    }
}

static void the_flexible_column_takes_the_rest(void **state)
{
    (void)state;
    for (size_t place = 0; place < sizeof places / sizeof places[0]; place++) {
        struct list_column columns[field_count];
        size_t count = list_columns_lay(places[place], 200, columns);

        assert_int_equal(columns[count - 1].column + columns[count - 1].width, 200);
    }
}

static void the_least_important_goes_first(void **state)
{
    struct list_column columns[field_count];
    size_t count = list_columns_lay(LIST_QUEUE, 120, columns);

    (void)state;
    assert_true(has(columns, count, FIELD_OWNER));
    count = list_columns_lay(LIST_QUEUE, 80, columns);
    assert_true(has(columns, count, FIELD_OWNER));
    count = list_columns_lay(LIST_QUEUE, 70, columns);
    assert_false(has(columns, count, FIELD_OWNER));
    assert_true(has(columns, count, FIELD_LEFT));
    count = list_columns_lay(LIST_QUEUE, 60, columns);
    assert_true(has(columns, count, FIELD_DUE) && has(columns, count, FIELD_DUTY) &&
                has(columns, count, FIELD_ACCOUNT));
}

static void the_queue_stands_as_designed(void **state)
{
    struct list_column columns[field_count];
    size_t count = list_columns_lay(LIST_QUEUE, 99, columns);

    (void)state;
    assert_true(count >= 3);
    assert_int_equal(columns[0].field, FIELD_DUE);
    assert_int_equal(columns[0].column, 1);
    assert_int_equal(columns[1].field, FIELD_DUTY);
    assert_int_equal(columns[1].column, 14);
    assert_int_equal(columns[2].field, FIELD_ACCOUNT);
    assert_int_equal(columns[2].column, 33);
}

static void tags_are_a_set(void **state)
{
    static const int64_t many[] = {9, 3, 7, 3, 1, 9};
    struct tags tags = {0};

    (void)state;
    assert_false(tags_has(&tags, 1));
    tags_remove(&tags, 1);
    tags_add(&tags, 5);
    tags_add(&tags, 2);
    tags_add(&tags, 5);
    assert_int_equal(tags.count, 2);
    assert_true(tags_has(&tags, 2) && tags_has(&tags, 5));
    tags_add_all(&tags, many, sizeof many / sizeof many[0]);
    assert_int_equal(tags.count, 6);
    for (size_t i = 1; i < tags.count; i++)
        assert_true(tags.ids[i - 1] < tags.ids[i]);
    tags_remove(&tags, 7);
    assert_false(tags_has(&tags, 7));
    assert_true(tags_has(&tags, 9));
    tags_add_all(&tags, many, 0);
    assert_int_equal(tags.count, 5);
    tags_clear(&tags);
    assert_int_equal(tags.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_fit_every_width),
        cmocka_unit_test(the_flexible_column_takes_the_rest),
        cmocka_unit_test(the_least_important_goes_first),
        cmocka_unit_test(the_queue_stands_as_designed),
        cmocka_unit_test(tags_are_a_set),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
