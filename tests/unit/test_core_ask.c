/* When an account may be sent a notice again, and what a text of a notice must say. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/day.h"
#include "base/str.h"
#include "base/zone.h"
#include "core/ask.h"
#include "core/setting.h"
#include "core/text_item.h"

#define ZONE "America/Chicago"

static const struct window_house house = {.country = "US", .zone = ZONE};

static int64_t at(const char *text)
{
    return instant_parse(text, ZONE);
}

/* Asks on a day about objections. */
static int ask(const struct standing_objection *objections, size_t count, const char *day, struct str *why)
{
    struct standing_facts facts = {
        .country = "US", .house = &house, .objections = objections, .objection_count = count};

    return notice_may_ask_from(&facts, 365, at(day), why);
}

static void nobody_is_barred_who_did_not_object(void **state)
{
    struct standing_objection question = {.ruling = RULING_QUESTION, .received = 0};
    struct standing_objection none = {.ruling = RULING_NOT_OBJECTION, .received = 0};

    (void)state;
    question.received = none.received = at("2014-03-28");
    assert_int_equal(ask(NULL, 0, "2014-04-03", NULL), DAY_NONE);
    assert_int_equal(ask(&question, 1, "2014-04-03", NULL), DAY_NONE);
    assert_int_equal(ask(&none, 1, "2014-04-03", NULL), DAY_NONE);
}

static void an_opt_out_bars_for_its_days_to_cool_off(void **state)
{
    struct standing_objection opt_out[] = {{.ruling = RULING_OPT_OUT, .received = at("2014-03-28T15:00")},
                                           {.ruling = RULING_OPT_OUT, .received = at("2014-05-01T15:00")}};
    struct str why = {0};

    (void)state;
    assert_int_equal(ask(opt_out, 1, "2014-04-03", &why), day_parse("2015-03-28"));
    assert_string_equal(str_text(&why), "objected on 28 Mar 2014");
    assert_int_equal(ask(opt_out, 1, "2015-03-27", NULL), day_parse("2015-03-28"));
    assert_int_equal(ask(opt_out, 1, "2015-03-28", NULL), DAY_NONE);
    /* Before it came nobody was barred by it; of several the last one counts. */
    assert_int_equal(ask(opt_out, 2, "2014-03-27", NULL), DAY_NONE);
    assert_int_equal(ask(opt_out, 2, "2014-04-30", NULL), day_parse("2015-03-28"));
    assert_int_equal(ask(opt_out, 2, "2014-05-02", &why), day_parse("2015-05-01"));
    assert_string_equal(str_text(&why), "objected on 1 May 2014");
    opt_out[0].limit.categories = 1;
    assert_int_equal(ask(opt_out, 1, "2014-04-03", NULL), day_parse("2015-03-28"));
    str_clear(&why);
}

static void a_withdrawn_opt_out_bars_all_the_same(void **state)
{
    struct standing_objection opt_out = {.ruling = RULING_OPT_OUT, .received = at("2014-03-28")};
    struct standing_consent consent = {.received = at("2014-06-01"), .voice = VOICE_COMPANY};
    struct standing_facts facts = {.country = "US",
                                   .house = &house,
                                   .objections = &opt_out,
                                   .objection_count = 1,
                                   .consents = &consent,
                                   .consent_count = 1};

    (void)state;
    assert_int_equal(notice_may_ask_from(&facts, 365, at("2014-07-01"), NULL), day_parse("2015-03-28"));
    assert_int_equal(notice_may_ask_from(&facts, 0, at("2014-07-01"), NULL), DAY_NONE);
}

static void what_is_unsettled_bars_without_an_end(void **state)
{
    static const struct {
        struct standing_objection objection;
        const char *why;
    } cases[] = {
        {{.ruling = RULING_UNREAD}, "an objection has not been read"},
        {{.ruling = RULING_QUESTION, .changed = true}, "what was said was changed since it was read"},
        {{.ruling = RULING_DISPUTE, .dispute = 1, .dispute_open = true}, "a dispute is open"},
        {{.ruling = RULING_DISPUTE}, "a dispute is open"},
        {{.ruling = RULING_THREAT}, "a threat has no later ruling"},
        {{.ruling = RULING_OPT_OUT, .voice = VOICE_REPRESENTATIVE},
         "a representative's claim is not settled"},
        {{.ruling = RULING_OPT_OUT, .voice = VOICE_REPRESENTATIVE, .authority = AUTHORITY_ASKED},
         "a representative's claim is not settled"},
    };
    struct str why = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct standing_objection objection = cases[i].objection;

        objection.received = at("2014-03-28");
        assert_int_equal(ask(&objection, 1, "2020-01-01", &why), ASK_UNSETTLED);
        assert_string_equal(str_text(&why), cases[i].why);
    }
    str_clear(&why);
}

static void disputes_and_claims_bar_by_how_they_end(void **state)
{
    struct standing_objection dispute = {
        .ruling = RULING_DISPUTE, .dispute = 1, .received = at("2014-03-28")};
    struct standing_objection claim = {
        .ruling = RULING_OPT_OUT, .voice = VOICE_REPRESENTATIVE, .received = at("2014-03-28")};

    (void)state;
    for (enum outcome outcome = 0; outcome < outcome_count; outcome++) {
        bool bars = outcome == OUTCOME_OPT_OUT || outcome == OUTCOME_UPHELD;

        dispute.outcome = outcome;
        assert_int_equal(ask(&dispute, 1, "2014-04-03", NULL), bars ? day_parse("2015-03-28") : DAY_NONE);
    }
    claim.authority = AUTHORITY_PROVEN;
    assert_int_equal(ask(&claim, 1, "2014-04-03", NULL), day_parse("2015-03-28"));
    claim.authority = AUTHORITY_REFUSED;
    assert_int_equal(ask(&claim, 1, "2014-04-03", NULL), DAY_NONE);
    claim.authority = AUTHORITY_DISOWNED;
    assert_int_equal(ask(&claim, 1, "2014-04-03", NULL), DAY_NONE);
}

static void items_are_read_and_what_lacks_is_told(void **state)
{
    struct str defect = {0};
    const char *bad = NULL;
    unsigned items = 99;

    (void)state;
    assert_true(text_item_set_parse("", &items, &bad));
    assert_int_equal(items, 0);
    assert_true(text_item_set_parse(" days, Not-Letter;company", &items, &bad));
    assert_int_equal(items, 1u << TEXT_ITEM_DAYS | 1u << TEXT_ITEM_NOT_LETTER | 1u << TEXT_ITEM_COMPANY);
    assert_true(text_item_set_parse("all", &items, &bad));
    assert_int_equal(items, TEXT_ITEM_ALL);
    assert_false(text_item_set_parse("days pigeons", &items, &bad));
    assert_string_equal(bad, "pigeons");
    text_item_add_defect(&defect, TEXT_ITEM_ALL);
    assert_string_equal(str_text(&defect), "");
    text_item_add_defect(&defect, TEXT_ITEM_ALL & ~(1u << TEXT_ITEM_DAYS | 1u << TEXT_ITEM_NOT_LETTER));
    assert_string_equal(str_text(&defect),
                        "its text does not say how many days, its text lets one object by letter alone");
    str_clear(&defect);
}

static void each_setting_begins_within_its_range(void **state)
{
    struct settings settings;
    enum setting setting = 0;

    (void)state;
    settings_init(&settings);
    for (enum setting i = 0; i < setting_count; i++) {
        const struct setting_row *row = setting_get(i);

        assert_int_equal(*setting_field(&settings, i), row->first);
        assert_in_range(row->first - row->least, 0, row->most - row->least);
        assert_true(setting_parse(row->name, &setting));
        assert_int_equal(setting, i);
    }
    assert_int_equal(settings.cooling_days, 365);
    assert_false(setting_parse("", &setting));
    assert_false(setting_parse(NULL, &setting));
    assert_string_equal(setting_near("asap_day"), "asap_days");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_barred_who_did_not_object),
        cmocka_unit_test(an_opt_out_bars_for_its_days_to_cool_off),
        cmocka_unit_test(a_withdrawn_opt_out_bars_all_the_same),
        cmocka_unit_test(what_is_unsettled_bars_without_an_end),
        cmocka_unit_test(disputes_and_claims_bar_by_how_they_end),
        cmocka_unit_test(items_are_read_and_what_lacks_is_told),
        cmocka_unit_test(each_setting_begins_within_its_range),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
