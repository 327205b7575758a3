/* Measures the first page of lists, in process on both sides: filters, sort orders, narrowing by words. Ours
 * is the list engine with everything from the words of the filter on; the peer is a statement prepared once,
 * on a flat table with the ideal index. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "desk/desk.h"
#include "tests/bench/bench.h"
#include "tests/bench/lists.h"

enum { PAGE = 50 };
/* A page that comes quicker is asked for again until this much was measured. */
#define ENOUGH 0.02

/* Seconds for the orders of one list: where they are slow, the first of them tell it. */
#define LONG_ENOUGH 20

struct sides {
    const struct bench *bench;
    struct desk *desk;
    sqlite3 *lists;
};

struct page {
    double ours, peer; /* seconds, medians */
    size_t rows, peer_rows;
};

static size_t ours_once(struct sides *sides, enum list list, const char *filter, bool typing,
                        const char *sort)
{
    struct desk_list asked = {0};
    struct row *rows = NULL;
    size_t count = 0;
    struct err err = {0};

    if (!desk_list_set(sides->desk, list, filter, typing, sort, &asked, &err) ||
        !store_list_page(desk_store(sides->desk), &asked.query, NULL, false, PAGE, &rows, &count, &err))
        bench_fail("%s %s: %s", list_name(list), filter ? filter : sort, err.text);
    for (size_t i = 0; i < count; i++)
        row_clear(&rows[i]);
    free(rows);
    desk_list_clear(&asked);
    return count;
}

static size_t peer_once(sqlite3_stmt *statement)
{
    size_t rows = 0;

    sqlite3_reset(statement);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            sqlite3_column_text(statement, i);
        rows++;
    }
    return rows;
}

static struct page page_measure(struct sides *sides, enum list list, const char *filter, bool typing,
                                const char *sort, const char *sql)
{
    struct bench_series *ours = mem_new(2 * sizeof *ours), *peer = ours + 1;
    sqlite3_stmt *statement = NULL;
    struct page page = {0};
    double begun;
    bool slow;

    if (sqlite3_prepare_v2(sides->lists, sql, -1, &statement, NULL) != SQLITE_OK)
        bench_fail("%s: %s", sql, sqlite3_errmsg(sides->lists));
    begun = bench_clock();
    page.rows = ours_once(sides, list, filter, typing, sort);
    bench_add(ours, bench_clock() - begun);
    peer_once(statement);
    /* What took a second is red whatever its median is; else the first look is not counted. */
    slow = bench_clock() - begun > 1;
    if (!slow)
        ours->count = 0;
    for (int i = 0; slow ? i < 1 : i < sides->bench->runs || (i < 500 && bench_clock() - begun < ENOUGH);
         i++) {
        double at = bench_clock();

        if (!slow) {
            page.rows = ours_once(sides, list, filter, typing, sort);
            bench_add(ours, bench_clock() - at);
            at = bench_clock();
        }
        page.peer_rows = peer_once(statement);
        bench_add(peer, bench_clock() - at);
    }
    sqlite3_finalize(statement);
    page.ours = bench_median(ours);
    page.peer = bench_median(peer);
    free(ours);
    return page;
}

static void page_row(const char *work, const struct page *page, const char *target, const char *note)
{
    bench_row(work, page->ours * 1e3, page->peer * 1e3, target, "ms", note);
}

/* Every order of a list, downward too; the row is of the one that compares worst. */
static void orders_measure(struct sides *sides, enum list list)
{
    enum field fields[field_count];
    size_t count = field_all_columns(list, fields), orders = 0;
    struct page worst = {0};
    struct str note = {0};
    double begun = bench_clock();
    char *work;

    for (size_t i = 0; i < 2 * count && bench_clock() - begun < LONG_ENOUGH; i++) {
        const char *name = field_get(fields[i / 2])->name;
        char *sort = mem_format("%s%s", i % 2 ? "-" : "", name);
        char *sql = mem_format("SELECT * FROM \"%s\" ORDER BY \"%s\" %s, rowid LIMIT %d", list_name(list),
                               name, i % 2 ? "DESC" : "ASC", PAGE);
        struct desk_list asked = {0};

        if (desk_list_set(sides->desk, list, NULL, false, sort, &asked, NULL)) {
            struct page page = page_measure(sides, list, NULL, false, sort, sql);

            orders++;
            if (worst.peer <= 0 || page.ours / page.peer > worst.ours / worst.peer) {
                worst = page;
                str_reset(&note);
                str_add_format(&note, "the worst, %s", sort);
            }
        }
        desk_list_clear(&asked);
        free(sql);
        free(sort);
    }
    str_add_format(&note, ", of %zu orders%s", orders,
                   bench_clock() - begun < LONG_ENOUGH ? "" : "; no time for the others");
    work = mem_format("first page of %s, sorted", list_name(list));
    page_row(work, &worst, "3x", str_text(&note));
    free(work);
    str_clear(&note);
}

static void filters_measure(struct sides *sides)
{
    static const struct {
        enum list list;
        const char *filter, *where;
    } filters[] = {
        {LIST_ACCOUNTS, "left<=7 standing:held place:DE",
         "standing = 'held' AND place = 'DE' AND \"left\" <= 7 AND \"left\" <> ''"},
        {LIST_ACCOUNTS, "left<=7 standing:open", "standing = 'open' AND \"left\" <= 7 AND \"left\" <> ''"},
        {LIST_ACCOUNTS, "standing:held", "standing = 'held'"},
        {LIST_ACCOUNTS, "standing:silent", "standing = 'silent'"},
        {LIST_ACCOUNTS, "place:DE", "place = 'DE'"},
        {LIST_ACCOUNTS, "country:JP manager:kim", "country = 'JP' AND manager = 'kim'"},
        {LIST_ACCOUNTS, "notice:2014-04-22", "notice = '2014-04-22'"},
        {LIST_ACCOUNTS, "flag:press", "flag = 'press'"},
        {LIST_ACCOUNTS, "parent:A-100000", "parent = 'A-100000'"},
        {LIST_QUEUE, "kind:honour", "kind = 'honour'"},
        {LIST_QUEUE, "due<=today owner:-", "due <= '2014-04-30' AND owner = ''"},
        {LIST_QUEUE, "place:DE", "place = 'DE'"},
        {LIST_DISPUTES, "level:lead", "level = 'lead'"},
        {LIST_OBJECTIONS, "ruling:unread", "ruling = 'unread'"},
        {LIST_OBJECTIONS, "source:letter received:2014-04-22",
         "source = 'letter' AND received = '2014-04-22'"},
        {LIST_NOTICES, "channel:post sent:2014-04-22", "channel = 'post' AND sent LIKE '2014-04-22%'"},
        {LIST_JOURNAL, "kind:dispute", "kind = 'dispute'"},
    };

    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        const char *name = list_name(filters[i].list);
        char *sql =
            mem_format("SELECT * FROM \"%s\" WHERE %s ORDER BY rowid LIMIT %d", name, filters[i].where, PAGE);
        char *work = mem_format("%s, %s", name, filters[i].filter);
        struct page page = page_measure(sides, filters[i].list, filters[i].filter, false, NULL, sql);
        char *note = page.rows == page.peer_rows
                         ? mem_format("%zu rows", page.rows)
                         : mem_format("%zu rows, peer %zu", page.rows, page.peer_rows);

        page_row(work, &page, "3x", note);
        free(note);
        free(work);
        free(sql);
    }
}

/* Doubles the quotes, as FTS5 and SQL want them. */
static void quoted_add(struct str *out, const char *text, char quote)
{
    for (; *text; text++) {
        if (*text == quote)
            str_add_char(out, quote);
        str_add_char(out, *text);
    }
}

static char *match_sql(const char *typed, bool part)
{
    struct str match = {0}, sql = {0};

    str_add_char(&match, '"');
    quoted_add(&match, typed, '"');
    str_add(&match, part ? "\"" : "\" *");
    str_add_format(&sql, "SELECT a.* FROM %s f JOIN accounts a ON a.rowid = f.rowid WHERE f.words MATCH '",
                   part ? "find_part" : "find");
    quoted_add(&sql, str_text(&match), '\'');
    str_add_format(&sql, "' ORDER BY f.rowid LIMIT %d", PAGE);
    str_clear(&match);
    return str_take(&sql);
}

/* Types a text letter by letter into the list of accounts; the row is of the letter that compares worst. */
static void narrowing_measure(struct sides *sides, const char *work, const char *text, bool part)
{
    struct page worst = {0};
    struct str note = {0};

    for (size_t length = part ? 3 : 1; length <= strlen(text); length++) {
        char *typed = mem_text_n(text, length), *sql = match_sql(typed, part);
        struct page page = page_measure(sides, LIST_ACCOUNTS, typed, true, NULL, sql);

        if (worst.peer <= 0 || page.ours / page.peer > worst.ours / worst.peer) {
            worst = page;
            str_reset(&note);
            str_add_format(&note, "the worst, \"%s\": %zu rows, peer %zu", typed, page.rows, page.peer_rows);
        }
        free(sql);
        free(typed);
    }
    page_row(work, &worst, "2x", str_text(&note));
    str_clear(&note);
}

static void measure(struct sides *sides)
{
    filters_measure(sides);
    for (int i = 0; i < list_count; i++) {
        if (list_is_shown((enum list)i))
            orders_measure(sides, (enum list)i);
    }
    narrowing_measure(sides, "/ a common word", "meridian", false);
    narrowing_measure(sides, "/ a rare word", "visitorless", false);
    narrowing_measure(sides, "/ a number", "A-100777", false);
    narrowing_measure(sides, "/ a mail address", "p777@kestrel", false);
    narrowing_measure(sides, "/ a part of a word", "ridia", true);
}

int main(void)
{
    struct bench bench;
    struct sides sides = {.bench = &bench};
    struct desk_options options = {.agent = BENCH_AGENT, .read_only = true};
    struct err err = {0};
    char *desk, *lists;

    bench_begin(&bench);
    if (!bench_has("sqlite3")) {
        bench_row("first pages of lists", -1, -1, "3x", "ms", "sqlite3 is not installed");
        return 0;
    }
    desk = bench_path(&bench, bench.accounts, "desk.db");
    lists = lists_make(&bench);
    options.path = desk;
    options.now = instant_parse(BENCH_NOW, "UTC");
    if (!desk_open(&options, &sides.desk, &err))
        bench_fail("%s: %s", desk, err.text);
    sides.lists = lists_open(lists);
    measure(&sides);
    sqlite3_close(sides.lists);
    desk_close(sides.desk);
    free(lists);
    free(desk);
    return 0;
}
