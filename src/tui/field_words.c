#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/editor.h"
#include "tui/form_field.h"
#include "tui/term.h"

struct field_words {
    struct form_field field;
    struct edit edit;
    struct edit_rows rows; /* as wrapped when last drawn */
    int columns;           /* for which they were */
    int least, most;
    size_t first; /* row that stands uppermost */
    int shown;
    int column; /* the one that up and down keep to; -1 the cursor's */
};

const char *field_words_text(const struct form_field *field)
{
    return str_text(&((const struct field_words *)field)->edit.text);
}

void field_words_set(struct form_field *field, const char *text)
{
    edit_set(&((struct field_words *)field)->edit, text);
}

/* A column is kept free for the cursor behind the last character. */
static size_t wrap(struct field_words *words, int *column)
{
    edit_wrap(str_text(&words->edit.text), words->columns - 1, &words->rows);
    return edit_rows_cursor(&words->rows, &words->edit, column);
}

static int words_rows(struct form_field *field, int columns, bool here, int *most)
{
    struct field_words *words = (struct field_words *)field;

    (void)here;
    words->columns = columns;
    *most = words->most;
    return words->least;
}

static int words_draw(struct form_field *field, struct draw_area area, bool here)
{
    struct field_words *words = (struct field_words *)field;
    enum style style = here ? STYLE_FIELD_HERE : STYLE_FIELD;
    int column;
    size_t row;

    words->columns = area.columns;
    words->shown = area.rows;
    row = wrap(words, &column);
    if (row < words->first) {
        words->first = row;
    }
    if (row >= words->first + (size_t)area.rows) {
        words->first = row - (size_t)area.rows + 1;
    }
    for (int i = 0; i < area.rows; i++) {
        size_t at = words->first + (size_t)i;
        char *part = NULL;

        if (at < words->rows.count) {
            part = edit_row_text(str_text(&words->edit.text), &words->rows.items[at]);
        }
        draw_text(area.row + i, area.column, area.columns, part ? part : "", style, true);
        free(part);
    }
    if (here) {
        draw_cursor(area.row + (int)(row - words->first),
                    area.column + (column < area.columns ? column : area.columns - 1));
    }
    return area.columns;
}

/* Goes up or down by rows as shown; false where there is none, so that the form goes to the next field. */
static bool step(struct field_words *words, int by)
{
    int column;
    size_t row = wrap(words, &column);
    size_t last = words->rows.count - 1;

    if ((by < 0 && row == 0) || (by > 0 && row == last)) {
        return false;
    }
    if (words->column < 0) {
        words->column = column;
    }
    if (by < 0) {
        row = row < (size_t)-by ? 0 : row - (size_t)-by;
    } else {
        row = row + (size_t)by > last ? last : row + (size_t)by;
    }
    edit_rows_place(&words->rows, &words->edit, row, words->column);
    return true;
}

static void open_editor(struct field_words *words)
{
    struct str text = {0};
    struct err err = {0};

    str_add(&text, str_text(&words->edit.text));
    if (!editor_edit(&text, &err)) {
        form_say(words->field.form, "%s", err.text);
    } else if (!str_equal(str_text(&text), str_text(&words->edit.text))) {
        edit_set(&words->edit, str_text(&text));
        form_field_touch(&words->field);
    }
    str_clear(&text);
    app_draw(form_app(words->field.form));
}

static bool words_key(struct form_field *field, int key)
{
    struct field_words *words = (struct field_words *)field;
    bool changed = false;
    int page = words->shown > 1 ? words->shown - 1 : 1;

    switch (key) {
    case TERM_KEY_UP:
        return step(words, -1);
    case TERM_KEY_DOWN:
        return step(words, 1);
    case TERM_KEY_PAGE_UP:
        return step(words, -page);
    case TERM_KEY_PAGE_DOWN:
        return step(words, page);
    case TERM_CTRL('e'):
        open_editor(words);
        return true;
    default:
        break;
    }
    words->column = -1;
    if (key == TERM_KEY_ENTER) {
        changed = edit_insert(&words->edit, '\n');
    } else if (!edit_key(&words->edit, key, &changed)) {
        return false;
    }
    if (changed) {
        form_field_touch(field);
    }
    return true;
}

static bool words_blank(const struct form_field *field)
{
    return str_blank(field_words_text(field));
}

static void words_write(const struct form_field *field, struct str *out)
{
    str_add(out, field_words_text(field));
}

static void words_read(struct form_field *field, const char *text)
{
    field_words_set(field, text);
}

static void words_free(struct form_field *field)
{
    struct field_words *words = (struct field_words *)field;

    edit_clear(&words->edit);
    edit_rows_clear(&words->rows);
}

static const struct form_field_class words_class = {
    .typed = true,
    .several = true,
    .rows = words_rows,
    .draw = words_draw,
    .key = words_key,
    .blank = words_blank,
    .write = words_write,
    .read = words_read,
    .free = words_free,
};

struct form_field *field_words_add(struct form *form, const char *name, const char *label, const char *text,
                                   int least, int most)
{
    struct field_words *words = mem_new(sizeof *words);

    words->edit.lines = true;
    words->least = least;
    words->most = most;
    words->column = -1;
    edit_set(&words->edit, text);
    form_add(form, &words->field, &words_class, name, label);
    return &words->field;
}
