/* Facts are only added: the file itself refuses the rest, and the journal shows who went around it. */
#include "store_case.h"

#include <sqlite3.h>

#include "base/mem.h"

/* Makes a file with rows of every kind. */
static void make(const char *path)
{
    struct record_program program = {.name = (char[]){"Velocity"}, .days = 30};
    struct record_agent agent = {.name = (char[]){"dana"}, .level = LEVEL_LEAD};
    struct record_hold hold = {.reason = (char[]){"asked to wait"}, .expires = DAY_NONE};
    struct store *store;
    struct err err = {0};

    GOOD(store_open(path, STORE_CREATE, &store, &err));
    GOOD(store_begin(store, "dana", CASE_NOW, &err));
    GOOD(store_program_add(store, &program, &err));
    GOOD(store_agent_add(store, &agent, &err));
    case_fill(store, program.id);
    hold.program = program.id;
    hold.account = 1;
    GOOD(store_hold_add(store, &hold, &err));
    GOOD(store_lift_add(store, hold.id, "no need", &err));
    GOOD(store_note_add(store, 1, 0, 0, "a note", &err));
    case_close(store);
}

/* Runs SQL behind the store's back, as a curious colleague would; returns what SQLite says, "" when it went
 * through. */
static const char *try_sql(const char *path, const char *sql)
{
    static char message[256];
    sqlite3 *db;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    snprintf(message, sizeof message, "%s",
             sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? "" : sqlite3_errmsg(db));
    sqlite3_close(db);
    return message;
}

static void rows_stay_as_they_are(void **state)
{
    static const struct {
        const char *table, *column;
    } facts[] = {
        {"program", "name"},        {"agent", "level"},
        {"notice", "sent"},         {"delivery", "outcome"},
        {"thread", "title"},        {"message", "body"},
        {"message_change", "body"}, {"reading", "reading"},
        {"objection", "words"},     {"objection_account", "account"},
        {"ruling", "ruling"},       {"dispute", "opened"},
        {"escalation", "level"},    {"resolution", "outcome"},
        {"hold", "expires"},        {"lift", "reason"},
        {"note", "text"},           {"journal", "detail"},
    };
    const char *path = case_path("facts.db");
    char sql[256];
    size_t i;

    (void)state;
    make(path);
    for (i = 0; i < sizeof facts / sizeof *facts; i++) {
        snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", facts[i].table);
        assert_true(case_number(path, sql) > 0);
        snprintf(sql, sizeof sql, "UPDATE %s SET %s = %s", facts[i].table, facts[i].column, facts[i].column);
        assert_non_null(strstr(try_sql(path, sql), "never changed"));
        snprintf(sql, sizeof sql, "DELETE FROM %s", facts[i].table);
        assert_non_null(strstr(try_sql(path, sql), "never removed"));
        snprintf(sql, sizeof sql, "INSERT OR REPLACE INTO %s SELECT * FROM %s LIMIT 1", facts[i].table,
                 facts[i].table);
        assert_non_null(strstr(try_sql(path, sql), "never replaced"));
    }
}

static void a_duty_changes_in_owner_and_discharge_alone(void **state)
{
    const char *path = case_path("duty.db");

    (void)state;
    make(path);
    assert_non_null(strstr(try_sql(path, "UPDATE duty SET due = due + 1"), "only the owner"));
    assert_non_null(strstr(try_sql(path, "UPDATE duty SET account = 2"), "only the owner"));
    assert_non_null(strstr(try_sql(path, "DELETE FROM duty"), "never removed"));
    assert_string_equal(try_sql(path, "UPDATE duty SET owner = 'lee'"), "");
    assert_string_equal(try_sql(path, "UPDATE duty SET discharge = 1 WHERE id = 1"), "");
    assert_non_null(
        strstr(try_sql(path, "UPDATE duty SET discharge = NULL WHERE id = 1"), "discharged already"));
    assert_non_null(strstr(try_sql(path, "DELETE FROM account"), "never removed"));
    assert_non_null(strstr(try_sql(path, "DELETE FROM contact"), "never removed"));
}

static int64_t broken_at(const char *path)
{
    struct journal_proof proof;
    struct store *store;
    struct err err = {0};

    GOOD(store_open(path, STORE_READ, &store, &err));
    GOOD(store_journal_verify(store, &proof, &err));
    store_close(store);
    return proof.broken;
}

/* An older demur kept hashes in hex; its entries stay as they are, and new ones follow on them. */
static void entries_of_both_kinds_are_one_chain(void **state)
{
    const char *path = case_path("kinds.db");
    struct store *store;
    struct err err = {0};

    (void)state;
    make(path);
    case_sql(path, "DROP TRIGGER journal_stays; UPDATE journal SET hash = lower(hex(hash))");
    GOOD(store_open(path, STORE_WRITE, &store, &err));
    GOOD(store_begin(store, "dana", CASE_NOW, &err));
    GOOD(store_note_add(store, 1, 0, 0, "new", &err));
    case_close(store);
    assert_int_equal(case_number(path, "SELECT count(DISTINCT typeof(hash)) FROM journal"), 2);
    assert_int_equal(broken_at(path), 0);
    case_sql(path,
             "UPDATE journal SET hash = zeroblob(32) WHERE sequence = (SELECT max(sequence) FROM journal)");
    assert_true(broken_at(path) > 0);
}

/* The journal's guard takes nothing back: what stands before the row it stops is new, and that row stays. */
static void an_entry_is_not_replaced_among_new_ones(void **state)
{
    static const char replace[] =
        "INSERT OR REPLACE INTO journal SELECT sequence, at, happened, 'eve', fact, account, message,"
        " objection, dispute, notice, duty, detail, hash FROM journal ORDER BY sequence";
    const char *path = case_path("among.db");

    (void)state;
    make(path);
    assert_non_null(strstr(try_sql(path, replace), "never replaced"));
    assert_int_equal(case_number(path, "SELECT count(*) FROM journal WHERE agent = 'eve'"), 0);
    assert_int_equal(broken_at(path), 0);
}

static void a_journal_tampered_with_is_broken(void **state)
{
    static const char *const changes[] = {
        "UPDATE journal SET detail = detail || ' ' WHERE sequence = 5",
        "UPDATE journal SET agent = 'lee' WHERE sequence = 5",
        "UPDATE journal SET at = at + 1 WHERE sequence = 5",
        "UPDATE journal SET happened = happened - 1 WHERE sequence = 5",
        "UPDATE journal SET fact = 'note' WHERE sequence = 5",
        "UPDATE journal SET fact = 'no such fact' WHERE sequence = 5",
        "UPDATE journal SET account = 59 WHERE sequence = 5",
        "UPDATE journal SET message = 1 WHERE sequence = 5",
        "UPDATE journal SET objection = 1 WHERE sequence = 5",
        "UPDATE journal SET dispute = 1 WHERE sequence = 5",
        "UPDATE journal SET notice = 57 WHERE sequence = 5",
        "UPDATE journal SET duty = 1 WHERE sequence = 5",
        "UPDATE journal SET hash = lower(hex(randomblob(32))) WHERE sequence = 5",
    };
    const char *path = case_path("journal.db");
    char sql[512];
    size_t i;

    (void)state;
    make(path);
    assert_int_equal(broken_at(path), 0);
    case_sql(path, "DROP TRIGGER journal_stays; DROP TRIGGER journal_remains; CREATE TABLE kept AS SELECT * "
                   "FROM journal");
    for (i = 0; i < sizeof changes / sizeof *changes; i++) {
        case_sql(path, changes[i]);
        if (broken_at(path) != 5)
            fail_msg("not seen: %s", changes[i]);
        snprintf(sql, sizeof sql, "DELETE FROM journal; INSERT INTO journal SELECT * FROM kept");
        case_sql(path, sql);
        assert_int_equal(broken_at(path), 0);
    }
    case_sql(path, "PRAGMA foreign_keys = OFF; DELETE FROM journal WHERE sequence = 9");
    assert_int_equal(broken_at(path), 10);
}

static void the_hash_is_as_written_down(void **state)
{
    /* printf '0:,1:1,10:1396533720,10:1396533720,4:dana,7:program,1:0,1:0,1:0,1:0,1:0,1:0,17:Velocity, 30
     * days,' | sha256sum */
    static const char *const hash = "20766df6046273964fa24f3f907a43f79abef3d2a0a89090ca0b93e84f27a05b";
    int64_t program;
    struct store *store = case_store(&program);
    struct journal_proof proof;
    struct err err = {0};

    (void)state;
    GOOD(store_journal_verify(store, &proof, &err));
    assert_int_equal(proof.entries, 1);
    assert_string_equal(proof.head, hash);
    case_close(store);
}

static void the_journal_reads_as_a_story(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int64_t borealis = case_account(store, "A-1", "Borealis Foods", "US"),
            cobalt = case_account(store, "A-2", "Cobalt", "DE");
    int64_t message = case_message(store, program, "OldIron", "no"),
            objection = case_objection(store, program, message, "take us\noff");
    struct record_delivery delivery = {.outcome = DELIVERY_BOUNCED, .at = CASE_NOW - 50};
    static const char *const story[] = {"tied to A-1 Borealis Foods",
                                        "account added: A-1 Borealis Foods",
                                        "notice bounced",
                                        "notice sent by e-mail, 30 days",
                                        "objection by forum post, voice the company: take us off",
                                        "message came in: forum post by OldIron"};
    struct record_entry_list list;
    struct err err = {0};
    size_t i;

    (void)state;
    delivery.notice = case_notice(store, program, borealis, CASE_NOW - 100);
    GOOD(store_delivery_add(store, borealis, &delivery, &err));
    case_tie(store, objection, borealis);
    case_tie(store, objection, cobalt);
    GOOD(store_journal_account(store, borealis, 0, &list, &err));
    assert_int_equal(list.count, sizeof story / sizeof *story);
    for (i = 0; i < list.count; i++) {
        struct str sentence = {0};

        fact_sentence(list.items[i].fact, list.items[i].detail, &sentence);
        assert_string_equal(str_text(&sentence), story[i]);
        str_clear(&sentence);
    }
    assert_int_equal(list.items[2].happened, CASE_NOW - 50);
    assert_int_equal(list.items[2].at, CASE_NOW);
    record_entry_list_clear(&list);
    GOOD(store_journal_account(store, borealis, 2, &list, &err));
    assert_int_equal(list.count, 2);
    record_entry_list_clear(&list);
    GOOD(store_journal_noun(store, 0, objection, 0, 0, &list, &err));
    assert_int_equal(list.count, 3);
    record_entry_list_clear(&list);
    case_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_stay_as_they_are),
        cmocka_unit_test(entries_of_both_kinds_are_one_chain),
        cmocka_unit_test(an_entry_is_not_replaced_among_new_ones),
        cmocka_unit_test(a_duty_changes_in_owner_and_discharge_alone),
        cmocka_unit_test(a_journal_tampered_with_is_broken),
        cmocka_unit_test(the_hash_is_as_written_down),
        cmocka_unit_test(the_journal_reads_as_a_story),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, case_directory_make, case_directory_remove);
}
