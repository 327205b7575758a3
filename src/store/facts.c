/* A walk over the facts of accounts: each kind of fact is one statement in the order of accounts, and the
 * walk takes from each what is the next account's. */
#include "config.h"
#include "store/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BLOCK = 4096 };

struct facts_block {
    struct facts_block *next;
    size_t size, used;
    char bytes[];
};

static char *arena_take(struct facts_arena *arena, size_t size)
{
    struct facts_block *block = arena->last;

    while (block && block->size - block->used < size && block->next) {
        block = block->next;
        block->used = 0;
    }
    if (!block || block->size - block->used < size) {
        size_t held = size > BLOCK ? size : BLOCK;
        struct facts_block *more = mem_new(sizeof *more + held);

        more->size = held;
        if (block)
            block->next = more;
        else
            arena->first = more;
        block = more;
    }
    arena->last = block;
    block->used += size;
    return block->bytes + block->used - size;
}

static void arena_reset(struct facts_arena *arena)
{
    arena->last = arena->first;
    if (arena->first)
        arena->first->used = 0;
}

static void arena_clear(struct facts_arena *arena)
{
    struct facts_block *next;

    for (struct facts_block *block = arena->first; block; block = next) {
        next = block->next;
        free(block);
    }
    *arena = (struct facts_arena){0};
}

const char *facts_copy(struct facts_walk *walk, const char *text, size_t length)
{
    char *copy;

    if (!length)
        return "";
    copy = arena_take(&walk->arena, length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

const char *facts_text(struct facts_walk *walk, struct statement *statement)
{
    const char *text = statement_take_borrowed(statement);

    return facts_copy(walk, text, strlen(text));
}

static const struct facts_source *const sources[facts_kind_count] = {
    [FACTS_ACCOUNT] = &facts_account,   [FACTS_CONTACT] = &facts_contact,     [FACTS_NOTICE] = &facts_notice,
    [FACTS_BELOW] = &facts_below,       [FACTS_OBJECTION] = &facts_objection, [FACTS_POST] = &facts_post,
    [FACTS_CONSENT] = &facts_consent,   [FACTS_HOLD] = &facts_hold,           [FACTS_TICK] = &facts_tick,
    [FACTS_RELEASED] = &facts_released, [FACTS_KEPT] = &facts_kept,
};

static void range_bind(struct facts_walk *walk, struct statement *statement, int64_t first, int64_t last)
{
    statement_bind_number(statement, ":first", first);
    statement_bind_number(statement, ":last", last);
    if (statement_wants(statement, ":program"))
        statement_bind_number(statement, ":program", walk->program);
}

/* Goes to the next row; over where there is none, or after a failure, which the cursor's end tells. */
static void cursor_step(struct facts_cursor *cursor)
{
    cursor->over = !statement_row(&cursor->statement);
    if (!cursor->over)
        cursor->account = statement_take_number(&cursor->statement);
}

static void cursor_seek(struct facts_walk *walk, enum facts_kind kind, int64_t account)
{
    struct facts_cursor *cursor = &walk->cursors[kind];

    if (cursor->begun)
        statement_again(&cursor->statement);
    else
        statement_begin(&cursor->statement, walk->store, sources[kind]->sql, walk->err);
    cursor->begun = true;
    range_bind(walk, &cursor->statement, account, walk->ids ? walk->ids[walk->count - 1] : INT64_MAX);
    cursor_step(cursor);
}

/* So many rows of others are passed over before the account is looked up. */
enum { PASSED_MOST = 16 };

static void cursor_take(struct facts_walk *walk, enum facts_kind kind, int64_t account)
{
    struct facts_cursor *cursor = &walk->cursors[kind];
    int passed = 0;

    if (!cursor->begun)
        cursor_seek(walk, kind, account);
    while (!cursor->over && cursor->account < account) {
        if (++passed > PASSED_MOST)
            cursor_seek(walk, kind, account);
        else
            cursor_step(cursor);
    }
    for (; !cursor->over && cursor->account == account; cursor_step(cursor))
        sources[kind]->take(walk, &cursor->statement);
}

/* Reads one account's alone; the statement is free again before anybody sees the facts. */
static bool alone_take(struct facts_walk *walk, enum facts_kind kind, int64_t account)
{
    const struct facts_source *source = sources[kind];
    struct statement statement;

    statement_begin(&statement, walk->store, source->few ? source->few : source->sql, walk->err);
    range_bind(walk, &statement, account, account);
    while (statement_row(&statement)) {
        statement_take_number(&statement);
        source->take(walk, &statement);
    }
    return statement_end(&statement);
}

static bool any_ask(struct facts_walk *walk, enum facts_kind kind, struct facts_cursor *cursor)
{
    struct statement statement;

    statement_begin(&statement, walk->store, sources[kind]->any, walk->err);
    cursor->over = statement_row(&statement) && statement_take_int(&statement) == 0;
    cursor->begun = true;
    return statement_end(&statement);
}

static bool few_take(struct facts_walk *walk, enum facts_kind kind, int64_t account)
{
    struct facts_cursor *cursor = &walk->cursors[kind];
    bool good = cursor->begun || any_ask(walk, kind, cursor);

    return good && (cursor->over || alone_take(walk, kind, account));
}

static bool kind_take(struct facts_walk *walk, enum facts_kind kind, int64_t account)
{
    const struct facts_source *source = sources[kind];
    bool good = true;

    if ((kind == FACTS_BELOW && !walk->subsidiaries) || (kind >= FACTS_RELEASED && walk->bare))
        return true;
    if (walk->ids && walk->count == 1)
        good = alone_take(walk, kind, account);
    else if (source->few && (walk->ids || !source->sql))
        good = few_take(walk, kind, account);
    else
        cursor_take(walk, kind, account);
    if (source->end)
        source->end(walk);
    return good && !walk->failed && !walk->cursors[kind].statement.failed;
}

static void holder_reset(struct facts_walk *walk, int64_t account)
{
    struct store_facts *holder = walk->holder;
    struct standing_facts facts = {.country = "",
                                   .house = holder->facts.house,
                                   .rules = holder->facts.rules,
                                   .texts_kept = walk->texts_kept};

    arena_reset(&walk->arena);
    for (size_t i = 0; i < walk->partner_lists; i++)
        free(walk->partners[i]);
    walk->partner_lists = 0;
    walk->post = 0;
    walk->zone = "";
    holder->account = account;
    holder->flags = 0;
    holder->released = false;
    holder->kept = 0;
    holder->facts = facts;
}

static void holder_point(struct facts_walk *walk)
{
    struct standing_facts *facts = walk->facts;

    facts->contacts = walk->contacts;
    facts->notices = walk->notices;
    facts->subsidiaries = walk->subsidiary;
    facts->objections = walk->objections;
    facts->consents = walk->consents;
    facts->holds = walk->holds;
    facts->ticks = walk->ticks;
}

/* Tells whose turn it is: the next of those asked for, or of all that there are. */
static bool account_next(struct facts_walk *walk, int64_t *account)
{
    struct facts_cursor *cursor = &walk->cursors[FACTS_ACCOUNT];

    if (walk->ids) {
        *account = walk->next < walk->count ? walk->ids[walk->next++] : 0;
        return true;
    }
    if (!cursor->begun)
        cursor_seek(walk, FACTS_ACCOUNT, INT64_MIN);
    *account = cursor->over ? 0 : cursor->account;
    return !cursor->statement.failed;
}

static struct facts_walk *walk_new(struct store *store, int64_t program, bool subsidiaries,
                                   const int64_t *ids, size_t count, struct store_facts *holder,
                                   struct err *err)
{
    struct facts_walk *walk = mem_new(sizeof *walk);

    memset(holder, 0, sizeof *holder);
    walk->store = store;
    walk->program = program;
    walk->subsidiaries = subsidiaries;
    walk->ids = ids;
    walk->count = count;
    walk->err = err;
    walk->holder = holder;
    walk->facts = &holder->facts;
    holder->memory = walk;
    return walk;
}

bool store_facts_walk(struct store *store, int64_t program, bool subsidiaries, const int64_t *ids,
                      size_t count, struct store_facts *holder, struct err *err)
{
    struct facts_walk *walk = walk_new(store, program, subsidiaries, ids, count, holder, err);

    if (facts_program_read(walk))
        return true;
    store_facts_clear(holder);
    return false;
}

bool store_facts_next(struct store_facts *holder)
{
    struct facts_walk *walk = holder->memory;
    int64_t account = 0;
    bool good;

    good = account_next(walk, &account);
    holder_reset(walk, account);
    for (enum facts_kind kind = 0; good && account && kind < facts_kind_count; kind++)
        good = kind_take(walk, kind, account);
    holder_point(walk);
    return good;
}

void store_facts_clear(struct store_facts *holder)
{
    struct facts_walk *walk = holder->memory;

    if (walk) {
        for (enum facts_kind kind = 0; kind < facts_kind_count; kind++) {
            if (walk->cursors[kind].statement.handle)
                statement_end(&walk->cursors[kind].statement);
        }
        for (size_t i = 0; i < walk->partner_lists; i++)
            free(walk->partners[i]);
        facts_program_clear(walk);
        facts_kept_clear(walk);
        arena_clear(&walk->arena);
        free(walk->partners);
        free(walk->zones);
        free(walk->contacts);
        free(walk->notices);
        free(walk->deliveries);
        free(walk->subsidiary);
        free(walk->objections);
        free(walk->consents);
        free(walk->holds);
        free(walk->ticks);
        free(walk);
    }
    memset(holder, 0, sizeof *holder);
}

bool store_facts_load(struct store *store, int64_t program, int64_t account, bool subsidiaries,
                      struct store_facts *holder, struct err *err)
{
    struct facts_walk *walk = walk_new(store, program, subsidiaries, &account, 1, holder, err);

    walk->bare = true;
    if (facts_program_read(walk) && store_facts_next(holder))
        return true;
    store_facts_clear(holder);
    return false;
}
