/* The forum thread this desk was conceived from, as a person copies it out of a browser. */
#include "config.h"
#include "intake/thread.h"

#include "base/day.h"

#include "corpus.h"

#define PAGE "forum/thread-velocity.txt"

struct expected {
    int day, hour;
    const char *role, *post_count;
    bool staff, edited;
    enum reading reading;
    enum ruling ruling;
    const char *flags;
    const char *begins; /* of the body */
    const char *ends;
};

static const struct expected expected[] = {
    {27, 10, "", "", false, false, READING_OBJECTION, RULING_DISPUTE, "orders competitor",
     "So I received this", "disposable commodities."},
    {27, 10, "", "", false, false, READING_OBJECTION, RULING_DISPUTE, "legal", "No, this is NOT",
     "method here."},
    {27, 10, "", "459", false, false, READING_BYSTANDER, RULING_NOT_OBJECTION, "", "Um that was",
     "Partner products."},
    {27, 10, "", "", false, true, READING_NO_OBJECTION, RULING_NOT_OBJECTION, "competitor", "For some reason",
     "heading their way!"},
    {27, 12, "Community Manager", "54.9K", true, false, READING_STAFF_PROMISE, RULING_NOT_OBJECTION, "",
     "This is being investigated.", "we will post."},
    {28, 16, "", "", false, false, READING_OBJECTION, RULING_DISPUTE, "competitor press", "Seriously?",
     "going to cut it."},
    {28, 16, "Community Manager", "54.9K", true, false, READING_STAFF_STATEMENT_CLEARED, RULING_NOT_OBJECTION,
     "", "That statement was cleared", "78682"},
    {28, 16, "Community Manager", "54.9K", true, false, READING_STAFF_STATEMENT, RULING_NOT_OBJECTION, "", "",
     "receives from customers."},
};

static const char *const categories[] = {"company name (including subsidiaries)",
                                         "addresses",
                                         "company contact names",
                                         "phone numbers",
                                         "email addresses",
                                         "account numbers",
                                         "purchasing history",
                                         "past orders",
                                         "pricing and discounts (including those set forth in your contracts",
                                         "anticipated orders in the pipeline"};

static void read_thread(struct str *page, struct draft_thread *thread)
{
    struct err err = {0};

    corpus_read(PAGE, page);
    assert_true(thread_recognise(page->text, page->length));
    if (!thread_parse(page->text, page->length, thread, &err))
        fail_msg("%s", err.text);
}

static void test_posts(void **state)
{
    struct draft_thread thread;
    struct str page;

    (void)state;
    read_thread(&page, &thread);
    assert_int_equal(thread.count, 8);
    assert_string_equal(thread.state, "Unsolved");
    assert_true(str_ends(thread.title, "WITHOUT obtaining consent!?"));
    assert_string_equal(thread.messages[0].subject, thread.title);
    for (size_t i = 0; i < 8; i++) {
        const struct draft_message *message = &thread.messages[i];

        assert_int_equal(message->source, SOURCE_FORUM);
        assert_int_equal(message->position, i + 1);
        assert_int_equal(message->day, day_from_civil(2014, 3, expected[i].day));
        assert_int_equal(message->hour, expected[i].hour);
        assert_int_equal(message->precision, PRECISION_HOUR);
        assert_string_equal(message->zone, "");
        assert_string_equal(message->author, "");
        assert_string_equal(message->role, expected[i].role);
        assert_string_equal(message->post_count, expected[i].post_count);
        assert_int_equal(message->staff, expected[i].staff);
        assert_int_equal(message->staff_edited, expected[i].edited);
        assert_true(str_starts(message->body, expected[i].begins));
        assert_true(str_ends(message->body, expected[i].ends));
        assert_int_equal(message->notice.found, i == 0);
        assert_true(i == 0 || !*message->subject);
    }
    assert_true(str_starts(thread.messages[3].staff_edit, "(I fixed it for you."));
    draft_thread_clear(&thread);
    str_clear(&page);
}

static void test_suggestions(void **state)
{
    struct draft_thread thread;
    struct str page, flags;

    (void)state;
    read_thread(&page, &thread);
    str_init(&flags);
    for (size_t i = 0; i < 8; i++) {
        const struct suggestion *suggestion = &thread.messages[i].suggestion;

        str_reset(&flags);
        flag_set_add(&flags, suggestion->flags, " ", false);
        assert_string_equal(reading_name(suggestion->reading), reading_name(expected[i].reading));
        assert_string_equal(ruling_name(suggestion->ruling), ruling_name(expected[i].ruling));
        assert_string_equal(str_text(&flags), expected[i].flags);
    }
    assert_int_equal(thread.messages[0].suggestion.voice, VOICE_REPRESENTATIVE);
    assert_string_equal(thread.messages[0].suggestion.scope, "any of our customers");
    assert_int_equal(thread.messages[1].suggestion.voice, VOICE_UNKNOWN);
    assert_int_equal(thread.messages[5].suggestion.voice, VOICE_REPRESENTATIVE);
    assert_string_equal(thread.messages[5].suggestion.scope, "every customer of mine");
    for (size_t i = 0; i < 7; i++)
        assert_string_equal(thread.messages[i].suggestion.addressed_to, "");
    assert_int_equal(strlen(thread.messages[7].suggestion.addressed_to),
                     strcspn(thread.messages[7].body, ","));
    assert_true(str_starts(thread.messages[7].body, thread.messages[7].suggestion.addressed_to));
    str_clear(&flags);
    draft_thread_clear(&thread);
    str_clear(&page);
}

static void test_notice(void **state)
{
    struct draft_thread thread;
    const struct draft_notice *notice;
    struct str page;

    (void)state;
    read_thread(&page, &thread);
    notice = &thread.messages[0].notice;
    assert_true(str_starts(notice->subject, "Important Notice Regarding Your "));
    assert_true(str_ends(notice->subject, " Business Relationship"));
    assert_int_equal(notice->days, 30);
    assert_non_null(strstr(notice->opt_out_address, "_opt-out@"));
    assert_true(str_starts(notice->text, "To: "));
    assert_true(str_ends(notice->text, "Project 46"));
    assert_int_equal(notice->category_count, sizeof categories / sizeof *categories);
    for (size_t i = 0; i < notice->category_count; i++)
        assert_true(str_starts(notice->categories[i], categories[i]));
    draft_thread_clear(&thread);
    str_clear(&page);
}

/* The raw texts stand in the page one behind the other, and nothing of a body is lost. */
static void test_raw(void **state)
{
    struct draft_thread thread;
    struct str page;
    const char *at;

    (void)state;
    read_thread(&page, &thread);
    at = page.text;
    for (size_t i = 0; i < thread.count; i++) {
        at = strstr(at, thread.messages[i].raw);
        assert_non_null(at);
        at += strlen(thread.messages[i].raw);
        assert_non_null(strstr(thread.messages[i].raw, thread.messages[i].body));
    }
    draft_thread_clear(&thread);
    str_clear(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_posts),
        cmocka_unit_test(test_suggestions),
        cmocka_unit_test(test_notice),
        cmocka_unit_test(test_raw),
    };

    if (!corpus_has(PAGE))
        return 0;
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
