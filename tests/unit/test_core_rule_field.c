/* The cells of a rule, its canonical line, and the hashes that a proof names it by. */
#include "config.h"

#include "base/day.h"
#include "base/mem.h"
#include "core/rule.h"

#include "unit.h"

static struct rule rule_new(const char *code, int number)
{
    return (struct rule){
        .code = mem_text(code),
        .name = mem_text("Place, with a comma"),
        .regime = REGIME_OPT_OUT,
        .window_days = 30,
        .anchor = RULE_ANCHOR_SENT,
        .day_kind = RULE_DAYS_BUSINESS,
        .honour_within = 10,
        .honour_unit = RULE_UNIT_BUSINESS_DAYS,
        .from = day_from_civil(2014, 3, 27),
        .to = DAY_NONE,
        .citation = mem_text("s.1"),
        .note = mem_text(""),
        .confidence = mem_text("low"),
        .source = mem_text("x"),
        .number = number,
    };
}

static void the_canonical_line_has_every_cell(void **state)
{
    struct rule rule = rule_new("US-CA", 7);
    struct str line = {0};

    (void)state;
    rule_canonical(&rule, &line);
    assert_string_equal(str_text(&line),
                        "5:US-CA,19:Place, with a comma,7:opt_out,2:30,4:sent,8:business,2:10,"
                        "13:business_days,10:2014-03-27,0:,3:s.1,0:,3:low,1:x,place");
    str_clear(&line);
    rule_clear(&rule);
}

/* Each change of a cell changes the hash; where the rule stands does not. */
static void the_hash_is_of_the_cells_alone(void **state)
{
    struct rule rule = rule_new("US", 1), other;
    char first[HASH_HEX_SIZE];

    (void)state;
    rule_seal(&rule);
    assert_int_equal(strlen(rule.hash), 64);
    memcpy(first, rule.hash, sizeof first);
    other = rule;
    other.number = 9;
    other.adoption = 4;
    rule_seal(&other);
    assert_string_equal(other.hash, first);
#define CHANGED(field, value)                                                                                \
    do {                                                                                                     \
        other = rule;                                                                                        \
        other.field = (value);                                                                               \
        rule_seal(&other);                                                                                   \
        assert_string_not_equal(other.hash, first);                                                          \
    } while (0)
    CHANGED(code, (char[]){"DE"});
    CHANGED(name, (char[]){"Place"});
    CHANGED(regime, REGIME_HOLD);
    CHANGED(window_days, -1);
    CHANGED(anchor, RULE_ANCHOR_RECEIVED);
    CHANGED(day_kind, RULE_DAYS_CALENDAR);
    CHANGED(honour_within, 11);
    CHANGED(honour_unit, RULE_UNIT_MONTHS);
    CHANGED(from, DAY_NONE);
    CHANGED(to, day_from_civil(2020, 1, 1));
    CHANGED(citation, (char[]){"s.2"});
    CHANGED(note, (char[]){"s.1"});
    CHANGED(confidence, (char[]){"high"});
    CHANGED(source, NULL);
    CHANGED(overlay, true);
    rule_clear(&rule);
}

static void the_book_s_hash_goes_by_number(void **state)
{
    struct rule_book book = {0};
    char in_order[HASH_HEX_SIZE], sorted[HASH_HEX_SIZE], swapped[HASH_HEX_SIZE];

    (void)state;
    rule_book_hash(&book, in_order);
    assert_string_equal(in_order, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    rule_book_add(&book, rule_new("US", 1));
    rule_book_add(&book, rule_new("DE", 2));
    rule_seal(&book.rules[0]);
    rule_seal(&book.rules[1]);
    rule_book_hash(&book, in_order);
    rule_book_sort(&book);
    assert_string_equal(book.rules[0].code, "DE");
    rule_book_hash(&book, sorted);
    assert_string_equal(sorted, in_order);
    book.rules[0].number = 1;
    book.rules[1].number = 2;
    rule_book_hash(&book, swapped);
    assert_string_not_equal(swapped, in_order);
    rule_book_clear(&book);
}

static void words_are_read_and_others_are_none(void **state)
{
    enum rule_anchor anchor = RULE_ANCHOR_SENT;
    enum rule_days kind = RULE_DAYS_BUSINESS;
    enum rule_unit unit = RULE_UNIT_MONTHS;

    (void)state;
    assert_false(rule_anchor_parse("posted", &anchor));
    assert_false(rule_days_parse("workdays", &kind));
    assert_false(rule_unit_parse("weeks", &unit));
    assert_int_equal(anchor, RULE_ANCHOR_SENT);
    assert_int_equal(kind, RULE_DAYS_BUSINESS);
    assert_int_equal(unit, RULE_UNIT_MONTHS);
    assert_true(rule_anchor_parse(NULL, &anchor) && anchor == RULE_ANCHOR_UNSAID);
    assert_true(rule_anchor_parse(" Received ", &anchor) && anchor == RULE_ANCHOR_RECEIVED);
    assert_true(rule_days_parse("", &kind) && kind == RULE_DAYS_CALENDAR);
    assert_true(rule_days_parse("BUSINESS", &kind) && kind == RULE_DAYS_BUSINESS);
    assert_true(rule_unit_parse(" ", &unit) && unit == RULE_UNIT_ASAP);
    assert_true(rule_unit_parse("hours", &unit) && unit == RULE_UNIT_HOURS);
}

/* A file changed behind the store may hold any number. */
static void a_number_that_is_no_word_is_shown_as_one(void **state)
{
    struct rule rule = {.anchor = (enum rule_anchor)99,
                        .day_kind = (enum rule_days)99,
                        .honour_unit = (enum rule_unit)99,
                        .from = DAY_NONE,
                        .to = DAY_NONE};
    struct str cells = {0};

    (void)state;
    rule_field_add(&rule, RULE_FIELD_COUNT_FROM, &cells);
    rule_field_add(&rule, RULE_FIELD_DAY_KIND, &cells);
    rule_field_add(&rule, RULE_FIELD_HONOUR_UNIT, &cells);
    rule_field_add(&rule, RULE_FIELD_CODE, &cells);
    assert_string_equal(str_text(&cells), "???");
    str_clear(&cells);
}

static void assert_step(const struct rule_book *book, const char *code, int year, enum rule_step wanted,
                        const char *found)
{
    enum rule_step step;
    const struct rule *rule = rule_find_step(book, code, day_from_civil(year, 6, 1), &step);

    assert_int_equal(step, wanted);
    assert_string_equal(rule->code, found);
    assert_ptr_equal(rule, rule_find(book, code, day_from_civil(year, 6, 1)));
}

static void the_step_of_the_look_up_is_told(void **state)
{
    struct rule_book book = {0};
    struct rule elsewhere = rule_new("ZZ", 3);

    (void)state;
    rule_book_add(&book, rule_new("US", 1));
    rule_book_add(&book, rule_new("US-CA", 2));
    rule_book_sort(&book);
    assert_step(&book, "US-CA", 2015, RULE_STEP_CODE, "US-CA");
    assert_step(&book, "US-TX", 2015, RULE_STEP_COUNTRY, "US");
    assert_step(&book, "US", 2015, RULE_STEP_CODE, "US");
    assert_step(&book, "US", 2013, RULE_STEP_BUILT_IN, "ZZ");
    assert_step(&book, "", 2015, RULE_STEP_BUILT_IN, "ZZ");
    elsewhere.regime = REGIME_HOLD;
    elsewhere.from = DAY_NONE;
    rule_book_add(&book, elsewhere);
    rule_book_sort(&book);
    assert_step(&book, "US-TX", 2013, RULE_STEP_ELSEWHERE, "ZZ");
    assert_step(&book, "ZZ", 2013, RULE_STEP_CODE, "ZZ");
    rule_book_clear(&book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_canonical_line_has_every_cell),
        cmocka_unit_test(the_hash_is_of_the_cells_alone),
        cmocka_unit_test(the_book_s_hash_goes_by_number),
        cmocka_unit_test(words_are_read_and_others_are_none),
        cmocka_unit_test(a_number_that_is_no_word_is_shown_as_one),
        cmocka_unit_test(the_step_of_the_look_up_is_told),
    };

    return UNIT_RUN(tests);
}
