#include "config.h"
#include "tui/detail.h"

#include "base/day.h"
#include "desk/representative.h"

static void add_where(struct sheet *sheet, const struct record_message *message)
{
    struct str line;

    str_init(&line);
    str_add(&line, message->origin);
    if (message->position)
        str_add_format(&line, ", message %d", message->position);
    sheet_add_labelled(sheet, "from", str_text(&line), 2, STYLE_TEXT);
    if (*message->subject)
        sheet_add_labelled(sheet, "subject", message->subject, 2, STYLE_TEXT);
    if (*message->addressed_to)
        sheet_add_labelled(sheet, "to", message->addressed_to, 1, STYLE_TEXT);
    str_clear(&line);
}

static void add_notice(struct sheet *sheet, const struct record_message *message)
{
    struct str line;

    if (!*message->notice_subject && !*message->notice_categories && message->notice_days < 0)
        return;
    str_init(&line);
    str_add(&line, *message->notice_subject ? message->notice_subject : "a notice");
    if (message->notice_days >= 0)
        str_add_format(&line, ", %d days to object", message->notice_days);
    if (*message->notice_address)
        str_add_format(&line, ", answers to %s", message->notice_address);
    sheet_add_labelled(sheet, "quotes", str_text(&line), 2, STYLE_TEXT);
    str_clear(&line);
}

static void add_accounts(struct sheet *sheet, const char *title, const struct record_account_list *accounts)
{
    if (!accounts->count)
        return;
    sheet_add_section(sheet, title);
    for (size_t i = 0; i < accounts->count; i++) {
        const struct record_account *account = &accounts->items[i];

        sheet_add(sheet, STYLE_TEXT, "%-12s %-6s %s", account->number, account->country, account->company)
            ->target.account = account->id;
    }
}

/* Whose it may be, with the reasons. */
static void add_candidates(struct sheet *sheet, const struct desk_candidate_list *candidates)
{
    if (!candidates->count)
        return;
    sheet_add_section(sheet, "whose it may be");
    for (size_t i = 0; i < candidates->count; i++) {
        const struct desk_candidate *candidate = &candidates->items[i];

        sheet_add(sheet, STYLE_TEXT, "%-12s %-6s %s: %s", candidate->account.number,
                  candidate->account.country, candidate->account.company, str_text(&candidate->reasons))
            ->target.account = candidate->account.id;
    }
}

static void add_objection(struct sheet *sheet, struct desk *desk, const struct record_objection *objection)
{
    struct sheet_line *line;
    struct str flags, voice;
    struct err ignored = {0};

    if (!objection->id)
        return;
    sheet_add_section(sheet, "objection");
    str_init(&flags);
    str_init(&voice);
    desk_voice_add(desk, objection, 0, &voice, &ignored);
    flag_set_add(&flags, objection->flags, ", ", true);
    line = sheet_add(sheet, STYLE_TEXT, "%s, voice: %s%s%s%s", ruling_title(objection->ruling),
                     str_text(&voice), flags.length ? ", " : "", str_text(&flags),
                     objection->not_identified ? ", no account was found" : "");
    line->target.objection = objection->id;
    line->target.dispute = objection->dispute;
    str_clear(&flags);
    str_clear(&voice);
}

static void message_build(struct sheet *sheet, struct desk *desk, const void *any)
{
    const struct desk_message_view *view = any;

    about_message(sheet, view, 0);
    sheet->fixed = 2;
    add_where(sheet, &view->message);
    add_notice(sheet, &view->message);
    sheet_add(sheet, STYLE_TEXT, "%s", "");
    sheet_add_text(sheet, 1, view->message.body_now, 0, STYLE_TEXT);
    if (*view->message.staff_edit)
        sheet_add_labelled(sheet, "staff", view->message.staff_edit, 0, STYLE_DIM);
    if (view->message.changed && !str_equal(view->message.body, view->message.body_now)) {
        sheet_add_section(sheet, "as it stood when it came in");
        sheet_add_text(sheet, 1, view->message.body, 0, STYLE_DIM);
    }
    add_objection(sheet, desk, &view->objection);
    add_accounts(sheet, "accounts it is tied to", &view->accounts);
    add_candidates(sheet, &view->candidates);
    about_duties(sheet, desk, &view->duties);
    about_timeline(sheet, desk, &view->timeline);
}

static void message_select(const void *any, struct selection *selection, struct str *title)
{
    const struct desk_message_view *view = any;

    selection->message = view->message.id;
    selection->objection = view->objection.id;
    selection->dispute = view->objection.dispute;
    selection->account = view->accounts.count == 1 ? view->accounts.items[0].id : 0;
    selection->duty = view->duties.count == 1 ? view->duties.items[0].id : 0;
    str_add(title, view->message.author);
}

static bool message_read(struct desk *desk, int64_t id, void *view, struct err *err)
{
    return desk_message_view(desk, id, view, err);
}

static void message_clear(void *view)
{
    desk_message_view_clear(view);
}

struct screen *message_new(int64_t id)
{
    static const struct detail_class class = {
        .screen = DETAIL_SCREEN(SCREEN_MESSAGE),
        .view_size = sizeof(struct desk_message_view),
        .read = message_read,
        .clear = message_clear,
        .build = message_build,
        .select = message_select,
    };

    return detail_new(&class, id);
}
