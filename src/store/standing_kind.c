/* Kinds of standing: what accounts have in common whose course is the same in every word. */
#include "config.h"
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"

/* Kinds found, by all they hold; a slot of its own for each hash, the last one stays. */
enum { KINDS_KEPT = 4096 };

struct kind_slot {
    struct str key;
    int64_t id; /* 0: none */
};
struct standing_kinds {
    struct kind_slot slots[KINDS_KEPT];
    struct str asked;
    int64_t version; /* of the file, as others changed it, when they were found */
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

static void key_add(struct str *key, const char *text)
{
    str_add_n(key, text, strlen(text) + 1);
}

/* All that a kind holds, byte for byte. */
static void key_make(struct str *key, int64_t program, const struct standing_result *result, unsigned flags)
{
    const int64_t numbers[] = {program, result->sent_day, last_day_of(result), flags,
                               (int64_t)result->phases};

    str_reset(key);
    str_add_n(key, (const char *)numbers, sizeof numbers);
    key_add(key, result->place);
    key_add(key, regime_of(result));
    key_add(key, zone_of(result));
    for (size_t i = 0; i < result->phases; i++) {
        const int64_t phase[] = {result->course[i].from, (int64_t)result->course[i].value};

        str_add_n(key, (const char *)phase, sizeof phase);
        key_add(key, str_text(&result->course[i].reason));
    }
}

static bool key_is(const struct str *a, const struct str *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static size_t slot_of(const struct str *key)
{
    uint64_t hash = UINT64_C(14695981039346656037);

    for (size_t i = 0; i < key->length; i++)
        hash = (hash ^ (unsigned char)key->text[i]) * UINT64_C(1099511628211);
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

/* Has the kinds found before at hand, unless another has written since. */
static bool kinds_ready(struct store *store, struct err *err)
{
    struct statement statement;
    int64_t version = 0;

    if (store->kinds && store->kinds_sure)
        return true;
    statement_begin(&statement, store, "PRAGMA data_version", err);
    if (statement_row(&statement))
        version = statement_take_number(&statement);
    if (!statement_end(&statement))
        return false;
    if (store->kinds && store->kinds->version != version)
        standing_kinds_forget(store);
    if (!store->kinds)
        store->kinds = mem_new(sizeof *store->kinds);
    store->kinds->version = version;
    store->kinds_sure = true;
    return true;
}

bool standing_kind_find(struct store *store, int64_t program, const struct standing_result *result,
                        unsigned flags, int64_t *id, struct err *err)
{
    struct standing_kinds *kinds;
    struct kind_slot *slot;

    if (!kinds_ready(store, err))
        return false;
    kinds = store->kinds;
    key_make(&kinds->asked, program, result, flags);
    slot = &kinds->slots[slot_of(&kinds->asked)];
    if (slot->id && key_is(&slot->key, &kinds->asked)) {
        *id = slot->id;
        return true;
    }
    if (!kind_look(store, program, result, flags, id, err) ||
        (!*id && !kind_add(store, program, result, flags, id, err)))
        return false;
    str_reset(&slot->key);
    str_add_n(&slot->key, kinds->asked.text, kinds->asked.length);
    slot->id = *id;
    return true;
}

void standing_kinds_forget(struct store *store)
{
    for (size_t i = 0; store->kinds && i < KINDS_KEPT; i++)
        str_clear(&store->kinds->slots[i].key);
    if (store->kinds)
        str_clear(&store->kinds->asked);
    free(store->kinds);
    store->kinds = NULL;
}
