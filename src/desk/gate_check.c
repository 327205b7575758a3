#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/charset.h"
#include "base/file.h"
#include "base/mem.h"
#include "core/mail_provider.h"
#include "desk/gate.h"
#include "desk/private.h"
#include "intake/csv.h"
#include "intake/csv_map.h"

static const char *const match_titles[match_count] = {
    [MATCH_NUMBER] = "account number", [MATCH_COMPANY] = "company", [MATCH_EMAIL] = "contact mail",
    [MATCH_DOMAIN] = "mail domain",    [MATCH_PHONE] = "phone",
};

typedef bool gate_visit(const struct desk_gate_finding *finding, void *context, struct err *err);

struct gate_check {
    struct desk *desk;
    const struct desk_gate_options *options;
    struct desk_gate_report *report;
    gate_visit *visit;
    void *context;
    struct csv_map map;
    const struct csv_row *row;
    int64_t partner; /* 0: none */
    struct store_match_list matches;
    bool found; /* something of the current row */
};

static bool finding_tell(struct gate_check *check, struct desk_gate_finding *finding, struct err *err)
{
    finding->line = check->row->line;
    check->found = true;
    return check->visit(finding, check->context, err);
}

/* Our own files have an apostrophe before what a spreadsheet would run. */
static const char *cell_text(const struct gate_check *check, enum release_field field)
{
    const char *text = csv_map_text(&check->map, check->row, field);

    if (!text)
        return "";
    return text[0] == '\'' && text[1] && strchr("=+-@", text[1]) ? text + 1 : text;
}

/* A cell may hold several addresses or numbers; each of them counts. */
static bool parts_match(struct gate_check *check, enum match by, const char *text, const char *separators,
                        struct err *err)
{
    struct store *store = check->desk->store;
    bool good = true;

    while (good && *text) {
        size_t length = strcspn(text, separators);
        char *part = mem_text_n(text, length);
        const char *at = strrchr(part, '@');

        if (by != MATCH_DOMAIN || (at && !mail_provider_is_public(at + 1)))
            good = store_match_add(store, by, part, &check->matches, err);
        free(part);
        text += length + (text[length] != '\0');
    }
    return good;
}

static int compare_matches(const void *a, const void *b)
{
    const struct store_match *x = a, *y = b;

    if (x->account != y->account)
        return x->account < y->account ? -1 : 1;
    return (int)x->by - (int)y->by;
}

static bool matches_find(struct gate_check *check, struct err *err)
{
    static const char addresses[] = " \t\r\n,;<>()\"", numbers[] = "\r\n,;|";
    struct store *store = check->desk->store;

    check->matches.count = 0;
    if (!store_match_add(store, MATCH_NUMBER, cell_text(check, RELEASE_NUMBER), &check->matches, err) ||
        !store_match_add(store, MATCH_COMPANY, cell_text(check, RELEASE_COMPANY), &check->matches, err) ||
        !parts_match(check, MATCH_EMAIL, cell_text(check, RELEASE_EMAIL), addresses, err) ||
        !parts_match(check, MATCH_DOMAIN, cell_text(check, RELEASE_EMAIL), addresses, err) ||
        !parts_match(check, MATCH_PHONE, cell_text(check, RELEASE_PHONE), numbers, err))
        return false;
    if (check->matches.count)
        qsort(check->matches.items, check->matches.count, sizeof *check->matches.items, compare_matches);
    return true;
}

/* The columns of the row that hold something of these fields. */
static unsigned fields_held(const struct gate_check *check, unsigned fields)
{
    unsigned held = 0;

    for (unsigned i = 0; i < release_field_count; i++) {
        if (fields & 1u << i && !str_blank(cell_text(check, i)))
            held |= 1u << i;
    }
    return held;
}

/* Whose data a row of an account holds: that of the contacts it names; if it names none of them, but a
 * person, it may be any. */
static unsigned withheld_of(const struct gate_check *check, const struct standing_facts *facts,
                            const struct store_match *matches, size_t count)
{
    unsigned withheld = standing_withheld(facts, 0, check->partner);
    bool named = false;

    for (size_t i = 0; i < count; i++) {
        if (matches[i].contact)
            withheld |= standing_withheld(facts, matches[i].contact, check->partner);
        named = named || matches[i].contact;
    }
    if (!named && fields_held(check, release_fields_of(CATEGORY_PERSON))) {
        for (size_t i = 0; i < facts->contact_count; i++)
            withheld |= standing_withheld(facts, facts->contacts[i].id, check->partner);
    }
    return withheld;
}

/* True when the row names a contact of the account whom no notice told. */
static bool names_untold(const struct standing_facts *facts, enum standing value,
                         const struct store_match *matches, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; matches[i].contact && j < facts->contact_count; j++) {
            if (facts->contacts[j].id == matches[i].contact &&
                !standing_told(facts, value, &facts->contacts[j]))
                return true;
        }
    }
    return false;
}

static bool columns_look(struct gate_check *check, const struct standing_facts *facts,
                         const struct store_match *matches, size_t count, struct desk_gate_finding *finding,
                         struct err *err)
{
    unsigned withheld = check->partner ? withheld_of(check, facts, matches, count) : 0;
    unsigned held = fields_held(check, release_fields_of(withheld));
    struct str reason = {0};
    bool good;

    if (!held)
        return true;
    str_add(&reason, "withheld from this partner: ");
    if (withheld == CATEGORY_ALL)
        str_add(&reason, "the whole row");
    else
        release_fields_add(&reason, held, ", ", true);
    finding->reason = str_text(&reason);
    good = finding_tell(check, finding, err);
    str_clear(&reason);
    return good;
}

static void matched_add(struct str *out, const struct store_match *matches, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!i || matches[i].by != matches[i - 1].by)
            str_add_format(out, "%s%s", i ? ", " : "", match_titles[matches[i].by]);
    }
}

/* Looks at one account that the row may mean, known by so many matches. */
static bool account_look(struct gate_check *check, const struct store_match *matches, size_t count,
                         struct err *err)
{
    struct record_account account = {0};
    struct store_facts holder = {0};
    struct standing_result standing = {0};
    struct desk_gate_finding finding = {.standing = ""};
    struct str matched = {0};
    bool good = store_account_get(check->desk->store, matches->account, &account, err);

    if (!good || !desk_standing_facts(check->desk, matches->account, &holder, &standing, err)) {
        record_account_clear(&account);
        return false;
    }
    matched_add(&matched, matches, count);
    finding.matched = str_text(&matched);
    finding.number = account.number;
    finding.company = account.company;
    if (standing_may_disclose(standing.value) &&
        names_untold(&holder.facts, standing.value, matches, count)) {
        finding.standing = standing_name(standing.value);
        finding.reason = "the account may go, this contact not: no notice told it";
        good = finding_tell(check, &finding, err);
    } else if (standing_may_disclose(standing.value)) {
        good = columns_look(check, &holder.facts, matches, count, &finding, err);
    } else {
        finding.standing = standing_name(standing.value);
        finding.reason = standing_reason(&standing);
        good = finding_tell(check, &finding, err);
    }
    str_clear(&matched);
    standing_clear(&standing);
    store_facts_clear(&holder);
    record_account_clear(&account);
    return good;
}

static bool row_look(struct gate_check *check, struct err *err)
{
    struct desk_gate_finding finding = {
        .matched = "", .number = "", .company = "", .standing = "", .reason = ""};
    const struct store_match_list *matches = &check->matches;
    bool good = true;
    size_t count;

    if (check->row->problem_count) {
        finding.reason = check->row->problems[0].text;
        return finding_tell(check, &finding, err);
    }
    if (!matches_find(check, err))
        return false;
    if (!matches->count) {
        finding.reason = "nobody here is known by it: nobody can have been notified";
        return finding_tell(check, &finding, err);
    }
    for (size_t i = 0; good && i < matches->count; i += count) {
        count = 1;
        while (i + count < matches->count && matches->items[i + count].account == matches->items[i].account)
            count++;
        good = account_look(check, &matches->items[i], count, err);
    }
    return good;
}

static bool map_read(struct gate_check *check, struct csv_reader *reader, struct err *err)
{
    struct csv_column columns[release_field_count];
    struct csv_map *map = &check->map;

    for (unsigned i = 0; i < release_field_count; i++) {
        const struct release_field_row *field = release_field_get(i);

        columns[i] = (struct csv_column){field->name, field->title, field_get(field->field)->synonyms, false};
    }
    if (!csv_map_read(map, reader, columns, release_field_count, check->options->map, err))
        return false;
    if (map->cell_of[RELEASE_NUMBER] == CSV_NO_CELL && map->cell_of[RELEASE_COMPANY] == CSV_NO_CELL &&
        map->cell_of[RELEASE_EMAIL] == CSV_NO_CELL && map->cell_of[RELEASE_PHONE] == CSV_NO_CELL)
        return err_set(err, ERR_INPUT,
                       "no column says whose a row is: name one of number, company, email and phone with "
                       "--map \"their header=number\"");
    return true;
}

static bool rows_look(struct gate_check *check, struct csv_reader *reader, struct err *err)
{
    while ((check->row = csv_next(reader))) {
        check->report->rows++;
        check->found = false;
        if (!row_look(check, err))
            return false;
        check->report->bad += check->found;
    }
    return true;
}

static bool partner_find(struct gate_check *check, struct err *err)
{
    struct record_partner partner = {0};
    const char *name = check->options->partner;
    bool good;

    if (!name)
        return true;
    good = store_partner_find(check->desk->store, name, &partner, err);
    if (good && !partner.id)
        good = err_set(err, ERR_USAGE,
                       "no partner is called \"%s\": partners are made known with `demur import partners`",
                       name);
    check->partner = partner.id;
    record_partner_clear(&partner);
    return good;
}

static void header_note(struct gate_check *check, const char *charset, const struct csv_reader *reader)
{
    struct str *notes = &check->report->notes;

    str_add_format(notes, "read as %s, delimiter %s, header in line %zu\n", charset,
                   csv_delimiter_name(reader->delimiter), check->map.header_line);
    for (size_t i = 0; i < check->map.warning_count; i++)
        str_add_format(notes, "%s\n", check->map.warnings[i]);
}

static bool text_look(struct gate_check *check, struct csv_reader *reader, const char *charset,
                      struct err *err)
{
    bool good;

    if (!map_read(check, reader, err))
        return false;
    header_note(check, charset, reader);
    /* One view of the file: what is found of a list was so at one instant. */
    if (!store_read_begin(check->desk->store, err))
        return false;
    good = rows_look(check, reader, err);
    store_read_end(check->desk->store);
    return good;
}

bool desk_gate_check(struct desk *desk, const char *path, const struct desk_gate_options *options,
                     gate_visit *visit, void *context, struct desk_gate_report *report, struct err *err)
{
    struct gate_check check = {
        .desk = desk, .options = options, .report = report, .visit = visit, .context = context};
    struct str bytes = {0}, text = {0};
    struct csv_reader reader = {0};
    const char *charset = NULL;
    bool good = false;

    memset(report, 0, sizeof *report);
    if (desk->looks_ahead || desk->looks_back)
        return err_set(err, ERR_RULE, "another day is looked at: a list is checked for today alone");
    if (!partner_find(&check, err) || !file_read(path, 0, &bytes, err))
        goto out;
    if (charset_decode(str_text(&bytes), bytes.length, options->charset, &text, &charset, err)) {
        csv_init(&reader, str_text(&text), text.length, options->delimiter);
        good = text_look(&check, &reader, charset, err);
    }
    if (!good)
        err_prefix(err, "%s", path);
out:
    csv_clear(&reader);
    csv_map_clear(&check.map);
    free(check.matches.items);
    str_clear(&bytes);
    str_clear(&text);
    return good;
}

void desk_gate_report_clear(struct desk_gate_report *report)
{
    str_clear(&report->notes);
    memset(report, 0, sizeof *report);
}
