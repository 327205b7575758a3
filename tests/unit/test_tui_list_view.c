#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/zone.h"
#include "desk/transfer.h"
#include "tui/list_view.h"

#define ROWS   1500
#define HEIGHT 20

static char directory[] = "/tmp/demur-list-XXXXXX";
static struct desk *desk;

static char *in_directory(const char *name)
{
    return file_join(directory, name);
}

static void import(int from, int to, const char *company)
{
    char *path = in_directory("accounts.csv");
    FILE *file = fopen(path, "w");
    struct desk_import_options options = {0};
    struct desk_import_report report = {0};
    struct err err = {0};

    assert_non_null(file);
    fputs("number,company,country\n", file);
    for (int i = from; i < to; i++)
        fprintf(file, "A-%05d,%s %d,US\n", i, company, i);
    assert_int_equal(fclose(file), 0);
    assert_true(desk_import(desk, LIST_ACCOUNTS, path, &options, &report, &err));
    assert_int_equal(report.refused, 0);
    desk_import_report_clear(&report);
    remove(path);
    free(path);
}

static int open_desk(void **state)
{
    struct desk_options options = {.agent = "dana"};
    struct desk_init init = {"Velocity", "US", "UTC", 30};
    struct err err = {0};
    char *path;

    (void)state;
    if (!mkdtemp(directory))
        return -1;
    options.now = instant_parse("2014-04-03T12:00:00Z", "UTC");
    options.path = path = in_directory("desk.db");
    assert_true(desk_init(&options, &init, &err));
    assert_true(desk_open(&options, &desk, &err));
    import(0, ROWS, "Company");
    free(path);
    return 0;
}

static int close_desk(void **state)
{
    static const char *const names[] = {"desk.db", "desk.db-wal", "desk.db-shm"};

    (void)state;
    desk_close(desk);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char *path = in_directory(names[i]);

        remove(path);
        free(path);
    }
    return rmdir(directory);
}

static void start(struct list_view *view, const char *filter)
{
    struct err err = {0};

    list_view_init(view, LIST_ACCOUNTS);
    assert_true(list_view_ask(view, desk, filter, "", false, &err));
    assert_true(list_view_fit(view, desk, HEIGHT, &err));
}

/* Counts what a desk counts while nobody types. */
static void count(struct list_view *view)
{
    struct err err = {0};

    while (list_view_is_counting(view))
        assert_true(list_view_count_on(view, desk, NULL, NULL, &err));
}

/* The selected row is the account with a number, at the position that goes with it. */
static void is_at(struct list_view *view, int number)
{
    char wanted[16];
    const struct row *row = list_view_row(view);

    assert_non_null(row);
    snprintf(wanted, sizeof wanted, "A-%05d", number);
    assert_string_equal(row->values[FIELD_NUMBER].text, wanted);
    count(view);
    assert_int_equal(list_view_position(view), number + 1);
}

static void fills_the_screen(struct list_view *view)
{
    struct err err = {0};

    assert_true(list_view_fit(view, desk, HEIGHT, &err));
    assert_true(view->top <= view->cursor && view->cursor < view->top + HEIGHT);
    assert_true(view->top + HEIGHT <= view->count);
}

static void a_list_is_never_held_whole(void **state)
{
    struct list_view view;
    struct err err = {0};

    (void)state;
    start(&view, "");
    count(&view);
    assert_int_equal(list_view_total(&view), ROWS);
    assert_true(view.count < 200);
    is_at(&view, 0);
    for (int i = 1; i < ROWS; i++) {
        assert_true(list_view_move(&view, desk, 1, &err));
        is_at(&view, i);
        assert_true(view.count <= 700);
    }
    assert_true(list_view_move(&view, desk, 1, &err));
    is_at(&view, ROWS - 1);
    for (int i = ROWS - 2; i >= 0; i -= 7) {
        assert_true(list_view_move(&view, desk, i == ROWS - 2 ? -1 : -7, &err));
        is_at(&view, i);
        fills_the_screen(&view);
        assert_true(view.count <= 700);
    }
    assert_true(list_view_move(&view, desk, -ROWS, &err));
    is_at(&view, 0);
    list_view_clear(&view);
}

static void both_ends_and_any_row_are_reached(void **state)
{
    static const int positions[] = {1, 1500, 750, 2, 1499, 300, 1200, 1};
    struct list_view view;
    struct err err = {0};

    (void)state;
    start(&view, "");
    assert_true(list_view_last(&view, desk, &err));
    is_at(&view, ROWS - 1);
    assert_true(view.count < 200);
    fills_the_screen(&view);
    assert_true(list_view_first(&view, desk, &err));
    is_at(&view, 0);
    for (size_t i = 0; i < sizeof positions / sizeof positions[0]; i++) {
        assert_true(list_view_go(&view, desk, positions[i], &err));
        is_at(&view, positions[i] - 1);
        fills_the_screen(&view);
    }
    assert_true(list_view_go(&view, desk, 99999, &err));
    is_at(&view, ROWS - 1);
    list_view_clear(&view);
}

static void the_selected_row_is_kept_by_id(void **state)
{
    struct list_view view;
    struct err err = {0};
    int64_t id;
    size_t line;

    (void)state;
    start(&view, "");
    assert_true(list_view_go(&view, desk, 801, &err));
    assert_true(list_view_fit(&view, desk, HEIGHT, &err));
    line = view.cursor - view.top;
    id = list_view_row(&view)->id;
    assert_true(list_view_load(&view, desk, &err));
    is_at(&view, 800);
    assert_int_equal(view.cursor - view.top, line);
    assert_true(list_view_ask(&view, desk, "number:A-008", NULL, false, &err));
    assert_int_equal(list_view_row(&view)->id, id);
    assert_true(list_view_ask(&view, desk, "", "-number", false, &err));
    assert_int_equal(list_view_row(&view)->id, id);
    count(&view);
    assert_int_equal(list_view_position(&view), ROWS - 800);
    assert_true(list_view_ask(&view, desk, NULL, "", false, &err));
    is_at(&view, 800);
    list_view_clear(&view);
}

static void rows_that_come_in_move_the_position_not_the_selection(void **state)
{
    struct list_view view;
    struct err err = {0};
    int64_t id;

    (void)state;
    start(&view, "\"Company\"");
    assert_true(list_view_go(&view, desk, 500, &err));
    id = list_view_row(&view)->id;
    assert_true(list_view_find(&view, desk, id, &err));
    is_at(&view, 499);
    import(0, 1, "Renamed Works");
    assert_true(list_view_load(&view, desk, &err));
    assert_int_equal(list_view_row(&view)->id, id);
    count(&view);
    assert_int_equal(list_view_total(&view), ROWS - 1);
    assert_int_equal(list_view_position(&view), 499);
    import(499, 500, "Other Works");
    assert_true(list_view_load(&view, desk, &err));
    count(&view);
    assert_int_equal(list_view_total(&view), ROWS - 2);
    assert_string_equal(list_view_row(&view)->values[FIELD_NUMBER].text, "A-00500");
    import(0, 1, "Company");
    import(499, 500, "Company");
    list_view_clear(&view);
}

static void an_empty_list_can_be_moved_in(void **state)
{
    struct list_view view;
    struct err err = {0};

    (void)state;
    start(&view, "\"nobody is called so\"");
    assert_null(list_view_row(&view));
    assert_int_equal(list_view_position(&view), 0);
    assert_true(list_view_move(&view, desk, 5, &err) && list_view_move(&view, desk, -5, &err));
    assert_true(list_view_last(&view, desk, &err) && list_view_first(&view, desk, &err));
    assert_true(list_view_go(&view, desk, 3, &err) && list_view_load(&view, desk, &err));
    assert_true(list_view_tag_all(&view, desk, &err));
    assert_int_equal(view.tags.count, 0);
    list_view_clear(&view);
}

static void a_mistake_leaves_the_list_as_it_was(void **state)
{
    struct list_view view;
    struct err err = {0};

    (void)state;
    start(&view, "number:A-0001");
    count(&view);
    assert_int_equal(list_view_total(&view), 10);
    assert_false(list_view_ask(&view, desk, "colour:red", NULL, false, &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_string_equal(view.filter, "number:A-0001");
    count(&view);
    assert_int_equal(list_view_total(&view), 10);
    assert_false(list_view_ask(&view, desk, NULL, "colour", false, &err));
    assert_string_equal(view.sort, "");
    assert_true(list_view_load(&view, desk, &err));
    count(&view);
    assert_int_equal(list_view_total(&view), 10);
    list_view_clear(&view);
}

static void all_rows_are_tagged_and_untagged(void **state)
{
    struct list_view view;
    struct err err = {0};

    (void)state;
    start(&view, "");
    tags_add(&view.tags, list_view_row(&view)->id);
    assert_true(list_view_tag_all(&view, desk, &err));
    assert_int_equal(view.tags.count, ROWS);
    assert_true(list_view_tag_all(&view, desk, &err));
    assert_int_equal(view.tags.count, 0);
    list_view_clear(&view);
}

static bool is_typed(void *context)
{
    ++*(int *)context;
    return true;
}

/* A key that comes while a list is counted finds rows and positions as far as they are known. */
static void a_key_does_not_wait_for_a_count(void **state)
{
    struct list_view view;
    struct err err = {0};
    int asked = 0;

    (void)state;
    start(&view, "\"Company\"");
    assert_int_equal(list_view_total(&view), -1);
    assert_int_equal(list_view_position(&view), 1);
    assert_true(list_view_is_counting(&view));
    assert_true(list_view_count_on(&view, desk, is_typed, &asked, &err));
    assert_int_equal(asked, 1);
    assert_true(list_view_is_counting(&view));
    assert_true(list_view_last(&view, desk, &err));
    assert_string_equal(list_view_row(&view)->values[FIELD_NUMBER].text, "A-01499");
    assert_int_equal(list_view_position(&view), -1);
    assert_true(list_view_move(&view, desk, -1000, &err));
    count(&view);
    is_at(&view, 499);
    assert_int_equal(list_view_total(&view), ROWS);
    assert_true(list_view_move(&view, desk, 100, &err));
    is_at(&view, 599);
    list_view_clear(&view);
}

/* Somebody writes all the time, but seldom an account: what is counted of all of them holds. */
static void what_no_account_was_added_to_is_not_counted_anew(void **state)
{
    struct list_view view;
    struct err err = {0};

    (void)state;
    start(&view, "");
    count(&view);
    assert_true(list_view_go(&view, desk, 801, &err));
    count(&view);
    assert_true(list_view_load(&view, desk, &err));
    assert_false(list_view_is_counting(&view));
    is_at(&view, 800);
    assert_int_equal(list_view_total(&view), ROWS);
    import(ROWS, ROWS + 1, "Company");
    assert_true(list_view_load(&view, desk, &err));
    assert_true(list_view_is_counting(&view));
    is_at(&view, 800);
    assert_int_equal(list_view_total(&view), ROWS + 1);
    list_view_clear(&view);
}

/* What is counted anew shows as it was until then. */
static void numbers_stay_while_they_are_counted_anew(void **state)
{
    struct list_view view;
    struct err err = {0};

    (void)state;
    start(&view, "\"Company\"");
    assert_true(list_view_go(&view, desk, 801, &err));
    assert_int_equal(list_view_position(&view), 801);
    count(&view);
    assert_true(list_view_load(&view, desk, &err));
    assert_true(list_view_is_counting(&view));
    assert_int_equal(list_view_total(&view), ROWS + 1);
    assert_true(list_view_move(&view, desk, 200, &err));
    assert_int_equal(list_view_position(&view), 1001);
    is_at(&view, 1000);
    assert_int_equal(list_view_total(&view), ROWS + 1);
    list_view_clear(&view);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_never_held_whole),
        cmocka_unit_test(both_ends_and_any_row_are_reached),
        cmocka_unit_test(the_selected_row_is_kept_by_id),
        cmocka_unit_test(rows_that_come_in_move_the_position_not_the_selection),
        cmocka_unit_test(an_empty_list_can_be_moved_in),
        cmocka_unit_test(a_mistake_leaves_the_list_as_it_was),
        cmocka_unit_test(all_rows_are_tagged_and_untagged),
        cmocka_unit_test(a_key_does_not_wait_for_a_count),
        cmocka_unit_test(what_no_account_was_added_to_is_not_counted_anew),
        cmocka_unit_test(numbers_stay_while_they_are_counted_anew),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
