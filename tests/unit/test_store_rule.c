/* Rules are adopted and never replaced: what was known at an instant, and what a file of an older layout
 * held. */
#include "store_case.h"

#include "base/file.h"
#include "base/mem.h"
#include "store/inside.h"

static struct rule rule_new(const char *code, enum regime regime, int number)
{
    return (struct rule){
        .code = mem_text(code),
        .name = mem_text("Place"),
        .regime = regime,
        .window_days = 30,
        .anchor = RULE_ANCHOR_SENT,
        .honour_within = -1,
        .from = DAY_NONE,
        .to = DAY_NONE,
        .citation = mem_text("s.1"),
        .note = mem_text("a note"),
        .confidence = mem_text("high"),
        .source = mem_text("x"),
        .number = number,
    };
}

static int64_t adopt(struct store *store, const char *file, enum regime regime, int64_t at)
{
    struct rule_book book = {0};
    struct err err = {0};
    int64_t adoption;

    rule_book_add(&book, rule_new("US", regime, 2));
    rule_book_add(&book, rule_new("DE", REGIME_HOLD, 1));
    GOOD(store_begin(store, "dana", at, &err));
    GOOD(store_rules_adopt(store, file, &book, &err));
    GOOD(store_commit(store, &err));
    adoption = book.adoption;
    rule_book_clear(&book);
    return adoption;
}

static enum regime regime_known(struct store *store, int64_t until)
{
    struct rule_book book;
    struct err err = {0};
    enum regime regime;

    GOOD(store_rules_load(store, until, &book, &err));
    regime = rule_find(&book, "US", CASE_TODAY)->regime;
    rule_book_clear(&book);
    return regime;
}

static void what_was_known_at_an_instant_is_told(void **state)
{
    const char *path = case_path("known.db");
    struct record_adoption adoption;
    struct rule_book book;
    struct store *store;
    struct err err = {0};

    (void)state;
    GOOD(store_open(path, STORE_CREATE, &store, &err));
    GOOD(store_rules_load(store, INT64_MAX, &book, &err));
    assert_int_equal(book.count, 0);
    assert_int_equal(book.adoption, 0);
    assert_int_equal(adopt(store, "one.csv", REGIME_OPT_OUT, CASE_NOW), 1);
    assert_int_equal(adopt(store, "two.csv", REGIME_OPT_IN, CASE_NOW + 100), 2);
    assert_int_equal(regime_known(store, CASE_NOW - 1), REGIME_HOLD);
    assert_int_equal(regime_known(store, CASE_NOW), REGIME_OPT_OUT);
    assert_int_equal(regime_known(store, CASE_NOW + 99), REGIME_OPT_OUT);
    assert_int_equal(regime_known(store, CASE_NOW + 100), REGIME_OPT_IN);
    assert_int_equal(regime_known(store, INT64_MAX), REGIME_OPT_IN);
    GOOD(store_rules_load(store, INT64_MAX, &book, &err));
    assert_int_equal(book.adoption, 2);
    assert_int_equal(book.count, 2);
    assert_string_equal(book.rules[0].code, "DE");
    assert_int_equal(book.rules[0].number, 1);
    assert_int_equal(book.rules[0].adoption, 2);
    assert_int_equal(strlen(book.rules[0].hash), 64);
    GOOD(store_adoption_find(store, INT64_MAX, &adoption, &err));
    assert_string_equal(adoption.file, "two.csv");
    assert_int_equal(adoption.at, CASE_NOW + 100);
    assert_int_equal(adoption.count, 2);
    record_adoption_clear(&adoption);
    rule_book_clear(&book);
    case_close(store);
}

static void refused(const char *path, const char *sql)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
        fail_msg("%s: should be refused", sql);
    assert_non_null(strstr(sqlite3_errmsg(db), "is a fact"));
    sqlite3_close(db);
}

static void an_adoption_stays(void **state)
{
    const char *path = case_path("stays.db");
    struct store *store;
    struct err err = {0};

    (void)state;
    GOOD(store_open(path, STORE_CREATE, &store, &err));
    adopt(store, "one.csv", REGIME_OPT_OUT, CASE_NOW);
    case_close(store);
    refused(path, "UPDATE rule SET regime = 'opt_out'");
    refused(path, "DELETE FROM rule");
    refused(path, "UPDATE rule_adoption SET at = 0");
    refused(path, "DELETE FROM rule_adoption");
    refused(path, "INSERT OR REPLACE INTO rule SELECT * FROM rule");
}

/* Behind the triggers' back: no place is looser for it. */
static void rows_that_were_not_adopted_are_no_rules(void **state)
{
    static const char *const changes[] = {"UPDATE rule SET regime = 'opt_out' WHERE code = 'DE'",
                                          "DELETE FROM rule WHERE code = 'DE'",
                                          "UPDATE rule SET regime = 'anything' WHERE code = 'US'",
                                          "UPDATE rule SET anchor = 99, day_kind = -1 WHERE code = 'US'",
                                          "UPDATE rule SET number = 3 WHERE code = 'DE'"};

    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char name[32];
        const char *path;
        struct rule_book book;
        struct store *store;
        struct err err = {0};

        snprintf(name, sizeof name, "changed-%zu.db", i);
        path = case_path(name);
        GOOD(store_open(path, STORE_CREATE, &store, &err));
        adopt(store, "one.csv", REGIME_OPT_OUT, CASE_NOW);
        case_close(store);
        case_sql(path, "DROP TRIGGER rule_stays; DROP TRIGGER rule_remains");
        case_sql(path, changes[i]);
        GOOD(store_open(path, STORE_READ, &store, &err));
        GOOD(store_rules_load(store, INT64_MAX, &book, &err));
        assert_int_equal(book.count, 0);
        assert_int_equal(book.adoption, 1);
        assert_non_null(strstr(store_warnings(store), "adoption 1 were changed behind demur"));
        rule_book_clear(&book);
        store_close(store);
    }
}

/* Makes a file of layout 3 whose rules were loaded twice. */
static void make_older(const char *path, const char *rules)
{
    char seal[100];

    for (size_t i = 0; i < schema_step_count && schema_steps[i].version <= 3; i++)
        case_sql(path, schema_steps[i].sql);
    snprintf(seal, sizeof seal, "PRAGMA application_id = %d; PRAGMA user_version = 3", STORE_APPLICATION_ID);
    case_sql(path, "INSERT INTO program VALUES(1, 'Velocity', 30, '', 'UTC', 0, 4, 14, 3)");
    case_sql(path, rules);
    case_sql(path, seal);
}

static void the_rules_of_an_older_file_are_its_first_adoption(void **state)
{
    const char *path = case_path("older.db");
    struct record_adoption adoption;
    struct rule_book book;
    struct store *store;
    struct err err = {0};

    (void)state;
    make_older(
        path,
        "INSERT INTO rule VALUES(7, 'US', 'States', 'opt_out', 30, 1, 0, NULL, 0, NULL, 18000, 'c', 'n',"
        " 'high', 's', 0), (9, 'DE', 'Germany', 'opt_in', NULL, 0, 1, 10, 3, 100, NULL, 'c', 'n', 'low',"
        " 's', 0), (12, 'US', 'Banks', 'opt_in', NULL, 2, 0, 2, 1, NULL, NULL, 'c', 'n', 'low', 's', 1);"
        "INSERT INTO journal(sequence, at, happened, agent, fact, detail, hash) VALUES"
        " (1, 1000, 1000, 'dana', 'rules', '', ''), (2, 2000, 2000, 'dana', 'rules', '', ''),"
        " (3, 3000, 3000, 'dana', 'agent', '', '')");
    GOOD(store_open(path, STORE_WRITE, &store, &err));
    GOOD(store_adoption_find(store, INT64_MAX, &adoption, &err));
    assert_int_equal(adoption.id, 1);
    assert_int_equal(adoption.at, 2000);
    assert_int_equal(adoption.count, 3);
    record_adoption_clear(&adoption);
    GOOD(store_rules_load(store, 2000, &book, &err));
    assert_null(strstr(store_warnings(store), "changed behind"));
    assert_int_equal(book.count, 3);
    assert_string_equal(book.rules[0].code, "DE");
    assert_int_equal(book.rules[0].number, 2);
    assert_int_equal(book.rules[0].window_days, -1);
    assert_int_equal(book.rules[0].honour_within, 10);
    assert_int_equal(book.rules[0].from, 100);
    assert_int_equal(rule_find(&book, "US", 17000)->window_days, 30);
    assert_int_equal(rule_find(&book, "US", 18001)->regime, REGIME_HOLD);
    assert_true(book.rules[2].overlay);
    assert_int_equal(book.rules[2].number, 3);
    rule_book_clear(&book);
    case_close(store);
    refused(path, "DELETE FROM rule");
}

static void an_older_file_without_rules_has_no_adoption(void **state)
{
    const char *path = case_path("bare.db");
    struct rule_book book;
    struct store *store;
    struct err err = {0};

    (void)state;
    make_older(path, "DELETE FROM rule");
    GOOD(store_open(path, STORE_WRITE, &store, &err));
    GOOD(store_rules_load(store, INT64_MAX, &book, &err));
    assert_int_equal(book.adoption, 0);
    assert_int_equal(book.count, 0);
    case_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_known_at_an_instant_is_told),
        cmocka_unit_test(an_adoption_stays),
        cmocka_unit_test(rows_that_were_not_adopted_are_no_rules),
        cmocka_unit_test(the_rules_of_an_older_file_are_its_first_adoption),
        cmocka_unit_test(an_older_file_without_rules_has_no_adoption),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, case_directory_make, case_directory_remove);
}
