#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"
#include "core/filter.h"
#include "core/word.h"

/* Thursday 3 April 2014. */
static int today(void)
{
    return day_from_civil(2014, 4, 3);
}

static struct filter *parse(enum list list, const char *text, bool typing, struct err *err)
{
    struct filter_context context = {.list = list, .today = today(), .me = "dana"};
    struct filter *filter;
    *err = (struct err){0};
    bool ok = filter_parse(text, &context, typing, &filter, err);
    assert_int_equal(ok, filter != NULL);
    assert_int_equal(ok, err->kind == ERR_NONE);
    return filter;
}

static const char *sign(const struct filter *filter)
{
    static const char *const signs[] = {
        [FILTER_IS] = "=",   [FILTER_LESS] = "<",        [FILTER_LESS_EQUAL] = "<=",
        [FILTER_MORE] = ">", [FILTER_MORE_EQUAL] = ">=", [FILTER_EMPTY] = " none"};
    return signs[filter->op];
}

static void write_term(const struct filter *filter, struct str *out)
{
    const struct field_row *row = field_get(filter->field);
    str_add_format(out, "%s%s%s", row->name, filter->whole ? "=" : "", sign(filter));
    if (filter->op == FILTER_EMPTY)
        return;
    struct value value = filter->value;
    if (row->type == FIELD_TYPE_DAY || row->type == FIELD_TYPE_INSTANT)
        field_format(FIELD_DUE, &value, FIELD_MACHINE, 0, "", out);
    else
        field_format(filter->field, &value, FIELD_MACHINE, 0, "", out);
}

/* Writes the tree with all its brackets. */
static void write_filter(const struct filter *filter, struct str *out)
{
    switch (filter->kind) {
    case FILTER_ALL:
        str_add(out, "*");
        break;
    case FILTER_AND:
    case FILTER_OR:
        str_add(out, "(");
        write_filter(filter->left, out);
        str_add(out, filter->kind == FILTER_AND ? " & " : " | ");
        write_filter(filter->right, out);
        str_add(out, ")");
        break;
    case FILTER_NOT:
        str_add(out, "!");
        write_filter(filter->left, out);
        break;
    case FILTER_TERM:
        write_term(filter, out);
        break;
    case FILTER_WORD:
        str_add_format(out, filter->phrase ? "\"%s\"" : "%s", filter->value.text);
        break;
    }
}

static void assert_tree(enum list list, const char *text, bool typing, const char *tree)
{
    struct err err;
    struct str out;
    str_init(&out);
    struct filter *filter = parse(list, text, typing, &err);
    if (!filter)
        fail_msg("%s: %s", text, err.text);
    write_filter(filter, &out);
    if (!str_equal(str_text(&out), tree))
        fail_msg("%s: %s instead of %s", text, str_text(&out), tree);
    str_clear(&out);
    filter_free(filter);
}

static void assert_wrong(enum list list, const char *text, bool typing, const char *sentence)
{
    struct err err;
    struct filter *filter = parse(list, text, typing, &err);
    if (filter)
        fail_msg("%s is read", text);
    assert_int_equal(err.kind, ERR_USAGE);
    if (!strstr(err.text, sentence))
        fail_msg("%s: %s", text, err.text);
}

static void a_blank_filter_is_everything(void **state)
{
    (void)state;
    assert_tree(LIST_QUEUE, NULL, false, "*");
    assert_tree(LIST_QUEUE, "", false, "*");
    assert_tree(LIST_QUEUE, " \t\n ", false, "*");
}

static void not_binds_before_and_before_or(void **state)
{
    (void)state;
    assert_tree(LIST_QUEUE, "a b c", false, "((a & b) & c)");
    assert_tree(LIST_QUEUE, "a b or c d", false, "((a & b) | (c & d))");
    assert_tree(LIST_QUEUE, "a OR b Or c", false, "((a | b) | c)");
    assert_tree(LIST_QUEUE, "a (b or c) d", false, "((a & (b | c)) & d)");
    assert_tree(LIST_QUEUE, "-a b", false, "(!a & b)");
    assert_tree(LIST_QUEUE, "-(a b) or --c", false, "(!(a & b) | !!c)");
    assert_tree(LIST_QUEUE, "a and b and -c", false, "((a & b) & !c)");
    assert_tree(LIST_QUEUE, "and or android", false, "(and | android)");
    assert_tree(LIST_QUEUE, "((a))", false, "a");
    assert_tree(LIST_QUEUE, "a(b)c", false, "((a & b) & c)");
}

static void words_and_phrases_are_kept_as_they_are(void **state)
{
    (void)state;
    assert_tree(LIST_QUEUE, "\"harbor & pine\" A-104233 -", false, "((\"harbor & pine\" & A-104233) & -)");
    assert_tree(LIST_QUEUE, "\"or\" 12:30 :x 9<10", false, "(((\"or\" & 12:30) & :x) & 9<10)");
    assert_tree(LIST_QUEUE, "caf\xc3\xa9", false, "caf\xc3\xa9");
    assert_tree(LIST_QUEUE, "dana@pine.example", false, "dana@pine.example");
    assert_tree(LIST_QUEUE, "ab\"cd\"", false, "(ab & \"cd\")");
}

static void the_example_of_the_design_is_read(void **state)
{
    (void)state;
    assert_tree(
        LIST_QUEUE,
        "left<=7 standing:held place:DE owner:me notice:2014-03-27.. \"orders\" (source:forum or "
        "source:call) "
        "-flag:press",
        false,
        "(((((((left<=7 & standing=held) & place=DE) & owner==dana) & notice>=2014-03-27) & \"orders\") & "
        "(source=forum | source=call)) & !flag=press)");
}

static void numbers_are_compared_and_ranged(void **state)
{
    (void)state;
    assert_tree(LIST_QUEUE, "left:7", false, "left=7");
    assert_tree(LIST_QUEUE, "left=-7", false, "left=-7");
    assert_tree(LIST_QUEUE, "left:+7", false, "left=7");
    assert_tree(LIST_QUEUE, "LEFT<-3", false, "left<-3");
    assert_tree(LIST_QUEUE, "left>=-3", false, "left>=-3");
    assert_tree(LIST_QUEUE, "left:<=7", false, "left<=7");
    assert_tree(LIST_QUEUE, "left:-3..5", false, "(left>=-3 & left<=5)");
    assert_tree(LIST_QUEUE, "left:..5", false, "left<=5");
    assert_tree(LIST_QUEUE, "left:1..", false, "left>=1");
    assert_tree(LIST_QUEUE, "left:1,3..4,-", false, "((left=1 | (left>=3 & left<=4)) | left none)");
    assert_tree(LIST_DISPUTES, "age>14", false, "age>14");
}

static void days_are_absolute_relative_and_spans(void **state)
{
    (void)state;
    assert_tree(LIST_QUEUE, "due:today", false, "due=2014-04-03");
    assert_tree(LIST_QUEUE, "due<=tomorrow", false, "due<=2014-04-04");
    assert_tree(LIST_QUEUE, "due:-3..+5", false, "(due>=2014-03-31 & due<=2014-04-08)");
    assert_tree(LIST_QUEUE, "due>monday", false, "due>2014-03-31");
    assert_tree(LIST_QUEUE, "due:\"27 Mar 2014\"..\"1 Apr 2014\"", false,
                "(due>=2014-03-27 & due<=2014-04-01)");
    assert_tree(LIST_QUEUE, "notice:2014-02", false, "(notice>=2014-02-01 & notice<=2014-02-28)");
    assert_tree(LIST_QUEUE, "notice:2014-02..2014-03", false, "(notice>=2014-02-01 & notice<=2014-03-31)");
    assert_tree(LIST_QUEUE, "notice>2014-02", false, "notice>2014-02-28");
    assert_tree(LIST_QUEUE, "notice<2014-02", false, "notice<2014-02-01");
    assert_tree(LIST_QUEUE, "notice<=2013", false, "notice<=2013-12-31");
    assert_tree(LIST_QUEUE, "notice:9999-12,2016-02", false,
                "((notice>=9999-12-01 & notice<=9999-12-31) | (notice>=2016-02-01 & notice<=2016-02-29))");
    assert_tree(LIST_QUEUE, "last-day:-", false, "last none");
    assert_tree(LIST_JOURNAL, "at:2014-03-27", false, "at=2014-03-27");
    assert_tree(LIST_NOTICES, "sent:..yesterday", false, "sent<=2014-04-02");
}

static void words_of_lists_may_be_cut_short(void **state)
{
    (void)state;
    assert_tree(LIST_ACCOUNTS, "standing:hel,needs-yes", false, "(standing=held | standing=needs_yes)");
    assert_tree(LIST_ACCOUNTS, "standing:\"needs a yes\"", false, "standing=needs_yes");
    assert_tree(LIST_ACCOUNTS, "disclose:YES", false, "disclose=yes");
    assert_tree(LIST_ACCOUNTS, "regime:opt_out", false, "regime=opt_out");
    assert_tree(LIST_QUEUE, "kind:res", false, "kind=resend");
    assert_tree(LIST_JOURNAL, "kind:ruling", false, "kind=ruling");
    assert_tree(LIST_QUEUE, "source:\"forum post\"", false, "source=forum");
    assert_tree(LIST_QUEUE, "flag:press,comp", false, "(flag=press | flag=competitor)");
    assert_tree(LIST_QUEUE, "-flag:-", false, "!flag none");
    assert_tree(LIST_QUEUE, "level>=lead", false, "((level=lead | level=community) | level=legal)");
    assert_tree(LIST_DISPUTES, "level<lead", false, "level=agent");
    assert_tree(LIST_QUEUE, "standing:o", true, "(standing=objected | standing=open)");
}

static void texts_are_places_persons_and_parts(void **state)
{
    (void)state;
    assert_tree(LIST_QUEUE, "place:us-ca", false, "place=US-CA");
    assert_tree(LIST_QUEUE, "place:Germany,\"South Korea\"", false, "(place=DE | place=KR)");
    assert_tree(LIST_QUEUE, "place:qq", false, "place=QQ");
    assert_tree(LIST_QUEUE, "owner:-", false, "owner none");
    assert_tree(LIST_QUEUE, "owner:\"-\"", false, "owner=-");
    assert_tree(LIST_QUEUE, "owner:Me,lee", false, "(owner==dana | owner=lee)");
    assert_tree(LIST_QUEUE, "owner:\"me\"", false, "owner=me");
    assert_tree(LIST_JOURNAL, "agent:me", false, "agent==dana");
    assert_tree(LIST_ACCOUNTS, "company:a..b", false, "company=a..b");
    assert_tree(LIST_ACCOUNTS, "number:\"A 1, 2\"", false, "number=A 1, 2");
}

static void mistakes_are_told_with_their_column(void **state)
{
    (void)state;
    assert_wrong(LIST_QUEUE, "\xc3\xa9t\xc3\xa9 colour:red", false, "column 5: ");
    assert_wrong(LIST_QUEUE, "colour:red", false, "standing");
    assert_wrong(LIST_QUEUE, "hash:1", false, "\"hash\"");
    assert_wrong(LIST_QUEUE, "left<=x", false, "column 7: \"x\" is no number");
    assert_wrong(LIST_QUEUE, "left:++7", false, "is no number");
    assert_wrong(LIST_QUEUE, "left:9223372036854775808", false, "is no number");
    assert_wrong(LIST_QUEUE, "due:201", false, "is no day");
    assert_wrong(LIST_QUEUE, "left:1...5", false, "column 9: ");
    assert_wrong(LIST_QUEUE, "left:..", false, "needs a beginning or an end");
    assert_wrong(LIST_QUEUE, "due:2014-02-30", false, "is no day");
    assert_wrong(LIST_QUEUE, "due:2014-13", false, "is no day");
    assert_wrong(LIST_QUEUE, "due:0000", false, "is no day");
    assert_wrong(LIST_QUEUE, "standing:o", false, "may be one of objected, open");
    assert_wrong(LIST_QUEUE, "standing:x", false, "is none of objected, disputed");
    assert_wrong(LIST_QUEUE, "standing<held", false, "has no order");
    assert_wrong(LIST_QUEUE, "level>legal", false, "beyond");
    assert_wrong(LIST_QUEUE, "company>a", false, "no column \"company\"");
    assert_wrong(LIST_QUEUE, "account>a", false, "has no order");
    assert_wrong(LIST_QUEUE, "left:", false, "a value is missing");
    assert_wrong(LIST_QUEUE, "left:1,", false, "a value is missing");
    assert_wrong(LIST_QUEUE, "left<1,2", false, "several values");
    assert_wrong(LIST_QUEUE, "place:(DE or US)", false, "a value is missing");
    assert_wrong(LIST_QUEUE, "owner:\"a\"b", false, "put a blank");
    assert_wrong(LIST_QUEUE, "a or", false, "column 5: a word is missing");
    assert_wrong(LIST_QUEUE, "or a", false, "nothing stands before \"or\"");
    assert_wrong(LIST_QUEUE, "a or or b", false, "nothing stands before \"or\"");
    assert_wrong(LIST_QUEUE, "a and", false, "a word is missing");
    assert_wrong(LIST_QUEUE, "()", false, "a word is missing");
    assert_wrong(LIST_QUEUE, "(a", false, "column 1: the bracket is not closed");
    assert_wrong(LIST_QUEUE, "a)", false, "column 2: no bracket is open");
    assert_wrong(LIST_QUEUE, "a \"b", false, "column 3: the quote is not closed");
    assert_wrong(LIST_QUEUE, "\" \"", false, "nothing stands between the quotes");
    assert_wrong(LIST_QUEUE, "a\xff", false, "column 2: ");
}

static void me_must_be_somebody(void **state)
{
    (void)state;
    struct filter_context context = {.list = LIST_QUEUE, .today = today(), .me = NULL};
    struct filter *filter;
    struct err err = {0};
    assert_false(filter_parse("owner:me", &context, false, &filter, &err));
    assert_null(filter);
    assert_non_null(strstr(err.text, "nobody is known"));
    assert_false(filter_parse("owner:me", &context, false, &filter, NULL));
}

static void what_is_typed_counts_as_far_as_it_goes(void **state)
{
    (void)state;
    assert_tree(LIST_QUEUE, "left:", true, "*");
    assert_tree(LIST_QUEUE, "a left<", true, "a");
    assert_tree(LIST_QUEUE, "a -standing:", true, "a");
    assert_tree(LIST_QUEUE, "due:2014-0", true, "*");
    assert_tree(LIST_QUEUE, "due:2014-03-27..2014-0", true, "*");
    assert_tree(LIST_QUEUE, "due:..", true, "*");
    assert_tree(LIST_QUEUE, "left:1,", true, "left=1");
    assert_tree(LIST_QUEUE, "a or", true, "a");
    assert_tree(LIST_QUEUE, "or", true, "*");
    assert_tree(LIST_QUEUE, "a (b or ", true, "(a & b)");
    assert_tree(LIST_QUEUE, "(", true, "*");
    assert_tree(LIST_QUEUE, "a -", true, "a");
    assert_tree(LIST_QUEUE, "a and ", true, "a");
    assert_tree(LIST_QUEUE, "\"", true, "*");
    assert_tree(LIST_QUEUE, "\"harbor pi", true, "harbor pi");
    assert_tree(LIST_QUEUE, "\"harbor pi\"", true, "\"harbor pi\"");
    assert_tree(LIST_QUEUE, "owner:\"le", true, "owner=le");
    /* What is behind the mistake shows that it is finished. */
    assert_wrong(LIST_QUEUE, "due:2014-0 a", true, "is no day");
    assert_wrong(LIST_QUEUE, "left: a", true, "a value is missing");
    assert_wrong(LIST_QUEUE, "colour:", true, "colour");
    assert_wrong(LIST_QUEUE, "standing:x", true, "is none of");
}

static void a_filter_has_limits(void **state)
{
    (void)state;
    struct err err;
    struct str text;
    str_init(&text);
    for (int i = 0; i < FILTER_TERMS_MOST; i++)
        str_add(&text, "a ");
    struct filter *filter = parse(LIST_QUEUE, str_text(&text), false, &err);
    assert_non_null(filter);
    filter_free(filter);
    str_add(&text, "a");
    assert_wrong(LIST_QUEUE, str_text(&text), false, "at most 200 words");
    str_reset(&text);
    for (int i = 0; i <= FILTER_DEPTH_MOST; i++)
        str_add(&text, i % 2 ? "-" : "(");
    assert_wrong(LIST_QUEUE, str_text(&text), false, "40 deep");
    str_reset(&text);
    for (int i = 0; i <= FILTER_LENGTH_MOST; i++)
        str_add_char(&text, 'a');
    assert_wrong(LIST_QUEUE, str_text(&text), false, "longer than 4096");
    str_clear(&text);
}

static int make_row(void **state)
{
    struct row *row = mem_new(sizeof *row);
    row_clear(row);
    row->values[FIELD_COMPANY] = (struct value){.text = mem_text("Harbor & Pine M\xc3\xbcller")};
    row->values[FIELD_NUMBER] = (struct value){.text = mem_text("A-104233")};
    row->values[FIELD_PLACE] = (struct value){.text = mem_text("US-CA")};
    row->values[FIELD_COUNTRY] = (struct value){.text = mem_text("US")};
    row->values[FIELD_STANDING] = (struct value){.text = mem_text("needs_yes")};
    row->values[FIELD_DISCLOSE] = (struct value){.text = mem_text("no")};
    row->values[FIELD_LEFT] = (struct value){.number = 7};
    row->values[FIELD_NOTICE] = (struct value){.number = day_from_civil(2014, 3, 27)};
    row->values[FIELD_FLAG] = (struct value){.number = flag_bit(FLAG_PRESS) | flag_bit(FLAG_LEGAL)};
    row->values[FIELD_SEGMENT] = (struct value){.text = mem_text("")};
    *state = row;
    return 0;
}

static int drop_row(void **state)
{
    row_clear(*state);
    free(*state);
    return 0;
}

static bool matches(enum list list, const char *text, const struct row *row)
{
    struct err err;
    struct filter *filter = parse(list, text, false, &err);
    if (!filter)
        fail_msg("%s: %s", text, err.text);
    bool found = filter_matches(filter, row);
    filter_free(filter);
    return found;
}

static void rows_match_what_they_have(void **state)
{
    static const char *const right[] = {"",
                                        "harbor",
                                        "HARBOR pine",
                                        "\"harbor & pine\"",
                                        "mull",
                                        "muller",
                                        "104233",
                                        "a-104",
                                        "place:US",
                                        "place:us-ca",
                                        "country:US",
                                        "left:7",
                                        "left<=7",
                                        "left>6",
                                        "left:5..9",
                                        "standing:needs",
                                        "disclose:no",
                                        "notice:2014-03",
                                        "notice<today",
                                        "flag:press",
                                        "flag:legal",
                                        "-flag:orders",
                                        "company:INE",
                                        "segment:-",
                                        "parent:-",
                                        "-left:8",
                                        "x or left:7",
                                        "-(x or y)",
                                        "last:-",
                                        "standing:held,needs_yes",
                                        "number:1042"};
    static const char *const wrong[] = {
        "arbor",          "\"harbor & pin\"", "-harbor",     "4233",     "place:US-C",    "place:DE",
        "country:U",      "left<7",           "left>7",      "left:-",   "standing:held", "disclose:yes",
        "notice:2014-04", "notice:-",         "flag:orders", "flag:-",   "company:-",     "segment:x",
        "parent:x",       "last:today",       "last<today",  "harbor x", "needs_yes"};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        if (!matches(LIST_ACCOUNTS, right[i], *state))
            fail_msg("%s does not match", right[i]);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (matches(LIST_ACCOUNTS, wrong[i], *state))
            fail_msg("%s matches", wrong[i]);
    }
    assert_true(filter_matches(NULL, *state));
}

static void persons_and_instants_match(void **state)
{
    (void)state;
    struct row row = {0};
    row_clear(&row);
    row.values[FIELD_AGENT] = (struct value){.text = mem_text("Dana")};
    row.values[FIELD_AT] = (struct value){.number = zone_instant(day_from_civil(2014, 4, 2), 23, 59, "UTC")};
    row.values[FIELD_PLACE] = (struct value){.text = mem_text("?")};
    row.values[FIELD_KIND] = (struct value){.text = mem_text("ruling")};
    assert_true(matches(LIST_JOURNAL, "agent:me at:yesterday kind:ruli", &row));
    assert_true(matches(LIST_JOURNAL, "at<today at>=2014-04-02", &row));
    assert_false(matches(LIST_JOURNAL, "at:today", &row));
    assert_true(matches(LIST_QUEUE, "place:- place:?", &row));
    free(row.values[FIELD_AGENT].text);
    row.values[FIELD_AGENT].text = mem_text("Bogdana");
    assert_true(matches(LIST_JOURNAL, "agent:dana", &row));
    assert_false(matches(LIST_JOURNAL, "agent:me", &row));
    row_clear(&row);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_blank_filter_is_everything),
        cmocka_unit_test(not_binds_before_and_before_or),
        cmocka_unit_test(words_and_phrases_are_kept_as_they_are),
        cmocka_unit_test(the_example_of_the_design_is_read),
        cmocka_unit_test(numbers_are_compared_and_ranged),
        cmocka_unit_test(days_are_absolute_relative_and_spans),
        cmocka_unit_test(words_of_lists_may_be_cut_short),
        cmocka_unit_test(texts_are_places_persons_and_parts),
        cmocka_unit_test(mistakes_are_told_with_their_column),
        cmocka_unit_test(me_must_be_somebody),
        cmocka_unit_test(what_is_typed_counts_as_far_as_it_goes),
        cmocka_unit_test(a_filter_has_limits),
        cmocka_unit_test_setup_teardown(rows_match_what_they_have, make_row, drop_row),
        cmocka_unit_test(persons_and_instants_match),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
