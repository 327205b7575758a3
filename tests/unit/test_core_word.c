#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/str.h"
#include "core/duty.h"
#include "core/fact.h"
#include "core/calendar.h"
#include "core/word.h"

static void every_word_reads_back(void **state)
{
    (void)state;
    const struct word_list *lists[] = {&regime_words,     &source_words,  &channel_words,  &delivery_words,
                                       &voice_words,      &ruling_words,  &reading_words,  &flag_words,
                                       &level_words,      &outcome_words, &standing_words, &precision_words,
                                       &text_state_words, &duty_words,    &fact_words};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        for (size_t j = 0; j < lists[i]->count; j++) {
            size_t index;
            assert_true(word_find(lists[i], lists[i]->words[j].name, &index));
            assert_int_equal(index, j);
            assert_true(word_find(lists[i], lists[i]->words[j].title, &index));
            assert_int_equal(index, j);
        }
    }
}

static void words_are_read_without_case_and_joints(void **state)
{
    (void)state;
    enum ruling ruling = RULING_UNREAD;
    assert_true(ruling_parse("Opt-Out", &ruling));
    assert_int_equal(ruling, RULING_OPT_OUT);
    assert_true(ruling_parse("not objection", &ruling));
    assert_int_equal(ruling, RULING_NOT_OBJECTION);
    assert_true(ruling_parse("No Objection", &ruling));
    assert_int_equal(ruling, RULING_NOT_OBJECTION);
    assert_false(ruling_parse("opt", &ruling));
    assert_false(ruling_parse("opt_outs", &ruling));
    assert_false(ruling_parse("", &ruling));
    assert_false(ruling_parse(NULL, &ruling));
    assert_int_equal(ruling, RULING_NOT_OBJECTION);
}

static void words_out_of_range_are_a_question_mark(void **state)
{
    (void)state;
    assert_string_equal(standing_name((enum standing)99), "?");
    assert_string_equal(standing_title(standing_count), "?");
    assert_string_equal(duty_name((enum duty) - 1), "?");
    assert_string_equal(fact_name(fact_count), "?");
    assert_string_equal(standing_name(STANDING_NEEDS_YES), "needs_yes");
    assert_string_equal(standing_title(STANDING_NEEDS_YES), "needs a yes");
}

static void prefixes_give_candidates(void **state)
{
    (void)state;
    assert_int_equal(word_candidates(&standing_words, "hel"), 1u << STANDING_HELD);
    assert_int_equal(word_candidates(&standing_words, "o"), 1u << STANDING_OBJECTED | 1u << STANDING_OPEN);
    assert_int_equal(word_candidates(&regime_words, "opt_out"), 1u << REGIME_OPT_OUT);
    assert_int_equal(word_candidates(&standing_words, "x"), 0);
    assert_int_equal(word_candidates(&standing_words, "-_ "), 0);
}

static void flags_are_sets(void **state)
{
    (void)state;
    unsigned flags = 77;
    assert_true(flag_set_parse(" press, orders;legal", &flags));
    assert_int_equal(flags, flag_bit(FLAG_PRESS) | flag_bit(FLAG_ORDERS) | flag_bit(FLAG_LEGAL));
    struct str text;
    str_init(&text);
    flag_set_add(&text, flags, " ", false);
    assert_string_equal(str_text(&text), "orders legal press");
    str_reset(&text);
    flag_set_add(&text, flag_bit(FLAG_COMPETITOR) | flag_bit(FLAG_PRESS), ", ", true);
    assert_string_equal(str_text(&text), "leaves for a competitor, press");
    str_clear(&text);
    assert_false(flag_set_parse("press prose", &flags));
    assert_int_equal(flags, flag_bit(FLAG_PRESS) | flag_bit(FLAG_ORDERS) | flag_bit(FLAG_LEGAL));
    assert_true(flag_set_parse("", &flags));
    assert_int_equal(flags, 0);
}

static void two_standings_alone_disclose(void **state)
{
    (void)state;
    for (size_t i = 0; i < standing_count; i++) {
        bool expected = i == STANDING_CONSENTED || i == STANDING_SILENT;
        assert_int_equal(standing_may_disclose((enum standing)i), expected);
    }
    assert_true(reading_is_staff(READING_STAFF_STATEMENT_CLEARED));
    assert_false(reading_is_staff(READING_BYSTANDER));
}

static void facts_have_sentences_and_levels(void **state)
{
    (void)state;
    struct str text;
    str_init(&text);
    fact_sentence(FACT_DELIVERY, "bounced", &text);
    assert_string_equal(str_text(&text), "notice bounced");
    str_reset(&text);
    fact_sentence(FACT_NOTE, NULL, &text);
    assert_string_equal(str_text(&text), "note: ");
    str_clear(&text);
    assert_true(fact_may_add(FACT_NOTE, LEVEL_AGENT));
    assert_false(fact_may_add(FACT_LIFT, LEVEL_AGENT));
    assert_true(fact_may_add(FACT_LIFT, LEVEL_LEAD));
    assert_true(fact_may_add(FACT_LIFT, LEVEL_LEGAL));
    assert_false(fact_may_add(FACT_NOTE, level_count));
    enum fact fact;
    assert_true(fact_parse("Account Edit", &fact));
    assert_int_equal(fact, FACT_ACCOUNT_EDIT);
    for (size_t i = 0; i < fact_count; i++)
        assert_true(*fact_effect((enum fact)i) && *fact_sentence_form((enum fact)i));
}

static void duties_say_what_is_owed(void **state)
{
    (void)state;
    char phrase[64];
    assert_string_equal(duty_phrase(DUTY_READ, SOURCE_FORUM, phrase, sizeof phrase), "read a forum post");
    assert_string_equal(duty_phrase(DUTY_MATCH, SOURCE_CALL, phrase, sizeof phrase),
                        "find the account of a call");
    assert_string_equal(duty_phrase(DUTY_RECALL, SOURCE_MAIL, phrase, sizeof phrase),
                        "recall data from a partner");
    assert_string_equal(duty_phrase(DUTY_READ, SOURCE_FORUM, phrase, 6), "read ");
    assert_true(duty_weight(DUTY_RECALL) > duty_weight(DUTY_HONOUR));
    assert_true(duty_by_hand(DUTY_ANSWER));
    assert_false(duty_by_hand(DUTY_READ));
}

static void duties_are_due_by_business_days(void **state)
{
    (void)state;
    struct calendar calendar = calendar_of(NULL, "US"), cairo = calendar_of(NULL, "EG");
    int friday = 16164; /* 2014-04-04 */
    assert_int_equal(duty_due(DUTY_READ, LEVEL_AGENT, friday, &calendar), friday);
    assert_int_equal(duty_due(DUTY_MATCH, LEVEL_AGENT, friday + 1, &calendar), friday + 3);
    assert_int_equal(duty_due(DUTY_RECALL, LEVEL_AGENT, friday, &calendar), friday + 3);
    assert_int_equal(duty_due(DUTY_ANSWER, LEVEL_AGENT, friday, &calendar), friday + 4);
    assert_int_equal(duty_due(DUTY_RESEND, LEVEL_AGENT, friday, &calendar), friday + 5);
    assert_int_equal(duty_due(DUTY_AUTHORITY, LEVEL_AGENT, friday, &calendar), friday + 14);
    assert_int_equal(duty_due(DUTY_REVIEW, LEVEL_AGENT, friday, &calendar), friday + 5);
    assert_int_equal(duty_due(DUTY_REVIEW, LEVEL_LEAD, friday, &calendar), friday + 4);
    assert_int_equal(duty_due(DUTY_REVIEW, LEVEL_COMMUNITY, friday, &calendar), friday + 3);
    assert_int_equal(duty_due(DUTY_REVIEW, LEVEL_LEGAL, friday, &calendar), friday + 7);
    assert_int_equal(duty_due(DUTY_HONOUR, LEVEL_AGENT, friday + 1, &calendar), friday + 1);
    /* In Cairo Friday and Saturday are free and Sunday is a working day. */
    assert_int_equal(duty_due(DUTY_READ, LEVEL_AGENT, friday, &cairo), friday + 2);
}

static void a_ladder_is_climbed_in_order(void **state)
{
    (void)state;
    static const bool may[level_count][level_count] = {
        [LEVEL_AGENT] = {[LEVEL_LEAD] = true, [LEVEL_COMMUNITY] = true, [LEVEL_LEGAL] = true},
        [LEVEL_LEAD] = {[LEVEL_COMMUNITY] = true, [LEVEL_LEGAL] = true},
        [LEVEL_COMMUNITY] = {[LEVEL_LEAD] = true, [LEVEL_LEGAL] = true},
        [LEVEL_LEGAL] = {[LEVEL_LEAD] = true, [LEVEL_COMMUNITY] = true},
    };
    for (size_t from = 0; from < level_count; from++) {
        for (size_t to = 0; to < level_count; to++)
            assert_int_equal(ladder_may_move((enum level)from, (enum level)to), may[from][to]);
    }
    assert_false(ladder_may_move(LEVEL_AGENT, level_count));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_reads_back),
        cmocka_unit_test(words_are_read_without_case_and_joints),
        cmocka_unit_test(words_out_of_range_are_a_question_mark),
        cmocka_unit_test(prefixes_give_candidates),
        cmocka_unit_test(flags_are_sets),
        cmocka_unit_test(two_standings_alone_disclose),
        cmocka_unit_test(facts_have_sentences_and_levels),
        cmocka_unit_test(duties_say_what_is_owed),
        cmocka_unit_test(duties_are_due_by_business_days),
        cmocka_unit_test(a_ladder_is_climbed_in_order),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
