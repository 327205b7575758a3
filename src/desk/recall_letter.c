/* The letter to a partner says no more than the partner has: what it got tells it what is meant. */
#include "config.h"

#include "base/day.h"
#include "base/zone.h"
#include "desk/gate.h"
#include "desk/private.h"

/* What went to the partner that the recall is about. */
struct went {
    const struct record_release_row *last; /* of these; NULL none */
    unsigned fields;                       /* of the partner's rows, asked back or not */
};

static bool row_meant(const struct record_recall *recall, const struct record_release_row *row)
{
    return row->partner == recall->partner && row->release <= recall->release &&
           (!recall->contact || recall->contact == row->contact);
}

/* A line a release: its day and what of it is meant. */
static void releases_add(struct desk *desk, const struct record_recall *recall,
                         const struct record_release_row_list *rows, struct went *went, struct str *out)
{
    for (size_t i = 0; i < rows->count;) {
        const struct record_release_row *row = &rows->items[i];
        int64_t release = row->release;
        unsigned fields = 0;
        char day[16];

        for (; i < rows->count && rows->items[i].release == release; i++) {
            if (!row_meant(recall, &rows->items[i]))
                continue;
            went->last = &rows->items[i];
            went->fields |= rows->items[i].fields;
            fields |= rows->items[i].fields & recall->fields;
        }
        if (!fields)
            continue;
        str_add_format(out, "  %s, release %lld: ",
                       day_format_long(zone_day(row->at, desk->program.zone), day, sizeof day),
                       (long long)release);
        release_fields_add(out, fields, ", ", true);
        str_add_char(out, '\n');
    }
}

static void whose_add(const struct record_recall *recall, const struct went *went, struct str *out)
{
    unsigned number = 1u << RELEASE_NUMBER, company = 1u << RELEASE_COMPANY;
    static const enum release_field person[] = {RELEASE_NAME, RELEASE_EMAIL, RELEASE_PHONE};
    bool named = went->fields & (number | company);

    if (went->fields & number)
        str_add_format(out, "  account %s\n", recall->number);
    if (went->fields & company)
        str_add_format(out, "  %s\n", recall->company);
    for (size_t i = 0; (recall->contact || !named) && went->last && i < sizeof person / sizeof *person; i++) {
        const char *text = went->last->cells[person[i]];

        if (!(went->fields & 1u << person[i]) || str_blank(text))
            continue;
        str_add_format(out, "  contact %s\n", text);
        break;
    }
}

static bool answers_add(struct desk *desk, int64_t recall, struct str *out, struct err *err)
{
    struct record_recall_answer_list answers = {0};
    bool good = store_recall_answer_list(desk->store, recall, &answers, err);
    char day[16];

    for (size_t i = 0; i < answers.count; i++)
        str_add_format(out, "%s%s: %s: %s\n", i ? "" : "\nAnswered (not part of the letter)\n",
                       day_format_long(answers.items[i].day, day, sizeof day),
                       answer_title(answers.items[i].answer), answers.items[i].words);
    record_recall_answer_list_clear(&answers);
    return good;
}

static void letter_add(struct desk *desk, const struct record_recall *recall,
                       const struct record_release_row_list *rows, struct str *out)
{
    struct str releases = {0};
    struct went went = {0};
    char day[16];

    releases_add(desk, recall, rows, &went, &releases);
    str_add_format(out, "To %s\n%s\nRecall %lld\n\n", recall->partner_name,
                   day_format_long(zone_day(recall->at, desk->program.zone), day, sizeof day),
                   (long long)recall->id);
    str_add_format(out,
                   "The data named below, which you had from us under %s, must not be used any more.\n\n",
                   desk->program.name);
    str_add(out, "Whose\n");
    whose_add(recall, &went, out);
    str_add_format(out, "\nWhat went to you\n%s\n", str_text(&releases));
    str_add(out, "Please\n"
                 "  1. stop using it at once and pass it on to nobody;\n"
                 "  2. delete it, and have everybody delete it whom you gave it to;\n");
    str_add_format(out, "  3. tell us by %s that this is done.\n\n",
                   day_format_long(recall->due, day, sizeof day));
    str_add_format(out, "Name recall %lld in your answer.\n", (long long)recall->id);
    str_clear(&releases);
}

bool desk_recall_letter(struct desk *desk, int64_t id, struct str *out, struct err *err)
{
    struct record_release_row_list rows = {0};
    struct record_recall recall = {0};
    bool good = store_recall_get(desk->store, id, &recall, err);

    if (good && !recall.id)
        good = err_set(err, ERR_USAGE, "there is no recall %lld: `demur queue kind:recall` lists them",
                       (long long)id);
    good = good && store_release_row_list(desk->store, recall.program, recall.account, &rows, err);
    if (good) {
        letter_add(desk, &recall, &rows, out);
        good = answers_add(desk, id, out, err);
    }
    record_release_row_list_clear(&rows);
    record_recall_clear(&recall);
    return good;
}
