/* Kinds of standing: what accounts have in common whose course is the same in every word. */
#include "config.h"
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"

/* Kinds found in the write going on, by all they hold; a slot of its own for each hash, the last one stays.
 */
enum { KINDS_KEPT = 4096 };

struct standing_kinds {
    struct {
        char *key;
        int64_t id;
    } slots[KINDS_KEPT];
};

/* Where the course ends early its last phase stands in every column after it, from no instant. */
static const struct standing_phase *phase_of(const struct standing_result *result, size_t i)
{
    return &result->course[i < result->phases ? i : result->phases - 1];
}

static int64_t from_of(const struct standing_result *result, size_t i)
{
    return i < result->phases ? result->course[i].from : INSTANT_NONE;
}

static int last_day_of(const struct standing_result *result)
{
    return result->has_window ? result->window.last_day : DAY_NONE;
}

static const char *zone_of(const struct standing_result *result)
{
    return result->has_window ? result->window.zone : "";
}

static const char *regime_of(const struct standing_result *result)
{
    return result->rule ? regime_name(result->rule->regime) : "";
}

static void bind_phase(struct statement *statement, size_t i, const struct standing_result *result)
{
    static const char *const from[] = {NULL, ":closes", ":settles"},
                             *const value[] = {":before", ":after", ":settled"},
                             *const reason[] = {":reason_before", ":reason_after", ":reason_settled"};

    if (from[i])
        statement_bind_instant(statement, from[i], from_of(result, i));
    statement_bind_lent(statement, value[i], standing_name(phase_of(result, i)->value));
    statement_bind_lent(statement, reason[i], str_text(&phase_of(result, i)->reason));
}

static void bind_kind(struct statement *statement, int64_t program, const struct standing_result *result,
                      unsigned flags)
{
    statement_bind_number(statement, ":program", program);
    for (size_t i = 0; i < STANDING_PHASES; i++)
        bind_phase(statement, i, result);
    statement_bind_lent(statement, ":zone", zone_of(result));
    statement_bind_day(statement, ":last_day", last_day_of(result));
    statement_bind_day(statement, ":sent_day", result->sent_day);
    statement_bind_lent(statement, ":place", result->place);
    statement_bind_lent(statement, ":regime", regime_of(result));
    statement_bind_number(statement, ":flags", flags);
}

/* Reasons are printable: a control byte parts what stands in the key. */
static void key_add_text(struct str *key, const char *text)
{
    str_add(key, text);
    str_add_char(key, '\x1f');
}

static void key_add_number(struct str *key, int64_t number)
{
    str_add_number(key, number);
    str_add_char(key, '\x1f');
}

static char *key_of(int64_t program, const struct standing_result *result, unsigned flags)
{
    struct str key = {0};

    key_add_number(&key, program);
    key_add_number(&key, result->sent_day);
    key_add_number(&key, last_day_of(result));
    key_add_number(&key, flags);
    key_add_text(&key, result->place);
    key_add_text(&key, regime_of(result));
    key_add_text(&key, zone_of(result));
    for (size_t i = 0; i < result->phases; i++) {
        key_add_number(&key, result->course[i].from);
        key_add_number(&key, (int)result->course[i].value);
        key_add_text(&key, str_text(&result->course[i].reason));
    }
    return str_take(&key);
}

static size_t slot_of(const char *key)
{
    uint64_t hash = UINT64_C(14695981039346656037);

    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * UINT64_C(1099511628211);
    return (size_t)((hash ^ hash >> 32) % KINDS_KEPT);
}

static bool kind_look(struct store *store, int64_t program, const struct standing_result *result,
                      unsigned flags, int64_t *id, struct err *err)
{
    struct statement statement;

    *id = 0;
    statement_begin(&statement, store,
                    "SELECT id FROM standing_kind WHERE program = :program AND sent_day IS :sent_day"
                    " AND closes IS :closes AND place = :place AND last_day IS :last_day"
                    " AND settles IS :settles AND before = :before AND after = :after AND settled = :settled"
                    " AND zone = :zone AND regime = :regime AND flags = :flags"
                    " AND reason_before = :reason_before AND reason_after = :reason_after"
                    " AND reason_settled = :reason_settled LIMIT 1",
                    err);
    bind_kind(&statement, program, result, flags);
    if (statement_row(&statement))
        *id = statement_take_number(&statement);
    return statement_end(&statement);
}

static bool kind_add(struct store *store, int64_t program, const struct standing_result *result,
                     unsigned flags, int64_t *id, struct err *err)
{
    struct statement statement;
    bool ok;

    statement_begin(&statement, store,
                    "INSERT INTO standing_kind(program, before, after, settled, closes, settles, zone,"
                    " last_day, sent_day, place, regime, reason_before, reason_after, reason_settled, flags)"
                    " VALUES(:program, :before, :after, :settled, :closes, :settles, :zone, :last_day,"
                    " :sent_day, :place, :regime, :reason_before, :reason_after, :reason_settled, :flags)",
                    err);
    bind_kind(&statement, program, result, flags);
    ok = statement_run(&statement);
    *id = store_last_id(store);
    return ok;
}

bool standing_kind_find(struct store *store, int64_t program, const struct standing_result *result,
                        unsigned flags, int64_t *id, struct err *err)
{
    char *key = key_of(program, result, flags);
    size_t slot = slot_of(key);

    if (!store->kinds)
        store->kinds = mem_new(sizeof *store->kinds);
    if (store->kinds->slots[slot].key && strcmp(store->kinds->slots[slot].key, key) == 0) {
        *id = store->kinds->slots[slot].id;
        free(key);
        return true;
    }
    if (!kind_look(store, program, result, flags, id, err) ||
        (!*id && !kind_add(store, program, result, flags, id, err))) {
        free(key);
        return false;
    }
    free(store->kinds->slots[slot].key);
    store->kinds->slots[slot].key = key;
    store->kinds->slots[slot].id = *id;
    return true;
}

void standing_kinds_forget(struct store *store)
{
    for (size_t i = 0; store->kinds && i < KINDS_KEPT; i++)
        free(store->kinds->slots[i].key);
    free(store->kinds);
    store->kinds = NULL;
}
