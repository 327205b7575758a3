#include "config.h"
#include "desk/release.h"

#include "report/report.h"

struct release_file {
    struct report_writer writer;
    enum release_field columns[release_field_count];
    size_t count;
};

static bool sink_write(void *context, const char *bytes, size_t length, struct err *err)
{
    return file_new_write(context, bytes, length, err);
}

static bool row_write(const struct record_release_row *row, void *context, struct err *err)
{
    struct release_file *file = context;
    const char *texts[release_field_count];

    for (size_t i = 0; i < file->count; i++)
        texts[i] = row->fields & 1u << file->columns[i] ? row->cells[file->columns[i]] : NULL;
    return report_row(&file->writer, texts, err);
}

/* What is withheld of every row is no column of the file. */
bool release_file_write(struct release_plan *plan, struct file_new *out, struct err *err)
{
    const struct report_options options = {.format = REPORT_CSV};
    struct report_column columns[release_field_count];
    struct release_file file = {.count = 0};
    bool good;

    for (unsigned i = 0; i < release_field_count; i++) {
        if (!(plan->result->fields & 1u << i))
            continue;
        columns[file.count] =
            (struct report_column){.name = release_field_get(i)->name, .title = release_field_get(i)->title};
        file.columns[file.count++] = i;
    }
    good = file_new_again(out, err) &&
           report_begin(&file.writer, &options, columns, file.count, (struct report_sink){sink_write, out},
                        err) &&
           store_release_row_each(plan->desk->store, plan->intent, row_write, &file, err) &&
           report_end(&file.writer, err) && file_new_finish(out, plan->result->hash, err);
    if (good && file.writer.row_count != plan->result->rows)
        good = err_set(err, ERR_INTERNAL, "%lld rows may go but %lld were written: nothing was released",
                       (long long)plan->result->rows, (long long)file.writer.row_count);
    report_clear(&file.writer);
    return good;
}
