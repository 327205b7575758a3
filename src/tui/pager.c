#include "config.h"
#include "tui/screens.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk/text.h"
#include "desk/view.h"
#include "tui/sheet.h"

struct pager {
    struct screen screen;
    char *title, *text;
    bool is_proof; /* of what why names: read again when something changed */
    struct selection why;
    struct sheet sheet;
    int page;
};

/* Adds each line of a proof with its own indent, so that what goes on in the next row is told from a step of
 * its own. */
static void add_proof(struct sheet *sheet, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n"), blanks = strspn(text, " ");
        char *line = mem_text_n(text + blanks, length > blanks ? length - blanks : 0);

        sheet_add_hanging(sheet, 1 + (int)blanks, line, STYLE_TEXT);
        free(line);
        text += length + (text[length] != '\0');
    }
}

static void build(struct pager *pager, int columns)
{
    struct sheet *sheet = &pager->sheet;

    sheet_empty(sheet);
    sheet->columns = columns;
    sheet_add(sheet, STYLE_HEAD, "%s", pager->title);
    sheet->fixed = 1;
    if (pager->is_proof)
        add_proof(sheet, pager->text);
    else
        sheet_add_text(sheet, 1, pager->text, 0, STYLE_TEXT);
}

static bool pager_load(struct screen *screen, struct app *app, struct err *err)
{
    struct pager *pager = (struct pager *)screen;
    struct str proof;
    bool ok;

    if (!pager->is_proof)
        return true;
    str_init(&proof);
    ok = pager->why.account
             ? desk_why(app_desk(app), pager->why.account, &proof, err)
             : desk_why_said(app_desk(app), pager->why.objection, pager->why.message, &proof, NULL, err);
    if (ok) {
        free(pager->text);
        pager->text = str_take(&proof);
        pager->sheet.columns = 0;
    }
    str_clear(&proof);
    return ok;
}

static void pager_draw(struct screen *screen, struct app *app, struct draw_area area)
{
    struct pager *pager = (struct pager *)screen;

    (void)app;
    pager->page = area.rows - 1;
    if (pager->sheet.columns != area.columns)
        build(pager, area.columns);
    sheet_draw(&pager->sheet, area, true);
}

static bool pager_act(struct screen *screen, struct app *app, enum action action, int count)
{
    struct pager *pager = (struct pager *)screen;

    if (action == ACTION_PREVIEW) {
        app_screen_pop(app);
        return true;
    }
    return sheet_act(&pager->sheet, action, count ? count : 1, pager->page);
}

static void pager_status(struct screen *screen, struct str *out)
{
    sheet_status(&((struct pager *)screen)->sheet, out);
}

static void pager_free(struct screen *screen)
{
    struct pager *pager = (struct pager *)screen;

    sheet_clear(&pager->sheet);
    free(pager->title);
    free(pager->text);
    free(pager);
}

static const struct screen_class pager_class = {
    .id = SCREEN_PAGER,
    .load = pager_load,
    .draw = pager_draw,
    .act = pager_act,
    .status = pager_status,
    .free = pager_free,
};

struct screen *pager_new(const char *title, const char *text)
{
    struct pager *pager = mem_new(sizeof *pager);

    pager->screen.class = &pager_class;
    pager->title = mem_text(title);
    pager->text = mem_text(text);
    sheet_init(&pager->sheet);
    return &pager->screen;
}

bool pager_text(struct app *app, const char *version, struct err *err)
{
    struct record_text text = {0};
    struct str whole = {0};
    bool found = desk_text_find(app_desk(app), version, &text, err);

    if (found) {
        desk_text_describe(app_desk(app), &text, &whole);
        app_screen_push(app, pager_new("the text of a notice", str_text(&whole)));
    }
    str_clear(&whole);
    record_text_clear(&text);
    return found;
}

bool pager_why(struct app *app, const struct selection *about, struct err *err)
{
    struct pager *pager;

    if (!about->account && !about->objection && !about->message)
        return err_set(err, ERR_RULE, "this belongs to no account yet");
    pager = (struct pager *)pager_new("why", "");
    pager->is_proof = true;
    pager->why = *about;
    pager->why.title = NULL;
    if (!pager_load(&pager->screen, app, err)) {
        pager_free(&pager->screen);
        return false;
    }
    app_screen_push(app, &pager->screen);
    return true;
}
