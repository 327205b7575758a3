/* Filters in SQL hold the same rows as filters on rows read; words are found wherever they stand and break
 * nothing. */
#include "store_case.h"

#include "base/mem.h"

static struct filter *parse(enum list list, const char *text)
{
    struct filter_context context = {.list = list, .today = CASE_TODAY, .me = "lee"};
    struct filter *filter;
    struct err err = {0};

    GOOD(filter_parse(text, &context, false, &filter, &err));
    return filter;
}

static void clear_rows(struct row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        row_clear(&rows[i]);
    free(rows);
}

/* Holds what the file answers against filter_matches on each row of the whole list. */
static void compare(struct store *store, int64_t program, enum list list, const char *text)
{
    struct list_query query = case_query(list, program);
    struct filter *filter = parse(list, text);
    size_t all_count, some_count, i, at = 0;
    struct row *all, *some;
    struct err err = {0};

    query.zone = "UTC"; /* a row knows no zone, so filter_matches takes UTC */
    GOOD(store_list_page(store, &query, NULL, false, SIZE_MAX, &all, &all_count, &err));
    query.filter = filter;
    GOOD(store_list_page(store, &query, NULL, false, SIZE_MAX, &some, &some_count, &err));
    for (i = 0; i < all_count; i++) {
        bool there = at < some_count && some[at].id == all[i].id;

        if (there != filter_matches(filter, &all[i]))
            fail_msg("%s: %s: row %lld %s", list_name(list), text, (long long)all[i].id,
                     there ? "is there" : "is missing");
        at += there;
    }
    assert_int_equal(at, some_count);
    clear_rows(all, all_count);
    clear_rows(some, some_count);
    filter_free(filter);
}

static void same_as_on_rows(void **state)
{
    static const struct {
        enum list list;
        const char *texts[9];
    } cases[] = {
        {LIST_ACCOUNTS,
         {"left<=7", "standing:held", "-standing:held", "place:US", "disclose:yes or left>3", "country:-",
          "company:foods -segment:-", "notice:2014-03-27..", "(place:DE or place:JP) -flag:press"}},
        {LIST_QUEUE,
         {"owner:me", "-owner:me", "due:today", "due<today kind:read", "level:lead", "duty:forum", "flag:-",
          "source:call,mail", "owner:- left:-"}},
        {LIST_INBOX,
         {"reading:unread", "-author:-", "received>=2014-04-01", "source:forum text:outrage", "flag:press",
          NULL}},
        {LIST_DISPUTES,
         {"outcome:-", "age>1", "level:legal or level:lead", "-standing:open", "text:\"the list\"", NULL}},
        {LIST_OBJECTIONS,
         {"ruling:opt_out", "voice:representative -ruling:unread", "received:2014-04", "agent:dana", NULL}},
        {LIST_NOTICES,
         {"sent:2014-04-01..", "delivery:bounced", "delivery:-", "channel:email days:30", "contact:-", NULL}},
        {LIST_JOURNAL,
         {"kind:tie", "at:today", "agent:dana -kind:account", "text:\"tied to\"", "hash:-", NULL}},
    };
    int64_t program;
    struct store *store = case_store(&program);
    size_t i, k;

    (void)state;
    case_fill(store, program);
    for (i = 0; i < sizeof cases / sizeof *cases; i++)
        for (k = 0; k < 9 && cases[i].texts[k]; k++)
            compare(store, program, cases[i].list, cases[i].texts[k]);
    case_close(store);
}

static int64_t count_of(struct store *store, int64_t program, enum list list, const char *text)
{
    struct list_query query = case_query(list, program);
    struct filter *filter = parse(list, text);
    struct err err = {0};
    int64_t count;

    query.filter = filter;
    GOOD(store_list_count(store, &query, &count, &err));
    filter_free(filter);
    return count;
}

static void words_are_found(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t borealis = case_account(store, "A-104233",
                                    "Borealis F\xC3\xB6"
                                    "ods",
                                    "US");
    int64_t message = case_message(store, program, "OldIron",
                                   "This is an outrage, \xE6\x88\x91\xE4\xBB\xAC\xE5\x8F\x8D\xE5\xAF\xB9");
    struct record_contact robin = {.account = borealis,
                                   .name = (char[]){"Robin Vale"},
                                   .email = (char[]){"robin@borealis.example"},
                                   .phone = (char[]){"+1 555 0100"}};
    struct err err = {0};
    int64_t objection;

    (void)state;
    case_account(store, "B-7", "\xE5\x8C\x97\xE6\xA5\xB5\xE9\xA3\x9F\xE5\x93\x81", "JP");
    GOOD(store_contact_add(store, &robin, &err));
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "borea"), 1);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "FOODS"), 1);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "4233"), 1);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "\xE6\xA5\xB5\xE9\xA3\x9F"), 1);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "robin@bor"), 1);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "0100"), 1);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "\"bore\""), 0);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "\"borealis foods\""), 1);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "\"foods borealis\""), 0);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "-borea"), 1);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "borea vale"), 1);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "borea cobalt"), 0);
    assert_int_equal(count_of(store, program, LIST_INBOX, "outra"), 1);
    assert_int_equal(count_of(store, program, LIST_INBOX, "oldiron"), 1);
    assert_int_equal(count_of(store, program, LIST_INBOX, "\xE5\x8F\x8D\xE5\xAF\xB9"), 1);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "outrage"), 0);
    objection = case_objection(store, program, message, "remove us at once");
    case_tie(store, objection, borealis);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "outrage"), 1);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "\"at once\""), 1);
    assert_int_equal(count_of(store, program, LIST_OBJECTIONS, "borealis"), 1);
    assert_int_equal(count_of(store, program, LIST_OBJECTIONS, "vale"), 1);
    assert_int_equal(count_of(store, program, LIST_OBJECTIONS, "cobalt"), 0);
    GOOD(store_note_add(store, borealis, 0, 0, "rang back on Tuesday", &err));
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "tuesday"), 1);
    assert_int_equal(count_of(store, program, LIST_JOURNAL, "tuesday"), 1);
    case_close(store);
}

static void an_edit_is_found_and_the_old_text_is_not(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t id = case_account(store, "A-1", "Borealis Foods", "US"),
            message = case_message(store, program, "OldIron", "first text");
    struct record_account account;
    struct err err = {0};

    (void)state;
    GOOD(store_account_get(store, id, &account, &err));
    free(account.company);
    account.company = mem_text("Cobalt Labs");
    GOOD(store_account_edit(store, &account, &err));
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "cobalt"), 1);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, "borealis"), 0);
    /* The first text of a message is evidence: both are found. */
    GOOD(store_message_change_add(store, message, "second wording", NULL, &err));
    assert_int_equal(count_of(store, program, LIST_INBOX, "wording"), 1);
    assert_int_equal(count_of(store, program, LIST_INBOX, "first"), 1);
    record_account_clear(&account);
    case_close(store);
}

static void hostile_words_are_only_words(void **state)
{
    static const char *const words[] = {"\"",
                                        "\"\"",
                                        "'",
                                        "';--",
                                        "*",
                                        "a*",
                                        "^a",
                                        "NEAR(",
                                        "NEAR(a b)",
                                        "AND",
                                        "OR",
                                        "NOT",
                                        "a AND b",
                                        "(",
                                        ")",
                                        "{words}:a",
                                        "words:a",
                                        "-",
                                        "--",
                                        "\\",
                                        "%",
                                        "_",
                                        ":w0",
                                        "?1",
                                        "$",
                                        "\x01",
                                        "\xCC\x81",
                                        "\xE2\x80\xAE",
                                        "+ +",
                                        "a\"b\"c",
                                        "\xF0\x9F\x98\x80",
                                        "A-1\"*",
                                        ""};
    int64_t program;
    struct store *store = case_store(&program);
    size_t i;
    int list, phrase;

    (void)state;
    case_fill(store, program);
    for (i = 0; i < sizeof words / sizeof *words; i++)
        for (phrase = 0; phrase < 2; phrase++)
            for (list = 0; list <= LIST_JOURNAL; list++) {
                struct filter word = {.kind = FILTER_WORD, .phrase = phrase};
                struct list_query query = case_query((enum list)list, program);
                struct err err = {0};
                int64_t count;

                word.value.text = mem_text(words[i]);
                query.filter = &word;
                GOOD(store_list_count(store, &query, &count, &err));
                free(word.value.text);
            }
    case_close(store);
}

static void a_long_filter_is_no_problem(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct str text = {0};
    int i;

    (void)state;
    case_fill(store, program);
    for (i = 0; i < FILTER_TERMS_MOST / 2; i++)
        str_add_format(&text, "%s(w%d place:US)", i ? " or " : "", i);
    assert_int_equal(count_of(store, program, LIST_ACCOUNTS, str_text(&text)), 0);
    str_reset(&text);
    for (i = 0; i < FILTER_DEPTH_MOST / 3; i++)
        str_add(&text, "place:US -(left:3 or (");
    str_add(&text, "place:DE");
    for (i = 0; i < FILTER_DEPTH_MOST / 3; i++)
        str_add(&text, "))");
    count_of(store, program, LIST_ACCOUNTS, str_text(&text));
    str_clear(&text);
    case_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_as_on_rows),
        cmocka_unit_test(words_are_found),
        cmocka_unit_test(an_edit_is_found_and_the_old_text_is_not),
        cmocka_unit_test(hostile_words_are_only_words),
        cmocka_unit_test(a_long_filter_is_no_problem),
    };

    return UNIT_RUN(tests);
}
