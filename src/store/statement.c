#include "config.h"
#include "store/statement.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "store/inside.h"

static size_t slot_index(const struct statement_cache *cache, const char *sql)
{
    uint64_t key = (uint64_t)(uintptr_t)sql * UINT64_C(0x9E3779B97F4A7C15);
    size_t index = (size_t)(key >> 32) & (cache->capacity - 1);

    while (cache->slots[index].sql && cache->slots[index].sql != sql)
        index = (index + 1) & (cache->capacity - 1);
    return index;
}

static void cache_grow(struct statement_cache *cache)
{
    struct statement_cache larger = {NULL, cache->count, cache->capacity ? cache->capacity * 2 : 64};
    size_t i;

    larger.slots = mem_new_array(larger.capacity, sizeof *larger.slots);
    for (i = 0; i < cache->capacity; i++)
        if (cache->slots[i].sql)
            larger.slots[slot_index(&larger, cache->slots[i].sql)] = cache->slots[i];
    free(cache->slots);
    *cache = larger;
}

static struct statement_slot *cache_slot(struct statement_cache *cache, const char *sql)
{
    struct statement_slot *slot;

    if (cache->count * 2 >= cache->capacity)
        cache_grow(cache);
    slot = &cache->slots[slot_index(cache, sql)];
    if (!slot->sql) {
        slot->sql = sql;
        slot->searches = strstr(sql, " MATCH ") != NULL;
        cache->count++;
    }
    return slot;
}

void statement_cache_clear(struct statement_cache *cache)
{
    size_t i;

    for (i = 0; i < cache->capacity; i++) {
        sqlite3_finalize(cache->slots[i].handle);
        free(cache->slots[i].names);
    }
    free(cache->slots);
    memset(cache, 0, sizeof *cache);
}

static void statement_fail(struct statement *statement)
{
    if (!statement->failed)
        store_fail(statement->store, statement->err);
    statement->failed = true;
}

static void statement_mistake(struct statement *statement, const char *what, const char *name)
{
    if (!statement->failed)
        err_set(statement->err, ERR_INTERNAL, "%s '%s' in: %.200s", what, name,
                statement->handle ? sqlite3_sql(statement->handle) : "?");
    statement->failed = true;
}

static void statement_prepare(struct statement *statement, struct store *store, const char *sql, bool keep)
{
    if (sqlite3_prepare_v3(store->db, sql, -1, keep ? SQLITE_PREPARE_PERSISTENT : 0, &statement->handle,
                           NULL) != SQLITE_OK)
        statement_fail(statement);
}

/* What waits to be told to the search is told before it is asked. */
static bool queue_empty(struct store *store, bool searches, struct err *err)
{
    return !searches || !store->search.count || search_queue_write(store, err);
}

void statement_begin_once(struct statement *statement, struct store *store, const char *sql, struct err *err)
{
    bool failed = !queue_empty(store, strstr(sql, " MATCH ") != NULL, err);

    *statement = (struct statement){.store = store, .err = err, .failed = failed};
    statement_prepare(statement, store, sql, false);
}

static struct statement_names *names_new(sqlite3_stmt *handle)
{
    size_t count = (size_t)sqlite3_bind_parameter_count(handle);
    struct statement_names *names = mem_new(sizeof *names + count * sizeof *names->turns);

    names->count = count;
    return names;
}

void statement_begin(struct statement *statement, struct store *store, const char *sql, struct err *err)
{
    struct statement_slot *slot = cache_slot(&store->cache, sql);
    bool failed = !queue_empty(store, slot->searches, err);

    slot = cache_slot(&store->cache, sql); /* the queue may have made others */
    if (slot->busy) {                      /* the same statement is being read further out */
        statement_begin_once(statement, store, sql, err);
        return;
    }
    *statement = (struct statement){.store = store, .err = err, .failed = failed};
    if (!slot->handle) {
        statement_prepare(statement, store, sql, true);
        slot->handle = statement->handle;
        slot->names = names_new(slot->handle);
    }
    statement->handle = slot->handle;
    statement->names = slot->names;
    if (statement->handle) {
        statement->cached = sql;
        slot->busy = true;
    }
}

bool statement_wants(struct statement *statement, const char *name)
{
    return !statement->failed && sqlite3_bind_parameter_index(statement->handle, name) != 0;
}

/* SQLite compares a name with those of all parameters; a statement is nearly always bound in one order. */
static int name_index(struct statement *statement, const char *name)
{
    struct statement_names *names = statement->names;
    struct statement_name *turn;

    if (!names || (size_t)statement->bound >= names->count || strlen(name) >= sizeof turn->name)
        return sqlite3_bind_parameter_index(statement->handle, name);
    turn = &names->turns[statement->bound];
    if (strcmp(turn->name, name) != 0) {
        strcpy(turn->name, name);
        turn->index = sqlite3_bind_parameter_index(statement->handle, name);
    }
    return turn->index;
}

/* Returns the parameter's index, or 0 after noting the mistake. */
static int bind_index(struct statement *statement, const char *name)
{
    int index;

    if (statement->failed)
        return 0;
    index = name_index(statement, name);
    if (!index)
        statement_mistake(statement, "no parameter", name);
    statement->bound++;
    return index;
}

static void bind_check(struct statement *statement, int code)
{
    if (code != SQLITE_OK)
        statement_fail(statement);
}

void statement_bind_null(struct statement *statement, const char *name)
{
    int index = bind_index(statement, name);

    if (index)
        bind_check(statement, sqlite3_bind_null(statement->handle, index));
}

void statement_bind_number(struct statement *statement, const char *name, int64_t number)
{
    int index = bind_index(statement, name);

    if (index)
        bind_check(statement, sqlite3_bind_int64(statement->handle, index, number));
}

void statement_bind_id(struct statement *statement, const char *name, int64_t id)
{
    if (id)
        statement_bind_number(statement, name, id);
    else
        statement_bind_null(statement, name);
}

void statement_bind_day(struct statement *statement, const char *name, int day)
{
    if (day != DAY_NONE)
        statement_bind_number(statement, name, day);
    else
        statement_bind_null(statement, name);
}

void statement_bind_instant(struct statement *statement, const char *name, int64_t instant)
{
    if (instant != INSTANT_NONE)
        statement_bind_number(statement, name, instant);
    else
        statement_bind_null(statement, name);
}

static void bind_text(struct statement *statement, const char *name, const char *text,
                      sqlite3_destructor_type keeping)
{
    int index = bind_index(statement, name);
    size_t length = text ? strlen(text) : 0;

    if (!index)
        return;
    if (utf8_valid_length(text ? text : "", length) != length) {
        err_set(statement->err, ERR_INPUT, "%s: the text is not UTF-8; convert it before it is kept",
                name + 1);
        statement->failed = true;
        return;
    }
    bind_check(statement,
               sqlite3_bind_text64(statement->handle, index, text ? text : "", length, keeping, SQLITE_UTF8));
}

void statement_bind_text(struct statement *statement, const char *name, const char *text)
{
    bind_text(statement, name, text, SQLITE_TRANSIENT);
}

void statement_bind_lent(struct statement *statement, const char *name, const char *text)
{
    bind_text(statement, name, text, SQLITE_STATIC);
}

void statement_bind_bytes(struct statement *statement, const char *name, const char *bytes, size_t length)
{
    int index = bind_index(statement, name);

    if (index)
        bind_check(statement, sqlite3_bind_blob64(statement->handle, index, bytes ? bytes : "",
                                                  bytes ? length : 0, SQLITE_TRANSIENT));
}

bool statement_row(struct statement *statement)
{
    int code;

    if (statement->failed)
        return false;
    if (!statement->started && statement->bound != sqlite3_bind_parameter_count(statement->handle)) {
        statement_mistake(statement, "not every parameter is bound", "once");
        return false;
    }
    statement->started = true;
    statement->column = 0;
    code = sqlite3_step(statement->handle);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        statement_fail(statement);
    return false;
}

bool statement_next_is_null(struct statement *statement)
{
    return sqlite3_column_type(statement->handle, statement->column) == SQLITE_NULL;
}

bool statement_next_is_text(struct statement *statement)
{
    return sqlite3_column_type(statement->handle, statement->column) == SQLITE_TEXT;
}

int64_t statement_take_number(struct statement *statement)
{
    return sqlite3_column_int64(statement->handle, statement->column++);
}

int statement_take_int(struct statement *statement)
{
    return sqlite3_column_int(statement->handle, statement->column++);
}

int statement_take_day(struct statement *statement)
{
    bool null = statement_next_is_null(statement);
    int day = statement_take_int(statement);

    return null ? DAY_NONE : day;
}

int64_t statement_take_instant(struct statement *statement)
{
    bool null = statement_next_is_null(statement);
    int64_t instant = statement_take_number(statement);

    return null ? INSTANT_NONE : instant;
}

const char *statement_take_borrowed(struct statement *statement)
{
    const unsigned char *text = sqlite3_column_text(statement->handle, statement->column++);

    return text ? (const char *)text : "";
}

char *statement_take_text(struct statement *statement)
{
    return mem_text(statement_take_borrowed(statement));
}

char *statement_take_bytes(struct statement *statement, size_t *length)
{
    const char *bytes = sqlite3_column_blob(statement->handle, statement->column);

    *length = (size_t)sqlite3_column_bytes(statement->handle, statement->column++);
    return mem_text_n(bytes ? bytes : "", *length);
}

void statement_take_word_check(struct statement *statement, bool known, const char *noun)
{
    if (known || statement->failed)
        return;
    err_set(statement->err, ERR_INPUT,
            "%s: the file has an unknown %s '%.40s'; a newer demur may have written it",
            statement->store->path, noun,
            (const char *)sqlite3_column_text(statement->handle, statement->column - 1));
    statement->failed = true;
}

void statement_again(struct statement *statement)
{
    if (statement->failed)
        return;
    sqlite3_reset(statement->handle);
    sqlite3_clear_bindings(statement->handle);
    statement->bound = 0;
    statement->started = false;
}

bool statement_end(struct statement *statement)
{
    if (statement->cached) {
        struct statement_slot *slot = cache_slot(&statement->store->cache, statement->cached);

        sqlite3_reset(statement->handle);
        sqlite3_clear_bindings(statement->handle);
        slot->busy = false;
    } else {
        sqlite3_finalize(statement->handle);
    }
    statement->handle = NULL;
    return !statement->failed;
}

bool statement_run(struct statement *statement)
{
    if (statement_row(statement))
        statement_mistake(statement, "a row where none was expected", "");
    return statement_end(statement);
}

bool statement_script(struct store *store, const char *sql, struct err *err)
{
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return store_fail(store, err);
    return true;
}
