#include "config.h"
#include "desk/demo_event.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "desk/consent.h"
#include "desk/representative.h"
#include "desk/text.h"
#include "desk/transfer.h"
#include "desk/verb.h"
#include "store/nouns.h"

/* event->as cut at its blanks: three words of closed lists ("" where there are fewer), then flags. */
struct event_words {
    char text[128];
    const char *word[3];
    const char *flags;
};

static void words_cut(const struct demo_event *event, struct event_words *words)
{
    char *at = words->text;

    snprintf(words->text, sizeof words->text, "%s", event->as);
    for (size_t i = 0; i < 3; i++) {
        words->word[i] = at;
        at += strcspn(at, " ");
        if (*at)
            *at++ = '\0';
    }
    words->flags = at;
}

#define WORD_READ(noun, words, index, value, err)                                                            \
    (noun##_parse((words)->word[index], value) ||                                                            \
     err_set(err, ERR_INPUT, "\"%s\" is no %s", (words)->word[index], #noun))

static bool flags_read(const struct event_words *words, unsigned *flags, struct err *err)
{
    return flag_set_parse(words->flags, flags) ||
           err_set(err, ERR_INPUT, "\"%s\" are no flags", words->flags);
}

static bool play_import(struct demo *demo, const struct demo_event *event, struct err *err)
{
    struct desk_import_options options = {0};
    struct desk_import_report report = {0};
    char *kind = mem_text_n(event->about, strcspn(event->about, "-."));
    char *path = NULL;
    enum list list = LIST_QUEUE;
    bool good = list_parse(kind, &list) || err_set(err, ERR_INPUT, "%s: no kind of list", event->about);

    good = good && demo_file_write(demo, event->about, &path, err) &&
           desk_import(demo->desk, list, path, &options, &report, err);
    if (good && report.refused)
        good = err_set(err, ERR_INPUT, "%s:%d:%d: %s", event->about, report.rejects[0].line,
                       report.rejects[0].column, report.rejects[0].reason);
    if (path)
        unlink(path);
    desk_import_report_clear(&report);
    free(path);
    free(kind);
    return good;
}

static bool play_intake(struct demo *demo, const struct demo_event *event, struct err *err)
{
    struct desk_intake_report report = {0};
    char *path = NULL;
    bool good = demo_file_write(demo, event->about, &path, err) &&
                desk_intake(demo->desk, path, "thread", "UTF-8", false, &report, err);

    if (path)
        unlink(path);
    desk_intake_report_clear(&report);
    free(path);
    return good;
}

/* A text in which something is not found would void all its notices. */
static bool play_text(struct demo *demo, const struct demo_event *event, struct err *err)
{
    struct desk_text given = {.version = event->as, .charset = "UTF-8", .language = event->words};
    struct record_text text = {0};
    struct text_suggestion suggestion = {0};
    char *path = NULL;
    bool added = false, good = demo_file_write(demo, event->about, &path, err);

    given.path = path;
    good = good && desk_text_add(demo->desk, &given, &text, &suggestion, &added, err) &&
           (suggestion.items == TEXT_ITEM_ALL ||
            err_set(err, ERR_INPUT, "%s: it does not say all that it must", event->about));
    if (path)
        unlink(path);
    text_suggestion_clear(&suggestion);
    record_text_clear(&text);
    free(path);
    return good;
}

/* When it was received: as the row says, else when the agent wrote it down. */
static bool received_read(const struct demo *demo, const struct demo_event *event,
                          struct desk_objection *objection, struct err *err)
{
    const char *zone = desk_zone(demo->desk);
    int day = day_parse(event->received);
    int64_t instant = *event->received ? instant_parse(event->received, zone) : event->at;
    struct zone_time time;

    if (instant == INSTANT_NONE)
        return err_set(err, ERR_INPUT, "\"%s\" is no time to have received anything", event->received);
    time = zone_at(instant, zone);
    objection->day = time.day;
    objection->hour = day == DAY_NONE ? time.hour : -1;
    objection->minute = day == DAY_NONE ? time.minute : -1;
    return true;
}

static bool play_object(struct demo *demo, const struct demo_event *event, struct err *err)
{
    struct desk_objection objection = {.words = event->words, .reason = ""};
    struct event_words words;
    int64_t *accounts = NULL;
    bool good;

    words_cut(event, &words);
    good = WORD_READ(source, &words, 0, &objection.source, err) &&
           WORD_READ(voice, &words, 1, &objection.voice, err) &&
           WORD_READ(ruling, &words, 2, &objection.ruling, err) &&
           flags_read(&words, &objection.flags, err) && received_read(demo, event, &objection, err) &&
           demo_accounts(demo, event, &accounts, &objection.account_count, err);
    objection.accounts = accounts;
    good = good && desk_object(demo->desk, &objection, NULL, err);
    free(accounts);
    return good;
}

static bool play_classify(struct demo *demo, const struct demo_event *event, struct err *err)
{
    struct desk_classification given = {.version = -1,
                                        .ruling = RULING_NOT_OBJECTION,
                                        .voice = VOICE_UNKNOWN,
                                        .not_identified = str_ends(event->about, " ?"),
                                        .reason = event->words};
    struct event_words words;
    int64_t *accounts = NULL;
    bool good;

    words_cut(event, &words);
    good = WORD_READ(reading, &words, 0, &given.reading, err) &&
           (given.reading != READING_OBJECTION || (WORD_READ(ruling, &words, 1, &given.ruling, err) &&
                                                   WORD_READ(voice, &words, 2, &given.voice, err))) &&
           flags_read(&words, &given.flags, err) && demo_message(demo, event, &given.message, err) &&
           demo_accounts(demo, event, &accounts, &given.account_count, err);
    given.accounts = accounts;
    good = good && desk_classify(demo->desk, &given, err);
    free(accounts);
    return good;
}

static bool play_escalate(struct demo *demo, const struct demo_event *event, struct err *err)
{
    struct event_words words;
    int64_t dispute = 0;
    enum level level = LEVEL_AGENT;

    words_cut(event, &words);
    return WORD_READ(level, &words, 0, &level, err) && demo_dispute(demo, event, &dispute, err) &&
           desk_escalate(demo->desk, dispute, -1, level, event->words, DAY_NONE, err);
}

static bool play_resolve(struct demo *demo, const struct demo_event *event, struct err *err)
{
    struct event_words words;
    int64_t dispute = 0;
    enum outcome outcome = OUTCOME_OPT_OUT;

    words_cut(event, &words);
    return WORD_READ(outcome, &words, 0, &outcome, err) && demo_dispute(demo, event, &dispute, err) &&
           desk_resolve(demo->desk, dispute, -1, outcome, event->words, err);
}

static bool play_assign(struct demo *demo, const struct demo_event *event, struct err *err)
{
    struct event_words words;
    int64_t duty = 0;
    enum duty kind = DUTY_READ;

    words_cut(event, &words);
    return WORD_READ(duty, &words, 0, &kind, err) && demo_duty(demo, event, kind, &duty, err) &&
           desk_assign(demo->desk, duty, NULL,
                       str_equal(words.word[1], "@") ? desk_agent(demo->desks[0].desk) : words.word[1], err);
}

static bool play_done(struct demo *demo, const struct demo_event *event, struct err *err)
{
    struct event_words words;
    int64_t duty = 0;
    enum duty kind = DUTY_READ;

    words_cut(event, &words);
    return WORD_READ(duty, &words, 0, &kind, err) && demo_duty(demo, event, kind, &duty, err) &&
           desk_done(demo->desk, duty, event->words, err);
}

static bool play_note(struct demo *demo, const struct demo_event *event, struct err *err)
{
    int64_t *accounts = NULL, dispute = 0;
    size_t count = 0;
    bool good = demo_accounts(demo, event, &accounts, &count, err) &&
                (!str_equal(event->as, "dispute") || demo_dispute(demo, event, &dispute, err)) &&
                desk_note(demo->desk, count ? accounts[0] : 0, 0, dispute, event->words, err);

    free(accounts);
    return good;
}

static bool play_hold(struct demo *demo, const struct demo_event *event, struct err *err)
{
    int64_t *accounts = NULL;
    size_t count = 0;
    bool good = demo_accounts(demo, event, &accounts, &count, err) &&
                (count == 1 || err_set(err, ERR_INPUT, "a hold is on one account")) &&
                desk_hold(demo->desk, accounts[0], event->words, day_parse(event->as), NULL, err);

    free(accounts);
    return good;
}

/* An office and the name of a representative that is put on file for the event's accounts. */
static bool representative_add(struct demo *demo, const struct demo_event *event, enum office office,
                               int64_t *id, struct err *err)
{
    struct record_scope scopes[8] = {{0}};
    struct desk_representative given = {.office = &office, .scopes = scopes};
    size_t length;

    for (const char *at = event->about; *at && given.scope_count < 8; at += length + (at[length] == ' ')) {
        length = strcspn(at, " ");
        scopes[given.scope_count].scope = SCOPE_ACCOUNT;
        scopes[given.scope_count++].number = mem_text_n(at, length);
    }
    given.name = event->as + strcspn(event->as, " ");
    given.name += strspn(given.name, " ");
    bool good = desk_representative_add(demo->desk, &given, id, err);
    for (size_t i = 0; i < given.scope_count; i++)
        free(scopes[i].number);
    return good;
}

/* A representative is put on file and its letter logged. */
static bool play_represent(struct demo *demo, const struct demo_event *event, struct err *err)
{
    struct desk_objection objection = {.source = SOURCE_LETTER,
                                       .voice = VOICE_REPRESENTATIVE,
                                       .ruling = RULING_OPT_OUT,
                                       .words = event->words,
                                       .reason = ""};
    struct event_words words;
    enum office office = OFFICE_OTHER;
    int64_t representative = 0;

    words_cut(event, &words);
    return WORD_READ(office, &words, 0, &office, err) && received_read(demo, event, &objection, err) &&
           representative_add(demo, event, office, &representative, err) &&
           desk_representative_object(demo->desk, representative, &objection, NULL, err);
}

/* The newest objection of the event's first account. */
static bool objection_find(struct demo *demo, const int64_t *accounts, size_t count, int64_t *id,
                           struct err *err)
{
    struct record_objection_list list = {0};
    bool good =
        (count || err_set(err, ERR_INPUT, "an account is wanted")) &&
        store_objection_list(desk_store(demo->desk), desk_program(demo->desk)->id, accounts[0], &list, err);

    *id = 0;
    for (size_t i = 0; good && i < list.count; i++) {
        if (list.items[i].id > *id)
            *id = list.items[i].id;
    }
    record_objection_list_clear(&list);
    return good;
}

static bool play_authority(struct demo *demo, const struct demo_event *event, struct err *err)
{
    struct event_words words;
    enum authority state = AUTHORITY_ASKED;
    int64_t *accounts = NULL, objection = 0;
    size_t count = 0;
    bool good;

    words_cut(event, &words);
    good = WORD_READ(authority, &words, 0, &state, err) &&
           demo_accounts(demo, event, &accounts, &count, err) &&
           objection_find(demo, accounts, count, &objection, err) &&
           desk_authority_set(demo->desk, objection, accounts, count, state, event->words, NULL, err);
    free(accounts);
    return good;
}

/* The account's newest objection is limited to a category of data. */
static bool play_limit(struct demo *demo, const struct demo_event *event, struct err *err)
{
    struct desk_limit limit = {.version = -1, .reason = event->words};
    struct event_words words;
    enum category category = CATEGORY_COMPANY;
    int64_t *accounts = NULL;
    size_t count = 0;
    bool good;

    words_cut(event, &words);
    good = WORD_READ(category, &words, 0, &category, err) &&
           demo_accounts(demo, event, &accounts, &count, err) &&
           objection_find(demo, accounts, count, &limit.objection, err);
    limit.categories = 1u << category;
    good = good && desk_limit(demo->desk, &limit, err);
    free(accounts);
    return good;
}

/* The account's own yes, signed. */
static bool play_consent(struct demo *demo, const struct demo_event *event, struct err *err)
{
    struct desk_consent consent = {.voice = VOICE_COMPANY, .words = event->words};
    struct event_words words;
    int64_t *accounts = NULL;
    size_t count = 0;
    struct zone_time time = zone_at(event->at, desk_zone(demo->desk));
    bool good;

    words_cut(event, &words);
    consent.day = time.day;
    consent.hour = time.hour;
    consent.minute = time.minute;
    good = WORD_READ(source, &words, 0, &consent.source, err) &&
           WORD_READ(identity, &words, 1, &consent.identity, err) &&
           demo_accounts(demo, event, &accounts, &count, err) &&
           (count == 1 || err_set(err, ERR_INPUT, "a consent is of one account"));
    if (good) {
        consent.account = accounts[0];
        good = desk_consent(demo->desk, &consent, NULL, err);
    }
    free(accounts);
    return good;
}

/* A demo may be made on a day on which the rule asks for no such condition: it is passed over then. */
static bool tick_asked(struct demo *demo, int64_t account, enum condition condition, const char *words,
                       struct err *err)
{
    struct desk_condition_list list = {0};
    bool good = desk_conditions(demo->desk, account, &list, err);

    for (size_t i = 0; good && i < list.count; i++) {
        if (list.items[i].condition == condition)
            good = desk_tick(demo->desk, account, condition, true, words, err);
    }
    desk_condition_list_clear(&list);
    return good;
}

static bool play_tick(struct demo *demo, const struct demo_event *event, struct err *err)
{
    struct event_words words;
    enum condition condition = CONDITION_NOT_SENSITIVE;
    int64_t *accounts = NULL;
    size_t count = 0;
    bool good;

    words_cut(event, &words);
    good = WORD_READ(condition, &words, 0, &condition, err) &&
           demo_accounts(demo, event, &accounts, &count, err);
    for (size_t i = 0; good && i < count; i++)
        good = tick_asked(demo, accounts[i], condition, event->words, err);
    free(accounts);
    return good;
}

bool demo_event_play(struct demo *demo, const struct demo_event *event, struct err *err)
{
    static const struct {
        const char *verb;
        bool (*play)(struct demo *demo, const struct demo_event *event, struct err *err);
    } verbs[] = {
        {"import", play_import},     {"intake", play_intake},       {"object", play_object},
        {"classify", play_classify}, {"escalate", play_escalate},   {"resolve", play_resolve},
        {"assign", play_assign},     {"done", play_done},           {"note", play_note},
        {"hold", play_hold},         {"text", play_text},           {"consent", play_consent},
        {"tick", play_tick},         {"represent", play_represent}, {"authority", play_authority},
        {"limit", play_limit},
    };

    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (str_equal(event->verb, verbs[i].verb))
            return verbs[i].play(demo, event, err);
    }
    return err_set(err, ERR_INPUT, "the demo knows no verb \"%s\"", event->verb);
}
