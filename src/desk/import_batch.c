/* An import goes in by batches, each a write of its own with its rows, what follows from them, and how far
 * the import is: other agents write in between, and one that was stopped goes on where its last batch ended.
 */
#include "config.h"
#include "desk/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/progress.h"
#include "base/stop.h"
#include "base/str.h"

enum {
    BATCH_ROWS = 50000,
    BATCH_REFUSALS = 10000,
    BATCH_MICROSECONDS = 150000, /* what a batch should hold the file for */
    ROWS_LEAST =
        30000, /* microseconds of rows, however long the end takes: it may take that for one row, too */
    END_AT_FIRST = 50, /* microseconds a row, before any batch has ended */
    LOOK_EVERY = 16    /* rows from one look at the clock to the next */
};

static int64_t microseconds(const struct import *import)
{
    return import->options->clock ? import->options->clock() : 0;
}

/* A dry run that is taken back is one write whole: later rows see the ones before them. */
static bool is_one_write(const struct import *import)
{
    return import->options->dry_run && !import->apart;
}

static bool batch_full(const struct import *import)
{
    const struct import_batch *batch = &import->batch;
    int64_t most = import->options->batch_rows ? import->options->batch_rows : BATCH_ROWS, taken;

    if (is_one_write(import) || !batch->rows)
        return false;
    if (batch->rows >= most || import->report->reject_count >= BATCH_REFUSALS)
        return true;
    if (!import->options->clock || batch->rows % LOOK_EVERY)
        return false;
    taken = microseconds(import) - batch->begun;
    return taken > ROWS_LEAST && taken + batch->rows * batch->end_cost > BATCH_MICROSECONDS;
}

/* Rows are numbered from 1 and come in order; a run of them is kept as "3-5 ". */
static void refusals_end(struct import_batch *batch)
{
    if (batch->refused_last > batch->refused_first)
        str_add_format(&batch->refusals, "%lld-%lld ", (long long)batch->refused_first,
                       (long long)batch->refused_last);
    else if (batch->refused_first)
        str_add_format(&batch->refusals, "%lld ", (long long)batch->refused_first);
    batch->refused_first = batch->refused_last = 0;
}

void import_batch_refused(struct import *import)
{
    struct import_batch *batch = &import->batch;
    int64_t row = import->report->rows;

    if (!batch->refused_first || row != batch->refused_last + 1) {
        refusals_end(batch);
        batch->refused_first = row;
    }
    batch->refused_last = row;
}

static bool step_add(struct import *import, bool ended, struct err *err)
{
    struct store *store = import->desk->store;
    struct record_import *record = &import->record;
    const struct desk_import_report *report = import->report;

    if (is_one_write(import))
        return true;
    record->rows = report->rows;
    record->added = report->added;
    record->changed = report->changed;
    record->same = report->same;
    record->refused = report->refused;
    refusals_end(&import->batch);
    return (record->id || store_import_add(store, record, err)) &&
           store_import_step_add(store, record, str_text(&import->batch.refusals), ended, err);
}

static void batch_begin(struct import *import)
{
    struct import_batch *batch = &import->batch;

    batch->begun = microseconds(import);
    batch->rows = 0;
    batch->refused_first = batch->refused_last = 0;
    str_reset(&batch->refusals);
    import->touched_count = 0;
    str_reset(&import->above);
    /* Others may have checked a text, or taken one in, meanwhile. */
    import->text.known = false;
}

static bool rows_take(struct import *import, struct csv_reader *reader, bool *ended, struct err *err)
{
    while (!batch_full(import)) {
        csv_forget(reader);
        import->row = csv_next(reader);
        *ended = !import->row;
        if (*ended)
            return !import->source.failed;
        import->batch.rows++;
        if (!import_row_take(import, reader, err))
            return false;
        if (stop_asked())
            return stop_say(err, "stopped");
    }
    return true;
}

/* What follows from the rows and the commit take as long again as the rows, and the next batch is shorter by
 * what they took in this one. */
static bool batch_run(struct import *import, struct csv_reader *reader, struct import_rejects *rejects,
                      bool *ended, struct err *err)
{
    int64_t taken;
    bool good;

    if (!desk_begin(import->desk, err))
        return false;
    batch_begin(import);
    good = rows_take(import, reader, ended, err);
    taken = microseconds(import);
    good = good && import_standings(import, err) && step_add(import, *ended, err) &&
           (!*ended || import_rejects_finish(rejects, import, err));
    if (good && is_one_write(import))
        store_rollback(import->desk->store);
    else
        good = desk_end(import->desk, good, err);
    if (import->batch.rows)
        import->batch.end_cost = (microseconds(import) - taken) / import->batch.rows + 1;
    return good;
}

/* Reads the refusals as they are kept, one run after the other. */
static bool refusals_have(const char **at, int64_t row)
{
    while (**at) {
        char *end;
        int64_t first = strtoll(*at, &end, 10), last = *end == '-' ? strtoll(end + 1, &end, 10) : first;

        if (row <= last)
            return row >= first;
        *at = *end ? end + 1 : end;
    }
    return false;
}

/* Passes over the rows that are in; those refused come into the rejects again. */
static bool rows_pass(struct import *import, struct csv_reader *reader, struct import_rejects *rejects,
                      struct err *err)
{
    struct str refusals = {0};
    const char *at;
    bool good = store_import_refusals(import->desk->store, import->record.id, &refusals, err);

    at = str_text(&refusals);
    for (int64_t row = 1; good && row <= import->record.rows; row++) {
        csv_forget(reader);
        import->row = csv_next(reader);
        good = import->row && (!refusals_have(&at, row) || import_rejects_keep(rejects, import, err));
        if (good && stop_asked())
            good = stop_say(err, "stopped");
    }
    str_clear(&refusals);
    return good;
}

static bool go_on(struct import *import, struct csv_reader *reader, struct import_rejects *rejects,
                  struct err *err)
{
    struct desk_import_report *report = import->report;
    struct record_import *record = &import->record;

    if (import->options->dry_run)
        return true;
    if (!store_import_find(import->desk->store, record, err))
        return false;
    if (!record->id)
        return true;
    report->rows = record->rows;
    report->added = record->added;
    report->changed = record->changed;
    report->same = record->same;
    report->refused = record->refused;
    str_add_format(&report->notes, "going on after row %lld, where it was stopped\n",
                   (long long)record->rows);
    return rows_pass(import, reader, rejects, err);
}

static bool stopped(const struct import *import, int64_t rows, struct err *err)
{
    if (!rows || import->options->dry_run)
        return err && err->kind == ERR_STOPPED
                   ? stop_say(err, "%s: stopped: nothing was changed", import->path)
                   : false;
    if (err && err->kind == ERR_STOPPED)
        return stop_say(err, "%s: stopped: %lld rows are in; the same command goes on from there",
                        import->path, (long long)rows);
    return err_prefix(err, "%lld rows are in, and the same command goes on from there", (long long)rows);
}

bool import_batches(struct import *import, struct csv_reader *reader, struct import_rejects *rejects,
                    struct err *err)
{
    const struct desk_import_options *options = import->options;
    int64_t rows = 0;
    bool ended = false, good = go_on(import, reader, rejects, err);

    import->batch.end_cost = END_AT_FIRST;
    rows = import->report->rows;
    while (good && !ended) {
        good = batch_run(import, reader, rejects, &ended, err);
        if (!good)
            break;
        rows = import->report->rows;
        if (options->told)
            options->told(options->context, import->report);
    }
    return good || stopped(import, rows, err);
}
