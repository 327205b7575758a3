#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/form_field.h"
#include "tui/term.h"

enum {
    LEAST = 4,       /* rows shown where there is room for no more */
    BESIDE_FROM = 68 /* with fewer columns there is no room for what stands at the right end */
};

struct tick_row {
    bool on;
    char *title, *beside, *told;
};

struct field_ticks {
    struct form_field field;
    struct tick_row *rows;
    size_t count;
    size_t marked;
};

size_t field_ticks_marked(const struct form_field *field)
{
    return ((const struct field_ticks *)field)->marked;
}

static void rows_clear(struct field_ticks *ticks)
{
    for (size_t i = 0; i < ticks->count; i++) {
        free(ticks->rows[i].title);
        free(ticks->rows[i].beside);
        free(ticks->rows[i].told);
    }
    free(ticks->rows);
}

/* What is told of the marked row stands at the form's foot. Looking at another changes nothing. */
static void mark(struct field_ticks *ticks, size_t at)
{
    ticks->marked = at;
    ticks->field.help = at < ticks->count ? ticks->rows[at].told : NULL;
}

void field_ticks_set(struct form_field *field, const struct field_tick *list, size_t count)
{
    struct field_ticks *ticks = (struct field_ticks *)field;

    rows_clear(ticks);
    ticks->rows = mem_new_array(count, sizeof *ticks->rows);
    ticks->count = count;
    for (size_t i = 0; i < count; i++) {
        ticks->rows[i] = (struct tick_row){list[i].on, utf8_printable(list[i].title),
                                           utf8_printable(list[i].beside), utf8_printable(list[i].told)};
    }
    mark(ticks, ticks->marked < count ? ticks->marked : 0);
}

static int ticks_rows(struct form_field *field, int columns, bool here, int *most)
{
    size_t count = ((const struct field_ticks *)field)->count;

    (void)columns;
    (void)here;
    *most = count > 0 ? (int)count : 1;
    return *most < LEAST ? *most : LEAST;
}

static void draw_row(const struct tick_row *row, struct draw_area area, bool marked, bool here)
{
    enum style style = !marked ? STYLE_TEXT : here ? STYLE_FIELD_HERE : STYLE_FIELD;
    struct str text = {0};
    int beside = area.columns >= BESIDE_FROM ? utf8_width(row->beside) : 0;
    int room = beside > 0 ? area.columns - beside - 2 : area.columns;

    str_add_format(&text, "%c[%c] %s", marked ? '>' : ' ', row->on ? 'x' : ' ', row->title);
    draw_text(area.row, area.column, area.columns, "", STYLE_TEXT, true);
    draw_text(area.row, area.column, room, str_text(&text), style, false);
    if (beside > 0) {
        draw_text(area.row, area.column + area.columns - beside, beside, row->beside, STYLE_DIM, false);
    }
    str_clear(&text);
}

static int ticks_draw(struct form_field *field, struct draw_area area, bool here)
{
    const struct field_ticks *ticks = (const struct field_ticks *)field;
    size_t first = ticks->marked >= (size_t)area.rows ? ticks->marked + 1 - (size_t)area.rows : 0;

    for (size_t i = first; i < ticks->count && i - first < (size_t)area.rows; i++) {
        int row = area.row + (int)(i - first);

        draw_row(&ticks->rows[i], (struct draw_area){row, area.column, 1, area.columns}, i == ticks->marked,
                 here);
        if (here && i == ticks->marked) {
            draw_cursor(row, area.column + 2);
        }
    }
    return area.columns;
}

static bool ticks_key(struct form_field *field, int key)
{
    struct field_ticks *ticks = (struct field_ticks *)field;
    size_t last = ticks->count ? ticks->count - 1 : 0;

    if (key == ' ' || key == TERM_KEY_ENTER) {
        form_save(field->form);
    } else if ((key == TERM_KEY_DOWN || key == 'j') && ticks->marked < last) {
        mark(ticks, ticks->marked + 1);
    } else if ((key == TERM_KEY_UP || key == 'k') && ticks->marked > 0) {
        mark(ticks, ticks->marked - 1);
    } else if (key == TERM_KEY_HOME) {
        mark(ticks, 0);
    } else if (key == TERM_KEY_END) {
        mark(ticks, last);
    } else {
        return key > ' ' && key < KEY_BASE_SPECIAL;
    }
    return true;
}

static void ticks_write(const struct form_field *field, struct str *out)
{
    str_add_format(out, "%zu", field_ticks_marked(field));
}

static void ticks_read(struct form_field *field, const char *text)
{
    struct field_ticks *ticks = (struct field_ticks *)field;
    int64_t value;

    if (str_to_number(text, &value) && value >= 0 && (size_t)value < ticks->count) {
        mark(ticks, (size_t)value);
    }
}

static void ticks_free(struct form_field *field)
{
    rows_clear((struct field_ticks *)field);
}

static const struct form_field_class ticks_class = {
    .rows = ticks_rows,
    .draw = ticks_draw,
    .key = ticks_key,
    .write = ticks_write,
    .read = ticks_read,
    .free = ticks_free,
};

struct form_field *field_ticks_add(struct form *form, const char *name, const char *label)
{
    struct field_ticks *ticks = mem_new(sizeof *ticks);

    form_add(form, &ticks->field, &ticks_class, name, label);
    return &ticks->field;
}
