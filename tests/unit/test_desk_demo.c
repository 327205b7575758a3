#include "config.h"
#include "unit.h"

#include <dirent.h>
#include <unistd.h>

#include "base/file.h"
#include "base/zone.h"
#include "desk/demo.h"
#include "desk/text.h"
#include "desk/transfer.h"
#include "desk/view.h"
#include "store/journal.h"
#include "store/nouns.h"

/* A working Monday, a Saturday night, a Sunday, a leap day, a minute past midnight, and the year it all
 * began. */
static const char *const clocks[] = {"2026-11-23T15:00:00Z", "2026-11-22T05:30:00Z", "2026-11-22T18:00:00Z",
                                     "2024-02-29T12:00:00Z", "2026-11-24T06:01:00Z", "2014-04-03T12:00:00Z"};

struct room {
    char directory[64];
    char path[96];
};

static int room_setup(void **state)
{
    struct room *room = calloc(1, sizeof *room);

    strcpy(room->directory, "/tmp/demur-unit-XXXXXX");
    *state = room;
    if (!mkdtemp(room->directory))
        return -1;
    snprintf(room->path, sizeof room->path, "%s/desk.db", room->directory);
    return 0;
}

/* Removes all files of a directory; returns how many there were. */
static int directory_empty(const char *path)
{
    DIR *directory = opendir(path);
    const struct dirent *entry;
    int count = 0;

    while (directory && (entry = readdir(directory))) {
        char *name = file_join(path, entry->d_name);

        if (entry->d_name[0] != '.' && unlink(name) == 0)
            count++;
        free(name);
    }
    if (directory)
        closedir(directory);
    return count;
}

static int room_teardown(void **state)
{
    struct room *room = *state;

    directory_empty(room->directory);
    rmdir(room->directory);
    free(room);
    return 0;
}

static struct desk_options options_at(const struct room *room, const char *clock)
{
    return (struct desk_options){.path = room->path, .agent = "sam", .now = instant_parse(clock, "UTC")};
}

/* Makes the demo at a clock and opens it; the caller closes. */
static struct desk *demo_open(const struct room *room, const char *clock)
{
    struct desk_options options = options_at(room, clock);
    struct desk *desk = NULL;
    struct err err = {0};

    if (!desk_demo_make(&options, &err) || !desk_open(&options, &desk, &err))
        fail_msg("%s: %s", clock, err.text);
    return desk;
}

static int64_t count(struct desk *desk, enum list which, const char *filter)
{
    struct desk_list list = {0};
    struct err err = {0};
    int64_t rows = -1;

    if (!desk_list_set(desk, which, filter, false, NULL, &list, &err) ||
        !store_list_count(desk_store(desk), &list.query, &rows, &err))
        fail_msg("%s", err.text);
    desk_list_clear(&list);
    return rows;
}

static void assert_some(struct desk *desk, enum list which, const char *filter)
{
    if (count(desk, which, filter) < 1)
        fail_msg("nothing in %s %s", list_name(which), filter);
}

static void test_every_kind_of_case_is_there(void **state)
{
    static const char *const standings[] = {"objected", "disputed",  "held", "consented",  "unnotified",
                                            "void",     "needs_yes", "open", "conditions", "silent"};
    static const char *const duties[] = {"read",   "match",  "resend",      "honour",
                                         "answer", "review", "review_hold", "authority"};
    static const char *const levels[] = {"agent", "lead", "community", "legal"};
    static const char *const outcomes[] = {"opt_out", "upheld", "accepted", "withdrawn"};
    struct desk *desk = demo_open(*state, clocks[0]);
    char filter[64];

    for (size_t i = 0; i < sizeof standings / sizeof standings[0]; i++) {
        snprintf(filter, sizeof filter, "standing:%s", standings[i]);
        assert_some(desk, LIST_ACCOUNTS, filter);
    }
    for (size_t i = 0; i < sizeof duties / sizeof duties[0]; i++) {
        snprintf(filter, sizeof filter, "kind:%s", duties[i]);
        assert_some(desk, LIST_QUEUE, filter);
    }
    for (size_t i = 0; i < 4; i++) {
        snprintf(filter, sizeof filter, "level:%s", levels[i]);
        assert_some(desk, LIST_DISPUTES, filter);
        snprintf(filter, sizeof filter, "outcome:%s", outcomes[i]);
        assert_some(desk, LIST_DISPUTES, filter);
    }
    for (enum source source = SOURCE_CALL; source < source_count; source++) {
        snprintf(filter, sizeof filter, "source:%s", source_name(source));
        assert_some(desk, LIST_OBJECTIONS, filter);
    }
    desk_close(desk);
}

static void assert_why(struct desk *desk, const char *number, const char *wanted)
{
    struct record_account account = {0};
    struct str why = {0};
    struct err err = {0};

    if (!store_account_find(desk_store(desk), number, &account, &err) ||
        !desk_why(desk, account.id, &why, &err))
        fail_msg("%s: %s", number, err.text);
    if (!strstr(str_text(&why), wanted))
        fail_msg("%s is not told \"%s\" but:\n%s", number, wanted, str_text(&why));
    record_account_clear(&account);
    str_clear(&why);
}

static void test_what_was_said_is_told_in_full(void **state)
{
    struct desk *desk = demo_open(*state, clocks[0]);

    assert_why(desk, "A-103829", "YES: consented");
    assert_why(desk, "A-104347", "1 of 6 conditions of AU is not ticked");
    assert_why(desk, "A-110860", "(Harbour Buying Club); authority: proof asked for");
    assert_why(desk, "A-102645", "(Harbour Buying Club); authority: proven");
    assert_why(desk, "A-100661", "(Harbour Buying Club); authority: ");
    assert_why(desk, "A-111401", "limited to telephone numbers of contacts");
    assert_why(desk, "A-106424", "out of office at the time");
    desk_close(desk);
}

static void test_the_queue_looks_alive(void **state)
{
    struct desk *desk = demo_open(*state, clocks[0]);

    assert_in_range(count(desk, LIST_ACCOUNTS, NULL), 220, 260);
    assert_in_range(count(desk, LIST_QUEUE, NULL), 35, 50);
    assert_in_range(count(desk, LIST_INBOX, NULL), 3, 8);
    assert_some(desk, LIST_QUEUE, "due<today");
    assert_some(desk, LIST_QUEUE, "due:today");
    assert_some(desk, LIST_QUEUE, "due:tomorrow");
    assert_some(desk, LIST_QUEUE, "due>+6");
    assert_some(desk, LIST_QUEUE, "owner:me");
    assert_some(desk, LIST_QUEUE, "owner:lee");
    assert_some(desk, LIST_ACCOUNTS, "left:0");
    assert_some(desk, LIST_ACCOUNTS, "left:1");
    assert_some(desk, LIST_ACCOUNTS, "left:27..");
    assert_int_equal(desk_level(desk), LEVEL_LEAD);
    desk_close(desk);
}

/* A text in doubt would void all its notices. */
static void test_its_notices_have_their_texts(void **state)
{
    struct desk *desk = demo_open(*state, clocks[0]);
    struct record_text_list list = {0};
    struct err err = {0};

    assert_true(desk_text_list(desk, &list, &err));
    assert_int_equal(list.count, 2);
    for (size_t i = 0; i < list.count; i++) {
        assert_true(list.items[i].id && list.items[i].checked);
        assert_int_equal(list.items[i].items, TEXT_ITEM_ALL);
        assert_int_equal(list.items[i].days, 30);
        assert_true(list.items[i].notices > 50);
    }
    record_text_list_clear(&list);
    desk_close(desk);
}

static void assert_ascending(struct desk *desk)
{
    struct desk_list journal = {0};
    struct row *rows = NULL;
    struct err err = {0};
    size_t rows_count = 0;
    int64_t last = INT64_MAX;

    assert_true(desk_list_set(desk, LIST_JOURNAL, NULL, false, NULL, &journal, &err));
    assert_true(
        store_list_page(desk_store(desk), &journal.query, NULL, false, 5000, &rows, &rows_count, &err));
    assert_true(rows_count > 1000 && rows_count < 5000);
    for (size_t i = 0; i < rows_count; i++) {
        const struct value *at = &rows[i].values[FIELD_AT];

        if (i == 0)
            assert_true(at->number <= desk_now(desk));
        assert_true(at->number <= last);
        last = at->number;
        row_clear(&rows[i]);
    }
    free(rows);
    desk_list_clear(&journal);
}

static void test_it_holds_at_any_clock(void **state)
{
    const struct room *room = *state;

    for (size_t i = 0; i < sizeof clocks / sizeof clocks[0]; i++) {
        struct desk *desk = demo_open(room, clocks[i]);
        struct journal_proof proof = {0};
        struct str findings = {0};
        struct err err = {0};
        int64_t checked = 0, differing = 0;

        assert_true(store_journal_verify(desk_store(desk), &proof, &err));
        assert_int_equal(proof.broken, 0);
        assert_true(desk_check(desk, false, &findings, &checked, &differing, &err));
        assert_string_equal(str_text(&findings), "");
        assert_int_equal(differing, 0);
        assert_int_equal(checked, count(desk, LIST_ACCOUNTS, NULL));
        assert_in_range(count(desk, LIST_QUEUE, NULL), 35, 50);
        assert_ascending(desk);
        str_clear(&findings);
        desk_close(desk);
        directory_empty(room->directory);
    }
}

static void test_the_same_clock_makes_the_same_demo(void **state)
{
    const struct room *room = *state;
    struct journal_proof proofs[2] = {{0}, {0}};
    struct err err = {0};

    for (size_t i = 0; i < 2; i++) {
        struct desk *desk = demo_open(room, clocks[0]);

        assert_true(store_journal_verify(desk_store(desk), &proofs[i], &err));
        desk_close(desk);
        assert_int_equal(directory_empty(room->directory), 1);
    }
    assert_int_equal(proofs[0].entries, proofs[1].entries);
    assert_string_equal(proofs[0].head, proofs[1].head);
}

static void data_write(const char *directory, const char *name, const char *text)
{
    struct file_writer writer = {.descriptor = -1};
    struct err err = {0};
    char *path = file_join(directory, name);

    assert_true(file_write_begin(&writer, path, 0600, &err));
    assert_true(file_write(&writer, text, strlen(text), &err) && file_write_commit(&writer, &err));
    free(path);
}

/* Makes the demo of other events than ours; it must fail with this in its sentence and leave no file. */
static void assert_refused(const struct room *room, const char *events, const char *wanted)
{
    static const char *const parts[] = {"jurisdictions.csv", "overlays.csv", "holidays"};
    struct desk_options options = options_at(room, clocks[0]);
    char *ours = strdup(file_program_data());
    char *data = file_join(room->directory, "data"), *demo = file_join(data, "demo");
    struct err err = {0};

    assert_true(file_make_directory(demo, &err));
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        char *from = file_join(ours, parts[i]), *to = file_join(data, parts[i]);

        assert_int_equal(symlink(from, to), 0);
        free(from);
        free(to);
    }
    data_write(demo, "events.csv", events);
    setenv("DEMUR_DATA", data, 1);
    assert_false(desk_demo_make(&options, &err));
    setenv("DEMUR_DATA", ours, 1);
    if (!strstr(err.text, wanted))
        fail_msg("\"%s\" does not say \"%s\"", err.text, wanted);
    directory_empty(demo);
    rmdir(demo);
    directory_empty(data);
    rmdir(data);
    assert_int_equal(directory_empty(room->directory), 0);
    free(demo);
    free(data);
    free(ours);
}

#define HEAD "at,agent,verb,about,received,as,words\n"

static void test_broken_data_is_refused_with_its_line(void **state)
{
    assert_refused(*state, HEAD "{{-3 09:00}},dana,juggle,A-1,,,\n", "events.csv:2: the demo knows no verb");
    assert_refused(*state, HEAD "{{-3 09:00}},dana,note,A-1,,,hello\n", "no account A-1");
    assert_refused(*state, HEAD "{{soon}},dana,note,A-1,,,hello\n", "{{soon}} is no day of the demo");
    assert_refused(*state, HEAD "{{-3,dana,note,A-1,,,hello\n", "is no day of the demo");
    assert_refused(*state, HEAD "never,dana,note,A-1,,,hello\n", "events.csv:2: no time");
    assert_refused(*state, HEAD "{{-3 09:00}},dana,object,,,call company maybe,x\n",
                   "\"maybe\" is no ruling");
    assert_refused(*state, HEAD "{{-3 09:00}},dana,import,accounts.csv,,,\n",
                   "accounts.csv: cannot be opened");
    assert_refused(*state, HEAD "{{-3 09:00}},dana,import,wishes.csv,,,\n", "no kind of list");
    assert_refused(*state, "at,agent\n", "events.csv");
}

static void test_a_file_that_is_there_stays(void **state)
{
    const struct room *room = *state;
    struct desk_options options = options_at(room, clocks[0]);
    struct err err = {0};

    desk_close(demo_open(room, clocks[0]));
    assert_false(desk_demo_make(&options, &err));
    assert_true(file_exists(room->path));
}

int main(void)
{
#define IN_ROOM(test) cmocka_unit_test_setup_teardown(test, room_setup, room_teardown)
    const struct CMUnitTest tests[] = {
        IN_ROOM(test_every_kind_of_case_is_there),
        IN_ROOM(test_the_queue_looks_alive),
        IN_ROOM(test_what_was_said_is_told_in_full),
        IN_ROOM(test_its_notices_have_their_texts),
        IN_ROOM(test_it_holds_at_any_clock),
        IN_ROOM(test_the_same_clock_makes_the_same_demo),
        IN_ROOM(test_broken_data_is_refused_with_its_line),
        IN_ROOM(test_a_file_that_is_there_stays),
    };

    return UNIT_RUN(tests);
}
