#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/form_field.h"
#include "tui/term.h"

enum { MARK = 2 }; /* columns at the right for a mark that there is more */

struct field_pager {
    struct form_field field;
    struct str text;
    struct edit_rows rows;
    int least, most, shown;
    size_t first;
};

void field_pager_set(struct form_field *field, const char *text)
{
    struct field_pager *pager = (struct field_pager *)field;

    str_reset(&pager->text);
    utf8_add_printable(&pager->text, text, strlen(text), UTF8_KEEP_LINES);
    while (pager->text.length && pager->text.text[pager->text.length - 1] == '\n') {
        pager->text.text[--pager->text.length] = '\0';
    }
    pager->first = 0;
}

/* An empty one takes no room. */
static int pager_rows(struct form_field *field, int columns, bool here, int *most)
{
    struct field_pager *pager = (struct field_pager *)field;
    int count;

    (void)here;
    if (pager->text.length == 0) {
        return 0;
    }
    edit_wrap(str_text(&pager->text), columns - MARK, &pager->rows);
    count = (int)pager->rows.count;
    *most = count < pager->most ? count : pager->most;
    return count < pager->least ? count : pager->least;
}

/* Marks in a column of their own that there is more, so that no word is hidden. */
static void draw_more(const struct field_pager *pager, struct draw_area area, bool below)
{
    int column = area.column + area.columns - 1;

    if (pager->first > 0) {
        draw_text(area.row, column, 1, "^", STYLE_KEY, false);
    }
    if (below) {
        draw_text(area.row + area.rows - 1, column, 1, "v", STYLE_KEY, false);
    }
}

static int pager_draw(struct form_field *field, struct draw_area area, bool here)
{
    struct field_pager *pager = (struct field_pager *)field;
    size_t last;

    (void)here;
    edit_wrap(str_text(&pager->text), area.columns - MARK, &pager->rows);
    pager->shown = area.rows;
    last = pager->rows.count > (size_t)area.rows ? pager->rows.count - (size_t)area.rows : 0;
    pager->first = pager->first > last ? last : pager->first;
    for (int i = 0; i < area.rows; i++) {
        size_t at = pager->first + (size_t)i;
        char *part = NULL;

        if (at < pager->rows.count) {
            part = edit_row_text(str_text(&pager->text), &pager->rows.items[at]);
        }
        draw_text(area.row + i, area.column, area.columns, part ? part : "", STYLE_TEXT, true);
        free(part);
    }
    draw_more(pager, area, pager->first < last);
    return area.columns;
}

/* At its end a key is left to the next text. */
static bool pager_key(struct form_field *field, int key)
{
    struct field_pager *pager = (struct field_pager *)field;
    size_t shown = (size_t)pager->shown;
    size_t page = shown > 1 ? shown - 1 : 1;

    if (key == TERM_KEY_PAGE_DOWN && pager->first + shown < pager->rows.count) {
        pager->first += page;
        return true;
    }
    if (key == TERM_KEY_PAGE_UP && pager->first > 0) {
        pager->first = pager->first > page ? pager->first - page : 0;
        return true;
    }
    return false;
}

static void pager_free(struct form_field *field)
{
    struct field_pager *pager = (struct field_pager *)field;

    str_clear(&pager->text);
    edit_rows_clear(&pager->rows);
}

static const struct form_field_class pager_class = {
    .pager = true,
    .rows = pager_rows,
    .draw = pager_draw,
    .key = pager_key,
    .free = pager_free,
};

struct form_field *field_pager_add(struct form *form, const char *name, const char *label, const char *text,
                                   int least, int most)
{
    struct field_pager *pager = mem_new(sizeof *pager);

    pager->least = least;
    pager->most = most;
    form_add(form, &pager->field, &pager_class, name, label);
    field_pager_set(&pager->field, text);
    return &pager->field;
}
