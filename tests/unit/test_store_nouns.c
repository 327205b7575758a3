/* Each noun goes in and comes out the same; what clashes, says so. */
#include "store_case.h"

#include "base/mem.h"

static void programs_and_agents(void **state)
{
    int64_t first;
    struct store *store = case_store(&first);
    struct record_program added = {.name = (char[]){"Tide"},
                                   .days = 45,
                                   .country = (char[]){"DE"},
                                   .zone = (char[]){"Europe/Berlin"},
                                   .email_allowance = 1,
                                   .home_post_days = 4,
                                   .foreign_post_days = 14,
                                   .asap_days = 5};
    struct record_agent lee = {.name = (char[]){"lee"}, .level = LEVEL_LEGAL}, agent;
    struct record_program_list programs;
    struct record_agent_list agents;
    struct record_program program;
    struct err err = {0};

    (void)state;
    GOOD(store_program_add(store, &added, &err));
    GOOD(store_program_find(store, "TIDE", &program, &err));
    assert_int_equal(program.id, added.id);
    assert_int_equal(program.days, 45);
    assert_int_equal(program.email_allowance, 1);
    assert_int_equal(program.home_post_days, 4);
    assert_int_equal(program.foreign_post_days, 14);
    assert_int_equal(program.asap_days, 5);
    assert_string_equal(program.country, "DE");
    assert_string_equal(program.zone, "Europe/Berlin");
    record_program_clear(&program);
    GOOD(store_program_find(store, NULL, &program, &err));
    assert_int_equal(program.id, first);
    record_program_clear(&program);
    GOOD(store_program_find(store, "none", &program, &err));
    assert_int_equal(program.id, 0);
    GOOD(store_program_list(store, &programs, &err));
    assert_int_equal(programs.count, 2);
    record_program_list_clear(&programs);
    GOOD(store_agent_add(store, &lee, &err));
    GOOD(store_agent_find(store, "Lee", &agent, &err));
    assert_int_equal(agent.level, LEVEL_LEGAL);
    record_agent_clear(&agent);
    GOOD(store_agent_list(store, &agents, &err));
    assert_int_equal(agents.count, 1);
    record_agent_list_clear(&agents);
    case_close(store);
}

static void rules(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct rule_book book = {0}, back;
    struct err err = {0};

    (void)state;
    rule_book_add(&book, (struct rule){.code = mem_text("US"),
                                       .name = mem_text("United States"),
                                       .regime = REGIME_OPT_OUT,
                                       .window_days = -1,
                                       .anchor = RULE_ANCHOR_RECEIVED,
                                       .day_kind = RULE_DAYS_BUSINESS,
                                       .honour_within = 10,
                                       .honour_unit = RULE_UNIT_BUSINESS_DAYS,
                                       .from = 100,
                                       .to = DAY_NONE,
                                       .citation = mem_text("c"),
                                       .note = mem_text("n"),
                                       .confidence = mem_text("high"),
                                       .source = mem_text("s"),
                                       .overlay = true});
    rule_book_sort(&book);
    GOOD(store_rules_adopt(store, "rules.csv", &book, &err));
    GOOD(store_rules_adopt(store, "rules.csv", &book, &err));
    GOOD(store_rules_load(store, INT64_MAX, &back, &err));
    assert_int_equal(back.count, 1);
    assert_string_equal(back.rules[0].code, "US");
    assert_int_equal(back.rules[0].window_days, -1);
    assert_int_equal(back.rules[0].anchor, RULE_ANCHOR_RECEIVED);
    assert_int_equal(back.rules[0].day_kind, RULE_DAYS_BUSINESS);
    assert_int_equal(back.rules[0].honour_within, 10);
    assert_int_equal(back.rules[0].honour_unit, RULE_UNIT_BUSINESS_DAYS);
    assert_int_equal(back.rules[0].from, 100);
    assert_int_equal(back.rules[0].to, DAY_NONE);
    assert_true(back.rules[0].overlay);
    rule_book_clear(&back);
    rule_book_clear(&book);
    case_close(store);
}

static void an_edit_is_in_the_journal_with_old_and_new(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t id = case_account(store, "A-1", "Borealis Foods", "US");
    struct record_entry_list list;
    struct record_account account;
    struct err err = {0};

    (void)state;
    GOOD(store_account_get(store, id, &account, &err));
    GOOD(store_account_edit(store, &account, &err)); /* nothing changed: no entry, no new version */
    free(account.country);
    free(account.zone);
    account.country = mem_text("CA");
    account.zone = mem_text("America/Toronto");
    GOOD(store_account_edit(store, &account, &err));
    GOOD(store_journal_account(store, id, 0, &list, &err));
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].detail, "country: US -> CA; zone: (none) -> America/Toronto");
    record_entry_list_clear(&list);
    FAILS(ERR_CLASH, store_account_edit(store, &account, &err));
    record_account_clear(&account);
    case_close(store);
}

static void contacts_and_their_handles(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t account = case_account(store, "A-1", "Borealis Foods", "US");
    struct record_contact robin = {.account = account,
                                   .name = (char[]){"Robin Vale"},
                                   .email = (char[]){"Robin@Borealis.example"},
                                   .phone = (char[]){"1"},
                                   .country = (char[]){"DE"},
                                   .zone = (char[]){"Europe/Berlin"},
                                   .handle = (char[]){"OldIron; Rusty  Gate"}};
    struct record_contact_list list;
    struct record_contact found;
    struct err err = {0};

    (void)state;
    GOOD(store_contact_add(store, &robin, &err));
    GOOD(store_contact_find(store, account, "robin@borealis.EXAMPLE", "", &found, &err));
    assert_int_equal(found.id, robin.id);
    assert_string_equal(found.handle, "OldIron; Rusty  Gate");
    GOOD(store_contact_by_handle(store, "rusty gate", &list, &err));
    assert_int_equal(list.count, 1);
    record_contact_list_clear(&list);
    free(found.handle);
    found.handle = mem_text("NewIron");
    GOOD(store_contact_edit(store, &found, &err));
    FAILS(ERR_CLASH, store_contact_edit(store, &found, &err));
    record_contact_clear(&found);
    /* What was posted under the old one is still the person's. */
    GOOD(store_contact_by_handle(store, "OLDIRON", &list, &err));
    assert_int_equal(list.count, 1);
    record_contact_list_clear(&list);
    GOOD(store_contact_by_handle(store, "newiron", &list, &err));
    assert_int_equal(list.count, 1);
    record_contact_list_clear(&list);
    GOOD(store_contact_find(store, account, NULL, "robin vale", &found, &err));
    assert_int_equal(found.version, 2);
    record_contact_clear(&found);
    GOOD(store_contact_list(store, account, &list, &err));
    assert_int_equal(list.count, 1);
    record_contact_list_clear(&list);
    case_close(store);
}

static void partners(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct record_partner added = {.name = (char[]){"Northwind Resale"},
                                   .kind = (char[]){"reseller"},
                                   .region = (char[]){"EMEA"}},
                          found;
    struct err err = {0};

    (void)state;
    GOOD(store_partner_add(store, &added, &err));
    GOOD(store_partner_find(store, "northwind resale", &found, &err));
    assert_string_equal(found.region, "EMEA");
    free(found.region);
    found.region = mem_text("APAC");
    GOOD(store_partner_edit(store, &found, &err));
    FAILS(ERR_CLASH, store_partner_edit(store, &found, &err));
    record_partner_clear(&found);
    case_close(store);
}

static void notices_and_deliveries(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t account = case_account(store, "A-1", "Borealis Foods", "US");
    struct record_notice added = {.program = program,
                                  .account = account,
                                  .channel = CHANNEL_POST,
                                  .sent = CASE_NOW,
                                  .precision = PRECISION_DAY,
                                  .days = -1,
                                  .text_version = (char[]){"v1"},
                                  .message_id = (char[]){"<1@x.example>"}},
                         found;
    struct record_delivery delivery = {.outcome = DELIVERY_RETURNED, .at = CASE_NOW + 5}, back;
    struct record_delivery_list deliveries;
    struct record_notice_list notices;
    struct err err = {0};

    (void)state;
    GOOD(store_notice_add(store, &added, &err));
    GOOD(store_notice_find(store, &added, &found, &err));
    assert_int_equal(found.id, added.id);
    assert_int_equal(found.days, -1);
    assert_int_equal(found.precision, PRECISION_DAY);
    assert_string_equal(found.text_version, "v1");
    record_notice_clear(&found);
    added.channel = CHANNEL_EMAIL;
    GOOD(store_notice_find(store, &added, &found, &err));
    assert_int_equal(found.id, 0);
    GOOD(store_notice_by_message_id(store, program, account, "<1@x.example>", &found, &err));
    assert_int_equal(found.id, added.id);
    record_notice_clear(&found);
    delivery.notice = added.id;
    GOOD(store_delivery_find(store, &delivery, &back, &err));
    assert_int_equal(back.id, 0);
    GOOD(store_delivery_add(store, account, &delivery, &err));
    GOOD(store_delivery_find(store, &delivery, &back, &err));
    assert_int_equal(back.id, delivery.id);
    GOOD(store_delivery_list(store, added.id, &deliveries, &err));
    assert_int_equal(deliveries.count, 1);
    record_delivery_list_clear(&deliveries);
    GOOD(store_notice_list(store, program, account, &notices, &err));
    assert_int_equal(notices.count, 1);
    record_notice_list_clear(&notices);
    case_close(store);
}

static void a_message_comes_out_as_it_went_in(void **state)
{
    int64_t program, thread, again;
    struct store *store = case_store(&program);
    struct record_message in = {.program = program,
                                .source = SOURCE_MAIL,
                                .position = 3,
                                .origin = (char[]){"o"},
                                .author = (char[]){"a"},
                                .role = (char[]){"r"},
                                .post_count = (char[]){"54.9K"},
                                .staff = true,
                                .day = CASE_TODAY,
                                .hour = 0,
                                .minute = 59,
                                .precision = PRECISION_MINUTE,
                                .zone = (char[]){"UTC"},
                                .received = -5,
                                .subject = (char[]){"s"},
                                .body = (char[]){"b"},
                                .raw = (char[]){"r\0w"},
                                .raw_length = 3,
                                .charset = (char[]){"UTF-8"},
                                .hash = (char[]){"h"},
                                .staff_edit = (char[]){"e"},
                                .addressed_to = (char[]){"t"},
                                .notice_subject = (char[]){"ns"},
                                .notice_address = (char[]){"na"},
                                .notice_categories = (char[]){"nc"},
                                .notice_days = 30,
                                .suggestion = {.reading = READING_OBJECTION,
                                               .ruling = RULING_THREAT,
                                               .voice = VOICE_REPRESENTATIVE,
                                               .flags = 5,
                                               .cues = (char[]){"c"},
                                               .scope = (char[]){"sc"},
                                               .addressed_to = (char[]){"sa"}}};
    struct record_message out;
    struct err err = {0};
    bool added;

    (void)state;
    GOOD(store_thread_ensure(store, program, SOURCE_MAIL, "A  Title", &thread, &added, &err));
    assert_true(added);
    GOOD(store_thread_ensure(store, program, SOURCE_MAIL, " a title ", &again, &added, &err));
    assert_false(added);
    assert_int_equal(again, thread);
    in.thread = thread;
    GOOD(store_message_add(store, &in, &err));
    GOOD(store_message_get(store, in.id, &out, &err));
    assert_int_equal(out.thread, thread);
    assert_int_equal(out.source, SOURCE_MAIL);
    assert_int_equal(out.position, 3);
    assert_true(out.staff);
    assert_int_equal(out.day, CASE_TODAY);
    assert_int_equal(out.hour, 0);
    assert_int_equal(out.minute, 59);
    assert_int_equal(out.received, -5);
    assert_int_equal(out.precision, PRECISION_MINUTE);
    assert_int_equal(out.raw_length, 3);
    assert_memory_equal(out.raw, "r\0w", 3);
    assert_int_equal(out.notice_days, 30);
    assert_int_equal(out.suggestion.ruling, RULING_THREAT);
    assert_int_equal(out.suggestion.flags, 5);
    {
        const char *const texts[][2] = {{out.origin, "o"},
                                        {out.author, "a"},
                                        {out.role, "r"},
                                        {out.post_count, "54.9K"},
                                        {out.zone, "UTC"},
                                        {out.subject, "s"},
                                        {out.body, "b"},
                                        {out.body_now, "b"},
                                        {out.charset, "UTF-8"},
                                        {out.hash, "h"},
                                        {out.staff_edit, "e"},
                                        {out.addressed_to, "t"},
                                        {out.notice_subject, "ns"},
                                        {out.notice_address, "na"},
                                        {out.notice_categories, "nc"},
                                        {out.suggestion.cues, "c"},
                                        {out.suggestion.scope, "sc"},
                                        {out.suggestion.addressed_to, "sa"}};
        size_t i;

        for (i = 0; i < sizeof texts / sizeof *texts; i++)
            assert_string_equal(texts[i][0], texts[i][1]);
    }
    record_message_clear(&out);
    case_close(store);
}

static void check_message(struct store *store, int64_t id, bool changed, bool vanished, const char *body_now)
{
    struct record_message message;
    struct err err = {0};

    GOOD(store_message_get(store, id, &message, &err));
    assert_int_equal(message.changed, changed);
    assert_int_equal(message.vanished, vanished);
    assert_string_equal(message.body_now, body_now);
    assert_string_equal(message.body, "first");
    record_message_clear(&message);
}

static void a_thread_read_again(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t id = case_message(store, program, "OldIron", "first");
    struct record_entry_list list;
    struct err err = {0};

    (void)state;
    check_message(store, id, false, false, "first");
    GOOD(store_message_change_add(store, id, "first", NULL, &err));
    check_message(store, id, false, false, "first");
    GOOD(store_message_change_add(store, id, "second", NULL, &err));
    check_message(store, id, true, false, "second");
    GOOD(store_message_change_add(store, id, NULL, NULL, &err));
    GOOD(store_message_change_add(store, id, NULL, NULL, &err));
    check_message(store, id, true, true, "second");
    GOOD(store_message_change_add(store, id, "second", NULL, &err));
    check_message(store, id, true, false, "second");
    GOOD(store_journal_noun(store, id, 0, 0, 0, &list, &err));
    assert_int_equal(list.count, 4);
    assert_string_equal(list.items[0].detail, "back in a later copy");
    assert_string_equal(list.items[1].detail, "gone from a later copy");
    assert_string_equal(list.items[2].detail, "changed in a later copy");
    record_entry_list_clear(&list);
    FAILS(ERR_USAGE, store_message_change_add(store, 99, "x", NULL, &err));
    case_close(store);
}

static void a_changed_message_is_unread_in_the_inbox(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct list_query query = case_query(LIST_INBOX, program);
    int64_t id = case_message(store, program, "OldIron", "first"), count;
    struct err err = {0};

    (void)state;
    GOOD(store_reading_add(store, id, 0, READING_BYSTANDER, false, "", &err));
    GOOD(store_list_count(store, &query, &count, &err));
    assert_int_equal(count, 0);
    GOOD(store_message_change_add(store, id, "second", NULL, &err));
    GOOD(store_list_count(store, &query, &count, &err));
    assert_int_equal(count, 1);
    GOOD(store_reading_add(store, id, 1, READING_BYSTANDER, false, "", &err));
    GOOD(store_list_count(store, &query, &count, &err));
    assert_int_equal(count, 0);
    case_close(store);
}

static void readings_and_rulings_clash(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t message = case_message(store, program, "OldIron", "no"),
            objection = case_objection(store, program, message, "no");
    struct record_objection found;
    struct record_message read;
    struct err err = {0};

    (void)state;
    GOOD(store_reading_add(store, message, 0, READING_OBJECTION, false, "plain enough", &err));
    FAILS(ERR_CLASH, store_reading_add(store, message, 0, READING_BYSTANDER, false, "", &err));
    assert_non_null(strstr(err.text, "an objection by dana"));
    GOOD(store_message_get(store, message, &read, &err));
    assert_int_equal(read.reading, READING_OBJECTION);
    assert_int_equal(read.version, 1);
    record_message_clear(&read);
    GOOD(store_ruling_add(
        store, objection, 0,
        &(struct record_ruling){.ruling = RULING_OPT_OUT, .voice = VOICE_COMPANY, .reason = "says so"},
        &err));
    FAILS(ERR_CLASH, store_ruling_add(store, objection, 0,
                                      &(struct record_ruling){
                                          .ruling = RULING_QUESTION, .voice = VOICE_COMPANY, .reason = ""},
                                      &err));
    GOOD(store_ruling_add(
        store, objection, 1,
        &(struct record_ruling){.ruling = RULING_QUESTION, .voice = VOICE_COMPANY, .reason = ""}, &err));
    GOOD(store_objection_of_message(store, message, &found, &err));
    assert_int_equal(found.id, objection);
    assert_int_equal(found.ruling, RULING_QUESTION);
    assert_int_equal(found.version, 2);
    assert_string_equal(found.agent, "dana");
    record_objection_clear(&found);
    GOOD(store_objection_of_message(store, 0, &found, &err));
    assert_int_equal(found.id, 0);
    case_close(store);
}

static void ties(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t account = case_account(store, "A-1", "Borealis Foods", "US"),
            objection = case_objection(store, program, 0, "no"), *accounts;
    struct record_objection_list list;
    struct err err = {0};
    size_t count;
    bool added;

    (void)state;
    GOOD(store_tie_add(store, objection, account, &added, &err));
    assert_true(added);
    GOOD(store_tie_add(store, objection, account, &added, &err));
    assert_false(added);
    GOOD(store_tie_list(store, objection, &accounts, &count, &err));
    assert_int_equal(count, 1);
    assert_int_equal(accounts[0], account);
    free(accounts);
    GOOD(store_objection_list(store, program, account, &list, &err));
    assert_int_equal(list.count, 1);
    record_objection_list_clear(&list);
    FAILS(ERR_INTERNAL, store_tie_add(store, objection, 99, &added, &err));
    case_close(store);
}

static void a_dispute_climbs_and_ends(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t account = case_account(store, "A-1", "Borealis Foods", "US"),
            objection = case_objection(store, program, 0, "no");
    struct record_dispute dispute = {.program = program, .objection = objection, .opened = INSTANT_NONE},
                          found;
    struct record_duty review = {.program = program, .kind = DUTY_REVIEW, .due = CASE_TODAY};
    struct record_dispute_list list;
    struct err err = {0};
    int count;

    (void)state;
    case_tie(store, objection, account);
    GOOD(store_dispute_add(store, &dispute, &err));
    review.dispute = dispute.id;
    GOOD(store_duty_open(store, &review, &err));
    GOOD(store_dispute_get(store, dispute.id, &found, &err));
    assert_true(found.open);
    assert_int_equal(found.opened, CASE_NOW);
    assert_int_equal(found.duty, review.id);
    assert_int_equal(found.version, 0);
    record_dispute_clear(&found);
    GOOD(store_escalation_add(store, dispute.id, 0, LEVEL_LEGAL, "contract law", CASE_TODAY + 5, &err));
    FAILS(ERR_CLASH, store_escalation_add(store, dispute.id, 0, LEVEL_LEAD, "", DAY_NONE, &err));
    GOOD(store_duty_discharge(store, DUTY_REVIEW, program, 0, 0, 0, dispute.id, &count, &err));
    assert_int_equal(count, 1);
    GOOD(store_resolution_add(store, dispute.id, 1, OUTCOME_UPHELD, "they are right", &err));
    FAILS(ERR_RULE, store_escalation_add(store, dispute.id, 2, LEVEL_LEAD, "", DAY_NONE, &err));
    FAILS(ERR_CLASH, store_resolution_add(store, dispute.id, 1, OUTCOME_ACCEPTED, "", &err));
    GOOD(store_dispute_list(store, program, account, &list, &err));
    assert_int_equal(list.count, 1);
    assert_false(list.items[0].open);
    assert_int_equal(list.items[0].level, LEVEL_LEGAL);
    assert_int_equal(list.items[0].outcome, OUTCOME_UPHELD);
    assert_string_equal(list.items[0].words, "they are right");
    assert_int_equal(list.items[0].duty, 0);
    record_dispute_list_clear(&list);
    case_close(store);
}

static void holds_and_lifts(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t account = case_account(store, "A-1", "Borealis Foods", "US");
    struct record_hold hold = {.program = program,
                               .account = account,
                               .reason = (char[]){"asked to wait"},
                               .expires = CASE_TODAY + 9};
    struct record_hold_list list;
    struct err err = {0};

    (void)state;
    GOOD(store_hold_add(store, &hold, &err));
    GOOD(store_hold_list(store, program, account, &list, &err));
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].expires, CASE_TODAY + 9);
    assert_false(list.items[0].lifted);
    record_hold_list_clear(&list);
    GOOD(store_lift_add(store, hold.id, "no need", &err));
    FAILS(ERR_CLASH, store_lift_add(store, hold.id, "again", &err));
    FAILS(ERR_USAGE, store_lift_add(store, 99, "none", &err));
    GOOD(store_hold_get(store, hold.id, &hold, &err));
    assert_true(hold.lifted);
    record_hold_clear(&hold);
    case_close(store);
}

static void duties(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t account = case_account(store, "A-1", "Borealis Foods", "US"),
            message = case_message(store, program, "OldIron", "no");
    struct record_duty read = {
        .program = program, .kind = DUTY_READ, .source = SOURCE_FORUM, .message = message, .due = CASE_TODAY};
    struct record_duty resend = {
        .program = program, .kind = DUTY_RESEND, .account = account, .due = CASE_TODAY - 1};
    struct record_duty_list list;
    struct record_duty found;
    struct err err = {0};
    int count;

    (void)state;
    GOOD(store_duty_open(store, &read, &err));
    GOOD(store_duty_open(store, &resend, &err));
    GOOD(store_duty_list(store, program, 0, 0, 0, &list, &err));
    assert_int_equal(list.count, 2);
    assert_int_equal(list.items[0].id, resend.id);
    record_duty_list_clear(&list);
    GOOD(store_duty_list(store, program, 0, message, 0, &list, &err));
    assert_int_equal(list.count, 1);
    record_duty_list_clear(&list);
    GOOD(store_duty_assign(store, read.id, "", "lee", &err));
    FAILS(ERR_CLASH, store_duty_assign(store, read.id, "", "dana", &err));
    assert_non_null(strstr(err.text, "lee"));
    GOOD(store_duty_discharge(store, DUTY_RESEND, program, 0, message, 0, 0, &count, &err));
    assert_int_equal(count, 0);
    GOOD(store_duty_discharge(store, DUTY_RESEND, program, account, 0, 0, 0, &count, &err));
    assert_int_equal(count, 1);
    GOOD(store_duty_done(store, read.id, "spoke to them", &err));
    FAILS(ERR_CLASH, store_duty_done(store, read.id, "again", &err));
    assert_non_null(strstr(err.text, "dana at"));
    FAILS(ERR_CLASH, store_duty_assign(store, read.id, "lee", "dana", &err));
    FAILS(ERR_USAGE, store_duty_done(store, 99, "", &err));
    GOOD(store_duty_get(store, read.id, &found, &err));
    assert_true(found.done);
    assert_string_equal(found.owner, "lee");
    record_duty_clear(&found);
    case_close(store);
}

static void drafts(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct err err = {0};
    char *text;

    (void)state;
    GOOD(store_commit(store, &err)); /* a draft needs no write of the caller's */
    GOOD(store_draft_load(store, "dana", "object", "A-1", &text, &err));
    assert_null(text);
    GOOD(store_draft_save(store, "dana", "object", "A-1", "half a sen", &err));
    GOOD(store_draft_save(store, "dana", "object", "A-1", "half a sentence", &err));
    GOOD(store_draft_load(store, "dana", "object", "A-1", &text, &err));
    assert_string_equal(text, "half a sentence");
    free(text);
    GOOD(store_draft_load(store, "lee", "object", "A-1", &text, &err));
    assert_null(text);
    GOOD(store_draft_drop(store, "dana", "object", "A-1", &err));
    GOOD(store_draft_load(store, "dana", "object", "A-1", &text, &err));
    assert_null(text);
    case_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programs_and_agents),
        cmocka_unit_test(rules),
        cmocka_unit_test(an_edit_is_in_the_journal_with_old_and_new),
        cmocka_unit_test(contacts_and_their_handles),
        cmocka_unit_test(partners),
        cmocka_unit_test(notices_and_deliveries),
        cmocka_unit_test(a_message_comes_out_as_it_went_in),
        cmocka_unit_test(a_thread_read_again),
        cmocka_unit_test(a_changed_message_is_unread_in_the_inbox),
        cmocka_unit_test(readings_and_rulings_clash),
        cmocka_unit_test(ties),
        cmocka_unit_test(a_dispute_climbs_and_ends),
        cmocka_unit_test(holds_and_lifts),
        cmocka_unit_test(duties),
        cmocka_unit_test(drafts),
    };

    return UNIT_RUN(tests);
}
