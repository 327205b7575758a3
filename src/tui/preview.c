#include "config.h"
#include "tui/preview.h"

#include "tui/about.h"

static bool add_account(struct sheet *sheet, struct desk *desk, int64_t id, const struct row *duty, int rows,
                        struct err *err)
{
    struct desk_account_view view = {0};
    bool ok = desk_account_view(desk, id, &view, err);

    if (ok) {
        about_account(sheet, desk, &view, rows < 8 && (view.flags || view.duties.count) ? 1 : 2);
        if (duty)
            about_urgent(sheet, desk, duty, 2);
        about_risk(sheet, view.flags);
        if (!duty)
            about_owed(sheet, desk, &view.duties);
    }
    desk_account_view_clear(&view);
    return ok;
}

static bool add_message(struct sheet *sheet, struct desk *desk, int64_t id, int rows, struct err *err)
{
    struct desk_message_view view = {0};
    bool ok = desk_message_view(desk, id, &view, err);

    if (ok) {
        size_t room;

        about_message(sheet, &view, rows < 8 ? 1 : 2);
        room = (size_t)rows > sheet->count ? (size_t)rows - sheet->count : 1;
        sheet_add_labelled(sheet, "text", view.message.body_now, room, STYLE_TEXT);
    }
    desk_message_view_clear(&view);
    return ok;
}

static bool add_dispute(struct sheet *sheet, struct desk *desk, int64_t id, int rows, struct err *err)
{
    struct desk_dispute_view view = {0};
    bool ok = desk_dispute_view(desk, id, &view, err);

    if (ok)
        about_dispute(sheet, desk, &view, rows > 3 ? (size_t)rows - 2 : 1);
    desk_dispute_view_clear(&view);
    return ok;
}

bool preview_build(struct sheet *sheet, struct desk *desk, enum list list, const struct row *row, int columns,
                   int rows, struct err *err)
{
    bool ok = true;

    sheet_empty(sheet);
    sheet->columns = columns;
    if (list == LIST_DISPUTES)
        return add_dispute(sheet, desk, row->dispute, rows, err);
    if (list == LIST_INBOX)
        return add_message(sheet, desk, row->message, rows, err);
    if (row->account) {
        ok = add_account(sheet, desk, row->account, list == LIST_QUEUE ? row : NULL, rows, err);
        rows -= (int)sheet->count;
        if (!ok || rows < 1)
            return ok;
        if (rows > 1)
            sheet_add(sheet, STYLE_TEXT, "%s", "");
        rows--;
    } else if (list == LIST_QUEUE) {
        about_urgent(sheet, desk, row, 1);
        rows -= (int)sheet->count;
    }
    if (row->dispute)
        return add_dispute(sheet, desk, row->dispute, rows, err);
    if (row->message)
        return add_message(sheet, desk, row->message, rows, err);
    if (!row->account)
        sheet_add(sheet, STYLE_DIM, "this duty is about several accounts; Enter shows it");
    return ok;
}
