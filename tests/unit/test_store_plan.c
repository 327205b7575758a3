/* How lists are read: no order that a list offers is made by sorting it, and nothing walks a big table
 * without need. */
#include "store_case.h"

#include <sqlite3.h>

#include "base/mem.h"
#include "store/list_inside.h"

/* Texts asked for; and so much of one is printed, from its end. */
enum { TEXTS_MOST = 128, TAIL = 700 };

/* What the store asked SQLite for. */
struct asked {
    char *texts[TEXTS_MOST];
    size_t count;
};

static int asked_trace(unsigned type, void *context, void *statement, void *text)
{
    struct asked *asked = context;

    (void)type;
    if (strncmp(text, "--", 2) != 0 && asked->count < TEXTS_MOST)
        asked->texts[asked->count++] = mem_text(sqlite3_sql(statement));
    return 0;
}

static void asked_clear(struct asked *asked)
{
    for (size_t i = 0; i < asked->count; i++)
        free(asked->texts[i]);
    asked->count = 0;
}

/* Kinds of standing are few, and so are their counts; what is named in a list of ids is a page at most. */
static bool is_small(const char *sql)
{
    return strstr(sql, "FROM standing_kind s") || strstr(sql, "FROM standing_count c") ||
           strstr(sql, "json_each(:ids)");
}

/* An order is walked by what is read first; whatever is looked up beside it is found by an index. */
static void check_plan(struct store *store, const char *sql, const char *name)
{
    char *explain = mem_format("EXPLAIN QUERY PLAN %s", sql);
    sqlite3_stmt *plan;
    int scans = 0;

    assert_int_equal(sqlite3_prepare_v2(store->db, explain, -1, &plan, NULL), SQLITE_OK);
    while (sqlite3_step(plan) == SQLITE_ROW) {
        const char *step = (const char *)sqlite3_column_text(plan, 3);

        /* What is looked up for one row may be sorted. */
        if (!sqlite3_column_int(plan, 1) && strstr(step, "TEMP B-TREE FOR") && strstr(step, "ORDER BY"))
            fail_msg("%s: %s: ...%s", name, step, sql + (strlen(sql) > TAIL ? strlen(sql) - TAIL : 0));
        if (strncmp(step, "SCAN", 4) == 0 && !strstr(step, "CONSTANT") && scans++)
            fail_msg("%s: %s: ...%s", name, step, sql + (strlen(sql) > TAIL ? strlen(sql) - TAIL : 0));
    }
    sqlite3_finalize(plan);
    free(explain);
}

static void check_page(struct store *store, const struct list_query *query, const struct list_place *place,
                       bool backward, size_t limit, struct list_place *last)
{
    struct asked asked = {0};
    struct row *rows = NULL;
    struct err err = {0};
    size_t count = 0;

    sqlite3_trace_v2(store->db, SQLITE_TRACE_STMT, asked_trace, &asked);
    GOOD(store_list_page(store, query, place, backward, limit, &rows, &count, &err));
    sqlite3_trace_v2(store->db, 0, NULL, NULL);
    assert_true(asked.count > 0 && asked.count < TEXTS_MOST);
    for (size_t i = 0; i < asked.count; i++)
        if (!is_small(asked.texts[i]))
            check_plan(store, asked.texts[i], list_name(query->list));
    asked_clear(&asked);
    if (last && count)
        store_list_place_of(query, &rows[count / 2], last);
    for (size_t i = 0; i < count; i++)
        row_clear(&rows[i]);
    free(rows);
}

static void check_order(struct store *store, const struct list_query *query)
{
    for (int backward = 0; backward < 2; backward++) {
        struct list_place place = {0};

        check_page(store, query, NULL, backward, 20, &place);
        assert_true(place.set);
        check_page(store, query, &place, backward, 20, NULL);
        list_place_clear(&place);
    }
}

/* The inbox and the disputes are what is not done yet, and have one order, which they are sorted into. */
static bool is_sorted_whole(enum list list)
{
    return list == LIST_INBOX || list == LIST_DISPUTES;
}

static void no_offered_order_sorts_the_list(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);

    (void)state;
    case_fill(store, program);
    case_fill_standings(store, program);
    for (int list = 0; list <= LIST_JOURNAL; list++) {
        struct list_query query = case_query((enum list)list, program);

        if (!is_sorted_whole((enum list)list))
            check_order(store, &query);
        query.sort_count = 1;
        for (int field = 0; field < field_count; field++)
            for (int down = 0; down < 2 && (field_get((enum field)field)->sorts >> list & 1); down++) {
                query.sort[0] = (enum field)field;
                query.descending[0] = down;
                check_order(store, &query);
            }
    }
    case_close(store);
}

static void what_has_no_order_is_sorted_while_it_is_short(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct list_query query = case_query(LIST_ACCOUNTS, program);
    struct filter flagged = {.kind = FILTER_TERM, .field = FIELD_FLAG, .value.number = 1};
    struct err err = {0};

    (void)state;
    GOOD(statement_script(store,
                          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"
                          " INSERT INTO account(number, company, country, parent, segment, manager, zone,"
                          " number_key, company_key, folded)"
                          " SELECT 'A-' || i, '', '', '', '', '', '', 'a-' || i, '', '' FROM n",
                          &err));
    query.sort[0] = FIELD_ZONE;
    query.sort_count = 1;
    GOOD(store_list_sorts(store, &query, &err));
    case_account(store, "B-1", "", "");
    FAILS(ERR_USAGE, store_list_sorts(store, &query, &err));
    assert_non_null(
        strstr(err.text, "the list accounts is sorted by number, company, place, standing, left"));
    query.filter = &flagged;
    err_clear(&err);
    GOOD(store_list_sorts(store, &query, &err));
    query.filter = NULL;
    query.sort[0] = FIELD_COMPANY;
    query.descending[0] = true;
    GOOD(store_list_sorts(store, &query, &err));
    query.sort[1] = FIELD_LEFT;
    query.sort_count = 2;
    FAILS(ERR_USAGE, store_list_sorts(store, &query, &err));
    err_clear(&err);
    query.sort[0] = FIELD_STANDING;
    GOOD(store_list_sorts(store, &query, &err));
    case_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_offered_order_sorts_the_list),
        cmocka_unit_test(what_has_no_order_is_sorted_while_it_is_short),
    };

    return UNIT_RUN(tests);
}
