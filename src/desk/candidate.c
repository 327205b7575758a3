#include "config.h"
#include "desk/candidate.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/candidate.h"
#include "desk/private.h"
#include "store/release.h"

/* So many of each kind are looked up, and so many candidates shown: a long text is no reason to wait. */
enum { LOOK_UPS = 40, SHOWN = 20 };

/* What is known of somebody, borrowed from the records. */
struct known {
    struct record_objection objection;
    struct record_message message;
    struct record_objector objector;
    const char *text;
};

static void known_clear(struct known *known)
{
    record_objection_clear(&known->objection);
    record_message_clear(&known->message);
    record_objector_clear(&known->objector);
}

void desk_candidate_list_clear(struct desk_candidate_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        record_account_clear(&list->items[i].account);
        str_clear(&list->items[i].reasons);
    }
    free(list->items);
    memset(list, 0, sizeof *list);
}

static bool candidate_of(struct desk *desk, struct desk_candidate_list *list, int64_t account,
                         struct desk_candidate **found, struct err *err)
{
    struct desk_candidate added = {0};

    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].account.id == account) {
            *found = &list->items[i];
            return true;
        }
    }
    if (!store_account_get(desk->store, account, &added.account, err))
        return false;
    mem_grow(list->items, list->count, list->capacity);
    list->items[list->count] = added;
    *found = &list->items[list->count++];
    return true;
}

static void reason_add(struct desk_candidate *candidate, enum clue clue, const char *detail, int weight)
{
    candidate->score += weight;
    str_add_format(&candidate->reasons, "%s%s %s", candidate->reasons.length ? ", " : "", clue_title(clue),
                   detail);
}

static bool clue_add(struct desk *desk, struct desk_candidate_list *list, const int64_t *ids, size_t count,
                     enum clue clue, const char *detail, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        struct desk_candidate *candidate;
        bool again = false;

        for (size_t j = 0; j < i; j++)
            again = again || ids[j] == ids[i];
        if (again)
            continue;
        if (!candidate_of(desk, list, ids[i], &candidate, err))
            return false;
        reason_add(candidate, clue, detail, clue_weight(clue));
    }
    return true;
}

static bool match_add(struct desk *desk, struct desk_candidate_list *list, enum match by, enum clue clue,
                      const char *text, const char *detail, struct err *err)
{
    struct store_match_list matches = {0};
    int64_t *ids;
    bool good = store_match_add(desk->store, by, text, &matches, err);

    ids = mem_new_array(matches.count, sizeof *ids);
    for (size_t i = 0; i < matches.count; i++)
        ids[i] = matches.items[i].account;
    if (matches.count <= CANDIDATE_COMMON)
        good = good && clue_add(desk, list, ids, matches.count, clue, detail, err);
    free(ids);
    free(matches.items);
    return good;
}

static bool mail_add(struct desk *desk, struct desk_candidate_list *list, const char *mail, struct err *err)
{
    const char *at = strrchr(mail, '@');

    return match_add(desk, list, MATCH_EMAIL, CLUE_MAIL, mail, mail, err) &&
           (candidate_mail_is_public(mail) ||
            match_add(desk, list, MATCH_DOMAIN, CLUE_DOMAIN, mail, at + 1, err));
}

static bool handle_add(struct desk *desk, struct desk_candidate_list *list, const char *handle,
                       struct err *err)
{
    struct record_contact_list contacts = {0};
    int64_t *ids;
    bool good = store_contact_by_handle(desk->store, handle, &contacts, err);

    ids = mem_new_array(contacts.count, sizeof *ids);
    for (size_t i = 0; i < contacts.count; i++)
        ids[i] = contacts.items[i].account;
    good = good && clue_add(desk, list, ids, contacts.count, CLUE_HANDLE, handle, err);
    free(ids);
    record_contact_list_clear(&contacts);
    return good;
}

static bool name_add(struct desk *desk, struct desk_candidate_list *list, const char *name, struct err *err)
{
    int64_t *ids = NULL;
    size_t count = 0;
    bool good = store_account_by_contact_name(desk->store, name, CANDIDATE_COMMON + 1, &ids, &count, err) &&
                (count > CANDIDATE_COMMON || clue_add(desk, list, ids, count, CLUE_NAME, name, err));

    free(ids);
    return good;
}

/* The search knows more of an account than its company's name. */
static bool company_has(const struct record_account *account, const char *word)
{
    const char *rest = account->company;
    bool has = false;
    char *one;

    while (!has && (one = candidate_word_next(&rest, false))) {
        has = str_equal(one, word);
        free(one);
    }
    return has;
}

static bool word_add(struct desk *desk, struct desk_candidate_list *list, const char *word, bool said,
                     struct err *err)
{
    struct desk_candidate_list with = {0};
    struct desk_candidate *candidate;
    int64_t *ids = NULL;
    size_t count = 0, have = 0;
    bool good = store_account_by_word(desk->store, word, CANDIDATE_COMMON + 1, &ids, &count, err);

    if (count > CANDIDATE_COMMON)
        count = 0;
    for (size_t i = 0; good && i < count; i++) {
        good = candidate_of(desk, &with, ids[i], &candidate, err);
        if (good && company_has(&candidate->account, word))
            ids[have++] = ids[i];
    }
    for (size_t i = 0; good && i < have; i++) {
        good = candidate_of(desk, list, ids[i], &candidate, err);
        if (good)
            reason_add(candidate, CLUE_WORD, word, candidate_word_weight(have, said));
    }
    desk_candidate_list_clear(&with);
    free(ids);
    return good;
}

static bool is_new(struct str *seen, const char *word)
{
    char *marked = mem_format(" %s ", word);
    bool is = !strstr(str_text(seen), marked);

    if (is)
        str_add(seen, marked);
    free(marked);
    return is;
}

static bool words_add(struct desk *desk, struct desk_candidate_list *list, const char *text, bool said,
                      struct str *seen, struct err *err)
{
    bool good = true;
    int tries = 0;
    char *word;

    while (good && tries < LOOK_UPS && (word = candidate_word_next(&text, !said))) {
        if (is_new(seen, word)) {
            good = word_add(desk, list, word, said, err);
            tries++;
        }
        free(word);
    }
    return good;
}

/* Numbers and mails that stand in the text. */
static bool pieces_add(struct desk *desk, struct desk_candidate_list *list, const char *text,
                       struct str *seen, struct err *err)
{
    const char *rest = text;
    bool good = true;
    int tries = 0;
    char *piece;

    while (good && tries++ < LOOK_UPS && (piece = candidate_number_next(&rest))) {
        if (is_new(seen, piece))
            good = match_add(desk, list, MATCH_NUMBER, CLUE_NUMBER, piece, piece, err);
        free(piece);
    }
    rest = text;
    tries = 0;
    while (good && tries++ < LOOK_UPS && (piece = candidate_mail_next(&rest))) {
        if (is_new(seen, piece))
            good = mail_add(desk, list, piece, err);
        free(piece);
    }
    return good;
}

static bool who_add(struct desk *desk, struct desk_candidate_list *list, const struct known *known,
                    struct err *err)
{
    const struct record_objector *objector = &known->objector;
    const char *author = known->message.author;

    if (!str_blank(author) && (!handle_add(desk, list, author, err) || !name_add(desk, list, author, err)))
        return false;
    return (str_blank(objector->handle) || handle_add(desk, list, objector->handle, err)) &&
           (str_blank(objector->name) || name_add(desk, list, objector->name, err)) &&
           (str_blank(objector->mail) || mail_add(desk, list, objector->mail, err));
}

/* A region says something only of who is likely anyway. */
static void region_add(struct desk_candidate_list *list, const char *region)
{
    size_t length = region ? strcspn(region, "-") : 0;

    for (size_t i = 0; length && i < list->count; i++) {
        const char *country = list->items[i].account.country;

        if (strncmp(country, region, length) == 0 && (!country[length] || country[length] == '-'))
            reason_add(&list->items[i], CLUE_REGION, country, clue_weight(CLUE_REGION));
    }
}

static int compare(const void *a, const void *b)
{
    const struct desk_candidate *x = a, *y = b;

    return x->score != y->score ? (x->score < y->score) - (x->score > y->score)
                                : str_compare_natural(x->account.number, y->account.number);
}

/* Those that are tied already are no question any more. */
static bool list_settle(struct desk *desk, struct desk_candidate_list *list, int64_t objection,
                        struct err *err)
{
    int64_t *tied = NULL;
    size_t count = 0, kept = 0;
    bool good = !objection || store_tie_list(desk->store, objection, &tied, &count, err);

    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare);
    for (size_t i = 0; i < list->count; i++) {
        bool keep = kept < SHOWN && list->items[i].score > 0;

        for (size_t j = 0; j < count; j++)
            keep = keep && tied[j] != list->items[i].account.id;
        if (keep) {
            list->items[kept++] = list->items[i];
        } else {
            record_account_clear(&list->items[i].account);
            str_clear(&list->items[i].reasons);
        }
    }
    list->count = kept;
    free(tied);
    return good;
}

static bool known_load(struct desk *desk, int64_t objection, int64_t message, struct known *known,
                       struct err *err)
{
    if (objection ? !store_objection_get(desk->store, objection, &known->objection, err)
                  : !store_objection_of_message(desk->store, message, &known->objection, err))
        return false;
    if (objection && !known->objection.id)
        return err_set(err, ERR_USAGE, "there is no objection %lld: `demur objections` lists them",
                       (long long)objection);
    if (!message)
        message = known->objection.message;
    if (message && !store_message_get(desk->store, message, &known->message, err))
        return false;
    if (message && !known->message.id)
        return err_set(err, ERR_USAGE, "there is no message %lld: `demur inbox` lists them",
                       (long long)message);
    known->text = known->message.id ? known->message.body_now : known->objection.words;
    return !known->objection.id ||
           store_objector_get(desk->store, known->objection.id, &known->objector, err);
}

bool desk_candidates(struct desk *desk, int64_t objection, int64_t message, struct desk_candidate_list *list,
                     struct err *err)
{
    struct known known = {0};
    struct str seen = {0};
    bool good;

    memset(list, 0, sizeof *list);
    good = known_load(desk, objection, message, &known, err);
    if (good && !known.message.staff) {
        good = who_add(desk, list, &known, err) &&
               (str_blank(known.objector.company) ||
                words_add(desk, list, known.objector.company, true, &seen, err)) &&
               (str_blank(known.text) || (pieces_add(desk, list, known.text, &seen, err) &&
                                          words_add(desk, list, known.text, false, &seen, err)));
        region_add(list, known.objector.region);
        good = good && list_settle(desk, list, known.objection.id, err);
    }
    known_clear(&known);
    str_clear(&seen);
    return good;
}

static void part_add(struct str *out, const char **before, const char *label, const char *text)
{
    if (str_blank(text))
        return;
    str_add_format(out, "%s%s %s", *before, label, text);
    *before = ", ";
}

bool desk_objector_add(struct desk *desk, int64_t objection, struct str *out, struct err *err)
{
    struct record_objector objector = {0};
    const char *before = "";
    bool good = store_objector_get(desk->store, objection, &objector, err);

    if (good) {
        part_add(out, &before, "name", objector.name);
        part_add(out, &before, "forum name", objector.handle);
        part_add(out, &before, "mail", objector.mail);
        part_add(out, &before, "company", objector.company);
        part_add(out, &before, "region", objector.region);
    }
    record_objector_clear(&objector);
    return good;
}
