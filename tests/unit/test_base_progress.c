#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/progress.h"

static void short_work_says_nothing(void **state)
{
    struct progress progress = {0};

    (void)state;
    assert_false(progress_due(&progress, 1000));
    assert_false(progress_due(&progress, 1000));
    assert_false(progress_due(&progress, 1000 + PROGRESS_EVERY - 1));
}

static void long_work_speaks_at_a_steady_pace(void **state)
{
    struct progress progress = {0};
    int spoken = 0;

    (void)state;
    for (int64_t now = 0; now <= (int64_t)10 * PROGRESS_EVERY; now += 100)
        spoken += progress_due(&progress, now);
    assert_int_equal(spoken, 10);
}

static void after_a_pause_it_speaks_once(void **state)
{
    struct progress progress = {0};

    (void)state;
    assert_false(progress_due(&progress, 0));
    assert_true(progress_due(&progress, (int64_t)100 * PROGRESS_EVERY));
    assert_false(progress_due(&progress, (int64_t)100 * PROGRESS_EVERY + 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_work_says_nothing),
        cmocka_unit_test(long_work_speaks_at_a_steady_pace),
        cmocka_unit_test(after_a_pause_it_speaks_once),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
