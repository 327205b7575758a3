/* How a release is made so that a crash at any instant leaves, after the next start, both release and file or
 * neither.
 *
 * 1. A first write records the intent: where the file will be and its temporary name beside it.
 * 2. The temporary file is made, and locked as long as this process lives.
 * 3. Every standing is derived and the rows of those that may go are kept under the intent, a page of
 * accounts at a time in a short write; then the temporary file is made of them and synced. Others go on
 * writing.
 * 4. A last write derives again whatever the journal has a new entry for, takes back the rows of accounts
 * that stand otherwise now - then the file is made anew - and adds the release with the hash of the file's
 * bytes. Its commit decides: before it there is no release, whatever rows there are; after it there is one.
 * 5. desk_release_settle, which every start runs too, does what is left: with a release it puts the file in
 *    place, without one it removes it, and records which. */
#include "config.h"
#include "desk/release.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "store/journal.h"

/* How often the file is made anew because somebody wrote of an account in it, before they are kept waiting.
 */
enum { TRIES_MOST = 3 };

bool desk_release_may(const struct desk *desk, struct err *err)
{
    if (desk->looks_ahead || desk->looks_back)
        return err_set(err, ERR_RULE, "another day is looked at: data is released today alone");
    if (desk->read_only)
        return err_set(err, ERR_RULE,
                       "the desk is open for reading only: a dry run is all it can do; open it without "
                       "--read-only to release");
    return desk_may(desk, FACT_RELEASE, err);
}

static bool partner_find(struct release_plan *plan, struct err *err)
{
    struct record_partner partner = {0};
    const char *name = plan->options->partner;
    bool good;

    if (str_blank(name))
        return err_set(err, ERR_USAGE, "a release needs a partner: say to whom the data goes");
    good = store_partner_find(plan->desk->store, name, &partner, err);
    if (good && !partner.id)
        good = err_set(err, ERR_USAGE,
                       "no partner is called \"%s\": partners are made known with `demur import partners`",
                       name);
    plan->partner = partner.id;
    if (good)
        plan->result->partner = mem_text(partner.name);
    record_partner_clear(&partner);
    return good;
}

static bool plan_make(struct release_plan *plan, struct err *err)
{
    plan->filtered = !str_blank(plan->options->filter);
    return partner_find(plan, err) && release_fields_parse(plan->options->columns, &plan->fields, err) &&
           (!plan->filtered ||
            desk_list_set(plan->desk, LIST_ACCOUNTS, plan->options->filter, false, NULL, &plan->list, err));
}

static void plan_clear(struct release_plan *plan)
{
    record_release_row_list_clear(&plan->rows);
    desk_list_clear(&plan->list);
    free(plan->rule_count);
}

/* SQLite may make these files later: that one is not there says nothing. */
static bool own_file(const struct desk *desk, const char *path)
{
    static const char *const beside[] = {"", "-wal", "-shm", "-journal"};
    char *own = file_new_path(desk->path, NULL);
    bool same = false;

    for (size_t i = 0; own && !same && i < sizeof beside / sizeof beside[0]; i++) {
        char *name = mem_format("%s%s", own, beside[i]);

        same = str_equal(name, path);
        free(name);
    }
    free(own);
    return same;
}

static bool path_take(struct release_plan *plan, struct record_intent *intent, struct err *err)
{
    const char *path = plan->options->path;
    enum file_new_state state;
    char hash[HASH_HEX_SIZE];

    if (str_blank(path) || str_equal(path, "-"))
        return err_set(err, ERR_USAGE, "a release needs a file of its own: -o FILE");
    intent->path = file_new_path(path, err);
    if (!intent->path)
        return false;
    plan->result->path = mem_text(intent->path);
    if (own_file(plan->desk, intent->path) || !desk_output(plan->desk, intent->path, NULL))
        return err_set(err, ERR_USAGE, "%s: this is the desk's own file: name another one", path);
    if (!file_new_look(intent->path, &state, hash, err))
        return false;
    return state == FILE_NEW_MISSING ||
           err_set(err, ERR_INPUT, "%s: there is a file already; name another", path);
}

/* Two that release to one place at one moment have names of their own. */
static void temporary_name(const struct desk *desk, struct record_intent *intent)
{
    char *directory = file_directory(intent->path), *name, *seed;
    char hash[HASH_HEX_SIZE];

    seed = mem_format("%s %lld %lld", intent->path, (long long)desk->now, (long long)getpid());
    hash_hex(seed, strlen(seed), hash);
    name = mem_format(".demur-release-%.16s", hash);
    intent->temporary = file_join(directory, name);
    free(directory);
    free(name);
    free(seed);
}

static bool intent_record(struct release_plan *plan, struct record_intent *intent, struct err *err)
{
    struct desk *desk = plan->desk;

    intent->program = desk->program.id;
    intent->partner = plan->partner;
    intent->partner_name = mem_text(plan->result->partner);
    temporary_name(desk, intent);
    if (!desk_begin(desk, err))
        return false;
    return desk_end(desk, desk_may(desk, FACT_RELEASE, err) && store_intent_add(desk->store, intent, err),
                    err);
}

static void count_add(struct record_release_count_list *counts, const char *cause, int64_t accounts)
{
    if (!accounts)
        return;
    mem_grow(counts->items, counts->count, counts->capacity);
    counts->items[counts->count++] = (struct record_release_count){mem_text(cause), accounts};
}

static void rules_add(const struct release_plan *plan, struct record_release_rule_list *rules)
{
    const struct rule_book *book = &plan->desk->rules;

    for (size_t i = 0; i < book->count; i++) {
        const struct rule *rule = &book->rules[i];

        if (!plan->rule_count[i])
            continue;
        mem_grow(rules->items, rules->count, rules->capacity);
        rules->items[rules->count++] = (struct record_release_rule){
            mem_text(rule->code), rule->adoption,     rule->number, rule->from, rule->to,
            mem_text(rule->hash), plan->rule_count[i]};
    }
}

static bool release_record(struct release_plan *plan, const struct record_intent *intent, struct err *err)
{
    struct desk_release *result = plan->result;
    struct record_release_count_list counts = {0};
    struct record_release_rule_list rules = {0};
    struct record_release release = {
        .id = result->number,
        .program = intent->program,
        .partner = intent->partner,
        .intent = intent->id,
        .path = intent->path,
        .hash = result->hash,
        .filter = mem_text(plan->filtered ? plan->options->filter : ""),
        .fields = result->fields,
        .rows = result->rows,
        .accounts = result->accounts,
        .partial = result->partial,
        .partner_name = result->partner,
    };
    bool good;

    for (int i = 0; i < standing_count; i++)
        count_add(&counts, standing_name((enum standing)i), result->refused[i]);
    count_add(&counts, "withheld", result->withheld);
    count_add(&counts, "changed", result->changed);
    rules_add(plan, &rules);
    good = store_release_add(plan->desk->store, &release, &counts, &rules, err);
    record_release_count_list_clear(&counts);
    record_release_rule_list_clear(&rules);
    free(release.filter);
    return good;
}

static bool some_go(const struct release_plan *plan, struct err *err)
{
    return plan->result->rows ||
           err_set(err, ERR_RULE,
                   "of %lld accounts none may go to %s: nothing was released; --dry-run says why",
                   (long long)plan->result->looked_at, plan->result->partner);
}

/* Makes the file while others write, then the release by the facts of that moment. Where that takes rows
 * back, *made stays false and the file is to be made anew; the last time at once, with the others kept
 * waiting. */
static bool release_try(struct release_plan *plan, const struct record_intent *intent, struct file_new *file,
                        bool last, bool *made, struct err *err)
{
    struct desk *desk = plan->desk;
    size_t dropped = 0;
    bool good;

    if (!some_go(plan, err) || !release_file_write(plan, file, err) || !desk_begin(desk, err))
        return false;
    good = release_may_go_on(plan, err) && release_confirm(plan, &dropped, err) && some_go(plan, err);
    if (good && dropped && last)
        good = release_file_write(plan, file, err);
    *made = !dropped || last;
    if (good && *made)
        good = store_release_next(desk->store, &plan->result->number, err) && file_new_named(file, err) &&
               release_record(plan, intent, err);
    return desk_end(desk, good, err);
}

static bool release_write(struct release_plan *plan, const struct record_intent *intent,
                          struct file_new *file, struct err *err)
{
    bool made = false, good;

    plan->intent = intent->id;
    good = store_journal_newest(plan->desk->store, &plan->since, err) && release_walk(plan, err);
    for (int i = 0; good && !made; i++)
        good = release_try(plan, intent, file, i == TRIES_MOST, &made, err);
    return good;
}

/* What the facts say decides, not what seemed to go well: even a commit that failed may have been kept. */
static bool release_end(struct release_plan *plan, const struct record_intent *intent, bool made,
                        struct err *err)
{
    enum ending ending = ENDING_UNDONE;
    struct str sentence = {0};
    struct err failed = {0};
    bool settled = desk_release_settle(plan->desk, intent->id, &ending, &sentence, &failed);

    if (made && !settled)
        err_set(err, ERR_INPUT, "release %lld is made, and its file is put in place at the next start: %s",
                (long long)plan->result->number, failed.text);
    else if (made && ending != ENDING_COMPLETE && sentence.length)
        err_set(err, ERR_INPUT, "%s", str_text(&sentence));
    else if (made && ending != ENDING_COMPLETE) /* another start looked after it in the instant before */
        err_set(err, ERR_INPUT, "release %lld to %s is %s: another desk settled it; the journal says why",
                (long long)plan->result->number, plan->result->partner, ending_name(ending));
    str_clear(&sentence);
    return settled && ending == ENDING_COMPLETE;
}

static bool release_make(struct release_plan *plan, struct err *err)
{
    struct record_intent intent = {0};
    struct file_new file = {.descriptor = -1};
    bool made = false, good = false;

    if (!path_take(plan, &intent, err) || !intent_record(plan, &intent, err))
        goto out;
    made = file_new_begin(&file, intent.temporary, err) && release_write(plan, &intent, &file, err);
    file_new_end(&file, false);
    good = release_end(plan, &intent, made, err);
out:
    record_intent_clear(&intent);
    return good;
}

bool desk_release(struct desk *desk, const struct desk_release_options *options, struct desk_release *result,
                  struct err *err)
{
    struct release_plan plan = {.desk = desk, .options = options, .result = result};
    bool good;

    memset(result, 0, sizeof *result);
    if (!options->dry_run && !desk_release_may(desk, err))
        return false;
    good = plan_make(&plan, err);
    if (good && !options->dry_run) {
        good = release_make(&plan, err);
    } else if (good && store_read_begin(desk->store, err)) {
        good = release_walk(&plan, err);
        store_read_end(desk->store);
    } else {
        good = false;
    }
    plan_clear(&plan);
    return good;
}

void desk_release_clear(struct desk_release *result)
{
    free(result->partner);
    free(result->path);
    memset(result, 0, sizeof *result);
}
