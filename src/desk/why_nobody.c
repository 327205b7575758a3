/* What is known where there is no account to prove a standing of. */
#include "config.h"
#include "desk/view.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/candidate.h"
#include "desk/private.h"

/* What somebody said, tied or not. */
struct said {
    struct record_objection objection; /* id 0: none yet */
    struct record_message message;     /* id 0: it came otherwise */
    int64_t *accounts;
    size_t count;
};

static void said_clear(struct said *said)
{
    record_objection_clear(&said->objection);
    record_message_clear(&said->message);
    free(said->accounts);
}

static bool said_load(struct desk *desk, int64_t objection, int64_t message, struct said *said,
                      struct err *err)
{
    if (objection ? !store_objection_get(desk->store, objection, &said->objection, err)
                  : !store_objection_of_message(desk->store, message, &said->objection, err))
        return false;
    if (objection && !said->objection.id)
        return err_set(err, ERR_USAGE, "there is no objection %lld: `demur objections` lists them",
                       (long long)objection);
    if (said->objection.message)
        message = said->objection.message;
    if (message && !store_message_get(desk->store, message, &said->message, err))
        return false;
    if (message && !said->message.id)
        return err_set(err, ERR_USAGE, "there is no message %lld: `demur inbox` lists them",
                       (long long)message);
    return !said->objection.id ||
           store_tie_list(desk->store, said->objection.id, &said->accounts, &said->count, err);
}

static void when_add(const struct desk *desk, int64_t instant, struct str *out)
{
    char local[24], utc[24];

    str_add_format(out, "%s (%s)", instant_format_local(instant, desk->program.zone, local, sizeof local),
                   instant_format(instant, utc, sizeof utc));
}

static bool known_add(struct desk *desk, const struct said *said, struct str *out, struct err *err)
{
    const struct record_objection *objection = &said->objection;
    const struct record_message *message = &said->message;
    struct str known = {0};
    bool good = true;

    if (message->id) {
        str_add_format(out, "message %lld: by %s of ", (long long)message->id, source_title(message->source));
        when_add(desk, message->received, out);
        str_add_format(out, ", from %s; %s\n", str_blank(message->author) ? "nobody named" : message->author,
                       reading_title(message->reading));
    }
    if (objection->id) {
        str_add_format(out, "objection %lld: %s, by %s of ", (long long)objection->id,
                       ruling_title(objection->ruling), source_title(objection->source));
        when_add(desk, objection->received, out);
        str_add_format(out, ", voice %s%s\n", voice_title(objection->voice),
                       objection->not_identified ? "; looked for and not identified" : "");
        good = desk_objector_add(desk, objection->id, &known, err);
    }
    str_add_format(out, "  known of who said it: %s\n",
                   known.length  ? str_text(&known)
                   : message->id ? "what the message says"
                                 : "nothing besides the words");
    str_clear(&known);
    return good;
}

/* Appends the day until which an account is held as a look-alike. */
static void held_add(const struct desk *desk, const struct record_hold_list *holds, int64_t account,
                     struct str *out)
{
    char day[16];

    for (size_t i = 0; i < holds->count; i++) {
        const struct record_hold *hold = &holds->items[i];

        if (hold->account == account && !hold->lifted && hold->expires != DAY_NONE &&
            hold->expires >= desk_today(desk))
            str_add_format(out, " as a look-alike until %s", day_format_long(hold->expires, day, sizeof day));
    }
}

static bool candidate_add(struct desk *desk, const struct desk_candidate *candidate,
                          const struct record_hold_list *holds, struct str *out, struct err *err)
{
    struct standing_result standing = {0};

    if (!desk_standing(desk, candidate->account.id, &standing, err))
        return false;
    str_add_format(out, "  %s %s: %s; stands %s", candidate->account.number, candidate->account.company,
                   str_text(&candidate->reasons), standing_title(standing.value));
    held_add(desk, holds, candidate->account.id, out);
    str_add(out, "\n");
    standing_clear(&standing);
    return true;
}

static bool candidates_add(struct desk *desk, const struct said *said, struct str *out, struct err *err)
{
    struct desk_candidate_list list = {0};
    struct record_hold_list holds = {0};
    int64_t objection = said->objection.id;
    const char *noun = objection ? "objection" : "message";
    long long id = (long long)(objection ? objection : said->message.id);
    bool good = desk_rules_refresh(desk, err) && desk_holidays_refresh(desk, err) &&
                desk_candidates(desk, objection, objection ? 0 : said->message.id, &list, err) &&
                (!objection || store_hold_like(desk->store, objection, &holds, err));

    str_add(out, list.count ? "candidates, likeliest first\n" : "candidates: none is found\n");
    for (size_t i = 0; good && i < list.count; i++)
        good = candidate_add(desk, &list.items[i], &holds, out, err);
    str_add_format(out, "\n`demur candidates %s:%lld` lists them with their scores", noun, id);
    if (objection)
        str_add_format(out, "; `demur hold --like objection:%lld --days N` holds them until it is known", id);
    str_add(out, ".\n");
    desk_candidate_list_clear(&list);
    record_hold_list_clear(&holds);
    return good;
}

static bool accounts_add(struct desk *desk, const struct said *said, struct str *out, bool *may,
                         struct err *err)
{
    *may = true;
    for (size_t i = 0; i < said->count; i++) {
        struct standing_result standing = {0};

        if (i)
            str_add(out, "\n\n");
        if (!desk_why(desk, said->accounts[i], out, err) ||
            !desk_standing(desk, said->accounts[i], &standing, err))
            return false;
        *may = *may && standing_may_disclose(standing.value) && !desk->looks_ahead;
        standing_clear(&standing);
    }
    return true;
}

bool desk_why_said(struct desk *desk, int64_t objection, int64_t message, struct str *out, bool *may,
                   struct err *err)
{
    struct said said = {0};
    bool all = false, good = said_load(desk, objection, message, &said, err);

    if (good && said.count) {
        good = accounts_add(desk, &said, out, &all, err);
    } else if (good) {
        str_add(out, said.message.staff
                         ? "One of ours wrote this: it is about no account.\n\n"
                         : "Tied to no account: it is not known whose data must not be disclosed.\n"
                           "Its look-alikes can be held meanwhile; how each stands is said below.\n\n");
        good =
            known_add(desk, &said, out, err) && (said.message.staff || candidates_add(desk, &said, out, err));
    }
    if (may)
        *may = all;
    said_clear(&said);
    return good;
}
