#include "config.h"
#include "tui/detail.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk/representative.h"
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

static void build(struct detail *detail, struct desk *desk, int columns, int rows)
{
    bool first = !detail->shown;

    const struct sheet_line *here = sheet_here(&detail->sheet);
    struct sheet_target target = {0};

    if (here)
        target = here->target;
    sheet_empty(&detail->sheet);
    detail->sheet.columns = columns;
    if (detail->read)
        detail->class->build(&detail->sheet, desk, detail->view);
    sheet_find(&detail->sheet, &target);
    if (first)
        sheet_start(&detail->sheet, rows);
    detail->shown = true;
}

void detail_draw(struct screen *screen, struct app *app, struct draw_area area)
{
    struct detail *detail = (struct detail *)screen;

    if (detail->sheet.columns != area.columns)
        build(detail, app_desk(app), area.columns, area.rows);
    detail->page = area.rows - (int)detail->sheet.fixed;
    sheet_draw(&detail->sheet, area, true);
}

/* Shows a line's whole text where it leads to nothing of its own. */
static void show_text(struct app *app, const struct sheet_line *line)
{
    char *text = line->whole
                     ? mem_text(line->whole)
                     : mem_format("%s%s%s", line->text + (*line->text == ' '), line->right ? "\n\n" : "",
                                  line->right ? line->right + strspn(line->right, " ") : "");

    app_screen_push(app, pager_new("the whole line", text));
    free(text);
}

/* Shows an objection that came by no message of its own: all its words, and what was made of it. */
static void show_objection(struct app *app, const struct record_objection *objection)
{
    struct str text;
    struct err ignored = {0};

    str_init(&text);
    str_add_format(&text, "%s of ", source_title(objection->source));
    about_instant(objection->received, desk_zone(app_desk(app)), &text);
    str_add_format(&text, ": %s, voice: ", ruling_title(objection->ruling));
    desk_voice_add(app_desk(app), objection, 0, &text, &ignored);
    if (objection->flags) {
        str_add(&text, ", ");
        flag_set_add(&text, objection->flags, ", ", true);
    }
    str_add_format(&text, "\n\n%s", objection->words);
    app_screen_push(app, pager_new("the objection", str_text(&text)));
    str_clear(&text);
}

/* Goes to the message an objection came with, or shows the objection. False when the line leads further: to
 * its dispute, from a screen that shows neither. */
static bool open_objection(struct detail *detail, struct app *app, const struct sheet_target *target)
{
    enum screen_id here = detail->screen.class->id;
    struct record_objection objection = {0};
    struct err err = {0};
    bool opened = true;

    if (!store_objection_get(desk_store(app_desk(app)), target->objection, &objection, &err))
        app_fail(app, &err);
    else if (objection.message && !(here == SCREEN_MESSAGE && objection.message == detail->id))
        app_screen_push(app, message_new(objection.message));
    else if (target->dispute && !(here == SCREEN_DISPUTE && target->dispute == detail->id))
        opened = false;
    else if (!objection.message)
        show_objection(app, &objection);
    else
        opened = false;
    record_objection_clear(&objection);
    return opened;
}

static void open_line(struct detail *detail, struct app *app)
{
    const struct sheet_line *line = sheet_here(&detail->sheet);
    enum screen_id here = detail->screen.class->id;
    const struct sheet_target *target;

    if (!line || sheet_target_empty(&line->target)) {
        app_say(app, "this line leads nowhere; j and k go to those that do");
        return;
    }
    target = &line->target;
    if (target->message && !(here == SCREEN_MESSAGE && target->message == detail->id))
        app_screen_push(app, message_new(target->message));
    else if (target->objection && open_objection(detail, app, target))
        return;
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

    const struct sheet_line *line = sheet_here(&detail->sheet);
    int times = count ? count : 1, page = detail->page > 0 ? detail->page : 1;

    switch (action) {
    case ACTION_OPEN:
        open_line(detail, app);
        return true;
    case ACTION_PREVIEW:
        if (line)
            show_text(app, line);
        return true;
    case ACTION_DOWN:
    case ACTION_UP:
        sheet_step(&detail->sheet, action == ACTION_DOWN ? times : -times, page);
        return true;
    case ACTION_NEXT_SECTION:
    case ACTION_PREVIOUS_SECTION:
        sheet_section(&detail->sheet, action == ACTION_NEXT_SECTION ? times : -times);
        return true;
    default:
        return sheet_act(&detail->sheet, action, times, page);
    }
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
    if (line->target.consent)
        selection->consent = line->target.consent;
    selection->contact = line->target.contact;
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
