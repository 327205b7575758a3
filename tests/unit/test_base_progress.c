#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/progress.h"

enum { PACE = 100 };

static bool due(struct progress *progress, int64_t now)
{
    return progress_due(progress, now, PACE, now, 0);
}

static void short_work_says_nothing(void **state)
{
    struct progress progress = {0};

    (void)state;
    assert_false(due(&progress, 5000));
    assert_false(due(&progress, 5000));
    assert_false(due(&progress, 5999));
    assert_true(due(&progress, 6000));
}

static void long_work_speaks_at_a_steady_pace(void **state)
{
    struct progress progress = {0};
    int spoken = 0;

    (void)state;
    for (int64_t now = 0; now < 2000; now += 10)
        spoken += due(&progress, now);
    assert_int_equal(spoken, 10);
}

static void after_a_pause_it_speaks_once(void **state)
{
    struct progress progress = {0};

    (void)state;
    assert_false(due(&progress, 0));
    assert_true(due(&progress, 100 * PACE));
    assert_false(due(&progress, 100 * PACE + 1));
}

static void expect_line(struct progress *progress, int64_t now, int64_t count, double share, int columns,
                        const char *wanted)
{
    struct str line = {0};

    progress_line(progress, now, "rows", count, share, columns, &line);
    assert_string_equal(str_text(&line), wanted);
    str_clear(&line);
}

static void a_line_says_share_rate_and_time_left(void **state)
{
    struct progress progress = {0};

    (void)state;
    assert_false(progress_due(&progress, 0, PACE, 0, 0));
    expect_line(&progress, 2000, 500, 0.25, 0, "500 rows, 25%, 250/s, 6 s left");
    expect_line(&progress, 2000, 500, 0.25, 60, "500 rows, 25%, 250/s, 6 s left");
    expect_line(&progress, 2000, 500, 0.25, 80, "[#####...............] 500 rows, 25%, 250/s, 6 s left");
    expect_line(&progress, 2000, 500, 0.005, 0, "500 rows, 0%, 250/s");
    expect_line(&progress, 10000, 500, 0.02, 0, "500 rows, 2%, 50/s, 8 min left");
    expect_line(&progress, 2000, 500, -1, 80, "500 rows, 250/s");
    expect_line(&progress, 2000, 2000, 1.5, 0, "2000 rows, 100%, 1000/s, 0 s left");
}

static void what_was_done_before_counts_for_no_rate(void **state)
{
    struct progress progress = {0};

    (void)state;
    assert_false(progress_due(&progress, 0, PACE, 1000, 0.5));
    expect_line(&progress, 1000, 1500, 0.75, 0, "1500 rows, 75%, 500/s, 1 s left");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_work_says_nothing),
        cmocka_unit_test(long_work_speaks_at_a_steady_pace),
        cmocka_unit_test(after_a_pause_it_speaks_once),
        cmocka_unit_test(a_line_says_share_rate_and_time_left),
        cmocka_unit_test(what_was_done_before_counts_for_no_rate),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
