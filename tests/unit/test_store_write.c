/* Several agents on one file: busy, clashes, views, and a writer that dies. */
#include "store_case.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/progress.h"
#include "store/inside.h"

/* Makes a file with an account; returns its id. */
static int64_t make(const char *path)
{
    struct record_program program = {.name = (char[]){"Velocity"}, .days = 30};
    struct store *store;
    struct err err = {0};
    int64_t account;

    GOOD(store_open(path, STORE_CREATE, &store, &err));
    GOOD(store_begin(store, "dana", CASE_NOW, &err));
    GOOD(store_program_add(store, &program, &err));
    account = case_account(store, "A-1", "Borealis Foods", "US");
    case_close(store);
    return account;
}

static struct store *open_one(const char *path)
{
    struct store *store;
    struct err err = {0};

    GOOD(store_open(path, STORE_WRITE, &store, &err));
    store_patience(store, 0);
    return store;
}

static void the_second_writer_is_told(void **state)
{
    const char *path = case_path("busy.db");
    struct store *dana, *lee;
    struct err err = {0};
    int64_t before;

    (void)state;
    make(path);
    dana = open_one(path);
    lee = open_one(path);
    before = store_change_count(lee);
    GOOD(store_begin(dana, "dana", CASE_NOW, &err));
    FAILS(ERR_BUSY, store_begin(lee, "lee", CASE_NOW, &err));
    assert_false(store_in_write(lee));
    assert_true(store_in_write(dana));
    GOOD(store_note_add(dana, 1, 0, 0, "mine", &err));
    assert_int_equal(store_change_count(lee), before);
    GOOD(store_commit(dana, &err));
    assert_int_not_equal(store_change_count(lee), before);
    GOOD(store_begin(lee, "lee", CASE_NOW, &err));
    GOOD(store_note_add(lee, 1, 0, 0, "mine too", &err));
    before = store_change_count(lee);
    GOOD(store_commit(lee, &err));
    assert_int_not_equal(store_change_count(lee), before);
    store_close(dana);
    store_close(lee);
}

/* Each agent's entries follow on what the other left, and on what a roll-back took away. */
static void the_chain_is_whole_whoever_writes(void **state)
{
    const char *path = case_path("turns.db");
    struct journal_proof proof;
    struct store *dana, *lee;
    struct err err = {0};

    (void)state;
    make(path);
    dana = open_one(path);
    lee = open_one(path);
    for (int turn = 0; turn < 4; turn++) {
        GOOD(store_begin(dana, "dana", CASE_NOW, &err));
        GOOD(store_note_add(dana, 1, 0, 0, "mine", &err));
        GOOD(store_note_add(dana, 1, 0, 0, "mine again", &err));
        if (turn % 2)
            store_rollback(dana);
        else
            GOOD(store_commit(dana, &err));
        GOOD(store_begin(lee, "lee", CASE_NOW, &err));
        GOOD(store_note_add(lee, 1, 0, 0, "mine too", &err));
        GOOD(store_commit(lee, &err));
    }
    GOOD(store_journal_verify(dana, &proof, &err));
    assert_int_equal(proof.broken, 0);
    assert_int_equal(proof.entries, case_number(path, "SELECT count(*) FROM journal"));
    assert_int_equal(case_number(path, "SELECT count(*) FROM note"), 8);
    store_close(dana);
    store_close(lee);
}

/* The text that is hashed is the one that journal.c promises: this digest was taken by another program. */
static void the_hash_is_the_promised_one(void **state)
{
    struct store *store;
    struct err err = {0};
    struct record_entry entry = {.happened = -5,
                                 .fact = FACT_NOTE,
                                 .account = 1234567890123,
                                 .detail = (char[]){"M\xc3\xbcller, 5:a"}};
    struct record_entry_list list;

    (void)state;
    GOOD(store_open(":memory:", STORE_WRITE, &store, &err));
    GOOD(store_begin(store, "dana", CASE_NOW, &err));
    GOOD(store_journal_add(store, &entry, &err));
    GOOD(store_journal_account(store, entry.account, 1, &list, &err));
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].hash,
                        "3b165cc3a62f3af2f2d3f2be35b24957d903c446e00f5ac26af86c8ff96db68e");
    record_entry_list_clear(&list);
    case_close(store);
}

static size_t found_by(struct store *store, const char *word)
{
    struct err err = {0};
    int64_t *ids;
    size_t count;

    GOOD(store_account_by_word(store, word, 100000, &ids, &count, &err));
    free(ids);
    return count;
}

static size_t owners_of(struct store *store, const char *contact)
{
    struct err err = {0};
    int64_t *ids;
    size_t count;

    GOOD(store_account_by_contact_name(store, contact, 100, &ids, &count, &err));
    free(ids);
    return count;
}

/* More than waits to be told to the search at once, the last first. */
static void the_search_knows_at_once_what_was_added(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct record_contact person = {.name = (char[]){"Ada Pine"}};
    char number[16], company[512];
    struct err err = {0};

    (void)state;
    memset(company, 'x', sizeof company - 1);
    company[sizeof company - 1] = '\0';
    memcpy(company, "Cobalt ", 7);
    assert_int_equal(found_by(store, "cobalt"), 0);
    person.account = case_account(store, "A-0", "Cobalt Works", "US");
    GOOD(store_contact_add(store, &person, &err));
    person.name = (char[]){"Ivory Marble"};
    GOOD(store_contact_add(store, &person, &err));
    assert_int_equal(found_by(store, "cobalt"), 1);
    assert_int_equal(owners_of(store, "Ada Pine"), 1);
    assert_int_equal(owners_of(store, "Ivory Marble"), 1);
    case_account(store, "A-1", "Borealis Foods", "US");
    GOOD(store_commit(store, &err));
    assert_int_equal(found_by(store, "borealis"), 1);
    GOOD(store_begin(store, "dana", CASE_NOW, &err));
    for (int i = 10000; i > 0; i--) {
        snprintf(number, sizeof number, "B-%d", i);
        case_account(store, number, company, "US");
    }
    assert_int_equal(found_by(store, "cobalt"), 10001);
    case_account(store, "A-2", "Velvet Ridge", "US");
    store_rollback(store);
    assert_int_equal(found_by(store, "cobalt"), 1);
    GOOD(store_begin(store, "dana", CASE_NOW, &err));
    GOOD(store_commit(store, &err));
    assert_int_equal(found_by(store, "velvet"), 0);
    store_close(store);
}

static void take_pair(struct store *store, bool turned, const char *wanted)
{
    struct statement statement;
    struct err err = {0};

    statement_begin(&statement, store, "SELECT :a || :b_with_a_name_longer_than_most || :c", &err);
    statement_bind_text(&statement, turned ? ":c" : ":a", turned ? "3" : "1");
    statement_bind_text(&statement, ":b_with_a_name_longer_than_most", "2");
    statement_bind_lent(&statement, turned ? ":a" : ":c", turned ? "1" : "3");
    assert_true(statement_row(&statement));
    assert_string_equal(statement_take_borrowed(&statement), wanted);
    assert_true(statement_end(&statement));
}

static void parameters_are_bound_in_any_order(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct statement statement;
    struct err err = {0};

    (void)state;
    for (int i = 0; i < 6; i++)
        take_pair(store, i % 3 == 1, "123");
    for (int i = 0; i < 2; i++) {
        statement_begin(&statement, store, "SELECT :a", &err);
        statement_bind_number(&statement, ":b", 1);
        assert_false(statement_row(&statement));
        assert_false(statement_end(&statement));
        assert_int_equal(err.kind, ERR_INTERNAL);
        err_clear(&err);
    }
    case_close(store);
}

static void an_edit_of_what_changed_meanwhile_clashes(void **state)
{
    const char *path = case_path("clash.db");
    int64_t id = make(path);
    struct store *dana = open_one(path), *lee = open_one(path);
    struct record_account seen_by_dana, seen_by_lee;
    struct err err = {0};

    (void)state;
    GOOD(store_account_get(dana, id, &seen_by_dana, &err));
    GOOD(store_account_get(lee, id, &seen_by_lee, &err));
    free(seen_by_lee.manager);
    seen_by_lee.manager = mem_text("lee");
    GOOD(store_begin(lee, "lee", CASE_NOW + 60, &err));
    GOOD(store_account_edit(lee, &seen_by_lee, &err));
    GOOD(store_commit(lee, &err));
    free(seen_by_dana.manager);
    seen_by_dana.manager = mem_text("dana");
    GOOD(store_begin(dana, "dana", CASE_NOW + 90, &err));
    FAILS(ERR_CLASH, store_account_edit(dana, &seen_by_dana, &err));
    assert_non_null(strstr(err.text, "lee at 2014-04-03T14:03:00Z"));
    store_rollback(dana);
    record_account_clear(&seen_by_dana);
    GOOD(store_account_get(dana, id, &seen_by_dana, &err));
    assert_string_equal(seen_by_dana.manager, "lee");
    assert_int_equal(seen_by_dana.version, 2);
    record_account_clear(&seen_by_dana);
    record_account_clear(&seen_by_lee);
    store_close(dana);
    store_close(lee);
}

static void a_view_stays_as_it_was(void **state)
{
    const char *path = case_path("view.db");
    struct list_query query = case_query(LIST_ACCOUNTS, 1);
    struct store *reader, *writer;
    struct err err = {0};
    int64_t count;

    (void)state;
    make(path);
    reader = open_one(path);
    writer = open_one(path);
    GOOD(store_read_begin(reader, &err));
    GOOD(store_list_count(reader, &query, &count, &err));
    assert_int_equal(count, 1);
    GOOD(store_begin(writer, "lee", CASE_NOW, &err));
    case_account(writer, "A-2", "Cobalt", "DE");
    if (store_commit(writer, &err)) { /* without a write-ahead log the writer waits instead */
        GOOD(store_list_count(reader, &query, &count, &err));
        assert_int_equal(count, 1);
        store_read_end(reader);
        GOOD(store_list_count(reader, &query, &count, &err));
        assert_int_equal(count, 2);
    } else {
        assert_int_equal(err.kind, ERR_BUSY);
        store_read_end(reader);
    }
    store_close(reader);
    store_close(writer);
}

static void nothing_is_written_outside_a_write(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct record_account account = {.number = (char[]){"A-1"}};
    struct err err = {0};

    (void)state;
    FAILS(ERR_INTERNAL, store_begin(store, "dana", CASE_NOW, &err));
    store_rollback(store);
    FAILS(ERR_INTERNAL, store_account_add(store, &account, &err));
    FAILS(ERR_INTERNAL, store_commit(store, &err));
    store_close(store);
}

static void a_row_like_another_is_refused_in_words(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct record_account account = {.number = (char[]){"a-1"}};
    struct record_account found;
    struct err err = {0};

    (void)state;
    case_account(store, "A-1", "Borealis Foods", "US");
    FAILS(ERR_RULE, store_account_add(store, &account, &err));
    assert_null(strstr(err.text, "Borealis"));
    GOOD(store_commit(store, &err));
    GOOD(store_account_find(store, "a-1", &found, &err));
    assert_string_equal(found.company, "Borealis Foods");
    record_account_clear(&found);
    case_close(store);
}

static void text_that_is_not_utf8_is_refused(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct record_account account = {.number = (char[]){"A-1"}, .company = (char[]){"M\xFCller"}};
    struct err err = {0};

    (void)state;
    FAILS(ERR_INPUT, store_account_add(store, &account, &err));
    case_close(store);
}

static void a_full_disk_saves_nothing_and_breaks_nothing(void **state)
{
    const char *path = case_path("full.db");
    struct journal_proof proof;
    struct store *store;
    struct err err = {0};
    bool full = false;
    int i;

    (void)state;
    make(path);
    store = open_one(path);
    GOOD(statement_script(store, "PRAGMA max_page_count = 1", &err)); /* no larger than it is */
    GOOD(store_begin(store, "dana", CASE_NOW, &err));
    for (i = 0; i < 1000 && !full; i++)
        full = !store_note_add(store, 1, 0, 0, "a note that takes some room in the file, and then some more",
                               &err);
    assert_true(full);
    assert_int_equal(err.kind, ERR_INPUT);
    assert_non_null(strstr(err.text, "disk is full"));
    FAILS(ERR_INPUT, store_commit(store, &err));
    assert_non_null(strstr(err.text, "nothing was saved"));
    assert_false(store_in_write(store));
    GOOD(store_journal_verify(store, &proof, &err));
    assert_int_equal(proof.entries, 2);
    assert_int_equal(proof.broken, 0);
    store_close(store);
}

/* A child writes half of what it wanted and is killed; the pipe tells when it has got so far. */
static void a_writer_that_dies_leaves_the_file_whole(void **state)
{
    const char *path = case_path("killed.db");
    struct journal_proof proof;
    struct record_account account;
    struct store *store;
    struct err err = {0};
    int pipes[2], status;
    pid_t child;
    char byte;

    (void)state;
    make(path);
    assert_int_equal(pipe(pipes), 0);
    child = fork();
    if (child == 0) {
        int i;

        close(pipes[0]);
        if (!store_open(path, STORE_WRITE, &store, &err) || !store_begin(store, "lee", CASE_NOW, &err))
            _exit(1);
        for (i = 0; i < 3000; i++) {
            struct record_account one = {
                .company = (char[]){"Cobalt Labs GmbH, and a long name so that pages fill"}};

            one.number = mem_format("X-%d", i);
            if (!store_account_add(store, &one, &err))
                _exit(1);
            free(one.number);
        }
        if (write(pipes[1], "x", 1) != 1)
            _exit(1);
        pause();
        _exit(1);
    }
    close(pipes[1]);
    assert_int_equal(read(pipes[0], &byte, 1), 1);
    close(pipes[0]);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    store = open_one(path);
    GOOD(store_account_find(store, "X-0", &account, &err));
    assert_int_equal(account.id, 0);
    GOOD(store_begin(store, "dana", CASE_NOW, &err));
    case_account(store, "A-2", "Cobalt", "DE");
    GOOD(store_commit(store, &err));
    GOOD(store_journal_verify(store, &proof, &err));
    assert_int_equal(proof.broken, 0);
    assert_int_equal(proof.entries, 3);
    store_close(store);
    assert_int_equal(
        case_number(path, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
}

/* Another agent who writes between two parts of a copy. */
struct interloper {
    struct store *store;
    int64_t parts;
};

static void write_between(void *context, const char *what, int64_t count, double share)
{
    struct interloper *lee = context;
    struct err err = {0};

    (void)what, (void)count, (void)share;
    if (++lee->parts > 20)
        return;
    GOOD(store_begin(lee->store, "lee", CASE_NOW, &err));
    GOOD(store_note_add(lee->store, 1, 0, 0, "in between", &err));
    GOOD(store_commit(lee->store, &err));
}

/* What is written meanwhile is not in it, and makes it begin anew neither. */
static void a_backup_goes_on_while_others_write(void **state)
{
    const char *path = case_path("copied.db"), *copy = case_path("of-copied.db");
    struct store *dana;
    struct interloper lee = {0};
    struct err err = {0};
    char *long_text = mem_new(5000000);

    (void)state;
    make(path);
    memset(long_text, 'a', 4999999);
    dana = open_one(path);
    lee.store = open_one(path);
    GOOD(store_begin(dana, "dana", CASE_NOW, &err));
    for (int i = 0; i < 4; i++)
        GOOD(store_note_add(dana, 1, 0, 0, long_text, &err));
    GOOD(store_commit(dana, &err));
    progress_watch(write_between, &lee);
    GOOD(store_backup(dana, copy, &err));
    progress_watch(NULL, NULL);
    assert_in_range(lee.parts, 2, 8);
    assert_int_equal(case_number(copy, "SELECT count(*) FROM note WHERE text = 'in between'"), 0);
    assert_int_equal(case_number(path, "SELECT count(*) FROM note WHERE text = 'in between'"), lee.parts);
    store_close(lee.store);
    store_close(dana);
    free(long_text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_second_writer_is_told),
        cmocka_unit_test(the_chain_is_whole_whoever_writes),
        cmocka_unit_test(the_hash_is_the_promised_one),
        cmocka_unit_test(the_search_knows_at_once_what_was_added),
        cmocka_unit_test(parameters_are_bound_in_any_order),
        cmocka_unit_test(an_edit_of_what_changed_meanwhile_clashes),
        cmocka_unit_test(a_view_stays_as_it_was),
        cmocka_unit_test(nothing_is_written_outside_a_write),
        cmocka_unit_test(a_row_like_another_is_refused_in_words),
        cmocka_unit_test(text_that_is_not_utf8_is_refused),
        cmocka_unit_test(a_full_disk_saves_nothing_and_breaks_nothing),
        cmocka_unit_test(a_backup_goes_on_while_others_write),
        cmocka_unit_test(a_writer_that_dies_leaves_the_file_whole),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, case_directory_make, case_directory_remove);
}
