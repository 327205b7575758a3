/* A file of rules: what is clear is taken, what is not is refused with its place, and held. */
#include "config.h"

#include "base/day.h"
#include "intake/rule_list.h"

#include "unit.h"

#define HEAD                                                                                                 \
    "code,name,regime,window_days,count_from,day_kind,honour_within,honour_unit,effective_from,"             \
    "effective_to,citation,note,confidence,source\n"
#define ELSE "ZZ,Elsewhere,hold,,,,,asap,,,,,high,x\n"

/* Reads rows below the header and a row ZZ, so that the first is line 3. */
static struct rule_list read_rows(const char *rows, bool overlays)
{
    struct rule_list list = {0};
    struct str text = {0};
    struct err err = {0};

    str_add(&text, HEAD ELSE);
    str_add(&text, rows);
    if (!rule_list_read(&list, text.text, text.length, overlays, &err))
        fail_msg("%s", err.text);
    rule_book_sort(&list.book);
    str_clear(&text);
    return list;
}

/* The row is refused at a column for a reason, and gives a hold for a code and period ("" open). */
static void assert_refused(const char *row, size_t column, const char *reason, const char *code,
                           const char *from, const char *to)
{
    struct rule_list list = read_rows(row, false);
    const struct rule *rule = &list.book.rules[0];
    char day[16];

    if (list.refusal_count != 1 || list.refusals[0].line != 3 || list.refusals[0].column != column ||
        !strstr(list.refusals[0].reason, reason))
        fail_msg("%s is refused %zu times, line %zu, column %zu: %s", row, list.refusal_count,
                 list.refusal_count ? list.refusals[0].line : 0,
                 list.refusal_count ? list.refusals[0].column : 0,
                 list.refusal_count ? list.refusals[0].reason : "");
    assert_int_equal(list.taken, 1);
    assert_int_equal(list.book.count, *code ? 2 : 1);
    if (*code) {
        assert_string_equal(rule->code, code);
        assert_int_equal(rule->regime, REGIME_HOLD);
        assert_int_equal(rule->window_days, -1);
        assert_string_equal(rule->confidence, "low");
        assert_non_null(strstr(rule->note, "Line 3"));
        assert_int_equal(strlen(rule->hash), 64);
        assert_string_equal(day_format_iso(rule->from, day, sizeof day), from);
        assert_string_equal(day_format_iso(rule->to, day, sizeof day), to);
    }
    rule_list_clear(&list);
}

#define ROW(regime, days, count, kind, within, unit, from, to)                                               \
    "US,States," regime "," days "," count "," kind "," within "," unit "," from "," to ",c,n,high,s\n"

static void an_unknown_value_is_refused_and_held(void **state)
{
    (void)state;
    assert_refused(ROW("optout?", "30", "sent", "", "", "asap", "2000-01-01", "2010-01-01"), 3,
                   "regime \"optout?\": there are opt_out", "US", "2000-01-01", "2010-01-01");
    assert_refused(ROW("", "30", "sent", "", "", "asap", "2000-01-01", ""), 3, "regime \"\"", "US",
                   "2000-01-01", "");
    assert_refused(ROW("opt_out", "soon", "sent", "", "", "asap", "", ""), 4, "window_days \"soon\"", "US",
                   "", "");
    assert_refused(ROW("opt_out", "0", "sent", "", "", "asap", "", ""), 4, "from 1 to 3650", "US", "", "");
    assert_refused(ROW("opt_out", "-30", "sent", "", "", "asap", "", ""), 4, "\"-30\"", "US", "", "");
    assert_refused(ROW("opt_out", "99999999999999999999", "sent", "", "", "asap", "", ""), 4, "99999", "US",
                   "", "");
    assert_refused(ROW("opt_out", "30", "posted", "", "", "asap", "", ""), 5, "count_from \"posted\"", "US",
                   "", "");
    assert_refused(ROW("opt_out", "30", "sent", "lunar", "", "asap", "", ""), 6, "day_kind \"lunar\"", "US",
                   "", "");
    assert_refused(ROW("opt_out", "30", "sent", "", "ten", "hours", "", ""), 7, "honour_within \"ten\"", "US",
                   "", "");
    assert_refused(ROW("opt_out", "30", "sent", "", "2", "weeks", "", ""), 8, "honour_unit \"weeks\"", "US",
                   "", "");
    assert_refused(ROW("opt_out", "30", "sent", "", "2", "", "", ""), 8, "a number needs its unit", "US", "",
                   "");
    assert_refused(ROW("opt_out", "30", "sent", "", "", "months", "", ""), 8, "needs its number", "US", "",
                   "");
    assert_refused("US,States,opt_out,30,sent,,,asap,,,c,n,certain,s\n", 13, "confidence \"certain\"", "US",
                   "", "");
}

static void a_period_in_doubt_is_open(void **state)
{
    (void)state;
    assert_refused(ROW("opt_out", "30", "sent", "", "", "asap", "2013-02-30", "2014-01-01"), 9,
                   "effective_from \"2013-02-30\": this is no day", "US", "", "2014-01-01");
    assert_refused(ROW("opt_out", "30", "sent", "", "", "asap", "2013-02-01", "later"), 10,
                   "effective_to \"later\"", "US", "2013-02-01", "");
    assert_refused(ROW("opt_out", "30", "sent", "", "", "asap", "1899-12-31", ""), 9, "1900 to 2200", "US",
                   "", "");
    assert_refused(ROW("opt_out", "30", "sent", "", "", "asap", "2000-01-01", "2201-01-01"), 10,
                   "1900 to 2200", "US", "2000-01-01", "");
    assert_refused(ROW("opt_out", "30", "sent", "", "", "asap", "2015-01-01", "2014-01-01"), 10,
                   "the period ends before it begins", "US", "", "");
}

/* A region that cannot be read would fall through to its country's row: the country is held. */
static void a_code_that_is_none_holds_what_can_be_read_of_it(void **state)
{
    (void)state;
    assert_refused("US-CALIFORNIA,x,opt_in,,,,,asap,2000-01-01,,c,n,high,s\n", 1, "code \"US-CALIFORNIA\"",
                   "US", "2000-01-01", "");
    assert_refused("de_by,x,opt_in,,,,,asap,,,c,n,high,s\n", 1, "code \"de_by\"", "DE", "", "");
    assert_refused("Atlantis,x,opt_in,,,,,asap,,,c,n,high,s\n", 1, "code \"Atlantis\"", "", "", "");
    assert_refused("XX,x,opt_in,,,,,asap,,,c,n,high,s\n", 1, "code \"XX\"", "", "", "");
    assert_refused(",x,opt_in,,,,,asap,,,c,n,high,s\n", 1, "code \"\"", "", "", "");
}

static void a_broken_row_is_held_for_ever(void **state)
{
    (void)state;
    assert_refused("US,States,opt_out,30\n", 1, "4 of the header's 14 cells", "US", "", "");
    assert_refused("US,Sta\"tes,opt_out,30,sent,,,asap,2000-01-01,,c,n,high,s\n", 7, "quote", "US", "", "");
    assert_refused("US,States,opt_out,30,sent,,,asap,2000-01-01,,c,n,high,s,more\n", 1, "15 cells", "US", "",
                   "");
}

static void nothing_strange_is_refused_alone(void **state)
{
    struct rule_list list =
        read_rows("us-ca,California,OPT-OUT,30,Sent,Calendar,15,business_days,27 March 2014,,c,n,"
                  "Low,s\n",
                  false);
    const struct rule *rule = &list.book.rules[0];

    (void)state;
    assert_int_equal(list.refusal_count, 0);
    assert_int_equal(list.taken, 2);
    assert_string_equal(rule->code, "US-CA");
    assert_int_equal(rule->regime, REGIME_OPT_OUT);
    assert_int_equal(rule->from, day_from_civil(2014, 3, 27));
    assert_string_equal(rule->confidence, "low");
    assert_int_equal(rule->number, 2);
    assert_string_equal(str_text(&list.notes), "");
    rule_list_clear(&list);
}

#define ON(year) day_from_civil(year, 6, 1)

static void of_rows_that_meet_the_later_is_a_hold(void **state)
{
    struct rule_list list = read_rows("FR,F,opt_out,30,sent,,,asap,2000-01-01,2010-12-31,c,n,high,s\n"
                                      "FR,F,opt_out,30,sent,,,asap,2010-12-31,2020-12-31,c,n,high,s\n"
                                      "FR,F,opt_out,30,sent,,,asap,2021-01-01,,c,n,high,s\n"
                                      "DE,D,opt_out,30,sent,,,asap,,,c,n,high,s\n"
                                      "DE,D,opt_out,30,sent,,,asap,,,c,n,high,s\n",
                                      false);

    (void)state;
    assert_int_equal(list.refusal_count, 2);
    assert_int_equal(list.refusals[0].line, 4);
    assert_int_equal(list.refusals[0].column, 9);
    assert_string_equal(list.refusals[0].reason, "FR has a row for a part of this period already, in line 3");
    assert_int_equal(list.refusals[1].line, 7);
    assert_int_equal(rule_find(&list.book, "FR", ON(2005))->regime, REGIME_OPT_OUT);
    assert_int_equal(rule_find(&list.book, "FR", day_from_civil(2010, 12, 31))->regime, REGIME_HOLD);
    assert_int_equal(rule_find(&list.book, "FR", ON(2015))->regime, REGIME_HOLD);
    assert_int_equal(rule_find(&list.book, "FR", ON(2022))->regime, REGIME_OPT_OUT);
    assert_int_equal(rule_find(&list.book, "DE", ON(2015))->regime, REGIME_HOLD);
    rule_list_clear(&list);
}

static void sector_rules_may_meet(void **state)
{
    struct rule_list list = read_rows("US,One,opt_out,30,sent,,,asap,,,c,n,high,s\n"
                                      "US,Two,opt_in,,,,,asap,,,c,n,high,s\n",
                                      true);

    (void)state;
    assert_int_equal(list.refusal_count, 0);
    assert_int_equal(list.book.count, 3);
    assert_true(list.book.rules[0].overlay && list.book.rules[1].overlay);
    rule_list_clear(&list);
}

static void everywhere_else_is_only_held(void **state)
{
    static const char text[] = HEAD "ZZ,Elsewhere,opt_out,30,sent,,,asap,,,c,n,high,s\n"
                                    "US,S,opt_out,30,sent,,,asap,,,c,n,high,s\n";
    static const char without[] = HEAD "US,S,opt_out,30,sent,,,asap,,,c,n,high,s\n";
    struct rule_list list = {0};
    struct err err = {0};

    (void)state;
    assert_true(rule_list_read(&list, text, sizeof text - 1, false, &err));
    assert_int_equal(list.refusal_count, 1);
    assert_int_equal(list.refusals[0].column, 3);
    rule_list_clear(&list);
    assert_true(rule_list_read(&list, without, sizeof without - 1, false, &err));
    assert_non_null(strstr(str_text(&list.notes), "no row ZZ: the built-in hold stands"));
    assert_int_equal(rule_find(&list.book, "DE", ON(2015))->regime, REGIME_HOLD);
    rule_list_clear(&list);
    assert_true(rule_list_read(&list, without, sizeof without - 1, true, &err));
    assert_string_equal(str_text(&list.notes), "");
    rule_list_clear(&list);
}

static void assert_unread(const char *text, size_t length, const char *reason)
{
    struct rule_list list = {0};
    struct err err = {0};

    assert_false(rule_list_read(&list, text, length, false, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    if (!strstr(err.text, reason))
        fail_msg("\"%s\" does not say \"%s\"", err.text, reason);
    rule_list_clear(&list);
}

static void a_file_without_any_rule_is_none(void **state)
{
    struct str long_text = {0};

    (void)state;
    assert_unread("", 0, "");
    assert_unread("code,name,regime\nUS,x,opt_out\n", 30, "window_days");
    assert_unread(HEAD, strlen(HEAD), "there is no rule in it");
    assert_unread(HEAD "US,S,never,30,sent,,,asap,,,c,n,high,s\n",
                  strlen(HEAD "US,S,never,30,sent,,,asap,,,c,n,high,s\n"), "regime \"never\"");
    str_add(&long_text, HEAD);
    for (int i = 0; i <= RULE_LIST_LIMIT; i++)
        str_add(&long_text, "XX,x,hold,,,,,asap,,,c,n,high,s\n");
    assert_unread(long_text.text, long_text.length, "more than 10000 rows");
    str_clear(&long_text);
}

static void a_nul_is_refused_with_its_place(void **state)
{
    static const char text[] = HEAD ELSE "US,St\0ates,opt_out,30,sent,,,asap,2000-01-01,,c,n,high,s\n";
    struct rule_list list = {0};
    struct err err = {0};

    (void)state;
    assert_true(rule_list_read(&list, text, sizeof text - 1, false, &err));
    assert_int_equal(list.refusal_count, 1);
    assert_int_equal(list.refusals[0].line, 3);
    assert_int_equal(list.refusals[0].column, 6);
    assert_non_null(strstr(list.refusals[0].reason, "NUL"));
    assert_int_equal(rule_find(&list.book, "US", ON(1980))->regime, REGIME_HOLD);
    assert_string_equal(list.book.rules[1].code, "US");
    rule_list_clear(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unknown_value_is_refused_and_held),
        cmocka_unit_test(a_period_in_doubt_is_open),
        cmocka_unit_test(a_code_that_is_none_holds_what_can_be_read_of_it),
        cmocka_unit_test(a_broken_row_is_held_for_ever),
        cmocka_unit_test(nothing_strange_is_refused_alone),
        cmocka_unit_test(of_rows_that_meet_the_later_is_a_hold),
        cmocka_unit_test(sector_rules_may_meet),
        cmocka_unit_test(everywhere_else_is_only_held),
        cmocka_unit_test(a_file_without_any_rule_is_none),
        cmocka_unit_test(a_nul_is_refused_with_its_place),
    };

    return UNIT_RUN(tests);
}
