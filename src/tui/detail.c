#include "config.h"
#include "tui/detail.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/nouns.h"

struct screen *detail_new(const struct detail_class *class, int64_t id)
{
    struct detail *detail = mem_new(sizeof *detail);

    detail->screen.class = &class->screen;
    detail->class = class;
    detail->id = id;
    detail->view = mem_new(class->view_size);
    sheet_init(&detail->sheet);
    str_init(&detail->title);
    return &detail->screen;
}

bool detail_load(struct screen *screen, struct app *app, struct err *err)
{
    struct detail *detail = (struct detail *)screen;

    detail->class->clear(detail->view);
    memset(detail->view, 0, detail->class->view_size);
    detail->read = detail->class->read(app_desk(app), detail->id, detail->view, err);
    detail->sheet.columns = 0;
    return detail->read;
}

static void build(struct detail *detail, struct desk *desk, int columns)
{
    const struct sheet_line *here = sheet_here(&detail->sheet);
    struct sheet_target target = {0};

    if (here)
        target = here->target;
    sheet_empty(&detail->sheet);
    detail->sheet.columns = columns;
    if (detail->read)
        detail->class->build(&detail->sheet, desk, detail->view);
    sheet_find(&detail->sheet, &target);
}

void detail_draw(struct screen *screen, struct app *app, struct draw_area area)
{
    struct detail *detail = (struct detail *)screen;

    if (detail->sheet.columns != area.columns)
        build(detail, app_desk(app), area.columns);
    detail->page = area.rows - (int)detail->sheet.fixed;
    sheet_draw(&detail->sheet, area, true);
}

/* Shows a line's whole text where it leads to nothing of its own. */
static void show_text(struct app *app, const struct sheet_line *line)
{
    if (line->text)
        app_screen_push(app, pager_new("the whole line", line->text + (*line->text == ' ')));
}

/* Finds the message an objection came with; 0 when it came otherwise. */
static bool find_message(struct app *app, int64_t id, int64_t *message)
{
    struct record_objection objection = {0};
    struct err err = {0};
    bool ok = store_objection_get(desk_store(app_desk(app)), id, &objection, &err);

    if (ok)
        *message = objection.message;
    else
        app_fail(app, &err);
    record_objection_clear(&objection);
    return ok;
}

static void open_line(struct detail *detail, struct app *app)
{
    const struct sheet_line *line = sheet_here(&detail->sheet);
    enum screen_id here = detail->screen.class->id;
    const struct sheet_target *target;
    int64_t message = 0;

    if (!line || sheet_target_empty(&line->target)) {
        app_say(app, "this line leads nowhere; the lines of the sections below do");
        return;
    }
    target = &line->target;
    if (target->objection && !find_message(app, target->objection, &message))
        return;
    if (target->message)
        message = target->message;
    if (message && !(here == SCREEN_MESSAGE && message == detail->id))
        app_screen_push(app, message_new(message));
    else if (target->dispute && !(here == SCREEN_DISPUTE && target->dispute == detail->id))
        app_screen_push(app, dispute_new(target->dispute));
    else if (target->account && !(here == SCREEN_ACCOUNT && target->account == detail->id))
        app_screen_push(app, account_new(target->account));
    else
        show_text(app, line);
}

bool detail_act(struct screen *screen, struct app *app, enum action action, int count)
{
    struct detail *detail = (struct detail *)screen;

    if (action == ACTION_OPEN) {
        open_line(detail, app);
        return true;
    }
    return sheet_act(&detail->sheet, action, count ? count : 1, detail->page > 0 ? detail->page : 1);
}

void detail_select(struct screen *screen, struct selection *selection)
{
    struct detail *detail = (struct detail *)screen;
    const struct sheet_line *line = sheet_here(&detail->sheet);

    if (!detail->read)
        return;
    str_reset(&detail->title);
    detail->class->select(detail->view, selection, &detail->title);
    selection->title = str_text(&detail->title);
    if (!line)
        return;
    if (line->target.account)
        selection->account = line->target.account;
    if (line->target.message)
        selection->message = line->target.message;
    if (line->target.objection)
        selection->objection = line->target.objection;
    if (line->target.dispute)
        selection->dispute = line->target.dispute;
    if (line->target.duty)
        selection->duty = line->target.duty;
}

void detail_status(struct screen *screen, struct str *out)
{
    sheet_status(&((struct detail *)screen)->sheet, out);
}

void detail_free(struct screen *screen)
{
    struct detail *detail = (struct detail *)screen;

    detail->class->clear(detail->view);
    free(detail->view);
    sheet_clear(&detail->sheet);
    str_clear(&detail->title);
    free(detail);
}
