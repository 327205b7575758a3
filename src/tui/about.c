#include "config.h"
#include "tui/about.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "desk/representative.h"

#define LABEL_COLUMNS 10
#define BAR_MOST      26
#define BAR_LEAST     8

void about_instant(int64_t instant, const char *zone, struct str *out)
{
    struct zone_time time;
    char day[20];

    if (instant == INSTANT_NONE)
        return;
    time = zone_at(instant, zone);
    str_add(out, day_format_long(time.day, day, sizeof day));
    if (time.hour || time.minute)
        str_add_format(out, " %02d:%02d", time.hour, time.minute);
}

void about_accounts(const struct record_account_list *accounts, struct str *out)
{
    for (size_t i = 0; i < accounts->count; i++)
        str_add_format(out, "%s%s %s", i ? ", " : "", accounts->items[i].company, accounts->items[i].number);
}

/* True where the end of a window can mean anything. */
static bool silence_counts(const struct standing_result *standing)
{
    return standing->value != STANDING_NEEDS_YES && standing->rule &&
           (standing->rule->regime == REGIME_OPT_OUT || standing->rule->regime == REGIME_OPT_OUT_CONDITIONAL);
}

/* The left part of the window line: what was sent when. */
static void add_sent(struct desk *desk, const struct desk_account_view *view, bool narrow, struct str *out)
{
    const struct standing_result *standing = &view->standing;
    char day[20];

    if (standing->sent_day == DAY_NONE) {
        str_add(out, view->sent.count ? "" : "no notice was sent");
        return;
    }
    if (narrow)
        day_format_near(standing->sent_day, desk_today(desk), day, sizeof day);
    else
        day_format_long(standing->sent_day, day, sizeof day);
    str_add_format(out, "sent %s", day);
    if (standing->window.state == WINDOW_COUNTED)
        str_add_format(out, ", %d %sdays", standing->window.days,
                       standing->window.day_kind == RULE_DAYS_BUSINESS ? "business " : "");
}

/* The right part: how it stands. */
static void add_left(struct desk *desk, const struct desk_account_view *view, struct str *out)
{
    const struct window *window = &view->standing.window;
    char day[20];
    int left;

    if (!view->standing.has_window) {
        if (view->sent.count && view->standing.value == STANDING_VOID)
            str_add(out, window->state == WINDOW_VOID ? "it did not arrive: never opened"
                                                      : "its text is not in order: never opened");
        return;
    }
    switch (window->state) {
    case WINDOW_VOID:
        str_add(out, "it did not arrive: never opened");
        return;
    case WINDOW_WAITING:
        str_add(out, "delayed: not open yet");
        return;
    case WINDOW_UNKNOWN:
        str_add(out, "nobody said how many days: no end");
        return;
    case WINDOW_COUNTED:
        break;
    }
    left = window_left(window->last_day, window->zone, desk_now(desk));
    if (!silence_counts(&view->standing)) {
        str_add(out, "silence is no yes");
        return;
    }
    day_format_near(window->last_day, desk_today(desk), day, sizeof day);
    if (left > 0)
        str_add_format(out, "%d left, to %s", left, day);
    else if (left == 0)
        str_add(out, "0 left: this is the last day");
    else
        str_add_format(out, "over since %s", day);
}

static void add_window(struct sheet *sheet, struct desk *desk, const struct desk_account_view *view)
{
    const struct window *window = &view->standing.window;
    struct str line, left;
    int room;

    str_init(&line);
    str_init(&left);
    add_sent(desk, view, sheet->columns < 70, &line);
    add_left(desk, view, &left);
    room = sheet->columns - LABEL_COLUMNS - utf8_width(str_text(&line)) - utf8_width(str_text(&left)) - 6;
    if (room > BAR_MOST)
        room = BAR_MOST;
    if (line.length && left.length)
        str_add(&line, sheet->columns < 70 ? "  " : "   ");
    if (view->standing.has_window && window->state == WINDOW_COUNTED && room >= BAR_LEAST &&
        silence_counts(&view->standing)) {
        draw_bar_text(&line, room, desk_today(desk) - window->anchor, window->last_day - window->anchor);
        str_add(&line, "  ");
    }
    str_add(&line, str_text(&left));
    sheet_add_labelled(sheet, "window", str_text(&line), 1, STYLE_TEXT);
    str_clear(&line);
    str_clear(&left);
}

void about_account(struct sheet *sheet, struct desk *desk, const struct desk_account_view *view, size_t limit)
{
    const char *answer = desk_answer(desk, &view->standing);
    const char *place = *view->standing.place ? view->standing.place : "place unknown";
    const char *reason = standing_reason(&view->standing);
    struct str why;
    struct sheet_line *line =
        sheet_add(sheet, STYLE_INFO, "%s  %s  %s", view->account.company, view->account.number, place);

    line->right =
        mem_format("  %s  %3s ", sheet->columns < 76 ? "disclose today?" : "may be disclosed today?", answer);
    line->right_style = str_starts(answer, "YES") ? STYLE_YES : STYLE_NO;
    add_window(sheet, desk, view);
    str_init(&why);
    str_add_format(&why, "%s: %s", standing_title(view->standing.value), reason ? reason : "");
    sheet_add_labelled(sheet, "why", str_text(&why), limit, STYLE_TEXT);
    str_clear(&why);
}

void about_risk(struct sheet *sheet, unsigned flags)
{
    struct str risk;

    if (!flags)
        return;
    str_init(&risk);
    flag_set_add(&risk, flags, ", ", true);
    sheet_add_labelled(sheet, "risk", str_text(&risk), 1, STYLE_OVERDUE);
    str_clear(&risk);
}

void about_message_time(const struct record_message *message, struct str *out)
{
    char day[20];

    if (message->day == DAY_NONE)
        str_add(out, "no day printed");
    else
        str_add(out, day_format_long(message->day, day, sizeof day));
    if (message->day != DAY_NONE && message->hour >= 0) {
        if (message->minute >= 0)
            str_add_format(out, " %02d:%02d", message->hour, message->minute);
        else
            str_add_format(out, " %02d h", message->hour);
    }
    str_add_format(out, ", %s%s", *message->zone ? "zone " : "zone unknown", message->zone);
}

static void add_suggestion(struct sheet *sheet, const struct record_message *message, size_t limit)
{
    const struct suggestion *suggestion = &message->suggestion;
    struct str line;

    str_init(&line);
    str_add(&line, reading_title(suggestion->reading));
    if (suggestion->reading == READING_OBJECTION) {
        str_add_format(&line, ", %s, voice: %s", ruling_title(suggestion->ruling),
                       voice_title(suggestion->voice));
        if (suggestion->flags) {
            str_add(&line, ", ");
            flag_set_add(&line, suggestion->flags, ", ", true);
        }
    }
    if (suggestion->cues && *suggestion->cues)
        str_add_format(&line, "  (%s)", suggestion->cues);
    sheet_add_labelled(sheet, "seems", str_text(&line), limit, STYLE_TEXT);
    str_clear(&line);
}

void about_message(struct sheet *sheet, const struct desk_message_view *view, size_t limit)
{
    const struct record_message *message = &view->message;
    struct str line;
    struct sheet_line *head =
        sheet_add(sheet, STYLE_INFO, "%s%s%s%s", *message->author ? message->author : "author not shown",
                  *message->role ? ", " : "", message->role, message->staff ? "  (staff)" : "");

    head->right = mem_format("  %s: %s ", source_title(message->source),
                             message->reading == READING_OBJECTION && view->objection.id
                                 ? ruling_title(view->objection.ruling)
                                 : reading_title(message->reading));
    head->right_style = message->reading == READING_UNREAD ? STYLE_TODAY : STYLE_TEXT;
    str_init(&line);
    about_message_time(message, &line);
    if (message->changed)
        str_add(&line, "; changed since");
    if (message->vanished)
        str_add(&line, "; gone from a later copy");
    sheet_add_labelled(sheet, "written", str_text(&line), 1, STYLE_TEXT);
    if (message->reading == READING_UNREAD)
        add_suggestion(sheet, message, limit);
    if (view->accounts.count) {
        str_reset(&line);
        about_accounts(&view->accounts, &line);
        sheet_add_labelled(sheet, "accounts", str_text(&line), 1, STYLE_TEXT);
    } else if (view->objection.id && message->reading == READING_OBJECTION) {
        sheet_add_labelled(sheet, "accounts",
                           view->objection.not_identified ? "looked for and not found"
                                                          : "none yet: say whose it is (c)",
                           1, STYLE_TODAY);
    }
    str_clear(&line);
}

void about_dispute(struct sheet *sheet, struct desk *desk, const struct desk_dispute_view *view, size_t limit)
{
    const struct record_dispute *dispute = &view->dispute;
    struct sheet_line *head;
    struct str line;
    struct err ignored = {0};

    str_init(&line);
    about_accounts(&view->accounts, &line);
    head = sheet_add(sheet, STYLE_INFO, "dispute %lld  %s", (long long)dispute->id,
                     line.length ? str_text(&line) : "no account yet");
    if (dispute->open)
        head->right = mem_format("  with %s, %d %s old ", level_title(dispute->level), view->age,
                                 view->age == 1 ? "day" : "days");
    else
        head->right = mem_format("  %s ", outcome_title(dispute->outcome));
    str_reset(&line);
    desk_voice_add(desk, &view->objection, 0, &line, &ignored);
    str_add_format(&line, "; %s of ", source_title(view->objection.source));
    about_instant(view->objection.received, desk_zone(desk), &line);
    sheet_add_labelled(sheet, "voice", str_text(&line), 1, STYLE_TEXT);
    about_risk(sheet, view->objection.flags);
    if (view->limit.length)
        sheet_add_labelled(sheet, "limit", str_text(&view->limit), limit, STYLE_TEXT);
    sheet_add_labelled(sheet, "words", view->objection.words, limit, STYLE_TEXT);
    str_clear(&line);
}

void about_urgent(struct sheet *sheet, struct desk *desk, const struct row *row, size_t limit)
{
    const struct value *due = &row->values[FIELD_DUE], *owner = &row->values[FIELD_OWNER];
    int late = desk_today(desk) - (int)due->number;
    struct str line = {0};
    char day[20];

    str_add_format(&line, "%s", day_format_near((int)due->number, desk_today(desk), day, sizeof day));
    if (late > 0)
        str_add_format(&line, ", %d day%s overdue", late, late == 1 ? "" : "s");
    str_add_format(&line, ", %s", str_blank(owner->text) ? "nobody yet" : owner->text);
    if (!str_blank(row->values[FIELD_REASON].text))
        str_add_format(&line, ": %s", row->values[FIELD_REASON].text);
    sheet_add_labelled(sheet, "due", str_text(&line), limit, late > 0 ? STYLE_OVERDUE : STYLE_TEXT);
    str_clear(&line);
}

void about_owed(struct sheet *sheet, struct desk *desk, const struct record_duty_list *duties)
{
    const struct record_duty *first = NULL;
    char phrase[64], day[20];
    struct str line;

    for (size_t i = 0; i < duties->count; i++)
        if (!first || duties->items[i].due < first->due)
            first = &duties->items[i];
    if (!first)
        return;
    str_init(&line);
    str_add_format(&line, "%s, due %s, %s", duty_phrase(first->kind, first->source, phrase, sizeof phrase),
                   day_format_near(first->due, desk_today(desk), day, sizeof day),
                   first->owner && *first->owner ? first->owner : "nobody yet");
    if (duties->count > 1)
        str_add_format(&line, "; %zu more", duties->count - 1);
    sheet_add_labelled(sheet, "owed", str_text(&line), 1, STYLE_TEXT);
    str_clear(&line);
}

void about_duties(struct sheet *sheet, struct desk *desk, const struct record_duty_list *duties)
{
    if (!duties->count)
        return;
    sheet_add_section(sheet, "open duties");
    for (size_t i = 0; i < duties->count; i++) {
        const struct record_duty *duty = &duties->items[i];
        char phrase[64], day[20];
        struct sheet_line *line = sheet_add(
            sheet, duty->due < desk_today(desk) ? STYLE_OVERDUE : STYLE_TEXT, "%-11s %c %-24s %s",
            day_format_near(duty->due, desk_today(desk), day, sizeof day),
            duty->due <= desk_today(desk) ? '!' : ' ',
            duty_phrase(duty->kind, duty->source, phrase, sizeof phrase), duty->reason ? duty->reason : "");

        line->right = mem_format("  %s", duty->owner && *duty->owner ? duty->owner : "nobody yet");
        line->target.duty = duty->id;
        line->target.message = duty->message;
        line->target.objection = duty->objection;
        line->target.dispute = duty->dispute;
    }
}

void about_timeline(struct sheet *sheet, struct desk *desk, const struct record_entry_list *timeline)
{
    sheet_add_section(sheet, "timeline, newest first");
    if (!timeline->count)
        sheet_add(sheet, STYLE_DIM, "nothing happened yet");
    for (size_t i = 0; i < timeline->count; i++) {
        const struct record_entry *entry = &timeline->items[i];
        struct sheet_line *line;
        struct str when, what;

        str_init(&when);
        str_init(&what);
        about_instant(entry->happened, desk_zone(desk), &when);
        fact_sentence(entry->fact, entry->detail, &what);
        line = sheet_add(sheet, STYLE_TEXT, "%-21s  %s", str_text(&when), str_text(&what));
        line->label = 22;
        line->right = mem_format("  %s", entry->agent);
        line->right_style = STYLE_DIM;
        line->target.entry = entry->sequence;
        line->target.message = entry->message;
        line->target.objection = entry->objection;
        line->target.dispute = entry->dispute;
        str_clear(&when);
        str_clear(&what);
    }
}
