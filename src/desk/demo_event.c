#include "config.h"
#include "desk/demo_event.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "desk/text.h"
#include "desk/transfer.h"
#include "desk/verb.h"

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

bool demo_event_play(struct demo *demo, const struct demo_event *event, struct err *err)
{
    static const struct {
        const char *verb;
        bool (*play)(struct demo *demo, const struct demo_event *event, struct err *err);
    } verbs[] = {
        {"import", play_import},     {"intake", play_intake},     {"object", play_object},
        {"classify", play_classify}, {"escalate", play_escalate}, {"resolve", play_resolve},
        {"assign", play_assign},     {"done", play_done},         {"note", play_note},
        {"hold", play_hold},         {"text", play_text},
    };

    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (str_equal(event->verb, verbs[i].verb))
            return verbs[i].play(demo, event, err);
    }
    return err_set(err, ERR_INPUT, "the demo knows no verb \"%s\"", event->verb);
}
