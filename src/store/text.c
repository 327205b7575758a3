#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "base/zone.h"
#include "core/text_item.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

#define LAST " FROM text_check k WHERE k.text = t.id ORDER BY k.id DESC LIMIT 1)"
#define COLUMNS                                                                                              \
    "t.id, t.program, t.version, t.language, t.text, t.charset, t.hash, coalesce((SELECT k.days" LAST        \
    ", t.days), t.agent, t.at, (SELECT k.items" LAST ", (SELECT k.words" LAST ", (SELECT k.agent" LAST       \
    ", (SELECT k.at" LAST

static int take_days(struct statement *statement)
{
    bool none = statement_next_is_null(statement);
    int days = statement_take_int(statement);

    return none ? -1 : days;
}

static void take_text(struct statement *statement, struct record_text *text)
{
    memset(text, 0, sizeof *text);
    text->id = statement_take_number(statement);
    text->program = statement_take_number(statement);
    text->version = statement_take_text(statement);
    text->language = statement_take_text(statement);
    text->text = statement_take_text(statement);
    text->charset = statement_take_text(statement);
    text->hash = statement_take_text(statement);
    text->days = take_days(statement);
    text->agent = statement_take_text(statement);
    text->at = statement_take_number(statement);
    text->checked = !statement_next_is_null(statement);
    text->items = (unsigned)statement_take_number(statement);
    text->check_words = statement_take_text(statement);
    text->check_agent = statement_take_text(statement);
    text->check_at = statement_take_instant(statement);
}

bool store_text_find(struct store *store, int64_t program, const char *version, struct record_text *text,
                     struct err *err)
{
    struct statement statement;

    memset(text, 0, sizeof *text);
    statement_begin(
        &statement, store,
        "SELECT " COLUMNS " FROM notice_text t WHERE t.program = :program AND t.version = :version", err);
    statement_bind_number(&statement, ":program", program);
    statement_bind_text(&statement, ":version", version);
    if (statement_row(&statement))
        take_text(&statement, text);
    return statement_end(&statement);
}

bool store_text_kept(struct store *store, int64_t program, bool *kept, struct err *err)
{
    struct statement statement;

    *kept = false;
    statement_begin(&statement, store, "SELECT EXISTS(SELECT 1 FROM notice_text WHERE program = :program)",
                    err);
    statement_bind_number(&statement, ":program", program);
    if (statement_row(&statement))
        *kept = statement_take_int(&statement) != 0;
    return statement_end(&statement);
}

bool store_text_count(struct store *store, struct record_text *text, struct err *err)
{
    struct statement statement;

    statement_begin(
        &statement, store,
        "SELECT count(*) FROM notice WHERE program = :program AND text_version = :version COLLATE NOCASE",
        err);
    statement_bind_number(&statement, ":program", text->program);
    statement_bind_text(&statement, ":version", text->version);
    if (statement_row(&statement))
        text->notices = statement_take_number(&statement);
    return statement_end(&statement);
}

static struct record_text *list_add(struct record_text_list *list)
{
    mem_grow(list->items, list->count, list->capacity);
    return &list->items[list->count++];
}

static bool list_missing(struct store *store, int64_t program, struct record_text_list *list, struct err *err)
{
    struct statement statement;

    statement_begin(&statement, store,
                    "SELECT n.text_version, count(*) FROM notice n WHERE n.program = :program"
                    " AND NOT EXISTS (SELECT 1 FROM notice_text t WHERE t.program = n.program"
                    "   AND t.version = n.text_version)"
                    " GROUP BY n.text_version COLLATE NOCASE ORDER BY n.text_version COLLATE NOCASE",
                    err);
    statement_bind_number(&statement, ":program", program);
    while (statement_row(&statement)) {
        struct record_text *text = list_add(list);

        *text = (struct record_text){
            .program = program, .days = -1, .at = INSTANT_NONE, .check_at = INSTANT_NONE};
        text->version = statement_take_text(&statement);
        text->notices = statement_take_number(&statement);
    }
    return statement_end(&statement);
}

bool store_text_list(struct store *store, int64_t program, struct record_text_list *list, struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store,
                    "SELECT " COLUMNS " FROM notice_text t WHERE t.program = :program ORDER BY t.version",
                    err);
    statement_bind_number(&statement, ":program", program);
    while (statement_row(&statement))
        take_text(&statement, list_add(list));
    if (!statement_end(&statement))
        return false;
    for (size_t i = 0; i < list->count; i++)
        if (!store_text_count(store, &list->items[i], err))
            return false;
    return list_missing(store, program, list, err);
}

/* Appends the version as people call it. */
static void version_add(struct str *detail, const char *version)
{
    if (*version)
        detail_add(detail, version, 0);
    else
        str_add(detail, "of notices that name none");
}

static void bind_days(struct statement *statement, int days)
{
    if (days < 0)
        statement_bind_null(statement, ":days");
    else
        statement_bind_number(statement, ":days", days);
}

bool store_text_add(struct store *store, struct record_text *text, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_TEXT};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(
        &statement, store,
        "INSERT INTO notice_text(program, version, language, text, charset, hash, raw, days, agent, at)"
        " VALUES(:program, :version, :language, :text, :charset, :hash, :raw, :days, :agent, :at)",
        err);
    statement_bind_number(&statement, ":program", text->program);
    statement_bind_text(&statement, ":version", text->version);
    statement_bind_text(&statement, ":language", text->language);
    statement_bind_text(&statement, ":text", text->text);
    statement_bind_text(&statement, ":charset", text->charset);
    statement_bind_text(&statement, ":hash", text->hash);
    statement_bind_bytes(&statement, ":raw", text->raw, text->raw_length);
    bind_days(&statement, text->days);
    statement_bind_text(&statement, ":agent", store->agent);
    statement_bind_number(&statement, ":at", store->now);
    if (!statement_run(&statement))
        return false;
    text->id = store_last_id(store);
    version_add(&detail, text->version);
    str_add_format(&detail, ", SHA-256 %.16s", text->hash);
    return journal_enter(store, &entry, &detail, err);
}

static void check_detail(const char *version, const struct record_text_check *check, struct str *detail)
{
    version_add(detail, version);
    if (check->items == TEXT_ITEM_ALL)
        str_add(detail, ", it has all it must say");
    else
        str_add(detail, ", ");
    text_item_add_defect(detail, check->items);
    if (check->days >= 0)
        str_add_format(detail, ", %d days", check->days);
    if (*check->words) {
        str_add(detail, ": ");
        detail_add(detail, check->words, 0);
    }
}

bool store_text_check_add(struct store *store, const char *version, const struct record_text_check *check,
                          struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_TEXT_CHECK};
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(&statement, store,
                    "INSERT INTO text_check(text, items, days, words, agent, at)"
                    " VALUES(:text, :items, :days, :words, :agent, :at)",
                    err);
    statement_bind_number(&statement, ":text", check->text);
    statement_bind_number(&statement, ":items", check->items);
    bind_days(&statement, check->days);
    statement_bind_text(&statement, ":words", check->words);
    statement_bind_text(&statement, ":agent", store->agent);
    statement_bind_number(&statement, ":at", store->now);
    if (!statement_run(&statement))
        return false;
    check_detail(version, check, &detail);
    return journal_enter(store, &entry, &detail, err);
}

bool store_text_accounts(struct store *store, int64_t program, const char *version,
                         bool (*visit)(int64_t account, void *context, struct err *err), void *context,
                         struct err *err)
{
    struct statement statement;
    bool good = true;

    statement_begin(&statement, store,
                    "SELECT DISTINCT account FROM notice WHERE program = :program"
                    " AND (:any OR text_version = :version COLLATE NOCASE) ORDER BY account",
                    err);
    statement_bind_number(&statement, ":program", program);
    statement_bind_number(&statement, ":any", version == NULL);
    statement_bind_text(&statement, ":version", version);
    while (good && statement_row(&statement))
        good = visit(statement_take_number(&statement), context, err);
    return statement_end(&statement) && good;
}
