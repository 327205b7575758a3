/* Accounts, and the notices to them, by words. The search index names candidates in the order of their ids.
 * When there are few, all are looked at and sorted; when there are many and numbers go the way ids do, they
 * are walked up to a page's end; else they are so common that walking the list itself finds a page. */
#include "config.h"
#include "store/list_sought.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* So many candidates are looked at and sorted within a few milliseconds. */
enum { FEW = 2000 };

struct ids {
    int64_t *items;
    size_t count, capacity;
};

struct sought {
    struct store *store;
    const struct list_query *query;
    const struct list_place *place;
    bool backward;
    size_t limit;
    struct str match; /* for search_account; every account with the words is found by it, or in said */
    struct ids named, said;
    bool many; /* more are named than few */
};

static void ids_add(struct ids *ids, int64_t id)
{
    mem_grow(ids->items, ids->count, ids->capacity);
    ids->items[ids->count++] = id;
}

static bool ids_take(struct statement *statement, struct ids *ids)
{
    while (statement_row(statement))
        ids_add(ids, statement_take_number(statement));
    return statement_end(statement);
}

static int by_id(const void *one, const void *other)
{
    int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;

    return (a > b) - (a < b);
}

/* Leaves each id once. */
static void ids_sort(struct ids *ids)
{
    size_t kept = 0;

    if (ids->count)
        qsort(ids->items, ids->count, sizeof *ids->items, by_id);
    for (size_t i = 0; i < ids->count; i++)
        if (!kept || ids->items[kept - 1] != ids->items[i])
            ids->items[kept++] = ids->items[i];
    ids->count = kept;
}

static char *ids_json(const struct ids *ids)
{
    struct str json = {0};

    str_add_char(&json, '[');
    for (size_t i = 0; i < ids->count; i++)
        str_add_format(&json, i ? ",%lld" : "%lld", (long long)ids->items[i]);
    str_add_char(&json, ']');
    return str_take(&json);
}

/* Adds the accounts about which a word was said or noted; *few is false when these are too many. */
static bool said_add(struct sought *sought, const struct filter *word, bool *few, struct err *err)
{
    struct statement statement;
    struct str match = {0};
    size_t before = sought->said.count;
    bool ok;

    search_query(word->value.text, word->phrase, &match);
    statement_begin(&statement, sought->store,
                    "SELECT DISTINCT account FROM ("
                    "SELECT n.account FROM search_said f JOIN note n ON n.id = f.rowid >> 2"
                    " WHERE f.search_said MATCH :match AND f.rowid & 3 = 2 AND n.account IS NOT NULL"
                    " UNION ALL SELECT t.account FROM search_said f"
                    " CROSS JOIN objection_account t ON t.objection = f.rowid >> 2"
                    " WHERE f.search_said MATCH :match AND f.rowid & 3 = 1"
                    " UNION ALL SELECT t.account FROM search_said f"
                    " CROSS JOIN objection x ON x.message = f.rowid >> 2"
                    " CROSS JOIN objection_account t ON t.objection = x.id"
                    " WHERE f.search_said MATCH :match AND f.rowid & 3 = 0) LIMIT :limit",
                    err);
    statement_bind_text(&statement, ":match", str_text(&match));
    statement_bind_number(&statement, ":limit", FEW + 1);
    str_clear(&match);
    ok = ids_take(&statement, &sought->said);
    *few = sought->said.count - before <= FEW;
    if (!*few)
        sought->said.count = before;
    return ok;
}

static bool word_match(struct sought *sought, const struct filter *word, struct str *match, struct err *err)
{
    char *folded = key_fold(word->value.text);
    bool few = true, ok = true;

    search_runs_query(folded, word->phrase, match);
    if (match->length)
        ok = said_add(sought, word, &few, err);
    if (!few)
        str_reset(match);
    free(folded);
    return ok;
}

static bool is_known(enum list list, enum field field)
{
    switch (field) {
    case FIELD_NUMBER:
        return true;
    case FIELD_ACCOUNT:
        return list == LIST_NOTICES;
    case FIELD_COMPANY:
    case FIELD_PARENT:
    case FIELD_SEGMENT:
    case FIELD_MANAGER:
    case FIELD_TAG:
        return list == LIST_ACCOUNTS;
    default:
        return false;
    }
}

/* The texts that search knows of an account are looked into by these terms too, for any part of them. */
static void term_match(enum list list, const struct filter *term, struct str *match)
{
    char *folded;

    if (term->op != FILTER_IS || !term->value.text || !is_known(list, term->field))
        return;
    folded = key_fold(term->value.text);
    if (search_runs_query(folded, false, match) != SEARCH_ANYWHERE)
        str_reset(match);
    free(folded);
}

/* Deeper than this nothing is looked up: brackets in brackets are a burden to the search as well. */
enum { DEPTH_MOST = 16 };

/* Writes what search must have of every account that matches; nothing where it cannot tell. */
static bool filter_match(struct sought *sought, const struct filter *filter, int depth, struct str *match,
                         struct err *err)
{
    struct str right = {0};
    bool ok = true;

    if (depth > DEPTH_MOST)
        return true;
    if (filter->kind == FILTER_WORD)
        return str_blank(filter->value.text) || word_match(sought, filter, match, err);
    if (filter->kind == FILTER_TERM)
        term_match(sought->query->list, filter, match);
    if (filter->kind != FILTER_AND && filter->kind != FILTER_OR)
        return true;
    ok = filter_match(sought, filter->left, depth + 1, match, err) &&
         filter_match(sought, filter->right, depth + 1, &right, err);
    if (filter->kind == FILTER_OR && (!match->length || !right.length))
        str_reset(match);
    else if (match->length && right.length) {
        char *left = str_take(match);

        str_add_format(match, filter->kind == FILTER_OR ? "(%s OR %s)" : "%s AND %s", left, str_text(&right));
        free(left);
    } else
        str_add(match, str_text(&right));
    str_clear(&right);
    return ok;
}

static bool named_read(struct sought *sought, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, sought->store,
                    "SELECT rowid FROM search_account WHERE search_account MATCH :match"
                    " ORDER BY rowid LIMIT :limit",
                    err);
    statement_bind_text(&statement, ":match", str_text(&sought->match));
    statement_bind_number(&statement, ":limit", FEW + 1);
    if (!ids_take(&statement, &sought->named))
        return false;
    sought->many = sought->named.count > FEW;
    return true;
}

/* Looks at candidates: those in a list of ids, or those that search names; in the list's order, or that of
 * ids. */
static bool candidates_read(struct sought *sought, const struct ids *from, bool by_id, struct ids *ids,
                            struct err *err)
{
    const struct list_form *form = list_form_of(sought->query->list);
    struct list_key all[LIST_KEYS], *keys = all;
    size_t count = list_keys_of(sought->query, all), key_count = count;
    char *json = from ? ids_json(from) : NULL;
    struct list_condition condition;
    struct statement statement;
    struct str sql = {0};
    bool ok;

    if (by_id) {
        keys = &all[count - 1];
        keys->descending = all[0].descending;
        key_count = 1;
    }
    list_condition_make(sought->query, &condition);
    str_add_format(&sql, "SELECT %s FROM %s f CROSS JOIN %s AND %s = f.%s AND %s AND (%s)", form->id,
                   from ? "json_each(:ids)" : "search_account", form->from,
                   sought->query->list == LIST_NOTICES ? "n.account" : "a.id", from ? "value" : "rowid",
                   from ? "1" : "f.search_account MATCH :match", str_text(&condition.where));
    if (sought->place) {
        str_add(&sql, " AND ");
        list_keys_beyond(keys, key_count, sought->place, sought->backward, &sql);
    }
    if (by_id)
        str_add_format(&sql, " ORDER BY f.%s%s", from ? "value" : "rowid",
                       keys->descending != sought->backward ? " DESC" : "");
    else
        list_keys_order(keys, key_count, sought->backward, &sql);
    str_add(&sql, " LIMIT :limit");
    statement_begin_once(&statement, sought->store, str_text(&sql), err);
    list_bind_common(sought->query, &statement);
    list_condition_bind(&condition, &statement);
    if (sought->place)
        list_keys_bind(keys, key_count, sought->place, &statement);
    if (from)
        statement_bind_lent(&statement, ":ids", json);
    else
        statement_bind_lent(&statement, ":match", str_text(&sought->match));
    statement_bind_number(&statement, ":limit", sought->limit < INT64_MAX ? (int64_t)sought->limit : -1);
    ok = ids_take(&statement, ids);
    for (size_t i = 0; i < count; i++)
        free(all[i].sql);
    list_condition_clear(&condition);
    str_clear(&sql);
    free(json);
    return ok;
}

/* Merges two pages in the order of ids into the first. */
static void ids_merge(struct ids *ids, const struct ids *other, bool down, size_t limit)
{
    struct ids both = {0};
    size_t i = 0, j = 0;

    while (both.count < limit && (i < ids->count || j < other->count)) {
        int64_t a = i < ids->count ? ids->items[i] : 0, b = j < other->count ? other->items[j] : 0;
        bool first = !b || (a && (down ? a >= b : a <= b));

        i += first;
        j += !first || a == b;
        ids_add(&both, first ? a : b);
    }
    free(ids->items);
    *ids = both;
}

/* The list's own order is by number; true when ids go the same way. down: from above. */
static bool is_by_id(struct sought *sought, bool *by_id, bool *down, struct err *err)
{
    struct list_key keys[LIST_KEYS];
    size_t count = list_keys_of(sought->query, keys);
    struct statement statement;

    *by_id = sought->query->list == LIST_ACCOUNTS && keys[0].field == FIELD_NUMBER;
    *down = keys[0].descending != sought->backward;
    for (size_t i = 0; i < count; i++)
        free(keys[i].sql);
    statement_begin(&statement, sought->store, "SELECT ordered FROM account_order", err);
    if (statement_row(&statement))
        *by_id = *by_id && statement_take_int(&statement) != 0;
    return statement_end(&statement);
}

static bool page_read(struct sought *sought, struct ids *ids, bool *found, struct err *err)
{
    struct ids said = {0};
    bool by_id = false, down = false, ok = true;

    if (sought->many) {
        if (!is_by_id(sought, &by_id, &down, err))
            return false;
        *found = by_id;
        if (!by_id)
            return true;
        ok = candidates_read(sought, NULL, true, ids, err) &&
             candidates_read(sought, &sought->said, true, &said, err);
        if (ok)
            ids_merge(ids, &said, down, sought->limit);
        free(said.items);
        return ok;
    }
    for (size_t i = 0; i < sought->said.count; i++)
        ids_add(&sought->named, sought->said.items[i]);
    ids_sort(&sought->named);
    *found = true;
    return candidates_read(sought, &sought->named, false, ids, err);
}

static void reverse(struct ids *ids)
{
    for (size_t i = 0; i < ids->count / 2; i++) {
        int64_t id = ids->items[i];

        ids->items[i] = ids->items[ids->count - 1 - i];
        ids->items[ids->count - 1 - i] = id;
    }
}

bool list_sought_page(struct store *store, const struct list_query *query, const struct list_place *place,
                      bool backward, size_t limit, int64_t **ids, size_t *count, bool *found, struct err *err)
{
    struct sought sought = {.store = store,
                            .query = query,
                            .place = place && place->set ? place : NULL,
                            .backward = backward,
                            .limit = limit};
    struct ids page = {0};
    bool ok;

    *found = false;
    if ((query->list != LIST_ACCOUNTS && query->list != LIST_NOTICES) || !query->filter)
        return true;
    ok = filter_match(&sought, query->filter, 0, &sought.match, err) &&
         (!sought.match.length || (named_read(&sought, err) && page_read(&sought, &page, found, err)));
    if (backward)
        reverse(&page);
    *ids = page.items;
    *count = page.count;
    str_clear(&sought.match);
    free(sought.named.items);
    free(sought.said.items);
    return ok;
}
