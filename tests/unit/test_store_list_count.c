/* Counting lists by slices: totals, rows before a place, rows by position, ids. */
#include "store_case.h"

#include "store/list_count.h"
#include "store/list_inside.h"

#define STRIDE 7

static void count_all(struct store *store, const struct list_query *query, struct list_count *count)
{
    struct err err = {0};
    int64_t before = 0;

    while (!count->done) {
        GOOD(store_list_count_on(store, query, count, &err));
        assert_true(count->done || count->rows == before + STRIDE);
        before = count->rows;
    }
}

static void check_before(struct store *store, const struct list_query *query, const struct row *row,
                         int64_t position)
{
    struct list_count count = {.stride = STRIDE};

    store_list_place_of(query, row, &count.before);
    count_all(store, query, &count);
    assert_int_equal(count.rows, position);
    list_count_clear(&count);
}

static void check_ids(struct store *store, const struct list_query *query, const struct row *rows,
                      size_t count)
{
    struct err err = {0};
    int64_t *ids;
    size_t found;

    GOOD(store_list_ids(store, query, &ids, &found, &err));
    assert_int_equal(found, count);
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;

        while (at < found && ids[at] != rows[i].id)
            at++;
        assert_true(at < found);
    }
    free(ids);
}

/* Holds every number against a full read. */
static void check_query(struct store *store, const struct list_query *query)
{
    struct list_count count = {.stride = STRIDE};
    struct err err = {0};
    struct row *rows;
    size_t all;
    int64_t id;

    GOOD(store_list_page(store, query, NULL, false, SIZE_MAX, &rows, &all, &err));
    count_all(store, query, &count);
    assert_int_equal(count.rows, all);
    for (size_t i = 0; i < all; i += 5) {
        GOOD(store_list_at(store, query, &count, (int64_t)i, &id, &err));
        assert_int_equal(id, rows[i].id);
        check_before(store, query, &rows[i], (int64_t)i);
    }
    GOOD(store_list_at(store, query, &count, (int64_t)all, &id, &err));
    assert_int_equal(id, 0);
    check_ids(store, query, rows, all);
    list_count_clear(&count);
    for (size_t i = 0; i < all; i++)
        row_clear(&rows[i]);
    free(rows);
}

static void slices_come_to_what_a_full_read_has(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);

    (void)state;
    case_fill(store, program);
    for (int list = 0; list <= LIST_JOURNAL; list++) {
        struct list_query query = case_query((enum list)list, program);

        check_query(store, &query);
        query.sort_count = 1;
        for (int field = 0; field < field_count; field++) {
            if (!(field_get((enum field)field)->lists >> list & 1))
                continue;
            query.sort[0] = (enum field)field;
            query.descending[0] = field % 2;
            check_query(store, &query);
        }
    }
    case_close(store);
}

static void the_order_of_accounts_is_walked_by_its_index(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct list_query query = case_query(LIST_ACCOUNTS, program);
    struct list_count count = {.stride = STRIDE};

    (void)state;
    case_fill(store, program);
    count_all(store, &query, &count);
    assert_false(count.by_id);
    assert_int_equal(count.mark_count, count.rows / STRIDE);
    list_count_clear(&count);
    case_close(store);
}

/* The plan of a page of accounts after a place. */
static void plan_of(struct store *store, struct str *plan)
{
    struct list_query query = case_query(LIST_ACCOUNTS, 1);
    struct list_place place = {.set = true, .keys = {{.text = (char[]){"b"}}}, .id = 3};
    struct list_key keys[LIST_KEYS];
    struct statement statement;
    struct str sql = {0};
    struct err err = {0};
    size_t count;

    count = list_keys_of(&query, keys);
    str_add(&sql, "EXPLAIN QUERY PLAN SELECT a.id FROM account a WHERE ");
    list_keys_beyond(keys, count, &place, false, &sql);
    list_keys_order(keys, count, false, &sql);
    statement_begin_once(&statement, store, str_text(&sql), &err);
    list_keys_bind(keys, count, &place, &statement);
    while (statement_row(&statement)) {
        for (int column = 0; column < 3; column++)
            statement_take_number(&statement);
        str_add_format(plan, "%s\n", statement_take_borrowed(&statement));
    }
    GOOD(statement_end(&statement));
    for (size_t i = 0; i < count; i++)
        free(keys[i].sql);
    str_clear(&sql);
}

/* However many accounts have keys alike, none before the place is passed. */
static void a_place_is_entered_by_all_its_keys(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct str plan = {0};

    (void)state;
    plan_of(store, &plan);
    assert_non_null(strstr(str_text(&plan), "((number_key,rowid)>(?,?))"));
    assert_null(strstr(str_text(&plan), "TEMP B-TREE"));
    str_clear(&plan);
    case_close(store);
}

static void nothing_is_counted_of_an_empty_list(void **state)
{
    int64_t program, id = 1;
    struct store *store = case_store(&program);
    struct list_query query = case_query(LIST_ACCOUNTS, program);
    struct list_count count = {0};
    struct err err = {0};

    (void)state;
    GOOD(store_list_count_on(store, &query, &count, &err));
    assert_true(count.done);
    assert_int_equal(count.rows, 0);
    GOOD(store_list_count_on(store, &query, &count, &err));
    GOOD(store_list_at(store, &query, &count, 0, &id, &err));
    assert_int_equal(id, 0);
    list_count_clear(&count);
    query.list = list_count;
    FAILS(ERR_INTERNAL, store_list_count_on(store, &query, &count, &err));
    case_close(store);
}

static bool stop(void *context)
{
    return (*(int *)context)-- > 0;
}

/* A few thousand rows take many steps; what is given up is counted again. */
static void a_slice_that_is_given_up_is_counted_later(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct list_query query = case_query(LIST_ACCOUNTS, program);
    int refusals = 2;
    struct list_count count = {.stride = 100000, .stop = stop, .context = &refusals};
    struct err err = {0};

    (void)state;
    for (int i = 0; i < 6000; i++) {
        char number[16];

        snprintf(number, sizeof number, "A-%d", i);
        case_account(store, number, "Harbor & Pine", "US");
    }
    GOOD(store_commit(store, &err));
    for (int i = 0; i < 2; i++) {
        GOOD(store_list_count_on(store, &query, &count, &err));
        assert_int_equal(err.kind, ERR_NONE);
        assert_true(count.stopped && !count.done);
        assert_int_equal(count.rows, 0);
    }
    while (!count.done)
        GOOD(store_list_count_on(store, &query, &count, &err));
    assert_false(count.stopped);
    assert_int_equal(count.rows, 6000);
    list_count_clear(&count);
    case_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_come_to_what_a_full_read_has),
        cmocka_unit_test(the_order_of_accounts_is_walked_by_its_index),
        cmocka_unit_test(a_place_is_entered_by_all_its_keys),
        cmocka_unit_test(nothing_is_counted_of_an_empty_list),
        cmocka_unit_test(a_slice_that_is_given_up_is_counted_later),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
