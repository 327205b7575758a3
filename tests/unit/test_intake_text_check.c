/* What a notice's text is found to say, by its words. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/str.h"
#include "intake/text_check.h"

#define BIT(item) (1u << TEXT_ITEM_##item)

#define HEAD "Quillmark Instruments Ltd\nAustin, 27 March 2014\n\nDear customer,\n\n"
#define DATA                                                                                                 \
    "From 1 May on we will share your account data with our resellers, including the following: company "    \
    "name, names and telephone numbers of contacts, and past orders.\n\n"
#define WAY                                                                                                  \
    "If you do not want this, reply to this e-mail or write to opt-out@quillmark.example within thirty "     \
    "days.\n"

static void expect(const char *text, unsigned items, int days)
{
    struct text_suggestion suggestion;

    text_check_suggest(text, &suggestion);
    for (enum text_item i = 0; i < text_item_count; i++) {
        if ((suggestion.items ^ items) & 1u << i)
            fail_msg("%s: %s: \"%s\"", text, text_item_name(i), suggestion.words[i]);
        assert_int_equal(*suggestion.words[i] != '\0', (items & 1u << i) != 0);
    }
    assert_int_equal(suggestion.days, days);
    text_suggestion_clear(&suggestion);
}

static void an_empty_text_says_nothing(void **state)
{
    (void)state;
    expect("", 0, -1);
    expect("\n \n", 0, -1);
    expect("Hello, how are you?", 0, -1);
}

static void a_whole_notice_says_all(void **state)
{
    struct text_suggestion suggestion;

    (void)state;
    expect(HEAD DATA WAY, TEXT_ITEM_ALL, 30);
    text_check_suggest(HEAD DATA WAY, &suggestion);
    assert_string_equal(suggestion.words[TEXT_ITEM_DATED], "Austin, 27 March 2014");
    assert_string_equal(suggestion.words[TEXT_ITEM_CATEGORIES],
                        "company name, names and telephone numbers of contacts, past orders");
    assert_non_null(strstr(suggestion.words[TEXT_ITEM_DAYS], "within thirty days"));
    assert_non_null(strstr(suggestion.words[TEXT_ITEM_RECIPIENTS], "our resellers"));
    assert_non_null(strstr(suggestion.words[TEXT_ITEM_WAY], "opt-out@quillmark.example"));
    text_suggestion_clear(&suggestion);
}

static void what_is_left_out_is_missed(void **state)
{
    (void)state;
    expect("Austin, 27 March 2014\n\n" DATA WAY, TEXT_ITEM_ALL & ~BIT(COMPANY), 30);
    expect("Quillmark Ltd\n\n" DATA WAY, TEXT_ITEM_ALL & ~BIT(DATED), 30);
    expect(HEAD DATA "If you do not want this, write to opt-out@quillmark.example.\n",
           TEXT_ITEM_ALL & ~BIT(DAYS), -1);
    expect(HEAD "We will share your account data with our resellers.\n\n" WAY,
           TEXT_ITEM_ALL & ~BIT(CATEGORIES), 30);
    expect(HEAD "We will share your data with third parties, including the following: names, orders.\n\n" WAY,
           TEXT_ITEM_ALL & ~BIT(RECIPIENTS), 30);
    expect(HEAD DATA "You have 30 days. Write to us@quillmark.example with any comments.\n",
           TEXT_ITEM_ALL & ~(BIT(WAY) | BIT(NOT_LETTER)), 30);
}

/* A day in the text is no date of the letter. */
static void a_date_stands_on_a_line_of_its_own(void **state)
{
    (void)state;
    expect("Date: 2014-03-27\n", BIT(DATED), -1);
    expect("27.03.2014\n", BIT(DATED), -1);
    expect("March 27, 2014\n", BIT(DATED), -1);
    expect("We write to you again on 27 March 2014 as agreed, 27 March 2014\n", 0, -1);
    expect("From 27 March 2014 on all is new.\n", 0, -1);
    expect("Date: soon\n", 0, -1);
}

static void a_letter_alone_or_a_dear_way_is_not_enough(void **state)
{
    (void)state;
    expect(HEAD DATA "If you object, write within 30 days to 12 Quay Street, Austin.\n",
           TEXT_ITEM_ALL & ~(BIT(WAY) | BIT(NOT_LETTER)), 30);
    expect("Quillmark Ltd, info@quillmark.example\n27 March 2014\n\n" DATA
           "If you object, write within 30 days to 12 Quay Street, Austin.\n",
           TEXT_ITEM_ALL & ~(BIT(WAY) | BIT(NOT_LETTER)), 30);
    expect(HEAD DATA "If you object, call us within 30 days.\n", TEXT_ITEM_ALL & ~BIT(WAY), 30);
    expect(HEAD DATA "If you object, call us toll free within 30 days.\n", TEXT_ITEM_ALL, 30);
    expect(HEAD DATA "If you object, send a notarised form to a@quillmark.example within 30 days.\n",
           TEXT_ITEM_ALL & ~BIT(WAY), 30);
    expect(HEAD DATA
           "If you object, send a registered letter and a mail to a@quillmark.example within 30 days.\n",
           TEXT_ITEM_ALL & ~BIT(WAY), 30);
}

static void other_languages_are_known_by_their_commonest_words(void **state)
{
    (void)state;
    expect("Quillmark GmbH\nBerlin, 27.03.2014\n\nWir geben folgende Daten an unsere Vertriebspartner "
           "weiter: Name, "
           "Anschrift. Sie k\xc3\xb6nnen innerhalb von 30 Tagen kostenlos widersprechen, per Mail an "
           "a@quillmark.example.\n",
           TEXT_ITEM_ALL, 30);
    expect("Quillmark SARL\n27.03.2014\n\nNous transmettrons les donn\xc3\xa9"
           "es suivantes \xc3\xa0 nos revendeurs: noms. "
           "Vous pouvez vous opposer gratuitement dans les 45 jours: a@quillmark.example.\n",
           TEXT_ITEM_ALL, 45);
    expect("Quillmark SRL\n27.03.2014\n\nCederemos los siguientes datos a nuestros distribuidores: nombres. "
           "Puede "
           "oponerse gratuitamente en 30 d\xc3\xad"
           "as: a@quillmark.example.\n",
           TEXT_ITEM_ALL, 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_text_says_nothing),
        cmocka_unit_test(a_whole_notice_says_all),
        cmocka_unit_test(what_is_left_out_is_missed),
        cmocka_unit_test(a_date_stands_on_a_line_of_its_own),
        cmocka_unit_test(a_letter_alone_or_a_dear_way_is_not_enough),
        cmocka_unit_test(other_languages_are_known_by_their_commonest_words),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
