/* Hundreds of invented histories: whatever happened, in whatever order, lists show what the facts say, nobody
 * is disclosed who may not be, and what stands in the way is owed by somebody. The seed is fixed; DEMUR_SEED
 * tries another. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/consent.h"
#include "desk/private.h"
#include "desk/setting.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "random_world.h"
#include "store/nouns.h"

enum { EVENTS = 8 };

static bool owes(const struct record_duty_list *duties, enum duty kind,
                 const struct record_objection *objection)
{
    for (size_t i = 0; i < duties->count; i++) {
        const struct record_duty *duty = &duties->items[i];

        if (duty->kind == kind && ((objection->id && duty->objection == objection->id) ||
                                   (objection->message && duty->message == objection->message)))
            return true;
    }
    return false;
}

/* Each account is owed it for itself. */
static bool owes_honour(const struct record_duty_list *duties, const struct record_objection *objection,
                        int64_t account)
{
    bool owed = false;

    for (size_t i = 0; i < duties->count; i++)
        owed = owed || (duties->items[i].kind == DUTY_HONOUR && duties->items[i].objection == objection->id &&
                        duties->items[i].account == account);
    return owed;
}

static bool owes_account(const struct record_duty_list *duties, enum duty kind, int64_t account)
{
    bool owed = false;

    for (size_t i = 0; i < duties->count; i++)
        owed = owed || (duties->items[i].kind == kind && duties->items[i].account == account);
    return owed;
}

static enum authority authority_of(struct world *world, int64_t account,
                                   const struct record_objection *objection)
{
    enum authority state = AUTHORITY_PROVEN;
    struct err err = {0};

    if (objection->voice == VOICE_REPRESENTATIVE)
        assert_true(store_authority_get(world->store, objection->id, account, &state, &err));
    return state;
}

static size_t consents_of(struct world *world, int64_t account, size_t *withdrawn)
{
    struct record_consent_list list = {0};
    struct err err = {0};
    size_t count;

    assert_true(store_consent_list(world->store, world->program, account, &list, &err));
    count = list.count;
    *withdrawn = 0;
    for (size_t i = 0; i < list.count; i++)
        *withdrawn += list.items[i].withdrawn;
    record_consent_list_clear(&list);
    return count;
}

/* Says whether an opt-out is in force for certain: nobody ever said yes; whole: it is not limited. */
static bool opt_out_stands(struct world *world, int64_t account, const struct record_objection *objection,
                           bool *whole)
{
    struct record_limit limit = {0};
    struct err err = {0};
    size_t withdrawn;

    assert_true(store_limit_get(world->store, objection->id, &limit, &err));
    *whole = !limit.categories && !limit.contact && !limit.partner_count;
    record_limit_clear(&limit);
    return objection->ruling == RULING_OPT_OUT && !consents_of(world, account, &withdrawn);
}

/* What stands against disclosure, told from the rows as plainly as can be, with who owes it. */
static bool stands_against(struct world *world, const struct record_duty_list *duties, int64_t account,
                           const char *number)
{
    struct record_objection_list list = {0};
    struct record_hold_list holds = {0};
    struct err err = {0};
    bool against = false;

    assert_true(store_objection_list(world->store, world->program, account, &list, &err) &&
                store_hold_list(world->store, world->program, account, &holds, &err));
    for (size_t i = 0; i < list.count; i++) {
        const struct record_objection *objection = &list.items[i];
        struct record_dispute dispute = {0};
        enum authority authority = authority_of(world, account, objection);
        bool read = owes(duties, DUTY_READ, objection), whole, stands;

        /* Who does not speak for this account says nothing, once that was read. */
        if (authority == AUTHORITY_REFUSED || authority == AUTHORITY_DISOWNED) {
            against = against || (read && objection->ruling == RULING_UNREAD);
            continue;
        }
        assert_true(store_dispute_get(world->store, objection->dispute, &dispute, &err));
        stands = opt_out_stands(world, account, objection, &whole);
        against = against || read || dispute.open || (stands && whole);
        if (!read && (objection->ruling == RULING_UNREAD || objection->ruling == RULING_THREAT))
            fail_msg("%s: nobody owes to read objection %lld", number, (long long)objection->id);
        if (dispute.open && !owes(duties, DUTY_REVIEW, objection))
            fail_msg("%s: nobody owes to review dispute %lld", number, (long long)dispute.id);
        if (stands && !(authority == AUTHORITY_PROVEN ? owes_honour(duties, objection, account)
                                                      : owes(duties, DUTY_AUTHORITY, objection)))
            fail_msg("%s: nobody owes to honour objection %lld", number, (long long)objection->id);
        if (dispute.id && !dispute.open && dispute.outcome == OUTCOME_UPHELD && !holds.count)
            fail_msg("%s: dispute %lld was upheld and holds nothing", number, (long long)dispute.id);
        record_dispute_clear(&dispute);
    }
    for (size_t i = 0; i < holds.count; i++) {
        if (!holds.items[i].lifted && holds.items[i].expires == DAY_NONE &&
            !owes_account(duties, DUTY_REVIEW_HOLD, account))
            fail_msg("%s: nobody owes to review a hold", number);
        against = against || (!holds.items[i].lifted && (holds.items[i].expires == DAY_NONE ||
                                                         holds.items[i].expires >= desk_today(world->desk)));
    }
    record_objection_list_clear(&list);
    record_hold_list_clear(&holds);
    return against;
}

static bool lets_silence_count(const char *place)
{
    static const char *const places[] = {"US", "US-NY", "US-CA", "ES", "CA-QC"};

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (str_equal(place, places[i]))
            return true;
    }
    return false;
}

/* Says whether a notice was heard of by its own account and every person of it is where silence may count. */
static bool heard(struct world *world, int64_t account)
{
    struct record_account record = {0};
    struct record_contact_list contacts = {0};
    struct record_notice_list notices = {0};
    struct err err = {0};
    bool places, over = false;

    assert_true(store_account_get(world->store, account, &record, &err) &&
                store_contact_list(world->store, account, &contacts, &err) &&
                store_notice_list(world->store, world->program, account, &notices, &err));
    places = lets_silence_count(record.country);
    for (size_t i = 0; i < contacts.count; i++)
        places = places && (!*contacts.items[i].country || lets_silence_count(contacts.items[i].country));
    for (size_t i = 0; i < notices.count; i++)
        over = over || zone_day(notices.items[i].sent, HOUSE_ZONE) + 30 <= desk_today(world->desk);
    record_account_clear(&record);
    record_contact_list_clear(&contacts);
    record_notice_list_clear(&notices);
    return places && over;
}

static void check_row(struct world *world, const struct record_duty_list *duties, const struct row *row)
{
    const char *number = row->values[FIELD_NUMBER].text, *standing = row->values[FIELD_STANDING].text;
    struct standing_result derived = {0};
    struct err err = {0};
    bool against = stands_against(world, duties, row->account, number);
    size_t withdrawn;

    assert_true(desk_standing(world->desk, row->account, &derived, &err));
    assert_string_equal(standing, standing_name(derived.value));
    assert_string_equal(row->values[FIELD_REASON].text, standing_reason(&derived));
    assert_string_equal(row->values[FIELD_DISCLOSE].text,
                        standing_may_disclose(derived.value) ? "yes" : "no");
    if (derived.has_window)
        assert_int_equal(row->values[FIELD_LAST_DAY].number, derived.window.last_day);
    if (against && derived.value > STANDING_HELD)
        fail_msg("%s is %s with something against it", number, standing);
    if ((derived.value == STANDING_SILENT && !heard(world, row->account)) ||
        (derived.value == STANDING_CONSENTED && consents_of(world, row->account, &withdrawn) == withdrawn))
        fail_msg("%s may be disclosed: %s", number, standing_reason(&derived));
    if ((derived.value == STANDING_VOID ||
         (derived.value == STANDING_OPEN && derived.window.state == WINDOW_WAITING)) &&
        !owes_account(duties, DUTY_RESEND, row->account))
        fail_msg("%s: nobody owes to send again", number);
    standing_clear(&derived);
}

static int check_all(struct world *world, const char *filter)
{
    struct record_duty_list duties = {0};
    struct desk_list list = {0};
    struct row *rows = NULL;
    struct err err = {0};
    size_t count = 0;
    int disclosed = 0;

    assert_true(desk_list_set(world->desk, LIST_ACCOUNTS, filter, false, NULL, &list, &err));
    assert_true(store_list_page(world->store, &list.query, NULL, false, HISTORIES + 10, &rows, &count, &err));
    assert_true(store_duty_list(world->store, world->program, 0, 0, 0, &duties, &err));
    for (size_t i = 0; i < count; i++) {
        check_row(world, &duties, &rows[i]);
        disclosed += str_equal(rows[i].values[FIELD_DISCLOSE].text, "yes");
        row_clear(&rows[i]);
    }
    record_duty_list_clear(&duties);
    free(rows);
    desk_list_clear(&list);
    return disclosed;
}

/* A day looked at when it is over shows what stood at its end; today, what stands. */
static void past_is_as_it_was(struct world *world, int64_t then)
{
    static const char *const days[] = {"today", "yesterday"};
    struct err err = {0};

    for (int back = 0; back < 2; back++) {
        struct desk_options options = {.path = desk_path(world->desk),
                                       .agent = "dana",
                                       .read_only = true,
                                       .as_of = days[back],
                                       .now = then + (int64_t)back * DAY};
        struct desk *past = NULL;

        if (!desk_open(&options, &past, &err))
            fail_msg("%s", err.text);
        desk_set_now(world->desk, desk_now(past));
        for (int i = 0; i < HISTORIES; i++) {
            struct standing_result now = {0}, was = {0};
            int64_t account = account_of(world, i);

            assert_true(desk_standing(world->desk, account, &now, &err));
            assert_true(desk_standing(past, account, &was, &err));
            assert_int_equal(now.value, was.value);
            assert_string_equal(standing_reason(&now), standing_reason(&was));
            standing_clear(&now);
            standing_clear(&was);
        }
        desk_close(past);
    }
}

static void same_facts(struct world *world, const struct store_facts *walked, bool subsidiaries)
{
    struct desk *desk = world->desk;
    struct standing_result one = {0}, other = {0};
    struct store_facts alone = {0};
    struct err err = {0};

    assert_true(store_facts_load(world->store, world->program, walked->account, subsidiaries, &alone, &err));
    alone.facts.house = &desk->house;
    alone.facts.rules = &desk->rules;
    standing_of_with_proof(&walked->facts, desk->now, &one);
    standing_of_with_proof(&alone.facts, desk->now, &other);
    assert_string_equal(str_text(&one.proof), str_text(&other.proof));
    assert_int_equal(walked->flags, alone.flags);
    assert_true(store_standing_is_kept(walked, &one));
    standing_clear(&one);
    standing_clear(&other);
    store_facts_clear(&alone);
}

/* ids NULL: all accounts, so many. */
static void walk_is_one_by_one(struct world *world, const int64_t *ids, size_t count, bool subsidiaries)
{
    struct store_facts holder = {0};
    struct err err = {0};
    int64_t last = 0;
    size_t seen = 0;

    assert_true(store_facts_walk(world->store, world->program, subsidiaries, ids, count, &holder, &err));
    holder.facts.house = &world->desk->house;
    holder.facts.rules = &world->desk->rules;
    while (store_facts_next(&holder) && holder.account) {
        assert_true(holder.account > last && (!ids || holder.account == ids[seen]));
        last = holder.account;
        same_facts(world, &holder, subsidiaries);
        seen++;
    }
    assert_int_equal(err.kind, ERR_NONE);
    assert_int_equal(seen, count);
    store_facts_clear(&holder);
}

/* The accounts in between are passed over one by one, or looked up behind a gap. */
static void a_walk_finds_what_is_found_one_by_one(struct world *world, int64_t all)
{
    int64_t ids[HISTORIES];

    walk_is_one_by_one(world, NULL, (size_t)all, false);
    walk_is_one_by_one(world, NULL, (size_t)all, true);
    for (int step = 1; step < 100; step = step * 3 + 1) {
        size_t count = 0;

        for (int i = step / 2; i < HISTORIES; i += step)
            ids[count++] = account_of(world, i);
        walk_is_one_by_one(world, ids, count, false);
    }
}

static void lists_show_what_the_facts_say_and_nobody_slips_out(void **state)
{
    static const int days[] = {-400, -40, -3, 0, 1, 17, 45, 90, 4000};
    struct fixture *fixture = *state;
    const char *seed = getenv("DEMUR_SEED");
    struct world world = {.fixture = fixture,
                          .desk = fixture->desk,
                          .store = desk_store(fixture->desk),
                          .program = desk_program(fixture->desk)->id,
                          .state = seed ? strtoull(seed, NULL, 10) : 20140327};
    struct str findings = {0};
    struct err err = {0};
    int64_t now, checked = 0, differing = 0;
    int disclosed = 0;

    world.other = fixture_desk(fixture, "lee", FIXTURE_NOW);
    make_accounts(&world);
    assert_true(desk_setting(world.desk, SETTING_COOLING_DAYS, 5, &err));
    for (world.history = 0; world.history < HISTORIES; world.history++) {
        notify(&world);
        for (int i = 0; i < EVENTS; i++)
            happen(&world);
        /* The histories do not outrun the calendar. */
        desk_set_now(world.desk, FIXTURE_NOW + (int64_t)pick(&world, 400 * DAY));
    }
    now = FIXTURE_NOW + (int64_t)200 * DAY;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        desk_set_now(world.desk, now + (int64_t)days[i] * DAY + pick(&world, DAY));
        disclosed += check_all(&world, NULL);
    }
    assert_true(desk_check(world.desk, false, &findings, &checked, &differing, &err));
    if (differing)
        fail_msg("%s", str_text(&findings));
    a_walk_finds_what_is_found_one_by_one(&world, checked);
    past_is_as_it_was(&world, now + (int64_t)5000 * DAY);
    desk_close(world.other);
    /* Else the test would prove nothing. */
    assert_in_range(disclosed, 20, HISTORIES * 6);
    str_clear(&findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(
        lists_show_what_the_facts_say_and_nobody_slips_out, fixture_setup, fixture_teardown)};

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("random histories", tests, NULL, NULL);
}
