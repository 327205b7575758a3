/* Objections of nobody known: their duties and clocks, whose they may be, and holding those for a while. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "desk/candidate.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "desk_fixture.h"
#include "store/nouns.h"

static int64_t object(struct fixture *fixture, const struct record_objector *objector, enum ruling ruling,
                      const char *words)
{
    struct desk_objection objection = {.objector = objector,
                                       .voice = VOICE_UNKNOWN,
                                       .day = desk_today(fixture->desk),
                                       .hour = -1,
                                       .minute = -1,
                                       .words = words,
                                       .ruling = ruling};
    struct err err = {0};
    int64_t id = 0;

    if (!desk_object(fixture->desk, &objection, &id, &err))
        fail_msg("%s", err.text);
    return id;
}

static void tie(struct fixture *fixture, int64_t objection, const char *number)
{
    int64_t account = fixture_account(fixture, number);
    struct desk_correction correction = {.objection = objection,
                                         .version = -1,
                                         .ruling = RULING_OPT_OUT,
                                         .accounts = &account,
                                         .account_count = 1};
    struct err err = {0};

    if (!desk_correct(fixture->desk, &correction, &err))
        fail_msg("%s", err.text);
}

/* Compares "A-1 60 forum handle OldIron; ..." */
static void assert_candidates(struct fixture *fixture, int64_t objection, int64_t message, const char *wanted)
{
    struct desk_candidate_list list;
    struct err err = {0};
    struct str found = {0};

    if (!desk_candidates(fixture->desk, objection, message, &list, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < list.count; i++)
        str_add_format(&found, "%s%s %d %s", i ? "; " : "", list.items[i].account.number, list.items[i].score,
                       str_text(&list.items[i].reasons));
    assert_string_equal(str_text(&found), wanted);
    str_clear(&found);
    desk_candidate_list_clear(&list);
}

static bool like(struct fixture *fixture, int64_t objection, const char *number, int days, struct err *err)
{
    int64_t account = number ? fixture_account(fixture, number) : 0;

    return desk_hold_like(fixture->desk, objection, &account, number != NULL, days, NULL, err);
}

static void assert_sound(struct fixture *fixture)
{
    struct str findings = {0};
    struct err err = {0};
    int64_t checked = 0, differing = 0;

    if (!desk_check(fixture->desk, false, &findings, &checked, &differing, &err))
        fail_msg("%s", err.text);
    assert_string_equal(str_text(&findings), "");
    str_clear(&findings);
}

static void one_without_account_has_duties_and_a_clock(void **state)
{
    struct fixture *fixture = *state;
    struct record_objector nobody = {0};
    int64_t unread = object(fixture, &nobody, RULING_UNREAD, "Stop this.");

    assert_int_equal(fixture_duties(fixture, DUTY_MATCH, NULL), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_READ, NULL), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, NULL), 0);
    object(fixture, &nobody, RULING_OPT_OUT, "Stop this, too.");
    assert_int_equal(fixture_duties(fixture, DUTY_MATCH, NULL), 2);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, NULL), 1);
    tie(fixture, unread, "A-1");
    assert_int_equal(fixture_duties(fixture, DUTY_MATCH, NULL), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_READ, NULL), 0);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, "A-1"), 1);
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, NULL), 2);
    assert_sound(fixture);
}

static void what_is_no_objection_is_looked_for_by_nobody(void **state)
{
    struct fixture *fixture = *state;
    struct record_objector nobody = {0};

    object(fixture, &nobody, RULING_NOT_OBJECTION, "When is the office open?");
    assert_int_equal(fixture_duties(fixture, DUTY_MATCH, NULL), 0);
    assert_sound(fixture);
}

static int honour_due(struct fixture *fixture)
{
    struct record_duty_list duties = {0};
    struct err err = {0};
    int due = DAY_NONE;

    assert_true(store_duty_list(desk_store(fixture->desk), 1, 0, 0, 0, &duties, &err));
    for (size_t i = 0; i < duties.count; i++) {
        if (duties.items[i].kind == DUTY_HONOUR)
            due = duties.items[i].due;
    }
    record_duty_list_clear(&duties);
    return due;
}

static void its_clock_is_its_accounts_once_that_is_known(void **state)
{
    struct fixture *fixture = *state;
    struct record_objector nobody = {0}, californian = {.region = (char[]){"US-CA"}};
    int64_t id = object(fixture, &nobody, RULING_OPT_OUT, "Stop this.");
    int house = honour_due(fixture), account, region;

    tie(fixture, id, "A-3");
    assert_int_equal(fixture_duties(fixture, DUTY_HONOUR, NULL), 1);
    account = honour_due(fixture);
    object(fixture, &californian, RULING_OPT_OUT, "Stop this.");
    region = honour_due(fixture);
    assert_int_equal(house, desk_today(fixture->desk) + 5);
    assert_int_equal(region, account);
}

static void both_an_account_and_none_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct record_objector nobody = {0};
    int64_t account = fixture_account(fixture, "A-1");
    struct desk_objection objection = {.objector = &nobody,
                                       .accounts = &account,
                                       .account_count = 1,
                                       .day = desk_today(fixture->desk),
                                       .words = "No."};
    struct err err = {0};

    assert_false(desk_object(fixture->desk, &objection, NULL, &err));
    assert_int_equal(err.kind, ERR_USAGE);
}

static void each_clue_suggests_its_account(void **state)
{
    struct fixture *fixture = *state;
    struct record_objector handle = {.handle = (char[]){"oldIRON"}},
                           mail = {.mail = (char[]){"Bo@borealis.example"}},
                           domain = {.mail = (char[]){"someone@kobalt.example"}},
                           name = {.name = (char[]){"UWE STEIN"}},
                           words = {.company = (char[]){"harbor pine ltd"}, .region = (char[]){"US-WA"}},
                           nothing = {.mail = (char[]){"ada@gmail.com"}, .region = (char[]){"US"}};

    assert_candidates(fixture, object(fixture, &handle, RULING_UNREAD, "no"), 0,
                      "A-1 60 forum handle oldIRON");
    assert_candidates(fixture, object(fixture, &mail, RULING_UNREAD, "no"), 0,
                      "A-3 120 mail of a contact Bo@borealis.example, mail domain borealis.example");
    assert_candidates(fixture, object(fixture, &domain, RULING_UNREAD, "no"), 0,
                      "A-2 40 mail domain kobalt.example");
    assert_candidates(fixture, object(fixture, &name, RULING_UNREAD, "no"), 0,
                      "A-2 35 name of a contact UWE STEIN");
    assert_candidates(fixture, object(fixture, &words, RULING_UNREAD, "no"), 0,
                      "A-1 70 company word harbor, company word pine, region US");
    assert_candidates(fixture, object(fixture, &nothing, RULING_UNREAD, "no"), 0, "");
}

static void the_text_suggests_too(void **state)
{
    struct fixture *fixture = *state;
    struct record_objector nobody = {0};
    int64_t id = object(fixture, &nobody, RULING_UNREAD,
                        "We at Borealis, number A-2, object; we sell foods. Kobalt? ada@harbor.example");

    assert_candidates(fixture, id, 0,
                      "A-1 120 mail of a contact ada@harbor.example, mail domain harbor.example; "
                      "A-2 85 account number A-2, company word kobalt; A-3 15 company word borealis");
    tie(fixture, id, "A-1");
    assert_candidates(fixture, id, 0,
                      "A-2 85 account number A-2, company word kobalt; A-3 15 company word borealis");
}

static void a_word_that_many_have_says_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct record_objector common = {.company = (char[]){"Quiet"}},
                           rare = {.company = (char[]){"Quiet Mill"}};
    struct str rows = {0};

    str_add(&rows, "account number,company,country\r\n");
    for (int i = 0; i < 30; i++)
        str_add_format(&rows, "Q-%d,Quiet %s %d,US\r\n", i, i == 7 ? "Mill" : "River", 1000 + i);
    fixture_import(fixture, LIST_ACCOUNTS, str_text(&rows));
    str_clear(&rows);
    assert_candidates(fixture, object(fixture, &common, RULING_UNREAD, "no"), 0, "");
    assert_candidates(fixture, object(fixture, &rare, RULING_UNREAD, "no"), 0, "Q-7 30 company word mill");
}

static void look_alikes_are_held_for_some_days(void **state)
{
    struct fixture *fixture = *state;
    struct record_objector objector = {.handle = (char[]){"OldIron"}, .company = (char[]){"Borealis"}};
    int64_t id = object(fixture, &objector, RULING_OPT_OUT, "Stop this.");
    struct err err = {0};

    assert_true(like(fixture, id, NULL, 5, &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_OPEN);
    assert_false(like(fixture, id, NULL, 5, &err));
    assert_int_equal(err.kind, ERR_RULE);
    assert_true(like(fixture, id, "A-3", 9, &err));
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_HELD);
    assert_int_equal(fixture_duties(fixture, DUTY_REVIEW_HOLD, NULL), 0);
    assert_sound(fixture);
    /* They end by themselves. */
    desk_set_now(fixture->desk, FIXTURE_NOW + INT64_C(86400) * 5);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
    desk_set_now(fixture->desk, FIXTURE_NOW + INT64_C(86400) * 6);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_HELD);
    assert_true(like(fixture, id, NULL, 5, &err));
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_HELD);
}

static void once_it_is_tied_the_others_go_free(void **state)
{
    struct fixture *fixture = *state;
    struct record_objector objector = {.handle = (char[]){"OldIron"}};
    int64_t id = object(fixture, &objector, RULING_OPT_OUT, "Stop this."),
            other = object(fixture, &objector, RULING_OPT_OUT, "Stop that.");
    struct err err = {0};

    assert_true(like(fixture, id, "A-1", 9, &err));
    assert_true(like(fixture, id, "A-3", 9, &err));
    assert_true(like(fixture, other, "A-2", 9, &err));
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_HELD);
    tie(fixture, id, "A-1");
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OBJECTED);
    assert_int_equal(fixture_standing(fixture, "A-3"), STANDING_OPEN);
    assert_int_equal(fixture_standing(fixture, "A-2"), STANDING_HELD);
    assert_false(like(fixture, id, "A-3", 9, &err));
    assert_int_equal(err.kind, ERR_RULE);
    assert_sound(fixture);
}

static void what_makes_no_sense_is_not_held(void **state)
{
    struct fixture *fixture = *state;
    struct record_objector nobody = {0};
    int64_t id = object(fixture, &nobody, RULING_OPT_OUT, "stop this.");
    struct err err = {0};

    assert_false(like(fixture, id, NULL, 5, &err));
    assert_int_equal(err.kind, ERR_RULE);
    assert_false(like(fixture, id, "A-1", 0, &err));
    assert_false(like(fixture, id, "A-1", 61, &err));
    assert_false(like(fixture, 99, "A-1", 5, &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OPEN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_without_account_has_duties_and_a_clock),
        TEST(what_is_no_objection_is_looked_for_by_nobody),
        TEST(its_clock_is_its_accounts_once_that_is_known),
        TEST(both_an_account_and_none_is_refused),
        TEST(each_clue_suggests_its_account),
        TEST(the_text_suggests_too),
        TEST(a_word_that_many_have_says_nothing),
        TEST(look_alikes_are_held_for_some_days),
        TEST(once_it_is_tied_the_others_go_free),
        TEST(what_makes_no_sense_is_not_held),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
