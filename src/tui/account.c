#include "config.h"
#include "tui/detail.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "desk/representative.h"
#include "desk/text.h"

#define NAME_COLUMNS 22

static void add_rule(struct sheet *sheet, const struct standing_result *standing)
{
    const struct rule *rule = standing->rule;
    struct str line;

    str_init(&line);
    desk_place_add(standing, &line);
    str_add_format(&line, ": %s%s%s", rule->name ? rule->name : "", str_blank(rule->name) ? "" : ", ",
                   regime_title(rule->regime));
    if (rule->citation && *rule->citation)
        str_add_format(&line, "; %s", rule->citation);
    if (rule->confidence && *rule->confidence)
        str_add_format(&line, " (%s)", rule->confidence);
    sheet_add_labelled(sheet, "rule", str_text(&line), 0, STYLE_TEXT);
    if (rule->note && *rule->note)
        sheet_add_labelled(sheet, "", rule->note, 0, STYLE_DIM);
    str_clear(&line);
}

static void add_part(struct str *line, const char *label, const char *text)
{
    if (text && *text)
        str_add_format(line, "%s%s %s", line->length ? ", " : "", label, text);
}

static void add_record(struct sheet *sheet, const struct record_account *account)
{
    struct str line;

    str_init(&line);
    add_part(&line, "country", account->country);
    add_part(&line, "zone", account->zone);
    add_part(&line, "parent", account->parent);
    add_part(&line, "segment", account->segment);
    add_part(&line, "manager", account->manager);
    add_part(&line, "tags", account->tags);
    if (line.length)
        sheet_add_labelled(sheet, "account", str_text(&line), 0, STYLE_TEXT);
    str_clear(&line);
}

/* Appends a contact's detail to its line and, labelled, to the whole of it. */
static void add_detail(struct str *line, struct str *whole, const char *label, const char *title,
                       const char *text)
{
    add_part(line, label, text);
    if (text && *text)
        str_add_format(whole, "%-9s %s\n", title, text);
}

static void add_contacts(struct sheet *sheet, const struct record_contact_list *contacts)
{
    sheet_add_section(sheet, "contacts");
    if (!contacts->count)
        sheet_add(sheet, STYLE_DIM, "nobody is known here");
    for (size_t i = 0; i < contacts->count; i++) {
        const struct record_contact *contact = &contacts->items[i];
        struct sheet_line *added;
        struct str name, line, whole;

        str_init(&name);
        str_init(&line);
        str_init(&whole);
        str_add_format(&whole, "%-9s %s\n", "name", contact->name);
        add_detail(&line, &whole, "", "e-mail", contact->email);
        add_detail(&line, &whole, "phone", "phone", contact->phone);
        add_detail(&line, &whole, "in", "country", contact->country);
        add_detail(&line, &whole, "zone", "zone", contact->zone);
        add_detail(&line, &whole, "forum:", "forum", contact->handle);
        utf8_add_cell(&name, contact->name, NAME_COLUMNS, true);
        added = sheet_add(sheet, STYLE_TEXT, "%s %s", str_text(&name), str_text(&line));
        added->target.contact = contact->id;
        added->whole = str_take(&whole);
        str_clear(&name);
        str_clear(&line);
    }
}

static void add_objections(struct sheet *sheet, struct desk *desk, const struct desk_account_view *view)
{
    const struct record_objection_list *objections = &view->objections;

    sheet_add_section(sheet, "objections");
    if (!objections->count)
        sheet_add(sheet, STYLE_DIM, "none");
    for (size_t i = objections->count; i-- > 0;) {
        const struct record_objection *objection = &objections->items[i];
        struct sheet_line *line;
        struct str when, voice;
        struct err ignored = {0};

        str_init(&when);
        str_init(&voice);
        about_instant(objection->received, desk_zone(desk), &when);
        desk_voice_add(desk, objection, view->account.id, &voice, &ignored);
        line = sheet_add(sheet, STYLE_TEXT, "%-21s  %s, %s, %s%s%s: %s", str_text(&when),
                         ruling_title(objection->ruling), source_title(objection->source), str_text(&voice),
                         *view->limits[i] ? "; " : "", view->limits[i], objection->words);
        line->label = 22;
        line->target.objection = objection->id;
        line->target.message = objection->message;
        line->target.dispute = objection->dispute;
        str_clear(&when);
        str_clear(&voice);
    }
}

static void add_consents(struct sheet *sheet, struct desk *desk, const struct desk_account_view *view)
{
    if (!view->consents.count)
        return;
    sheet_add_section(sheet, "consents");
    for (size_t i = view->consents.count; i-- > 0;) {
        const struct record_consent *consent = &view->consents.items[i];
        struct str when = {0};
        struct sheet_line *line;

        about_instant(consent->received, desk_zone(desk), &when);
        line = sheet_add(sheet, STYLE_TEXT, "%-21s  %s", str_text(&when), view->givers[i]);
        line->label = 22;
        line->whole = mem_format("%s  %s\n\n%s", str_text(&when), view->givers[i], consent->words);
        line->target.consent = consent->id;
        str_clear(&when);
    }
}

static void add_conditions(struct sheet *sheet, struct desk *desk, const struct desk_condition_list *list)
{
    struct str title = {0};

    if (!list->count)
        return;
    str_add_format(&title, "conditions, %zu of %zu ticked", list->ticked, list->count);
    sheet_add_section(sheet, str_text(&title));
    for (size_t i = 0; i < list->count; i++) {
        const struct desk_condition *item = &list->items[i];
        struct sheet_line *line = sheet_add(sheet, STYLE_TEXT, "[%c] %s", item->ticked ? 'x' : ' ',
                                            condition_title(item->condition));
        struct str tick = {0};

        line->target.condition = (int64_t)item->condition + 1;
        desk_tick_add(desk, item, &tick);
        if (tick.length) {
            line->right = mem_format("  %s", item->agent);
            line->right_style = STYLE_DIM;
            line->whole = mem_format("%s\n%s", condition_title(item->condition), str_text(&tick));
        }
        str_clear(&tick);
    }
    str_clear(&title);
}

static void add_disputes(struct sheet *sheet, struct desk *desk, const struct record_dispute_list *disputes)
{
    sheet_add_section(sheet, "disputes");
    if (!disputes->count)
        sheet_add(sheet, STYLE_DIM, "none");
    for (size_t i = disputes->count; i-- > 0;) {
        const struct record_dispute *dispute = &disputes->items[i];
        struct sheet_line *line;
        struct str when;

        str_init(&when);
        about_instant(dispute->opened, desk_zone(desk), &when);
        line = sheet_add(sheet, STYLE_TEXT, "%-21s  dispute %lld, %s%s", str_text(&when),
                         (long long)dispute->id, dispute->open ? "open with " : "",
                         dispute->open ? level_title(dispute->level) : outcome_title(dispute->outcome));
        line->label = 22;
        line->target.dispute = dispute->id;
        str_clear(&when);
    }
}

static void add_holds(struct sheet *sheet, struct desk *desk, const struct record_hold_list *holds)
{
    if (!holds->count)
        return;
    sheet_add_section(sheet, "holds");
    for (size_t i = holds->count; i-- > 0;) {
        const struct record_hold *hold = &holds->items[i];
        bool over = !hold->lifted && hold->expires != DAY_NONE && hold->expires < desk_today(desk);
        int left = hold->expires - desk_today(desk);
        char day[20], counter[40] = "";

        if (hold->objection && !hold->lifted && !over)
            snprintf(counter, sizeof counter, ": %d day%s left", left, left == 1 ? "" : "s");
        sheet_add(sheet, STYLE_TEXT, "%-9s %s%s  %s%s",
                  hold->lifted ? "lifted"
                  : over       ? "over"
                               : "in force",
                  hold->expires == DAY_NONE ? "until lifted" : "to ",
                  day_format_near(hold->expires, desk_today(desk), day, sizeof day), hold->reason, counter)
            ->target.hold = hold->id;
    }
}

/* A notice's line in full is what it was, and its text. */
static void add_sent(struct sheet *sheet, struct desk *desk, const struct desk_sent_list *list,
                     const struct desk_sent *sent)
{
    struct str when = {0}, line = {0}, whole = {0};
    struct sheet_line *added;

    about_instant(sent->notice.sent, desk_zone(desk), &when);
    desk_sent_describe(desk, list, sent, &line);
    str_add_format(&whole, "%s  %s\n", str_text(&when), str_text(&line));
    if (sent->text.id) {
        str_add_char(&whole, '\n');
        desk_text_describe(desk, &sent->text, &whole);
    }
    added = sheet_add(sheet, STYLE_TEXT, "%-21s  %s", str_text(&when), str_text(&line));
    added->label = 22;
    added->target.notice = sent->notice.id;
    added->whole = str_take(&whole);
    str_clear(&when);
    str_clear(&line);
}

static void add_notices(struct sheet *sheet, struct desk *desk, const struct desk_sent_list *list)
{
    struct str ask = {0};

    sheet_add_section(sheet, "notices");
    desk_sent_add_ask(list, &ask);
    if (ask.length)
        sheet_add(sheet, STYLE_TEXT, "%s", str_text(&ask));
    if (!list->count)
        sheet_add(sheet, STYLE_DIM, "none");
    for (size_t i = list->count; i-- > 0;)
        add_sent(sheet, desk, list, &list->items[i]);
    str_clear(&ask);
}

static void add_went(struct sheet *sheet, struct desk *desk, const struct record_release_row *row)
{
    struct str when = {0}, fields = {0};

    about_instant(row->at, desk_zone(desk), &when);
    release_fields_add(&fields, row->fields, ", ", true);
    if (row->contact)
        str_add_format(&fields, " of %s",
                       str_blank(row->cells[RELEASE_NAME]) ? row->cells[RELEASE_EMAIL]
                                                           : row->cells[RELEASE_NAME]);
    sheet_add(sheet, STYLE_TEXT, "%-21s  to %s, release %lld: %s", str_text(&when), row->partner_name,
              (long long)row->release, str_text(&fields))
        ->label = 22;
    str_clear(&when);
    str_clear(&fields);
}

static void add_recall(struct sheet *sheet, struct desk *desk, const struct record_recall *recall)
{
    struct str when = {0};
    struct sheet_line *line;
    char due[24];

    about_instant(recall->at, desk_zone(desk), &when);
    day_format_near(recall->due, desk_today(desk), due, sizeof due);
    line = sheet_add(sheet, STYLE_TEXT, "%-21s  recall %lld from %s for %s: %s%s", str_text(&when),
                     (long long)recall->id, recall->partner_name, recall->reason,
                     recall->duty       ? "answer due "
                     : recall->answered ? answer_title(recall->answer)
                                        : "over",
                     recall->duty ? due : "");
    line->label = 22;
    line->target.duty = recall->duty;
    str_clear(&when);
}

/* What partners have of the account, and what was asked back; nothing where nothing went. */
static void add_releases(struct sheet *sheet, struct desk *desk, const struct desk_account_view *view)
{
    if (!view->went.count)
        return;
    sheet_add_section(sheet, "partners");
    for (size_t i = view->recalls.count; i-- > 0;)
        add_recall(sheet, desk, &view->recalls.items[i]);
    for (size_t i = view->went.count; i-- > 0;)
        add_went(sheet, desk, &view->went.items[i]);
}

static void account_build(struct sheet *sheet, struct desk *desk, const void *any)
{
    const struct desk_account_view *view = any;

    about_account(sheet, desk, view, 3);
    sheet->fixed = sheet->count;
    about_risk(sheet, view->flags);
    add_rule(sheet, &view->standing);
    add_record(sheet, &view->account);
    about_duties(sheet, desk, &view->duties);
    add_conditions(sheet, desk, &view->conditions);
    about_timeline(sheet, desk, &view->timeline);
    add_contacts(sheet, &view->contacts);
    add_objections(sheet, desk, view);
    add_consents(sheet, desk, view);
    add_disputes(sheet, desk, &view->disputes);
    add_holds(sheet, desk, &view->holds);
    add_releases(sheet, desk, view);
    add_notices(sheet, desk, &view->sent);
}

/* The one unread objection, consent, open dispute or duty of an account is what is meant even when its line
 * is not selected. */
static void account_select(const void *any, struct selection *selection, struct str *title)
{
    const struct desk_account_view *view = any;
    int64_t dispute = 0;
    int64_t objection = 0;
    size_t open = 0;
    int64_t consent = 0;
    size_t unread = 0;
    size_t consents = 0;

    for (size_t i = 0; i < view->disputes.count; i++) {
        if (view->disputes.items[i].open) {
            dispute = view->disputes.items[i].id;
            open++;
        }
    }
    for (size_t i = 0; i < view->objections.count; i++) {
        if (view->objections.items[i].ruling == RULING_UNREAD) {
            objection = view->objections.items[i].id;
            unread++;
        }
    }
    for (size_t i = 0; i < view->consents.count; i++) {
        if (!view->consents.items[i].withdrawn) {
            consent = view->consents.items[i].id;
            consents++;
        }
    }
    selection->consent = consents == 1 ? consent : 0;
    selection->account = view->account.id;
    selection->objection = unread == 1 ? objection : 0;
    selection->dispute = open == 1 ? dispute : 0;
    selection->duty = view->duties.count == 1 ? view->duties.items[0].id : 0;
    str_add_format(title, "%s %s", view->account.company, view->account.number);
}

static bool account_read(struct desk *desk, int64_t id, void *view, struct err *err)
{
    return desk_account_view(desk, id, view, err);
}

static void account_clear(void *view)
{
    desk_account_view_clear(view);
}

struct screen *account_new(int64_t id)
{
    static const struct detail_class class = {
        .screen = DETAIL_SCREEN(SCREEN_ACCOUNT),
        .view_size = sizeof(struct desk_account_view),
        .read = account_read,
        .clear = account_clear,
        .build = account_build,
        .select = account_select,
    };

    return detail_new(&class, id);
}
