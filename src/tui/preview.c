#include "config.h"
#include "tui/preview.h"

#include <string.h>

#include "store/nouns.h"
#include "tui/about.h"

/* What a row is about, read once and laid out until it fits. */
struct shown {
    struct desk_account_view account;
    struct desk_message_view message;
    struct desk_dispute_view dispute;
    struct record_objection objection; /* logged without a message of its own */
    const struct row *duty;            /* NULL: no row of the queue */
    bool has_account, has_message, has_dispute, has_objection;
};

static bool shown_read(struct shown *shown, struct desk *desk, enum list list, const struct row *row,
                       struct err *err)
{
    shown->duty = list == LIST_QUEUE ? row : NULL;
    shown->has_dispute = row->dispute && list != LIST_INBOX;
    shown->has_message = row->message && !shown->has_dispute;
    shown->has_account = row->account && list != LIST_DISPUTES && list != LIST_INBOX;
    shown->has_objection = row->objection && list == LIST_QUEUE && !shown->has_message && !shown->has_dispute;
    return (!shown->has_objection ||
            store_objection_get(desk_store(desk), row->objection, &shown->objection, err)) &&
           (!shown->has_account || desk_account_view(desk, row->account, &shown->account, err)) &&
           (!shown->has_message || desk_message_view(desk, row->message, &shown->message, err)) &&
           (!shown->has_dispute || desk_dispute_view(desk, row->dispute, &shown->dispute, err));
}

static void shown_clear(struct shown *shown)
{
    desk_account_view_clear(&shown->account);
    desk_message_view_clear(&shown->message);
    desk_dispute_view_clear(&shown->dispute);
    record_objection_clear(&shown->objection);
}

/* Returns the rows left of those there are, 0 where any number is. */
static size_t room(const struct sheet *sheet, int rows)
{
    if (!rows)
        return 0;
    return (size_t)rows > sheet->count ? (size_t)rows - sheet->count : 1;
}

/* True when the words of a customer are there. */
static bool has_words(const struct shown *shown)
{
    return shown->has_message || shown->has_dispute || shown->has_objection;
}

/* Lays out an account and the duty about it; limit: lines of a label, 0 all. */
static void add_account(struct sheet *sheet, struct desk *desk, const struct shown *shown, size_t limit)
{
    const struct desk_account_view *view = &shown->account;

    about_account(sheet, desk, view, limit);
    if (shown->duty)
        about_urgent(sheet, desk, shown->duty, limit == 1 ? 2 : limit);
    about_risk(sheet, view->flags);
    if (!shown->duty)
        about_owed(sheet, desk, &view->duties);
}

/* What is known of who objected goes before the words. */
static void add_objection(struct sheet *sheet, struct desk *desk, const struct record_objection *objection,
                          size_t limit)
{
    struct str known = {0};
    struct err ignored = {0};

    desk_objector_add(desk, objection->id, &known, &ignored);
    if (known.length) {
        sheet_add_labelled(sheet, "known", str_text(&known), 1, STYLE_TEXT);
        limit -= limit > 1;
    }
    str_clear(&known);
    sheet_add_labelled(sheet, "words", objection->words, limit, STYLE_TEXT);
}

/* Lays out everything; the texts of customers take what is left of rows (0: any number). */
static void add_all(struct sheet *sheet, struct desk *desk, const struct shown *shown, size_t limit, int rows)
{
    bool has_text = has_words(shown);

    sheet_empty(sheet);
    if (shown->has_account)
        add_account(sheet, desk, shown, limit);
    else if (shown->duty)
        about_urgent(sheet, desk, shown->duty, limit ? 1 : 0);
    if (rows && sheet->count >= (size_t)rows)
        return;
    if (shown->has_account && has_text)
        sheet_add(sheet, STYLE_TEXT, "%s", "");
    if (shown->has_dispute) {
        size_t before =
            sheet->count + 2 + (shown->dispute.objection.flags != 0) + (shown->dispute.limit.length != 0);

        about_dispute(sheet, desk, &shown->dispute,
                      !rows                   ? 0
                      : (size_t)rows > before ? (size_t)rows - before
                                              : 1);
    } else if (shown->has_message) {
        about_message(sheet, &shown->message, limit);
        sheet_add_labelled(sheet, "text", shown->message.message.body_now, room(sheet, rows), STYLE_TEXT);
    } else if (shown->has_objection) {
        add_objection(sheet, desk, &shown->objection, room(sheet, rows));
    } else if (!shown->has_account) {
        sheet_add(sheet, STYLE_DIM, "this duty is about several accounts; Enter shows it");
    }
}

bool preview_build(struct sheet *sheet, struct desk *desk, enum list list, const struct row *row, int columns,
                   int rows, struct err *err)
{
    struct shown shown;
    bool ok;

    memset(&shown, 0, sizeof shown);
    sheet_empty(sheet);
    sheet->columns = columns;
    ok = shown_read(&shown, desk, list, row, err);
    if (ok)
        add_all(sheet, desk, &shown, 0, 0);
    if (ok && rows && sheet->count > (size_t)rows) {
        size_t limit = has_words(&shown) ? 2 : 6;

        if (rows < 8 && limit == 2)
            limit = 1;
        for (; limit; limit--) {
            add_all(sheet, desk, &shown, limit, rows);
            if (sheet->count <= (size_t)rows)
                break;
        }
    }
    shown_clear(&shown);
    return ok;
}
