#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/str.h"
#include "core/candidate.h"

/* Joins all words of a text by blanks. */
static void assert_words(const char *text, bool capitals, const char *wanted)
{
    struct str words = {0};
    char *word;

    while ((word = candidate_word_next(&text, capitals))) {
        str_add_format(&words, "%s%s", words.length ? " " : "", word);
        free(word);
    }
    assert_string_equal(str_text(&words), wanted);
    assert_int_equal(*text, '\0');
    str_clear(&words);
}

static void words_are_folded_and_forms_left_out(void **state)
{
    (void)state;
    assert_words("", false, "");
    assert_words(" .,- ", false, "");
    assert_words("Harbor & Pine Consulting, Inc.", false, "harbor pine consulting");
    assert_words("The Étoile Group of “Köln”", false, "etoile koln");
    assert_words("we at Borealis Foods do not; Ask us", true, "borealis foods ask");
    assert_words("株式会社さくら 3rd", true, "株式会社さくら 3rd");
}

static void assert_pieces(char *(*next)(const char **), const char *text, const char *wanted)
{
    struct str pieces = {0};
    char *piece;

    while ((piece = next(&text))) {
        str_add_format(&pieces, "%s%s", pieces.length ? " " : "", piece);
        free(piece);
    }
    assert_string_equal(str_text(&pieces), wanted);
    str_clear(&pieces);
}

static void numbers_and_mails_are_found_in_a_text(void **state)
{
    (void)state;
    assert_pieces(candidate_number_next, "", "");
    assert_pieces(candidate_number_next, "Our account is (A-104233), of 2014, or 120044. Not 30 days.",
                  "A-104233 120044");
    assert_pieces(candidate_mail_next, "write to <ana@harbor.example>, not @us or a@b; bo@x.example.",
                  "ana@harbor.example bo@x.example");
}

static void public_mail_says_nothing(void **state)
{
    (void)state;
    assert_true(candidate_mail_is_public(NULL));
    assert_true(candidate_mail_is_public("nobody"));
    assert_true(candidate_mail_is_public("ana@"));
    assert_true(candidate_mail_is_public("ana@Gmail.com"));
    assert_false(candidate_mail_is_public("ana@harbor.example"));
}

static void rare_words_weigh_more(void **state)
{
    (void)state;
    assert_true(candidate_word_weight(1, true) > candidate_word_weight(2, true));
    assert_true(candidate_word_weight(2, true) > candidate_word_weight(9, true));
    assert_true(candidate_word_weight(1, true) > candidate_word_weight(1, false));
    assert_int_equal(candidate_word_weight(CANDIDATE_COMMON + 1, true), 0);
    /* One strong match is enough, and so are two rare words; a region alone or one word is not. */
    assert_true(clue_weight(CLUE_DOMAIN) >= CANDIDATE_ENOUGH);
    assert_true(2 * candidate_word_weight(1, true) >= CANDIDATE_ENOUGH);
    assert_true(candidate_word_weight(1, true) < CANDIDATE_ENOUGH);
    assert_true(clue_weight(CLUE_REGION) < CANDIDATE_ENOUGH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_folded_and_forms_left_out),
        cmocka_unit_test(numbers_and_mails_are_found_in_a_text),
        cmocka_unit_test(public_mail_says_nothing),
        cmocka_unit_test(rare_words_weigh_more),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
