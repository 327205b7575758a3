#include "config.h"
#include "cli/cli.h"

#include <stdlib.h>

#include "base/day.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "core/fact.h"
#include "desk/candidate.h"
#include "desk/gate.h"
#include "desk/representative.h"
#include "desk/view.h"
#include "store/nouns.h"

static void line_add(struct str *out, const char *label, const char *text)
{
    if (!str_blank(text))
        str_add_format(out, "%-12s %s\n", label, text);
}

static void instant_add(struct cli *cli, struct str *out, int64_t instant)
{
    char buffer[24];

    str_add(out, instant_format_local(instant, desk_zone(cli->desk), buffer, sizeof buffer));
}

static void timeline_add(struct cli *cli, const struct record_entry_list *timeline, struct str *out)
{
    str_add(out, "\nTimeline, newest first\n");
    for (size_t i = 0; i < timeline->count; i++) {
        const struct record_entry *entry = &timeline->items[i];

        str_add(out, "  ");
        instant_add(cli, out, entry->happened);
        str_add(out, "  ");
        fact_sentence(entry->fact, entry->detail, out);
        str_add_format(out, "  (%s)\n", entry->agent);
    }
}

static void duties_add(struct cli *cli, const struct record_duty_list *duties, struct str *out)
{
    char due[24], phrase[64];

    if (duties->count)
        str_add(out, "\nDuties\n");
    for (size_t i = 0; i < duties->count; i++) {
        const struct record_duty *duty = &duties->items[i];

        str_add_format(out, "  duty:%lld  %s  %s  %s  %s\n", (long long)duty->id,
                       day_format_near(duty->due, desk_today(cli->desk), due, sizeof due),
                       duty_phrase(duty->kind, duty->source, phrase, sizeof phrase),
                       str_blank(duty->owner) ? "-" : duty->owner, duty->reason);
    }
}

static void accounts_add(const struct record_account_list *accounts, struct str *out)
{
    if (!accounts->count)
        str_add(out, "accounts     not identified\n");
    for (size_t i = 0; i < accounts->count; i++)
        str_add_format(out, "%-12s %s %s\n", i ? "" : "accounts", accounts->items[i].number,
                       accounts->items[i].company);
}

static void flags_add(unsigned flags, struct str *out)
{
    struct str text = {0};

    flag_set_add(&text, flags, ", ", true);
    line_add(out, "risk", str_text(&text));
    str_clear(&text);
}

static void objections_add(struct cli *cli, const struct desk_account_view *view, struct str *out)
{
    if (view->objections.count)
        str_add(out, "\nObjections\n");
    for (size_t i = 0; i < view->objections.count; i++) {
        const struct record_objection *objection = &view->objections.items[i];

        str_add_format(out, "  objection:%lld  ", (long long)objection->id);
        instant_add(cli, out, objection->received);
        str_add_format(out, "  %s, %s, %s%s%s\n", ruling_title(objection->ruling),
                       source_title(objection->source), voice_title(objection->voice),
                       *view->limits[i] ? "; " : "", view->limits[i]);
    }
}

static void consents_add(struct cli *cli, const struct desk_account_view *view, struct str *out)
{
    if (view->consents.count)
        str_add(out, "\nConsents\n");
    for (size_t i = 0; i < view->consents.count; i++) {
        str_add_format(out, "  consent:%lld  ", (long long)view->consents.items[i].id);
        instant_add(cli, out, view->consents.items[i].received);
        str_add_format(out, "  %s\n", view->givers[i]);
    }
}

static void conditions_add(struct cli *cli, const struct desk_condition_list *list, struct str *out)
{
    if (list->count)
        str_add_format(out, "\nConditions, %zu of %zu ticked\n", list->ticked, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const struct desk_condition *item = &list->items[i];
        struct str tick = {0};

        desk_tick_add(cli->desk, item, &tick);
        str_add_format(out, "  [%c] %s%s%s%s\n", item->ticked ? 'x' : ' ', condition_title(item->condition),
                       tick.length ? " (" : "", str_text(&tick), tick.length ? ")" : "");
        str_clear(&tick);
    }
}

static void standing_add(const struct desk *desk, const struct standing_result *standing, struct str *out)
{
    struct str place = {0};
    char sent[16], last[16];

    str_add_format(out, "disclose     %s: %s\n", desk_answer(desk, standing),
                   standing_title(standing->value));
    line_add(out, "why", standing_reason(standing));
    desk_place_add(standing, &place);
    line_add(out, "place", str_text(&place));
    str_clear(&place);
    str_add_format(out, "rule         %s %s, %s\n", standing->rule->code, standing->rule->name,
                   regime_title(standing->rule->regime));
    line_add(out, "citation", standing->rule->citation);
    if (standing->has_window)
        str_add_format(out, "window       sent %s, %d days, %d left, to %s\n",
                       day_format_long(standing->sent_day, sent, sizeof sent), standing->window.days,
                       window_left(standing->window.last_day, standing->window.zone, desk_now(desk)),
                       day_format_long(standing->window.last_day, last, sizeof last));
}

static void notices_add(struct cli *cli, const struct desk_sent_list *list, struct str *out)
{
    struct str ask = {0};

    desk_sent_add_ask(list, &ask);
    if (list->count || ask.length)
        str_add(out, "\nNotices\n");
    if (ask.length)
        str_add_format(out, "  %s\n", str_text(&ask));
    for (size_t i = 0; i < list->count; i++) {
        str_add(out, "  ");
        instant_add(cli, out, list->items[i].notice.sent);
        str_add(out, "  ");
        desk_sent_describe(cli->desk, list, &list->items[i], out);
        str_add(out, "\n");
    }
    str_clear(&ask);
}

static void went_add(struct cli *cli, const struct desk_account_view *view, struct str *out)
{
    if (view->went.count)
        str_add(out, "\nPartners\n");
    for (size_t i = 0; i < view->recalls.count; i++) {
        const struct record_recall *recall = &view->recalls.items[i];

        str_add_format(out, "  recall:%lld  %s  %s  %s\n", (long long)recall->id, recall->partner_name,
                       recall->reason,
                       recall->duty       ? "not answered"
                       : recall->answered ? answer_title(recall->answer)
                                          : "over");
    }
    for (size_t i = 0; i < view->went.count; i++) {
        const struct record_release_row *row = &view->went.items[i];

        str_add_format(out, "  release:%lld  ", (long long)row->release);
        instant_add(cli, out, row->at);
        str_add_format(out, "  %s  ", row->partner_name);
        release_fields_add(out, row->fields, ", ", true);
        str_add_char(out, '\n');
    }
}

static bool show_account(struct cli *cli, int64_t id, struct err *err)
{
    struct desk_account_view view;
    struct str out = {0};
    bool good = desk_account_view(cli->desk, id, &view, err);

    if (good) {
        str_add_format(&out, "%s  %s  %s\n\n", view.account.company, view.account.number,
                       view.account.country);
        standing_add(cli->desk, &view.standing, &out);
        flags_add(view.flags, &out);
        line_add(&out, "parent", view.account.parent);
        line_add(&out, "segment", view.account.segment);
        line_add(&out, "manager", view.account.manager);
        line_add(&out, "zone", view.account.zone);
        line_add(&out, "tags", view.account.tags);
        duties_add(cli, &view.duties, &out);
        conditions_add(cli, &view.conditions, &out);
        if (view.contacts.count)
            str_add(&out, "\nContacts\n");
        for (size_t i = 0; i < view.contacts.count; i++) {
            const struct record_contact *contact = &view.contacts.items[i];

            str_add_format(&out, "  %s  %s  %s  %s\n", contact->name, contact->email, contact->phone,
                           contact->country);
        }
        for (size_t i = 0; i < view.holds.count; i++) {
            if (!view.holds.items[i].lifted)
                str_add_format(&out, "\nhold:%lld  %s\n", (long long)view.holds.items[i].id,
                               view.holds.items[i].reason);
        }
        objections_add(cli, &view, &out);
        consents_add(cli, &view, &out);
        notices_add(cli, &view.sent, &out);
        went_add(cli, &view, &out);
        timeline_add(cli, &view.timeline, &out);
        good = cli_print_safe(&out, err);
    }
    desk_account_view_clear(&view);
    return good;
}

static void message_add(const struct record_message *message, struct str *out)
{
    char day[16];

    line_add(out, "from", str_blank(message->author) ? "author not shown" : message->author);
    line_add(out, "role", message->role);
    line_add(out, "posts", message->post_count);
    str_add_format(out, "%-12s %s", "printed",
                   message->day == DAY_NONE ? "no time shown"
                                            : day_format_long(message->day, day, sizeof day));
    if (message->hour >= 0)
        str_add_format(out, " %02d:%02d", message->hour, message->minute < 0 ? 0 : message->minute);
    str_add_format(out, ", %s, %s\n", precision_title(message->precision),
                   str_blank(message->zone) ? "zone unknown" : message->zone);
    line_add(out, "in", message->origin);
    line_add(out, "subject", message->subject);
    line_add(out, "to", message->addressed_to);
    if (!str_blank(message->staff_edit))
        line_add(out, "staff edit", message->staff_edit);
    if (message->changed || message->vanished)
        line_add(out, "later copy", message->vanished ? "the post has vanished" : "the post was changed");
    if (message->notice_days >= 0 || !str_blank(message->notice_subject)) {
        line_add(out, "notice", message->notice_subject);
        str_add_format(out, "%-12s %d\n", "days", message->notice_days);
        line_add(out, "opt-out to", message->notice_address);
    }
    line_add(out, "reading", reading_title(message->reading));
    str_add_format(out, "%-12s %s", "suggested", reading_title(message->suggestion.reading));
    if (message->suggestion.reading == READING_OBJECTION)
        str_add_format(out, ": %s; voice %s", ruling_title(message->suggestion.ruling),
                       voice_title(message->suggestion.voice));
    str_add(out, "\n");
    line_add(out, "scope", message->suggestion.scope);
    line_add(out, "cues", message->suggestion.cues);
    flags_add(message->suggestion.flags, out);
}

static void categories_add(const struct record_message *message, struct str *out)
{
    if (!str_blank(message->notice_categories))
        str_add_format(out, "\nThe notice would disclose\n%s\n", message->notice_categories);
}

static bool show_message(struct cli *cli, int64_t id, struct err *err)
{
    struct desk_message_view view;
    struct str out = {0};
    bool good = desk_message_view(cli->desk, id, &view, err);

    if (good) {
        str_add_format(&out, "message:%lld  %s\n\n", (long long)id, source_title(view.message.source));
        message_add(&view.message, &out);
        if (view.objection.id) {
            str_add_format(&out, "objection    objection:%lld, %s\n", (long long)view.objection.id,
                           ruling_title(view.objection.ruling));
            accounts_add(&view.accounts, &out);
        }
        duties_add(cli, &view.duties, &out);
        categories_add(&view.message, &out);
        str_add_format(&out, "\n%s\n", view.message.body_now);
        timeline_add(cli, &view.timeline, &out);
        good = cli_print_safe(&out, err);
    }
    desk_message_view_clear(&view);
    return good;
}

static bool objection_add(struct cli *cli, const struct record_objection *objection, struct str *out,
                          struct err *err)
{
    str_add_format(out, "%-12s %s\n", "source", source_title(objection->source));
    str_add_format(out, "%-12s ", "voice");
    if (!desk_voice_add(cli->desk, objection, 0, out, err))
        return false;
    str_add_char(out, '\n');
    str_add_format(out, "%-12s %s\n", "ruling", ruling_title(objection->ruling));
    str_add_format(out, "%-12s ", "received");
    instant_add(cli, out, objection->received);
    str_add_format(out, ", %s\n", precision_title(objection->precision));
    flags_add(objection->flags, out);
    return true;
}

static bool show_dispute(struct cli *cli, int64_t id, struct err *err)
{
    struct desk_dispute_view view;
    struct str out = {0};
    bool good = desk_dispute_view(cli->desk, id, &view, err);

    if (good) {
        str_add_format(&out, "dispute:%lld  %s, %d days old\n\n", (long long)id,
                       view.dispute.open ? "open" : outcome_title(view.dispute.outcome), view.age);
        str_add_format(&out, "%-12s %s\n", "level", level_title(view.dispute.level));
        str_add_format(&out, "%-12s objection:%lld\n", "from", (long long)view.objection.id);
        good = objection_add(cli, &view.objection, &out, err);
        line_add(&out, "limit", str_text(&view.limit));
        accounts_add(&view.accounts, &out);
        line_add(&out, "resolution", view.dispute.words);
        duties_add(cli, &view.duties, &out);
        str_add_format(&out, "\n%s\n", view.objection.words);
        timeline_add(cli, &view.timeline, &out);
        good = good && cli_print_safe(&out, err);
    }
    str_clear(&out);
    desk_dispute_view_clear(&view);
    return good;
}

/* Each account an objection is tied to, with a representative's authority for it. */
static bool tied_add(struct cli *cli, const struct record_objection *objection, struct str *out,
                     struct err *err)
{
    struct record_authority_list tied = {0};
    bool good = store_authority_list(desk_store(cli->desk), objection->id, &tied, err);

    for (size_t i = 0; good && i < tied.count; i++) {
        struct record_account account = {0};

        good = store_account_get(desk_store(cli->desk), tied.items[i].account, &account, err);
        str_add_format(out, "%-12s %s %s", i ? "" : "accounts", account.number ? account.number : "",
                       account.company ? account.company : "");
        if (objection->voice == VOICE_REPRESENTATIVE)
            str_add_format(out, ": authority %s%s%s", authority_title(tied.items[i].state),
                           str_blank(tied.items[i].evidence) ? "" : ", ",
                           str_blank(tied.items[i].evidence) ? "" : tied.items[i].evidence);
        str_add_char(out, '\n');
        record_account_clear(&account);
    }
    record_authority_list_clear(&tied);
    return good;
}

static bool known_add(struct cli *cli, const struct record_objection *objection, struct str *out,
                      struct err *err)
{
    struct str known = {0};
    bool good = desk_objector_add(cli->desk, objection->id, &known, err);

    line_add(out, "known", str_text(&known));
    str_clear(&known);
    return good;
}

static bool limit_add(struct cli *cli, int64_t objection, struct str *out, struct err *err)
{
    struct record_limit limit = {0};
    struct str text = {0};
    bool good = store_limit_get(desk_store(cli->desk), objection, &limit, err) &&
                desk_limit_add(cli->desk, &limit, &text, err);

    line_add(out, "limit", str_text(&text));
    record_limit_clear(&limit);
    str_clear(&text);
    return good;
}

static bool show_objection(struct cli *cli, int64_t id, struct err *err)
{
    struct record_objection objection = {0};
    struct str out = {0};
    bool good = store_objection_get(desk_store(cli->desk), id, &objection, err);

    if (good && !objection.id)
        good = err_set(err, ERR_USAGE, "there is no objection %lld: `demur objections` lists them",
                       (long long)id);
    if (good) {
        str_add_format(&out, "objection:%lld\n\n", (long long)id);
        good = objection_add(cli, &objection, &out, err);
        if (objection.message)
            str_add_format(&out, "%-12s message:%lld\n", "from", (long long)objection.message);
        if (objection.dispute)
            str_add_format(&out, "%-12s dispute:%lld\n", "dispute", (long long)objection.dispute);
        good = good && limit_add(cli, id, &out, err) && known_add(cli, &objection, &out, err) &&
               tied_add(cli, &objection, &out, err);
    }
    if (good) {
        str_add_format(&out, "\n%s\n", objection.words);
        good = cli_print_safe(&out, err);
    }
    str_clear(&out);
    record_objection_clear(&objection);
    return good;
}

static bool show_release(struct cli *cli, int64_t id, struct err *err)
{
    struct str out = {0};
    bool good = desk_release_show(cli->desk, id, &out, err) && cli_print_safe(&out, err);

    str_clear(&out);
    return good;
}

int cli_show(struct cli *cli, struct err *err)
{
    const char *what = cli->line.arguments[0];
    int64_t id;

    if (cli_noun(what, "message", &id))
        return show_message(cli, id, err) ? 0 : -1;
    if (cli_noun(what, "dispute", &id))
        return show_dispute(cli, id, err) ? 0 : -1;
    if (cli_noun(what, "objection", &id))
        return show_objection(cli, id, err) ? 0 : -1;
    if (cli_noun(what, "release", &id))
        return show_release(cli, id, err) ? 0 : -1;
    return cli_account(cli, what, &id, err) && show_account(cli, id, err) ? 0 : -1;
}
