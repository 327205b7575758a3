/* Forty agents read lists while four log objections at full speed: processes of their own, on one file.
 * Prints how long a page of a list takes, alone, among the other readers and beside the writers, how often
 * anybody was told to wait, and whether every objection that was logged is in the file once. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/zone.h"
#include "desk/desk.h"
#include "desk/verb.h"
#include "store/journal.h"
#include "store/nouns.h"
#include "tests/bench/bench.h"

/* Readers look at a page for THINK milliseconds on average, as busy people do. */
enum { READERS = 40, WRITERS = 4, PAGES = 30, THINK = 250, WRITES_MOST = 4000, PAGE = 40 };

struct tallies {
    double pages[READERS][PAGES]; /* seconds each took */
    double writes[WRITERS][WRITES_MOST];
    int64_t logged[WRITERS][WRITES_MOST];
    size_t page_count[READERS], write_count[WRITERS];
    int busy, failed;
    volatile bool over;
};

struct many {
    char *path;
    int readers, writers;
    int64_t accounts;
    struct tallies *tallies;
};

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void fail_note(struct many *many, const struct err *err)
{
    __sync_fetch_and_add(err->kind == ERR_BUSY ? &many->tallies->busy : &many->tallies->failed, 1);
    fprintf(stderr, "%s\n", err->text);
}

static struct desk *desk_of(struct many *many, const char *agent)
{
    struct desk_options options = {
        .path = many->path, .agent = agent, .now = instant_parse(BENCH_NOW, "UTC")};
    struct desk *desk = NULL;
    struct err err = {0};

    if (!desk_open(&options, &desk, &err))
        fail_note(many, &err);
    return desk;
}

static bool page_read(struct desk *desk, const struct desk_list *list, struct list_place *place,
                      struct err *err)
{
    struct row *rows = NULL;
    size_t count = 0;
    bool good = store_list_page(desk_store(desk), &list->query, place, false, PAGE, &rows, &count, err);

    list_place_clear(place);
    if (good && count == PAGE)
        store_list_place_of(&list->query, &rows[count - 1], place);
    for (size_t i = 0; i < count; i++)
        row_clear(&rows[i]);
    free(rows);
    return good;
}

/* What people do all day: the first page, the ones after it, a filter, a word being typed. */
static const struct asked {
    enum list list;
    const char *filter;
    bool typing;
} asked[] = {
    {LIST_ACCOUNTS, "", false},         {LIST_QUEUE, "", false},
    {LIST_ACCOUNTS, "left<=7", false},  {LIST_ACCOUNTS, "standing:held place:DE", false},
    {LIST_OBJECTIONS, "", false},       {LIST_ACCOUNTS, "bor", true},
    {LIST_ACCOUNTS, "borealis", true},  {LIST_QUEUE, "owner:me", false},
    {LIST_ACCOUNTS, "place:US", false}, {LIST_INBOX, "", false},
};
enum { ASKED = sizeof asked / sizeof *asked, ON = 3 };

static void think(unsigned *seed)
{
    struct timespec pause = {0, (long)(next_random(seed) % (2u * THINK)) * 1000000};

    nanosleep(&pause, NULL);
}

static void reader_run(struct many *many, int number)
{
    struct desk *desk = desk_of(many, "reader");
    struct desk_list list = {0};
    struct list_place place = {0};
    struct err err = {0};
    unsigned seed = (unsigned)number * 977 + 1;

    for (int i = 0; desk && i < PAGES; i++) {
        const struct asked *one = &asked[(i / ON + number) % ASKED];
        double before;
        bool good;

        think(&seed);
        before = bench_clock();
        good = (i % ON && place.set) ||
               desk_list_set(desk, one->list, one->filter, one->typing, NULL, &list, &err);
        if (i % ON == 0)
            list_place_clear(&place);
        if (!good || !page_read(desk, &list, &place, &err))
            fail_note(many, &err);
        many->tallies->pages[number][i] = bench_clock() - before;
        many->tallies->page_count[number]++;
    }
    list_place_clear(&place);
    desk_list_clear(&list);
    desk_close(desk);
}

static bool log_one(struct many *many, struct desk *desk, int number, int i, unsigned *seed, struct err *err)
{
    int64_t account =
        1 + (int64_t)(((uint64_t)next_random(seed) << 16 ^ next_random(seed)) % (uint64_t)many->accounts);
    char *words =
        mem_format("Writer %d says no for the %dth time: keep our contacts to yourselves.", number, i);
    struct desk_objection objection = {.accounts = &account,
                                       .account_count = 1,
                                       .source = SOURCE_CALL,
                                       .voice = VOICE_COMPANY,
                                       .day = desk_today(desk),
                                       .hour = -1,
                                       .minute = -1,
                                       .words = words,
                                       .ruling = i % 3 ? RULING_OPT_OUT : RULING_UNREAD};
    bool good = desk_object(desk, &objection, &many->tallies->logged[number][i], err);

    free(words);
    return good;
}

static void writer_run(struct many *many, int number)
{
    char *agent = mem_format("writer-%d", number);
    struct desk *desk = desk_of(many, agent);
    unsigned seed = (unsigned)number * 7919 + (unsigned)getpid();

    for (int i = 0; desk && !many->tallies->over && i < WRITES_MOST; i++) {
        struct err err = {0};
        double before = bench_clock();

        if (!log_one(many, desk, number, i, &seed, &err)) {
            fail_note(many, &err);
            break;
        }
        many->tallies->writes[number][i] = bench_clock() - before;
        many->tallies->write_count[number]++;
    }
    desk_close(desk);
    free(agent);
}

static pid_t start(struct many *many, void (*run)(struct many *many, int number), int number)
{
    pid_t child = fork();

    if (child < 0) {
        perror("many: fork");
        exit(3);
    }
    if (!child) {
        run(many, number);
        _exit(0);
    }
    return child;
}

static void wait_for(struct many *many, const pid_t *children, int count)
{
    for (int i = 0; i < count; i++) {
        int status = 0;

        if (waitpid(children[i], &status, 0) < 0 || status != 0)
            many->tallies->failed++;
    }
}

/* What one part of the measurement came to. */
struct part {
    struct bench_series pages, writes; /* milliseconds */
    int busy, failed;
};

static void part_take(const struct many *many, struct part *part)
{
    for (int i = 0; i < many->readers; i++)
        for (size_t j = 0; j < many->tallies->page_count[i]; j++)
            bench_add(&part->pages, many->tallies->pages[i][j] * 1e3);
    for (int i = 0; i < many->writers; i++)
        for (size_t j = 0; j < many->tallies->write_count[i]; j++)
            bench_add(&part->writes, many->tallies->writes[i][j] * 1e3);
    part->busy = many->tallies->busy;
    part->failed = many->tallies->failed;
}

static void part_run(struct many *many, int readers, int writers, struct part *part)
{
    pid_t reading[READERS], writing[WRITERS];
    struct many now = *many;

    memset(now.tallies, 0, sizeof *now.tallies);
    now.readers = readers;
    now.writers = writers;
    for (int i = 0; i < writers; i++)
        writing[i] = start(&now, writer_run, i);
    for (int i = 0; i < readers; i++)
        reading[i] = start(&now, reader_run, i);
    wait_for(&now, reading, readers);
    now.tallies->over = true;
    wait_for(&now, writing, writers);
    part_take(&now, part);
}

static int compare_ids(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

static int64_t count_of(struct desk *desk, enum list which)
{
    struct desk_list list = {0};
    struct err err = {0};
    int64_t count = 0;

    if (!desk_list_set(desk, which, "", false, NULL, &list, &err) ||
        !store_list_count(desk_store(desk), &list.query, &count, &err))
        bench_fail("%s", err.text);
    desk_list_clear(&list);
    return count;
}

/* Every objection that somebody was told is logged is there once, and nothing else is. */
static int64_t count_wrong(const struct many *many, struct desk *desk, int64_t before)
{
    int64_t *ids = mem_new_array((size_t)WRITERS * WRITES_MOST, sizeof *ids);
    int64_t wrong = count_of(desk, LIST_OBJECTIONS) - before;
    size_t count = 0;
    struct err err = {0};

    for (int i = 0; i < WRITERS; i++)
        for (size_t j = 0; j < many->tallies->write_count[i]; j++)
            ids[count++] = many->tallies->logged[i][j];
    wrong = wrong > (int64_t)count ? wrong - (int64_t)count : (int64_t)count - wrong;
    if (count)
        qsort(ids, count, sizeof *ids, compare_ids);
    for (size_t i = 0; i < count; i++) {
        struct record_objection objection = {0};

        wrong += (i && ids[i] == ids[i - 1]) ||
                 !store_objection_get(desk_store(desk), ids[i], &objection, &err) || !objection.id ||
                 strncmp(objection.words, "Writer ", 7) != 0;
        record_objection_clear(&objection);
    }
    free(ids);
    return wrong;
}

static bool chain_holds(struct desk *desk)
{
    struct journal_proof proof = {0};
    struct err err = {0};

    if (!store_journal_verify(desk_store(desk), &proof, &err))
        bench_fail("%s", err.text);
    return !proof.broken;
}

static void rows_print(struct part *quiet, struct part *readers, struct part *load, int64_t wrong,
                       bool chained)
{
    char *note = mem_format("%zu pages, %zu objections logged", load->pages.count, load->writes.count);

    bench_row("40 readers, 4 writers: p99 of a list page (peer: one reader, nobody else)",
              bench_quantile(&load->pages, 0.99), bench_quantile(&quiet->pages, 0.99), "3.0x", "ms", note);
    bench_row("the same without the writers", bench_quantile(&readers->pages, 0.99),
              bench_quantile(&quiet->pages, 0.99), "-", "ms", "");
    bench_row("40 readers, 4 writers: median of a list page", bench_median(&load->pages),
              bench_median(&quiet->pages), "-", "ms", "");
    bench_row("40 readers, 4 writers: p99 of a logged objection", bench_quantile(&load->writes, 0.99), -1,
              "-", "ms", "");
    bench_row("told that the file is busy", load->busy + readers->busy + quiet->busy, -1, "0", "times", "");
    bench_row("failed otherwise", load->failed + readers->failed + quiet->failed, -1, "0", "times", "");
    bench_row("objections lost or doubled", (double)wrong, -1, "0", "",
              chained ? "the journal's chain holds" : "the journal's chain is broken");
    free(note);
}

static void measure(struct many *many)
{
    struct part *quiet = mem_new(sizeof *quiet), *readers = mem_new(sizeof *readers),
                *load = mem_new(sizeof *load);
    struct desk *desk = desk_of(many, "counter");
    int64_t objections;

    if (!desk)
        bench_fail("%s cannot be opened", many->path);
    many->accounts = count_of(desk, LIST_ACCOUNTS);
    objections = count_of(desk, LIST_OBJECTIONS);
    desk_close(desk);
    part_run(many, 1, 0, quiet);
    part_run(many, READERS, 0, readers);
    part_run(many, READERS, WRITERS, load);
    desk = desk_of(many, "counter");
    rows_print(quiet, readers, load, count_wrong(many, desk, objections), chain_holds(desk));
    desk_close(desk);
    free(quiet);
    free(readers);
    free(load);
}

int main(void)
{
    struct bench bench;
    struct many many = {0};
    char *original;

    bench_begin(&bench);
    original = bench_path(&bench, bench.accounts, "desk.db");
    many.path = bench_scratch(&bench, "desk.db");
    bench_copy(original, many.path);
    many.tallies =
        mmap(NULL, sizeof *many.tallies, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (many.tallies == MAP_FAILED)
        bench_fail("no memory to share");
    measure(&many);
    munmap(many.tallies, sizeof *many.tallies);
    free(many.path);
    free(original);
    return 0;
}
