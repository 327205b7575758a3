#include "config.h"
#include "case_file.h"

#include "unit.h"

#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/zone.h"
#include "case_words.h"
#include "core/condition.h"
#include "desk/holidays.h"
#include "desk/rules.h"

enum column {
    NAME,
    PLACES,
    NOTICES,
    OBJECTIONS,
    ACTS,
    ASKED,
    STANDING,
    LAST_DAY,
    LEFT,
    GOVERNS,
    BECAUSE,
    column_count
};

struct zone_of {
    const char *code, *zone;
};

/* What the lines before a row have set. */
struct setting {
    struct window_house house;
    bool own;
    struct zone_of zones[64];
    size_t zone_count;
    size_t line;
};

static const char *usual_zone(const struct setting *setting, const char *code)
{
    for (size_t i = 0; i < setting->zone_count; i++) {
        if (str_equal(setting->zones[i].code, code))
            return setting->zones[i].zone;
    }
    if (*code)
        fail_msg("cases line %zu: no zone is set for %s", setting->line, code);
    return "";
}

/* Reads "DE" or "DE@Europe/Berlin"; "?" is not known, of either. */
static void place_read(const struct setting *setting, char *text, const char **country, const char **zone)
{
    char *at = strchr(text, '@');

    if (at)
        *at++ = '\0';
    *country = str_equal(text, "?") ? "" : text;
    *zone = !at ? usual_zone(setting, *country) : str_equal(at, "?") ? "" : at;
}

static void places_read(const struct setting *setting, struct words *words, struct case_row *row)
{
    const char *unused;

    place_read(setting, words_take(words), &row->facts.country, &row->zone);
    while (words_next(words)) {
        char *name = words_take(words), *place = strchr(name, '=');

        if (!place)
            words_refuse(words, name);
        *place++ = '\0';
        if (str_starts(name, "sub:")) {
            struct standing_subsidiary *below = &row->subsidiaries[row->facts.subsidiary_count++];

            *below = (struct standing_subsidiary){.id = (int64_t)row->facts.subsidiary_count,
                                                  .number = name + strlen("sub:")};
            place_read(setting, place, &below->country, &unused);
        } else {
            struct standing_contact *contact = &row->contacts[row->facts.contact_count];

            *contact = (struct standing_contact){.id = (int64_t)row->facts.contact_count + 1, .name = name};
            place_read(setting, place, &contact->country, &row->contact_zones[row->facts.contact_count++]);
        }
    }
}

static int64_t contact_read(const struct case_row *row, struct words *words)
{
    const char *name = words_take(words);

    for (size_t i = 0; i < row->facts.contact_count; i++) {
        if (str_equal(row->contacts[i].name, name))
            return row->contacts[i].id;
    }
    words_refuse(words, name);
    return 0;
}

static int number_or(const char *text, int none)
{
    int64_t number;

    return str_to_number(text, &number) ? (int)number : none;
}

/* Takes what became of a notice; false for another word. */
static bool delivery_read(struct words *words, const char *word, struct standing_notice *notice)
{
    enum delivery delivery;
    int64_t at;

    if (!delivery_parse(word, &delivery))
        return false;
    at = words_take_instant(words, *notice->window.zone ? notice->window.zone : ZONE_LATEST);
    if (delivery_arrived(delivery))
        notice->window.delivered = at;
    else if (notice->troubled == INSTANT_NONE)
        notice->troubled = at;
    if (delivery_failed(delivery))
        notice->failed_as = delivery;
    notice->window.delayed |= delivery == DELIVERY_DELAYED;
    notice->window.bounced |= delivery_failed(delivery);
    notice->out_of_office |= delivery == DELIVERY_OUT_OF_OFFICE;
    return true;
}

static void text_read(struct words *words, struct case_row *row, struct standing_notice *notice)
{
    const char *state = words_take(words);

    row->facts.texts_kept = true;
    notice->text_version = "1";
    if (str_equal(state, "lost"))
        return;
    notice->text_hash = "8c6f";
    if (str_equal(state, "undated"))
        notice->defect = "it is not dated";
    else if (!str_equal(state, "good"))
        words_refuse(words, state);
}

static void notice_read(struct words *words, struct case_row *row)
{
    struct standing_notice *notice = &row->notices[row->facts.notice_count++];
    const char *word;

    *notice = (struct standing_notice){.id = (int64_t)row->facts.notice_count,
                                       .troubled = INSTANT_NONE,
                                       .text_version = "",
                                       .text_hash = "",
                                       .defect = ""};
    notice->window = (struct window_notice){.sent = words_take_instant(words, row->house.zone),
                                            .days = -1,
                                            .delivered = INSTANT_NONE,
                                            .place = row->facts.country,
                                            .zone = row->zone};
    if (!channel_parse(words_take(words), &notice->window.channel))
        words_refuse(words, "the channel");
    while ((word = words_take(words))) {
        if (str_equal(words_peek(words), "days")) {
            notice->window.days = number_or(word, -1);
            words_take(words);
        } else if (str_equal(word, "to")) {
            notice->contact = contact_read(row, words);
            if (*row->contacts[notice->contact - 1].country)
                notice->window.place = row->contacts[notice->contact - 1].country;
            notice->window.zone = row->contact_zones[notice->contact - 1];
        } else if (str_equal(word, "text")) {
            text_read(words, row, notice);
        } else if (!delivery_read(words, word, notice)) {
            words_refuse(words, word);
        }
    }
}

static void limit_read(struct words *words, struct case_row *row, struct standing_objection *objection)
{
    const char *word = words_take(words);
    enum category category;
    int64_t *partner = &row->partners[row->facts.objection_count - 1];

    if (str_equal(word, "partner")) {
        *partner = words_take_number(words);
        objection->limit.partners = partner;
        objection->limit.partner_count = 1;
    } else if (str_equal(word, "about")) {
        objection->limit.contact = contact_read(row, words);
    } else if (category_parse(word, &category)) {
        objection->limit.categories |= 1u << category;
    } else {
        words_refuse(words, word);
    }
}

static void dispute_read(struct words *words, struct standing_objection *objection, bool open)
{
    const char *word = words_take(words);

    objection->dispute = objection->id;
    objection->dispute_open = open;
    if (open ? !level_parse(word, &objection->level) : !outcome_parse(word, &objection->outcome))
        words_refuse(words, word);
}

static void objection_read(struct words *words, struct case_row *row)
{
    struct standing_objection *objection = &row->objections[row->facts.objection_count++];
    const char *word;

    *objection = (struct standing_objection){.id = (int64_t)row->facts.objection_count,
                                             .received = words_take_instant(words, row->house.zone)};
    if (!ruling_parse(words_take(words), &objection->ruling) ||
        !voice_parse(words_take(words), &objection->voice))
        words_refuse(words, "ruling or voice");
    objection->representative = objection->voice == VOICE_REPRESENTATIVE;
    while ((word = words_take(words))) {
        if (str_equal(word, "by"))
            source_parse(words_take(words), &objection->source);
        else if (str_equal(word, "of"))
            objection->contact = contact_read(row, words);
        else if (str_equal(word, "authority"))
            authority_parse(words_take(words), &objection->authority);
        else if (str_equal(word, "changed"))
            objection->changed = true;
        else if (str_equal(word, "only"))
            limit_read(words, row, objection);
        else if (str_equal(word, "open") || str_equal(word, "ended"))
            dispute_read(words, objection, str_equal(word, "open"));
        else
            words_refuse(words, word);
    }
}

static void hold_read(struct words *words, struct case_row *row)
{
    struct standing_hold *hold = &row->holds[row->facts.hold_count++];
    const char *until = words_take(words), *word;

    *hold = (struct standing_hold){.id = (int64_t)row->facts.hold_count,
                                   .expires = str_equal(until, "lifted") ? DAY_NONE : day_parse(until)};
    hold->reason = words_take(words);
    while ((word = words_take(words))) {
        if (str_equal(word, "over"))
            hold->lifted = true;
        else if (str_equal(word, "alike"))
            hold->objection = words_take_number(words);
        else
            words_refuse(words, word);
    }
}

static void consent_read(struct words *words, struct case_row *row, int64_t at)
{
    struct standing_consent *consent = &row->consents[row->facts.consent_count++];
    const char *word;

    *consent = (struct standing_consent){.id = (int64_t)row->facts.consent_count, .received = at};
    if (!voice_parse(words_take(words), &consent->voice))
        words_refuse(words, "the voice");
    consent->representative = consent->voice == VOICE_REPRESENTATIVE;
    while ((word = words_take(words))) {
        if (str_equal(word, "of"))
            consent->contact = contact_read(row, words);
        else if (str_equal(word, "withdrawn"))
            consent->withdrawn = true;
        else
            words_refuse(words, word);
    }
}

static void tick(struct case_row *row, enum condition condition, const char *agent, int64_t at,
                 int64_t notice)
{
    row->ticks[row->facts.tick_count++] =
        (struct standing_tick){.condition = condition, .agent = agent, .at = at, .notice = notice};
}

/* "dana ticks named free for 1": of notice 1, else of the last one. "all" is the six that every place asks
 * for. */
static void ticks_read(struct words *words, struct case_row *row, const char *agent, int64_t at)
{
    size_t first = row->facts.tick_count;
    const char *word;

    while ((word = words_take(words))) {
        enum condition condition = CONDITION_NOT_SENSITIVE;

        if (str_equal(word, "for")) {
            int64_t notice = words_take_number(words);

            for (size_t i = first; i < row->facts.tick_count; i++)
                row->ticks[i].notice = notice;
        } else if (str_equal(word, "all")) {
            for (; condition <= CONDITION_LONG_ENOUGH; condition++)
                tick(row, condition, agent, at, (int64_t)row->facts.notice_count);
        } else if (condition_parse(word, &condition)) {
            tick(row, condition, agent, at, (int64_t)row->facts.notice_count);
        } else {
            words_refuse(words, word);
        }
    }
}

static void act_read(struct words *words, struct case_row *row)
{
    const char *word;
    int64_t at;

    if (str_equal(words_peek(words), "hold")) {
        words_take(words);
        hold_read(words, row);
        return;
    }
    at = words_take_instant(words, row->house.zone);
    word = words_take(words);
    if (str_equal(word, "consent")) {
        consent_read(words, row, at);
    } else if (str_equal(words_peek(words), "ticks")) {
        words_take(words);
        ticks_read(words, row, word, at);
    } else {
        words_refuse(words, word);
    }
}

static void row_read(const struct case_file *file, const struct setting *setting, char **cells,
                     struct case_row *row)
{
    struct words words = {.line = setting->line};

    *row = (struct case_row){.line = setting->line,
                             .name = cells[NAME],
                             .house = setting->house,
                             .last_day = day_parse(cells[LAST_DAY]),
                             .left = number_or(cells[LEFT], 0),
                             .governs = cells[GOVERNS],
                             .because = cells[BECAUSE]};
    row->facts.rules = setting->own ? &file->own : &file->reference;
    words_split(&words, cells[PLACES], " ");
    places_read(setting, &words, row);
    words_each(&words, cells[NOTICES], notice_read, row);
    words_each(&words, cells[OBJECTIONS], objection_read, row);
    words_each(&words, cells[ACTS], act_read, row);
    words_split(&words, cells[ASKED], " ");
    row->asked = words_take_instant(&words, row->house.zone);
    if (!standing_parse(cells[STANDING], &row->standing) ||
        (row->last_day == DAY_NONE) != str_equal(cells[LAST_DAY], "-"))
        words_refuse(&words, "what is expected");
}

/* The arrays lie in the rows, and the rows have moved while the table grew. */
static void rows_settle(struct case_file *file)
{
    for (size_t i = 0; i < file->count; i++) {
        struct case_row *row = &file->rows[i];

        row->facts.house = &row->house;
        row->facts.contacts = row->contacts;
        row->facts.subsidiaries = row->subsidiaries;
        row->facts.notices = row->notices;
        row->facts.objections = row->objections;
        row->facts.consents = row->consents;
        row->facts.holds = row->holds;
        row->facts.ticks = row->ticks;
        for (size_t j = 0; j < row->facts.objection_count; j++) {
            if (row->objections[j].limit.partner_count)
                row->objections[j].limit.partners = &row->partners[j];
        }
    }
}

/* "rule KW opt_out 30 sent calendar high": adds to the table's own rules. */
static void rule_read(struct case_file *file, struct words *words)
{
    const char *code = words_take(words), *regime = words_take(words), *days = words_take(words),
               *anchor = words_take(words), *kind = words_take(words), *confidence = words_take(words);
    struct rule rule = {.code = mem_text(code),
                        .name = mem_text(code),
                        .window_days = number_or(days, -1),
                        .anchor = str_equal(anchor, "sent")       ? RULE_ANCHOR_SENT
                                  : str_equal(anchor, "received") ? RULE_ANCHOR_RECEIVED
                                                                  : RULE_ANCHOR_UNSAID,
                        .day_kind = str_equal(kind, "business") ? RULE_DAYS_BUSINESS : RULE_DAYS_CALENDAR,
                        .honour_within = -1,
                        .from = DAY_NONE,
                        .to = DAY_NONE,
                        .confidence = mem_text(confidence)};

    if (!regime_parse(regime, &rule.regime))
        words_refuse(words, regime);
    rule_book_add(&file->own, rule);
    rule_book_sort(&file->own);
}

static void setting_read(struct case_file *file, struct setting *setting, char *line)
{
    struct words words = {.line = setting->line};
    const char *word;

    words_split(&words, line, " ");
    word = words_take(&words);
    if (str_equal(word, "zone")) {
        struct zone_of *zone = &setting->zones[setting->zone_count++];

        zone->code = words_take(&words);
        zone->zone = words_take(&words);
    } else if (str_equal(word, "house")) {
        setting->house.country = words_take(&words);
        setting->house.zone = words_take(&words);
        setting->house.email_allowance = words_take_number(&words);
        setting->house.home_post_days = words_take_number(&words);
        setting->house.foreign_post_days = words_take_number(&words);
    } else if (str_equal(word, "rules")) {
        setting->own = str_equal(words_take(&words), "own");
    } else if (str_equal(word, "holidays")) {
        setting->house.calendars = str_equal(words_take(&words), "listed") ? &file->holidays : NULL;
    } else if (str_equal(word, "rule")) {
        rule_read(file, &words);
    } else {
        words_refuse(&words, word);
    }
}

static void line_read(struct case_file *file, struct setting *setting, char *line)
{
    char *cells[column_count], *rest = line;
    size_t count = 0;

    if (!strchr(line, '|')) {
        setting_read(file, setting, line);
        return;
    }
    while (rest && count < column_count) {
        char *end = strchr(rest, '|');

        if (end)
            *end++ = '\0';
        cells[count++] = str_trim(rest);
        rest = end;
    }
    if (count != column_count || rest)
        fail_msg("cases line %zu: a row has %d columns", setting->line, column_count);
    mem_grow(file->rows, file->count, file->capacity);
    row_read(file, setting, cells, &file->rows[file->count++]);
}

void case_file_read(struct case_file *file)
{
    char *path = file_join(getenv("abs_top_srcdir"), "tests/unit/cases.txt");
    struct setting setting = {.line = 0};
    struct str bytes = {0};
    struct err err = {0};

    *file = (struct case_file){0};
    if (!file_read(path, 0, &bytes, &err) || !desk_rules_read(&file->reference, &err) ||
        !desk_holidays_read(&file->holidays, &err))
        fail_msg("%s", err.text);
    file->text = str_take(&bytes);
    for (char *line = file->text, *end; line; line = end) {
        end = strchr(line, '\n');
        if (end)
            *end++ = '\0';
        setting.line++;
        line = str_trim(line);
        if (*line && *line != '#')
            line_read(file, &setting, line);
    }
    rows_settle(file);
    free(path);
}

void case_file_clear(struct case_file *file)
{
    free(file->rows);
    free(file->text);
    rule_book_clear(&file->reference);
    rule_book_clear(&file->own);
    calendar_book_clear(&file->holidays);
}
