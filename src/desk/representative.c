#include "config.h"
#include "desk/representative.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "desk/private.h"

bool desk_representative_find(struct desk *desk, const char *name,
                              struct record_representative *representative, struct err *err)
{
    return store_representative_find(desk->store, name, representative, err) &&
           (representative->id ||
            err_set(err, ERR_USAGE,
                    "no representative is called \"%s\": `demur representative list` names them", name));
}

static bool given_valid(const struct desk_representative *given, struct err *err)
{
    if (str_blank(given->name))
        return err_set(err, ERR_USAGE, "a representative needs a name");
    if (!str_blank(given->mail) && !strchr(given->mail, '@'))
        return err_set(err, ERR_USAGE, "the mail of a representative is no e-mail address: it has no @");
    if (!given->scope_count)
        return err_set(err, ERR_USAGE,
                       "say for whom the representative speaks: accounts, accounts under one, or a tag");
    for (size_t i = 0; i < given->scope_count; i++) {
        const struct record_scope *scope = &given->scopes[i];

        if (str_blank(scope->scope == SCOPE_TAG ? scope->tag : scope->number))
            return err_set(err, ERR_USAGE, "a scope needs an account number or a tag");
    }
    return true;
}

/* A mistyped number would hold nobody and say nothing of it. */
static bool scope_known(struct desk *desk, const struct record_scope *scope, struct err *err)
{
    struct record_account account = {0};
    bool known = false, good = true;

    if (scope->future || scope->scope == SCOPE_TAG)
        return true;
    good = store_account_find(desk->store, scope->number, &account, err);
    known = account.id != 0;
    record_account_clear(&account);
    if (good && !known && scope->scope == SCOPE_UNDER)
        good = store_account_is_parent(desk->store, scope->number, &known, err);
    return good &&
           (known || err_set(err, ERR_USAGE,
                             "no account has the number %s: `demur accounts WORD` finds it; one that comes "
                             "later is meant with \"future\"",
                             scope->number));
}

static bool scope_there(const struct record_scope_list *list, const struct record_scope *scope)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct record_scope *known = &list->items[i];

        if (known->scope == scope->scope && known->future == scope->future &&
            str_equal_ascii(known->number, scope->number ? scope->number : "") &&
            str_equal_ascii(known->tag, scope->tag ? scope->tag : ""))
            return true;
    }
    return false;
}

static bool scopes_add(struct desk *desk, int64_t representative, const struct desk_representative *given,
                       struct err *err)
{
    struct record_scope_list list = {0};
    bool good = store_scope_list(desk->store, representative, &list, err);

    for (size_t i = 0; good && i < given->scope_count; i++) {
        struct record_scope scope = given->scopes[i];

        scope.representative = representative;
        good = scope_known(desk, &scope, err) &&
               (scope_there(&list, &scope) || store_scope_add(desk->store, &scope, err));
    }
    record_scope_list_clear(&list);
    return good;
}

/* A record is a fact: who is known under another office or mail is another. */
static bool record_settle(struct desk *desk, const struct desk_representative *given,
                          struct record_representative *found, struct err *err)
{
    struct record_representative added = {.office = given->office ? *given->office : OFFICE_OTHER};
    bool good;

    if (found->id) {
        if ((given->office && *given->office != found->office) ||
            (!str_blank(given->mail) && !str_equal_ascii(given->mail, found->mail)))
            return err_set(
                err, ERR_RULE, "%s is on file as %s%s%s: a record is never changed; give another name",
                found->name, office_title(found->office), *found->mail ? " with the mail " : "", found->mail);
        return true;
    }
    added.name = mem_text(given->name);
    added.mail = mem_text(given->mail ? given->mail : "");
    good = store_representative_add(desk->store, &added, err);
    found->id = added.id;
    record_representative_clear(&added);
    return good;
}

/* Whom it speaks for, it does in every program in which it objected. */
static bool program_follow(struct desk *desk, void *context, struct err *err)
{
    (void)context;
    return desk_reach_follow(desk, err);
}

bool desk_representative_add(struct desk *desk, const struct desk_representative *given, int64_t *id,
                             struct err *err)
{
    struct record_representative found = {0};
    bool good;

    if (!given_valid(given, err) || !desk_begin(desk, err))
        return false;
    good = store_representative_find(desk->store, given->name, &found, err) &&
           record_settle(desk, given, &found, err) && scopes_add(desk, found.id, given, err) &&
           desk_program_each(desk, program_follow, NULL, err);
    good = desk_end(desk, good, err);
    if (good && id)
        *id = found.id;
    record_representative_clear(&found);
    return good;
}

bool desk_representative_reach(struct desk *desk, int64_t id, struct desk_reach *reach, struct err *err)
{
    memset(reach, 0, sizeof *reach);
    if (!store_representative_get(desk->store, id, &reach->representative, err))
        return false;
    if (!reach->representative.id)
        return err_set(err, ERR_USAGE,
                       "there is no such representative: `demur representative list` names them");
    if (!store_scope_list(desk->store, id, &reach->scopes, err) ||
        !store_reach_list(desk->store, desk->program.id, id, desk->now, &reach->accounts, err))
        return false;
    for (size_t i = 0; i < reach->accounts.count; i++) {
        const struct record_reach *account = &reach->accounts.items[i];

        reach->open += account->open;
        reach->released += account->released;
        reach->objected += account->standing == STANDING_OBJECTED || account->standing == STANDING_DISPUTED;
    }
    return true;
}

void desk_reach_clear(struct desk_reach *reach)
{
    record_representative_clear(&reach->representative);
    record_scope_list_clear(&reach->scopes);
    record_reach_list_clear(&reach->accounts);
    memset(reach, 0, sizeof *reach);
}

void desk_reach_add(const struct desk_reach *reach, struct str *out)
{
    str_add_format(out, "%zu account%s, %zu window%s still open, %zu already released, %zu already objected",
                   reach->accounts.count, reach->accounts.count == 1 ? "" : "s", reach->open,
                   reach->open == 1 ? "" : "s", reach->released, reach->objected);
}

void desk_scope_add(const struct record_scope *scope, struct str *out)
{
    if (scope->scope == SCOPE_TAG)
        str_add_format(out, "accounts with the tag %s", scope->tag);
    else
        str_add_format(out, "%s%s", scope->number, scope->scope == SCOPE_UNDER ? " with all under it" : "");
    if (scope->future)
        str_add(out, ", future ones too");
}

bool desk_speaker_apply(struct desk *desk, struct record_objection *objection, int64_t representative,
                        struct err *err)
{
    if (!representative || objection->representative == representative)
        return true;
    if (objection->representative)
        return err_set(err, ERR_RULE,
                       "objection %lld is on file as another representative's: log this one as its own",
                       (long long)objection->id);
    if (!store_speaker_set(desk->store, objection->id, representative, err))
        return false;
    objection->representative = representative;
    return true;
}

bool desk_reach_join(struct desk *desk, int64_t representative, const int64_t *given, size_t given_count,
                     int64_t **accounts, size_t *count, struct err *err)
{
    struct record_reach_list reach = {0};
    bool good = !representative ||
                store_reach_list(desk->store, desk->program.id, representative, desk->now, &reach, err);

    *count = 0;
    *accounts = mem_new_array(given_count + reach.count + 1, sizeof **accounts);
    for (size_t i = 0; i < given_count; i++)
        (*accounts)[(*count)++] = given[i];
    for (size_t i = 0; i < reach.count; i++)
        (*accounts)[(*count)++] = reach.items[i].account;
    record_reach_list_clear(&reach);
    return good;
}

static bool late_tie(struct desk *desk, const struct record_authority *late, struct err *err)
{
    struct record_objection objection = {0};
    bool good = store_objection_get(desk->store, late->objection, &objection, err) &&
                desk_ties_apply(desk, &objection, &late->account, 1, err) &&
                (objection.ruling != RULING_UNREAD || desk_authority_open(desk, &objection, err)) &&
                desk_standing_refresh(desk, late->account, err) &&
                desk_resend_refresh(desk, late->account, 0, err);

    record_objection_clear(&objection);
    return good;
}

bool desk_reach_follow(struct desk *desk, struct err *err)
{
    struct record_authority_list late = {0};
    bool good = store_reach_late(desk->store, desk->program.id, &late, err);

    for (size_t i = 0; good && i < late.count; i++)
        good = late_tie(desk, &late.items[i], err);
    record_authority_list_clear(&late);
    return good;
}

bool desk_representative_object(struct desk *desk, int64_t representative,
                                const struct desk_objection *objection, int64_t *id, struct err *err)
{
    struct desk_objection spoken = *objection;

    spoken.voice = VOICE_REPRESENTATIVE;
    spoken.representative = representative;
    return desk_object(desk, &spoken, id, err);
}
