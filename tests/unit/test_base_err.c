/* The sentence of a failed call: always printable, cut between characters, and its exit status. */
#include "config.h"
#include "base/err.h"

#include "base/utf8.h"

#include "unit.h"

static void set_returns_false(void **state)
{
    struct err err = {0};

    (void)state;
    assert_false(err_set(&err, ERR_RULE, "account %s: may not go out", "A-1"));
    assert_int_equal(err.kind, ERR_RULE);
    assert_string_equal(err.text, "account A-1: may not go out");
    assert_false(err_set(NULL, ERR_RULE, "nobody listens %d", 1));
    assert_false(err_prefix(NULL, "nobody"));
}

static void set_replaces(void **state)
{
    struct err err = {0};

    (void)state;
    err_set(&err, ERR_RULE, "a long first sentence");
    err_set(&err, ERR_INPUT, "short");
    assert_string_equal(err.text, "short");
    assert_int_equal(err.kind, ERR_INPUT);
}

static void its_own_text_may_be_an_argument(void **state)
{
    struct err err = {0};

    (void)state;
    err_set(&err, ERR_INPUT, "inner");
    err_set(&err, ERR_BUSY, "outer: %s", err.text);
    assert_string_equal(err.text, "outer: inner");
}

static void prefixes_stack(void **state)
{
    struct err err = {0};

    (void)state;
    err_set(&err, ERR_INPUT, "no day");
    assert_false(err_prefix(&err, "line %d", 3));
    err_prefix(&err, "%s", "list.csv");
    assert_string_equal(err.text, "list.csv: line 3: no day");
    assert_int_equal(err.kind, ERR_INPUT);
}

static void hostile_bytes_are_made_printable(void **state)
{
    struct err err = {0};

    (void)state;
    err_set(&err, ERR_INPUT, "%s",
            "a\x1b]0;x\x07"
            "b\nc\xff");
    assert_string_equal(err.text, "a\xef\xbf\xbd]0;x\xef\xbf\xbd"
                                  "b c\xef\xbf\xbd");
    err_prefix(&err, "%s", "\x1b[2J");
    assert_null(strchr(err.text, '\x1b'));
}

static void long_texts_are_cut_between_characters(void **state)
{
    char text[4000];
    struct err err = {0};

    (void)state;
    for (size_t shift = 0; shift < 3; shift++) {
        memset(text, 'x', shift);
        for (size_t i = shift; i + 3 < sizeof text; i += 3)
            memcpy(text + i, "\xe2\x82\xac", 4);
        err_set(&err, ERR_INPUT, "%s", text);
        assert_true(strlen(err.text) >= sizeof err.text - 3);
        assert_true(strlen(err.text) < sizeof err.text);
        assert_int_equal(utf8_valid_length(err.text, strlen(err.text)), strlen(err.text));
        err_prefix(&err, "before");
        assert_memory_equal(err.text, "before: ", 8);
        assert_int_equal(utf8_valid_length(err.text, strlen(err.text)), strlen(err.text));
    }
}

static void clearing(void **state)
{
    struct err err = {0};

    (void)state;
    err_set(&err, ERR_INTERNAL, "text");
    err_clear(&err);
    assert_int_equal(err.kind, ERR_NONE);
    assert_string_equal(err.text, "");
    err_clear(NULL);
}

static void exit_statuses(void **state)
{
    static const struct {
        enum err_kind kind;
        int status;
    } rows[] = {{ERR_NONE, 0},  {ERR_USAGE, 2}, {ERR_INPUT, 3},   {ERR_RULE, 1},
                {ERR_CLASH, 1}, {ERR_BUSY, 3},  {ERR_INTERNAL, 3}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err err = {.kind = rows[i].kind};

        assert_int_equal(err_exit_status(&err), rows[i].status);
    }
    assert_int_equal(err_exit_status(NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(set_returns_false),
        cmocka_unit_test(set_replaces),
        cmocka_unit_test(its_own_text_may_be_an_argument),
        cmocka_unit_test(prefixes_stack),
        cmocka_unit_test(hostile_bytes_are_made_printable),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        cmocka_unit_test(clearing),
        cmocka_unit_test(exit_statuses),
    };

    return UNIT_RUN(tests);
}
