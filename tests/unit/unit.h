/* What every unit test needs: cmocka with the headers it asks for, and its results as TAP. */
#ifndef DEMUR_TESTS_UNIT_H
#define DEMUR_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Runs the tests of an array as main() does. */
#define UNIT_RUN(tests)                                                                                      \
    (cmocka_set_message_output(CM_OUTPUT_TAP), cmocka_run_group_tests((tests), NULL, NULL))

#endif
