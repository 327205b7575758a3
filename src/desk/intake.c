#include "config.h"
#include "desk/transfer.h"

#include <stdlib.h>
#include <string.h>

#include "base/charset.h"
#include "base/day.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "desk/private.h"
#include "intake/thread.h"

/* The words of ours are not urgent to read: nobody objects in them. Business days. */
#define STAFF_READ_DAYS 2

struct intake {
    struct desk *desk;
    const char *charset;
    struct desk_intake_report *report;
    bool dry_run;
};

static char *lines_join(char **lines, size_t count)
{
    struct str out = {0};

    for (size_t i = 0; i < count; i++)
        str_add_format(&out, "%s%s", i ? "\n" : "", lines[i]);
    return str_take(&out);
}

static int64_t draft_instant(const struct desk *desk, const struct draft_message *draft)
{
    /* A year that cannot be is a slip, and tells no more than no day. */
    if (!day_in_use(draft->day))
        return desk->now;
    return zone_instant(draft->day, draft->hour < 0 ? 12 : draft->hour, draft->minute < 0 ? 0 : draft->minute,
                        str_blank(draft->zone) ? desk->program.zone : draft->zone);
}

static const char *text_or_none(const char *text)
{
    return text ? text : "";
}

static void suggestion_copy(const struct suggestion *from, struct suggestion *to)
{
    *to = *from;
    to->cues = mem_text(text_or_none(from->cues));
    to->scope = mem_text(text_or_none(from->scope));
    to->addressed_to = mem_text(text_or_none(from->addressed_to));
}

static void message_from_draft(const struct intake *intake, const struct draft_thread *thread,
                               int64_t thread_id, const struct draft_message *draft,
                               struct record_message *message)
{
    const char *raw = text_or_none(draft->raw);
    const struct draft_notice *notice = &draft->notice;

    *message = (struct record_message){
        .program = intake->desk->program.id,
        .thread = thread_id,
        .source = draft->source,
        .position = draft->position,
        .origin = mem_text(text_or_none(thread->title)),
        .author = mem_text(text_or_none(draft->author)),
        .role = mem_text(text_or_none(draft->role)),
        .post_count = mem_text(text_or_none(draft->post_count)),
        .staff = draft->staff,
        .day = draft->day,
        .hour = draft->hour,
        .minute = draft->minute,
        .precision = draft->precision,
        .zone = mem_text(text_or_none(draft->zone)),
        .received = draft_instant(intake->desk, draft),
        .subject = mem_text(text_or_none(draft->subject)),
        .body = mem_text(text_or_none(draft->body)),
        .raw = mem_text(raw),
        .raw_length = strlen(raw),
        .charset = mem_text(text_or_none(intake->charset)),
        .staff_edit = mem_text(text_or_none(draft->staff_edit)),
        .addressed_to = mem_text(text_or_none(draft->suggestion.addressed_to)),
        .notice_subject = mem_text(notice->found ? text_or_none(notice->subject) : ""),
        .notice_address = mem_text(notice->found ? text_or_none(notice->opt_out_address) : ""),
        .notice_categories =
            notice->found ? lines_join(notice->categories, notice->category_count) : mem_text(""),
        .notice_days = notice->found ? notice->days : -1,
    };
    suggestion_copy(&draft->suggestion, &message->suggestion);
    message->hash = mem_new(HASH_HEX_SIZE);
    hash_hex(message->raw, message->raw_length, message->hash);
}

static char *suggestion_reason(const struct suggestion *suggestion)
{
    struct str out = {0};

    str_add(&out, "suggested: ");
    if (suggestion->reading == READING_OBJECTION)
        str_add_format(&out, "%s; voice %s", ruling_title(suggestion->ruling),
                       voice_title(suggestion->voice));
    else
        str_add(&out, reading_title(suggestion->reading));
    if (suggestion->flags) {
        str_add(&out, "; ");
        flag_set_add(&out, suggestion->flags, ", ", true);
    }
    return str_take(&out);
}

static bool read_duty_open(struct intake *intake, const struct record_message *message, const char *reason,
                           struct err *err)
{
    struct desk *desk = intake->desk;
    struct record_duty duty = {
        .kind = DUTY_READ,
        .message = message->id,
        .source = message->source,
        .due = DAY_NONE,
        .reason = reason ? mem_text(reason) : suggestion_reason(&message->suggestion),
    };
    bool good;

    if (message->staff)
        duty.due = desk_business_day(desk, STAFF_READ_DAYS);
    good = desk_duty_open(desk, &duty, err);
    free(duty.reason);
    return good;
}

static bool promise_duty_open(struct intake *intake, const struct record_message *message, struct err *err)
{
    struct record_duty duty = {
        .kind = DUTY_ANSWER,
        .message = message->id,
        .source = message->source,
        .level = LEVEL_COMMUNITY,
        .due = DAY_NONE,
        .reason = mem_format("staff promised: %s", message->suggestion.cues),
    };
    bool good = desk_duty_open(intake->desk, &duty, err);

    free(duty.reason);
    return good;
}

/* A line of a dry run: which post, when, by whom, what becomes of it and what it may be. */
static void change_note(const struct intake *intake, const struct draft_message *draft, const char *what)
{
    struct str *out = &intake->report->changes;
    const char *author = text_or_none(draft->author);
    char *reason, day[16];

    if (!intake->dry_run)
        return;
    reason = suggestion_reason(&draft->suggestion);
    str_add_format(out, "post %d: ", draft->position);
    if (draft->day != DAY_NONE)
        str_add(out, day_format_iso(draft->day, day, sizeof day));
    if (draft->day != DAY_NONE && draft->hour >= 0)
        str_add_format(out, " %02d:%02d", draft->hour, draft->minute < 0 ? 0 : draft->minute);
    str_add(out, draft->day == DAY_NONE ? "no time shown, " : ", ");
    if (str_blank(author))
        author = str_blank(draft->role) ? "author not shown" : draft->role;
    utf8_add_printable(out, author, strlen(author), UTF8_ONE_LINE);
    str_add_format(out, ": %s; %s\n", what, reason);
    free(reason);
}

static bool message_new(struct intake *intake, const struct draft_thread *thread, int64_t thread_id,
                        const struct draft_message *draft, struct err *err)
{
    struct record_message message;
    bool good;

    message_from_draft(intake, thread, thread_id, draft, &message);
    good =
        store_message_add(intake->desk->store, &message, err) && read_duty_open(intake, &message, NULL, err);
    if (good && draft->suggestion.reading == READING_STAFF_PROMISE)
        good = promise_duty_open(intake, &message, err);
    good = good && desk_standing_refresh_author(intake->desk, &message, err);
    record_message_clear(&message);
    intake->report->added++;
    return good;
}

/* What was ruled of the words before says nothing of the new ones: the accounts are held again. */
static bool objection_refresh(struct desk *desk, int64_t message, struct err *err)
{
    struct record_objection objection = {0};
    bool good = store_objection_of_message(desk->store, message, &objection, err) &&
                (!objection.id || desk_standing_refresh_tied(desk, objection.id, err));

    record_objection_clear(&objection);
    return good;
}

static bool message_changed(struct intake *intake, const struct record_message *known, const char *body,
                            const struct suggestion *suggestion, struct err *err)
{
    if (!store_message_change_add(intake->desk->store, known->id, body, suggestion, err))
        return false;
    if (!body)
        return true;
    if (!store_duty_discharge(intake->desk->store, DUTY_READ, intake->desk->program.id, 0, known->id, 0, 0,
                              NULL, err))
        return false;
    return read_duty_open(intake, known, "the post was changed since it was taken in: read it again", err) &&
           objection_refresh(intake->desk, known->id, err);
}

struct alignment {
    enum thread_change *changes;
    int *matches;
    bool *vanished;
    struct thread_known *known;
};

static void alignment_init(struct alignment *alignment, const struct draft_thread *thread,
                           const struct record_message_list *known)
{
    alignment->changes = mem_new_array(thread->count, sizeof *alignment->changes);
    alignment->matches = mem_new_array(thread->count, sizeof *alignment->matches);
    alignment->vanished = mem_new_array(known->count, sizeof *alignment->vanished);
    alignment->known = mem_new_array(known->count, sizeof *alignment->known);
    for (size_t i = 0; i < known->count; i++) {
        const struct record_message *message = &known->items[i];

        alignment->known[i] = (struct thread_known){message->author, message->role, message->body_now,
                                                    message->day, message->hour};
    }
    thread_align(thread, alignment->known, known->count, alignment->changes, alignment->matches,
                 alignment->vanished);
}

static void alignment_clear(struct alignment *alignment)
{
    free(alignment->changes);
    free(alignment->matches);
    free(alignment->vanished);
    free(alignment->known);
}

static bool posts_apply(struct intake *intake, const struct draft_thread *thread, int64_t thread_id,
                        const struct record_message_list *known, const struct alignment *alignment,
                        struct err *err)
{
    struct desk_intake_report *report = intake->report;
    bool good = true;

    for (size_t i = 0; good && i < thread->count; i++) {
        const struct draft_message *draft = &thread->messages[i];
        const struct record_message *match =
            alignment->matches[i] < 0 ? NULL : &known->items[alignment->matches[i]];

        report->notices += draft->notice.found;
        change_note(intake, draft,
                    !match                                    ? "new"
                    : alignment->changes[i] == THREAD_CHANGED ? "changed"
                                                              : "the same");
        if (!match) {
            good = message_new(intake, thread, thread_id, draft, err);
        } else if (alignment->changes[i] == THREAD_CHANGED) {
            report->changed++;
            good = message_changed(intake, match, draft->body, &draft->suggestion, err);
        } else {
            report->same++;
            if (match->vanished)
                good = store_message_change_add(intake->desk->store, match->id, match->body_now, NULL, err);
        }
    }
    for (size_t i = 0; good && i < known->count; i++) {
        if (alignment->vanished[i] && !known->items[i].vanished) {
            report->vanished++;
            if (intake->dry_run)
                str_add_format(&report->changes, "message:%lld: vanished\n", (long long)known->items[i].id);
            good = message_changed(intake, &known->items[i], NULL, NULL, err);
        }
    }
    return good;
}

static bool thread_apply(struct intake *intake, const struct draft_thread *thread, struct err *err)
{
    struct record_message_list known = {0};
    struct alignment alignment = {0};
    int64_t thread_id = 0;
    bool added = false, good;

    intake->report->title = mem_text(text_or_none(thread->title));
    intake->report->read = (int64_t)thread->count;
    good = store_thread_ensure(intake->desk->store, intake->desk->program.id, SOURCE_FORUM, thread->title,
                               &thread_id, &added, err) &&
           store_message_thread(intake->desk->store, thread_id, &known, err);
    if (good) {
        alignment_init(&alignment, thread, &known);
        good = posts_apply(intake, thread, thread_id, &known, &alignment, err);
        alignment_clear(&alignment);
    }
    record_message_list_clear(&known);
    return good;
}

static bool kind_known(const char *as, const struct str *text, struct err *err)
{
    if (as && !str_equal_ascii(as, "thread"))
        return err_set(err, ERR_USAGE, "--as %s: the desk reads \"thread\", a forum page copied as text", as);
    if (!as && !thread_recognise(str_text(text), text->length))
        return err_set(err, ERR_INPUT,
                       "this does not look like a forum page copied as text: no two posts under printed "
                       "times; if it is one, "
                       "say --as thread");
    return true;
}

bool desk_intake(struct desk *desk, const char *path, const char *as, const char *charset, bool dry_run,
                 struct desk_intake_report *report, struct err *err)
{
    struct intake intake = {.desk = desk, .report = report, .dry_run = dry_run};
    struct str bytes = {0}, text = {0};
    struct draft_thread thread = {0};
    bool good = false;

    if (!file_read(path, 0, &bytes, err))
        goto out;
    if (!charset_decode(str_text(&bytes), bytes.length, charset, &text, &intake.charset, err) ||
        !kind_known(as, &text, err) || !thread_parse(str_text(&text), text.length, &thread, err)) {
        err_prefix(err, "%s", path);
        goto out;
    }
    if (!desk_begin(desk, err))
        goto out;
    good = thread_apply(&intake, &thread, err);
    if (good && dry_run)
        store_rollback(desk->store);
    else
        good = desk_end(desk, good, err);
out:
    draft_thread_clear(&thread);
    str_clear(&bytes);
    str_clear(&text);
    return good;
}

void desk_intake_report_clear(struct desk_intake_report *report)
{
    free(report->title);
    str_clear(&report->changes);
    memset(report, 0, sizeof *report);
}
