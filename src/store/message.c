#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/nouns.h"

#define STORED                                                                                               \
    "program, thread, source, position, origin, author, role, post_count, staff, day, hour, minute, "        \
    "precision, zone,"                                                                                       \
    " received, subject, body, raw, charset, hash, staff_edit, addressed_to, notice_subject, "               \
    "notice_address,"                                                                                        \
    " notice_categories, notice_days"
#define SUGGESTED                                                                                            \
    ", suggested_reading, suggested_ruling, suggested_voice, suggested_flags, suggested_cues, "              \
    "suggested_scope, suggested_to"
/* A changed message carries the suggestion of its newest text. */
#define NEWEST(column)                                                                                       \
    ", coalesce((SELECT " column " FROM message_change WHERE message = m.id AND suggested_reading IS NOT "   \
    "NULL ORDER BY id DESC LIMIT 1), " column ")"
/* The last reading, how many there are, whether the last copy lacks the message, and its newest text. */
#define DERIVED                                                                                              \
    ", (SELECT reading FROM reading WHERE message = m.id ORDER BY version DESC LIMIT 1)"                     \
    ", (SELECT count(*) FROM reading WHERE message = m.id)"                                                  \
    ", (SELECT kind FROM message_change WHERE message = m.id ORDER BY id DESC LIMIT 1)"                      \
    ", (SELECT body FROM message_change WHERE message = m.id AND body IS NOT NULL ORDER BY id DESC LIMIT 1)"
#define CHANGED_SINCE                                                                                        \
    ", EXISTS (SELECT 1 FROM message_change c WHERE c.message = m.id AND c.kind = 'changed'"                 \
    " AND c.readings >= (SELECT count(*) FROM reading WHERE message = m.id))"
#define SELECT                                                                                               \
    "SELECT id, " STORED NEWEST("suggested_reading") NEWEST("suggested_ruling") NEWEST("suggested_voice")    \
        NEWEST("suggested_flags") NEWEST("suggested_cues") NEWEST("suggested_scope") NEWEST("suggested_to")  \
            DERIVED CHANGED_SINCE " FROM message m"

bool store_thread_ensure(struct store *store, int64_t program, enum source source, const char *title,
                         int64_t *id, bool *added, struct err *err)
{
    char *key = key_title(title);
    struct statement statement;
    bool ok;

    *id = 0;
    *added = false;
    statement_begin(
        &statement, store,
        "SELECT id FROM thread WHERE program = :program AND source = :source AND title_key = :key", err);
    statement_bind_number(&statement, ":program", program);
    statement_bind_text(&statement, ":source", source_name(source));
    statement_bind_text(&statement, ":key", key);
    if (statement_row(&statement))
        *id = statement_take_number(&statement);
    ok = statement_end(&statement);
    if (!ok || *id)
        goto out;
    ok = store_need_write(store, err);
    if (!ok)
        goto out;
    statement_begin(
        &statement, store,
        "INSERT INTO thread(program, source, title, title_key) VALUES(:program, :source, :title, :key)", err);
    statement_bind_number(&statement, ":program", program);
    statement_bind_text(&statement, ":source", source_name(source));
    statement_bind_text(&statement, ":title", title);
    statement_bind_text(&statement, ":key", key);
    ok = statement_run(&statement);
    if (ok) {
        *id = store_last_id(store);
        *added = true;
    }
out:
    free(key);
    return ok;
}

static void bind_clock(struct statement *statement, const char *name, int value)
{
    if (value < 0)
        statement_bind_null(statement, name);
    else
        statement_bind_number(statement, name, value);
}

static int take_clock(struct statement *statement)
{
    bool null = statement_next_is_null(statement);
    int value = statement_take_int(statement);

    return null ? -1 : value;
}

static void bind_suggestion(struct statement *statement, const struct suggestion *suggestion)
{
    statement_bind_text(statement, ":suggested_reading", reading_name(suggestion->reading));
    statement_bind_text(statement, ":suggested_ruling", ruling_name(suggestion->ruling));
    statement_bind_text(statement, ":suggested_voice", voice_name(suggestion->voice));
    statement_bind_number(statement, ":suggested_flags", suggestion->flags);
    statement_bind_text(statement, ":suggested_cues", suggestion->cues);
    statement_bind_text(statement, ":suggested_scope", suggestion->scope);
    statement_bind_text(statement, ":suggested_to", suggestion->addressed_to);
}

static void bind_no_suggestion(struct statement *statement)
{
    static const char *const names[] = {":suggested_reading", ":suggested_ruling", ":suggested_voice",
                                        ":suggested_flags",   ":suggested_cues",   ":suggested_scope",
                                        ":suggested_to"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        statement_bind_null(statement, names[i]);
}

static void bind_message(struct statement *statement, const struct record_message *message)
{
    statement_bind_number(statement, ":program", message->program);
    statement_bind_id(statement, ":thread", message->thread);
    statement_bind_text(statement, ":source", source_name(message->source));
    statement_bind_number(statement, ":position", message->position);
    statement_bind_text(statement, ":origin", message->origin);
    statement_bind_text(statement, ":author", message->author);
    statement_bind_text(statement, ":role", message->role);
    statement_bind_text(statement, ":post_count", message->post_count);
    statement_bind_number(statement, ":staff", message->staff);
    statement_bind_day(statement, ":day", message->day);
    bind_clock(statement, ":hour", message->hour);
    bind_clock(statement, ":minute", message->minute);
    statement_bind_text(statement, ":precision", precision_name(message->precision));
    statement_bind_text(statement, ":zone", message->zone);
    statement_bind_number(statement, ":received", message->received);
    statement_bind_text(statement, ":subject", message->subject);
    statement_bind_text(statement, ":body", message->body);
    statement_bind_bytes(statement, ":raw", message->raw, message->raw_length);
    statement_bind_text(statement, ":charset", message->charset);
    statement_bind_text(statement, ":hash", message->hash);
    statement_bind_text(statement, ":staff_edit", message->staff_edit);
    statement_bind_text(statement, ":addressed_to", message->addressed_to);
    statement_bind_text(statement, ":notice_subject", message->notice_subject);
    statement_bind_text(statement, ":notice_address", message->notice_address);
    statement_bind_text(statement, ":notice_categories", message->notice_categories);
    bind_clock(statement, ":notice_days", message->notice_days);
    bind_suggestion(statement, &message->suggestion);
}

static bool message_search(struct store *store, int64_t id, const char *author, const char *subject,
                           const char *body, const char *body_now, struct err *err)
{
    const char *const texts[] = {author, subject, body, body_now, NULL};

    return search_keep(store, SEARCH_MESSAGE, id, texts, err);
}

bool store_message_add(struct store *store, struct record_message *message, struct err *err)
{
    struct record_entry entry = {.happened = message->received, .fact = FACT_MESSAGE};
    char *author;
    struct statement statement;
    struct str detail = {0};

    if (!store_need_write(store, err))
        return false;
    statement_begin(
        &statement, store,
        "INSERT INTO message(" STORED SUGGESTED ", author_key, recorded"
        ") VALUES(:program, :thread, :source, :position, :origin, :author, :role,"
        " :post_count, :staff, :day, :hour, :minute, :precision, :zone, :received, :subject, :body, :raw, "
        ":charset,"
        " :hash, :staff_edit, :addressed_to, :notice_subject, :notice_address, :notice_categories, "
        ":notice_days,"
        " :suggested_reading, :suggested_ruling, :suggested_voice, :suggested_flags, :suggested_cues,"
        " :suggested_scope, :suggested_to, :author_key, :recorded)",
        err);
    bind_message(&statement, message);
    statement_bind_number(&statement, ":recorded", store->now);
    author = key_title(message->author ? message->author : "");
    statement_bind_text(&statement, ":author_key", author);
    free(author);
    if (!statement_run(&statement))
        return false;
    message->id = entry.message = store_last_id(store);
    if (!message_search(store, message->id, message->author ? message->author : "",
                        message->subject ? message->subject : "", message->body ? message->body : "", NULL,
                        err))
        return false;
    str_add(&detail, source_title(message->source));
    if (message->author && *message->author) {
        str_add(&detail, " by ");
        detail_add(&detail, message->author, 0);
    }
    if (message->subject && *message->subject) {
        str_add(&detail, ": ");
        detail_add(&detail, message->subject, 60);
    }
    return journal_enter(store, &entry, &detail, err);
}

static void take_suggestion(struct statement *statement, struct suggestion *suggestion)
{
    statement_take_word(statement, reading, &suggestion->reading);
    statement_take_word(statement, ruling, &suggestion->ruling);
    statement_take_word(statement, voice, &suggestion->voice);
    suggestion->flags = (unsigned)statement_take_number(statement);
    suggestion->cues = statement_take_text(statement);
    suggestion->scope = statement_take_text(statement);
    suggestion->addressed_to = statement_take_text(statement);
}

static void take_derived(struct statement *statement, struct record_message *message)
{
    message->reading = READING_UNREAD;
    if (statement_next_is_null(statement))
        statement_take_int(statement);
    else
        statement_take_word(statement, reading, &message->reading);
    message->version = statement_take_int(statement);
    message->vanished = strcmp(statement_take_borrowed(statement), "vanished") == 0;
    if (statement_next_is_null(statement))
        message->body_now = mem_text(message->body);
    else
        message->body_now = statement_take_text(statement);
    message->changed = strcmp(message->body_now, message->body) != 0;
    message->changed_since = statement_take_int(statement) != 0;
}

static void take_message(struct statement *statement, struct record_message *message)
{
    memset(message, 0, sizeof *message);
    message->id = statement_take_number(statement);
    message->program = statement_take_number(statement);
    message->thread = statement_take_number(statement);
    statement_take_word(statement, source, &message->source);
    message->position = statement_take_int(statement);
    message->origin = statement_take_text(statement);
    message->author = statement_take_text(statement);
    message->role = statement_take_text(statement);
    message->post_count = statement_take_text(statement);
    message->staff = statement_take_int(statement) != 0;
    message->day = statement_take_day(statement);
    message->hour = take_clock(statement);
    message->minute = take_clock(statement);
    statement_take_word(statement, precision, &message->precision);
    message->zone = statement_take_text(statement);
    message->received = statement_take_number(statement);
    message->subject = statement_take_text(statement);
    message->body = statement_take_text(statement);
    message->raw = statement_take_bytes(statement, &message->raw_length);
    message->charset = statement_take_text(statement);
    message->hash = statement_take_text(statement);
    message->staff_edit = statement_take_text(statement);
    message->addressed_to = statement_take_text(statement);
    message->notice_subject = statement_take_text(statement);
    message->notice_address = statement_take_text(statement);
    message->notice_categories = statement_take_text(statement);
    message->notice_days = take_clock(statement);
    take_suggestion(statement, &message->suggestion);
    take_derived(statement, message);
}

bool store_message_get(struct store *store, int64_t id, struct record_message *message, struct err *err)
{
    struct statement statement;

    memset(message, 0, sizeof *message);
    statement_begin(&statement, store, SELECT " WHERE id = :id", err);
    statement_bind_number(&statement, ":id", id);
    if (statement_row(&statement))
        take_message(&statement, message);
    return statement_end(&statement);
}

bool store_message_thread(struct store *store, int64_t thread, struct record_message_list *list,
                          struct err *err)
{
    struct statement statement;

    memset(list, 0, sizeof *list);
    statement_begin(&statement, store, SELECT " WHERE thread = :thread ORDER BY position, id", err);
    statement_bind_number(&statement, ":thread", thread);
    while (statement_row(&statement)) {
        mem_grow(list->items, list->count, list->capacity);
        take_message(&statement, &list->items[list->count++]);
    }
    return statement_end(&statement);
}

/* Returns the word for a change and how it reads, or NULL when a later copy says nothing new. */
static const char *change_kind(const struct record_message *message, const char *body, const char **sentence)
{
    bool same = body && strcmp(body, message->body_now) == 0;

    if (!body) {
        *sentence = "gone from a later copy";
        return message->vanished ? NULL : "vanished";
    }
    *sentence = same ? "back in a later copy" : "changed in a later copy";
    if (!same)
        return "changed";
    return message->vanished ? "returned" : NULL;
}

bool store_message_change_add(struct store *store, int64_t message, const char *body,
                              const struct suggestion *suggestion, struct err *err)
{
    struct record_entry entry = {.happened = INSTANT_NONE, .fact = FACT_MESSAGE_CHANGE, .message = message};
    const char *kind, *sentence;
    struct record_message known;
    struct statement statement;
    struct str detail = {0};
    bool ok = false;

    if (!store_need_write(store, err) || !store_message_get(store, message, &known, err))
        return false;
    if (!known.id) {
        err_set(err, ERR_USAGE, "message %lld: there is none", (long long)message);
        goto out;
    }
    kind = change_kind(&known, body, &sentence);
    ok = kind == NULL;
    if (ok)
        goto out;
    statement_begin(
        &statement, store,
        "INSERT INTO message_change(message, kind, body, readings, recorded" SUGGESTED
        ") VALUES(:message, :kind, :body,"
        " :readings, :recorded, :suggested_reading, :suggested_ruling, :suggested_voice, :suggested_flags,"
        " :suggested_cues, :suggested_scope, :suggested_to)",
        err);
    if (suggestion)
        bind_suggestion(&statement, suggestion);
    else
        bind_no_suggestion(&statement);
    statement_bind_number(&statement, ":message", message);
    statement_bind_text(&statement, ":kind", kind);
    if (body)
        statement_bind_text(&statement, ":body", body);
    else
        statement_bind_null(&statement, ":body");
    statement_bind_number(&statement, ":readings", known.version);
    statement_bind_number(&statement, ":recorded", store->now);
    if (!statement_run(&statement) ||
        (body && !message_search(store, message, known.author, known.subject, known.body, body, err)))
        goto out;
    str_add(&detail, sentence);
    ok = journal_enter(store, &entry, &detail, err);
out:
    record_message_clear(&known);
    return ok;
}
