#include "config.h"

#include "base/day.h"
#include "base/zone.h"
#include "desk/release.h"

static void fields_line(struct str *out, const char *label, unsigned fields)
{
    if (!fields)
        return;
    str_add_format(out, "%-12s ", label);
    release_fields_add(out, fields, ", ", true);
    str_add_char(out, '\n');
}

void desk_release_describe(const struct desk_release *result, struct str *out)
{
    int64_t refused = result->withheld + result->changed;

    for (int i = 0; i < standing_count; i++)
        refused += result->refused[i];
    str_add_format(out, "%-12s %lld of %lld accounts, in %lld rows\n", result->number ? "went" : "would go",
                   (long long)result->accounts, (long long)result->looked_at, (long long)result->rows);
    str_add_format(out, "%-12s %lld of %lld accounts\n", result->number ? "stayed" : "would stay",
                   (long long)refused, (long long)result->looked_at);
    for (int i = 0; i < standing_count; i++) {
        if (result->refused[i])
            str_add_format(out, "  %-12s %lld\n", standing_title((enum standing)i),
                           (long long)result->refused[i]);
    }
    if (result->withheld)
        str_add_format(out, "  %-12s %lld\n", "withheld", (long long)result->withheld);
    if (result->changed)
        str_add_format(out, "  %-12s %lld\n", "changed", (long long)result->changed);
    if (result->untold)
        str_add_format(out, "%-12s %lld contacts whom no notice told\n", "not with it",
                       (long long)result->untold);
    fields_line(out, "columns", result->fields);
    fields_line(out, "left out", result->left_out);
    if (result->partial)
        fields_line(out, "in part", result->partly);
    if (result->partial)
        str_add_format(out, "%-12s of %lld rows something is withheld by a limited objection\n", "",
                       (long long)result->partial);
}

const char *desk_release_state(const struct record_release *release)
{
    return release->ended ? ending_title(release->ending) : "not known to be in place";
}

static void head_add(struct desk *desk, const struct record_release *release, struct str *out)
{
    char at[24];

    str_add_format(out, "release:%lld  to %s\n\n", (long long)release->id, release->partner_name);
    str_add_format(out, "%-12s %s by %s\n", "made",
                   instant_format_local(release->at, desk->program.zone, at, sizeof at), release->agent);
    str_add_format(out, "%-12s %s\n", "state", desk_release_state(release));
    str_add_format(out, "%-12s %s\n", "file", release->path);
    str_add_format(out, "%-12s %s\n", "SHA-256", release->hash);
    str_add_format(out, "%-12s %lld\n", "journal", (long long)release->entry);
    if (!str_blank(release->filter))
        str_add_format(out, "%-12s %s\n", "filter", release->filter);
    str_add_format(out, "%-12s %lld accounts in %lld rows\n", "went", (long long)release->accounts,
                   (long long)release->rows);
    if (release->partial)
        str_add_format(out, "%-12s of %lld rows something was withheld\n", "in part",
                       (long long)release->partial);
    fields_line(out, "columns", release->fields);
}

static bool counts_add(struct desk *desk, int64_t release, struct str *out, struct err *err)
{
    struct record_release_count_list counts = {0};
    bool good = store_release_count_list(desk->store, release, &counts, err);

    if (counts.count)
        str_add(out, "\nStayed\n");
    for (size_t i = 0; i < counts.count; i++) {
        enum standing standing;
        const char *cause = counts.items[i].cause;

        str_add_format(out, "  %-12s %lld\n",
                       standing_parse(cause, &standing) ? standing_title(standing) : cause,
                       (long long)counts.items[i].accounts);
    }
    record_release_count_list_clear(&counts);
    return good;
}

static bool rules_add(struct desk *desk, int64_t release, struct str *out, struct err *err)
{
    struct record_release_rule_list rules = {0};
    bool good = store_release_rule_list(desk->store, release, &rules, err);

    if (rules.count)
        str_add(out, "\nBy the rules\n");
    for (size_t i = 0; i < rules.count; i++) {
        const struct record_release_rule *rule = &rules.items[i];
        char from[16], to[16];

        str_add_format(out, "  %-6s %s..%s  row %d of adoption %lld, %lld accounts, SHA-256 %s\n", rule->code,
                       day_format_iso(rule->from, from, sizeof from), day_format_iso(rule->to, to, sizeof to),
                       rule->number, (long long)rule->adoption, (long long)rule->accounts, rule->hash);
    }
    record_release_rule_list_clear(&rules);
    return good;
}

static bool row_add(const struct record_release_row *row, void *context, struct err *err)
{
    struct str *out = context;

    (void)err;
    str_add_format(out, "  %s  %s", row->cells[RELEASE_NUMBER], row->cells[RELEASE_COMPANY]);
    if (row->contact)
        str_add_format(out, "  %s",
                       str_blank(row->cells[RELEASE_NAME]) ? row->cells[RELEASE_EMAIL]
                                                           : row->cells[RELEASE_NAME]);
    str_add_format(out, "  %s: %s\n    ", standing_title(row->standing), row->reason);
    release_fields_add(out, row->fields, ", ", true);
    str_add_char(out, '\n');
    return true;
}

bool desk_release_show(struct desk *desk, int64_t number, struct str *out, struct err *err)
{
    struct record_release release = {0};
    bool good = store_release_get(desk->store, number, &release, err);

    if (good && !release.id)
        good = err_set(err, ERR_USAGE, "there is no release %lld: `demur gate releases` lists them",
                       (long long)number);
    if (good) {
        head_add(desk, &release, out);
        good = counts_add(desk, number, out, err) && rules_add(desk, number, out, err);
        str_add(out, "\nWent\n");
        good = good && store_release_row_each(desk->store, release.intent, row_add, out, err);
    }
    record_release_clear(&release);
    return good;
}
