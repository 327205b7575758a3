#include "config.h"
#include "desk/holidays.h"

#include <stdlib.h>
#include <string.h>

#include "base/charset.h"
#include "base/day.h"
#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"
#include "desk/private.h"
#include "desk/rules.h"
#include "intake/holiday_list.h"

/* What the journal calls the lists of the program's data. */
#define PROGRAM_LISTS "the program's lists"

static bool program_list_read(const char *path, struct calendar_book *book, struct err *err)
{
    struct str bytes = {0}, text = {0};
    bool good = file_read(path, 0, &bytes, err);

    if (good) {
        good = charset_decode(str_text(&bytes), bytes.length, "UTF-8", &text, NULL, err) &&
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
        good = good && program_list_read(paths[i], book, err);
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
    struct calendar_book book = {0};
    int64_t newest;

    if (!store_holidays_newest(desk->store, &newest, err))
        return false;
    if (newest == desk->calendars_newest)
        return true;
    if (!store_holidays_load(desk->store, desk->looks_back ? desk->now : INT64_MAX, &book, err)) {
        calendar_book_clear(&book);
        return false;
    }
    calendar_book_clear(&desk->calendars);
    desk->calendars = book;
    desk->calendars_newest = newest;
    return true;
}

/* Tells a day that one of the two lists has, or both; either may be NULL. */
static void day_compare(const char *code, const struct calendar_holiday *old,
                        const struct calendar_holiday *new, struct desk_rules_change *change)
{
    struct str *out = &change->rows;
    char day[16];

    if (old && new &&str_equal(old->name, new->name))
        return;
    change->added += !old;
    change->removed += !new;
    change->changed += old && new;
    str_add_format(out, "%c %s  %s  ",
                   !old  ? '+'
                   : new ? '~'
                         : '-',
                   code, day_format_iso((new ? new : old)->day, day, sizeof day));
    utf8_add_printable(out, (new ? new : old)->name, strlen((new ? new : old)->name), UTF8_ONE_LINE);
    if (old && new) {
        str_add(out, ", before: ");
        utf8_add_printable(out, old->name, strlen(old->name), UTF8_ONE_LINE);
    }
    str_add(out, "\n");
}

static void list_compare(const struct calendar_list *old, const struct calendar_list *new,
                         struct desk_rules_change *change)
{
    size_t i = 0, j = 0, old_count = old ? old->holiday_count : 0;

    while (i < old_count || j < new->holiday_count) {
        const struct calendar_holiday *was = i < old_count ? &old->holidays[i] : NULL;
        const struct calendar_holiday *is = j < new->holiday_count ? &new->holidays[j] : NULL;

        if (was && is && was->day != is->day)
            *(was->day < is->day ? &is : &was) = NULL;
        i += was != NULL;
        j += is != NULL;
        day_compare(new->code, was, is, change);
    }
}

bool desk_holidays_diff(struct desk *desk, const char *text, size_t length, struct desk_rules_change *change,
                        struct err *err)
{
    change->holidays = true;
    if (!holiday_list_read(text, length, &change->calendars, err) || !desk_holidays_refresh(desk, err))
        return false;
    change->before = desk->calendars_newest;
    calendar_book_compose(&desk->calendars, &change->calendars, &change->counted);
    for (size_t i = 0; i < change->counted.count; i++) {
        const struct calendar_list *list = &change->counted.lists[i];

        list_compare(calendar_book_find(&desk->calendars, list->code), list, change);
    }
    return true;
}

bool desk_holidays_adopt(struct desk *desk, const struct desk_rules_change *change, struct err *err)
{
    size_t adopted;

    if (desk->calendars_newest != change->before)
        return err_set(err, ERR_CLASH,
                       "%s was compared with lists of holidays of which another was adopted since: import it "
                       "again",
                       change->file);
    return store_holidays_adopt(desk->store, &change->calendars, change->file, &adopted, err) &&
           desk_holidays_refresh(desk, err);
}
