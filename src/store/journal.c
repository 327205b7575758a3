/* The hash of an entry is the SHA-256 of its columns in this order, each written as its length in bytes, ':',
 * its text, ',': the hash before (lower-case hex; "" for the first), sequence, at, happened, agent, fact,
 * account, message, objection, dispute, notice, duty, detail. Numbers are decimal; an id that points at
 * nothing is 0. Lengths make two different entries differ in the text that is hashed, whatever is in them. */
#include "config.h"
#include "store/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/progress.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "store/inside.h"

#define KEPT                                                                                                 \
    "sequence, at, happened, agent, fact, account, message, objection, dispute, notice, duty, detail, hash"
#define COLUMNS                                                                                              \
    "sequence, at, happened, agent, fact, account, message, objection, dispute, notice, duty, "              \
    "detail, " JOURNAL_HASH("hash")

static void hash_text(struct str *text, const char *column)
{
    size_t length = strlen(column);

    str_add_number(text, (int64_t)length);
    str_add_char(text, ':');
    str_add_n(text, column, length);
    str_add_char(text, ',');
}

static void hash_number(struct str *text, int64_t column)
{
    int64_t rest = column, length = column < 0 ? 2 : 1;

    while (rest /= 10)
        length++;
    str_add_number(text, length);
    str_add_char(text, ':');
    str_add_number(text, column);
    str_add_char(text, ',');
}

/* text is for its memory alone. */
static void entry_hash(const struct record_entry *entry, const char *fact, const char *before,
                       struct str *text, char hex[HASH_HEX_SIZE])
{
    str_reset(text);
    hash_text(text, before);
    hash_number(text, entry->sequence);
    hash_number(text, entry->at);
    hash_number(text, entry->happened);
    hash_text(text, entry->agent);
    hash_text(text, fact);
    hash_number(text, entry->account);
    hash_number(text, entry->message);
    hash_number(text, entry->objection);
    hash_number(text, entry->dispute);
    hash_number(text, entry->notice);
    hash_number(text, entry->duty);
    hash_text(text, entry->detail);
    hash_hex(str_text(text), text->length, hex);
}

/* Nobody else adds entries while a write goes on: the head is read once in it. */
static bool journal_head(struct store *store, struct err *err)
{
    struct journal_head *head = &store->head;
    struct statement statement;

    if (head->known)
        return true;
    *head = (struct journal_head){0};
    statement_begin(&statement, store,
                    "SELECT sequence, " JOURNAL_HASH("hash") " FROM journal ORDER BY sequence DESC LIMIT 1",
                    err);
    if (statement_row(&statement)) {
        head->sequence = statement_take_number(&statement);
        snprintf(head->hash, sizeof head->hash, "%s", statement_take_borrowed(&statement));
    }
    head->known = statement_end(&statement);
    return head->known;
}

bool store_journal_add(struct store *store, struct record_entry *entry, struct err *err)
{
    struct journal_head head = {.known = true};
    unsigned char digest[HASH_SIZE];
    struct statement statement;
    struct record_entry added = *entry;

    if (!store_need_write(store, err) || !journal_head(store, err))
        return false;
    added.sequence = head.sequence = store->head.sequence + 1;
    added.at = store->now;
    added.agent = store->agent;
    if (added.happened == INSTANT_NONE)
        added.happened = store->now;
    if (!added.detail)
        added.detail = (char[]){""};
    entry_hash(&added, fact_name(added.fact), store->head.hash, &store->hashed, head.hash);
    statement_begin(&statement, store,
                    "INSERT OR FAIL INTO journal(" KEPT
                    ") VALUES(:sequence, :at, :happened, :agent, :fact, :account, :message,"
                    " :objection, :dispute, :notice, :duty, :detail, :hash)",
                    err);
    statement_bind_number(&statement, ":sequence", added.sequence);
    statement_bind_number(&statement, ":at", added.at);
    statement_bind_number(&statement, ":happened", added.happened);
    statement_bind_lent(&statement, ":agent", added.agent);
    statement_bind_lent(&statement, ":fact", fact_name(added.fact));
    statement_bind_id(&statement, ":account", added.account);
    statement_bind_id(&statement, ":message", added.message);
    statement_bind_id(&statement, ":objection", added.objection);
    statement_bind_id(&statement, ":dispute", added.dispute);
    statement_bind_id(&statement, ":notice", added.notice);
    statement_bind_id(&statement, ":duty", added.duty);
    statement_bind_lent(&statement, ":detail", added.detail);
    hash_from_hex(head.hash, digest);
    statement_bind_bytes(&statement, ":hash", (const char *)digest, sizeof digest);
    if (!statement_run(&statement))
        return false;
    store->head = head;
    entry->sequence = added.sequence;
    entry->at = added.at;
    entry->happened = added.happened;
    return true;
}

/* word gets the kind as it stands, valid until the next row; NULL: it must be a known one. */
static void take_entry(struct statement *statement, struct record_entry *entry, const char **word)
{
    memset(entry, 0, sizeof *entry);
    entry->sequence = statement_take_number(statement);
    entry->at = statement_take_number(statement);
    entry->happened = statement_take_number(statement);
    entry->agent = statement_take_text(statement);
    if (word)
        *word = statement_take_borrowed(statement);
    else
        statement_take_word(statement, fact, &entry->fact);
    entry->account = statement_take_number(statement);
    entry->message = statement_take_number(statement);
    entry->objection = statement_take_number(statement);
    entry->dispute = statement_take_number(statement);
    entry->notice = statement_take_number(statement);
    entry->duty = statement_take_number(statement);
    entry->detail = statement_take_text(statement);
    entry->hash = statement_take_text(statement);
}

static bool take_entries(struct statement *statement, struct record_entry_list *list)
{
    while (statement_row(statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_entry(statement, &list->items[list->count++], NULL);
    }
    return statement_end(statement);
}

static void bind_limit(struct statement *statement, size_t limit)
{
    statement_bind_number(statement, ":limit", limit && limit < INT64_MAX ? (int64_t)limit : -1);
}

bool store_journal_account(struct store *store, int64_t account, size_t limit, struct record_entry_list *list,
                           struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    "WITH tied(objection, message) AS (SELECT o.id, o.message FROM objection_account t"
                    "   JOIN objection o ON o.id = t.objection WHERE t.account = :account)"
                    " SELECT " COLUMNS " FROM journal WHERE sequence IN ("
                    "   SELECT sequence FROM journal WHERE account = :account"
                    "   UNION SELECT j.sequence FROM tied JOIN journal j ON j.objection = tied.objection"
                    "     WHERE j.account IS NULL"
                    "   UNION SELECT j.sequence FROM tied JOIN journal j ON j.message = tied.message"
                    "     WHERE j.account IS NULL)"
                    " ORDER BY happened DESC, sequence DESC LIMIT :limit",
                    err);
    statement_bind_number(&statement, ":account", account);
    bind_limit(&statement, limit);
    return take_entries(&statement, list);
}

bool store_journal_noun(struct store *store, int64_t message, int64_t objection, int64_t dispute,
                        size_t limit, struct record_entry_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    "SELECT " COLUMNS " FROM journal WHERE sequence IN ("
                    "  SELECT sequence FROM journal WHERE message = :message"
                    "  UNION SELECT sequence FROM journal WHERE objection = :objection"
                    "  UNION SELECT sequence FROM journal WHERE dispute = :dispute)"
                    " ORDER BY happened DESC, sequence DESC LIMIT :limit",
                    err);
    statement_bind_id(&statement, ":message", message);
    statement_bind_id(&statement, ":objection", objection);
    statement_bind_id(&statement, ":dispute", dispute);
    bind_limit(&statement, limit);
    return take_entries(&statement, list);
}

static bool last_sequence(struct store *store, int64_t *last, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store, "SELECT max(sequence) FROM journal", err);
    if (statement_row(&statement))
        *last = statement_take_number(&statement);
    return statement_end(&statement);
}

bool store_journal_verify(struct store *store, struct journal_proof *proof, struct err *err)
{
    struct statement statement;
    struct str text = {0};
    char hash[HASH_HEX_SIZE];
    int64_t last = 0;
    bool good = true;

    memset(proof, 0, sizeof *proof);
    if (!last_sequence(store, &last, err))
        return false;
    statement_begin(&statement, store, "SELECT " COLUMNS " FROM journal ORDER BY sequence", err);
    while (good && statement_row(&statement)) {
        struct record_entry entry;
        const char *fact;

        take_entry(&statement, &entry, &fact);
        good = progress_go("entries", proof->entries, last ? (double)proof->entries / (double)last : 1, err);
        entry_hash(&entry, fact, proof->head, &text, hash);
        if (!proof->broken && (entry.sequence != proof->entries + 1 || strcmp(hash, entry.hash) != 0))
            proof->broken = entry.sequence;
        snprintf(proof->head, sizeof proof->head, "%s", entry.hash);
        proof->entries++;
        record_entry_clear(&entry);
    }
    str_clear(&text);
    return statement_end(&statement) && good;
}

void detail_add(struct str *detail, const char *text, int columns)
{
    struct str printable = {0};

    utf8_add_printable(&printable, text ? text : "", text ? strlen(text) : 0, UTF8_ONE_LINE);
    if (columns && utf8_width(str_text(&printable)) > columns)
        utf8_add_cell(detail, str_text(&printable), columns, false);
    else
        str_add(detail, str_text(&printable));
    str_clear(&printable);
}

void detail_add_change(struct str *detail, const char *name, const char *old, const char *now)
{
    old = old ? old : "";
    now = now ? now : "";
    if (strcmp(old, now) == 0)
        return;
    str_add_format(detail, "%s%s: ", detail->length ? "; " : "", name);
    detail_add(detail, *old ? old : "(none)", 0);
    str_add(detail, " -> ");
    detail_add(detail, *now ? now : "(none)", 0);
}

bool journal_enter(struct store *store, struct record_entry *entry, struct str *detail, struct err *err)
{
    bool ok;

    entry->detail = str_take(detail);
    ok = store_journal_add(store, entry, err);
    free(entry->detail);
    entry->detail = NULL;
    return ok;
}

bool journal_last(struct store *store, enum fact fact, int64_t account, int64_t message, int64_t objection,
                  int64_t dispute, int64_t duty, struct str *who, struct err *err)
{
    struct statement statement;
    char at[32];

    statement_begin(
        &statement, store,
        "SELECT agent, at FROM journal WHERE sequence = (SELECT max(sequence) FROM journal WHERE fact = :fact"
        " AND (account = :account OR message = :message OR objection = :objection OR dispute = :dispute"
        "   OR duty = :duty))",
        err);
    statement_bind_text(&statement, ":fact", fact_name(fact));
    statement_bind_id(&statement, ":account", account);
    statement_bind_id(&statement, ":message", message);
    statement_bind_id(&statement, ":objection", objection);
    statement_bind_id(&statement, ":dispute", dispute);
    statement_bind_id(&statement, ":duty", duty);
    if (statement_row(&statement)) {
        detail_add(who, statement_take_borrowed(&statement), 0);
        str_add_format(who, " at %s", instant_format(statement_take_number(&statement), at, sizeof at));
    } else {
        str_add(who, "somebody");
    }
    return statement_end(&statement);
}
