/* Lists: every field in SQL, pages both ways equal to a full read, ranks, single rows. */
#include "store_case.h"

#include "store/list_inside.h"

static void every_field_has_its_sql(void **state)
{
    int list, field;

    (void)state;
    for (list = 0; list < list_count; list++) {
        const struct list_field *fields = list_fields_of((enum list)list);

        assert_int_equal(fields != NULL, list_is_shown((enum list)list));
        for (field = 0; fields && field < field_count; field++)
            if ((fields[field].sql != NULL) != ((field_get((enum field)field)->lists >> list & 1) != 0))
                fail_msg("%s in %s", field_get((enum field)field)->name, list_name((enum list)list));
    }
}

struct all {
    struct row *rows;
    size_t count;
};

static struct all read_all(struct store *store, const struct list_query *query)
{
    struct all all;
    struct err err = {0};

    GOOD(store_list_page(store, query, NULL, false, SIZE_MAX, &all.rows, &all.count, &err));
    return all;
}

static void clear_rows(struct row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        row_clear(&rows[i]);
    free(rows);
}

/* Walks the list page by page and holds each against the full read. */
static void walk(struct store *store, const struct list_query *query, const struct all *all, bool backward,
                 size_t page)
{
    struct list_place place = {0};
    size_t seen = 0, count, i;
    struct err err = {0};
    struct row *rows;

    do {
        GOOD(store_list_page(store, query, &place, backward, page, &rows, &count, &err));
        assert_true(seen + count <= all->count);
        for (i = 0; i < count; i++) {
            size_t at = backward ? all->count - seen - count + i : seen + i;

            assert_int_equal(rows[i].id, all->rows[at].id);
        }
        seen += count;
        list_place_clear(&place);
        if (count)
            store_list_place_of(query, &rows[backward ? 0 : count - 1], &place);
        clear_rows(rows, count);
    } while (count);
    assert_int_equal(seen, all->count);
    list_place_clear(&place);
}

static void check_ranks(struct store *store, const struct list_query *query, const struct all *all)
{
    struct err err = {0};
    int64_t count, rank;
    size_t i;

    GOOD(store_list_count(store, query, &count, &err));
    assert_int_equal(count, all->count);
    for (i = 0; i < all->count; i += 7) {
        struct list_place place;

        store_list_place_of(query, &all->rows[i], &place);
        GOOD(store_list_rank(store, query, &place, &rank, &err));
        assert_int_equal(rank, i);
        list_place_clear(&place);
    }
}

static void check_query(struct store *store, const struct list_query *query)
{
    struct all all = read_all(store, query);

    assert_true(all.count > 10);
    walk(store, query, &all, false, 7);
    walk(store, query, &all, true, 11);
    check_ranks(store, query, &all);
    clear_rows(all.rows, all.count);
}

static void pages_equal_a_full_read(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int list, field, descending;

    (void)state;
    case_fill(store, program);
    for (list = 0; list <= LIST_JOURNAL; list++) {
        struct list_query query = case_query((enum list)list, program);

        check_query(store, &query);
        for (field = 0; field < field_count; field++)
            for (descending = 0; descending < 2 && (field_get((enum field)field)->lists >> list & 1);
                 descending++) {
                query.sort[0] = (enum field)field;
                query.descending[0] = descending;
                query.sort_count = 1;
                check_query(store, &query);
            }
    }
    case_close(store);
}

static bool is_of_kinds(enum field field)
{
    return (field_get(field)->lists >> LIST_ACCOUNTS & 1) && (field_get(field)->sorts >> LIST_ACCOUNTS & 1) &&
           field != FIELD_COMPANY;
}

/* Where each account has a standing a page is put together from kinds of standings, and a rank is counted
 * account by account. */
static void kinds_give_the_same_order(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct list_query query = case_query(LIST_ACCOUNTS, program);
    struct err err = {0};

    (void)state;
    case_fill(store, program);
    case_fill_standings(store, program);
    for (int first = 0; first < field_count; first++)
        for (int second = 0; second < field_count; second++)
            for (int mask = 0; mask < 4 && is_of_kinds((enum field)first) && is_of_kinds((enum field)second);
                 mask++) {
                query.sort[0] = (enum field)first;
                query.sort[1] = (enum field)second;
                query.descending[0] = mask & 1;
                query.descending[1] = mask >> 1;
                query.sort_count = first == second ? 1 : 2;
                GOOD(store_list_sorts(store, &query, &err));
                check_query(store, &query);
            }
    case_close(store);
}

/* Whether a page is found among the next accounts or by the kinds of standing, it is the same. */
static void a_glance_changes_no_page(void **state)
{
    static const int glances[] = {0, 1, 5, 1500};
    static const char *const texts[] = {"-standing:void", "place:US", "left<=7 or disclose:yes", "flag:-"};
    struct filter_context context = {.list = LIST_ACCOUNTS, .today = CASE_TODAY, .me = "lee"};
    int64_t program;
    struct store *store = case_store(&program);
    struct list_query query = case_query(LIST_ACCOUNTS, program);
    struct err err = {0};

    (void)state;
    case_fill(store, program);
    case_fill_standings(store, program);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct filter *filter;
        struct all all;

        GOOD(filter_parse(texts[i], &context, false, &filter, &err));
        query.filter = filter;
        for (int down = 0; down < 2; down++) {
            query.sort[0] = FIELD_NUMBER;
            query.descending[0] = down;
            query.sort_count = 1;
            store_glance(store, 1500);
            all = read_all(store, &query);
            assert_true(all.count > 3);
            for (size_t k = 0; k < sizeof glances / sizeof *glances; k++) {
                store_glance(store, glances[k]);
                walk(store, &query, &all, false, 2);
                walk(store, &query, &all, true, 3);
            }
            clear_rows(all.rows, all.count);
        }
        filter_free(filter);
    }
    case_close(store);
}

static void several_keys(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct list_query query = case_query(LIST_QUEUE, program);
    int mask;

    (void)state;
    case_fill(store, program);
    query.sort[0] = FIELD_PLACE;
    query.sort[1] = FIELD_LEFT;
    query.sort[2] = FIELD_OWNER;
    query.sort[3] = FIELD_STANDING;
    query.sort_count = 4;
    for (mask = 0; mask < 16; mask++) {
        int i;

        for (i = 0; i < 4; i++)
            query.descending[i] = mask >> i & 1;
        check_query(store, &query);
    }
    case_close(store);
}

static bool is_none(const struct row *row, enum field field)
{
    return row->values[field].null;
}

static void none_sorts_last(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct list_query query = case_query(LIST_ACCOUNTS, program);
    int descending;
    size_t i;

    (void)state;
    case_fill(store, program);
    query.sort[0] = FIELD_LEFT;
    query.sort_count = 1;
    for (descending = 0; descending < 2; descending++) {
        struct all all;

        query.descending[0] = descending;
        all = read_all(store, &query);
        assert_false(is_none(&all.rows[0], FIELD_LEFT));
        assert_true(is_none(&all.rows[all.count - 1], FIELD_LEFT));
        for (i = 1; i < all.count; i++) {
            assert_true(!is_none(&all.rows[i - 1], FIELD_LEFT) || is_none(&all.rows[i], FIELD_LEFT));
            if (!is_none(&all.rows[i], FIELD_LEFT))
                assert_true(
                    descending
                        ? all.rows[i - 1].values[FIELD_LEFT].number >= all.rows[i].values[FIELD_LEFT].number
                        : all.rows[i - 1].values[FIELD_LEFT].number <= all.rows[i].values[FIELD_LEFT].number);
        }
        clear_rows(all.rows, all.count);
    }
    case_close(store);
}

static void numbers_sort_naturally_and_names_folded(void **state)
{
    static const char *const numbers[] = {"a-9", "A-10", "A-10b", "A-100", "B-1"};
    int64_t program;
    struct store *store = case_store(&program);
    struct list_query query = case_query(LIST_ACCOUNTS, program);
    struct all all;
    size_t i;

    (void)state;
    case_account(store, "B-1", "\xC3\x89mile", "");
    case_account(store, "A-100", "echo", "");
    case_account(store, "A-10b", "", "");
    case_account(store, "A-10", "Zulu", "");
    case_account(store, "a-9", "fox", "");
    all = read_all(store, &query);
    for (i = 0; i < 5; i++)
        assert_string_equal(all.rows[i].values[FIELD_NUMBER].text, numbers[i]);
    clear_rows(all.rows, all.count);
    query.sort[0] = FIELD_COMPANY;
    query.sort_count = 1;
    query.descending[0] = true;
    all = read_all(store, &query);
    assert_string_equal(all.rows[0].values[FIELD_COMPANY].text, "Zulu");
    assert_string_equal(all.rows[1].values[FIELD_COMPANY].text, "fox");
    assert_string_equal(all.rows[2].values[FIELD_COMPANY].text, "\xC3\x89mile");
    assert_string_equal(all.rows[3].values[FIELD_COMPANY].text, "echo");
    clear_rows(all.rows, all.count);
    case_close(store);
}

static void queue_goes_by_due_weight_id(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct list_query query = case_query(LIST_QUEUE, program);
    struct record_duty read = {.program = program, .kind = DUTY_READ, .due = CASE_TODAY};
    struct record_duty honour = {.program = program, .kind = DUTY_HONOUR, .due = CASE_TODAY};
    struct record_duty soon = {.program = program, .kind = DUTY_RESEND, .due = CASE_TODAY - 1};
    struct record_duty again = {.program = program, .kind = DUTY_READ, .due = CASE_TODAY};
    struct err err = {0};
    struct all all;

    (void)state;
    GOOD(store_duty_open(store, &read, &err));
    GOOD(store_duty_open(store, &honour, &err));
    GOOD(store_duty_open(store, &soon, &err));
    GOOD(store_duty_open(store, &again, &err));
    all = read_all(store, &query);
    assert_int_equal(all.rows[0].id, soon.id);
    assert_int_equal(all.rows[1].id, honour.id);
    assert_int_equal(all.rows[2].id, read.id);
    assert_int_equal(all.rows[3].id, again.id);
    clear_rows(all.rows, all.count);
    GOOD(store_duty_done(store, honour.id, "done", &err));
    all = read_all(store, &query);
    assert_int_equal(all.count, 3);
    clear_rows(all.rows, all.count);
    case_close(store);
}

/* Returns how the list's own order puts two neighbours, by what their cells tell: more than 0 is wrong. */
static int64_t own_order(enum list list, const struct row *a, const struct row *b)
{
    const struct value *one = a->values, *two = b->values;
    enum level first, second;
    bool open = one[FIELD_OUTCOME].null;

    switch (list) {
    case LIST_INBOX:
        return (strcmp(one[FIELD_READING].text, "unread") != 0) -
               (strcmp(two[FIELD_READING].text, "unread") != 0);
    case LIST_DISPUTES:
        if (open != two[FIELD_OUTCOME].null)
            return !open;
        level_parse(one[FIELD_LEVEL].text, &first);
        level_parse(two[FIELD_LEVEL].text, &second);
        return first != second ? (int64_t)second - (int64_t)first
                               : two[FIELD_AGE].number - one[FIELD_AGE].number;
    case LIST_OBJECTIONS:
        return two[FIELD_RECEIVED].number - one[FIELD_RECEIVED].number;
    case LIST_NOTICES:
        return two[FIELD_SENT].number - one[FIELD_SENT].number;
    case LIST_JOURNAL:
        return b->id - a->id;
    default:
        return 0;
    }
}

static void each_list_has_its_own_order(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    int list;

    (void)state;
    case_fill(store, program);
    for (list = LIST_INBOX; list <= LIST_JOURNAL; list++) {
        struct list_query query = case_query((enum list)list, program);
        struct all all = read_all(store, &query);
        size_t i;

        for (i = 1; i < all.count; i++)
            if (own_order((enum list)list, &all.rows[i - 1], &all.rows[i]) > 0)
                fail_msg("%s: row %zu", list_name((enum list)list), i);
        assert_true(own_order((enum list)list, &all.rows[all.count - 1], &all.rows[0]) > 0);
        clear_rows(all.rows, all.count);
    }
    case_close(store);
}

static void queue_names_its_account(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct list_query query = case_query(LIST_QUEUE, program);
    int64_t borealis = case_account(store, "A-1", "Borealis Foods", "US"),
            cobalt = case_account(store, "A-2", "Cobalt", "DE");
    int64_t known = case_message(store, program, "OldIron", "no"),
            unknown = case_message(store, program, "Rusty", "no");
    int64_t objection = case_objection(store, program, known, "no");
    struct record_duty duty = {
        .program = program, .kind = DUTY_READ, .source = SOURCE_FORUM, .message = known, .due = 1};
    struct record_duty second = {
        .program = program, .kind = DUTY_MATCH, .source = SOURCE_FORUM, .message = unknown, .due = 2};
    struct err err = {0};
    struct all all;

    (void)state;
    case_tie(store, objection, borealis);
    GOOD(store_duty_open(store, &duty, &err));
    GOOD(store_duty_open(store, &second, &err));
    all = read_all(store, &query);
    assert_string_equal(all.rows[0].values[FIELD_ACCOUNT].text, "Borealis Foods");
    assert_string_equal(all.rows[0].values[FIELD_DUTY].text, "read a forum post");
    assert_int_equal(all.rows[0].account, borealis);
    assert_string_equal(all.rows[1].values[FIELD_ACCOUNT].text, "Rusty (not identified)");
    assert_string_equal(all.rows[1].values[FIELD_PLACE].text, "?");
    assert_true(is_none(&all.rows[1], FIELD_STANDING));
    clear_rows(all.rows, all.count);
    case_tie(store, objection, cobalt);
    all = read_all(store, &query);
    assert_string_equal(all.rows[0].values[FIELD_ACCOUNT].text, "Borealis Foods +1");
    assert_string_equal(all.rows[0].values[FIELD_NUMBER].text, "A-1 A-2");
    assert_int_equal(all.rows[0].account, 0);
    clear_rows(all.rows, all.count);
    case_close(store);
}

static void a_single_row(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct list_query query = case_query(LIST_ACCOUNTS, program);
    int64_t id = case_account(store, "A-1", "Borealis Foods", "US");
    struct filter term = {.kind = FILTER_TERM, .field = FIELD_COMPANY, .value = {.text = (char[]){"cobalt"}}};
    struct err err = {0};
    struct row row;
    bool found;

    (void)state;
    GOOD(store_list_row(store, &query, id, &row, &found, &err));
    assert_true(found);
    assert_string_equal(row.values[FIELD_COMPANY].text, "Borealis Foods");
    assert_string_equal(row.values[FIELD_STANDING].text, "unnotified");
    assert_string_equal(row.values[FIELD_DISCLOSE].text, "no");
    row_clear(&row);
    query.filter = &term;
    GOOD(store_list_row(store, &query, id, &row, &found, &err));
    assert_false(found);
    case_close(store);
}

static void the_clock_needs_no_writer(void **state)
{
    int64_t program;
    struct store *store = case_store(&program);
    struct list_query query = case_query(LIST_ACCOUNTS, program);
    int64_t id = case_account(store, "A-1", "Borealis Foods", "US");
    struct standing_result result = {.course = {{.from = INSTANT_NONE, .value = STANDING_HELD},
                                                {.from = CASE_NOW - 9, .value = STANDING_OPEN},
                                                {.from = CASE_NOW, .value = STANDING_SILENT}},
                                     .phases = 3,
                                     .sent_day = CASE_TODAY - 30,
                                     .has_window = true,
                                     .window = {.last_day = CASE_TODAY, .zone = "Etc/GMT+12"}};
    struct err err = {0};
    struct row row;
    bool found;

    (void)state;
    str_add(&result.course[0].reason, "held until Fri");
    str_add(&result.course[1].reason, "the window runs");
    str_add(&result.course[2].reason, "nobody objected");
    case_standing(store, program, id, &result);
    query.now = CASE_NOW - 10;
    GOOD(store_list_row(store, &query, id, &row, &found, &err));
    assert_string_equal(row.values[FIELD_STANDING].text, "held");
    assert_string_equal(row.values[FIELD_REASON].text, "held until Fri");
    row_clear(&row);
    query.now = CASE_NOW - 1;
    GOOD(store_list_row(store, &query, id, &row, &found, &err));
    assert_string_equal(row.values[FIELD_STANDING].text, "open");
    assert_string_equal(row.values[FIELD_DISCLOSE].text, "no");
    assert_string_equal(row.values[FIELD_REASON].text, "the window runs");
    assert_int_equal(row.values[FIELD_LEFT].number, 0);
    row_clear(&row);
    query.now = CASE_NOW;
    GOOD(store_list_row(store, &query, id, &row, &found, &err));
    assert_string_equal(row.values[FIELD_STANDING].text, "silent");
    assert_string_equal(row.values[FIELD_DISCLOSE].text, "yes");
    assert_string_equal(row.values[FIELD_REASON].text, "nobody objected");
    row_clear(&row);
    standing_clear(&result);
    case_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_has_its_sql),
        cmocka_unit_test(pages_equal_a_full_read),
        cmocka_unit_test(several_keys),
        cmocka_unit_test(kinds_give_the_same_order),
        cmocka_unit_test(a_glance_changes_no_page),
        cmocka_unit_test(none_sorts_last),
        cmocka_unit_test(numbers_sort_naturally_and_names_folded),
        cmocka_unit_test(queue_goes_by_due_weight_id),
        cmocka_unit_test(each_list_has_its_own_order),
        cmocka_unit_test(queue_names_its_account),
        cmocka_unit_test(a_single_row),
        cmocka_unit_test(the_clock_needs_no_writer),
    };

    return UNIT_RUN(tests);
}
