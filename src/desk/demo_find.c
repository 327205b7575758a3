#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk/demo_event.h"
#include "store/nouns.h"

#define POST "post:"
/* More posts than any thread of the demo has. */
#define POST_LIMIT 200

/* Returns the next word of *at as a text for the caller to free; NULL at the end. */
static char *word_next(const char **at)
{
    const char *start = *at + strspn(*at, " ");
    size_t length = strcspn(start, " ");

    *at = start + length;
    return length ? mem_text_n(start, length) : NULL;
}

bool demo_accounts(const struct demo *demo, const struct demo_event *event, int64_t **ids, size_t *count,
                   struct err *err)
{
    const char *at = event->about;
    size_t capacity = 0;
    bool good = true;
    char *word;

    *ids = NULL;
    *count = 0;
    while (good && (word = word_next(&at))) {
        struct record_account account = {0};

        if (!str_starts(word, POST) && !str_equal(word, "?")) {
            good = store_account_find(desk_store(demo->desk), word, &account, err);
            if (good && !account.id)
                good = err_set(err, ERR_INPUT, "no account %s", word);
            mem_grow(*ids, *count, capacity);
            (*ids)[(*count)++] = account.id;
            record_account_clear(&account);
        }
        free(word);
    }
    if (!good) {
        free(*ids);
        *ids = NULL;
        *count = 0;
    }
    return good;
}

static bool account_first(const struct demo *demo, const struct demo_event *event, int64_t *id,
                          struct err *err)
{
    int64_t *ids = NULL;
    size_t count = 0;
    bool good = demo_accounts(demo, event, &ids, &count, err);

    *id = count ? ids[0] : 0;
    free(ids);
    return good;
}

static bool message_is(const struct demo *demo, int64_t id, int64_t position, bool *is, struct err *err)
{
    struct record_message message = {0};
    bool good = store_message_get(desk_store(demo->desk), id, &message, err);

    *is = good && message.position == position;
    record_message_clear(&message);
    return good;
}

bool demo_message(const struct demo *demo, const struct demo_event *event, int64_t *id, struct err *err)
{
    const char *at = event->about;
    struct desk_list list = {0};
    struct row *rows = NULL;
    size_t count = 0;
    int64_t position = 0;
    char *word;
    bool good;

    *id = 0;
    if (!str_starts(at, POST))
        return true;
    word = word_next(&at);
    good = str_to_number(word + strlen(POST), &position);
    free(word);
    if (!good)
        return err_set(err, ERR_INPUT, "%s: write post:7", event->about);
    /* The journal has them all; the inbox only those not read. */
    good = desk_list_set(demo->desk, LIST_JOURNAL, "kind:message", false, NULL, &list, err) &&
           store_list_page(desk_store(demo->desk), &list.query, NULL, false, POST_LIMIT, &rows, &count, err);
    for (size_t i = 0; i < count; i++) {
        bool is = false;

        good = good && (*id || message_is(demo, rows[i].message, position, &is, err));
        if (is)
            *id = rows[i].message;
        row_clear(&rows[i]);
    }
    free(rows);
    desk_list_clear(&list);
    return good && (*id || err_set(err, ERR_INPUT, "the thread has no post %lld", (long long)position));
}

bool demo_dispute(const struct demo *demo, const struct demo_event *event, int64_t *id, struct err *err)
{
    struct record_dispute_list list = {0};
    int64_t account = 0;
    bool good = account_first(demo, event, &account, err) &&
                store_dispute_list(desk_store(demo->desk), desk_program(demo->desk)->id, account, &list, err);

    *id = 0;
    for (size_t i = 0; good && i < list.count; i++) {
        if (list.items[i].open)
            *id = list.items[i].id;
    }
    record_dispute_list_clear(&list);
    return good && (*id || err_set(err, ERR_INPUT, "%s has no open dispute", event->about));
}

/* Several accounts under one objection share one duty: it names none of them, the ties do. */
static bool objection_concerns(const struct demo *demo, int64_t objection, int64_t account, bool *concerns,
                               struct err *err)
{
    int64_t *ids = NULL;
    size_t count = 0;
    bool good = !objection || store_tie_list(desk_store(demo->desk), objection, &ids, &count, err);

    for (size_t i = 0; i < count; i++)
        *concerns = *concerns || ids[i] == account;
    free(ids);
    return good;
}

bool demo_duty(const struct demo *demo, const struct demo_event *event, enum duty kind, int64_t *id,
               struct err *err)
{
    struct record_duty_list list = {0};
    int64_t account = 0, message = 0;
    bool good =
        demo_message(demo, event, &message, err) && account_first(demo, event, &account, err) &&
        store_duty_list(desk_store(demo->desk), desk_program(demo->desk)->id, 0, message, 0, &list, err);

    *id = 0;
    for (size_t i = 0; good && !*id && i < list.count; i++) {
        const struct record_duty *duty = &list.items[i];
        bool concerns = message || duty->account == account;

        if (duty->kind != kind)
            continue;
        if (!concerns && !duty->account)
            good = objection_concerns(demo, duty->objection, account, &concerns, err);
        if (concerns)
            *id = duty->id;
    }
    record_duty_list_clear(&list);
    return good &&
           (*id || err_set(err, ERR_INPUT, "%s has no open duty of kind %s", event->about, duty_name(kind)));
}
