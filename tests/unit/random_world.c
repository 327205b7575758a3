#include "config.h"
#include "random_world.h"

#include "unit.h"

#include "base/day.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "desk/view.h"
#include "store/nouns.h"

int pick(struct world *world, int count)
{
    world->state = world->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((world->state >> 33) % (uint64_t)count);
}

static const char *const countries[] = {"US",    "US", "US", "US", "US", "US-NY", "US-CA",
                                        "CA-QC", "DE", "ES", "KW", "GL", ""};
static const char *const zones[] = {"America/Chicago",
                                    "America/Chicago",
                                    "Pacific/Honolulu",
                                    "Europe/Berlin",
                                    "Asia/Kuwait",
                                    "Pacific/Kiritimati",
                                    ""};

int64_t account_of(struct world *world, int history)
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

void settle(bool good, const struct err *err)
{
    if (!good && err->kind != ERR_RULE && err->kind != ERR_USAGE && err->kind != ERR_CLASH)
        fail_msg("%s", err->text);
}

int64_t objection_of(struct world *world)
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

void notify(struct world *world)
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

/* The clock goes on by hours or days, and now and then back. */
static void tick(struct world *world)
{
    int64_t by = pick(world, 12) ? (int64_t)pick(world, 12 * DAY) : -(int64_t)pick(world, 20 * DAY);

    desk_set_now(world->desk, desk_now(world->desk) + by);
}

void happen(struct world *world)
{
    static void (*const events[])(struct world *) = {
        log_objection,    rule_again, rule_again,    hold_or_lift,    climb_or_resolve,
        climb_or_resolve, notify,     notify,        deliver,         deliver,
        edit_people,      take_in,    classify,      classify,        do_duty,
        say_yes,          say_yes,    take_yes_back, tick_conditions, tick_conditions,
        limit_objection,  claim,      say_authority, say_authority,   object_unknown};

    PICK(world, events)(world);
    tick(world);
}

void make_accounts(struct world *world)
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
