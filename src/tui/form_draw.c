#include "config.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/form_parts.h"
#include "tui/term.h"

#include <stdlib.h>

enum {
    SAID_MOST = 3,       /* lines of what is said at the foot, above the keys */
    TITLE_KEPT_FROM = 18 /* screens of fewer rows give the program's own title line to the form */
};

/* Where a field stands: rows from the top of the fields. */
struct place {
    int row, rows, most;
};

struct layout {
    int columns, label, value; /* columns of the screen, of a label, of a value */
    int pinned;                /* rows of the pagers, which stay */
    int rows;                  /* rows of the other fields */
    int shown;                 /* rows there are for these */
    struct place *places;
};

static int label_columns(const struct form *form)
{
    int columns = 0;

    for (size_t i = 0; i < form->count; i++) {
        int width = utf8_width(form->fields[i]->label);

        columns = width > columns ? width : columns;
    }
    return columns;
}

/* A text to read needs no label, and then has the whole width. */
static bool spans(const struct form_field *field)
{
    return field->class->pager && !*field->label;
}

static int value_columns(const struct layout *layout, const struct form_field *field)
{
    return spans(field) ? layout->columns - 2 : layout->value;
}

/* Gives rows that are left to the fields that can use them, one by one from the top. */
static int spread(struct form *form, struct layout *layout, int left)
{
    bool gave = true;

    while (left > 0 && gave) {
        gave = false;
        for (size_t i = 0; i < form->count && left > 0; i++) {
            if (layout->places[i].rows < layout->places[i].most) {
                layout->places[i].rows++;
                left--;
                gave = true;
            }
        }
    }
    return left;
}

/* Lays the fields out in height rows; returns the rows not needed. */
static int lay_out(struct form *form, int columns, int height, struct layout *layout)
{
    int used = 0;
    int left;

    layout->columns = columns;
    layout->label = label_columns(form);
    layout->value = columns - layout->label - 3;
    layout->places = mem_new_array(form->count, sizeof *layout->places);
    for (size_t i = 0; i < form->count; i++) {
        struct place *place = &layout->places[i];
        struct form_field *field = form->fields[i];

        place->rows = place->most = 1;
        if (field->class->rows) {
            place->most = 0;
            place->rows =
                field->class->rows(field, value_columns(layout, field), i == form->here, &place->most);
            place->most = place->most < place->rows ? place->rows : place->most;
        }
        used += place->rows;
    }
    left = spread(form, layout, height - used);
    layout->pinned = layout->rows = 0;
    for (size_t i = 0; i < form->count; i++) {
        int *rows = form->fields[i]->class->pager ? &layout->pinned : &layout->rows;

        layout->places[i].row = *rows;
        *rows += layout->places[i].rows;
    }
    layout->shown = height - layout->pinned;
    return left > 0 ? left : 0;
}

/* Keeps the focus in sight when the fields do not fit. */
static void scroll(struct form *form, const struct layout *layout)
{
    const struct place *here = &layout->places[form->here];

    if (here->row + here->rows > form->first + layout->shown) {
        form->first = here->row + here->rows - layout->shown;
    }
    if (here->row < form->first) {
        form->first = here->row;
    }
    if (form->first > layout->rows - layout->shown) {
        form->first = layout->rows - layout->shown;
    }
    if (form->first < 0) {
        form->first = 0;
    }
}

static void draw_field(struct form *form, size_t i, const struct layout *layout, struct draw_area area)
{
    struct form_field *field = form->fields[i];
    bool here = i == form->here;
    int used;
    int beside;

    draw_text(area.row, 0, 1, field->error ? "!" : " ", STYLE_ERROR, true);
    if (!spans(field)) {
        draw_text(area.row, 1, layout->label, field->label, here ? STYLE_KEY : STYLE_LABEL, true);
    }
    area.column = layout->columns - value_columns(layout, field) - (spans(field) ? 1 : 0);
    area.columns = value_columns(layout, field);
    used = field->class->draw(field, area, here);
    beside = area.columns - used - 2;
    if (field->error && beside >= 8) {
        draw_text(area.row, area.column + used + 1, beside, field->error, STYLE_ERROR, false);
    }
}

static void draw_fields(struct form *form, const struct layout *layout, int top)
{
    for (size_t i = 0; i < form->count; i++) {
        const struct place *place = &layout->places[i];
        bool pinned = form->fields[i]->class->pager;
        int row = pinned ? place->row : place->row - form->first;
        int rows = place->rows;
        struct draw_area area;

        if (rows == 0 || (!pinned && (row < 0 || row >= layout->shown))) {
            continue;
        }
        if (!pinned && row + rows > layout->shown) {
            rows = layout->shown - row;
        }
        area = (struct draw_area){top + row + (pinned ? 0 : layout->pinned), 0, rows, layout->columns};
        draw_field(form, i, layout, area);
    }
}

static int draw_key(int row, int column, int columns, const char *key, const char *label)
{
    int end = column;

    end += draw_text(row, end, columns - end, key, STYLE_KEY, false);
    end += draw_text(row, end, columns - end, " ", STYLE_BAR, false);
    end += draw_text(row, end, columns - end, label, STYLE_BAR, false);
    end += draw_text(row, end, columns - end, "  ", STYLE_BAR, false);
    return end;
}

/* What is said at the foot: a word to the agent, else what is wrong with the field, else its help. */
static const char *said(const struct form *form, enum style *style)
{
    const struct form_field *here = form->fields[form->here];

    *style = STYLE_DIM;
    if (form->line.length) {
        *style = form->line_is_error ? STYLE_ERROR : STYLE_INFO;
        return str_text(&form->line);
    }
    if (here->error) {
        *style = STYLE_ERROR;
        return here->error;
    }
    return here->help ? here->help : "";
}

static void wrap_said(const struct form *form, int columns, struct edit_rows *lines)
{
    enum style style;

    edit_wrap(said(form, &style), columns - 1, lines);
    if (lines->count > SAID_MOST) {
        lines->count = SAID_MOST;
    }
}

static void draw_said(const struct form *form, const struct edit_rows *lines, int row, int columns)
{
    enum style style;
    const char *text = said(form, &style);

    for (size_t i = 0; i < lines->count; i++) {
        char *line = edit_row_text(text, &lines->items[i]);

        draw_text(row + (int)i, 1, columns - 1, line, style, false);
        free(line);
    }
}

static void draw_keys(const struct form *form, const struct layout *layout, int row)
{
    const struct form_field *here = form->fields[form->here];
    bool pager = false;
    int column = 1;

    for (size_t i = 0; i < form->count; i++) {
        pager = pager || form->fields[i]->class->pager;
    }
    column = draw_key(row, column, layout->columns, "Tab", "next");
    column = draw_key(row, column, layout->columns, "^S", "save");
    column = draw_key(row, column, layout->columns, "Esc", "leave");
    if (here->class->several) {
        column = draw_key(row, column, layout->columns, "^E", "editor");
    }
    if (form->other) {
        column = draw_key(row, column, layout->columns, "^X", form->other_is_draft ? "the draft" : "anew");
    }
    if (pager) {
        column = draw_key(row, column, layout->columns, "PgDn", "read on");
    }
    if (layout->rows > layout->shown) {
        bool below = form->first + layout->shown < layout->rows;

        draw_text(row, column, layout->columns - column, below ? "(more below)" : "(more above)", STYLE_BAR,
                  false);
    }
}

void form_draw(struct form *form)
{
    struct edit_rows lines = {0};
    struct layout layout;
    int rows;
    int columns;
    int top;
    int height;
    int foot;

    term_size(&rows, &columns);
    wrap_said(form, columns, &lines);
    foot = (int)lines.count + 1;
    top = rows >= TITLE_KEPT_FROM ? 1 : 0;
    height = rows - top - 1 - foot;
    top += lay_out(form, columns, height < 1 ? 1 : height, &layout);
    /* A form that needs less room than before keeps it: what stands above must not jump while a list opens
     * and closes. */
    if (form->top >= 0 && form->rows == rows && top > form->top) {
        top = form->top;
    }
    form->top = top;
    form->rows = rows;
    layout.shown = rows - foot - 1 - top - layout.pinned;
    layout.shown = layout.shown < 1 ? 1 : layout.shown;
    scroll(form, &layout);
    draw_clear((struct draw_area){top, 0, rows - top, columns});
    draw_line(top, 0, columns);
    draw_text(top, 2, columns - 4, form->title, STYLE_TITLE, false);
    draw_fields(form, &layout, top + 1);
    draw_said(form, &lines, rows - foot, columns);
    draw_keys(form, &layout, rows - 1);
    edit_rows_clear(&lines);
    free(layout.places);
}
