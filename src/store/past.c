/* Looking back: the file as it was known at an instant. Every table of facts is hidden from this connection
 * by a temporary view of the same name that leaves out what was recorded later, so that every list, proof and
 * export tells of the past without knowing it. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/inside.h"
#include "store/nouns.h"
#include "store/schema.h"

/* The column of a table that tells when a row was recorded, best first. */
#define RECORDED_COLUMNS                                                                                     \
    "(SELECT name FROM pragma_table_info(t.name) WHERE name IN ('recorded', 'at', 'opened')"                 \
    " ORDER BY name = 'recorded' DESC, name = 'at' DESC LIMIT 1)"

/* Columns that change in place: what stood in them at the time. %lld is the instant. */
static const struct {
    const char *table, *column, *then;
} columns_then[] = {
    {"account", "country",
     "coalesce((SELECT w.country FROM main.account_was w WHERE w.account = x.id AND w.edited > %lld"
     " ORDER BY w.id LIMIT 1), x.country)"},
    {"account", "zone",
     "coalesce((SELECT w.zone FROM main.account_was w WHERE w.account = x.id AND w.edited > %lld"
     " ORDER BY w.id LIMIT 1), x.zone)"},
    {"account", "parent",
     "coalesce((SELECT w.parent FROM main.account_was w WHERE w.account = x.id AND w.edited > %lld"
     " ORDER BY w.id LIMIT 1), x.parent)"},
    {"contact", "country",
     "coalesce((SELECT w.country FROM main.contact_was w WHERE w.contact = x.id AND w.edited > %lld"
     " ORDER BY w.id LIMIT 1), x.country)"},
    {"contact", "zone",
     "coalesce((SELECT w.zone FROM main.contact_was w WHERE w.contact = x.id AND w.edited > %lld"
     " ORDER BY w.id LIMIT 1), x.zone)"},
    {"duty", "discharge",
     "(SELECT j.sequence FROM main.journal j WHERE j.sequence = x.discharge AND j.at <= %lld)"},
};

static const char *column_then(const char *table, const char *column)
{
    for (size_t i = 0; i < sizeof columns_then / sizeof *columns_then; i++) {
        if (strcmp(columns_then[i].table, table) == 0 && strcmp(columns_then[i].column, column) == 0)
            return columns_then[i].then;
    }
    return NULL;
}

/* Appends a text of the table above with the instant in its place. */
static void add_then(struct str *sql, const char *text, int64_t until)
{
    const char *gap = strstr(text, "%lld");

    str_add_n(sql, text, (size_t)(gap - text));
    str_add_format(sql, "%lld%s", (long long)until, gap + strlen("%lld"));
}

static bool add_columns(struct store *store, const char *table, int64_t until, struct str *sql,
                        struct err *err)
{
    struct statement statement;
    bool first = true;

    statement_begin(&statement, store, "SELECT name FROM pragma_table_info(:table)", err);
    statement_bind_text(&statement, ":table", table);
    while (statement_row(&statement)) {
        const char *column = statement_take_borrowed(&statement), *then = column_then(table, column);

        str_add(sql, first ? "" : ", ");
        first = false;
        if (then)
            add_then(sql, then, until);
        else
            str_add_format(sql, "x.\"%s\"", column);
        str_add_format(sql, " AS \"%s\"", column);
    }
    return statement_end(&statement);
}

static bool table_hide(struct store *store, const char *table, const char *recorded, int64_t until,
                       struct err *err)
{
    struct str sql = {0};
    bool ok;

    str_add_format(&sql, "CREATE TEMP VIEW \"%s\" AS SELECT ", table);
    ok = add_columns(store, table, until, &sql, err);
    str_add_format(&sql, " FROM main.\"%s\" x WHERE x.%s <= %lld", table, recorded, (long long)until);
    ok = ok && statement_script(store, str_text(&sql), err);
    str_clear(&sql);
    return ok;
}

/* A view of the file looks into the file's own tables: it is made again where it sees the hidden ones. */
static bool views_hide(struct store *store, struct err *err)
{
    struct statement statement;
    struct str sql = {0};
    bool ok;

    statement_begin(&statement, store,
                    "SELECT 'CREATE TEMP VIEW ' || name || substr(sql, instr(sql, ' AS '))"
                    " FROM main.sqlite_schema WHERE type = 'view'",
                    err);
    while (statement_row(&statement)) {
        str_add(&sql, statement_take_borrowed(&statement));
        str_add(&sql, ";\n");
    }
    ok = statement_end(&statement) && statement_script(store, str_text(&sql), err);
    str_clear(&sql);
    return ok;
}

/* Standings are kept for this connection alone, none at first: the caller derives them from what is left. */
static bool standings_aside(struct store *store, struct err *err)
{
    store->aside = statement_script(store, STANDING_TABLES("TEMP ", "temp."), err);
    return store->aside;
}

struct hidden {
    char **tables, **recorded;
    size_t count, tables_held, recorded_held;
};

static bool hidden_list(struct store *store, struct hidden *hidden, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "SELECT t.name, " RECORDED_COLUMNS " AS r FROM main.sqlite_schema t"
                    " WHERE t.type = 'table' AND r IS NOT NULL ORDER BY t.name",
                    err);
    while (statement_row(&statement)) {
        size_t count = hidden->count;

        mem_grow(hidden->tables, count, hidden->tables_held);
        mem_grow(hidden->recorded, count, hidden->recorded_held);
        hidden->tables[count] = statement_take_text(&statement);
        hidden->recorded[count] = statement_take_text(&statement);
        hidden->count++;
    }
    return statement_end(&statement);
}

bool store_look_back(struct store *store, int64_t until, struct err *err)
{
    struct hidden hidden = {0};
    bool ok = hidden_list(store, &hidden, err) && standings_aside(store, err);

    for (size_t i = 0; i < hidden.count; i++) {
        ok = ok && table_hide(store, hidden.tables[i], hidden.recorded[i], until, err);
        free(hidden.tables[i]);
        free(hidden.recorded[i]);
    }
    free(hidden.tables);
    free(hidden.recorded);
    /* What is prepared still means the tables. */
    statement_cache_clear(&store->cache);
    return ok && views_hide(store, err);
}
