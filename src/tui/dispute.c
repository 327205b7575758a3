#include "config.h"
#include "tui/detail.h"

static void add_accounts(struct sheet *sheet, const struct desk_dispute_view *view)
{
    sheet_add_section(sheet, "accounts");
    if (!view->accounts.count)
        sheet_add(sheet, STYLE_DIM, "none is tied to it yet");
    for (size_t i = 0; i < view->accounts.count; i++) {
        const struct record_account *account = &view->accounts.items[i];

        sheet_add(sheet, STYLE_TEXT, "%-12s %-6s %s", account->number, account->country, account->company)
            ->target.account = account->id;
    }
}

static void add_message(struct sheet *sheet, const struct desk_dispute_view *view)
{
    const struct record_message *message = &view->message;
    struct str line;
    size_t start;

    if (!message->id)
        return;
    sheet_add_section(sheet, "message");
    str_init(&line);
    about_message_time(message, &line);
    start = sheet->count;
    sheet_add(sheet, STYLE_TEXT, "%s, %s", *message->author ? message->author : "author not shown",
              str_text(&line));
    sheet_add_text(sheet, 1, message->body_now, 0, STYLE_TEXT);
    for (size_t i = start; i < sheet->count; i++)
        sheet->lines[i].target.message = message->id;
    str_clear(&line);
}

static void dispute_build(struct sheet *sheet, struct desk *desk, const void *any)
{
    const struct desk_dispute_view *view = any;

    about_dispute(sheet, desk, view, 0);
    sheet->fixed = 2;
    if (!view->dispute.open)
        sheet_add_labelled(sheet, "outcome", view->dispute.words, 0, STYLE_TEXT);
    add_accounts(sheet, view);
    about_duties(sheet, desk, &view->duties);
    about_timeline(sheet, desk, &view->timeline);
    add_message(sheet, view);
}

static void dispute_select(const void *any, struct selection *selection, struct str *title)
{
    const struct desk_dispute_view *view = any;

    selection->dispute = view->dispute.id;
    selection->objection = view->objection.id;
    selection->message = view->message.id;
    selection->account = view->accounts.count == 1 ? view->accounts.items[0].id : 0;
    selection->duty = view->dispute.duty;
    str_add_format(title, "dispute %lld ", (long long)view->dispute.id);
    about_accounts(&view->accounts, title);
}

static bool dispute_read(struct desk *desk, int64_t id, void *view, struct err *err)
{
    return desk_dispute_view(desk, id, view, err);
}

static void dispute_clear(void *view)
{
    desk_dispute_view_clear(view);
}

struct screen *dispute_new(int64_t id)
{
    static const struct detail_class class = {
        .screen = DETAIL_SCREEN(SCREEN_DISPUTE),
        .view_size = sizeof(struct desk_dispute_view),
        .read = dispute_read,
        .clear = dispute_clear,
        .build = dispute_build,
        .select = dispute_select,
    };

    return detail_new(&class, id);
}
