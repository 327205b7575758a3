#include "config.h"

#include <string.h>

#include "base/day.h"
#include "base/hash.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

static void digest_add(struct str *digest, const struct calendar_list *list)
{
    str_add_format(digest, "%s;", list->code);
    for (size_t i = 0; i < list->year_count; i++)
        str_add_format(digest, "%d ", list->years[i]);
    for (size_t i = 0; i < list->holiday_count; i++)
        str_add_format(digest, ";%d %s", list->holidays[i].day, list->holidays[i].name);
    str_add(digest, "\n");
}

/* Says whether the newest list of the code is the same. */
static bool list_is_there(struct store *store, const char *code, const char *hash, bool *there,
                          struct err *err)
{
    struct statement statement;

    *there = false;
    statement_begin(&statement, store,
                    "SELECT hash = :hash FROM holiday_list WHERE code = :code ORDER BY id DESC LIMIT 1", err);
    statement_bind_text(&statement, ":hash", hash);
    statement_bind_text(&statement, ":code", code);
    if (statement_row(&statement))
        *there = statement_take_int(&statement) != 0;
    return statement_end(&statement);
}

static bool list_row_add(struct store *store, const char *code, const char *source, const char *hash,
                         int64_t *id, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "INSERT INTO holiday_list(code, source, hash, at) VALUES(:code, :source, :hash, :at)",
                    err);
    statement_bind_text(&statement, ":code", code);
    statement_bind_text(&statement, ":source", source);
    statement_bind_text(&statement, ":hash", hash);
    statement_bind_number(&statement, ":at", store->now);
    if (!statement_run(&statement))
        return false;
    *id = store_last_id(store);
    return true;
}

static bool year_row_add(struct store *store, int64_t list, int year, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store, "INSERT INTO holiday_year(list, year) VALUES(:list, :year)", err);
    statement_bind_number(&statement, ":list", list);
    statement_bind_number(&statement, ":year", year);
    return statement_run(&statement);
}

static bool day_row_add(struct store *store, int64_t list, const struct calendar_holiday *holiday,
                        struct err *err)
{
    struct statement statement;
    int year, month, day;

    day_to_civil(holiday->day, &year, &month, &day);
    statement_begin(&statement, store,
                    "INSERT INTO holiday(list, year, day, name) VALUES(:list, :year, :day, :name)", err);
    statement_bind_number(&statement, ":list", list);
    statement_bind_number(&statement, ":year", year);
    statement_bind_number(&statement, ":day", holiday->day);
    statement_bind_text(&statement, ":name", holiday->name);
    return statement_run(&statement);
}

static bool list_add(struct store *store, const struct calendar_list *list, const char *source, bool *added,
                     struct err *err)
{
    char hash[HASH_HEX_SIZE];
    struct str digest = {0};
    bool there = false;
    int64_t id = 0;

    digest_add(&digest, list);
    hash_hex(str_text(&digest), digest.length, hash);
    str_clear(&digest);
    if (!list_is_there(store, list->code, hash, &there, err))
        return false;
    *added = !there;
    if (there)
        return true;
    if (!list_row_add(store, list->code, source, hash, &id, err))
        return false;
    for (size_t i = 0; i < list->year_count; i++) {
        if (!year_row_add(store, id, list->years[i], err))
            return false;
    }
    for (size_t i = 0; i < list->holiday_count; i++) {
        if (!day_row_add(store, id, &list->holidays[i], err))
            return false;
    }
    return true;
}

bool store_holidays_adopt(struct store *store, const struct calendar_book *book, const char *source,
                          size_t *adopted, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_HOLIDAYS};
    char hash[HASH_HEX_SIZE];
    struct str digest = {0}, detail = {0};
    bool good = store_need_write(store, err);

    *adopted = 0;
    for (size_t i = 0; good && i < book->count; i++) {
        bool added = false;

        good = list_add(store, &book->lists[i], source, &added, err);
        if (!good || !added)
            continue;
        str_add_format(&detail, "%s%s", *adopted ? ", " : "", book->lists[i].code);
        digest_add(&digest, &book->lists[i]);
        ++*adopted;
    }
    hash_hex(str_text(&digest), digest.length, hash);
    str_clear(&digest);
    if (!good || !*adopted) {
        str_clear(&detail);
        return good;
    }
    str_add(&detail, ", of ");
    detail_add(&detail, source, 0);
    str_add_format(&detail, ", SHA-256 %s", hash);
    return journal_enter(store, &entry, &detail, err);
}

/* Leaves of a list's rows t those of years for which no newer list of the code was known. */
#define NEWEST                                                                                               \
    " l.at <= :until AND NOT EXISTS (SELECT 1 FROM holiday_list m JOIN holiday_year z ON z.list = m.id"      \
    " WHERE m.code = l.code AND z.year = t.year AND m.id > l.id AND m.at <= :until)"

static bool load_years(struct store *store, int64_t until, struct calendar_book *book, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "SELECT t.year, l.code FROM holiday_list l JOIN holiday_year t ON t.list = l.id"
                    " WHERE" NEWEST " ORDER BY l.code, t.year",
                    err);
    statement_bind_number(&statement, ":until", until);
    while (statement_row(&statement)) {
        int year = statement_take_int(&statement);

        calendar_book_cover(book, statement_take_borrowed(&statement), year);
    }
    return statement_end(&statement);
}

static bool load_days(struct store *store, int64_t until, struct calendar_book *book, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "SELECT l.code, t.day, t.name FROM holiday_list l JOIN holiday t ON t.list = l.id"
                    " WHERE" NEWEST " ORDER BY l.code, t.day",
                    err);
    statement_bind_number(&statement, ":until", until);
    while (statement_row(&statement)) {
        const char *code = statement_take_borrowed(&statement);
        int day = statement_take_day(&statement);

        calendar_book_add(book, code, day, statement_take_borrowed(&statement));
    }
    return statement_end(&statement);
}

bool store_holidays_load(struct store *store, int64_t until, struct calendar_book *book, struct err *err)
{
    memset(book, 0, sizeof *book);
    return load_years(store, until, book, err) && load_days(store, until, book, err);
}

bool store_holidays_newest(struct store *store, int64_t *id, struct err *err)
{
    struct statement statement;

    *id = 0;
    statement_begin(&statement, store, "SELECT max(id) FROM holiday_list", err);
    if (statement_row(&statement))
        *id = statement_take_number(&statement);
    return statement_end(&statement);
}
