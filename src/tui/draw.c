#include "config.h"
#include "tui/draw.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tui/term.h"

static int cursor_row, cursor_column;

/* Returns the ASCII sign that comes nearest to a character. */
static char nearest(uint32_t character)
{
    static const struct {
        uint32_t first, last;
        char sign;
    } signs[] = {{0xa0, 0xa0, ' '},     {0xb7, 0xb7, '-'},     {0x2010, 0x2015, '-'}, {0x2018, 0x201b, '\''},
                 {0x201c, 0x201f, '"'}, {0x2022, 0x2022, '*'}, {0x2026, 0x2026, '.'}, {0x2500, 0x2501, '-'},
                 {0x2502, 0x2503, '|'}, {0xfffd, 0xfffd, '?'}};
    ucs4_t decomposed[UC_DECOMPOSITION_MAX_LENGTH];

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (character >= signs[i].first && character <= signs[i].last)
            return signs[i].sign;
    while (uc_canonical_decomposition(character, decomposed) > 0)
        character = decomposed[0];
    return character < 0x7f ? (char)character : '?';
}

/* Appends valid UTF-8 as ASCII of the same width. */
static void add_ascii(struct str *out, const char *text)
{
    while (*text) {
        unsigned char first = (unsigned char)*text++;
        uint32_t character = first < 0xe0 ? first & 0x1f : first < 0xf0 ? first & 0x0f : first & 0x07;

        if (first < 0x80) {
            str_add_char(out, (char)first);
            continue;
        }
        while (((unsigned char)*text & 0xc0) == 0x80)
            character = character << 6 | ((unsigned char)*text++ & 0x3f);
        for (int width = utf8_character_width(character); width > 0; width--)
            str_add_char(out, nearest(character));
    }
}

int draw_text(int row, int column, int columns, const char *text, enum style style, bool pad)
{
    struct str printable, cell;
    int width = 0;

    if (columns <= 0 || !text)
        return 0;
    str_init(&printable);
    str_init(&cell);
    utf8_add_printable(&printable, text, strlen(text), UTF8_ONE_LINE);
    utf8_add_cell(&cell, str_text(&printable), columns, pad);
    if (!term_has_utf8()) {
        str_reset(&printable);
        add_ascii(&printable, str_text(&cell));
    }
    if (cell.length) {
        width = utf8_width(str_text(&cell));
        attrset((int)theme_attributes(style));
        mvaddstr(row, column, term_has_utf8() ? str_text(&cell) : str_text(&printable));
        attrset(A_NORMAL);
    }
    str_clear(&cell);
    str_clear(&printable);
    return width;
}

int draw_width(const char *text)
{
    char *printable = utf8_printable(text);
    int width = utf8_width(printable);

    free(printable);
    return width;
}

static void draw_repeated(int row, int column, int count, const char *sign, enum style style)
{
    struct str line;

    str_init(&line);
    for (int i = 0; i < count; i++)
        str_add(&line, sign);
    draw_text(row, column, count, str_text(&line), style, false);
    str_clear(&line);
}

void draw_line(int row, int column, int columns)
{
    draw_repeated(row, column, columns, "\u2500", STYLE_LINE);
}

void draw_bar_text(struct str *out, int columns, int part, int whole)
{
    int inside = columns - 2;
    int filled;

    if (inside < 1)
        return;
    if (whole < 1)
        whole = 1;
    part = part < 0 ? 0 : part > whole ? whole : part;
    filled = (int)(((int64_t)part * inside + whole / 2) / whole);
    str_add_char(out, '[');
    for (int i = 0; i < inside; i++)
        str_add_char(out, i < filled ? '#' : '.');
    str_add_char(out, ']');
}

void draw_bar(int row, int column, int columns, int part, int whole, enum style style)
{
    struct str bar;

    str_init(&bar);
    draw_bar_text(&bar, columns, part, whole);
    draw_text(row, column, columns, str_text(&bar), style, false);
    str_clear(&bar);
}

void draw_clear(struct draw_area area)
{
    for (int i = 0; i < area.rows; i++)
        draw_repeated(area.row + i, area.column, area.columns, " ", STYLE_TEXT);
}

void draw_box(struct draw_area area, const char *title)
{
    int last_row = area.row + area.rows - 1, last_column = area.column + area.columns - 1;
    const char *corners[2][4] = {{"+", "+", "+", "+"}, {"\u250c", "\u2510", "\u2514", "\u2518"}};
    const char **corner = corners[term_has_utf8()];

    draw_repeated(area.row, area.column, area.columns, "\u2500", STYLE_LINE);
    draw_repeated(last_row, area.column, area.columns, "\u2500", STYLE_LINE);
    for (int row = area.row + 1; row < last_row; row++) {
        draw_text(row, area.column, 1, "\u2502", STYLE_LINE, false);
        draw_text(row, last_column, 1, "\u2502", STYLE_LINE, false);
    }
    draw_text(area.row, area.column, 1, corner[0], STYLE_LINE, false);
    draw_text(area.row, last_column, 1, corner[1], STYLE_LINE, false);
    draw_text(last_row, area.column, 1, corner[2], STYLE_LINE, false);
    draw_text(last_row, last_column, 1, corner[3], STYLE_LINE, false);
    if (title && *title) {
        char *padded = mem_format(" %s ", title);

        draw_text(area.row, area.column + 2, area.columns - 4, padded, STYLE_INFO, false);
        free(padded);
    }
}

void draw_cursor(int row, int column)
{
    cursor_row = row;
    cursor_column = column;
}

void draw_cursor_visible(bool visible)
{
    curs_set(visible ? 1 : 0);
}

void draw_erase(void)
{
    erase();
}

void draw_all_anew(void)
{
    clearok(curscr, TRUE);
}

void draw_flush(void)
{
    int rows, columns;

    getmaxyx(stdscr, rows, columns);
    move(cursor_row < rows ? cursor_row : rows - 1, cursor_column < columns ? cursor_column : columns - 1);
    wnoutrefresh(stdscr);
    doupdate();
}
