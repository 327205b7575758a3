/* What the search is to keep waits until it is asked, or until the write is over: FTS5 writes a segment
 * whenever another statement takes a savepoint or the rows do not come in order, so each row between two
 * others would become one. Here they come at once and sorted. */
#include "config.h"
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Bytes that may wait. */
#define WAITING_MOST (4u << 20)

struct search_row {
    const char *insert;
    bool beside;
    int64_t rowid;
    size_t words; /* where they begin in the queue's text */
};

/* Rows of one number stay in the order they came in. */
static int compare_rows(const void *a, const void *b)
{
    const struct search_row *one = a, *two = b;

    if (one->insert != two->insert)
        return (uintptr_t)one->insert < (uintptr_t)two->insert ? -1 : 1;
    if (one->rowid != two->rowid)
        return one->rowid < two->rowid ? -1 : 1;
    return (one->words > two->words) - (one->words < two->words);
}

/* Writes rows of one number as one. */
static bool rows_write(struct store *store, const struct search_row *rows, size_t count, struct err *err)
{
    const char *text = store->search.words.text;
    struct statement statement;
    struct str all = {0};
    bool ok;

    for (size_t i = 0; count > 1 && rows->beside && i < count; i++)
        str_add(&all, text + rows[i].words);
    statement_begin(&statement, store, rows->insert, err);
    statement_bind_number(&statement, ":id", rows->rowid);
    statement_bind_lent(&statement, ":words", all.length ? str_text(&all) : text + rows[count - 1].words);
    ok = statement_run(&statement);
    str_clear(&all);
    return ok;
}

bool search_queue_write(struct store *store, struct err *err)
{
    struct search_queue *queue = &store->search;
    bool ok = true;
    size_t same;

    if (queue->count)
        qsort(queue->rows, queue->count, sizeof *queue->rows, compare_rows);
    for (size_t i = 0; ok && i < queue->count; i += same) {
        const struct search_row *rows = &queue->rows[i];

        for (same = 1;
             i + same < queue->count && rows[same].insert == rows->insert && rows[same].rowid == rows->rowid;)
            same++;
        ok = rows_write(store, rows, same, err);
    }
    search_queue_drop(store);
    return ok;
}

bool search_queue_add(struct store *store, const char *insert, int64_t rowid, bool beside, const char *words,
                      struct err *err)
{
    struct search_queue *queue = &store->search;

    mem_grow(queue->rows, queue->count, queue->capacity);
    queue->rows[queue->count++] = (struct search_row){insert, beside, rowid, queue->words.length};
    str_add_n(&queue->words, words, strlen(words) + 1);
    return queue->words.length + queue->count * sizeof *queue->rows < WAITING_MOST ||
           search_queue_write(store, err);
}

void search_queue_drop(struct store *store)
{
    store->search.count = 0;
    str_reset(&store->search.words);
}

void search_queue_clear(struct store *store)
{
    free(store->search.rows);
    str_clear(&store->search.words);
    memset(&store->search, 0, sizeof store->search);
}
