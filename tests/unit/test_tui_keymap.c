#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/file.h"
#include "tui/keymap.h"
#include "tui/rc.h"
#include "tui/term.h"

static int begin(void **state)
{
    (void)state;
    keymap_reset();
    return 0;
}

static void keys_of(enum action action, const char *wanted)
{
    struct str keys;

    str_init(&keys);
    keymap_add_keys(action, &keys);
    assert_string_equal(str_text(&keys), wanted);
    str_clear(&keys);
}

static void an_action_gets_other_keys(void **state)
{
    struct err err = {0};
    char name[16];

    (void)state;
    assert_true(keymap_set(ACTION_OBJECT, " <F2>  O ", &err));
    keys_of(ACTION_OBJECT, "F2 O");
    assert_string_equal(keymap_key_name(ACTION_OBJECT, name, sizeof name), "F2");
    assert_int_equal(keymap_action(SCREEN_QUEUE, TERM_KEY_F1 + 1), ACTION_OBJECT);
    assert_int_equal(keymap_action(SCREEN_QUEUE, 'O'), ACTION_OBJECT);
    assert_int_equal(keymap_action(SCREEN_QUEUE, 'o'), ACTION_NONE);
    assert_int_equal(keymap_action(SCREEN_PAGER, 'O'), ACTION_NONE);
}

static void a_key_is_taken_from_who_had_it(void **state)
{
    struct err err = {0};
    char name[16];

    (void)state;
    assert_true(keymap_set(ACTION_NOTE, "c", &err));
    assert_int_equal(keymap_action(SCREEN_INBOX, 'c'), ACTION_NOTE);
    assert_string_equal(keymap_key_name(ACTION_CLASSIFY, name, sizeof name), "");
    assert_true(keymap_set(ACTION_DOWN, "<Down> n", &err));
    assert_int_equal(keymap_action(SCREEN_QUEUE, 'n'), ACTION_DOWN);
    keys_of(ACTION_DOWN, "Down n");
}

static void who_cannot_do_without_keeps_a_key(void **state)
{
    struct err err = {0};

    (void)state;
    assert_false(keymap_set(ACTION_OBJECT, "q Q", &err));
    assert_non_null(strstr(err.text, "\"quit\""));
    assert_int_equal(keymap_action(SCREEN_QUEUE, 'q'), ACTION_QUIT);
    assert_true(keymap_set(ACTION_OBJECT, "q", &err));
    keys_of(ACTION_QUIT, "Q");
}

static void what_is_no_list_of_keys_changes_nothing(void **state)
{
    static const char *const wrong[] = {"", "  ", "<F99>", "ab", "o <Nothing>", "a b c d e f g h i"};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct err err = {0};

        assert_false(keymap_set(ACTION_OBJECT, wrong[i], &err));
        assert_int_equal(err.kind, ERR_USAGE);
        keys_of(ACTION_OBJECT, "o");
    }
}

static void a_configuration_is_read(void **state)
{
    struct str complaints;

    (void)state;
    str_init(&complaints);
    rc_parse("# mine\n\n  key object <F2>\r\ntheme light\nkey tag-all A", &complaints);
    assert_string_equal(str_text(&complaints), "");
    keys_of(ACTION_OBJECT, "F2");
    keys_of(ACTION_TAG_ALL, "A");
    assert_string_equal(rc_theme(), "light");
    str_clear(&complaints);
}

static void mistakes_are_said_with_their_line(void **state)
{
    struct str complaints;

    (void)state;
    str_init(&complaints);
    rc_parse("colour red\nkey objekt o\nkey object\ntheme pink\nkey object Z\n", &complaints);
    assert_non_null(strstr(str_text(&complaints), "demurrc line 1: \"colour\""));
    assert_non_null(strstr(str_text(&complaints), "demurrc line 2: there is no action \"objekt\""));
    assert_non_null(strstr(str_text(&complaints), "demurrc line 3: "));
    assert_non_null(strstr(str_text(&complaints), "demurrc line 4: there is no theme \"pink\""));
    assert_null(strstr(str_text(&complaints), "line 5"));
    keys_of(ACTION_OBJECT, "Z");
    assert_string_equal(rc_theme(), "");
    str_clear(&complaints);
}

static void the_file_is_found_where_it_belongs(void **state)
{
    char directory[] = "/tmp/demur-rc-XXXXXX";
    char *inside, *path;
    struct file_writer writer;
    struct str complaints;
    struct err err = {0};

    (void)state;
    assert_non_null(mkdtemp(directory));
    inside = file_join(directory, "demur");
    path = file_join(inside, "demurrc");
    assert_true(file_make_directory(inside, &err));
    assert_true(file_write_begin(&writer, path, 0600, &err));
    assert_true(file_write(&writer, "key why W\n", 10, &err));
    assert_true(file_write_commit(&writer, &err));
    setenv("XDG_CONFIG_HOME", directory, 1);
    str_init(&complaints);
    rc_read(&complaints);
    keys_of(ACTION_WHY, "W");
    remove(path);
    rc_read(&complaints);
    assert_string_equal(str_text(&complaints), "");
    remove(inside);
    remove(directory);
    free(inside);
    free(path);
    str_clear(&complaints);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(an_action_gets_other_keys, begin),
        cmocka_unit_test_setup(a_key_is_taken_from_who_had_it, begin),
        cmocka_unit_test_setup(who_cannot_do_without_keeps_a_key, begin),
        cmocka_unit_test_setup(what_is_no_list_of_keys_changes_nothing, begin),
        cmocka_unit_test_setup(a_configuration_is_read, begin),
        cmocka_unit_test_setup(mistakes_are_said_with_their_line, begin),
        cmocka_unit_test_setup(the_file_is_found_where_it_belongs, begin),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
