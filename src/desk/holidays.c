#include "config.h"
#include "desk/holidays.h"

#include <stdlib.h>
#include <string.h>

#include "base/charset.h"
#include "base/file.h"
#include "base/str.h"
#include "desk/private.h"
#include "intake/holiday_list.h"

/* What the journal calls the lists of the program's data. */
#define PROGRAM_LISTS "the program's lists"

static bool list_read(const char *path, struct calendar_book *book, struct err *err)
{
    struct str bytes = {0}, text = {0};
    bool good = file_read(path, 0, &bytes, err);

    if (good) {
        good = charset_decode(str_text(&bytes), bytes.length, NULL, &text, NULL, err) &&
               holiday_list_read(str_text(&text), text.length, book, err);
        if (!good)
            err_prefix(err, "%s", path);
    }
    str_clear(&bytes);
    str_clear(&text);
    return good;
}

bool desk_holidays_read(struct calendar_book *book, struct err *err)
{
    char *directory = file_join(file_program_data(), "holidays"), **paths = NULL;
    size_t count = 0;
    bool good = file_list(directory, ".csv", &paths, &count, err);

    for (size_t i = 0; i < count; i++) {
        good = good && list_read(paths[i], book, err);
        free(paths[i]);
    }
    free(paths);
    free(directory);
    return good;
}

bool desk_holidays_begin(struct desk *desk, struct err *err)
{
    struct calendar_book book = {0};
    size_t adopted;
    bool good = desk_holidays_read(&book, err) &&
                store_holidays_adopt(desk->store, &book, PROGRAM_LISTS, &adopted, err);

    calendar_book_clear(&book);
    return good;
}

bool desk_holidays_refresh(struct desk *desk, struct err *err)
{
    int64_t newest;

    if (!store_holidays_newest(desk->store, &newest, err))
        return false;
    if (newest == desk->calendars_newest)
        return true;
    calendar_book_clear(&desk->calendars);
    desk->calendars_newest = newest;
    return store_holidays_load(desk->store, desk->looks_back ? desk->now : INT64_MAX, &desk->calendars, err);
}

static bool program_visit(struct desk *desk, void *context, struct err *err)
{
    (void)context;
    return desk_standing_refresh_all(desk, err);
}

bool desk_holidays_adopt(struct desk *desk, const char *path, bool *adopted, struct err *err)
{
    const char *slash = strrchr(path, '/');
    struct calendar_book book = {0};
    size_t count = 0;
    bool good = list_read(path, &book, err) && desk_begin(desk, err);

    if (good) {
        good = desk_may(desk, FACT_HOLIDAYS, err) &&
               store_holidays_adopt(desk->store, &book, slash ? slash + 1 : path, &count, err);
        if (good && count)
            good = desk_holidays_refresh(desk, err) && desk_program_each(desk, program_visit, NULL, err);
        good = desk_end(desk, good, err);
        if (!good)
            desk_holidays_refresh(desk, NULL);
    }
    *adopted = good && count;
    calendar_book_clear(&book);
    return good;
}
