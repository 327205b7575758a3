#include "config.h"
#include "tui/sheet.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#define LABEL_COLUMNS   10
#define HANGING_COLUMNS 4

void sheet_init(struct sheet *sheet)
{
    memset(sheet, 0, sizeof *sheet);
}

void sheet_empty(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++) {
        free(sheet->lines[i].text);
        free(sheet->lines[i].right);
        free(sheet->lines[i].whole);
    }
    sheet->count = 0;
    sheet->fixed = 0;
}

void sheet_clear(struct sheet *sheet)
{
    sheet_empty(sheet);
    free(sheet->lines);
    sheet_init(sheet);
}

static struct sheet_line *add_line(struct sheet *sheet, enum style style, char *text)
{
    struct sheet_line *line;

    mem_grow(sheet->lines, sheet->count, sheet->capacity);
    line = &sheet->lines[sheet->count++];
    memset(line, 0, sizeof *line);
    line->style = line->right_style = style;
    line->text = text;
    return line;
}

struct sheet_line *sheet_add(struct sheet *sheet, enum style style, const char *format, ...)
{
    struct str text;
    va_list list;

    str_init(&text);
    str_add_char(&text, ' ');
    va_start(list, format);
    str_add_format_list(&text, format, list);
    va_end(list);
    return add_line(sheet, style, str_take(&text));
}

/* Adds each line of a wrapped text behind a lead; label is how many columns of the first line's lead label
 * it. */
static void add_wrapped(struct sheet *sheet, const char *first, int indent, int label, const char *text,
                        size_t limit, enum style style)
{
    struct str printable, wrapped;
    char *rest, *next;
    size_t start = sheet->count;

    str_init(&printable);
    str_init(&wrapped);
    utf8_add_printable(&printable, text ? text : "", text ? strlen(text) : 0, UTF8_KEEP_LINES);
    utf8_add_wrapped(&wrapped, str_text(&printable),
                     sheet->columns - indent > 10 ? sheet->columns - indent : 10);
    rest = str_take(&wrapped);
    for (char *line = rest; line && (!limit || sheet->count - start < limit); line = next) {
        bool is_first = sheet->count == start;
        bool is_last = limit && sheet->count - start + 1 == limit;

        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        if (limit && !*line && next)
            continue;
        add_line(sheet, style,
                 mem_format("%*s%s%s", is_first ? 0 : indent, is_first ? first : "", line,
                            is_last && next && *next ? " ~" : ""))
            ->label = is_first ? label : 0;
    }
    free(rest);
    str_clear(&printable);
    str_clear(&wrapped);
}

size_t sheet_add_lead(struct sheet *sheet, const char *lead, const char *text, size_t limit, enum style style)
{
    size_t at = sheet->count;
    int width = utf8_width(lead);

    add_wrapped(sheet, lead, width, width, text, limit, style);
    return at;
}

size_t sheet_add_labelled(struct sheet *sheet, const char *label, const char *text, size_t limit,
                          enum style style)
{
    char *lead = mem_format(" %-*s", LABEL_COLUMNS - 1, label);
    size_t at = sheet_add_lead(sheet, lead, text, limit, style);

    free(lead);
    return at;
}

void sheet_add_text(struct sheet *sheet, int indent, const char *text, size_t limit, enum style style)
{
    char *lead = mem_format("%*s", indent, "");

    add_wrapped(sheet, lead, indent, 0, text, limit, style);
    free(lead);
}

void sheet_add_hanging(struct sheet *sheet, int indent, const char *text, enum style style)
{
    char *lead = mem_format("%*s", indent, "");
    bool fits = utf8_width(text) <= sheet->columns - indent;

    add_wrapped(sheet, lead, indent + (fits ? 0 : HANGING_COLUMNS), 0, text, 0, style);
    free(lead);
}

void sheet_add_section(struct sheet *sheet, const char *title)
{
    sheet_add(sheet, STYLE_TEXT, "%s", "");
    sheet_add(sheet, STYLE_HEAD, "%s", title)->begins = true;
}

const struct sheet_line *sheet_here(const struct sheet *sheet)
{
    return sheet->cursor < sheet->count ? &sheet->lines[sheet->cursor] : NULL;
}

bool sheet_target_empty(const struct sheet_target *target)
{
    return !(target->account || target->message || target->objection || target->dispute || target->duty ||
             target->hold || target->entry || target->contact || target->notice || target->consent ||
             target->condition);
}

static bool same_target(const struct sheet_target *a, const struct sheet_target *b)
{
    return a->account == b->account && a->message == b->message && a->objection == b->objection &&
           a->dispute == b->dispute && a->duty == b->duty && a->hold == b->hold && a->entry == b->entry &&
           a->contact == b->contact && a->notice == b->notice && a->consent == b->consent &&
           a->condition == b->condition;
}

void sheet_find(struct sheet *sheet, const struct sheet_target *target)
{
    if (sheet_target_empty(target))
        return;
    for (size_t i = 0; i < sheet->count; i++) {
        if (same_target(&sheet->lines[i].target, target)) {
            sheet->cursor = i;
            return;
        }
    }
}

/* Keeps the cursor and what is shown within the lines. */
static void settle(struct sheet *sheet, size_t rows)
{
    size_t scrolled = rows > sheet->fixed ? rows - sheet->fixed : 1;

    if (sheet->cursor < sheet->fixed)
        sheet->cursor = sheet->fixed;
    if (sheet->cursor >= sheet->count)
        sheet->cursor = sheet->count ? sheet->count - 1 : 0;
    if (sheet->top < sheet->fixed)
        sheet->top = sheet->fixed;
    if (sheet->cursor < sheet->top)
        sheet->top = sheet->cursor;
    if (sheet->cursor >= sheet->top + scrolled)
        sheet->top = sheet->cursor - scrolled + 1;
    if (sheet->top + scrolled > sheet->count)
        sheet->top = sheet->count > scrolled ? sheet->count - scrolled : 0;
    if (sheet->top < sheet->fixed)
        sheet->top = sheet->fixed;
}

static void draw_one(const struct sheet_line *line, int row, struct draw_area area, bool here)
{
    enum style style = here ? STYLE_SELECTED : line->style;
    size_t label = 0;
    int columns = area.columns;

    int width = line->right ? draw_width(line->right) : 0;

    if (width > columns - 2)
        width = columns - 2;
    draw_text(row, area.column, columns, " ", style, true);
    draw_text(row, area.column, columns - width - (width > 0), line->text, style, false);
    if (line->label && !here) {
        char *lead;

        label = utf8_fit(line->text, line->label, NULL);
        lead = mem_text_n(line->text, label);
        draw_text(row, area.column, line->label, lead, STYLE_LABEL, false);
        free(lead);
    }
    if (line->right) {
        draw_text(row, area.column + columns - width - 1, width, line->right,
                  here ? style : line->right_style, false);
    }
    if (here)
        draw_text(row, area.column, 1, ">", style, false);
}

void sheet_draw(struct sheet *sheet, struct draw_area area, bool with_cursor)
{
    if (with_cursor)
        settle(sheet, (size_t)area.rows);
    for (size_t i = 0; i < (size_t)area.rows; i++) {
        size_t at = i < sheet->fixed || !with_cursor ? i : sheet->top + i - sheet->fixed;
        int row = area.row + (int)i;

        if (at >= sheet->count)
            break;
        draw_one(&sheet->lines[at], row, area, with_cursor && at == sheet->cursor);
        if (with_cursor && at == sheet->cursor)
            draw_cursor(row, area.column);
    }
}

void sheet_status(const struct sheet *sheet, struct str *out)
{
    if (sheet->count > sheet->fixed)
        str_add_format(out, "%zu/%zu", sheet->cursor - sheet->fixed + 1, sheet->count - sheet->fixed);
}

static void move(struct sheet *sheet, long distance)
{
    long first = (long)sheet->fixed, last = (long)sheet->count - 1, at = (long)sheet->cursor + distance;

    if (at > last)
        at = last;
    sheet->cursor = (size_t)(at < first ? first : at);
}

static bool leads(const struct sheet *sheet, size_t at)
{
    return !sheet_target_empty(&sheet->lines[at].target);
}

void sheet_start(struct sheet *sheet, int rows)
{
    for (size_t i = sheet->fixed; i < sheet->count && i < (size_t)rows; i++) {
        if (leads(sheet, i)) {
            sheet->cursor = i;
            return;
        }
    }
}

static void step_down(struct sheet *sheet, size_t page)
{
    size_t below = sheet->top + page, at = sheet->cursor + 1;

    while (at < sheet->count && at < below && !leads(sheet, at))
        at++;
    sheet->cursor = at < sheet->count ? at : sheet->count ? sheet->count - 1 : 0;
}

static void step_up(struct sheet *sheet)
{
    size_t above = sheet->top > sheet->fixed ? sheet->top - 1 : sheet->fixed, at = sheet->cursor;

    if (at <= above)
        return;
    for (at--; at > above && !leads(sheet, at); at--)
        continue;
    sheet->cursor = at;
}

void sheet_step(struct sheet *sheet, int count, int page)
{
    for (int i = 0; i < count; i++) {
        step_down(sheet, (size_t)page);
        settle(sheet, (size_t)page + sheet->fixed);
    }
    for (int i = 0; i < -count; i++) {
        step_up(sheet);
        settle(sheet, (size_t)page + sheet->fixed);
    }
}

/* Returns where the section begins that a line is in; the first line where it is in none. */
static size_t section_of(const struct sheet *sheet, size_t at)
{
    while (at > sheet->fixed && !sheet->lines[at].begins)
        at--;
    return at;
}

void sheet_section(struct sheet *sheet, int count)
{
    size_t here = section_of(sheet, sheet->cursor), at = here;

    for (int i = 0; i < count; i++) {
        size_t next = at + 1;

        while (next < sheet->count && !sheet->lines[next].begins)
            next++;
        at = next < sheet->count ? next : at;
    }
    for (int i = 0; i < -count && at > sheet->fixed; i++)
        at = section_of(sheet, at - 1);
    if (at == here && count > 0)
        return;
    sheet->top = at;
    sheet->cursor = at + 1 < sheet->count && sheet->lines[at].begins ? at + 1 : at;
}

bool sheet_act(struct sheet *sheet, enum action action, int count, int page)
{
    switch (action) {
    case ACTION_DOWN:
        move(sheet, count);
        return true;
    case ACTION_UP:
        move(sheet, -(long)count);
        return true;
    case ACTION_PAGE_DOWN:
        sheet->top += (size_t)count * (size_t)page;
        move(sheet, (long)count * page);
        return true;
    case ACTION_PAGE_UP:
        move(sheet, -(long)count * page);
        return true;
    case ACTION_HALF_DOWN:
        move(sheet, (long)count * (page + 1) / 2);
        return true;
    case ACTION_HALF_UP:
        move(sheet, -(long)count * (page + 1) / 2);
        return true;
    case ACTION_FIRST:
        sheet->cursor = 0;
        sheet->top = 0;
        move(sheet, count > 1 ? count - 1 : 0);
        return true;
    case ACTION_LAST:
        move(sheet, (long)sheet->count);
        return true;
    default:
        return false;
    }
}
