/* What standing_of is given, and what is kept of its answer. */
#include "store_case.h"

#include "base/mem.h"

static int64_t add_contact(struct store *store, int64_t account, const char *country, const char *zone)
{
    struct record_contact contact = {
        .account = account, .country = mem_text(country), .zone = mem_text(zone)};
    struct err err = {0};
    int64_t id;

    GOOD(store_contact_add(store, &contact, &err));
    id = contact.id;
    record_contact_clear(&contact);
    return id;
}

static void add_delivery(struct store *store, int64_t account, int64_t notice, enum delivery outcome,
                         int64_t at)
{
    struct record_delivery delivery = {.notice = notice, .outcome = outcome, .at = at};
    struct err err = {0};

    GOOD(store_delivery_add(store, account, &delivery, &err));
}

static void notices_with_what_became_of_them(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct record_account borealis = {
        .number = (char[]){"A-1"}, .country = (char[]){"US"}, .zone = (char[]){"America/New_York"}};
    struct record_notice to_contact = {
        .program = program, .channel = CHANNEL_POST, .sent = CASE_NOW - 10, .days = -1};
    const struct standing_notice *notices;
    struct store_facts holder;
    struct err err = {0};
    int64_t plain;

    (void)state;
    GOOD(store_account_add(store, &borealis, &err));
    to_contact.account = borealis.id;
    to_contact.contact = add_contact(store, borealis.id, "DE", "");
    GOOD(store_notice_add(store, &to_contact, &err));
    plain = case_notice(store, program, borealis.id, CASE_NOW - 20);
    add_delivery(store, borealis.id, plain, DELIVERY_DELAYED, CASE_NOW - 8);
    add_delivery(store, borealis.id, plain, DELIVERY_ACKNOWLEDGED, CASE_NOW - 5);
    add_delivery(store, borealis.id, plain, DELIVERY_DELIVERED, CASE_NOW - 6);
    add_delivery(store, borealis.id, to_contact.id, DELIVERY_RETURNED, CASE_NOW - 1);
    GOOD(store_facts_load(store, program, borealis.id, false, &holder, &err));
    assert_string_equal(holder.facts.country, "US");
    assert_int_equal(holder.facts.consent_count, 0);
    assert_int_equal(holder.facts.notice_count, 2);
    notices = holder.facts.notices;
    assert_int_equal(notices[0].id, plain);
    assert_int_equal(notices[0].contact, 0);
    assert_int_equal(notices[0].window.delivered, CASE_NOW - 6);
    assert_true(notices[0].window.delayed);
    assert_false(notices[0].window.bounced);
    assert_int_equal(notices[0].window.days, 30);
    assert_string_equal(notices[0].window.place, "US");
    assert_string_equal(notices[0].window.zone, "America/New_York");
    assert_int_equal(notices[1].contact, to_contact.contact);
    assert_int_equal(notices[1].window.channel, CHANNEL_POST);
    assert_int_equal(notices[1].window.delivered, INSTANT_NONE);
    assert_true(notices[1].window.bounced);
    assert_false(notices[1].window.delayed);
    assert_int_equal(notices[1].window.days, -1);
    assert_string_equal(notices[1].window.place, "DE");
    /* The account's zone says nothing of a contact elsewhere. */
    assert_string_equal(notices[1].window.zone, "");
    assert_int_equal(notices[0].troubled, CASE_NOW - 8);
    assert_int_equal(notices[1].troubled, CASE_NOW - 1);
    assert_int_equal(holder.facts.contact_count, 1);
    assert_string_equal(holder.facts.contacts[0].country, "DE");
    store_facts_clear(&holder);
    /* A delivery told of before the last delay is none, if there is one after it. */
    add_delivery(store, borealis.id, plain, DELIVERY_DELIVERED, CASE_NOW - 9);
    GOOD(store_facts_load(store, program, borealis.id, false, &holder, &err));
    assert_int_equal(holder.facts.notices[0].window.delivered, CASE_NOW - 6);
    store_facts_clear(&holder);
    case_close(store);
}

static void objections_with_ruling_dispute_and_authority(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t account = case_account(store, "A-1", "Borealis Foods", "US"),
            other = case_account(store, "A-2", "Cobalt", "US");
    int64_t first = case_objection(store, program, 0, "no"),
            second = case_objection(store, program, 0, "never");
    struct record_dispute dispute = {.program = program, .objection = second, .opened = INSTANT_NONE};
    struct record_duty authority = {
        .program = program, .kind = DUTY_AUTHORITY, .objection = first, .due = CASE_TODAY};
    struct store_facts holder;
    struct err err = {0};

    (void)state;
    case_tie(store, first, account);
    case_tie(store, second, account);
    case_tie(store, case_objection(store, program, 0, "theirs"), other);
    GOOD(store_ruling_add(
        store, second, 0,
        &(struct record_ruling){.ruling = RULING_QUESTION, .voice = VOICE_COMPANY, .reason = ""}, &err));
    GOOD(store_ruling_add(
        store, second, 1,
        &(struct record_ruling){.ruling = RULING_DISPUTE, .voice = VOICE_COMPANY, .reason = ""}, &err));
    GOOD(store_dispute_add(store, &dispute, &err));
    GOOD(store_escalation_add(store, dispute.id, 0, LEVEL_LEGAL, "", DAY_NONE, &err));
    GOOD(store_duty_open(store, &authority, &err));
    GOOD(store_facts_load(store, program, account, false, &holder, &err));
    assert_int_equal(holder.facts.objection_count, 2);
    assert_int_equal(holder.facts.objections[0].ruling, RULING_UNREAD);
    assert_int_equal(holder.facts.objections[0].dispute, 0);
    assert_false(holder.facts.objections[0].dispute_open);
    assert_false(holder.facts.objections[0].authority);
    assert_int_equal(holder.facts.objections[1].ruling, RULING_DISPUTE);
    assert_int_equal(holder.facts.objections[1].dispute, dispute.id);
    assert_true(holder.facts.objections[1].dispute_open);
    assert_int_equal(holder.facts.objections[1].level, LEVEL_LEGAL);
    store_facts_clear(&holder);
    GOOD(store_resolution_add(store, dispute.id, 1, OUTCOME_OPT_OUT, "", &err));
    GOOD(store_duty_done(store, authority.id, "signed letter", &err));
    GOOD(store_facts_load(store, program, account, false, &holder, &err));
    assert_true(holder.facts.objections[0].authority);
    assert_false(holder.facts.objections[1].dispute_open);
    assert_int_equal(holder.facts.objections[1].outcome, OUTCOME_OPT_OUT);
    store_facts_clear(&holder);
    case_close(store);
}

static void an_open_dispute_counts_before_a_newer_one(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t account = case_account(store, "A-1", "Borealis Foods", "US");
    int64_t objection = case_objection(store, program, 0, "no");
    struct record_dispute first = {.program = program, .objection = objection, .opened = CASE_NOW - 9};
    struct record_dispute second = {.program = program, .objection = objection, .opened = CASE_NOW};
    struct store_facts holder;
    struct err err = {0};

    (void)state;
    case_tie(store, objection, account);
    GOOD(store_dispute_add(store, &first, &err));
    GOOD(store_dispute_add(store, &second, &err));
    GOOD(store_resolution_add(store, second.id, 0, OUTCOME_ACCEPTED, "", &err));
    GOOD(store_facts_load(store, program, account, false, &holder, &err));
    assert_int_equal(holder.facts.objection_count, 1);
    assert_int_equal(holder.facts.objections[0].dispute, first.id);
    assert_true(holder.facts.objections[0].dispute_open);
    store_facts_clear(&holder);
    case_close(store);
}

static void an_authority_duty_that_a_fact_ended_proves_nothing(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t account = case_account(store, "A-1", "Borealis Foods", "US"),
            objection = case_objection(store, program, 0, "no");
    struct record_duty authority = {
        .program = program, .kind = DUTY_AUTHORITY, .objection = objection, .due = CASE_TODAY};
    struct store_facts holder;
    struct err err = {0};

    (void)state;
    case_tie(store, objection, account);
    GOOD(store_duty_open(store, &authority, &err));
    GOOD(store_ruling_add(
        store, objection, 0,
        &(struct record_ruling){.ruling = RULING_NOT_OBJECTION, .voice = VOICE_COMPANY, .reason = ""}, &err));
    GOOD(store_duty_discharge(store, DUTY_AUTHORITY, program, 0, 0, objection, 0, NULL, &err));
    GOOD(store_facts_load(store, program, account, false, &holder, &err));
    assert_false(holder.facts.objections[0].authority);
    store_facts_clear(&holder);
    case_close(store);
}

static void holds_in_and_out_of_force(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t account = case_account(store, "A-1", "Borealis Foods", "US");
    struct record_hold first = {
        .program = program, .account = account, .reason = (char[]){"one"}, .expires = DAY_NONE};
    struct record_hold second = {
        .program = program, .account = account, .reason = (char[]){"two"}, .expires = CASE_TODAY};
    struct store_facts holder;
    struct err err = {0};

    (void)state;
    GOOD(store_hold_add(store, &first, &err));
    GOOD(store_hold_add(store, &second, &err));
    GOOD(store_lift_add(store, first.id, "", &err));
    GOOD(store_facts_load(store, program, account, false, &holder, &err));
    assert_int_equal(holder.facts.hold_count, 2);
    assert_string_equal(holder.facts.holds[0].reason, "one");
    assert_int_equal(holder.facts.holds[0].expires, DAY_NONE);
    assert_true(holder.facts.holds[0].lifted);
    assert_int_equal(holder.facts.holds[1].expires, CASE_TODAY);
    assert_false(holder.facts.holds[1].lifted);
    store_facts_clear(&holder);
    case_close(store);
}

static void what_is_kept_comes_back(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t account = case_account(store, "A-1", "Borealis Foods", "US");
    struct standing_result result = {.course = {{.from = INSTANT_NONE, .value = STANDING_HELD},
                                                {.from = CASE_NOW, .value = STANDING_VOID}},
                                     .phases = 2,
                                     .sent_day = DAY_NONE};
    bool lost = false;
    struct store_standing kept;
    struct err err = {0};

    (void)state;
    GOOD(store_standing_get(store, program, account, &kept, &err));
    assert_false(kept.found);
    GOOD(store_standing_lost(store, &lost, &err));
    assert_true(lost);
    str_add(&result.course[0].reason, "one");
    str_add(&result.course[1].reason, "two");
    case_standing(store, program, account, &result);
    result.course[1].value = STANDING_SILENT;
    case_standing(store, program, account, &result);
    GOOD(store_standing_get(store, program, account, &kept, &err));
    assert_true(kept.found);
    assert_int_equal(kept.phases, 2);
    assert_int_equal(kept.course[0].from, INSTANT_NONE);
    assert_int_equal(kept.course[0].value, STANDING_HELD);
    assert_int_equal(kept.course[1].from, CASE_NOW);
    assert_int_equal(kept.course[1].value, STANDING_SILENT);
    assert_int_equal(kept.last_day, DAY_NONE);
    assert_string_equal(str_text(&kept.course[0].reason), "one");
    assert_string_equal(str_text(&kept.course[1].reason), "two");
    store_standing_clear(&kept);
    GOOD(store_standing_lost(store, &lost, &err));
    assert_false(lost);
    standing_clear(&result);
    case_close(store);
}

static void add_flagged(struct store *store, int64_t program, int64_t account, unsigned flags,
                        enum ruling ruling)
{
    struct record_objection objection = {.program = program, .received = CASE_NOW, .flags = flags};
    struct err err = {0};

    GOOD(store_objection_add(store, &objection, &err));
    case_tie(store, objection.id, account);
    if (ruling != RULING_UNREAD)
        GOOD(store_ruling_add(
            store, objection.id, 0,
            &(struct record_ruling){
                .ruling = ruling, .voice = objection.voice, .flags = objection.flags, .reason = ""},
            &err));
}

static void flags_are_those_of_all_objections(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t account = case_account(store, "A-1", "Borealis Foods", "US");
    struct list_query query = case_query(LIST_ACCOUNTS, program);
    struct standing_result result = {.phases = 1, .sent_day = DAY_NONE};
    struct err err = {0};
    struct row row;
    bool found;

    (void)state;
    add_flagged(store, program, account, flag_bit(FLAG_PRESS), RULING_UNREAD);
    add_flagged(store, program, account, flag_bit(FLAG_ORDERS), RULING_OPT_OUT);
    add_flagged(store, program, account, flag_bit(FLAG_LEGAL), RULING_NOT_OBJECTION);
    case_standing(store, program, account, &result);
    GOOD(store_list_row(store, &query, account, &row, &found, &err));
    assert_int_equal(row.values[FIELD_FLAG].number,
                     flag_bit(FLAG_PRESS) | flag_bit(FLAG_ORDERS) | flag_bit(FLAG_LEGAL));
    row_clear(&row);
    case_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notices_with_what_became_of_them),
        cmocka_unit_test(objections_with_ruling_dispute_and_authority),
        cmocka_unit_test(an_open_dispute_counts_before_a_newer_one),
        cmocka_unit_test(an_authority_duty_that_a_fact_ended_proves_nothing),
        cmocka_unit_test(holds_in_and_out_of_force),
        cmocka_unit_test(what_is_kept_comes_back),
        cmocka_unit_test(flags_are_those_of_all_objections),
    };

    return UNIT_RUN(tests);
}
