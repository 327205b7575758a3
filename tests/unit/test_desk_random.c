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
#include "desk/candidate.h"
#include "desk/representative.h"
#include "desk/setting.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "desk_fixture.h"
#include "store/nouns.h"

enum { HISTORIES = 240, EVENTS = 8, DAY = 86400 };
#define HOUSE_ZONE "America/Chicago"

struct world {
    struct fixture *fixture;
    struct desk *desk;
    struct store *store;
    int64_t program;
    uint64_t state;
    int history, notices, posts; /* the account at hand; how many so far */
};

static int pick(struct world *world, int count)
{
    world->state = world->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((world->state >> 33) % (uint64_t)count);
}

#define PICK(world, array) ((array)[pick(world, (int)(sizeof(array) / sizeof *(array)))])

static const char *const countries[] = {"US",    "US", "US", "US", "US", "US-NY", "US-CA",
                                        "CA-QC", "DE", "ES", "KW", "GL", ""};
static const char *const zones[] = {"America/Chicago",
                                    "America/Chicago",
                                    "Pacific/Honolulu",
                                    "Europe/Berlin",
                                    "Asia/Kuwait",
                                    "Pacific/Kiritimati",
                                    ""};

static int64_t account_of(struct world *world, int history)
{
    char number[16];

    snprintf(number, sizeof number, "R-%d", history);
    return fixture_account(world->fixture, number);
}

static void take(struct world *world, enum list kind, const char *header, char *row)
{
    char *text = mem_format("%s\r\n%s\r\n", header, row);

    fixture_import(world->fixture, kind, text);
    free(text);
    free(row);
}

/* Most verbs may be refused by a rule here: what counts is what they leave. */
static void settle(bool good, const struct err *err)
{
    if (!good && err->kind != ERR_RULE && err->kind != ERR_USAGE && err->kind != ERR_CLASH)
        fail_msg("%s", err->text);
}

static int64_t objection_of(struct world *world)
{
    struct record_objection_list list = {0};
    struct err err = {0};
    int64_t id;

    assert_true(
        store_objection_list(world->store, world->program, account_of(world, world->history), &list, &err));
    id = list.count ? list.items[pick(world, (int)list.count)].id : 0;
    record_objection_list_clear(&list);
    return id;
}

static void log_objection(struct world *world)
{
    int64_t accounts[2] = {account_of(world, world->history), account_of(world, pick(world, HISTORIES))}, id;
    struct desk_objection given = {.accounts = accounts,
                                   .account_count = pick(world, 8) ? 1 : 2,
                                   .source = (enum source)pick(world, source_count),
                                   .voice = (enum voice)pick(world, voice_count),
                                   .day = desk_today(world->desk) - pick(world, 40),
                                   .hour = pick(world, 2) ? -1 : pick(world, 24),
                                   .minute = -1,
                                   .words = "No.",
                                   .ruling = (enum ruling)pick(world, ruling_count)};
    struct err err = {0};

    settle(desk_object(world->desk, &given, &id, &err), &err);
}

static void rule_again(struct world *world)
{
    int64_t other = account_of(world, pick(world, HISTORIES));
    enum voice voice = (enum voice)pick(world, voice_count);
    struct desk_correction given = {.objection = objection_of(world),
                                    .version = -1,
                                    .ruling = (enum ruling)pick(world, ruling_count),
                                    .voice = pick(world, 2) ? &voice : NULL,
                                    .accounts = &other,
                                    .account_count = !pick(world, 3),
                                    .reason = pick(world, 4) ? "read again" : ""};
    struct err err = {0};

    if (given.objection)
        settle(desk_correct(world->desk, &given, &err), &err);
}

static void hold_or_lift(struct world *world)
{
    int64_t account = account_of(world, world->history), id = 0;
    struct record_hold_list holds = {0};
    struct err err = {0};

    if (pick(world, 2)) {
        settle(desk_hold(world->desk, account, "merger",
                         pick(world, 3) ? desk_today(world->desk) + pick(world, 60) : DAY_NONE, &id, &err),
               &err);
        return;
    }
    assert_true(store_hold_list(world->store, world->program, account, &holds, &err));
    if (holds.count)
        settle(desk_lift(world->desk, holds.items[pick(world, (int)holds.count)].id, "over", &err), &err);
    record_hold_list_clear(&holds);
}

static void climb_or_resolve(struct world *world)
{
    struct record_dispute_list list = {0};
    struct err err = {0};
    int64_t id;

    assert_true(
        store_dispute_list(world->store, world->program, account_of(world, world->history), &list, &err));
    id = list.count ? list.items[pick(world, (int)list.count)].id : 0;
    record_dispute_list_clear(&list);
    if (id && pick(world, 3))
        settle(desk_resolve(world->desk, id, -1, (enum outcome)pick(world, outcome_count), "decided", &err),
               &err);
    else if (id)
        settle(
            desk_escalate(world->desk, id, -1, (enum level)pick(world, level_count), "look", DAY_NONE, &err),
            &err);
}

/* Appends a day up to a number of days ago, or an instant of it, by the company's clock. */
static void add_when(struct world *world, struct str *out, int ago)
{
    int64_t instant = desk_now(world->desk) - (int64_t)pick(world, ago) * DAY - pick(world, DAY);
    char text[24];

    if (pick(world, 2))
        instant_format_local(instant, HOUSE_ZONE, text, sizeof text);
    else
        day_format_iso(zone_day(instant, HOUSE_ZONE), text, sizeof text);
    str_add(out, text);
}

/* Who objected is not asked again too soon, who waits for an answer not at all: no other row is refused. */
static void take_notice(struct world *world, const char *row)
{
    struct desk_import_options options = {0};
    struct desk_import_report report = {0};
    struct str text = {0};
    struct err err = {0};

    str_add_format(&text, "account number,contact email,channel,sent,days,message id\r\n%s\r\n", row);
    if (!desk_import(world->desk, LIST_NOTICES, fixture_file(world->fixture, "import.csv", str_text(&text)),
                     &options, &report, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < report.reject_count; i++)
        assert_non_null(strstr(report.rejects[i].reason, "not to be asked again before"));
    desk_import_report_clear(&report);
    str_clear(&text);
}

static void notify(struct world *world)
{
    static const char *const channels[] = {"email", "email", "post", "portal", "in_person"};
    static const char *const emails[] = {"a@r.example", "b@r.example", ""};
    struct str row = {0};

    str_add_format(&row, "R-%d,%s,%s,", world->history, PICK(world, emails), PICK(world, channels));
    add_when(world, &row, 50);
    str_add_format(&row, ",%d,<%d@r.example>", 10 + pick(world, 40), world->notices++);
    take_notice(world, str_text(&row));
    str_clear(&row);
}

static void deliver(struct world *world)
{
    struct record_notice_list list = {0};
    struct str row = {0};
    struct err err = {0};

    assert_true(
        store_notice_list(world->store, world->program, account_of(world, world->history), &list, &err));
    if (list.count) {
        str_add_format(&row, "R-%d,%s,%s,", world->history,
                       list.items[pick(world, (int)list.count)].message_id,
                       delivery_name((enum delivery)pick(world, delivery_count)));
        if (pick(world, 3))
            add_when(world, &row, 50);
        take(world, LIST_DELIVERIES, "account number,message id,outcome,at", str_take(&row));
    }
    record_notice_list_clear(&list);
}

static void edit_people(struct world *world)
{
    if (pick(world, 3))
        take(world, LIST_CONTACTS, "account number,name,email,country,zone",
             mem_format("R-%d,,%c@r.example,%s,%s", world->history, 'a' + pick(world, 3),
                        PICK(world, countries), PICK(world, zones)));
    else
        take(world, LIST_ACCOUNTS, "account number,country,zone",
             mem_format("R-%d,%s,%s", world->history, PICK(world, countries), PICK(world, zones)));
}

/* Takes in a page of the account's own, again and again with other words. */
static void take_in(struct world *world)
{
    char *text = mem_format("March 28th, 2014 09:00\n\nPage of %d\n\nSay %d of this, please.\n\n"
                            "March 29th, 2014 08:00\n\nThanks for the update.\n\n",
                            world->history, pick(world, 3));
    struct desk_intake_report report = {0};
    struct err err = {0};

    if (!desk_intake(world->desk, fixture_file(world->fixture, "thread.txt", text), NULL, NULL, false,
                     &report, &err))
        fail_msg("%s", err.text);
    world->posts += (int)report.added;
    desk_intake_report_clear(&report);
    free(text);
}

static void classify(struct world *world)
{
    int64_t account = account_of(world, world->history);
    struct record_message message = {0};
    struct desk_classification given = {.reading = (enum reading)pick(world, reading_count),
                                        .ruling = (enum ruling)pick(world, ruling_count),
                                        .voice = (enum voice)pick(world, voice_count),
                                        .accounts = &account,
                                        .account_count = pick(world, 2),
                                        .reason = pick(world, 3) ? "" : "read again"};
    struct err err = {0};

    take_in(world);
    given.message = world->posts - pick(world, 2);
    if (pick(world, 3))
        given.reading = READING_OBJECTION;
    assert_true(store_message_get(world->store, given.message, &message, &err));
    given.version = message.version;
    record_message_clear(&message);
    settle(desk_classify(world->desk, &given, &err), &err);
    if (!pick(world, 3))
        take_in(world);
}

/* Marks done what only an agent can know; what a fact discharges stays for the fact. */
static void do_duty(struct world *world)
{
    struct record_duty_list list = {0};
    struct err err = {0};
    int64_t objection = objection_of(world);

    assert_true(store_duty_list(world->store, world->program, 0, 0, 0, &list, &err));
    for (size_t i = 0; i < list.count; i++) {
        const struct record_duty *duty = &list.items[i];

        if (duty->objection == objection && objection && duty->kind != DUTY_HONOUR)
            settle(desk_done(world->desk, duty->id, "done", &err), &err);
    }
    record_duty_list_clear(&list);
}

/* A representative speaks for the account, alone or with those under it, today or later, too. */
static void claim(struct world *world)
{
    char name[24], number[16];
    struct record_scope scope = {
        .scope = pick(world, 2) ? SCOPE_UNDER : SCOPE_ACCOUNT, .number = number, .future = !pick(world, 3)};
    struct desk_representative given = {.name = name, .scopes = &scope, .scope_count = 1};
    struct desk_objection objection = {.source = SOURCE_MAIL,
                                       .day = desk_today(world->desk) - pick(world, 20),
                                       .hour = -1,
                                       .words = "For our client: no.",
                                       .ruling = pick(world, 3) ? RULING_OPT_OUT
                                                                : (enum ruling)pick(world, ruling_count)};
    struct err err = {0};
    int64_t id = 0;

    snprintf(name, sizeof name, "Firm of lawyers %d", pick(world, 30));
    snprintf(number, sizeof number, "R-%d", pick(world, 4) ? world->history : pick(world, HISTORIES));
    settle(desk_representative_add(world->desk, &given, &id, &err), &err);
    if (id)
        settle(desk_representative_object(world->desk, id, &objection, NULL, &err), &err);
}

static void say_authority(struct world *world)
{
    int64_t account = account_of(world, world->history), objection = objection_of(world);
    struct err err = {0};

    if (objection)
        settle(desk_authority_set(world->desk, objection, &account, pick(world, 2) ? 1 : 0,
                                  (enum authority)pick(world, authority_count),
                                  pick(world, 5) ? "a paper" : "", NULL, &err),
               &err);
}

/* Somebody objects whom nobody knows; look-alikes are held, and at times it is found whose it was. */
static void object_unknown(struct world *world)
{
    int64_t accounts[2] = {account_of(world, world->history), account_of(world, pick(world, HISTORIES))},
            id = 0;
    char company[24];
    struct record_objector objector = {.company = company};
    struct desk_objection given = {.objector = &objector,
                                   .voice = (enum voice)pick(world, voice_count),
                                   .day = desk_today(world->desk),
                                   .hour = -1,
                                   .words = "No.",
                                   .ruling = (enum ruling)pick(world, ruling_count)};
    struct desk_correction found = {
        .version = -1, .ruling = RULING_OPT_OUT, .accounts = accounts, .account_count = 1, .reason = "found"};
    struct err err = {0};

    snprintf(company, sizeof company, "Firm %d", world->history);
    settle(desk_object(world->desk, &given, &id, &err), &err);
    settle(desk_hold_like(world->desk, id, accounts, pick(world, 3) ? 2 : 0, 1 + pick(world, 60), NULL, &err),
           &err);
    found.objection = id;
    if (pick(world, 2))
        settle(desk_correct(world->desk, &found, &err), &err);
}

/* The clock goes on by hours or days, and now and then back. */
static void tick(struct world *world)
{
    int64_t by = pick(world, 12) ? (int64_t)pick(world, 12 * DAY) : -(int64_t)pick(world, 20 * DAY);

    desk_set_now(world->desk, desk_now(world->desk) + by);
}

static void happen(struct world *world)
{
    static void (*const events[])(struct world *) = {
        log_objection, rule_again, rule_again,    hold_or_lift,  climb_or_resolve, climb_or_resolve, notify,
        notify,        deliver,    deliver,       edit_people,   take_in,          classify,         classify,
        do_duty,       claim,      say_authority, say_authority, object_unknown};

    PICK(world, events)(world);
    tick(world);
}

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
        bool read = owes(duties, DUTY_READ, objection);
        enum authority authority = AUTHORITY_PROVEN;

        /* Who does not speak for this account says nothing, once that was read. */
        if (objection->voice == VOICE_REPRESENTATIVE)
            assert_true(store_authority_get(world->store, objection->id, account, &authority, &err));
        if (authority == AUTHORITY_REFUSED || authority == AUTHORITY_DISOWNED) {
            against = against || (read && objection->ruling == RULING_UNREAD);
            continue;
        }
        assert_true(store_dispute_get(world->store, objection->dispute, &dispute, &err));
        against = against || read || dispute.open || objection->ruling == RULING_OPT_OUT;
        if (!read && (objection->ruling == RULING_UNREAD || objection->ruling == RULING_THREAT))
            fail_msg("%s: nobody owes to read objection %lld", number, (long long)objection->id);
        if (dispute.open && !owes(duties, DUTY_REVIEW, objection))
            fail_msg("%s: nobody owes to review dispute %lld", number, (long long)dispute.id);
        if (objection->ruling == RULING_OPT_OUT &&
            !(authority == AUTHORITY_PROVEN ? owes_honour(duties, objection, account)
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
    return str_equal(place, "US") || str_equal(place, "US-NY") || str_equal(place, "US-CA");
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

    assert_true(desk_standing(world->desk, row->account, &derived, &err));
    assert_string_equal(standing, standing_name(derived.value));
    assert_string_equal(row->values[FIELD_REASON].text, standing_reason(&derived));
    assert_string_equal(row->values[FIELD_DISCLOSE].text,
                        standing_may_disclose(derived.value) ? "yes" : "no");
    if (derived.has_window)
        assert_int_equal(row->values[FIELD_LAST_DAY].number, derived.window.last_day);
    if (against && derived.value > STANDING_HELD)
        fail_msg("%s is %s with something against it", number, standing);
    if (standing_may_disclose(derived.value) && !heard(world, row->account))
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

static void make_accounts(struct world *world)
{
    struct str accounts = {0}, contacts = {0};

    str_add(&accounts, "account number,company,country,zone\r\n");
    str_add(&contacts, "account number,name,email,country,zone\r\n");
    for (int i = 0; i < HISTORIES; i++) {
        str_add_format(&accounts, "R-%d,Firm %d,%s,%s\r\n", i, i, PICK(world, countries), PICK(world, zones));
        str_add_format(&contacts, "R-%d,,a@r.example,%s,%s\r\n", i, PICK(world, countries),
                       PICK(world, zones));
    }
    fixture_import(world->fixture, LIST_ACCOUNTS, str_text(&accounts));
    fixture_import(world->fixture, LIST_CONTACTS, str_text(&contacts));
    str_clear(&accounts);
    str_clear(&contacts);
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
