#include "config.h"
#include "tui/list_view.h"

#include "base/str.h"
#include "tui/list_columns.h"

static void draw_cell(int row, const struct list_column *column, int start, int columns, const char *text,
                      enum style style)
{
    int room = columns - column->column;
    int width = column->width < room ? column->width : room;
    int blanks = column->right ? width - draw_width(text) : 0;

    if (blanks < 0)
        blanks = 0;
    draw_text(row, start + column->column + blanks, width - blanks, text, style, false);
}

/* How the list is sorted by a field: -1 down, 1 up, 0 not. */
static int sorted_by(const struct list_query *query, enum field field)
{
    for (size_t i = 0; i < query->sort_count; i++)
        if (query->sort[i] == field)
            return query->descending[i] ? -1 : 1;
    return 0;
}

static void draw_head(const struct list_view *view, const struct list_column *columns, size_t count,
                      struct draw_area area)
{
    draw_text(area.row, area.column, area.columns, " ", STYLE_HEAD, true);
    for (size_t i = 0; i < count; i++) {
        int sorted = view->sort && *view->sort ? sorted_by(&view->asked.query, columns[i].field) : 0;
        const struct field_row *field = field_get(columns[i].field);
        bool fits = draw_width(field->title) + (sorted != 0) <= columns[i].width;
        struct str title;

        str_init(&title);
        str_add_format(&title, "%s%s", fits ? field->title : field->name,
                       sorted > 0   ? "^"
                       : sorted < 0 ? "v"
                                    : "");
        draw_cell(area.row, &columns[i], area.column, area.columns, str_text(&title), STYLE_HEAD);
        str_clear(&title);
    }
}

/* Appends what a cell shows; a message that was read is not as if a reading were only suggested. */
static void add_cell(enum list list, const struct row *row, enum field field, struct desk *desk,
                     struct str *cell)
{
    const char *reading = row->values[FIELD_READING].text;

    if (list == LIST_DISPUTES && field == FIELD_LEVEL && !row->values[FIELD_OUTCOME].null)
        str_add(cell, "closed");
    else if (list == LIST_INBOX && field == FIELD_SUGGESTED && reading &&
             !str_equal(reading, reading_name(READING_UNREAD)))
        str_add(cell, row->account ? "was read" : "read; whose is it?");
    else
        field_format(field, &row->values[field], FIELD_PERSON, desk_today(desk), desk_zone(desk), cell);
}

static void draw_row(const struct list_view *view, struct desk *desk, const struct row *row, bool selected,
                     int line, const struct list_column *columns, size_t count, struct draw_area area)
{
    int today = desk_today(desk);
    const struct value *due = &row->values[FIELD_DUE];
    bool urgent = view->which == LIST_QUEUE && !due->null && due->number <= today;
    bool closed = view->which == LIST_DISPUTES && !row->values[FIELD_OUTCOME].null;
    bool tagged = tags_has(&view->tags, row->id);
    enum style style = selected                        ? STYLE_SELECTED
                       : tagged                        ? STYLE_TAGGED
                       : urgent && due->number < today ? STYLE_OVERDUE
                       : urgent                        ? STYLE_TODAY
                       : closed                        ? STYLE_DIM
                                                       : STYLE_TEXT;

    draw_text(line, area.column, area.columns, selected ? ">" : " ", style, true);
    for (size_t i = 0; i < count; i++) {
        struct str cell;

        str_init(&cell);
        add_cell(view->which, row, columns[i].field, desk, &cell);
        if (field_get(columns[i].field)->type == FIELD_TYPE_LEFT && (int)cell.length > columns[i].width) {
            str_reset(&cell);
            str_add(&cell, row->values[columns[i].field].number < 0 ? "<-99" : ">999");
        }
        draw_cell(line, &columns[i], area.column, area.columns, str_text(&cell), style);
        str_clear(&cell);
    }
    if (count && urgent)
        draw_text(line, area.column + columns[0].column + columns[0].width, 1, "!", style, false);
    if (count && tagged)
        draw_text(line, area.column + columns[0].column + columns[0].width + 1, 1, "*", style, false);
}

void list_view_draw(struct list_view *view, struct desk *desk, struct draw_area area)
{
    struct list_column columns[field_count];
    size_t count = list_columns_lay(view->which, area.columns, columns);

    draw_head(view, columns, count, area);
    draw_cursor(area.row + 1, area.column);
    for (int i = 0; i + 1 < area.rows; i++) {
        size_t at = view->top + (size_t)i;

        if (at >= view->count)
            break;
        draw_row(view, desk, &view->rows[at], at == view->cursor, area.row + 1 + i, columns, count, area);
        if (at == view->cursor)
            draw_cursor(area.row + 1 + i, area.column);
    }
}
