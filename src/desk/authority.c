#include "config.h"
#include "desk/representative.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "desk/private.h"

bool desk_authority_pending(struct desk *desk, int64_t objection, bool *pending, struct err *err)
{
    struct record_authority_list list = {0};
    bool good = store_authority_list(desk->store, objection, &list, err);

    *pending = !list.count;
    for (size_t i = 0; i < list.count; i++)
        *pending =
            *pending || list.items[i].state == AUTHORITY_ASSERTED || list.items[i].state == AUTHORITY_ASKED;
    record_authority_list_clear(&list);
    return good;
}

bool desk_authority_open(struct desk *desk, const struct record_objection *objection, struct err *err)
{
    struct record_duty duty = {
        .kind = DUTY_AUTHORITY,
        .objection = objection->id,
        .message = objection->message,
        .source = objection->source,
    };
    bool pending = false, has = false, good;

    if (!desk_authority_pending(desk, objection->id, &pending, err) ||
        !desk_duty_has(desk, DUTY_AUTHORITY, 0, objection->id, &has, err))
        return false;
    if (!pending || has)
        return true;
    duty.reason =
        mem_text("a representative objects for others: ask for signed authority, account by account");
    good = desk_duty_open(desk, &duty, err);
    free(duty.reason);
    return good;
}

static bool objection_may(struct desk *desk, int64_t id, struct record_objection *objection, struct err *err)
{
    if (!store_objection_get(desk->store, id, objection, err))
        return false;
    if (!objection->id)
        return err_set(err, ERR_USAGE, "there is no objection %lld: `demur objections` lists them",
                       (long long)id);
    return objection->voice == VOICE_REPRESENTATIVE ||
           err_set(err, ERR_RULE,
                   "objection %lld is of the voice \"%s\": only a representative's needs authority",
                   (long long)id, voice_title(objection->voice));
}

bool desk_authority_may(struct desk *desk, int64_t id, struct err *err)
{
    struct record_objection objection = {0};
    bool good = objection_may(desk, id, &objection, err);

    record_objection_clear(&objection);
    return good;
}

/* Proof makes the opt-out owed; what takes it back ends that. */
static bool owed_settle(struct desk *desk, const struct record_objection *objection, int64_t account,
                        enum authority before, enum authority state, struct err *err)
{
    if (state == AUTHORITY_PROVEN)
        return desk_owed_to_account(desk, objection, account, err);
    return before != AUTHORITY_PROVEN || store_duty_discharge(desk->store, DUTY_HONOUR, desk->program.id,
                                                              account, 0, objection->id, 0, NULL, err);
}

static bool account_set(struct desk *desk, const struct record_objection *objection,
                        const struct record_authority *before, enum authority state, const char *evidence,
                        struct err *err)
{
    struct record_authority authority = {
        .objection = objection->id, .account = before->account, .state = state};
    bool good;

    authority.evidence = mem_text(evidence ? evidence : "");
    good = store_authority_add(desk->store, &authority, err) &&
           owed_settle(desk, objection, before->account, before->state, state, err);
    record_authority_clear(&authority);
    return good;
}

static bool is_among(const int64_t *accounts, size_t count, int64_t account)
{
    for (size_t i = 0; i < count; i++) {
        if (accounts[i] == account)
            return true;
    }
    return false;
}

static bool all_tied(const struct record_authority_list *tied, const int64_t *accounts, size_t count,
                     int64_t objection, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        bool found = false;

        for (size_t j = 0; j < tied->count; j++)
            found = found || tied->items[j].account == accounts[i];
        if (!found)
            return err_set(err, ERR_RULE,
                           "an account is not tied to objection %lld: its authority says nothing there",
                           (long long)objection);
    }
    return tied->count || err_set(err, ERR_RULE, "objection %lld is tied to no account yet: tie it first",
                                  (long long)objection);
}

static bool accounts_set(struct desk *desk, const struct record_objection *objection, const int64_t *accounts,
                         size_t count, enum authority state, const char *evidence, size_t *changed,
                         struct err *err)
{
    struct record_authority_list tied = {0};
    bool good = store_authority_list(desk->store, objection->id, &tied, err) &&
                all_tied(&tied, accounts, count, objection->id, err);

    *changed = 0;
    for (size_t i = 0; good && i < tied.count; i++) {
        const struct record_authority *before = &tied.items[i];
        bool meant = count ? is_among(accounts, count, before->account) : before->state != AUTHORITY_DISOWNED;

        if (!meant || before->state == state)
            continue;
        good = account_set(desk, objection, before, state, evidence, err) &&
               desk_standing_refresh(desk, before->account, err) &&
               desk_resend_refresh(desk, before->account, 0, err);
        (*changed)++;
    }
    if (good && !*changed)
        good = err_set(err, ERR_RULE, "the authority is %s already", authority_title(state));
    record_authority_list_clear(&tied);
    return good;
}

static bool duty_settle(struct desk *desk, const struct record_objection *objection, struct err *err)
{
    bool pending = false;

    if (!desk_authority_pending(desk, objection->id, &pending, err))
        return false;
    return pending ? desk_authority_open(desk, objection, err)
                   : store_duty_discharge(desk->store, DUTY_AUTHORITY, desk->program.id, 0, 0, objection->id,
                                          0, NULL, err);
}

static bool state_valid(enum authority state, const char *evidence, struct err *err)
{
    if (state == AUTHORITY_ASSERTED)
        return err_set(err, ERR_USAGE, "say what became of it: asked, proven, refused or disowned");
    if (state != AUTHORITY_ASKED && str_blank(evidence))
        return err_set(err, ERR_USAGE,
                       state == AUTHORITY_DISOWNED ? "write down what the client said itself: it is the proof"
                                                   : "say on what evidence: it is the proof");
    return true;
}

bool desk_authority_set(struct desk *desk, int64_t id, const int64_t *accounts, size_t count,
                        enum authority state, const char *evidence, size_t *changed, struct err *err)
{
    struct record_objection objection = {0};
    size_t done = 0;
    bool good;

    if (!state_valid(state, evidence, err) || !desk_begin(desk, err))
        return false;
    good = objection_may(desk, id, &objection, err) &&
           accounts_set(desk, &objection, accounts, count, state, evidence, &done, err) &&
           duty_settle(desk, &objection, err);
    record_objection_clear(&objection);
    if (changed)
        *changed = done;
    return desk_end(desk, good, err);
}

static void counts_add(const struct record_authority_list *list, struct str *out)
{
    const char *before = "; authority: ";

    for (int state = 0; state < authority_count; state++) {
        size_t count = 0;

        for (size_t i = 0; i < list->count; i++)
            count += list->items[i].state == (enum authority)state;
        if (!count)
            continue;
        if (count == list->count)
            str_add_format(out, "%s%s", before, authority_title((enum authority)state));
        else
            str_add_format(out, "%s%zu %s", before, count, authority_title((enum authority)state));
        before = ", ";
    }
}

/* Its authority for the one account goes before its name: a line is soon cut. */
static void account_add(const struct record_authority_list *list, int64_t account,
                        const struct record_representative *speaker, struct str *out)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].account == account)
            str_add_format(out, "authority %s, ", authority_title(list->items[i].state));
    }
    if (speaker->id)
        str_add_format(out, "%s, %s", speaker->name, office_title(speaker->office));
    else
        str_add(out, voice_title(VOICE_REPRESENTATIVE));
}

static void all_add(const struct record_authority_list *list, const struct record_representative *speaker,
                    struct str *out)
{
    str_add(out, voice_title(VOICE_REPRESENTATIVE));
    if (speaker->id)
        str_add_format(out, ": %s, %s", speaker->name, office_title(speaker->office));
    counts_add(list, out);
}

bool desk_voice_add(struct desk *desk, const struct record_objection *objection, int64_t account,
                    struct str *out, struct err *err)
{
    struct record_representative speaker = {0};
    struct record_authority_list list = {0};
    bool good = true;

    if (objection->voice != VOICE_REPRESENTATIVE) {
        str_add(out, voice_title(objection->voice));
        return true;
    }
    if (objection->representative)
        good = store_representative_get(desk->store, objection->representative, &speaker, err);
    good = good && store_authority_list(desk->store, objection->id, &list, err);
    if (good && account)
        account_add(&list, account, &speaker, out);
    else if (good)
        all_add(&list, &speaker, out);
    record_representative_clear(&speaker);
    record_authority_list_clear(&list);
    return good;
}
