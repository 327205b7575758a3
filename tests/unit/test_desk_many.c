/* Several agents on one file at the same time, each a process of its own: some read lists, some log
 * objections. Nobody is told to wait, and every objection is there once. */
#include "config.h"

#include "unit.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "desk/verb.h"
#include "desk_fixture.h"
#include "store/journal.h"
#include "store/nouns.h"

enum { READERS = 4, PAGES = 60, WRITERS = 2, OBJECTIONS = 25 };

static const struct asked {
    enum list list;
    const char *filter;
} asked[] = {{LIST_ACCOUNTS, ""},          {LIST_QUEUE, ""}, {LIST_ACCOUNTS, "standing:objected"},
             {LIST_OBJECTIONS, "says no"}, {LIST_INBOX, ""}, {LIST_ACCOUNTS, "har"}};

static bool told(const struct err *err)
{
    print_error("%s\n", err->text);
    return false;
}

static bool page_read(struct desk *desk, const struct asked *one)
{
    struct desk_list list = {0};
    struct row *rows = NULL;
    struct err err = {0};
    size_t count = 0;
    bool good = desk_list_set(desk, one->list, one->filter, false, NULL, &list, &err) &&
                store_list_page(desk_store(desk), &list.query, NULL, false, 40, &rows, &count, &err);

    for (size_t i = 0; i < count; i++)
        row_clear(&rows[i]);
    free(rows);
    desk_list_clear(&list);
    return good || told(&err);
}

static bool reader_run(struct desk *desk, int number)
{
    bool good = true;

    for (int i = 0; good && i < PAGES; i++)
        good = page_read(desk, &asked[(size_t)(i + number) % (sizeof asked / sizeof *asked)]);
    return good;
}

static bool writer_run(struct desk *desk, int number)
{
    struct record_account account = {0};
    struct err err = {0};
    char *name = mem_format("A-%d", number + 1);
    bool good = store_account_find(desk_store(desk), name, &account, &err);

    for (int i = 0; good && i < OBJECTIONS; i++) {
        char *words = mem_format("%s says no for the %dth time", name, i);
        struct desk_objection objection = {.accounts = &account.id,
                                           .account_count = 1,
                                           .voice = VOICE_COMPANY,
                                           .day = desk_today(desk),
                                           .hour = -1,
                                           .minute = -1,
                                           .words = words,
                                           .ruling = i % 2 ? RULING_OPT_OUT : RULING_UNREAD};

        good = desk_object(desk, &objection, NULL, &err);
        free(words);
    }
    record_account_clear(&account);
    free(name);
    return good || told(&err);
}

static pid_t start(const struct fixture *fixture, bool (*run)(struct desk *desk, int number), int number)
{
    struct desk_options options = {.path = fixture->path, .agent = "lee", .now = FIXTURE_NOW};
    struct desk *desk = NULL;
    struct err err = {0};
    pid_t child = fork();
    bool good;

    if (child)
        return child;
    good = desk_open(&options, &desk, &err) ? run(desk, number) : told(&err);
    desk_close(desk);
    _exit(good ? 0 : 1);
}

static void objections_are_there(struct fixture *fixture)
{
    struct desk_list list = {0};
    struct row *rows = NULL;
    struct err err = {0};
    size_t count = 0;

    assert_true(desk_list_set(fixture->desk, LIST_OBJECTIONS, "", false, NULL, &list, &err));
    assert_true(
        store_list_page(desk_store(fixture->desk), &list.query, NULL, false, 1000, &rows, &count, &err));
    assert_int_equal(count, WRITERS * OBJECTIONS);
    for (int i = 0; i < WRITERS * OBJECTIONS; i++) {
        char *words = mem_format("A-%d says no for the %dth time", i / OBJECTIONS + 1, i % OBJECTIONS);
        int found = 0;

        for (size_t j = 0; j < count; j++) {
            struct record_objection objection = {0};

            assert_true(store_objection_get(desk_store(fixture->desk), rows[j].id, &objection, &err));
            found += strcmp(objection.words, words) == 0;
            record_objection_clear(&objection);
        }
        assert_int_equal(found, 1);
        free(words);
    }
    for (size_t i = 0; i < count; i++)
        row_clear(&rows[i]);
    free(rows);
    desk_list_clear(&list);
}

static void nobody_waits_in_vain_and_nothing_is_lost(void **state)
{
    struct fixture *fixture = *state;
    struct journal_proof proof;
    struct err err = {0};
    pid_t children[WRITERS + READERS];

    for (int i = 0; i < WRITERS; i++)
        children[i] = start(fixture, writer_run, i);
    for (int i = 0; i < READERS; i++)
        children[WRITERS + i] = start(fixture, reader_run, i);
    for (int i = 0; i < WRITERS + READERS; i++) {
        int status = 1;

        assert_true(children[i] > 0);
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    objections_are_there(fixture);
    assert_int_equal(fixture_standing(fixture, "A-1"), STANDING_OBJECTED);
    assert_int_equal(fixture_standing(fixture, "A-2"), STANDING_OBJECTED);
    assert_true(store_journal_verify(desk_store(fixture->desk), &proof, &err));
    assert_int_equal(proof.broken, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nobody_waits_in_vain_and_nothing_is_lost, fixture_setup,
                                        fixture_teardown),
    };

    return UNIT_RUN(tests);
}
