#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/form_field.h"

struct field_line {
    struct form_field field;
    struct edit edit;
    char *trimmed; /* what field_line_text returned last */
    size_t first;  /* byte that stands leftmost */
    bool (*check)(const char *text, struct err *err);
};

const char *field_line_text(struct form_field *field)
{
    struct field_line *line = (struct field_line *)field;
    char *copy = mem_text(str_text(&line->edit.text));

    free(line->trimmed);
    line->trimmed = mem_text(str_trim(copy));
    free(copy);
    return line->trimmed;
}

/* Moves what is in sight so that the cursor is, with a column for it after the last character. */
static int show_cursor(struct field_line *line, int columns)
{
    const char *text = str_text(&line->edit.text);
    char *part;
    int width;

    if (line->first > line->edit.cursor) {
        line->first = line->edit.cursor;
    }
    part = mem_text_n(text + line->first, line->edit.cursor - line->first);
    width = utf8_width(part);
    free(part);
    if (width >= columns) {
        size_t start = line->edit.cursor;

        part = mem_text_n(text, line->edit.cursor);
        while (start > 0 && utf8_width(part + start) < columns - columns / 4) {
            do {
                start--;
            } while (start > 0 && ((unsigned char)part[start] & 0xc0) == 0x80);
        }
        width = utf8_width(part + start);
        line->first = start;
        free(part);
    }
    return width;
}

static int line_draw(struct form_field *field, struct draw_area area, bool here)
{
    struct field_line *line = (struct field_line *)field;
    int columns = field->error && area.columns > 40 ? area.columns / 2 : area.columns;
    int width = show_cursor(line, columns);

    if (!here) {
        line->first = 0;
    }
    draw_text(area.row, area.column, columns, str_text(&line->edit.text) + line->first,
              here ? STYLE_FIELD_HERE : STYLE_FIELD, true);
    if (here) {
        draw_cursor(area.row, area.column + width);
    }
    return columns;
}

static bool line_key(struct form_field *field, int key)
{
    struct field_line *line = (struct field_line *)field;
    bool changed = false;

    if (!edit_key(&line->edit, key, &changed)) {
        return false;
    }
    if (changed) {
        form_field_touch(field);
    }
    return true;
}

static bool line_check(struct form_field *field, struct err *err)
{
    struct field_line *line = (struct field_line *)field;

    return !line->check || line->check(field_line_text(field), err);
}

static bool line_blank(const struct form_field *field)
{
    return str_blank(str_text(&((const struct field_line *)field)->edit.text));
}

static void line_write(const struct form_field *field, struct str *out)
{
    str_add(out, str_text(&((const struct field_line *)field)->edit.text));
}

static void line_read(struct form_field *field, const char *text)
{
    edit_set(&((struct field_line *)field)->edit, text);
}

static void line_free(struct form_field *field)
{
    struct field_line *line = (struct field_line *)field;

    edit_clear(&line->edit);
    free(line->trimmed);
}

static const struct form_field_class line_class = {
    .typed = true,
    .draw = line_draw,
    .key = line_key,
    .check = line_check,
    .blank = line_blank,
    .write = line_write,
    .read = line_read,
    .free = line_free,
};

struct form_field *field_line_add(struct form *form, const char *name, const char *label, const char *text)
{
    struct field_line *line = mem_new(sizeof *line);

    edit_set(&line->edit, text);
    form_add(form, &line->field, &line_class, name, label);
    return &line->field;
}

void field_line_set(struct form_field *field, const char *text)
{
    edit_set(&((struct field_line *)field)->edit, text);
}

void field_line_check(struct form_field *field, bool (*check)(const char *text, struct err *err))
{
    ((struct field_line *)field)->check = check;
}
