#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "tui/action.h"
#include "tui/keymap.h"
#include "tui/term.h"

/* The `?` screen has 44 columns left for the sentence at its narrowest, and wraps none. */
#define HELP_COLUMNS 60

static void no_key_does_two_things_on_a_screen(void **state)
{
    (void)state;
    for (int screen = 0; screen < screen_count; screen++) {
        for (int i = 0; i < action_count; i++) {
            const char *keys = action_get((enum action)i)->keys;

            if (!action_on_screen((enum action)i, (enum screen_id)screen))
                continue;
            for (keys += strspn(keys, " "); *keys; keys += strspn(keys, " ")) {
                int key = term_key_parse(&keys);

                assert_int_equal(keymap_action((enum screen_id)screen, key), i);
            }
        }
    }
}

static void every_key_can_be_read(void **state)
{
    (void)state;
    for (int i = 0; i < action_count; i++) {
        const char *keys = action_get((enum action)i)->keys;
        int found = 0;

        for (keys += strspn(keys, " "); *keys; keys += strspn(keys, " ")) {
            char name[16];
            int key = term_key_parse(&keys);

            assert_int_not_equal(key, TERM_KEY_NONE);
            assert_true(*term_key_name(key, name, sizeof name));
            found++;
        }
        assert_true(found > 0);
    }
}

static void names_are_words_and_no_two_are_equal(void **state)
{
    (void)state;
    for (int i = 0; i < action_count; i++) {
        const char *name = action_get((enum action)i)->name;

        assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz-"), strlen(name));
        for (int j = 0; j < i; j++)
            assert_string_not_equal(name, action_get((enum action)j)->name);
    }
}

static void sentences_fit_and_end(void **state)
{
    (void)state;
    for (int i = 0; i < action_count; i++) {
        const char *help = action_get((enum action)i)->help;

        assert_in_range(utf8_width(help), 5, HELP_COLUMNS);
        assert_int_equal(help[strlen(help) - 1], '.');
        assert_true(utf8_width(action_get((enum action)i)->bar) <= 10);
    }
}

static void every_action_works_somewhere_and_every_screen_can_be_left(void **state)
{
    (void)state;
    for (int i = 0; i < action_count; i++)
        assert_true(action_get((enum action)i)->screens & ((1u << screen_count) - 1));
    for (int screen = 0; screen < screen_count; screen++) {
        assert_int_equal(keymap_action((enum screen_id)screen, TERM_KEY_ESCAPE), ACTION_BACK);
        assert_int_equal(keymap_action((enum screen_id)screen, '?'), ACTION_HELP);
        assert_int_equal(keymap_action((enum screen_id)screen, 'q'), ACTION_QUIT);
    }
}

static void an_action_is_found_by_the_beginning_of_its_name(void **state)
{
    enum action action;

    (void)state;
    assert_true(action_find("classify", SCREEN_QUEUE, &action));
    assert_int_equal(action, ACTION_CLASSIFY);
    assert_true(action_find("cl", SCREEN_QUEUE, &action));
    assert_int_equal(action, ACTION_CLASSIFY);
    assert_true(action_find("tag", SCREEN_QUEUE, &action));
    assert_int_equal(action, ACTION_TAG);
    assert_true(action_find("a", SCREEN_DISPUTE, &action) == false);
    assert_false(action_find("half", SCREEN_QUEUE, &action));
    assert_false(action_find("", SCREEN_QUEUE, &action));
    assert_false(action_find("nothing", SCREEN_QUEUE, &action));
    assert_false(action_find("lift", SCREEN_QUEUE, &action));
}

static void keys_are_read_and_written(void **state)
{
    static const struct {
        const char *text;
        int key;
        const char *shown;
    } keys[] = {
        {"<Enter>", TERM_KEY_ENTER, "Enter"},
        {"<C-s>", 0x13, "^S"},
        {"<S-Tab>", TERM_KEY_BACKTAB, "S-Tab"},
        {"<F1>", TERM_KEY_F1, "F1"},
        {"<F12>", TERM_KEY_F12, "F12"},
        {"<lt>", '<', "<"},
        {"<Space>", ' ', "space"},
        {"j", 'j', "j"},
        {"\u00e9", 0xe9, "\u00e9"},
        {"\u4e2d", 0x4e2d, "\u4e2d"},
        {"<esc>", TERM_KEY_ESCAPE, "Esc"},
        {"\U0001f600", 0x1f600, "\U0001f600"},
    };
    static const char *const wrong[] = {"",     " ",     "<F13>",  "<F0>", "<Nothing>",
                                        "<C->", "<C-1>", "<Enter", "<>",   "\xff"};
    char name[16];

    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const char *text = keys[i].text;

        assert_int_equal(term_key_parse(&text), keys[i].key);
        assert_string_equal(text, "");
        assert_string_equal(term_key_name(keys[i].key, name, sizeof name), keys[i].shown);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        const char *text = wrong[i];

        assert_int_equal(term_key_parse(&text), TERM_KEY_NONE);
    }
}

static void the_manual_lists_every_action_once(void **state)
{
    struct str manual;
    size_t entries = 0;

    (void)state;
    str_init(&manual);
    action_add_manual(&manual);
    for (const char *at = strstr(str_text(&manual), ".TP\n"); at; at = strstr(at + 1, ".TP\n"))
        entries++;
    assert_int_equal(entries, action_count);
    assert_non_null(strstr(str_text(&manual), ".TP\n.B o\nLog an objection"));
    assert_null(strstr(str_text(&manual), "\n'"));
    str_clear(&manual);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_key_does_two_things_on_a_screen),
        cmocka_unit_test(every_key_can_be_read),
        cmocka_unit_test(names_are_words_and_no_two_are_equal),
        cmocka_unit_test(sentences_fit_and_end),
        cmocka_unit_test(every_action_works_somewhere_and_every_screen_can_be_left),
        cmocka_unit_test(an_action_is_found_by_the_beginning_of_its_name),
        cmocka_unit_test(keys_are_read_and_written),
        cmocka_unit_test(the_manual_lists_every_action_once),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
