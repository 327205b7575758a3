#include "config.h"
#include "tests/bench/peer.h"

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "tests/bench/bench.h"

/* How a column of ours is made of the raw columns. One that is not here is a key for searching or a number
 * kept for speed: it gets what key says, or 0. */
struct peer_column {
    const char *name, *made_of;
};

struct peer_table {
    const char *name, *raw_columns, *from, *key;
    struct peer_column columns[16];
};

static const struct peer_table tables[] = {
    [PEER_ACCOUNTS] = {"account",
                       "number, company, country, parent, segment, manager",
                       "raw_accounts r",
                       "lower(r.number || char(10) || r.company)",
                       {{"id", "NULL"},
                        {"number", "r.number"},
                        {"company", "r.company"},
                        {"country", "r.country"},
                        {"parent", "r.parent"},
                        {"segment", "r.segment"},
                        {"manager", "r.manager"},
                        {"zone", "''"},
                        {"tags", "''"},
                        {"number_key", "lower(r.number)"},
                        {"company_key", "lower(r.company)"}}},
    [PEER_CONTACTS] = {"contact",
                       "number, name, email, phone, country, handle",
                       "raw_contacts r JOIN account a ON a.number = r.number",
                       "lower(r.name || char(10) || r.email)",
                       {{"id", "NULL"},
                        {"account", "a.id"},
                        {"name", "r.name"},
                        {"email", "r.email"},
                        {"phone", "r.phone"},
                        {"country", "r.country"},
                        {"zone", "''"},
                        {"handle", "r.handle"},
                        {"name_key", "lower(r.name)"},
                        {"email_key", "lower(r.email)"},
                        {"domain_key", "lower(substr(r.email, instr(r.email, '@') + 1))"},
                        {"phone_key", "substr(r.phone, -8)"},
                        {"handle_key", "lower(r.handle)"}}},
    [PEER_NOTICES] = {"notice",
                      "number, email, channel, sent, days, text_version, message_id",
                      "raw_notices r JOIN account a ON a.number = r.number "
                      "JOIN contact c ON c.account = a.id AND c.email = r.email",
                      "r.message_id",
                      {{"id", "NULL"},
                       {"program", "1"},
                       {"account", "a.id"},
                       {"contact", "c.id"},
                       {"channel", "r.channel"},
                       {"sent", "CAST(strftime('%s', r.sent) AS INTEGER)"},
                       {"precision", "'minute'"},
                       {"days", "r.days"},
                       {"text_version", "r.text_version"},
                       {"message_id", "r.message_id"}}},
    [PEER_DELIVERIES] = {"delivery",
                         "number, message_id, outcome, at",
                         "raw_deliveries r JOIN notice n ON n.message_id = r.message_id",
                         "r.outcome",
                         {{"id", "NULL"},
                          {"notice", "n.id"},
                          {"outcome", "r.outcome"},
                          {"at", "CAST(strftime('%s', r.at) AS INTEGER)"},
                          {"precision", "'minute'"},
                          {"detail", "''"}}},
};

static const char *const names[] = {[PEER_ACCOUNTS] = "accounts",
                                    [PEER_CONTACTS] = "contacts",
                                    [PEER_NOTICES] = "notices",
                                    [PEER_DELIVERIES] = "deliveries"};

const char *peer_name(enum peer_kind kind)
{
    return names[kind];
}

static sqlite3 *database_open(const char *path)
{
    sqlite3 *database = NULL;

    if (sqlite3_open(path, &database) != SQLITE_OK)
        bench_fail("%s: %s", path, sqlite3_errmsg(database));
    return database;
}

static sqlite3_stmt *prepared(sqlite3 *database, const char *sql, const char *value)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
        bench_fail("%s: %s", sql, sqlite3_errmsg(database));
    if (value)
        sqlite3_bind_text(statement, 1, value, -1, SQLITE_STATIC);
    return statement;
}

static const char *column_text(sqlite3_stmt *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement, column);

    return text ? (const char *)text : "";
}

static const char *made_of(const struct peer_table *table, const char *column, const char *type)
{
    size_t length = strlen(column);

    for (size_t i = 0; i < 16 && table->columns[i].name; i++)
        if (str_equal(table->columns[i].name, column))
            return table->columns[i].made_of;
    if (length > 4 && str_ends(column, "_key"))
        return table->key;
    return str_equal_ascii(type, "TEXT") ? "''" : "0";
}

static void schema_add(struct str *out, sqlite3 *model, const struct peer_table *table)
{
    sqlite3_stmt *statement = prepared(model,
                                       "SELECT sql FROM sqlite_schema WHERE tbl_name = ?1 AND sql IS NOT NULL"
                                       " AND type IN ('table', 'index') ORDER BY type DESC, rowid",
                                       table->name);

    while (sqlite3_step(statement) == SQLITE_ROW)
        str_add_format(out, "%s;\n", column_text(statement, 0));
    sqlite3_finalize(statement);
}

static void insert_add(struct str *out, sqlite3 *model, const struct peer_table *table)
{
    sqlite3_stmt *statement = prepared(model, "SELECT name, type FROM pragma_table_info(?1)", table->name);
    struct str values = {0};

    str_add_format(out, "INSERT INTO %s(", table->name);
    for (int i = 0; sqlite3_step(statement) == SQLITE_ROW; i++) {
        str_add_format(out, "%s%s", i ? ", " : "", column_text(statement, 0));
        str_add_format(&values, "%s%s", i ? ", " : "",
                       made_of(table, column_text(statement, 0), column_text(statement, 1)));
    }
    str_add_format(out, ")\nSELECT %s\nFROM %s;\n", str_text(&values), table->from);
    sqlite3_finalize(statement);
    str_clear(&values);
}

static const char *const words[peer_kind_count] = {
    [PEER_ACCOUNTS] = "number || char(10) || company || char(10) || parent || char(10) || segment ||"
                      " char(10) || manager",
    [PEER_CONTACTS] = "name || char(10) || email || char(10) || phone || char(10) || handle",
};

/* Full text of another table's columns is built from them; full text of its own gets the words. */
static void search_table_add(struct str *out, const char *table, const char *name, const char *sql,
                             const char *column, const char *made_of)
{
    str_add_format(out, "%s;\n", sql);
    if (strstr(sql, "content_rowid"))
        str_add_format(out, "INSERT INTO %s(%s) VALUES('rebuild');\n", name, name);
    else
        str_add_format(out, "INSERT INTO %s(rowid, %s) SELECT id, %s FROM %s;\n", name, column, made_of,
                       table);
}

/* Where contacts have no search table of their own, their words are with those of the account. */
static void search_add(struct str *out, sqlite3 *model, enum peer_kind kind)
{
    const char *table = tables[kind].name;
    sqlite3_stmt *statement = prepared(model,
                                       "SELECT s.name, s.sql, (SELECT name FROM pragma_table_info(s.name)"
                                       " ORDER BY cid LIMIT 1) FROM sqlite_schema s"
                                       " WHERE s.sql LIKE 'CREATE VIRTUAL TABLE search%'"
                                       " AND s.name LIKE 'search\\_' || ?1 || '%' ESCAPE '\\'",
                                       table);
    bool found = false;

    while (words[kind] && sqlite3_step(statement) == SQLITE_ROW) {
        search_table_add(out, table, column_text(statement, 0), column_text(statement, 1),
                         column_text(statement, 2), words[kind]);
        found = true;
    }
    sqlite3_finalize(statement);
    if (kind == PEER_CONTACTS && !found)
        str_add_format(out, "INSERT INTO search_account(rowid, words) SELECT account, %s FROM contact;\n",
                       words[kind]);
}

void peer_script_add(struct str *out, enum peer_kind kind, const char *model, const char *csv)
{
    const struct peer_table *table = &tables[kind];
    sqlite3 *database = database_open(model);

    str_add_format(out,
                   "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\n"
                   "CREATE TABLE raw_%s(%s);\n.mode csv\n.import --skip 1 \"%s\" raw_%s\n",
                   names[kind], table->raw_columns, csv, names[kind]);
    schema_add(out, database, table);
    str_add(out, "BEGIN;\n");
    insert_add(out, database, table);
    search_add(out, database, kind);
    str_add(out, "COMMIT;\n");
    sqlite3_close(database);
}

static double number_of(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = prepared(database, sql, NULL);
    double number = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_double(statement, 0) : 0;

    sqlite3_finalize(statement);
    return number;
}

double peer_bytes(const char *path)
{
    sqlite3 *database = database_open(path);
    double bytes;

    for (int i = 0; i < peer_kind_count; i++) {
        char *sql = sqlite3_mprintf("DROP TABLE raw_%s", names[i]);

        sqlite3_exec(database, sql, NULL, NULL, NULL);
        sqlite3_free(sql);
    }
    bytes = number_of(database, "SELECT (page_count - freelist_count) * page_size FROM"
                                " pragma_page_count, pragma_freelist_count, pragma_page_size");
    sqlite3_close(database);
    return bytes;
}
