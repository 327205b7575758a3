#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/edit.h"
#include "tui/editor.h"
#include "tui/term.h"

static struct edit edit;

static void keys(const int *list)
{
    for (; *list; list++) {
        assert_true(edit_key(&edit, *list, NULL));
    }
}
#define KEYS(...) keys((const int[]){__VA_ARGS__, 0})

static void assert_edit(const char *before, const char *after)
{
    char *all = malloc(strlen(before) + strlen(after) + 1);

    strcpy(all, before);
    strcat(all, after);
    assert_string_equal(str_text(&edit.text), all);
    assert_int_equal(edit.cursor, strlen(before));
    free(all);
}

static int clear(void **state)
{
    (void)state;
    edit_clear(&edit);
    edit = (struct edit){0};
    return 0;
}

static void test_typing(void **state)
{
    (void)state;
    KEYS('n', 'o', TERM_KEY_LEFT, 'x');
    assert_edit("nx", "o");
    KEYS(TERM_KEY_BACKSPACE, TERM_KEY_DELETE);
    assert_edit("n", "");
    KEYS(TERM_KEY_BACKSPACE, TERM_KEY_BACKSPACE, TERM_KEY_LEFT, TERM_KEY_RIGHT, TERM_KEY_DELETE);
    assert_edit("", "");
    assert_false(edit_key(&edit, TERM_KEY_ENTER, NULL));
    assert_false(edit_key(&edit, TERM_KEY_UP, NULL));
    assert_false(edit_key(&edit, TERM_CTRL('s'), NULL));
}

static void test_wide_characters_and_marks(void **state)
{
    (void)state;
    KEYS(0x4e2d, 0x6587, 'e', 0x301);
    assert_edit("\u4e2d\u6587e\u0301", "");
    KEYS(TERM_KEY_LEFT);
    assert_edit("\u4e2d\u6587", "e\u0301");
    KEYS(TERM_KEY_LEFT, TERM_KEY_BACKSPACE);
    assert_edit("", "\u6587e\u0301");
    KEYS(TERM_KEY_END, TERM_KEY_BACKSPACE);
    assert_edit("\u6587", "");
}

static void test_what_cannot_be_shown_is_refused(void **state)
{
    (void)state;
    assert_false(edit_insert(&edit, 0x202e));
    assert_false(edit_insert(&edit, 0x1b));
    assert_false(edit_insert(&edit, 0x9b));
    assert_false(edit_insert(&edit, 0xd800));
    assert_false(edit_insert(&edit, 0x301));
    assert_true(edit_insert(&edit, '\t'));
    assert_edit(" ", "");
    edit_set(&edit, "a\x1b[31mb\nc\xff");
    assert_null(strchr(str_text(&edit.text), 0x1b));
    assert_null(strchr(str_text(&edit.text), '\n'));
    assert_null(strchr(str_text(&edit.text), '\xff'));
}

static void test_cutting_and_putting_back(void **state)
{
    bool changed = true;

    (void)state;
    edit_set(&edit, "leave us out");
    KEYS(TERM_CTRL('w'));
    assert_edit("leave us ", "");
    KEYS(TERM_KEY_HOME, TERM_CTRL('y'));
    assert_edit("out", "leave us ");
    KEYS(TERM_CTRL('k'));
    assert_edit("out", "");
    KEYS(TERM_CTRL('u'), TERM_CTRL('y'), TERM_CTRL('y'));
    assert_edit("outout", "");
    assert_true(edit_key(&edit, TERM_CTRL('k'), &changed));
    assert_false(changed);
}

static void test_lines(void **state)
{
    (void)state;
    edit.lines = true;
    edit_set(&edit, "one\r\ntwo\nthree");
    assert_edit("one\ntwo\nthree", "");
    KEYS(TERM_KEY_HOME);
    assert_edit("one\ntwo\n", "three");
    KEYS(TERM_KEY_LEFT, TERM_CTRL('u'));
    assert_edit("one\n", "\nthree");
    KEYS(TERM_KEY_BACKSPACE, TERM_CTRL('a'), TERM_CTRL('k'));
    assert_edit("", "\nthree");
    assert_true(edit_insert(&edit, '\n'));
    assert_edit("\n", "\nthree");
}

static void assert_rows(const char *text, int columns, const char *expected)
{
    struct edit_rows rows = {0};
    struct str joined = {0};

    edit_wrap(text, columns, &rows);
    for (size_t i = 0; i < rows.count; i++) {
        str_add_n(&joined, text + rows.items[i].start, rows.items[i].end - rows.items[i].start);
        str_add(&joined, "|");
    }
    assert_string_equal(str_text(&joined), expected);
    str_clear(&joined);
    edit_rows_clear(&rows);
}

static void test_wrapping(void **state)
{
    (void)state;
    assert_rows("", 10, "|");
    assert_rows("one", 10, "one|");
    assert_rows("one two three", 7, "one two |three|");
    assert_rows("one\n", 10, "one||");
    assert_rows("\n\n", 10, "|||");
    assert_rows("one\n\ntwo", 10, "one||two|");
    assert_rows("abcdefgh", 3, "abc|def|gh|");
    assert_rows("ab cdefgh", 4, "ab |cdef|gh|");
    assert_rows("\u4e2d\u6587\u4e2d", 4, "\u4e2d\u6587|\u4e2d|");
    assert_rows("a\u4e2d\u6587", 4, "a\u4e2d|\u6587|");
    assert_rows("\u4e2d", 1, "\u4e2d|");
}

static void test_moving_by_rows(void **state)
{
    struct edit_rows rows = {0};
    int column;

    (void)state;
    edit.lines = true;
    edit_set(&edit, "one two three\nx\nfour five");
    edit_wrap(str_text(&edit.text), 8, &rows);
    assert_int_equal(rows.count, 5);
    assert_int_equal(edit_rows_cursor(&rows, &edit, &column), 4);
    assert_int_equal(column, 4);
    edit_rows_place(&rows, &edit, 2, 4);
    assert_edit("one two three\nx", "\nfour five");
    edit_rows_place(&rows, &edit, 0, 99);
    assert_int_equal(edit_rows_cursor(&rows, &edit, &column), 0);
    edit_rows_place(&rows, &edit, 1, 0);
    assert_int_equal(edit_rows_cursor(&rows, &edit, &column), 1);
    assert_int_equal(column, 0);
    edit_set(&edit, "\u4e2d\u6587\u4e2d\u6587");
    edit_wrap(str_text(&edit.text), 4, &rows);
    edit_rows_place(&rows, &edit, 0, 99);
    assert_int_equal(edit_rows_cursor(&rows, &edit, &column), 0);
    assert_int_equal(column, 2);
    edit_rows_clear(&rows);
}

static void assert_command(const char *command, const char *expected)
{
    struct str joined = {0};
    size_t count = 0;
    char **argv = editor_command_parse(command, &count);

    for (size_t i = 0; argv && i < count; i++) {
        str_add_format(&joined, "%s|", argv[i]);
    }
    if (argv) {
        assert_null(argv[count]);
        free(argv[0]);
    }
    free(argv);
    assert_string_equal(str_text(&joined), expected);
    str_clear(&joined);
}

static void test_editor_command(void **state)
{
    (void)state;
    assert_command("vi", "vi|");
    assert_command("  code  --wait ", "code|--wait|");
    assert_command("'my editor' \"a b\"c d\\ e", "my editor|a bc|d e|");
    assert_command("vi; rm -rf $HOME", "vi;|rm|-rf|$HOME|");
    assert_command("", "");
    assert_command(" ", "");
    assert_command("'vi", "");
    assert_command("a b c d e f g h", "a|b|c|d|e|f|g|h|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_typing, clear, clear),
        cmocka_unit_test_setup_teardown(test_wide_characters_and_marks, clear, clear),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_shown_is_refused, clear, clear),
        cmocka_unit_test_setup_teardown(test_cutting_and_putting_back, clear, clear),
        cmocka_unit_test_setup_teardown(test_lines, clear, clear),
        cmocka_unit_test(test_wrapping),
        cmocka_unit_test_setup_teardown(test_moving_by_rows, clear, clear),
        cmocka_unit_test(test_editor_command),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
