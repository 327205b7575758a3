#include "config.h"
#include "tests/bench/lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"

static bool is_number(enum field field)
{
    enum field_type type = field_get(field)->type;

    return type == FIELD_TYPE_NUMBER || type == FIELD_TYPE_LEFT;
}

static void table_add(struct str *out, enum list list, const char *csv)
{
    const char *name = list_name(list);
    enum field fields[field_count];
    size_t count = field_all_columns(list, fields);

    str_add_format(out, "CREATE TABLE \"%s\"(", name);
    for (size_t i = 0; i < count; i++)
        str_add_format(out, "%s\"%s\" %s", i ? ", " : "", field_get(fields[i])->name,
                       is_number(fields[i]) ? "INTEGER" : "TEXT");
    str_add_format(out, ");\n.import --csv --skip 1 \"%s\" \"%s\"\n", csv, name);
    for (size_t i = 0; i < count; i++)
        str_add_format(out, "CREATE INDEX \"%s_by_%s\" ON \"%s\"(\"%s\");\n", name,
                       field_get(fields[i])->name, name, field_get(fields[i])->name);
}

/* What several words of a filter ask for together. */
static void together_add(struct str *out)
{
    static const char *const ideal[] = {
        "accounts(standing, place, \"left\")", "accounts(standing, \"left\")",
        "accounts(country, manager)",          "queue(owner, due)",
        "objections(source, received)",        "notices(channel, sent)",
    };

    for (size_t i = 0; i < sizeof ideal / sizeof *ideal; i++)
        str_add_format(out, "CREATE INDEX together_%zu ON %s;\n", i, ideal[i]);
}

/* The words about an account, its contacts' among them. */
static void find_add(struct str *out, const char *contacts)
{
    str_add_format(out,
                   "CREATE TABLE raw(number, name, email, phone, country, handle);\n"
                   ".import --csv --skip 1 \"%s\" raw\nCREATE INDEX raw_by_number ON raw(number);\n"
                   "CREATE VIRTUAL TABLE find USING fts5(words, tokenize = 'unicode61 remove_diacritics 2',"
                   " prefix = '2 3');\n"
                   "CREATE VIRTUAL TABLE find_part USING fts5(words, tokenize = 'trigram');\n",
                   contacts);
    for (int i = 0; i < 2; i++)
        str_add_format(out,
                       "INSERT INTO %s(rowid, words) SELECT a.rowid, a.number || char(10) || a.company ||"
                       " char(10) || a.parent || char(10) || a.manager || char(10) || r.name || char(10) ||"
                       " r.email || char(10) || r.phone || char(10) || r.handle"
                       " FROM accounts a JOIN raw r ON r.number = a.number ORDER BY a.rowid;\n",
                       i ? "find_part" : "find");
    str_add(out, "DROP TABLE raw;\n");
}

static void list_export(const struct bench *bench, const char *desk, enum list list, const char *csv)
{
    const char *const argv[] = {bench->demur,    "-f",    desk, "--read-only", "export",
                                list_name(list), "--raw", "-o", csv,           NULL};

    bench_run(argv, NULL, NULL, 0);
}

static void script_run(const struct bench *bench, const struct str *script, const char *path)
{
    const char *const argv[] = {"sqlite3", "-bail", path, NULL};
    char *name = bench_scratch(bench, "lists.sql");
    FILE *file = fopen(name, "w");

    if (!file || fputs(str_text(script), file) < 0 || fclose(file) != 0)
        bench_fail("%s cannot be written", name);
    bench_run(argv, name, NULL, 0);
    unlink(name);
    free(name);
}

static void database_fill(const struct bench *bench, const char *path)
{
    char *desk = bench_path(bench, bench->accounts, "desk.db");
    char *contacts = bench_path(bench, bench->accounts, "contacts.csv"), *csv[list_count] = {NULL};
    struct str script = {0};

    str_add(&script, "PRAGMA journal_mode = OFF;\nPRAGMA synchronous = OFF;\nPRAGMA cache_size = -200000;\n");
    for (int i = 0; i < list_count; i++) {
        if (!list_is_shown((enum list)i))
            continue;
        csv[i] = mem_format("%s/%s.list.csv", bench->scratch, list_name((enum list)i));
        list_export(bench, desk, (enum list)i, csv[i]);
        table_add(&script, (enum list)i, csv[i]);
    }
    together_add(&script);
    find_add(&script, contacts);
    str_add(&script, "ANALYZE;\n");
    script_run(bench, &script, path);
    for (int i = 0; i < list_count; i++) {
        if (csv[i])
            unlink(csv[i]);
        free(csv[i]);
    }
    str_clear(&script);
    free(desk);
    free(contacts);
}

char *lists_make(const struct bench *bench)
{
    char *path = bench_path(bench, bench->accounts, "lists.db");
    char *beside = bench_path(bench, bench->accounts, "lists.new");

    if (!bench_exists(path)) {
        bench_remove(beside);
        database_fill(bench, beside);
        if (rename(beside, path) != 0)
            bench_fail("%s cannot be put in its place", path);
    }
    free(beside);
    return path;
}

sqlite3 *lists_open(const char *path)
{
    sqlite3 *database = NULL;

    if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        bench_fail("%s: %s", path, sqlite3_errmsg(database));
    return database;
}
